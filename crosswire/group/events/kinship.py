"""Whether two mentions tell of one happening: points for, and what speaks against, each in words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence, Set
from typing import NamedTuple

from crosswire.base import Entity
from crosswire.group.events.spots import Spot, rules
from crosswire.group.names import fold, key

JOIN = 3.0
"""Points that make one event of two mentions. Own judgement: two parts that agree, or one and the same words."""
OWN_WORD = 3.0
"""Points for one and the same word where it is all that is known of the kind. On ECB+ 2.5 gives CoNLL .69 instead of
.72, 4.5 the same."""
FEW = 2
"""Up to so many, the same number says little."""
SOUND = 3
"""Letters that must be left of a place's name for another spelling to be known by them."""
SLACK = 3
"""Characters by which the same word may stand elsewhere in two prints of a passage: quotation marks, blanks."""
BREATH = 60
"""Characters between two clauses of one report that still tell of one thing: an attack and whom it killed."""
NAMES_BESIDE = 2
"""How many names that both clauses mention outside any role count."""
CALLED = 2
"""Words that the names of two bodies share where they may be one body."""
SAID, SAID_ALIKE = 2, 0.6
"""Telling words that two clauses share more of, and the share of the shorter one's, where they may be one saying
though nobody is known to speak in both."""
SAID_FIRST = 0.3
"""The same share where both reports open with what one speaker says."""
SAME_DOERS = 0.25
"""The same share where both name who did it."""
SAME_WORDS = 0.4
"""Share of the shorter clause's telling words that two openings of no known kind must have in common, or their verb."""
OPENS = 2.0
"""Points for what two reports of one story open with."""
OTHER_MEANS = -0.75
"""Points where reports call one attack by two kinds."""
DIFFERENCE = 1.5
"""Points against where two clauses describe the parties or the affected in other words."""

INITIAL = 2
"""Letters of what may be an initial with its dot."""


class Verdict(NamedTuple):
    """Points for a join with their reasons; `against` says why there can be none, or is null."""

    points: float
    reasons: tuple[str, ...]
    against: str | None


