"""One value of one kind as a report tells it, and when two of them exclude each other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from crosswire.reconcile.against.statements import Floor, Sentence, of_one_side
from crosswire.reconcile.evidence import Evidence
from crosswire.reconcile.openings import Openings, places_between
from crosswire.reconcile.tellings import Kind, Value, are_of_other_places, are_two_news, are_years_apart, source_of
from crosswire.reconcile.terms import terms

AROUND = 8
"""Words on either side of a value by which it is seen of what it is."""

FAR = 6
"""Times one figure may be another of the same thing. Own judgement."""

NEAR = 3
"""The same of sums and measures, of which one report has several."""

SHARE = 0.3
"""Share of the lighter sentence's weight from which values that each report has but one of are of one thing. Own
judgement; where the reports open with one happening, a third of it, or a shared word beside both values, is enough."""

CROWD = 12
"""Values of one thing in one report looked at, at most."""

NEXT = 2
"""Sentences on which what is said of all is of those told of before."""

HOUR = 60
"""Minutes by which, or by a multiple of which, the clocks of most zones are apart."""

BESIDE = 4.0
"""Weight of the words shared beside two values of which the reports have several. Own judgement."""


@dataclass(frozen=True)
class Fact:
    """One value. `key` is what it is of; `low` and `high` bound a figure, which comes round after a
    `turn`, by another `zone`'s clock after an hour; `label` tells a value that is none, beside
    which its report has `also` others. What is `sure` needs no shared words where reports open with one happening, what
    reports tell `many` of needs more, and `close` ones need them right beside the value; of what `grows` a later report
    may have more. `lead` marks what opens a report, `what` fills the question."""

    kind: Kind
    key: tuple[str, ...]
    value: Value
    sentence: Sentence
    beside: frozenset[str]
    low: float = 0
    high: float = 0
    turn: float = 0
    zone: str = ""
    label: str = ""
    also: frozenset[str] = frozenset()
    what: str = ""
    many: bool = False
    close: bool = False
    least: float = 0
    deed: bool = False
    sure: bool = False
    lead: bool = False
    grows: bool = False

    def excludes(self, other: Fact) -> bool:
        """Whether two values of one thing cannot both hold."""
        if self.label or other.label:
            return self.label != other.label and self.label not in other.also and other.label not in self.also
        if self.turn:
            turn = self.turn if self.zone == other.zone else HOUR
            apart = abs(self.low + self.high - other.low - other.high) / 2 % turn
            return min(apart, turn - apart) > (self.high - self.low + other.high - other.low) / 2
        low, high = sorted((self.low, other.low))
        return (self.high < other.low or other.high < self.low) and (
            low <= 0 or high <= (NEAR if self.many else FAR) * low
        )


@dataclass(frozen=True)
class Context:
    """What two reports are compared in."""

    floor: Floor
    openings: Openings
    evidence: Evidence


def beside(start: int, end: int, sentence: Sentence, evidence: Evidence) -> frozenset[str]:
    """The telling words around a value in its sentence."""
    text = evidence.reports[sentence.report].text
    before = text[sentence.span.start : start].split()[-AROUND:]
    after = text[end : sentence.span.end].split()[:AROUND]
    return terms(" ".join((*before, "|", *after)))


def compare(one: Sequence[Fact], other: Sequence[Fact], context: Context) -> Iterator[tuple[Fact, Fact]]:
    """The two values of one thing, if every value of the one report excludes every value of the other."""
    if one[0].close:
        yield from _of_whom(one, other, context)
        return
    if any(not a.excludes(b) for a in one for b in other):
        return
    pairs = [(a, b) for a in one for b in other if _are_of_one(a, b, _is_sole(one) and _is_sole(other), context)]
    if pairs:
        yield max(
            pairs, key=lambda p: (_weight(p[0].beside & p[1].beside, context), -p[0].value.start, -p[1].value.start)
        )


def _of_whom(one: Sequence[Fact], other: Sequence[Fact], context: Context) -> Iterator[tuple[Fact, Fact]]:
    """The first two values told of one person or thing, of whom neither report tells the other's."""
    near = [(a, b) for a in one[:CROWD] for b in other[:CROWD] if _are_of_one(a, b, False, context)]
    same = {fact.value.start for a, b in near if a.label == b.label and not a.excludes(b) for fact in (a, b)}
    apart = [(a, b) for a, b in near if a.excludes(b) and not {a.value.start, b.value.start} & same]
    yield from apart[:1]


def compare_sources(told: Sequence[Fact], context: Context) -> Iterator[tuple[Fact, Fact]]:
    """The two values of one thing that one report has from two sources it names."""
    named = [(fact, source) for fact in told[:CROWD] if (source := source_of(fact.sentence, fact.value)) is not None]
    for (a, one), (b, other) in combinations(named, 2):
        if (
            of_one_side(one.by, other.by)
            or not a.excludes(b)
            or _are_elsewhere(a.sentence, b.sentence, context.evidence)
        ):
            continue
        near = _weight(a.beside & b.beside, context)
        lighter = min(_weight(fact.sentence.words, context) for fact in (a, b)) or 1.0
        if near >= BESIDE and _weight(a.sentence.words & b.sentence.words, context) >= SHARE * lighter:
            yield a, b
            return


def all_and_some(told: Sequence[Fact]) -> Iterator[tuple[Fact, Fact]]:
    """What is said of all, and of some who were others, in neighbouring sentences of one report."""
    for a, b in combinations(told[:CROWD], 2):
        if a.label != b.label and 0 < abs(a.sentence.number - b.sentence.number) <= NEXT:
            yield a, b
            return


def _are_elsewhere(a: Sentence, b: Sentence, evidence: Evidence) -> bool:
    """Whether each of two sentences names places smaller than a country, and none of the other's."""
    one, other = (places_between(s.report, s.span.start, s.span.end, evidence) for s in (a, b))
    return bool(one and other) and not one & other


def _is_sole(facts: Sequence[Fact]) -> bool:
    return len({(fact.low, fact.high, fact.label) for fact in facts}) == 1


def _weight(words: frozenset[str], context: Context) -> float:
    return context.floor.rarity.of(words)


def _are_of_one(a: Fact, b: Fact, sole: bool, context: Context) -> bool:
    if a.key[0] == "thing" and are_of_other_places(a.low, a.sentence, b.low, b.sentence, context.evidence):
        return False
    near = _weight(a.beside & b.beside, context)
    lighter = min(_weight(fact.sentence.words, context) for fact in (a, b)) or 1.0
    share = _weight(a.sentence.words & b.sentence.words, context) / lighter
    opened = context.openings.are_of_one(a.sentence.report, b.sentence.report)
    if a.close:
        return near >= BESIDE or (opened and (near >= a.least if a.least else near > 0 and share >= SHARE))
    if a.many or not sole:
        return near >= BESIDE and share >= SHARE
    if a.deed:
        one, other = a.sentence.report, b.sentence.report
        if are_years_apart(a.label, b.label):
            return False
        return opened and share >= SHARE and not are_two_news(one, a.label, other, b.label, context.evidence)
    if a.sure:
        return opened
    return share >= SHARE or (opened and (share >= SHARE / 3 or near > 0 or (a.lead and b.lead)))
