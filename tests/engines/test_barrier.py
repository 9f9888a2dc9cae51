"""One bad report is set aside with step and reason; the rest goes on; no report text leaks into messages or logs."""

from __future__ import annotations

import logging
from typing import Any

import msgspec
import pytest

from crosswire import flow
from crosswire.base import KINDS, Page, Reading, Report, SetAside, digest
from crosswire.dissect import LoadedModel, Parses
from crosswire.engines import Job, Outcome, Packed, jobs, run, unpack
from crosswire.engines.barrier import barrier
from crosswire.errors import InputError, ModelError
from crosswire.grammar import Passage
from crosswire.settings import Settings

SECRET = "Koravan"
TEXT = "Foreign Minister Ilse {name} met the envoy in Port Sarrow on Tuesday, her office said in a statement."


def page(number: int, name: str = "Brandt") -> Page:
    text = TEXT.format(name=name) + f" It was meeting number {number} of the year."
    return Page(path=f"{number}.txt", text=text, sha256=digest(text), encoding="utf-8", is_page=False)


def outcomes(pages: list[Page], model: LoadedModel, settings: Settings | None = None) -> list[Outcome]:
    return list(run(pages, Job(settings or Settings(), "whole"), model))


def test_a_fault_in_extraction_costs_that_report_alone(
    model: LoadedModel, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    real = flow.extract

    def faulty(report: Report, passages: tuple[Passage, ...], only: tuple[str, ...] = KINDS, *own: Any) -> Reading:
        if SECRET in report.text:
            raise ValueError(report.text)
        return real(report, passages, only, *own)

    monkeypatch.setattr(flow, "extract", faulty)
    with caplog.at_level(logging.DEBUG):
        done = outcomes([page(1), page(2, SECRET), page(3)], model)
    assert [type(item) for item in done] == [Packed, SetAside, Packed]
    row = done[1]
    assert isinstance(row, SetAside)
    assert (row.path, row.step, row.code, row.retry) == ("2.txt", "extract", "CW299", True)
    assert "ValueError" in row.error
    assert SECRET not in row.error + row.cure + caplog.text


def test_a_fault_in_the_parse_costs_that_report_alone(model: LoadedModel, monkeypatch: pytest.MonkeyPatch) -> None:
    real = jobs.dissect_many

    def faulty(reports: list[Report], loaded: LoadedModel, held: Parses) -> list[tuple[Passage, ...]]:
        kept = list(reports)
        if any(SECRET in report.text for report in kept):
            raise RuntimeError("the parser gave up")
        return list(real(kept, loaded, held))

    monkeypatch.setattr(jobs, "dissect_many", faulty)
    done = outcomes([page(1), page(2, SECRET), page(3)], model)
    assert [type(item) for item in done] == [Packed, SetAside, Packed]
    assert isinstance(done[1], SetAside)
    assert done[1].step == "parse"


def test_what_is_wrong_with_the_set_up_is_not_the_reports_fault(model: LoadedModel) -> None:
    def broken() -> None:
        raise ModelError("CW501", "The model is gone.", "Install it.")

    with pytest.raises(ModelError):
        barrier(page(1), "extract", broken)


def test_a_known_reason_is_kept() -> None:
    def refused() -> None:
        raise InputError("CW205", "No article text.", "Save the page again.")

    row = barrier(page(1), "clean", refused)
    assert isinstance(row, SetAside)
    assert (row.code, row.error, row.cure, row.step) == ("CW205", "No article text.", "Save the page again.", "clean")


def test_batches_change_nothing(model: LoadedModel) -> None:
    pages = [page(number) for number in range(6)]
    small = outcomes(pages, model, Settings(batch_chars=1_000))
    large = outcomes(pages, model, Settings(batch_chars=1_000_000))
    assert small == large
    assert all(isinstance(item, Packed) for item in small)


def test_a_parse_that_was_kept_gives_the_same_rows(model: LoadedModel) -> None:
    """A batch a page: the second page's paragraph comes from the kept parses, and with none kept from the model."""
    pages = [page(1), msgspec.structs.replace(page(1), path="again.txt")]
    kept = outcomes(pages, model, Settings(batch_chars=1_000))
    fresh = outcomes(pages, model, Settings(batch_chars=1_000, parse_bytes=0))
    readings = [unpack(item.content)[1] for item in (*kept, *fresh) if isinstance(item, Packed)]
    assert len(readings) == 4
    assert all(reading == readings[0] for reading in readings)
    assert readings[0].entities


def test_kept_parses_stay_within_their_size(model: LoadedModel) -> None:
    texts = [f"Mayor Tessaly of Port Sarrow spoke {number} times on Tuesday." for number in range(40)]
    kept = Parses(2_000, "m")
    for text, doc in zip(texts, model.nlp.pipe(texts), strict=True):
        kept.put(text, doc)
    held = [text for text in texts if kept.get(text, model.nlp.vocab) is not None]
    assert 0 < len(held) < len(texts)
    assert held == texts[-len(held) :]
