"""Acts of saying in one block: the cue, who speaks, and what the grammar says is said."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from crosswire.extract.quotes.cues import PREPOSITIONS, Act, Verb, source_phrases, verbs, words
from crosswire.extract.quotes.marks import Marked
from crosswire.extract.quotes.sheet import Sheet, place

if TYPE_CHECKING:
    from spacy.strings import StringStore
    from spacy.tokens import Token

Stretch = tuple[int, int]

EDGE = ' \t\r\n\u00a0,;:!?–—-"“”'
"""What never belongs to the edge of a speaker's phrase; full stops do ("the U.S.")."""
NICKNAME = 30
"""Letters a nickname within a speaker's phrase may have; longer words in marks are speech."""
SUBJECTS = ("nsubj", "nsubjpass", "csubj")
ASIDE = ("aux", "auxpass", "neg", "advmod", "prt", "dative", "dobj", "prep", "npadvmod", "agent", "advcl", "acomp")
"""What may stand with the cue in "…, X said on Monday in Varenne, smiling"."""
CLIMB = ("conj", "xcomp", "advcl", "pcomp", "acl", "ccomp", "prep", "relcl")
"""Ways up from a verb without a subject of its own to the one that has it."""


@dataclass(frozen=True, slots=True)
class Saying:
    """One act of saying, in offsets of its block.

    `content` is what the grammar gives, marks and all, empty where only neighbouring marks can tell; `aside` is the
    stretch of the cue with its speaker and circumstances; `head` is the head word of the speaker.
    """

    cue: Token
    cue_span: Stretch
    act: Act
    head: Token | None
    speaker: tuple[Stretch, ...]
    content: tuple[Stretch, ...]
    aside: Stretch
    takes_quote: bool
    passive: bool = False


def find_sayings(sheet: Sheet) -> list[Saying]:
    """Every act of saying in a block, in the order of the cues."""
    found = [*_by_verbs(sheet), *_by_phrases(sheet)]
    return sorted(found, key=lambda saying: (saying.cue_span, saying.content))


@cache
def _keys(strings: StringStore) -> tuple[frozenset[tuple[int, int]], frozenset[tuple[int, int]]]:
    """The (lemma, part of speech) numbers of the verbs and of the nouns of saying."""
    nouns = words("nouns", "clause") | words("nouns", "inf")
    parts = [strings.add("VERB"), strings.add("AUX")]
    acts = {(strings.add(lemma), part) for lemma in verbs() for part in parts}
    return frozenset(acts), frozenset((strings.add(lemma), strings.add("NOUN")) for lemma in nouns)


def _by_verbs(sheet: Sheet) -> Iterator[Saying]:
    acts, nouns = _keys(sheet.doc.vocab.strings)
    for i, key in enumerate(map(tuple, sheet.doc.to_array(["LEMMA", "POS"]).tolist())):
        if key in acts:
            token = sheet.doc[i]
            saying = _read_verb(sheet, token, verbs()[token.lemma_])
        elif key in nouns:
            saying = _read_noun(sheet, sheet.doc[i])
        else:
            continue
        if saying is not None:
            yield saying


def _read_verb(sheet: Sheet, token: Token, verb: Verb) -> Saying | None:
    if token.dep_ in ("amod", "compound"):
        return None
    children = list(token.children)
    passive = any(child.dep_ in ("auxpass", "nsubjpass") for child in children)
    head = _agent(children) if passive else _subject(token, children)
    if passive and head is None and token.lemma_ not in words("frames", "passive"):
        return None
    if head is not None and _is_manner(sheet, token, head):
        return None
    inner = _complement(token, children, verb)
    aside = _aside(sheet, token, children, inner, None if passive else head)
    content = _content(sheet, token, inner, aside, verb)
    negated = any(child.dep_ == "neg" for child in children)
    return Saying(
        cue=token,
        cue_span=_cue_span(token, children),
        act=verb.denied if negated else verb.act,
        head=head,
        speaker=speaker_span(sheet, head, token) if head is not None else (),
        content=content,
        aside=aside,
        takes_quote="quote" in verb.takes,
        passive=passive,
    )


def _agent(children: list[Token]) -> Token | None:
    for child in children:
        if child.dep_ == "agent":
            return next((below for below in child.children if below.dep_ == "pobj"), None)
    return None


def _subject(token: Token, children: list[Token]) -> Token | None:
    """The head word of who speaks: the verb's subject, or that of the verb it hangs on."""
    for child in children:
        if child.dep_ in SUBJECTS:
            return _behind_relative(child, token)
    if token.dep_ in ("acl", "relcl") and token.head.pos_ in ("NOUN", "PROPN", "PRON"):
        return token.head
    above = token
    for _ in range(4):
        if above.dep_ not in CLIMB:
            return None
        above = above.head
        for child in above.children:
            if child.dep_ in SUBJECTS and child.i != token.i:
                return _behind_relative(child, above)
        if above.dep_ in ("acl", "relcl"):
            return above.head
    return None


