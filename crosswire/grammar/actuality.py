"""Whether what a clause speaks of happened: takes a frame, gives a value of codebook section 2.1 and the word that
decided it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from crosswire import rules
from crosswire.grammar.frames import Frame

if TYPE_CHECKING:
    from crosswire.base import Actuality
    from crosswire.grammar.tree import Tree

Judged = tuple["Actuality", str]

_HAPPENED: Judged = ("happened", "")
_REAL = frozenset({"happened", "ongoing"})
_WEAK = frozenset({"happened", "ongoing", "planned"})


@dataclass(frozen=True, slots=True)
class _Words:
    governors: dict[str, str]
    doubtful: frozenset[str]
    modals: dict[str, str]
    adverbs: dict[str, str]
    modifiers: dict[str, str]
    conditional: frozenset[str]
    temporal: frozenset[str]
    around: frozenset[str]
    adjective_object: str
    during: frozenset[str]
    naming: frozenset[str]
    definite: frozenset[str]
    lasting: frozenset[str]
    leading: frozenset[str]
    means: frozenset[str]
    grounds: str
    answers: frozenset[str]
    deciding: frozenset[str]


@cache
def _words() -> _Words:
    table = rules.load("en/actuality")
    governors = dict(table["governors"])
    doubtful = frozenset(governors.pop("doubtful_if_negated"))
    return _Words(
        governors=_by_word(governors),
        doubtful=doubtful,
        modals=_by_word(table["modals"]),
        adverbs=_by_word(table["adverbs"]),
        modifiers=_by_word(table["modifiers"]),
        conditional=frozenset(table["clauses"]["conditional"]),
        temporal=frozenset(table["clauses"]["temporal"]),
        around=frozenset(table["clauses"]["around"]),
        during=frozenset(table["clauses"]["during"]),
        naming=frozenset(table["nouns"]["naming"]),
        definite=frozenset(table["nouns"]["definite"]),
        lasting=frozenset(table["clauses"]["lasting"]),
        leading=frozenset(table["clauses"]["leading"]),
        means=frozenset(table["clauses"]["means"]),
        grounds=table["clauses"]["grounds"],
        answers=frozenset(table["clauses"]["answers"]),
        deciding=frozenset(table["clauses"]["deciding"]),
        adjective_object=table["clauses"]["adjective_object"],
    )


def _by_word(table: dict[str, list[str]]) -> dict[str, str]:
    return {word: name for name, words in table.items() for word in words}


def actuality(frame: Frame) -> Judged:
    """The value and its cue, read from the frame outwards to the clause that says it.

    `historical` is never given here: it needs the day of publication.
    """
    value, cue = _own(frame)
    below: Frame = frame
    governor = None if _is_disputed_word(frame) else frame.parent
    while governor is not None:
        if below.link == "inside" and value in _REAL and not is_definite(below):
            return _of_whole(governor, value, cue)
        if below.link == "relative" or (below.link in ("inside", "subject") and not _shown_by(governor, below)):
            break
        if _is_given(governor, below):
            return _vague(governor, below, value, cue)
        if _is_ground(governor, below) or _is_means(governor, below):
            break
        if below.link == "oblique" and below.marker in _words().around:
            return _alongside(governor, below, value, cue)
        value, cue = _under(governor, below, value, cue)
        if _is_told_aside(below) or _is_condition(below, value):
            break
        below, governor = governor, governor.parent
    if value in _REAL and _asked(frame):
        return "possible", "?"
    return value, cue


def _is_plain_noun(frame: Frame) -> bool:
    return not frame.verbal and frame.support is None


def _is_given(governor: Frame, below: Frame) -> bool:
    """Whether an event noun is taken for granted by what stands above it: "condemned the attack", "report on the
    talks", "called the raid a mistake"."""
    if not _is_plain_noun(below) or below.link == "adverbial":
        return False
    kind = governor_class(governor)
    named = below.link == "object" and governor.key in _words().naming and not governor.particle
    weak = kind == "transparent" or (kind == "possible" and below.link in ("object", "oblique"))
    return not kind or named or (weak and is_definite(below))


def is_definite(frame: Frame) -> bool:
    """Whether a noun's event is one already known: "the truce", "their talks"."""
    tree = frame.tree
    return any(
        tree.dep[child] == "poss" or tree.lower[child] in _words().definite for child in tree.children[frame.head]
    )


def _is_told_aside(frame: Frame) -> bool:
    """Whether a clause has its own tense and its own ground: "because the talks were going on"."""
    return frame.link == "adverbial" and frame.tense in ("past", "present") and frame.marker not in _words().conditional


