"""Takes what sources say and reports tell, story by story, gives who answers whose charge, who stand on opposite sides
and on whom one deed is laid; cannot tell who is right."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from crosswire.base import Account, Disagreement
from crosswire.reconcile.against.rows import differing
from crosswire.reconcile.against.statements import Floor, Sentence, Statement, of_one_side
from crosswire.reconcile.evidence import Evidence
from crosswire.reconcile.phrases import one_line
from crosswire.reconcile.stances.answers import find_answers
from crosswire.reconcile.stances.deeds import find_deeds
from crosswire.reconcile.stances.doers import find_doers
from crosswire.reconcile.stances.either import find_either
from crosswire.reconcile.stances.held import Held, held_in
from crosswire.reconcile.stances.leaving import find_leaving
from crosswire.reconcile.stances.sides import Opposed, find_opposed
from crosswire.reconcile.stances.stands import Stand, stands_of
from crosswire.reconcile.terms import printed

__all__ = ["compare_stances"]

A_STORY = 4
"""Rows of each sort one story gives at most: the clearest."""

LONGEST = 8
"""Words between the first and last word of a matter that still read well in a question."""

Place = tuple[str, int]


class Against(NamedTuple):
    """Two tellings, one against the other: why, the key of the question, and whether the second answers the first."""

    first: Statement | Sentence
    second: Statement | Sentence
    why: str
    question: str = ""
    answers: bool = False


def compare_stances(
    evidence: Evidence, floors: Mapping[str, Floor], taken: Iterable[Account]
) -> Iterator[Disagreement]:
    """One row for each charge with its answer, and for each two sources on opposite sides of one matter. `floors` are
    what is said in each story by its id; sentences in which `taken` accounts stand stay out."""
    used = {(account.report, evidence.sentence_number(account.report, account.start)) for account in taken}
    for story in evidence.grouping.stories:
        floor = floors[story.id]
        spent = set(used)
        stands = stands_of(floor, evidence)
        either = (Against(a.said, b.said, "either") for a, b in find_either(stands, floor))
        deeds = (Against(a.said, b.said, "condemned", "deed") for a, b in find_deeds(stands, floor))
        for pairs in (_answers(stands, floor), either, deeds):
            yield from _rows(story.id, pairs, spent, evidence)
        yield from find_doers(story, floor, spent, evidence)
        yield from _rows(story.id, _leaving(floor, evidence), spent, evidence)
        yield from _opposed(story.id, floor, spent, evidence)


def _rows(story: str, pairs: Iterable[Against], spent: set[Place], evidence: Evidence) -> Iterator[Disagreement]:
    """The first rows of one sort, of pairs whose sentences no row has yet."""
    made = 0
    for one in pairs:
        if made < A_STORY and _free((_place(one.first), _place(one.second)), spent):
            made += 1
            yield differing(story, one.first, one.second, one.why, evidence, question=one.question, answers=one.answers)


def _answers(stands: Sequence[Stand], floor: Floor) -> Iterator[Against]:
    for first, second in find_answers(stands, floor):
        charged = first.against is not None
        yield Against(first.said, second.said, "charged" if charged else "answered", answers=charged)


def _leaving(floor: Floor, evidence: Evidence) -> Iterator[Against]:
    for demand, refusal in find_leaving(floor, evidence):
        first, second = demand.said or demand.sentence, refusal.said or refusal.sentence
        yield Against(first, second, "leaving", "leaving")


def _opposed(story: str, floor: Floor, spent: set[Place], evidence: Evidence) -> Iterator[Disagreement]:
    told: list[Opposed] = []
    for opposed in find_opposed(held_in(floor, evidence), floor):
        first, second = opposed.first, opposed.second
        if len(told) == A_STORY or any(_are_same(opposed, other) for other in told):
            continue
        if _free((_place(first.sentence), _place(second.sentence)), spent):
            told.append(opposed)
            why = "good_and_bad" if first.judged else "for_and_against"
            yield differing(story, _as_said(first), _as_said(second), why, evidence, "matter", _matter(opposed))


def _are_same(a: Opposed, b: Opposed) -> bool:
    """Whether two are of the same two parties over one matter."""
    straight = of_one_side(a.first.by, b.first.by) and of_one_side(a.second.by, b.second.by)
    crossed = of_one_side(a.first.by, b.second.by) and of_one_side(a.second.by, b.first.by)
    return (straight or crossed) and bool(a.words & b.words)


def _as_said(held: Held) -> Statement:
    """What somebody holds as a statement by whom it is held."""
    return Statement(
        report=held.sentence.report,
        number=held.sentence.number,
        sentence=held.sentence.span,
        said=held.said,
        by=held.by,
        act="say",
        cue="",
        words=frozenset(held.signs),
        known=True,
    )


def _matter(opposed: Opposed) -> str:
    """The words of the matter as the first prints them: from the first of them to the last, or where these stand far
    apart the words alone."""
    text = opposed.first.text
    found = printed(text, opposed.words)
    spots = [match for word in found for match in [re.search(rf"\b{re.escape(word)}\b", text)] if match]
    between = text[min(m.start() for m in spots) : max(m.end() for m in spots)] if spots else ""
    return one_line(between) if 0 < len(between.split()) <= LONGEST else ", ".join(found)


def _place(told: Statement | Sentence) -> Place:
    return told.report, told.number


def _free(places: tuple[Place, Place], spent: set[Place]) -> bool:
    """Whether no row cites either sentence; marks them as spent."""
    if spent & set(places):
        return False
    spent.update(places)
    return True
