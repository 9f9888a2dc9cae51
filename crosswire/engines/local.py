"""The path in this process: pages in batches, parsed together, each report extracted behind the fault barrier."""

from __future__ import annotations

import logging
import traceback
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from crosswire import flow
from crosswire.base import KINDS, Page, Reading, Report, SetAside, Unread
from crosswire.dissect import LoadedModel, dissect_many
from crosswire.errors import CrosswireError, InputError
from crosswire.grammar import Passage
from crosswire.settings import Settings

log = logging.getLogger("crosswire")
T = TypeVar("T")


@dataclass(frozen=True)
class Read:
    """One report and everything found in it; `line` is its line in the input file, if it was one of several."""

    report: Report
    reading: Reading
    line: int | None = None


Outcome = Read | SetAside | Unread


def read_pages(
    pages: Iterable[Page | SetAside | Unread],
    model: LoadedModel,
    settings: Settings,
    only: Iterable[str] = KINDS,
) -> Iterator[Outcome]:
    """Every page's outcome, in the order of the pages. Memory is bounded by one batch and the largest report."""
    kinds = tuple(only)
    batch: list[Page | SetAside | Unread] = []
    size = 0
    for page in pages:
        batch.append(page)
        size += len(page.text) if isinstance(page, Page) else 0
        if size >= settings.batch_chars:
            yield from _read_batch(batch, model, settings, kinds)
            batch, size = [], 0
    yield from _read_batch(batch, model, settings, kinds)


def _read_batch(
    batch: list[Page | SetAside | Unread], model: LoadedModel, settings: Settings, kinds: tuple[str, ...]
) -> Iterator[Outcome]:
    prepared = [(item, _prepare(item, settings)) for item in batch]
    reports = [report for _, report in prepared if isinstance(report, Report)]
    # The zone lets spaCy forget the words of a batch, so that a stream of any length takes constant memory.
    with model.nlp.memory_zone():
        passages = dict(zip((id(report) for report in reports), _parse(reports, model), strict=True))
        done = [
            (item, _extract(item, report, passages[id(report)], kinds) if isinstance(report, Report) else report)
            for item, report in prepared
        ]
    for _, outcome in done:
        yield outcome


def _prepare(item: Page | SetAside | Unread, settings: Settings) -> Report | SetAside | Unread:
    if isinstance(item, Page):
        return barrier(item, "clean", lambda: flow.prepare(item, settings))
    return item


def _parse(reports: list[Report], model: LoadedModel) -> list[tuple[Passage, ...] | Exception]:
    """Parses of all reports; where the batch fails, each alone, so that one report cannot cost the others."""
    try:
        return list(dissect_many(reports, model))
    except Exception as fault:  # noqa: BLE001 part of the one barrier: the fault is kept and met again per report
        if len(reports) == 1:
            return [fault]
        return [parsed for report in reports for parsed in _parse([report], model)]


def _extract(
    item: Page | SetAside | Unread, report: Report, passages: tuple[Passage, ...] | Exception, kinds: tuple[str, ...]
) -> Outcome:
    def work() -> Read:
        if isinstance(passages, Exception):
            raise passages
        line = item.line if isinstance(item, Page) else None
        return Read(report=report, reading=flow.extract(report, passages, kinds), line=line)

    return barrier(item, "parse" if isinstance(passages, Exception) else "extract", work)


def barrier(item: Page | SetAside | Unread, step: str, work: Callable[[], T]) -> T | SetAside:
    """Run one step for one report; a fault sets the report aside with its reason instead of stopping the rest."""
    try:
        return work()
    except CrosswireError as fault:
        if not isinstance(fault, InputError):
            raise
        known: CrosswireError = fault
    except Exception as fault:  # noqa: BLE001 the one place where faults of ours are caught; step and report are named
        where = _where(fault)
        log.warning("step %s failed on %s line %s at %s", step, item.path, item.line, where)
        known = InputError(
            "CW299",
            f"Step {step} failed on this report: {type(fault).__name__} at {where}.",
            "This is a fault of Crosswire, not of the report: please report it with this line.",
            retry=True,
        )
    return SetAside(
        path=item.path, line=item.line, given_id=item.given_id, step=step,
        code=known.code, error=known.error, cure=known.cure, retry=known.retry,
    )  # fmt: skip


def _where(fault: Exception) -> str:
    """The innermost line of ours in the traceback. Never the fault's message, which may hold the report's words."""
    frames = [frame for frame in traceback.extract_tb(fault.__traceback__) if "crosswire" in Path(frame.filename).parts]
    if not frames:
        return "an unknown place"
    return f"{Path(frames[-1].filename).name}:{frames[-1].lineno} ({frames[-1].name})"
