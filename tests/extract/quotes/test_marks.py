"""Quotation marks paired, apostrophes and strays left out, from a table."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from crosswire.extract.quotes.marks import find_marked

CASES: list[dict[str, Any]] = tomllib.loads((Path(__file__).parent / "cases" / "marks.toml").read_text("utf-8"))["case"]


@pytest.mark.parametrize("case", CASES, ids=[case["text"] for case in CASES])
def test_marks(case: dict[str, Any]) -> None:
    text = case["text"]
    found = [text[mark.start : mark.end] + ("" if mark.closed else " …") for mark in find_marked(text)]
    assert found == case["words"]
