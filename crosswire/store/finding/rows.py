"""The rows that can be found: put in, taken out, and found again."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from crosswire.base import Node, Row
from crosswire.store.connection import Database
from crosswire.store.finding.question import EPOCH, ROW_BITS, SHARED, Found, Hit, days, question, sql
from crosswire.store.finding.snippets import Wanted, looked_for, snippet
from crosswire.store.packing import Packing

OF_RECORD = 1 << 33
"""From here on numbers stand not for inputs but for parts of the record made last."""
PARTS = 256
"""Parts by the last digits of a row's id: what one report changes is in a few of them."""
MOST = 1 << ROW_BITS
_HALF = 1 << 47
_ID = re.compile(r"([a-z]{1,2})-([0-9a-f]{12})")
_FIELDS = ("text", "speaker", "place", "person", "outlet", "agency")
_INDEXED = ", ".join(_FIELDS)
FACETS = {"kind": "kind", "outlet": "outlet", "type": "type", "month": "month"}
_COUNTED = (
    "WITH every AS MATERIALIZED (SELECT found.id >> {bits} AS input, sorts.kind, sorts.type, reports.outlet, "
    "strftime('%Y-%m', found.day * 86400, 'unixepoch') AS month FROM (SELECT found.id AS one {rest}) "
    "CROSS JOIN found ON found.id = one JOIN sorts ON sorts.id = found.sort "
    "LEFT JOIN reports ON reports.input = found.id >> {bits}) "
)
_SHOWN = (
    "SELECT found.id, sorts.kind, sorts.letters, found.row, reports.id, found.day, sorts.type, sorts.actuality, "
    "sorts.disputed, found.start, found.size, found.told, reports.outlet, texts.input, texts.content "
    "FROM found JOIN sorts ON sorts.id = found.sort LEFT JOIN reports ON reports.input = found.id >> {bits} "
    "JOIN texts ON texts.input = found.id >> {bits} WHERE found.id IN ({places})"
)
Told = tuple[str | None, ...]
"""Text (null where it is the report's from `start`), speaker, place, person, outlet, agency."""


class _Kept(NamedTuple):
    """A row of `found`."""

    id: int
    sort: int
    row: int | str
    day: int | None
    start: int | None
    size: int | None
    told: int


