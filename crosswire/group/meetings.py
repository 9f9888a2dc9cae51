"""Which earlier reports a report may share wording with: by rare neighbours, never by comparing every two.

Two keys bring reports together: five words in a row, and two telling words beside each other in one sentence, in either
order. Of the many places a key stands in, each is linked to the first few and the last few before it, so that a
thousand prints of one text cost a thousand times one print and not a million.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from crosswire.group.wording import Lexicon, Wording, column

SHINGLE = 5
COMMON = 60
WIDE = 12
"""A key in more places than COMMON and more stories than WIDE is furniture."""
KEPT = 4
"""Earlier places a key's place is linked to: so many of the first, so many of those just before."""
SOURCES = 12
"""Earlier reports a report is compared with, those that share most first."""
TIE = 2.0
"""Weight of shared pairs of words at which two sentences are looked at; 3 loses one rewritten sentence in ten."""
CHUNK = 256

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]


class Meeting(NamedTuple):
    """Two reports that share keys: places of shared shingles (here, there) and tied sentences (here, there, weight)."""

    other: int
    spots: list[tuple[int, int]]
    ties: list[tuple[int, int, float]]


class Keys(NamedTuple):
    """Places of keys, equal keys together and each in the order of the pages; `first` is where its likes begin."""

    place: Ints
    page: Ints
    first: Ints


class Whole(NamedTuple):
    """The pages end to end: words, their sentence and their page; where each page's words and sentences begin."""

    ids: Ints
    plain: Ints
    sentence: Ints
    page: Ints
    begins: Ints
    sentence_begins: Ints
    sentence_page: Ints


def meetings(pages: Sequence[Wording], lexicon: Lexicon, homes: Sequence[int]) -> Iterator[list[Meeting]]:
    """For each page, in order, the earlier pages it shares most with. `homes` is the story of each page."""
    whole = _end_to_end(pages)
    home = np.array(homes, dtype=np.int64)
    shingles = _keys(*_shingles(whole), whole.page, home)
    code, place, weight = _pairs(whole, lexicon)
    pairs = _keys(code, place, whole.page, home)
    for low in range(0, len(pages), CHUNK):
        high = min(low + CHUNK, len(pages))
        spots = _spots(shingles, whole, low, high)
        ties = _ties(pairs, weight, whole, low, high)
        for a in range(low, high):
            yield _best(spots[a], ties[a])


def _best(spots: dict[int, list[tuple[int, int]]], ties: dict[int, list[tuple[int, int, float]]]) -> list[Meeting]:
    weight: dict[int, float] = defaultdict(float)
    for b, places in spots.items():
        weight[b] += len(places)
    for b, tied in ties.items():
        weight[b] += sum(w for _, _, w in tied)
    best = sorted(weight, key=lambda b: (-round(weight[b], 6), b))[:SOURCES]
    return [Meeting(b, sorted(spots.get(b, ())), ties.get(b, [])) for b in best]


def _end_to_end(pages: Sequence[Wording]) -> Whole:
    sizes = [len(one.ids) for one in pages]
    counts = [len(one.firsts) - 1 for one in pages]
    page = np.repeat(np.arange(len(pages)), sizes)
    sentence_begins = np.concatenate(([0], np.cumsum(counts))).astype(np.int64)
    return Whole(
        ids=column(pages, "ids"),
        plain=column(pages, "plain"),
        sentence=column(pages, "sentence") + sentence_begins[page],
        page=page,
        begins=np.concatenate(([0], np.cumsum(sizes))).astype(np.int64),
        sentence_begins=sentence_begins,
        sentence_page=np.repeat(np.arange(len(pages)), counts),
    )


def _shingles(whole: Whole) -> tuple[Ints, Ints]:
    """Codes of five words in a row, and the places where they begin."""
    ids = whole.ids
    if len(ids) < SHINGLE:
        return ids[:0], ids[:0]
    # Two's complement arithmetic wraps; shingles that collide are told apart when their runs are grown word by word.
    code = np.zeros(len(ids) - SHINGLE + 1, dtype=np.uint64)
    unbroken = np.ones(len(code), dtype=bool)
    for n in range(SHINGLE):
        part = ids[n : n + len(code)]
        code = code * np.uint64(0x9E3779B97F4A7C15) + (part + 1).astype(np.uint64)
        unbroken &= part >= 0
    place = np.flatnonzero(unbroken)
    return code[place].view(np.int64), place


