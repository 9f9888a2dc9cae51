"""Passages that stand in two reports: shared runs of words, found by five-word shingles.

Containment, never Jaccard: a trimmed copy is still a copy. Names, titles and stock phrases do not make one. Each
stretch of a report is linked to the earlier report that shares most with it, not to every other: many prints of
one text give a star of rows and not a table of all pairs.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np

from crosswire.base import Anchor, Copy, Report, row_id
from crosswire.group.shelf import Shelf, day_of, known, telling_blocks
from crosswire.rules import words

SHINGLE = 5
RUN = 10
"""Words in a row that two reports must share; 8 lets in common turns of phrase, 14 loses single copied sentences."""
PLAIN = 6
"""How many of them must be plain words: neither names, nor numbers, nor part of a stock phrase."""
SLIP = 4
"""Words that may differ between two runs of one passage before it counts as two passages."""
COMMON = 60
"""A shingle in more reports than this is furniture."""
SOURCES = 12
"""Earlier reports a report is compared with, those that share most first."""

_WORD = re.compile(r"\w+(?:['’.-]\w+)*")


class Run(NamedTuple):
    """Words a..a+size of one report that are words b..b+size of another."""

    a: int
    b: int
    size: int


class Words:
    """The telling of one report as numbered words with their places; a -1 stands between blocks."""

    def __init__(self, report: Report, numbers: dict[str, int]) -> None:
        self.ids: list[int] = []
        self.starts: list[int] = []
        self.ends: list[int] = []
        self.plain: list[bool] = []
        for block in telling_blocks(report):
            self._add(report.text[block.start : block.end], block.start, numbers)
        self.plain_before = np.concatenate(([0], np.cumsum(self.plain, dtype=np.int64)))

    def _add(self, text: str, offset: int, numbers: dict[str, int]) -> None:
        first = len(self.ids)
        for match in _WORD.finditer(text):
            word = match.group()
            self.ids.append(numbers.setdefault(word.lower().replace("’", "'"), len(numbers)))
            self.starts.append(offset + match.start())
            self.ends.append(offset + match.end())
            self.plain.append(word[0].islower())
        for start, end in _stock_phrases(text):
            for n in range(bisect_left(self.starts, offset + start, first), bisect_left(self.starts, offset + end)):
                self.plain[n] = False
        self.ids.append(-1)
        self.starts.append(offset + len(text))
        self.ends.append(offset + len(text))
        self.plain.append(False)

    def plain_in(self, start: int, size: int) -> int:
        """How many plain words stand in words[start : start + size]."""
        return int(self.plain_before[start + size] - self.plain_before[start])


def _stock_phrases(text: str) -> Iterator[tuple[int, int]]:
    """Where stock phrases stand in a text."""
    low = text.lower()
    for phrase in words("en/group", "copies", "stock"):
        start = low.find(phrase)
        while start >= 0:
            yield start, start + len(phrase)
            start = low.find(phrase, start + 1)


def find(shelf: Shelf) -> tuple[Copy, ...]:
    """Every copied passage, by the place of the later report and its offset."""
    numbers: dict[str, int] = {}
    pages = [Words(report, numbers) for report in shelf.reports]
    met = _met(pages)
    rows = []
    for a, meetings in enumerate(met):
        taken = np.zeros(len(pages[a].ids), dtype=bool)
        shared: dict[int, list[tuple[int, int]]] = defaultdict(list)
        for b, x, y in meetings:
            shared[b].append((x, y))
        for b, places in sorted(shared.items(), key=lambda item: (-len(item[1]), item[0]))[:SOURCES]:
            if _one_page(shelf.reports[a], shelf.reports[b]):
                continue
            spots = [(x, y) for x, y in places if not taken[x]]
            for passage in _passages(spots, pages[a], pages[b]):
                taken[passage[0].a : passage[-1].a + passage[-1].size] = True
                rows.append(_row(shelf, a, b, passage, pages))
    return tuple(rows)


def _met(pages: Sequence[Words]) -> list[list[tuple[int, int, int]]]:
    """For each page the earlier pages that share a shingle with it: (page, place here, place there)."""
    met: list[list[tuple[int, int, int]]] = [[] for _ in pages]
    for group in _repeated(pages):
        owners = sorted({page for page, _ in group})
        if len(owners) > COMMON:
            continue
        first = dict(reversed(group))
        for page, place in group:
            met[page].extend((other, place, first[other]) for other in owners if other < page)
    return met


def _repeated(pages: Sequence[Words]) -> Iterator[list[tuple[int, int]]]:
    """Groups of (page, place) at which the same five words stand, in more than one page."""
    sizes = [len(page.ids) for page in pages]
    ids = np.array([word for page in pages for word in page.ids], dtype=np.int64)
    if len(ids) < SHINGLE:
        return
    # Two's complement arithmetic wraps; shingles that collide are told apart when their runs are grown word by word.
    code = np.zeros(len(ids) - SHINGLE + 1, dtype=np.uint64)
    whole = np.ones(len(code), dtype=bool)
    for n in range(SHINGLE):
        part = ids[n : n + len(code)]
        code = code * np.uint64(0x9E3779B97F4A7C15) + (part + 1).astype(np.uint64)
        whole &= part >= 0
    owner = np.repeat(np.arange(len(pages)), sizes)[: len(code)]
    begins = np.concatenate(([0], np.cumsum(sizes)))
    order = np.flatnonzero(whole)
    order = order[np.argsort(code[order], kind="stable")]
    cuts = np.flatnonzero(np.diff(code[order])) + 1
    edges = np.concatenate(([0], cuts, [len(order)]))
    for edge in np.flatnonzero(np.diff(edges) > 1):
        spots = order[edges[edge] : edges[edge + 1]]
        if owner[spots[0]] != owner[spots[-1]]:
            yield [(int(owner[s]), int(s - begins[owner[s]])) for s in spots]


def _passages(spots: Sequence[tuple[int, int]], here: Words, there: Words) -> list[list[Run]]:
    """The runs two pages share, neighbours put together, those that names and stock phrases explain left out."""
    runs: list[Run] = []
    reached: dict[int, int] = {}
    for x, y in sorted(spots):
        if x < reached.get(x - y, 0):
            continue
        size = _grow(here.ids, x, there.ids, y)
        if size >= SHINGLE:
            runs.append(Run(x, y, size))
            reached[x - y] = x + size
    found: list[list[Run]] = []
    for run in runs:
        if found and _goes_on(found[-1][-1], run) and _same_blocks(found[-1][-1], run, here, there):
            found[-1].append(run)
        elif not found or run.a >= found[-1][-1].a + found[-1][-1].size:
            found.append([run])
    return _first_uses([passage for passage in found if _counts(passage, here)])


def _grow(one: Sequence[int], x: int, other: Sequence[int], y: int) -> int:
    size = 0
    most = min(len(one) - x, len(other) - y)
    while size < most and one[x + size] == other[y + size] >= 0:
        size += 1
    return size


def _goes_on(before: Run, after: Run) -> bool:
    gap_a, gap_b = after.a - before.a - before.size, after.b - before.b - before.size
    return 0 <= gap_a <= SLIP and 0 <= gap_b <= SLIP


def _same_blocks(before: Run, after: Run, here: Words, there: Words) -> bool:
    return -1 not in here.ids[before.a : after.a] and -1 not in there.ids[before.b : after.b]


def _counts(passage: Sequence[Run], here: Words) -> bool:
    """Whether a passage is long enough and has plain words enough not to be chance, name or stock phrase."""
    return any(run.size >= RUN and here.plain_in(run.a, run.size) >= PLAIN for run in passage)


def _first_uses(passages: Sequence[list[Run]]) -> list[list[Run]]:
    """Each stretch of the other page once: a page that repeats its own caption has not copied twice."""
    kept: list[list[Run]] = []
    for passage in passages:
        start, end = passage[0].b, passage[-1].b + passage[-1].size
        if all(end <= other[0].b or start >= other[-1].b + other[-1].size for other in kept):
            kept.append(passage)
    return kept


def _row(shelf: Shelf, a: int, b: int, passage: Sequence[Run], pages: Sequence[Words]) -> Copy:
    first, last = passage[0], passage[-1]
    report_a, report_b = shelf.reports[b], shelf.reports[a]
    anchors = (
        _anchor(report_a.id, pages[b], first.b, last.b + last.size),
        _anchor(report_b.id, pages[a], first.a, last.a + last.size),
    )
    whole = min(last.a + last.size - first.a, last.b + last.size - first.b) - SHINGLE + 1
    overlap = min(1.0, sum(run.size - SHINGLE + 1 for run in passage) / whole)
    same = sum(run.size for run in passage)
    taker, reason = _direction(report_a, report_b)
    quoted = " inside quotation marks" if all(_quoted(shelf, anchor) for anchor in anchors) else ""
    return Copy(
        id=row_id("cp", *(part for anchor in anchors for part in (anchor.report, anchor.start, anchor.end))),
        a=anchors[0],
        b=anchors[1],
        kind="verbatim" if len(passage) == 1 else "edited",
        overlap=round(overlap, 3),
        direction=taker,
        why=f"{same} words{' in a row' if len(passage) == 1 else ''} are the same{quoted}; {reason}.",
    )


def _anchor(report: str, page: Words, start: int, end: int) -> Anchor:
    return Anchor(report=report, start=page.starts[start], end=page.ends[end - 1])


def _one_page(one: Report, other: Report) -> bool:
    """Whether two reports are prints of one page: then what they share is no copy."""
    family = {one.id, one.version_of} & {other.id, other.version_of} - {None}
    return bool(family) or one.sha256 == other.sha256 or (one.url is not None and one.url == other.url)


def _direction(one: Report, other: Report) -> tuple[str | None, str]:
    """Who took, by credit, by the state of the page, then by time; null where none tells."""
    if (one.agency is None) != (other.agency is None):
        giver, taker = (one, other) if one.agency is not None else (other, one)
        credit = giver.agency.text if giver.agency is not None else ""
        return taker.id, f"the one not taking credits {credit}"
    stitched = [report for report in (one, other) if report.completeness.value == "stitched"]
    if len(stitched) == 1:
        return stitched[0].id, "it is stitched together from several texts"
    days = day_of(known(one.published)), day_of(known(other.published))
    if days[0] is not None and days[1] is not None and days[0] != days[1]:
        return (other if days[0] < days[1] else one).id, "the other report is earlier"
    return None, "neither credit nor date says which took"


def _quoted(shelf: Shelf, anchor: Anchor) -> bool:
    """Whether the whole passage is somebody's quoted words."""
    parts = (
        part
        for quote in shelf.readings[shelf.place[anchor.report]].quotes
        if quote.kind != "indirect"
        for part in quote.parts
    )
    return any(part.start <= anchor.start and anchor.end <= part.end for part in parts)


def links(shelf: Shelf, copies: Sequence[Copy]) -> dict[tuple[int, int], int]:
    """For each pair of reports (earlier, later) the words they share outside quotation marks."""
    shared: dict[tuple[int, int], int] = defaultdict(int)
    for copy in copies:
        if not (_quoted(shelf, copy.a) and _quoted(shelf, copy.b)):
            pair = (shelf.place[copy.a.report], shelf.place[copy.b.report])
            report = shelf.reports[pair[0]]
            shared[pair] += len(report.text[copy.a.start : copy.a.end].split())
    return dict(shared)
