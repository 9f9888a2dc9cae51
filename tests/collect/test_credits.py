"""Bylines, datelines and outlets, each with its words."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from crosswire.collect.lines.marks import is_byline
from crosswire.collect.particulars.agencies import agencies_of
from crosswire.collect.particulars.credits import after_label, credit_of
from crosswire.collect.particulars.datelines import read_dateline
from crosswire.collect.particulars.rights import outlet_in_rights

CASES = tomllib.loads((Path(__file__).parent / "cases" / "credits.toml").read_text("utf-8"))


@pytest.mark.parametrize("case", CASES["byline"], ids=lambda case: case["text"][:40])
def test_bylines(case: dict[str, Any]) -> None:
    text = case["text"]
    if case.get("not_a_byline"):
        assert not is_byline(text)
        return
    assert is_byline(text)
    credit = credit_of(text, after_label(text, 0, len(text), "byline") or 0, len(text))
    assert [author.text for author in credit.authors] == case["authors"]
    assert (credit.agency.text if credit.agency else None) == case.get("agency")
    assert all(text[author.start : author.end] == author.text for author in credit.authors)


@pytest.mark.parametrize("case", CASES["dateline"], ids=lambda case: case["text"][:40])
def test_datelines(case: dict[str, Any]) -> None:
    text = case["text"]
    found = read_dateline(text, 0, len(text), alone=False)
    if case.get("none"):
        assert found is None
        return
    assert found is not None
    assert found.place is not None
    assert found.place.text == case["place"] == text[found.place.start : found.place.end]
    assert (found.agency.text if found.agency else None) == case.get("agency")
    assert text[found.end :].startswith(case["rest"])


@pytest.mark.parametrize("case", CASES["outlet"], ids=lambda case: case["text"][:40])
def test_outlets(case: dict[str, Any]) -> None:
    found = outlet_in_rights(case["text"], 0, len(case["text"]))
    assert (found.text if found else "") == case["name"]
    assert found is None or case["text"][found.start : found.end] == found.text


@pytest.mark.parametrize("case", CASES["local"], ids=lambda case: case["text"][:40])
def test_agencies_a_page_speaks_of(case: dict[str, Any]) -> None:
    assert sorted(agencies_of(case["text"])) == case["names"]
