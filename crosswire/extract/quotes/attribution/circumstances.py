"""What stands around a cue: who was spoken to, over which channel, where."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from crosswire.extract.quotes.clauses import Saying, agent, object_of
from crosswire.extract.quotes.cues import words
from crosswire.extract.quotes.sheet import Sheet, Stretch, place

if TYPE_CHECKING:
    from spacy.tokens import Token


CHANNELS = (("channels", "channel_by"), ("forums", "forum_by"), ("gatherings", "gathering_by"))
"""Lists of what words may be spoken or written in, each with the list of prepositions that lead there."""


@dataclass(frozen=True, slots=True)
class Around:
    """Stretches in offsets of the block, null where nothing is said of it. `medium` is a news outlet that was told or
    is cited, `informant` whom the speaker cites, each with its head word."""

    addressee: Stretch | None = None
    channel: Stretch | None = None
    where: Stretch | None = None
    medium: tuple[Stretch, Token] | None = None
    informant: tuple[Stretch, Token] | None = None


def look_around(sheet: Sheet, saying: Saying) -> Around:
    """Read the phrases that hang on the cue and lie outside the content."""
    cue = saying.cue
    outside = [child for child in cue.children if not _within(child, saying.content)]
    told = _told(cue, outside)
    manner = [child for child in outside if child.dep_ == "advcl" and child.lemma_ in words("around", "speaking")]
    beside = [below for one in (*manner, *([told] if told is not None else [])) for below in one.children]
    phrases = list(_phrases([*outside, *beside]))
    channel = _channel(sheet, saying, phrases)
    return Around(
        addressee=_stretch(sheet, told) if told is not None else None,
        channel=channel,
        where=_where(sheet, phrases),
        medium=_medium(sheet, told, outside),
        informant=_informant(sheet, outside),
    )


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


def _channel(sheet: Sheet, saying: Saying, phrases: list[tuple[Token, Token]]) -> Stretch | None:
    for keys, by in CHANNELS:
        for preposition, below in phrases:
            named = _is_named(below, keys) or (keys == "channels" and _is_on_channel(below))
            if preposition.lower_ in words("around", by) and named:
                return _stretch(sheet, below)
    if saying.head is not None and _is_named(saying.head, "channels") and saying.speaker:
        return saying.speaker[0]
    return None


def _where(sheet: Sheet, phrases: list[tuple[Token, Token]]) -> Stretch | None:
    for preposition, below in phrases:
        if preposition.lower_ in words("around", "place_by") and below.ent_type_ in words("around", "places"):
            return _stretch(sheet, below)
    return None


def _medium(sheet: Sheet, told: Token | None, outside: list[Token]) -> tuple[Stretch, Token] | None:
    """ "told AFP"; "said, quoted by Tass"."""
    if told is not None and (
        told.lower_ in words("chain", "outlets") or told.lemma_.lower() in words("chain", "outlets")
    ):
        return _stretch(sheet, told), told
    for child in outside:
        if child.lemma_ in words("chain", "cited"):
            cited = agent(list(child.children))
            if cited is not None:
                return _stretch(sheet, cited), cited
    return None


def _informant(sheet: Sheet, outside: list[Token]) -> tuple[Stretch, Token] | None:
    """ "State television, citing the ministry, said"."""
    for child in outside:
        if child.tag_ == "VBG" and child.lemma_ in words("chain", "citing"):
            cited = next((below for below in child.children if below.dep_ == "dobj"), None)
            if cited is not None:
                return _stretch(sheet, cited), cited
    return None


def _stretch(sheet: Sheet, head: Token) -> Stretch:
    return sheet.trim(head.left_edge.idx, _clean_end(head))


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
