"""Who stands as the speaker of a cue: the head word, and the whole phrase as written."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from crosswire.extract.quotes.cues import verbs, words
from crosswire.extract.quotes.marks import Marked
from crosswire.extract.quotes.sheet import Sheet, Stretch, place

if TYPE_CHECKING:
    from spacy.tokens import Token

EDGE = ' \t\r\n\u00a0,;:!?–—-"“”'
"""What never belongs to the edge of a speaker's phrase; full stops do ("the U.S.")."""
NICKNAME = 30
"""Letters that a nickname within a speaker's phrase may have; longer words in marks are speech."""
INSERTING = (",", "-", "–", "—")
"""What opens and closes an insertion between speaker and verb."""
INSERTION = 25
"""Words an insertion may have; with 15 or 40 the same subjects are found but for one in a thousand."""
INNER = ("det", "amod", "compound", "nmod", "poss", "nummod", "pobj", "prep", "appos", "case")
"""Relations of a word to the noun phrase it is in."""
STEPS = 5
"""How far up a verb without a subject looks for one."""
SUBJECTS = ("nsubj", "nsubjpass", "csubj")
OBJECTS = ("dobj", "pobj", "attr")
CLIMB = ("conj", "xcomp", "advcl", "pcomp", "acl", "ccomp", "prep", "relcl", *OBJECTS)
CLAUSES = ("relcl", "acl", "ccomp", "advcl")
NOMINAL = ("NOUN", "PROPN", "PRON")


def agent(children: list[Token]) -> Token | None:
    """ "(was denied) by the Front"."""
    for child in children:
        if child.dep_ == "agent":
            return object_of(child)
    return None


def object_of(preposition: Token) -> Token | None:
    """The head word of what a preposition leads to."""
    return next((child for child in preposition.children if child.dep_ == "pobj"), None)


def subject(sheet: Sheet, token: Token, children: list[Token]) -> Token | None:
    """The head word of who speaks: the verb's subject, or that of the verb it hangs on."""
    own = _own(sheet, token, children, token)
    if own is not None:
        return own
    above = quoting(token)
    if above is not None:
        return _quoted(above)
    if token.dep_ in ("ROOT", "parataxis") or (token.dep_ == "ccomp" and token.tag_ in ("VBD", "VBZ")):
        return _touching(sheet, token)
    if token.dep_ in ("acl", "relcl") and token.head.pos_ in NOMINAL and not has_to(token):
        return _issuer(sheet, token.head)
    return _above(sheet, token)


def quoting(cue: Token) -> Token | None:
    """The verb by which somebody is quoted "as saying" what the cue says."""
    above = cue.head.head if cue.dep_ == "pcomp" and cue.head.lower_ in words("frames", "as") else None
    return above if above is not None and above.lemma_ in words("frames", "quoting") else None


def quoted_as(verb: Token) -> Token | None:
    """Who "was quoted as saying" something, where the words hang on this verb itself."""
    if verb.lemma_ not in words("frames", "quoting"):
        return None
    said = (below for child in verb.children if child.lower_ in words("frames", "as") for below in child.children)
    return _quoted(verb) if any(below.dep_ == "pcomp" for below in said) else None


def _quoted(verb: Token) -> Token | None:
    """Who is quoted: the object, or the subject of the passive."""
    return next((child for child in verb.children if child.dep_ in ("dobj", "nsubjpass")), None)


def _own(sheet: Sheet, verb: Token, children: Iterable[Token], cue: Token) -> Token | None:
    """A verb's subject, in the same marks as the cue or like it in none; of several ("VARENNE — Odo Lenz said") the
    one that stands nearest before the verb."""
    around = sheet.mark_at(cue.idx)
    found = [
        child
        for child in children
        if child.dep_ in SUBJECTS and child.i != cue.i and sheet.mark_at(child.idx) is around
    ]
    before = [child for child in found if child.i < verb.i]
    return _behind_relative((before or found[::-1])[-1], verb) if found else None


def _above(sheet: Sheet, cue: Token) -> Token | None:
    """The subject of a verb further up; from within what is said on to who says it, where the cue is the sayer's."""
    above, found = cue, None
    for _ in range(STEPS):
        if above.dep_ not in CLIMB:
            break
        step, above = above.dep_, above.head
        own = _own(sheet, above, above.children, cue)
        if own is not None:
            found = own
            if not _goes_out(sheet, cue, above, own):
                break
        elif found is None and step in ("acl", "relcl") and above.dep_ not in OBJECTS:
            return above
    return found


