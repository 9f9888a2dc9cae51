"""What somebody charged, or who speaks for him, says of it: innocent, false, no part in it, not meant so, denied."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from crosswire.reconcile.against.statements import Floor, Sentence, of_one_side
from crosswire.reconcile.charges.laid import BEFORE, Charged, last_name, section, speaks_for
from crosswire.reconcile.charges.named import Named
from crosswire.reconcile.evidence import Evidence
from crosswire.reconcile.parties import Party, party_of
from crosswire.reconcile.terms import terms

SORTS = ("innocent", "false", "unaware", "unmeant", "denies")


@dataclass(frozen=True)
class Answer:
    """One answer: where, by whom, for whom of the charged it is given, of which sort; `words` tell of what."""

    sentence: Sentence
    place: int
    by: Party
    whom: Party
    sort: str
    words: frozenset[str]


def answers_in(floor: Floor, named: Named, charged: Sequence[Charged], evidence: Evidence) -> list[Answer]:
    """The answers of a story in its order."""
    return [
        answer
        for place, sentence in enumerate(floor.sentences)
        if evidence.reports[sentence.report].standing(sentence.span.start) != "headline"
        for answer in _answers(sentence, place, named, charged, evidence)
    ]


def _answers(
    sentence: Sentence, place: int, named: Named, charged: Sequence[Charged], evidence: Evidence
) -> Iterator[Answer]:
    text = evidence.words(sentence.report, sentence.span.start, sentence.span.end)
    for match in _cues().finditer(text):
        lead = text[max(0, match.start() - BEFORE) : match.start()]
        if _undone().search(lead):
            continue
        start = sentence.span.start + match.start()
        by = _by(sentence, start, named, evidence)
        if by is None:
            continue
        whom = _for_whom(by, text, charged, evidence)
        if whom is not None:
            words = terms(text[match.start() :].partition(",")[0]) - terms(whom.text) - terms(by.text)
            yield Answer(sentence, place, by, whom, match.lastgroup or "", words)
            return


@cache
def _cues() -> re.Pattern[str]:
    return re.compile(
        r"(?<![\w-])(?:" + "|".join(f"(?P<{sort}>{'|'.join(section('answers')[sort])})" for sort in SORTS) + r")(?!\w)",
        re.IGNORECASE,
    )


@cache
def _undone() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(section('answers')['not_answered'])}) (?:\w+ )?$", re.IGNORECASE)


def _by(sentence: Sentence, start: int, named: Named, evidence: Evidence) -> Party | None:
    """Who answers: in whose words it stands, who denies there, or who is named before it."""
    holding = [s for s in sentence.statements if s.said.start <= start < s.said.end]
    if holding:
        return max(holding, key=lambda s: (s.said.end - s.said.start, s.by.key)).by
    denying = [s for s in sentence.statements if s.act == "deny" and s.sentence.start <= start <= s.said.start]
    if denying:
        return denying[0].by
    spots = [s for s in named.between(sentence.report, sentence.span.start, start) if s[1] <= start]
    if not spots:
        return None
    entity = evidence.entities[spots[-1][2]]
    text = evidence.words(sentence.report, spots[-1][0], spots[-1][1])
    return party_of(entity.id, text if text[:1].isupper() else entity.name, evidence)


def _for_whom(by: Party, text: str, charged: Sequence[Charged], evidence: Evidence) -> Party | None:
    """For whom of the charged somebody answers: himself, who he speaks for, or who is named in what a lawyer says."""
    for one in charged:
        if by.same(one.whom) or of_one_side(by, one.whom) or speaks_for(by, one.whom, evidence):
            return one.whom
    if _nameless().search(by.text):
        for one in charged:
            if last_name(one.whom) in terms(text):
                return one.whom
    return None


@cache
def _nameless() -> re.Pattern[str]:
    return re.compile(
        rf"^(?:the |an? |his |her |their )?(?:{'|'.join(section('answers')['nameless'])})$", re.IGNORECASE
    )
