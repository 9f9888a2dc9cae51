"""The expressions of a report's passages, each as a row that only wants resolving."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from crosswire import rules
from crosswire.base import READ_KINDS, Report, Time, row_id
from crosswire.extract.times.narrative.resolving import KINDS, resolve
from crosswire.extract.times.recognition.check import Candidate, why_not
from crosswire.extract.times.recognition.reading import candidates
from crosswire.extract.times.recognition.tense import tense_of
from crosswire.extract.times.surroundings import words_around

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from crosswire.grammar import Passage


def find(report: Report, passages: Sequence[Passage]) -> tuple[Time, ...]:
    """Every time expression of the passages, in the order of the page, resolved against the report's date.

    Rows never overlap; `report.text[start:end]` are the row's words. Where the report has no date, what counts from it
    has no `value` and `why` says so. The rules are of the report's language; without any there are no rows.
    Passages may be bare tokens: the parse adds the tense of the verb, the rest is read from the words.
    """
    if not rules.has(f"{report.language}/times"):
        return ()
    return _resolved(
        report, (row for passage in passages for row in _rows(report, passage.start, passage.text, passage.doc))
    )


def find_in_words(report: Report) -> tuple[Time, ...]:
    """The same from the words of a report's readable blocks alone, without a model, in any language with rules."""
    if not rules.has(f"{report.language}/times"):
        return ()
    blocks = (block for block in report.blocks if block.kind in READ_KINDS)
    read = ((block.start, _Words(report.text[block.start : block.end])) for block in blocks)
    # Of a block without annotation only the text is asked for, and whether there is any.
    return _resolved(
        report, (row for start, words in read for row in _rows(report, start, words.text, cast("Doc", words)))
    )


@dataclass(frozen=True, slots=True)
class _Words:
    """A block's words, with no annotation of any kind."""

    text: str

    def has_annotation(self, _: str) -> bool:
        return False


def _resolved(report: Report, rows: Iterable[Time]) -> tuple[Time, ...]:
    return resolve(report, sorted(rows, key=lambda row: (row.start, row.end)))


def _rows(report: Report, offset: int, text: str, doc: Doc) -> Iterator[Time]:
    for node in candidates(text, report.language):
        before, after = words_around(text, node.start, node.end)
        if why_not(Candidate(node, before, after, text, doc, report.language)) is not None:
            continue
        start, end = offset + node.start, offset + node.end
        yield Time(
            id=row_id("t", report.id, start, end),
            report=report.id,
            start=start,
            end=end,
            text=report.text[start:end],
            kind=KINDS[node.made or "DATE"],
            tense=tense_of(doc, node.start, node.end, report.language),
        )
