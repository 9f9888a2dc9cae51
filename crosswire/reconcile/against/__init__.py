"""Takes what sources say, story by story, gives where one speaks against another's word; cannot tell who is right."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from crosswire.base import Account, Disagreement
from crosswire.reconcile.against.charges import charges
from crosswire.reconcile.against.denials import Matter, find_denials, speaks_there
from crosswire.reconcile.against.opposites import find_opposites
from crosswire.reconcile.against.rows import denied, differing
from crosswire.reconcile.against.statements import Floor, Sentence, Statement, floor_of
from crosswire.reconcile.against.turns import find_turns
from crosswire.reconcile.evidence import Evidence

__all__ = ["compare_statements", "floor_of"]

A_STORY = 12
"""Rows of each sort one story gives at most; more are the back and forth of one quarrel."""

Place = tuple[str, int]


def compare_statements(
    evidence: Evidence, floors: Mapping[str, Floor], taken: Iterable[Account]
) -> Iterator[Disagreement]:
    """One row for each matter denied, for each turn from one source to another, and for each thing that one source
    says is not so and another states. `floors` are what is said in each story by its id; sentences in which `taken`
    accounts stand stay out."""
    used = {(account.report, evidence.sentence_number(account.report, account.start)) for account in taken}
    for story in evidence.grouping.stories:
        floor = floors[story.id]
        spent = set(used)
        yield from _denials(story.id, floor, spent, evidence)
        yield from _turns(story.id, floor, spent, evidence)
        yield from _opposites(story.id, floor, spent, evidence)


def _denials(story: str, floor: Floor, spent: set[Place], evidence: Evidence) -> Iterator[Disagreement]:
    made = 0
    for matter in find_denials(floor, evidence):
        places = {_place(denial) for denial in matter.denials}
        if places & spent or made == A_STORY:
            continue
        matter.charges = list(charges(matter, floor, evidence))
        if not (matter.charges or matter.accuser or _stands_alone(matter, floor)):
            continue
        made += 1
        spent |= places
        yield denied(story, matter, evidence)


def _stands_alone(matter: Matter, floor: Floor) -> bool:
    """Whether a denial tells by itself that somebody said what it denies: "rejected claims that …"."""
    return (
        (matter.spoken or matter.harms)
        and bool(matter.words)
        and not matter.is_loose()
        and speaks_there(matter.denials[0], floor)
    )


def _turns(story: str, floor: Floor, spent: set[Place], evidence: Evidence) -> Iterator[Disagreement]:
    made = 0
    for first, second in find_turns(floor, evidence):
        places = {_place(first), _place(second)}
        if places & spent or made == A_STORY:
            continue
        made += 1
        spent |= places
        yield differing(story, first, second, "turn", evidence)


def _opposites(story: str, floor: Floor, spent: set[Place], evidence: Evidence) -> Iterator[Disagreement]:
    made = 0
    for first, sentence, said in find_opposites(floor, evidence):
        places = {_place(first), _place(sentence)}
        if places & spent or made == A_STORY:
            continue
        made += 1
        spent |= places
        yield differing(story, first, said or sentence, "opposite", evidence)


def _place(told: Statement | Sentence) -> Place:
    return told.report, told.number
