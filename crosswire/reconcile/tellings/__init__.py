"""Takes what reports say, story by story, gives where two sentences tell one thing with values that exclude each other;
cannot tell which is right."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from crosswire.base import Account, Disagreement
from crosswire.reconcile.against.statements import Floor
from crosswire.reconcile.evidence import Evidence
from crosswire.reconcile.tellings.apart import are_of_two
from crosswire.reconcile.tellings.causes import causes_in
from crosswire.reconcile.tellings.days import are_two_news, are_years_apart, days_in, is_behind, is_of_saying, is_stamp
from crosswire.reconcile.tellings.manners import dimensions_of, manners_in, told_by, told_in
from crosswire.reconcile.tellings.pairs import Pair, alike
from crosswire.reconcile.tellings.rows import Difference, Found, Kind, Value, row_of, source_of
from crosswire.reconcile.tellings.spots import spots_in
from crosswire.reconcile.tellings.things import are_of_other_places, is_no_count, things_in
from crosswire.reconcile.tellings.words import pattern, within, words_of

__all__ = [
    "Difference",
    "Found",
    "Kind",
    "Pair",
    "Value",
    "are_of_other_places",
    "are_of_two",
    "are_two_news",
    "are_years_apart",
    "compare_tellings",
    "dimensions_of",
    "is_behind",
    "is_no_count",
    "is_of_saying",
    "is_stamp",
    "pattern",
    "row_of",
    "source_of",
    "told_by",
    "told_in",
    "within",
    "words_of",
]

FINDERS = (things_in, days_in, spots_in, causes_in, manners_in)


def compare_tellings(
    evidence: Evidence, floors: Mapping[str, Floor], taken: Iterable[Account]
) -> Iterator[Disagreement]:
    """One row for each two values of one thing told by two reports, the most alike sentences first. Pairs of sentences
    that `taken` accounts already set against each other stay out. `floors` are what is said in each story by its id."""
    used = {(account.report, evidence.sentence_number(account.report, account.start)) for account in taken}
    for story in evidence.grouping.stories:
        told: dict[tuple[str, frozenset[str]], list[Found]] = defaultdict(list)
        for pair in alike(floors[story.id]):
            if all((sentence.report, sentence.number) in used for sentence in (pair.a, pair.b)):
                continue
            if not are_of_two(pair, evidence):
                for difference in _differences(pair, evidence):
                    told[difference.kind, frozenset({difference.a.key, difference.b.key})].append((pair, difference))
        for found in told.values():
            yield row_of(story.id, found, evidence)


def _differences(pair: Pair, evidence: Evidence) -> Iterator[Difference]:
    for find in FINDERS:
        yield from find(pair, evidence)
