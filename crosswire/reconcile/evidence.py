"""Where each statement stands: lookups over the tables, made once, and accounts made from them."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from crosswire.base import Account, Claim, Entity, Event, Grouping, Mention, Part, Reading, Report

WEAK = frozenset({"stitched", "headline", "caption"})
"""Standings that never stand alone unmarked and never weigh like a full report."""


@dataclass(frozen=True)
class Evidence:
    """Everything reconciliation reads, by id. `order` is a report's place in canonical order."""

    reports: dict[str, Report]
    order: dict[str, int]
    mentions: dict[str, Mention]
    entities: dict[str, Entity]
    claims: dict[str, tuple[Claim, ...]]
    sentences: dict[str, tuple[Part, ...]]
    grouping: Grouping

    @classmethod
    def of(cls, reports: Sequence[Report], readings: Sequence[Reading], grouping: Grouping) -> Evidence:
        claims: dict[str, list[Claim]] = defaultdict(list)
        for reading in readings:
            for claim in reading.claims:
                if claim.event:
                    claims[claim.event].append(claim)
        return cls(
            reports={report.id: report for report in reports},
            order={report.id: place for place, report in enumerate(reports)},
            mentions={mention.id: mention for reading in readings for mention in reading.mentions},
            entities={entity.id: entity for entity in grouping.entities},
            claims={event: tuple(rows) for event, rows in claims.items()},
            sentences={reading.report: reading.sentences for reading in readings},
            grouping=grouping,
        )

    def mentions_of(self, event: Event) -> list[Mention]:
        """The event's mentions, in canonical order."""
        found = [self.mentions[name] for name in event.mentions if name in self.mentions]
        return sorted(found, key=self.place)

    def place(self, mention: Mention) -> tuple[int, int, int]:
        """Where a mention stands in the canonical order of the collection."""
        return self.order[mention.report], mention.start, mention.end

    def words(self, report: str, start: int, end: int) -> str:
        """The exact words."""
        return self.reports[report].text[start:end]

    def sentence(self, mention: Mention) -> Part:
        """The sentence that holds the mention's trigger; the clause itself where there is none."""
        spans = self.sentences.get(mention.report, ())
        place = bisect_right([span.start for span in spans], mention.trigger.start) - 1
        if place >= 0 and spans[place].end > mention.trigger.start:
            return spans[place]
        return Part(start=mention.start, end=mention.end)

    def standing(self, mention: Mention) -> str:
        return self.reports[mention.report].standing(mention.trigger.start)

    def source(self, mention: Mention) -> str | None:
        """Who says so, in the report's words, innermost source last; null for the outlet's own voice."""
        return " → ".join(link.text for link in mention.attribution) or None

    def account(self, mention: Mention, start: int | None = None, end: int | None = None) -> Account:
        """The mention, or a stretch of its report, as one account of a side or a line."""
        return Account(
            report=mention.report,
            start=mention.start if start is None else start,
            end=mention.end if end is None else end,
            source=self.source(mention),
            standing=self.standing(mention),
        )

    def accounts(self, mentions: Iterable[Mention]) -> tuple[Account, ...]:
        """One account a report: its strongest mention, full reports before weak ones, then canonical order."""
        best: dict[str, Mention] = {}
        for mention in sorted(mentions, key=lambda m: (self.standing(m) in WEAK, *self.place(m))):
            best.setdefault(mention.report, mention)
        return tuple(self.account(mention) for mention in best.values())
