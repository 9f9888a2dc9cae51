"""The store: one file that keeps reports as received, what was read in them, parses, decisions and records."""

from __future__ import annotations

import datetime
import hashlib
import json
import sqlite3
import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Any, NamedTuple, TypeVar

import msgspec

from crosswire.base import READ_KINDS, Decision, Model, Node, Page, Reading, Report, Row, SetAside, Unread
from crosswire.errors import StoreError
from crosswire.store.connection import connect, told, writing
from crosswire.store.finding import Found, Hit, question
from crosswire.store.packing import LEARNT, opened, pack_rows, packed, short_ids, unpacked


class Maker(NamedTuple):
    """What a row was made with: when any of it changes, the row is made again."""

    crosswire: str
    rules: str
    model: Model
    settings: dict[str, Any]

    @property
    def id(self) -> str:
        return hashlib.sha256("\x1f".join(self._columns()).encode()).hexdigest()[:16]

    def _columns(self) -> tuple[str, str, str, str]:
        return self.crosswire, self.rules, _json(self.model), _json(self.settings)


class Heard(NamedTuple):
    """What a server said of an address when it was last fetched. `followed` where the addresses it names were too."""

    url: str
    etag: str | None
    modified: str | None
    followed: bool


class Listed(NamedTuple):
    """One stored report, in a line."""

    id: str
    path: str
    line: int
    given_id: str
    published: str | None
    outlet: str | None
    agency: str | None
    language: str
    headline: str | None
    words: int
    added_at: str


_PACKED = (
    ("inputs", "path", "page"),
    ("reports", "id", "whole"),
    ("records", "seq", "content"),
    ("portions", "key", "content"),
)
"""Tables with what names a row and the column that holds zlib."""

T = TypeVar("T")

MARK = ("\x02", "\x03")
"""Around the words found in a snippet; no report has these characters in its words."""

FACETS = {"kind": "found.kind", "outlet": "found.outlet", "type": "found.type", "month": "substr(found.day, 1, 7)"}

Key = tuple[str, int, str]
"""Origin, line (0 for a whole file) and given id ("" for none): what names an input. What a feed on the web names by an
id has no line, since every new entry moves the others down."""

ADDRESSES = ("http://", "https://")
TEACHERS = 8
"""Readings from which a store learns how to pack later ones."""
_FIRST = "SELECT whole FROM reports ORDER BY input LIMIT ?"
_NAMED = "origin = ? AND line = ? AND given_id = ?"


def key_of(item: Page | SetAside | Unread) -> Key:
    """An input's name. One that was not even opened has no origin but its path."""
    origin = item.origin if isinstance(item, Page) and item.origin else item.path
    is_named = bool(item.given_id) and origin.startswith(ADDRESSES)
    return origin, 0 if is_named else item.line or 0, item.given_id or ""


