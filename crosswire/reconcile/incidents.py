"""Attacks as a reader counts them: events of one story that grouping left apart but whose words tell of one attack."""

from __future__ import annotations

import datetime
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from crosswire import rules
from crosswire.base import Event, Mention, When
from crosswire.reconcile.evidence import Evidence

Days = tuple[datetime.date, datetime.date]

CROWD = 12
"""In a block of events that share a word each is compared with so many before it: linear cost."""

CARRIED = frozenset({"narrative", "none"})
"""Bases of a time that stands in an earlier clause: the mention's own words do not state it."""

EXACT = 1
LOCAL = 3
"""Days of a known day; codebook precision of a place no larger than a district."""


HISTORY = "historical"


@dataclass(frozen=True)
class Incident:
    """One attack, or one event of any other type. `why` says in words why events were taken together; `story` is the id
    of the story it is told in."""

    events: tuple[Event, ...]
    mentions: tuple[Mention, ...]
    why: tuple[str, ...] = ()
    story: str | None = None

    @property
    def id(self) -> str:
        """The id of its first event; of figures that no event carries, of their first mention."""
        return self.events[0].id if self.events else self.mentions[0].id

    @property
    def event(self) -> str | None:
        return self.events[0].id if self.events else None


@dataclass(frozen=True)
class Marks:
    """By what an attack can be known again: places by name, what was attacked, and the stated day."""

    names: frozenset[str]
    things: frozenset[str]
    days: Days | None


@dataclass
class _Joined:
    """Union of events, with the reasons. `hurt`: whether those hurt bear arms, where the counts say who they are;
    `apart`: pairs that people told apart."""

    home: dict[str, str] = field(default_factory=dict)
    why: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    days: dict[str, Days] = field(default_factory=dict)
    hurt: dict[str, frozenset[bool]] = field(default_factory=dict)
    apart: frozenset[tuple[str, str]] = frozenset()

    def find(self, name: str) -> str:
        """What stands for all that an event is one with; the way there is halved, so that it stays short."""
        while (up := self.home.get(name, name)) != name:
            name = self.home[name] = self.home.get(up, up)
        return name

    def join(self, a: str, b: str, why: str) -> None:
        """Makes one of two, unless their stated days exclude each other or one hit soldiers and the other civilians."""
        one, other = self.find(a), self.find(b)
        hurt, others_hurt = self.hurt.get(one, frozenset()), self.hurt.get(other, frozenset())
        if one == other or (hurt and others_hurt and hurt.isdisjoint(others_hurt)):
            return
        if any({self.find(x), self.find(y)} == {one, other} for x, y in self.apart):
            return
        days, others = self.days.get(one), self.days.get(other)
        if days and others and not _meet(days, others):
            return
        self.home[other] = one
        self.hurt[one] = hurt | others_hurt
        self.why[one] += [*self.why.pop(other, []), why]
        narrower = min((d for d in (days, others) if d), key=lambda d: (d[1] - d[0], d), default=None)
        if narrower:
            self.days[one] = narrower


def find_incidents(evidence: Evidence) -> tuple[Incident, ...]:
    """Every event once: attacks joined, all others alone, in the order of their first event.

    What people told apart is not joined.
    """
    attacks = [event for event in evidence.grouping.events if is_attack(event)]
    marks = {event.id: _marks(event, evidence) for event in attacks}
    joined = _Joined(
        days={name: mark.days for name, mark in marks.items() if mark.days},
        hurt={event.id: _hurt(event, evidence) for event in attacks},
        apart=frozenset((a, b) for a, others in evidence.apart.items() for b in others),
    )
    for a, b, why in [*_in_one_report(attacks, marks, evidence), *_across(attacks, marks)]:
        joined.join(a, b, why)
    members: dict[str, list[Event]] = defaultdict(list)
    for event in evidence.grouping.events:
        members[joined.find(event.id)].append(event)
    return tuple(
        Incident(
            events=tuple(events),
            mentions=tuple(sorted((m for e in events for m in evidence.mentions_of(e)), key=evidence.place)),
            why=tuple(dict.fromkeys(joined.why.get(root, ()))),
            story=events[0].story,
        )
        for root, events in members.items()
    )


def _hurt(event: Event, evidence: Evidence) -> frozenset[bool]:
    """Whether the people counted bear arms: true, false, both, or empty where no count says who they are."""
    groups = (claim.group for claim in evidence.claims.get(event.id, ()) if claim.outcome)
    return frozenset(group in table()["armed"] for group in groups if group)


@cache
def table() -> dict[str, Any]:
    """What makes one attack of several tellings."""
    found: dict[str, Any] = rules.load("en/reconcile")["incident"]
    return found


