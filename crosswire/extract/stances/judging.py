"""What somebody calls good or bad, and what is said to do well or badly, or to be like another."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from crosswire.extract.stances.aims import Aim, Aims
from crosswire.extract.stances.rules import words
from crosswire.grammar import Frame

NEAR = 12
"""Tokens after a verb of naming in which the judgement stands."""


@dataclass(frozen=True, slots=True)
class Judged:
    """One judgement: its word, its side and sort, what is judged; `named` where the verb's subject makes it, and not
    whoever speaks."""

    cue: int
    side: int
    sort: str
    aims: tuple[Aim, ...]
    named: bool


def judged(aims: Aims, frame: Frame) -> Iterator[Judged]:
    """The judgements of one clause."""
    lists = words().sets
    asking = aims.cue(frame)
    if asking is None and not frame.modal and not frame.negation:
        yield from _before(aims, frame)
    if frame.lemma in lists["judged.naming"] and frame.subjects and not (asking and asking[0]):
        yield from _called(aims, frame)
    elif frame.lemma in lists["judged.being"]:
        yield from _being(aims, frame)
    if frame.lemma in words().doing and frame.subjects:
        things = _things(aims, frame.subjects)
        if things:
            sort = "outcome" if frame.lemma in lists["judged.outcomes"] else "judged"
            yield Judged(frame.head, words().doing[frame.lemma], sort, things, named=False)
    if frame.lemma in words().likened and frame.subjects:
        things = _things(aims, frame.subjects)
        if things:
            yield Judged(frame.head, words().likened[frame.lemma], "likened", things, named=False)


def _before(aims: Aims, frame: Frame) -> Iterator[Judged]:
    """ "Put forward a serious and reasonable offer", "this is a bad deal": judged by a word before its noun."""
    tree = aims.tree
    for noun in (*frame.objects, *(() if frame.attribute is None else (frame.attribute,))):
        if tree.lemma[noun] in words().sets["judged.things"]:
            spots = [each for below in tree.below(noun, "amod") for each in tree.conjuncts(below)]
            spot = next((each for each in spots if tree.lemma[each] in words().judged), None)
            if spot is not None:
                aim = Aim(1, noun, noun + 1, (tree.lemma[noun],))
                yield Judged(spot, words().judged[tree.lemma[spot]], "judged", (aim,), named=False)


def _called(aims: Aims, frame: Frame) -> Iterator[Judged]:
    """ "Called the law dangerous", "blasted the tactic as outrageous", "find it disturbing"."""
    tree = aims.tree
    stop = min(frame.end, frame.head + NEAR)
    spots = [n for n in range(frame.head + 1, stop) if tree.lemma[n] in words().judged and tree.lower[n - 1] != "not"]
    if not spots:
        return
    spot = spots[0]
    things = [noun for noun in frame.objects if noun != spot and not _holds(aims, noun, spot)]
    for child in aims.below.get(frame.head, ()):
        things += [noun for noun in child.subjects if noun != spot and child.lemma in words().sets["judged.being"]]
    things += [noun for noun in tree.below(spot, "nsubj") if noun not in things]
    targets = _things(aims, tuple(things))
    if targets and all(aim.back for aim in targets):
        after = [each for each in aims.frames if each.parent is frame and each.head > spot and not each.tense]
        targets = tuple(aim for each in after[:1] for aim in aims.clause(each)) or targets
    if targets:
        yield Judged(spot, words().judged[tree.lemma[spot]], "judged", targets, named=True)


def _holds(aims: Aims, noun: int, spot: int) -> bool:
    """Whether a judgement stands before its noun: in "called it a bad law" nobody calls the law so."""
    return spot in aims.tree.children[noun] and spot < noun


def _being(aims: Aims, frame: Frame) -> Iterator[Judged]:
    """ "The vote was a sham", "it is a valuable exercise", "it would be wrong to leave"."""
    at, tree = frame.attribute, aims.tree
    if at is None:
        return
    spots = [at, *tree.below(at, "amod", "conj", "acomp", "compound")]
    spot = next((each for each in spots if tree.lemma[each] in words().judged), None)
    alike = next((each for each in spots if tree.lemma[each] in words().likened), None)
    things = _things(aims, frame.subjects)
    if not things:
        return
    if spot is not None:
        sort = "outcome" if tree.lemma[spot] in words().sets["judged.outcomes"] else "judged"
        yield Judged(spot, words().judged[tree.lemma[spot]], sort, _clauses(aims, frame, things), named=False)
    elif alike is not None:
        yield Judged(alike, words().likened[tree.lemma[alike]], "likened", things, named=False)


def _clauses(aims: Aims, frame: Frame, things: tuple[Aim, ...]) -> tuple[Aim, ...]:
    """For "it would be wrong to leave" the clause; else the things."""
    below = aims.below.get(frame.head, ())
    if all(aim.back for aim in things) and below:
        return tuple(aims.clause(below[0]))
    return things


def _things(aims: Aims, nouns: tuple[int, ...]) -> tuple[Aim, ...]:
    """What is judged; persons are not, since whoever "is right" is no matter."""
    tree = aims.tree
    found: list[Aim] = []
    for noun in nouns:
        if tree.entity[noun] == "PERSON" or tree.pos[noun] == "PROPN":
            continue
        found += _named_before(aims, noun) or aims.noun(noun)
    return tuple(found)


def _named_before(aims: Aims, noun: int) -> list[Aim]:
    """What "it" or "this" is in a sentence that opens with it: the subject of the sentence before."""
    tree = aims.tree
    if tree.lower[noun] not in words().sets["back.things"]:
        return []
    number = tree.sentence[noun]
    for frame in reversed(aims.frames):
        if tree.sentence[frame.head] == number - 1 and frame.verbal and not frame.link:
            fits = [each for each in frame.surface if tree.pos[each] == "NOUN" and tree.entity[each] != "PERSON"]
            return [replace(aims.phrase(each), back=True) for each in fits[:1]]
    return []
