"""Stores as earlier releases of Crosswire left them."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from crosswire.base import Page, Reading, Report
from crosswire.store import schema
from crosswire.store.connection import statements
from crosswire.store.packing import packed


def begun(place: Path) -> sqlite3.Connection:
    """A new store with the tables of the first release, and one maker, "m"."""
    db = sqlite3.connect(place, isolation_level=None)
    for statement in statements(schema.MIGRATIONS[0]):
        db.execute(statement)
    db.execute("INSERT INTO makers VALUES ('m', '1', 'rules', '{}', '{}')")
    return db


def put(
    db: sqlite3.Connection, number: int, origin: str, item: Page, made: Report, line: int = 0, given: str = ""
) -> None:
    """A report as the first release wrote it, with its row to search for."""
    db.execute(
        "INSERT INTO inputs (id, origin, path, line, given_id, sha256, maker, added_at, page) "
        "VALUES (?, ?, ?, ?, ?, ?, 'm', '2019-09-17', ?)",
        (number, origin, item.path, line, given, item.sha256, packed(item)),
    )
    db.execute(
        "INSERT INTO reports (input, id, language, words, whole) VALUES (?, ?, 'en', 9, ?)",
        (number, made.id, packed((made, Reading(report=made.id)))),
    )
    db.execute(
        "INSERT INTO found (input, kind, row, disputed, text, speaker, outlet, agency, place, person) "
        "VALUES (?, 'report', ?, 0, ?, '', '', '', '', '')",
        (number, made.id, made.text),
    )


def brought(db: sqlite3.Connection, number: int) -> None:
    """Takes the store to the tables of that number, as that release did, and closes it."""
    for script in schema.MIGRATIONS[1:number]:
        for statement in statements(script):
            db.execute(statement)
    db.execute(f"PRAGMA user_version = {number}")
    db.execute(f"PRAGMA application_id = {schema.APPLICATION_ID}")
    db.close()
