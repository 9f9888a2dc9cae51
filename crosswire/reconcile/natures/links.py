"""Which two tellings are of one thing and exclude each other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from crosswire.reconcile.against.statements import Floor, of_one_side
from crosswire.reconcile.evidence import Evidence
from crosswire.reconcile.natures.table import KIND, dimension
from crosswire.reconcile.natures.told import Telling
from crosswire.reconcile.tellings import Pair, Value, are_of_two, source_of, within

RAREST = 6
"""Words beside a value by which others are looked for."""

CROWD = 24
"""Tellings that share a word looked at for one telling at most: linear cost."""

NEAR, THEME, SHARE = 3.5, 1.0, 0.15
"""Weight of the words shared beside two values, and of those shared in what they are told of, and share of the lighter
sentence's weight, below which they are not seen to be of one thing. Own judgement, on news of many outlets."""

SURE, ALIKE = 3.0, 0.3
"""Weight of what they are told of, and share of the sentences, one of which they need besides."""

MOST = 0.4
"""Share of the sentences from which any word shared in what is told of is enough."""

DENIED = 2.5
"""Weight of what two tellings of a verb, of which one denies it, are told of."""

STRONG = 6.0
"""Weight of the words shared beside two values from which other names and plans in their sentences show nothing."""

KNOWN = 2.5
"""Weight of the words shared in what it is told of from which a value that the other report has too is of the same."""

A_KIND = 1.0
"""Weight of one kind of matter where the words for it differ."""

BESIDE = 60
"""Characters on either side of a value in which a day is that of it."""

SLACK = 1
"""Days between the days of two values that may still be of one thing: the one when it was done, the other when it
became known."""


@dataclass(frozen=True)
class Link:
    """Two tellings of one thing with what they share."""

    a: Telling
    b: Telling
    weight: float


@dataclass(frozen=True)
class Ground:
    """What the tellings of a story are compared in."""

    floor: Floor
    evidence: Evidence

    def weight(self, words: frozenset[str]) -> float:
        """What words tell together in the story."""
        kinds = {word for word in words if word.startswith(KIND)}
        return self.floor.rarity.of(words - kinds) or (A_KIND if kinds else 0.0)


@dataclass(frozen=True)
class Row:
    """The tellings of one dimension, and where each word stands beside one."""

    told: Sequence[Telling]
    where: Mapping[str, Sequence[int]]

    @classmethod
    def of(cls, told: Sequence[Telling]) -> Row:
        where: dict[str, list[int]] = defaultdict(list)
        for n, one in enumerate(told):
            for word in one.near:
                where[word].append(n)
        return cls(told, where)

    def beside(self, words: frozenset[str] | Sequence[str]) -> list[int]:
        """The tellings that have one of these words beside them, of a word that many have the first."""
        return sorted({n for word in words for n in self.where.get(word, ())[:CROWD]})


def links_in(told: Mapping[str, Sequence[Telling]], ground: Ground) -> Iterator[Link]:
    """Links of the tellings of a story by dimension, in the order of the story."""
    for name in sorted(told):
        row = Row.of(told[name])
        for n, a in enumerate(row.told):
            rarest = sorted(a.near, key=lambda word: (-ground.floor.rarity.weight(word), word))[:RAREST]
            for m in row.beside(rarest):
                link = _link(a, row.told[m], ground) if m > n else None
                if link is not None and not _is_course(link, row, ground):
                    yield link


def with_more(links: Sequence[Link], told: Sequence[Telling], ground: Ground) -> list[Telling]:
    """The tellings of the links of one row, and one of each further report that tells one of the two values of the
    same thing."""
    found = [one for link in links for one in (link.a, link.b)]
    reports = {one.sentence.report for one in found}
    row = Row.of(told)
    for first in (links[0].a, links[0].b):
        for n in row.beside(first.near):
            more = row.told[n]
            near = ground.weight(first.near & more.near)
            if more.sentence.report in reports or more.key != first.key or more.stage == "open":
                continue
            theme = ground.weight(first.theme & more.theme)
            if near >= STRONG or (near >= NEAR and (theme >= SURE or _pair(first, more, ground).share >= ALIKE)):
                reports.add(more.sentence.report)
                found.append(more)
    return found


