"""What people decided, as the dossier shows it: a mark on each row, and the whole log."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple

from crosswire.base import Decided, Record, Thing
from crosswire.render.dates import day
from crosswire.render.desk import ROWS, Cite, Desk
from crosswire.render.words import clipped, label, say

VALUED = frozenset({"grade", "retitle", "note"})
"""Decisions that are told with their value."""


class Line(NamedTuple):
    """One decision of the log: what was decided about which words, by whom, why, and whether it holds."""

    id: str
    day: str
    who: str
    what: str
    about: tuple[str, ...]
    cites: tuple[Cite, ...]
    why: str
    state: str
    holds: bool


def marks(record: Record) -> dict[str, tuple[str, ...]]:
    """By row what people decided about it, in a line each: who, when, why, and the value read where another was set."""
    found: dict[str, list[str]] = defaultdict(list)
    for one in record.decisions:
        if one.applied and one.kind != "undo":
            for row in one.rows:
                found[row].append(_mark(one, row))
    return {row: tuple(lines) for row, lines in found.items()}


def title(record: Record) -> str:
    """What people called the dossier last, or nothing."""
    called = [one.value for one in record.decisions if one.applied and one.kind == "retitle" and "dossier" in one.rows]
    return called[-1] or "" if called else ""


def log(record: Record, desk: Desk) -> list[Line]:
    """Every decision in its order, those taken back and those without evidence too."""
    return [_line(one, desk) for one in record.decisions[:ROWS]]


def _mark(one: Decided, row: str) -> str:
    changed = next((value for value in reversed(one.corrected) if value.row == row), None)
    read = say("decided.read", value=changed.before or say("decided.nothing")) if changed else ""
    words = f"{_what(one)} {say('decided.by', who=one.who, day=day(one.at[:10]))}"
    return "; ".join(filter(None, (words, clipped(one.why), read)))


def _what(one: Decided) -> str:
    """What was decided, in a few words."""
    value = clipped(one.value or "")
    if one.kind == "correct":
        return say("decided.correct", field=label("decided_fields", one.field), value=value)
    return say(f"decided.{one.kind}", value=value) if one.kind in VALUED else say(f"decided.{one.kind}")


def _line(one: Decided, desk: Desk) -> Line:
    taken_back = next((other for other in desk.record.decisions if other.id == one.undoes), None)
    what = f"{_what(one)} {_what(taken_back)}" if taken_back else _what(one)
    about = tuple(_about(thing) for thing in (taken_back or one).things)
    return Line(
        id=one.id,
        day=day(one.at[:10]),
        who=one.who,
        what=what,
        about=about,
        cites=tuple(_cites(one.things, desk)),
        why=one.why,
        state=_state(one),
        holds=one.applied,
    )


def _about(thing: Thing) -> str:
    name = clipped(thing.title, 120) or thing.id
    return (
        f"{label('decided_things', thing.of)}: {name}" if thing.of != "dossier" else label("decided_things", thing.of)
    )


def _cites(things: Sequence[Thing], desk: Desk) -> list[Cite]:
    """Links to the words a decision points at, as far as they still stand where they stood."""
    found = []
    for thing in things:
        for cited in thing.cited[:1]:
            report = desk.reports.get(cited.report)
            if report is not None:
                found.append(desk.cite(cited.report, cited.start, cited.end))
    return found


def _state(one: Decided) -> str:
    if one.undone_by:
        return say("decided.undone")
    return say("decided.holds") if one.applied else say("decided.not_applied", reason=one.reason)
