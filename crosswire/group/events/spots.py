"""What of a mention can be compared with another's: one flat value a mention, in the record's terms."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Any

from crosswire.base import Copy, Entity, EntityMention, Mention, Participant, Report
from crosswire.group.likeness import everyday, term
from crosswire.group.names import key
from crosswire.group.shelf import Shelf, day_of
from crosswire.rules import load

CARRIED = frozenset({"narrative", "none"})
"""Bases of a time that stands in an earlier clause: the mention's own words do not state it."""
INFERRED = "story"
"""Basis of a day that rests on a date inferred for the report: the words state it, but the year and week are ours."""
COUNTRY = 6
"""The codebook's place precision of a whole country."""
BEFORE = 40
"""How many characters before a trigger are looked at for "second", "another"."""
NEARBY = 3
"""How many words before a trigger may say that: those of its noun phrase, not of its subject."""

VOWELS = frozenset("aeiou")
"""A consonant doubled after one of these ("stopped", "stop") is single in another form of the word."""

OPENING = 400
"""Characters that the opening of a report has at most: a sentence or two."""

LABEL = 5
"""Letters by which a name and what is called after it are known as one: Varenne, Varennese."""

_WORD = re.compile(r"\w+(?:['’.-]\w+)*")
_LABEL = re.compile(r"\b(\w+)\s+((?:[A-Z][\w.-]*\s+)+)(?:[a-z-]+\s+)?$")


@dataclass(frozen=True)
class Spot:
    """A mention ready to be compared. `first`, `last` are day numbers (half-open); ids are the record's.

    `bodies` are the words by which organisations and groups that take part are called.
    `named` are the entities the clause names outside any role, `described` the words for whom or what it befell.
    `definite` tells of "the attack", `back` of one that names nobody, `news` of "an attack", `afresh` of one held
    again, `toll` of a clause that gives the hurt of an attack and nothing else, `coming` of one in the present tense
    that goes on in the future: "are holding a summit that will gather". `past` is told as long over when its
    report came out. `label` is the name right before
    the trigger, "the Derrow attack", `caps` all words of the clause with a capital, both cut short. `granted`
    tells of a clause that opens with "after": it is told for the time it gives another. `lead` is told in the headline
    or at the opening of its report. `goes_on` opens with "which", `subject` is a noun of which a verb tells more: "the
    strike destroyed". `old` happened weeks before its report came out. `night` is told of a night, which has two days.
    """

    n: int
    place: int
    mention: Mention
    family: str
    first: int | None
    last: int | None
    stated: bool
    inferred: bool
    where: str | None
    around: frozenset[str]
    exact_place: bool
    doers: frozenset[str]
    targets: frozenset[str]
    sides: frozenset[str]
    bodies: frozenset[frozenset[str]]
    things: frozenset[str]
    described: frozenset[str]
    named: frozenset[str]
    stem: str
    definite: bool
    back: bool
    toll: bool
    words: frozenset[str]
    counts: Mapping[tuple[str, str | None], tuple[float, float | None]]
    rank: int | None
    afresh: bool
    news: bool
    copied: Mapping[str, int] = field(hash=False)
    coming: bool
    past: bool
    label: frozenset[str]
    caps: frozenset[str]
    granted: bool
    lead: bool
    goes_on: bool
    subject: bool
    old: bool
    night: bool

    @property
    def unkind(self) -> bool:
        """Whether nothing but its word says what kind of happening it is."""
        return not self.mention.type

    @property
    def kindless(self) -> bool:
        """Whether its type only says that something happened."""
        return self.mention.type in rules()["kindless"]["types"]

    @property
    def vague(self) -> bool:
        """Whether the clause says nothing of its happening but its kind and time."""
        return not (self.doers or self.targets or self.things or self.counts or self.where)

    @property
    def bare(self) -> bool:
        """Whether it does not say the time either."""
        return self.vague and not self.stated

    @property
    def empty(self) -> bool:
        """Whether it does not even assert its kind: a noun of which nothing is said."""
        return self.bare and (self.mention.tense is None or self.definite)

    @property
    def exact_day(self) -> bool:
        """Whether the words give one day."""
        return self.first is not None and self.last is not None and self.last - self.first == 1 and self.stated

    @property
    def done(self) -> bool | None:
        """True for what took place, False for what is to come, null for all else and for what merely points back."""
        if self.back:
            return None
        return {"happened": True, "ongoing": True, "planned": False}.get(self.actuality)

    @property
    def actuality(self) -> str:
        """The mention's actuality, or planned where the clause shows that it is still to come."""
        return "planned" if self.coming else self.mention.actuality


