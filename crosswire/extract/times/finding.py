"""The expressions of a report's passages, each as a row that only wants resolving."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from crosswire import rules
from crosswire.base import Report, Time, row_id
from crosswire.extract.times.narrative.resolving import KINDS, resolve
from crosswire.extract.times.recognition.check import Candidate, why_not
from crosswire.extract.times.recognition.reading import candidates
from crosswire.extract.times.recognition.tense import tense_of
from crosswire.extract.times.surroundings import words_around

if TYPE_CHECKING:
    from crosswire.grammar import Passage


def find(report: Report, passages: Sequence[Passage]) -> tuple[Time, ...]:
    """Every time expression of the passages, in the order of the page, resolved against the report's date.

    Rows never overlap; `report.text[start:end]` are the row's words. Where the report has no date, what counts from it
    has no `value` and `why` says so. The rules are of the report's language; without any there are no rows.
    Passages may be bare tokens: the parse adds the tense of the verb, the rest is read from the words.
    """
    if not rules.has(f"{report.language}/times"):
        return ()
    rows = sorted((row for passage in passages for row in _rows(report, passage)), key=lambda row: (row.start, row.end))
    return resolve(report, rows)


def _rows(report: Report, passage: Passage) -> Iterator[Time]:
    doc = passage.doc
    text = doc.text
    for node in candidates(text, report.language):
        before, after = words_around(text, node.start, node.end)
        if why_not(Candidate(node, before, after, text, doc, report.language)) is not None:
            continue
        start, end = passage.start + node.start, passage.start + node.end
        yield Time(
            id=row_id("t", report.id, start, end),
            report=report.id,
            start=start,
            end=end,
            text=report.text[start:end],
            kind=KINDS[node.made or "DATE"],
            tense=tense_of(doc, node.start, node.end, report.language),
        )