def _is_condition(frame: Frame, value: Actuality) -> bool:
    """Whether a clause is what another hangs on: "unless the army leaves" is neither threatened nor asked for."""
    return frame.link == "adverbial" and value == "conditional" and frame.marker in _words().conditional


def _is_ground(governor: Frame, below: Frame) -> bool:
    """Whether a clause is what somebody answers, which was done: "punished for seizing the port"."""
    if below.link != "complement" or not below.verbal or below.marker != _words().grounds:
        return False
    return governor.key in _words().answers if not governor.verbal else governor_class(governor) == ""


def _is_means(governor: Frame, below: Frame) -> bool:
    """Whether a clause only goes along with a verb that has its object: "assumed the role in offering talks"."""
    above = below.verbal and below.link == "complement" and below.marker in _words().means
    return above and governor.verbal and bool(governor.objects) and governor_class(governor) == "possible"


def _is_disputed_word(frame: Frame) -> bool:
    """Whether what is denied is a saying, which was said: "denied the accusations"."""
    parent = frame.parent
    said = not frame.verbal and governor_class(frame) in ("alleged", "transparent", "denied")
    return said and parent is not None and frame.link == "object" and governor_class(parent) in ("denied", "negative")


def governor_class(frame: Frame) -> str:
    """What this frame does to the events below it: transparent, positive, negative, planned, called_for, threatened,
    warned, denied, alleged, blamed, possible, or "" when it does nothing."""
    governors = _words().governors
    longer = governors.get(f"{frame.lemma} {frame.particle}") if frame.particle else None  # "called off"
    return longer or governors.get(frame.key, "")


def is_governed(frame: Frame) -> bool:
    """Whether the frame above speaks of this one: its clause, its object, or a noun behind a preposition that belongs
    to it ("called for talks", not "called at talks")."""
    if frame.link == "oblique":
        return frame.marker not in _words().around
    return frame.link in ("complement", "object")


def _own(frame: Frame) -> Judged:
    """What the clause says by itself."""
    if not frame.verbal:
        before = _modified(frame)
        if before is not None:
            return before
        if frame.support is None:
            return ("did_not_happen", frame.negation) if frame.negation else _HAPPENED
    missed = _was_to(frame)
    if missed:
        return "did_not_happen", missed
    hedge = _hedged(frame)
    if hedge is not None and hedge[0] == "did_not_happen" and frame.tense == "present" and not frame.aspect:
        hedge = None  # "almost guarantees": a present holds more or less
    if frame.modal:
        return _modal(frame)
    if frame.negation:
        return "did_not_happen", frame.negation
    if hedge is not None:
        return hedge
    later = _future_word(frame) if frame.tense == "present" and frame.aspect != "perfect" else ""
    if later:
        return "planned", later
    if frame.tense == "present" and frame.aspect == "progressive":
        return "ongoing", ""
    if not frame.tense and frame.parent is None and _infinitive(frame):
        return "planned", "to"
    return _HAPPENED


def _was_to(frame: Frame) -> str:
    """The cue of what had been arranged and did not come about: "was to have met"."""
    tree, parent = frame.tree, frame.parent
    verb = frame.head if frame.support is None else frame.support
    arranged = parent is not None and parent.lemma == "be" and parent.tense == "past" and parent.attribute is None
    if not arranged or frame.link != "complement" or tree.tag[verb] != "VBN":
        return ""
    before = {tree.lower[below] for below in tree.below(verb, "aux")}
    return "to have" if {"to", "have"} <= before else ""


def _modal(frame: Frame) -> Judged:
    kind, modal = _words().modals.get(frame.modal, "possible"), frame.modal
    perfect = frame.aspect == "perfect"
    if kind == "called_for":
        return ("possible", modal) if perfect else ("called_for", modal)
    if kind == "would":
        if perfect:
            return "did_not_happen", modal
        if frame.negation:
            return "did_not_happen", frame.negation
        return _future(frame) if _reported(frame) else ("conditional", modal)
    if frame.negation and (kind == "future" or modal in ("could", "can")):
        return "did_not_happen", frame.negation
    return _future(frame) if kind == "future" else ("possible", modal)


def _future(frame: Frame) -> Judged:
    """A future is conditional when its own clause names the condition."""
    verb = frame.head if frame.support is None else frame.support
    for below in frame.tree.below(verb, "advcl"):
        for mark in frame.tree.below(below, "mark"):
            if frame.tree.lower[mark] in _words().conditional:
                return "conditional", frame.tree.lower[mark]
    return "planned", frame.modal


