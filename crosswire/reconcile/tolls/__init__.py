"""Takes attacks and the numbers told of their victims, gives tolls that cannot both hold; cannot add them up."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from crosswire.base import Disagreement
from crosswire.reconcile.against.statements import Floor
from crosswire.reconcile.evidence import Evidence
from crosswire.reconcile.incidents import Incident
from crosswire.reconcile.tolls.counts import compare_counts, compare_totals

__all__ = ["compare_tolls"]


def compare_tolls(evidence: Evidence, incidents: Sequence[Incident], floors: Mapping[str, Floor]) -> list[Disagreement]:
    """One row for each attack whose victims are told in different ways, and for each toll of a whole affair. `floors`
    are what is said in each story by its id."""
    return compare_totals(evidence, floors, list(compare_counts(evidence, incidents)))
