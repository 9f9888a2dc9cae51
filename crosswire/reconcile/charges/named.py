"""Where each report names or points to whom, for the neighbourhood of a word."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from crosswire.base import Entity
from crosswire.reconcile.evidence import Evidence

FORMS = frozenset({"name", "title", "metonym", "pronoun", "nominal"})

Spot = tuple[int, int, str]
"""Start, end and entity id of one mention."""


@dataclass(frozen=True)
class Named:
    """The mentions of all that can be charged or answer, by report, in order."""

    spots: dict[str, list[Spot]]

    @classmethod
    def of(cls, evidence: Evidence) -> Named:
        found: dict[str, dict[tuple[int, int], str]] = defaultdict(dict)
        for entity in sorted(evidence.entities.values(), key=_least_telling):
            for mention in entity.mentions:
                if mention.form in FORMS:
                    found[mention.report][mention.start, mention.end] = entity.id
        return cls({report: sorted((*span, name) for span, name in spots.items()) for report, spots in found.items()})

    def between(self, report: str, start: int, end: int) -> Sequence[Spot]:
        """The mentions that begin from `start` on and before `end`."""
        spots = self.spots.get(report, [])
        first = bisect_left(spots, start, key=lambda spot: spot[0])
        return spots[first : bisect_left(spots, end, lo=first, key=lambda spot: spot[0])]


def _least_telling(entity: Entity) -> tuple[bool, str]:
    """Places first, so that a government named by its country stands for the country's name."""
    return entity.kind != "place", entity.id
