"""Saying without a verb of saying: "according to X", "his claim that …", "is confident that …", "reportedly"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from crosswire.extract.quotes.clauses.contents import Edges, edges
from crosswire.extract.quotes.clauses.subjects import EDGE, NOMINAL, has_to, object_of, owner, span, subject
from crosswire.extract.quotes.cues import nouns_with, person_nouns, source_phrases, words
from crosswire.extract.quotes.sheet import Sheet, Stretch, place

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

    from crosswire.extract.quotes.marks import Marked

SIGNED = re.compile(r"[.,]?[^\S\n]*[—–―-]{1,2}[^\S\n]*(\S[^\n“\"‘«]{2,80})(?=\n|$)")
"""A dash and at most a line of words behind it."""
SPEAKING = (("people", "anonymous"), ("people", "officials"), ("people", "spokesmen"), ("around", "channels"))
"""The lists of common nouns that can speak."""
Found = tuple["Token", Stretch, "Token | None", tuple[Stretch, ...], tuple[Stretch, ...], Stretch]
"""Cue, its stretch, the speaker's head word and phrase, the content, and the stretch that holds none of it."""


def by_noun(sheet: Sheet, token: Token) -> Found | None:
    """ "his claim that …", "a promise by the Front to …", "their demand for …"."""
    inner = _noun_content(token)
    if inner is None:
        return None
    head = owner(sheet, token)
    if head is None or inner[0].i <= head.i <= inner[1].i:
        return None
    content = sheet.trim(inner[0].idx, place(inner[1])[1])
    beside = (token.left_edge.idx, place(token)[1])
    return token, place(token), head, span(sheet, head, token), (content,), beside


def _noun_content(token: Token) -> Edges | None:
    for child in token.children:
        if child.i < token.i:
            continue
        clause = child.dep_ in ("acl", "ccomp", "relcl")
        if clause and token.lemma_ in words("nouns", "clause") and _has_that(child):
            return edges(child)
        if token.lemma_ in words("nouns", "inf") and child.dep_ in ("acl", "xcomp") and has_to(child):
            return edges(child)
        if child.dep_ == "prep" and token.lemma_ in nouns_with(child.lower_):
            below = next((below for below in child.children if below.dep_ in ("pobj", "pcomp")), None)
            return edges(below) if below is not None else None
    return None


def _has_that(clause: Token) -> bool:
    return any(child.dep_ == "mark" and child.lower_ in words("frames", "that") for child in clause.children)


def by_adjective(sheet: Sheet, token: Token) -> Found | None:
    """ "The minister is confident that …"."""
    verb = token.head if token.dep_ in ("acomp", "oprd") else None
    clause = next((child for child in token.children if child.dep_ == "ccomp" and child.i > token.i), None)
    if clause is None and verb is not None:
        clause = next((child for child in verb.children if child.dep_ == "ccomp" and child.i > token.i), None)
    if verb is None or clause is None:
        return None
    head = subject(sheet, verb, list(verb.children))
    if head is None:
        return None
    left, right = edges(clause)
    content = sheet.trim(left.idx, place(right)[1])
    start = min(verb.idx, token.idx)
    return token, (start, place(token)[1]), head, span(sheet, head, verb), (content,), (start, place(token)[1])


def by_adverb(sheet: Sheet, token: Token) -> Found | None:
    """ "The Front reportedly left the town": somebody says so, and the report does not say who."""
    verb = token.head
    if token.dep_ != "advmod" or verb.pos_ not in ("VERB", "AUX") or sheet.mark_at(token.idx) is not None:
        return None
    start, end = verb.left_edge.idx, place(verb.right_edge)[1]
    beside = place(token)
    parts = (sheet.trim(start, beside[0]), sheet.trim(beside[1], end))
    return token, beside, None, (), tuple(part for part in parts if part[0] < part[1]), beside


def by_source(sheet: Sheet) -> Iterator[Found]:
    """ "According to the ministry, …", at either end of a sentence or within it."""
    for match in source_phrases().finditer(sheet.text):
        token = sheet.token_at(match.end() - 1)
        head = next((child for child in token.children if child.dep_ in ("pobj", "pcomp")), None)
        if head is None or head.pos_ not in (*NOMINAL, "ADJ") or (" " not in match.group() and not may_speak(head)):
            continue
        first = sheet.token_at(match.start())
        speaker = span(sheet, head, first)
        if speaker:
            beside = (match.start(), _behind_citing(sheet, speaker[-1][1]))
            yield first, match.span(), head, speaker, _around(sheet, first, beside), beside


def _behind_citing(sheet: Sheet, end: int) -> int:
    """The end of ", citing medics" where that follows a source, else `end`: who told it is no part of what is said."""
    after = end + len(sheet.text[end:]) - len(sheet.text[end:].lstrip(" ,"))
    token = sheet.token_at(after) if after < len(sheet.text) else None
    if token is None or token.tag_ != "VBG" or token.lemma_ not in words("chain", "citing"):
        return end
    return place(token.right_edge)[1]


def before_colon(sheet: Sheet, last: Token) -> Found | None:
    """Who stands before a colon and marks: "The envoy was blunt: “…”", "From the letter: “…”", "Ilse Koravan: “…”"."""
    root = _top(sheet.doc[sheet.token_at(sheet.sentence(last)[0]).i : last.i + 1])
    if root is None:
        return None
    if root.pos_ in ("VERB", "AUX"):
        head = subject(sheet, root, list(root.children))
    elif root.dep_ == "prep" or root.pos_ == "ADP":
        head = object_of(root)
    else:
        head = root
    if head is None or not may_speak(head):
        return None
    return root, place(root), head, span(sheet, head, last), (), place(root)


def _top(stretch: Span) -> Token | None:
    """The word of a stretch on which the others hang: the first verb whose head lies outside, or else any such word."""
    inside = range(stretch.start, stretch.end)
    tops = [one for one in stretch if one.dep_ != "punct" and (one.head.i == one.i or one.head.i not in inside)]
    return next((one for one in tops if one.pos_ in ("VERB", "AUX")), tops[0] if tops else None)


def signature(sheet: Sheet, mark: Marked) -> Found | None:
    """A name behind a dash on the rest of the marks' line: "“We will rebuild.” — Ilse Koravan"."""
    signed = SIGNED.match(sheet.text, mark.close)
    if signed is None or not signed[1].strip():
        return None
    start, end = sheet.trim(*signed.span(1), EDGE)
    head = sheet.token_at(start + len(sheet.text[start:end].split(",")[0]) - 1)
    if head.pos_ != "PROPN" and not (head.is_title and head.is_alpha):
        return None
    return head, (start, end), head, ((start, end),), (), (start, end)


def may_speak(head: Token) -> bool:
    """Whether a word can stand for somebody or something that speaks: a name, a person, a text."""
    if head.pos_ in ("PROPN", "PRON"):
        return head.lower_ not in words("frames", "nobody")
    lemma = head.lemma_.lower()
    return lemma in person_nouns() or any(lemma in words(table, key) for table, key in SPEAKING)


def _around(sheet: Sheet, token: Token, beside: Stretch) -> tuple[Stretch, ...]:
    """All of the sentence but the phrase: what comes before it, or after it, or both where it interrupts."""
    start, end = sheet.sentence(token)
    parts = (sheet.trim(start, beside[0]), sheet.trim(beside[1], end))
    return tuple(part for part in parts if part[1] - part[0] > 1)
