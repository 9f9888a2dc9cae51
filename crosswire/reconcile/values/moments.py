"""At what time of day: hours that reports state once each."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from crosswire.base import Time
from crosswire.reconcile.against.statements import Sentence
from crosswire.reconcile.evidence import Evidence
from crosswire.reconcile.tellings import Value, is_stamp, pattern, within
from crosswire.reconcile.values.facts import Fact, beside
from crosswire.reconcile.values.words import section

Moment = tuple[Sentence, int, str, tuple[float, float]]

SLACK = 20
"""Minutes by which two clock times of one happening may differ; three times as much beside "about". Own judgement."""

NEAR = 24
"""Characters between a verb of saying and the time at which somebody said it."""

BEHIND = 12
"""Characters behind a time in which its zone is named."""

TWO = "two"
"""The zone of a time that only the same moment in brackets behind it has."""

DAY = 1440
"""Minutes of a day."""

NOON = 12

_PRINTED = re.compile(r"\b(\d{1,2})(?:[:.](\d\d))? ?([AaPp])\.?[Mm]\b")
_CLOCK = re.compile(r"\d{4}-\d\d-\d\dT(\d\d):(\d\d)")


def moments_in(sentences: Sequence[Sentence], lead: Sequence[Sentence], evidence: Evidence) -> Iterator[Fact]:
    """The times of day that a report states to the hour, or else by the sun."""
    told = list(_clock_times(sentences, evidence)) or list(_by_the_sun(sentences, evidence))
    for sentence, start, text, (low, high) in told:
        yield Fact(
            kind="time",
            key=("time",),
            value=Value(f"time {low:g} {high:g}", text, start),
            sentence=sentence,
            beside=beside(start, start + len(text), sentence, evidence),
            low=low,
            high=high,
            turn=DAY,
            zone=_zone(start, start + len(text), sentence, evidence),
            lead=sentence in lead,
        )


def _zone(start: int, end: int, sentence: Sentence, evidence: Evidence) -> str:
    """By which clock a time is printed, "" where none is named; what stands in brackets is the same by another."""
    text = evidence.reports[sentence.report].text
    own, _, other = text[start : min(sentence.span.end, end + BEHIND)].partition("(")
    found = _zones().search(own)
    if found is not None:
        return found[0].lower()
    return TWO if _zones().search(other) else ""


@cache
def _zones() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(section('moments')['zones'])})\b", re.IGNORECASE)


def _clock_times(sentences: Sequence[Sentence], evidence: Evidence) -> Iterator[Moment]:
    for sentence in sentences:
        for time in within(evidence.timed.get(sentence.report, ()), sentence.span.start, sentence.span.end):
            found = _minutes(time, sentence, evidence)
            if found is not None and not is_stamp(time) and not _is_of_saying(time, sentence, evidence):
                yield sentence, time.start, " ".join(time.text.split()), found


def _by_the_sun(sentences: Sequence[Sentence], evidence: Evidence) -> Iterator[Moment]:
    for sentence in sentences:
        text = evidence.reports[sentence.report].text
        for match in _parts().finditer(text, sentence.span.start, sentence.span.end):
            low, high = section("moments")["parts"][match[1].lower()]
            yield sentence, match.start(1), match[1], (float(low), float(high))


@cache
def _parts() -> re.Pattern[str]:
    return re.compile(rf"\b(?:at|before|after|around|until|from|since) ({'|'.join(section('moments')['parts'])})\b")


def _minutes(time: Time, sentence: Sentence, evidence: Evidence) -> tuple[float, float] | None:
    """From and to which minute of its day a time may be; null for what is no time of day."""
    if time.kind != "TIME" or (at := _clock(time)) is None:
        return None
    text = evidence.reports[sentence.report].text
    words = text[max(sentence.span.start, time.start - NEAR) : time.end]
    if _says("after").search(words):
        return at, at + SLACK
    if _says("before").search(words):
        return at - SLACK, at
    slack = SLACK * (3 if _says("about").search(time.text) else 1)
    return at - slack / 2, at + slack / 2


def _clock(time: Time) -> float | None:
    """The minute of the day; read from the words where the day is not known."""
    clock = _CLOCK.match(time.value or "")
    if clock is not None:
        return int(clock[1]) * 60 + int(clock[2])
    printed = _PRINTED.search(time.text)
    if time.value is not None or printed is None or int(printed[1]) > NOON:
        return None
    return int(printed[1]) % NOON * 60 + int(printed[2] or 0) + (NOON * 60 if printed[3].lower() == "p" else 0)


@cache
def _says(key: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(section('moments')[key])})\b", re.IGNORECASE)


def _is_of_saying(time: Time, sentence: Sentence, evidence: Evidence) -> bool:
    """Whether it is when somebody spoke."""
    text = evidence.reports[sentence.report].text
    before = text[max(sentence.span.start, time.start - NEAR) : time.start]
    return pattern("days", "said").search(before) is not None
