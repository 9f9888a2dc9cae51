"""Average linkage over a sparse table of likeness: no number of clusters to choose, same result in any order."""

from __future__ import annotations

import heapq
import math
from collections.abc import Callable, Mapping, Sequence

Allowed = Callable[[list[int], list[int]], bool]

NEAREST = 3
"""How many of its nearest others say how crowded it is around an item."""
SPARSE, CROWDED = 0.17, 0.27
"""Likeness to the nearest up to which and from which it makes no more difference how crowded it is.

With no bound above, thirty prints of one text would part from a report of the same events in other words. Sensitivity:
SPARSE .15 and a stricter bar take AllSides without its dates from .76 to .78, but part one report in ten from its story
where a story has ten undated reports; .19 takes .01 from either AllSides. CROWDED .25 to .30 moves nothing by .01.
"""


def against_crowd(alike: Mapping[tuple[int, int], float], count: int) -> dict[tuple[int, int], float]:
    """The likeness of each pair over how crowded it is around the two: among many that are alike, more is asked.

    The reports of a long affair are all alike; those of one of its days are more so. `count` is the number of items;
    where nothing is crowded, likeness stays as it is.
    """
    others: list[list[float]] = [[] for _ in range(count)]
    for (a, b), value in sorted(alike.items()):
        others[a].append(value)
        others[b].append(value)
    near = [sum(heapq.nlargest(NEAREST, values)) / NEAREST for values in others]
    scale = [math.sqrt(min(max(value, SPARSE), CROWDED) / SPARSE) for value in near]
    return {(a, b): value / (scale[a] * scale[b]) for (a, b), value in alike.items()}


def average_link(
    start: Sequence[Sequence[int]],
    alike: Mapping[tuple[int, int], float],
    threshold: float,
    allowed: Allowed | None = None,
) -> list[list[int]]:
    """Joins the two most alike clusters until none reach `threshold`; pairs not in `alike` count as 0.

    `start` holds the clusters to begin with, in canonical order; the result's clusters and members are ascending.
    `allowed` may forbid a join, given both clusters' members; it is asked again when either has grown. Ties go to
    the clusters that come first, so nothing hangs on the order of `alike`.
    """
    members = {i: list(cluster) for i, cluster in enumerate(start)}
    near = _between(members, alike)
    heap: list[tuple[float, int, int, int]] = []
    for a in members:
        _offer(heap, near, members, a, threshold, after=a)
    while heap:
        _, a, b, weight = heapq.heappop(heap)
        if a not in members or b not in members or len(members[a]) + len(members[b]) != weight:
            continue
        if allowed is not None and not allowed(members[a], members[b]):
            continue
        members[a] = sorted(members[a] + members.pop(b))
        _absorb(near, a, b)
        _offer(heap, near, members, a, threshold)
    return sorted(members.values())


def _between(members: Mapping[int, list[int]], alike: Mapping[tuple[int, int], float]) -> list[dict[int, float]]:
    """For each cluster the sum of likeness to every other it touches, added up in one fixed order."""
    home = {item: i for i, cluster in members.items() for item in cluster}
    near: list[dict[int, float]] = [{} for _ in members]
    for (x, y), value in sorted(alike.items()):
        a, b = home[x], home[y]
        if a != b:
            near[a][b] = near[b][a] = near[a].get(b, 0.0) + value
    return near


def _offer(
    heap: list[tuple[float, int, int, int]],
    near: list[dict[int, float]],
    members: Mapping[int, list[int]],
    a: int,
    threshold: float,
    after: int = -1,
) -> None:
    """Puts the joins of cluster `a` with its neighbours beyond `after` on the heap."""
    for c, total in near[a].items():
        value = total / (len(members[a]) * len(members[c]))
        if c > after and value >= threshold:
            heapq.heappush(heap, (-value, min(a, c), max(a, c), len(members[a]) + len(members[c])))


def _absorb(near: list[dict[int, float]], a: int, b: int) -> None:
    """Adds b's sums of likeness to a's and takes b out of every table."""
    del near[a][b]
    for c, total in near[b].items():
        if c != a:
            near[a][c] = near[a].get(c, 0.0) + total
            near[c][a] = near[a][c]
            del near[c][b]
    near[b] = {}
