"""Two parties on opposite sides of one matter: what one is for and the other against, what one calls good and the other
bad."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from crosswire.reconcile.against.statements import Floor, of_one_side
from crosswire.reconcile.stances.held import Held
from crosswire.reconcile.terms import terms

LEAST, SHARE = 3.0, 0.3
"""Weight of the words over which two stand on opposite sides, and the share of the words of the shorter that they must
be. Own judgement: two words of the story, or one rare."""

LEAST_ONE, SHARE_ONE = 1.5, 0.5
"""The same where it is one word, or what one calls good and the other bad."""

CROWD = 40
"""Clauses that share a word looked at for one at most: linear cost."""


@dataclass(frozen=True)
class Opposed:
    """Two who hold opposite things, the one told first first, and the words of the matter."""

    first: Held
    second: Held
    words: frozenset[str]
    weight: float


def find_opposed(held: Sequence[Held], floor: Floor) -> list[Opposed]:
    """Pairs of what is held on opposite sides, the clearest first."""
    found = [pair for judged in (False, True) for pair in _among([h for h in held if h.judged == judged], floor)]
    return sorted(found, key=lambda o: (-round(o.weight, 6), o.first.place, o.second.place, o.first.said.start))


def _among(held: Sequence[Held], floor: Floor) -> Iterator[Opposed]:
    where: dict[str, list[int]] = {}
    for n, one in enumerate(held):
        for m in sorted({m for word in one.signs for m in where.get(word, [])[-CROWD:]}):
            found = _opposed(held[m], one, floor)
            if found is not None:
                yield found
        for word in one.signs:
            where.setdefault(word, []).append(n)


def _opposed(a: Held, b: Held, floor: Floor) -> Opposed | None:
    if of_one_side(a.by, b.by):
        return None
    shared = (a.signs.keys() & b.signs.keys()) - _names(a) - _names(b)
    apart = frozenset(word for word in shared if a.signs[word] != b.signs[word])
    direct = not a.judged and apart <= a.objects & b.objects
    if not direct and not any(a.plain(word) for word in apart):
        return None
    if len(apart) == 1 and not a.judged and not all(apart <= held.objects for held in (a, b)):
        return None
    weight = floor.rarity.of(apart) - floor.rarity.of(shared - apart)
    lighter = min(floor.rarity.of(a.signs), floor.rarity.of(b.signs))
    least, share = (LEAST, SHARE) if len(apart) > 1 and not a.judged else (LEAST_ONE, SHARE_ONE)
    if weight < least or weight < share * lighter:
        return None
    return Opposed(a, b, apart, weight * (weight / lighter) ** 0.5)


def _names(held: Held) -> frozenset[str]:
    return terms(held.by.text) | terms(held.by.key)
