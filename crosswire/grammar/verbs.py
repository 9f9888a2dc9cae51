"""Tense, aspect, modality and negation of a verb, and negation of a noun."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

from crosswire import rules
from crosswire.grammar.arguments import Arguments
from crosswire.grammar.tree import Tree

if TYPE_CHECKING:
    from crosswire.grammar.frames import Frame

_BEFORE_VERB = frozenset({"advmod", "preconj", "cc"})
_BEFORE_NOUN = ("det", "preconj", "neg", "cc")
_PAST, _PRESENT = frozenset({"VBD"}), frozenset({"VBZ", "VBP"})


@dataclass(frozen=True, slots=True)
class Grade:
    """Tense (past present future ""), aspect (perfect progressive ""), modal and negation with their words."""

    tense: str
    aspect: str
    modal: str
    negation: str

    def negated(self, cue: str) -> Grade:
        return replace(self, negation=cue)


@dataclass(frozen=True, slots=True)
class _Words:
    adverbs: frozenset[str]
    determiners: frozenset[str]
    absent: frozenset[str]
    pronouns: frozenset[str]
    prepositions: frozenset[str]
    open: frozenset[str]
    bounding: frozenset[str]
    auxiliaries: dict[str, str]


@cache
def _words() -> _Words:
    table = rules.load("en/grammar")
    lists = {name: frozenset(values) for name, values in table["negation"].items()}
    return _Words(auxiliaries=table["auxiliaries"], **lists)


def grade_verb(tree: Tree, token: int, args: Arguments, first: Frame | None) -> Grade:
    """How a verb is marked. A bare form coordinated with a marked verb shares its marks ("did not meet or talk")."""
    modal, tense, perfect, progressive = "", _tense(tree.tag[token]), False, False
    helpers = tree.below(token, "aux", "auxpass")
    for helper in helpers:
        tag = tree.tag[helper]
        if tag == "MD":
            modal = _words().auxiliaries.get(tree.lower[helper], tree.lower[helper])
        elif tag in ("VBD", "VBZ", "VBP"):
            tense = _tense(tag)
        lemma = tree.lemma[helper]
        perfect = perfect or (lemma == "have" and tree.tag[token] in ("VBN", "VBD", "VBG"))
        progressive = progressive or (lemma == "be" and "VBG" in (tree.tag[token], tag))
    if modal in rules.words("en/actuality", "modals", "future"):
        tense = "future"
    if tree.tag[token] == "VBN" and not helpers:
        tense = "past"
    aspect = "perfect" if perfect else "progressive" if progressive else ""
    negation = _verb_negation(tree, token, args)
    if first is not None and not helpers and tree.tag[token] == "VB":
        return Grade(first.tense, first.aspect, first.modal, negation or first.negation)
    if first is not None and not helpers and tree.tag[token] in ("VBN", "VBG") and first.tense:
        return Grade(first.tense, first.aspect, first.modal, negation)
    return Grade(tense, aspect, modal, negation)


def _tense(tag: str) -> str:
    return "past" if tag in _PAST else "present" if tag in _PRESENT else ""


def _verb_negation(tree: Tree, token: int, args: Arguments) -> str:
    words = _words()
    for below in tree.children[token]:
        dep = tree.dep[below]
        if dep == "neg" or (dep in _BEFORE_VERB and tree.lower[below] in words.adverbs and below < token):
            return tree.lower[below]
    own = [*args.own, *([args.attribute] if args.attribute is not None else [])]
    for noun in own:
        if tree.lower[noun] in words.pronouns:
            return tree.lower[noun]
        found = _no(tree, noun, words.determiners)
        if found:
            return found
    return ""


def _no(tree: Tree, noun: int, words: frozenset[str]) -> str:
    for below in tree.below(noun, *_BEFORE_NOUN):
        if below < noun and tree.lower[below] in words and tree.lower[below + 1] not in _words().bounding:
            return tree.lower[below]
    return ""


def noun_negation(tree: Tree, noun: int, parent: Frame | None, marker: str) -> str:
    """The word that says a noun's event is not there: "no", "without", or "any" under a negated verb."""
    own = _no(tree, noun, _words().absent)
    if own:
        return own
    if marker in _words().prepositions:
        return marker
    if parent is None or not parent.negation:
        return ""
    for below in tree.children[noun]:
        if tree.dep[below] == "det" and tree.lower[below] in _words().open:
            return parent.negation
    return ""
