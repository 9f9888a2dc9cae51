"""The record as flat tables: one a kind of row, with column names that researchers know, and a dictionary of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from crosswire import rules
from crosswire.base import WITHHELD, Record
from crosswire.render.formats.sheets import ledgers, tables, views
from crosswire.render.formats.sheets.book import Book, Row, Value
from crosswire.render.words import say

__all__ = ["Column", "Sheet", "cell", "dictionary", "sheets"]


class Column(NamedTuple):
    """`kind` is text, integer, number or boolean; an empty cell is unknown, never nought."""

    name: str
    kind: str
    meaning: str


class Sheet(NamedTuple):
    """One table; every row has one value for each column."""

    name: str
    row: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Value, ...], ...]


def sheets(record: Record) -> Iterator[Sheet]:
    """Every table, empty ones too, in a fixed order; rows in the record's order."""
    book, words = Book(record), rules.load("en/outputs")["sheets"]
    for name, made in {**views.VIEWS, **tables.TABLES}.items():
        yield _sheet(name, words[name]["row"], words[name]["columns"], made(book))
    for ledger in ledgers.ledger_tables(book):
        yield _sheet(ledger.name, words["ledger"]["row"].format(title=ledger.title), ledger.columns, ledger.rows)


def dictionary(found: Iterable[Sheet]) -> Sheet:
    """A table of all tables and columns with what they hold."""
    columns = tuple(Column(name, "text", "") for name in ("table", "row_is", "column", "kind", "meaning"))
    rows = ((sheet.name, sheet.row, *_facts(column)) for sheet in found for column in sheet.columns)
    return Sheet("dictionary", "One column of one table.", columns, tuple(rows))


def _facts(column: Column) -> tuple[str, str, str]:
    return column.name, column.kind, column.meaning


def _sheet(name: str, row: str, columns: Iterable[str], rows: Iterable[Row]) -> Sheet:
    known: dict[str, Any] = rules.load("en/outputs")["columns"]
    chosen = tuple(Column(column, *known[column]) for column in columns)
    filled = (tuple(cell(row[column.name]) for column in chosen) for row in rows)
    return Sheet(name, row, chosen, tuple(filled))


def cell(value: Value) -> Value:
    """A value as a cell holds it: on one line, and cut where a shared record withholds its words."""
    if not isinstance(value, str):
        return value
    if WITHHELD in value:
        left = value[: value.index(WITHHELD)].rstrip()
        value = f"{left} {say('words.words_left_out')}" if left else say("share.withheld")
    return " ".join(value.split()) or None
