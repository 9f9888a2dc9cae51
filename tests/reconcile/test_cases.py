"""Small stories through the real path: what differs is shown with its status, what only looks like it is not."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path
from typing import Any

import pytest

from crosswire.api import make_record
from crosswire.base import Disagreement, Record, Side
from crosswire.dissect import LoadedModel

CASES = tomllib.loads((Path(__file__).parent / "cases" / "disagreements.toml").read_text("utf-8"))["case"]


def marks(case: dict[str, Any]) -> tuple[pytest.MarkDecorator, ...]:
    return () if case.get("holds", True) else (pytest.mark.xfail(reason=case["reason"], strict=True),)


@pytest.fixture
def record(case: dict[str, Any], model: LoadedModel, tmp_path: Path) -> Record:
    days = case.get("days", ["2019-09-20"] * len(case["reports"]))
    pages = tmp_path / "pages.jsonl"
    rows = [
        {"id": f"r{n}", "outlet": f"Paper {n}", "published": day, "title": f"From our reporter {n}", "text": text}
        for n, (text, day) in enumerate(zip(case["reports"], days, strict=True))
    ]
    pages.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    return make_record([pages], model=model)


def holds(side: Side, words: str, record: Record) -> bool:
    texts = {report.id: report.text for report in record.reports}
    told = [side.value, side.value_text, *(texts[a.report][a.start : a.end] for a in side.accounts)]
    return any(words.lower() in text.lower() for text in told)


def meets(row: Disagreement, words: list[str], record: Record) -> bool:
    """Whether two sides of a row hold one each of the two words."""
    a, b = ({n for n, side in enumerate(row.sides) if holds(side, one, record)} for one in words)
    return any(x != y for x in a for y in b)


@pytest.mark.parametrize(
    "case", [pytest.param(case, id=case["name"], marks=marks(case)) for case in CASES if "sides" in case]
)
def test_what_differs_is_shown(case: dict[str, Any], record: Record) -> None:
    shown = [row for row in record.disagreements if row.shown and row.kind == case["kind"]]
    found = [row for row in shown if meets(row, case["sides"], record)]
    assert [row.status for row in found if row.status in case["status"]], [
        (row.kind, row.status, row.shown, [side.value for side in row.sides]) for row in record.disagreements
    ]


@pytest.mark.parametrize(
    "case", [pytest.param(case, id=case["name"], marks=marks(case)) for case in CASES if "lookalike" in case]
)
def test_what_only_looks_like_it_is_not(case: dict[str, Any], record: Record) -> None:
    shown = [row for row in record.disagreements if row.shown and meets(row, case["lookalike"], record)]
    assert not shown, [(row.kind, [side.value for side in row.sides]) for row in shown]
