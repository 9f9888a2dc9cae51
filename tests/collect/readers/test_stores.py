"""Inputs of stores that fsspec opens are read as files are."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest

from crosswire.base import Limits, Page, SetAside
from crosswire.collect import read
from crosswire.errors import UsageError
from tests.collect.readers.making import every_kind

fsspec = pytest.importorskip("fsspec")

SAMPLES = Path(__file__).parents[3] / "samples" / "pages"
ROW = b'{"id": "a", "text": "Shells hit Lindre on Tuesday, the Red Cross said."}\n'


@pytest.fixture
def store() -> Iterator[Any]:
    """A store in memory, empty again afterwards."""
    memory = fsspec.filesystem("memory")
    yield memory
    memory.rm("/desk", recursive=True)


def pages(found: object) -> list[Page]:
    """Without where they came from, which differs."""
    return [msgspec.structs.replace(one, origin=None) for one in found if isinstance(one, Page)]  # type: ignore[attr-defined]


def test_a_folder_of_a_store_is_read_as_a_folder_is(store: Any) -> None:
    for file in SAMPLES.iterdir():
        store.pipe(f"/desk/pages/{file.name}", file.read_bytes())
    store.pipe("/desk/pages/.hidden.txt", b"Nobody asked for this.")
    there, here = pages(read(["memory://desk/pages"], Limits())), pages(read([SAMPLES], Limits()))
    assert there == here
    assert len(there) > 3
    assert there[0].path in {file.name for file in SAMPLES.iterdir()}


@pytest.mark.parametrize(
    ("given", "paths"),
    [
        ("memory://desk/a/rows.jsonl", ["rows.jsonl"]),
        ("memory://desk/*/rows.jsonl", ["a/rows.jsonl", "b/rows.jsonl"]),
        ("memory://desk/a/*", ["rows.jsonl"]),
    ],
)
def test_files_and_globs_are_known_by_the_paths_local_ones_have(store: Any, given: str, paths: list[str]) -> None:
    for name in ("a", "b"):
        store.pipe(f"/desk/{name}/rows.jsonl", ROW)
    assert [one.path for one in read([given], Limits())] == paths


def test_archives_tables_and_packed_lines_are_read_where_they_lie(store: Any, tmp_path: Path) -> None:
    """Of a store as of this machine, whatever the kind."""
    for name, data in {**every_kind(), "packed.jsonl.gz": gzip.compress(ROW)}.items():
        (tmp_path / name).write_bytes(data)
        store.pipe(f"/desk/{name}", data)
    there, here = pages(read(["memory://desk"], Limits())), pages(read([tmp_path], Limits()))
    assert there == here
    named = {one.path.split("/")[0] for one in there}
    assert {"crawl.warc", "crawl.warc.gz", "packed.jsonl.gz", "rows.jsonl", "all.zip"} <= named


def test_each_file_of_a_store_is_a_part(store: Any) -> None:
    for name in ("a", "b"):
        store.pipe(f"/desk/{name}.jsonl", ROW)
    found = read(["memory://desk"], Limits())
    assert not found.is_here
    assert [[one.path for one in part] for part in found.parts()] == [["a.jsonl"], ["b.jsonl"]]


def test_a_file_that_went_away_is_set_aside(store: Any) -> None:
    for name in ("a", "b"):
        store.pipe(f"/desk/{name}.jsonl", ROW)
    found = read(["memory://desk"], Limits())
    store.rm("/desk/a.jsonl")
    gone, page = found
    assert isinstance(gone, SetAside)
    assert (gone.path, gone.code) == ("a.jsonl", "CW208")
    assert isinstance(page, Page)


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ("memory://nowhere/at/all", "CW102"),
        ("no-such-store://a/b", "CW110"),
        ("simplecache::http://127.0.0.1:9/page.html", "CW102"),
        ("filecache::HTTPS://outlet.example/page.html", "CW102"),
        ("zip://page.txt::file:///no/such/folder/pages.zip", "CW102"),
        (f"zip://page.txt::{Path(__file__).as_uri()}", "CW102"),
        ("reference://a", "CW110"),
    ],
)
def test_what_is_not_there_is_refused_before_anything_is_read(given: str, code: str) -> None:
    with pytest.raises(UsageError, match=code):
        read([given], Limits())
