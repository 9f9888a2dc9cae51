"""Own sentences through the whole path: which processes and positions they tell of."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from crosswire.base import Record
from crosswire.dissect import LoadedModel
from tests.reconcile.ledgers.whole import held, in_short, record_of

CASES = Path(__file__).parent / "cases"


def _cases(name: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = tomllib.loads((CASES / f"{name}.toml").read_text("utf-8"))["case"]
    return found


@pytest.mark.parametrize("case", _cases("processes"), ids=lambda case: case["about"])
def test_processes(case: dict[str, Any], model: LoadedModel) -> None:
    record = record_of(case["page"], model)
    assert [in_short(process, record) for process in record.processes] == case["processes"]
    _check_rows(record)


@pytest.mark.parametrize("case", _cases("positions"), ids=lambda case: case["text"][:60])
def test_positions(case: dict[str, Any], model: LoadedModel) -> None:
    record = record_of([{"text": case["text"], "published": "2019-09-20"}], model)
    assert [held(position, record) for position in record.positions] == case["positions"]
    _check_rows(record)


def _check_rows(record: Record) -> None:
    """Every step is of an event of the record, every account has words, every issue is the reports' own."""
    texts = {report.id: report.text for report in record.reports}
    events = {event.id for event in record.events}
    for process in record.processes:
        assert process.why
        for step in process.steps:
            assert step.event in events
            assert all(texts[a.report][a.start : a.end].strip() for a in step.accounts)
    for position in record.positions:
        assert any(position.issue in " ".join(texts[a.report].split()) for a in position.accounts)
        assert position.event is None or position.event in events


def test_order_of_input_changes_nothing(model: LoadedModel) -> None:
    pages = [page for case in _cases("processes") for page in case["page"]]
    assert record_of(pages, model).processes == record_of(pages[::-1], model).processes
    assert record_of(pages, model).positions == record_of(pages[::-1], model).positions
