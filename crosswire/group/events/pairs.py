"""Which mentions of a story are worth comparing: blocks of what they share, so that cost grows with their number."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence, Set
from itertools import combinations

from crosswire.group.events.kinship import JOIN
from crosswire.group.events.spots import Spot, rules

CROWD = 40
REACH = 12
"""In a block of more than CROWD spots each is compared with the first REACH and the REACH before it: linear cost."""
NEAR = 4
BEYOND = 1.5
"""Points that words, subtype and the like may add to what two clauses visibly share."""


# The most that sharing each of these can be worth, as `kinship` reckons; a pair that cannot reach JOIN is not compared.
WORTH = {
    "who": 3.0,
    "what": 1.5,
    "copy": 6.0,
    "named": 1.5,
    "side": 0.5,
    "where": 1.5,
    "day": 1.5,
    "trigger": 1.5,
    "once": 1.5,
    "lead": 1.5,
}

Key = tuple[str, str]


def candidates(spots: Sequence[Spot]) -> list[tuple[int, int]]:
    """The pairs of one family that share enough to be one happening, or follow one another; in order."""
    blocks: dict[tuple[str, str, str], list[Spot]] = defaultdict(list)
    for spot in spots:
        for kind, value in sorted(_keys(spot)):
            blocks[spot.family, kind, value].append(spot)
    carriers = frozenset(rules()["carriers"]["types"])
    verbatim = frozenset(rules()["verbatim"]["types"])
    shared: dict[tuple[int, int], float] = defaultdict(float)
    for block in sorted(blocks):
        for a, b in _bearable(blocks[block]):
            spoken = a.family in carriers and not (a.unkind or b.unkind)
            unsaid = a.family not in verbatim and not (a.doers and b.doers)
            if block[1] in ("who", "copy") or not spoken or a.doers & b.doers or unsaid:
                shared[a.n, b.n] += WORTH[block[1]]
    found = {pair for pair, worth in shared.items() if worth + BEYOND >= JOIN}
    found.update(_neighbours(spots, carriers))
    found.update(_openings(spots))
    return sorted(found)


def _openings(spots: Sequence[Spot]) -> Iterator[tuple[int, int]]:
    """What two reports open with, where one of the two is of no known kind and so may be of the other's."""
    for a, b in _bearable([spot for spot in spots if spot.lead]):
        if (a.kindless or b.kindless) and a.family != b.family and a.place != b.place:
            yield a.n, b.n


def _keys(spot: Spot) -> set[Key]:
    keys = {("who", name) for name in spot.doers | spot.targets}
    keys |= {("what", word) for word in spot.things}
    keys |= {("copy", name) for name in spot.copied}
    keys |= {("named", name) for name in spot.named | spot.doers | spot.targets}
    keys |= {("side", side) for side in spot.sides}
    if spot.where is not None:
        keys.add(("where", spot.where))
    if spot.family in rules()["once"]["families"] and not spot.bare:
        keys.add(("once", spot.mention.subtype or ""))
    if spot.exact_day:
        keys.add(("day", str(spot.first)))
    if spot.lead and spot.done:
        keys.add(("lead", ""))
    return keys | {("trigger", spot.stem)}


def _bearable(block: Sequence[Spot]) -> Iterator[tuple[Spot, Spot]]:
    """All pairs of a small block; in a crowd each spot with the first ones and with its neighbours in order."""
    if len(block) <= CROWD:
        yield from combinations(block, 2)
        return
    for n, spot in enumerate(block):
        for other in sorted({*range(min(n, REACH)), *range(max(0, n - REACH), n)}):
            yield block[other], spot


def _neighbours(spots: Sequence[Spot], carriers: Set[str]) -> Iterator[tuple[int, int]]:
    """Each with the few of its family its report told last: an attack and whom it killed, and what sets them apart."""
    last: dict[tuple[int, str], list[int]] = defaultdict(list)
    for spot in spots:
        if spot.family not in carriers:
            before = last[spot.place, spot.family]
            yield from ((n, spot.n) for n in before[-NEAR:])
            before.append(spot.n)
