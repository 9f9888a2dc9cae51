"""Takes what each report tells once of a kind, story by story, gives where reports that open with one happening differ;
cannot tell which is right."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from crosswire.base import Account, Disagreement, Story
from crosswire.reconcile.against.statements import Floor
from crosswire.reconcile.evidence import Evidence
from crosswire.reconcile.openings import Openings
from crosswire.reconcile.tellings import Difference, Found, Pair, are_of_two, row_of
from crosswire.reconcile.values.ages import ages_in
from crosswire.reconcile.values.counted import counted_in
from crosswire.reconcile.values.days import days_in
from crosswire.reconcile.values.facts import Context, Fact, all_and_some, compare, compare_sources
from crosswire.reconcile.values.kinds import kinds_in
from crosswire.reconcile.values.moments import moments_in
from crosswire.reconcile.values.printed import printed_in
from crosswire.reconcile.values.victims import doers_in, victims_in

__all__ = ["Openings", "compare_values"]

FINDERS = (counted_in, ages_in, days_in, moments_in, printed_in, kinds_in, victims_in, doers_in)

COUNTED = frozenset({"thing", "people", "money", "measure"})
"""Kinds of figures of which one report may have those of two sources."""

CROWD = 12
"""Reports of one story each is compared with so many before it: linear cost."""

DOUBTED = frozenset({"dead", "by", "age"})
"""Keys of values of which one sentence may well be sure and the other not, or tell much besides."""

Told = dict[str, dict[tuple[str, ...], list[Fact]]]


def compare_values(evidence: Evidence, floors: Mapping[str, Floor], taken: Iterable[Account]) -> Iterator[Disagreement]:
    """One row for each thing of which two reports or more have one value each, and another. Sentences that `taken`
    accounts already set against each other stay out. `floors` are what is said in each story by its id."""
    used = {(account.report, evidence.sentence_number(account.report, account.start)) for account in taken}
    for story in evidence.grouping.stories:
        if len(story.reports) > 1:
            for found in _differences(story, floors[story.id], used, evidence):
                yield row_of(story.id, found, evidence)


def _differences(story: Story, floor: Floor, used: set[tuple[str, int]], evidence: Evidence) -> Iterator[list[Found]]:
    """The differences of one story, those of one thing together, in the order of what they are of."""
    openings = Openings.of(story, floor, evidence)
    told = {report: _facts(report, openings, evidence) for report in story.reports}
    found: dict[tuple[str, ...], list[Found]] = defaultdict(list)
    context = Context(floor, openings, evidence)
    for report in story.reports:
        for key in sorted(told[report]):
            if key[0] == "dead":
                found[key].extend(_found(a, b, floor, evidence) for a, b in all_and_some(told[report][key]))
            if key[0] in COUNTED:
                found[key].extend(_found(a, b, floor, evidence) for a, b in compare_sources(told[report][key], context))
    for place, second in enumerate(story.reports):
        for first in story.reports[max(0, place - CROWD) : place]:
            for key in sorted(told[first].keys() & told[second].keys()):
                for a, b in compare(told[first][key], told[second][key], context):
                    if not all((fact.sentence.report, fact.sentence.number) in used for fact in (a, b)):
                        found[key].append(_found(a, b, floor, evidence))
    for key in sorted(found):
        kept = [one for one in found[key] if key[0] in DOUBTED or not _are_of_two(one[0], openings, evidence)]
        if kept:
            yield sorted(kept, key=lambda one: (-round(one[0].weight, 6), one[1].a.start))


def _facts(report: str, openings: Openings, evidence: Evidence) -> dict[tuple[str, ...], list[Fact]]:
    found: dict[tuple[str, ...], list[Fact]] = defaultdict(list)
    for find in FINDERS:
        for fact in find(openings.sentences[report], openings.lead[report], evidence):
            found[fact.key].append(fact)
    return found


def _found(a: Fact, b: Fact, floor: Floor, evidence: Evidence) -> Found:
    shared = a.sentence.words & b.sentence.words
    lighter = min(floor.rarity.of(fact.sentence.words) for fact in (a, b)) or 1.0
    weight = floor.rarity.of(shared)
    pair = Pair(a.sentence, b.sentence, shared, weight, weight / lighter)
    return pair, Difference(kind=a.kind, a=a.value, b=b.value, what=a.what, later=_rises(a, b, evidence))


def _are_of_two(pair: Pair, openings: Openings, evidence: Evidence) -> bool:
    return are_of_two(pair, evidence, opened=openings.are_of_one(pair.a.report, pair.b.report))


def _rises(a: Fact, b: Fact, evidence: Evidence) -> bool:
    """Whether the later report has the larger figure of what may still grow."""
    days = [
        published.value[:10] if (p := evidence.reports[f.sentence.report]) and (published := p.published) else ""
        for f in (a, b)
    ]
    if not (a.grows and b.grows) or not all(days) or days[0] == days[1]:
        return False
    first, last = (a, b) if days[0] < days[1] else (b, a)
    return first.low < last.low
