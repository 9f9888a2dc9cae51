"""The tables: what goes out comes back, column by column, through each format's own library."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from crosswire import rules
from crosswire.base import WITHHELD, Record
from crosswire.render.formats import make
from crosswire.render.formats.sheets import Sheet, sheets
from crosswire.render.formats.sheets.book import Value
from crosswire.render.formats.tabular import FORMULA, all_sheets, harmless

WORDS = rules.load("en/outputs")


def csv_rows(made: Record) -> dict[str, list[dict[str, str]]]:
    found = {}
    for file in make("csv", made):
        lines = csv.DictReader(io.StringIO(file.content.decode("utf-8-sig"), newline=""))
        found[Path(file.name).stem] = list(lines)
    return found


def as_text(value: Value) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return "" if value is None else str(value)


def test_every_column_is_described_once_and_used(whole: Record) -> None:
    listed = {name for sheet in WORDS["sheets"].values() for name in sheet.get("columns", ())}
    ledgers = {column.name for sheet in sheets(whole) if sheet.name.startswith("ledger") for column in sheet.columns}
    assert listed | ledgers == set(WORDS["columns"])


def test_every_table_and_ledger_is_there(whole: Record) -> None:
    found = {sheet.name: sheet for sheet in sheets(whole)}
    assert {"events", "acled_like", "ged_like", "coverage", "ledger_talks", "ledger_truces"} <= set(found)
    for name in (
        "reports",
        "quotes",
        "mentions",
        "claims",
        "events",
        "timeline",
        "brief",
        "entities",
        "copies",
        "times",
    ):
        assert len(found[name].rows) == len(getattr(whole, name)), name
    assert sum(row[3] for row in found["coverage"].rows if isinstance(row[3], int)) == len(whole.reports)


def test_words_are_those_at_their_offsets(whole: Record) -> None:
    texts = {report.id: report.text for report in whole.reports}
    checked = 0
    for sheet in sheets(whole):
        names = [column.name for column in sheet.columns]
        if "words" not in names or sheet.name in ("quotes",) or sheet.name.startswith("ledger"):
            continue
        for row in (dict(zip(names, values, strict=True)) for values in sheet.rows):
            if row["words"]:
                assert row["words"] == " ".join(texts[str(row["report_id"])][row["start"] : row["end"]].split())
                checked += 1
    assert checked > 800


def test_csv_comes_back(whole: Record) -> None:
    found = csv_rows(whole)
    for sheet in all_sheets(whole):
        assert len(found[sheet.name]) == len(sheet.rows)
        for given_row, read in zip(sheet.rows, found[sheet.name], strict=True):
            assert list(read.values()) == [as_text(harmless(value)) for value in given_row]


def test_json_lines_hold_the_whole_record(whole: Record) -> None:
    files = {Path(file.name).stem: file.content for file in make("jsonl", whole)}
    for field in msgspec.structs.fields(whole):
        rows = getattr(whole, field.name)
        if isinstance(rows, tuple):
            read = [msgspec.json.decode(line) for line in files[field.name].splitlines()]
            assert msgspec.convert(read, field.type) == rows
    assert {"ged_like", "ledger_talks", "dictionary"} <= set(files)


def test_excel_comes_back_without_formulas(whole: Record, hostile: Record) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    pytest.importorskip("xlsxwriter")
    for made in (whole, hostile):
        [file] = make("xlsx", made)
        book = openpyxl.load_workbook(io.BytesIO(file.content))
        for sheet in all_sheets(made):
            rows = list(book[sheet.name].iter_rows(min_row=2))
            assert len(rows) == len(sheet.rows)
            assert all(cell.data_type != "f" and cell.hyperlink is None for row in rows for cell in row)
            for cells, values in zip(rows, sheet.rows, strict=True):
                assert [cell.value for cell in cells] == list(values)


def test_parquet_comes_back_with_meanings(whole: Record) -> None:
    pq = pytest.importorskip("pyarrow.parquet")
    files = {Path(file.name).stem: file.content for file in make("parquet", whole)}
    for sheet in all_sheets(whole):
        table = pq.read_table(io.BytesIO(files[sheet.name]))
        names = [column.name for column in sheet.columns]
        assert table.column_names == names
        assert [tuple(row[name] for name in names) for row in table.to_pylist()] == list(sheet.rows)
    meaning = pq.read_schema(io.BytesIO(files["events"])).field("where_prec").metadata[b"meaning"]
    assert b"UCDP" in meaning


@given(st.text())
def test_no_text_begins_like_a_formula(words: str) -> None:
    safe = harmless(words)
    assert isinstance(safe, str)
    assert not safe.startswith(FORMULA)
    assert safe.removeprefix("'") == words.removeprefix("'") or safe == words


def test_no_cell_of_a_hostile_record_begins_like_a_formula(hostile: Record) -> None:
    for rows in csv_rows(hostile).values():
        assert not [v for row in rows for v in row.values() if v.startswith(FORMULA) and not number(v)]


def number(text: str) -> bool:
    return text.removeprefix("-").replace(".", "", 1).isdigit()


def test_a_shared_record_gives_tables_without_withheld_words(whole: Record, shared: Record) -> None:
    before, after = list(sheets(whole)), list(sheets(shared))
    own = [(len(a.rows), len(b.rows)) for a, b in zip(before, after, strict=True) if not a.name.startswith("ledger")]
    assert all(a == b for a, b in own)
    assert not [value for sheet in after for row in sheet.rows for value in row if WITHHELD in str(value)]


def column(sheet: Sheet, name: str) -> list[Value]:
    at = [one.name for one in sheet.columns].index(name)
    return [row[at] for row in sheet.rows]


def test_views_keep_to_what_is_told(whole: Record) -> None:
    found = {sheet.name: sheet for sheet in sheets(whole)}
    told = set(WORDS["roles"]["told"])
    for name in ("acled_like", "ged_like"):
        assert set(column(found[name], "actuality")) <= told
        assert found[name].rows
    ged = found["ged_like"]
    for low, best, high in zip(*(column(ged, name) for name in ("low", "best", "high")), strict=True):
        assert low is None or high is None or low <= high  # type: ignore[operator]
        assert best is None or low == best
    assert all(column(found["acled_like"], "event_type"))


def test_a_disputed_doer_is_no_side(whole: Record) -> None:
    contested = {event.id for event in whole.events if event.attribution_status == "contested"}
    assert contested
    for sheet in sheets(whole):
        if sheet.name in ("acled_like", "ged_like"):
            side = "actor1" if sheet.name == "acled_like" else "side_a"
            told = zip(column(sheet, sheet.columns[0].name), column(sheet, side), strict=True)
            assert [name for name, doer in told if name in contested and doer] == []
