"""Quotations are found, altered, missing or unchecked; a record changed by hand is caught."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path
from typing import Any

import msgspec
import pytest

from crosswire import exporting
from crosswire.base import Record
from crosswire.errors import UsageError
from crosswire.render import as_json, dossier
from crosswire.render.formats import make
from crosswire.render.verify import Quotation, Shelf, changes, faults, quotations, text_of
from tests.render.making_record import record

replace = msgspec.structs.replace

CASES = [
    ("word for word", "The Front accepted the proposal the same evening.", "found", ""),
    ("other marks and case", "the front accepted  the proposal — the same evening", "found", ""),
    ("an omission", "The Front accepted … the same evening", "found", ""),
    ("an insertion in brackets", "The Front accepted the proposal [of the Council] the same evening", "found", ""),
    ("a word changed", "The Front rejected the proposal the same evening", "altered", "[-accepted-] [+rejected+]"),
    ("a word put in", "The Front accepted the whole proposal the same evening", "altered", "[+whole+]"),
    ("a word left out", "The Front accepted the proposal the evening", "altered", "[-same-]"),
    ("never said", "Nobody should expect the harbour to reopen before the winter storms", "not found", ""),
    ("too short to judge", "quite unheard", "unchecked", ""),
    ("parts in the wrong order", "the same evening … The Front accepted", "altered", ""),
]


@pytest.mark.parametrize(("what", "words", "verdict", "difference"), CASES, ids=[case[0] for case in CASES])
def test_a_quotation_gets_its_verdict(what: str, words: str, verdict: str, difference: str) -> None:
    row = Shelf(record().reports).check(Quotation(words, 0))
    if what == "parts in the wrong order":
        assert row.verdict != "found"
        return
    assert row.verdict == verdict
    assert difference in row.difference
    if verdict in ("found", "altered"):
        text = next(report.text for report in record().reports if report.id == row.report)
        assert text[row.start : row.end].startswith("The Front accepted")


def test_numbers_changed_are_altered(whole: Record) -> None:
    row = Shelf(whole.reports).check(Quotation("killing at least 21 people, the Hask Valley Monitor said", 0))
    assert (row.verdict, row.difference.count("[+21+]")) == ("altered", 1)


def test_every_direct_quotation_of_the_record_is_found(whole: Record) -> None:
    shelf = Shelf(whole.reports)
    texts = {report.id: report.text for report in whole.reports}
    parts = [texts[q.report][p.start : p.end] for q in whole.quotes if q.kind == "direct" for p in q.parts]
    assert len(parts) > 20
    assert [words for words in parts if shelf.check(Quotation(words, 0)).verdict != "found"] == []


def test_withheld_texts_leave_what_they_hide_unchecked(whole: Record, shared: Record) -> None:
    hidden = Quotation("Nobody should expect the harbour to reopen before the winter storms", 0)
    assert Shelf(whole.reports).check(hidden).verdict == "not found"
    assert Shelf(shared.reports).check(hidden).verdict == "unchecked"


QUOTED = [
    ("He said “it holds” and “it’s over”.", ["it holds", "it’s over"]),
    ('"One," he said, "two."', ["One,", "two."]),
    ("«Une» „zwei“ ‘three won’t do’", ["Une", "zwei", "three won’t do"]),
    ("the ministers’ and the envoys’ talks", []),
    ("“outer ‘inner’ words”", ["outer ‘inner’ words"]),
    ("“left open", []),
]


@pytest.mark.parametrize(("text", "expected"), QUOTED)
def test_what_stands_between_marks_is_quoted(text: str, expected: list[str]) -> None:
    found = quotations(text)
    assert [row.words for row in found] == expected
    assert all(text[row.start : row.start + len(row.words)] == row.words for row in found)


@pytest.mark.parametrize("name", ["markdown", "docx"])
def test_our_own_documents_agree_with_the_record(name: str, whole: Record, tmp_path: Path) -> None:
    if name == "docx":
        pytest.importorskip("docx")
    [file] = make(name, whole)
    (tmp_path / file.name).write_bytes(file.content)
    done = exporting.verify(tmp_path / file.name, whole)
    assert [row.words for row in done.quotations if row.verdict != "found"] == []
    assert len(done.quotations) > 150


def test_the_dossier_agrees_with_the_record(whole: Record, tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text(dossier(whole), "utf-8")
    done = exporting.verify(tmp_path / "index.html", whole)
    assert [row.words for row in done.quotations if row.verdict in ("altered", "not found")] == []


def test_a_pdf_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.7 ...")
    with pytest.raises(UsageError) as caught:
        exporting.verify(tmp_path / "a.pdf", record())
    assert caught.value.code == "CW108"
    with pytest.raises(ValueError, match="damaged"):
        text_of(b"PK\3\4 nothing", "a.docx")


def test_a_record_as_made_has_no_faults(whole: Record, shared: Record) -> None:
    assert list(faults(whole)) == []
    assert list(faults(shared)) == []
    assert list(changes(whole, whole)) == []


def tampered(whole: Record, change: str) -> dict[str, Any]:
    """The record as JSON with one thing changed by hand."""
    raw: dict[str, Any] = json.loads(as_json(whole))
    claim = next(row for row in raw["claims"] if row["outcome"] == "killed")
    toll = next(toll for event in raw["events"] for toll in event["casualties"])
    text = next(report for report in raw["reports"] if report["path"].endswith("01-selmar-courier.txt"))
    actions = {
        "a figure of a claim": lambda: claim.update(low=500, high=500),
        "a figure of an event": lambda: toll.update(low=500),
        "a word of a text": lambda: text.update(text=text["text"].replace("civilians", "soldiers!", 1)),
        "a hash": lambda: text.update(sha256="0" * 64),
        "an offset": lambda: raw["times"][0].update(start=raw["times"][0]["start"] + 1),
        "an offset beyond the end": lambda: raw["mentions"][0].update(end=10**7),
        "words repeated": lambda: raw["mentions"][0]["trigger"].update(text="praised"),
        "a report taken out": lambda: raw["reports"].pop(3),
        "an event taken out": lambda: raw["events"].pop(0),
        "a line of the brief": lambda: raw["brief"][0].update(text=raw["brief"][0]["text"].replace(" ", " not ", 1)),
        "a line of the timeline": lambda: raw["timeline"][0].update(text=raw["timeline"][0]["text"] + " in secret"),
    }
    actions[change]()
    return raw


CHANGES = [
    "a figure of a claim",
    "a figure of an event",
    "a word of a text",
    "a hash",
    "an offset",
    "an offset beyond the end",
    "words repeated",
    "a report taken out",
    "an event taken out",
    "a line of the brief",
    "a line of the timeline",
]


@pytest.mark.parametrize("change", CHANGES)
def test_a_change_by_hand_is_caught(change: str, whole: Record, tmp_path: Path) -> None:
    path = tmp_path / "record.json"
    path.write_text(json.dumps(tampered(whole, change)), "utf-8")
    assert not exporting.verify(path).holds
    assert list(changes(exporting.load(path), whole))


def test_a_change_that_agrees_with_itself_is_caught_by_the_record_as_made(whole: Record, tmp_path: Path) -> None:
    raw = json.loads(as_json(whole))
    raw["events"][0]["title"] = "Another title"
    path = tmp_path / "record.json"
    path.write_text(json.dumps(raw), "utf-8")
    assert exporting.verify(path).holds
    [fault] = exporting.verify(path, whole).faults
    assert fault == ("events", whole.events[0].id, "differs in title")


def test_an_archive_changed_by_hand_is_caught(whole: Record, tmp_path: Path) -> None:
    [file] = make("evidence", whole)
    path = tmp_path / "evidence.zip"
    path.write_bytes(file.content)
    assert exporting.verify(path).holds
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(file.content)) as old, zipfile.ZipFile(target, "w") as new:
        for member in old.namelist():
            content = old.read(member)
            new.writestr(member, content + b"\n" if member == "index.html" else content)
        new.writestr("extra.txt", "x")
    path.write_bytes(target.getvalue())
    assert {fault.row for fault in exporting.verify(path).faults} == {"index.html", "extra.txt"}
    path.write_bytes(b"PK\3\4 nothing")
    with pytest.raises(UsageError):
        exporting.verify(path)
