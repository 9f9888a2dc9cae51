"""The nouns that hold across reports: copies, lineages, stories, events, processes."""

from __future__ import annotations

from typing import Literal

import msgspec

from crosswire.base.annotations import Codes, Entity, Interval, Participant, When, Where
from crosswire.base.spans import Anchor, Noun


class First(Noun, frozen=True, kw_only=True):
    """Where a row is first told, by which rows of a table are put in order; `tie` parts rows of one place."""

    report: str
    start: int
    end: int
    tie: str = ""


class Copy(Noun, frozen=True, kw_only=True):
    """Two passages of which one repeats the other. `overlap` is the five-word containment of the shorter, 0 to 1;
    `direction` the id of the report that took, or null."""

    id: str
    a: Anchor
    b: Anchor
    kind: Literal["verbatim", "edited", "rewritten", "possible"]
    overlap: float
    direction: str | None = None
    why: str = ""


class Copied(Noun, frozen=True, kw_only=True):
    """What reports share: rows, and for each two reports (earlier, later) the words they share outside quotation marks,
    coincidence left out."""

    rows: tuple[Copy, ...] = ()
    texts: tuple[tuple[str, str, int], ...] = ()


class Lineage(Noun, frozen=True, kw_only=True):
    """Reports that share a text, and where it comes from as far as these pages show."""

    id: str
    origin: str | None
    reports: tuple[str, ...]
    informants: tuple[str, ...] = ()
    basis: str = ""


class Story(Noun, frozen=True, kw_only=True):
    id: str
    title: str
    reports: tuple[str, ...]
    was: tuple[str, ...] = ()
    events: tuple[str, ...] = ()
    from_: str | None = None
    to: str | None = None
    storyline: str | None = None
    why: str = ""


class Storyline(Noun, frozen=True, kw_only=True):
    id: str
    title: str
    stories: tuple[str, ...]
    was: tuple[str, ...] = ()


class Casualties(Noun, frozen=True, kw_only=True):
    """One outcome and group of an event as reported: low and high as printed; `best` only by agreement."""

    outcome: str
    group: str | None = None
    low: int | float | None = None
    best: int | float | None = None
    high: int | float | None = None
    grade: str | None = None
    why: str = ""
    claims: tuple[str, ...] = ()


class EventLink(Noun, frozen=True, kw_only=True):
    kind: Literal["about", "part_of", "follows", "response_to", "outcome_of", "nested_in", "breaches", "denies"]
    to: str


class Event(Noun, frozen=True, kw_only=True):
    """One happening in the world, as these reports tell it: a cluster of mentions and claims.

    `was` keeps earlier ids. `weight` orders events by how much they matter to a reader (origins, reports, kind,
    standing); 0 marks what nobody would count, as a bare noun or the frame of a statement. `fate` is what became of a
    plan: held cancelled failed postponed, or "no report either way"; null for what was no plan.
    """

    id: str
    type: str
    title: str
    was: tuple[str, ...] = ()
    subtype: str | None = None
    story: str | None = None
    when: When | None = None
    where: Where | None = None
    participants: tuple[Participant, ...] = ()
    actuality: str = "happened"
    attribution_status: str | None = None
    casualties: tuple[Casualties, ...] = ()
    mentions: tuple[str, ...] = ()
    reports: tuple[str, ...] = ()
    origins: tuple[str, ...] = ()
    links: tuple[EventLink, ...] = ()
    first_reported: str | None = None
    last_reported: str | None = None
    weight: int = 0
    fate: str | None = None
    codes: Codes = Codes()
    why: tuple[str, ...] = ()
    why_apart: tuple[str, ...] = ()


class Account(Noun, frozen=True, kw_only=True):
    """One report's words for one side. `source` names who says so in the report's words, or is null for the outlet's
    own voice; `standing` is full partial stitched headline caption."""

    report: str
    start: int
    end: int
    source: str | None = None
    standing: str = "full"


class Step(Noun, frozen=True, kw_only=True):
    """One step of a process: the event, the state it brought, and by whose word (null: the outlet's own voice)."""

    event: str
    state: str
    said_by: str | None = None
    accounts: tuple[Account, ...] = ()


class SourceState(Noun, frozen=True, kw_only=True):
    """Where one source says a process stands, last thing first said by it; `as_of` is a day or null."""

    source: str | None
    state: str
    as_of: str | None = None
    accounts: tuple[Account, ...] = ()


class Process(Noun, frozen=True, kw_only=True):
    """What a desk follows over time: its steps are events, `parties` are entity ids, `terms` the reports' own words."""

    id: str
    kind: Literal["truce", "talks", "text", "aid_operation"]
    name: str
    was: tuple[str, ...] = ()
    story: str | None = None
    parties: tuple[str, ...] = ()
    terms: tuple[str, ...] = ()
    scope: str | None = None
    steps: tuple[Step, ...] = ()
    state_by_source: tuple[SourceState, ...] = ()
    why: str = ""


class Variant(Noun, frozen=True, kw_only=True):
    quote: str
    change: Literal["same", "trimmed", "translated", "paraphrased", "altered"]


class Wording(Noun, frozen=True, kw_only=True):
    """One spoken sentence as two reports print it in quotation marks, the earlier report first.

    `change`: words left out at an end, words changed, or ("cut") the same words after which only one quotation goes on.
    """

    a: Anchor
    b: Anchor
    change: Literal["trimmed", "translated", "altered", "cut"]


class Utterance(Noun, frozen=True, kw_only=True):
    """The same words said once, as several reports give them. `wordings` are the sentences that two print otherwise."""

    id: str
    speaker: str | None
    quotes: tuple[str, ...]
    variants: tuple[Variant, ...] = ()
    wordings: tuple[Wording, ...] = ()


class Position(Noun, frozen=True, kw_only=True):
    """What one actor (an entity id, or its words where it is none) wants, offers, refuses, accepts, blames or denies.
    `issue` is the reports' own words for what it is about."""

    id: str
    actor: str
    issue: str
    stance: Literal["wants", "offers", "refuses", "accepts", "blames", "denies"]
    event: str | None = None
    said: Interval | None = None
    accounts: tuple[Account, ...] = ()


class Grouping(Noun, frozen=True, kw_only=True):
    """What the group room found across reports.

    `entities` are those of the whole record; `entity_of` maps the id an entity has in one report's reading to its id
    in the record. `claim_event` maps a claim's id to the id of the event it speaks of. `firsts` tells where events and
    utterances are first told.
    """

    entities: tuple[Entity, ...] = ()
    entity_of: dict[str, str] = msgspec.field(default_factory=dict)
    claim_event: dict[str, str] = msgspec.field(default_factory=dict)
    copies: tuple[Copy, ...] = ()
    lineages: tuple[Lineage, ...] = ()
    stories: tuple[Story, ...] = ()
    storylines: tuple[Storyline, ...] = ()
    events: tuple[Event, ...] = ()
    utterances: tuple[Utterance, ...] = ()
    firsts: dict[str, First] = msgspec.field(default_factory=dict)
