"""The store: one file that keeps reports as received, what was read in them, parses, decisions and records."""

from __future__ import annotations

import datetime
import hashlib
import json
import sqlite3
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from types import TracebackType
from typing import Any, NamedTuple

import msgspec

from crosswire.base import READ_KINDS, Decision, Model, Node, Page, Reading, Report, Row, SetAside, Unread
from crosswire.errors import StoreError
from crosswire.store.connection import Database, told, writing
from crosswire.store.finding import Found, Rows
from crosswire.store.packing import FAULTS, TEACHERS, Packing, mark


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


Key = tuple[str, int, str]
"""Origin, line (0 for a whole file) and given id ("" for none): what names an input. What a feed on the web names by an
id has no line, since every new entry moves the others down."""

ADDRESSES = ("http://", "https://")
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
        self._base = Database(self.path, may_write=may_write)
        self._packing = Packing(self._base)
        self._rows = Rows(self._base, self._packing)

    def __enter__(self) -> Store:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        self._base.opened.close()

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Changes inside are kept together when the block ends, and not at all if it fails."""
        try:
            with writing(self._base.opened, self.path):
                yield
        except BaseException:
            self._packing.forget()
            self._rows.forget()
            raise

    # Inputs and reports

    def made_by(self, key: Key, sha256: str) -> str | None:
        """What made the row of an input and hash of its bytes ("" where none could be read), or null."""
        rows = self._base.all(f"SELECT maker FROM inputs WHERE {_NAMED} AND sha256 = ?", (*key, sha256))
        return rows[0][0] if rows else None

    def put_maker(self, maker: Maker) -> None:
        self._base.do("INSERT OR IGNORE INTO makers VALUES (?, ?, ?, ?, ?)", (maker.id, *maker._columns()))

    def put_read(self, page: Page, report: Report, reading: Reading, maker: Maker) -> int:
        """Keeps a page and what was read in it; gives the input's number.

        What stood under the same name before goes, except that an address keeps each version of its words.
        """
        if not self._packing.knows("texts"):
            self._learn()
        row = self._put_input(page, maker, said=words_of(report), text=report.text)
        self._put_reading(row, report, reading)
        return row

    def _put_reading(self, number: int, report: Report, reading: Reading) -> None:
        """Keeps what was read in an input; writes nothing where it is what was kept before."""
        same = "SELECT 1 FROM reports WHERE input = ? AND substr(reading, 1, 9) = ?"
        if self._base.all(same, (number, mark(report, reading))):
            return
        body = sum(len(report.text[b.start : b.end].split()) for b in report.blocks if b.kind == "body")
        self._base.do(
            "INSERT OR REPLACE INTO reports (input, id, published, outlet, agency, language, headline, words, reading) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                number,
                report.id,
                report.published.value if report.published else None,
                report.outlet.text if report.outlet else None,
                report.agency.text if report.agency else None,
                report.language,
                report.headline.text if report.headline else None,
                body,
                self._packing.whole(report, reading),
            ),
        )

    def _learn(self) -> None:
        """Learns from the first readings how to pack the others, once there are enough."""
        first = self._base.all("SELECT input FROM reports ORDER BY input LIMIT ?", (TEACHERS,))
        if len(first) == TEACHERS:
            self._packing.learn(self._undamaged(number for (number,) in first))

    def _undamaged(self, numbers: Iterable[int]) -> Iterator[tuple[Report, Reading]]:
        """The reports and readings of these inputs, but for those that cannot be unpacked."""
        for number in numbers:
            try:
                read = self._reading(number)
            except StoreError as fault:
                if fault.code != "CW705":
                    raise
            else:
                yield read

    def put_left(self, item: Page | SetAside | Unread, row: SetAside | Unread, maker: Maker) -> int | None:
        """Keeps an input that could not be read, with the reason; gives its number.

        Where nothing was received at all (an address that does not answer), what was received before stays, and there
        is no number.
        """
        if isinstance(item, Page) or not self._has_page(key_of(item)):
            text = row.report.text if isinstance(row, Unread) and row.report else None
            return self._put_input(item, maker, row, text=text)
        return None

    def _has_page(self, key: Key) -> bool:
        return bool(self._base.all(f"SELECT 1 FROM inputs WHERE {_NAMED} AND page IS NOT NULL", key))

    def _put_input(
        self,
        item: Page | SetAside | Unread,
        maker: Maker,
        left: SetAside | Unread | None = None,
        said: str = "",
        text: str | None = None,
    ) -> int:
        """Keeps the input in the place of what it replaces, gives its number. The same bytes keep number and day."""
        key, page = key_of(item), item if isinstance(item, Page) else None
        sha256 = page.sha256 if page else ""
        if not self._base.all(f"SELECT id FROM inputs WHERE {_NAMED} AND sha256 = ?", (*key, sha256)):
            self._drop_inputs([*self._replaced(key, said)])
        columns = (
            *(*key, sha256, item.path, maker.id, now()),
            _json(left) if isinstance(left, SetAside) else None,
            _json(left) if isinstance(left, Unread) else None,
            self._packing.page(page, text) if page else None,
        )
        self._base.do(
            "INSERT INTO inputs (origin, line, given_id, sha256, path, maker, added_at, set_aside, unread, page) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (origin, line, given_id, sha256) DO UPDATE SET "
            "path = excluded.path, maker = excluded.maker, set_aside = excluded.set_aside, unread = excluded.unread, "
            "page = excluded.page",
            columns,
        )
        number = int(self._base.all(f"SELECT id FROM inputs WHERE {_NAMED} AND sha256 = ?", (*key, sha256))[0][0])
        self._put_text(number, text)
        if left:
            self._base.do("DELETE FROM reports WHERE input = ?", (number,))
        return number

    def _put_text(self, number: int, text: str | None) -> None:
        """Keeps the text of an input's report, or none. Where it changes, the rows found in it go."""
        self._base.do("DELETE FROM older WHERE input = ?", (number,))
        held = self._text(number)
        if held == text:
            return
        if held is not None:
            self._rows.drop(number, held)
            self._base.do("DELETE FROM texts WHERE input = ?", (number,))
        if text is not None:
            self._base.do("INSERT INTO texts (input, content) VALUES (?, ?)", (number, self._packing.text(text)))

    def _text(self, number: int) -> str | None:
        """The text of an input's report, or null."""
        rows = self._base.all("SELECT content FROM texts WHERE input = ?", (number,))
        with self._altered():
            return self._packing.text_of(rows[0][0])[0] if rows else None

    def _drop_inputs(self, numbers: Iterable[int]) -> None:
        for number in numbers:
            self._put_text(number, None)
            self._base.do("DELETE FROM inputs WHERE id = ?", (number,))

    def _replaced(self, key: Key, said: str) -> Iterator[int]:
        """The inputs of a name that a new one makes needless: of an address only those of the same words, or none."""
        for number, report in self._base.all(
            f"SELECT i.id, r.input FROM inputs i LEFT JOIN reports r ON r.input = i.id WHERE {_NAMED}", key
        ):
            is_version = key[0].startswith(ADDRESSES) and report is not None
            if not is_version or words_of(self._reading(number)[0]) == said:
                yield number

    def remove(self, name: str) -> list[Key]:
        """Drops what bears the name: a report's id, an input's path or its given id. Raises StoreError."""
        found = self._base.all(
            "SELECT i.id, i.origin, i.line, i.given_id FROM inputs i LEFT JOIN reports r ON r.input = i.id "
            "WHERE r.id = ?1 OR i.path = ?1 OR i.origin = ?1 OR (i.given_id = ?1 AND i.given_id <> '') "
            "ORDER BY 2, 3, 4",
            (name,),
        )
        if not found:
            raise _unknown(name)
        self._drop_inputs(row[0] for row in found)
        # What is no longer here must not be asked for "unless it has not changed", nor what named it.
        self._base.many("DELETE FROM addresses WHERE url = ?1 OR ?1 LIKE url || '/%'", {(row[1],) for row in found})
        return [(origin, line, given) for _, origin, line, given in found]

    def listing(self) -> list[Listed]:
        """Every report that was read, by day and id; undated ones last."""
        return [
            Listed(*row)
            for row in self._base.all(
                "SELECT r.id, i.path, i.line, i.given_id, r.published, r.outlet, r.agency, r.language, r.headline, "
                "r.words, i.added_at FROM reports r JOIN inputs i ON r.input = i.id "
                "ORDER BY r.published IS NULL, r.published, r.id, i.path, i.line"
            )
        ]

    def get(self, name: str) -> tuple[Report, Reading]:
        """One report and what was read in it (nothing, where its language is not read), by its id, path or given id.
        Raises StoreError."""
        rows = self._base.all(
            "SELECT r.input FROM reports r JOIN inputs i ON r.input = i.id WHERE r.id = ?1 OR i.path = ?1 "
            "OR i.origin = ?1 OR (i.given_id = ?1 AND i.given_id <> '') ORDER BY i.path, i.line, i.given_id, i.id DESC "
            "LIMIT 1",
            (name,),
        )
        if not rows:
            report = self._unread_report(name)
            return report, Reading(report=report.id)
        return self._reading(rows[0][0])

    def _unread_report(self, name: str) -> Report:
        """The report that could not be read for its language. Raises StoreError where there is none of that name."""
        for (content,) in self._base.all(
            "SELECT unread FROM inputs WHERE unread IS NOT NULL AND (path = ?1 OR origin = ?1 OR (given_id = ?1 AND "
            "given_id <> '') OR json_extract(unread, '$.report.id') = ?1) ORDER BY path, line, given_id, id DESC",
            (name,),
        ):
            row = msgspec.json.decode(content, type=Unread)
            if row.report:
                return row.report
        raise _unknown(name)

    def versions(self, name: str) -> list[tuple[str, Report]]:
        """When each version of a report was added, and what it was, in that order. Raises StoreError."""
        rows = self._base.all(
            "SELECT v.added_at, v.id FROM inputs v JOIN reports r ON r.input = v.id WHERE (v.origin, v.line, "
            "v.given_id) IN (SELECT i.origin, i.line, i.given_id FROM inputs i LEFT JOIN reports o ON o.input = i.id "
            "WHERE o.id = ?1 OR i.path = ?1 OR i.origin = ?1 OR (i.given_id = ?1 AND i.given_id <> '')) ORDER BY v.id",
            (name,),
        )
        if not rows:
            raise _unknown(name)
        return [(added_at, self._reading(number)[0]) for added_at, number in rows]

    def read_inputs(self) -> list[tuple[int, Key, str, str]]:
        """Every input that was read: its number, name, path and report's id, in the order of paths."""
        rows = self._base.all(
            "SELECT i.id, i.origin, i.line, i.given_id, i.path, r.id FROM reports r JOIN inputs i ON r.input = i.id "
            "ORDER BY i.path, i.line, i.given_id, i.origin, i.id"
        )
        return [(number, (origin, line, given), path, report) for number, origin, line, given, path, report in rows]

    def whole(self, number: int) -> bytes:
        """The report and reading of the input of that number, as MessagePack. Raises StoreError."""
        [(reading, text)] = self._base.all(
            "SELECT r.reading, t.content FROM reports r LEFT JOIN texts t ON t.input = r.input WHERE r.input = ?",
            (number,),
        )
        with self._altered():
            return self._packing.whole_of(reading, None if text is None else self._packing.text_of(text)[0])

    def _reading(self, number: int) -> tuple[Report, Reading]:
        """The report and reading of the input of that number. Raises StoreError."""
        return msgspec.msgpack.decode(self.whole(number), type=tuple[Report, Reading])

    def stale(self, maker: Maker) -> Iterator[Page]:
        """The pages whose rows another maker than this one made, as they were received."""
        for number, content in self._base.each(
            "SELECT id, page FROM inputs WHERE maker <> ? AND page IS NOT NULL ORDER BY origin, line, given_id, sha256",
            (maker.id,),
        ):
            text = self._text(number)
            with self._altered():
                yield self._packing.page_of(content, text)

    def unfindable(self) -> list[int]:
        """The inputs that a Crosswire of before tables number 5 put in: they are to be packed anew, and their rows to
        be made."""
        return [number for (number,) in self._base.all("SELECT input FROM older ORDER BY input")]

    def pack_anew(self, number: int) -> tuple[Report, Reading]:
        """Packs an input as it is packed today; gives its report, and what was read in it."""
        [(page, unread)] = self._base.all("SELECT page, unread FROM inputs WHERE id = ?", (number,))
        if unread:
            report = msgspec.json.decode(unread, type=Unread).report
            if report is None:
                raise _unknown(f"report of input {number}")
            reading = Reading(report=report.id)
        else:
            report, reading = self._reading(number)
        if not self._packing.knows("texts"):
            self._learn()
        with self._altered():
            received = self._packing.page_of(page, self._text(number)) if page else None
        self._put_text(number, report.text)
        if received:
            self._base.do(
                "UPDATE inputs SET page = ? WHERE id = ?", (self._packing.page(received, report.text), number)
            )
        if not unread:
            self._put_reading(number, report, reading)
        return report, reading

    def left_out(self) -> tuple[list[SetAside], list[Unread]]:
        """What could not be read, with the reasons."""
        aside = self._base.all("SELECT set_aside FROM inputs WHERE set_aside IS NOT NULL")
        unread = self._base.all("SELECT unread FROM inputs WHERE unread IS NOT NULL")
        return (
            [msgspec.json.decode(row, type=SetAside) for (row,) in aside],
            [msgspec.json.decode(row, type=Unread) for (row,) in unread],
        )

    # Addresses

    def put_heard(self, heard: Iterable[Heard]) -> None:
        """Keeps what servers said of addresses, in place of what they said before."""
        self._base.many(
            "INSERT OR REPLACE INTO addresses (url, etag, modified, followed, fetched_at) VALUES (?, ?, ?, ?, ?)",
            ((*one, now()) for one in heard),
        )

    def heard(self) -> list[Heard]:
        """What servers said of every address that is here."""
        rows = self._base.all("SELECT url, etag, modified, followed FROM addresses ORDER BY url")
        return [Heard(url, etag, modified, bool(followed)) for url, etag, modified, followed in rows]

    # Search

    def put_rows(self, number: int, rows: Iterable[Row]) -> None:
        """Makes what stands in the input of that number findable."""
        text = self._text(number)
        if text is not None:
            self._rows.put(number, rows, text)

    def put_record_rows(self, rows: Iterable[Row]) -> None:
        """Makes the rows of the record made last findable, in place of those of the one before."""
        self._rows.put_record(rows)

    def find(self, node: Node, *, by_day: bool, limit: int, offset: int = 0, facets: bool = False) -> Found:
        """The rows a query looks for, the nearest first, or the latest with `by_day`. Raises StoreError."""
        with self._altered():
            return self._rows.find(node, by_day=by_day, limit=limit, offset=offset, facets=facets)

    def put_spellings(self, known: Mapping[str, Sequence[str]]) -> None:
        """Keeps which names stand for the same, by a spelling of each, in place of those before."""
        kept = dict(self._base.all("SELECT spelling, names FROM spellings"))
        new = {spelling: _json(names) for spelling, names in known.items()}
        self._base.many("DELETE FROM spellings WHERE spelling = ?", ((one,) for one in kept.keys() - new.keys()))
        changed = (row for row in new.items() if kept.get(row[0]) != row[1])
        self._base.many("INSERT OR REPLACE INTO spellings VALUES (?, ?)", changed)

    def spelt(self, spelling: str) -> tuple[str, ...]:
        """The names that stand for the same as a spelling in the record made last."""
        rows = self._base.all("SELECT names FROM spellings WHERE spelling = ?", (spelling,))
        return tuple(json.loads(rows[0][0])) if rows else ()

    # Parses

    def put_parses(self, parses: Iterable[tuple[bytes, bytes]]) -> None:
        """Keeps parses under their keys; the first teach the store how to pack the others."""
        given = [*parses]
        if not self._packing.knows("parses") and len(given) >= TEACHERS:
            self._packing.learn_parses(content for _, content in given)
        self._base.many(
            "INSERT OR IGNORE INTO parses VALUES (?, ?)",
            ((key, self._packing.parse(content)) for key, content in given),
        )

    def parse(self, key: bytes) -> bytes | None:
        """A parse by its key, or null. Raises StoreError."""
        rows = self._base.all("SELECT content FROM parses WHERE key = ?", (key,))
        with self._altered():
            return self._packing.parse_of(rows[0][0]) if rows else None

    # Decisions

    def put_decisions(self, decisions: Iterable[Decision]) -> int:
        """Adds lines to the log; one that is there already is passed over. How many were added."""
        added = 0
        for one in decisions:
            row = (one.id, one.at, one.who, one.kind, _json(one))
            self._base.do("INSERT OR IGNORE INTO decisions (id, at, who, kind, content) VALUES (?, ?, ?, ?, ?)", row)
            added += self._base.all("SELECT changes()")[0][0]
        return added

    def decisions(self) -> list[Decision]:
        """Every line of the log, in the order of the moments they were decided. Raises StoreError."""
        rows = self._base.all("SELECT content FROM decisions ORDER BY at, id")
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
        rows = self._base.all("SELECT content FROM portions WHERE key = ?", (key,))
        return zlib.decompress(rows[0][0]) if rows else None

    def put_portions(self, made: Iterable[tuple[str, bytes]]) -> None:
        """Keeps parts of a record."""
        rows = ((key, zlib.compress(content, 6)) for key, content in made)
        self._base.many("INSERT OR REPLACE INTO portions VALUES (?, ?)", rows)

    def drop_portions(self, used: Iterable[str]) -> None:
        """Drops all but those that were used."""
        gone = {key for (key,) in self._base.all("SELECT key FROM portions")} - set(used)
        self._base.many("DELETE FROM portions WHERE key = ?", ((key,) for key in sorted(gone)))

    # Records and history

    def put_record(self, content: bytes, story: str = "") -> None:
        """Keeps a record as it was made, unless it is the same as the last one."""
        digest = record_hash(content)
        last = self._base.all("SELECT hash FROM records WHERE story = ? ORDER BY seq DESC LIMIT 1", (story,))
        if not last or last[0][0] != digest:
            self._base.do(
                "INSERT INTO records (made_at, story, hash, content) VALUES (?, ?, ?, ?)",
                (now(), story, digest, zlib.compress(content, 6)),
            )

    def record(self, seq: int) -> bytes:
        """One record as it was made: record.json. Raises StoreError."""
        rows = self._base.all("SELECT content FROM records WHERE seq = ?", (seq,))
        if not rows:
            raise _unknown(f"record {seq}")
        return zlib.decompress(rows[0][0])

    def last_record(self) -> bytes | None:
        """The record of everything that was made last, or null where none was."""
        rows = self._base.all("SELECT content FROM records WHERE story = '' ORDER BY seq DESC LIMIT 1")
        return zlib.decompress(rows[0][0]) if rows else None

    def records(self) -> Sequence[tuple[int, str, str]]:
        """Number, time and story of every record kept."""
        return self._base.all("SELECT seq, made_at, story FROM records ORDER BY seq")

    def note(self, verb: str, **detail: object) -> None:
        """Adds a line to the history."""
        self._base.do("INSERT INTO history (at, verb, detail) VALUES (?, ?, ?)", (now(), verb, _json(detail)))

    def history(self) -> list[dict[str, Any]]:
        """Every line of the history, oldest first."""
        rows = self._base.all("SELECT seq, at, verb, detail FROM history ORDER BY seq")
        return [{"seq": seq, "at": at, "verb": verb, **json.loads(detail)} for seq, at, verb, detail in rows]

    def stats(self) -> dict[str, int]:
        """Counts and sizes."""
        counted = {
            name: self._base.all(f"SELECT count(*) FROM {name}")[0][0]
            for name in ("inputs", "reports", "parses", "decisions", "records")
        }
        left = self._base.all("SELECT count(set_aside), count(unread), count(DISTINCT maker) FROM inputs")[0]
        size = sum(
            Path(f"{self.path}{end}").stat().st_size for end in ("", "-wal") if Path(f"{self.path}{end}").exists()
        )
        words = self._base.all("SELECT coalesce(sum(words), 0) FROM reports")[0][0]
        return {**counted, "set_aside": left[0], "unread": left[1], "makers": left[2], "words": words, "bytes": size}

    @property
    def number(self) -> int:
        """The number of the store's tables."""
        return int(self._base.all("PRAGMA user_version")[0][0])

    def check(self) -> list[str]:
        """What is wrong with the file: its pages and indexes, rows that refer to none, rows that cannot be unpacked.
        Reads everything; empty where the store is whole. Raises StoreError where it cannot even be asked."""
        found = [str(row[0]) for row in self._base.all("PRAGMA integrity_check") if row[0] != "ok"]
        found += [
            f"a row of {table} refers to none of {other}"
            for table, _, other, _ in self._base.all("PRAGMA foreign_key_check")
        ]
        return [*found, *self._unpackable()]

    def _unpackable(self) -> Iterator[str]:
        """Rows whose content was altered."""
        every: list[tuple[str, str, Callable[[Any], object]]] = [
            ("inputs", "SELECT path, id, page FROM inputs WHERE page IS NOT NULL", self._page),
            ("reports", "SELECT id, input FROM reports", lambda row: self.whole(row[0])),
            ("texts", "SELECT input, input FROM texts", lambda row: self._rows.names(row[0])),
            ("records", "SELECT seq, seq FROM records", lambda row: self.record(row[0])),
            ("portions", "SELECT key, key FROM portions", lambda row: self.portion(row[0])),
        ]
        for table, query, unpack in every:
            for name, *row in self._base.each(query):
                try:
                    unpack(row)
                except (StoreError, *FAULTS):
                    yield f"{table} {name} cannot be unpacked"

    def _page(self, row: Sequence[Any]) -> Page:
        number, content = row
        return self._packing.page_of(content, self._text(number))

    def count_stale(self, maker: Maker) -> int:
        """How many inputs were read by another Crosswire, other rules, another model or other settings."""
        where = "maker <> ? AND page IS NOT NULL"
        return int(self._base.all(f"SELECT count(*) FROM inputs WHERE {where}", (maker.id,))[0][0])

    @contextmanager
    def _altered(self) -> Iterator[None]:
        """Tells of a row that cannot be unpacked because it was altered."""
        try:
            yield
        except FAULTS as fault:
            raise StoreError(
                "CW705",
                f"The store {str(self.path)!r} holds a row that cannot be unpacked: {fault}.",
                "`crosswire doctor --store` names it. Restore a backup, or remove the report and add it again.",
            ) from None

    def shrink(self) -> None:
        """Gives back to the disk what is no longer used, unless another process reads or writes just now."""
        with suppress(sqlite3.OperationalError):
            self._base.opened.execute("VACUUM")

    def back_up(self, target: str | Path, progress: Callable[[int, int], None] | None = None) -> None:
        """Copies the store to a new file while it may be in use. Raises StoreError."""
        place = Path(target)
        if place.exists():
            raise StoreError("CW704", f"{str(place)!r} exists already.", "Name a new file for the backup.")
        part = place.with_name(place.name + ".part")
        with told(place):
            copy = sqlite3.connect(part)
            try:
                self._base.opened.backup(
                    copy, pages=1_000, progress=lambda _, left, total: progress and progress(left, total)
                )
            finally:
                copy.close()
            part.replace(place)


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
