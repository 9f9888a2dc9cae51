"""Rows of a large table, held as packed JSON and decoded whenever they are asked for: a twentieth of the memory."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any, Generic, TypeVar, cast, overload

import msgspec

from crosswire.base.record import Record
from crosswire.base.sharing import Words, share
from crosswire.base.spans import Noun

Row = TypeVar("Row", bound=Noun)

BETWEEN = b",\n  "
"""What stands between two rows, as in `record.json`."""
CHUNK = 64_000
"""Bytes of rows that are packed together: large enough to pack well, small enough to be little once unpacked."""
FAST = 1
"""The level of packing. Higher ones save a tenth more and take three times as long."""

encode_row = msgspec.json.Encoder(order="deterministic").encode
"""A row as it stands in `record.json`."""


class Rows(Sequence[Row], Generic[Row]):
    """A table that stands where a tuple of its rows would: the same length, order and values.

    Every look at a row unpacks its neighbours too: go through it from the front, and keep what is needed again.
    """

    def __init__(self, kind: type[Row], encoded: Iterable[bytes] = ()) -> None:
        self._decoder = msgspec.json.Decoder(list[kind])  # type: ignore[valid-type]
        self._packed: list[bytes] = []
        self._last: list[bytes] = []
        self._open = 0
        self._size = 0
        self.add(encoded)

    def add(self, encoded: Iterable[bytes]) -> None:
        """More rows, as `encode_row` gives them."""
        for row in encoded:
            self._last.append(row)
            self._open += len(row)
            self._size += 1
            if self._open >= CHUNK:
                self._packed.append(zlib.compress(BETWEEN.join(self._last), FAST))
                self._last, self._open = [], 0

    def _chunks(self) -> Iterator[bytes]:
        yield from map(zlib.decompress, self._packed)
        if self._last:
            yield BETWEEN.join(self._last)

    def pieces(self) -> Iterator[bytes]:
        """The JSON of all rows with `BETWEEN` between them, some rows at a time."""
        before = b""
        for chunk in self._chunks():
            yield before + chunk
            before = BETWEEN

    def __len__(self) -> int:
        return self._size

    def __iter__(self) -> Iterator[Row]:
        for chunk in self._chunks():
            yield from self._decoder.decode(b"[" + chunk + b"]")

    @overload
    def __getitem__(self, place: int) -> Row: ...
    @overload
    def __getitem__(self, place: slice) -> tuple[Row, ...]: ...
    def __getitem__(self, place: int | slice) -> Row | tuple[Row, ...]:
        if isinstance(place, slice):
            first, end, step = place.indices(self._size)
            return tuple(islice(self, first, max(first, end), step)) if step > 0 else tuple(self)[place]
        if not -self._size <= place < self._size:
            raise IndexError(place)
        return next(islice(self, place % self._size, None))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Rows | tuple) and tuple(self) == tuple(other)

    __hash__ = None  # type: ignore[assignment]


def as_rows(rows: Rows[Row]) -> tuple[Row, ...]:
    """The rows where a field of the record says that it is a tuple of them."""
    return cast("tuple[Row, ...]", rows)


def unpacked(record: Record) -> Record:
    """The record with all tables as tuples, equal values held once."""
    words: Words = {}
    tables: dict[str, Any] = {}
    for name in record.__struct_fields__:
        rows = getattr(record, name)
        if isinstance(rows, Rows):
            tables[name] = tuple(share(list(rows), words))
    return msgspec.structs.replace(record, **tables)
