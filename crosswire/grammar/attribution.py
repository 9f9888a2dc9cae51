"""Who says so: takes a frame, gives the noun phrases of the sources its clause is laid to, outermost first."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from crosswire import rules
from crosswire.grammar.frames import Frame, speech_words
from crosswire.grammar.tree import Tree

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class _Words:
    asserting: frozenset[str]
    citing: frozenset[str]
    prepositions: frozenset[str]


@cache
def _words() -> _Words:
    table = rules.load("en/grammar")["speech"]
    return _Words(
        asserting=frozenset(table["asserting"]),
        citing=frozenset(table["citing"]),
        prepositions=frozenset(table["prepositions"]),
    )


def attribution(frame: Frame) -> tuple[Span, ...]:
    """Noun phrases as (start, end) token indexes, end excluded; empty in the outlet's own voice."""
    heads = _governing_sources(frame)
    tree = frame.tree
    for source in _according(tree, frame):
        if source not in heads:
            heads.append(source)
    heads.reverse()
    return tuple(tree.phrase(head) for head in dict.fromkeys(heads))


def _governing_sources(frame: Frame) -> list[int]:
    """Heads of the subjects of the words that govern the clause, innermost first."""
    found: list[int] = []
    below, governor = frame, frame.parent
    while governor is not None:
        if _is_content(governor, below):
            cited = _cited(governor)
            found.extend(cited)
            found.extend(noun for noun in reversed(governor.subjects) if noun not in found)
        below, governor = governor, governor.parent
    return found


def _is_content(governor: Frame, below: Frame) -> bool:
    """Whether the clause below is what the governor says, not only something that stands in its sentence."""
    words = _words()
    if governor.key not in speech_words():
        return False
    if below.link == "complement":
        return True
    if below.link == "object" or (below.link == "oblique" and below.marker == "of"):
        return (governor.key in words.asserting and not governor.negation) or not governor.verbal
    return False


def _cited(governor: Frame) -> list[int]:
    tree = governor.tree
    return [
        noun
        for clause in tree.below(governor.head, "advcl", "prep")
        if tree.lemma[clause] in _words().citing
        for noun in tree.below(clause, "dobj", "pobj")
    ]


def _according(tree: Tree, frame: Frame) -> list[int]:
    """The noun of an "according to" in whose reach the clause stands."""
    found: list[int] = []
    if not any(word in tree.lower for word in _words().prepositions):
        return found
    for token, word in enumerate(tree.lower):
        if word in _words().prepositions and tree.sentence[token] == tree.sentence[frame.head]:
            preposition = tree.child(token, "prep")
            noun = tree.child(preposition if preposition is not None else token, "pobj")
            if noun is not None and _reaches(tree, token, frame):
                found.append(noun)
    return found


def _reaches(tree: Tree, token: int, frame: Frame) -> bool:
    """Whether the clause that an "according to" hangs on holds the frame, or stands in the frame's own clause."""
    clause = tree.head[token]
    while tree.pos[clause] not in ("VERB", "AUX") and tree.head[clause] != clause:
        clause = tree.head[clause]
    if frame.start <= clause < frame.end:
        return True
    return tree.first[clause] <= frame.head <= tree.last[clause]