class Judge:
    """Compares spots. `entities` give the labels for the reasons, `back` why one of a pair takes the other for granted,
    `common` are names so frequent in the story that sharing them says nothing, `crowded` kinds and days of which it
    tells more than one, so that "they met on Thursday" may be any of them."""

    def __init__(
        self,
        entities: Mapping[str, Entity],
        back: Mapping[tuple[int, int], str] | None = None,
        common: Set[str] = frozenset(),
        crowded: Set[tuple[str, int]] = frozenset(),
    ) -> None:
        self.entities = entities
        self.back = back or {}
        self.after = frozenset(after for _, after in self.back)
        self.common = common
        self.crowded = crowded
        self.once = frozenset(rules()["once"]["families"])
        self.many = frozenset(rules()["many"]["families"])
        self.final = frozenset(rules()["final"]["stems"])
        self.carriers = frozenset(rules()["carriers"]["types"])
        self.verbatim = frozenset(rules()["verbatim"]["types"])
        self.vague = frozenset(rules()["vague"]["subtypes"])
        self.mistaken = [frozenset(row) for row in rules()["mistaken"]["rows"]]
        self.mass = frozenset(rules()["mass"]["subtypes"])
        self.lasting = frozenset(rules()["lasting"]["families"])

    def compare(self, a: Spot, b: Spot) -> Verdict:
        """The verdict on two spots of one family. The same words copied settle it."""
        if a.stem == b.stem and a.copied and b.copied and _same_place_in_copy(a, b):
            return Verdict(2 * JOIN, ("the same copied words",), None)
        against = next(self._against(a, b), None)
        if (a.n, b.n) in self.back:
            return Verdict(2 * JOIN, (self.back[a.n, b.n],), against)
        found = [*self._who(a, b), *self._when(a, b), *self._where(a, b), *self._what(a, b)]
        if a.place != b.place and a.lead and b.lead and self._opens(a, b):
            found.append((OPENS, "both open their reports with it"))
        found += [(-DIFFERENCE, "") for _ in self.differences(a, b)]
        return Verdict(sum(points for points, _ in found), tuple(why for _, why in found if why), against)

    def differences(self, a: Spot, b: Spot) -> Iterator[str]:
        """What both describe and describe in other words; it speaks against one happening but does not exclude it."""
        if a.described and b.described and not a.described & b.described and not _same_number(a, b):
            yield "affected"
        strangers = a.doers and b.doers and not a.doers & b.doers and not self._may_be_same(a, b)
        if a.family != "attack" and strangers and not _crossed(a, b) - self.common:
            yield "parties"

    def _label(self, names: frozenset[str]) -> str:
        return " and ".join(sorted(self.entities[name].name for name in names if name in self.entities))

    def _against(self, a: Spot, b: Spot) -> Iterator[str]:
        yield from _other_kinds(a, b)
        yield from _other_times(a, b)
        if a.exact_place and b.exact_place and not _nested(a, b) and not self._spelt_alike(a, b):
            yield f"their places differ ({self._place(a)}, {self._place(b)})"
        if a.label and b.label and not a.label & b.label and not (a.label & b.caps or b.label & a.caps):
            yield "they are called after different names"
        if (a.rank or 1) != (b.rank or 1) and (a.place == b.place or _same_day(a, b)):
            yield "one is told as another of its kind"
        yield from self._other_states(a, b)
        if len(self._means(a, b)) > 1 and not self.after & {a.n, b.n} and not self._mistaken(a, b):
            yield "they are attacks of different kinds"
        if a.family in self.many and a.place == b.place and _within(a, b) and (a.n, b.n) not in self.back:
            yield "one is named in telling the other"
        yield from self._strangers(a, b)

    def _other_states(self, a: Spot, b: Spot) -> Iterator[str]:
        """Of what took place, what is to come, and what is wished for."""
        if (a.afresh or b.afresh) and {a.done, b.done} == {True, False}:
            yield "what is to come is told as happening again"
        known = not (a.unkind or b.unkind) and a.family not in self.lasting
        differ = a.place == b.place and {a.done, b.done} == {True, False}
        if known and differ and not (a.exact_day and a.first == b.first):
            yield "one report tells one as done and the other as to come"
        if _wish(a) != _wish(b) and a.done is not False and b.done is not False and not (a.back or b.back):
            yield "what is wished for in one took place in the other"

    def _means(self, a: Spot, b: Spot) -> frozenset[str | None]:
        """The kinds of attack that two clauses tell of."""
        told = (spot.mention.subtype for spot in (a, b) if spot.mention.type == "ATTK")
        return frozenset(told) - self.vague - {None}

    def _mistaken(self, a: Spot, b: Spot) -> bool:
        """Whether two outlets may mean one attack by two kinds: what one calls shelling is an air raid to another."""
        means = self._means(a, b)
        return a.place != b.place and any(means <= row for row in self.mistaken) and not self._other_doers(a, b)

    def _other_doers(self, a: Spot, b: Spot) -> bool:
        """Whether both say who did it, and do not say the same."""
        if not (a.bodies or a.doers) or not (b.bodies or b.doers) or a.doers & b.doers:
            return False
        return not self._may_be_same(a, b)

    def _strangers(self, a: Spot, b: Spot) -> Iterator[str]:
        """Parties that cannot be the same."""
        if a.family in self.carriers and not (a.unkind or b.unkind):
            if not a.doers & b.doers and not _same_saying(a, b):
                yield "nobody is known to speak in both"
        elif a.family != "attack" and self._both_apart(a.doers, b.doers, 2) and not self._may_be_same(a, b):
            yield f"their parties differ ({self._label(a.doers)}; {self._label(b.doers)})"
        if (
            self._both_apart(a.targets, b.targets, 1)
            and not a.things & b.things
            and not self._akin(a.targets, b.targets)
            and not self._hits_many(a, b)
        ):
            yield f"who is affected differs ({self._label(a.targets)}; {self._label(b.targets)})"
        alike = SAID_FIRST if a.lead and b.lead and a.doers & b.doers else SAID_ALIKE
        if {a.mention.type, b.mention.type} <= self.verbatim and _overlap(a.words, b.words) < alike:
            yield "the words of the statements differ"

    def _hits_many(self, a: Spot, b: Spot) -> bool:
        """Whether two reports may name different victims of one attack, such as hits many at once."""
        return a.place != b.place and {a.mention.subtype, b.mention.subtype} <= self.mass

    def _both_apart(self, one: frozenset[str], other: frozenset[str], least: int) -> bool:
        return len(one) >= least and len(other) >= least and not one & other

    def _may_be_same(self, a: Spot, b: Spot) -> bool:
        return self._one_side(a, b) or _alike(a, b)

    def _one_side(self, a: Spot, b: Spot) -> bool:
        """Whether the parties may be the same under other names: those of two states, or a state and who acts for it.

        Two persons or bodies of one country are two: in its own affairs all are of one country.
        """
        shared = a.sides & b.sides
        return len(shared) > 1 or any(self._is_state(name, shared) for name in a.doers ^ b.doers)

    def _is_state(self, name: str, states: Set[str]) -> bool:
        entity = self.entities.get(name)
        state = entity is not None and entity.sector == "GOV" and entity.kind == "organisation"
        return state and entity is not None and entity.country in states

    def _akin(self, one: frozenset[str], other: frozenset[str]) -> bool:
        """Whether persons may be one under two names: called alike, or one cut short: "Ilse K."."""
        names, others = self._persons(one), self._persons(other)
        return any(a[-1] == b[-1] or (a[0] == b[0] and _is_cut(a, b)) for a in names for b in others)

    def _persons(self, names: frozenset[str]) -> list[list[str]]:
        """The words of the names that are persons', or may be: a name cut short is often taken for something else."""
        known = (self.entities[name] for name in sorted(names) if name in self.entities)
        worded = ((entity.kind, entity.name.lower().split()) for entity in known)
        return [words for kind, words in worded if kind == "person" or len(words[-1]) <= INITIAL]

    def _spelt_alike(self, a: Spot, b: Spot) -> bool:
        """Whether one place, or what the other lies in, is the other in another transliteration: Ostreh in Ostra."""
        one, other = (self._sound(spot.where) for spot in (a, b))
        around, others = (frozenset(map(self._sound, sorted(spot.around))) for spot in (a, b))
        return bool(one and other) and (one in others or other in around)

    def _sound(self, name: str | None) -> str:
        """A place's name without what spellings vary and without what kind of place it is; "" where little is left."""
        entity = self.entities.get(name or "")
        if entity is None or entity.kind != "place":
            return ""
        kinds = rules()["places"]["kinds"]
        parts = [fold(part).rstrip("aeh") for part in key(entity.name).split() if part not in kinds]
        found = " ".join(parts)
        return found if len(found) >= SOUND else ""

    def _place(self, spot: Spot) -> str:
        return self._label(frozenset([spot.where or ""]))

    def _opens(self, a: Spot, b: Spot) -> bool:
        """Whether two reports of a story may open with one happening: both tell it as done; of a saying, by the same
        speaker and in like words."""
        if not (a.done and b.done) or {a.family, b.family} & self.many:
            return False
        if {a.family, b.family} & self.carriers:
            return bool(a.doers & b.doers) and _overlap(a.words, b.words) >= SAID_FIRST
        return not self._other_doers(a, b)

    def _who(self, a: Spot, b: Spot) -> Iterator[tuple[float, str]]:
        shared = (a.doers | a.targets) & (b.doers | b.targets)
        if shared:
            yield min(sum(self._telling(name) for name in shared), 3.0), f"both name {self._label(shared)}"
        if a.family == "attack" and a.targets & b.targets:
            yield self._harmed(a, b), ""
        if not shared and _alike(a, b):
            yield 1.0, f"both name a body called by {', '.join(sorted(_called(a, b)))}"
        elif not shared:
            yield from self._beside(a, b)
        if len(a.doers) > 1 and len(b.doers) > 1 and len(a.doers & b.doers) == 1 and not self._one_side(a, b):
            yield -1.5, ""
        sides = a.sides & b.sides
        if a.family == "attack" and not shared and len(sides) == 1:
            yield 0.5, ""
        if len(shared) < 2 and len(sides) > 1:
            yield 2.0 if not shared else 1.0, f"both name {' and '.join(sorted(sides))}"

    def _beside(self, a: Spot, b: Spot) -> Iterator[tuple[float, str]]:
        """Names that one clause or both mention outside any role."""
        crossed = _crossed(a, b) - self.common
        if crossed:
            yield 1.5, f"both name {self._label(crossed)}"
        beside = (a.named & b.named) - self.common
        if beside:
            yield 0.75 * min(len(beside), NAMES_BESIDE), f"both speak of {self._label(beside)}"

    def _harmed(self, a: Spot, b: Spot) -> float:
        """What it adds that one is attacked in both: a state is attacked daily, a person dies once."""
        persons = any(self.entities[name].kind == "person" for name in a.targets & b.targets if name in self.entities)
        if not persons:
            return 0.5
        return 2.0 if a.stem in self.final and b.stem in self.final else 1.0

    def _telling(self, name: str) -> float:
        """What sharing a name is worth: governments do much in one story, a person or body less."""
        entity = self.entities.get(name)
        return 1.0 if entity is not None and entity.sector == "GOV" and entity.kind == "organisation" else 1.5

    def _when(self, a: Spot, b: Spot) -> Iterator[tuple[float, str]]:
        if a.first is None or b.first is None or days_apart(a, b) > 0:
            return
        if a.exact_day and b.exact_day:
            yield (1.5 if _sure(a) and _sure(b) else 1.25), f"both on {_span(a)}"
            if (a.vague or b.vague) and (a.family, a.first) not in self.crowded:
                yield 1.25, ""
        elif a.stated and b.stated:
            yield 0.75, f"their times agree ({_span(a)}, {_span(b)})"

    def _where(self, a: Spot, b: Spot) -> Iterator[tuple[float, str]]:
        if a.where is not None and a.where == b.where:
            yield (1.5 if a.exact_place else 0.75), f"both in {self._place(a)}"
        elif _nested(a, b) or self._spelt_alike(a, b):
            yield 0.5, ""

    def _what(self, a: Spot, b: Spot) -> Iterator[tuple[float, str]]:
        things = a.things & b.things
        if things:
            yield min(1.0 + 0.5 * len(things), 2.5), f"both speak of {', '.join(sorted(things)[:3])}"
        if len(self._means(a, b)) > 1:
            yield OTHER_MEANS, ""
        if a.stem == b.stem:
            yield (OWN_WORD if a.unkind or b.unkind else 0.75), f"both say “{a.mention.trigger.text}”"
        if not (a.mention.type and b.mention.type):
            yield 0.25, ""
        elif a.mention.subtype is not None and a.mention.subtype == b.mention.subtype:
            yield 0.25, ""
            if a.family in self.once and _one_way(a, b) and not (a.bare or b.bare):
                yield 2.25, "of its kind a story seldom tells two"
        if a.done is False and b.done is False:
            yield 0.5, "both are still to come"
        if a.place != b.place and a.definite != b.definite and days_apart(a, b) == 0 and a.first and b.first:
            yield 1.0, "the one takes the other for granted"
        if a.place == b.place and a.mention.type != b.mention.type and _close(a, b):
            yield 2.5, "told in one breath"
        overlap = _overlap(a.words, b.words)
        if overlap >= 0.3:
            yield min(3 * overlap, 0.6 * len(a.words & b.words), 2.0), "in much the same words"
        if a.counts and b.counts:
            yield from _numbers(a, b)


