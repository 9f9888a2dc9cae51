"""Rows of a published set, read by Crosswire's public path, with parses kept under `.cache/` between runs."""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from crosswire import flow, rules
from crosswire.base import KINDS, Limits, Reading, Report
from crosswire.collect import clean, page_from_row
from crosswire.dissect import LoadedModel, dissect_many
from crosswire.errors import InputError
from crosswire.grammar import Passage

Row = dict[str, Any]

CACHE = Path(".cache") / "parses"
LIMITS = Limits(min_body_words=1)
BATCH = 64
"""Reports parsed and kept in memory together."""


def report_of(row: Row) -> Report:
    """One row as a report, as `crosswire annotate` would read it: `text` is clean body and no noise is looked for."""
    kept = {"id": str(row["id"]), "text": row["text"]}
    for ours, theirs in (("title", "title"), ("published", "published"), ("outlet", "outlet")):
        if row.get(theirs):
            kept[ours] = row[theirs]
    return clean(page_from_row(kept, "bench.jsonl", 1), LIMITS)


@dataclass
class Reader:
    """Reads rows with one model. The cache holds parses only; extraction always runs."""

    model: LoadedModel
    cache: Path = CACHE

    def passages(self, rows: Iterable[Row]) -> Iterator[tuple[Row, Report, tuple[Passage, ...]]]:
        """Each row with its report and parse."""
        batch: list[tuple[Row, Report]] = []
        refused = 0
        for row in rows:
            try:
                batch.append((row, report_of(row)))
            except InputError:
                refused += 1
            if len(batch) == BATCH:
                yield from self._parsed(batch)
                batch = []
        if batch:
            yield from self._parsed(batch)
        if refused:
            print(f"  {refused} rows hold no text to read and are answered with nothing", file=sys.stderr)

    def read(self, rows: Iterable[Row], only: Iterable[str] = KINDS) -> Iterator[tuple[Row, Report, Reading]]:
        """Each row with its report and what extraction finds in it."""
        kinds = tuple(only)
        for row, report, passages in self.passages(rows):
            yield row, report, flow.extract(report, passages, kinds)

    def _parsed(self, batch: list[tuple[Row, Report]]) -> Iterator[tuple[Row, Report, tuple[Passage, ...]]]:
        from spacy.tokens import DocBin

        reports = [report for _, report in batch]
        place = self.cache / f"{self._key(reports)}.spacy"
        parsed: list[tuple[Passage, ...]]
        if place.is_file():
            docs = iter(DocBin().from_disk(place).get_docs(self.model.nlp.vocab))
            shape = json.loads(place.with_suffix(".json").read_text("utf-8"))
            parsed = [tuple(Passage(kind=k, start=s, doc=next(docs)) for k, s in blocks) for blocks in shape]
        else:
            parsed = list(dissect_many(reports, self.model))
            place.parent.mkdir(parents=True, exist_ok=True)
            kept = DocBin(store_user_data=False, docs=[passage.doc for blocks in parsed for passage in blocks])
            shape = [[(passage.kind, passage.start) for passage in blocks] for blocks in parsed]
            place.with_suffix(".json").write_text(json.dumps(shape), "utf-8")
            kept.to_disk(place)
        for (row, report), passages in zip(batch, parsed, strict=True):
            yield row, report, passages

    def _key(self, reports: list[Report]) -> str:
        total = hashlib.sha256(f"{self.model.model.hash} {rules.load('en/casing')}".encode())
        for report in reports:
            blocks = [(block.start, block.end, block.kind) for block in report.blocks]
            total.update(json.dumps([report.text, blocks]).encode())
        return total.hexdigest()[:24]
