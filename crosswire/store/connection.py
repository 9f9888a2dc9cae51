"""Opening the file: checked, migrated, and every fault of the database told as one of ours."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from crosswire.errors import StoreError
from crosswire.store.schema import APPLICATION_ID, MIGRATIONS

WAIT_SECONDS = 10.0
"""How long a second writer waits for the first before it says so."""


PAGE = 16_384
"""Bytes of a page: readings of some 2,000 bytes leave a quarter of smaller ones empty."""
CACHE = 16_000
"""Thousands of bytes of pages kept in memory."""


class Database:
    """An open store as statements and rows. What it cannot do it tells as StoreError."""

    def __init__(self, path: Path, *, may_write: bool = True) -> None:
        self.path = path
        self.opened = connect(path, may_write=may_write)

    def all(self, query: str, values: Sequence[object] = ()) -> list[Any]:
        with told(self.path):
            return self.opened.execute(query, values).fetchall()

    def each(self, query: str, values: Sequence[object] = ()) -> Iterator[Any]:
        """Rows one by one, from a cursor of their own: the table may be written to while they are read."""
        with told(self.path):
            yield from self.opened.cursor().execute(query, values)

    def do(self, query: str, values: Sequence[object] = ()) -> None:
        with told(self.path):
            self.opened.execute(query, values)

    def many(self, query: str, values: Iterable[Sequence[object]]) -> None:
        with told(self.path):
            self.opened.executemany(query, values)


def connect(path: Path, *, may_write: bool = True) -> sqlite3.Connection:
    """The store's connection, its tables brought up to date. Readers never wait. Raises StoreError."""
    with told(path):
        if not may_write and not path.is_file():
            raise StoreError("CW701", f"There is no store at {str(path)!r}.", "Make one with `crosswire add INPUT...`.")
        path.parent.mkdir(parents=True, exist_ok=True)
        place = path if may_write or _may_be_shared(path) else f"{path.absolute().as_uri()}?immutable=1"
        opened = sqlite3.connect(
            place, timeout=WAIT_SECONDS, isolation_level=None, check_same_thread=False, uri=isinstance(place, str)
        )
        try:
            if may_write:
                opened.execute(f"PRAGMA page_size = {PAGE}")  # of a new file only
                opened.execute("PRAGMA journal_mode = WAL")
                opened.execute("PRAGMA synchronous = FULL")
                _migrate(opened, path)
            elif 0 < _check(opened, path) < len(MIGRATIONS):
                _migrate(opened, path)
            opened.execute(f"PRAGMA cache_size = -{CACHE}")
            # Only now: a migration that puts a table in another's place must not empty those that refer to it.
            opened.execute("PRAGMA foreign_keys = ON")
        except BaseException:
            opened.close()
            raise
        return opened


def _may_be_shared(path: Path) -> bool:
    """Whether a reader can note beside the file that it reads. Where it cannot, and nobody has it open for writing, the
    file is read as one that does not change: from a folder without the right to write, or a disc."""
    effective = os.access in os.supports_effective_ids
    return os.access(path.parent, os.W_OK, effective_ids=effective) or Path(f"{path}-wal").exists()


def _check(opened: sqlite3.Connection, path: Path) -> int:
    """The number of the store's tables. Raises StoreError for what is no store of ours, or a newer one."""
    number: int = opened.execute("PRAGMA user_version").fetchone()[0]
    mark: int = opened.execute("PRAGMA application_id").fetchone()[0]
    is_empty = not opened.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchone()
    if mark != APPLICATION_ID and not (is_empty and mark == 0):
        raise StoreError(
            "CW701", f"{str(path)!r} is a database, but no store of Crosswire.", "Name another file with --store."
        )
    if number > len(MIGRATIONS):
        raise StoreError(
            "CW702",
            f"The store {str(path)!r} was made by a newer Crosswire (its tables are number {number}; "
            f"this one knows up to {len(MIGRATIONS)}).",
            "Use the newer Crosswire, or another store. Nothing was changed.",
        )
    return number


def _migrate(opened: sqlite3.Connection, path: Path) -> None:
    """Brings the tables up to date in one transaction, so that a kill in the middle leaves the store as it was."""
    if _check(opened, path) == len(MIGRATIONS):
        return
    with writing(opened, path):
        for number in range(_check(opened, path), len(MIGRATIONS)):
            for statement in statements(MIGRATIONS[number]):
                opened.execute(statement)
            opened.execute(f"PRAGMA user_version = {number + 1}")
        opened.execute(f"PRAGMA application_id = {APPLICATION_ID}")


def statements(script: str) -> Iterator[str]:
    """The statements of a script one by one: `executescript` would end the transaction they belong to."""
    held = ""
    for line in script.splitlines(keepends=True):
        held += line
        if sqlite3.complete_statement(held):
            yield held
            held = ""


@contextmanager
def writing(opened: sqlite3.Connection, path: Path) -> Iterator[None]:
    """One transaction: all of it, or nothing. Waits for another writer, then says so. Raises StoreError."""
    with told(path):
        opened.execute("BEGIN IMMEDIATE")
        try:
            yield
            opened.execute("COMMIT")
        except BaseException:
            if opened.in_transaction:
                opened.execute("ROLLBACK")
            raise


@contextmanager
def told(path: Path) -> Iterator[None]:
    """Turns a fault of the database into what a user can act on."""
    try:
        yield
    except sqlite3.Error as fault:
        raise _meaning(path, getattr(fault, "sqlite_errorcode", 0) & 0xFF, fault) from None
    except OSError as fault:
        raise StoreError(
            "CW704", f"The store {str(path)!r} cannot be used: {fault.strerror}.", "Name another with --store."
        ) from None


def _meaning(path: Path, code: int, fault: sqlite3.Error) -> StoreError:
    name = str(path)
    if code in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}:
        return StoreError(
            "CW703",
            f"Another process is writing to the store {name!r} and did not finish in {WAIT_SECONDS:.0f} seconds.",
            "Wait for it, then try again; reading is always possible.",
            retry=True,
        )
    if code == sqlite3.SQLITE_FULL:
        return StoreError(
            "CW704", f"There is no room left for the store {name!r}.", "Make room; what was stored before is whole."
        )
    if code == sqlite3.SQLITE_IOERR:
        return StoreError(
            "CW704",
            f"The disk refused to read or write the store {name!r}: {fault}.",
            "Look whether it is full, over a quota, or failing; what was stored before is whole.",
        )
    if code in {sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM}:
        return StoreError(
            "CW704",
            f"The store {name!r} cannot be written: {fault}.",
            "Give yourself the right to write the file and its folder, or name another with --store.",
        )
    if code in {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}:
        return StoreError(
            "CW705",
            f"The store {name!r} is damaged, or no store: {fault}.",
            "Restore a backup (`crosswire backup` makes them), or save what can be saved with `sqlite3 FILE .recover`.",
        )
    return StoreError("CW704", f"The store {name!r} cannot be used: {fault}.", "See `crosswire doctor --store`.")
