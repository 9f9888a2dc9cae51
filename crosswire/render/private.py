"""The names of private persons, and marks of the same length to put in their place."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import Any

from crosswire import rules
from crosswire.base import WITHHELD, Entity, Record
from crosswire.render.words import say

FILL = "·"
"""Fills a mark up to the length of the name."""

SHORTEST = 3
"""Letters of the shortest part of a name that is hidden where it stands alone."""

_WORD = re.compile(r"\w[\w'’-]*")


class Masks:
    """Puts marks in the place of names: in a report's text, in any words, in the rows of entities."""

    def __init__(self, people: list[Entity], parts: dict[str, int]) -> None:
        self.numbers = {person.id: number for number, person in enumerate(people, start=1)}
        self.spans: dict[str, list[tuple[int, int, int]]] = defaultdict(list)
        for person in people:
            for place in person.mentions:
                if place.form in ("name", "title"):
                    self.spans[place.report].append((place.start, place.end, self.numbers[person.id]))
        self.parts = {name.casefold(): number for name, number in parts.items()}
        names = sorted(parts, key=lambda name: (-len(name), name))
        either = "|".join(re.escape(name) for name in names)
        self.pattern = re.compile(rf"(?<!\w)(?:{either})(?!\w)") if names else None
        self.anywhere = re.compile(
            "|".join(rf"(?<![^\W_])(?:{_loose(name)})(?![^\W_])" for name in names), re.IGNORECASE
        )

    def text(self, report: str, text: str) -> str:
        """A report's text, whole or withheld, with every mention and every other place of a name marked."""
        for start, end, number in self.spans.get(report, ()):
            if WITHHELD not in text[start:end]:
                text = text[:start] + _mark(text[start:end], number) + text[end:]
        return self.words(text)

    def words(self, words: str) -> str:
        """Any words with the names in them marked, at the same length."""
        if self.pattern is None:
            return words
        return self.pattern.sub(lambda found: _mark(found[0], self.parts[found[0].casefold()]), words)

    def names_in(self, address: str) -> bool:
        """Whether an address spells out a name, in letters of any case."""
        return self.pattern is not None and bool(self.anywhere.search(address))

    def path(self, path: str) -> str:
        """The name of a file without the names in it."""
        return self.anywhere.sub(lambda found: FILL * len(found[0]), path) if self.pattern else path

    def entity(self, row: dict[str, Any]) -> dict[str, Any]:
        """The row of an entity; a private person's has a label for a name."""
        number = self.numbers.get(row["id"])
        if number is None:
            return row
        return row | {"name": say("share.person", n=number), "aliases": [], "roles": [], "qid": None}


def _loose(name: str) -> str:
    return r"[\W_]+".join(re.escape(part) for part in _WORD.findall(name))


def _mark(name: str, number: int) -> str:
    """The person's label, filled up to the name's length; spaces stay where they are."""
    letters = sum(not letter.isspace() for letter in name)
    label = say("share.mark", n=number)
    marks = iter((label if len(label) <= letters else "").ljust(letters, FILL))
    return "".join(letter if letter.isspace() else next(marks) for letter in name)


def masks(record: Record) -> Masks:
    """Marks for every private person of the record."""
    people = private_people(record)
    public = _public_names(record, {person.id for person in people})
    people = [person for person in people if person.name.casefold() not in public]
    ordinary = {word for report in record.reports for word in _WORD.findall(report.text) if word.islower()}
    courtesy = set(rules.load("en/share")["courtesy"])
    parts: dict[str, int] = {}
    for number, person in enumerate(people, start=1):
        for name in (person.name, *person.aliases):
            for part in (name, *_WORD.findall(name)):
                alone = part not in courtesy and part[:1].isupper() and len(part) >= SHORTEST
                known = part.casefold() in public or part.lower() in ordinary
                if (alone and not known) or (part == name and " " in name):
                    parts.setdefault(part, number)
    return Masks(people, parts)


def private_people(record: Record) -> list[Entity]:
    """Persons for whom the record has no public role, office or sector, in order of their ids."""
    private = set(rules.load("en/share")["private_sectors"])
    people = (row for row in record.entities if row.kind == "person" and not _is_public(row, private))
    return sorted(people, key=lambda row: row.id)


def _is_public(person: Entity, private: set[str]) -> bool:
    if person.sector is not None:
        return person.sector not in private
    offices = set(rules.load("en/share")["public_roles"])
    return any(not offices.isdisjoint(_WORD.findall(role.text.lower())) for role in person.roles)


def _public_names(record: Record, private: set[str]) -> set[str]:
    """Names, and their parts, of whoever else the record knows: they are not hidden where they stand alone."""
    names = [name for row in record.entities if row.id not in private for name in (row.name, *row.aliases)]
    for report in record.reports:
        stated = (report.outlet, report.agency, report.place, *report.authors, *report.credits)
        names += [fact.text for fact in stated if fact]
    folded = [name.casefold() for name in names]
    return {part for name in folded for part in (name, *_WORD.findall(name))}
