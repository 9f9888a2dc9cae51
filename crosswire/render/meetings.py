"""Who met whom, as the reports tell it: a matrix to see at once, and a table with the words."""

from __future__ import annotations

from collections import defaultdict
from itertools import combinations
from typing import NamedTuple

from crosswire.base import Entity, Event, Mention, Record
from crosswire.render.dates import within
from crosswire.render.desk import Cite, Desk
from crosswire.render.picking import picked
from crosswire.render.words import clipped, say, table

CONTACTS = frozenset({"talk.meeting", "talk.visit", "talk.call", "talk.round"})
"""Subtypes of event in which people are in contact."""

ROLES = frozenset({"participants", "host", "mediator", "visitor", "actor"})
"""Roles that take part; a topic or a venue does not."""

HELD = frozenset({"happened", "ongoing"})

MOST = 14
"""Most names along the matrix: those with most contacts."""

PAIRS = 60
"""Most rows of the table."""

STEP, LABEL = 22, 150
"""Size of a square and room for a name, in units of the drawing."""


class Square(NamedTuple):
    x: int
    y: int
    held: bool
    n: int


class Tick(NamedTuple):
    name: str
    at: int


class Contact(NamedTuple):
    """One contact of two: what the record calls it, its day, its sign, and where it is told."""

    title: str
    day: str
    sign: str
    sign_words: str
    cites: list[Cite]


class Pair(NamedTuple):
    names: str
    contacts: list[Contact]


class Meetings(NamedTuple):
    """`ticks` along both sides, `squares` between them, drawn in a field of `width` by `height`."""

    ticks: list[Tick]
    squares: list[Square]
    pairs: list[Pair]
    more: int
    width: int
    height: int


def meetings(record: Record, desk: Desk) -> Meetings:
    """Pairs of named parties the reports tell of as meeting, calling or due to meet; most contacts first."""
    entities = {entity.id: entity for entity in record.entities}
    found: dict[tuple[str, str], list[Event]] = defaultdict(list)
    for event in record.events:
        if event.subtype in CONTACTS:
            named = {
                p.entity: entities[p.entity] for p in event.participants if p.role in ROLES and p.entity in entities
            }
            for a, b in combinations(sorted(named.values(), key=lambda row: (row.name, row.id)), 2):
                if not _same_side(a, b):
                    found[a.id, b.id].append(event)
    counts: dict[str, int] = defaultdict(int)
    for pair, events in found.items():
        for name in pair:
            counts[name] += len(events)
    shown = sorted(counts, key=lambda name: (-counts[name], desk.entity_names[name], name))[:MOST]
    places = {name: number for number, name in enumerate(shown)}
    ordered = sorted(found.items(), key=lambda row: (-len(row[1]), [desk.entity_names[name] for name in row[0]]))
    told = {name for _, events in ordered[:PAIRS] for event in events for name in event.mentions}
    mentions = picked(record.mentions, told)
    return Meetings(
        ticks=[Tick(clipped(desk.entity_names[name], 24), STEP * place) for name, place in places.items()],
        squares=[square for pair, events in found.items() for square in _squares(pair, events, places)],
        pairs=[_pair(pair, events, mentions, desk) for pair, events in ordered[:PAIRS]],
        more=max(0, len(ordered) - PAIRS),
        width=LABEL + STEP * len(shown),
        height=STEP * len(shown),
    )


def _same_side(a: Entity, b: Entity) -> bool:
    """Whether two names of one meeting mean one party: a minister and his government, a state and its government."""
    return a.country is not None and a.country == b.country and (a.kind, b.kind) != ("person", "person")


def _squares(pair: tuple[str, str], events: list[Event], places: dict[str, int]) -> list[Square]:
    if pair[0] not in places or pair[1] not in places:
        return []
    held = [event for event in events if event.actuality in HELD]
    ends = (places[pair[0]], places[pair[1]])
    count = len(held) or len(events)
    return [Square(STEP * min(ends), STEP * max(ends), bool(held), count)]


def _pair(pair: tuple[str, str], events: list[Event], mentions: dict[str, Mention], desk: Desk) -> Pair:
    names = " – ".join(desk.entity_names[name] for name in pair)
    in_time = sorted(events, key=lambda event: ((event.when and event.when.from_) or "9", event.id))
    return Pair(names, [_contact(event, mentions, desk) for event in in_time])


def _contact(event: Event, mentions: dict[str, Mention], desk: Desk) -> Contact:
    sign, words = table("signs")[table("actuality_sign").get(event.actuality, "said")]
    told = {row.report: row for row in (mentions[name] for name in reversed(event.mentions) if name in mentions)}
    cites = [desk.cite(row.report, row.start, row.end) for row in told.values()]
    day = within(event.when, weekday=True) or say("timeline.undated")
    return Contact(event.title, day, sign, words, sorted(cites, key=lambda cite: cite.number))
