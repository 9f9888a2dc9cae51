"""What stands around a cue: who was spoken to, over which channel, where, and through which medium."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from crosswire.extract.quotes.attribution.speakers import Cast
from crosswire.extract.quotes.clauses import Saying, agent, object_of, quoted_as, quoting
from crosswire.extract.quotes.cues import words
from crosswire.extract.quotes.sheet import Sheet, Stretch, place

if TYPE_CHECKING:
    from spacy.tokens import Token


CHANNELS = (("channels", "channel_by"), ("forums", "forum_by"), ("gatherings", "gathering_by"))
"""Lists of what words may be spoken or written in, each with the list of prepositions that lead there."""
Phrase = tuple[Stretch, "Token"]
"""A stretch in offsets of the block, with its head word."""


@dataclass(frozen=True, slots=True)
class Around:
    """Stretches in offsets of the block, null where nothing is said of it. `manner` tells how the saying was done
    ("speaking in Geneva on Tuesday"); `medium` is a news outlet that was told or is cited, `informant` whom the speaker
    cites, `principal` on whose behalf the speaker speaks, each with its head word."""

    addressee: Stretch | None = None
    channel: Stretch | None = None
    where: Stretch | None = None
    manner: Stretch | None = None
    medium: Phrase | None = None
    informant: Phrase | None = None
    principal: Phrase | None = None


def look_around(sheet: Sheet, saying: Saying, cast: Cast) -> Around:
    """Read the phrases that hang on the cue, and on what is said of its manner, and lie outside the content."""
    desk = _Desk(sheet, cast)
    cue = saying.cue
    quoted = quoting(cue) or (cue if quoted_as(cue) is not None else None)
    beside = [*_beside(cue, quoted), *_on_speaker(saying, sheet)]
    outside = [child for child in beside if not _within(child, saying.content)]
    told = _told(cue, outside)
    manner = next((one for one in outside if one.dep_ == "advcl" and one.lemma_ in words("around", "speaking")), None)
    below = [one for above in (manner, told) if above is not None for one in above.children]
    phrases = list(_phrases([*outside, *below]))
    channel = _channel(phrases)
    if channel is not None:
        phrases += _phrases(list(channel.children))
    spoken_to = told or _spoken_to(manner, outside, channel)
    return Around(
        addressee=desk.bare(spoken_to) if spoken_to is not None else None,
        channel=desk.whole(channel) if channel is not None else _by_itself(saying, sheet),
        where=desk.where(phrases, spoken_to),
        manner=sheet.trim(manner.left_edge.idx, place(manner.right_edge)[1]) if manner is not None else None,
        medium=desk.medium(told, outside, channel, quoted),
        informant=desk.informant(outside),
        principal=desk.principal(phrases),
    )


@dataclass(frozen=True, slots=True)
class _Desk:
    """The block and who is named in it."""

    sheet: Sheet
    cast: Cast

    def whole(self, head: Token) -> Stretch:
        return self.sheet.trim(head.left_edge.idx, _clean_end(head))

    def bare(self, head: Token) -> Stretch:
        """A phrase without where or when those were whom it names."""
        end = _clean_end(head)
        for preposition in _inner(head):
            if preposition.lower_ in words("around", "at_by"):
                end = min(end, preposition.idx)
        return self.sheet.trim(head.left_edge.idx, end)

    def where(self, phrases: list[tuple[Token, Token]], told: Token | None) -> Stretch | None:
        """The place of the saying, in a phrase of its own or in that of those spoken to."""
        if told is not None:
            phrases = [*phrases, *_phrases(list(_inner(told)))]
        for preposition, below in phrases:
            if preposition.lower_ in words("around", "place_by") and self._is_place(below):
                return self.whole(below)
        return None

    def _is_place(self, token: Token) -> bool:
        found = self.cast.at(*self.sheet.passage.offsets(token))
        return found.kind == "place" if found is not None else token.ent_type_ in words("around", "places")

    def medium(
        self, told: Token | None, outside: list[Token], channel: Token | None, quoted: Token | None
    ) -> Phrase | None:
        """ "told AFP"; "said, quoted by Tass"; "in an interview with the BBC"; "in a statement carried by Tass"; "Tass
        quoted her as saying"."""
        if told is not None and self._is_outlet(told):
            return self._phrase(told)
        for child in (*outside, *(channel.children if channel is not None else ())):
            if child.lemma_ in words("chain", "cited"):
                cited = agent(list(child.children))
                if cited is not None:
                    return self._phrase(cited)
        for preposition, below in _phrases(list(channel.children)) if channel is not None else ():
            if preposition.lower_ in words("chain", "given_to") and self._is_outlet(below):
                return self._phrase(below)
        return self._quoting(outside, quoted)

    def _quoting(self, outside: list[Token], quoted: Token | None) -> Phrase | None:
        if quoted is None:
            return None
        by = (object_of(child) for child in outside if child.lower_ in words("chain", "by"))
        named = next((one for one in by if one is not None), None) or next(
            (child for child in quoted.children if child.dep_ == "nsubj"), None
        )
        return self._phrase(named) if named is not None and named.pos_ in _NAMES else None

    def _is_outlet(self, token: Token) -> bool:
        if token.lower_ in words("chain", "outlets") or token.lemma_.lower() in words("chain", "outlets"):
            return True
        found = self.cast.at(*self.sheet.passage.offsets(token))
        return found is not None and found.sector == "MED" and found.kind != "person"

    def informant(self, outside: list[Token]) -> Phrase | None:
        """ "State television, citing the ministry, said"."""
        for child in outside:
            if child.tag_ == "VBG" and child.lemma_ in words("chain", "citing"):
                cited = next((below for below in child.children if below.dep_ == "dobj"), None)
                if cited is not None:
                    return self._phrase(cited)
        return None

    def principal(self, phrases: list[tuple[Token, Token]]) -> Phrase | None:
        """ "on behalf of the rebels"."""
        for preposition, below in phrases:
            if preposition.lower_ == "on" and below.lower_ in words("chain", "behalf"):
                whom = next((object_of(child) for child in below.children if child.lower_ == "of"), None)
                if whom is not None:
                    return self._phrase(whom)
        return None

    def _phrase(self, head: Token) -> Phrase:
        return self.whole(head), head


