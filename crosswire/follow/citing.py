"""From a row of a record to the words by which a decision will find it again."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import Any

from msgspec.structs import replace

from crosswire.base import (
    Anchor,
    Cited,
    Copy,
    Disagreement,
    Entity,
    Mention,
    Position,
    Process,
    Record,
    Report,
    Thing,
    ThingKind,
)
from crosswire.follow.finding import claim_hint, quote_span

ANCHORS = 8
"""Places cited for one thing at most: the first of each report, then the rest. One that is found again is enough."""
FEWEST_LETTERS = 4
"""Of an id's hash, to name it by its beginning."""
NEAR = 3

TABLES: dict[str, tuple[ThingKind, str]] = {
    "r": ("report", "reports"),
    "m": ("mention", "mentions"),
    "q": ("quote", "quotes"),
    "n": ("number", "mentions"),
    "c": ("claim", "claims"),
    "cp": ("copy", "copies"),
    "e": ("entity", "entities"),
    "ev": ("event", "events"),
    "s": ("story", "stories"),
    "sl": ("storyline", "storylines"),
    "d": ("disagreement", "disagreements"),
    "p": ("process", "processes"),
    "po": ("position", "positions"),
}
"""What the letters before an id's hyphen stand for, and the record's table that holds it."""

Spotted = Copy | Disagreement | Process | Position


class UnknownIdError(LookupError):
    """No row of the record has the id; `near` are ids like it."""

    def __init__(self, name: str, near: Sequence[str]) -> None:
        super().__init__(name)
        self.name, self.near = name, tuple(near)


def spots_of(row: Spotted) -> Iterator[Anchor]:
    """The words a row of grouping or reconciliation cites."""
    if isinstance(row, Copy):
        yield from (row.a, row.b)
        return
    if isinstance(row, Disagreement):
        accounts = [account for side in row.sides for account in side.accounts]
    elif isinstance(row, Process):
        accounts = [account for step in row.steps for account in step.accounts]
    else:
        accounts = list(row.accounts)
    yield from (Anchor(report=one.report, start=one.start, end=one.end) for one in accounts)


def title_of(row: Any) -> str:
    """What a row is called: its title, question, name or issue; empty where it has none."""
    names = ("title", "question", "name", "issue")
    return next((str(title) for name in names if (title := getattr(row, name, None))), "")


