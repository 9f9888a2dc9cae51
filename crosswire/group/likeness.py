"""How alike two reports are in words: tf-idf over single words and pairs, with a background of its own.

Five reports are too few to learn from them which words are common. So the rarity of a word is reckoned as though
`BACKGROUND` reports of general news stood beside the collection: stop words never count, the everyday words of
`rules/en/group.toml` stand in many of those reports, any other word in next to none.
"""

from __future__ import annotations

import math
import re
import zlib
from array import array
from collections import Counter
from collections.abc import Sequence
from functools import cache

import msgspec
import numpy as np
import scipy.sparse as sp
from numpy.typing import NDArray

from crosswire.base import Report
from crosswire.group.linkage import Pairs
from crosswire.group.shelf import headline, telling_blocks
from crosswire.rules import load, words

# Sensitivity on the developers' sets: BACKGROUND 100 to 1,000 moves BCubed F1 by
# at most .01, EVERYDAY .1 to .25 by .005.
BACKGROUND = 200.0
EVERYDAY = 0.15
UNKNOWN = 0.003
PAIR = 0.3
"""What a pair of words counts beside a word as rare: its words count too. .3 to .6 moves AllSides by .01 at most."""
HEADLINE_WEIGHT = 2
COMMONEST = 400
"""A word in more reports than this brings no pair together: it keeps the cost near linear."""
FLOOR = 0.03
CHUNK = 128

_WORD = re.compile(r"[^\W_]+(?:[.'’][^\W_]+|(?<=[a-z])-(?=[a-z])[^\W_]+)*")
_PLURAL = re.compile(r"(?<=[a-z0-9]{3})(?<![sui])s$")


@cache
def _cased() -> dict[str, str]:
    """Words whose capitals make them another word (US, us)."""
    table: dict[str, str] = load("en/group")["stories"]["cased"]
    return table


@cache
def term(word: str) -> str:
    """The form of a word that is compared, or "" when it says nothing."""
    if word in _cased():
        return _cased()[word]
    low = word.lower().replace("’", "'").replace("-", "").removesuffix("'s")
    if len(low) < 2 or low in words("en/group", "stories", "stop"):
        return ""
    return low[:-3] + "y" if low.endswith("ies") and len(low) > 4 else _PLURAL.sub("", low)


@cache
def everyday() -> frozenset[str]:
    """The words of any news report, in the form that is compared."""
    return frozenset(term(word) for word in words("en/group", "stories", "everyday"))


def _count(text: str, into: Counter[str]) -> None:
    before = ""
    for word in _WORD.findall(text):
        now = term(word)
        if now:
            into[now] += 1
            if before:
                into[f"{before} {now}"] += 1
        before = now


def bag(report: Report) -> Counter[str]:
    """The words and word pairs of a report; those the headline repeats are counted double.

    Words that stand in the headline alone do not count: two reports under the same headline may tell two stories.
    """
    counts: Counter[str] = Counter()
    for block in telling_blocks(report):
        _count(report.text[block.start : block.end], counts)
    top: Counter[str] = Counter()
    _count(headline(report), top)
    if not counts:
        return top
    counts.update({word: n * (HEADLINE_WEIGHT if word in counts else 1) for word, n in top.items()})
    return counts


@cache
def _rarity(rate: float, is_pair: bool, found: int, reports: int) -> float:
    rare = max(math.log((reports + BACKGROUND + 1) / (found + BACKGROUND * rate + 0.5)), 0.01)
    return rare * (PAIR if is_pair else 1.0)


def _rate(word: str) -> float:
    return EVERYDAY if word in everyday() else UNKNOWN


class Space:
    """Unit vectors of a collection. `names` are the columns' words.

    The words of all reports together are many times their texts, and most stand in one report alone: so they are held
    packed, report by report, and only words of two reports or more are ever held together.
    """

    def __init__(self, reports: Sequence[Report]) -> None:
        packed: list[bytes] = []
        seen: list[NDArray[np.int64]] = []
        for report in reports:
            counts = bag(report)
            packed.append(zlib.compress(msgspec.msgpack.encode(sorted(counts.items())), 1))
            seen.append(np.fromiter(map(hash, counts), np.int64, len(counts)))
        found = _found(packed, seen)
        del seen
        self.names: list[str] = sorted(word for word, n in found.items() if 1 < n <= COMMONEST)
        column = {word: i for i, word in enumerate(self.names)}
        data, places, ends = array("d"), array("i"), array("i", [0])
        for words_here in map(_unpacked, packed):
            weights = {
                word: (1 + math.log(n)) * _rarity(_rate(word), " " in word, found.get(word, 1), len(packed))
                for word, n in words_here
            }
            length = math.sqrt(sum(x * x for x in weights.values())) or 1.0
            for word, x in weights.items():
                if word in column:
                    places.append(column[word])
                    data.append(x / length)
            ends.append(len(places))
        shape = (len(packed), len(self.names))
        self.matrix = sp.csr_matrix((np.array(data), np.array(places), np.array(ends)), shape=shape, dtype=np.float64)

    def alike(self) -> Pairs:
        """The cosine of every pair that shares more than next to nothing."""
        across = self.matrix.T.tocsr()
        found = [(np.zeros(0, np.int32), np.zeros(0, np.int32), np.zeros(0))]
        for start in range(0, self.matrix.shape[0], CHUNK):
            block = (self.matrix[start : start + CHUNK] @ across).tocoo()
            keep = (block.data >= FLOOR) & (block.col > block.row + start)
            first, second = (block.row[keep] + start).astype(np.int32), block.col[keep].astype(np.int32)
            order = np.lexsort((second, first))
            found.append((first[order], second[order], block.data[keep][order]))
        first, second, value = (np.concatenate(parts) for parts in zip(*found, strict=True))
        return Pairs(self.matrix.shape[0], first, second, value)

    def shared(self, members: Sequence[int], most: int) -> list[str]:
        """The words that hold these reports together, the weightiest first, each in at least two of them."""
        part = self.matrix[list(members)]
        counts = np.asarray((part > 0).sum(axis=0)).ravel()
        total = np.asarray(part.sum(axis=0)).ravel() * (counts > 1) * counts
        order = sorted(np.flatnonzero(total), key=lambda i: (-total[i], self.names[i]))
        return [self.names[i] for i in order[:most]]


def _unpacked(packed: bytes) -> list[tuple[str, int]]:
    return msgspec.msgpack.decode(zlib.decompress(packed), type=list[tuple[str, int]])


def _found(packed: Sequence[bytes], seen: Sequence[NDArray[np.int64]]) -> Counter[str]:
    """In how many reports each word stands, of those that stand in two or more. `seen` are the hashes of each report's
    words: what they take for one word need not be one, so that what may be is counted by itself."""
    hashes, counts = np.unique(np.concatenate([*seen, np.zeros(0, np.int64)]), return_counts=True)
    twice = frozenset(hashes[counts > 1].tolist())
    found: Counter[str] = Counter()
    for words_here in map(_unpacked, packed):
        found.update(word for word, _ in words_here if hash(word) in twice)
    return Counter({word: n for word, n in found.items() if n > 1})
