"""Two parties on opposite sides of one matter: what one accepts and the other refuses, what one calls good and the
other bad, what one asks for and the other will not do."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from crosswire import rules
from crosswire.reconcile.against.statements import Floor, of_one_side
from crosswire.reconcile.evidence import Evidence
from crosswire.reconcile.parties import Party
from crosswire.reconcile.stances.views import ASKED, LIKENED, OUTCOME, View, matters_in
from crosswire.reconcile.terms import stem, terms

NEAR = 2
"""Sentences of one page within which two speak of one matter by its name alone, and a word that points back points."""

SHARED = 2.0
"""Weight of the other words that two targets of one name share elsewhere. Own judgement: two words or so."""

AROUND = 10
"""Sentences of one page within which two judge one thing without naming it. Own judgement."""

JUDGING = frozenset({"judged", "condemns", "praises"})

CROWD = 40
"""Views on one matter looked at for one at most: linear cost."""

OPENING = 0.2
"""Share of the words of a matter told in one sentence that open a report. Own judgement."""

LEAD = 2
"""Sentences that open a report, whose matters are those of the story."""


@dataclass(frozen=True)
class Opposed:
    """Two views on opposite sides, the one told first first, what names the matter, and how much speaks for it."""

    first: View
    second: View
    key: str
    weight: float

    @property
    def matter(self) -> View:
        """The view whose target names the matter best: one that does not point back nor is said not to be, the
        shorter."""
        return min((self.first, self.second), key=lambda v: (v.loose, v.held.clause and v.side < 0, _length(v)))

    def side(self, view: View) -> int:
        """Where a view stands to the matter as it is named: 1 for it, -1 against."""
        named = self.matter
        if self.key not in view.keys or self.key not in named.keys:
            return view.side
        return view.keys[self.key] * named.keys[self.key] * named.side


def _length(view: View) -> int:
    return view.held.target.end - view.held.target.start if view.held.target else 0


def find_opposed(views: Sequence[View], floor: Floor, evidence: Evidence) -> list[Opposed]:
    """Pairs of opposite views, the clearest first."""
    lead = _lead(floor, evidence)
    found = [*_by_matter(views, floor, lead), *_by_pointing(views, floor), *_by_judging(views)]
    found = [pair for pair in found if not _is_aside(pair, lead)]
    return sorted(found, key=lambda o: (-round(o.weight, 6), o.first.place, o.second.place, o.first.held.start))


def _lead(floor: Floor, evidence: Evidence) -> frozenset[str]:
    """The telling words of headlines and openings, and the matters they name."""
    found: set[str] = set()
    for sentence in floor.sentences:
        if sentence.number < LEAD:
            found |= sentence.words
    for report in {sentence.report for sentence in floor.sentences}:
        headline = evidence.reports[report].headline
        found |= terms(headline.text) if headline else frozenset()
    return matters_in(frozenset(found))


def _is_aside(pair: Opposed, lead: frozenset[str]) -> bool:
    """Whether one sentence tells both in passing: little of what is held opens any report of the story."""
    held = (pair.first.words | pair.second.words) - _named(pair.first) - _named(pair.second)
    return pair.first.place == pair.second.place and len(held & lead) < OPENING * len(held)


def _by_matter(views: Sequence[View], floor: Floor, lead: frozenset[str]) -> Iterator[Opposed]:
    where: dict[str, list[int]] = defaultdict(list)
    for n, view in enumerate(views):
        for key in view.keys:
            for m in where[key][-CROWD:]:
                found = _opposed(views[m], view, key, floor, lead)
                if found is not None:
                    yield found
            where[key].append(n)


def _opposed(a: View, b: View, key: str, floor: Floor, lead: frozenset[str]) -> Opposed | None:
    if a.keys[key] == b.keys[key] or is_one(a.by, b.by) or _sort_apart(a, b) or _tells_of(a, b) or _tells_of(b, a):
        return None
    if _is_post(a, b) or _is_post(b, a):
        return None
    heads = frozenset(stem(word) for view in (a, b) for head in view.held.heads for word in head.split())
    shared = (a.words & b.words) - heads - _named(a) - _named(b)
    weight = floor.rarity.of(shared)
    near = a.sentence.report == b.sentence.report and abs(a.place - b.place) <= NEAR
    told = (weight >= SHARED and _of_one_thing(a, b)) or _is_own(a, b)
    apart = _are_apart(a, b)
    if not told and (a.loose or b.loose or apart or ((a.open or b.open) and not near)):
        return None
    if not told and not _may_do(a, b, key):
        return None
    central = (key.removeprefix(f"{LIKENED} ") in lead or _of_one_thing(a, b, strictly=True)) and not (
        a.loose or b.loose
    )
    if not told and not near and not central:
        return None
    name = max((floor.rarity.weight(head) for head in heads if head), default=0.0)
    known = sum(view.by is not None and view.by.state is not None for view in (a, b)) / 2
    own = key in rules.load("en/matters")["opposites"] and bool(_named(a) & b.doer or _named(b) & a.doer)
    return Opposed(a, b, key, weight + name + near + central + known + 4 * own)


def _is_post(a: View, b: View) -> bool:
    """Whether one is about leaving a post and the other about leaving a place."""
    places = {stem(thing) for thing in b.held.things} & (b.names | _left("places"))
    return bool(a.words & _left("posts") and places - a.words - a.doer - a.names)


def _left(*kinds: str) -> frozenset[str]:
    """Words for what somebody leaves, in the form that is compared; of all kinds where none is named."""
    return frozenset(
        stem(word) for kind in kinds or ("posts", "places") for word in rules.words("en/matters", "general", kind)
    )


def _is_own(a: View, b: View) -> bool:
    """Whether both are toward what belongs to one person, close by on a page: "his vow" and "the mayor's vow"."""
    close = a.sentence.report == b.sentence.report and abs(a.place - b.place) <= AROUND
    return close and not (a.held.clause or b.held.clause) and bool(a.doer & b.doer)


def _are_apart(a: View, b: View) -> bool:
    """Whether two targets of one name are of two kinds, by their names or by the words before them."""
    names = a.names - _named(b), b.names - _named(a)
    kinds = a.kind - _named(b), b.kind - _named(a)
    return any(bool(one and other) and not _meet(one, other) for one, other in (names, kinds))


def _meet(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether two sets share a word, or one word begins with another: "jobs" and "job"."""
    return any(a.startswith(b) or b.startswith(a) for a in one for b in other)


