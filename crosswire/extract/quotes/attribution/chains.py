"""The chain of attribution: through whom the words came, outermost first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from crosswire import rules
from crosswire.base import ChainLink, Report
from crosswire.extract.quotes.attribution.circumstances import Around, Phrase
from crosswire.extract.quotes.attribution.speakers import Cast, Voice, is_anonymous
from crosswire.extract.quotes.clauses import Saying, object_of
from crosswire.extract.quotes.cues import words
from crosswire.extract.quotes.sheet import Sheet, Stretch
from crosswire.grammar import Principal, source

if TYPE_CHECKING:
    from spacy.tokens import Token


@dataclass(frozen=True, slots=True)
class _Desk:
    """Where the links of one saying are written."""

    report: Report
    sheet: Sheet
    cast: Cast

    def link(
        self,
        phrase: Phrase,
        entity: str | None,
        *,
        anonymous: bool,
        principal: Principal | None = None,
        otherwise: str | None = None,
    ) -> ChainLink:
        stretch, head = phrase
        base, text = self.sheet.passage.start, self.sheet.cut(stretch)
        kind, side = source(
            text,
            self.cast.by_id.get(entity or ""),
            principal,
            head=head.lemma_.lower(),
            anonymous=anonymous,
        )
        if side is None and kind in rules.words("en/grammar_sources", "side", "party"):
            side = self.cast.party(entity)
        return ChainLink(
            text=text,
            report=self.report.id,
            start=base + stretch[0],
            end=base + stretch[1],
            entity=entity,
            type=kind or otherwise,
            side=side,
            anonymous=anonymous,
        )

    def cited(self, phrase: Phrase, otherwise: str | None = None) -> ChainLink:
        """The link of somebody who is named beside the cue."""
        entity = self.entity(phrase[1])
        return self.link(phrase, entity, anonymous=entity is None and is_anonymous(phrase[1]), otherwise=otherwise)

    def entity(self, head: Token) -> str | None:
        found = self.cast.at(*self.sheet.passage.offsets(head))
        return found.id if found else None


def links(
    report: Report, sheet: Sheet, saying: Saying, voice: Voice, around: Around, cast: Cast
) -> tuple[ChainLink, ...]:
    """Medium, speaker, and principal or informant of one saying, as far as its sentence names them."""
    if not saying.speaker or saying.head is None:
        return ()
    desk, made = _Desk(report, sheet, cast), list[ChainLink]()
    if around.medium is not None and not _is_own(report, sheet, around.medium[0]):
        made.append(desk.cited(around.medium, "independent_media"))
    start, end = saying.speaker[0]
    own = (sheet.trim(start, _name_end(saying.head, end)), saying.head)
    principal = None if around.informant else _principal(sheet, saying.head) or around.principal
    for_whom = None
    if principal is not None:
        for_whom = Principal(sheet.cut(principal[0]), cast.by_id.get(desk.entity(principal[1]) or ""))
    made.append(desk.link(own, voice.entity, anonymous=voice.anonymous, principal=for_whom))
    if around.informant:
        made.append(desk.cited(around.informant))
    elif principal:
        made.append(desk.link(principal, desk.entity(principal[1]), anonymous=False, principal=for_whom))
    return tuple(made)


def relays(chain: tuple[ChainLink, ...], around: Around) -> int:
    """How many mouths lie between the outlet and the innermost speaker: media that only pass on what they were told,
    and whoever cites another."""
    if around.informant is not None:
        return max(0, len(chain) - 1)
    return sum(link.type in words("chain", "media") for link in chain[:-1])


def _name_end(head: Token, end: int) -> int:
    """The end of a speaker's phrase without the clauses that only tell more of the speaker."""
    clauses = (child.left_edge.idx for child in head.children if child.dep_ in ("relcl", "acl") and child.i > head.i)
    return min((end, *clauses))


def _is_own(report: Report, sheet: Sheet, stretch: Stretch) -> bool:
    """Whether the medium that was told is the report's own: an agency's copy that says "told" the agency."""
    named = sheet.cut(stretch).casefold()
    return any(own is not None and own.text.casefold() == named for own in (report.agency, report.outlet))


def _principal(sheet: Sheet, head: Token) -> Phrase | None:
    """For whom a spokesman speaks: "a spokesman for the ministry", "Koravan's spokeswoman", "a ministry spokesman",
    "Front spokesman Odo Lenz"."""
    beside = [head, *(child for child in head.children if child.dep_ in ("appos", "compound", "nmod"))]
    for person in beside:
        if person.lemma_.lower() in words("people", "spokesmen"):
            found = _behind(sheet, person) or _before(sheet, person)
            if found is not None:
                return found
    return None


def _behind(sheet: Sheet, person: Token) -> Phrase | None:
    for child in person.children:
        if child.dep_ == "prep" and child.lower_ in words("chain", "principals"):
            below = object_of(child)
            if below is not None:
                return sheet.trim(below.left_edge.idx, below.idx + len(below)), below
    return None


def _before(sheet: Sheet, person: Token) -> Phrase | None:
    """The owner, or the nouns that stand right before the spokesman with the nationality before them."""
    owner = next((child for child in person.children if child.dep_ == "poss" and child.pos_ in _NOMINAL), None)
    if owner is not None:
        return sheet.trim(owner.left_edge.idx, owner.idx + len(owner)), owner
    first = person.i
    floor = max(sheet.token_at(sheet.sentence(person)[0]).i, person.i - FARTHEST)
    while first > floor and _qualifies(sheet.doc[first - 1], nearest=first == person.i):
        first -= 1
    if first == person.i:
        return None
    last = sheet.doc[person.i - 1]
    return sheet.trim(sheet.doc[first].idx, last.idx + len(last)), last


FARTHEST = 6
"""Words that a body's name before its spokesman may have."""
_NOMINAL = ("NOUN", "PROPN")


def _qualifies(token: Token, *, nearest: bool) -> bool:
    """Whether a word before a spokesman belongs to the name of whom he speaks for."""
    if token.dep_ not in ("compound", "nmod", "amod", "poss") or token.lower_ in words("chain", "manner"):
        return False
    return not nearest or token.pos_ in _NOMINAL or token.ent_type_ != "" or token.lower_ in words("chain", "bodies")
