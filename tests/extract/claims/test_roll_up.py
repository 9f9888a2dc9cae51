"""The roll-up of a report's main incident, and counts in headlines that are not part of the text."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from crosswire.base import Count, Mention, Stated, Trigger
from crosswire.dissect import LoadedModel, dissect
from crosswire.extract import claims, numbers
from crosswire.extract.claims.rollup.headline import read_headline
from tests.making import report

FOLDER = Path(__file__).parent / "cases"
CASES = tomllib.loads((FOLDER / "roll_up.toml").read_text("utf-8"))["case"]
HEADLINES = tomllib.loads((FOLDER / "headlines.toml").read_text("utf-8"))["case"]


def shown(count: Count) -> str:
    interval = f"{count.low}+" if count.high is None else f"{count.low}-{count.high}"
    interval = f"{count.low}" if count.low == count.high else interval
    return f"{count.outcome} {count.group or '-'} {interval}: {count.text}"


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_main_incident(case: dict[str, Any], model: LoadedModel) -> None:
    headline = Stated(text=case["headline"], basis="given") if "headline" in case else None
    made = report(case["text"], published="2016-09-22", headline=headline)
    counts = claims.roll_up(made, (), numbers.find(made, dissect(made, model)))
    for count in counts:
        if count.start is not None:
            assert made.text[count.start : count.end] == count.text
    assert [shown(count) for count in counts] == case["expected"]


@pytest.mark.parametrize("case", HEADLINES, ids=lambda case: case["text"])
def test_headline(case: dict[str, Any]) -> None:
    told = read_headline(case["text"])
    assert [f"{one.outcome} {one.value}" + " others" * one.others for one in told] == case["expected"]


def test_counts_of_a_past_event_are_background(model: LoadedModel) -> None:
    made = report("The raid of Lorsk killed 40 people. A blast in Varenne killed nine people.")
    rows = numbers.find(made, dissect(made, model))
    past = Mention(
        id="m-1",
        report=made.id,
        start=0,
        end=35,
        trigger=Trigger(text="raid", start=4, end=8),
        type="ATTK",
        actuality="historical",
        numbers=rows[:1],
    )
    assert [count.low for count in claims.roll_up(made, (past,), rows)] == [9]
    assert [count.low for count in claims.roll_up(made, (), rows)] == [40]