def _same_saying(a: Spot, b: Spot) -> bool:
    """Whether one saying may be told with and without, or under other names of, who said it: in its own words."""
    if a.mention.type in rules()["verbatim"]["types"] or a.mention.type != b.mention.type:
        return False
    alone = not (a.doers and b.doers) or _alike(a, b)
    return alone and a.stem == b.stem and len(a.words & b.words) > SAID and _overlap(a.words, b.words) >= SAID_ALIKE


def _is_cut(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether the last word of either name is an initial."""
    return min(len(one[-1]), len(other[-1])) <= INITIAL


def _alike(a: Spot, b: Spot) -> bool:
    """Whether bodies taking part in both are called alike: "the Council's contact group", "the contact group"."""
    return bool(_called(a, b))


def _called(a: Spot, b: Spot) -> frozenset[str]:
    """The words that the names of two such bodies share: all of the shorter, or several."""
    for one in sorted(a.bodies, key=sorted):
        for other in sorted(b.bodies, key=sorted):
            if one <= other or other <= one or len(one & other) >= CALLED:
                return one & other
    return frozenset()


def _same_place_in_copy(a: Spot, b: Spot) -> bool:
    few, many = (a.copied, b.copied) if len(a.copied) < len(b.copied) else (b.copied, a.copied)
    return any(name in many and abs(x - many[name]) <= SLACK for name, x in few.items())


def _numbers(a: Spot, b: Spot) -> Iterator[tuple[float, str]]:
    """The same number of dead tells one attack; numbers of one group far apart tell two. Groups may be named anew."""
    if same := _same_number(a, b):
        yield 1.5, f"both give the same number {same[0]}"
    for slot in a.counts.keys() & b.counts.keys():
        least, most = sorted((a.counts[slot][0], b.counts[slot][0]))
        if most > 3 * max(least, 1):
            yield -1.5, ""
            return


def _is_news(spot: Spot) -> bool:
    """Whether its report opens with it, as something of its days."""
    return spot.lead and spot.first is None and not (spot.past or spot.granted or spot.definite)


def _other_kinds(a: Spot, b: Spot) -> Iterator[str]:
    if a.family != b.family and not (a.kindless or b.kindless):
        yield "they are of different kinds"
    if (a.kindless or b.kindless) and not _may_be_of_a_kind(a, b):
        yield "nothing shows that they are of one kind"


def _other_times(a: Spot, b: Spot) -> Iterator[str]:
    """Of other days, and of what was long ago beside what is told as news."""
    exact = a.stated and b.stated and not (a.night or b.night)
    announced = (
        a.family in rules()["announced"]["families"] and a.place != b.place and {a.done, b.done} == {True, False}
    )
    if a.first is not None and b.first is not None and days_apart(a, b) > (0 if exact else 1) and not announced:
        yield f"their times exclude each other ({_span(a)}, {_span(b)})"
    if a.family == "attack" and ((a.old and _is_news(b)) or (b.old and _is_news(a))):
        yield "one was weeks ago, the other is what its report opens with"
    if a.place == b.place and ((a.past and _is_of_now(b)) or (b.past and _is_of_now(a))):
        yield "one is long past in its report, the other is not"
    if (a.past and _is_news(b)) or (b.past and _is_news(a)):
        yield "one is long past, the other is what its report opens with"


def _may_be_of_a_kind(a: Spot, b: Spot) -> bool:
    """Whether two clauses, one of them of no known kind, may tell of one thing: by one verb, in much the same words, or
    as headline and opening of one report."""
    if a.stem == b.stem or (a.place == b.place and a.lead and b.lead):
        return True
    least = SAME_DOERS if a.doers & b.doers else SAME_WORDS
    return len(a.words & b.words) > 1 and _overlap(a.words, b.words) >= least


def _is_of_now(spot: Spot) -> bool:
    """Whether its report tells it as of its own days: at its opening, or with a day that is not long past."""
    return not (spot.past or spot.back or spot.definite) and (spot.lead or spot.exact_day)


def _same_number(a: Spot, b: Spot) -> list[str]:
    """What became of people of whom both give the same number, whoever they say these were."""
    return sorted(
        outcome
        for (outcome, _), one in a.counts.items()
        for (other, _), two in b.counts.items()
        if outcome == other and one == two and one[0] > FEW
    )


def _wish(spot: Spot) -> bool:
    return spot.mention.actuality in rules()["wish"]["actualities"]


def _within(a: Spot, b: Spot) -> bool:
    """Whether one word stands in the other's clause: "they met on the margins of a meeting"."""
    one, other = sorted((a.mention, b.mention), key=lambda mention: mention.trigger.start)
    return one.start <= other.trigger.start < one.end and one.trigger.end <= other.trigger.start


def _crossed(a: Spot, b: Spot) -> frozenset[str]:
    """Who fills a role in one clause and is named without one in the other."""
    return ((a.doers | a.targets) & b.named) | (a.named & (b.doers | b.targets))


def _one_way(a: Spot, b: Spot) -> bool:
    """Whether both took place, are to come, or were held as planned; a wish or a failure is no happening."""
    return a.done is not None and b.done is not None


def _sure(spot: Spot) -> bool:
    """Whether the words state the time and the report's own date bears it out."""
    return spot.stated and not spot.inferred


def _nested(a: Spot, b: Spot) -> bool:
    """Whether one place lies in the other, or is the other."""
    return a.where in b.around or b.where in a.around


def _overlap(one: frozenset[str], other: frozenset[str]) -> float:
    """Containment of the shorter clause's words in the longer's; 0 where one has next to none."""
    least = min(len(one), len(other))
    return len(one & other) / least if least > 2 else 0.0


def _close(a: Spot, b: Spot) -> bool:
    """Whether two clauses of one report touch or all but touch."""
    return max(a.mention.start, b.mention.start) - min(a.mention.end, b.mention.end) <= BREATH


def days_apart(a: Spot, b: Spot) -> int:
    """Days between two intervals, 0 when they touch; an open end reaches anywhere."""
    if a.first is None or b.first is None:
        return 0
    early, late = (a, b) if a.first <= b.first else (b, a)
    end = early.last if early.last is not None else (late.first or 0) + 1
    return max(0, (late.first or 0) - end + 1)


def _same_day(a: Spot, b: Spot) -> bool:
    return a.first is not None and b.first is not None and days_apart(a, b) == 0


def _span(spot: Spot) -> str:
    first = dt.date.fromordinal(spot.first).isoformat() if spot.first else "…"
    if spot.first is not None and spot.last == spot.first + 1:
        return first
    return f"{first} to {dt.date.fromordinal(spot.last - 1).isoformat()}" if spot.last else f"from {first}"
