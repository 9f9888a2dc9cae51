"""What one source says is not so and another says is: "this is not a witch hunt", "a witch hunt"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from crosswire.reconcile.against.statements import Floor, Sentence, Statement, cue, of_one_side, section
from crosswire.reconcile.evidence import Evidence
from crosswire.reconcile.terms import terms

REACH = 9
"""Words after a negation that it speaks of."""

BEFORE = 7
"""Words before a negation among which stands of whom it is said."""

ALL = 0.9
"""Share of the denied words from which another need not name of whom it is said."""

SMALL = 2
"""Words in small letters that the two must share."""

LEAST = 6.0
"""Weight of the words that one denies and the other states. Own judgement."""

SHARE = 0.75
"""Share of the denied words that the other must have."""

CROWD = 40
"""Sentences that share a word looked at for one negation at most: linear cost."""


@dataclass(frozen=True)
class Negated:
    """What is said not to be: the telling words after the negation, the `first` of them, those before it that say of
    whom, and what stands in marks of its own."""

    words: frozenset[str]
    first: str
    subject: frozenset[str]
    phrases: frozenset[str]

    def is_stated(self, text: str, share: float) -> bool:
        """Whether another sentence says it of the same, or all of it."""
        found = terms(text)
        small = terms(" ".join(re.findall(r"\b[a-z][\w’'-]+", text)))
        of_it = share >= ALL or bool(self.subject & found)
        return of_it and self.first in found and len(self.words & small) >= SMALL


def find_opposites(floor: Floor, evidence: Evidence) -> Iterator[tuple[Statement, Sentence, Statement | None]]:
    """Statements with a negation, each with the sentence that states what it negates, and who says so there."""
    for sentence in floor.sentences:
        for statement in sentence.statements:
            for negated in _negations(statement, evidence):
                pair = _stated(negated, sentence, statement, floor, evidence)
                if pair is not None:
                    yield statement, *pair
                    break


def _negations(statement: Statement, evidence: Evidence) -> Iterator[Negated]:
    text = evidence.words(statement.report, statement.said.start, statement.said.end)
    by = terms(statement.by.text)
    for found in _negated().finditer(text):
        yield Negated(
            words=terms(found["rest"]) - by,
            first=next((term for word in found["rest"].split() for term in sorted(terms(word))), ""),
            subject=terms(" ".join(text[: found.start()].split()[-BEFORE:])) - by,
            phrases=frozenset(phrase.lower() for phrase in _phrases().findall(found["rest"])),
        )


@cache
def _phrases() -> re.Pattern[str]:
    """Words that a source puts in marks of their own: it speaks of what others call something."""
    return re.compile(r"[“\"‘']((?:\w+[ -]){1,4}\w+)[,.]?[”\"’']?")


def _stated(
    negated: Negated, own: Sentence, statement: Statement, floor: Floor, evidence: Evidence
) -> tuple[Sentence, Statement | None] | None:
    """The best sentence of another source that states the words without negating them."""
    words = negated.words
    weight = floor.rarity.of(words)
    if weight < LEAST or len(words) < 2:
        return None
    best: tuple[float, Sentence, Statement | None] | None = None
    for n in sorted({n for word in words for n in floor.where[word][:CROWD]}):
        other = floor.sentences[n]
        shared = floor.rarity.of(words & other.words)
        text = evidence.words(other.report, other.span.start, other.span.end)
        quoted = any(phrase in text.lower() for phrase in negated.phrases)
        if other is own or (shared < SHARE * weight and not quoted) or (best is not None and shared <= best[0]):
            continue
        if cue("negated").search(text) or not (quoted or negated.is_stated(text, shared / weight)):
            continue
        least = shared if quoted else SHARE * weight
        by = next((s for s in other.statements if floor.rarity.of(s.words & words) >= least), None)
        if (quoted and by is None) or (by is not None and of_one_side(by.by, statement.by)):
            continue
        best = (shared, other, by)
    return best[1:] if best is not None else None


@cache
def _negated() -> re.Pattern[str]:
    words = "|".join(section("cues")["negations"])
    return re.compile(rf"\b(?:{words})(?P<rest>(?:[ “\"‘']*[\w’'.-]+){{1,{REACH}}})", re.IGNORECASE)
