"""Who speaks: the entity behind a speaker's words, or a source the report leaves unnamed."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from crosswire.base import Entity
from crosswire.extract.quotes.cues import gendered, given_names, words
from crosswire.extract.quotes.sheet import Sheet, place

if TYPE_CHECKING:
    from spacy.tokens import Token

FORMS = ("name", "nominal", "title", "metonym", "pronoun")
"""Of several mentions over one head word, the one whose form comes first here."""
NEAR = 120
"""Words back in which a pronoun's name is looked for: two long sentences. A bound on cost for endless sentences."""
HEARD = 40
"""Voices back to which a pronoun may point; more than any page needs, a bound on cost."""
JUST = 3
"""Voices back to which a statement may point: those of the sentence before, with what is told within it."""
BODIES = ("organisation", "group")
GENDERS = ("she", "he")


@dataclass(frozen=True, slots=True)
class Voice:
    """Who speaks: an entity's id or null, `anonymous` for a source left unnamed, and what pronouns may point to it.

    `known` tells that somebody is meant whom the report names, entity or not; `block` is where their block starts.
    """

    entity: str | None = None
    anonymous: bool = False
    kind: str | None = None
    gender: str | None = None
    plural: bool = False
    known: bool = False
    block: int = -1


class Cast:
    """The entities of one report, found by offset."""

    def __init__(self, text: str, entities: Sequence[Entity]) -> None:
        self._text = text
        rows = ((m.start, m.end, FORMS.index(m.form), e.id, e) for e in entities for m in e.mentions)
        self._mentions = sorted(rows, key=lambda row: row[:4])
        self._starts = [row[0] for row in self._mentions]
        self._longest = max((row[1] - row[0] for row in self._mentions), default=0)
        self.by_id = {entity.id: entity for entity in entities}
        self._genders = {entity.id: self._gender(entity) for entity in entities}

    def at(self, start: int, end: int) -> Entity | None:
        """The entity mentioned over [start, end): a name before a pronoun, the shorter mention before the longer."""
        over = self._over(start, end)
        return min(over, key=lambda row: (row[2], row[1] - row[0], row[0]))[4] if over else None

    def first_in(self, start: int, end: int) -> Entity | None:
        """The first entity mentioned by name or as a government anywhere in [start, end)."""
        named = [row for row in self._over(start, end) if FORMS[row[2]] != "pronoun"]
        return named[0][4] if named else None

    def named_in(self, start: int, end: int) -> set[str]:
        """The ids of the entities that [start, end) names, and does not only describe or point to."""
        return {row[4].id for row in self._over(start, end) if FORMS[row[2]] in ("name", "metonym")}

    def last_body(self, before: int) -> Entity | None:
        """The body or group mentioned last before an offset."""
        ahead = reversed(self._mentions[: bisect_left(self._starts, before)])
        return next((row[4] for row in ahead if row[4].kind in BODIES), None)

    def party(self, entity: str | None) -> str | None:
        """The body or group that a person's roles name first."""
        who = self.by_id.get(entity or "")
        spans = [(role.start, role.end) for role in who.roles] if who is not None and who.kind == "person" else []
        over = (row[4] for start, end in spans for row in self._over(start, end))
        return next((one.name for one in over if one.kind in BODIES), None)

    def gender(self, entity: Entity) -> str | None:
        return self._genders.get(entity.id)

    def _over(self, start: int, end: int) -> list[tuple[int, int, int, str, Entity]]:
        low = bisect_left(self._starts, start - self._longest)
        high = bisect_left(self._starts, end)
        return [row for row in self._mentions[low:high] if row[1] > start]

    def _gender(self, entity: Entity) -> str | None:
        """What titles and pronouns among an entity's mentions say of its gender."""
        if entity.kind != "person":
            return None
        votes = {"she": 0, "he": 0}
        for mention in entity.mentions:
            around = self._text[max(0, mention.start - 12) : mention.start].split()[-1:]
            said = {word.lower() for word in (*around, *self._text[mention.start : mention.end].split())}
            votes["she"] += bool(said & (words("people", "female") | words("people", "she")))
            votes["he"] += bool(said & (words("people", "male") | words("people", "he")))
        if votes["she"] == votes["he"]:
            return given_names().get(entity.name.split()[0])
        return max(GENDERS, key=lambda gender: votes[gender])


def who(sheet: Sheet, head: Token, span: tuple[int, int], cast: Cast, before: Sequence[Voice]) -> Voice:
    """The voice of a speaker whose head word and phrase (offsets of the block) are given; `before` are the voices
    heard so far, in order."""
    base = sheet.passage.start
    pronoun = _pronoun(head)
    entity = _entity(sheet, head, span, cast) or _issuer(sheet, head, cast, before)
    if pronoun is None:
        anonymous = entity is None and is_anonymous(head)
        kind = "person" if anonymous else entity.kind if entity else None
        gender = (cast.gender(entity) if entity else None) or _gender_of_phrase(head)
        known = entity is not None or head.pos_ == "PROPN"
        return Voice(entity.id if entity else None, anonymous, kind, gender, head.tag_ in ("NNS", "NNPS"), known, base)
    gender = pronoun if pronoun in GENDERS else None
    last = before[-1] if before and before[-1].block == base and _fits(before[-1], pronoun) else None
    named = _subject_before(sheet, head, cast, pronoun)
    sure = named is not None and cast.gender(named) == pronoun and last is not None and last.gender is None
    if named is not None and (sure or last is None or not last.anonymous):
        return Voice(named.id, False, named.kind, gender, pronoun == "they", known=True, block=base)
    if last is not None and last.entity is not None and gender and last.gender == gender:
        return _as(last, gender)
    if entity is not None and not (last is not None and last.anonymous):
        return Voice(entity.id, False, entity.kind, gender, pronoun == "they", True, base)
    if last is not None:
        return _as(last, gender)
    found = next((voice for voice in reversed(before[-HEARD:]) if _fits(voice, pronoun)), Voice())
    return replace(_as(found, gender), block=base)


