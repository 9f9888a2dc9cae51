"""On which day what a report opens with took place."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from crosswire.base import Time
from crosswire.reconcile.against.statements import Sentence
from crosswire.reconcile.evidence import Evidence
from crosswire.reconcile.tellings import Value, is_behind, is_of_saying, is_stamp, pattern, within
from crosswire.reconcile.values.facts import Fact, beside

NEAR = 24
"""Characters between a word for what may be done every day and its day."""

_DAY = re.compile(r"\d{4}-\d\d-\d\d")


def days_in(sentences: Sequence[Sentence], lead: Sequence[Sentence], evidence: Evidence) -> Iterator[Fact]:
    """The one day that a report's first sentences name, but for the day on which something was said. What may be done
    every day, and a day told only from another, is compared with none."""
    told = [(one, time) for one in lead for time in _days(one, evidence) if _is_of_it(time, one, evidence)]
    if len({(time.value or "")[:10] for _, time in told}) != 1:
        return
    if any(_is_beside_acts(time, one, evidence) for one, time in told):
        return
    if not pattern("days", "named").search(told[0][1].text):
        return
    named = frozenset((time.value or "")[:10] for one in sentences for time in _days(one, evidence))
    sentence, time = told[0]
    yield Fact(
        kind="date",
        key=("day",),
        value=Value(f"day {(time.value or '')[:10]}", " ".join(time.text.split()), time.start),
        sentence=sentence,
        beside=beside(time.start, time.end, sentence, evidence),
        label=(time.value or "")[:10],
        also=named,
        lead=True,
        deed=True,
    )


def _days(one: Sentence, evidence: Evidence) -> Iterator[Time]:
    if pattern("days", "page").search(evidence.words(one.report, one.span.start, one.span.end)):
        return
    for time in within(evidence.timed.get(one.report, ()), one.span.start, one.span.end):
        if time.kind in {"DATE", "TIME"} and _DAY.match(time.value or "") and not (time.mod or is_stamp(time)):
            yield time


def _is_of_it(time: Time, one: Sentence, evidence: Evidence) -> bool:
    """Whether a day is that of what the sentence tells, not of somebody's saying it or of what came before."""
    return not (is_of_saying(time, one, evidence) or is_behind(time, one, evidence))


def _is_beside_acts(time: Time, one: Sentence, evidence: Evidence) -> bool:
    """Whether words for what may be done every day stand beside a day."""
    text = evidence.reports[time.report].text
    before, after = text[max(one.span.start, time.start - NEAR) : time.start], text[time.end : one.span.end][:NEAR]
    return any(pattern("days", "acts").search(part) for part in (before, after))
