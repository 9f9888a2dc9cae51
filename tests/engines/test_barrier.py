"""One bad report is set aside with step and reason; the rest goes on; no report text leaks into messages or logs."""

from __future__ import annotations

import logging

import pytest

from crosswire import flow
from crosswire.base import KINDS, Page, Reading, Report, SetAside, digest
from crosswire.dissect import LoadedModel
from crosswire.engines import Read, local, read_pages
from crosswire.errors import InputError, ModelError
from crosswire.grammar import Passage
from crosswire.settings import Settings

SECRET = "Koravan"
TEXT = "Foreign Minister Ilse {name} met the envoy in Port Sarrow on Tuesday, her office said in a statement."


def page(number: int, name: str = "Brandt") -> Page:
    text = TEXT.format(name=name) + f" It was meeting number {number} of the year."
    return Page(path=f"{number}.txt", text=text, sha256=digest(text), encoding="utf-8", is_page=False)


def test_a_fault_in_extraction_costs_that_report_alone(
    model: LoadedModel, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    real = flow.extract

    def faulty(report: Report, passages: tuple[Passage, ...], only: tuple[str, ...] = KINDS) -> Reading:
        if SECRET in report.text:
            raise ValueError(report.text)
        return real(report, passages, only)

    monkeypatch.setattr(flow, "extract", faulty)
    with caplog.at_level(logging.DEBUG):
        done = list(read_pages([page(1), page(2, SECRET), page(3)], model, Settings()))
    assert [type(item) for item in done] == [Read, SetAside, Read]
    row = done[1]
    assert isinstance(row, SetAside)
    assert (row.path, row.step, row.code, row.retry) == ("2.txt", "extract", "CW299", True)
    assert "ValueError" in row.error
    assert SECRET not in row.error + row.cure + caplog.text


def test_a_fault_in_the_parse_costs_that_report_alone(model: LoadedModel, monkeypatch: pytest.MonkeyPatch) -> None:
    real = local.dissect_many

    def faulty(reports: list[Report], loaded: LoadedModel) -> list[tuple[Passage, ...]]:
        kept = list(reports)
        if any(SECRET in report.text for report in kept):
            raise RuntimeError("the parser gave up")
        return list(real(kept, loaded))

    monkeypatch.setattr(local, "dissect_many", faulty)
    done = list(read_pages([page(1), page(2, SECRET), page(3)], model, Settings()))
    assert [type(item) for item in done] == [Read, SetAside, Read]
    assert isinstance(done[1], SetAside)
    assert done[1].step == "parse"


def test_what_is_wrong_with_the_set_up_is_not_the_reports_fault(model: LoadedModel) -> None:
    def broken() -> None:
        raise ModelError("CW501", "The model is gone.", "Install it.")

    with pytest.raises(ModelError):
        local.barrier(page(1), "extract", broken)


def test_a_known_reason_is_kept() -> None:
    def refused() -> None:
        raise InputError("CW205", "No article text.", "Save the page again.")

    row = local.barrier(page(1), "clean", refused)
    assert isinstance(row, SetAside)
    assert (row.code, row.error, row.cure, row.step) == ("CW205", "No article text.", "Save the page again.", "clean")


def test_batches_change_nothing(model: LoadedModel) -> None:
    pages = [page(number) for number in range(6)]
    small = list(read_pages(pages, model, Settings(batch_chars=1_000)))
    large = list(read_pages(pages, model, Settings(batch_chars=1_000_000)))
    assert small == large
    assert all(isinstance(item, Read) for item in small)
