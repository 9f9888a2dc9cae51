"""What a stance is toward: the object or clause that a cue takes, with what turns it on the way there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from crosswire.extract.stances.rules import Cue, words
from crosswire.grammar import Frame, Tree

DEPTH = 4
"""Cues inside cues that are followed: "refused to back calls for an end to the strikes"."""

WANTED = Cue(1, "wants")

LONG = 18
"""Tokens of a target at most; what follows is cut."""


@dataclass(frozen=True, slots=True)
class Aim:
    """One target: tokens start..end (end excluded), its head words, whether it points back, who is to do it,
    and of a clause what it is done to. `side` turns the cue that takes it."""

    side: int
    start: int
    end: int
    heads: tuple[str, ...]
    back: bool = False
    doer: int | None = None
    things: tuple[str, ...] | None = None


class Aims:
    """Follows cues to their targets in one passage. `below` are by frame the clauses that complete it."""

    def __init__(self, frames: Sequence[Frame]) -> None:
        self.frames = frames
        self.tree: Tree = frames[0].tree
        self.below: dict[int, list[Frame]] = {}
        for frame in frames:
            if frame.parent is not None and (frame.link == "complement" or self._is_asked(frame, frame.parent)):
                self.below.setdefault(frame.parent.head, []).append(frame)

    def _is_asked(self, frame: Frame, above: Frame) -> bool:
        """Whether a clause is what its verb asks for, though parsers take it for an aim: "called on him to resign"."""
        asking = above.lemma in words().sets["asking.verbs"] and frame.link == "adverbial" and frame.head > above.head
        return asking and any(self.tree.lower[below] == "to" for below in self.tree.below(frame.head, "aux"))

    def cue(self, frame: Frame) -> tuple[str, Cue] | None:
        """The cue a verb gives with the words that belong to it."""
        for rest, cue in words().verbs.get(frame.lemma, ()):
            if self._has(frame, rest):
                return rest, cue
        return ("", WANTED) if self._insists(frame) else None

    def _insists(self, frame: Frame) -> bool:
        """ "Insisting that he step down": what is insisted on has no tense."""
        if frame.lemma not in words().sets["subjunctive.verbs"]:
            return False
        return any(
            self.tree.tag[below.head] == "VB" and not below.modal and below.subjects
            for below in self.below.get(frame.head, ())
        )

    def of(self, frame: Frame, rest: str, depth: int = 0) -> Iterator[Aim]:
        """The targets of a verb: its objects and the clause it takes; of one that asks somebody to do a thing the
        thing alone."""
        clauses = [below for below in self.below.get(frame.head, ()) if self.tree.dep[below.head] != "acl"]
        asking = frame.lemma in words().sets["asking.verbs"]
        asked = next(iter(self._objects(frame, rest)), None) if asking else None
        if clauses and depth < DEPTH:
            for aim in self.clause(clauses[0], depth + 1):
                yield replace(aim, doer=asked) if asked is not None and aim.things is not None else aim
            if asking:
                return
        for noun in self._objects(frame, rest):
            yield from _turned(self.noun(noun, depth + 1), -1 if asking and self._goes(frame, noun) else 1)

    def _goes(self, frame: Frame, noun: int) -> bool:
        """Whether somebody wants a thing gone: "wants the guns out of the valley"."""
        tree, away = self.tree, words().sets["turning.away"]
        return any(tree.lower[below] in away for below in (*tree.children[frame.head], *tree.children[noun]))

    def clause(self, frame: Frame, depth: int = 0) -> Iterator[Aim]:
        """A clause as a target: what it is for or against where a cue of its own says so, or else itself."""
        if frame.marker in words().sets["coming.open"]:
            return  # "deciding whether to sign"
        turn = -1 if frame.negation else 1
        for aim in self._inner(frame, depth):
            yield replace(aim, side=aim.side * turn)

    def _inner(self, frame: Frame, depth: int) -> Iterator[Aim]:
        lists = words().sets
        rest = next((rest for rest in words().turning.get(frame.lemma, ()) if self._has(frame, rest)), None)
        found = self.cue(frame)
        if depth < DEPTH and rest is not None:
            yield from _turned(self.of(frame, rest, depth), -1)
            yield self.whole(frame)
        elif depth < DEPTH and found is not None:
            yield from _turned(self.of(frame, found[0], depth), found[1].side)
        elif frame.lemma in lists["back.doing"] and self._points(frame):
            yield Aim(1, frame.head, frame.head + 1, (), back=True)
        elif frame.lemma in lists["coming.verbs"] and depth < DEPTH and self.below.get(frame.head):
            yield from self.clause(self.below[frame.head][0], depth + 1)
        elif frame.lemma in lists["judged.naming"] and frame.objects and depth < DEPTH:
            yield from (aim for noun in self._named(frame) for aim in self.noun(noun, depth + 1))
        else:
            yield self.whole(frame)
            yield from self.brought(frame, depth)

    def brought(self, frame: Frame, depth: int = 0) -> Iterator[Aim]:
        """What a clause only brings about: "to impose a blockade"."""
        verb = f"{frame.lemma} {frame.particle}".strip()
        if frame.lemma in words().sets["bringing.causing"] and depth < DEPTH:
            for below in self.below.get(frame.head, ()):
                yield from self.clause(below, depth + 1)
        if verb in words().sets["bringing.verbs"] and depth < DEPTH:
            for noun in frame.objects:
                if self.tree.pos[noun] != "PROPN":  # "he will be held to account"
                    yield from self.noun(noun, depth + 1)

    def _named(self, frame: Frame) -> tuple[int, ...]:
        """What is given a name: of "what he called the reading" the reading."""
        bare = all(self.tree.tag[noun] in ("WP", "WDT") for noun in frame.objects)
        return (frame.attribute,) if bare and frame.attribute is not None else frame.objects

    def whole(self, frame: Frame) -> Aim:
        """A clause itself."""
        head = f"{frame.lemma} {frame.particle}".strip()
        if frame.lemma == "be" and frame.attribute is not None:
            head = self.tree.lemma[frame.attribute]
        start = max(frame.start, frame.head - LONG)
        doer = frame.subjects[0] if frame.subjects else None
        return Aim(1, start, min(frame.end, frame.head + LONG), (head,), doer=doer, things=self._things(frame))

    def _things(self, frame: Frame) -> tuple[str, ...]:
        """The nouns that a deed is done to or with."""
        tree = self.tree
        nouns = [noun for noun in (*frame.objects, *(noun for _, noun in frame.obliques)) if noun not in frame.subjects]
        for noun in nouns:
            for below in tree.below(noun, "prep"):
                nouns += tree.below(below, "pobj") if tree.lower[below] == "of" else []
        return tuple(dict.fromkeys(tree.lemma[noun] for noun in nouns))

    def noun(self, noun: int, depth: int = 0) -> Iterator[Aim]:
        """A noun as a target: what it is for or against where it is a cue itself, or else its phrase."""
        tree, lists = self.tree, words().sets
        lemma = tree.lemma[noun]
        if tree.pos[noun] == "PRON" or tree.tag[noun] in ("DT", "WDT", "PRP", "WP"):
            if tree.lower[noun] in lists["back.pronouns"]:
                yield Aim(1, noun, noun + 1, (), back=True)
            elif tree.lower[noun] in lists["nothing_less.words"]:
                yield from _turned(self._nothing_less(noun, depth), -1)
            elif tree.lower[noun] in lists["bringing.parts"] and depth < DEPTH:
                yield from self._whole_of(noun, depth)
            return
        cue = words().nouns.get(lemma)
        inner = list(self.taken(noun, depth)) if depth < DEPTH else []
        if inner and lemma in lists["nouns.transparent"]:
            yield from inner
            return
        if cue is not None and inner:
            yield from _turned(iter(inner), cue.side)
        if lemma in lists["bringing.nouns"]:
            yield from inner
        if lemma in lists["turning.nouns"] and inner:
            yield from _turned(iter(inner), -1)
            return
        if depth < DEPTH:
            yield from _turned(self._lacked(noun, depth), -1)
        yield self.phrase(noun)

    def _lacked(self, noun: int, depth: int) -> Iterator[Aim]:
        """What a thing is told not to have in it: "any deal that does not include his return"."""
        tree, lists = self.tree, words().sets
        clauses = tree.below(noun, "relcl")
        for frame in self.frames if clauses else ():
            if frame.head in clauses and frame.negation and frame.lemma in lists["bringing.holding"]:
                nouns = [each for each in frame.objects if tree.pos[each] == "NOUN"]
                yield from (aim for each in nouns for aim in self.noun(each, depth + 1))

    def _whole_of(self, part: int, depth: int) -> Iterator[Aim]:
        """Of "some of the tests" the tests."""
        for below in self.tree.below(part, "prep"):
            if self.tree.lower[below] == "of":
                yield from (aim for inner in self.tree.below(below, "pobj") for aim in self.noun(inner, depth + 1))

    def taken(self, noun: int, depth: int) -> Iterator[Aim]:
        """What a noun takes: "opposition to the draft", "its refusal to leave", "calls for the mayor to go"."""
        tree, lists = self.tree, words().sets
        excepting = tree.lemma[noun] in lists["nouns.excepting"]
        leading = {"but"} if excepting else lists["nouns.prepositions"]
        for below in tree.children[noun]:
            if below > noun and tree.dep[below] == "prep" and tree.lower[below] in leading:
                yield from (aim for inner in tree.below(below, "pobj") for aim in self.noun(inner, depth + 1))
                yield from self._clauses_at(tree.below(below, "pcomp"), depth)
        if not excepting:
            yield from self._clauses_at([b for b in tree.children[noun] if b > noun and tree.dep[b] == "acl"], depth)

    def _clauses_at(self, tokens: Sequence[int], depth: int) -> Iterator[Aim]:
        wanted = [
            token for token in tokens if self.tree.child(token, "aux") is not None or self.tree.dep[token] != "acl"
        ]
        for frame in self.frames:
            if frame.head in wanted:
                yield from self.clause(frame, depth + 1)

    def phrase(self, noun: int) -> Aim:
        """A noun with all that hangs on it but clauses that only tell more."""
        tree = self.tree
        start, end = tree.phrase(noun)
        heads = tuple(tree.lemma[each] for each in tree.conjuncts(noun))
        if tree.lemma[noun] in words().sets["bringing.vehicles"]:
            heads += tuple(
                tree.lemma[each] for each in tree.below(noun, "compound", "nmod") if tree.pos[each] == "NOUN"
            )
        for below in tree.children[noun]:
            past = tree.dep[below] == "acl" and tree.tag[below] == "VBN"
            if below > noun and (past or tree.dep[below] in ("relcl", "appos", "punct", "conj", "cc")):
                break
            if below > noun:
                end = max(end, tree.last[below] + 1)
        back = any(tree.lower[below] in words().sets["back.determiners"] for below in tree.below(noun, "det", "amod"))
        return Aim(1, start, min(end, noun + LONG), heads, back, tree.child(noun, "poss"))

    def _nothing_less(self, noun: int, depth: int) -> Iterator[Aim]:
        """ "Nothing less than his departure"."""
        tree = self.tree
        stop = min(noun + 4, len(tree.lower))
        if any(tree.lower[token] in words().sets["nothing_less.less"] for token in range(noun, stop)):
            for token in range(noun, stop):
                yield from (aim for inner in tree.below(token, "pobj") for aim in self.noun(inner, depth + 1))

    def _objects(self, frame: Frame, rest: str) -> tuple[int, ...]:
        """The objects, or what stands behind the last of the words that belong to the verb."""
        behind = rest.rpartition(" ")[2]
        if not rest or behind == frame.particle:
            return frame.objects
        found = tuple(noun for name, noun in frame.obliques if name in (rest, behind))
        return found or (frame.objects if frame.passive else ())

    def _has(self, frame: Frame, rest: str) -> bool:
        """Whether the words that belong to a verb stand with it."""
        if not rest:
            return True
        tree = self.tree
        near = {frame.particle, *(name for name, _ in frame.obliques)}
        for below in tree.children[frame.head]:
            if tree.dep[below] in ("prep", "prt", "advmod", "agent", "mark"):
                near.add(tree.lower[below])
        for child in self.below.get(frame.head, ()):
            near.add(child.marker)
        return rest in near or all(word in near for word in rest.split())

    def _points(self, frame: Frame) -> bool:
        """Whether "do" has only a word that points back: "do so", "done it"."""
        tree, back = self.tree, words().sets["back.pronouns"]
        return any(tree.lower[below] in back for below in tree.below(frame.head, "dobj", "advmod"))


def _turned(aims: Iterator[Aim], side: int) -> Iterator[Aim]:
    for aim in aims:
        yield replace(aim, side=aim.side * side)
