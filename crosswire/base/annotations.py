"""The nouns the extract rooms give: what one report says, sentence by sentence, each with its words."""

from __future__ import annotations

from typing import Literal

from crosswire.base.spans import Noun

Actuality = Literal[
    "happened",
    "ongoing",
    "planned",
    "conditional",
    "possible",
    "called_for",
    "threatened",
    "alleged",
    "denied",
    "did_not_happen",
    "historical",
]
Stance = Literal["assert", "deny", "accuse", "confirm", "acknowledge", "doubt"]
EntityKind = Literal["person", "organisation", "place", "group"]


class Time(Noun, frozen=True, kw_only=True):
    """A time expression, in TIMEX3 terms.

    `value` is the TIMEX3 value or null with `why`; `from_` and `to` (ISO, half-open) are the interval; `precision` is
    second minute hour day week month quarter season year decade century; `anchor` is the ISO day it was resolved
    against and `basis` says what that day was: explicit published dateline narrative event story none. What counts from
    an event has basis event; once its day is known, `event` is the id of the mention that tells it. `tense` is the
    tense of the governing verb (past, present, future) that decided the direction; it lets `times.resolve` run again
    without a parse when the report's date becomes known.
    """

    id: str
    report: str
    start: int
    end: int
    text: str
    kind: Literal["DATE", "TIME", "DURATION", "SET"]
    value: str | None = None
    mod: str | None = None
    quant: str | None = None
    freq: str | None = None
    from_: str | None = None
    to: str | None = None
    precision: str | None = None
    zone: str | None = None
    anchor: str | None = None
    basis: str = "none"
    readings: tuple[str, ...] = ()
    tense: str | None = None
    event: str | None = None
    why: str | None = None


class EntityMention(Noun, frozen=True, kw_only=True):
    """Where an entity is named. `form` says how: its name, its title, a common noun, a pronoun, or a capital or
    nationality standing for a government."""

    report: str
    start: int
    end: int
    form: Literal["name", "title", "nominal", "pronoun", "metonym"]


class Role(Noun, frozen=True, kw_only=True):
    """A role as one report states it."""

    text: str
    report: str
    start: int
    end: int


class Entity(Noun, frozen=True, kw_only=True):
    """A person, organisation, place or group, with every place it is mentioned.

    `country` is ISO 3166-1 alpha-3, "IGO" or "NGO", or null. `sector` is a PLOVER three-letter code or null. Within a
    reading the id is local to the report; grouping gives the id of the record. `lat`, `lon` are null where the place
    is not known, never those of the nearest city.
    """

    id: str
    kind: EntityKind
    name: str
    aliases: tuple[str, ...] = ()
    country: str | None = None
    sector: str | None = None
    roles: tuple[Role, ...] = ()
    qid: str | None = None
    lat: float | None = None
    lon: float | None = None
    parent: str | None = None
    precision: int | None = None
    mentions: tuple[EntityMention, ...] = ()


class ChainLink(Noun, frozen=True, kw_only=True):
    """One source in a chain of attribution. `type` is a source type of codebook section 7, `side` the party it speaks
    for, or null."""

    text: str
    report: str
    start: int
    end: int
    entity: str | None = None
    type: str | None = None
    side: str | None = None
    anonymous: bool = False


class Part(Noun, frozen=True, kw_only=True):
    """One stretch of a quotation's content, without its quotation marks."""

    start: int
    end: int


class Interval(Noun, frozen=True, kw_only=True):
    """Half-open, ISO 8601; null where open or unknown."""

    from_: str | None = None
    to: str | None = None


class Quote(Noun, frozen=True, kw_only=True):
    """What somebody is quoted as saying. `speaker` is an entity id or null; `anonymous` marks a source the report
    leaves unnamed, who stays unnamed."""

    id: str
    report: str
    kind: Literal["direct", "mixed", "indirect"]
    act: Literal["say", "deny", "decline", "ask"] = "say"
    parts: tuple[Part, ...] = ()
    speaker: str | None = None
    speaker_spans: tuple[Part, ...] = ()
    anonymous: bool = False
    cue_span: Part | None = None
    addressee: str | None = None
    channel: str | None = None
    where: str | None = None
    said: Interval | None = None
    chain: tuple[ChainLink, ...] = ()
    hearsay_depth: int = 0


class Number(Noun, frozen=True, kw_only=True):
    """A count as printed and as understood.

    [low, high] is the interval of `record.md`; a null `high` with a `low` is open. `outcome` is killed injured missing
    detained displaced casualty, or null for numbers of other things, whose `unit` says of what (trucks, days, km,
    votes). `parent` is the id of the number this one is a part of. `attribution` is the chain of sources of the words
    it stands in, empty for the outlet's own voice; a number inside a mention leaves it to the mention.
    """

    id: str
    report: str
    start: int
    end: int
    text: str
    low: int | float | None = None
    high: int | float | None = None
    qualifier: str | None = None
    unit: str | None = None
    outcome: str | None = None
    group: str | None = None
    cumulative: bool = False
    since: str | None = None
    as_of: str | None = None
    parent: str | None = None
    attribution: tuple[ChainLink, ...] = ()