class Citer:
    """The rows of one record by id, each with the words it rests on."""

    def __init__(self, record: Record) -> None:
        self.record = record
        self.reports = {report.id: report for report in record.reports}
        self.mentions = {mention.id: mention for mention in record.mentions}

    @cached_property
    def _rows(self) -> dict[str, Any]:
        tables = dict.fromkeys(table for _, table in TABLES.values())
        rows = {row.id: row for table in tables for row in getattr(self.record, table)}
        numbers = {number.id: number for mention in self.record.mentions for number in mention.numbers}
        return {**numbers, **rows}

    @cached_property
    def _called_before(self) -> dict[str, str]:
        tables = (self.record.events, self.record.stories, self.record.storylines, self.record.disagreements)
        return {was: row.id for table in tables for row in table for was in row.was}

    def row(self, name: str) -> Any:
        """The row of an id, of an id it had before, or of the beginning of one. Raises UnknownIdError."""
        if found := self._rows.get(name) or self._rows.get(self._called_before.get(name, "")):
            return found
        letters, _, rest = name.partition("-")
        begun = [other for other in self._rows if other.startswith(name)] if len(rest) >= FEWEST_LETTERS else []
        if len(begun) == 1:
            return self._rows[begun[0]]
        alike = [other for other in self._rows if other.partition("-")[0] == letters]
        raise UnknownIdError(name, sorted(begun)[:NEAR] or difflib.get_close_matches(name, sorted(alike), NEAR, 0.6))

    def thing(self, name: str) -> Thing:
        """What an id stands for, with its words. A report goes by its path or given id too. Raises UnknownIdError."""
        if name == "dossier":
            return Thing(of="dossier", id=name)
        named = [r for r in self.record.reports if name in {r.path, r.given_id} and name]
        row = named[0] if len(named) == 1 else self.row(name)
        of = TABLES[row.id.partition("-")[0]][0]
        cited = tuple(self._cited(of, row))
        return Thing(of=of, id=row.id, title=self._title(of, row), hint=self._hint(of, row), cited=cited)

    def _title(self, of: ThingKind, row: Any) -> str:
        if of == "report":
            return str(row.headline.text if row.headline else row.path)
        if title := title_of(row):
            return title
        cited = next(iter(self._cited(of, row)), None)
        return " ".join(cited.words.split()) if cited else ""

    def _hint(self, of: ThingKind, row: Any) -> str:
        if of in {"mention", "event"}:
            return str(row.type)
        if of == "claim":
            return claim_hint(row)
        return str(row.kind) if of in {"disagreement", "process", "entity"} else ""

    def _cited(self, of: ThingKind, row: Any) -> Iterator[Cited]:
        if of == "report":
            yield _whole(row)
        elif of in {"story", "storyline"}:
            yield from (_whole(self.reports[name]) for name in self._reports_of(row))
        elif of == "mention":
            yield self._mention(row)
        elif of in {"event", "claim"}:
            found = [self.mentions[name] for name in row.mentions if name in self.mentions]
            yield from (self._mention(one) for one in _spread(found)[: ANCHORS if of == "event" else 1])
        elif of == "quote":
            span = quote_span(row)
            if span:
                yield self._words(row.report, *span)
        elif of == "number":
            yield self._words(row.report, row.start, row.end)
        elif of == "entity":
            yield from (self._words(one.report, one.start, one.end) for one in self._named(row))
        else:
            yield from (self._words(one.report, one.start, one.end) for one in spots_of(row))

    def _reports_of(self, row: Any) -> list[str]:
        parts = [story for story in self.record.stories if story.id in getattr(row, "stories", (row.id,))]
        return [name for story in parts for name in story.reports]

    def _named(self, row: Entity) -> list[Any]:
        """Where an entity is named in full first, one place a report before a second."""
        full = [one for one in row.mentions if one.form == "name"] or list(row.mentions)
        return _spread(full)[:ANCHORS]

    def _mention(self, row: Mention) -> Cited:
        start, end = min(row.start, row.trigger.start), max(row.end, row.trigger.end)
        cited = self._words(row.report, start, end)
        return replace(cited, focus=row.trigger.start - start, focus_end=row.trigger.end - start)

    def _words(self, report: str, start: int, end: int) -> Cited:
        held = self.reports[report]
        return replace(_whole(held), start=start, end=end, words=held.text[start:end])

    def joined(self, names: Sequence[str]) -> tuple[Thing, ...]:
        """What a merge makes one. A mention stands for the event it tells of. Raises UnknownIdError."""
        things = [self.thing(name) for name in names]
        return tuple(replace(thing, of="event") if thing.of == "mention" else thing for thing in things)

    def parted(self, names: Sequence[str]) -> tuple[Thing, Thing] | None:
        """What a split takes out of one row, and what stays in it; null where nothing would be on one of the sides.

        `names` are mentions of one event, or a row (event, story, entity) and the reports or mentions to take out.
        Raises UnknownIdError.
        """
        things = [self.thing(name) for name in names]
        if things and things[0].of == "mention":
            holder = next((event for event in self.record.events if things[0].id in event.mentions), None)
            if holder is None:
                return None
            things.insert(0, self.thing(holder.id))
        if len(things) < 2 or things[0].of not in {"event", "story", "entity"}:
            return None
        out = {thing.id for thing in things[1:]}
        row, of = self.row(things[0].id), things[0].of
        parts = list(self._parts(of, row))
        sides = [[c for name, c in parts if (bool(name & out)) is wanted] for wanted in (True, False)]
        named = {one for name, _ in parts for one in name}
        if not all(sides) or not out <= named:
            return None
        stays = sides[1][:ANCHORS] if of != "story" else sides[1]
        return replace(things[0], cited=tuple(sides[0])), replace(things[0], cited=tuple(stays))

    def _parts(self, of: ThingKind, row: Any) -> Iterator[tuple[set[str], Cited]]:
        """What a row consists of: the ids by which each part may be named, and its words."""
        if of == "story":
            yield from (({name}, _whole(self.reports[name])) for name in row.reports)
        elif of == "event":
            told = [self.mentions[name] for name in row.mentions if name in self.mentions]
            yield from (({one.id, one.report}, self._mention(one)) for one in _spread(told))
        else:
            yield from (({one.report}, self._words(one.report, one.start, one.end)) for one in _spread(row.mentions))


def _whole(report: Report) -> Cited:
    return Cited(report=report.id, sha256=report.sha256, path=report.path, url=report.url, given_id=report.given_id)


def _spread(rows: Sequence[Any]) -> list[Any]:
    """The first row of each report, then the others, in their order."""
    first: dict[str, Any] = {}
    for row in rows:
        first.setdefault(row.report, row)
    chosen = {id(row) for row in first.values()}
    return [*first.values(), *(row for row in rows if id(row) not in chosen)]
