"""The ledgers: views over a record as plain tables, each cell with the words it rests on. They add nothing to it."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import Any, Literal, NamedTuple

from crosswire import rules
from crosswire.base import Account, Anchor, Claim, Event, Interval, Mention, Number, Position, Process, Record, When
from crosswire.render.picking import picked

OF_EVENTS = ("talks", "incidents", "territory")
"""Ledgers whose rows are events of some types."""

DAY = 1
"""Codebook precision of an exact day."""


class Cell(NamedTuple):
    """What a cell shows, and the words of the reports it rests on."""

    text: str
    anchors: tuple[Anchor, ...] = ()


class Ledger(NamedTuple):
    """One table. `name` is its key, for a file name; every row has one cell for each column."""

    name: str
    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


def ledgers(record: Record) -> tuple[Ledger, ...]:
    """Talks; truces; incidents and casualties; aid and access; votes and texts; positions; deployments and territory.

    Empty tables are given too. Nothing is summed; a figure stands as printed, with its source.
    """
    book = _Book(record)
    rows = {
        "talks": book.talks(),
        "truces": book.steps("truce"),
        "incidents": book.incidents(),
        "aid": book.steps("aid_operation"),
        "texts": book.steps("text"),
        "positions": book.positions(),
        "territory": book.territory(),
    }
    return tuple(
        Ledger(name, _table()["titles"][name], tuple(_table()["columns"][name]), tuple(found))
        for name, found in rows.items()
    )


def own_voice() -> str:
    """What stands for the source where a report names none."""
    return str(_table()["words"]["own_voice"])


@cache
def _table() -> dict[str, Any]:
    return rules.load("en/ledger_tables")


class _Book:
    """Lookups over one record, made once."""

    def __init__(self, record: Record) -> None:
        self.record = record
        self.text = {report.id: report.text for report in record.reports}
        steps = {step.event for process in record.processes for step in process.steps}
        self.events = {event.id: event for event in record.events if event.id in steps or _is_listed(event)}
        self.claims = [claim for claim in record.claims if claim.outcome and claim.event in self.events]
        cited = {name for event in self.events.values() for name in event.mentions}
        cited.update(name for claim in self.claims for name in claim.mentions)
        self.mentions = picked(record.mentions, cited)
        self.names = {entity.id: entity.name for entity in record.entities}
        self.blames: dict[str, list[Position]] = {}
        for row in record.positions:
            if row.stance == "blames" and row.event:
                self.blames.setdefault(row.event, []).append(row)
        self.series = {
            step.event: process for process in record.processes if process.kind == "talks" for step in process.steps
        }

    def talks(self) -> Iterator[tuple[Cell, ...]]:
        """One row for each meeting, call or visit, planned ones too."""
        for event in self._events("talks"):
            series = self.series.get(event.id)
            if not (series or event.participants or (event.when and event.when.from_)):
                continue  # a bare "the meeting"
            name = Cell(series.name if series else "")
            status = Cell(_status(event.fate or event.actuality))
            yield (self._day(event.when), Cell(event.title), name, status, *self._told(event))

    def territory(self) -> Iterator[tuple[Cell, ...]]:
        for event in self._events("territory"):
            place = Cell(self.names.get(event.where.entity or "", "") if event.where else "")
            yield (self._day(event.when), Cell(event.title), place, Cell(_status(event.actuality)), *self._told(event))

    def steps(self, kind: Literal["truce", "text", "aid_operation"]) -> Iterator[tuple[Cell, ...]]:
        """One row for each step of each process of a kind, in the order of time."""
        for process in self._processes(kind):
            for step in process.steps:
                event = self.events.get(step.event)
                said = self.names.get(step.said_by or "", step.said_by) or _table()["words"]["own_voice"]
                day = self._day(event.when if event else None)
                yield Cell(process.name), day, Cell(step.state), Cell(said), self._words(step.accounts)

    def positions(self) -> Iterator[tuple[Cell, ...]]:
        for row in self.record.positions:
            actor = Cell(self.names.get(row.actor, row.actor))
            told = Cell(self._sources(account.source for account in row.accounts))
            yield actor, Cell(row.stance), Cell(row.issue), Cell(_spoken(row.said)), told, self._words(row.accounts)

    def incidents(self) -> Iterator[tuple[Cell, ...]]:
        """One row for each figure of each source; an incident without a figure has one row."""
        claims: dict[str, list[Claim]] = {}
        for claim in self.claims:
            if claim.event:
                claims.setdefault(claim.event, []).append(claim)
        for event in self._events("incidents"):
            doers = self._doers(event)
            seen: set[tuple[str, ...]] = set()
            for claim in claims.get(event.id, ()):
                figure, source = self._figure(claim), self._sources([_source(claim)])
                if figure is not None and (key := (claim.outcome or "", figure.text.lower(), source)) not in seen:
                    seen.add(key)
                    yield self._counted(event, claim, figure, source, doers)
            if not seen:
                said, words = self._told(event)
                yield self._day(event.when), Cell(event.title), Cell(""), Cell(""), Cell(""), said, doers, words

    def _counted(self, event: Event, claim: Claim, figure: Number, source: str, doers: Cell) -> tuple[Cell, ...]:
        printed = Cell(
            " ".join(figure.text.split()), (Anchor(report=figure.report, start=figure.start, end=figure.end),)
        )
        mention = self.mentions[claim.mentions[0]]
        words = self._words([Account(report=mention.report, start=mention.start, end=mention.end)])
        who = Cell(claim.group or "")
        return (
            self._day(event.when),
            Cell(event.title),
            Cell(claim.outcome or ""),
            who,
            printed,
            Cell(source),
            doers,
            words,
        )

    def _figure(self, claim: Claim) -> Number | None:
        """The count as printed that the claim gives."""
        for name in claim.mentions:
            mention = self.mentions.get(name)
            for number in mention.numbers if mention else ():
                if (number.outcome, number.group, number.low) == (claim.outcome, claim.group, claim.low):
                    return number
        return None

    def _doers(self, event: Event) -> Cell:
        """Who the reports say did it, and who blames whom, each in the words of a position."""
        found = [p for p in event.participants if p.role in _table()["types"]["doers"] and p.report]
        anchors = [Anchor(report=p.report, start=p.start, end=p.end) for p in found if p.report]
        names = [self.names.get(p.entity or "", " ".join(p.text.split())) for p in found]
        for row in self.blames.get(event.id, ()):
            names.append(_table()["words"]["blame"].format(actor=self.names.get(row.actor, row.actor), issue=row.issue))
            anchors += [Anchor(report=a.report, start=a.start, end=a.end) for a in row.accounts]
        return Cell(_table()["words"]["between"].join(dict.fromkeys(names)), tuple(anchors))

    def _events(self, name: str) -> list[Event]:
        """The events of a ledger that are told firmly enough, by day, those without one last."""
        types = _table()["types"]
        found = [e for e in self.events.values() if e.type in types[name] and e.actuality in types["told"]]
        return sorted(found, key=lambda e: (e.when.from_ or "9") if e.when else "9")

    def _processes(self, kind: str) -> list[Process]:
        return [process for process in self.record.processes if process.kind == kind]

    def _told(self, event: Event) -> tuple[Cell, Cell]:
        """Whose word an event rests on, and the words; one account a report."""
        first: dict[str, Mention] = {}
        for name in event.mentions:
            if name in self.mentions:
                first.setdefault(self.mentions[name].report, self.mentions[name])
        said = self._sources(m.attribution[-1].text if m.attribution else None for m in first.values())
        accounts = [Account(report=m.report, start=m.start, end=m.end) for m in first.values()]
        return Cell(said), self._words(accounts)

    def _sources(self, found: Iterable[str | None]) -> str:
        own: str = _table()["words"]["own_voice"]
        told = dict.fromkeys(" ".join(source.split()) if source else own for source in found)
        return str(_table()["words"]["between"].join(told))

    def _words(self, accounts: Sequence[Account]) -> Cell:
        """The first account's words; the anchors of all."""
        if not accounts:
            return Cell("")
        best = accounts[0]
        anchors = tuple(Anchor(report=a.report, start=a.start, end=a.end) for a in accounts)
        return Cell(" ".join(self.text[best.report][best.start : best.end].split()), anchors)

    def _day(self, when: When | None) -> Cell:
        """The day or span of an event, as ISO days."""
        if when is None or not when.from_:
            return Cell("")
        if when.precision == DAY or not when.to:
            return Cell(when.from_[:10])
        return Cell(_span(when.from_, when.to))


def _is_listed(event: Event) -> bool:
    """Whether some ledger of events holds it."""
    types = _table()["types"]
    return event.actuality in types["told"] and any(event.type in types[name] for name in OF_EVENTS)


def _span(first: str, end: str) -> str:
    """Half-open as two days: from the first to the last."""
    last = (datetime.date.fromisoformat(end[:10]) - datetime.timedelta(days=1)).isoformat()
    return first[:10] if last <= first[:10] else str(_table()["words"]["span"].format(first=first[:10], last=last))


def _spoken(said: Interval | None) -> str:
    if said is None or not said.from_:
        return ""
    return _span(said.from_, said.to) if said.to else said.from_[:10]


def _status(actuality: str) -> str:
    return str(_table()["status"].get(actuality, actuality))


def _source(claim: Claim) -> str | None:
    return claim.source[-1].text if claim.source else None
