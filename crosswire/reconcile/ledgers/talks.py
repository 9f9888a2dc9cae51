"""Talks: meetings and calls of the same parties, or of one body, and what is told of their outcome."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence

from crosswire.base import Entity, Event, Mention, Participant
from crosswire.reconcile.evidence import Evidence
from crosswire.reconcile.ledgers.tellings import (
    Telling,
    Thread,
    in_lines,
    last_name,
    listed,
    mentions_with_events,
    party,
    table,
    tell,
    whole_words,
)

Key = frozenset[str]
"""The parties of talks: countries and bodies, or one body that meets by itself."""

PARTIES = 4
"""More than so many parties are a conference, which no name of ours tells from another."""
STEPS = 2
"""A single meeting is an event; two steps are a series."""


def find_talks(evidence: Evidence) -> list[Thread]:
    """One thread for each set of parties of a storyline that has more than one step."""
    told = [*_without_presumed(list(_meetings(evidence))), *_terms(evidence), *_outcomes(evidence)]
    keys = {event.id: _key(event.participants, evidence) for event in evidence.events.values()}
    known = {entity.name: entity.id for entity in evidence.grouping.entities if _is_forum(entity)}
    longer = {name: known[fuller] for fuller in known for name in [known.get(_without_first(fuller))] if name}
    threads = []
    for tellings in in_lines(told, evidence).values():
        series: dict[Key, list[Telling]] = defaultdict(list)
        for one in tellings:
            alone = one.mention.trigger.text.lower() in listed("talks", "alone")
            key = _key(one.mention.participants, evidence, alone)
            if key is None and one.event.type in table()["talks"]["types"]:
                key = keys[one.event.id] if _names_one(one.mention, keys[one.event.id], evidence) else None
            if key:
                series[frozenset(longer.get(name, name) for name in key)].append(one)
        threads += [_thread(key, found, evidence) for key, found in series.items() if _is_series(found)]
    return threads


def _without_first(name: str) -> str:
    """ "Straits Council’s contact group" without its first word: pages call a body by the end of its name."""
    return name.partition(" ")[2]


def _is_series(tellings: Sequence[Telling]) -> bool:
    """Whether they met more than once, or met and more is told of it than that."""
    meetings = [t for t in tellings if t.event.type in table()["talks"]["types"]]
    days = {t.days for t in meetings if t.days}
    return bool(meetings) and max(len({t.state for t in tellings}), len(days)) >= STEPS


def _without_presumed(told: Sequence[Telling]) -> Iterator[Telling]:
    """All but those that take a meeting for granted which their own report tells as planned or under way."""
    open_ = {(t.event.id, t.mention.report) for t in told if t.mention.actuality in ("planned", "ongoing")}
    for one in told:
        past = one.mention.tense == "past" or one.mention.actuality != "happened"
        if past or (one.event.id, one.mention.report) not in open_:
            yield one


def _meetings(evidence: Evidence) -> Iterator[Telling]:
    """Each telling of a meeting, call or visit, planned or held, cancelled or put off."""
    talks = table()["talks"]
    for mention, event in mentions_with_events(evidence, talks["types"]):
        if event.type not in talks["types"] or mention.subtype in talks["outcome"]:
            continue
        if mention.subtype == "talk.cancelled":
            if mention.actuality == "happened" and mention.tense is not None:
                yield tell(mention, event, _ended(mention), evidence)
        elif mention.subtype in talks["meetings"]:
            state = _state(mention, evidence)
            one = tell(mention, event, state, evidence) if state else None
            if one is not None and _is_told(one):
                yield one


def _state(mention: Mention, evidence: Evidence) -> str | None:
    """Our word for the step by actuality; "was to have met" and "the meeting is called off" tell of none held."""
    if whole_words("talks_states", "off").search(evidence.clause(mention)):
        return _otherwise() if mention.actuality == "happened" and mention.tense is not None else None
    if mention.tense is None and evidence.clause(mention).startswith("to have "):
        return None
    states: dict[str, str] = table()["talks_states"]
    return states.get(mention.actuality)


def _is_told(one: Telling) -> bool:
    """Whether a verb or a day tells the step, rather than a bare "the meeting", and the event's own telling agrees."""
    mention = one.mention
    if mention.actuality == "happened" and one.event.actuality not in ("happened", "ongoing"):
        return False
    meets = mention.trigger.text.lower() in listed("talks", "meet")
    if mention.actuality == "did_not_happen":
        return meets
    return (meets and mention.actuality == "planned") or one.days is not None or mention.tense is not None