class Rows:
    """The rows of a store that can be found."""

    def __init__(self, db: Database, packing: Packing) -> None:
        self._db = db
        self._packing = packing
        self._sorts: dict[tuple[Any, ...], int] = {}

    def forget(self) -> None:
        """Numbers given in what is not kept are not kept either."""
        self._sorts.clear()

    def put(self, number: int, rows: Iterable[Row], text: str) -> None:
        """Makes rows findable under a number, in place of those there; does nothing where they are the same."""
        numbers: dict[Told, int] = {}
        kept: list[_Kept] = []
        place, shared = (number << ROW_BITS) - SHARED, 0
        for row in rows:
            told = _told(row, text)
            is_new = not (row.shares_words and 0 < shared < SHARED and _as_before(kept, numbers, told))
            place, shared = (place + SHARED, 1) if is_new else (place, shared + 1)
            if place + SHARED > (number << ROW_BITS) + MOST:
                break
            kept.append(self._kept(place + shared - 1, row, numbers.setdefault(told, len(numbers))))
        held, names = self._held(number)
        if held == kept and names == [*numbers]:
            return
        self._drop(number, held, names, text)
        self._db.many("INSERT INTO found VALUES (?, ?, ?, ?, ?, ?, ?)", kept)
        self._db.many(
            f"INSERT INTO words (rowid, {_INDEXED}) VALUES (?, ?, ?, ?, ?, ?, ?)", _indexed(kept, [*numbers], text)
        )
        content = self._packing.text(text, [*numbers])
        self._db.do("INSERT OR REPLACE INTO texts VALUES (?, ?)", (number, content))

    def put_record(self, rows: Iterable[Row]) -> None:
        """Makes the rows of a record findable, in place of those of the one before."""
        parts: dict[int, list[Row]] = {part: [] for part in range(PARTS)}
        for row in rows:
            parts[int(row.row[-2:], 16)].append(row)
        for part, inside in parts.items():
            self.put(OF_RECORD + part, sorted(inside, key=lambda row: row.row), "")

    def drop(self, number: int, text: str) -> None:
        """Takes out the rows under a number, whose report had that text."""
        self._drop(number, *self._held(number), text)

    def _drop(self, number: int, held: Sequence[_Kept], names: Sequence[Told], text: str) -> None:
        if held:
            gone = "INSERT INTO words (words, rowid, " + _INDEXED + ") VALUES ('delete', ?, ?, ?, ?, ?, ?, ?)"
            self._db.many(gone, _indexed(held, names, text))
            self._db.do("DELETE FROM found WHERE id BETWEEN ? AND ?", _range(number))

    def _held(self, number: int) -> tuple[list[_Kept], list[Told]]:
        held = self._db.all("SELECT * FROM found WHERE id BETWEEN ? AND ? ORDER BY id", _range(number))
        if not held:
            return [], []
        return [_Kept(*row) for row in held], self.names(number)

    def names(self, number: int) -> list[Told]:
        """What the rows under a number are found by. Raises one of FAULTS."""
        [(content,)] = self._db.all("SELECT content FROM texts WHERE input = ?", (number,))
        return [tuple(one) for one in self._packing.text_of(content)[1]]

    def _kept(self, place: int, row: Row, told: int) -> _Kept:
        match = _ID.fullmatch(row.row)
        named: int | str = int(match[2], 16) - _HALF if match else row.row
        sort = (row.kind, match[1] if match else "", row.type, row.actuality, int(row.disputed))
        size = None if row.start is None or row.end is None else row.end - row.start
        return _Kept(place, self._sort(sort), named, days(row.day) if row.day else None, row.start, size, told)

    def _sort(self, sort: tuple[Any, ...]) -> int:
        """The number of a sort; a new one is kept."""
        if sort not in self._sorts:
            kept = self._db.all("SELECT id, kind, letters, type, actuality, disputed FROM sorts")
            self._sorts = {tuple(one): number for number, *one in kept}
        if sort not in self._sorts:
            number = max(self._sorts.values(), default=0) + 1
            self._db.do("INSERT INTO sorts VALUES (?, ?, ?, ?, ?, ?)", (number, *sort))
            self._sorts[sort] = number
        return self._sorts[sort]

    # Finding

    def find(self, node: Node, *, by_day: bool, limit: int, offset: int, facets: bool) -> Found:
        """The rows a query looks for, the nearest first, or the latest with `by_day`."""
        asked = question(node)
        rest, values = sql(asked)
        ranked = "words.rank" if asked.match and not by_day else "found.day IS NULL, found.day DESC"
        first = f"SELECT found.id, count(*) OVER () {rest} ORDER BY {ranked}, found.id LIMIT ? OFFSET ?"
        shown = self._db.all(first, (*values, limit, offset))
        if shown or not offset:
            total = shown[0][1] if shown else 0
        else:
            [(total,)] = self._db.all(f"SELECT count(*) {rest}", values)
        return Found(total, self._hits([one for one, _ in shown], node), self._facets(rest, values) if facets else {})

    def _facets(self, rest: str, values: Sequence[object]) -> dict[str, dict[str, int]]:
        every = _COUNTED.format(bits=ROW_BITS, rest=rest)
        parts = " UNION ALL ".join(
            f"SELECT '{name}', {column}, count(*) FROM every WHERE {column} <> '' GROUP BY 2"
            for name, column in FACETS.items()
        )
        counted: dict[str, dict[str, int]] = {name: {} for name in FACETS}
        for name, value, count in self._db.all(f"{every} {parts} ORDER BY 1, 3 DESC, 2", values):
            if len(counted[name]) < 20:
                counted[name][value] = count
        return counted

    def _hits(self, ids: Sequence[int], node: Node) -> tuple[Hit, ...]:
        """Rows found with passages of their words, in the order of the ids."""
        wanted = looked_for(node)
        asked = _SHOWN.format(bits=ROW_BITS, places=",".join("?" * len(ids)))
        texts: dict[int, tuple[str, list[Sequence[str | None]]]] = {}
        hits: dict[int, Hit] = {}
        for number, *row, source, content in self._db.all(asked, ids):
            if source not in texts:
                texts[source] = self._packing.text_of(content)
            hits[number] = _hit(row, *texts[source], wanted)
        return tuple(hits[one] for one in ids)


def _hit(row: Sequence[Any], text: str, names: Sequence[Sequence[str | None]], wanted: Wanted) -> Hit:
    kind, letters, named, report, day, type_, actuality, disputed, start, size, told, outlet = row
    name = f"{letters}-{named + _HALF:012x}" if isinstance(named, int) else named
    own = names[told]
    words = own[0] if own[0] is not None else text[start : start + size]
    return Hit(
        kind=kind,
        row=name,
        report=report or (name if kind == "report" else None),
        day=None if day is None else datetime.date.fromordinal(day + EPOCH).isoformat(),
        type=type_,
        actuality=actuality,
        disputed=bool(disputed),
        start=start,
        end=None if size is None else start + size,
        outlet=outlet or own[4] or "",
        speaker=own[1] or "",
        snippet=snippet(words, wanted),
    )


def _told(row: Row, text: str) -> Told:
    is_piece = row.start is not None and text[row.start : row.end] == row.text
    return (None if is_piece else row.text, row.speaker, row.place, row.person, row.outlet, row.agency)


def _as_before(kept: Sequence[_Kept], numbers: dict[Told, int], told: Told) -> bool:
    return bool(kept) and numbers.get(told) == kept[-1].told


def _indexed(kept: Iterable[_Kept], names: Sequence[Told], text: str) -> Iterable[tuple[Any, ...]]:
    """What the full-text index is told of the rows that have words of their own."""
    for row in kept:
        if row.id % SHARED == 0:
            words, *rest = names[row.told]
            if words is None:
                start = row.start or 0
                words = text[start : start + (row.size or 0)]
            yield (row.id, words, *rest)


def _range(number: int) -> tuple[int, int]:
    return number << ROW_BITS, (number << ROW_BITS) + MOST - 1
