"""The tense of the verb that governs an expression: past, present, future, or null where no verb does."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from crosswire import rules

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

_OWNING = ("poss", "compound", "nmod", "npadvmod", "amod")
"""How a date hangs on the noun it dates, before it."""

_OBJECTS = ("dobj", "nsubjpass")
_OF_NOUNS = ("acl", "relcl")
ONE_DATE = 2
"""Words of a plain date with its article; in a longer one ("a week after the Sunday …") the last word is asked."""

_REACH = 160
"""Characters either side in which a verb is looked for where there is no parse."""

_SENTENCE_END = re.compile(r"[.!?;]\s")
_WORD = re.compile(r"['’]?[^\W\d_]+(?:n['’]t)?")


@cache
def _words(name: str, language: str = "en") -> frozenset[str]:
    return rules.words(f"{language}/times", "tense", name)


@cache
def _endings(name: str, language: str) -> tuple[str, ...]:
    return tuple(rules.load(f"{language}/times")["tense"][name])


def tense_of(doc: Doc, start: int, end: int, language: str = "en") -> str | None:
    """The tense for the expression at these offsets in the doc's text; by the parse where there is one."""
    if not (doc.has_annotation("DEP") and doc.has_annotation("TAG")):
        return tense_in(doc.text, start, end, language)
    span = doc.char_span(start, end, alignment_mode="expand")
    if span is None:
        return None
    if _dates_what_was(span):
        return "past"
    if _dates_what_is_due(span) or _dates_what_was_set(span):
        return "future"
    verb = _verb_before(doc, span.start) or _governor(span.root)
    tense = _tense(verb) if verb is not None else None
    if verb is not None and (
        (tense == "present" and _is_scheduled(verb, doc, span.end)) or (tense == "past" and _lasts_until(verb, span))
    ):
        return "future"
    return tense or tense_in(doc.text, start, end)


def _dates_what_was(span: Span) -> bool:
    """Whether a weekday or month dates a noun that nobody puts in a diary: "Monday's veto", "a June pact", "the Tuesday
    raid"; of a meeting or a vote, which the tense has to place, it does not."""
    root = span[-1] if len(span) > ONE_DATE and span[-1].pos_ == "PROPN" else span.root
    noun = root.head
    if root.pos_ != "PROPN" or noun.pos_ != "NOUN" or noun.i < span.end or root.dep_ not in _OWNING:
        return False
    return noun.lemma_.lower() not in rules.words("en/times", "diary", "nouns")


def _is_scheduled(verb: Token, doc: Doc, after: int) -> bool:
    """A present that tells of a plan, when the day is not a possessor ("they leave Saturday", not "Saturday's")."""
    owns = after < len(doc) and doc[after].tag_ == "POS"
    return not owns and verb.lemma_ in rules.load("en/times")["scheduled"]["verbs"]


def _dates_what_is_due(span: Span) -> bool:
    """ "With the vote due this September"."""
    above = span.root.head
    if above.pos_ == "ADP":
        above = above.head
    return above.pos_ == "ADJ" and above.lower_ in _words("ahead_of_nouns") and above.head.pos_ in ("NOUN", "PROPN")


def _dates_what_was_set(span: Span) -> bool:
    """Whether a date is that of a meeting or vote that was called, not of the call: "announced elections for November",
    "announced a vote in June", "scheduled the June session", "its candidate for the June election"."""
    owned = span.root.head if span.root.dep_ in _OWNING and span.root.i < span.root.head.i else None
    if owned is not None and not _is_in_diary(owned):
        return False
    held = owned if owned is not None and owned.dep_ in _OBJECTS else None
    by = (owned or span.root).head
    verb = _governor(held.head if held is not None else by)
    if verb is None or _tense(verb) != "past":
        return False
    objects = [child for child in verb.children if child.dep_ in _OBJECTS]
    if owned is not None:
        return any(_sets(verb) if child == owned else _is_bound_for(child, by) for child in objects)
    if by.lower_ == "for":
        return _sets(verb) and any(_is_in_diary(child) for child in objects)
    month = span.root.pos_ == "PROPN" and span.root.ent_type_ == "DATE" and not span.root.text.lower().endswith("day")
    beside = [child for child in objects if child.i == by.i - 1 and by.dep_ == "prep"]
    return month and _sets(verb) and any(_is_in_diary(child) for child in beside)


def _is_in_diary(noun: Token) -> bool:
    return noun.lemma_.lower() in rules.words("en/times", "diary", "nouns")


def _sets(verb: Token) -> bool:
    return verb.lemma_ in rules.words("en/times", "diary", "set_by")


def _is_bound_for(noun: Token, by: Token) -> bool:
    """ "Its candidate for the June election"."""
    return by.lower_ == "for" and noun.lemma_.lower() in rules.words("en/times", "diary", "bound_for")