@cache
def rules() -> dict[str, Any]:
    """The table of how mentions are joined."""
    return load("en/group_events")


TOTAL = "running total"
"""The family of running totals ("1,100 killed since March"): they are no incident and join none."""
WORD = "word"
"""What opens the family of a mention of unknown kind, before its trigger's stem."""


@cache
def family(kind: str, subtype: str | None) -> str:
    """The family of what may be told as one; "" for an unknown kind."""
    for name, kinds in rules()["families"].items():
        if subtype in kinds or (kind in kinds and subtype not in _placed()):
            return str(name)
    return kind


@cache
def _placed() -> frozenset[str]:
    return frozenset(kind for kinds in rules()["families"].values() for kind in kinds if "." in kind)


class Spots:
    """Every mention of every reading as a Spot, in canonical order; `of` gives the spot of a mention's id.

    `calls` is what titles call each entity.
    """

    def __init__(
        self,
        shelf: Shelf,
        entities: Sequence[Entity],
        entity_of: Mapping[str, str],
        copies: Sequence[Copy],
        calls: Mapping[str, str] | None = None,
    ) -> None:
        self.shelf = shelf
        self.calls = calls or {}
        self.entity = {entity.id: entity for entity in entities}
        self.entity_of = entity_of
        self._passages = _passages(copies)
        self._names = _names(entities)
        self._place_called = {key(entity.name): entity.id for entity in reversed(entities) if entity.kind == "place"}
        self.all: list[Spot] = []
        for place, reading in enumerate(shelf.readings):
            for mention in sorted(reading.mentions, key=lambda m: (m.start, m.trigger.start, m.id)):
                self.all.append(self._spot(len(self.all), place, mention))
        self._place_unknown()
        self._seat_hosts()
        self.of: dict[str, Spot] = {spot.mention.id: spot for spot in self.all}
        self._told: dict[int, list[Spot]] = defaultdict(list)
        for spot in self.all:
            self._told[spot.place].append(spot)
        self._naming: dict[str, dict[str, list[EntityMention]]] = {}
        self._speaking: dict[str, list[Spot]] = defaultdict(list)
        for spot in self.all:
            for name in {spot.mention.about, spot.mention.nested} - {None}:
                self._speaking[name or ""].append(spot)

    def _place_unknown(self) -> None:
        """Gives a mention of unknown kind the family that its word mostly has here, or one of its word alone."""
        told: dict[str, Counter[str]] = defaultdict(Counter)
        for spot in self.all:
            if spot.family:
                told[spot.stem][spot.family] += 1
        for n, spot in enumerate(self.all):
            if not spot.family:
                usual = told.get(spot.stem)
                home = usual.most_common(1)[0][0] if usual else f"{WORD} {spot.stem}"
                self.all[n] = replace(spot, family=home)

    def _seat_hosts(self) -> None:
        """Gives talks without parties those of the clause they are named in: "they failed to agree in talks"."""
        table = rules()["wholes"]
        last: Spot | None = None
        for n, spot in enumerate(self.all):
            mine = spot.mention
            if spot.family in table["outcomes"]:
                last = spot if spot.doers or spot.things else None
            elif spot.family in table["families"] and spot.vague and last is not None:
                within = last.mention.report == mine.report and last.mention.start <= mine.start < last.mention.end
                before = _WORD.findall(self.shelf.reports[spot.place].text[max(0, mine.start - BEFORE) : mine.start])
                if within and set(before[-NEARBY:]) & set(table["within"]):
                    self.all[n] = replace(spot, doers=last.doers, sides=last.sides, things=last.things, back=False)

    def told_by(self, place: int) -> Sequence[Spot]:
        """The spots of the report at this place."""
        return self._told.get(place, ())

    def speaking_of(self, spot: Spot) -> Sequence[Spot]:
        """The spots about this one: accusations, denials, demands."""
        return self._speaking.get(spot.mention.id, ())

    def named_in(self, entity: Entity, report: str) -> Sequence[EntityMention]:
        """Where a report names an entity."""
        if entity.id not in self._naming:
            found = self._naming[entity.id] = defaultdict(list)
            for one in entity.mentions:
                found[one.report].append(one)
        return self._naming[entity.id].get(report, ())

    def name(self, local: str | None) -> str | None:
        """The record's id of an entity of a reading."""
        return self.entity_of.get(local, local) if local is not None else None

    def _spot(self, n: int, place: int, mention: Mention) -> Spot:
        report = self.shelf.reports[place]
        roles = rules()["roles"]
        where = self.name(mention.where.entity) if mention.where is not None else None
        first, last, stated = _days(mention)
        doubtful = _doubtful(mention)
        doers, targets = (self._who(mention, roles[side], doubtful) for side in ("doers", "targets"))
        things = frozenset(self._things(mention, roles["blamed"]))
        before = report.text[max(mention.start, mention.trigger.start - BEFORE) : mention.trigger.start].lower()
        after = _WORD.findall(report.text[mention.trigger.end : min(mention.end, mention.trigger.end + BEFORE)].lower())
        definite = _points_back(before, mention.tense is not None)
        return Spot(
            n=n,
            place=place,
            mention=mention,
            family=TOTAL if _is_total(mention, report.text) else family(mention.type, mention.subtype),
            first=first,
            last=last,
            stated=stated,
            inferred=mention.when is not None and mention.when.basis == INFERRED,
            where=where,
            around=frozenset(self._around(where)),
            exact_place=mention.where is not None and (mention.where.precision or 9) <= 2,
            doers=doers,
            targets=targets,
            sides=frozenset(self._sides(mention, roles["doers"])),
            bodies=frozenset(self._called(mention, roles["doers"])),
            things=things,
            described=things | frozenset(self._described(targets)),
            named=frozenset(self._named(mention)) - doers - targets,
            stem=stem(mention.trigger.text),
            definite=definite,
            back=definite and not doers and not targets,
            toll=not (doers or targets or things or stated) and _is_toll(mention, roles["hurt"]),
            words=frozenset(self._words(report, mention)),
            counts={(x.outcome, x.group): (x.low, x.high) for x in mention.numbers if x.outcome and x.low is not None},
            rank=_rank(before),
            afresh=not set(rules()["afresh"]["words"]).isdisjoint(after),
            news=not set(rules()["news"]["words"]).isdisjoint(_WORD.findall(before)[-NEARBY:]),
            copied=self._copied(mention),
            coming=mention.actuality == "ongoing" and not set(rules()["coming"]["words"]).isdisjoint(after),
            past=_is_past(report, mention, last if stated else None, PAST),
            label=frozenset(self._label(report, mention)),
            caps=frozenset(self._caps(report, mention.start, mention.end)),
            granted=_is_granted(report.text, mention),
            lead=mention.trigger.start < opening_end(report),
            goes_on=_opens_with(report.text, mention, rules()["goes_on"]["words"]),
            subject=definite and _is_subject(after),
            old=_is_past(report, mention, last if stated else None, OLD),
            night=not set(rules()["night"]["words"]).isdisjoint(
                _WORD.findall(report.text[mention.start : mention.end].lower())
            ),
        )

    def _label(self, report: Report, mention: Mention) -> Iterator[str]:
        """The capitalised words between a determiner and the trigger that name no party: they say which it was."""
        start = mention.trigger.start
        found = _LABEL.search(report.text, max(0, start - BEFORE), start)
        if found is None or found[1].lower() not in rules()["back"]["words"]:
            return
        parties = {one.start for one in mention.participants}
        for match in _WORD.finditer(report.text, found.start(2), found.end(2)):
            if match.start() not in parties:
                yield match.group().lower()[:LABEL]

    @staticmethod
    def _caps(report: Report, start: int, end: int) -> Iterator[str]:
        """The words with a capital, cut so that a country and its people are alike."""
        for match in _WORD.finditer(report.text, start, end):
            if match.group()[0].isupper():
                yield match.group().lower()[:LABEL]

    def _who(self, mention: Mention, roles: Sequence[str], doubtful: Container[str | None]) -> frozenset[str]:
        """The entities in these roles. A place acts in nothing: it is where, or what is spoken of."""
        found = set()
        for one in mention.participants:
            name = self.name(one.entity) if one.role in roles and one.entity not in doubtful else None
            entity = self.entity.get(name or "")
            crowd = entity is not None and entity.kind == "group" and _is_counted(one, mention)
            if name is not None and not crowd and (entity is None or entity.kind != "place"):
                found.add(name)
        return frozenset(found)

    def is_named(self, mention: Mention, one: Participant) -> bool:
        """Whether a participant's entity can be meant: it fills no second place of the same clause."""
        return one.entity is not None and one.entity not in _doubtful(mention)

    def _named(self, mention: Mention) -> Iterator[str]:
        """The entities named in the clause, countries left out: they are named everywhere."""
        starts, names = self._names.get(mention.report, ((), ()))
        for n in range(bisect_left(starts, mention.start), bisect_left(starts, mention.end)):
            entity = self.entity[names[n]]
            if entity.kind != "place" or entity.precision != COUNTRY:
                yield names[n]

    def _things(self, mention: Mention, blamed: Sequence[str]) -> Iterator[str]:
        """The telling words of participants that are no entity: the relief convoy, the draft.

        Nor is a place one that lends its name to something: "a Varenne convoy".
        """
        for participant in mention.participants:
            entity = self.entity.get(self.name(participant.entity) or "")
            lends = entity is not None and entity.kind == "place"
            if participant.role not in blamed and (participant.entity is None or lends):
                yield from head_words(participant.text, named=not lends)

    def _called(self, mention: Mention, roles: Sequence[str]) -> Iterator[frozenset[str]]:
        """The words that name the bodies in these roles, whether or not they are known as entities."""
        for one in mention.participants:
            entity = self.entity.get(self.name(one.entity) or "")
            if one.role in roles and (entity is None or entity.kind in ("organisation", "group")):
                words = _WORD.findall(one.text if entity is None else entity.name)
                if called := frozenset(map(term, words)) - {""} - _general():
                    yield called

    def _described(self, targets: frozenset[str]) -> Iterator[str]:
        """The telling words of those acted on who are known by description: the villagers of Ostrel."""
        for name in targets:
            entity = self.entity.get(name)
            if entity is not None and entity.kind == "group":
                yield from map(term, entity.name.split())

    def _around(self, where: str | None) -> Iterator[str]:
        """The place and what it lies in; `parent` may be an id or a name."""
        seen: set[str] = set()
        while where is not None and where not in seen:
            yield where
            seen.add(where)
            entity = self.entity.get(where)
            parent = entity.parent if entity is not None else None
            where = parent if parent in self.entity else self._place_called.get(key(parent or ""))

    def _sides(self, mention: Mention, roles: Sequence[str]) -> Iterator[str]:
        """The states the doers belong to or are."""
        for participant in mention.participants:
            entity = self.entity.get(self.name(participant.entity) or "")
            if participant.role not in roles or entity is None or not entity.country:
                continue
            if entity.kind != "place" or entity.precision == COUNTRY:
                yield entity.country

    def _words(self, report: Report, mention: Mention) -> Iterator[str]:
        """The telling words of the clause. Names are left out but for statements: they count as participants."""
        verbatim = mention.type in rules()["verbatim"]["types"]
        for match in _WORD.finditer(report.text, mention.start, mention.end):
            word = match.group()
            found = term(word)
            if found and (verbatim or (word[0].islower() and _tells(found))):
                yield found

    def _copied(self, mention: Mention) -> dict[str, int]:
        """The copied passages the trigger stands in, with how many characters into them."""
        spots = self._passages.get(mention.report, ())
        trigger = mention.trigger.start
        return {name: trigger - start for start, end, name in spots if start <= trigger < end}


