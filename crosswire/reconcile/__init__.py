"""Takes reports, readings and grouping, gives disagreements, timeline, brief and ledgers; cannot rule who is right.

Everything it writes is the reports' own words or a fixed template of anchored fields.
"""

from __future__ import annotations

from collections.abc import Sequence

from crosswire.base import Grouping, Reading, Reconciliation, Report, Ruling
from crosswire.reconcile.brief import write_brief
from crosswire.reconcile.changes import compare
from crosswire.reconcile.chronicle import Told, chronicle
from crosswire.reconcile.disagreements import find_disagreements
from crosswire.reconcile.evidence import Evidence
from crosswire.reconcile.incidents import find_incidents
from crosswire.reconcile.inheriting import inherit
from crosswire.reconcile.ledgers import ledgers
from crosswire.reconcile.timeline import draw_timeline

__all__ = ["Told", "chronicle", "compare", "inherit", "reconcile"]


def reconcile(
    reports: Sequence[Report], readings: Sequence[Reading], grouping: Grouping, rulings: Sequence[Ruling] = ()
) -> Reconciliation:
    """What only the view over all reports can say. `reports` are in canonical order, `readings` match them.

    `rulings` are what people decided: disagreements that are none are kept unshown, events told apart stay apart.
    """
    evidence = Evidence.of(reports, readings, grouping, rulings)
    incidents = find_incidents(evidence)
    processes, positions = ledgers(evidence)
    disagreements = find_disagreements(evidence, incidents, positions, rulings)
    return Reconciliation(
        disagreements=disagreements,
        timeline=draw_timeline(evidence, incidents, disagreements),
        brief=write_brief(evidence, disagreements),
        processes=processes,
        positions=positions,
    )
