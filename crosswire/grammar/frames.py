"""Clause frames: who did what to whom, under which negation, modality and governing clause."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from crosswire import rules
from crosswire.grammar.arguments import Arguments, read_noun, read_verb
from crosswire.grammar.tree import Tree, is_finite
from crosswire.grammar.verbs import Grade, grade_verb, noun_negation

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_NO_CLAUSE = frozenset({"aux", "auxpass", "amod", "compound", "prep", "mark", "case", "nmod"})
# A noun inside a name is no event: "Organisation for Cooperation", "March".
_TIMES = frozenset({"DATE", "TIME"})
_NAMES = _TIMES | {"ORG", "PERSON", "GPE", "FAC", "NORP", "LOC"}
_NOMINAL_LINKS = frozenset({"object", "subject", "oblique", "inside"})
_COMPLEMENT = frozenset({"ccomp", "xcomp", "csubj", "csubjpass", "acomp", "oprd", "attr"})


@dataclass(frozen=True, slots=True, eq=False)
class Frame:
    """One predicate, a verb or an event noun, with its arguments; numbers are token indexes in `tree.doc`.

    `subjects` and `objects` are logical: the passive, control, raising, relatives and coordination are undone, and each
    is the head of a noun phrase (`tree.phrase` gives the whole). `obliques` are pairs of preposition and noun; a noun
    that stands before its noun without a preposition has "". `support` is the verb that carries a noun's event ("held
    talks"): its tense, negation and clause are the frame's. `attribute` is the word after a copula ("is due to").

    `parent` is the frame of the clause or noun that governs this one and `link` says how: complement, object, subject,
    oblique, relative, adverbial, inside; `marker` is the word between them ("if", "after", "of"), or "". `start`, `end`
    are the clause (end excluded). `negation` and `modal` are the words that say so, or "".
    """

    tree: Tree
    head: int
    lemma: str
    particle: str
    verbal: bool
    subjects: tuple[int, ...]
    objects: tuple[int, ...]
    obliques: tuple[tuple[str, int], ...]
    support: int | None
    attribute: int | None
    passive: bool
    tense: str
    aspect: str
    modal: str
    negation: str
    parent: Frame | None
    link: str
    marker: str
    start: int
    end: int

    @property
    def predicate(self) -> Token:
        return self.tree.doc[self.head]

    @property
    def surface(self) -> tuple[int, ...]:
        """The grammatical subject, as written."""
        return self.objects if self.passive else self.subjects

    @property
    def key(self) -> str:
        """The word that governs: the adjective or noun after a bare copula, else the predicate."""
        if self.lemma == "be" and self.attribute is not None:
            return self.tree.lemma[self.attribute]
        return self.lemma


@dataclass(frozen=True, slots=True)
class _Governor:
    token: int | None
    link: str
    marker: str


def read_frames(doc: Doc) -> tuple[Frame, ...]:
    """The clause frames of a parsed block, in the order of their predicates."""
    tree = Tree(doc)
    reader = _Reader(tree)
    for token in tree.downwards():  # governors first, so that a chain of a thousand clauses is no deep recursion
        if token in reader.predicates:
            reader.frame(token)
    return tuple(reader.made[token] for token in sorted(reader.predicates))


@cache
def event_nouns() -> frozenset[str]:
    """Nouns that make a frame: every noun trigger of the event types, and the nouns of `en/grammar`."""
    found = set(rules.load("en/grammar")["nouns"]["other"])
    for table in rules.load_folder("en/events").values():
        for trigger in table.get("trigger", ()):
            found.update(trigger.get("nouns", ()))
    return frozenset(found)


class _Reader:
    """Makes the frames of one tree, governors before what they govern."""

    def __init__(self, tree: Tree) -> None:
        self.tree = tree
        self.predicates = self._predicates()
        self.made: dict[int, Frame] = {}

    def _predicates(self) -> frozenset[int]:
        tree, nouns = self.tree, event_nouns()
        found = set()
        for token, pos in enumerate(tree.pos):
            dep = tree.dep[token]
            if pos in ("VERB", "AUX"):
                event = dep not in _NO_CLAUSE
            elif pos in ("NOUN", "PROPN"):
                named = tree.entity[token] in (_NAMES if pos == "PROPN" else _TIMES)
                event = tree.lemma[token] in nouns and dep not in ("compound", "nmod") and not named
            else:
                event = False
            if event:
                found.add(token)
        return frozenset(found)

    def frame(self, token: int) -> Frame:
        made = self.made.get(token)
        if made is None:
            verbal = self.tree.pos[token] in ("VERB", "AUX")
            made = self._verb(token) if verbal else self._noun(token)
            self.made[token] = made
        return made

    def _verb(self, token: int) -> Frame:
        tree = self.tree
        governor = self._governor(token)
        parent = self.frame(governor.token) if governor.token is not None else None
        first = self._first_verb(token)
        if first is not None:
            parent, governor = first.parent, _Governor(None, first.link, first.marker)
        args = read_verb(tree, token, parent, governor.link, first)
        grade = grade_verb(tree, token, args, first)
        if governor.marker in _lists().without and not grade.negation:
            grade = grade.negated(governor.marker)
        start, end = self._clause(token)
        return self._build(token, True, args, None, grade, parent, governor, (start, end))

    def _noun(self, token: int) -> Frame:
        tree = self.tree
        governor = self._governor(token)
        parent = self.frame(governor.token) if governor.token is not None else None
        support = parent if parent is not None and _supports(parent, governor) else None
        args = read_noun(tree, token, parent, governor.link, governor.marker, support is not None)
        negation = noun_negation(tree, token, parent, governor.marker)
        if support is None:
            grade = Grade("", "", "", negation)
            return self._build(token, False, args, None, grade, parent, governor, self._noun_span(token))
        if support.negation not in _lists().leaving or governor.link == "object":
            negation = negation or support.negation  # "neither raid caused a death", "the raid caused no death"
        grade = Grade(support.tense, support.aspect, support.modal, negation)
        above = _Governor(None, support.link, support.marker)
        span = (support.start, support.end)
        return self._build(token, False, args, support.head, grade, support.parent, above, span)

    def _build(
        self,
        token: int,
        verbal: bool,
        args: Arguments,
        support: int | None,
        grade: Grade,
        parent: Frame | None,
        governor: _Governor,
        span: tuple[int, int],
    ) -> Frame:
        return Frame(
            self.tree,
            token,
            self.tree.lemma[token],
            args.particle,
            verbal,
            args.subjects,
            args.objects,
            args.obliques,
            support,
            args.attribute,
            args.passive,
            grade.tense,
            grade.aspect,
            grade.modal,
            grade.negation,
            parent,
            governor.link,
            governor.marker,
            span[0],
            span[1],
        )

    def _first_verb(self, token: int) -> Frame | None:
        """The verb this one is coordinated with. A finite verb hung on an infinitive ("urged them to leave and called")
        belongs with the finite verb above it."""
        tree = self.tree
        if tree.dep[token] != "conj":
            return None
        head = tree.head[token]
        if is_finite(tree, token):
            head = self._finite_above(token, head)
        if head in self.predicates and tree.pos[head] in ("VERB", "AUX"):
            return self.frame(head)
        return None

    def _finite_above(self, token: int, head: int) -> int:
        tree = self.tree
        while not is_finite(tree, head) and tree.dep[head] in ("xcomp", "conj", "ccomp", "pcomp", "advcl"):
            above = tree.head[head]
            head = tree.head[above] if tree.dep[above] == "prep" else above
        speaks = speech_words()
        above = tree.head[head]
        told = tree.dep[head] == "ccomp" and tree.lemma[above] in speaks
        if told and tree.lemma[token] in speaks and tree.lemma[head] not in speaks and _comma_before(tree, token):
            return above  # "said nine were killed, and accused the army": who said accuses
        return head

    def _governor(self, token: int) -> _Governor:
        """The nearest predicate above and how this one hangs on it."""
        tree = self.tree
        below, link, marker = token, "", _marker(tree, token)
        while tree.head[below] != below:
            dep, above = tree.dep[below], tree.head[below]
            link, marker = _step(tree, below, link, marker)
            if above in self.predicates and dep != "conj":
                return _Governor(above, link, marker)
            below = above
        return _Governor(None, link if link == "inside" else "", marker)

    def _clause(self, token: int) -> tuple[int, int]:
        """From the clause's first token to its last, up to a verb coordinated with it."""
        tree = self.tree
        start, end = tree.first[token], tree.last[token] + 1
        for below in tree.children[token]:
            if tree.dep[below] == "conj" and below > token:
                end = min(end, max(tree.first[below], token + 1))
        while end > token + 1 and (tree.pos[end - 1] == "PUNCT" or tree.dep[end - 1] == "cc"):
            end -= 1
        while start < token and tree.pos[start] in ("PUNCT", "SPACE"):
            start += 1
        return start, end

    def _noun_span(self, token: int) -> tuple[int, int]:
        start, end = self.tree.phrase(token)
        return start, max(end, self._clause(token)[1])