def _goes_out(sheet: Sheet, cue: Token, verb: Token, own: Token) -> bool:
    """Whether a cue that hangs on a reported verb goes on from the one who reports: "…, adding that", "… and added"."""
    if verb.dep_ != "ccomp" or verb.head.lemma_ not in verbs():
        return False
    if cue.tag_ == "VBG":
        return cue.i > 0 and sheet.doc[cue.i - 1].text == ","
    same_tense = cue.tag_ == verb.head.tag_ != verb.tag_
    return cue.dep_ == "conj" and (own.pos_ == "PRON" or same_tense)


def _behind_relative(child: Token, verb: Token) -> Token:
    if verb.dep_ == "relcl" and child.lower_ in words("frames", "relative"):
        return verb.head
    return child


def _issuer(sheet: Sheet, noun: Token) -> Token:
    """ "She issued a statement saying …": she, not the statement, where it is an object of hers."""
    if noun.dep_ == "dobj" and noun.lemma_.lower() in words("around", "channels"):
        return subject(sheet, noun.head, list(noun.head.children)) or noun
    return noun


def _touching(sheet: Sheet, token: Token) -> Token | None:
    """Where the parse finds no subject: the name just before the verb, the phrase before an insertion that ends there
    ("Koravan, 44, said"), or the phrase behind ", said"."""
    start = sheet.token_at(sheet.sentence(token)[0]).i
    if token.i == start:
        return None
    before = sheet.doc[token.i - 1]
    if before.is_title and before.is_alpha and not before.is_stop:
        found = before
    elif before.text in INSERTING:
        opening = (
            n for n in range(token.i - 2, max(start, token.i - INSERTION), -1) if sheet.doc[n].text == before.text
        )
        place_ = next(opening, None)
        found = sheet.doc[place_ - 1] if place_ is not None else sheet.doc[min(token.i + 1, len(sheet.doc) - 1)]
    else:
        return None
    found = _phrase_head(found, token)
    same = sheet.mark_at(found.idx) is sheet.mark_at(token.idx)
    return found if same and found.pos_ in NOMINAL and found.i != token.i else None


def _phrase_head(word: Token, verb: Token) -> Token:
    """The head of the noun phrase around a word, on the word's side of the verb."""
    side = word.i > verb.i
    while word.dep_ in INNER and word.head.i != word.i and (word.head.i > verb.i) == side and word.head.i != verb.i:
        word = word.head
    return word


def has_to(token: Token) -> bool:
    """Whether a verb is an infinitive with its mark."""
    return any(child.tag_ == "TO" for child in token.children)


def owner(sheet: Sheet, noun: Token) -> Token | None:
    """Who makes a claim: "his claim", "a claim by the Front", "the Front made the claim"."""
    for child in noun.children:
        if child.dep_ == "poss":
            return child
    for child in noun.children:
        if child.dep_ == "prep" and child.lower_ in words("frames", "owners"):
            return object_of(child)
    if noun.dep_ in ("dobj", "pobj", "attr"):
        verb = noun.head if noun.dep_ != "pobj" else noun.head.head
        return subject(sheet, verb, list(verb.children)) if verb.pos_ in ("VERB", "AUX") else None
    return None


def span(sheet: Sheet, head: Token, cue: Token) -> tuple[Stretch, ...]:
    """The speaker's whole phrase as written, without the clause that holds the cue, and the "who" of that clause."""
    start, end = head.left_edge.idx, place(head.right_edge)[1]
    for child in head.children:
        if child.dep_ in CLAUSES and child.i > head.i and child.left_edge.i <= cue.i <= child.right_edge.i:
            end = min(end, child.left_edge.idx)
    if head.i < cue.i < head.right_edge.i:
        end = min(end, cue.idx)
    if sheet.mark_at(start) is None:
        # Never run into words in quotation marks that a wrong parse hung on the speaker.
        end = next((m.open for m in sheet.marks_in(head.idx, end) if m.open > head.idx and _is_long(m)), end)
    start, end = sheet.trim(start, end, EDGE)
    last = sheet.token_at(end - 1)
    if last.dep_ == "cc" and last.i > head.i:
        start, end = sheet.trim(start, last.idx, EDGE)
    if start >= end:
        return ()
    who = (child for child in cue.children if child.dep_ in SUBJECTS and child.idx >= end)
    return ((start, end), *(place(child) for child in who if child.lower_ in words("frames", "relative")))


def _is_long(mark: Marked) -> bool:
    """Whether marks hold more than a name or a nickname."""
    return mark.end - mark.start > NICKNAME