def _names(entities: Sequence[Entity]) -> dict[str, tuple[list[int], list[str]]]:
    """For each report where entities are named, in order, and which."""
    found: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for entity in entities:
        for mention in entity.mentions:
            if mention.form != "pronoun":
                found[mention.report].append((mention.start, entity.id))
    return {
        report: ([start for start, _ in sorted(spots)], [name for _, name in sorted(spots)])
        for report, spots in found.items()
    }


def _doubtful(mention: Mention) -> set[str | None]:
    """Entities that fill two places of one clause: one of them must be somebody else."""
    seen: dict[str | None, tuple[int, int]] = {}
    twice: set[str | None] = set()
    for one in mention.participants:
        start, end = seen.setdefault(one.entity, (one.start, one.end))
        if one.entity is not None and (one.start >= end or one.end <= start):
            twice.add(one.entity)
    return twice


def _is_counted(one: Participant, mention: Mention) -> bool:
    """Whether a filler is a number of people: "33 soldiers" are nobody in particular."""
    return any(n.outcome and one.start < n.end and n.start < one.end for n in mention.numbers)


def _is_total(mention: Mention, text: str) -> bool:
    """Whether the only numbers of people a clause gives are of weeks or more, and it tells of no one day."""
    counted = [number for number in mention.numbers if number.outcome]
    one_day = mention.when is not None and mention.when.precision == 1 and mention.actuality != "historical"
    if not counted or one_day:
        return False
    return all(number.cumulative for number in counted) or bool(_span().search(text, mention.start, mention.end))


