"""The whole path on the samples: same bytes in any order, every anchor true, and the facts a reader should find."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import msgspec

from crosswire import api
from crosswire.base import Record, Report
from crosswire.dissect import LoadedModel
from crosswire.render import as_json, schema
from tests.paths.telling import SAMPLES

PAGES = sorted(SAMPLES.iterdir())
PLAIN = [page for page in PAGES if page.suffix == ".txt"]


def without_date(record: Record) -> bytes:
    return as_json(msgspec.structs.replace(record, made=msgspec.structs.replace(record.made, at="")))


def test_any_order_gives_the_same_bytes(record: Record, model: LoadedModel) -> None:
    turned = api.make_record([*PAGES[7:], *PAGES[6::-1]], model=model)
    assert without_date(turned) == without_date(record)


def test_one_file_of_lines_tells_the_same_as_its_pages(model: LoadedModel, tmp_path: Path) -> None:
    pages = PLAIN[:5]
    rows = [{"id": page.name, "text": page.read_text("utf-8"), "page": True} for page in pages]
    (tmp_path / "all.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    apart, again = api.make_record(pages, model=model), api.make_record([tmp_path / "all.jsonl"], model=model)
    assert {report.text for report in again.reports} == {report.text for report in apart.reports}
    assert len(again.events) == len(apart.events)
    assert {line.text for line in again.timeline} == {line.text for line in apart.timeline}


def rows(node: Any, report: str | None = None) -> Iterator[tuple[str | None, dict[str, Any]]]:
    """Every object of the record that has a start and an end, with the report they count in."""
    if isinstance(node, dict):
        report = node.get("report") or report
        if isinstance(node.get("start"), int):
            yield report, node
        for value in node.values():
            yield from rows(value, report)
    elif isinstance(node, list):
        for value in node:
            yield from rows(value, report)


def test_every_anchor_is_true(record: Record) -> None:
    texts = {report.id: report.text for report in record.reports}
    made = json.loads(as_json(record))
    counted = 0
    for report in made["reports"]:
        for _, row in rows({key: value for key, value in report.items() if key != "text"}, report["id"]):
            counted += true_anchor(report["text"], row)
    for name, table in made.items():
        if name not in {"reports", "made", "format"}:
            for owner, row in rows(table):
                assert owner is not None, f"{name}: {row} names no report"
                counted += true_anchor(texts[owner], row)
    assert counted > 1000


def true_anchor(text: str, row: dict[str, Any]) -> bool:
    start, end = row["start"], row["end"]
    assert 0 <= start < end <= len(text), row
    if "text" in row and "accounts" not in row:
        assert text[start:end] == row["text"], row
    return True


def test_the_record_is_valid_against_its_schema(record: Record) -> None:
    jsonschema.validate(json.loads(as_json(record)), schema())


def test_every_id_that_is_named_exists(record: Record) -> None:
    events = {event.id for event in record.events}
    mentions = {mention.id for mention in record.mentions}
    entities = {entity.id for entity in record.entities}
    reports = {report.id for report in record.reports}
    for event in record.events:
        assert set(event.mentions) <= mentions
        assert set(event.reports) <= reports
        assert {p.entity for p in event.participants} - {None} <= entities
        assert {link.to for link in event.links} <= events
    for mention in record.mentions:
        assert {p.entity for p in mention.participants} - {None} <= entities
    for claim in record.claims:
        assert claim.event is None or claim.event in events
    for line in record.timeline:
        assert line.event is None or line.event in events
    for story in record.stories:
        assert set(story.reports) <= reports
        assert set(story.events) <= events


def by_name(record: Record, start: str) -> Report:
    return next(report for report in record.reports if report.path.startswith(start))


def test_the_day_of_scraping_is_not_the_day_of_the_report(record: Record) -> None:
    first = by_name(record, "01")
    assert first.fetched is not None
    assert first.fetched.value.startswith("2024")


def test_no_furniture_stands_in_a_body(record: Record) -> None:
    for report in record.reports:
        for block in report.blocks:
            words = report.text[block.start : block.end].lower()
            if block.kind == "body":
                assert not any(sign in words for sign in ("subscribe", "advertisement", "share this", "cookie")), words


def test_the_wire_copy_is_found(record: Record) -> None:
    pairs = {frozenset((by_id(record, copy.a.report), by_id(record, copy.b.report))) for copy in record.copies}
    assert frozenset(("01", "02")) in pairs
    assert all(copy.kind == "verbatim" for copy in record.copies if copy.overlap == 1)


def by_id(record: Record, name: str) -> str:
    return next(report.path[:2] for report in record.reports if report.id == name)


def test_the_named_speak_and_the_unnamed_stay_unnamed(record: Record) -> None:
    names = {entity.id: entity.name for entity in record.entities}
    for quote in record.quotes:
        if quote.kind == "direct":
            assert quote.speaker_spans or quote.anonymous or quote.speaker is None
            assert not (quote.anonymous and quote.speaker), quote
    speakers = {names[quote.speaker] for quote in record.quotes if quote.kind == "direct" and quote.speaker}
    assert {"Ilse Koravan", "Oskar Lindqual"} <= speakers


def test_a_meeting_ahead_is_planned(record: Record) -> None:
    planned = [m for m in record.mentions if m.type == "TALK" and m.actuality == "planned" and m.when]
    assert any(m.when is not None and m.when.from_ == "2019-09-21" for m in planned)


def test_tolls_stand_side_by_side_and_are_not_summed(record: Record) -> None:
    numbers = [number for mention in record.mentions for number in mention.numbers]
    printed = {(number.outcome, end) for number in numbers for end in (number.low, number.high)}
    assert {("killed", 14), ("killed", 17), ("killed", 22)} <= printed
    for event in record.events:
        for row in event.casualties:
            assert {(row.outcome, row.low), (row.outcome, row.high)} <= printed | {(row.outcome, None)}


def test_what_is_added_to_a_folder_is_never_dropped_in_silence(model: LoadedModel, tmp_path: Path) -> None:
    shutil.copy(PAGES[0], tmp_path / "a.txt")
    (tmp_path / "b.pdf").write_bytes(b"%PDF-1.4")
    (tmp_path / "c.txt").write_bytes(b"")
    made = api.make_record([tmp_path], model=model)
    assert [row.path for row in made.unread] == ["b.pdf"]
    assert [row.path for row in made.set_aside] == ["c.txt"]
