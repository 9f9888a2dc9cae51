"""How many of a thing: "18 trucks", "31 trucks"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, partial

from crosswire.base import Number
from crosswire.reconcile.against.statements import Sentence
from crosswire.reconcile.evidence import Evidence
from crosswire.reconcile.openings import places_between
from crosswire.reconcile.tellings.pairs import Pair
from crosswire.reconcile.tellings.rows import Difference, Value
from crosswire.reconcile.tellings.words import pattern, section, within, words_of
from crosswire.reconcile.terms import stem

SHARE = 0.5
"""Share of the lighter sentence's weight from which two counts are of one thing. Own judgement."""

FAR = 5
"""Times one count may be another of the same thing. Own judgement: of pairs read, those further apart were of two."""

FAR_APART = 1.15
"""Times a count must be another to be no rounding of it."""

BESIDE = 12
"""Characters before a figure in which a word says that it is of some beside others: "an additional $2 million"."""

NEAR = 8
"""Characters before a figure in which a word says that it is a rank."""


def things_in(pair: Pair, evidence: Evidence) -> Iterator[Difference]:
    """Counts of one unit that cannot both hold, where neither report has the other's count of it."""
    if pair.share < SHARE:
        return
    for a in _counts(pair.a.report, pair.a.span.start, pair.a.span.end, evidence):
        for b in _counts(pair.b.report, pair.b.span.start, pair.b.span.end, evidence):
            if (
                _unit(a) == _unit(b)
                and _exclude(a, b)
                and not _known(a, b, evidence)
                and _are_of_one(a, b, pair, evidence)
            ):
                unit = f"{_unit_words(a)}"
                yield Difference(
                    kind="count",
                    a=Value(f"{_unit(a)} {a.low:g}", a.text, a.start),
                    b=Value(f"{_unit(b)} {b.low:g}", b.text, b.start),
                    what=unit,
                    later=_is_update(a, b, evidence),
                )
                return


_measures = partial(words_of, "things", "measures")


def _counts(report: str, start: int, end: int, evidence: Evidence) -> Iterator[Number]:
    """The counts of things in a stretch; figures for people hurt have rows of their own."""
    for number in within(evidence.numbers.get(report, ()), start, end):
        free = number.low and number.low >= 1 and not number.outcome and not number.parent
        if free and stem(number.unit or "") and number.unit not in _measures() and not is_no_count(number, evidence):
            yield number


def is_no_count(number: Number, evidence: Evidence) -> bool:
    """Whether a figure counts nothing, "the No. 2 senator", says no number, "several senators", stands for a kind of
    thing, "a 100-truck convoy", or is of some beside others: "two more senators"."""
    before = evidence.reports[number.report].text[max(0, number.start - NEAR) : number.start]
    text = number.text
    some = evidence.reports[number.report].text[max(0, number.start - BESIDE) : number.end]
    if _rank().search(before) or pattern("things", "vague").search(text) or pattern("things", "some").search(some):
        return True
    return re.match(r"[\w.,]+-[A-Za-z]", text) is not None and " " not in text


def _are_of_one(a: Number, b: Number, pair: Pair, evidence: Evidence) -> bool:
    """Whether two counts may be of one thing: not where either sentence gives the price of a day or they count at other
    places."""
    texts = [evidence.words(s.report, s.span.start, s.span.end) for s in (pair.a, pair.b)]
    if any(pattern("things", "prices").search(text) for text in texts):
        return False
    return not are_of_other_places(float(a.low or 0), pair.a, float(b.low or 0), pair.b, evidence)


def are_of_other_places(one: float, a: Sentence, other: float, b: Sentence, evidence: Evidence) -> bool:
    """Whether counts in two sentences are of things at other places: where the one sentence names other places or more
    than the other, or has both counts, be it without the unit: "11 tanks at the one place and 14 at the other"."""
    if _has(other, a, evidence) or _has(one, b, evidence):
        return True
    here, there = (places_between(s.report, s.span.start, s.span.end, evidence) for s in (a, b))
    return bool(here and there) and here != there


def _has(low: float, sentence: Sentence, evidence: Evidence) -> bool:
    """Whether a sentence has a figure."""
    text = evidence.words(sentence.report, sentence.span.start, sentence.span.end)
    return re.search(rf"(?<![\d.,]){low:g}(?![\d.,]*\d)", text) is not None


@cache
def _rank() -> re.Pattern[str]:
    return re.compile(rf"(?:{'|'.join(section('things')['rank'])})$")


def _unit(number: Number) -> str:
    return stem(number.unit or "")


def _unit_words(number: Number) -> str:
    """The words for the thing counted, as printed: of "14 relief trucks" "relief trucks"."""
    words = number.text.split()
    place = next((n for n, word in enumerate(words) if stem(word) and not word[0].isdigit()), 0)
    return " ".join(words[max(place, len(words) - 2) :])


def _exclude(a: Number, b: Number) -> bool:
    low, high = sorted((float(a.low or 0), float(b.low or 0)))
    ends = [float(n.high) if n.high is not None else float("inf") for n in (a, b)]
    apart = ends[0] < float(b.low or 0) or ends[1] < float(a.low or 0)
    return apart and low * FAR >= high >= low * FAR_APART


def _known(a: Number, b: Number, evidence: Evidence) -> bool:
    """Whether one of the two reports gives the other's count, too: then they are of two things."""
    pairs = ((a.report, b), (b.report, a))
    return any(
        _unit(n) == _unit(other) and n.low == other.low
        for report, other in pairs
        for n in evidence.numbers.get(report, ())
    )


def _is_update(a: Number, b: Number, evidence: Evidence) -> bool:
    """Whether the later report has the larger count."""
    days = [published.value[:10] if (published := evidence.reports[n.report].published) else "" for n in (a, b)]
    if not all(days) or days[0] == days[1]:
        return False
    first, last = (a, b) if days[0] < days[1] else (b, a)
    return float(first.low or 0) < float(last.low or 0)
