"""The lists of states, cities, bodies and groups, compiled into one lookup by first word."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

from crosswire import rules
from crosswire.base import EntityKind

STATE, ADJECTIVE, CAPITAL, SEAT, CITY, REGION, BODY, GROUP = (
    "state",
    "adjective",
    "capital",
    "seat",
    "city",
    "region",
    "body",
    "group",
)
PRECISION = {STATE: 6, CAPITAL: 1, CITY: 1, REGION: 4}


@dataclass(frozen=True, slots=True)
class Known:
    """One entry of the lists. `sort` says which list; `country` is ISO3, IGO, NGO, EUR or empty; `types` are the common
    nouns that may stand for it."""

    name: str
    sort: str
    country: str
    sector: str = ""
    at: tuple[float, float] | None = None
    types: tuple[str, ...] = ()
    doubtful: bool = False

    @property
    def kind(self) -> EntityKind:
        if self.sort in (STATE, CAPITAL, CITY, REGION):
            return "place"
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
        if len(phrase) > 3 and not known.doubtful:
            for first in _firsts(phrase.lower()):
                lowered.setdefault(first, []).append((phrase.lower(), known))
    for table in (by_first, lowered):
        for listed in table.values():
            listed.sort(key=lambda pair: (-len(pair[0]), pair[0], _RANK[pair[1].sort]))
    states = {known.country: known for _, known in pairs if known.sort == STATE and known.country}
    nations = {phrase for phrase, known in pairs if known.sort == ADJECTIVE}
    singular = frozenset(word for word in nations if plural(word) != word)
    return Lexicon(by_first, lowered, states, _adjectives(), singular)


_RANK = {sort: i for i, sort in enumerate((STATE, CAPITAL, SEAT, ADJECTIVE, BODY, GROUP, CITY, REGION))}


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