def _pairs(whole: Whole, lexicon: Lexicon) -> tuple[Ints, Ints, Floats]:
    """Codes of two telling words of one sentence with at most one telling word between, and their places.

    The third value is by place: how much a pair that begins there weighs. Two names or two stop words weigh nothing.
    """
    worth = np.array([*lexicon.weight, 0.0])[whole.ids]
    stems = np.array([*lexicon.stem, -1], dtype=np.int64)[whole.ids]
    told = np.flatnonzero(worth > 0)
    own = worth * whole.plain
    weight = np.zeros(len(whole.ids))
    codes, places = [], []
    for gap in (1, 2):
        one, other = told[:-gap], told[gap:]
        near = (whole.sentence[one] == whole.sentence[other]) & (own[one] + own[other] > 0)
        one, other = one[near], other[near]
        low, high = np.minimum(stems[one], stems[other]), np.maximum(stems[one], stems[other])
        codes.append(low * (len(lexicon.stem) + 1) + high)
        places.append(one)
        weight[one] = np.maximum(weight[one], (own[one] + own[other]) / 2)
    return np.concatenate(codes), np.concatenate(places), weight


def _keys(code: Ints, place: Ints, page_of: Ints, home: Ints) -> Keys:
    """The keys that stand in more than one place and are no furniture."""
    order = np.lexsort((place, code))
    code, place = code[order], place[order]
    group = np.cumsum(np.concatenate(([0], code[1:] != code[:-1]))) if len(code) else code
    size = np.bincount(group) if len(code) else group
    crowded = size > COMMON
    if crowded.any():
        inside = np.flatnonzero(crowded[group])
        width = len(home) + 1
        seen = np.unique(group[inside] * width + home[page_of[place[inside]]]) // width
        crowded &= np.bincount(seen, minlength=len(size)) > WIDE
    keep = (size > 1)[group] & ~crowded[group]
    group, place = group[keep], place[keep]
    starts = np.flatnonzero(np.concatenate(([True], group[1:] != group[:-1]))) if len(group) else group
    first = np.repeat(starts, np.diff(np.concatenate((starts, [len(group)]))))
    return Keys(place, page_of[place], first)


def _links(keys: Keys, low: int, high: int) -> Iterator[tuple[Ints, Ints]]:
    """Places in pages low to high with earlier places of the same key in other pages."""
    at = np.flatnonzero((keys.page >= low) & (keys.page < high))
    for n in range(2 * KEPT):
        to = keys.first[at] + n if n < KEPT else at - 1 - (n - KEPT)
        right = (to < at) if n < KEPT else (to >= keys.first[at] + KEPT)
        one, other = at[right], to[right]
        apart = keys.page[other] < keys.page[one]
        yield keys.place[one[apart]], keys.place[other[apart]]


def _spots(keys: Keys, whole: Whole, low: int, high: int) -> dict[int, dict[int, list[tuple[int, int]]]]:
    """By page and earlier page, the places (here, there) of shared shingles."""
    found: dict[int, dict[int, list[tuple[int, int]]]] = defaultdict(lambda: defaultdict(list))
    for x, y in _links(keys, low, high):
        a, b = whole.page[x], whole.page[y]
        rows = (a, b, x - whole.begins[a], y - whole.begins[b])
        for here, there, place, other in zip(*(row.tolist() for row in rows), strict=True):
            found[here][there].append((place, other))
    return found


def _ties(
    keys: Keys, weight: Floats, whole: Whole, low: int, high: int
) -> dict[int, dict[int, list[tuple[int, int, float]]]]:
    """By page and earlier page, the sentences (here, there) that share pairs of words, and what those weigh."""
    width = len(whole.sentence_page) + 1
    links = list(_links(keys, low, high))
    here = np.concatenate([x for x, _ in links])
    code = whole.sentence[here] * width + whole.sentence[np.concatenate([y for _, y in links])]
    codes, inverse = np.unique(code, return_inverse=True)
    total = np.bincount(inverse, weights=weight[here], minlength=len(codes))
    codes, total = codes[total >= TIE / 2], total[total >= TIE / 2]
    s, t = codes // width, codes % width
    a, b = whole.sentence_page[s], whole.sentence_page[t]
    found: dict[int, dict[int, list[tuple[int, int, float]]]] = defaultdict(lambda: defaultdict(list))
    rows = (a, b, s - whole.sentence_begins[a], t - whole.sentence_begins[b], total)
    for one, other, x, y, value in zip(*(row.tolist() for row in rows), strict=True):
        found[one][other].append((x, y, value))
    return found