def is_attack(event: Event) -> bool:
    """Whether the event is an attack or its victims, told as something that took place."""
    return event.type in table()["types"] and event.actuality in table()["told"]


def days_of(when: When | None) -> Days | None:
    """The interval in days, half-open, where both ends are known."""
    if when is None or not when.from_ or not when.to:
        return None
    first, last = (datetime.date.fromisoformat(value[:10]) for value in (when.from_, when.to))
    return first, max(last, first + datetime.timedelta(days=1))


def own_days(mention: Mention, evidence: Evidence) -> Days | None:
    """The days the mention's own clause states: its time expression stands inside it."""
    when = mention.when
    time = evidence.times.get(when.time or "") if when else None
    if when is None or when.basis in CARRIED or (time and not mention.start <= time.start < mention.end):
        return None
    return days_of(when)


def _meet(a: Days, b: Days) -> bool:
    return a[0] < b[1] and b[0] < a[1]


def region(mention: Mention, evidence: Evidence) -> tuple[int, int]:
    """The words that tell of this attack: its clause and on to the end of the sentence, or to the next attack."""
    end = max(mention.end, evidence.sentence(mention).end)
    for other in evidence.told_between(mention.report, mention.trigger.end, end):
        if other.type in table()["types"]:
            return mention.start, max(mention.trigger.end, min(other.start, end))
    return mention.start, end


def places(mention: Mention, evidence: Evidence, stop: int | None = None) -> list[re.Match[str]]:
    """Where the words say it was: matches with the name as group `name`, the whole with its preposition.

    Looks as far as the attack's words go, or to `stop`. The mention's own place comes first and alone; without one,
    what stands in the clause of another happening is that one's place.
    """
    text = evidence.reports[mention.report].text
    start, end = (mention.start, stop) if stop is not None else region(mention, evidence)
    dated = evidence.times_between(mention.report, start, end)
    own = (
        m
        for m in place_pattern().finditer(text, start, end)
        if not any(start <= m.start("name") < end for start, end in dated)
    )
    found_here = [m for m in own if not _is_modifier(m, text)]
    known = _known_place(mention, evidence)
    if any(m["name"] in known for m in found_here):
        return [m for m in found_here if m["name"] in known]
    later = [
        m for m in evidence.told_between(mention.report, mention.trigger.end, end) if m.start >= mention.trigger.end
    ]
    return [m for m in found_here if not any(other.start <= m.start("name") < other.end for other in later)]


def _known_place(mention: Mention, evidence: Evidence) -> tuple[str, ...]:
    """The names of the mention's own place, where it is no larger than a district; the fullest first."""
    where = evidence.entities.get(mention.where.entity or "") if mention.where else None
    if where is None or mention.where is None or (mention.where.precision or 9) > LOCAL:
        return ()
    return where.name, *where.aliases


def _is_modifier(match: re.Match[str], text: str) -> bool:
    """Whether the name only says which: "in the Lindre talks" names no place."""
    after = re.match(r" ([a-z]+)", text[match.end() : match.end() + 20])
    return " the " in match[0] and after is not None and after[1] not in table()["place_follows"]


@cache
def place_pattern() -> re.Pattern[str]:
    """Words that say where: a preposition, then the name as group `name`."""
    before, after = (alternatives(table()[key]) for key in ("place_before", "place_after"))
    return re.compile(rf"\b(?:{before}) (?:the )?(?P<name>[A-Z]\w+(?:[ -][A-Z]\w+)*)\b(?!['’]s)(?: (?:{after})\b)?")


@cache
def _target() -> re.Pattern[str]:
    before, which = (alternatives(table()[key]) for key in ("target_before", "determiners"))
    return re.compile(rf"\b(?:{before}) (?:{which}) ((?:[a-z]+[ -]?){{1,3}})")


def alternatives(words: Iterable[str]) -> str:
    """Words as alternatives of a pattern, the longest first."""
    return "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word)))


def content(text: str) -> frozenset[str]:
    """The telling words of a noun phrase, singular by rough cut, without general ones."""
    words = (re.sub(r"(?<=[^s])s$", "", word) for word in re.findall(r"[a-z]{3,}", text.lower()))
    return frozenset(word for word in words if word not in _empty())


@cache
def _empty() -> frozenset[str]:
    return frozenset(
        {*table()["general"], *table()["determiners"], *table()["place_before"], *table()["target_before"]}
    )


def _marks(event: Event, evidence: Evidence) -> Marks:
    names: set[str] = set()
    things: set[str] = set()
    days: list[Days] = []
    for mention in evidence.mentions_of(event):
        names.update(match["name"].lower() for match in places(mention, evidence))
        things.update(_things(mention, evidence))
        stated = own_days(mention, evidence)
        if stated:
            days.append(stated)
        names.update(name.lower() for name in _known_place(mention, evidence)[:1])
    return Marks(frozenset(names), frozenset(things), min(days, key=lambda d: (d[1] - d[0], d), default=None))


