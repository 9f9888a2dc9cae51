"""What a later version of a report has otherwise than the one before it, word by word."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import groupby
from typing import NamedTuple

from crosswire.base import READ_KINDS, Anchor, Edit, Report

JOINING = 2
"""So few words between two changes belong to one change."""
MOST = 4_000_000
"""Words of one side times words of the other, up to which changes are looked for word by word."""
_SPACED = re.compile(r"\S+")
Change = tuple[int, int, int, int]
"""Start and end on the side before, start and end on the side after."""


class _Word(NamedTuple):
    text: str
    start: int
    end: int
    block: int


def edits(before: Report, after: Report) -> tuple[Edit, ...]:
    """Every change in the words that are read: paragraphs compared first, then words within those that differ."""
    one, other = _paragraphs(before), _paragraphs(after)
    found: list[Edit] = []
    texts = [[" ".join(word.text for word in block) for block in side] for side in (one, other)]
    for kind, a, a_end, b, b_end in SequenceMatcher(None, texts[0], texts[1], autojunk=False).get_opcodes():
        if kind != "equal":
            old = [word for block in one[a:a_end] for word in block]
            new = [word for block in other[b:b_end] for word in block]
            found += (
                Edit(
                    before=tuple(_anchors(before.id, old[i:i_end])),
                    after=tuple(_anchors(after.id, new[j:j_end])),
                )
                for i, i_end, j, j_end in _changes(old, new)
            )
    return tuple(found)


def _paragraphs(report: Report) -> list[list[_Word]]:
    return [
        [_Word(match.group(), *match.span(), n) for match in _SPACED.finditer(report.text, block.start, block.end)]
        for n, block in enumerate(report.blocks)
        if block.kind in READ_KINDS
    ]


def _changes(old: Sequence[_Word], new: Sequence[_Word]) -> Iterator[Change]:
    """Runs of words that differ, those that only a word or two part taken together."""
    if len(old) * len(new) > MOST:
        yield 0, len(old), 0, len(new)
        return
    open_change: Change | None = None
    texts = [[word.text for word in side] for side in (old, new)]
    for kind, i, i_end, j, j_end in SequenceMatcher(None, texts[0], texts[1], autojunk=False).get_opcodes():
        if kind == "equal":
            continue
        if open_change and i - open_change[1] <= JOINING and j - open_change[3] <= JOINING:
            open_change = (open_change[0], i_end, open_change[2], j_end)
            continue
        if open_change:
            yield open_change
        open_change = (i, i_end, j, j_end)
    if open_change:
        yield open_change


def _anchors(report: str, words: Sequence[_Word]) -> Iterator[Anchor]:
    """Where the words stand, block by block, so that no furniture between them is taken in."""
    for _, run in groupby(words, key=lambda word: word.block):
        held = list(run)
        yield Anchor(report=report, start=held[0].start, end=held[-1].end)
