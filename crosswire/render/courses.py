"""What a desk follows over time: processes, their steps, each source's word on where they stand; and positions."""

from __future__ import annotations

from collections import defaultdict
from typing import NamedTuple

from crosswire.base import Account, Position, Process, Record, SourceState, Step
from crosswire.render.dates import span, within
from crosswire.render.desk import ROWS, Cite, Desk
from crosswire.render.picking import picked
from crosswire.render.words import clipped, label, listing, quoted, say


class Stage(NamedTuple):
    """One step: when, what, the state it brought, by whose word, and the words."""

    day: str
    title: str
    state: str
    said_by: str
    words: str
    cites: list[Cite]


class Word(NamedTuple):
    """Where one source says a process stands."""

    source: str
    state: str
    day: str
    words: str
    cites: list[Cite]


class Course(NamedTuple):
    kind: str
    name: str
    parties: str
    scope: str
    terms: list[str]
    stages: list[Stage]
    states: list[Word]
    why: str


class Stand(NamedTuple):
    stance: str
    issue: str
    day: str
    words: str
    cites: list[Cite]


class Stands(NamedTuple):
    actor: str
    rows: list[Stand]


def processes(record: Record, desk: Desk) -> list[Course]:
    """Each process with its steps in order."""
    steps = picked(record.events, {step.event for row in record.processes[:ROWS] for step in row.steps})
    events = {name: within(event.when, weekday=True) or say("timeline.undated") for name, event in steps.items()}
    return [_course(row, events, desk) for row in record.processes[:ROWS]]


def _course(row: Process, days: dict[str, str], desk: Desk) -> Course:
    kind = label("processes_kind", row.kind)
    return Course(
        kind="" if row.name.casefold().startswith(kind) else kind,
        name=row.name,
        parties=listing([desk.entity_names.get(name, name) for name in row.parties]),
        scope=row.scope or "",
        terms=[quoted(clipped(words)) for words in row.terms],
        stages=[_stage(step, days, desk) for step in row.steps[:ROWS]],
        states=[_word(state, desk) for state in row.state_by_source],
        why=row.why,
    )


def _stage(step: Step, days: dict[str, str], desk: Desk) -> Stage:
    return Stage(
        days.get(step.event, say("timeline.undated")),
        desk.event_titles.get(step.event, ""),
        label("state", step.state),
        desk.entity_names.get(step.said_by or "", step.said_by or ""),
        _words(step.accounts, desk),
        [desk.account(account) for account in step.accounts],
    )


def _word(state: SourceState, desk: Desk) -> Word:
    return Word(
        desk.entity_names.get(state.source or "", state.source or say("disagreements.source_none")),
        label("state", state.state),
        span(state.as_of, None) if state.as_of else "",
        _words(state.accounts, desk),
        [desk.account(account) for account in state.accounts],
    )


def _words(accounts: tuple[Account, ...], desk: Desk) -> str:
    words = [desk.words(row.report, row.start, row.end) for row in accounts[:1]]
    return quoted(clipped(words[0])) if words and words[0] else ""


def positions(record: Record, desk: Desk) -> list[Stands]:
    """What each actor wants, offers, refuses, accepts, blames or denies; those with most positions first."""
    actors: dict[str, list[Stand]] = defaultdict(list)
    for row in record.positions[:ROWS]:
        actors[desk.entity_names.get(row.actor, row.actor)].append(_stand(row, desk))
    ordered = sorted(actors.items(), key=lambda item: (-len(item[1]), item[0]))
    return [Stands(actor, sorted(rows, key=lambda stand: stand.issue.casefold())) for actor, rows in ordered]


def _stand(row: Position, desk: Desk) -> Stand:
    day = span(row.said.from_, row.said.to) if row.said and row.said.from_ else ""
    cites = [desk.account(account) for account in row.accounts]
    return Stand(label("stance", row.stance), row.issue, day, _words(row.accounts, desk), cites)
