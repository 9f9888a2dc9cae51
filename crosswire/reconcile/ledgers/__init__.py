"""Takes what reports tell and where it stands, gives processes with steps, and positions; cannot say who is right.

A row that might be silly is left out: every step is told by a verb, every position by a known actor.
"""

from __future__ import annotations

from typing import NamedTuple

from crosswire.base import First, Position, Process
from crosswire.reconcile.evidence import Evidence
from crosswire.reconcile.ledgers.aid import find_aid
from crosswire.reconcile.ledgers.positions import find_positions
from crosswire.reconcile.ledgers.rows import Rows, to_rows
from crosswire.reconcile.ledgers.talks import find_talks
from crosswire.reconcile.ledgers.texts import find_texts
from crosswire.reconcile.ledgers.truces import find_truces

__all__ = ["Ledgers", "Rows", "ledgers", "truces"]


class Ledgers(NamedTuple):
    """Processes and positions, each in the order of their first telling, which `firsts` gives by row.

    `dated` are the processes' names with what tells them from others of the same name; `marks` tell the truces.
    """

    processes: tuple[Process, ...]
    positions: tuple[Position, ...]
    firsts: dict[str, First]
    dated: dict[str, str]
    marks: tuple[tuple[str, ...], ...]


def ledgers(evidence: Evidence) -> Ledgers:
    """Truces, talks, texts and aid operations, and the positions of actors."""
    truces, marks = find_truces(evidence)
    found = to_rows([*truces, *find_talks(evidence), *find_texts(evidence), *find_aid(evidence)], evidence)
    positions, firsts = find_positions(evidence)
    return Ledgers(found.processes, positions, found.firsts | firsts, found.dated, marks)


def truces(evidence: Evidence) -> Rows:
    """The truces alone: those of several storylines are one where one party takes one step on one day."""
    return to_rows(find_truces(evidence)[0], evidence)
