"""Killed and injured as reported: incident by incident, each figure with whose it is. Nothing is added up."""

from __future__ import annotations

from itertools import islice
from typing import NamedTuple

from crosswire.base import Claim, Event, Number, Participant, Record
from crosswire.render.dates import compact, within
from crosswire.render.desk import ROWS, Cite, Desk
from crosswire.render.picking import picked
from crosswire.render.words import label, listing, quoted, say, table

AT_A_GLANCE = 8
"""Incidents before the rest is folded."""


class Figure(NamedTuple):
    """One figure of one source, with every page that prints it; `note` marks a running total."""

    outcome: str
    printed: str
    source: str
    cites: list[Cite]
    low: float | None
    high: float | None
    note: str


class Incident(NamedTuple):
    title: str
    day: str
    attacker: str
    flags: tuple[int, ...]
    figures: list[Figure]


def incidents(record: Record, desk: Desk) -> list[Incident]:
    """The figures of killed, injured and the like by event, in the record's order; those of no event come last."""
    outcomes = list(table("outcome"))
    figures = list(islice((row for row in record.claims if row.outcome in outcomes), ROWS))
    events = picked(record.events, {claim.event for claim in figures})
    by_event: dict[str, list[Claim]] = {event: [] for event in [*events, ""]}
    for claim in figures:
        by_event[claim.event if claim.event in events else ""].append(claim)
    named = {name for claim in figures for name in claim.mentions}
    counted = {row.id: (row.start, row.end, row.numbers) for row in record.mentions if row.id in named}
    found = []
    for name, claims in by_event.items():
        if claims:
            claims.sort(key=lambda claim: outcomes.index(claim.outcome or ""))
            found.append(_incident(events.get(name), claims, counted, desk))
    return found


Counted = dict[str, tuple[int, int, tuple[Number, ...]]]


def _incident(event: Event | None, claims: list[Claim], counted: Counted, desk: Desk) -> Incident:
    """Claims that print the same figure of the same source become one line."""
    figures: dict[tuple[str, str, str], Figure] = {}
    for claim in claims:
        source = " – ".join(desk.source(link) for link in claim.source)
        printed = quoted(claim.value) if claim.value else ""
        key = (claim.outcome or "", printed.lower(), source.lower())
        start, end, numbers = next((counted[name] for name in claim.mentions if name in counted), (None, None, ()))
        empty = Figure(
            label("outcome", claim.outcome),
            printed,
            source or say("casualties.no_source"),
            [],
            claim.low,
            claim.high,
            _running(claim, numbers),
        )
        figures.setdefault(key, empty).cites.append(desk.cite(claim.report, start, end))
    rows = list(figures.values())
    if event is None:
        return Incident(say("casualties.no_incident"), say("timeline.undated"), "", (), rows)
    attacker, flags = _attacker(event, desk)
    return Incident(event.title, within(event.when, weekday=True) or say("timeline.undated"), attacker, flags, rows)


def _running(claim: Claim, numbers: tuple[Number, ...]) -> str:
    """That a figure is one for a whole time, and since when if these pages name a day or year."""
    for number in numbers:
        if number.cumulative and number.outcome == claim.outcome and number.text in (claim.value or ""):
            if number.since is None:
                return say("casualties.running")
            return say("casualties.since", day=compact(number.since)) if number.since[:1].isdigit() else ""
    return ""


def _attacker(event: Event, desk: Desk) -> tuple[str, tuple[int, ...]]:
    """Who the pages name as attacker, or that this is disputed, with the numbers of the disagreements on it."""
    flags = tuple(desk.blamed(event.id))
    if flags or event.attribution_status == "contested":
        return say("casualties.disputed"), flags
    names = list(dict.fromkeys(_named(row, desk) for row in event.participants if row.role == "perpetrator"))
    if not names:
        return say("casualties.attacker_unstated"), ()
    whose = label("attribution", event.attribution_status)
    return listing(names) + (f" ({whose})" if whose else ""), ()


def _named(row: Participant, desk: Desk) -> str:
    return desk.entity_names.get(row.entity or "") or quoted(row.text)
