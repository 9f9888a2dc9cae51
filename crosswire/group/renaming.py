"""A reading in the record's terms: local ids of entities replaced, claims joined to their events."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TypeVar

import msgspec
from msgspec.structs import replace

from crosswire.base import ChainLink, Claim, Entity, Grouping, Mention, Participant, Quote, Reading

Named = TypeVar("Named", ChainLink, Participant)
Packable = TypeVar("Packable", bound=msgspec.Struct)

_ENTITY = re.compile(rb"\xae(e-[0-9a-f]{12})")
"""An entity's id in MessagePack: a string of 14 bytes."""


def adopt(reading: Reading, grouping: Grouping) -> Reading:
    """The reading with the record's ids of entities, and each claim's event.

    An id the grouping does not know stays as it is.
    """
    names = grouping.entity_of
    return replace(
        reading,
        entities=tuple(_entity(entity, names) for entity in reading.entities),
        quotes=tuple(_quote(quote, names) for quote in reading.quotes),
        mentions=tuple(_mention(mention, names) for mention in reading.mentions),
        claims=tuple(_claim(claim, grouping) for claim in reading.claims),
    )


def relabel(rows: Packable, known: Mapping[str, str]) -> Packable:
    """The same rows with other ids of entities: `known` maps those that change."""
    if all(old == new for old, new in known.items()):
        return rows
    return msgspec.msgpack.decode(relabelled(msgspec.msgpack.encode(rows), known), type=type(rows))


def relabelled(packed: bytes, known: Mapping[str, str]) -> bytes:
    """The same for rows in MessagePack. Ids are all of one length, so they change in place."""
    names = {old.encode(): b"\xae" + new.encode() for old, new in known.items() if old != new}
    return _ENTITY.sub(lambda found: names.get(found[1], found[0]), packed) if names else packed


def _name(name: str | None, names: Mapping[str, str]) -> str | None:
    return names.get(name, name) if name is not None else None


def _each(rows: tuple[Named, ...], names: Mapping[str, str]) -> tuple[Named, ...]:
    return tuple(row if row.entity is None else replace(row, entity=_name(row.entity, names)) for row in rows)


def _entity(entity: Entity, names: Mapping[str, str]) -> Entity:
    return replace(entity, id=names.get(entity.id, entity.id), parent=_name(entity.parent, names))


def _quote(quote: Quote, names: Mapping[str, str]) -> Quote:
    return replace(
        quote,
        speaker=_name(quote.speaker, names),
        addressee=_name(quote.addressee, names),
        where=_name(quote.where, names),
        chain=_each(quote.chain, names),
    )


def _mention(mention: Mention, names: Mapping[str, str]) -> Mention:
    where = mention.where
    return replace(
        mention,
        participants=_each(mention.participants, names),
        where=where if where is None else replace(where, entity=_name(where.entity, names)),
        attribution=_each(mention.attribution, names),
    )


def _claim(claim: Claim, grouping: Grouping) -> Claim:
    event = grouping.claim_event.get(claim.id, claim.event)
    return replace(claim, event=event, source=_each(claim.source, grouping.entity_of))