@dataclass(frozen=True, slots=True)
class _Lists:
    """The word lists this file needs, compiled once."""

    complement: frozenset[str]
    without: frozenset[str]
    light: frozenset[str]
    undergo: frozenset[str]
    occur: frozenset[str]
    carried: frozenset[str]
    carrying: frozenset[str]
    leaving: frozenset[str]


@cache
def _lists() -> _Lists:
    table = rules.load("en/grammar")
    light = table["light"]
    return _Lists(
        complement=frozenset(table["complement"]["prepositions"]),
        without=frozenset(table["negation"]["prepositions"]),
        light=frozenset(light["object"]),
        undergo=frozenset(light["undergo"]),
        occur=frozenset(light["occur"]),
        carried=frozenset(light["carried"]),
        carrying=frozenset((*light["acted_on"], *light["acting"])),
        leaving=frozenset(table["noun_arguments"]["leaving"]),
    )


def _comma_before(tree: Tree, token: int) -> bool:
    """Whether a comma parts a verb from the one it is coordinated with."""
    head = tree.head[token]
    return any(head < mark < token and tree.lower[mark] == "," for mark in tree.below(head, "punct"))


@cache
def speech_words() -> frozenset[str]:
    """What governs a clause as somebody's words or findings."""
    return rules.words("en/grammar", "speech", "words")


