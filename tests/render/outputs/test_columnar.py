"""Parquet tables of the record: nothing of a row is left out, and the same rows are the same bytes."""

from __future__ import annotations

import io
from typing import Any

import msgspec
import pytest

from crosswire.base import Record
from crosswire.render.formats import columnar, make

pq = pytest.importorskip("pyarrow.parquet")


def tables(made: Record) -> dict[str, Any]:
    return {file.name: pq.ParquetFile(io.BytesIO(file.content)) for file in make("tables", made)}


def rows(made: Record) -> dict[str, tuple[object, ...]]:
    return {name: getattr(made, name) for name in columnar.table_names()}


def back(made: Record) -> dict[str, Any]:
    kinds = {field.name: field.type for field in msgspec.structs.fields(Record)}
    return {
        name: msgspec.convert(tables(made)[columnar.file_of(name)].read().to_pylist(), kinds[name])
        for name in columnar.table_names()
    }


def test_every_row_comes_back_as_it_was(whole: Record) -> None:
    assert back(whole) == rows(whole)
    assert sum(map(len, rows(whole).values())) > 100


def test_rows_come_back_from_many_groups_too(whole: Record, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(columnar, "GROUP_CHARS", 2_000)
    monkeypatch.setattr(columnar, "PROBE_ROWS", 2)
    assert tables(whole)["tables/mentions.parquet"].num_row_groups > 3
    assert back(whole) == rows(whole)


def test_an_empty_table_has_its_columns(whole: Record) -> None:
    empty = msgspec.structs.replace(whole, claims=())
    found = tables(empty)["tables/claims.parquet"]
    assert found.metadata.num_rows == 0
    assert found.schema_arrow.names == tables(whole)["tables/claims.parquet"].schema_arrow.names


def test_the_same_rows_are_the_same_bytes_whenever_made(whole: Record) -> None:
    later = msgspec.structs.replace(whole, made=msgspec.structs.replace(whole.made, at="2031-01-01T00:00:00+00:00"))
    assert list(make("tables", whole)) == list(make("tables", later))


def test_what_is_nested_is_asked_for_by_name(whole: Record) -> None:
    duckdb = pytest.importorskip("duckdb")
    events = tables(whole)["tables/events.parquet"].read()
    asked = duckdb.sql("SELECT count(*) FROM events, unnest(events.reports) AS report").fetchall()
    assert asked == [(sum(len(event.reports) for event in whole.events),)]
    assert events.schema.metadata[b"format"] == whole.format.encode()


def test_a_shared_record_s_tables_hold_what_it_still_holds(shared: Record) -> None:
    assert back(shared) == rows(shared)
