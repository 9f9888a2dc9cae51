"""The record of a story as of its days: a toll is a line, a plan has no later end, nothing cites a later page."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from crosswire import api
from crosswire.base import Record
from crosswire.dissect import LoadedModel

STORY = (
    (
        "2031-09-15",
        "Sarrow Herald",
        "Blast hits ferry at Port Sarrow",
        "At least nine people were killed when a blast tore through a ferry at Port Sarrow on Monday, the harbour "
        "police said.\n\nThe Harbour Council will meet in Derrow on Wednesday to discuss the ferries.",
    ),
    (
        "2031-09-16",
        "Coast Daily",
        "Toll of ferry blast rises",
        "At least 14 people were killed in the blast on a ferry at Port Sarrow on Monday, the harbour police said on "
        "Tuesday.\n\nThe Harbour Council is to meet in Derrow on Wednesday.",
    ),
    (
        "2031-09-17",
        "Northern Wire",
        "Council meets on ferry blast",
        "The Harbour Council met in Derrow on Wednesday and closed the line to Hallam.\n\nNineteen people were killed "
        "in Monday's blast on the ferry at Port Sarrow, the harbour police said.",
    ),
    (
        "2031-09-20",
        "Varenne Post",
        "Inquiry puts ferry toll at 17",
        "An inquiry said on Saturday that 17 people were killed in the blast on a ferry at Port Sarrow on Monday, and "
        "not 19 as the police had counted.",
    ),
)
"""Day, outlet, headline and body of each report."""


@pytest.fixture(scope="module")
def as_of(model: LoadedModel, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Record]:
    """The record as of each day."""
    lines = tmp_path_factory.mktemp("story") / "story.jsonl"
    rows = [{"id": d, "published": d, "outlet": o, "title": t, "text": x} for d, o, t, x in STORY]
    lines.write_text("".join(f"{json.dumps(row)}\n" for row in rows), "utf-8")
    return {day: api.make_record([lines], model=model, until=day) for day, *_ in STORY}


def test_only_what_was_out_is_in_it(as_of: dict[str, Record]) -> None:
    assert [len(record.reports) for record in as_of.values()] == [1, 2, 3, 4]
    for record in as_of.values():
        known = {report.id for report in record.reports}
        cited = {a.report for row in record.disagreements for side in row.sides for a in side.accounts}
        cited |= {a.report for line in (*record.timeline, *record.brief) for a in line.accounts}
        assert cited <= known


def test_a_toll_that_rises_is_a_line_until_somebody_contradicts_it(as_of: dict[str, Record]) -> None:
    told = {day: [(row.kind, row.status, row.shown) for row in record.disagreements] for day, record in as_of.items()}
    assert told["2031-09-15"] == []
    for day in ("2031-09-16", "2031-09-17"):
        assert told[day] == [("count", "update", False)], day
    assert ("count", "different_attribution", True) in told["2031-09-20"]


def test_what_happened_has_its_day_from_the_first_page_on(as_of: dict[str, Record]) -> None:
    for record in as_of.values():
        assert [line.status for line in record.timeline if line.date == "2031-09-15"] == ["happened"]


def test_a_plan_has_no_end_before_a_page_tells_it(as_of: dict[str, Record]) -> None:
    fates = {day: {e.fate for e in record.events if e.type == "TALK"} for day, record in as_of.items()}
    assert fates["2031-09-15"] == fates["2031-09-16"] == {"no report either way"}
    assert fates["2031-09-17"] == {"held"}
    [line] = [line for line in as_of["2031-09-16"].timeline if line.date == "2031-09-17"]
    assert (line.status, line.note) == ("planned", "Planned for a day after the last of these pages.")
    [line] = [line for line in as_of["2031-09-17"].timeline if line.date == "2031-09-17"]
    assert (line.status, line.note) == ("happened", "")
    assert [item.role for item in as_of["2031-09-16"].brief][-1] == "ahead"
    assert "ahead" not in {item.role for item in as_of["2031-09-17"].brief}


def test_undated_pages_are_listed_and_left_out(model: LoadedModel, tmp_path: Path) -> None:
    rows = [{"id": "dated", "published": "2031-09-15", "text": STORY[0][3]}, {"id": "undated", "text": STORY[1][3]}]
    (tmp_path / "in.jsonl").write_text("".join(f"{json.dumps(row)}\n" for row in rows), "utf-8")
    record = api.make_record([tmp_path / "in.jsonl"], model=model, until="2031-09-20")
    assert [report.given_id for report in record.reports] == ["dated"]
    [left] = record.unread
    assert left.given_id == "undated"
    assert "2031-09-20" in left.reason
