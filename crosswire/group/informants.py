"""Who stands behind what reports tell: the innermost named source of a chain, joined over reports.

A monitor quoted by three outlets is one informant. Unnamed sources ("two officials") are never taken for one another.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from msgspec.structs import replace

from crosswire.base import ChainLink, Entity, Event, Lineage, Mention
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
    events: Sequence[Event], informants: Informants, shelf: Shelf, lineages: Sequence[Lineage]
) -> tuple[Event, ...]:
    """The events, each with its origins over texts and informants."""
    origin_of = {report.id: report.id for report in shelf.reports}
    origin_of.update({report: lineage.id for lineage in lineages for report in lineage.reports})
    told = {one.id: (one.report, one.attribution) for reading in shelf.readings for one in reading.mentions}
    counted = []
    for event in events:
        tellings = sorted((told[name] for name in event.mentions), key=lambda one: shelf.place[one[0]])
        counted.append(replace(event, origins=informants.origins(tellings, origin_of)))
    return tuple(counted)