def _of_one_thing(a: View, b: View, *, strictly: bool = False) -> bool:
    """Whether two deeds are done to one thing; unless `strictly` also where not both say to what."""
    if not (a.held.things and b.held.things):
        return not strictly
    return bool({stem(thing) for thing in a.held.things} & {stem(thing) for thing in b.held.things})


def _may_do(a: View, b: View, key: str) -> bool:
    """Whether two need share no more than the name of their matter: deeds are told by what is done to what, but for
    somebody's leaving, which is told by who."""
    if not (a.held.clause and b.held.clause) or _of_one_thing(a, b, strictly=True):
        return True
    if key not in rules.load("en/matters")["opposites"]:
        return False
    who = [view.doer | view.words | view.names for view in (a, b)]
    return bool((who[0] & who[1]) - _left())


def _sort_apart(a: View, b: View) -> bool:
    """Whether one is about likeness and the other not, or one is told of nobody and the other is no answer to it."""
    sorts = {a.held.sort, b.held.sort}
    if ASKED in sorts:
        return a.place != b.place or "refuses" not in sorts
    if OUTCOME in sorts and not sorts <= JUDGING | {OUTCOME}:
        return True
    told = a.by is None or b.by is None
    return len(sorts) > 1 and (LIKENED in sorts or told)


def _tells_of(a: View, b: View) -> bool:
    """Whether one's stance is only told by the other: "he permits it", says who is against it."""
    if b.by is None or a.by is None or a.held.holder is None:
        return False
    start, target = a.held.start, b.held.target
    if target is not None and a.sentence is b.sentence and target.start <= start < target.end:
        return False  # "decried its decision": that it decided is taken for granted
    return any(s.said.start <= start < s.said.end and of_one_side(s.by, b.by) for s in a.sentence.statements)


def is_one(a: Party | None, b: Party | None) -> bool:
    """Whether two parties are of one side; null is the report itself."""
    return a is b if a is None or b is None else of_one_side(a, b)


def _named(view: View) -> frozenset[str]:
    return terms(view.by.text) | terms(view.by.key) if view.by is not None else frozenset()


def on_one_matter(pair: Opposed, others: Sequence[Opposed]) -> list[Opposed]:
    """The first of the other pairs on the same matter in which nobody changes sides."""
    sides = [(view.by, view.keys.get(pair.key, 0)) for view in (pair.first, pair.second)]
    same: list[Opposed] = []
    for other in (other for other in others if other.key == pair.key):
        held = [(view.by, view.keys.get(pair.key, 0)) for view in (other.first, other.second)]
        if not any(is_one(by, who) and side != theirs for by, side in held for who, theirs in sides):
            same.append(other)
            sides += held
        if len(same) == CROWD:
            break
    return same


def _by_judging(views: Sequence[View]) -> Iterator[Opposed]:
    """Two judgements on what is only called "the tactic" or "the operation", close by on one page."""
    judged = [view for view in views if view.general and view.held.sort in JUDGING and view.by is not None]
    for n, view in enumerate(judged):
        for other in reversed(judged[max(0, n - CROWD) : n]):
            if other.sentence.report != view.sentence.report or view.place - other.place > AROUND:
                break
            if (other.side != view.side or view.differs) and not is_one(other.by, view.by):
                yield Opposed(other, view, next(iter(other.keys)), 2.0 - (view.place - other.place) / AROUND)


def _by_pointing(views: Sequence[View], floor: Floor) -> Iterator[Opposed]:
    """What points back with what was held just before: "urged him to go. However the king refused to do so"."""
    for n, view in enumerate(views):
        if not view.held.back or view.by is None:
            continue
        for other in reversed(views[max(0, n - CROWD) : n]):
            if other.sentence.report != view.sentence.report or view.place - other.place > NEAR:
                break
            if other.loose or other.by is None or other.held.start >= view.held.start:
                continue
            if (other.side != view.side or view.differs) and not is_one(other.by, view.by) and _may_mean(view, other):
                yield Opposed(other, view, next(iter(other.keys), ""), 3.0 - (view.place - other.place))
                break


def _may_mean(view: View, other: View) -> bool:
    """Whether a word that points back may mean a target: one of its name, any for "that option", and for a bare "it" or
    "so" what another just asked for or accepted."""
    if not view.held.heads:
        return view.differs or (
            view.held.sort in ("refuses", "accepts") and other.held.sort in ("wants", "means", "accepts", "refuses")
        )
    return bool(view.keys.keys() & other.keys.keys()) or (view.general and other.held.sort not in ("judged", "coming"))


def asks(opposed: Opposed) -> bool:
    """Whether one asks for what the other declines."""
    table: Mapping[str, list[str]] = rules.load("en/matters")["general"]
    sorts = [opposed.first.held.sort, opposed.second.held.sort]
    return any(a in table["asks"] and b in table["declines"] for a, b in (sorts, sorts[::-1]))


def is_outcome(opposed: Opposed) -> bool:
    """Whether both tell what became of a thing."""
    return opposed.first.held.sort == opposed.second.held.sort == OUTCOME