@cache
def _span() -> re.Pattern[str]:
    """ "In the past two weeks", "over the last months": time in which much happens."""
    table = rules()["span"]
    before, units = ("|".join(map(re.escape, table[name])) for name in ("before", "units"))
    return re.compile(rf"\b(?:{before})\s+(?:[\w-]+\s+){{0,3}}?(?:{units})\b", re.IGNORECASE)


def _is_toll(mention: Mention, hurt: Sequence[str]) -> bool:
    return bool(mention.participants) and all(one.role in hurt for one in mention.participants)


def _passages(copies: Sequence[Copy]) -> dict[str, list[tuple[int, int, str]]]:
    spots: dict[str, list[tuple[int, int, str]]] = {}
    for copy in copies:
        for anchor in (copy.a, copy.b):
            spots.setdefault(anchor.report, []).append((anchor.start, anchor.end, copy.id))
    return spots


def _last_day(value: str | None) -> int | None:
    """The day number at which a half-open interval is over; a moment within a day ends that day."""
    day = day_of(value)
    return day + 1 if day is not None and value is not None and len(value) > 10 and "T00:00" not in value else day


def head_words(text: str, *, named: bool = True) -> Iterator[str]:
    """The comparable words of a participant; those with a capital only where there are no others, and if `named`."""
    words = [(word, found) for word in _WORD.findall(text) if (found := term(word)) and not found.isdigit()]
    plain = [found for word, found in words if word[0].islower() and _tells(found)]
    for found in plain or (found for _, found in words if named and _tells(found)):
        yield _alike().get(found, found)


