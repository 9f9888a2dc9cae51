"""The five samples that are shipped: every line, and what each page says of itself, as an editor reads them."""

from __future__ import annotations

import hashlib
import tomllib
from pathlib import Path
from typing import Any

import pytest

from crosswire.base import Limits, Page
from crosswire.collect import clean
from tests.collect.test_pages import kinds_by_line, said_of

SAMPLES = Path(__file__).parents[2] / "samples"
CASES = tomllib.loads((Path(__file__).parent / "cases" / "samples.toml").read_text("utf-8"))["case"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["file"])
def test_every_line_of_a_sample_is_right(case: dict[str, Any]) -> None:
    text = (SAMPLES / case["file"]).read_text("utf-8")
    sha = hashlib.sha256(text.encode()).hexdigest()
    report = clean(Page(path=case["file"], text=text, sha256=sha, encoding="utf-8"), Limits())
    kinds = [kind for kind, _ in kinds_by_line(report)]
    runs = [[kinds[0], 0]]
    for kind in kinds:
        if runs[-1][0] != kind:
            runs.append([kind, 0])
        runs[-1][1] += 1
    assert runs == case["lines"]
    said = said_of(report)
    asked = {key: None if value == "" else value for key, value in case.items() if key not in ("file", "lines")}
    assert {key: said[key] for key in asked} == asked


def test_every_sample_has_a_case() -> None:
    assert sorted(path.name for path in SAMPLES.glob("*.txt")) == [case["file"] for case in CASES]
