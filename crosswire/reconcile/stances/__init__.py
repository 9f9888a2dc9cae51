"""Takes what sources say and reports tell, story by story, gives who answers whose charge, who stand on opposite sides
and on whom one deed is laid; cannot tell who is right."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from typing import NamedTuple

from msgspec.structs import replace

from crosswire import rules
from crosswire.base import Account, Disagreement, Side
from crosswire.reconcile.against.rows import differing
from crosswire.reconcile.against.statements import Floor, Sentence, Statement
from crosswire.reconcile.evidence import Evidence
from crosswire.reconcile.phrases import one_line
from crosswire.reconcile.stances.answers import find_answers
from crosswire.reconcile.stances.deeds import find_deeds
from crosswire.reconcile.stances.doers import find_doers
from crosswire.reconcile.stances.either import find_either
from crosswire.reconcile.stances.opposed import Opposed, asks, find_opposed, is_one, is_outcome, on_one_matter
from crosswire.reconcile.stances.stands import Stand, stands_of
from crosswire.reconcile.stances.views import LIKENED, OUTCOME, View, views_of

__all__ = ["compare_opposed", "compare_stances"]

A_STORY = 4
"""Rows of each sort one story gives at most: the clearest."""

LONGEST = 8
"""Words between the first and last word of a matter that still read well in a question."""

MOST = 5
"""Sides of one matter that are shown."""

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
    """One row for each charge with its answer, and for what one source says in other words than another. `floors` are
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


def compare_opposed(
    evidence: Evidence, floors: Mapping[str, Floor], taken: Iterable[Account]
) -> Iterator[Disagreement]:
    """One row for each matter that one party is for and another against; the rest as `compare_stances`."""
    used = {(account.report, evidence.sentence_number(account.report, account.start)) for account in taken}
    for story in evidence.grouping.stories:
        yield from _opposed(story.id, floors[story.id], used, evidence)


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


def _opposed(story: str, floor: Floor, spent: Set[Place], evidence: Evidence) -> Iterator[Disagreement]:
    """The clearest opposed pairs, one row a matter, with the others who stand on either side of it."""
    found = find_opposed(views_of(floor, evidence), floor, evidence)
    taken: set[Place] = set()
    told: list[tuple[Opposed, set[Place]]] = []
    for n, pair in enumerate(found):
        cues = {(view.sentence.report, view.held.start) for view in (pair.first, pair.second)}
        places = {_place(pair.first.told), _place(pair.second.told)}
        again = any(_are_same(pair, other) and (places & at or len(places) == 1) for other, at in told)
        if again or cues & taken or places & spent:
            continue
        told.append((pair, places))
        more = on_one_matter(pair, found[n + 1 :])
        taken |= cues.union((v.sentence.report, v.held.start) for one in more for v in (one.first, one.second))
        yield _row(story, pair, more, evidence)
        if len(told) == A_STORY:
            return


def _are_same(a: Opposed, b: Opposed) -> bool:
    """Whether two are of the same two parties."""
    straight = is_one(a.first.by, b.first.by) and is_one(a.second.by, b.second.by)
    return straight or (is_one(a.first.by, b.second.by) and is_one(a.second.by, b.first.by))


def _row(story: str, pair: Opposed, more: Sequence[Opposed], evidence: Evidence) -> Disagreement:
    """The row of a pair, with the accounts of the same parties in other reports and other parties on either side."""
    judged = pair.first.held.sort == pair.second.held.sort == "judged"

    def made(one: Opposed) -> Disagreement:
        first, second = _named_first(one)
        return differing(
            story,
            first.told,
            second.told,
            "good_and_bad" if judged else "for_and_against",
            evidence,
            "matter" if second.by else "matter_reports",
            _matter(pair.matter, evidence),
            answers=asks(pair),
            kind="outcome" if is_outcome(pair) else "position",
        )

    row = made(pair)
    sides = [_sided(side, view, pair) for side, view in zip(row.sides, _named_first(pair), strict=True)]
    parties = [view.by for view in _named_first(pair)]
    for one in more:
        for view, side in zip(_named_first(one), made(one).sides, strict=True):
            side = _sided(side, view, pair)
            at = next((n for n, party in enumerate(parties) if is_one(party, view.by)), None)
            if at is None and len(sides) < MOST:
                parties.append(view.by)
                sides.append(side)
            elif at is not None and side.accounts[0].report not in {a.report for a in sides[at].accounts}:
                sides[at] = replace(sides[at], accounts=(*sides[at].accounts, *side.accounts))
    return replace(row, sides=tuple(sides))


def _named_first(pair: Opposed) -> tuple[View, View]:
    """The two views, one that the report tells of nobody named after the other."""
    return (pair.first, pair.second) if pair.first.by else (pair.second, pair.first)


def _sided(side: Side, view: View, pair: Opposed) -> Side:
    """A side that says on which side it stands."""
    words = rules.load("en/reconcile")["sides"]["for" if pair.side(view) > 0 else "against"]
    sided = view.by is not None and view.held.sort not in (OUTCOME, LIKENED)
    return replace(side, value=words.format(speaker=side.value)) if sided else side


def _matter(view: View, evidence: Evidence) -> str:
    """The words of the matter as they are printed, without what opens a clause or only tells more of somebody, cut
    where they grow long."""
    target = view.held.target
    text = one_line(evidence.words(view.sentence.report, target.start, target.end)) if target else ""
    table = rules.load("en/matters")["questions"]
    text = re.sub(
        rf"^(?:{'|'.join(table['opening'])}) ", "", re.sub(rf", (?:{'|'.join(table['aside'])}) [^,]*,", "", text)
    )
    words = text.split()
    return " ".join(words[:LONGEST]).strip(" ,;:.“”\"'’") + ("…" if len(words) > LONGEST else "")


def _place(told: Statement | Sentence) -> Place:
    return told.report, told.number


def _free(places: tuple[Place, Place], spent: set[Place]) -> bool:
    """Whether no row cites either sentence; marks them as spent."""
    if spent & set(places):
        return False
    spent.update(places)
    return True
