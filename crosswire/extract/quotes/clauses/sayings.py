"""Acts of saying in one block: the cue, who speaks, and what the grammar says is said."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

from crosswire.extract.quotes.clauses import contents, phrases, subjects
from crosswire.extract.quotes.clauses.phrases import Found
from crosswire.extract.quotes.cues import Act, Verb, nouns, verbs, words
from crosswire.extract.quotes.marks import Marked
from crosswire.extract.quotes.sheet import Sheet, Stretch

if TYPE_CHECKING:
    from spacy.strings import StringStore
    from spacy.tokens import Token


@dataclass(frozen=True, slots=True)
class Saying:
    """One act of saying, in offsets of its block.

    `content` is what the grammar gives, marks and all, empty where only neighbouring marks can tell; `aside` is the
    stretch of the cue with its speaker and circumstances; `head` is the head word of the speaker; `speech_only` tells
    that marks beside the cue count only when they hold speech and no fragment; `unsaid` that the sentence leaves its
    source out on purpose ("was told", "reportedly"); `is_phrase` that no verb of saying is there ("according to").
    """

    cue: Token
    cue_span: Stretch
    act: Act
    head: Token | None
    speaker: tuple[Stretch, ...]
    content: tuple[Stretch, ...]
    aside: Stretch
    takes_quote: bool
    speech_only: bool = False
    unsaid: bool = False
    is_phrase: bool = False


Reader = Callable[[Sheet, "Token"], "Saying | None"]


def find_sayings(sheet: Sheet) -> list[Saying]:
    """Every act of saying in a block, in the order of the cues."""
    found = [
        *_by_words(sheet),
        *(replace(_saying(one, takes_quote=True), is_phrase=True) for one in phrases.by_source(sheet)),
    ]
    return _cut_apart(sheet, sorted(found, key=lambda saying: (saying.cue_span, saying.content)))


def _cut_apart(sheet: Sheet, found: list[Saying]) -> list[Saying]:
    """End what is said where the same speaker says something else: "…, arguing that", "… and said that"."""
    starts: dict[int, list[Saying]] = {}
    for saying in found:
        if saying.head is not None:
            starts.setdefault(saying.head.i, []).append(saying)
    return [_cut(sheet, saying, starts[saying.head.i]) if saying.head is not None else saying for saying in found]


def _cut(sheet: Sheet, saying: Saying, same: list[Saying]) -> Saying:
    later = [other.aside[0] for other in same if other.content and other.cue.i > saying.cue.i and _is_apart(other.cue)]
    content = []
    for start, end in saying.content:
        stop = min((at for at in later if start < at < end), default=end)
        cut = sheet.trim(start, stop)
        joint = sheet.token_at(cut[1] - 1)
        if stop < end and joint.dep_ == "cc":
            cut = sheet.trim(start, joint.idx)
        content.append(cut)
    return replace(saying, content=tuple(content))


def _is_apart(cue: Token) -> bool:
    return cue.dep_ in ("advcl", "conj")


def before_colon(sheet: Sheet, last: Token) -> Saying | None:
    """The speaker that the words up to `last`, before a colon and marks, give."""
    found = phrases.before_colon(sheet, last)
    return _saying(found) if found is not None else None


def signature(sheet: Sheet, mark: Marked) -> Saying | None:
    """The speaker named behind a dash after the marks."""
    found = phrases.signature(sheet, mark)
    return _saying(found) if found is not None else None


def _by_words(sheet: Sheet) -> Iterator[Saying]:
    readers = _readers(sheet.doc.vocab.strings)
    for i, key in enumerate(map(tuple, sheet.doc.to_array(["LEMMA", "POS"]).tolist())):
        reader = readers.get(key)
        saying = reader(sheet, sheet.doc[i]) if reader is not None else None
        if saying is not None:
            yield saying


@cache
def _readers(strings: StringStore) -> dict[tuple[int, int], Reader]:
    """(Lemma, part of speech) as the parse numbers them → what reads such a word."""
    listed: list[tuple[Reader, frozenset[str], tuple[str, ...]]] = [
        (_read_verb, frozenset(verbs()), ("VERB", "AUX")),
        (_reader(phrases.by_noun), nouns(), ("NOUN",)),
        (_reader(phrases.by_adjective), words("frames", "adjectives"), ("ADJ",)),
        (_reader(phrases.by_adverb, unsaid=True), words("frames", "adverbs"), ("ADV",)),
    ]
    return {
        (strings.add(lemma), strings.add(part)): reader
        for reader, lemmas, parts in listed
        for lemma in sorted(lemmas)
        for part in parts
    }


def _reader(find: Callable[[Sheet, Token], Found | None], *, unsaid: bool = False) -> Reader:
    def read(sheet: Sheet, token: Token) -> Saying | None:
        found = find(sheet, token)
        if found is None or (found[2] is not None and _is_first_person(sheet, token, found[2])):
            return None
        return _saying(found, unsaid=unsaid)

    return read


def _saying(found: Found, *, takes_quote: bool = False, unsaid: bool = False) -> Saying:
    cue, cue_span, head, speaker, content, aside = found
    return Saying(cue, cue_span, "say", head, speaker, content, aside, takes_quote, unsaid=unsaid)


def _read_verb(sheet: Sheet, token: Token) -> Saying | None:
    verb = _verb(token)
    if verb is None:
        return None
    children = list(token.children)
    passive = any(child.dep_ in ("auxpass", "nsubjpass") for child in children) or _is_participle(token, children)
    quoted = subjects.quoted_as(token) if passive else None
    head = quoted or (subjects.agent(children) if passive else subjects.subject(sheet, token, children))
    if passive and head is None and token.lemma_ not in words("frames", "passive"):
        return None
    if head is not None and _is_manner(sheet, token, head):
        return None
    inner = contents.complement(sheet, token, children, verb)
    if inner is None and passive and head is not None:
        inner = contents.undergone(children, verb)
    if inner is not None and contents.is_deed(token, children, inner):
        return None
    speaker = subjects.span(sheet, head, token) if head is not None else ()
    aside = contents.aside(sheet, token, children, inner)
    if speaker and speaker[0][0] >= aside[1] and sheet.only_stops(aside[1], speaker[0][0]):
        aside = (aside[0], speaker[0][1])
    negated = any(child.dep_ == "neg" for child in children)
    return Saying(
        cue=token,
        cue_span=contents.cue_span(token, children),
        act=verb.denied if negated else verb.act,
        head=head,
        speaker=speaker,
        content=contents.content(sheet, token, inner, aside, verb),
        aside=aside,
        takes_quote=not verb.takes.isdisjoint(("quote", "speech")),
        speech_only="quote" not in verb.takes,
        unsaid=passive and quoted is None,
    )


def _verb(token: Token) -> Verb | None:
    """The verb of saying, unless it stands as an adjective ("so-called") or only looks like one."""
    if token.dep_ in ("amod", "compound"):
        return None
    lemma = token.lemma_
    if lemma in words("frames", "misread_lemmas") and token.lower_ not in words("frames", "misread_forms"):
        return None
    return verbs()[lemma]


def _is_participle(token: Token, children: list[Token]) -> bool:
    """ "Asked whether he would resign, …", "the man accused of …": the speaker is not the one who is asked."""
    bare = token.tag_ == "VBN" and token.dep_ in ("advcl", "acl")
    return bare and not any(child.dep_ in ("aux", *subjects.SUBJECTS) for child in children)


def _is_manner(sheet: Sheet, token: Token, head: Token) -> bool:
    """ "I think", "you know" inside a quotation: a manner of speaking, no second saying."""
    return token.lemma_ in words("frames", "manner") and _is_first_person(sheet, token, head)


def _is_first_person(sheet: Sheet, token: Token, head: Token) -> bool:
    return head.lower_ in words("frames", "first") and sheet.mark_at(token.idx) is not None