def _behind_relative(subject: Token, verb: Token) -> Token:
    if verb.dep_ == "relcl" and subject.lower_ in words("frames", "relative"):
        return verb.head
    return subject


def _is_manner(sheet: Sheet, token: Token, head: Token) -> bool:
    """ "I think", "you know" inside a quotation: a manner of speaking, no second saying."""
    return (
        head.lower_ in words("frames", "first")
        and token.lemma_ in words("frames", "manner")
        and sheet.mark_at(token.idx) is not None
    )


def _complement(token: Token, children: list[Token], verb: Verb) -> tuple[Token, Token] | None:
    """First and last token of what is said, as the verb's group allows."""
    for child in children:
        if child.dep_ == "ccomp" and "clause" in verb.takes and not _is_bare_object(child):
            return _from_object(children, child) if verb.takes & {"of", "for"} else _edges(child)
    for child in children:
        if child.dep_ == "xcomp" and "inf" in verb.takes and _has_to(child):
            return _edges(child)
    return _nominal(token, children, verb)


def _nominal(token: Token, children: list[Token], verb: Verb) -> tuple[Token, Token] | None:
    for child in children:
        if child.dep_ == "prep" and child.lower_ in PREPOSITIONS and child.lower_ in verb.takes and child.i > token.i:
            return _from_object(children, child)
    direct = next((child for child in children if child.dep_ == "dobj" and child.i > token.i), None)
    if direct is not None and "object" in verb.takes and direct.pos_ != "PRON":
        return _edges(direct)
    if direct is not None and "call" in verb.takes:
        return direct.left_edge, token.right_edge
    called = next((child for child in children if child.dep_ in ("ccomp", "oprd", "xcomp") and child.i > token.i), None)
    if called is not None and "call" in verb.takes:
        return _edges(called)
    return None


def _edges(token: Token) -> tuple[Token, Token]:
    return token.left_edge, token.right_edge


def _from_object(children: list[Token], last: Token) -> tuple[Token, Token]:
    """ "(accused) the army of shelling the market": from the object on."""
    for child in children:
        if child.dep_ == "dobj" and child.i < last.i:
            return child.left_edge, last.right_edge
    return _edges(last)


def _is_bare_object(child: Token) -> bool:
    return child.pos_ in ("PROPN", "PRON", "NOUN") and not any(
        below.dep_ in (*SUBJECTS, "cop", "aux") for below in child.children
    )


def _has_to(token: Token) -> bool:
    return any(child.tag_ == "TO" for child in token.children)


def _aside(
    sheet: Sheet, token: Token, children: list[Token], inner: tuple[Token, Token] | None, head: Token | None
) -> Stretch:
    """The stretch of cue, speaker and circumstances around the cue that holds no content."""
    first, last = token, token
    floor = inner[1].i if inner and inner[1].i < token.i else -1
    ceiling = inner[0].i if inner and inner[0].i > token.i else len(sheet.doc)
    for child in children:
        if child.dep_ not in (*SUBJECTS, *ASIDE):
            continue
        left, right = _edges(child)
        if floor < left.i < first.i and right.i < token.i:
            first = left
        if last.i < right.i < ceiling and left.i > token.i and not _holds_marks(sheet, left, right):
            last = right
    start, end = first.idx, place(last)[1]
    return start, end


def _holds_marks(sheet: Sheet, left: Token, right: Token) -> bool:
    mark = sheet.mark_at(right.idx)
    return mark is not None and mark.open >= left.idx


def _content(
    sheet: Sheet, token: Token, inner: tuple[Token, Token] | None, aside: Stretch, verb: Verb
) -> tuple[Stretch, ...]:
    start, end = sheet.sentence(token)
    if inner is not None and inner[0].i > token.i:
        return (sheet.trim(inner[0].idx, place(inner[1])[1]),)
    if inner is not None:
        whole = token.dep_ == "ROOT"
        begin = start if whole and not _has_early_part(token, inner) else inner[0].idx
        return (sheet.trim(begin, aside[0]),)
    if "clause" not in verb.takes:
        return ()
    if token.dep_ in ("parataxis", "advcl", "ccomp", "dep") and _is_parenthesis(sheet, token, aside):
        return tuple(part for part in (sheet.trim(start, aside[0]), sheet.trim(aside[1], end)) if part[0] < part[1])
    if _ends_sentence(sheet, aside, (start, end)):
        return (sheet.trim(start, aside[0]),)
    return ()


def _has_early_part(token: Token, inner: tuple[Token, Token]) -> bool:
    """Whether something other than content stands before it: "Asked about it, “no,” he said"."""
    return any(child.i < inner[0].i and child.dep_ in (*SUBJECTS, "advcl") for child in token.children)


