"""Mentions of one story to clusters, one for each happening, with the reasons for and against."""

from __future__ import annotations

from bisect import insort
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field
from operator import attrgetter

from crosswire.base import Entity
from crosswire.group.events.kinship import JOIN, Judge, Verdict
from crosswire.group.events.pairs import candidates
from crosswire.group.events.presupposed import backward, may_be_called
from crosswire.group.events.spots import Spot, rules
from crosswire.group.likeness import term

SUPPORT = JOIN / 3
"""What two clusters must have in common on average, so that one strong pair cannot chain two happenings."""
ASKED = 24
"""How many spots of a cluster are asked before it is joined; more than any report count seen but in mass reprints."""
SEVERAL = 0.25
"""Share of a family's comparable pairs that may exclude each other where a story still tells of one such happening."""
# On ECB+ a third to a half gives the same (CoNLL .725), a quarter .72.
MARKED = 1 / 3
"""The same share for given mentions."""
ALONE = 2.0
"""Points for being of one kind and word where the story tells of one such happening."""
ONCE = 1.25
"""Points where the story tells of one such done to the same."""
OFTEN = 5
"""Clauses a name may stand in before it can be too common to count."""
NAMED = 6
"""How many reasons a row carries at most."""


Slot = tuple[str, str]
"""A kind of happening and to whom or what it was done."""


@dataclass
class Cluster:
    """The spots of one happening."""

    spots: list[Spot]
    why: list[str] = field(default_factory=list)
    apart: list[str] = field(default_factory=list)
    was: list[str] = field(default_factory=list)


def cluster(
    spots: Sequence[Spot], entities: Mapping[str, Entity], kept: Set[str] = frozenset(), given: bool = False
) -> list[Cluster]:
    """Joins the surest pairs first; a join that any pair of the two clusters speaks against is not made.

    A clause that asserts nothing ("after the attack") is no happening of its own: it joins what it fits or is left
    out, unless its mention's id is in `kept`. Of `given` mentions, which somebody chose for being told of again and
    again, silence on day and place is no sign of several happenings.
    """
    table = _Table(spots, entities, given)
    told = {spot.n for spot in spots if not spot.empty or spot.mention.id in kept}
    sound = [pair for pair in table.pairs if pair[0] in told and pair[1] in told]
    table.join((pair for pair in sound if pair in table.judge.back), support=0)
    table.join(sound)
    table.join((pair for pair in table.pairs if (pair[0] in told) != (pair[1] in told)), support=0)
    table.recall(spot for spot in spots if spot.definite and spot.empty)
    return [found for found in table.clusters() if any(spot.n in told for spot in found.spots)]


