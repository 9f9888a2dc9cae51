"""Takes what reports tell and where it stands, gives processes with steps, and positions; cannot say who is right.

A row that might be silly is left out: every step is told by a verb, every position by a known actor.
"""

from __future__ import annotations

from crosswire.base import Position, Process
from crosswire.reconcile.evidence import Evidence
from crosswire.reconcile.ledgers.aid import find_aid
from crosswire.reconcile.ledgers.positions import find_positions
from crosswire.reconcile.ledgers.rows import to_rows
from crosswire.reconcile.ledgers.talks import find_talks
from crosswire.reconcile.ledgers.texts import find_texts
from crosswire.reconcile.ledgers.truces import find_truces

__all__ = ["ledgers"]


def ledgers(evidence: Evidence) -> tuple[tuple[Process, ...], tuple[Position, ...]]:
    """Truces, talks, texts and aid operations in the order of their first telling, and the positions of actors."""
    found = [*find_truces(evidence), *find_talks(evidence), *find_texts(evidence), *find_aid(evidence)]
    return to_rows(found, evidence), find_positions(evidence)
