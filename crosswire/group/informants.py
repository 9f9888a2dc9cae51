"""Who stands behind what reports tell: the innermost named source of a chain, joined over reports.

A monitor quoted by three outlets is one informant. Unnamed sources ("two officials") are never taken for one another.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from msgspec.structs import replace

from crosswire.base import ChainLink, Copy, Entity, Event, Lineage, Mention
from crosswire.group.names import key
from crosswire.group.shelf import Shelf

SHARED = 2
"""Reports that must cite an informant for it to stand behind their lineage."""


class Informant(NamedTuple):
    """One source over all reports: an entity of the record or, within a story, the words for a body without a name."""

    id: str
    name: str


class Informants:
    """The sources of a shelf's mentions; `entity_of` gives the record's id of a reading's entity."""

    def __init__(self, shelf: Shelf, entities: Sequence[Entity], entity_of: Mapping[str, str]) -> None:
        self._shelf = shelf
        self._entity_of = entity_of
        self._names = {entity.id: entity.name for entity in entities}

    def of(self, chain: Sequence[ChainLink]) -> Informant | None:
        """The innermost source of a chain (outermost first) that can be told from others, or null."""
        for link in reversed(chain):
            if link.anonymous:
                continue
            entity = self._entity_of.get(link.entity or "")
            if entity is not None:
                return Informant(entity, self._names[entity])
            if link.type is not None:
                return Informant(f"words {key(link.text)}", " ".join(link.text.split()))
        return None

    def origins(
        self, tellings: Iterable[tuple[str, Sequence[ChainLink]]], origin_of: Mapping[str, str]
    ) -> tuple[str, ...]:
        """The origins of one event or claim, an upper bound, in the order of `tellings` (report id, chain of sources).

        `origin_of` gives the lineage or report id of a report. Reports that have what they tell from one and the same
        informant, and nothing in their own voice or from others, count once, under the first of them.
        """
        heard: dict[str, set[Informant | None]] = defaultdict(set)
        for report, chain in tellings:
            heard[report].add(self.of(chain))
        first: dict[Informant, str] = {}
        found = []
        for report, sources in heard.items():
            origin = origin_of[report]
            only = next(iter(sources)) if len(sources) == 1 else None
            found.append(origin if only is None else first.setdefault(only, origin))
        return tuple(dict.fromkeys(found))

    def behind(self, lineages: Sequence[Lineage]) -> tuple[Lineage, ...]:
        """The lineages with the informants that two of their reports cite, those that most cite first."""
        return tuple(replace(lineage, informants=self._shared(lineage)) for lineage in lineages)

    def _shared(self, lineage: Lineage) -> tuple[str, ...]:
        citing: dict[str, set[int]] = defaultdict(set)
        called: dict[str, str] = {}
        for place in (self._shelf.place[report] for report in lineage.reports):
            for mention in self._shelf.readings[place].mentions:
                source = self.of(mention.attribution)
                if source is not None and not self._takes_part(source, mention):
                    citing[source.id].add(place)
                    called.setdefault(source.id, source.name)
        shared = [(-len(places), called[name]) for name, places in citing.items() if len(places) >= SHARED]
        return tuple(dict.fromkeys(name for _, name in sorted(shared)))

    def _takes_part(self, source: Informant, mention: Mention) -> bool:
        """Whether a source speaks of its own doings: it is a party to the event, and informs of nothing."""
        return any(self._entity_of.get(one.entity or "") == source.id for one in mention.participants)


def count_origins(
    events: Sequence[Event],
    informants: Informants,
    shelf: Shelf,
    lineages: Sequence[Lineage],
    copies: Sequence[Copy] = (),
) -> tuple[Event, ...]:
    """The events, each with its origins over texts and informants.

    A report that tells an event in passages alone that earlier reports tell it in too adds no origin to theirs.
    """
    origin_of = {report.id: report.id for report in shelf.reports}
    origin_of.update({report: lineage.id for lineage in lineages for report in lineage.reports})
    told = {one.id: one for reading in shelf.readings for one in reading.mentions}
    taken: dict[str, list[Copy]] = defaultdict(list)
    for row in copies:
        if row.kind != "possible":
            taken[row.b.report].append(row)
    counted = []
    for event in events:
        mentions = sorted((told[name] for name in event.mentions), key=lambda one: shelf.place[one.report])
        origins = _with_copied(mentions, taken, origin_of)
        counted.append(
            replace(event, origins=informants.origins([(one.report, one.attribution) for one in mentions], origins))
        )
    return tuple(counted)


def _with_copied(
    mentions: Sequence[Mention], taken: Mapping[str, Sequence[Copy]], origin_of: Mapping[str, str]
) -> dict[str, str]:
    """The origin of each report that tells an event: the giver's where all it tells of it stands in copied passages.

    `mentions` come in the order of their reports, those of the giver before those of the taker.
    """
    by_report: dict[str, list[Mention]] = defaultdict(list)
    for one in mentions:
        by_report[one.report].append(one)
    found: dict[str, str] = {}
    for report, told in by_report.items():
        givers = [_giver(one, taken.get(report, ()), by_report) for one in told]
        first = givers[0]
        found[report] = origin_of[report] if first is None or None in givers else found[first]
    return found


def _giver(mention: Mention, taken: Sequence[Copy], by_report: Mapping[str, Sequence[Mention]]) -> str | None:
    """The report that tells in a passage what a mention of its copy tells."""
    at = mention.trigger.start
    for row in taken:
        if row.b.start <= at < row.b.end and any(
            row.a.start <= one.trigger.start < row.a.end for one in by_report.get(row.a.report, ())
        ):
            return row.a.report
    return None
