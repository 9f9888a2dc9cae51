"""The tables as CSV, JSON Lines, Excel and Parquet files, each with a dictionary of all columns.

Text that a spreadsheet would run as a formula is made harmless: in CSV by an apostrophe before it, in Excel by being
stored as text.
"""

from __future__ import annotations

import csv as csv_writer
import datetime
import io
from collections.abc import Iterator
from typing import Any

import msgspec

from crosswire.base import Record
from crosswire.render.formats.files import File
from crosswire.render.formats.sheets import Column, Sheet, dictionary, sheets
from crosswire.render.formats.sheets.book import Value

WORKBOOK = "record.xlsx"

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "|", "%")
"""What a spreadsheet may take for the beginning of a formula or a command."""

CELL = 32_767
"""Most characters of a cell in Excel."""

WIDEST = 60


def all_sheets(record: Record) -> list[Sheet]:
    """Every table, and the dictionary of their columns as the first."""
    found = list(sheets(record))
    return [dictionary(found), *found]


def csv(record: Record) -> Iterator[File]:
    """One file a table: UTF-8 with a byte order mark, by which Excel knows it, commas, and a first line of names."""
    for sheet in all_sheets(record):
        target = io.StringIO()
        lines = csv_writer.writer(target, lineterminator="\r\n")
        lines.writerow([column.name for column in sheet.columns])
        lines.writerows([harmless(value) for value in row] for row in sheet.rows)
        yield File(f"csv/{sheet.name}.csv", b"\xef\xbb\xbf" + target.getvalue().encode("utf-8"))


def harmless(value: Value) -> Value:
    """A value as a CSV cell holds it, so that no spreadsheet runs it."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return f"'{value}" if isinstance(value, str) and value.startswith(FORMULA) else value


def jsonl(record: Record) -> Iterator[File]:
    """Every table of record.json with one row a line and nothing left out, and the views and ledgers as flat rows."""
    own = set()
    encode = msgspec.json.Encoder(order="deterministic").encode
    for field in msgspec.structs.fields(record):
        rows = getattr(record, field.name)
        if isinstance(rows, tuple):
            own.add(field.name)
            yield File(f"jsonl/{field.name}.jsonl", b"".join(encode(row) + b"\n" for row in rows))
    for sheet in all_sheets(record):
        if sheet.name not in own:
            names = [column.name for column in sheet.columns]
            lines = (encode(dict(zip(names, row, strict=True))) + b"\n" for row in sheet.rows)
            yield File(f"jsonl/{sheet.name}.jsonl", b"".join(lines))


def xlsx(record: Record) -> Iterator[File]:
    """One workbook, a sheet a table. No cell holds a formula or a link."""
    import xlsxwriter

    target = io.BytesIO()
    settings = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = xlsxwriter.Workbook(target, settings)
    made = datetime.datetime.fromisoformat(record.made.at).replace(tzinfo=None)
    book.set_properties({"title": "Crosswire", "created": made})
    bold = book.add_format({"bold": True})
    for sheet in all_sheets(record):
        page = book.add_worksheet(sheet.name)
        page.freeze_panes(1, 0)
        for number, column in enumerate(sheet.columns):
            page.write_string(0, number, column.name, bold)
            page.set_column(number, number, _width(column, sheet, number))
        for at, row in enumerate(sheet.rows, start=1):
            for number, value in enumerate(row):
                _write(page, at, number, value)
        if sheet.rows:
            page.autofilter(0, 0, len(sheet.rows), len(sheet.columns) - 1)
    book.close()
    yield File(WORKBOOK, target.getvalue())


def _width(column: Column, sheet: Sheet, number: int) -> int:
    longest = max((len(str(row[number])) for row in sheet.rows[:200] if row[number] is not None), default=0)
    return min(WIDEST, max(len(column.name), longest) + 2)


def _write(page: Any, at: int, number: int, value: Value) -> None:
    if isinstance(value, bool):
        page.write_boolean(at, number, value)
    elif isinstance(value, str):
        page.write_string(at, number, value[:CELL])
    elif value is not None:
        page.write_number(at, number, value)


def parquet(record: Record) -> Iterator[File]:
    """One file a table, with the kinds of its columns and their meanings in the schema."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    kinds = {"text": pa.string(), "integer": pa.int64(), "number": pa.float64(), "boolean": pa.bool_()}
    for sheet in all_sheets(record):
        fields = [pa.field(one.name, kinds[one.kind], metadata={"meaning": one.meaning}) for one in sheet.columns]
        columns = [_column(sheet, number) for number in range(len(sheet.columns))]
        schema = pa.schema(fields, metadata={"row": sheet.row})
        target = io.BytesIO()
        pq.write_table(pa.table(columns, schema=schema), target, compression="zstd")
        yield File(f"parquet/{sheet.name}.parquet", target.getvalue())


def _column(sheet: Sheet, number: int) -> list[Value]:
    values = [row[number] for row in sheet.rows]
    if sheet.columns[number].kind == "number":
        return [None if value is None else float(value) for value in values]
    return values