class _Table:
    """The clusters of one story as they grow."""

    def __init__(self, spots: Sequence[Spot], entities: Mapping[str, Entity], given: bool) -> None:
        self.given = given
        back = {(one.before, one.after): one.why for one in backward(spots, _labels(spots, entities))}
        self.judge = Judge(entities, back, _common(spots), _crowded(spots))
        self.spots = {spot.n: spot for spot in spots}
        self.groups = {spot.n: Cluster([spot]) for spot in spots}
        self.home = {spot.n: spot.n for spot in spots}
        self.known: dict[tuple[int, int], Verdict] = {}
        asked = sorted({*candidates(spots), *back})
        lone, once = self._lone(asked), self._once(asked)
        for pair in asked:
            one, other = self.spots[pair[0]], self.spots[pair[1]]
            found = self.verdict(*pair)
            if found.against is not None or found.points >= JOIN:
                continue
            more = ALONE if _kinds(one, other) & lone and self._one_such(one, other) else 0
            more = more or (ONCE if _slots(one, other) & once else 0)
            if more:
                reasons = (*found.reasons, "the story tells of one such")
                self.known[pair] = found._replace(points=found.points + more, reasons=reasons)
        self.pairs = [pair for pair in asked if self.known[pair].points >= JOIN]

    def _one_such(self, one: Spot, other: Spot) -> bool:
        """Whether two clauses may be of the only happening of their kind."""
        if not (may_be_called(one, other) and may_be_called(other, one)):
            return False
        if not (one.stem == other.stem or _same_means(one, other)) or {one.n, other.n} & self.judge.after:
            return False
        if any(map(_is_news, (one, other))) or _is_many(one) != _is_many(other):
            return False
        if not (one.unkind or other.unkind) and "affected" in self.judge.differences(one, other):
            return False
        if self.given:
            return True
        apart = one.family in rules()["many"]["families"] and not _agree(one, other)
        return not apart and one.family not in rules()["carriers"]["types"]

    def verdict(self, a: int, b: int) -> Verdict:
        pair = (min(a, b), max(a, b))
        if pair not in self.known:
            self.known[pair] = self.judge.compare(self.spots[pair[0]], self.spots[pair[1]])
        return self.known[pair]

    def _lone(self, pairs: Sequence[tuple[int, int]]) -> set[str]:
        """Families and kinds of attack of which the story seems to tell one: hardly any clauses exclude each other."""
        asked: Counter[str] = Counter()
        apart: Counter[str] = Counter()
        for a, b in pairs:
            one, other = self.spots[a], self.spots[b]
            if one.family != other.family:
                continue
            if one.empty or other.empty or not (self.given or _comparable(one, other)):
                continue
            kinds = _kinds(one, other)
            asked.update(kinds)
            differ = not (one.unkind or other.unkind) and any(self.judge.differences(one, other))
            if self.verdict(a, b).against is not None or differ:
                apart.update(kinds)
        most = MARKED if self.given else SEVERAL
        return {family for family in asked if apart[family] <= most * asked[family]}

    def _once(self, pairs: Sequence[tuple[int, int]]) -> set[Slot]:
        """What is done in the story to somebody once, it seems: no two of its clauses exclude each other."""
        asked: set[Slot] = set()
        apart: set[Slot] = set()
        for a, b in pairs:
            slots = _slots(self.spots[a], self.spots[b])
            asked |= slots
            if slots and self.verdict(a, b).against is not None:
                apart |= slots
        return asked - apart

    def join(self, pairs: Iterable[tuple[int, int]], support: float = SUPPORT) -> None:
        """Joins the clusters of these pairs, the surest first. `support` is what all must have in common on average."""
        for a, b in sorted(pairs, key=lambda pair: (-self.verdict(*pair).points, pair)):
            one, other = sorted((self.home[a], self.home[b]))
            if one == other:
                continue
            against = self._against(self.groups[one], self.groups[other], support)
            if against is not None:
                _note_apart(self.groups[one], self.groups[other], self.spots[a], self.spots[b], against)
                continue
            _join(self.groups, self.home, one, other)
            reasons = "; ".join(self.verdict(a, b).reasons)
            note(self.groups[one].why, f"{named(self.spots[a], self.spots[b])}: {reasons}")

    def recall(self, spots: Iterable[Spot]) -> None:
        """Joins each "the attack" that no telling of its own report explains to the one the story is about."""
        main = self._main()
        for spot in spots:
            first = main.get(spot.family)
            if first is None or len(self.groups[self.home[spot.n]].spots) > 1 or self.home[first] == self.home[spot.n]:
                continue
            kept, gone = self.groups[self.home[first]], self.groups[spot.n]
            rest = {word for word in spot.words | spot.things if not word.startswith(spot.stem)}
            some = spread(kept.spots)
            fits = not rest or any(rest & (one.words | one.things) for one in some)
            fits = fits and any(may_be_called(spot, one) for one in some)
            if fits and self._against(kept, gone, 0) is None:
                one, other = sorted((self.home[first], spot.n))
                _join(self.groups, self.home, one, other)
                note(self.groups[one].why, f"“{spot.mention.trigger.text}”: what the story is about")

    def _main(self) -> dict[str, int]:
        """Each family's happening that more reports tell of than any other, two at least: one of its spots."""
        told: dict[str, list[tuple[int, int]]] = defaultdict(list)
        for first, found in sorted(self.groups.items()):
            told[found.spots[0].family].append((len({one.place for one in found.spots}), first))
        main = {}
        for family, counts in told.items():
            most, *others = sorted(counts, key=lambda one: (-one[0], one[1]))[:2]
            if most[0] > 1 and not (others and others[0][0] == most[0]):
                main[family] = most[1]
        return main

    def _against(self, one: Cluster, other: Cluster, support: float) -> str | None:
        """The first thing that speaks against making one of two clusters, or null."""
        total, asked = 0.0, 0
        some, others = spread(one.spots), spread(other.spots)
        for a in some:
            for b in others:
                found = self.verdict(a.n, b.n)
                if found.against is not None:
                    return found.against
                if not self.judge.after & {a.n, b.n}:
                    total += found.points
                    asked += 1
        return "too little else agrees" if total < support * asked else None

    def clusters(self) -> list[Cluster]:
        return [self.groups[n] for n in sorted(self.groups)]


