"""Takes reports, readings and grouping, gives disagreements, timeline, brief and ledgers; cannot rule who is right.

Everything it writes is the reports' own words or a fixed template of anchored fields.
"""

from __future__ import annotations

from collections.abc import Sequence

from crosswire.base import Grouping, Reading, Reconciliation, Report, Ruling
from crosswire.reconcile.brief import A_STORY
from crosswire.reconcile.changes import compare
from crosswire.reconcile.chronicle import Told, chronicle
from crosswire.reconcile.inheriting import inherit
from crosswire.reconcile.portions import combine, consider, one_truce, unite

__all__ = [
    "A_STORY",
    "Told",
    "chronicle",
    "combine",
    "compare",
    "consider",
    "inherit",
    "one_truce",
    "reconcile",
    "unite",
]


def reconcile(
    reports: Sequence[Report], readings: Sequence[Reading], grouping: Grouping, rulings: Sequence[Ruling] = ()
) -> Reconciliation:
    """What only the view over all reports can say. `reports` are in canonical order, `readings` match them.

    `rulings` are what people decided: disagreements that are none are kept unshown, events told apart stay apart.
    """
    return combine([consider(reports, readings, grouping, rulings)], reports, grouping)
