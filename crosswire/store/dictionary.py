"""What every table and column of the store is, read from the comments of the migrations that made them."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from typing import NamedTuple

from crosswire.store.schema import MIGRATIONS

_TABLE = re.compile(
    r"((?:^ *--[^\n]*\n)+) *CREATE (?:VIRTUAL )?TABLE (\w+)(.*?)^    \)[^;\n]*;", re.MULTILINE | re.DOTALL
)
_COLUMN = re.compile(r"^ *(\w+) [A-Z][^\n]*?-- *([^\n]*)$", re.MULTILINE)
_ADDED = re.compile(r"ALTER TABLE (\w+) ADD COLUMN (\w+)[^;]*;[^\n]*?-- *([^\n]*)")
_RENAMED = re.compile(r"ALTER TABLE (\w+) RENAME TO (\w+)")


_INDEXED = "the column of that name in `found`"


class Column(NamedTuple):
    """`type` as SQLite has it; `required` where it is never null."""

    name: str
    type: str
    required: bool
    meaning: str


class Table(NamedTuple):
    name: str
    meaning: str
    columns: tuple[Column, ...]


def describe() -> tuple[Table, ...]:
    """Every table a store has now, with its columns; those in which SQLite keeps the search index are left out."""
    meant = dict(_meanings())
    store = sqlite3.connect(":memory:")
    try:
        for script in MIGRATIONS:
            store.executescript(script)
        names = store.execute(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'words^_%' ESCAPE '^' ORDER BY name"
        )
        return tuple(_table(store, name, meant) for (name,) in names.fetchall())
    finally:
        store.close()


def _table(store: sqlite3.Connection, name: str, meant: dict[tuple[str, str], str]) -> Table:
    columns = store.execute('SELECT name, type, "notnull", pk FROM pragma_table_info(?)', (name,)).fetchall()
    return Table(
        name,
        meant.get((name, ""), ""),
        tuple(
            Column(column, kind.lower() or "text", bool(required or key), meant.get((name, column)) or _INDEXED)
            if name == "words"
            else Column(column, kind.lower(), bool(required or key), meant.get((name, column), ""))
            for column, kind, required, key in columns
        ),
    )


def _meanings() -> Iterator[tuple[tuple[str, str], str]]:
    """Table and column ("" for the table itself) with what the last migration that made them says."""
    script = "\n".join(MIGRATIONS)
    renamed = dict(_RENAMED.findall(script))
    for comment, made_as, body in _TABLE.findall(script):
        name = renamed.get(made_as, made_as)
        yield (name, ""), " ".join(line.strip(" -") for line in comment.strip().splitlines())
        for column, meaning in _COLUMN.findall(body):
            yield (name, column), meaning.strip()
    for name, column, meaning in _ADDED.findall(script):
        yield (renamed.get(name, name), column), meaning.strip()