def _tells(word: str) -> bool:
    """Whether a word says more than that somebody did something."""
    return word not in everyday() and word not in _general()


@cache
def _alike() -> dict[str, str]:
    """Words for one and the same kind of thing, each with the first of its row."""
    rows: list[list[str]] = rules()["alike"]["rows"]
    return {term(word): term(row[0]) for row in rows for word in row}


@cache
def _general() -> frozenset[str]:
    return frozenset(term(word) for word in rules()["general"]["words"])


def _days(mention: Mention) -> tuple[int | None, int | None, bool]:
    """First and last day number of a mention and whether its own words state them.

    A time carried over from an earlier clause holds for what that clause's verb goes on to tell, not for what is
    merely named there.
    """
    when = mention.when
    if when is None or (when.basis in CARRIED and mention.tense is None):
        return None, None, False
    return day_of(when.from_), _last_day(when.to), when.basis not in CARRIED


def opening_end(report: Report) -> int:
    """Where the first paragraph ends, or what of it can be its opening where a report has no paragraphs."""
    first = next((block for block in report.blocks if block.kind == "body"), None)
    return min(first.end, first.start + OPENING) if first is not None else 0


def _is_granted(text: str, mention: Mention) -> bool:
    """Whether the clause opens with, or follows, a word that makes it the time of another: "after the truce ended"."""
    words = _WORD.findall(text[max(0, mention.start - BEFORE) : mention.trigger.start].lower())
    opening = _WORD.findall(text[mention.start : mention.trigger.start].lower())[:NEARBY]
    before = words[: len(words) - len(opening)][-1:] if opening else words[-1:]
    return not set(rules()["granted"]["words"]).isdisjoint({*opening, *before})


