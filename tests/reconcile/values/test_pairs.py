"""Values of two short reports: what excludes each other is shown, what does not is not."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path
from typing import Any

import pytest

from crosswire.api import make_record
from crosswire.dissect import LoadedModel

CASES = tomllib.loads((Path(__file__).parent / "cases" / "pairs.toml").read_text("utf-8"))["case"]


@pytest.mark.parametrize("case", [pytest.param(case, id=case["name"]) for case in CASES])
def test_values_of_two_reports(case: dict[str, Any], model: LoadedModel, tmp_path: Path) -> None:
    rows = [
        {"id": name, "outlet": f"Paper {name}", "published": "2020-07-07", "title": "", "text": case[name]}
        for name in ("one", "other")
    ]
    pages = tmp_path / "pages.jsonl"
    pages.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    found = make_record([pages], model=model).disagreements
    shown = [sorted(side.value for side in row.sides) for row in found if row.shown and row.kind == case["kind"]]
    assert shown == ([sorted(case["sides"])] if "sides" in case else [])
