"""How close reports are to some given ones: how a collection is grown from a few pages."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from crosswire.base import Report
from crosswire.group.likeness import Space

REASONS = 6
"""Shared words named for each report."""


class Close(NamedTuple):
    """One report of the pool: its likeness to the seeds from 0 to 1, the seed nearest to it, the words they share, the
    weightiest first, and how many days lie between the two where both are dated."""

    report: str
    score: float
    nearest: str
    shared: tuple[str, ...]
    days: int | None


def closest(seeds: Sequence[Report], pool: Sequence[Report]) -> list[Close]:
    """The pool's reports by closeness to the seeds, nearest first; a report that is a seed is left out.

    The score is the cosine to the nearest seed, so that seeds of several stories each draw their own.
    """
    given = {seed.sha256 for seed in seeds}
    others = list({report.id: report for report in pool if report.sha256 not in given}.values())
    if not seeds or not others:
        return []
    reports = [*seeds, *others]
    space = Space(reports)
    first = len(seeds)
    alike = (space.matrix[first:] @ space.matrix[:first].T).toarray()
    found = []
    for number, report in enumerate(others):
        near = int(np.argmax(alike[number]))
        shared = _shared(space, first + number, near)
        found.append(Close(report.id, float(alike[number, near]), seeds[near].id, shared, _days(report, seeds[near])))
    return sorted(found, key=lambda row: (-row.score, row.report))


def _shared(space: Space, a: int, b: int) -> tuple[str, ...]:
    """The words that make two reports alike; of a pair of words and its parts only the pair."""
    both = space.matrix[a].multiply(space.matrix[b]).tocoo()
    order = sorted(zip(both.col, both.data, strict=True), key=lambda pair: (-pair[1], space.names[pair[0]]))
    kept: list[str] = []
    for column, _ in order:
        words = set(space.names[column].split())
        in_pairs = {part for name in kept if " " in name for part in name.split()}
        if not words & in_pairs:
            kept = [name for name in kept if name not in words] + [space.names[column]]
        if len(kept) == REASONS:
            break
    return tuple(kept)


def _days(a: Report, b: Report) -> int | None:
    if a.published is None or b.published is None:
        return None
    first, second = (np.datetime64(report.published.value[:10]) for report in (a, b) if report.published)
    return abs(int((first - second) / np.timedelta64(1, "D")))
