"""How alike two reports are in words: tf-idf over single words and pairs, with a background of its own.

Five reports are too few to learn from them which words are common. So the rarity of a word is reckoned as though
`BACKGROUND` reports of general news stood beside the collection: stop words never count, the everyday words of
`rules/en/group.toml` stand in many of those reports, any other word in next to none.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence
from functools import cache
from sys import intern

import numpy as np
import scipy.sparse as sp

from crosswire.base import Report
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
CHUNK = 512

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
                into[intern(f"{before} {now}")] += 1
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


def _rarity(word: str, found: int, reports: int) -> float:
    rate = EVERYDAY if word in everyday() else UNKNOWN
    rare = max(math.log((reports + BACKGROUND + 1) / (found + BACKGROUND * rate + 0.5)), 0.01)
    return rare * (PAIR if " " in word else 1.0)


class Space:
    """Unit vectors of a collection. `names` are the columns' words, `rarity` the weight of every word."""

    def __init__(self, bags: Sequence[Counter[str]]) -> None:
        found: Counter[str] = Counter()
        for counts in bags:
            found.update(counts.keys())
        self.names: list[str] = sorted(word for word, n in found.items() if 1 < n <= COMMONEST)
        column = {word: i for i, word in enumerate(self.names)}
        rarity = {word: _rarity(word, n, len(bags)) for word, n in found.items()}
        self.rarity = rarity
        data: list[float] = []
        places: list[int] = []
        ends = [0]
        for counts in bags:
            weights = {word: (1 + math.log(n)) * rarity[word] for word, n in sorted(counts.items())}
            length = math.sqrt(sum(x * x for x in weights.values())) or 1.0
            kept = [(column[word], x / length) for word, x in weights.items() if word in column]
            places.extend(i for i, _ in kept)
            data.extend(x for _, x in kept)
            ends.append(len(places))
        self.matrix = sp.csr_matrix((data, places, ends), shape=(len(bags), len(self.names)), dtype=np.float64)

    def alike(self) -> dict[tuple[int, int], float]:
        """The cosine of every pair (i < j) that shares more than next to nothing."""
        pairs: dict[tuple[int, int], float] = {}
        across = self.matrix.T.tocsc()
        for start in range(0, self.matrix.shape[0], CHUNK):
            block = (self.matrix[start : start + CHUNK] @ across).tocoo()
            keep = (block.data >= FLOOR) & (block.col > block.row + start)
            rows, cols, values = block.row[keep] + start, block.col[keep], block.data[keep]
            pairs.update(zip(zip(rows.tolist(), cols.tolist(), strict=True), values.tolist(), strict=True))
        return pairs

    def shared(self, members: Sequence[int], most: int) -> list[str]:
        """The words that hold these reports together, the weightiest first, each in at least two of them."""
        part = self.matrix[list(members)]
        counts = np.asarray((part > 0).sum(axis=0)).ravel()
        total = np.asarray(part.sum(axis=0)).ravel() * (counts > 1) * counts
        order = sorted(np.flatnonzero(total), key=lambda i: (-total[i], self.names[i]))
        return [self.names[i] for i in order[:most]]
