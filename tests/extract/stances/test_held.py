"""Who is for or against what, sentence by sentence."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crosswire.base import Holding, Part, Quote, Report
from crosswire.dissect import LoadedModel, dissect
from crosswire.extract import stances
from tests.making import report

CASES = tomllib.loads((Path(__file__).parent / "cases" / "held.toml").read_text("utf-8"))["case"]


def told(row: Holding, page: Report) -> str:
    def words(span: Part | None) -> str:
        return page.text[span.start : span.end] if span is not None else "-"

    return f"{words(row.holder)} | {'+' if row.side == 'for' else '-'} | {row.sort} | {words(row.target)}".lower()


def found(case: dict[str, Any], model: LoadedModel) -> list[str]:
    page = report(case["text"])
    said = Quote(id="q1", report=page.id, kind="direct", parts=(Part(start=0, end=len(page.text)),))
    rows = stances.find(page, dissect(page, model), [said] if case.get("quoted") else [])
    return [told(row, page) for row in rows]


@pytest.mark.parametrize("case", [pytest.param(case, id=case.get("name", case["text"])) for case in CASES])
def test_what_is_held(case: dict[str, Any], model: LoadedModel) -> None:
    rows = found(case, model)
    assert [line for line in case.get("held", ()) if line.lower() not in rows] == [], rows
    assert [line for line in case.get("none", ()) if line.lower() in rows] == []


@settings(max_examples=12, deadline=None)
@given(
    st.lists(st.sampled_from([case["text"] for case in CASES]), min_size=1, max_size=5), st.sampled_from(["\n\n", " "])
)
def test_offsets_hold_and_repeat(model: LoadedModel, texts: list[str], gap: str) -> None:
    page = report(gap.join(texts))
    passages = dissect(page, model)
    rows = stances.find(page, passages, [])
    assert rows == stances.find(page, passages, [])
    for row in rows:
        for span in (row.target, row.holder, row.doer):
            assert span is None or (page.text[span.start : span.end].strip() and 0 <= span.start < span.end)
        assert 0 <= row.start < row.end <= len(page.text)
        assert (row.at is None) == (row.holder is None)
        assert row.holder is None or row.at is None or row.holder.start <= row.at < row.holder.end
