"""Who should go, and who will not: demands that somebody leave, beside the word of who stays."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from operator import attrgetter

from crosswire.reconcile.against.statements import Floor, Sentence, Statement, of_one_side
from crosswire.reconcile.crowds import nearest
from crosswire.reconcile.evidence import Evidence
from crosswire.reconcile.stances.held import who
from crosswire.reconcile.stances.stands import is_telling, section
from crosswire.reconcile.terms import terms

BETWEEN, REFUSING = 90, 30
"""Characters between a verb of asking, or a word of refusing, and the word for leaving."""

CROWD = 40
"""Demands that name a word of who refuses, the nearest, and refusals told before: linear cost."""

NEXT = 2
"""Sentences of one page around a refusal in which the demand need not name who refuses. Own judgement."""


@dataclass(frozen=True)
class Word:
    """Who asks that somebody leave, or who stays; `said` is null where the report tells it of nobody named."""

    sentence: Sentence
    place: int
    said: Statement | None


Pair = tuple[Word, Word]


def find_leaving(floor: Floor, evidence: Evidence) -> Iterator[Pair]:
    """For each who will not leave the demand that they do, and the refusal; demands of named sources first."""
    asked: list[Word] = []
    refused: list[Word] = []
    for place, sentence in enumerate(floor.sentences):
        if is_telling(sentence, evidence):
            text = evidence.words(sentence.report, sentence.span.start, sentence.span.end)
            refused += _refusals(sentence, place, text, evidence)
            asked += _demands(sentence, place, text, evidence)
    told: list[Statement] = []
    naming = _naming(asked)
    for word in refused:
        if word.said is None or any(of_one_side(word.said.by, other.by) for other in told[-CROWD:]):
            continue
        demand = _demand(word, word.said, asked, naming) or _answered(word, evidence)
        if demand is not None:
            told.append(word.said)
            yield demand, word


def _naming(asked: list[Word]) -> dict[str, list[int]]:
    """The demands that name a word."""
    naming: dict[str, list[int]] = defaultdict(list)
    for n, other in enumerate(asked):
        for name in other.sentence.words:
            naming[name].append(n)
    return naming


def _demand(word: Word, said: Statement, asked: list[Word], naming: Mapping[str, list[int]]) -> Word | None:
    """The demand that a refusal answers: of another source, of who refuses or close by."""
    names = terms(said.by.key.rpartition(" ")[2])
    best: tuple[tuple[bool, bool, int], Word] | None = None
    at = bisect_left(asked, word.place, key=attrgetter("place"))
    beside = range(max(0, at - CROWD), min(len(asked), at + CROWD))
    for n in sorted({*beside, *(n for name in names for n in nearest(naming.get(name, ()), at, CROWD))}):
        other = asked[n]
        if other.said is not None and of_one_side(other.said.by, said.by):
            continue
        near = other.sentence.report == word.sentence.report and abs(other.place - word.place) <= NEXT
        if near or names & other.sentence.words:
            order = (other.said is None, not near, abs(other.place - word.place))
            if best is None or order < best[0]:
                best = order, other
    return best[1] if best is not None else None


def _answered(word: Word, evidence: Evidence) -> Word | None:
    """The refusal's own sentence, where it tells of the demand: "has ignored calls for his resignation"."""
    text = evidence.words(word.sentence.report, word.sentence.span.start, word.sentence.span.end)
    return Word(word.sentence, word.place, None) if _asked().search(text) else None


def _refusals(sentence: Sentence, place: int, text: str, evidence: Evidence) -> Iterator[Word]:
    found = _refused().search(text) or _stays().search(text)
    if found is not None and not _wished().search(text, max(0, found.start() - REFUSING), found.start()):
        said = _held(sentence, found.start(), evidence)
        if said is not None:
            yield Word(sentence, place, said)


def _demands(sentence: Sentence, place: int, text: str, evidence: Evidence) -> Iterator[Word]:
    for pattern in (_asked(), _needed()):
        found = pattern.search(text)
        if found is not None and not _refused().search(text, max(0, found.start() - REFUSING)):
            yield Word(sentence, place, _held(sentence, found.start(), evidence, needed=pattern is _needed()))
            return


def _held(sentence: Sentence, at: int, evidence: Evidence, needed: bool = False) -> Statement | None:
    """The word of who holds it as a statement; of "he must go" that of the source, not of him."""
    start = sentence.span.start + at
    inside = [s for s in sentence.statements if s.said.start <= start < s.said.end]
    if needed:
        return min(inside, key=lambda s: s.said.end - s.said.start, default=None)
    by = who(sentence, sentence.span.start, start, evidence)
    if by is None:
        return None
    return Statement(
        sentence.report, sentence.number, sentence.span, sentence.span, by, "say", "", sentence.words, True
    )


def _any(key: str) -> str:
    return "|".join(section("leaving")[key])


@cache
def _asked() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{_any('asks')})\b[^.;]{{0,{BETWEEN}}}?\b(?:{_any('leave')})", re.IGNORECASE)


@cache
def _wished() -> re.Pattern[str]:
    """ "insisting the governor stay" is no word of the governor's."""
    return re.compile(rf"\b(?:{_any('asks')}) (?:that )?(?:[\w.’'-]+ ){{1,3}}$", re.IGNORECASE)


@cache
def _needed() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{_any('needs')}) (?:\w+ )?(?:{_any('leave')})", re.IGNORECASE)


@cache
def _refused() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{_any('refuses')})\b[^.,;]{{0,{REFUSING}}}?\b(?:{_any('leave')})", re.IGNORECASE)


@cache
def _stays() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{_any('stays')})", re.IGNORECASE)