def _link(a: Telling, b: Telling, ground: Ground) -> Link | None:
    if a.sentence is b.sentence or not a.excludes(b) or "open" in (a.stage, b.stage):
        return None
    pair = _pair(a, b, ground)
    near, theme = ground.weight(a.near & b.near), ground.weight(a.theme & b.theme)
    if not _are_of_one(a, b, near, theme, pair.share) or _are_apart(a, b, ground.evidence):
        return None
    strong = near >= STRONG or _are_of_one_deed(a, b)
    if not strong and a.stage == b.stage and are_of_two(pair, ground.evidence, opened=True):
        return None
    return Link(a, b, near + theme + 10 * pair.share)


def _pair(a: Telling, b: Telling, ground: Ground) -> Pair:
    shared = a.sentence.words & b.sentence.words
    lighter = min(ground.weight(one.sentence.words) for one in (a, b)) or 1.0
    weight = ground.weight(shared)
    return Pair(a.sentence, b.sentence, shared, weight, weight / lighter)


def _are_of_one(a: Telling, b: Telling, near: float, theme: float, share: float) -> bool:
    """Whether enough of what stands beside two values, and of what they are told of, is the same."""
    if theme >= THEME and share >= MOST and not (a.negated or b.negated):
        return True
    if _are_of_one_deed(a, b):
        return True
    if near < NEAR or share < SHARE or (a.is_denial and theme < DENIED):
        return False
    if a.is_step:
        return share >= ALIKE or near >= STRONG
    return theme >= THEME and (theme >= SURE or near >= STRONG or share >= ALIKE or a.is_judged)


def _are_of_one_deed(a: Telling, b: Telling) -> bool:
    """Whether a verb that one of the two denies is told of one doer and done to one thing."""
    return a.is_denial and a.next != "" and a.next == b.next and bool(a.subject & b.subject)


def _are_apart(a: Telling, b: Telling, evidence: Evidence) -> bool:
    """Whether one source tells both, or each is told of another time."""
    if a.sentence.report == b.sentence.report and not _are_of_two_voices(a, b):
        return True
    if a.is_step:
        return False
    days = [_days(t, evidence) for t in (a, b)]
    return all(days) and not any(_meet(x, y) for x in days[0] for y in days[1])


def _are_of_two_voices(a: Telling, b: Telling) -> bool:
    """Whether two sources that a report names tell the two values; of what is judged rather than seen, one of them may
    be the report itself."""
    one, other = (source_of(t.sentence, Value(t.value, "", t.start)) for t in (a, b))
    named = [said for said in (one, other) if said is not None and said.known]
    if len(named) == 2:
        return not (a.is_step or of_one_side(named[0].by, named[1].by))
    return len(named) == 1 and (a.is_judged or _are_of_one_deed(a, b)) and (one is None or other is None)


def _days(telling: Telling, evidence: Evidence) -> list[tuple[date, date]]:
    """The days named beside a value, from and to."""
    rows = within(evidence.timed.get(telling.sentence.report, ()), telling.start - BESIDE, telling.end + BESIDE)
    span = telling.sentence.span
    return [
        (date.fromisoformat(time.from_[:10]), date.fromisoformat(time.to[:10]))
        for time in rows
        if time.from_ and time.to and time.kind in {"DATE", "TIME"} and span.start <= time.start < span.end
    ]


def _meet(one: tuple[date, date], other: tuple[date, date]) -> bool:
    return max((other[0] - one[1]).days, (one[0] - other[1]).days) <= SLACK


def _is_course(link: Link, row: Row, ground: Ground) -> bool:
    """Whether one of the two reports tells the other's value of the same thing, too: a course of things. Values that
    differ in degree may stand in one report."""
    a, b = link.a, link.b
    if a.sentence.report == b.sentence.report:
        return False
    degrees = dimension(a.name).get("status") == "granularity"
    for one, other in ((a, b), (b, a)):
        for n in row.beside(one.near | other.near):
            told = row.told[n]
            if told.sentence.report != one.sentence.report or told.key != other.key or told.stage != other.stage:
                continue
            if told.sentence is one.sentence or (not degrees and ground.weight(told.theme & other.theme) >= KNOWN):
                return True
    return False
