"""Values of one happening side by side, and what kind of difference it is. Never a winner."""

from __future__ import annotations

import msgspec

from crosswire.base import Disagreement
from crosswire.reconcile.counts import compare_counts
from crosswire.reconcile.dates import compare_dates
from crosswire.reconcile.evidence import WEAK, Evidence

KIND_ORDER = ("blame", "actor", "outcome", "victim", "count", "date", "time", "place", "scope", "quotation")
"""What matters most to readers comes first; a kind that is not named comes last."""


def find_disagreements(evidence: Evidence) -> tuple[Disagreement, ...]:
    """All disagreements, ranked from 1, each with the reason in words; look-alikes are kept unshown, ranked last."""
    found = [*compare_counts(evidence), *compare_dates(evidence)]
    ordered = sorted(found, key=lambda row: _weight(row, evidence))
    return tuple(msgspec.structs.replace(row, rank=rank) for rank, row in enumerate(ordered, start=1))


def _weight(row: Disagreement, evidence: Evidence) -> tuple[bool, bool, int, int, int, str]:
    accounts = [account for side in row.sides for account in side.accounts]
    kind = KIND_ORDER.index(row.kind) if row.kind in KIND_ORDER else len(KIND_ORDER)
    first = min((evidence.order[account.report] for account in accounts), default=0)
    return not row.shown, _rests_on_weak(row), kind, -len(_reports(row)), first, row.id


def _reports(row: Disagreement) -> set[str]:
    return {account.report for side in row.sides for account in side.accounts}


def _rests_on_weak(row: Disagreement) -> bool:
    """Whether some side is carried by no full or partial report."""
    return any(all(account.standing in WEAK for account in side.accounts) for side in row.sides)
