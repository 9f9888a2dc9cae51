"""What an event is called: a plain word for its kind, and two or three names joined as a person would."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Any

from crosswire.base import Entity, EntityMention, Mention, Participant, Report, Where
from crosswire.group.events.spots import Spot, Spots
from crosswire.group.events.spots import rules as joining
from crosswire.rules import load

NAMES = 3
"""Names of those who act; of those acted on one is enough."""
LONGEST = 84
"""Characters of a title with its place; without room for the place it goes without."""
WORDS = 6
"""Words of a name that is no entity's."""
ASKED = 7
"""Mentions of a name that are asked whether it takes an article."""
STATE = "GOV"
HYPHENS = frozenset("-‐‑")
DISTRICT = 4
"""The coarsest place a title gives: a country says too little and is often only the subject."""

Name = tuple[str, bool]
"""What stands in a title for somebody, and whether that is a single person or state: one meets "with" it."""

_WORDS = re.compile(r"[^\s,;()\[\]“”\"]+")
_WHOLE = re.compile(r"[^\W_][\w'’.&-]*")


@cache
def _table() -> dict[str, Any]:
    return load("en/group_titles")


def title(kind: str, subtype: str | None, spots: Sequence[Spot], where: Where | None, names: Spots) -> str:
    """The title of an event of this kind told by these spots, in the reports' own names."""
    form = {**_form(kind, subtype)}
    if kind in joining()["kindless"]["types"]:
        form["word"] = f"“{spots[0].mention.trigger.text}”"
    doers = _Names(spots, joining()["roles"]["doers"], names).best(NAMES) if "by" in form else []
    taken = {words for words, _ in doers}
    affected = [one for one in _affected(spots, names) if one[0] not in taken] if "on" in form else []
    things = _Names(spots, _table()["things"]["roles"], names).best(1) if "for" in form and not affected else []
    if "about" in form and not doers and not affected:
        things = _Names(spots, _table()["topics"]["roles"], names).best(1)
    text = _put(form, doers, affected, things)
    while len(text) > LONGEST and len(doers) > 1:
        doers = doers[:-1]
        text = _put(form, doers, affected, things)
    if not doers and not affected and not things:
        text = _own_word(spots, form["word"], names)
    place = _place(spots, where, names)
    if place and place.split(" ", 1)[1].lower() not in text.lower() and len(text) + len(place) < LONGEST:
        text = f"{text} {place}"
    return text[0].upper() + text[1:]


def _put(form: dict[str, str], doers: Sequence[Name], affected: Sequence[Name], things: Sequence[Name]) -> str:
    """The word for the kind with the names after their small words."""
    parts = [form["word"]]
    if doers:
        alone = len(doers) == 1 and doers[0][1]
        parts.append(f"{form['one'] if alone and 'one' in form else _between(form['by'], doers)} {_joined(doers)}")
    if affected:
        parts.append(f"{form['on']} {_joined(affected)}")
    if things:
        parts.append(f"{form.get('for') or form['about']} {_joined(things)}")
    return " ".join(parts)


def _form(kind: str, subtype: str | None) -> dict[str, str]:
    words: dict[str, dict[str, str]] = _table()["words"]
    return words.get(subtype or "") or words.get(kind) or {"word": kind}


def _between(word: str, doers: Sequence[Name]) -> str:
    """ "Between" needs two; one alone is "of" or "by" as the kind has it."""
    return "of" if word == "between" and len(doers) == 1 else word


def _affected(spots: Sequence[Spot], names: Spots) -> list[Name]:
    last = _table()["last"]["roles"]
    roles = [*_table()["spoken_of"]["roles"], *(r for r in joining()["roles"]["targets"] if r not in last)]
    return _Names(spots, roles, names).best(1, told_first=True) or _Names(spots, last, names).best(1)


def _joined(found: Sequence[Name]) -> str:
    *first, last = [words for words, _ in found]
    return f"{', '.join(first)} {_table()['join']['and']} {last}" if first else last


def _own_word(spots: Sequence[Spot], otherwise: str, names: Spots) -> str:
    """The noun by which the event is told, where no name goes with its kind."""
    nouns: Counter[str] = Counter()
    for spot in spots:
        trigger = spot.mention.trigger
        before = names.shelf.reports[spot.place].text[max(0, trigger.start - 12) : trigger.start].split()
        if spot.mention.tense is None and before and before[-1].lower() in _table()["articles"]["words"]:
            nouns[trigger.text.lower()] += 1
    return max(nouns, key=lambda word: nouns[word]) if nouns else otherwise