def _ended(mention: Mention) -> str:
    ends: dict[str, list[str]] = {k: v for k, v in table()["talks_ends"].items() if k != "otherwise"}
    word = mention.trigger.text.lower()
    first = word.split()[0] if word else ""
    return next((state for state, words in ends.items() if word in words or first in words), _otherwise())


def _otherwise() -> str:
    return str(table()["talks_ends"]["otherwise"])


def _terms(evidence: Evidence) -> Iterator[Telling]:
    """The parties together came to terms or did not."""
    talks, outcomes = table()["talks"], table()["talks_outcomes"]
    for mention, event in mentions_with_events(evidence, ("AGRM", "OFFR")):
        if mention.subtype not in talks["terms"] or mention.trigger.text.lower() not in talks["agreeing"]:
            continue
        if mention.actuality == "happened" and mention.tense is not None:
            yield tell(mention, event, outcomes["agreed"], evidence)
        elif mention.actuality == "did_not_happen":
            yield tell(mention, event, outcomes["not_agreed"], evidence)


def _outcomes(evidence: Evidence) -> Iterator[Telling]:
    """What is told of the outcome where the talks' parties are told with it."""
    for mention, event in mentions_with_events(evidence, table()["talks"]["types"]):
        state = table()["talks_outcomes"].get(mention.actuality)
        if mention.subtype in table()["talks"]["outcome"] and state and _key(mention.participants, evidence):
            yield tell(mention, event, state, evidence)


def _names_one(mention: Mention, key: Key | None, evidence: Evidence) -> bool:
    """Whether the mention itself names one of the parties."""
    found = [evidence.entities[p.entity] for p in mention.participants if p.entity in evidence.entities]
    return bool(key) and any(_party(entity) in (key or ()) for entity in found)


def _key(participants: Iterable[Participant], evidence: Evidence, alone: bool = False) -> Key | None:
    """Who meets: a body by itself, or two to four parties, each by its country where it speaks for one."""
    roles = {*table()["talks"]["participants"], *table()["talks"]["parties"]}
    found = [e for p in participants if p.role in roles and (e := evidence.entities.get(p.entity or "")) is not None]
    forums = [entity for entity in found if _is_forum(entity)]
    if forums and not alone:
        return frozenset({forums[0].id})
    parties = {name for entity in found if (name := _party(entity)) is not None}
    return frozenset(parties) if 1 < len(parties) <= PARTIES else None


def _is_forum(entity: Entity) -> bool:
    words = set(re.findall(r"\w+", entity.name.lower()))
    meets = entity.sector not in listed("talks", "no_forum") and entity.country != "NGO"
    return entity.kind == "organisation" and meets and bool(words & listed("talks", "forums"))


def _party(entity: Entity) -> str | None:
    """The country a person or body speaks for, or the entity itself; null for places and plain nouns."""
    if entity.kind == "place" or entity.name.lower().split()[-1] in listed("talks", "no_party"):
        return None
    if not entity.name[:1].isupper():
        return None
    return party(entity)


def _thread(key: Key, tellings: list[Telling], evidence: Evidence) -> Thread:
    names, why = table()["names"], table()["why"]
    parties = _called(key, (one.event for one in tellings), evidence)
    form = "forum" if len(key) == 1 else "talks"
    shown = names["between"].join(last_name(name, evidence) for name in parties)
    return Thread(
        kind="talks",
        tellings=tellings,
        name=names[form].format(names=shown),
        why=why[form],
        parties=parties,
        order=table()["talks"]["order"],
    )


def _called(key: Key, events: Iterable[Event], evidence: Evidence) -> tuple[str, ...]:
    """For each party the entity that stands for it: a person before a government, the most told first."""
    told: dict[str, Counter[str]] = defaultdict(Counter)
    for event in events:
        for participant in event.participants:
            entity = evidence.entities.get(participant.entity or "")
            if entity is None:
                continue
            name = entity.id if _is_forum(entity) else _party(entity)
            if name in key:
                told[name][entity.id] += 1
    best = [
        min(names, key=lambda name: (evidence.entities[name].kind != "person", -names[name], name))
        for _, names in sorted(told.items())
    ]
    return tuple(sorted(best, key=lambda name: (last_name(name, evidence), name)))
