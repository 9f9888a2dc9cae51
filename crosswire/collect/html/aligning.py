"""Which rendered lines the extractor took for the article, found by their words in the order of the page."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from crosswire.collect.html.rendering import Line
from crosswire.collect.html.source import MOST_ELEMENTS, Element

_WEIGHT = ("style", "svg", "link", "iframe", "input", "template")
_LETTERS = re.compile(r"\w+")
_SURE = 25
"""Letters from which a line found inside a longer paragraph is that paragraph's. Shorter ones (a section's name, a
button) must be a paragraph of their own or stand at the end of one."""
_MOST_PLACES = 6
_GRAM = 4
_LEAST_GRAMS = 4
_SHARE = 0.6
"""Share of a line's word runs found in the extractor's text from which it is taken though words differ. Between .5 and
.75 the body F1 of whole pages does not change, at .9 recall loses .002."""


def key_of(text: str) -> str:
    """Letters and digits alone, in small letters: the form in which lines are compared."""
    return "".join(_LETTERS.findall(text.casefold()))


def extracted(root: Element, size: int) -> list[str]:
    """The paragraphs of the article as trafilatura finds them, none where it finds nothing or the page is too large.

    `size` is the number of the page's elements.
    """
    if size > MOST_ELEMENTS:
        return []
    from trafilatura import bare_extraction
    from trafilatura.settings import Document

    _lighten(root)
    # It works on copies of the tree. The main setting: on pages of 89 outlets its body F1 is .952, with favour for
    # precision .950, with favour for recall .947, and .939 without the second opinions that `fast` leaves out.
    found = bare_extraction(root, include_comments=False, include_tables=True, with_metadata=False)
    text = found.text if isinstance(found, Document) else None
    return [line for line in (text or "").split("\n") if line.strip()]


def _lighten(root: Element) -> None:
    """Take from the tree what never holds a report's text, so that less of it is copied again and again: on real pages
    a tenth of the elements, a seventh of the extractor's time. Stated data (JSON-LD) stays."""
    from lxml import etree

    for script in root.iter("script"):
        if "json" not in (script.get("type") or ""):
            script.text = None
            script.attrib.clear()
    etree.strip_elements(root, *_WEIGHT, with_tail=False)


@dataclass(slots=True)
class _Sought:
    """The extractor's paragraphs as one string of letters, with their bounds."""

    letters: str = ""
    starts: dict[int, int] = field(default_factory=dict)
    ends: frozenset[int] = frozenset()
    grams: frozenset[tuple[str, ...]] = frozenset()


def align(lines: Sequence[Line], paragraphs: Sequence[str]) -> list[bool]:
    """For each line whether it is part of the article."""
    sought = _sought(paragraphs)
    if not sought.letters:
        return [False] * len(lines)
    keys = [key_of(line.text) for line in lines]
    places = [(at, place) for at, key in enumerate(keys) for place in _places(key, sought)]
    chain = _heaviest(places, keys)
    taken = {at for at, _ in chain}
    covered = {keys[at] for at in taken}
    for at, line in enumerate(lines):
        if at not in taken and keys[at] not in covered and _nearly(line.text, sought):
            taken.add(at)
            covered.add(keys[at])
    return [at in taken for at in range(len(lines))]


def _sought(paragraphs: Sequence[str]) -> _Sought:
    pieces: list[str] = []
    starts: dict[int, int] = {}
    ends: set[int] = set()
    grams: set[tuple[str, ...]] = set()
    size = 0
    for paragraph in paragraphs:
        key = key_of(paragraph)
        if key:
            starts[size] = len(key)
            size += len(key)
            ends.add(size)
            pieces.append(key)
            grams.update(_grams(paragraph))
    return _Sought("".join(pieces), starts, frozenset(ends), frozenset(grams))


def _grams(text: str) -> Iterator[tuple[str, ...]]:
    words = _LETTERS.findall(text.casefold())
    return zip(*(words[at:] for at in range(_GRAM)), strict=False)


def _places(key: str, sought: _Sought) -> Iterator[int]:
    """Where in the extractor's text the line may stand."""
    if not key:
        return
    at = sought.letters.find(key)
    found = 0
    while at >= 0 and found < _MOST_PLACES:
        if (
            len(key) >= _SURE
            or (at in sought.starts and at + len(key) in sought.ends)
            or at in sought.starts
            or at + len(key) in sought.ends
        ):
            yield at
            found += 1
        at = sought.letters.find(key, at + 1)


def _heaviest(places: Sequence[tuple[int, int]], keys: Sequence[str]) -> list[tuple[int, int]]:
    """The lines in page order whose places in the extractor's text rise too, with the most letters in all: of a
    paragraph printed twice only the copy that fits the order."""
    # best[i] holds (place end, letters, node) with both rising: a staircase of the chains worth going on with.
    ends: list[int] = []
    weights: list[int] = []
    nodes: list[int] = []
    back: list[int] = []
    pending: list[tuple[int, int, int]] = []
    line = -1
    for index, (at, place) in enumerate(places):
        if at != line:
            _climb(pending, ends, weights, nodes)
            pending, line = [], at
        below = bisect_left(ends, place + 1) - 1
        back.append(nodes[below] if below >= 0 else -1)
        weight = (weights[below] if below >= 0 else 0) + len(keys[at])
        pending.append((place + len(keys[at]), weight, index))
    _climb(pending, ends, weights, nodes)
    chain: list[tuple[int, int]] = []
    index = nodes[-1] if nodes else -1
    while index >= 0:
        chain.append(places[index])
        index = back[index]
    return chain


def _climb(pending: list[tuple[int, int, int]], ends: list[int], weights: list[int], nodes: list[int]) -> None:
    """Add chains to the staircase: kept when heavier than every one that ends no later."""
    for end, weight, node in pending:
        at = bisect_left(ends, end)
        if at < len(ends) and ends[at] == end:
            if weights[at] >= weight:
                continue
        elif at and weights[at - 1] >= weight:
            continue
        stop = at
        while stop < len(ends) and weights[stop] <= weight:
            stop += 1
        ends[at:stop], weights[at:stop], nodes[at:stop] = [end], [weight], [node]


def _nearly(text: str, sought: _Sought) -> bool:
    if text.count(" ") < _LEAST_GRAMS:
        return False
    grams = list(_grams(text))
    return len(grams) >= _LEAST_GRAMS and sum(gram in sought.grams for gram in grams) >= _SHARE * len(grams)
