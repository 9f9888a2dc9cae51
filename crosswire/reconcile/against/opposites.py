"""What one source says is not so and another says is: "this is not a witch hunt", "a witch hunt"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from crosswire.reconcile.against.statements import Floor, Sentence, Statement, cue, of_one_side, section
from crosswire.reconcile.evidence import Evidence
from crosswire.reconcile.terms import terms

REACH = 9
"""Words after a negation that it speaks of."""

LEAST = 6.0
"""Weight of the words that one denies and the other states. Own judgement."""

SHARE = 0.75
"""Share of the denied words that the other must have."""

CROWD = 40
"""Sentences that share a word looked at for one negation at most: linear cost."""


def find_opposites(floor: Floor, evidence: Evidence) -> Iterator[tuple[Statement, Sentence, Statement | None]]:
    """Statements with a negation, each with the sentence that states what it negates, and who says so there."""
    for sentence in floor.sentences:
        for statement in sentence.statements:
            text = evidence.words(statement.report, statement.said.start, statement.said.end)
            for found in _negated().finditer(text):
                words = terms(found["rest"]) - terms(statement.by.text)
                phrases = frozenset(p.lower() for p in _phrases().findall(found["rest"]))
                pair = _stated(words, phrases, sentence, statement, floor, evidence)
                if pair is not None:
                    yield statement, *pair
                    break


@cache
def _phrases() -> re.Pattern[str]:
    """Words that a source puts in marks of their own: it speaks of what others call something."""
    return re.compile(r"[“\"‘']((?:\w+[ -]){1,4}\w+)[,.]?[”\"’']?")


def _stated(
    words: frozenset[str],
    phrases: frozenset[str],
    own: Sentence,
    statement: Statement,
    floor: Floor,
    evidence: Evidence,
) -> tuple[Sentence, Statement | None] | None:
    """The best sentence of another source that states the words without negating them."""
    weight = floor.rarity.of(words)
    if weight < LEAST or len(words) < 2:
        return None
    best: tuple[float, Sentence, Statement | None] | None = None
    for n in sorted({n for word in words for n in floor.where[word][:CROWD]}):
        other = floor.sentences[n]
        shared = floor.rarity.of(words & other.words)
        text = evidence.words(other.report, other.span.start, other.span.end)
        quoted = any(phrase in text.lower() for phrase in phrases)
        if other is own or (shared < SHARE * weight and not quoted) or (best is not None and shared <= best[0]):
            continue
        if cue("negated").search(text):
            continue
        least = shared if quoted else SHARE * weight
        by = next((s for s in other.statements if floor.rarity.of(s.words & words) >= least), None)
        if quoted and by is None:
            continue
        if by is not None and of_one_side(by.by, statement.by):
            continue
        best = (shared, other, by)
    return best[1:] if best is not None else None


@cache
def _negated() -> re.Pattern[str]:
    words = "|".join(section("cues")["negations"])
    return re.compile(rf"\b(?:{words})(?P<rest>(?:[ “\"‘']*[\w’'.-]+){{1,{REACH}}})", re.IGNORECASE)
