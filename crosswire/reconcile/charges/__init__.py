"""Takes stories with what is said in them, gives who is charged with what and what his side answers; cannot tell who
is right."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from crosswire.base import Account, Disagreement
from crosswire.reconcile.against.statements import Floor
from crosswire.reconcile.charges.answers import answers_in
from crosswire.reconcile.charges.laid import laid_in
from crosswire.reconcile.charges.matching import match
from crosswire.reconcile.charges.named import Named
from crosswire.reconcile.charges.rows import row
from crosswire.reconcile.evidence import Evidence

__all__ = ["compare_charges"]

A_STORY = 4
"""Rows of one story at most: those who are charged by most."""

Place = tuple[str, int]


def compare_charges(
    evidence: Evidence, floors: Mapping[str, Floor], taken: Iterable[Account]
) -> Iterator[Disagreement]:
    """One row for each who is charged with something and answers it, himself or by who speaks for him. `floors` are
    what is said in each story by its id; answers that stand in `taken` accounts stay out."""
    used = {(account.report, evidence.sentence_number(account.report, account.start)) for account in taken}
    named = Named.of(evidence)
    for story in evidence.grouping.stories:
        floor = floors[story.id]
        laid = laid_in(floor, named, evidence)
        answers = answers_in(floor, named, laid, evidence) if laid else []
        free = [one for one in answers if (one.sentence.report, one.sentence.number) not in used]
        for dispute in match(laid, free, floor, evidence)[:A_STORY]:
            yield row(story.id, dispute, evidence)
