"""The room's words, compiled once from `rules/en/numbers*.toml` into look-ups."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Literal

from crosswire import rules
from crosswire.grammar import counting

Form = Literal["participle", "active", "subject", "state", "of", "possessed", "toll"]
FORMS: tuple[Form, ...] = ("participle", "active", "subject", "state", "of", "possessed", "toll")
OUTCOMES = ("killed", "injured", "missing", "detained", "displaced", "casualty")

Words = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Pattern:
    """A trigger: `parts` are the words that may stand in each place, or the number of words that may be skipped."""

    outcome: str
    form: Form
    parts: tuple[frozenset[str] | int, ...]
    weight: int


@dataclass(frozen=True, slots=True)
class Qualifier:
    """What stands before a number and blurs it: the interval is [low*n, high*n], `high` null when open."""

    name: str
    words: Words
    low: float
    high: float | None


@dataclass(frozen=True, slots=True)
class Person:
    """A noun for people: the canonical group it names (null for any people) and whether it is a plural."""

    group: str | None
    plural: bool


@dataclass(frozen=True)
class Lexicon:
    """Every look-up of the room; keys are lower-case words."""

    values: Mapping[str, int]
    sizes: Mapping[str, int]
    vague: dict[str, list[tuple[Words, int, int | None]]]
    qualifiers: dict[str, list[Qualifier]]
    after: dict[str, list[tuple[Words, str, bool]]]
    people: dict[str, Person]
    compounds: dict[tuple[str, str], str]
    modifiers: dict[str, str]
    member_groups: dict[str, str]
    endings: tuple[str, ...]
    heads: dict[str, str]
    harmed: dict[str, str]
    triggers: dict[str, list[Pattern]]
    sets: dict[str, frozenset[str]] = field(repr=False)
    phrases: dict[str, dict[str, list[Words]]] = field(repr=False)
    signs: dict[str, str] = field(repr=False)
    unit_words: dict[str, str] = field(repr=False)
    multiples: dict[str, int] = field(repr=False)
    multiplied: dict[str, str] = field(repr=False)


@cache
def lexicon() -> Lexicon:
    """The compiled words; the rules files are read on the first call."""
    numbers, people, casualties = (rules.load(f"en/numbers{part}") for part in ("", "_people", "_casualties"))
    heads = {word: outcome for outcome in OUTCOMES for word in casualties[outcome].get("head", ())}
    triggers = _triggers(casualties)
    sets = _sets(numbers, people, casualties)
    sets["harm"] = frozenset(triggers) - sets["stops"] - sets["weak"]
    return Lexicon(
        values=counting.cardinals(),
        sizes=counting.scales(),
        vague=_vague(numbers["vague"]),
        qualifiers=_qualifiers(numbers["qualifier"]),
        after=_by_first(
            (tuple(p.split()), row["name"], row["open"]) for row in numbers["after"] for p in row["phrases"]
        ),
        people=_people(people),
        compounds={(b, h): row["group"] for row in people["compound"] for b in row["before"] for h in row["heads"]},
        modifiers=people["modifiers"],
        member_groups=people["member_groups"],
        endings=tuple(people["endings"]["people"]),
        heads=heads,
        harmed=_harmed(casualties),
        triggers=triggers,
        sets=sets,
        phrases=_phrases(numbers, casualties),
        signs=numbers["units"]["signs"],
        unit_words=numbers["units"]["words"],
        multiples=casualties["multiples"]["counts"],
        multiplied={word: outcome for outcome in OUTCOMES for word in casualties["multiples"].get(outcome, ())},
    )


def _by_first(rows: Any) -> dict[str, list[Any]]:
    """Rows whose first item is a phrase, by the phrase's first word, longest first."""
    table: dict[str, list[Any]] = {}
    for row in sorted(rows, key=lambda row: (-len(row[0]), row[0])):
        table.setdefault(row[0][0], []).append(row)
    return table


def _vague(table: dict[str, list[int]]) -> dict[str, list[tuple[Words, int, int | None]]]:
    return _by_first((tuple(key.split()), low, high[0] if high else None) for key, (low, *high) in table.items())


def _qualifiers(rows: list[dict[str, Any]]) -> dict[str, list[Qualifier]]:
    """By the phrase's last word, longest first, since they are looked for backwards from the number."""
    table: dict[str, list[Qualifier]] = {}
    for row in rows:
        high = None if row["high"] == "open" else float(row["high"])
        for phrase in row["phrases"]:
            words = tuple(phrase.split())
            table.setdefault(words[-1], []).append(Qualifier(row["name"], words, float(row["low"]), high))
    return {key: sorted(found, key=lambda q: (-len(q.words), q.words)) for key, found in table.items()}


def _people(table: dict[str, Any]) -> dict[str, Person]:
    found: dict[str, Person] = {}
    named = [(group, lists) for group, lists in table["groups"].items()]
    for group, lists in [(None, table["people"]), *named]:
        found.update((word, Person(group, False)) for word in lists["singular"])
        found.update((word, Person(group, True)) for word in lists["plural"])
    return found


