"""The log of decisions on its way through one record: what each touches, and what becomes of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

import msgspec
from msgspec.structs import replace

from crosswire.base import (
    Casualties,
    Claim,
    Corrected,
    Dated,
    Decided,
    Decision,
    Entity,
    Event,
    Grouping,
    Reading,
    Record,
    Report,
    Ruling,
    Where,
    row_id,
    told_days,
    told_number,
)
from crosswire.follow.citing import Spotted, spots_of, title_of
from crosswire.follow.correcting import PLACE_PRECISION, correct, reject, ruling
from crosswire.follow.finding import Finder, Found
from crosswire.follow.naming import Names
from crosswire.follow.order import in_order, undone
from crosswire.follow.values import codes, kind, number, when

Remake = Callable[[Report, Reading], tuple[Claim, ...]]
READ = frozenset({"mention", "quote", "number"})
"""Rows that are corrected where they were read; of the others the record holds only what follows from these."""


@dataclass
class _Case:
    """One decision that holds, what was found of each of its things, and what it changed."""

    decision: Decision
    found: tuple[Found, ...] = ()
    changed: list[Corrected] = field(default_factory=list)
    reason: str = ""

    @property
    def why(self) -> str:
        """Who decided, when and why, in a line."""
        one = self.decision
        return f"decided by {one.who} on {one.at[:10]}" + (f": {one.why}" if one.why else "")

    def is_of(self, *kinds: str) -> bool:
        return bool(self.decision.things) and self.decision.things[0].of in kinds

    @property
    def ids(self) -> tuple[str, ...]:
        return tuple(name for found in self.found for name in found.ids)


class Docket:
    """Follows the decisions step by step. Without any, every step gives back what it was given."""

    def __init__(self, decisions: Iterable[Decision] = ()) -> None:
        self.all = in_order(decisions)
        self._undone = undone(self.all)
        self.cases = [_Case(one) for one in self.all if one.id not in self._undone and one.kind != "undo"]
        self._same: list[Ruling] = []
        self._made: dict[str, Entity] = {}
        self._entity_of: dict[str, str] = {}
        self.refused: set[str] = set()

    def __bool__(self) -> bool:
        return bool(self.all)

    def cited(self, reports: Sequence[Report]) -> set[str]:
        """The reports in whose words decisions find what they are about."""
        finder = Finder(reports)
        things = (thing for case in self.cases for thing in case.decision.things)
        return {report.id for thing in things for cited in thing.cited for report in finder.held(cited)}

    def dated(self, reports: Sequence[Report]) -> list[Report]:
        """The reports with the days of publication people gave them."""
        finder = Finder(reports)
        by_id = {report.id: report for report in reports}
        for case in self._cases("correct", "report"):
            self._look_up(case, finder)
            value = when(case.decision.value or "")
            for name in case.ids:
                report, day = by_id[name], value.from_ if value else None
                if day and case.decision.field == "date":
                    before = report.published.value if report.published else None
                    case.changed.append(Corrected(row=name, field="date", before=before, after=day))
                    by_id[name] = replace(report, published=Dated(value=day, basis="given"))
        return [by_id[report.id] for report in reports]

    def tellings(self, reports: Sequence[Report]) -> list[Ruling]:
        """What was decided on which reports tell one story."""
        finder = Finder(reports)
        found: list[Ruling] = []
        for case in self.cases:
            if case.is_of("story") and case.decision.kind in {"merge", "split"}:
                self._look_up(case, finder)
                found += self._ruling(case)
        return found

    def read(self, reports: Sequence[Report], readings: Sequence[Reading], remake: Remake) -> list[Reading]:
        """The readings as corrected, with claims made again where anything changed."""
        finder = Finder(reports, readings)
        for case in self.cases:
            if not case.found and not case.reason and not case.is_of("claim"):
                self._look_up(case, finder)
        by_id = {reading.report: reading for reading in readings}
        home = {name: reading.report for reading in readings for name in _ids(reading)}
        names = Names(readings)
        for case in self._cases("correct", *READ):
            self._correct(case, by_id, home, names)
        for case in self._cases("reject", *READ):
            for name in case.ids:
                by_id[home[name]] = reject(by_id[home[name]], name)
        for report, before in zip(reports, readings, strict=True):
            if by_id[report.id] is not before and before.claims:
                by_id[report.id] = replace(by_id[report.id], claims=remake(report, by_id[report.id]))
        self._claims(reports, by_id)
        return [by_id[reading.report] for reading in readings]

    def _correct(self, case: _Case, by_id: dict[str, Reading], home: dict[str, str], names: Names) -> None:
        for name in case.ids:
            done = correct(by_id[home[name]], case.decision, name, names)
            by_id[home[name]] = done.reading
            case.changed += done.changed
            self._same += [ruling(case.decision.id, one, other, case.why) for one, other in done.same]

    def _claims(self, reports: Sequence[Report], by_id: dict[str, Reading]) -> None:
        finder = Finder(reports, by_id.values())
        for case in self.cases:
            if case.is_of("claim"):
                self._look_up(case, finder)
                if case.decision.kind == "reject":
                    for cited in case.found:
                        for spot, name in zip(cited.spots, cited.ids, strict=False):
                            by_id[spot.report] = reject(by_id[spot.report], name)
                            self.refused.add(name)

    def rulings(self) -> list[Ruling]:
        """What was decided on names, events, copies and disagreements, for grouping and reconciliation."""
        made = [one for case in self.cases if not case.is_of("story") for one in self._ruling(case)]
        return [*self._same, *made]

    def _ruling(self, case: _Case) -> Iterator[Ruling]:
        one = case.decision
        joins = one.kind in {"merge", "split"}
        if case.reason or not (joins or (one.kind == "reject" and case.is_of("event", "copy", "disagreement"))):
            return
        yield Ruling(
            decision=one.id,
            kind=one.kind,  # type: ignore[arg-type]
            of=one.things[0].of,
            why=case.why,
            things=tuple(found.ids for found in case.found),
            spots=tuple(spot for found in case.found for spot in found.spots),
            hint=one.things[0].hint,
            title=one.things[0].title,
        )

    def titled(self, grouping: Grouping) -> Grouping:
        """The events, stories, storylines and names with the values people gave to the whole of them."""
        self._entity_of = grouping.entity_of
        events = {event.id: event for event in grouping.events}
        of_mention = {name: event.id for event in grouping.events for name in event.mentions}
        for case in self._cases("correct", "event"):
            if home := next((of_mention[name] for name in case.ids if name in of_mention), None):
                events[home] = self._of_event(case, events[home], grouping)
        titled = replace(
            grouping,
            events=tuple(events[event.id] for event in grouping.events),
            entities=(*grouping.entities, *self._made.values()),
        )
        return self._kinds(self._retitled(titled))

    def _of_event(self, case: _Case, event: Event, grouping: Grouping) -> Event:
        one, value = case.decision, case.decision.value or ""
        if one.field == "date" and (day := when(value)):
            return self._set(case, event, told_days(event.when), told_days(day), when=day)
        if one.field == "type" and (named := kind(value)):
            before = event.subtype or event.type
            made = {"type": named[0], "subtype": named[1], "codes": codes(named[0])}
            return self._set(case, event, before, named[1] or named[0], **made)
        if one.field == "place":
            called = {entity.id: entity.name for entity in grouping.entities}
            stood = called.get(event.where.entity or "") if event.where else None
            place = self._place(value, grouping)
            where = Where(entity=place.id, precision=place.precision or PLACE_PRECISION)
            return self._set(case, event, stood, place.name, where=where)
        return self._toll(case, event)

    def _place(self, name: str, grouping: Grouping) -> Entity:
        """The place of that name that is named most; a new one where no report names it."""
        called = name.casefold()
        known = [one for one in (*grouping.entities, *self._made.values()) if one.kind == "place"]
        found = [one for one in known if called in {other.casefold() for other in (one.name, *one.aliases)}]
        if not found:
            found = [Entity(id=row_id("e", "place", "decided", called), kind="place", name=name)]
            self._made[found[0].id] = found[0]
        return max(found, key=lambda one: len(one.mentions))

    def _set(self, case: _Case, event: Event, before: str | None, after: str | None, **fields: object) -> Event:
        case.changed.append(Corrected(row=event.id, field=case.decision.field or "", before=before, after=after))
        return msgspec.structs.replace(event, why=(case.why, *event.why), **fields)

    def _toll(self, case: _Case, event: Event) -> Event:
        """The best figure of one toll, which only a person may give where the reports do not agree."""
        one, value = case.decision, number(case.decision.value or "")
        slot = (one.outcome or "killed", one.group)
        old = next((row for row in event.casualties if (row.outcome, row.group) == slot), None)
        if value is None or value[0] != value[1]:
            case.reason = "A toll is settled by one figure."
            return event
        if old is None:
            case.reason = f"No report counts {slot[0]} {slot[1] or 'people'} here."
            return event
        before = told_number(old.best, old.best) if old.best is not None else told_number(old.low, old.high)
        new: Casualties = replace(old, best=value[0], why=f"{case.why} ({old.why})" if old.why else case.why)
        rows = tuple(new if row is old else row for row in event.casualties)
        return self._set(case, event, before, str(value[0]), casualties=rows)

    def _retitled(self, grouping: Grouping) -> Grouping:
        titles: dict[str, str] = {}
        called = {event.id: event.title for event in grouping.events}
        called |= {story.id: story.title for story in grouping.stories}
        called |= {line.id: line.title for line in grouping.storylines}
        for case in self._cases("retitle", "event", "story", "storyline"):
            home, title = self._home(case, grouping), case.decision.value or ""
            if home:
                case.changed.append(Corrected(row=home, field="title", before=called[home], after=title))
                titles[home] = called[home] = title
        return replace(
            grouping,
            events=tuple(replace(row, title=titles.get(row.id, row.title)) for row in grouping.events),
            stories=tuple(replace(row, title=titles.get(row.id, row.title)) for row in grouping.stories),
            storylines=tuple(replace(row, title=titles.get(row.id, row.title)) for row in grouping.storylines),
        )

    def _kinds(self, grouping: Grouping) -> Grouping:
        """Names that were taken for another kind of thing."""
        entities = {entity.id: entity for entity in grouping.entities}
        for case in self._cases("correct", "entity"):
            home = self._home(case, grouping)
            value = case.decision.value
            if home and case.decision.field == "type" and value in {"person", "organisation", "place", "group"}:
                old = entities[home]
                case.changed.append(Corrected(row=home, field="type", before=old.kind, after=value))
                entities[home] = replace(old, kind=value)
        return replace(grouping, entities=tuple(entities[entity.id] for entity in grouping.entities))

    def _home(self, case: _Case, grouping: Grouping) -> str | None:
        """The id that the row decided on has in this record."""
        return next(iter(self._homes(case, grouping)), None)

    def _homes(self, case: _Case, grouping: Grouping, record: Record | None = None) -> list[str]:
        """The ids, in this record, of the rows a decision is about."""
        ids = case.ids
        if case.is_of("event"):
            of = {name: event.id for event in grouping.events for name in event.mentions}
        elif case.is_of("story"):
            of = {name: story.id for story in grouping.stories for name in story.reports}
        elif case.is_of("storyline"):
            of = {name: story.storyline or "" for story in grouping.stories for name in story.reports}
        elif case.is_of("entity"):
            of = self._entity_of
        elif record is not None and case.is_of("disagreement", "copy", "process", "position"):
            return _by_words(case, record)
        else:
            return list(ids)
        return list(dict.fromkeys(of[name] for name in ids if name in of))

    def told(self, record: Record) -> tuple[Decided, ...]:
        """Every line of the log, with what became of it in this record."""
        if not self.all:
            return ()
        cases = {case.decision.id: case for case in self.cases}
        known = {one.id for one in self.all}
        grouping = Grouping(
            events=record.events, stories=record.stories, storylines=record.storylines, entities=record.entities
        )
        rows = []
        for one in self.all:
            case = cases.get(one.id)
            made = {name: getattr(one, name) for name in Decision.__struct_fields__}
            if case is None:
                reason = _undo_reason(one, known, self._undone)
                rows.append(Decided(**made, applied=not reason, reason=reason, undone_by=self._undone.get(one.id)))
                continue
            touched = dict.fromkeys(self._homes(case, grouping, record))
            reason = case.reason or _no_effect(case, bool(touched))
            rows.append(
                Decided(
                    **made,
                    applied=not reason,
                    rows=() if reason else tuple(touched),
                    corrected=tuple(case.changed),
                    reason=reason,
                )
            )
        return tuple(rows)

    def _cases(self, kind_: str, *of: str) -> Iterator[_Case]:
        return (case for case in self.cases if case.decision.kind == kind_ and case.is_of(*of) and not case.reason)

    def _look_up(self, case: _Case, finder: Finder) -> None:
        case.found = tuple(finder.thing(thing) for thing in case.decision.things)
        case.reason = next((found.reason for found in case.found if found.reason), "")
        if not case.found:
            case.reason = "It names nothing."
        elif case.decision.kind in {"merge", "split"} and len(case.found) < 2:
            case.reason = "It takes two to be one or apart."


def _ids(reading: Reading) -> Iterator[str]:
    """The ids of the rows of a reading that can be corrected."""
    yield from (row.id for row in reading.mentions)
    yield from (row.id for row in reading.quotes)
    yield from (row.id for row in reading.numbers)
    yield from (number.id for mention in reading.mentions for number in mention.numbers)


def _undo_reason(one: Decision, known: set[str], undone_by: dict[str, str]) -> str:
    if one.id in undone_by:
        return "It was undone."
    return "" if one.undoes in known else f"There is no decision {one.undoes}."


def _no_effect(case: _Case, touched: bool) -> str:
    """Why a decision that was understood changed nothing."""
    corrects = case.decision.kind in {"correct", "retitle"} and not case.is_of("dossier")
    if (corrects and not case.changed) or (case.decision.kind in {"verify", "note"} and not touched):
        return "What it is about is not in this record."
    return ""


def _by_words(case: _Case, record: Record) -> list[str]:
    """Rows of reconciliation by the words they cite: those that cite most of what the decision cites."""
    spots = {(spot.report, spot.start) for found in case.found for spot in found.spots}
    thing = case.decision.things[0]
    tables: dict[str, Sequence[Spotted]] = {
        "disagreement": [row for row in record.disagreements if row.kind == thing.hint],
        "copy": record.copies,
        "process": record.processes,
        "position": record.positions,
    }
    weighed = [
        (
            -len(spots & {(spot.report, spot.start) for spot in spots_of(row)}),
            title_of(row) != thing.title,
            place,
            row.id,
        )
        for place, row in enumerate(tables[thing.of])
    ]
    best = min(weighed, default=(0, False, 0, ""))
    return [best[3]] if -best[0] * 2 > len(spots) else []
