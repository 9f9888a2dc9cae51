"""The nouns of what people decide about a record: each points at words, so that it outlasts every new reading."""

from __future__ import annotations

import datetime as dt
from typing import Literal

from crosswire.base.annotations import Interval, When
from crosswire.base.ids import row_id
from crosswire.base.spans import Anchor, Noun

DecisionKind = Literal["merge", "split", "reject", "correct", "grade", "retitle", "verify", "note", "undo"]
ThingKind = Literal[
    "report",
    "mention",
    "quote",
    "number",
    "claim",
    "copy",
    "entity",
    "event",
    "story",
    "storyline",
    "disagreement",
    "process",
    "position",
    "outlet",
    "dossier",
]
DECIDED = "decided"
"""The basis of a time that a person gave."""

UNKNOWN = "unknown"
"""In place of a speaker's name: the report does not say who."""

FieldName = Literal["date", "place", "speaker", "type", "number"]


class Cited(Noun, frozen=True, kw_only=True):
    """Words of a report by which a row is found again, in this report or in a later version of it.

    `report` and `sha256` name the very text; `url`, or else `path` and `given_id`, what a corrected text is still
    known by. Without `start` the whole report is meant. `focus`, `focus_end` are the few words inside that the row is
    about, counted from `start`: a mention's trigger.
    """

    report: str
    sha256: str
    path: str
    url: str | None = None
    given_id: str | None = None
    start: int | None = None
    end: int | None = None
    words: str = ""
    focus: int | None = None
    focus_end: int | None = None


class Thing(Noun, frozen=True, kw_only=True):
    """What a decision is about: of which kind, the id and title it had, and the words it is found by.

    `hint` tells rows on the same words apart: a mention's type, a claim's stance and count, a disagreement's kind.
    """

    of: ThingKind
    id: str
    title: str = ""
    hint: str = ""
    cited: tuple[Cited, ...] = ()


class Decision(Noun, frozen=True, kw_only=True):
    """One line of the log: who decided what, when and why. Nothing is ever changed or taken out; an undo is a line.

    `id` is a hash of all else. Lines follow each other by `at` (UTC, ISO 8601), then id. Things of a merge are one; of
    a split the first is apart from the second. `field` and `value` are what a correction sets, a title, a grade or the
    text of a note; `before` is what stood there when it was decided. A date is a day, month or year, or two of them
    with "/" between, both included; a number is "12", "12-15" or "12+". `outcome` and `group` say which toll.
    """

    id: str
    at: str
    who: str
    kind: DecisionKind
    why: str = ""
    things: tuple[Thing, ...] = ()
    field: FieldName | None = None
    value: str | None = None
    before: str | None = None
    outcome: str | None = None
    group: str | None = None
    undoes: str | None = None


class Corrected(Noun, frozen=True, kw_only=True):
    """One value that a decision changed in a record: `before` as read from the reports, `after` as decided."""

    row: str
    field: str
    before: str | None
    after: str | None


class Decided(Decision, frozen=True, kw_only=True):
    """A decision and what became of it in one record. `rows` are the ids it touches there; `reason` says why one could
    not be applied; `undone_by` is the id of the line that took it back."""

    applied: bool = False
    rows: tuple[str, ...] = ()
    corrected: tuple[Corrected, ...] = ()
    reason: str = ""
    undone_by: str | None = None


class Ruling(Noun, frozen=True, kw_only=True):
    """A decision with its evidence found, as grouping and reconciliation take it.

    `things` hold ids of these reports' rows: mentions of an event, a reading's entities, reports of a story. `spots`
    are the words of a row that only comes about there, `hint` its kind and `title` what it was called. `why` says who
    decided, when and why.
    """

    decision: str
    kind: Literal["merge", "split", "reject"]
    of: ThingKind
    why: str
    things: tuple[tuple[str, ...], ...] = ()
    spots: tuple[Anchor, ...] = ()
    hint: str = ""
    title: str = ""


def decision_id(one: Decision) -> str:
    """The id a decision must have: a hash of all else that was decided."""
    things = "\x1e".join(
        "\x1d".join([thing.of, thing.id, thing.title, thing.hint, *map(_told, thing.cited)]) for thing in one.things
    )
    put = (one.field, one.value, one.before, one.outcome, one.group, one.undoes)
    return row_id("dn", one.at, one.who, one.kind, one.why, things, *put)


def _told(cited: Cited) -> str:
    places = f"{cited.start} {cited.end} {cited.focus} {cited.focus_end}"
    return "\x1c".join(
        [cited.report, cited.sha256, cited.path, cited.url or "", cited.given_id or "", places, cited.words]
    )


def told_days(value: When | Interval | None) -> str | None:
    """An interval as people write it, its last day included; null where there is none."""
    if value is None or not (value.from_ or value.to):
        return None
    if not value.from_ or not value.to:
        return f"{value.from_ or '?'}/{value.to or '?'}"
    last = (dt.date.fromisoformat(value.to[:10]) - dt.timedelta(days=1)).isoformat()
    return value.from_[:10] if last <= value.from_[:10] else f"{value.from_[:10]}/{last}"


def told_number(low: float | None, high: float | None) -> str:
    """A number as people write it."""
    if low is None and high is None:
        return "?"
    if low == high:
        return str(low)
    return f"{low}+" if high is None else f"{low or 0}-{high}"
