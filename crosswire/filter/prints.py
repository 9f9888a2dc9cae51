"""What one page prints, paragraph by paragraph, in a form that can be compared over thousands of pages."""

from __future__ import annotations

import hashlib
import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from crosswire.base import READ_KINDS, Reading, Report

_WORD = re.compile(r"\w+")
_HOST = re.compile(r"https?://(?:www\.)?([^/:?#]+)", re.IGNORECASE)
_KINDS = READ_KINDS - {"headline", "standfirst"}
"""Blocks that may be furniture. A repeated headline or standfirst is that of a column or a running story."""
_NAME = re.compile(r"(?<=[a-z,;] )[A-Z]\w{2,}")
_NAMED = 2
_LEAST = 4
MOST = 60
"""Words of a paragraph that may be furniture; longer ones are text, whatever page they stand on."""
_FIRST, _LAST = 1, 4
"""Paragraphs at the top and foot of a text that count as its edge: a notice above, a pitch, a biography, two lines of
rights below."""


class Spot(NamedTuple):
    """A paragraph: `key` stands for its words; whether it lies at the `edge` of the text; whether something was read in
    it that is an event or somebody's words (`telling`), or anything but an organisation's name (not `bare`); whether
    it names several whom the rest of the page does not (`foreign`)."""

    key: int
    start: int
    end: int
    size: int
    edge: bool
    telling: bool
    bare: bool
    foreign: bool


class Printed(NamedTuple):
    """A report whose outlet is known, and its paragraphs."""

    report: str
    outlet: str
    spots: tuple[Spot, ...]


def printed(report: Report, reading: Reading) -> Printed | None:
    """What a page prints; null where nobody tells which outlet prints it."""
    outlet = _outlet(report)
    return Printed(report.id, outlet, tuple(_spots(report, reading))) if outlet else None


def _outlet(report: Report) -> str:
    if report.outlet is not None:
        return report.outlet.text.casefold().removeprefix("the ").strip()
    host = _HOST.match(report.url or "")
    return host[1].lower() if host else ""


def _spots(report: Report, reading: Reading) -> Iterator[Spot]:
    blocks = [block for block in report.blocks if block.kind in READ_KINDS - {"headline"}]
    telling = _Starts(
        [mention.start for mention in reading.mentions] + [part.start for one in reading.quotes for part in one.parts]
    )
    others = _Starts(
        [row.start for row in reading.times if row.kind == "DATE"]
        + [row.start for row in reading.numbers if row.low != 1]
        + [one.start for entity in reading.entities if entity.kind != "organisation" for one in entity.mentions]
    )
    texts = [report.text[block.start : block.end] for block in blocks]
    parted = [_WORD.findall(text.casefold()) for text in texts]
    named = Counter(word for words in parted for word in set(words))
    copies = Counter(map(tuple, parted))
    for place, (block, text, words) in enumerate(zip(blocks, texts, parted, strict=True)):
        if len(words) < _LEAST or block.kind not in _KINDS:
            continue
        told = telling.between(block.start, block.end)
        yield Spot(
            key=_key(words),
            start=block.start,
            end=block.end,
            size=len(words),
            edge=place < _FIRST or place >= len(blocks) - _LAST or block.kind == "caption",
            telling=told,
            bare=not told and not others.between(block.start, block.end),
            foreign=_is_foreign(text, named, copies[tuple(words)]),
        )


def _is_foreign(text: str, named: Counter[str], copies: int) -> bool:
    """Whether at least two are named in a paragraph and none of them in others, as in a line on another report. `named`
    counts the paragraphs that hold a word."""
    names = {name.casefold() for name in _NAME.findall(text)}
    return len(names) >= _NAMED and all(named[name] <= copies for name in names)


def _key(words: Sequence[str]) -> int:
    return int.from_bytes(hashlib.blake2b(" ".join(words).encode(), digest_size=8).digest())


class _Starts:
    """Where rows begin."""

    def __init__(self, starts: Sequence[int]) -> None:
        self._starts = sorted(starts)

    def between(self, start: int, end: int) -> bool:
        at = bisect_left(self._starts, start)
        return at < len(self._starts) and self._starts[at] < end
