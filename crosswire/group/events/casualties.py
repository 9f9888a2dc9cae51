"""An event's casualties as reported: lowest and highest as printed, never a sum, best only by agreement."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from crosswire.base import Casualties, Claim, Number
from crosswire.group.events.spots import Spot
from crosswire.group.shelf import Shelf

Key = tuple[str, str | None]
Told = list[tuple[int, Number]]


def tally(
    shelf: Shelf, spots: Sequence[Spot], claims: Sequence[Claim], origin_of: Mapping[str, str]
) -> tuple[Casualties, ...]:
    """One row for each outcome and group, in alphabetical order.

    Left out are running totals, and a part of a printed total ("among them a nurse") that names no group of its own.

    `origin_of` gives a report's lineage or itself; a number told by one origin only is graded weak.
    """
    told: dict[Key, Told] = defaultdict(list)
    for spot in spots:
        for number in spot.mention.numbers:
            part = number.parent is not None and number.group is None
            if number.outcome and number.low is not None and not number.cumulative and not part:
                told[number.outcome, number.group].append((spot.place, number))
    return tuple(
        _row(shelf, key, _in_force(shelf, told[key]), claims, origin_of)
        for key in sorted(told, key=lambda key: (key[0], key[1] or ""))
    )


def _in_force(shelf: Shelf, told: Told) -> Told:
    """Without the numbers of a report of which a later version gives numbers too."""
    latest: dict[str, int] = {}
    for place, _ in told:
        report = shelf.reports[place]
        first = report.version_of or report.id
        latest[first] = max(latest.get(first, 0), report.version)
    return [
        (place, number)
        for place, number in told
        if shelf.reports[place].version == latest[shelf.reports[place].version_of or shelf.reports[place].id]
    ]


def _row(shelf: Shelf, key: Key, told: Told, claims: Sequence[Claim], origin_of: Mapping[str, str]) -> Casualties:
    outcome, group = key
    highs = [number.high for _, number in told if number.high is not None]
    origins = {origin_of[shelf.reports[place].id] for place, _ in told}
    best, why = _agreed(shelf, told)
    return Casualties(
        outcome=outcome,
        group=group,
        low=min(number.low for _, number in told if number.low is not None),
        best=best,
        high=max(highs) if highs else None,
        grade="weak" if len(origins) == 1 else None,
        why=why,
        claims=tuple(claim.id for claim in claims if (claim.outcome, claim.group) == key),
    )


def _agreed(shelf: Shelf, told: Told) -> tuple[int | float | None, str]:
    """The number every full report gives, where more than one does; and in words how far they agree."""
    full = [(place, number) for place, number in told if shelf.reports[place].standing(number.start) == "full"]
    reports = {place for place, _ in full}
    values = {(number.low, number.high) for _, number in full}
    if not full:
        return None, "No full report gives a number."
    if len(reports) == 1:
        return None, "Only one full report gives a number."
    low, high = min(values, key=str)
    if len(values) == 1 and low == high:
        return low, f"All {len(reports)} full reports that give a number agree."
    if len(values) == 1:
        return None, f"All {len(reports)} full reports say the same, but none gives one exact number."
    return None, f"{len(reports)} full reports give numbers that are not one."
