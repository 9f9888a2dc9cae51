"""Takes attacks and what is said of who is behind them, gives who blames whom, who denies it and who refuses a charge;
cannot tell who did it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from crosswire.base import Account, Disagreement, Position
from crosswire.reconcile.blame.accusing import compare_accusations
from crosswire.reconcile.blame.culprits import compare_culprits, with_more
from crosswire.reconcile.blame.disputes import compare_disputes
from crosswire.reconcile.blame.rebuttals import compare_rebuttals
from crosswire.reconcile.blame.refusals import compare_refusals
from crosswire.reconcile.evidence import Evidence
from crosswire.reconcile.incidents import Incident

__all__ = ["compare_blame"]


def compare_blame(
    evidence: Evidence, incidents: Sequence[Incident], positions: Sequence[Position]
) -> list[Disagreement]:
    """One row for each deed laid to different doers, and for each charge that somebody refuses. Words that one row
    cites are not asked again by the next."""
    accused = with_more(list(compare_accusations(evidence, incidents)), evidence)
    disputed = list(compare_disputes(evidence, _accounts(accused)))
    laid = list(compare_culprits(evidence, _accounts([*accused, *disputed])))
    rebutted = list(compare_rebuttals(evidence, _accounts([*accused, *disputed, *laid])))
    return [*accused, *disputed, *laid, *rebutted, *compare_refusals(positions, evidence)]


def _accounts(rows: Iterable[Disagreement]) -> Iterator[Account]:
    return (account for row in rows for side in row.sides for account in side.accounts)