def _opens_with(text: str, mention: Mention, words: Sequence[str]) -> bool:
    """Whether one of these is the first word of its clause."""
    first = _WORD.match(text, mention.start)
    return mention.tense is not None and first is not None and first[0].lower() in words


def _is_subject(after: Sequence[str]) -> bool:
    """Whether what follows a noun tells more of it, and not which one it is: "the strike on the port"."""
    return bool(after) and after[0] not in rules()["which"]["words"]


PAST = 300
"""Days before its report from which on a happening is history: most of a year, so that "last year" is."""
OLD = 14
"""Days before its report from which on a happening is not what a report of the day opens with."""


def _is_past(report: Report, mention: Mention, last: int | None, days: int) -> bool:
    published = day_of(report.published.value) if report.published else None
    long_over = last is not None and published is not None and published - last > days
    return long_over or mention.actuality == "historical"


def _points_back(before: str, said: bool) -> bool:
    """Whether what stands before a trigger makes it "the attack". With a verb of its own only the last word counts."""
    words = _WORD.findall(before)[-1 if said else -2 :]
    if said and words and words[-1] in rules()["goes_on"]["words"]:
        return False  # "that destroyed": a clause about the noun before it
    return any(word in rules()["back"]["words"] for word in words) and _rank(before) is None


@cache
def stem(trigger: str) -> str:
    """A rough stem, enough to see that "met" and "meets", "died" and "death" are one word."""
    word = trigger.split()[0].lower() if trigger.split() else ""
    word = str(rules()["stems"].get(word, word))
    for ending in rules()["endings"]["words"]:
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            word = word.removesuffix(ending)
            break
    return word[:-1] if word[-3:-2] in VOWELS and word[-1:] == word[-2:-1] else word


def _rank(before: str) -> int | None:
    """Which of several of its kind the words before a trigger make it; null when they say nothing."""
    marks: Mapping[str, int] = rules()["again"]
    for word in reversed(_WORD.findall(before)[-NEARBY:]):
        if word in marks:
            return marks[word]
    return None
