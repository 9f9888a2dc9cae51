"""Two sources that tell one thing as one or the other of two: shot down or a fault, on purpose or by accident."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from crosswire.reconcile.against.statements import Floor, of_one_side
from crosswire.reconcile.stances.stands import Stand, section
from crosswire.reconcile.terms import terms

FAR = 4.5
"""Weight of the words that two share who tell it as one and the other, where they do not stand close by. Own
judgement."""

NEXT = 1
"""Sentences of one page that are close by."""

CROWD = 30
"""Stands that take a side of one pair, each compared with so many before it: linear cost."""

Pair = tuple[Stand, Stand]


def find_either(stands: Sequence[Stand], floor: Floor) -> list[Pair]:
    """Pairs of stands that tell one thing as one and as the other, what shares most first."""
    found: list[tuple[float, Pair]] = []
    for name in section("either"):
        told = [(stand, side) for stand in stands if (side := _side(stand, name)) is not None]
        for n, (stand, side) in enumerate(told):
            for other, others in told[max(0, n - CROWD) : n]:
                shared = _share(other, stand, floor)
                if side != others and shared and not of_one_side(stand.by, other.by):
                    found.append((shared, (other, stand)))
    found.sort(key=lambda one: (-round(one[0], 6), one[1][0].place, one[1][1].place))
    return [pair for _, pair in found]


def _share(a: Stand, b: Stand, floor: Floor) -> float:
    """Weight of the words two stands share, 0 where it is too little to be of one thing."""
    names = terms(a.by.text) | terms(b.by.text)
    shared = floor.rarity.of((a.words & b.words) - names)
    near = a.said.report == b.said.report and b.place - a.place <= NEXT
    return shared + FAR if near else shared if shared >= FAR else 0.0


def _side(stand: Stand, name: str) -> int | None:
    """Which of two a stand tells it as; null for neither and for both."""
    sides = [n for n in (0, 1) if _told(name, n).search(stand.text)]
    return sides[0] if len(sides) == 1 and not stand.negates else None


@cache
def _told(name: str, n: int) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-])(?:{'|'.join(section('either')[name][n])})(?![\w-])", re.IGNORECASE)
