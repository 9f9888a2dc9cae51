"""Sentences of two reports that tell the same, by the rare words they share."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from crosswire.reconcile.against.statements import Floor, Sentence

LEAST = 6.0
"""Weight of shared words from which two sentences may tell the same, two rare words and one more. Own judgement."""

SHARE = 0.2
"""Share of the lighter sentence's weight that must be shared. Own judgement; each kind of value has its own bar."""

SHORT, MOST = 4.5, 0.5
"""The same for short sentences that share most of what they say."""

RAREST = 6
"""Words of a sentence by which others are looked for."""

CROWD = 24
"""Sentences that share a word looked at for one sentence at most: linear cost."""

LONGEST = 90
"""Telling words of a stretch that is still a sentence and no page read as one."""


@dataclass(frozen=True)
class Pair:
    """Two sentences of two reports, the earlier report first, with what they share."""

    a: Sentence
    b: Sentence
    shared: frozenset[str]
    weight: float
    share: float


def alike(floor: Floor) -> list[Pair]:
    """Pairs of sentences that may tell the same, the most alike first."""
    found = [pair for n in range(len(floor.sentences)) for pair in _of(n, floor)]
    order = {id(sentence): n for n, sentence in enumerate(floor.sentences)}
    return sorted(found, key=lambda p: (-round(p.weight * p.share, 6), order[id(p.a)], order[id(p.b)]))


def _of(n: int, floor: Floor) -> Iterator[Pair]:
    """The pairs of one sentence with sentences after it."""
    own = floor.sentences[n]
    if len(own.words) > LONGEST:
        return
    rarest = sorted(own.words, key=lambda word: (-floor.rarity.weight(word), word))[:RAREST]
    others = sorted({m for word in rarest for m in floor.where[word][:CROWD] if m > n})
    weight = floor.rarity.of(own.words)
    for m in others:
        other = floor.sentences[m]
        if other.report == own.report or len(other.words) > LONGEST:
            continue
        shared = own.words & other.words
        told = floor.rarity.of(shared)
        lighter = min(weight, floor.rarity.of(other.words))
        if (told >= LEAST and told >= SHARE * lighter) or (told >= SHORT and told >= MOST * lighter):
            yield Pair(own, other, shared, told, told / lighter)
