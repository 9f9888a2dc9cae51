"""The chain of attribution: through whom the words came, outermost first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crosswire.base import ChainLink, Report
from crosswire.extract.quotes.attribution.circumstances import Around
from crosswire.extract.quotes.attribution.speakers import Cast, Voice
from crosswire.extract.quotes.clauses import Saying, object_of
from crosswire.extract.quotes.cues import source_types, words
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
    veiled = voice.anonymous and _is_official(saying.head)
    named = sheet.cut((start, _name_end(saying.head, end)))
    kind = "anonymous_official" if veiled else source_type(named)
    principal = around.informant or _principal(sheet, saying.head)
    side = sheet.cut(principal[0]) if principal and not around.informant else None
    made.append(_link(report, sheet, (start, end), voice.entity, kind, side=side, anonymous=voice.anonymous))
    if principal:
        stretch, head = principal
        made.append(_link(report, sheet, stretch, _entity(sheet, head, cast), source_type(sheet.cut(stretch))))
    return tuple(made)


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
