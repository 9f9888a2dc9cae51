"""Times that count from an event have a day once one event answers, and name the mention that tells it."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from crosswire import flow
from crosswire.base import Mention, Reading, Time
from crosswire.dissect import LoadedModel, dissect
from crosswire.group import tell
from tests.making import report

CASES: list[dict[str, Any]] = tomllib.loads((Path(__file__).parent / "cases" / "anchors.toml").read_text("utf-8"))[
    "case"
]


def redated(texts: list[str], model: LoadedModel) -> list[Reading]:
    made = [report(text, published="2016-09-22") for text in texts]
    read = [flow.extract(one, dissect(one, model)) for one in made]
    reports, readings = flow.in_order(zip(made, read, strict=True))
    return flow.redate(reports, readings, tell(reports, readings).rows()[0])[1]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["texts"][-1][-60:])
def test_case(case: dict[str, Any], model: LoadedModel) -> None:
    readings = redated(case["texts"], model)
    mentions = {mention.id: mention for reading in readings for mention in reading.mentions}
    rows = [row for reading in readings for row in reading.times if row.basis == "event"]
    assert [_shown(row, mentions) for row in rows] == case["expect"]
    for word, day in case.get("events", ()):
        found = [m for m in mentions.values() if m.trigger.text == word and m.when is not None]
        assert [(m.when.from_, m.when.basis) for m in found if m.when is not None] == [(day, "event")]
    for row in rows:
        if row.event is not None:
            assert row.anchor == _when(mentions[row.event])
            assert row.from_ is not None
            assert row.why is None


def _shown(row: Time, mentions: dict[str, Mention]) -> list[str]:
    return [row.text, row.value or "", mentions[row.event].trigger.text if row.event else row.why or ""]


def _when(mention: Mention) -> str | None:
    return mention.when.from_ if mention.when is not None else None
