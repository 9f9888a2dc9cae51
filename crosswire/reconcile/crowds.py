"""How many of many each is compared with, so that what is compared grows as fast as the store and no faster."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence


def nearest(places: Sequence[int], at: int, most: int) -> Sequence[int]:
    """Of ascending places so many at most: those about `at`, half of them before it where there are as many."""
    low = max(0, min(bisect_left(places, at) - most // 2, len(places) - most))
    return places[low : low + most]
