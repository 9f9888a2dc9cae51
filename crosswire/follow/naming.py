"""Whom a decision names: an entity that some report names so, or a new one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from msgspec.structs import replace

from crosswire.base import Entity, EntityKind, Reading, row_id


class Named(NamedTuple):
    """The reading with the entity in it, its id there, and the id of the one in another report that it is."""

    reading: Reading
    id: str
    same_as: str | None = None


class Names:
    """The entities of all readings by name and alias, case aside."""

    def __init__(self, readings: Iterable[Reading]) -> None:
        self._called: dict[str, list[tuple[str, Entity]]] = defaultdict(list)
        for reading in readings:
            for entity in reading.entities:
                for name in dict.fromkeys((entity.name, *entity.aliases)):
                    self._called[name.casefold()].append((reading.report, entity))

    def name(self, reading: Reading, name: str, kinds: tuple[EntityKind, ...]) -> Named:
        """Who is called so: in this report if it names them, else in the report that names them most."""
        own = [entity for entity in reading.entities if _is_called(entity, name)]
        called = self._called.get(name.casefold(), [])
        found = [entity for report, entity in called if report == reading.report] or own
        found = found or [entity for _, entity in called]
        fitting = [entity for entity in found if entity.kind in kinds]
        best = min(fitting, key=lambda one: (one.name.casefold() != name.casefold(), -len(one.mentions)), default=None)
        if best is not None and any(entity.id == best.id for entity in reading.entities):
            return Named(reading, best.id)
        new = _new(reading.report, best, name, kinds[0])
        return Named(replace(reading, entities=(*reading.entities, new)), new.id, best.id if best else None)


def _is_called(entity: Entity, name: str) -> bool:
    return name.casefold() in {one.casefold() for one in (entity.name, *entity.aliases)}


def _new(report: str, same: Entity | None, name: str, kind: EntityKind) -> Entity:
    """One that this report does not name itself: nothing of it stands in its words."""
    base = replace(same, roles=(), mentions=()) if same else Entity(id="", kind=kind, name=name)
    return replace(base, id=row_id("e", report, base.kind, "decided", name.casefold()))
