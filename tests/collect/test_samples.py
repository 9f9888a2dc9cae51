"""The samples that are shipped: every line, and what each page says of itself, as an editor reads them."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from crosswire.base import Limits, Page, Report
from crosswire.collect import clean, read
from tests.collect.test_pages import kinds_by_line, said_of

SAMPLES = Path(__file__).parents[2] / "samples" / "pages"
CASES = tomllib.loads((Path(__file__).parent / "cases" / "samples.toml").read_text("utf-8"))["case"]
NOT_FIELDS = {"file", "lines", "misread", "not_yet"}


def cleaned(name: str) -> Report:
    [page] = read([SAMPLES / name], Limits())
    assert isinstance(page, Page)
    return clean(page, Limits())


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["file"])
def test_every_line_of_a_sample_is_right(case: dict[str, Any]) -> None:
    """`misread` names the lines that are read as another kind today: one that is read rightly must leave the list."""
    found = kinds_by_line(cleaned(case["file"]))
    wanted = [kind for kind, count in case["lines"] for _ in range(count)]
    assert len(found) == len(wanted)
    wrong = [line for (kind, line), want in zip(found, wanted, strict=True) if kind != want]
    misread = case.get("misread", [])
    assert len(wrong) == len(misread), wrong
    assert all(line.startswith(start) for line, start in zip(wrong, misread, strict=True)), wrong


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["file"])
def test_what_a_sample_says_of_itself(case: dict[str, Any]) -> None:
    """`not_yet` names the fields that are found otherwise today: one that is found rightly must leave the list."""
    said = said_of(cleaned(case["file"]))
    asked = {key: None if value == "" else value for key, value in case.items() if key not in NOT_FIELDS}
    wrong = {key: said[key] for key in asked if said[key] != asked[key]}
    assert sorted(wrong) == sorted(case.get("not_yet", [])), wrong


def test_every_sample_has_a_case() -> None:
    pages = sorted(path.name for path in SAMPLES.iterdir() if path.suffix != ".jsonl")
    assert pages == [case["file"] for case in CASES]
