"""The record: one bundle of tables, and the rows only reconciliation makes."""

from __future__ import annotations

from typing import Any, Literal

import msgspec

from crosswire.base.annotations import Claim, Entity, Mention, Quote, Time
from crosswire.base.decisions import Decided
from crosswire.base.groups import (
    Account,
    Copy,
    Event,
    First,
    Lineage,
    Position,
    Process,
    Story,
    Storyline,
    Utterance,
)
from crosswire.base.reports import Report
from crosswire.base.spans import Noun

FORMAT = "crosswire-record/1"
"""Frozen: fields may be added under this number; a rename or a changed meaning makes the next, and readers refuse a
higher number than they know."""


class Side(Noun, frozen=True, kw_only=True):
    """One side of a disagreement: the value compared, the words that say it, who says it. `scope` is what of the
    question this side speaks of (which meeting, which day), in words, where the sides differ in it."""

    value: str
    value_text: str
    accounts: tuple[Account, ...]
    scope: str | None = None


class Disagreement(Noun, frozen=True, kw_only=True):
    """A question to which accounts give different answers. `between` says whether reports differ, parties dispute, or
    versions of one text differ; `weak` marks one that rests on a stitched page, headline or caption alone; one that is
    not `shown` is a look-alike, kept with `why` it is none."""

    id: str
    between: Literal["reports", "parties", "versions"]
    question: str
    kind: Literal[
        "count",
        "date",
        "time",
        "actor",
        "victim",
        "blame",
        "place",
        "cause",
        "nature",
        "sequence",
        "outcome",
        "scope",
        "quotation",
        "position",
    ]
    status: Literal[
        "contradiction",
        "update",
        "different_scope",
        "different_attribution",
        "accusation_and_denial",
        "granularity",
        "alteration",
    ]
    sides: tuple[Side, ...]
    was: tuple[str, ...] = ()
    event: str | None = None
    story: str | None = None
    rank: int = 0
    shown: bool = True
    weak: bool = False
    claims: tuple[str, ...] = ()
    why: tuple[str, ...] = ()


class TimelineItem(Noun, frozen=True, kw_only=True):
    """One line of the chronology. `text` is the reports' own words or a fixed template of anchored fields.

    `date` (and `to`, the last day of a span) are ISO days; `relation` says whether the event stands on that day, or is
    only known to lie before or after it. `inferred` marks a day that rests on a page dated from its story. `note` is
    template text ("No page reports whether it took place."). `origins` bounds from above how many texts it rests on.
    """

    id: str
    date: str | None
    precision: int | None
    text: str
    status: Literal[
        "happened", "said", "planned", "called_for", "refused", "denied", "did_not_happen", "no_report_either_way"
    ]
    time: str | None = None
    to: str | None = None
    relation: Literal["on", "before", "after"] = "on"
    inferred: bool = False
    note: str = ""
    origins: int = 0
    event: str | None = None
    weight: int = 0
    accounts: tuple[Account, ...] = ()


class BriefItem(Noun, frozen=True, kw_only=True):
    """One line of the brief: the reports' own words, or a fixed template of anchored fields.

    `role` tells what happened from what lies ahead and from what these pages leave open; `note` is template text that
    belongs to the words (whose account it is, that no page says whether it took place); `disagreements` are the ids of
    those that touch the line.
    """

    id: str
    section: str
    text: str
    role: Literal["line", "ahead", "open"] = "line"
    note: str = ""
    disagreements: tuple[str, ...] = ()
    accounts: tuple[Account, ...] = ()


class Reconciliation(Noun, frozen=True, kw_only=True):
    """What only the view over all reports can say.

    `firsts` tells where processes and positions are first told, `dated` gives each process the name that tells it from
    another of the same name, and `marks` are step, days and party of the truces told of, by which those of several
    storylines are one.
    """

    disagreements: tuple[Disagreement, ...] = ()
    timeline: tuple[TimelineItem, ...] = ()
    brief: tuple[BriefItem, ...] = ()
    processes: tuple[Process, ...] = ()
    positions: tuple[Position, ...] = ()
    firsts: dict[str, First] = msgspec.field(default_factory=dict)
    dated: dict[str, str] = msgspec.field(default_factory=dict)
    marks: tuple[tuple[str, ...], ...] = ()


class Unread(Noun, frozen=True, kw_only=True):
    """An input left unread: its language has no rules here, or `reason` says why.

    Of a report in such a language `report` is the page as `collect` cleaned it: its text, and what is known of it
    without reading it (headline, outlet, authors, dates). `times` are those found in it, where its language has rules
    for them.
    """

    path: str
    language: str | None = None
    reason: str = ""
    line: int | None = None
    given_id: str | None = None
    report: Report | None = None
    times: tuple[Time, ...] = ()


class SetAside(Noun, frozen=True, kw_only=True):
    """An input that failed at a step, with what to do about it. `retry` is true where another try may work."""

    path: str
    step: str
    code: str
    error: str
    cure: str
    line: int | None = None
    given_id: str | None = None
    retry: bool = False


class Model(Noun, frozen=True, kw_only=True):
    name: str
    version: str
    hash: str


class Made(Noun, frozen=True, kw_only=True):
    """How the record was made; the only part that may differ between two runs on the same reports is `at`."""

    by: str
    at: str
    settings: dict[str, Any]
    model: Model
    rules_hash: str


class Record(Noun, frozen=True, kw_only=True):
    format: str
    made: Made
    reports: tuple[Report, ...] = ()
    times: tuple[Time, ...] = ()
    entities: tuple[Entity, ...] = ()
    quotes: tuple[Quote, ...] = ()
    utterances: tuple[Utterance, ...] = ()
    mentions: tuple[Mention, ...] = ()
    claims: tuple[Claim, ...] = ()
    events: tuple[Event, ...] = ()
    processes: tuple[Process, ...] = ()
    positions: tuple[Position, ...] = ()
    copies: tuple[Copy, ...] = ()
    lineages: tuple[Lineage, ...] = ()
    stories: tuple[Story, ...] = ()
    storylines: tuple[Storyline, ...] = ()
    disagreements: tuple[Disagreement, ...] = ()
    timeline: tuple[TimelineItem, ...] = ()
    brief: tuple[BriefItem, ...] = ()
    unread: tuple[Unread, ...] = ()
    set_aside: tuple[SetAside, ...] = ()
    decisions: tuple[Decided, ...] = ()