def _supports(parent: Frame, governor: _Governor) -> bool:
    """Whether the verb above only carries the noun's event."""
    lists = _lists()
    if not parent.verbal:
        return False
    if governor.link == "object":
        return parent.lemma in lists.light or parent.lemma in lists.undergo or parent.lemma == "be"
    if governor.link == "subject":
        return parent.lemma in lists.occur and parent.attribute is None
    return governor.link == "oblique" and parent.lemma in lists.carried and governor.marker in lists.carrying


def _marker(tree: Tree, token: int) -> str:
    """The word that opens a clause: "if", "that", "after"."""
    for below in tree.children[token]:
        dep = tree.dep[below]
        if below >= token:
            break
        if dep == "mark" or (dep == "advmod" and tree.tag[below] == "WRB"):
            return tree.lower[below]
    return ""


def _step(tree: Tree, below: int, link: str, marker: str) -> tuple[str, str]:
    """How a token hangs on the one above it; links found lower down win unless they were only steps."""
    dep = tree.dep[below]
    if dep == "conj":
        return link, marker
    if dep in ("prep", "agent"):
        return ("oblique" if link in ("", "object") else link), (marker or tree.lower[below])
    if link:
        return ("inside" if link in _NOMINAL_LINKS else link), marker
    return _first_step(tree, below, dep, marker)


def _first_step(tree: Tree, below: int, dep: str, marker: str) -> tuple[str, str]:
    if dep == "pcomp":
        preposition = tree.lower[tree.head[below]]
        complement = preposition in _lists().complement
        return ("complement" if complement else "adverbial"), preposition
    if dep == "pobj":
        return "oblique", tree.lower[tree.head[below]]
    if dep in _COMPLEMENT:
        return ("object" if dep == "attr" and tree.pos[below] in ("NOUN", "PROPN") else "complement"), marker
    if dep in ("dobj", "nsubjpass", "dative"):
        return "object", marker
    if dep == "nsubj":
        return "subject", marker
    if dep == "relcl":
        return "relative", marker
    if dep == "acl":
        infinitive = tree.child(below, "aux") is not None or marker == "that"
        return ("complement" if infinitive else "relative"), marker
    return ("inside" if dep in ("poss", "appos") else "adverbial"), marker
