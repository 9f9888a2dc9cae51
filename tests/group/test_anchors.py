"""Times that count from an event have a day once one event answers, and name the mention that tells it."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from crosswire import flow
from crosswire.base import Mention, Record, Time
from crosswire.dissect import LoadedModel, dissect
from crosswire.settings import Settings
from tests.making import report

CASES: list[dict[str, Any]] = tomllib.loads((Path(__file__).parent / "cases" / "anchors.toml").read_text("utf-8"))[
    "case"
]


def redated(texts: list[str], model: LoadedModel) -> Record:
    made = [report(text, published="2016-09-22") for text in texts]
    return flow.relate([(one, flow.extract(one, dissect(one, model))) for one in made], model.model, Settings())


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["texts"][-1][-60:])
def test_case(case: dict[str, Any], model: LoadedModel) -> None:
    record = redated(case["texts"], model)
    mentions = {mention.id: mention for mention in record.mentions}
    rows = [row for row in record.times if row.basis == "event"]
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