def _harmed(casualties: dict[str, Any]) -> dict[str, str]:
    """One-word participles and adjectives that may stand before the noun they describe ("two wounded soldiers")."""
    return {
        phrase: outcome
        for outcome in reversed(OUTCOMES)
        for form in ("participle", "state")
        for phrase in casualties[outcome].get(form, ())
        if " " not in phrase and "|" not in phrase
    }


def _triggers(casualties: dict[str, Any]) -> dict[str, list[Pattern]]:
    table: dict[str, list[Pattern]] = {}
    for outcome in OUTCOMES:
        for form in FORMS:
            for phrase in casualties[outcome].get(form, ()):
                parts = tuple(_part(word) for word in phrase.split())
                pattern = Pattern(outcome, form, parts, sum(not isinstance(part, int) for part in parts))
                for word in phrase.split()[0].split("|"):
                    table.setdefault(word, []).append(pattern)
    return {word: sorted(found, key=lambda p: -p.weight) for word, found in table.items()}


def _part(word: str) -> frozenset[str] | int:
    return int(word[1:]) if word[0] == "*" and word[1:].isdigit() else frozenset(word.split("|"))


def _sets(numbers: dict[str, Any], people: dict[str, Any], casualties: dict[str, Any]) -> dict[str, frozenset[str]]:
    tables = {
        **{f"words.{key}": numbers["words"][key] for key in ("half", "articles")},
        **{f"none.{key}": value for key, value in numbers["none"].items()},
        **{f"ranges.{key}": value for key, value in numbers["ranges"].items()},
        **{f"partitive.{key}": value for key, value in numbers["partitive"].items()},
        **{f"not.{key}": value for key, value in numbers["not_counts"].items()},
        **{f"between.{key}": value for key, value in casualties["between"].items()},
        **{f"toll.{key}": value for key, value in casualties["toll"].items()},
        **{f"lives.{key}": value for key, value in casualties["lives"].items()},
        "not.months": [form for month in counting.months() for form in (month, f"{month}.")],
        "stops": numbers["stops"]["words"],
        **{f"individual.{key}": value for key, value in numbers["individual"].items()},
        "collectives": people["collectives"]["words"],
        "weak": casualties["weak"]["words"],
        "ranks": casualties["cumulative"]["ranks"],
        "fatal": casualties["fatal"]["adverbs"],
        "joins.marks": casualties["joins"]["marks"],
        "joins.asides": casualties["joins"]["asides"],
        "possessives": casualties["possessives"]["words"],
        "joins.among": casualties["joins"]["among"],
        "joins.later": casualties["joins"]["later"],
        "joins.relatives": casualties["joins"]["relatives"],
        "things": people["endings"]["things"],
        "members": people["members"]["words"],
        "titles": people["titles"]["words"],
        "undone": casualties["undone"]["words"],
        "undone.after": casualties["undone"]["after"],
        "undone.possible": casualties["undone"]["possible"],
        "votes.cues": numbers["votes"]["cues"],
        "votes.joins": numbers["votes"]["joins"],
        "silent": numbers["silent"]["words"],
        "starters": _starters(numbers) | set(casualties["multiples"]["counts"]),
    }
    return {key: frozenset(value) for key, value in tables.items()}


def _starters(numbers: dict[str, Any]) -> set[str]:
    """First words of everything that can be a number, other than digits."""
    words, none = numbers["words"], numbers["none"]
    phrases = [*numbers["vague"], *none["pronouns"], *none["determiners"], *words["articles"], *words["half"]]
    return {*counting.cardinals(), *(phrase.split()[0] for phrase in phrases)}


def _phrases(numbers: dict[str, Any], casualties: dict[str, Any]) -> dict[str, dict[str, list[Words]]]:
    """Phrases by their last word (parts, joins) or first word (cumulative), longest first."""

    def keyed(phrases: list[str], position: int) -> dict[str, list[Words]]:
        table: dict[str, list[Words]] = {}
        for words in sorted((tuple(p.replace(",", " , ").split()) for p in phrases), key=lambda w: (-len(w), w)):
            table.setdefault(words[position], []).append(words)
        return table

    return {
        "joins.before": keyed(casualties["joins"]["words"], -1),
        "joins.after": keyed(casualties["joins"]["words"], 0),
        "parts.before": keyed(casualties["joins"]["parts"], -1),
        "parts.after": keyed(casualties["joins"]["parts"], 0),
        "parts.later": keyed([*casualties["joins"]["later"], *casualties["joins"]["later_phrases"]], 0),
        "ranges.rising": keyed(
            [
                f"{join} {doubt} {most}".replace("  ", " ").strip()
                for join in numbers["rising"]["joins"]
                for doubt in ("", *numbers["rising"]["doubts"])
                for most in numbers["rising"]["most"]
            ],
            0,
        ),
        "votes": keyed(numbers["votes"]["sides"], 0),
        "cumulative": keyed(casualties["cumulative"]["cues"], 0),
    }
