"""The lists of states, cities, bodies and groups, compiled into one lookup by first word."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from typing import Any

from crosswire import rules
from crosswire.base import EntityKind, OwnName, OwnNames

STATE, ADJECTIVE, CAPITAL, SEAT, CITY, REGION, BODY, GROUP, PERSON = (
    "state",
    "adjective",
    "capital",
    "seat",
    "city",
    "region",
    "body",
    "group",
    "person",
)
PRECISION = {STATE: 6, CAPITAL: 1, CITY: 1, REGION: 4}


@dataclass(frozen=True, slots=True)
class Known:
    """One entry of the lists. `sort` says which list; `country` is ISO3, IGO, NGO, EUR or empty; `types` are the common
    nouns that may stand for it. `own` marks what a user's list tells, `parent`, `role`
    and the days from and until which it is held with it."""

    name: str
    sort: str
    country: str
    sector: str = ""
    at: tuple[float, float] | None = None
    types: tuple[str, ...] = ()
    doubtful: bool = False
    own: bool = False
    parent: str = ""
    role: str = ""
    held: tuple[str | None, str | None] = (None, None)

    def holds(self, day: str) -> bool:
        """Whether somebody holds the role on the day of a report, "" where that is unknown."""
        since, until = self.held
        if not self.role or not day:
            return bool(self.role) and since is None and until is None
        return (not since or since <= day[: len(since)]) and (not until or day[: len(until)] <= until)

    @property
    def kind(self) -> EntityKind:
        if self.sort in (STATE, CAPITAL, CITY, REGION):
            return "place"
        if self.sort == PERSON:
            return "person"
        return "group" if self.sort in (ADJECTIVE, GROUP) else "organisation"


Phrases = dict[str, list[tuple[str, Known]]]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """`by_first` maps a first word to (phrase, entry), longest phrase first; `lowered` serves text in capitals;
    `singular` are nationalities that have a plural of their own."""

    by_first: Phrases
    lowered: Phrases
    states: dict[str, Known]
    adjective: dict[str, str]
    singular: frozenset[str]


@cache
def lexicon() -> Lexicon:
    """All lists, compiled once."""
    pairs = sorted(_entries(), key=lambda pair: pair[0])
    by_first: Phrases = {}
    lowered: Phrases = {}
    for phrase, known in pairs:
        for first in _firsts(phrase):
            by_first.setdefault(first, []).append((phrase, known))
        # In capitals short acronyms cannot be told from words ("WHO", "IS"), nor doubtful names from surnames.
        if len(phrase) > SHORT and not known.doubtful:
            for first in _firsts(phrase.lower()):
                lowered.setdefault(first, []).append((phrase.lower(), known))
    for table in (by_first, lowered):
        for listed in table.values():
            listed.sort(key=lambda pair: (-len(pair[0]), pair[0], _RANK[pair[1].sort]))
    states = {known.country: known for _, known in pairs if known.sort == STATE and known.country}
    nations = {phrase for phrase, known in pairs if known.sort == ADJECTIVE}
    singular = frozenset(word for word in nations if plural(word) != word)
    return Lexicon(by_first, lowered, states, _adjectives(), singular)


SORTS = {"place": CITY, "region": REGION, "person": PERSON, "organisation": BODY, "group": GROUP}
"""Kinds of a user's entries → the lists they join."""


@lru_cache(maxsize=8)
def known_names(own: OwnNames | None) -> Lexicon:
    """The lists with the user's names before those of the same words."""
    every = lexicon()
    if own is None or not own.names:
        return every
    by_first, lowered = dict(every.by_first), dict(every.lowered)
    for phrase, known in sorted(_own(own.names), key=lambda pair: pair[0]):
        for first in sorted(_firsts(phrase)):
            by_first[first] = _before(by_first.get(first, []), (phrase, known))
        if len(phrase) > SHORT:
            for first in sorted(_firsts(phrase.lower())):
                lowered[first] = _before(lowered.get(first, []), (phrase.lower(), known))
    return replace(every, by_first=by_first, lowered=lowered)


def _before(listed: list[tuple[str, Known]], entry: tuple[str, Known]) -> list[tuple[str, Known]]:
    """The list, longest first, with an entry before all others of its length."""
    at = next((n for n, (phrase, _) in enumerate(listed) if len(phrase) <= len(entry[0])), len(listed))
    return [*listed[:at], entry, *listed[at:]]


