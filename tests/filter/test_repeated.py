"""What an outlet prints on page after page is no part of its reports, and only that."""

from __future__ import annotations

import random
from pathlib import Path

import msgspec
import pytest

from crosswire import api
from crosswire.base import Block, Record, Report
from crosswire.dissect import LoadedModel
from crosswire.filter import Printed
from crosswire.filter import repeated as repeats
from crosswire.filter.prints import Spot
from tests.filter.pages import ASK, BACKGROUND, MATTERS, SLOGAN, page
from tests.making import report

NAMES = tuple(MATTERS)


def record_of(folder: Path, pages: dict[str, str], model: LoadedModel) -> Record:
    folder.mkdir(exist_ok=True)
    for name, text in pages.items():
        (folder / f"{name}.txt").write_text(text, "utf-8")
    return api.make_record([folder / f"{name}.txt" for name in pages], model=model)


def block_of(report: Report, words: str) -> Block:
    at = report.text.index(words)
    return next(block for block in report.blocks if block.start <= at < block.end)


def repeated(record: Record) -> dict[str, int]:
    """By words on how many other pages they stand, of all blocks set apart."""
    return {
        report.text[block.start : block.end]: block.elsewhere
        for report in record.reports
        for block in report.blocks
        if block.sub == "repeated"
    }


def test_two_pages_are_not_enough_and_three_are(tmp_path: Path, model: LoadedModel) -> None:
    pages = {name: page(name) for name in NAMES}
    two = record_of(tmp_path, {name: pages[name] for name in NAMES[:2]}, model)
    assert repeated(two) == {}
    assert repeated(record_of(tmp_path, {name: pages[name] for name in NAMES[:3]}, model)) == {ASK: 2, SLOGAN: 2}
    all_of_them = record_of(tmp_path, pages, model)
    assert repeated(all_of_them) == {ASK: 4, SLOGAN: 4}
    for one in all_of_them.reports:
        assert block_of(one, "©").sub == "legal"
        assert {block_of(one, words).kind for words in MATTERS[Path(one.path).stem][1:]} == {"body"}


def test_what_the_matter_needs_is_kept_on_every_page(tmp_path: Path, model: LoadedModel) -> None:
    told = {name: page(name, extra=BACKGROUND if name != "budget" else "") for name in NAMES[:4]}
    record = record_of(tmp_path, told, model)
    assert repeated(record) == {ASK: 3, SLOGAN: 3}
    assert [block_of(report, BACKGROUND).kind for report in record.reports if BACKGROUND in report.text] == ["body"] * 3


def test_versions_and_prints_of_one_text_are_one_page(tmp_path: Path, model: LoadedModel) -> None:
    more = "The hotel in which they met was closed to the public until the evening, its owner told the radio."
    pages = {
        "a": page("talks"),
        "b": page("talks", day=4, extra=more),
        "c": page("talks", day=5, extra=f"{more} It will open again on Saturday."),
        "d": page("grain"),
    }
    assert repeated(record_of(tmp_path, pages, model)) == {}


def test_only_pages_of_one_outlet_count(tmp_path: Path, model: LoadedModel) -> None:
    outlets = ("Lakeland Courier", "Sarrow Gazette", "Dremmel Herald")
    pages = {name: page(name, outlet=outlet) for name, outlet in zip(NAMES, outlets, strict=False)}
    assert repeated(record_of(tmp_path, pages, model)) == {}


@pytest.mark.parametrize(("count", "found"), [(7, 0), (8, 8)])
def test_a_line_on_another_report_stands_on_many_pages(count: int, found: int) -> None:
    """It tells events, so that a few pages do not show that it is furniture; on many it names nobody else there."""
    text = "The ferry Prince Aldo sank off Kelm last winter."
    made = {f"r{n}": report(text, id=f"r{n}") for n in range(count)}
    spot = Spot(key=1, start=0, end=len(text), size=9, edge=True, telling=True, bare=False, foreign=True)
    own = [spot._replace(key=n + 2, size=80, foreign=False) for n in range(count)]
    pages = [Printed(f"r{n}", "lakeland courier", (spot, own[n])) for n in range(count)]
    assert len(repeats(pages, made.__getitem__)) == found


def test_nothing_rests_on_what_was_set_apart(tmp_path: Path, model: LoadedModel) -> None:
    ask = "Minister Ilse Koravan said the podcast is for you: 12 people were killed on Monday, she told listeners."
    pages = {name: page(name).replace(ASK, ask) for name in NAMES}
    record = record_of(tmp_path, pages, model)
    assert repeated(record)[ask] == 4
    hidden = {
        (one.id, at) for one in record.reports for at in range(one.text.index(ask), one.text.index(ask) + len(ask))
    }
    rows = (*record.times, *record.mentions)
    assert not [row for row in rows if (row.report, row.start) in hidden]
    assert not [one for one in record.quotes for part in one.parts if (one.report, part.start) in hidden]
    assert not [one for row in record.entities for one in row.mentions if (one.report, one.start) in hidden]
    known = {row.id for row in record.mentions}
    assert all(set(claim.mentions) <= known for claim in record.claims)
    assert all(row.when is None or row.when.time in {None, *(t.id for t in record.times)} for row in record.mentions)
    assert all(one.text == pages[Path(one.path).stem] for one in record.reports)


@pytest.mark.parametrize("seed", [1, 2])
def test_the_order_of_the_inputs_plays_no_part(tmp_path: Path, model: LoadedModel, seed: int) -> None:
    pages = {name: page(name) for name in NAMES}
    one = record_of(tmp_path, pages, model)
    names = list(NAMES)
    random.Random(seed).shuffle(names)
    other = record_of(tmp_path, {name: pages[name] for name in names}, model)
    assert msgspec.json.encode(msgspec.structs.replace(one, made=other.made)) == msgspec.json.encode(other)