class Store:
    """An open store. Use it in `with`. Every change is one transaction: all of it is kept, or nothing."""

    def __init__(self, path: str | Path, *, may_write: bool = True) -> None:
        self.path = Path(path)
        self._db = connect(self.path, may_write=may_write)
        self._words_learnt: dict[int, bytes] = {}

    def __enter__(self) -> Store:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        self._db.close()

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Changes inside are kept together when the block ends, and not at all if it fails."""
        try:
            with writing(self._db, self.path):
                yield
        except BaseException:
            self._words_learnt.clear()  # what was learnt in what is not kept is not kept either
            raise

    # Inputs and reports

    def made_by(self, key: Key, sha256: str) -> str | None:
        """What made the row of an input and hash of its bytes ("" where none could be read), or null."""
        rows = self._all(f"SELECT maker FROM inputs WHERE {_NAMED} AND sha256 = ?", (*key, sha256))
        return rows[0][0] if rows else None

    def put_maker(self, maker: Maker) -> None:
        self._do("INSERT OR IGNORE INTO makers VALUES (?, ?, ?, ?, ?)", (maker.id, *maker._columns()))

    def put_read(self, page: Page, report: Report, reading: Reading, maker: Maker) -> int:
        """Keeps a page and what was read in it; gives the input's number.

        What stood under the same name before goes, except that an address keeps each version of its words.
        """
        row = self._put_input(page, maker, said=words_of(report))
        body = sum(len(report.text[b.start : b.end].split()) for b in report.blocks if b.kind == "body")
        self._do(
            "INSERT INTO reports VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                row,
                report.id,
                report.published.value if report.published else None,
                report.outlet.text if report.outlet else None,
                report.agency.text if report.agency else None,
                report.language,
                report.headline.text if report.headline else None,
                body,
                self._packed_reading(report, reading),
            ),
        )
        return row

    def _packed_reading(self, report: Report, reading: Reading) -> bytes:
        """Report and reading as bytes; the first readings teach the store how to pack the others."""
        content = msgspec.msgpack.encode((report, reading))
        if not self._words_learnt:
            self._words_learnt.update(self._all("SELECT id, content FROM learnt"))
        if not self._words_learnt:
            first = self._all(_FIRST, (TEACHERS,))
            if len(first) == TEACHERS:
                told = b"".join(short_ids(opened(whole, self._learnt))[1] for (whole,) in first)
                self._words_learnt[1] = told[-LEARNT:]
                self._do("INSERT INTO learnt VALUES (1, ?)", (told[-LEARNT:],))
        return pack_rows(content, *next(iter(self._words_learnt.items()), ()))

    def _learnt(self, number: int) -> bytes:
        """What is packed with. Raises zlib.error where it is not there."""
        if number not in self._words_learnt:
            self._words_learnt.update(self._all("SELECT id, content FROM learnt"))
        try:
            return self._words_learnt[number]
        except KeyError:
            raise zlib.error(f"what it was packed with, {number}, is not there") from None

    def put_left(self, item: Page | SetAside | Unread, row: SetAside | Unread, maker: Maker) -> int | None:
        """Keeps an input that could not be read, with the reason; gives its number.

        Where nothing was received at all (an address that does not answer), what was received before stays, and there
        is no number.
        """
        if isinstance(item, Page) or not self._has_page(key_of(item)):
            return self._put_input(item, maker, row)
        return None

    def _has_page(self, key: Key) -> bool:
        return bool(self._all(f"SELECT 1 FROM inputs WHERE {_NAMED} AND page IS NOT NULL", key))

    def _put_input(
        self, item: Page | SetAside | Unread, maker: Maker, left: SetAside | Unread | None = None, said: str = ""
    ) -> int:
        """Keeps the input in the place of what it replaces, gives its number. The same bytes keep number and day."""
        key, page = key_of(item), item if isinstance(item, Page) else None
        sha256 = page.sha256 if page else ""
        same = self._all(f"SELECT id FROM inputs WHERE {_NAMED} AND sha256 = ?", (*key, sha256))
        if same:
            self._do("DELETE FROM reports WHERE input = ?", same[0])
            self._do("DELETE FROM found WHERE input = ?", same[0])
        else:
            self._many("DELETE FROM inputs WHERE id = ?", [(number,) for number in self._replaced(key, said)])
        columns = (
            *(*key, sha256, item.path, maker.id, now()),
            _json(left) if isinstance(left, SetAside) else None,
            _json(left) if isinstance(left, Unread) else None,
            packed(page) if page else None,
        )
        self._do(
            "INSERT INTO inputs (origin, line, given_id, sha256, path, maker, added_at, set_aside, unread, page) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (origin, line, given_id, sha256) DO UPDATE SET "
            "path = excluded.path, maker = excluded.maker, set_aside = excluded.set_aside, unread = excluded.unread, "
            "page = excluded.page",
            columns,
        )
        return int(self._all(f"SELECT id FROM inputs WHERE {_NAMED} AND sha256 = ?", (*key, sha256))[0][0])

    def _replaced(self, key: Key, said: str) -> Iterator[int]:
        """The inputs of a name that a new one makes needless: of an address only those of the same words, or none."""
        for number, whole in self._all(
            f"SELECT i.id, r.whole FROM inputs i LEFT JOIN reports r ON r.input = i.id WHERE {_NAMED}", key
        ):
            is_version = key[0].startswith(ADDRESSES) and whole is not None
            if not is_version or words_of(self._unpacked(whole, tuple[Report, Reading])[0]) == said:
                yield number

    def remove(self, name: str) -> list[Key]:
        """Drops what bears the name: a report's id, an input's path or its given id. Raises StoreError."""
        found = self._all(
            "SELECT i.id, i.origin, i.line, i.given_id FROM inputs i LEFT JOIN reports r ON r.input = i.id "
            "WHERE r.id = ?1 OR i.path = ?1 OR i.origin = ?1 OR (i.given_id = ?1 AND i.given_id <> '') "
            "ORDER BY 2, 3, 4",
            (name,),
        )
        if not found:
            raise _unknown(name)
        self._many("DELETE FROM inputs WHERE id = ?", [(row[0],) for row in found])
        # What is no longer here must not be asked for "unless it has not changed", nor what named it.
        self._many("DELETE FROM addresses WHERE url = ?1 OR ?1 LIKE url || '/%'", {(row[1],) for row in found})
        return [(origin, line, given) for _, origin, line, given in found]

    def listing(self) -> list[Listed]:
        """Every report that was read, by day and id; undated ones last."""
        return [
            Listed(*row)
            for row in self._all(
                "SELECT r.id, i.path, i.line, i.given_id, r.published, r.outlet, r.agency, r.language, r.headline, "
                "r.words, i.added_at FROM reports r JOIN inputs i ON r.input = i.id "
                "ORDER BY r.published IS NULL, r.published, r.id, i.path, i.line"
            )
        ]

    def get(self, name: str) -> tuple[Report, Reading]:
        """One report and what was read in it (nothing, where its language is not read), by its id, path or given id.
        Raises StoreError."""
        rows = self._all(
            "SELECT r.whole FROM reports r JOIN inputs i ON r.input = i.id WHERE r.id = ?1 OR i.path = ?1 "
            "OR i.origin = ?1 OR (i.given_id = ?1 AND i.given_id <> '') ORDER BY i.path, i.line, i.given_id, i.id DESC "
            "LIMIT 1",
            (name,),
        )
        if not rows:
            report = self._unread_report(name)
            return report, Reading(report=report.id)
        return self._unpacked(rows[0][0], tuple[Report, Reading])

    def _unread_report(self, name: str) -> Report:
        """The report that could not be read for its language. Raises StoreError where there is none of that name."""
        for (content,) in self._all(
            "SELECT unread FROM inputs WHERE unread IS NOT NULL AND (path = ?1 OR origin = ?1 OR (given_id = ?1 AND "
            "given_id <> '') OR id IN (SELECT input FROM found WHERE row = ?1)) ORDER BY path, line, given_id, id DESC",
            (name,),
        ):
            row = msgspec.json.decode(content, type=Unread)
            if row.report:
                return row.report
        raise _unknown(name)

    def versions(self, name: str) -> list[tuple[str, Report]]:
        """When each version of a report was added, and what it was, in that order. Raises StoreError."""
        rows = self._all(
            "SELECT v.added_at, r.whole FROM inputs v JOIN reports r ON r.input = v.id WHERE (v.origin, v.line, "
            "v.given_id) IN (SELECT i.origin, i.line, i.given_id FROM inputs i LEFT JOIN reports o ON o.input = i.id "
            "WHERE o.id = ?1 OR i.path = ?1 OR i.origin = ?1 OR (i.given_id = ?1 AND i.given_id <> '')) ORDER BY v.id",
            (name,),
        )
        if not rows:
            raise _unknown(name)
        return [(added_at, self._unpacked(whole, tuple[Report, Reading])[0]) for added_at, whole in rows]

    def read_inputs(self) -> list[tuple[int, Key, str, str]]:
        """Every input that was read: its number, name, path and report's id, in the order of paths."""
        rows = self._all(
            "SELECT i.id, i.origin, i.line, i.given_id, i.path, r.id FROM reports r JOIN inputs i ON r.input = i.id "
            "ORDER BY i.path, i.line, i.given_id, i.origin, i.id"
        )
        return [(number, (origin, line, given), path, report) for number, origin, line, given, path, report in rows]

    def whole(self, number: int) -> bytes:
        """The report and reading of the input of that number, as MessagePack. Raises StoreError."""
        content = self._all("SELECT whole FROM reports WHERE input = ?", (number,))[0][0]
        try:
            return opened(content, self._learnt)
        except zlib.error as fault:
            raise self._altered(fault) from None

    def stale(self, maker: Maker) -> Iterator[Page]:
        """The pages whose rows another maker than this one made, as they were received."""
        for (content,) in self._each(
            "SELECT page FROM inputs WHERE maker <> ? AND page IS NOT NULL ORDER BY origin, line, given_id, sha256",
            (maker.id,),
        ):
            yield self._unpacked(content, Page)

    def left_out(self) -> tuple[list[SetAside], list[Unread]]:
        """What could not be read, with the reasons."""
        aside = self._all("SELECT set_aside FROM inputs WHERE set_aside IS NOT NULL")
        unread = self._all("SELECT unread FROM inputs WHERE unread IS NOT NULL")
        return (
            [msgspec.json.decode(row, type=SetAside) for (row,) in aside],
            [msgspec.json.decode(row, type=Unread) for (row,) in unread],
        )

    # Addresses

    def put_heard(self, heard: Iterable[Heard]) -> None:
        """Keeps what servers said of addresses, in place of what they said before."""
        self._many(
            "INSERT OR REPLACE INTO addresses (url, etag, modified, followed, fetched_at) VALUES (?, ?, ?, ?, ?)",
            ((*one, now()) for one in heard),
        )

    def heard(self) -> list[Heard]:
        """What servers said of every address that is here."""
        rows = self._all("SELECT url, etag, modified, followed FROM addresses ORDER BY url")
        return [Heard(url, etag, modified, bool(followed)) for url, etag, modified, followed in rows]

    # Search

    def put_rows(self, number: int, rows: Iterable[Row]) -> None:
        """Makes what stands in the input of that number findable."""
        self._put_found(number, rows)

    def put_record_rows(self, rows: Iterable[Row]) -> None:
        """Makes the rows of the record made last findable, in place of those of the one before."""
        self._do("DELETE FROM found WHERE input IS NULL", ())
        self._put_found(None, rows)

    def _put_found(self, number: int | None, rows: Iterable[Row]) -> None:
        self._many(
            "INSERT INTO found (input, kind, row, report, day, type, actuality, disputed, start, stop, text, speaker, "
            "outlet, agency, place, person) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                (
                    *(number, r.kind, r.row, r.report, r.day, r.type, r.actuality, int(r.disputed), r.start, r.end),
                    *(r.text, r.speaker, r.outlet, r.agency, r.place, r.person),
                )
                for r in rows
            ),
        )

    def find(self, node: Node, *, by_day: bool, limit: int, offset: int = 0, facets: bool = False) -> Found:
        """The rows a query looks for, the nearest first, or the latest with `by_day`."""
        asked = question(node)
        table, where, values = "found", asked.where, asked.values
        if asked.match:
            table = "words JOIN found ON found.id = words.rowid" if asked.values or facets or by_day else "words"
            where, values = f"words MATCH ? AND {where}", (asked.match, *values)
        row = "words.rowid" if asked.match else "found.id"
        order = f"found.day IS NULL, found.day DESC, {row}" if by_day or not asked.match else f"rank, {row}"
        # Snippets are made of the rows shown only: made of all that are found they would take most of the time.
        first = f"SELECT {row}, count(*) OVER () FROM {table} WHERE {where} ORDER BY {order} LIMIT ? OFFSET ?"
        shown = self._all(first, (*values, limit, offset))
        hits = tuple(self._hit(number, asked.match) for number, _ in shown)
        if shown or not offset:
            total = shown[0][1] if shown else 0
        else:
            [(total,)] = self._all(f"SELECT count(*) FROM {table} WHERE {where}", values)
        counted = {
            name: dict(
                self._all(
                    f"SELECT {column}, count(*) FROM {table} WHERE {where} AND {column} <> '' "
                    "GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT 20",
                    values,
                )
            )
            for name, column in (FACETS.items() if facets else ())
        }
        return Found(total, hits, counted)

    def _hit(self, number: int, match: str | None) -> Hit:
        """One row found, with a passage of its words."""
        columns = "kind, row, report, day, type, actuality, disputed, start, stop, found.outlet, found.speaker"
        if match is None:
            query, values = f"SELECT {columns}, substr(found.text, 1, 200) FROM found WHERE id = ?", (number,)
        else:
            passage = f"snippet(words, 0, '{MARK[0]}', '{MARK[1]}', '…', 24)"
            source = "words JOIN found ON found.id = words.rowid WHERE words MATCH ? AND words.rowid = ?"
            query, values = f"SELECT {columns}, {passage} FROM {source}", (match, number)  # type: ignore[assignment]
        return Hit(*self._all(query, values)[0])

    # Parses

    def put_parses(self, parses: Iterable[tuple[bytes, bytes]]) -> None:
        self._many("INSERT OR IGNORE INTO parses VALUES (?, ?)", parses)

    def parse(self, key: bytes) -> bytes | None:
        """A parse by its key, or null."""
        rows = self._all("SELECT content FROM parses WHERE key = ?", (key,))
        return rows[0][0] if rows else None

    # Decisions

    def put_decisions(self, decisions: Iterable[Decision]) -> int:
        """Adds lines to the log; one that is there already is passed over. How many were added."""
        added = 0
        for one in decisions:
            row = (one.id, one.at, one.who, one.kind, _json(one))
            self._do("INSERT OR IGNORE INTO decisions (id, at, who, kind, content) VALUES (?, ?, ?, ?, ?)", row)
            added += self._all("SELECT changes()")[0][0]
        return added

    def decisions(self) -> list[Decision]:
        """Every line of the log, in the order of the moments they were decided. Raises StoreError."""
        rows = self._all("SELECT content FROM decisions ORDER BY at, id")
        try:
            return [msgspec.json.decode(content, type=Decision) for (content,) in rows]
        except msgspec.ValidationError as fault:
            raise StoreError(
                "CW705",
                f"A decision in the store {str(self.path)!r} cannot be read: {fault}.",
                "Use the Crosswire that wrote it, or restore a backup.",
            ) from None

    # Parts of records

    def portion(self, key: str) -> bytes | None:
        """What was kept of the last record under a key, or null."""
        rows = self._all("SELECT content FROM portions WHERE key = ?", (key,))
        return zlib.decompress(rows[0][0]) if rows else None

    def put_portions(self, made: Iterable[tuple[str, bytes]]) -> None:
        """Keeps parts of a record."""
        rows = ((key, zlib.compress(content, 6)) for key, content in made)
        self._many("INSERT OR REPLACE INTO portions VALUES (?, ?)", rows)

    def drop_portions(self, used: Iterable[str]) -> None:
        """Drops all but those that were used."""
        gone = {key for (key,) in self._all("SELECT key FROM portions")} - set(used)
        self._many("DELETE FROM portions WHERE key = ?", ((key,) for key in sorted(gone)))

    # Records and history

    def put_record(self, content: bytes, story: str = "") -> None:
        """Keeps a record as it was made, unless it is the same as the last one."""
        digest = record_hash(content)
        last = self._all("SELECT hash FROM records WHERE story = ? ORDER BY seq DESC LIMIT 1", (story,))
        if not last or last[0][0] != digest:
            self._do(
                "INSERT INTO records (made_at, story, hash, content) VALUES (?, ?, ?, ?)",
                (now(), story, digest, zlib.compress(content, 6)),
            )

    def record(self, seq: int) -> bytes:
        """One record as it was made: record.json. Raises StoreError."""
        rows = self._all("SELECT content FROM records WHERE seq = ?", (seq,))
        if not rows:
            raise _unknown(f"record {seq}")
        return zlib.decompress(rows[0][0])

    def last_record(self) -> bytes | None:
        """The record of everything that was made last, or null where none was."""
        rows = self._all("SELECT content FROM records WHERE story = '' ORDER BY seq DESC LIMIT 1")
        return zlib.decompress(rows[0][0]) if rows else None

    def records(self) -> Sequence[tuple[int, str, str]]:
        """Number, time and story of every record kept."""
        return self._all("SELECT seq, made_at, story FROM records ORDER BY seq")

    def note(self, verb: str, **detail: object) -> None:
        """Adds a line to the history."""
        self._do("INSERT INTO history (at, verb, detail) VALUES (?, ?, ?)", (now(), verb, _json(detail)))

    def history(self) -> list[dict[str, Any]]:
        """Every line of the history, oldest first."""
        rows = self._all("SELECT seq, at, verb, detail FROM history ORDER BY seq")
        return [{"seq": seq, "at": at, "verb": verb, **json.loads(detail)} for seq, at, verb, detail in rows]

    def stats(self) -> dict[str, int]:
        """Counts and sizes."""
        counted = {
            name: self._all(f"SELECT count(*) FROM {name}")[0][0]
            for name in ("inputs", "reports", "parses", "decisions", "records")
        }
        left = self._all("SELECT count(set_aside), count(unread), count(DISTINCT maker) FROM inputs")[0]
        size = sum(
            Path(f"{self.path}{end}").stat().st_size for end in ("", "-wal") if Path(f"{self.path}{end}").exists()
        )
        words = self._all("SELECT coalesce(sum(words), 0) FROM reports")[0][0]
        return {**counted, "set_aside": left[0], "unread": left[1], "makers": left[2], "words": words, "bytes": size}

    @property
    def number(self) -> int:
        """The number of the store's tables."""
        return int(self._all("PRAGMA user_version")[0][0])

    def check(self) -> list[str]:
        """What is wrong with the file: its pages and indexes, rows that refer to none, rows that cannot be unpacked.
        Reads everything; empty where the store is whole. Raises StoreError where it cannot even be asked."""
        found = [str(row[0]) for row in self._all("PRAGMA integrity_check") if row[0] != "ok"]
        found += [
            f"a row of {table} refers to none of {other}"
            for table, _, other, _ in self._all("PRAGMA foreign_key_check")
        ]
        for table, key, column in _PACKED:
            for name, content in self._each(f"SELECT {key}, {column} FROM {table} WHERE {column} IS NOT NULL"):
                try:
                    opened(content, self._learnt)
                except zlib.error:
                    found.append(f"{table} {name} cannot be unpacked")
        return found

    def count_stale(self, maker: Maker) -> int:
        """How many inputs were read by another Crosswire, other rules, another model or other settings."""
        where = "maker <> ? AND page IS NOT NULL"
        return int(self._all(f"SELECT count(*) FROM inputs WHERE {where}", (maker.id,))[0][0])

    def _unpacked(self, content: bytes, kind: type[T]) -> T:
        """A noun from its bytes. Raises StoreError where they were altered."""
        try:
            return unpacked(content, kind, self._learnt)
        except (zlib.error, msgspec.DecodeError) as fault:
            raise self._altered(fault) from None

    def _altered(self, fault: Exception) -> StoreError:
        return StoreError(
            "CW705",
            f"The store {str(self.path)!r} holds a row that cannot be unpacked: {fault}.",
            "`crosswire doctor --store` names it. Restore a backup, or remove the report and add it again.",
        )

    def back_up(self, target: str | Path, progress: Callable[[int, int], None] | None = None) -> None:
        """Copies the store to a new file while it may be in use. Raises StoreError."""
        place = Path(target)
        if place.exists():
            raise StoreError("CW704", f"{str(place)!r} exists already.", "Name a new file for the backup.")
        part = place.with_name(place.name + ".part")
        with told(place):
            copy = sqlite3.connect(part)
            try:
                self._db.backup(copy, pages=1_000, progress=lambda _, left, total: progress and progress(left, total))
            finally:
                copy.close()
            part.replace(place)

    # The database itself

    def _all(self, query: str, values: Sequence[object] = ()) -> list[Any]:
        with told(self.path):
            return self._db.execute(query, values).fetchall()

    def _each(self, query: str, values: Sequence[object] = ()) -> Iterator[Any]:
        """Rows one by one, from a cursor of their own: the table may be written to while they are read."""
        with told(self.path):
            yield from self._db.cursor().execute(query, values)

    def _do(self, query: str, values: Sequence[object]) -> None:
        with told(self.path):
            self._db.execute(query, values)

    def _many(self, query: str, values: Iterable[Sequence[object]]) -> None:
        with told(self.path):
            self._db.executemany(query, values)


def words_of(report: Report) -> str:
    """What a report tells, without the page around it: what makes one fetch of an address another version."""
    return "\n".join(report.text[block.start : block.end] for block in report.blocks if block.kind in READ_KINDS)


def record_hash(content: bytes) -> str:
    """SHA-256 of a record but for `made`, so that two runs on the same reports give the same."""
    record = json.loads(content)
    record.pop("made", None)
    return hashlib.sha256(json.dumps(record, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def now() -> str:
    return datetime.datetime.now(datetime.UTC).isoformat(timespec="milliseconds")


def _json(value: object) -> str:
    return msgspec.json.encode(value, order="sorted").decode("utf-8")


def _unknown(name: str) -> StoreError:
    return StoreError("CW706", f"The store holds nothing named {name!r}.", "`crosswire list` shows what it holds.")
