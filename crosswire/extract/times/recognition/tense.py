"""The tense of the verb that governs an expression: past, present, future, or null where no verb does."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from crosswire import rules

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_REACH = 160
"""Characters either side in which a verb is looked for where there is no parse."""

_SENTENCE_END = re.compile(r"[.!?;]\s")
_WORD = re.compile(r"['’]?[^\W\d_]+(?:n['’]t)?")


@cache
def _words(name: str) -> frozenset[str]:
    return rules.words("en/times", "tense", name)


def tense_of(doc: Doc, start: int, end: int) -> str | None:
    """The tense for the expression at these offsets in the doc's text; by the parse where there is one."""
    if not (doc.has_annotation("DEP") and doc.has_annotation("TAG")):
        return tense_in(doc.text, start, end)
    span = doc.char_span(start, end, alignment_mode="expand")
    if span is None:
        return None
    verb = _verb_before(doc, span.start) or _governor(span.root)
    tense = _tense(verb) if verb is not None else None
    if tense == "present" and verb is not None and _is_scheduled(verb, doc, span.end):
        return "future"
    return tense or tense_in(doc.text, start, end)


def _is_scheduled(verb: Token, doc: Doc, after: int) -> bool:
    """A present that tells of a plan, when the day is not a possessor ("they leave Saturday", not "Saturday's")."""
    owns = after < len(doc) and doc[after].tag_ == "POS"
    return not owns and verb.lemma_ in rules.load("en/times")["scheduled"]["verbs"]


def _verb_before(doc: Doc, first: int) -> Token | None:
    """A finite verb in the past right before the expression governs it, whatever the parse says: "said Thursday"."""
    at = first - 1
    while at >= 0 and doc[at].tag_ in ("IN", "RB", "DT"):
        at -= 1
    return doc[at] if at >= 0 and doc[at].tag_ == "VBD" and first - at <= 3 else None


def _governor(token: Token) -> Token | None:
    while token.pos_ not in ("VERB", "AUX"):
        if token.head is token or token.head.i == token.i:
            return None
        token = token.head
    return token


def _tense(verb: Token) -> str | None:
    """Of a verb with its auxiliaries; a participle or infinitive is asked where it hangs."""
    helpers = [child for child in verb.children if child.dep_ in ("aux", "auxpass")]
    words = {child.lower_ for child in helpers}
    tags = {child.tag_ for child in helpers}
    if words & _words("future") or (verb.tag_ == "MD" and verb.lower_ in _words("future")):
        return "future"
    if "TO" in tags:
        return _infinitive(verb)
    if (
        verb.tag_ == "VBD"
        or "VBD" in tags
        or (verb.tag_ == "VBN" and tags & {"VBZ", "VBP", "VBN"} and _perfect(helpers))
    ):
        return "past"
    if verb.tag_ in ("VBZ", "VBP") or tags & {"VBZ", "VBP"}:
        return "future" if verb.tag_ == "VBG" else "present"
    if verb.tag_ == "VBN" and verb.lower_ in _words("future"):
        return "future"
    if verb.tag_ == "VBN" and not helpers:
        return "past"
    return _above(verb)


def _perfect(helpers: list[Token]) -> bool:
    return any(helper.lemma_ == "have" for helper in helpers)


def _infinitive(verb: Token) -> str:
    """An infinitive looks ahead, except after a verb that tells of what was done ("failed to") or of what had been
    planned ("had been due to")."""
    head = verb.head
    above = _governor(head) or head
    if any(word.lower_ in ("had", "'d", "’d") for word in (above, *above.children)):
        return "past"
    factive = head.lemma_ in rules.load("en/times")["factive"]["verbs"]
    return "past" if factive and head.tag_ in ("VBD", "VBN") else "future"


def _above(verb: Token) -> str | None:
    head = _governor(verb.head) if verb.head.i != verb.i else None
    return _tense(head) if head is not None and head.i != verb.i else None


def tense_in(text: str, start: int, end: int) -> str | None:
    """The same from words alone: the nearest word that tells a tense, before the expression, else after it."""
    left = _WORD.findall(_SENTENCE_END.split(text[max(0, start - _REACH) : start])[-1].lower())
    right = _WORD.findall(_SENTENCE_END.split(text[end : end + _REACH])[0].lower())
    for words in (left[::-1], right):
        for at, word in enumerate(words):
            if word in _words("past") or (len(word) > 4 and word.endswith("ed")):
                helped = words is not right and any(helper in _words("future") for helper in words[at + 1 : at + 4])
                return "future" if helped or word in _words("future") else "past"
            for tense in ("future", "present"):
                if word in _words(tense):
                    return tense
    return None
