"""Tables with named columns to pages, one row a report: CSV and the like as it streams, Parquet a batch at a time."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from typing import Any

from crosswire import rules
from crosswire.base import Limits, Page, SetAside
from crosswire.collect.readers.decoding import decode
from crosswire.collect.readers.problems import damaged, set_aside
from crosswire.collect.readers.rows import fitting, page_from_row
from crosswire.collect.readers.sources import Run, Source, head, marked
from crosswire.errors import InputError

_SIGNS = ",;\t|"
_SAMPLE = 1 << 16
_MOST_LINE = 1 << 20
"""Characters taken for one line at a time, so that a file without line ends costs no more than a field may have."""
_BATCH = 64
_TRUE = frozenset({"true", "1", "yes"})


def read_table(source: Source, run: Run) -> Iterator[Page | SetAside]:
    """The first line names the columns; commas, semicolons, tabs or bars part them, whichever the names show."""
    start = head(source, _SAMPLE)
    encoding = _encoding(start, source.path)
    csv.field_size_limit(min(run.limits.report_chars * 4, 2**31 - 1))
    with source.open() as stream:
        lines = _Lines(io.TextIOWrapper(stream, encoding=encoding, errors="replace", newline=""))
        sign = _sign(start.decode(encoding, "replace"), source.path)
        reader = csv.reader(lines, delimiter=sign)
        names = [name.strip().casefold() for name in _next(reader, source.path) or []]
        _check_columns(names, source.path)
        line = reader.line_num + 1
        while (values := _next(reader, source.path)) is not None:
            if any(value.strip() for value in values):
                row = {name: value for name, value in zip(names, values, strict=False) if value.strip()}
                yield from _page(_told(row), source, line, run.limits, encoding)
            line = reader.line_num + 1


class _Lines:
    """Lines of a text, none longer than a limit: what is longer comes in pieces, which only a quoted field may hold."""

    def __init__(self, text: io.TextIOWrapper) -> None:
        self._text = text

    def __iter__(self) -> _Lines:
        return self

    def __next__(self) -> str:
        line = self._text.readline(_MOST_LINE)
        if not line:
            raise StopIteration
        return line


def _encoding(start: bytes, path: str) -> str:
    """That of the file's beginning; a sequence cut at its end does not count."""
    if start.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    try:
        io.TextIOWrapper(io.BytesIO(start[: start.rfind(b"\n") + 1] or start), "utf-8").read()
    except UnicodeDecodeError:
        return decode(start, path)[1].split()[0]
    decode(start, path)
    return "utf-8-sig"


def _sign(text: str, path: str) -> str:
    """The sign that parts the names of the columns."""
    first = next((line for line in text.splitlines() if line.strip()), "")
    if path.lower().endswith(".tsv"):
        return "\t"
    known = {name for names in rules.load("any/inputs")["fields"].values() for name in names}
    return max(
        _SIGNS,
        key=lambda sign: (sum(cell.strip(' "').casefold() in known for cell in first.split(sign)), first.count(sign)),
    )


def _next(reader: Any, path: str) -> list[str] | None:
    try:
        row: list[str] | None = next(reader, None)
    except csv.Error:
        raise damaged(
            path, f"is damaged near line {reader.line_num}: a field is too long or a quote is never closed"
        ) from None
    return row


def _check_columns(names: Iterable[str], path: str) -> None:
    fields = rules.load("any/inputs")["fields"]
    if not set(names) & {*fields["text"], *fields["html"]}:
        raise InputError(
            "CW207",
            f"{path} has no column `text` (or {', '.join(fields['text'][1:4])}, html).",
            "Name the columns in the first line; the reports' words go in `text`.",
        )


def _told(row: dict[str, Any]) -> dict[str, Any]:
    """The row with "page" as true or false."""
    if isinstance(row.get("page"), str):
        row["page"] = row["page"].strip().casefold() in _TRUE
    return row


def _page(row: object, source: Source, line: int, limits: Limits, encoding: str) -> Iterator[Page | SetAside]:
    try:
        page = fitting(page_from_row(row, source.path, line), limits)
        yield marked(page, source) if encoding.startswith("utf") else marked(_told_encoding(page, encoding), source)
    except InputError as problem:
        given = row.get("id") if isinstance(row, dict) else None
        yield set_aside(problem, source.path, line, str(given) if given is not None else None)


def _told_encoding(page: Page, encoding: str) -> Page:
    from msgspec.structs import replace

    return replace(page, encoding=encoding)


def read_parquet(source: Source, run: Run) -> Iterator[Page | SetAside]:
    """Rows of a Parquet file, of the columns that are known; a batch of them is in memory at a time. `line` is the
    number of the row. Raises InputError CW216 where pyarrow is not installed."""
    try:
        import pyarrow
        from pyarrow import parquet
    except ImportError:
        raise InputError(
            "CW216",
            f"{source.path} is a Parquet file, and pyarrow, which reads them, is not installed.",
            "Install it with `pip install crosswire[tables]`, or save the table as CSV or JSON Lines.",
        ) from None
    from crosswire.collect.readers.archives import seekable

    known = {name for names in rules.load("any/inputs")["fields"].values() for name in names} | {"page"}
    with source.open() as stream, seekable(stream) as file:
        try:
            table = parquet.ParquetFile(file)
            columns = [name for name in table.schema_arrow.names if name.casefold() in known]
            _check_columns((name.casefold() for name in columns), source.path)
            yield from _batches(table, columns, source, run)
        except (pyarrow.ArrowException, OSError, ValueError, KeyError, OverflowError) as problem:
            if isinstance(problem, OSError) and problem.errno is not None:
                raise
            raise damaged(source.path, "is a damaged Parquet file") from None


def _batches(table: Any, columns: list[str], source: Source, run: Run) -> Iterator[Page | SetAside]:
    line = 0
    for batch in table.iter_batches(batch_size=_BATCH, columns=columns, use_threads=False):
        for row in batch.to_pylist():
            line += 1
            yield from _page({name.casefold(): value for name, value in row.items()}, source, line, run.limits, "utf-8")
