"""What the tables look up in a record, and the columns that many of them share."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from typing import Any

from crosswire import rules
from crosswire.base import Account, ChainLink, Mention, Participant, Record, When, Where
from crosswire.render.desk import Desk, outlet
from crosswire.render.ledgers import own_voice

Value = str | int | float | bool | None
Row = dict[str, Value]

BETWEEN = "; "


class Book(Desk):
    """A record with its rows by id."""

    def __init__(self, record: Record) -> None:
        super().__init__(record, frozenset())
        self.events = {event.id: event for event in record.events}
        self.mentions = {mention.id: mention for mention in record.mentions}
        self.entities = {entity.id: entity for entity in record.entities}
        self.claims = {claim.id: claim for claim in record.claims}
        self.words_of: dict[str, Any] = rules.load("en/outputs")

    def report(self, name: str) -> Row:
        """Number, id, outlet and date of a report."""
        found = self.reports.get(name)
        published = found.published.value if found and found.published else None
        return {
            "report": self.numbers.get(name),
            "report_id": name,
            "outlet": outlet(found) if found else None,
            "published": published,
        }

    def cite(self, report: str, start: int | None = None, end: int | None = None) -> Row:  # type: ignore[override]
        """The columns that lead from a row to its words."""
        words = self.words(report, start, end) if start is not None and end is not None else None
        return {**self.report(report), "start": start, "end": end, "words": words}

    def first(self, accounts: Sequence[Account]) -> Row:
        """The first account's citation, with whose word it is and where it stands; empty cells where there is none."""
        if not accounts:
            empty = ("report", "report_id", "outlet", "published", "start", "end", "words", "source", "standing")
            return dict.fromkeys(empty)
        one = accounts[0]
        told = {"source": one.source or own_voice(), "standing": one.standing}
        return {**self.cite(one.report, one.start, one.end), **told}

    def mentioned(self, names: Iterable[str]) -> Row:
        """The citation of the first of these mentions."""
        one = next((self.mentions[name] for name in names if name in self.mentions), None)
        return self.cite(one.report, one.start, one.end) if one else self.first(())

    def named(self, entity: str | None, words: str | None = None) -> str | None:
        return self.entity_names.get(entity or "", words)

    def where(self, where: Where | None) -> Row:
        place = self.entities.get(where.entity or "") if where else None
        return {
            "where_description": place.name if place else None,
            "where_prec": where.precision if where else None,
            "country": place.country if place else None,
            "latitude": place.lat if place else None,
            "longitude": place.lon if place else None,
        }

    def players(self, rows: Iterable[Participant], roles: Iterable[str]) -> str:
        wanted = frozenset(roles)
        return joined(self.named(row.entity, row.text) for row in rows if row.role in wanted)

    def cast(self, rows: Iterable[Participant]) -> str:
        return joined(f"{row.role}: {self.named(row.entity, row.text)}" for row in rows)

    def chain(self, links: Iterable[ChainLink]) -> str:
        return joined((self.source(link) for link in links), " > ")

    def voice(self, links: Sequence[ChainLink]) -> str:
        """Who is nearest to what is said."""
        return self.source(links[-1]) if links else own_voice()

    def told(self, event: Mention) -> str:  # type: ignore[override]
        return " ".join(self.words(event.report, event.start, event.end).split())


def when(found: When | None) -> Row:
    """First and last possible day, precision and basis."""
    days = span(found.from_ if found else None, found.to if found else None)
    return {**days, "date_prec": found.precision if found else None, "date_basis": found.basis if found else None}


def span(first: str | None, end: str | None) -> Row:
    """A half-open interval as its first and last day."""
    if first is None:
        return {"date_start": None, "date_end": None}
    last = first[:10]
    if end is not None and len(end) >= len("2000-01-01"):
        day = datetime.date.fromisoformat(end[:10])
        last = max(last, (day if end[10:16] not in ("", "T00:00") else day - datetime.timedelta(days=1)).isoformat())
    return {"date_start": first[:10], "date_end": last}


def joined(names: Iterable[str | None], between: str = BETWEEN) -> str:
    """Each name once, in order."""
    return between.join(dict.fromkeys(" ".join(name.split()) for name in names if name and name.strip()))
