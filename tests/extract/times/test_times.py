"""Every case of the tables, with and without a parse; offsets; and that resolving again gives the same rows."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import msgspec
import pytest
import spacy

from crosswire.base import Dated, Report, Time
from crosswire.dissect import LoadedModel, dissect
from crosswire.extract import times
from crosswire.grammar import Passage
from tests.making import report

CASES: list[dict[str, Any]] = [
    {"table": path.stem, **case}
    for path in sorted((Path(__file__).parent / "cases").glob("*.toml"))
    for case in tomllib.loads(path.read_text("utf-8"))["case"]
]
"""`text`, `published` (or none), `expect` a list of [words, value] and, where a case says so, more fields of a row."""


BLANK = spacy.blank("en")


def unparsed(made: Report) -> tuple[Passage, ...]:
    """The report's blocks as tokens without any annotation."""
    return tuple(
        Passage(kind=b.kind, start=b.start, doc=BLANK.make_doc(made.text[b.start : b.end])) for b in made.blocks
    )


def found(rows: tuple[Time, ...]) -> list[list[str]]:
    return [[row.text, row.value or ""] for row in rows]


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['table']}: {case['text'][:50]}")
def test_case(case: dict[str, Any], model: LoadedModel) -> None:
    made = report(case["text"], published=case.get("published", "2016-09-22"))
    rows = times.find(made, dissect(made, model))
    assert found(rows) == case["expect"]
    for field in ("kind", "mod", "quant", "freq", "from_", "to", "precision", "basis", "zone", "why", "anchor"):
        if field in case:
            assert [getattr(row, field) or "" for row in rows] == case[field], field
    if "readings" in case:
        assert [list(row.readings) for row in rows] == case["readings"]
    if case.get("parse") != "needed":
        assert found(times.find(made, unparsed(made))) == case["expect"], "without a parse"


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['table']}: {case['text'][:50]}")
def test_resolving_again_gives_the_same(case: dict[str, Any], model: LoadedModel) -> None:
    made = report(case["text"], published=case.get("published", "2016-09-22"))
    parsed = dissect(made, model)
    rows = times.find(made, parsed)
    assert times.resolve(made, rows) == rows
    undated = msgspec.structs.replace(made, published=None)
    assert times.resolve(undated, rows) == times.find(undated, parsed)
    dated = msgspec.structs.replace(made, published=Dated(value="2019-03-04", basis="story"))
    assert times.resolve(dated, times.find(undated, parsed)) == times.find(dated, parsed)
    assert all(made.text[row.start : row.end] == row.text for row in rows)
