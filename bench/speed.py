"""The whole path against spaCy's bare parse of the same body text, side by side in one process."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from functools import partial
from typing import NamedTuple

from bench.reading import Row, report_of
from crosswire import flow
from crosswire.base import Report
from crosswire.dissect import LoadedModel, dissect_many
from crosswire.grammar import Passage
from crosswire.settings import Settings

ROUNDS = 3
WORDS = 40_000
"""Words timed in each round: long enough that a round takes seconds, short enough to repeat."""


class Speed(NamedTuple):
    """Medians over the rounds. Each is a ratio to the bare parse of the body text."""

    words: int
    parse_words_a_second: float
    extraction: float
    path: float


def sample(rows: list[Row]) -> list[Row]:
    """Rows from the front until there are words enough."""
    chosen, words = [], 0
    for row in rows:
        chosen.append(row)
        words += len(row["text"].split())
        if words >= WORDS:
            break
    return chosen


def measure(rows: list[Row], model: LoadedModel) -> Speed:
    """Times bare parse, extraction and the whole path in turn, so that a slow moment of the machine hits all three."""
    rows = sample(rows)
    bodies = [
        report.text[block.start : block.end]
        for report in map(report_of, rows)
        for block in report.blocks
        if block.kind == "body"
    ]
    _whole_path(rows[:2], model)
    parses, extractions, paths = [], [], []
    for _ in range(ROUNDS):
        bare = _timed(lambda: [None for _ in model.nlp.pipe(bodies, batch_size=32)])
        reports = [report_of(row) for row in rows]
        passages = list(dissect_many(reports, model))
        extracting = _timed(partial(_extract_all, reports, passages))
        parses.append(bare)
        extractions.append(extracting / bare)
        paths.append(_timed(lambda: _whole_path(rows, model)) / bare)
    words = sum(len(body.split()) for body in bodies)
    return Speed(
        words=words,
        parse_words_a_second=words / statistics.median(parses),
        extraction=statistics.median(extractions),
        path=statistics.median(paths),
    )


def _extract_all(reports: list[Report], passages: list[tuple[Passage, ...]]) -> None:
    for report, parsed in zip(reports, passages, strict=True):
        flow.extract(report, parsed)


def _whole_path(rows: list[Row], model: LoadedModel) -> bytes:
    """From rows to the bytes of record and dossier, as `build` goes, but for files."""
    from crosswire.render import as_json, dossier

    reports: list[Report] = [report_of(row) for row in rows]
    read = [(r, flow.extract(r, p)) for r, p in zip(reports, dissect_many(reports, model), strict=True)]
    record = flow.relate(read, model.model, Settings())
    return as_json(record) + dossier(record).encode()


def _timed(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start
