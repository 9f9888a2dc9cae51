"""Main happenings of many kinds have a type, and two tellings of one are one event, through the real path."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path
from typing import Any

import pytest

from crosswire.api import make_record
from crosswire.base import Record
from crosswire.dissect import LoadedModel

CASES = tomllib.loads((Path(__file__).parent / "cases" / "homes.toml").read_text("utf-8"))["case"]


def marks(case: dict[str, Any]) -> tuple[pytest.MarkDecorator, ...]:
    return () if case.get("holds", True) else (pytest.mark.xfail(reason=case["reason"], strict=True),)


@pytest.fixture
def record(case: dict[str, Any], model: LoadedModel, tmp_path: Path) -> Record:
    pages = tmp_path / "pages.jsonl"
    rows = [
        {"id": f"r{n}", "outlet": f"Paper {n}", "published": "2031-04-08", "page": True, "text": "\n\n".join(parts)}
        for n, parts in enumerate(case["reports"])
    ]
    pages.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    return make_record([pages], model=model)


def events_of(record: Record, words: str) -> set[str]:
    """The events of which a trigger stands in these words."""
    [(report, start)] = [(r.id, at) for r in record.reports if (at := r.text.find(words)) >= 0]
    inside = {m.id for m in record.mentions if m.report == report and start <= m.trigger.start < start + len(words)}
    return {event.id for event in record.events if inside & set(event.mentions)}


@pytest.mark.parametrize("case", [pytest.param(case, id=case["name"], marks=marks(case)) for case in CASES])
def test_two_tellings_are_one_event_and_two_happenings_two(case: dict[str, Any], record: Record) -> None:
    if "one" in case:
        a, b = (events_of(record, words) for words in case["one"])
        assert a & b, [(event.type, event.title) for event in record.events]
    if "apart" in case:
        a, b = (events_of(record, words) for words in case["apart"])
        assert not a & b, [(event.type, event.title) for event in record.events]
