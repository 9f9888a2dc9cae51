"""Counts in a headline that came with the report and stands nowhere in its text, so that no parse of it exists."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from crosswire import rules
from crosswire.grammar import counting

HARM = ("killed", "injured", "casualty")
WORD = re.compile(r"\d+-\w+-olds?|\d+(?:,\d{3})*|[^\W\d]+(?:['’-][^\W\d]+)*|[^\w\s]")


@dataclass(frozen=True, slots=True)
class Told:
    """One count of a headline: `others` when it adds to those named before ("and 3 others")."""

    outcome: str
    value: int
    others: bool = False


@dataclass(frozen=True)
class _Words:
    singular: frozenset[str]
    plural: frozenset[str]
    after: dict[tuple[str, ...], str]
    before: dict[tuple[str, ...], str]
    multiples: dict[str, int]
    multiplied: dict[str, str]
    fatal: frozenset[str]
    more: frozenset[str]
    breaks: frozenset[str]
    ordinals: frozenset[str]
    of: frozenset[str]


@cache
def _words() -> _Words:
    numbers, people, casualties = (rules.load(f"en/numbers{part}") for part in ("", "_people", "_casualties"))
    lists = [people["people"], *people["groups"].values()]
    after: dict[tuple[str, ...], str] = {}
    before: dict[tuple[str, ...], str] = {}
    for outcome in HARM:
        _collect(casualties[outcome], ("participle", "state", "subject"), outcome, after)
        _collect(casualties[outcome], ("active", "participle"), outcome, before)
    for noun in rules.load("en/claims")["headline"]["nouns"]:
        before.pop((noun,), None)
    return _Words(
        singular=frozenset(word for one in lists for word in one["singular"]),
        plural=frozenset(word for one in lists for word in one["plural"]),
        after=after,
        before=before,
        multiples=casualties["multiples"]["counts"],
        multiplied={w: outcome for outcome in HARM for w in casualties["multiples"].get(outcome, ())},
        fatal=frozenset(casualties["fatal"]["adverbs"]),
        more=frozenset(numbers["individual"]["more"]),
        of=frozenset(numbers["partitive"]["of"]),
        ordinals=frozenset(word for word, rank in counting.ordinals().items() if rank > 1),
        breaks=frozenset([*rules.load("en/claims")["headline"]["breaks"], *".;:|?!"]),
    )


def _collect(table: dict[str, Any], forms: tuple[str, ...], outcome: str, into: dict[tuple[str, ...], str]) -> None:
    for form in forms:
        for phrase in table.get(form, ()):
            if "|" not in phrase and "*" not in phrase:
                into.setdefault(tuple(phrase.split()), outcome)


def read_headline(text: str) -> tuple[Told, ...]:
    """What the headline counts, in its order: "Boy, 2 women killed, 3 others wounded" gives killed 3, injured 3."""
    words, table = WORD.findall(text.lower()), _words()
    told: list[Told] = []
    waiting: list[Told] = []
    place, ruling = 0, ""
    while place < len(words):
        step, outcome = _harm(words, place, table)
        if outcome:
            if waiting:
                told.append(_settle(outcome, waiting, closed=words[place - 1] == ","))
            ruling = "" if waiting else table.before.get((words[place],), "")
            waiting = []
        elif words[place] in table.breaks:
            waiting, ruling = [], ""
        elif words[place] == ",":
            ruling = ""
        else:
            step, item = _item(words, place, table)
            if item and (item.outcome or ruling):
                told.append(Told(item.outcome or ruling, item.value, item.others))
                ruling = ""
            elif item:
                waiting.append(item)
        place += step
    return tuple(told)


def _settle(outcome: str, waiting: list[Told], closed: bool) -> Told:
    """One count of the phrases before a word of harm: their sum, or the first where the rest only breaks it down ("4
    people, 3 men and a woman killed") or, closed by a comma, says who it is ("teacher, mother of two, killed")."""
    first, *rest = waiting
    if rest and first.value == sum(item.value for item in rest) and (closed or len(rest) > 1):
        waiting = [first]
    return Told(outcome, sum(item.value for item in waiting), any(item.others for item in waiting))


def _harm(words: list[str], place: int, table: _Words) -> tuple[int, str]:
    """How many words of harm stand here, and the outcome; 1 and "" where none does."""
    for length in (4, 3, 2, 1):
        phrase = tuple(words[place : place + length])
        outcome = table.after.get(phrase) or table.before.get(phrase)
        if outcome and len(phrase) == length:
            return length, outcome
    return 1, "killed" if words[place] in table.fatal else ""


def _item(words: list[str], place: int, table: _Words) -> tuple[int, Told | None]:
    """A counted phrase here: a number with its noun, or one person without an article."""
    word, after = words[place], words[place + 1] if place + 1 < len(words) else ""
    if word in table.multiples and after in table.multiplied and words[place + 2 : place + 3] != ["-"]:
        return 2, Told(table.multiplied[after], table.multiples[word])
    value = counting.total(word.split("-"))
    if value is not None and value == int(value):
        return _number(words, place, int(value), table)
    if word in table.singular and after not in table.singular | table.plural:
        ranked = place > 0 and words[place - 1] in table.ordinals
        return 1, None if ranked else Told("", 1)
    return 1, None


def _number(words: list[str], place: int, value: int, table: _Words) -> tuple[int, Told | None]:
    """The number and its noun, at most three words on; an age, a year or a number of other things is none."""
    window = words[place + 1 : place + 5]
    before = words[place - 1] if place else ""
    if (
        value > 1000
        or (before == "," and window[:1] == [","])
        or (before in table.of and words[place - 2] in table.singular)
    ):
        return 1, None
    if before == "," and window[1:2] and counting.total(window[1:2]) is not None and window[2:3] == [","]:
        return 3, None
    others = any(word in table.more for word in window[:2])
    for length, word in enumerate(window):
        if word in table.plural or (word in table.singular and value == 1):
            return length + 2, Told("", value, others)
        if (word,) in table.after or word in table.fatal:
            return length + 1, Told("", value, others) if length < 2 else None
        if not word[0].isalpha():
            return length + 1, Told("", value, others) if length == 0 and word == "," else None
        if word in table.breaks:
            return length + 1, Told("", value, others) if length == 0 else None
    return 1, Told("", value, others) if len(window) < 2 else None