def _things(mention: Mention, evidence: Evidence) -> Iterator[str]:
    """The telling words for what was attacked: of its participants, and after "an attack on"."""
    yield from target_words(mention)
    _, end = region(mention, evidence)
    before = _target().search(evidence.reports[mention.report].text, min(mention.trigger.end, end), end)
    if before:
        yield from content(before[1])


def target_words(mention: Mention) -> frozenset[str]:
    """The telling words for who or what an attack was done to."""
    hit = (participant.text for participant in mention.participants if participant.role in table()["targets"])
    return content(" ".join(hit))


def _in_one_report(attacks: list[Event], marks: dict[str, Marks], evidence: Evidence) -> Iterator[tuple[str, str, str]]:
    """Pairs of one report: a consequence told in the same sentence, and what points back with "the bridge". What a
    report tells as history is never its news."""
    old = {event.id for event in attacks if event.actuality == HISTORY}
    pairs = _in_one_report_whenever(attacks, marks, evidence)
    yield from (pair for pair in pairs if (pair[0] in old) == (pair[1] in old))


def _in_one_report_whenever(
    attacks: list[Event], marks: dict[str, Marks], evidence: Evidence
) -> Iterator[tuple[str, str, str]]:
    why = rules.load("en/reconcile")["why_one"]
    wanted = {event.id for event in attacks}
    bare = {e.id for e in attacks if all(m.tense is None and points_back(m, evidence) for m in evidence.mentions_of(e))}
    for mentions in evidence.told.values():
        here = [m for m in mentions if evidence.event_of.get(m.id) in wanted]
        last: dict[str, str] = {}
        before = ""
        for place, mention in enumerate(here):
            mine = evidence.event_of[mention.id]
            if before and mine in bare:
                yield before, mine, why["points_back"].format(word=mention.trigger.text)
            if place and _is_consequence(here[place - 1], mention, evidence):
                yield evidence.event_of[here[place - 1].id], mine, why["consequence"]
            if not marks[mine].names:
                for word in _pointing(mention, evidence):
                    if word in last:
                        yield last[word], mine, why["points_back"].format(word=word)
            last.update({name.split()[-1]: mine for name in marks[mine].names})
            last.update(dict.fromkeys(marks[mine].things, mine))
            if marks[mine].names or marks[mine].things:
                before = mine


def points_back(mention: Mention, evidence: Evidence) -> bool:
    """Whether the words open with "the attack", "this meeting": it was told before."""
    before, _, rest = evidence.words(mention.report, mention.start, mention.trigger.end).lower().partition(" ")
    return before in table()["back"] and rest == mention.trigger.text.lower()


def _is_consequence(first: Mention, then: Mention, evidence: Evidence) -> bool:
    """Whether the second is what the first did: one sentence, joined by "killing" or "in which"."""
    if evidence.sentence(first) != evidence.sentence(then):
        return False
    between = evidence.words(then.report, first.trigger.end, then.trigger.end)
    return bool(re.search(rf"\b(?:{alternatives(table()['consequence'])})\b", between))


def _pointing(mention: Mention, evidence: Evidence) -> list[str]:
    """The nouns after "the" in the words of this attack."""
    start, end = region(mention, evidence)
    return re.findall(r"\bthe ([a-z]+)", evidence.words(mention.report, start, end))


def _across(attacks: list[Event], marks: dict[str, Marks]) -> Iterator[tuple[str, str, str]]:
    """Pairs of one story told by different reports that share two of place, target and day."""
    blocks: dict[tuple[str | None, str], list[Event]] = defaultdict(list)
    why = rules.load("en/reconcile")["why_one"]["shared"]
    for event in attacks:
        for word in sorted(marks[event.id].names | marks[event.id].things):
            blocks[event.story, word].append(event)
    for block in blocks.values():
        for place, event in enumerate(block):
            for other in block[max(0, place - CROWD) : place]:
                shared = _shared(marks[other.id], marks[event.id])
                if shared and set(other.reports) != set(event.reports):
                    yield other.id, event.id, why.format(shared=", ".join(shared))


def _shared(a: Marks, b: Marks) -> list[str]:
    """What two attacks share when it is enough to be one: two of place, target and exact day; nothing against it."""
    names, things = a.names & b.names, a.things & b.things
    if (a.names and b.names and not names) or (a.days and b.days and not _meet(a.days, b.days)):
        return []
    same_day = a.days is not None and a.days == b.days and (a.days[1] - a.days[0]).days == EXACT
    if names and not things and a.things and b.things:
        return []
    if bool(names) + bool(things) + same_day < 2:
        return []
    return sorted(names) + sorted(things)
