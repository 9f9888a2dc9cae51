"""Every value that is set against another is printed by its report where the row says so."""

from __future__ import annotations

import json
from pathlib import Path

from crosswire.api import make_record
from crosswire.base import Record
from crosswire.dissect import LoadedModel

REPORTS = (
    "A passenger ferry carrying about 200 people sank off the island of Kelm on Wednesday night, the coast guard said. "
    "The Maren Gull had left Port Sarrow at 8 p.m. Coast guard boats picked up 112 survivors.",
    "The ferry Maren Gull, which sank off the island of Kelm late on Wednesday, had 260 passengers on board, the "
    "harbour master of Port Sarrow said. It left Port Sarrow at 10 p.m. Fishermen rescued 140 people.",
    "Divers searched the ferry Maren Gull off the island of Kelm on Thursday. The passenger ferry sank on Wednesday "
    "with 230 people on board, the transport ministry said.",
)


def record(model: LoadedModel, folder: Path, order: tuple[int, ...]) -> Record:
    rows = [
        {"id": f"r{n}", "outlet": f"Paper {n}", "published": "2020-07-02", "title": "Ferry sinks", "text": REPORTS[n]}
        for n in order
    ]
    pages = folder / f"pages{order[0]}.jsonl"
    pages.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    return make_record([pages], model=model)


def test_three_values_of_one_thing_are_three_sides_of_one_row(model: LoadedModel, tmp_path: Path) -> None:
    found = record(model, tmp_path, (0, 1, 2))
    [row] = [row for row in found.disagreements if "on board" in row.question]
    assert sorted(side.value for side in row.sides) == ["230 people", "260 passengers", "about 200 people"]


def test_values_stand_where_their_rows_say(model: LoadedModel, tmp_path: Path) -> None:
    found = record(model, tmp_path, (0, 1, 2))
    texts = {report.id: report.text for report in found.reports}
    shown = [row for row in found.disagreements if row.shown]
    assert {row.kind for row in shown} >= {"count", "time"}
    for side in (side for row in shown for side in row.sides):
        assert any(side.value in " ".join(texts[a.report][a.start : a.end].split()) for a in side.accounts)


def test_the_order_of_reports_changes_nothing(model: LoadedModel, tmp_path: Path) -> None:
    one, other = (record(model, tmp_path, order).disagreements for order in ((0, 1, 2), (2, 0, 1)))
    assert [(row.question, [s.value for s in row.sides]) for row in one] == [
        (row.question, [s.value for s in row.sides]) for row in other
    ]
