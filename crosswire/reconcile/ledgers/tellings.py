"""One telling of one step, and the thread that several of them make."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Literal

import msgspec

from crosswire import rules
from crosswire.base import Entity, Event, Mention
from crosswire.reconcile.evidence import Evidence
from crosswire.reconcile.incidents import Days, alternatives, days_of, own_days

Kind = Literal["truce", "talks", "text", "aid_operation"]

OWN = ""
"""Stands for the outlet's own voice where a key is needed."""


@dataclass(frozen=True)
class Telling:
    """A mention that tells a step. `state` is our word for the step, `days` the days its own words state."""

    mention: Mention
    event: Event
    state: str
    days: Days | None
    reported: str

    @property
    def day(self) -> str:
        """The ISO day by which it is put in order: its own first day, or the day its report came out."""
        return self.days[0].isoformat() if self.days else self.reported


@dataclass
class Thread:
    """A process in the making.

    `once` are the steps it takes once, `order` the order of its steps where days do not give one, `dated` those whose
    day can name it.
    """

    kind: Kind
    tellings: list[Telling]
    name: str
    why: str
    parties: tuple[str, ...] = ()
    terms: tuple[str, ...] = ()
    scope: str | None = None
    once: Collection[str] = field(default_factory=tuple)
    order: Sequence[str] = field(default_factory=tuple)
    dated: Collection[str] = field(default_factory=tuple)


@cache
def table() -> dict[str, Any]:
    """What makes steps and positions, from the rules."""
    return rules.load("en/ledgers")


@cache
def listed(*keys: str) -> frozenset[str]:
    """One list of the rules as a set."""
    return rules.words("en/ledgers", *keys)


@cache
def whole_words(*keys: str) -> re.Pattern[str]:
    """Any of a list's words, whole, whatever their case."""
    return re.compile(rf"(?<![\w-])(?:{alternatives(listed(*keys))})(?![\w-])", re.IGNORECASE)


def tell(mention: Mention, event: Event, state: str, evidence: Evidence) -> Telling:
    """The telling of a step, with the days its clause states or, for a noun's own event, those of the event."""
    days = own_days(mention, evidence) or _event_days(event, mention)
    published = evidence.reports[mention.report].published
    return Telling(mention, event, state, days, published.value[:10] if published else "")


def _event_days(event: Event, mention: Mention) -> Days | None:
    """The event's day, where it is one and comes from this very mention or from several tellings of one happening."""
    days = days_of(event.when)
    return days if days and (days[1] - days[0]).days == 1 and mention.tense is not None else None


def by_line(evidence: Evidence) -> dict[str, str]:
    """Each story's storyline, or the story itself."""
    return {story.id: story.storyline or story.id for story in evidence.grouping.stories}


def in_lines(tellings: Iterable[Telling], evidence: Evidence) -> dict[str, list[Telling]]:
    """The tellings of each storyline, in canonical order."""
    lines = by_line(evidence)
    found: dict[str, list[Telling]] = defaultdict(list)
    for one in sorted(tellings, key=lambda t: (evidence.place(t.mention), t.mention.id, t.state)):
        found[lines.get(one.event.story or "", one.event.story or "")].append(one)
    return found


def state_of(mention: Mention, states: dict[str, dict[str, str]]) -> str | None:
    """Our word for the step by subtype and actuality; null where the mention tells none."""
    return states.get(mention.subtype or "", {}).get(mention.actuality)


def said_by(mention: Mention, evidence: Evidence) -> str | None:
    """Who vouches for it: the innermost source as an entity's id or its words; null for the outlet's own voice."""
    if not mention.attribution:
        return None
    last = mention.attribution[-1]
    if last.entity in evidence.entities:
        return last.entity
    return evidence.source(msgspec.structs.replace(mention, attribution=(last,)))


def meet(a: Days | None, b: Days | None) -> bool:
    """Whether two tellings can be of one day; one without a day may be of any."""
    return a is None or b is None or (a[0] < b[1] and b[0] < a[1])


def mentions_with_events(evidence: Evidence, types: Collection[str]) -> list[tuple[Mention, Event]]:
    """Every mention of one of these types that belongs to an event, in canonical order."""
    found = [
        (mention, evidence.events[name])
        for told in evidence.told.values()
        for mention in told
        if mention.type in types and (name := evidence.event_of.get(mention.id)) in evidence.events
    ]
    return sorted(found, key=lambda pair: (evidence.place(pair[0]), pair[0].id))


def last_name(name: str, evidence: Evidence) -> str:
    """What an entity is called in a name of ours: a person by the last name, a government by its country."""
    entity = evidence.entities[name]
    if entity.kind == "person":
        return entity.name.split()[-1]
    state = rules.load("any/states")["states"].get(entity.country or "") if entity.sector == "GOV" else None
    return str(state["name"]) if state else re.sub(r"^[Tt]he ", "", entity.name)


def party(entity: Entity) -> str:
    """Whom an entity speaks for: its country where it is a person, a government or the country itself."""
    speaks = entity.kind in ("person", "place") or entity.sector == "GOV"
    return entity.country if speaks and entity.country not in (None, "IGO", "NGO") else entity.id


def unique(words: Iterable[str]) -> tuple[str, ...]:
    """Each once, in the order of the first."""
    return tuple(dict.fromkeys(words))


def strong_enough(tellings: Sequence[Telling], strong: Collection[str], evidence: Evidence) -> bool:
    """Whether some telling outside headlines and pieced pages shows that there is such a process at all."""
    return any(one.state in strong and not evidence.is_weak(one.mention) for one in tellings)