class _Names:
    """The fillers of some roles, each entity or head noun once, with its clearest wording."""

    def __init__(self, spots: Sequence[Spot], roles: Sequence[str], names: Spots) -> None:
        self.names = names
        self.told: Counter[str] = Counter()
        self.order: dict[str, int] = {}
        self.wording: dict[str, Counter[str]] = {}
        self.single: dict[str, bool] = {}
        self.country: dict[str, tuple[bool, str | None]] = {}
        for spot in spots:
            report = names.shelf.reports[spot.place]
            for one in spot.mention.participants:
                if one.role in roles:
                    self._add(spot.mention, one, report)

    def _add(self, mention: Mention, one: Participant, report: Report) -> None:
        entity = self.names.entity.get(self.names.name(one.entity) or "")
        if entity is not None and entity.kind == "place" and one.role not in _table()["places"]["roles"]:
            return
        if entity is not None and self.names.is_named(mention, one):
            slot, words = entity.id, self.names.calls[entity.id]
            self.country[slot] = (entity.kind == "person", entity.country)
            self.single[slot] = entity.kind == "person" or entity.sector == STATE
        else:
            words = "" if _is_fragment(report.text, one) else _noun_phrase(one.text)
            slot = f"word {words.split()[-1].lower()}" if words else ""
        if words:
            self.told[slot] += 1
            self.order.setdefault(slot, len(self.order))
            self.wording.setdefault(slot, Counter())[words] += 1

    def best(self, most: int, told_first: bool = False) -> list[Name]:
        """The names told most, entities before nouns unless `told_first`; each as it is worded most, and best.

        Where its minister is named, a state goes without saying; a name that only repeats another is left out.
        """
        spoken_for = {country for person, country in self.country.values() if person and country}
        told = [slot for slot in self.wording if not (self._is_state(slot) and self.country[slot][1] in spoken_for)]
        slots = sorted(told, key=lambda s: (not told_first and s.startswith("word "), -self.told[s], self.order[s]))
        found: list[Name] = []
        for slot in slots:
            words = self._clearest(self.wording[slot])
            if len(found) < most and not any(_repeats(words, other) for other, _ in found):
                found.append((words, self.single.get(slot, False)))
        return found

    def _is_state(self, slot: str) -> bool:
        return self.single.get(slot, False) and not self.country[slot][0]

    @staticmethod
    def _clearest(wordings: Counter[str]) -> str:
        return min(wordings, key=lambda words: (-wordings[words], -len(words.split()), words))


def _repeats(words: str, other: str) -> bool:
    """Whether all words of the one name stand in the other: "the Council's group", "the Straits Council's group"."""
    one, two = (set(name.lower().split()) - {"the", "a", "an"} for name in (words, other))
    return one <= two or two <= one


def _is_fragment(text: str, one: Participant) -> bool:
    """Whether a hyphen ties the filler to what stands beside it."""
    return text[one.end : one.end + 1] in HYPHENS or (one.start > 0 and text[one.start - 1] in HYPHENS)


def called(entity: Entity, text_of: Mapping[str, str]) -> str:
    """A person's last name; of others the name, with the article reports put before it; `text_of` gives their texts."""
    if entity.kind == "person":
        return entity.name.split()[-1]
    if entity.kind == "group":
        return _noun_phrase(entity.name)
    name = _country(entity) or entity.name
    article = any(_has_article(one, text_of[one.report]) for one in entity.mentions[:ASKED] if one.form != "pronoun")
    bare = name.removeprefix("The ").removeprefix("the ")
    return f"the {bare}" if bare != name or (article and (name == entity.name or " " in name)) else name


def _country(entity: Entity) -> str | None:
    """A state that reports call by its country or capital is called by its country."""
    if entity.sector != STATE or not any(one.form == "metonym" for one in entity.mentions):
        return None
    state = load("any/states")["states"].get(entity.country or "")
    return str(state["name"]) if state else None


def _has_article(one: EntityMention, text: str) -> bool:
    return text[max(0, one.start - 4) : one.start + 4].lower().find("the ") in (0, min(4, one.start))


def _noun_phrase(text: str) -> str:
    """The clear part of a filler as written, without its number; "" where it names nobody by itself."""
    words = _WORDS.findall(text)
    while words and words[0].lower() in _table()["leading"]["words"]:
        words = words[1:]
    kept: list[str] = []
    for word in words:
        if word.lower() in _table()["cut"]["words"] and kept:
            break
        kept.append(word)
    kept = _without_number(kept)
    if not kept or len(kept) > WORDS or not all(_WHOLE.fullmatch(word) for word in kept):
        return ""
    low = [word.lower() for word in kept]
    unclear = set(low) & set(_table()["unclear"]["words"])
    named = any(word[0].isupper() for word in kept[1:-1]) or kept[0].isupper()
    general = low[-1] in _table()["general"]["heads"] and not (named and len(kept) > 1)
    if unclear or general or any(word.isdigit() for word in low):
        return ""
    if low[-1] in joining()["back"]["words"]:
        return ""
    return " ".join([low[0] if low[0] in ("a", "an", "the") else kept[0], *kept[1:]])


def _without_number(words: list[str]) -> list[str]:
    """ "At least 14 civilians" without the number and what belongs to it."""
    last = max((n for n, word in enumerate(words) if word[0].isdigit() or word.lower() in _counting()), default=-1)
    before = words[: last + 1]
    numbers = _table()["numbers"]["words"]
    if last < 0 or not all(word[0].isdigit() or word.lower() in numbers for word in before):
        return words
    return words[last + 1 :]


@cache
def _counting() -> frozenset[str]:
    """Number words that make an amount of what follows, small words left out."""
    return frozenset(word for word in _table()["numbers"]["words"] if len(word) > 2 and word not in ("than", "over"))


def _place(spots: Sequence[Spot], where: Where | None, names: Spots) -> str:
    """The place after the word that stands before it in a report."""
    entity = names.entity.get(where.entity or "") if where is not None else None
    if entity is None or where is None or (where.precision or 0) > DISTRICT:
        return ""
    return f"{next(_before(entity, spots, names), _table()['before_place']['otherwise'])} {entity.name}"


def _before(entity: Entity, spots: Sequence[Spot], names: Spots) -> Iterator[str]:
    for spot in spots:
        report = names.shelf.reports[spot.place]
        for one in names.named_in(entity, report.id):
            if spot.mention.start <= one.start < spot.mention.end:
                words = report.text[max(0, one.start - 12) : one.start].split()
                if words and words[-1].lower() in _table()["before_place"]["words"]:
                    yield words[-1].lower()
