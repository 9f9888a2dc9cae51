"""Who came to harm, where one figure is given of two kinds of people; and by whom, where one telling leaves it open."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from crosswire.base import Number
from crosswire.grammar.counting import figure
from crosswire.reconcile.against.statements import Sentence
from crosswire.reconcile.evidence import Evidence
from crosswire.reconcile.tellings import Value, within
from crosswire.reconcile.values.facts import Fact, beside
from crosswire.reconcile.values.words import section

TELLING = 10
"""From which on one figure of one outcome is of the same people without words that say so."""

ALL = "all"


def victims_in(sentences: Sequence[Sentence], lead: Sequence[Sentence], evidence: Evidence) -> Iterator[Fact]:
    """The kinds of people that figures of harm count, and those of whom it is said that all were such."""
    for sentence in sentences:
        for number in within(evidence.numbers.get(sentence.report, ()), sentence.span.start, sentence.span.end):
            kind = _kind(number.unit or "", number.group)
            if number.outcome and number.low and kind:
                nominal = _nominal(number)
                key = ("victims", number.outcome, f"{nominal:g}")
                yield _fact(key, kind, number.start, number.text, sentence, nominal < TELLING, evidence)
                if kind == section("victims")["fighters"]:
                    yield _fact(("dead", number.outcome), kind, number.start, number.text, sentence, True, evidence)
        text = evidence.reports[sentence.report].text
        for match in _all().finditer(text, sentence.span.start, sentence.span.end):
            kind = _kind(match["kind"].removesuffix("s"), None)
            if kind and kind != section("victims")["fighters"]:
                yield _fact(("dead", "killed"), f"{ALL} {kind}", match.start(), match[0], sentence, True, evidence)


def _fact(
    key: tuple[str, ...], label: str, start: int, words: str, sentence: Sentence, close: bool, evidence: Evidence
) -> Fact:
    return Fact(
        kind="victim",
        key=key,
        value=Value(f"{':'.join(key)} {label}", " ".join(words.split()), start),
        sentence=sentence,
        beside=beside(start, start + len(words), sentence, evidence),
        label=label,
        what=key[1],
        close=close,
        sure=True,
    )


def _kind(unit: str, group: str | None) -> str | None:
    return _kinds().get(unit) or _kinds().get(group or "")


@cache
def _kinds() -> dict[str, str]:
    return {word: kind for kind, words in section("victims")["kinds"].items() for word in words}


def _nominal(number: Number) -> float:
    """The figure as printed, without what "about" makes of it."""
    printed = (figure(word) for word in number.text.split())
    return next((value for value in printed if value), float(number.low or 0))


@cache
def _all() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(section('victims')['all'])}) (?P<kind>[a-z]+)\b", re.IGNORECASE)


def doers_in(sentences: Sequence[Sentence], lead: Sequence[Sentence], evidence: Evidence) -> Iterator[Fact]:
    """By whose planes or troops something was done: of the one, or of either of two."""
    for sentence in sentences:
        text = evidence.reports[sentence.report].text
        for match in _by().finditer(text, sentence.span.start, sentence.span.end):
            names = [name.lower() for name in (match["one"], match["other"]) if name]
            for name in names:
                start = match.start("said")
                yield Fact(
                    kind="actor",
                    key=("by", name),
                    value=Value(f"by {' or '.join(names)}", match["said"], start),
                    sentence=sentence,
                    beside=beside(match.start(), match.end(), sentence, evidence),
                    label="either" if match["other"] else "one",
                    close=True,
                    least=section("doers")["least"],
                )


@cache
def _by() -> re.Pattern[str]:
    forces = "|".join(section("doers")["forces"])
    means = rf"(?: [a-z]+)? (?:{forces})\b"
    return re.compile(
        rf"\bby (?:(?!either\b)[a-z]+ )?(?P<said>(?:either )?(?:the )?(?P<one>[A-Z][a-z]+)"
        rf"(?:(?: [a-z]+)? or (?:by )?(?:the )?(?P<other>[A-Z][a-z]+))?{means})"
    )
