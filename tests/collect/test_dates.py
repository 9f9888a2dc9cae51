"""Dates as printed, and the choice between day-month and month-day."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from crosswire.collect.particulars.dates import dates_in
from crosswire.collect.particulars.settling import given_date, settle, url_date

CASES = Path(__file__).parent / "cases"


def cases(name: str) -> list[dict[str, Any]]:
    return list(tomllib.loads((CASES / f"{name}.toml").read_text("utf-8"))["case"])


@pytest.mark.parametrize("case", cases("dates"), ids=lambda case: case["text"][:40])
def test_dates_in_a_line(case: dict[str, Any]) -> None:
    found = [(item.dated(), item.label) for item in dates_in(case["text"], 0)]
    assert [[dated.value, label or "", dated.zone or ""] for dated, label in found] == case["found"]


@pytest.mark.parametrize("case", cases("dates"), ids=lambda case: case["text"][:40])
def test_a_date_lies_in_its_line(case: dict[str, Any]) -> None:
    shifted = dates_in(case["text"], 100)
    for item in shifted:
        words = case["text"][item.start - 100 : item.end - 100]
        assert words.strip() == words
        assert any(char.isdigit() for char in words)


@pytest.mark.parametrize("case", cases("order"), ids=lambda case: case["why"])
def test_day_or_month_first(case: dict[str, Any]) -> None:
    found = [item for line in case["lines"] for item in dates_in(line, 0)]
    settled = settle(found, foreign=case.get("foreign", False), country=case.get("country"))
    assert [item.dated().value for item in settled] == case["values"]
    assert [list(item.dated().readings) for item in settled] == case["readings"]


@pytest.mark.parametrize(
    ("given", "value", "zone"),
    [
        ("2016-09-22", "2016-09-22", None),
        ("2016-09-22 15:59:30+02:00", "2016-09-22T15:59:30+02:00", "+02:00"),
        ("2016-09-22T15:59Z", "2016-09-22T15:59Z", "Z"),
        ("Thu, 22 Sep 2016 15:59:30 GMT", "2016-09-22T15:59:30+00:00", "GMT"),
        ("22 September 2016", "2016-09-22", None),
    ],
)
def test_given_dates(given: str, value: str, zone: str | None) -> None:
    dated = given_date(given)
    assert dated is not None
    assert (dated.value, dated.zone, dated.basis, dated.start) == (value, zone, "given", None)


@pytest.mark.parametrize("given", ["yesterday", "2016-13-40", "", "soon", "2016"])
def test_what_is_no_date_gives_none(given: str) -> None:
    assert given_date(given) is None


def test_the_day_in_an_address() -> None:
    dated = url_date("https://post.example/2016/09/22/talks-resume")
    assert dated is not None
    assert (dated.value, dated.basis) == ("2016-09-22", "url")
    assert url_date("https://post.example/story-20161399") is None
