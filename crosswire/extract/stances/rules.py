"""The words of `rules/en/holdings.toml`, compiled once."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

from crosswire import rules

FOR, AGAINST = 1, -1


@dataclass(frozen=True, slots=True)
class Cue:
    """What a word makes of what it takes: 1 for it, -1 against it, and in what way."""

    side: int
    sort: str


@dataclass(frozen=True, slots=True)
class Words:
    """`verbs` are cues by verb and by the words that belong to it, longest first; `nouns` cues by noun; `minded` sides
    by the word behind "be"; `judged`, `likened`, `doing` and `likely` sides by word; the rest are plain sets."""

    verbs: dict[str, tuple[tuple[str, Cue], ...]]
    nouns: dict[str, Cue]
    minded: dict[str, int]
    judged: dict[str, int]
    likened: dict[str, int]
    doing: dict[str, int]
    likely: dict[str, int]
    turning: dict[str, tuple[str, ...]]
    sets: dict[str, frozenset[str]]


@cache
def words() -> Words:
    """All of them."""
    table = rules.load("en/holdings")
    sided = ((FOR, table["for"]), (AGAINST, table["against"]))
    verbs: dict[str, list[tuple[str, Cue]]] = {}
    for side, sorts in sided:
        for sort, entries in sorts.items():
            for entry in entries:
                verb, _, rest = entry.partition(" ")
                verbs.setdefault(verb, []).append((rest, Cue(side, sort)))
    nouns = {noun: Cue(side, sort) for side, sorts in sided for sort in sorts for noun in table["nouns"].get(sort, ())}
    turning: dict[str, list[str]] = {}
    for entry in table["turning"]["verbs"]:
        verb, _, rest = entry.partition(" ")
        turning.setdefault(verb, []).append(rest)
    doing = _signed(table["judged"], "doing_good", "doing_bad")
    likened = _signed(table["likened"], "for", "against")
    judged = _signed(table["judged"], "good", "bad")
    minded = _signed(table["minded"], "for", "against")
    return Words(
        verbs={verb: tuple(sorted(cues, key=lambda cue: (-len(cue[0]), cue[0]))) for verb, cues in verbs.items()},
        nouns=nouns,
        minded=minded,
        judged=judged,
        likened=likened,
        doing=doing,
        likely=_signed(table["coming"], "likely", "unlikely"),
        turning={verb: tuple(rest) for verb, rest in turning.items()},
        sets=_sets(table),
    )


def _sets(table: dict[str, Any]) -> dict[str, frozenset[str]]:
    """The plain lists by section and key: "nouns.carriers"."""
    sections = (
        "nouns",
        "bringing",
        "turning",
        "unturned",
        "subjunctive",
        "judged",
        "asking",
        "coming",
        "back",
        "speaking",
        "no_matter",
        "nothing_less",
    )
    return {f"{name}.{key}": frozenset(entries) for name in sections for key, entries in table[name].items()}


def _signed(table: dict[str, list[str]], good: str, bad: str) -> dict[str, int]:
    return dict.fromkeys(table[good], FOR) | dict.fromkeys(table[bad], AGAINST)
