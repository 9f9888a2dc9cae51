"""One counted phrase while it is being understood."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(slots=True, eq=False)
class Amount:
    """One counted phrase while it is being understood. `first`, `at`, `last` are places of the phrase's first word, its
    number and its last word; `share` tells a part of those named before ("four of them"); `kind` says how the count is
    made: number vague none one known named."""

    first: int
    at: int
    last: int
    low: float
    high: float | None
    kind: str = "number"
    qualifier: str | None = None
    head: int | None = None
    unit: str | None = None
    people: bool = False
    share: bool = False
    group: str | None = None
    outcome: str | None = None
    cumulative: bool = False
    since: str | None = None
    parent: Amount | None = None
