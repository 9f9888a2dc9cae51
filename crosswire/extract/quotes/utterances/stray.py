"""Marks without a cue beside them: whose words they are, by what stands before or behind them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crosswire.extract.quotes.clauses import before_colon, signature
from crosswire.extract.quotes.cues import Act, words
from crosswire.extract.quotes.marks import Marked
from crosswire.extract.quotes.utterances.check import why_no_speech
from crosswire.extract.quotes.utterances.fitting import inner
from crosswire.extract.quotes.utterances.utterance import Block, Lead, Utterance

if TYPE_CHECKING:
    from spacy.tokens import Token


def place(block: Block, mark: Marked, drafts: list[Utterance], before: list[Utterance]) -> None:
    """Give a marked stretch without a cue beside it to what it goes on from, or to who stands before a colon or in the
    sentence before, or drop it."""
    sheet = block.sheet
    base = sheet.passage.start
    part = inner(sheet, mark.start, mark.end)
    whole = (base + part[0], base + part[1])
    introduced = _introduced(block, mark)
    colon = introduced is not None and sheet.text[: mark.open].rstrip()[-1:] in ("", ":")
    if why_no_speech(sheet, mark, beside=colon) is not None:
        fragment = _fragment(block, mark, drafts, before)
        if fragment is not None:
            drafts.append(fragment)
        return
    earlier = [draft for draft in drafts if draft.parts[-1][1] <= whole[0] and draft.inside is None]
    last = max(earlier, key=lambda draft: draft.reach, default=None)
    if last is not None and last.kind == "direct" and _goes_on(block, last.reach - base, mark):
        last.parts.append(whole)
        last.reach = base + mark.close
        return
    if introduced is None and not block.stitched:
        introduced = _told_before(block, mark, last, before)
    where, saying, inherited = introduced or (sheet, None, True)
    act: Act = saying.act if saying is not None and not inherited else "say"
    drafts.append(Utterance("direct", act, [whole], saying, where, inherited, base + mark.close))


FRAGMENT = 6
"""Words from which a fragment in marks is neither a name nor held at arm's length. With 4 or 9 a fragment more or less
is found in eighty reports, and nothing else changes."""


def _fragment(block: Block, mark: Marked, drafts: list[Utterance], before: list[Utterance]) -> Utterance | None:
    """Words taken out of a sentence that names no source: they go on from the last to speak."""
    sheet = block.sheet
    part = inner(sheet, mark.start, mark.end)
    words_in = sheet.cut(part)
    if block.stitched or not words_in[:1].islower() or words_in.count(" ") + 1 < FRAGMENT:
        return None
    start, end = sheet.sentence(sheet.token_at(mark.start))
    if any(start <= saying.cue.idx < end and sheet.mark_at(saying.cue.idx) is None for saying in block.sayings):
        return None
    base = sheet.passage.start
    whole = (base + part[0], base + part[1])
    earlier = [one for one in (*before[-1:], *drafts) if one.parts and one.parts[-1][1] <= whole[0]]
    last = max(earlier, key=lambda one: one.reach, default=None)
    where, saying = (last.sheet, last.saying) if last is not None else (sheet, None)
    return Utterance("mixed", "say", [whole], saying, where, inherited=True, reach=base + mark.close)


def _goes_on(block: Block, end: int, mark: Marked) -> bool:
    """Whether marks go on with a quotation that ends, cue and all, at `end`."""
    sheet = block.sheet
    if block.stitched and sheet.sentence(sheet.token_at(end - 1)) != sheet.sentence(sheet.token_at(mark.start)):
        return False
    return sheet.only_stops(end, mark.open)


def _told_before(block: Block, mark: Marked, last: Utterance | None, before: list[Utterance]) -> Lead | None:
    """Whose words marks without any cue are: of the subject of the sentence before, of the last to speak in the
    paragraph, or, where the marks open the paragraph, of the last to speak in the one before."""
    sheet = block.sheet
    lead = sheet.text[: mark.open].rstrip()
    if not lead:
        above = block.above
        if above is not None and not (before and before[-1].sheet is above.sheet) and above.sheet.text.strip():
            subject = before_colon(above.sheet, above.sheet.token_at(len(above.sheet.text.rstrip()) - 1))
            if subject is not None and subject.head is not None and _is_somebody(subject.head):
                return above.sheet, subject, True
        source = before[-1] if before and not _is_crowd(before[-1]) else None
        return (source.sheet, source.saying, True) if source is not None else None
    if last is None or last.reach - sheet.passage.start < len(lead):
        subject = before_colon(sheet, sheet.token_at(len(lead) - 1))
        if subject is not None and subject.head is not None and _is_somebody(subject.head):
            return sheet, subject, True
    return (last.sheet, last.saying, True) if last is not None else None


def _is_crowd(utterance: Utterance) -> bool:
    """Several people whose words are reported only in sum: no one of them is quoted next."""
    head = utterance.saying.head if utterance.saying is not None else None
    return utterance.kind == "indirect" and head is not None and head.tag_ == "NNS"


def _is_somebody(head: Token) -> bool:
    return head.pos_ == "PROPN" or head.lower_ in words("people", "she") | words("people", "he")


def _introduced(block: Block, mark: Marked) -> Lead | None:
    """Who speaks by the words that lead to the marks, in this block or at the end of the one above; whether only the
    speaker is lent."""
    sheet, sayings = block.sheet, block.sayings
    signed = signature(sheet, mark)
    if signed is not None:
        return sheet, signed, True
    lead = sheet.text[: mark.open].rstrip()
    if not lead and block.above is not None:
        sheet, sayings = block.above.sheet, block.above.sayings
        lead = sheet.text.rstrip()
        if not lead.endswith(":"):
            return None
    if not lead.endswith((":", ",")):
        return None
    last = sheet.token_at(len(lead) - 1)
    start = sheet.sentence(last)[0]
    cues = [one for one in sayings if start <= one.cue.idx < len(lead) and one.takes_quote and one.speaker]
    cues = [one for one in cues if sheet.mark_at(one.cue.idx) is None]
    if cues:
        return sheet, cues[-1], False
    saying = before_colon(sheet, last) if lead.endswith(":") else None
    return (sheet, saying, True) if saying is not None else None
