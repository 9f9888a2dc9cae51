"""Which storylines must be looked through together for shared wording: those of which two reports share a run of words.

A run that counts has `RUN` words, so it holds three of `SIZE` words side by side; of any three the one of the lowest
number is kept, and so the same for both reports.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from crosswire.base import Report
from crosswire.group.cast import Joined
from crosswire.group.meetings import COMMON, WIDE
from crosswire.group.passages import RUN
from crosswire.group.shelf import telling_blocks

BESIDE = 3
SIZE = RUN - BESIDE + 1

Codes = NDArray[np.uint64]

_WORD = re.compile(r"\w+")


def circles(
    reports: Sequence[Report], lines: Sequence[Sequence[int]], stories: Sequence[Sequence[int]]
) -> list[list[int]]:
    """The places of the reports of each storyline, those of several together where they share runs of words.

    A run in more than COMMON places and more than WIDE stories is furniture and brings nothing together.
    """
    if len(lines) < 2:
        return [list(line) for line in lines]
    line_of = {i: n for n, line in enumerate(lines) for i in line}
    story_of = {i: n for n, story in enumerate(stories) for i in story}
    codes = [marks(report) for report in reports]
    home = np.repeat(np.array([line_of[i] for i in range(len(reports))]), [len(one) for one in codes])
    story = np.repeat(np.array([story_of[i] for i in range(len(reports))]), [len(one) for one in codes])
    joined = Joined(len(lines))
    for a, b in _pairs(np.concatenate(codes), home, story):
        joined.join(a, b)
    together: dict[int, list[int]] = {}
    for n, line in enumerate(lines):
        together.setdefault(joined.root(n), []).extend(line)
    return [sorted(places) for _, places in sorted(together.items())]


def marks(report: Report) -> Codes:
    """Numbers for runs of words of the report's telling, each once, such that two reports with a run in common have one
    in common."""
    found = [_lowest(report.text[block.start : block.end]) for block in telling_blocks(report)]
    return np.unique(np.concatenate([np.zeros(0, np.uint64), *found]))


def _lowest(text: str) -> Codes:
    words = np.array([crc32(word.encode()) for word in _WORD.findall(text.lower())], dtype=np.uint64)
    count = len(words) - SIZE + 1
    if count < BESIDE:
        return np.zeros(0, np.uint64)
    code = np.zeros(count, np.uint64)
    for n in range(SIZE):
        code = code * np.uint64(0x9E3779B97F4A7C15) + words[n : n + count] + np.uint64(1)
    code ^= code >> np.uint64(29)
    code *= np.uint64(0xBF58476D1CE4E5B9)
    windows = np.lib.stride_tricks.sliding_window_view(code, BESIDE)
    lowest: Codes = windows.min(axis=1)
    return lowest


def _pairs(code: Codes, home: NDArray[np.int64], story: NDArray[np.int64]) -> Iterator[tuple[int, int]]:
    """Storylines that stand side by side under one number."""
    order = np.lexsort((home, code))
    code, home, story = code[order], home[order], story[order]
    starts = np.flatnonzero(np.concatenate(([True], code[1:] != code[:-1])))
    sizes = np.diff(np.concatenate((starts, [len(code)])))
    group = np.repeat(np.arange(len(starts)), sizes)
    crowded = sizes > COMMON
    if crowded.any():
        inside = np.flatnonzero(crowded[group])
        width = int(story.max()) + 1
        seen = np.unique(group[inside] * width + story[inside]) // width
        crowded &= np.bincount(seen, minlength=len(sizes)) > WIDE
    beside = (code[1:] == code[:-1]) & (home[1:] != home[:-1]) & ~crowded[group[1:]]
    found = np.unique(np.stack((home[:-1][beside], home[1:][beside]), axis=1), axis=0)
    yield from zip(*(column.tolist() for column in found.T), strict=True)