def _lasts_until(verb: Token, span: Span) -> bool:
    """Whether what has been done holds to a day still to come, or plans it: "has extended the truce until January",
    "has invited them to talks on Friday"."""
    before = span.doc[span.start - 1].lower_ if span.start else ""
    helped = any(child.dep_ == "aux" and child.tag_ in ("VBZ", "VBP") for child in verb.children)
    return helped and (before in rules.words("en/times", "direction", "future_unless_past") or _plans(verb))


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
    if _perfect(helpers) and "MD" in tags and words.isdisjoint(_words("ahead_though_perfect")):
        return "past"
    if words & _words("future") or (verb.tag_ == "MD" and verb.lower_ in _words("future")):
        return "future"
    if "TO" in tags:
        return "past" if _perfect(helpers) else _infinitive(verb)
    if (
        verb.tag_ == "VBD"
        or "VBD" in tags
        or (verb.tag_ == "VBN" and tags & {"VBZ", "VBP", "VBN"} and _perfect(helpers))
    ):
        return "past"
    if _is_planned(verb, helpers):
        return "future"
    if verb.tag_ in ("VBZ", "VBP") or tags & {"VBZ", "VBP"}:
        return "future" if verb.tag_ == "VBG" else "present"
    if verb.tag_ == "VBN" and verb.lower_ in _words("future") and _looks_ahead(verb):
        return "future"
    if verb.tag_ == "VBN" and not helpers:
        return "past"
    return _above(verb)


def _is_planned(verb: Token, helpers: list[Token]) -> bool:
    """ "Is expected", "are set": a plan that holds."""
    if verb.tag_ != "VBN" or verb.lower_ not in _words("future") or _perfect(helpers):
        return False
    return any(helper.tag_ in ("VBZ", "VBP") for helper in helpers) and _looks_ahead(verb)


def _looks_ahead(verb: Token) -> bool:
    """Whether "set", "planned" and the like tell of what is to come, not of what was done ("a record set in May",
    "began as planned on Monday")."""
    if any(child.dep_ == "mark" or child.lower_ == "as" for child in verb.children):
        return False
    return verb.dep_ not in _OF_NOUNS or verb.lower_ in _words("ahead_of_nouns") or _has_infinitive(verb)


def _has_infinitive(verb: Token) -> bool:
    return any(below.tag_ == "TO" for child in verb.children for below in child.children)


def _perfect(helpers: list[Token]) -> bool:
    return any(helper.lemma_ == "have" for helper in helpers)


def _infinitive(verb: Token) -> str:
    """An infinitive looks ahead, except after a verb that tells of what was done ("failed to") or of what had been
    planned ("had been due to")."""
    head = verb.head
    above = _governor(head) or head
    if any(word.lower_ in ("had", "'d", "’d") for word in (above, *above.children)):
        return "past"
    if verb.dep_ in _OF_NOUNS and _is_foremost(head):
        return "future" if _above(verb) == "future" else "past"
    if verb.dep_ == "advcl" and above is not verb and above.tag_ == "VBD" and not _plans(above):
        return "past"
    factive = head.lemma_ in rules.load("en/times")["factive"]["verbs"]
    return "past" if factive and head.tag_ in ("VBD", "VBN") else "future"


def _is_foremost(noun: Token) -> bool:
    """Whether something is first or utmost of its kind so far: "the worst storm to hit the coast in 40 years"."""
    words = (noun, *noun.children)
    return any(word.tag_ in ("JJS", "RBS") or word.lower_ in _words("foremost") for word in words)


def _plans(verb: Token) -> bool:
    """Whether what follows a verb is planned, so that its infinitive looks ahead though the parse hangs it beside."""
    return verb.lemma_ in rules.words("en/times", "planning", "verbs")


def _above(verb: Token) -> str | None:
    head = _governor(verb.head) if verb.head.i != verb.i else None
    return _tense(head) if head is not None and head.i != verb.i else None


def tense_in(text: str, start: int, end: int, language: str = "en") -> str | None:
    """The same from words alone: the nearest word that tells a tense, before the expression, else after it."""
    left = _WORD.findall(_SENTENCE_END.split(text[max(0, start - _REACH) : start])[-1].lower())
    right = _WORD.findall(_SENTENCE_END.split(text[end : end + _REACH])[0].lower())
    future = _words("future", language)
    for words in (left[::-1], right):
        for at, word in enumerate(words):
            if word in _words("past", language) or _ends(word, "past_endings", language):
                helped = words is not right and any(helper in future for helper in words[at + 1 : at + 4])
                return "future" if helped or word in future else "past"
            if word in future or _ends(word, "future_endings", language):
                return "future"
            if word in _words("present", language):
                return "present"
    return None


def _ends(word: str, name: str, language: str) -> bool:
    return len(word) > 4 and word.endswith(_endings(name, language))