def _own(own: Iterable[OwnName]) -> Iterable[tuple[str, Known]]:
    for one in own:
        at = (one.lat, one.lon) if one.lat is not None and one.lon is not None else None
        known = Known(
            one.name,
            SORTS[one.kind],
            one.country,
            one.sector,
            at,
            own=True,
            parent=one.parent,
            role=one.role,
            held=(one.from_, one.to),
        )
        for phrase in (one.name, *one.aliases):
            yield phrase.replace("’", "'"), known


SHORT = 3
"""Letters up to which a name in capitals cannot be told from a word."""
_RANK = {sort: i for i, sort in enumerate((STATE, CAPITAL, SEAT, ADJECTIVE, BODY, GROUP, CITY, REGION, PERSON))}


def _firsts(phrase: str) -> set[str]:
    """The first word as any tokenizer may cut it: up to a space, a hyphen, or an apostrophe with an s."""
    word = phrase.split(" ")[0]
    return {word, word.split("-")[0], word.split("'s")[0], word.rstrip("'"), word.split("/")[0], word.rstrip(",")}


def _entries() -> Iterable[tuple[str, Known]]:
    doubtful = rules.words("en/names", "doubtful", "names")
    for phrase, known in _listed():
        plain = phrase.replace("’", "'")
        if plain in doubtful:
            known = Known(known.name, known.sort, known.country, known.sector, known.at, known.types, doubtful=True)
        yield plain, known


def _listed() -> Iterable[tuple[str, Known]]:
    for iso, row in rules.load("any/states")["states"].items():
        yield from _state(iso, row)
    for name, sort in (("cities", CITY), ("regions", REGION)):
        for place, (country, lat, lon) in rules.load(f"any/{name}")[name].items():
            yield place, Known(place, sort, country, at=(lat, lon))
    regions = rules.load("any/regions")
    for short, place in regions["abbreviations"].items():
        country, lat, lon = regions["regions"][place]
        yield short, Known(place, REGION, country, at=(lat, lon))
    for file, sort in (("bodies", BODY), ("agencies", BODY), ("groups", GROUP)):
        for table in rules.load(f"any/{file}").values():
            for name, row in table.items():
                known = Known(name, sort, row["country"], row["sector"], types=tuple(row.get("type", ())))
                for phrase in (name, *row.get("also", ())):
                    yield phrase, known


def _state(iso: str, row: dict[str, Any]) -> Iterable[tuple[str, Known]]:
    centre = _point(row.get("centre"))
    for phrase in (row["name"], *row.get("also", ())):
        yield phrase, Known(row["name"], STATE, iso, at=centre)
    for i, phrase in enumerate(row.get("capital", ())):
        name = row["capital"][0] if i == 0 or _same_city(row["capital"][0], phrase) else phrase
        yield phrase, Known(name, CAPITAL, iso, at=_point(row.get("at")))
    for phrase in row.get("government", ()):
        yield phrase, Known(row["name"], SEAT, iso, "GOV")
    for phrase in row.get("adjectives", ()):
        yield phrase, Known(phrase, ADJECTIVE, iso)
        if plural(phrase) != phrase:
            yield plural(phrase), Known(phrase, ADJECTIVE, iso)


def _same_city(first: str, other: str) -> bool:
    """Whether two listed capitals are spellings of one city, so that one entity holds both."""
    return first[:2].lower() == other[:2].lower()


def _point(pair: list[float] | None) -> tuple[float, float] | None:
    return (pair[0], pair[1]) if pair else None


def plural(word: str) -> str:
    """The plural of a nationality noun: "Afghans", "Chinese"."""
    return word if word.endswith(tuple(rules.load("en/names")["plural"]["same"])) else word + "s"


def _adjectives() -> dict[str, str]:
    """The first adjective of each state, for naming its government."""
    states: dict[str, Any] = rules.load("any/states")["states"]
    return {iso: row.get("short") or row["adjectives"][0] for iso, row in states.items() if row.get("adjectives")}


def government_name(iso: str) -> str:
    """The display name of a state's government: "Russian government"."""
    display = rules.load("en/names")["display"]
    adjective = lexicon().adjective.get(iso)
    if adjective:
        return str(display["government"]).format(adjective=adjective)
    return str(display["government_of"]).format(name=lexicon().states[iso].name if iso in lexicon().states else iso)
