"""What one source condemns and another justifies: a strike that is murder to one and hit a legitimate target to the
other."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence

from crosswire.reconcile.against.statements import Floor, of_one_side
from crosswire.reconcile.crowds import nearest
from crosswire.reconcile.stances.stands import Stand, pattern
from crosswire.reconcile.terms import terms

CROWD = 40
"""Stands that justify, of those named by a word of what is condemned the nearest: linear cost."""

NEAR = 3
"""Sentences of one page within which one speaks of what the other speaks of. Own judgement."""

SHARED = 4.0
"""Weight of the words that the two share elsewhere. Own judgement."""

Pair = tuple[Stand, Stand]


def find_deeds(stands: Sequence[Stand], floor: Floor) -> Iterator[Pair]:
    """For each two parties what one condemns and the other justifies, as close as they stand."""
    condemned = [stand for stand in stands if _says("condemns", stand)]
    justified = [stand for stand in stands if _says("justifies", stand)]
    told: list[Pair] = []
    for first, second in _by_distance(condemned, justified, floor):
        if not any(of_one_side(first.by, a.by) and of_one_side(second.by, b.by) for a, b in told[-CROWD:]):
            told.append((first, second))
            yield first, second


def _says(key: str, stand: Stand) -> bool:
    return pattern("deeds", key).search(stand.text) is not None


def _by_distance(condemned: Sequence[Stand], justified: Sequence[Stand], floor: Floor) -> list[Pair]:
    """The pairs that speak of one deed: the justifier is named in what is condemned, and they stand close by or share
    words. Those close by come first."""
    found: list[tuple[tuple[bool, int, int, int], Pair]] = []
    names = [terms(second.by.key) | terms(second.by.text) for second in justified]
    called: dict[str, list[int]] = defaultdict(list)
    for n, words in enumerate(names):
        for word in words:
            called[word].append(n)
    places = [second.place for second in justified]
    for first in condemned:
        at = bisect_left(places, first.place)
        words = floor.sentences[first.place].words
        for n in sorted({n for word in words for n in nearest(called.get(word, ()), at, CROWD)}):
            second = justified[n]
            if of_one_side(first.by, second.by):
                continue
            near = first.said.report == second.said.report and abs(first.place - second.place) <= NEAR
            shared = floor.rarity.of((first.words & second.words) - names[n] - terms(first.by.text))
            if near or shared >= SHARED:
                found.append(((not near, abs(first.place - second.place), first.place, second.place), (first, second)))
    return [pair for _, pair in sorted(found, key=lambda one: one[0])]
