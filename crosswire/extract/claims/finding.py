"""Claims: filled in from the mentions."""

from __future__ import annotations

from collections.abc import Sequence

from crosswire.base import Claim, Entity, Mention, Quote, Report


def find(
    report: Report, mentions: Sequence[Mention], quotes: Sequence[Quote], entities: Sequence[Entity]
) -> tuple[Claim, ...]:
    """One row per source and proposition. None yet."""
    return ()
