"""One happening in two stories of a storyline: told when it took place, and called to mind in a later story."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

from crosswire.base import Entity
from crosswire.group.events.clusters import NAMED, Cluster, named, note, spread
from crosswire.group.events.kinship import JOIN, Judge, days_apart
from crosswire.group.events.spots import Spot, rules

CROWD = 12
"""In a block of more clusters than this each is compared with so many before it: linear cost."""
PARTIES = 2
"""How many must take part in both for two meetings to be one across stories."""


def join_across(
    clusters: Sequence[Cluster], story: Mapping[int, str], line: Mapping[str, str], entities: Mapping[str, Entity]
) -> list[Cluster]:
    """The clusters with those made one that lie in different stories of one storyline and agree in day, place, parties.

    `story` gives the story of a report's place, `line` the storyline of a story. Acts of speech are never joined.
    """
    home = list(range(len(clusters)))
    judge = Judge(entities)
    for a, b in _pairs(clusters, story, line):
        one, other = sorted((_find(home, a), _find(home, b)))
        if one == other:
            continue
        reason = _reason(clusters[one], clusters[other], judge)
        if reason is None:
            continue
        home[other] = one
        kept, gone = clusters[one], clusters[other]
        kept.spots = sorted(kept.spots + gone.spots, key=lambda spot: spot.n)
        for why in (f"in two stories, {reason}", *gone.why):
            note(kept.why, why)
        kept.apart = [*kept.apart, *gone.apart][:NAMED]
    return [found for n, found in enumerate(clusters) if home[n] == n]


def _find(home: list[int], n: int) -> int:
    while home[n] != n:
        n = home[n] = home[home[n]]
    return n


def _pairs(clusters: Sequence[Cluster], story: Mapping[int, str], line: Mapping[str, str]) -> Iterator[tuple[int, int]]:
    """Clusters of two stories of a storyline that share kind and day or exact place."""
    speech = frozenset(rules()["carriers"]["types"])
    blocks: dict[tuple[str, str, str], list[int]] = defaultdict(list)
    for n, found in enumerate(clusters):
        where = line.get(story[found.spots[0].place])
        if where is not None and found.spots[0].family not in speech:
            for key in sorted({key for spot in found.spots for key in _keys(spot)}):
                blocks[where, found.spots[0].family, key].append(n)
    seen = set()
    for block in sorted(blocks):
        for a, b in _bearable(blocks[block]):
            if (a, b) not in seen and story[clusters[a].spots[0].place] != story[clusters[b].spots[0].place]:
                seen.add((a, b))
                yield a, b


def _keys(spot: Spot) -> Iterator[str]:
    if spot.exact_day:
        yield f"day {spot.first}"
    if spot.exact_place:
        yield f"place {spot.where}"


def _bearable(block: Sequence[int]) -> Iterator[tuple[int, int]]:
    if len(block) <= CROWD:
        yield from combinations(block, 2)
        return
    for place, n in enumerate(block):
        yield from ((block[before], n) for before in range(max(0, place - CROWD), place))


def _reason(one: Cluster, other: Cluster, judge: Judge) -> str | None:
    """Why two clusters are one happening, in words; null where they are not, or it is not sure."""
    best, reason = 0.0, None
    for a in spread(_telling(one)):
        for b in spread(_telling(other)):
            found = judge.compare(a, b)
            if found.against is not None or a.rank is not None or b.rank is not None:
                return None
            if found.points >= JOIN and found.points > best and _agree(a, b):
                best, reason = found.points, f"{named(a, b)}: {'; '.join(found.reasons)}"
    return reason


def _telling(found: Cluster) -> list[Spot]:
    """The spots that tell of it in words of their own, not with a mere "the attack"."""
    return [spot for spot in found.spots if not spot.back and not spot.definite] or found.spots


def _agree(a: Spot, b: Spot) -> bool:
    """Whether day, place and parties of two tellings agree as far as they are told, and enough of them is told."""
    same_place = a.where is not None and (a.where in b.around or b.where in a.around)
    if a.where is not None and b.where is not None and not same_place:
        return False
    affected = bool(a.targets & b.targets or a.things & b.things)
    if a.exact_day and b.exact_day:
        taking_part = len(a.doers & b.doers) >= (PARTIES if a.family in rules()["many"]["families"] else 1)
        return a.first == b.first and (taking_part or affected)
    return a.exact_place and b.exact_place and affected and (_recalls(a, b) or _recalls(b, a))


def _recalls(told: Spot, again: Spot) -> bool:
    """Whether one telling gives the day and the other only calls it to mind: by a longer time, or as a mere noun."""
    return (
        told.exact_day
        and not again.exact_day
        and days_apart(told, again) == 0
        and (again.stated or again.mention.tense is None)
    )