def _reported(frame: Frame) -> bool:
    """ "Said it would meet" is a plan told in the past; so is "announced in a note that it would meet", where parsers
    hang the clause on the note."""
    parent = frame.parent
    if parent is None:
        return False
    if frame.link == "relative" and frame.marker == "that":
        return governor_class(parent) == "transparent" and bool(frame.subjects)
    return frame.link == "complement" and parent.tense in ("past", "present", "")


def _modified(frame: Frame) -> Judged | None:
    words, tree = _words().modifiers, frame.tree
    for below in tree.children[frame.head]:
        if below < frame.head and tree.dep[below] in ("amod", "compound", "det", "nmod"):
            value = words.get(tree.lower[below])
            if value and tree.lower[below - 1] != "-":
                return value, tree.lower[below]  # type: ignore[return-value]
    return None


def _hedged(frame: Frame) -> Judged | None:
    words, tree = _words().adverbs, frame.tree
    verb = frame.head if frame.support is None else frame.support
    for below in tree.below(verb, "advmod"):
        value = words.get(tree.lower[below])
        if value and value != "future" and below == verb - 1:
            return value, tree.lower[below]  # type: ignore[return-value]
    return None


def _future_word(frame: Frame) -> str:
    tree = frame.tree
    verb = frame.head if frame.support is None else frame.support
    for below in tree.below(verb, "advmod", "npadvmod", "prep"):
        for token in (below, *tree.children[below]):
            if _words().adverbs.get(tree.lower[token]) == "future":
                return tree.lower[token]
    return ""


def _infinitive(frame: Frame) -> bool:
    """Whether the verb is a bare "to" infinitive, as in the headline "Minister to visit"."""
    tree = frame.tree
    verb = frame.head if frame.support is None else frame.support
    return tree.tag[verb] == "VB" and any(tree.tag[below] == "TO" for below in tree.below(verb, "aux"))


def _shown_by(governor: Frame, below: Frame) -> bool:
    """Whether a copula says something of its subject's reality ("an attack is possible", "talks are due"; not "their
    visit is important")."""
    if governor.lemma != "be" or governor.attribute is None:
        return False
    kind = governor_class(governor)
    return kind != "" and not (kind == "called_for" and is_definite(below))


def _under(governor: Frame, below: Frame, value: Actuality, cue: str) -> Judged:
    """One step outwards."""
    if below.link == "adverbial":
        return _circumstance(governor, below, value, cue)
    kind = governor_class(governor)
    if below.link == "oblique" and governor.attribute is not None and below.marker != _words().adjective_object:
        return value, cue
    if not kind and _infinitive(below):
        kind = "planned" if governor.verbal and governor.attribute is None else "possible"
    if below.marker in _words().conditional and value in _WEAK:
        return "possible", below.marker
    if not kind or (kind == "transparent" and governor.key not in _words().doubtful):
        return _inherited(governor, below, value, cue)
    return _APPLY.get(kind, _transparent)(governor, below, value, cue)


def _of_whole(governor: Frame, value: Actuality, cue: str) -> Judged:
    """A new event deep in a phrase is as real as the clause: "failed to make progress on a truce"."""
    own, own_cue = actuality(governor)
    return (own, own_cue) if own in ("did_not_happen", "planned", "called_for", "conditional") else (value, cue)


def _alongside(governor: Frame, below: Frame, value: Actuality, cue: str) -> Judged:
    """A noun's event beside a clause is taken for granted, but is still to come when the clause is: "will agree in
    talks"."""
    if value in _REAL and below.marker in _words().during:
        own, own_cue = actuality(governor)
        if own in ("planned", "conditional", "called_for"):
            return own, own_cue
    return value, cue


def _circumstance(governor: Frame, below: Frame, value: Actuality, cue: str) -> Judged:
    if below.marker in _words().conditional and value in _WEAK:
        return "conditional", below.marker
    if value not in _REAL:
        return value, cue
    if not below.marker and below.verbal and _infinitive(below):
        return _own(governor) if _goes_on(governor) else ("planned", "to")
    own, own_cue = _own(governor)
    if own in ("planned", "conditional", "called_for", "possible") and (
        not below.marker or (below.marker in _words().temporal and below.verbal and below.tense != "past")
    ):
        return own, own_cue
    return value, cue


def _goes_on(governor: Frame) -> bool:
    """Whether a verb of movement only leads over to the next act: "went on to burn the school"."""
    return f"{governor.lemma} {governor.particle}" in _words().leading


def _vague(governor: Frame, below: Frame, value: Actuality, cue: str) -> Judged:
    """An event noun under a plain verb is taken for granted, unless it is new and the verb itself is not real."""
    if is_definite(below) or value not in _REAL or below.link != "object":
        return value, cue
    own, own_cue = _own(governor)
    return (own, own_cue) if own in ("planned", "conditional", "possible", "called_for") else (value, cue)