_NAMES = ("NOUN", "PROPN")


def _beside(cue: Token, quoted: Token | None) -> Iterator[Token]:
    """What hangs on the cue, and on the two verbs of "was quoted as saying"."""
    yield from cue.children
    if quoted == cue:
        for child in cue.children:
            yield from (one for said in child.children if said.dep_ == "pcomp" for one in said.children)
    elif quoted is not None:
        yield from quoted.children


def _on_speaker(saying: Saying, sheet: Sheet) -> Iterator[Token]:
    """What tells behind the speaker's name who passes the words on, or who told the speaker: "Dalic, quoted by Tass,
    said", "according to the Observatory, citing medics"."""
    for child in saying.head.children if saying.head is not None else ():
        if child.dep_ == "acl" and (child.tag_, child.lemma_) in _passing_on():
            yield child
    if saying.is_phrase and saying.speaker:
        first = sheet.token_at(saying.speaker[-1][1]).i
        behind = sheet.doc[first : first + 3]
        yield from (token for token in behind if token.idx < saying.aside[1] and token.dep_ == "advcl")


@cache
def _passing_on() -> frozenset[tuple[str, str]]:
    cited, citing = words("chain", "cited"), words("chain", "citing")
    return frozenset({("VBN", lemma) for lemma in cited} | {("VBG", lemma) for lemma in citing})


def _within(token: Token, content: tuple[Stretch, ...]) -> bool:
    return any(start <= token.idx < end for start, end in content)


def _told(cue: Token, outside: list[Token]) -> Token | None:
    """The head word of the one spoken to: "told AFP", "said to reporters"."""
    if cue.lemma_ not in words("around", "addressed"):
        return None
    for child in outside:
        if child.i > cue.i and child.dep_ in ("dobj", "dative") and child.pos_ in ("NOUN", "PROPN", "PRON"):
            return child
    for child in outside:
        if child.i > cue.i and child.lower_ in words("around", "addressed_by"):
            below = object_of(child)
            if below is not None and not any(_is_named(below, keys) for keys, _ in CHANNELS):
                return below
    return None


def _spoken_to(manner: Token | None, outside: list[Token], channel: Token | None) -> Token | None:
    """ "speaking to reporters", "asked by journalists", "in a letter to the Council"."""
    for above in (one for one in (manner, channel) if one is not None):
        for child in above.children:
            if child.dep_ == "prep" and child.lower_ in words("around", "addressed_by") and child.i > above.i:
                return object_of(child)
    for child in outside:
        if child.dep_ == "advcl" and child.tag_ == "VBN" and child.lemma_ in words("around", "asked"):
            return agent(list(child.children))
    return None


def _is_named(token: Token, key: str) -> bool:
    return token.lower_ in words("around", key) or token.lemma_.lower() in words("around", key)


def _is_on_channel(token: Token) -> bool:
    """ "a Facebook post", "a post on Facebook"."""
    for child in token.children:
        if child.dep_ == "compound" and _is_named(child, "channels"):
            return True
        below = object_of(child) if child.dep_ == "prep" and child.i > token.i else None
        if below is not None and below.pos_ == "PROPN" and _is_named(below, "channels"):
            return True
    return False


def _phrases(tokens: list[Token]) -> Iterator[tuple[Token, Token]]:
    """Prepositions with their objects, and those that hang on these ("in a letter to members")."""
    for token in tokens:
        if token.dep_ in ("prep", "agent"):
            below = object_of(token)
            if below is not None:
                yield token, below


def _inner(head: Token) -> Iterator[Token]:
    """The prepositions behind a noun and behind the nouns that hang on it ("a crowd of farmers outside Lyon")."""
    for child in head.children:
        if child.dep_ == "prep" and child.i > head.i:
            yield child
            below = object_of(child)
            if below is not None:
                yield from (one for one in below.children if one.dep_ == "prep")


def _channel(phrases: list[tuple[Token, Token]]) -> Token | None:
    for keys, by in CHANNELS:
        for preposition, below in phrases:
            named = _is_named(below, keys) or (keys == "channels" and _is_on_channel(below))
            if preposition.lower_ in words("around", by) and named:
                return below
    return None


def _by_itself(saying: Saying, sheet: Sheet) -> Stretch | None:
    """A text that speaks is its own channel: "a statement said"."""
    if saying.head is not None and _is_named(saying.head, "channels") and saying.speaker:
        start, end = saying.speaker[0]
        return sheet.trim(start, min(end, _clean_end(saying.head)))
    return None


def _is_when(child: Token) -> bool:
    """ "on Tuesday", "a day later": when something was said belongs to no channel and to nobody."""
    if child.dep_ == "npadvmod":
        return child.ent_type_ in words("around", "when")
    below = object_of(child) if child.dep_ == "prep" else None
    return below is not None and below.ent_type_ in words("around", "when")


def _clean_end(head: Token) -> int:
    """The end of a phrase without the clauses that hang on it."""
    end = place(head.right_edge)[1]
    for child in head.children:
        if child.i > head.i and (child.dep_ in ("relcl", "acl", "advcl", "ccomp", "punct") or _is_when(child)):
            end = min(end, child.left_edge.idx)
    return end