def who_here(sheet: Sheet, head: Token, span: tuple[int, int], cast: Cast) -> Voice:
    """The voice of a speaker from its own sentence alone: nobody whom only other sentences name."""
    voice = who(sheet, head, span, cast, ())
    start, end = sheet.sentence(head)
    base = sheet.passage.start
    if voice.entity is None or voice.entity in cast.named_in(base + start, base + end):
        return voice
    return Voice(anonymous=is_anonymous(head), block=base)


def _as(voice: Voice, gender: str | None) -> Voice:
    return replace(voice, gender=gender or voice.gender)


def _fits(voice: Voice, pronoun: str) -> bool:
    if not voice.known and not voice.anonymous:
        return False
    if pronoun in GENDERS:
        return voice.kind in ("person", None) and voice.gender in (None, pronoun) and not voice.plural
    if pronoun == "they":
        return voice.plural or voice.kind in BODIES
    return voice.kind in ("organisation", "group", "place")


def _pronoun(head: Token) -> str | None:
    lower = head.lower_
    return next((kind for kind in ("she", "he", "they", "it") if lower in words("people", kind)), None)


def _subject_before(sheet: Sheet, pronoun: Token, cast: Cast, kind: str) -> Entity | None:
    """Who is named as a subject earlier in the pronoun's own sentence or the one before it in the block, if the
    pronoun (she he it they) can be theirs."""
    base = sheet.passage.start
    start = sheet.sentence(pronoun)[0]
    if start > 0:
        start = sheet.sentence(sheet.token_at(start - 1))[0]
    first = max(sheet.token_at(start).i, pronoun.i - NEAR)
    for token in reversed(sheet.doc[first : pronoun.i]):
        if token.dep_ in ("nsubj", "nsubjpass") and sheet.mark_at(token.idx) is None:
            beside = (child for child in token.children if child.dep_ == "appos")
            over = (cast.at(base + one.idx, base + place(one)[1]) for one in (token, *beside))
            entity = next((one for one in over if one is not None), None)
            if entity is not None and _may_be(entity, kind, cast):
                return entity
    return None


def _may_be(entity: Entity, pronoun: str, cast: Cast) -> bool:
    if pronoun in ("it", "they"):
        return entity.kind in BODIES
    return entity.kind == "person" and (not pronoun or cast.gender(entity) in (None, pronoun))


def _entity(sheet: Sheet, head: Token, span: tuple[int, int], cast: Cast) -> Entity | None:
    """The entity over the head word, over a name set beside it, or, for a text, over whoever issued it."""
    base = sheet.passage.start
    beside = (child for child in head.children if child.dep_ in ("appos", "flat"))
    for token in (head, *beside):
        start, end = place(token)
        entity = cast.at(base + start, base + end)
        if entity is not None:
            return entity
    if head.lemma_.lower() in words("around", "channels"):
        return cast.first_in(base + span[0], base + span[1])
    return None


def _issuer(sheet: Sheet, text: Token, cast: Cast, before: Sequence[Voice]) -> Entity | None:
    """Who issued a text that speaks for itself ("a statement said"): who just spoke, if no other body came since."""
    if text.lemma_.lower() not in words("around", "issued"):
        return None
    last = cast.last_body(sheet.passage.start + sheet.sentence(text)[0])
    return last if last is not None and last.id in {voice.entity for voice in before[-JUST:]} else None


def is_anonymous(head: Token) -> bool:
    """Whether a common noun leaves its source unnamed: "a US official", "diplomats", "the source"."""
    lemma = head.lemma_.lower()
    if head.pos_ == "PROPN" and lemma not in words("people", "veiled"):
        return False
    if lemma in words("people", "veiled"):
        return not _names_person(head)
    if lemma not in words("people", "anonymous") or _names_person(head):
        return False
    return not any(child.dep_ == "poss" or child.lower_ in words("people", "definite") for child in head.children)


def _names_person(head: Token) -> bool:
    return any(child.ent_type_ == "PERSON" and child.dep_ in ("appos", "flat") for child in head.children)


def _gender_of_phrase(head: Token) -> str | None:
    said = {token.lower_ for token in head.subtree if token.i <= head.i} | {head.lemma_.lower()}
    if head.lemma_.lower() in gendered():
        return gendered()[head.lemma_.lower()]
    if said & words("people", "female"):
        return "she"
    return "he" if said & words("people", "male") else None
