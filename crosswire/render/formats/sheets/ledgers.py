"""The ledgers as flat tables: their cells, and the report and place of the first words each row rests on."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from crosswire.base import Anchor
from crosswire.render.formats.sheets.book import Book, Row
from crosswire.render.ledgers import Ledger, ledgers

CITED = ("number_of_reports", "report", "report_id", "outlet", "published", "start", "end")


class Table(NamedTuple):
    name: str
    title: str
    columns: tuple[str, ...]
    rows: list[Row]


def ledger_tables(book: Book) -> Iterator[Table]:
    """One table a ledger, under the ledger's name."""
    for ledger in ledgers(book.record):
        names = tuple(book.words_of["ledger_columns"][head] for head in ledger.columns)
        yield Table(f"ledger_{ledger.name}", ledger.title, (*names, *CITED), list(_rows(ledger, names, book)))


def _rows(ledger: Ledger, names: tuple[str, ...], book: Book) -> Iterator[Row]:
    for cells in ledger.rows:
        anchors: list[Anchor] = [anchor for cell in reversed(cells) for anchor in cell.anchors]
        row: Row = {name: cell.text for name, cell in zip(names, cells, strict=True)}
        cited = book.cite(anchors[0].report, anchors[0].start, anchors[0].end) if anchors else book.first(())
        yield {**cited, **row, "number_of_reports": len({anchor.report for anchor in anchors})}
