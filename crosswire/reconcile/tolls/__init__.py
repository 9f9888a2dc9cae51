"""Takes attacks and the numbers told of their victims, gives tolls that cannot both hold; cannot add them up."""

from __future__ import annotations

from collections.abc import Sequence

from crosswire.base import Disagreement
from crosswire.reconcile.evidence import Evidence
from crosswire.reconcile.incidents import Incident
from crosswire.reconcile.tolls.counts import compare_counts, compare_totals

__all__ = ["compare_tolls"]


def compare_tolls(evidence: Evidence, incidents: Sequence[Incident]) -> list[Disagreement]:
    """One row for each attack whose victims are told in different ways, and for each toll of a whole affair. Claims
    that a shown row of an attack cites are not asked again."""
    counted = list(compare_counts(evidence, incidents))
    return [*counted, *compare_totals(evidence, (claim for row in counted if row.shown for claim in row.claims))]
