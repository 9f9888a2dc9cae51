"""Every table of record.json as a Parquet file with nothing left out: what a row holds nested stays nested.

Kinds of columns are those of the typed nouns, so that an empty table has its columns too; a number that may be whole or
not is a double. Rows go to disk some thousands at a time. The same rows give the same bytes.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from itertools import islice
from typing import Any

import msgspec
import msgspec.inspect as shapes

from crosswire.base import Record
from crosswire.render.formats.files import File

FOLDER = "tables"
GROUP_CHARS = 4_000_000
"""Characters of JSON whose rows make a group, which is what a writer and a reader hold at once; an unpacked row takes
some ten bytes for each."""
PROBE_ROWS = 100
"""Rows between two looks at how much there is."""


def table_names() -> tuple[str, ...]:
    """The record's tables in their order."""
    return tuple(field.encode_name for field in _tables())


def file_of(table: str) -> str:
    """The name of a table's file, with its folder."""
    return f"{FOLDER}/{table}.parquet"


def files(record: Record) -> Iterator[File]:
    """One file a table."""
    for name in table_names():
        target = io.BytesIO()
        write_table(record, name, target.write)
        yield File(file_of(name), target.getvalue())


def write_table(record: Record, name: str, write: Callable[[bytes], object]) -> None:
    """Writes one table piece by piece. Raises ModuleNotFoundError where pyarrow lacks."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    field = next(field for field in _tables() if field.encode_name == name)
    told = {"format": record.format, "table": name, "by": record.made.by, "rules_hash": record.made.rules_hash}
    schema = _schema(_row(field)).with_metadata(told)
    with pq.ParquetWriter(_Sink(write), schema, compression="zstd") as target:
        for rows in _groups(getattr(record, field.name)):
            target.write_batch(pa.RecordBatch.from_pylist(rows, schema=schema), row_group_size=len(rows))


def _groups(rows: Iterable[object]) -> Iterator[list[Any]]:
    """The rows as plain values, as many at a time as make a group by their size."""
    group: list[Any] = []
    size = 0
    left = iter(rows)
    while some := tuple(islice(left, PROBE_ROWS)):
        group.extend(msgspec.to_builtins(some))
        size += len(msgspec.json.encode(some))
        if size >= GROUP_CHARS:
            yield group
            group, size = [], 0
    if group:
        yield group


class _Sink:
    """A file that can only be appended to, as pyarrow asks for one."""

    def __init__(self, write: Callable[[bytes], object]) -> None:
        self._write, self._at, self.closed = write, 0, False

    def write(self, content: bytes) -> int:
        self._write(bytes(content))
        self._at += len(content)
        return len(content)

    def tell(self) -> int:
        return self._at

    def flush(self) -> None:
        """Whoever gave `write` sees to that."""

    def close(self) -> None:
        self.closed = True

    def writable(self) -> bool:
        return True

    def readable(self) -> bool:
        return False

    def seekable(self) -> bool:
        return False


def _tables() -> list[shapes.Field]:
    shape = shapes.type_info(Record)
    fields = shape.fields if isinstance(shape, shapes.StructType) else ()
    return [field for field in fields if isinstance(field.type, shapes.VarTupleType)]


def _row(field: shapes.Field) -> shapes.StructType:
    row = field.type.item_type if isinstance(field.type, shapes.VarTupleType) else None
    if not isinstance(row, shapes.StructType):
        raise TypeError(f"{field.name} is no table")
    return row


def _schema(row: shapes.StructType) -> Any:
    import pyarrow as pa

    return pa.schema([_column(field) for field in row.fields])


def _column(field: shapes.Field) -> Any:
    import pyarrow as pa

    return pa.field(field.encode_name, _kind(field.type))


def _kind(shape: shapes.Type) -> Any:
    """The Arrow type of a value. Every column may be null there, as readers of Parquet expect."""
    import pyarrow as pa

    if isinstance(shape, shapes.UnionType):
        kinds = {_kind(one) for one in shape.types if not isinstance(one, shapes.NoneType)}
        return kinds.pop() if len(kinds) == 1 else _broken(kinds)
    if isinstance(shape, shapes.StructType):
        return pa.struct([_column(field) for field in shape.fields])
    if isinstance(shape, shapes.VarTupleType):
        return pa.list_(_kind(shape.item_type))
    return _plain()[type(shape)]


def _broken(kinds: set[Any]) -> Any:
    plain = _plain()
    if kinds != {plain[shapes.IntType], plain[shapes.FloatType]}:
        raise TypeError(f"no column holds all of {kinds}")
    return plain[shapes.FloatType]


@cache
def _plain() -> dict[type[shapes.Type], Any]:
    import pyarrow as pa

    return {
        shapes.StrType: pa.string(),
        shapes.LiteralType: pa.string(),
        shapes.IntType: pa.int64(),
        shapes.FloatType: pa.float64(),
        shapes.BoolType: pa.bool_(),
    }
