"""Words of one happening that exclude each other are set side by side, and words of two happenings are not."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path
from typing import Any

import pytest

from crosswire.api import make_record
from crosswire.base import Disagreement, Record
from crosswire.dissect import LoadedModel
from crosswire.reconcile.natures.entries import all_entries
from crosswire.reconcile.natures.table import section

CASES = tomllib.loads((Path(__file__).parent / "cases" / "natures.toml").read_text("utf-8"))["case"]


def record(model: LoadedModel, folder: Path, texts: list[str]) -> Record:
    rows = [
        {"id": f"r{n}", "outlet": f"Paper {n}", "published": "2021-03-04", "title": "", "text": text}
        for n, text in enumerate(texts)
    ]
    pages = folder / "pages.jsonl"
    pages.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    return make_record([pages], model=model)


def told(found: Record) -> list[Disagreement]:
    """The rows of words that exclude each other."""
    asks = [one["asks"] for one in (*section("dimensions").values(), section("steps"), section("denied"))]
    return [row for row in found.disagreements if row.shown and row.question.startswith(tuple(asks))]


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_words_of_one_thing(case: dict[str, Any], model: LoadedModel, tmp_path: Path) -> None:
    found = record(model, tmp_path, case["texts"])
    texts = {report.id: report.text for report in found.reports}
    rows = told(found)
    assert [sorted(side.value for side in row.sides) for row in rows] == [sorted(case["sides"])] * bool(case["sides"])
    for row in rows:
        assert (row.kind, row.status) == (case["kind"], case["status"])
        for side in row.sides:
            assert all(side.value in " ".join(texts[a.report][a.start : a.end].split()) for a in side.accounts)


def test_the_order_of_reports_changes_nothing(model: LoadedModel, tmp_path: Path) -> None:
    texts = CASES[0]["texts"]
    one, other = (told(record(model, tmp_path, order)) for order in (texts, texts[::-1]))
    assert [sorted(s.value for s in row.sides) for row in one] == [sorted(s.value for s in row.sides) for row in other]
    assert one


def test_every_entry_may_be_met() -> None:
    for name, dimension in section("dimensions").items():
        assert len(dimension["values"]) > 1, name
        assert {"asks", "kind"} <= dimension.keys(), name
        for value in dimension["values"]:
            assert any((name, value) == (one.name, one.value) for one in all_entries()), (name, value)
