"""The ledgers as the dossier shows them: days in a reader's words, the reports' words in quotation marks, links."""

from __future__ import annotations

import re
from typing import NamedTuple

from crosswire.base import WITHHELD, Record
from crosswire.render.dates import day
from crosswire.render.desk import ROWS, Cite, Desk
from crosswire.render.ledgers import Cell, Ledger, ledgers
from crosswire.render.words import clipped, quoted, say

_DAY = re.compile(r"\b\d{4}-\d{2}-\d{2}\b")


class Shown(NamedTuple):
    words: str
    cites: list[Cite]


class Register(NamedTuple):
    """One ledger; `more` counts the rows beyond those printed."""

    name: str
    title: str
    columns: tuple[str, ...]
    rows: list[list[Shown]]
    more: int


def registers(record: Record, desk: Desk) -> list[Register]:
    """Every ledger that has rows."""
    return [_register(ledger, desk) for ledger in ledgers(record) if ledger.rows]


def _register(ledger: Ledger, desk: Desk) -> Register:
    rows = [[_shown(cell, desk) for cell in row] for row in ledger.rows[:ROWS]]
    return Register(ledger.name, ledger.title, ledger.columns, rows, max(0, len(ledger.rows) - ROWS))


def _shown(cell: Cell, desk: Desk) -> Shown:
    """A cell's words: in quotation marks where they are those of the report its first link leads to."""
    cites = [desk.cite(anchor.report, anchor.start, anchor.end) for anchor in cell.anchors]
    if cell.anchors:
        first = cell.anchors[0]
        words = desk.words(first.report, first.start, first.end)
        if " ".join(words.split()) == cell.text:
            return Shown(quoted(clipped(words)), cites)
        if WITHHELD in cell.text:
            return Shown(words if words == say("share.withheld") else quoted(clipped(words)), cites)
    return Shown(_DAY.sub(lambda found: day(found[0]), cell.text), cites)