class Trigger(Noun, frozen=True, kw_only=True):
    text: str
    start: int
    end: int


class Participant(Noun, frozen=True, kw_only=True):
    """Who fills a role (codebook section 6), as written, and as an entity where it is one.

    `report` is given where the row holds several reports' words, in events; a mention's participants stand in its own.
    """

    role: str
    text: str
    start: int
    end: int
    entity: str | None = None
    report: str | None = None


class When(Noun, frozen=True, kw_only=True):
    """When an event took place: half-open interval, codebook precision 1 (day) to 5 (year), basis, and the id of the
    time expression it comes from."""

    from_: str | None = None
    to: str | None = None
    precision: int | None = None
    basis: str = "none"
    time: str | None = None


class Where(Noun, frozen=True, kw_only=True):
    """Where: an entity id, codebook precision 1 to 7, and in near between en_route from venue."""

    entity: str | None = None
    precision: int | None = None
    relation: str = "in"


class Codes(Noun, frozen=True, kw_only=True):
    plover: str | None = None
    plover_mode: str | None = None
    cameo: str | None = None
    acled: str | None = None


class Mention(Noun, frozen=True, kw_only=True):
    """One clause that speaks of an event. `start`, `end` are the clause's; `attribution` is the chain of sources,
    outermost first, empty for the outlet's own voice; `nested` is the id of the mention inside this one and `about`
    of the one this one is about."""

    id: str
    report: str
    start: int
    end: int
    trigger: Trigger
    type: str
    subtype: str | None = None
    actuality: Actuality = "happened"
    cue: str | None = None
    tense: str | None = None
    participants: tuple[Participant, ...] = ()
    when: When | None = None
    where: Where | None = None
    numbers: tuple[Number, ...] = ()
    attribution: tuple[ChainLink, ...] = ()
    nested: str | None = None
    about: str | None = None
    codes: Codes = Codes()


class Claim(Noun, frozen=True, kw_only=True):
    """One source, one proposition. `standing` is where it stands: full partial stitched headline caption."""

    id: str
    report: str
    event: str | None = None
    process: str | None = None
    source: tuple[ChainLink, ...] = ()
    stance: Stance = "assert"
    about: str | None = None
    proposition: str = ""
    value: str | None = None
    outcome: str | None = None
    group: str | None = None
    low: int | float | None = None
    high: int | float | None = None
    said: Interval | None = None
    as_of: str | None = None
    standing: str = "full"
    mentions: tuple[str, ...] = ()


class Count(Noun, frozen=True, kw_only=True):
    """The roll-up of one outcome and group of a report's main incident, with its words."""

    outcome: str
    group: str | None = None
    low: int | float | None = None
    high: int | float | None = None
    text: str = ""
    start: int | None = None
    end: int | None = None


class Holding(Noun, frozen=True, kw_only=True):
    """What somebody holds toward something, for inner use: no table of the record has it.

    `start`, `end` are the word that says so, `side` is for or against the `target`, a stretch with its `heads` in
    dictionary form; a target that points `back` is named before and may be null. `sort` says how it is held (accepts,
    supports, wants, refuses, judged, coming, …). `holder` is who holds it as written, with its head word at `at`; null
    for whoever speaks. `doer` is whose the target is to do, or is; `clause` marks a target that is a deed,
    done to `things`.
    """

    start: int
    end: int
    side: Literal["for", "against"]
    sort: str
    heads: tuple[str, ...] = ()
    target: Part | None = None
    back: bool = False
    clause: bool = False
    things: tuple[str, ...] = ()
    holder: Part | None = None
    at: int | None = None
    doer: Part | None = None


class Reading(Noun, frozen=True, kw_only=True):
    """Everything extraction found in one report. `sentences` are the parse's, for whoever needs whole ones to show, and
    `holdings` what reconciliation compares."""

    report: str
    sentences: tuple[Part, ...] = ()
    times: tuple[Time, ...] = ()
    entities: tuple[Entity, ...] = ()
    quotes: tuple[Quote, ...] = ()
    numbers: tuple[Number, ...] = ()
    mentions: tuple[Mention, ...] = ()
    claims: tuple[Claim, ...] = ()
    casualties: tuple[Count, ...] = ()
    holdings: tuple[Holding, ...] = ()


KINDS: tuple[str, ...] = ("entities", "times", "quotes", "numbers", "mentions", "claims", "casualties")
"""The rows of a reading that can be asked for, in the order they are made."""
