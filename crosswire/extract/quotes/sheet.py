"""One block laid out for reading: its parse, its marks, its sentences, in offsets of the block."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from functools import cached_property
from typing import TYPE_CHECKING

from crosswire.extract.quotes.marks import Marked, find_marked

if TYPE_CHECKING:
    from spacy.tokens import Token

    from crosswire.grammar import Passage

Stretch = tuple[int, int]
"""Start and end as offsets, the end excluded."""

TRIM = " \t\r\n\u00a0,;:.!?–—-"
"""Blanks and stops that belong to no phrase when they stand at its edge."""
SOFT = " \t\r\n\u00a0,;:–—-"
"""The same without full stops: content keeps the stop of its sentence's end only inside marks."""


class Sheet:
    """A passage with what every finder of this room asks of it, each made at most once.

    `whole` is the report's text: cutting the block from it is far cheaper than `Doc.text`, which joins the tokens.
    """

    def __init__(self, whole: str, passage: Passage) -> None:
        self.passage = passage
        self.doc = passage.doc
        last = self.doc[-1] if len(self.doc) else None
        end = last.idx + len(last.text_with_ws) if last is not None else 0
        self.text: str = whole[passage.start : passage.start + end]
        self.marks: tuple[Marked, ...] = find_marked(self.text)
        self._opens = [mark.open for mark in self.marks]

    @cached_property
    def _places(self) -> list[int]:
        return [int(i) for i in self.doc.to_array(["IDX"]).reshape(-1)]

    @cached_property
    def _firsts(self) -> list[int]:
        flags = self.doc.to_array(["SENT_START"]).reshape(-1).astype("int64")
        return [0, *(i for i in (flags == 1).nonzero()[0].tolist() if i)]

    def mark_at(self, place: int) -> Marked | None:
        """The marked stretch around one offset."""
        n = bisect_right(self._opens, place) - 1
        return self.marks[n] if n >= 0 and place < self.marks[n].close else None

    def marks_in(self, start: int, end: int) -> tuple[Marked, ...]:
        """The marked stretches that overlap [start, end)."""
        low = bisect_right(self._opens, start) - 1
        if low < 0 or self.marks[low].close <= start:
            low += 1
        return self.marks[low : bisect_left(self._opens, end)]

    def mark_before(self, place: int) -> Marked | None:
        """The last marked stretch that closes at or before an offset."""
        n = bisect_right(self._opens, place) - 1
        while n >= 0 and self.marks[n].close > place:
            n -= 1
        return self.marks[n] if n >= 0 else None

    def mark_after(self, place: int) -> Marked | None:
        """The first marked stretch that opens at or behind an offset."""
        n = bisect_left(self._opens, place)
        return self.marks[n] if n < len(self.marks) else None

    def token_at(self, place: int) -> Token:
        """The token at an offset, or the last one before it."""
        return self.doc[max(0, bisect_right(self._places, place) - 1)]

    def sentence(self, token: Token) -> tuple[int, int]:
        """First and one past last offset of the token's sentence."""
        n = bisect_right(self._firsts, token.i) - 1
        start = self._places[self._firsts[n]]
        end = self._places[self._firsts[n + 1]] if n + 1 < len(self._firsts) else len(self.text)
        return start, end

    def trim(self, start: int, end: int, edge: str = TRIM) -> tuple[int, int]:
        """The stretch without blanks and stops at its edges."""
        while start < end and self.text[start] in edge:
            start += 1
        while end > start and self.text[end - 1] in edge:
            end -= 1
        return start, end

    def cut(self, stretch: Stretch) -> str:
        """The words of a stretch."""
        return self.text[stretch[0] : stretch[1]]

    def only_stops(self, start: int, end: int) -> bool:
        """Whether nothing but blanks and stops stands between two offsets."""
        return start <= end and not self.text[start:end].strip(TRIM)


def place(token: Token) -> tuple[int, int]:
    """First and one past last offset of a token in its block."""
    return token.idx, token.idx + len(token)
