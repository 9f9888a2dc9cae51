"""Tokens only, spaCy's bare parse and the whole path over the same reports, side by side in one process, one core.

Once on text that is all different and once on wire-heavy text, made from it: two paragraphs in five of each report are
some that stood in an earlier one.
"""

from __future__ import annotations

import random
import statistics
import time
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, NamedTuple

from msgspec.structs import replace

from bench.reading import LIMITS, Row
from crosswire import flow
from crosswire.base import Page, Report
from crosswire.collect import clean, page_from_row
from crosswire.dissect import LoadedModel, dissect_many
from crosswire.engines import Job, Packed, Packs, run
from crosswire.grammar import Passage
from crosswire.settings import Settings

ROUNDS = 3
WORDS = 40_000
"""Words timed in each round: long enough that a round takes seconds, short enough to repeat."""
REUSED = 0.4
"""Share of the paragraphs of wire-heavy text that stood in an earlier report."""
SETTINGS = Settings(min_body_words=LIMITS.min_body_words)


class Speed(NamedTuple):
    """Medians over the rounds. `tokens`, `extraction` and `path` are ratios to the bare parse of the body text in the
    same round; `path` goes from pages to the bytes of record and dossier."""

    articles: int
    words: int
    parse_words_a_second: float
    tokens: float
    extraction: float
    path: float

    @property
    def articles_a_second(self) -> dict[str, float]:
        parse = self.parse_words_a_second * self.articles / self.words
        return {"tokens only": parse / self.tokens, "bare parse": parse, "whole path": parse / self.path}


def sample(rows: list[Row]) -> list[Row]:
    """Rows from the front until there are words enough."""
    chosen, words = [], 0
    for row in rows:
        chosen.append(row)
        words += len(row["text"].split())
        if words >= WORDS:
            break
    return chosen


def page_of(row: Row) -> Page:
    """A row as `build` would find it in JSON Lines."""
    kept = {"id": str(row["id"]), "text": row["text"]}
    kept |= {name: row[name] for name in ("title", "published", "outlet") if row.get(name)}
    return page_from_row(kept, "bench.jsonl", 1)


def wire_heavy(pages: Sequence[Page]) -> list[Page]:
    """The same reports, but that of all their paragraphs the share `REUSED` gives way to others told before."""
    chance = random.Random(1)
    lines = [page.text.split("\n") for page in pages]
    places = [(n, i) for n, report in enumerate(lines) for i, line in enumerate(report) if line.strip()]
    own = {place for place in places if len(lines[place[0]][place[1]].split()) > 5}
    later = [place for place in places if place in own and place[0]]
    reused = set(chance.sample(later, min(len(later), round(REUSED * len(places)))))
    told: list[str] = []
    made = []
    for n, page in enumerate(pages):
        now = [chance.choice(told) if (n, i) in reused else line for i, line in enumerate(lines[n])]
        told += [line for i, line in enumerate(now) if (n, i) in own]
        made.append(replace(page, text="\n".join(now)))
    return made


def measure(rows: list[Row], model: LoadedModel) -> Speed:
    """One text, timed in turn, so that a slow moment of the machine hits all."""
    return measure_pages([page_of(row) for row in sample(rows)], model)


def measure_pages(pages: Sequence[Page], model: LoadedModel) -> Speed:
    reports = [clean(page, LIMITS) for page in pages]
    bodies = [one.text[block.start : block.end] for one in reports for block in one.blocks if block.kind == "body"]
    _whole_path(pages[:2], model)
    parses, tokens, extractions, paths = [], [], [], []
    for _ in range(ROUNDS):
        bare = _timed(lambda: [None for _ in model.nlp.pipe(bodies, batch_size=32)])
        passages = list(dissect_many(reports, model))
        parses.append(bare)
        tokens.append(_timed(lambda: [None for body in bodies if model.nlp.make_doc(body)]) / bare)
        extractions.append(_timed(partial(_extract_all, reports, passages)) / bare)
        del passages
        paths.append(_timed(lambda: _whole_path(pages, model)) / bare)
    words = sum(len(body.split()) for body in bodies)
    return Speed(
        articles=len(reports),
        words=words,
        parse_words_a_second=words / statistics.median(parses),
        tokens=statistics.median(tokens),
        extraction=statistics.median(extractions),
        path=statistics.median(paths),
    )


def speed_table(rows: list[Row], model: LoadedModel) -> dict[str, Any]:
    """Both texts, as printed and as kept."""
    pages = [page_of(row) for row in sample(rows)]
    found = {"unique": measure_pages(pages, model), "wire-heavy": measure_pages(wire_heavy(pages), model)}
    heads = ("tokens only", "bare parse", "whole path")
    print(
        f"\n{'articles a second':<20}" + "".join(f"{head:>14}" for head in heads) + f"{'path / parse':>14}{'goal':>7}"
    )
    for name, speed in found.items():
        goal = "<1.00" if name == "wire-heavy" else "1.35"
        rates = "".join(f"{speed.articles_a_second[head]:>14.1f}" for head in heads)
        print(f"{name:<20}{rates}{speed.path:>14.2f}{goal:>7}")
    return {name: speed._asdict() | {"articles_a_second": speed.articles_a_second} for name, speed in found.items()}


def _extract_all(reports: list[Report], passages: list[tuple[Passage, ...]]) -> None:
    for report, parsed in zip(reports, passages, strict=True):
        flow.extract(report, parsed)


def _whole_path(pages: Sequence[Page], model: LoadedModel) -> bytes:
    """From pages to the bytes of record and dossier, as `build` goes in one process, but for files."""
    from crosswire.render import as_json, dossier

    done = run(pages, Job(SETTINGS, "whole"), model)
    packed = {one.report: one.content for one in done if isinstance(one, Packed)}
    record = flow.draw(Packs(packed, bytes), model.model, SETTINGS)
    return as_json(record) + dossier(record).encode()


def _timed(work: Callable[[], object]) -> float:
    """Processor seconds: of one thread they are the seconds, but for what else the machine does meanwhile."""
    start = time.process_time()
    work()
    return time.process_time() - start