def _labels(spots: Sequence[Spot], entities: Mapping[str, Entity]) -> dict[str, frozenset[str]]:
    """The words by which a place may be called back: "the bridge" for Derrow Bridge."""
    names = {spot.where for spot in spots if spot.where is not None}
    return {name: frozenset(map(term, entities[name].name.split()[1:])) - {""} for name in names if name in entities}


def _common(spots: Sequence[Spot]) -> frozenset[str]:
    """Names in so many clauses of the story that sharing one says nothing."""
    told = Counter(name for spot in spots for name in spot.named | spot.doers | spot.targets)
    return frozenset(name for name, n in told.items() if n > max(OFTEN, len(spots) / 6))


def _comparable(one: Spot, other: Spot) -> bool:
    """Whether both say something of day, place or people by which two happenings could be told apart."""
    who = (one.doers and other.doers) or (one.described and other.described)
    return bool(who or (one.exact_day and other.exact_day) or (one.where and other.where))


def _kinds(one: Spot, other: Spot) -> set[str]:
    """The family of two clauses, and the kind of attack where both tell the same."""
    return {one.family, one.mention.subtype or ""} if _same_means(one, other) else {one.family}


def _same_means(one: Spot, other: Spot) -> bool:
    """Whether both tell of an attack of one kind that hits many at once: few stories tell two on one day."""
    return one.mention.subtype == other.mention.subtype and one.mention.subtype in rules()["mass"]["subtypes"]


def _slots(one: Spot, other: Spot) -> set[Slot]:
    """What two reports tell of in one kind and of the same: "captured a pilot", "the pilot was arrested"."""
    kind = one.mention.subtype
    table = rules()
    if one.place == other.place or kind is None or kind != other.mention.subtype or one.done != other.done:
        return set()
    if one.family in {*table["carriers"]["types"], *table["many"]["families"]} or kind in table["vague"]["subtypes"]:
        return set()
    same = (one.targets & other.targets) | (one.things & other.things)
    return {(kind, name) for name in same} if one.done and not (one.empty or other.empty) else set()


def _crowded(spots: Sequence[Spot]) -> frozenset[tuple[str, int]]:
    """The kinds and days of which clauses of the story name parties that have nothing in common."""
    told: dict[tuple[str, int], list[frozenset[str]]] = defaultdict(list)
    for spot in spots:
        if spot.exact_day and spot.first is not None and spot.doers:
            told[spot.family, spot.first].append(spot.doers)
    return frozenset(slot for slot, parties in told.items() if not all(one & parties[0] for one in parties))


def _is_many(spot: Spot) -> bool:
    """Whether a noun speaks of several: "riots" are not the riot."""
    word = spot.mention.trigger.text.lower()
    return not spot.unkind and spot.mention.tense is None and word.endswith("s") and not word.endswith("ss")


def _is_news(spot: Spot) -> bool:
    """ "An attack" of which nothing is said is told of for the first time, whatever else the story tells."""
    return spot.empty and spot.news


def _agree(one: Spot, other: Spot) -> bool:
    shared = one.doers & other.doers
    if len(shared) > 1 or (shared and shared in (one.doers, other.doers)):
        return True
    there = one.where is not None and (one.where in other.around or other.where in one.around)
    same_day = one.exact_day and other.exact_day and one.first == other.first
    return same_day and there


def spread(spots: Sequence[Spot]) -> Sequence[Spot]:
    """All spots of a cluster, or where there are very many an even choice of them, the first and last included."""
    if len(spots) <= ASKED:
        return spots
    return [spots[n * (len(spots) - 1) // (ASKED - 1)] for n in range(ASKED)]


def _join(groups: dict[int, Cluster], home: dict[int, int], one: int, other: int) -> None:
    gone = groups.pop(other)
    for spot in gone.spots:
        home[spot.n] = one
    kept = groups[one]
    small, large = sorted((kept.spots, gone.spots), key=len)
    for spot in small:  # the few into the many: a cluster that grows by one is not put in order anew each time
        insort(large, spot, key=attrgetter("n"))
    kept.spots = large
    for reason in gone.why:
        note(kept.why, reason)
    for reason in gone.apart:
        note(kept.apart, reason)


def _note_apart(one: Cluster, other: Cluster, a: Spot, b: Spot, against: str) -> None:
    reason = f"{named(a, b)}: {against}"
    note(one.apart, reason)
    note(other.apart, reason)


def note(reasons: list[str], reason: str) -> None:
    if reason not in reasons and len(reasons) < NAMED:
        reasons.append(reason)


def named(a: Spot, b: Spot) -> str:
    return f"“{a.mention.trigger.text}” and “{b.mention.trigger.text}”"