def _is_parenthesis(sheet: Sheet, token: Token, aside: Stretch) -> bool:
    if token.dep_ == "advcl":
        return any(child.dep_ == "mark" and child.lower_ in words("frames", "as") for child in token.children)
    before = sheet.text[max(0, aside[0] - 2) : aside[0]]
    return "," in before or "—" in before or "–" in before


def _ends_sentence(sheet: Sheet, aside: Stretch, sentence: Stretch) -> bool:
    """Whether ", X said." closes the sentence, after at least three words."""
    before = sheet.text[sentence[0] : aside[0]].rstrip()
    return before.endswith(",") and before.count(" ") >= 2 and sheet.only_stops(aside[1], sentence[1])


def _cue_span(token: Token, children: list[Token]) -> Stretch:
    """The verb with its helping verbs, negation and particle, where they touch."""
    first, last = token, token
    for child in reversed(children):
        if child.i < token.i and child.dep_ in ("aux", "auxpass", "neg", "advmod") and child.i >= first.i - 1:
            first = child
    for child in children:
        if child.dep_ == "prt" and child.i == last.i + 1:
            last = child
    return first.idx, place(last)[1]


def speaker_span(sheet: Sheet, head: Token, cue: Token) -> tuple[Stretch, ...]:
    """The speaker's whole phrase as written, without the clause that holds the cue."""
    start, end = head.left_edge.idx, place(head.right_edge)[1]
    for child in head.children:
        if child.dep_ in ("relcl", "acl", "ccomp", "advcl") and child.left_edge.i <= cue.i <= child.right_edge.i:
            end = min(end, child.left_edge.idx) if child.i > head.i else end
    if head.i < cue.i < head.right_edge.i:
        end = min(end, cue.idx)
    mark = sheet.mark_at(start)
    if mark is None:
        # Never run into words in quotation marks that a wrong parse hung on the speaker.
        end = next((m.open for m in sheet.marks_in(head.idx, end) if m.open > head.idx and _is_long(m)), end)
    start, end = sheet.trim(start, end, EDGE)
    return ((start, end),) if start < end else ()


TRIM_SPEAKER = ' \t\r\n\u00a0,;:!?–—-"“”'


def _is_long(mark: Marked) -> bool:
    """Whether marks hold more than a name or a nickname."""
    return mark.end - mark.start > NICKNAME


def _read_noun(sheet: Sheet, token: Token) -> Saying | None:
    """ "his claim that …", "a promise by the Front to …"."""
    allowed_inf = token.lemma_ in words("nouns", "inf")
    for child in token.children:
        that = child.dep_ in ("acl", "ccomp", "relcl") and _has_that(child)
        to = allowed_inf and child.dep_ in ("acl", "xcomp") and _has_to(child)
        if child.i > token.i and (that or to):
            head = _owner(token)
            left, right = _edges(child)
            return Saying(
                cue=token,
                cue_span=place(token),
                act="say",
                head=head,
                speaker=speaker_span(sheet, head, token) if head is not None else (),
                content=(sheet.trim(left.idx, place(right)[1]),),
                aside=(token.left_edge.idx, place(token)[1]),
                takes_quote=False,
            )
    return None


def _has_that(clause: Token) -> bool:
    return any(child.dep_ == "mark" and child.lower_ in words("frames", "that") for child in clause.children)


def _owner(token: Token) -> Token | None:
    """Who makes the claim: "his claim", "a claim by the Front", "the Front made the claim"."""
    for child in token.children:
        if child.dep_ == "poss":
            return child
    for child in token.children:
        if child.dep_ == "prep" and child.lower_ in words("frames", "owners"):
            return next((below for below in child.children if below.dep_ == "pobj"), None)
    if token.dep_ in ("dobj", "pobj", "attr"):
        verb = token.head if token.dep_ != "pobj" else token.head.head
        return _subject(verb, list(verb.children)) if verb.pos_ in ("VERB", "AUX") else None
    return None


def _by_phrases(sheet: Sheet) -> Iterator[Saying]:
    for match in source_phrases().finditer(sheet.text):
        token = sheet.token_at(match.end() - 1)
        head = next((child for child in token.children if child.dep_ in ("pobj", "pcomp")), None)
        if head is None or head.pos_ not in ("NOUN", "PROPN", "PRON", "ADJ"):
            continue
        first = sheet.token_at(match.start())
        speaker = speaker_span(sheet, head, first)
        if not speaker:
            continue
        aside = (match.start(), speaker[-1][1])
        yield Saying(
            cue=first,
            cue_span=match.span(),
            act="say",
            head=head,
            speaker=speaker,
            content=_around(sheet, first, aside),
            aside=aside,
            takes_quote=True,
        )


def _around(sheet: Sheet, token: Token, aside: Stretch) -> tuple[Stretch, ...]:
    """All of the sentence but the phrase: what comes before it, or after it, or both where it interrupts."""
    start, end = sheet.sentence(token)
    parts = (sheet.trim(start, aside[0]), sheet.trim(aside[1], end))
    return tuple(part for part in parts if part[1] - part[0] > 1)
