"""The record: one bundle of tables, and the rows only reconciliation makes."""

from __future__ import annotations

from typing import Any, Literal

from crosswire.base.annotations import Claim, Entity, Mention, Quote, Time
from crosswire.base.groups import Copy, Event, Lineage, Position, Process, Story, Storyline, Utterance
from crosswire.base.reports import Report
from crosswire.base.spans import Noun

FORMAT = "crosswire-record/0"


class Account(Noun, frozen=True, kw_only=True):
    """One report's words for one side. `source` names who says so in the report's words, or is null for the outlet's
    own voice; `standing` is full partial stitched headline caption."""

    report: str
    start: int
    end: int
    source: str | None = None
    standing: str = "full"


class Side(Noun, frozen=True, kw_only=True):
    value: str
    value_text: str
    accounts: tuple[Account, ...]


class Disagreement(Noun, frozen=True, kw_only=True):
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
    claims: tuple[str, ...] = ()
    why: tuple[str, ...] = ()


class TimelineItem(Noun, frozen=True, kw_only=True):
    """One line of the chronology. `text` is the reports' own words or a fixed template of anchored fields."""

    id: str
    date: str | None
    precision: int | None
    text: str
    status: Literal[
        "happened", "said", "planned", "called_for", "refused", "denied", "did_not_happen", "no_report_either_way"
    ]
    time: str | None = None
    event: str | None = None
    weight: int = 0
    accounts: tuple[Account, ...] = ()


class BriefItem(Noun, frozen=True, kw_only=True):
    id: str
    section: str
    text: str
    accounts: tuple[Account, ...] = ()


class Reconciliation(Noun, frozen=True, kw_only=True):
    """What only the view over all reports can say."""

    disagreements: tuple[Disagreement, ...] = ()
    timeline: tuple[TimelineItem, ...] = ()
    brief: tuple[BriefItem, ...] = ()


class Unread(Noun, frozen=True, kw_only=True):
    """An input left unread: its language has no rules here, or `reason` says why."""

    path: str
    language: str | None = None
    reason: str = ""
    line: int | None = None
    given_id: str | None = None


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
