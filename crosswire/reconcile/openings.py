"""Which reports of a story open with one happening, by the telling words of their headlines and first sentences."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from dataclasses import dataclass

from crosswire.base import Story
from crosswire.reconcile.against.statements import Floor, Sentence
from crosswire.reconcile.evidence import Evidence
from crosswire.reconcile.incidents import Days, days_of
from crosswire.reconcile.spans import past_dateline
from crosswire.reconcile.terms import Rarity, terms

LEAD = 3
"""Sentences that open a report."""

SHARE, WEIGHT = 0.25, 10.0
"""Share of the lighter opening, and weight, of the shared words from which two reports open with one happening. Own
judgement: of pairs read in news of many outlets, those below .2 rarely do, those above .3 nearly always."""

OF_A_PLACE = 6.0
"""The weight where the places that the one opening names, none of them a country, are among those of the other: pages
that tell of many things in one province name others each."""

LATER = 3
"""Days between what two openings tell from which on they are of two happenings."""


@dataclass(frozen=True)
class Openings:
    """The sentences of each report of a story, its first ones, the telling words these and its headline have, the
    smaller places they name and the days of what they tell."""

    sentences: dict[str, list[Sentence]]
    lead: dict[str, list[Sentence]]
    words: dict[str, frozenset[str]]
    places: dict[str, frozenset[str]]
    days: dict[str, list[Days]]
    rarity: Rarity

    @classmethod
    def of(cls, story: Story, floor: Floor, evidence: Evidence) -> Openings:
        told: dict[str, list[Sentence]] = defaultdict(list)
        for sentence in floor.sentences:
            told[sentence.report].append(sentence)
        lead, words = {}, {}
        for report in story.reports:
            headline = evidence.reports[report].headline
            lead[report] = [one for one in told[report] if one.words][:LEAD]
            own = terms(headline.text) if headline else frozenset()
            words[report] = own.union(*(one.words for one in lead[report]))
        sentences = {report: told[report] for report in story.reports}
        places = {report: _places(lead[report], evidence) for report in story.reports}
        days = {report: [day for one in lead[report] for day in _days(one, evidence)] for report in story.reports}
        return cls(sentences, lead, words, places, days, floor.rarity)

    def are_of_one(self, a: str, b: str) -> bool:
        """Whether two reports open with one happening. One of another story, of which an event may hold figures,
        does not."""
        if not {a, b} <= self.days.keys() or _are_apart(self.days[a], self.days[b]):
            return False
        shared = self.rarity.of(self.words[a] & self.words[b])
        lighter = min(self.rarity.of(self.words[one]) for one in (a, b))
        if shared >= WEIGHT and shared >= SHARE * lighter:
            return True
        one, other = self.places[a], self.places[b]
        return shared >= OF_A_PLACE and bool(one & other) and (one <= other or other <= one)


def _days(one: Sentence, evidence: Evidence) -> list[Days]:
    """The days of what a sentence tells."""
    told = evidence.told_between(one.report, one.span.start, one.span.end)
    return [days for mention in told if (days := days_of(mention.when))]


def _are_apart(one: list[Days], other: list[Days]) -> bool:
    """Whether the days of two openings lie far apart, all of them."""
    gaps = [max((b[0] - a[1]).days, (a[0] - b[1]).days) for a in one for b in other]
    return bool(gaps) and min(gaps) > LATER


def _places(lead: list[Sentence], evidence: Evidence) -> frozenset[str]:
    """The places that sentences name past a dateline."""
    starts = (past_dateline(one.report, one.span.start, one.span.end, evidence) for one in lead)
    named = (places_between(one.report, start, one.span.end, evidence) for one, start in zip(lead, starts, strict=True))
    return frozenset[str]().union(*named)


def places_between(report: str, start: int, end: int, evidence: Evidence) -> frozenset[str]:
    """The places smaller than a country that a stretch names, without case."""
    rows = evidence.places_in.get(report, [])
    return frozenset(name for _, name in rows[bisect_left(rows, (start, "")) : bisect_left(rows, (end, ""))])
