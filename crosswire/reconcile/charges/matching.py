"""Which charges and which answers are of one matter."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from crosswire.reconcile.against.denials import empty_words
from crosswire.reconcile.against.statements import Floor, of_one_side
from crosswire.reconcile.charges.answers import Answer
from crosswire.reconcile.charges.laid import TELLINGS, Charged, Laid
from crosswire.reconcile.evidence import Evidence
from crosswire.reconcile.parties import Party

NEAR = 20
"""Sentences before an answer in which a charge out of court stands that it answers. Own judgement."""

NEXT = 3
"""The same for a charge in court that a plain denial answers."""

AFTER = 3
"""The same after it."""

SHARED = 3.0
"""Weight of the words that a charge and an answer further apart share."""

COURT = ("innocent", "false")
"""Sorts of answers to what somebody stands in court for, whatever words they share."""


@dataclass(frozen=True)
class Dispute:
    """What is laid on somebody and what his side says of it."""

    whom: Party
    laid: list[Laid]
    answers: list[Answer]


def match(charged: Sequence[Charged], answers: Sequence[Answer], floor: Floor, evidence: Evidence) -> list[Dispute]:
    """The disputes of a story, those that most reports tell first."""
    found = [dispute for one in charged for dispute in _disputes(one, answers, floor)]
    return sorted(found, key=lambda dispute: (-len(_reports(dispute)), dispute.laid[0].place))


def _reports(dispute: Dispute) -> set[str]:
    return {laid.sentence.report for laid in dispute.laid} | {answer.sentence.report for answer in dispute.answers}


def _disputes(charged: Charged, answers: Sequence[Answer], floor: Floor) -> Iterator[Dispute]:
    own = [answer for answer in answers if answer.whom.same(charged.whom)][:TELLINGS]
    legal = [laid for laid in charged.laid if laid.legal]
    in_court = [a for a in own if legal and (a.sort in COURT or any(_meet(laid, a, floor) for laid in legal))]
    if in_court:
        yield Dispute(charged.whom, legal, in_court)
    rest = [answer for answer in own if answer not in in_court]
    said = [laid for laid in charged.laid if not laid.legal]
    met = [(laid, a) for a in rest for laid in said if _meet(laid, a, floor) and not _is_own(laid, a)]
    if met:
        laid = list({id(pair[0]): pair[0] for pair in met}.values())
        yield Dispute(charged.whom, laid, list({id(pair[1]): pair[1] for pair in met}.values()))


def _is_own(laid: Laid, answer: Answer) -> bool:
    """Whether who answers is told to lay it on himself."""
    return laid.by is not None and of_one_side(laid.by.by, answer.by)


def _meet(laid: Laid, answer: Answer, floor: Floor) -> bool:
    """Whether an answer is of a charge: near it on the page, or by the words they share."""
    if laid.place == answer.place:
        return True
    shared = floor.rarity.of((laid.words & answer.words) - empty_words())
    plain = laid.legal and answer.sort not in COURT
    if plain and (answer.words - empty_words() or not laid.outright):
        return shared >= SHARED
    near = NEXT if plain else NEAR
    if laid.sentence.report == answer.sentence.report and -AFTER <= answer.place - laid.place <= near:
        return True
    return shared >= SHARED
