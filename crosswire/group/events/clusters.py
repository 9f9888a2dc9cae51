"""Mentions of one story to clusters, one for each happening, with the reasons for and against."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations

from crosswire.base import Entity
from crosswire.group.events.kinship import JOIN, Judge, Verdict
from crosswire.group.events.spots import Spot

_Ask = Callable[[int, int], Verdict]

CROWD = 40
REACH = 12
"""In a block of more than CROWD spots each is compared with the first REACH and the REACH before it: linear cost."""
SUPPORT = JOIN / 3
"""What two clusters must have in common on average, so that one strong pair cannot chain two happenings."""
ASKED = 24
"""How many spots of a cluster are asked before it is joined; more than any report count seen but in mass reprints."""
NAMED = 6
"""How many reasons a row carries at most."""


@dataclass
class Cluster:
    """The spots of one happening."""

    spots: list[Spot]
    why: list[str] = field(default_factory=list)
    apart: list[str] = field(default_factory=list)


def cluster(spots: Sequence[Spot], entities: Mapping[str, Entity]) -> list[Cluster]:
    """Joins the surest pairs first; a join that any pair of the two clusters speaks against is not made."""
    judge = Judge(entities, frozenset(_back(spots)))
    groups = {spot.n: Cluster([spot]) for spot in spots}
    home = {spot.n: spot.n for spot in spots}
    known: dict[tuple[int, int], Verdict] = {}
    by_n = {spot.n: spot for spot in spots}

    def verdict(a: int, b: int) -> Verdict:
        pair = (min(a, b), max(a, b))
        if pair not in known:
            known[pair] = judge.compare(by_n[pair[0]], by_n[pair[1]])
        return known[pair]

    pairs = [pair for pair in _pairs(spots) if verdict(*pair).points >= JOIN]
    for a, b in sorted(pairs, key=lambda pair: (-verdict(*pair).points, pair)):
        one, other = sorted((home[a], home[b]))
        if one == other:
            continue
        against = _against(groups[one], groups[other], verdict)
        if against is not None:
            _note_apart(groups[one], groups[other], by_n[a], by_n[b], against)
            continue
        _join(groups, home, one, other)
        _note(groups[one].why, f"{_names(by_n[a], by_n[b])}: {'; '.join(verdict(a, b).reasons)}")
    return [groups[n] for n in sorted(groups)]


def _pairs(spots: Sequence[Spot]) -> Iterator[tuple[int, int]]:
    """The pairs worth comparing: those of one family that share a name, a place, a thing, a copy or the trigger."""
    blocks: dict[tuple[str, ...], list[Spot]] = defaultdict(list)
    for spot in spots:
        for key in sorted(_keys(spot)):
            blocks[spot.family, *key].append(spot)
    found: set[tuple[int, int]] = set()
    for shared in sorted(blocks):
        found.update((a.n, b.n) for a, b in _bearable(blocks[shared]))
    yield from sorted(found)


def _back(spots: Sequence[Spot]) -> Iterator[tuple[int, int]]:
    """Each bare "the attack" with the last of its family its report told of by more than that.

    "The convoy attack" goes to the last one that speaks of a convoy, or to none.
    """
    told: dict[tuple[int, str], list[Spot]] = defaultdict(list)
    for spot in spots:
        before = told[spot.place, spot.family]
        if not spot.back:
            before.append(spot)
            continue
        rest = {word for word in spot.words | spot.things if not word.startswith(spot.stem)}
        fitting = [one for one in before if not rest or rest & (one.words | one.things)]
        if fitting:
            yield fitting[-1].n, spot.n


def _keys(spot: Spot) -> set[tuple[str, str]]:
    keys = {("who", name) for name in spot.doers | spot.targets}
    keys |= {("what", word) for word in spot.things}
    keys |= {("copy", name) for name, _ in spot.copied}
    keys |= {("side", side) for side in spot.sides}
    if spot.where is not None:
        keys.add(("where", spot.where))
    return keys | {("trigger", spot.stem), ("report", str(spot.place))}


def _bearable(block: Sequence[Spot]) -> Iterator[tuple[Spot, Spot]]:
    """All pairs of a small block; in a crowd each spot with the first ones and with its neighbours in order."""
    if len(block) <= CROWD:
        yield from combinations(block, 2)
        return
    for n, spot in enumerate(block):
        for other in {*range(min(n, REACH)), *range(max(0, n - REACH), n)}:
            yield block[other], spot


def _against(one: Cluster, other: Cluster, verdict: _Ask) -> str | None:
    """The first thing that speaks against making one of two clusters, or null."""
    total = 0.0
    some, others = _spread(one.spots), _spread(other.spots)
    for a in some:
        for b in others:
            found = verdict(a.n, b.n)
            if found.against is not None:
                return found.against
            total += found.points
    if total < SUPPORT * len(some) * len(others):
        return "too little else agrees"
    return None


def _spread(spots: Sequence[Spot]) -> Sequence[Spot]:
    """All spots of a cluster, or where there are very many an even choice of them, the first and last included."""
    if len(spots) <= ASKED:
        return spots
    return [spots[n * (len(spots) - 1) // (ASKED - 1)] for n in range(ASKED)]


def _join(groups: dict[int, Cluster], home: dict[int, int], one: int, other: int) -> None:
    gone = groups.pop(other)
    for spot in gone.spots:
        home[spot.n] = one
    kept = groups[one]
    kept.spots = sorted(kept.spots + gone.spots, key=lambda spot: spot.n)
    for reason in gone.why:
        _note(kept.why, reason)
    for reason in gone.apart:
        _note(kept.apart, reason)


def _note_apart(one: Cluster, other: Cluster, a: Spot, b: Spot, against: str) -> None:
    reason = f"{_names(a, b)}: {against}"
    _note(one.apart, reason)
    _note(other.apart, reason)


def _note(reasons: list[str], reason: str) -> None:
    if reason not in reasons and len(reasons) < NAMED:
        reasons.append(reason)


def _names(a: Spot, b: Spot) -> str:
    return f"“{a.mention.trigger.text}” and “{b.mention.trigger.text}”"
