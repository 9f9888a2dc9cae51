"""Where each statement stands: lookups over the tables, made once, and accounts made from them."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from operator import attrgetter

from crosswire import rules
from crosswire.base import (
    Account,
    ChainLink,
    Claim,
    Entity,
    Event,
    Grouping,
    Holding,
    Mention,
    Number,
    Part,
    Quote,
    Reading,
    Report,
    Ruling,
    Time,
)
from crosswire.reconcile.figures import loose_figures

WEAK = frozenset({"stitched", "headline", "caption"})
"""Standings that never stand alone unmarked and never weigh like a full report."""

LONGEST_TIME = 200
"""Characters a time expression may take."""


@dataclass(frozen=True)
class Evidence:
    """Everything reconciliation reads, by id. `order` is a report's place in canonical order; `loose` are figures for
    people that no event carries, as claims that stand in no table."""

    reports: dict[str, Report]
    order: dict[str, int]
    mentions: dict[str, Mention]
    told: dict[str, tuple[Mention, ...]]
    event_of: dict[str, str]
    events: dict[str, Event]
    entities: dict[str, Entity]
    claims: dict[str, tuple[Claim, ...]]
    sentences: dict[str, tuple[Part, ...]]
    times: dict[str, Time]
    timed: dict[str, tuple[Time, ...]]
    quotes: dict[str, tuple[Quote, ...]]
    grouping: Grouping
    countries: frozenset[str]
    of_kind: dict[tuple[str | None, str], tuple[Event, ...]]
    apart: dict[str, frozenset[str]]
    """By event the events that people told apart from it."""
    loose: dict[str, tuple[Claim, ...]]
    numbers: dict[str, tuple[Number, ...]]
    holdings: dict[str, tuple[Holding, ...]]

    @classmethod
    def of(
        cls,
        reports: Sequence[Report],
        readings: Sequence[Reading],
        grouping: Grouping,
        rulings: Sequence[Ruling] = (),
    ) -> Evidence:
        claims: dict[str, list[Claim]] = defaultdict(list)
        of_kind: dict[tuple[str | None, str], list[Event]] = defaultdict(list)
        for event in grouping.events:
            of_kind[event.story, event.type].append(event)
        for reading in readings:
            for claim in reading.claims:
                if claim.event:
                    claims[claim.event].append(claim)
        mentions = {mention.id: mention for reading in readings for mention in reading.mentions}
        texts = {report.id: report for report in reports}
        figures = {reading.report: loose_figures(texts[reading.report], reading) for reading in readings}
        mentions.update((figure.mention.id, figure.mention) for found in figures.values() for figure in found)
        return cls(
            reports=texts,
            order={report.id: place for place, report in enumerate(reports)},
            mentions=mentions,
            told={r.report: _told(r) for r in readings},
            event_of={name: event.id for event in grouping.events for name in event.mentions},
            events={event.id: event for event in grouping.events},
            entities={entity.id: entity for entity in grouping.entities},
            claims={event: tuple(rows) for event, rows in claims.items()},
            sentences={reading.report: reading.sentences for reading in readings},
            times={time.id: time for reading in readings for time in reading.times},
            timed={reading.report: tuple(sorted(reading.times, key=attrgetter("start"))) for reading in readings},
            quotes={reading.report: reading.quotes for reading in readings},
            grouping=grouping,
            apart=_apart(rulings, grouping),
            of_kind={key: tuple(rows) for key, rows in of_kind.items()},
            holdings={reading.report: reading.holdings for reading in readings},
            numbers={reading.report: tuple(sorted(reading.numbers, key=attrgetter("start"))) for reading in readings},
            loose={report: tuple(figure.claim for figure in found) for report, found in figures.items()},
            countries=frozenset(
                name.lower() for e in grouping.entities if _is_country(e) for name in (e.name, *e.aliases)
            ),
        )

    def mentions_of(self, event: Event) -> list[Mention]:
        """The event's mentions, in canonical order."""
        found = [self.mentions[name] for name in event.mentions if name in self.mentions]
        return sorted(found, key=self.place)

    def place(self, mention: Mention) -> tuple[int, int, int]:
        """Where a mention stands in the canonical order of the collection."""
        return self.order[mention.report], mention.start, mention.end

    def told_between(self, report: str, start: int, end: int) -> Sequence[Mention]:
        """The report's mentions whose triggers start from `start` on and before `end`."""
        told = self.told.get(report, ())
        first = bisect_left(told, start, key=lambda other: other.trigger.start)
        return told[first : bisect_left(told, end, lo=first, key=lambda other: other.trigger.start)]

    def times_between(self, report: str, start: int, end: int) -> list[tuple[int, int]]:
        """Where the report's time expressions stand that begin between two places, or shortly before the first."""
        rows = self.timed.get(report, ())
        first = bisect_left(rows, start - LONGEST_TIME, key=attrgetter("start"))
        last = bisect_left(rows, end, key=attrgetter("start"))
        return [(row.start, row.end) for row in rows[first:last]]

    def words(self, report: str, start: int, end: int) -> str:
        """The exact words."""
        return self.reports[report].text[start:end]

    def clause(self, mention: Mention) -> str:
        """The mention's own words."""
        return self.words(mention.report, mention.start, mention.end)

    def sentence_number(self, report: str, start: int) -> int:
        """Which of the report's sentences holds the character at `start`; -1 where none does."""
        spans = self.sentences.get(report, ())
        place = bisect_right(spans, start, key=lambda span: span.start) - 1
        return place if place >= 0 and spans[place].end > start else -1

    def sentence(self, mention: Mention) -> Part:
        """The sentence that holds the mention's trigger; the clause itself where there is none."""
        place = self.sentence_number(mention.report, mention.trigger.start)
        return self.sentences[mention.report][place] if place >= 0 else Part(start=mention.start, end=mention.end)

    def standing(self, mention: Mention) -> str:
        return self.reports[mention.report].standing(mention.trigger.start)

    def is_headline(self, mention: Mention) -> bool:
        """Whether the mention stands in a headline, whose words lean on the text below."""
        return self.standing(mention) == "headline"

    def is_weak(self, mention: Mention) -> bool:
        """Whether the mention stands where nothing may rest on it alone."""
        return self.standing(mention) in WEAK

    def source(self, mention: Mention) -> str | None:
        """Who says so, in the report's words, innermost source last; null for the outlet's own voice."""
        return " → ".join(self._called(link) for link in mention.attribution) or None

    def _called(self, link: ChainLink) -> str:
        """The source's words; for a pronoun its name, or words of ours that it stands earlier on the page."""
        if link.text.lower() not in rules.words("en/reconcile", "sources", "pronouns"):
            return " ".join(link.text.split())
        entity = self.entities.get(link.entity or "")
        earlier: str = rules.load("en/reconcile")["sources"]["earlier"]
        return entity.name if entity is not None else earlier

    def named(self, name: str | None, words: str) -> str:
        """A key for who this is: the entity's name or else the words, without case and article."""
        entity = self.entities.get(name or "")
        return re.sub(r"^(?:the|an?) ", "", " ".join((entity.name if entity else words).lower().split()))

    @cached_property
    def last_day(self) -> str:
        """The day of the last page, "" where none has a day."""
        return max((p.value[:10] for one in self.reports.values() if (p := one.published) is not None), default="")

    @cached_property
    def by_name(self) -> dict[str, tuple[Entity, ...]]:
        """Entities by their name without case."""
        found: dict[str, list[Entity]] = defaultdict(list)
        for entity in self.entities.values():
            found[entity.name.lower()].append(entity)
        return {name: tuple(named) for name, named in found.items()}

    @cached_property
    def by_alias(self) -> dict[str, Entity]:
        """The first entity that bears a name or alias, without case."""
        found: dict[str, Entity] = {}
        for entity in self.entities.values():
            for name in (entity.name, *entity.aliases):
                found.setdefault(name.lower(), entity)
        return found

    @cached_property
    def _entities_in(self) -> dict[str, list[tuple[int, int, str]]]:
        """Where each report mentions an entity, by any form, in order."""
        found: dict[str, list[tuple[int, int, str]]] = defaultdict(list)
        for entity in self.entities.values():
            for mention in entity.mentions:
                found[mention.report].append((mention.start, mention.end, entity.id))
        return {report: sorted(rows) for report, rows in found.items()}

    def entity_at(self, report: str, place: int) -> str | None:
        """The entity that the word at a place stands for, a pronoun too."""
        rows = self._entities_in.get(report, [])
        last = bisect_right(rows, place, key=lambda row: row[0])
        return next((name for _, end, name in reversed(rows[max(0, last - 3) : last]) if end > place), None)

    @cached_property
    def places_in(self) -> dict[str, list[tuple[int, str]]]:
        """Where each report names a place smaller than a country, and its name without case, in order."""
        return self._named_in("place")

    @cached_property
    def persons_in(self) -> dict[str, list[tuple[int, str]]]:
        """Where each report names a person, and the name without case, in order."""
        return self._named_in("person")

    def _named_in(self, kind: str) -> dict[str, list[tuple[int, str]]]:
        placed: dict[str, list[tuple[int, str]]] = defaultdict(list)
        for name, entities in self.by_name.items():
            for entity in entities:
                if entity.kind == kind and name not in self.countries:
                    for mention in entity.mentions:
                        placed[mention.report].append((mention.start, name))
        return {report: sorted(rows) for report, rows in placed.items()}

    @cached_property
    def initials(self) -> dict[str, str]:
        """Ids of organisations by their one-word names in capitals."""
        return {
            name: entity.id
            for entity in self.entities.values()
            if entity.kind == "organisation"
            for name in (entity.name, *entity.aliases)
            if name.isupper() and " " not in name
        }

    def place_called(self, name: str) -> str:
        """A place's name in its own letters, by the name without case; "" for none."""
        return next((entity.name for entity in self.by_name.get(name, ()) if entity.kind == "place"), "")

    def account(
        self, mention: Mention, start: int | None = None, end: int | None = None, source: str | None = None
    ) -> Account:
        """The mention, or a stretch of its report, as one account of a side or a line."""
        return Account(
            report=mention.report,
            start=mention.start if start is None else start,
            end=mention.end if end is None else end,
            source=source or self.source(mention),
            standing=self.standing(mention),
        )

    def accounts(self, mentions: Iterable[Mention]) -> tuple[Account, ...]:
        """One account a report: its strongest mention, full reports before weak ones, then canonical order."""
        best: dict[str, Mention] = {}
        for mention in sorted(mentions, key=lambda m: (self.is_weak(m), *self.place(m))):
            best.setdefault(mention.report, mention)
        return tuple(self.account(mention) for mention in best.values())


def _is_country(entity: Entity) -> bool:
    return entity.kind == "place" and entity.country is not None and entity.parent is None


def _apart(rulings: Sequence[Ruling], grouping: Grouping) -> dict[str, frozenset[str]]:
    """By event the events of which people decided that they are others."""
    splits = [one for one in rulings if one.kind == "split" and one.of == "event"]
    event_of = {name: event.id for event in grouping.events for name in event.mentions} if splits else {}
    found: dict[str, frozenset[str]] = defaultdict(frozenset)
    for one in splits:
        out, rest = ({event_of[name] for name in names if name in event_of} for names in one.things[:2])
        for event in out:
            found[event] |= rest - {event}
        for event in rest:
            found[event] |= out - {event}
    return dict(found)


def _told(reading: Reading) -> tuple[Mention, ...]:
    """The mentions whose type says what they tell, by their triggers: of the others nothing is compared."""
    kindless = rules.words("en/reconcile", "kindless", "types")
    return tuple(sorted((m for m in reading.mentions if m.type not in kindless), key=lambda m: (m.trigger.start, m.id)))
