"""The chain of attribution: through whom the words came, outermost first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crosswire.base import ChainLink, Report
from crosswire.extract.quotes.attribution.circumstances import Around
from crosswire.extract.quotes.attribution.speakers import Cast, Voice
from crosswire.extract.quotes.clauses import Saying, object_of
from crosswire.extract.quotes.cues import sector_types, source_types, words
from crosswire.extract.quotes.sheet import Sheet, Stretch

if TYPE_CHECKING:
    from spacy.tokens import Token


def source_type(text: str) -> str | None:
    """The codebook's source type that a source's words name, or null."""
    return next((kind for kind, finder in source_types() if finder.search(text)), None)


def links(
    report: Report, sheet: Sheet, saying: Saying, voice: Voice, around: Around, cast: Cast
) -> tuple[ChainLink, ...]:
    """Medium, speaker and principal of one saying, as far as its sentence names them."""
    if not saying.speaker or saying.head is None:
        return ()
    made = []
    if around.medium is not None and not _is_own(report, sheet, around.medium[0]):
        stretch, head = around.medium
        entity = _entity(sheet, head, cast)
        made.append(_link(report, sheet, stretch, entity, source_type(sheet.cut(stretch)) or "independent_media"))
    start, end = saying.speaker[0]
    named = sheet.cut((start, _name_end(saying.head, end)))
    principal = around.informant or _principal(sheet, saying.head)
    kind = _type_of_speaker(sheet, saying.head, named, voice, None if around.informant else principal, cast)
    side = sheet.cut(principal[0]) if principal and not around.informant else None
    made.append(_link(report, sheet, (start, end), voice.entity, kind, side=side, anonymous=voice.anonymous))
    if principal:
        stretch, head = principal
        entity = _entity(sheet, head, cast)
        made.append(_link(report, sheet, stretch, entity, source_type(sheet.cut(stretch)) or _by_entity(entity, cast)))
    return tuple(made)


def _type_of_speaker(
    sheet: Sheet, head: Token, named: str, voice: Voice, principal: tuple[Stretch, Token] | None, cast: Cast
) -> str | None:
    """By whom the speaker speaks for, by anonymity, by the speaker's words, or by what the report says of them."""
    if principal is not None:
        found = source_type(sheet.cut(principal[0])) or _by_entity(_entity(sheet, principal[1], cast), cast)
        if found is not None:
            return found
    if voice.anonymous and _is_official(head):
        return "anonymous_official"
    return source_type(named) or _by_entity(voice.entity, cast)


def _by_entity(entity: str | None, cast: Cast) -> str | None:
    """By the roles that the report gives an entity, by its name, or by its sector."""
    who = cast.by_id.get(entity or "")
    if who is None:
        return None
    told = (source_type(text) for text in (*(role.text for role in who.roles), who.name))
    return next((found for found in told if found), None) or sector_types().get(who.sector or "")


def _name_end(head: Token, end: int) -> int:
    """The end of a speaker's phrase without the clauses that only tell more of the speaker."""
    clauses = (child.left_edge.idx for child in head.children if child.dep_ in ("relcl", "acl") and child.i > head.i)
    return min((end, *clauses))


def relays(chain: tuple[ChainLink, ...]) -> int:
    """How many mouths lie between the outlet and the innermost speaker: media that only pass on what they were told."""
    return sum(link.type in words("chain", "media") for link in chain[:-1])


def _link(
    report: Report,
    sheet: Sheet,
    stretch: Stretch,
    entity: str | None,
    kind: str | None,
    *,
    side: str | None = None,
    anonymous: bool = False,
) -> ChainLink:
    base = sheet.passage.start
    return ChainLink(
        text=sheet.cut(stretch),
        report=report.id,
        start=base + stretch[0],
        end=base + stretch[1],
        entity=entity,
        type=kind,
        side=side,
        anonymous=anonymous,
    )


def _entity(sheet: Sheet, head: Token, cast: Cast) -> str | None:
    start, end = sheet.passage.offsets(head)
    entity = cast.at(start, end)
    return entity.id if entity else None


def _is_official(head: Token) -> bool:
    return head.lemma_.lower() in words("people", "officials")


def _is_own(report: Report, sheet: Sheet, stretch: Stretch) -> bool:
    """Whether the medium that was told is the report's own: an agency's copy that says "told" the agency."""
    named = sheet.cut(stretch).casefold()
    return any(own is not None and own.text.casefold() == named for own in (report.agency, report.outlet))


def _principal(sheet: Sheet, head: Token) -> tuple[Stretch, Token] | None:
    """For whom a spokesman speaks: "a spokesman for the ministry", "Koravan's spokeswoman", "a ministry spokesman"."""
    beside = [head, *(child for child in head.children if child.dep_ == "appos")]
    for person in beside:
        if person.lemma_.lower() not in words("people", "spokesmen"):
            continue
        for child in person.children:
            if child.dep_ == "prep" and child.lower_ in words("chain", "principals"):
                below = object_of(child)
                if below is not None:
                    return sheet.trim(below.left_edge.idx, below.idx + len(below)), below
            if child.dep_ in ("poss", "compound") and child.pos_ in ("NOUN", "PROPN"):
                return sheet.trim(child.left_edge.idx, child.idx + len(child)), child
    return None
