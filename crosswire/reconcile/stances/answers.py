"""What one source lays on another or finds fault with, and the other's answer that is no plain denial."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from crosswire.reconcile.against.statements import Floor, is_of, of_one_side, outermost
from crosswire.reconcile.crowds import nearest
from crosswire.reconcile.parties import Party
from crosswire.reconcile.stances.stands import Stand, pattern
from crosswire.reconcile.terms import terms

BEFORE, BEFORE_DEFENCE = 2, 8
"""Sentences before an answer in which what it answers stands, and where it shares words or names who answers."""

AFTER = 3
"""Sentences after a charge in which the charged answers it. Own judgement."""

NEAR, FAR = 1.5, 6.0
"""Weight of the words that a charge and its answer share, on one page close by, and elsewhere. Own judgement."""

FINDS = 4.0
"""The same for a fault found with what is defended. Own judgement."""

CROWD = 60
"""Stands before one that answers among which is what it answers, parties that share a word, and stands of one party
about a charge: linear cost."""

Pair = tuple[Stand, Stand]


def find_answers(stands: Sequence[Stand], floor: Floor) -> Iterator[Pair]:
    """Pairs of a stand and what answers it, in the order of the answers that say so, then of the charges."""
    for n, stand in enumerate(stands):
        if stand.does("counters") or stand.does("defends"):
            answered = _answered(n, stands, floor)
            if answered is not None:
                yield answered, stand
    by_party: dict[Party, list[int]] = defaultdict(list)
    for n, stand in enumerate(stands):
        by_party[stand.by].append(n)
    called: dict[str, list[Party]] = defaultdict(list)
    for party in by_party:
        for sign in _signs(party):
            called[sign].append(party)
    for n, stand in enumerate(stands):
        if stand.against is not None:
            answer = _answer(n, stands, by_party, called, floor)
            if answer is not None:
                yield stand, answer


def _answered(n: int, stands: Sequence[Stand], floor: Floor) -> Stand | None:
    """What a stand that answers something answers: another's word before it, the nearest that finds fault."""
    own = stands[n]
    faults = []
    for other in reversed(stands[max(0, n - CROWD) : n]):
        if other.said.report != own.said.report or own.place - other.place > BEFORE_DEFENCE:
            break
        if of_one_side(other.by, own.by):
            continue
        if own.does("counters") and own.place - other.place <= BEFORE:
            return other if not _is_told_by(other, floor) and _may_counter(own, other) else None
        if _finds_fault(other, own, floor):
            faults.append(other)
    return faults[0] if faults else None


def _may_counter(own: Stand, other: Stand) -> bool:
    """Whether what is countered, where it is named whose it is, is the other's: "rebutted the mayor's attacks"."""
    found = _whose().match(own.text)
    return found is None or is_of(found["who"], other.by.text)


@cache
def _whose() -> re.Pattern[str]:
    return re.compile(r"\W*(?:the )?(?P<who>(?:[\w.-]+ ){0,3}?[\w.-]+)['’]s? ")


def _is_told_by(stand: Stand, floor: Floor) -> bool:
    """Whether another tells what somebody holds, so that the word is his who tells it."""
    return outermost(stand.said, floor.sentences[stand.place]) is not stand.said


def _finds_fault(other: Stand, own: Stand, floor: Floor) -> bool:
    """Whether a stand makes little of who answers or of what is defended."""
    named = terms(own.by.text) | terms(own.by.key)
    if other.against is not None and of_one_side(other.against, own.by):
        return True
    finds = pattern("judgements", "bad").search(other.text) or pattern("sides", "against").search(other.said.cue)
    return finds is not None and (bool(other.words & named) or floor.rarity.of(other.words & own.words) >= FINDS)


def _said_there(stand: Stand, floor: Floor) -> frozenset[str]:
    """The words of a stand: of its whole sentence where nobody else speaks there, since a saying may be cut short."""
    sentence = floor.sentences[stand.place]
    return sentence.words if len(sentence.statements) == 1 else stand.words


def _signs(party: Party) -> set[str]:
    """Words and state of a party: two of one side share one of these."""
    return {*party.key.split(), *party.text.lower().replace("'s", "").replace(",", "").split(), f"= {party.state}"}


def _answer(
    n: int,
    stands: Sequence[Stand],
    by_party: Mapping[Party, list[int]],
    called: Mapping[str, list[Party]],
    floor: Floor,
) -> Stand | None:
    """The best answer of who is charged: near on the page, or elsewhere on the same by its words. Who is on which side
    is asked once of each party that shares a word with it, since many stands of a story are of few."""
    charge = stands[n]
    if charge.against is None:
        return None
    names = terms(charge.against.text) | terms(charge.by.text) | terms(charge.against.key)
    best: tuple[float, Stand] | None = None
    near_by = dict.fromkeys(party for sign in sorted(_signs(charge.against)) for party in called.get(sign, ())[:CROWD])
    charged = [by for by in near_by if of_one_side(charge.against, by) and not of_one_side(charge.by, by)]
    answering = sorted({m for by in charged for m in nearest(by_party[by], n, CROWD)} - {n})
    for other in (stands[m] for m in answering):
        if outermost(other.said, floor.sentences[other.place]).by.same(charge.by):
            continue
        shared = floor.rarity.of((charge.words & _said_there(other, floor)) - names)
        near = other.said.report == charge.said.report and 0 <= other.place - charge.place <= AFTER
        turns = other.negates or any(map(other.does, ("insists", "counters", "defends")))
        next_to = near and other.place - charge.place <= 1
        if not turns or shared < (0 if next_to else NEAR if near else FAR):
            continue
        score = shared + (FAR if near else 0)
        if best is None or score > best[0]:
            best = score, other
    return best[1] if best is not None else None
