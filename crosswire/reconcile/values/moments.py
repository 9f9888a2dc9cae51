"""At what time of day: hours that reports state once each."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Sequence

from crosswire.base import Time
from crosswire.reconcile.against.statements import Sentence
from crosswire.reconcile.evidence import Evidence
from crosswire.reconcile.tellings import Value, pattern, within
from crosswire.reconcile.values.facts import Fact, beside
from crosswire.reconcile.values.words import section

SLACK = 20
"""Minutes by which two clock times of one happening may differ; three times as much beside "about". Own judgement."""

NEAR = 24
"""Characters between a verb of saying and the time at which somebody said it."""

_CLOCK = re.compile(r"\d{4}-\d\d-\d\dT(\d\d):(\d\d)")


def moments_in(sentences: Sequence[Sentence], lead: Sequence[Sentence], evidence: Evidence) -> Iterator[Fact]:
    """The times of day that a report states to the hour."""
    for sentence in sentences:
        for time in within(evidence.timed.get(sentence.report, ()), sentence.span.start, sentence.span.end):
            found = _minutes(time)
            if found is None or _is_of_saying(time, sentence, evidence):
                continue
            low, high = found
            yield Fact(
                kind="time",
                key=("time",),
                value=Value(f"time {low:.0f} {high:.0f}", " ".join(time.text.split()), time.start),
                sentence=sentence,
                beside=beside(time.start, time.end, sentence, evidence),
                low=low,
                high=high,
                lead=sentence in lead,
            )


def _minutes(time: Time) -> tuple[float, float] | None:
    """From and to which minute of all days a time may be; null for what is no time of day."""
    clock = _CLOCK.match(time.value or "")
    if clock is None or time.kind != "TIME":
        return None
    day = datetime.date.fromisoformat((time.value or "")[:10]).toordinal() * 1440
    at = day + int(clock[1]) * 60 + int(clock[2])
    slack = SLACK * (3 if re.search(pattern_of("about"), time.text, re.IGNORECASE) else 1)
    return at - slack / 2, at + slack / 2


def pattern_of(key: str) -> str:
    return rf"\b(?:{'|'.join(section('moments')[key])})\b"


def _is_of_saying(time: Time, sentence: Sentence, evidence: Evidence) -> bool:
    """Whether it is when somebody spoke."""
    text = evidence.reports[sentence.report].text
    before = text[max(sentence.span.start, time.start - NEAR) : time.start]
    return pattern("days", "said").search(before) is not None
