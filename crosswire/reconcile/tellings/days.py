"""On which day, in which month or year: values that share no day."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator

from crosswire.base import Time
from crosswire.reconcile.against.statements import Sentence
from crosswire.reconcile.evidence import Evidence
from crosswire.reconcile.tellings.pairs import Pair
from crosswire.reconcile.tellings.rows import Difference, Value
from crosswire.reconcile.tellings.words import pattern, within
from crosswire.reconcile.terms import terms

SHARE = 0.4
"""Share of the lighter sentence's weight from which two dates are of one thing. Own judgement."""

WORDS = 3
"""Telling words two sentences share at least; fewer are the story's place and theme. Own judgement."""

NEAR, NEAR_CLAUSE = 24, 48
"""Characters between a verb of saying and the day on which somebody said it, and the same inside one clause."""

BEHIND = 60
"""Characters before a date in which a word may open the clause that it belongs to."""

BESIDE = 7
"""Words beside a date whose names belong to it. Own judgement."""

LONG = 300
"""Days from which on two days, of which one is told without its year, are of two happenings. Own judgement."""

_YEAR = re.compile(r"\d{4}")

FRESH = 1
"""Days before a report of what is news in it."""

PRECISE = frozenset({"day", "month", "year"})
"""Precisions of dates that are compared."""


def days_in(pair: Pair, evidence: Evidence) -> Iterator[Difference]:
    """Dates that share no day, one in each sentence, where neither report has the other's."""
    if pair.share < SHARE or len(pair.shared) < WORDS:
        return
    for precision in sorted(PRECISE):
        dates = [[time for time in _dates(s, evidence) if time.precision == precision] for s in (pair.a, pair.b)]
        if any(len({_span(time) for time in found}) != 1 for found in dates):
            continue
        a, b = (found[0] for found in dates)
        if not (_is_telling(a, pair.a, evidence) and _is_telling(b, pair.b, evidence)):
            continue
        if _is_same_in_print(a, b) or are_two_news(a.report, a.from_ or "", b.report, b.from_ or "", evidence):
            continue
        if are_years_apart(a.from_ or "", b.from_ or "") and not all(_YEAR.search(time.text) for time in (a, b)):
            continue  # "today" beside what was long ago
        if is_behind(a, pair.a, evidence) != is_behind(b, pair.b, evidence):
            continue
        if not _meet(a, b) and not _known(a, b, evidence) and not _are_of_two(a, b, pair, evidence):
            one, other = (Value(str(time.value), time.text, time.start) for time in (a, b))
            yield Difference(kind="date", a=one, b=other)


def are_two_news(one: str, day: str, other: str, another: str, evidence: Evidence) -> bool:
    """Whether two reports printed days apart each tell what took place just before: each has news of its own."""
    printed = [_date(published.value) if (published := evidence.reports[r].published) else None for r in (one, other)]
    told = [_date(day), _date(another)]
    if not (printed[0] and printed[1] and told[0] and told[1]):
        return False
    fresh = all(0 <= (p - t).days <= FRESH for p, t in zip(printed, told, strict=True) if p and t)
    return fresh and abs((printed[0] - printed[1]).days) > FRESH


def are_years_apart(day: str, another: str) -> bool:
    """Whether two days are so far apart that no two reports take the one for the other."""
    one, other = _date(day), _date(another)
    return one is not None and other is not None and abs((one - other).days) > LONG


def _date(value: str) -> datetime.date | None:
    return datetime.date.fromisoformat(value[:10]) if len(value) >= len("2000-01-01") else None


def _is_same_in_print(a: Time, b: Time) -> bool:
    """Whether both print the same words, read from two days: the later report may have taken them from the earlier."""
    return a.text.lower() == b.text.lower()


def _are_of_two(a: Time, b: Time, pair: Pair, evidence: Evidence) -> bool:
    """Whether beside each date stand names of which the other sentence has none: two films, two prizes."""
    return all(_names_beside(time, evidence) - pair.shared for time in (a, b))


def _names_beside(time: Time, evidence: Evidence) -> frozenset[str]:
    """The telling words with a capital within a few words of a date."""
    text = evidence.reports[time.report].text
    before, after = text[: time.start].split()[-BESIDE:], text[time.end :].split()[:BESIDE]
    return terms(" ".join(word for word in (*before, *after) if word.lstrip("“\"'‘(")[:1].isupper()))


def _dates(sentence: Sentence, evidence: Evidence) -> list[Time]:
    """The dates of a stretch at which something took place rather than was said."""
    return [
        time
        for time in within(evidence.timed.get(sentence.report, ()), sentence.span.start, sentence.span.end)
        if _is_date(time) and not is_of_saying(time, sentence, evidence)
    ]


def _is_date(time: Time) -> bool:
    exact = time.precision in PRECISE and time.kind == "DATE" and time.from_ and time.to and not time.mod
    return bool(exact) and re.match(r"\d{4}(?:-\d\d)*$", time.value or "") is not None


def _is_telling(time: Time, sentence: Sentence, evidence: Evidence) -> bool:
    """Whether a date is named as one, and not that of a page or of what may be done every day."""
    text = evidence.reports[time.report].text
    span = sentence.span
    around = text[max(span.start, time.start - NEAR) : time.start], text[time.end : min(span.end, time.end + NEAR)]
    daily = any(pattern("days", "acts").search(part) for part in around)
    if pattern("days", "page").search(text, span.start, span.end):
        return False
    return not daily and not is_stamp(time) and pattern("days", "named").search(time.text) is not None


def is_stamp(time: Time) -> bool:
    """Whether it is when a page was printed: "Thu Mar 3, 2011 11:45 am EST"."""
    return pattern("days", "stamp").search(time.text) is not None


def is_behind(time: Time, sentence: Sentence, evidence: Evidence) -> bool:
    """Whether a date belongs to a clause behind what is told: "spoke out after the vote was held on Monday"."""
    before = evidence.reports[time.report].text[max(sentence.span.start, time.start - BEHIND) : time.start]
    opened = list(pattern("days", "behind").finditer(before))
    return bool(opened) and re.search(r"[,;]", before[opened[-1].end() :]) is None


def is_of_saying(time: Time, sentence: Sentence, evidence: Evidence) -> bool:
    """Whether the day is when somebody spoke or reacted."""
    text, start, end = evidence.reports[time.report].text, sentence.span.start, sentence.span.end
    before, after = text[max(start, time.start - NEAR) : time.start], text[time.end : min(end, time.end + NEAR)]
    clause = re.split(r"[,;:“”\"—]", text[max(start, time.start - NEAR_CLAUSE) : time.start])[-1]
    if pattern("days", "reacts").search(text, start, time.start):
        return True
    return any(pattern("days", "said").search(part) for part in (before, clause, after))


def _span(time: Time) -> tuple[str, str]:
    return (time.from_ or "")[:10], (time.to or "")[:10]


def _meet(a: Time, b: Time) -> bool:
    (first, end), (other, last) = _span(a), _span(b)
    return first < last and other < end


def _known(a: Time, b: Time, evidence: Evidence) -> bool:
    """Whether one of the two reports names the other's date, too."""
    pairs = ((a.report, b), (b.report, a))
    return any(_span(t) == _span(other) for report, other in pairs for t in evidence.timed.get(report, ()))
