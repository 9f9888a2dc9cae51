"""Average linkage over a sparse table of likeness: no number of clusters to choose, same result in any order."""

from __future__ import annotations

import heapq
import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import scipy.sparse as sp
from numpy.typing import NDArray
from scipy.sparse.csgraph import connected_components

Places = NDArray[np.int32]
Values = NDArray[np.float64]
Allowed = Callable[[list[int], list[int]], bool]

NEAREST = 3
"""How many of its nearest others say how crowded it is around an item."""
SPARSE, CROWDED = 0.17, 0.27
"""Likeness to the nearest up to which and from which it makes no more difference how crowded it is.

With no bound above, thirty prints of one text would part from a report of the same events in other words. Sensitivity:
SPARSE .15 and a stricter bar take AllSides without its dates from .76 to .78, but part one report in ten from its story
where a story has ten undated reports; .19 takes .01 from either AllSides. CROWDED .25 to .30 moves nothing by .01.
"""


@dataclass(frozen=True, eq=False)
class Pairs:
    """Pairs of `count` items, each once, the one that comes `first` before the `second`, in ascending order, with a
    `value` each: columns, since there may be many. A pair that is not among them has the value 0."""

    count: int
    first: Places
    second: Places
    value: Values

    @classmethod
    def of(cls, values: Mapping[tuple[int, int], float], count: int) -> Pairs:
        """The same of a table in any order."""
        rows = sorted(values.items())
        first, second = (np.array([pair[side] for pair, _ in rows], np.int32) for side in (0, 1))
        return cls(count, first, second, np.array([value for _, value in rows], np.float64))

    def __iter__(self) -> Iterator[tuple[int, int, float]]:
        return zip(self.first.tolist(), self.second.tolist(), self.value.tolist(), strict=True)

    def both_ways(self) -> sp.csr_matrix:
        """A row for each item: the others it makes a pair with, ascending, and the values."""
        places = np.concatenate((self.first, self.second)), np.concatenate((self.second, self.first))
        both = sp.csr_matrix((np.concatenate((self.value, self.value)), places), shape=(self.count, self.count))
        both.sort_indices()
        return both

    def only(self, keep: NDArray[np.bool_]) -> Pairs:
        """Some of the pairs."""
        return Pairs(self.count, self.first[keep], self.second[keep], self.value[keep])


def against_crowd(alike: Pairs) -> Pairs:
    """The likeness of each pair over how crowded it is around the two: among many that are alike, more is asked.

    The reports of a long affair are all alike; those of one of its days are more so. Where nothing is crowded, likeness
    stays as it is.
    """
    both = alike.both_ways()
    rows = (both.data[start:end].tolist() for start, end in zip(both.indptr, both.indptr[1:], strict=False))
    near = [sum(heapq.nlargest(NEAREST, values)) / NEAREST for values in rows]
    scale = np.array([math.sqrt(min(max(value, SPARSE), CROWDED) / SPARSE) for value in near])
    return replace(alike, value=alike.value / (scale[alike.first] * scale[alike.second]))


def average_link(
    start: Sequence[Sequence[int]],
    alike: Pairs,
    threshold: float,
    allowed: Allowed | None = None,
) -> list[list[int]]:
    """Joins the two most alike clusters until none reach `threshold`.

    `start` holds the clusters to begin with, in canonical order; the result's clusters and members are ascending.
    `allowed` may forbid a join, given both clusters' members; it is asked again when either has grown. Ties go to
    the clusters that come first.
    """
    members = {i: list(cluster) for i, cluster in enumerate(start)}
    near = _between(members, alike, threshold)
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


def _between(members: Mapping[int, list[int]], alike: Pairs, threshold: float) -> list[dict[int, float]]:
    """For each cluster the sum of likeness to every other that it may come to be one with, added up in one fixed order.

    Clusters that no chain of pairs at `threshold` connects never do: an average is never above the highest value.
    """
    home = np.zeros(alike.count, np.int32)
    for i, cluster in members.items():
        home[cluster] = i
    here = replace(alike, first=home[alike.first], second=home[alike.second])
    here = here.only(here.first != here.second)
    strong = here.only(here.value >= threshold)
    size = len(members)
    joined = sp.coo_matrix((np.ones(len(strong.value)), (strong.first, strong.second)), shape=(size, size))
    _, part = connected_components(joined, directed=False)
    near: list[dict[int, float]] = [{} for _ in members]
    for a, b, value in here.only(part[here.first] == part[here.second]):
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