def _inherited(governor: Frame, below: Frame, value: Actuality, cue: str) -> Judged:
    """A governor that does nothing itself hands on a condition or doubt it stands in."""
    own, own_cue = _own(governor)
    bare = below.verbal and not below.tense and not below.modal
    if value in _REAL and bare and own not in _REAL:
        return own, own_cue
    return value, cue


def _transparent(governor: Frame, below: Frame, value: Actuality, cue: str) -> Judged:
    if governor.negation and not governor.modal and value in _REAL and below.link == "complement":
        return "possible", governor.negation
    return value, cue


def _positive(governor: Frame, below: Frame, value: Actuality, cue: str) -> Judged:
    own, own_cue = _own(governor)
    if own == value == "happened" and governor.tense == "present" and governor.key in _words().lasting:
        return ("ongoing", governor.key) if below.verbal else (value, cue)
    if not below.verbal and below.support is None and own == "did_not_happen":
        return value, cue
    unsure = value == "did_not_happen" and own in ("possible", "conditional")  # "may help prevent an attack"
    if unsure or (value in _REAL and own != "happened"):
        return own, own_cue or governor.key
    return value, cue


def _negative(governor: Frame, below: Frame, value: Actuality, cue: str) -> Judged:
    own, own_cue = _own(governor)
    if own == "did_not_happen":
        return (value, cue) if value != "did_not_happen" else ("happened", governor.key)
    if own in _REAL or own == "planned":
        return ("happened", governor.key) if value == "did_not_happen" else ("did_not_happen", governor.key)
    return own, own_cue


def _planned(governor: Frame, below: Frame, value: Actuality, cue: str) -> Judged:
    if value not in _WEAK:
        return value, cue
    own, own_cue = _own(governor)
    if own == "did_not_happen":
        return "did_not_happen", own_cue
    if own in ("possible", "conditional", "called_for"):
        return own, own_cue
    return "planned", governor.key


def _called_for(governor: Frame, below: Frame, value: Actuality, cue: str) -> Judged:
    if value == "did_not_happen":
        return "possible", cue
    if value in ("alleged", "denied", "threatened"):
        return value, cue
    if below.verbal and below.subjects and set(below.subjects) == set(governor.subjects):
        return _planned(governor, below, value, cue)
    if below.link == "object" and not below.verbal and governor.key in _words().deciding:
        return _planned(governor, below, value, cue)
    return "called_for", governor.key


def _threatened(governor: Frame, below: Frame, value: Actuality, cue: str) -> Judged:
    return ("threatened", governor.key) if value in (*_WEAK, "conditional") else (value, cue)


def _warned(governor: Frame, below: Frame, value: Actuality, cue: str) -> Judged:
    if value not in ("planned", "conditional"):
        return value, cue
    tree = governor.tree
    own = any(tree.pos[noun] == "PRON" or noun in governor.subjects for noun in below.subjects)
    return ("threatened", governor.key) if own else ("possible", governor.key)


def _denied(governor: Frame, below: Frame, value: Actuality, cue: str) -> Judged:
    if governor.negation or value == "did_not_happen":
        return value, cue
    return "denied", governor.key


def _alleged(governor: Frame, below: Frame, value: Actuality, cue: str) -> Judged:
    said = below.link == "oblique" or (below.verbal and below.link in ("complement", "object"))
    return ("alleged", governor.key) if said and value in _REAL else (value, cue)


def _blamed(governor: Frame, below: Frame, value: Actuality, cue: str) -> Judged:
    own = below.verbal or below.support is not None
    return ("alleged", governor.key) if own and value in _REAL else (value, cue)


def _possible(governor: Frame, below: Frame, value: Actuality, cue: str) -> Judged:
    if value not in _WEAK:
        return value, cue
    if governor.negation and governor.verbal:
        return "did_not_happen", governor.negation
    return "possible", governor.key


_APPLY = {
    "positive": _positive,
    "feeling": _positive,
    "negative": _negative,
    "planned": _planned,
    "called_for": _called_for,
    "threatened": _threatened,
    "warned": _warned,
    "denied": _denied,
    "alleged": _alleged,
    "blamed": _blamed,
    "possible": _possible,
}


def _asked(frame: Frame) -> bool:
    """Whether the sentence is a question."""
    tree: Tree = frame.tree
    sentence, token = tree.sentence[frame.head], frame.head
    while token + 1 < len(tree.sentence) and tree.sentence[token + 1] == sentence:
        token += 1
    return tree.lower[token] == "?" or (token > 0 and tree.lower[token - 1] == "?" and tree.pos[token] == "PUNCT")
