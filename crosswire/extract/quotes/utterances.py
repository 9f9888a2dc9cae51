"""What is said, as parts: the grammar's content fitted to the quotation marks, and marks that stand alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from crosswire.extract.quotes.check import why_no_speech, why_not_said
from crosswire.extract.quotes.cues import Act, words
from crosswire.extract.quotes.marks import Marked, begins_marked
from crosswire.extract.quotes.sayings import Saying, before_colon, find_sayings, signature
from crosswire.extract.quotes.sheet import SOFT, Sheet, Stretch
from crosswire.extract.quotes.subjects import SUBJECTS

if TYPE_CHECKING:
    from spacy.tokens import Token

Kind = Literal["direct", "mixed", "indirect"]

Lead = tuple[Sheet, Saying | None, bool]
"""Where a speaker is named, the act of saying that names it, and whether only the speaker is lent."""
MARKED_SHARE = 0.85
"""Share of the content's characters that must stand inside marks for a direct quotation. Between .8 and .95 the
kinds hardly change: what is neither nearly all nor a fragment is rare."""


@dataclass(slots=True)
class Utterance:
    """One quotation on its way: parts in the report's offsets, the saying it hangs on, and the sheet of that saying.

    `inherited` tells that the saying stands in another sentence and only lends its speaker.
    """

    kind: Kind
    act: Act
    parts: list[Stretch]
    saying: Saying | None
    sheet: Sheet
    inherited: bool = False
    reach: int = 0
    inside: Marked | None = None


@dataclass(frozen=True, slots=True)
class Block:
    """One block with its acts of saying, and the block above it."""

    sheet: Sheet
    sayings: list[Saying]
    above: Block | None = None


def read(sheets: Sequence[Sheet]) -> list[Utterance]:
    """Every utterance of a report, block by block, quotations that run over paragraphs joined."""
    done: list[Utterance] = []
    carried: Utterance | None = None
    above: Block | None = None
    for n, sheet in enumerate(sheets):
        block = Block(sheet, find_sayings(sheet), above)
        here = _read_block(block, done, carried)
        following = sheets[n + 1].text if n + 1 < len(sheets) else ""
        carried = _runs_on(sheet, [*here, carried] if carried else here, following)
        done.extend(here)
        above = Block(sheet, block.sayings)
    return [one for one in done if one.parts]


def _runs_on(sheet: Sheet, candidates: list[Utterance], following: str) -> Utterance | None:
    """The utterance whose marks stay open at the end of a block while the next block opens them again."""
    if not sheet.marks or sheet.marks[-1].closed or not begins_marked(following):
        return None
    end = sheet.passage.start + sheet.marks[-1].end
    return next((one for one in candidates if one.parts and one.parts[-1][1] == end), None)


def _read_block(block: Block, before: list[Utterance], carried: Utterance | None) -> list[Utterance]:
    sheet = block.sheet
    _repair(sheet, block.sayings)
    drafts = list(_once(_fit(sheet, block.sayings)))
    taken = {mark.open for draft in drafts if draft.inside is None for mark in _covered(sheet, draft)}
    for mark in sheet.marks:
        at_start = not sheet.text[: mark.open].strip()
        if carried is not None and at_start:
            _carry(sheet, mark, drafts, carried)
        elif mark.open not in taken:
            _place(block, mark, drafts, before)
    return sorted(drafts, key=lambda draft: (draft.parts, draft.saying.cue_span if draft.saying else (0, 0)))


def _repair(sheet: Sheet, sayings: Sequence[Saying]) -> None:
    """Where a closing mark is missing, let ", X said." at the end of a sentence show where it belongs."""
    if not sheet.marks or sheet.marks[-1].closed:
        return
    mark = sheet.marks[-1]
    for saying in sayings:
        start, end = saying.aside
        before = len(sheet.text[:start].rstrip())
        ends = sheet.only_stops(end, sheet.sentence(saying.cue)[1])
        if mark.start < before <= start and sheet.text[before - 1] == "," and saying.speaker and ends:
            sheet.marks = (*sheet.marks[:-1], Marked(mark.open, mark.start, before, before, mark.pair))
            return


def _carry(sheet: Sheet, mark: Marked, drafts: list[Utterance], carried: Utterance) -> None:
    """Join the marks that open a paragraph to the quotation left open above; a cue found only here serves both."""
    base = sheet.passage.start
    part = _inner(sheet, mark.start, mark.end)
    for draft in drafts:
        if draft.inside is None and draft.parts and draft.parts[0] == (base + part[0], base + part[1]):
            if carried.saying is None or carried.inherited:
                draft.parts[:0] = carried.parts
                carried.parts.clear()
            else:
                carried.parts.extend(draft.parts)
                drafts.remove(draft)
            return
    carried.parts.append((base + part[0], base + part[1]))
    carried.reach = base + mark.close


def _covered(sheet: Sheet, draft: Utterance) -> Iterator[Marked]:
    base = sheet.passage.start
    for start, end in draft.parts:
        yield from sheet.marks_in(start - base, end - base)


def _fit(sheet: Sheet, sayings: Iterable[Saying]) -> Iterator[Utterance]:
    for saying in sayings:
        inside = sheet.mark_at(saying.cue.idx)
        content = _content(sheet, saying, inside)
        if not content:
            continue
        kind = _kind(sheet, content) if inside is None else "indirect"
        parts = _parts(sheet, content, kind)
        if not parts or why_not_said(sheet, saying, kind, parts) is not None:
            continue
        base = sheet.passage.start
        reach = max(saying.aside[1], content[-1][1])
        yield Utterance(
            kind=kind,
            act=saying.act,
            parts=[(base + start, base + end) for start, end in parts],
            saying=saying,
            sheet=sheet,
            reach=base + reach,
            inside=inside,
        )


def _content(sheet: Sheet, saying: Saying, inside: Marked | None) -> list[Stretch]:
    """The grammar's content widened to whole marked stretches; without it, the marks beside the cue."""
    if inside is not None:
        clipped = [(max(start, inside.start), min(end, inside.end)) for start, end in saying.content]
        return [(start, end) for start, end in clipped if end - start > 1]
    content = [_widen(sheet, stretch, saying.aside) for stretch in saying.content]
    if saying.takes_quote:
        content.extend(_beside(sheet, saying, content))
    return _joined(content)


def _widen(sheet: Sheet, stretch: Stretch, aside: Stretch) -> Stretch:
    start, end = stretch
    for mark in sheet.marks_in(start, end):
        if mark.close <= aside[0] or aside[1] <= mark.open:
            start, end = min(start, mark.open), max(end, mark.close)
    return start, end


def _beside(sheet: Sheet, saying: Saying, content: list[Stretch]) -> Iterator[Stretch]:
    """Marked stretches that touch the cue's own stretch, before it and, after a quotation or a stop, behind it."""
    start, end = saying.aside
    before, after = sheet.mark_before(start), sheet.mark_after(end)
    touching = before is not None and _touch(sheet, before.close, start) and not _is_closed(sheet, before, start)
    if before is not None and touching and not content:
        spoken = why_no_speech(sheet, before, beside=True) is None
        if spoken and all(span[1] <= before.open or before.close <= span[0] for span in saying.speaker):
            yield before.open, before.close
    if after is None or not _touch(sheet, end, after.open) or not all(_is_marked(sheet, one) for one in content):
        return
    if content or not saying.speech_only or why_no_speech(sheet, after, beside=True) is None:
        yield after.open, after.close


def _touch(sheet: Sheet, start: int, end: int) -> bool:
    """Whether only commas, colons and blanks stand between, and no sentence or line ends there."""
    between = sheet.text[start:end]
    return sheet.only_stops(start, end) and "." not in between and "\n" not in between


def _is_closed(sheet: Sheet, mark: Marked, start: int) -> bool:
    """Whether a full stop inside the marks, and no comma behind them, ends the sentence there."""
    return sheet.text[mark.start : mark.end].rstrip().endswith(".") and "," not in sheet.text[mark.close : start]


def _is_marked(sheet: Sheet, stretch: Stretch) -> bool:
    return _share(sheet, stretch) >= MARKED_SHARE


def _joined(content: list[Stretch]) -> list[Stretch]:
    joined: list[Stretch] = []
    for start, end in sorted(content):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        elif start < end:
            joined.append((start, end))
    return joined


def _share(sheet: Sheet, *content: Stretch) -> float:
    total = sum(end - start for start, end in content)
    marked = sum(max(0, min(end, mark.close) - max(start, mark.open)) for start, end in content for mark in sheet.marks)
    return marked / max(1, total)


def _kind(sheet: Sheet, content: list[Stretch]) -> Kind:
    share = _share(sheet, *content)
    if share >= MARKED_SHARE:
        marks = (mark for start, end in content for mark in sheet.marks_in(start, end))
        return "direct" if any(_is_clause(sheet, mark) for mark in marks) else "mixed"
    return "mixed" if share > 0 else "indirect"


def _is_clause(sheet: Sheet, mark: Marked) -> bool:
    """Whether the marks beside a cue hold speech, and not an act or a phrase of the sentence ("agreed “to meet”")."""
    if why_no_speech(sheet, mark, beside=True) is not None:
        return False
    first = sheet.token_at(mark.start)
    if not first.is_lower:
        return True
    return any(token.dep_ in SUBJECTS for token in sheet.doc[first.i : sheet.token_at(mark.end - 1).i + 1])


def _parts(sheet: Sheet, content: list[Stretch], kind: Kind) -> list[Stretch]:
    """Content cut at its quotation marks, so that no part holds one of the outer marks."""
    parts: list[Stretch] = []
    for start, end in content:
        at = start
        for mark in sheet.marks_in(start, end):
            if kind != "direct":
                parts.append(sheet.trim(at, mark.open, SOFT))
            parts.append(_inner(sheet, max(mark.start, start), min(mark.end, end)))
            at = mark.close
        if kind != "direct":
            parts.append(sheet.trim(at, end, SOFT))
    return [part for part in parts if _has_word(sheet, part)]


def _inner(sheet: Sheet, start: int, end: int) -> Stretch:
    return sheet.trim(start, end, " \t\r\n\u00a0")


def _has_word(sheet: Sheet, part: Stretch) -> bool:
    return any(letter.isalnum() for letter in sheet.text[part[0] : part[1]])


def _once(drafts: Iterable[Utterance]) -> Iterator[Utterance]:
    """Of several cues for the same words, the one that stands nearest, with a speaker before one without."""
    best: dict[tuple[Stretch, ...], Utterance] = {}
    for draft in drafts:
        key = tuple(draft.parts)
        if key not in best or _rank(draft) < _rank(best[key]):
            best[key] = draft
    yield from best.values()


def _rank(draft: Utterance) -> tuple[bool, int]:
    saying = draft.saying
    if saying is None:
        return True, 0
    base = draft.sheet.passage.start
    gaps = [abs(end - base - saying.aside[0]) for _, end in draft.parts]
    gaps += [abs(start - base - saying.aside[1]) for start, _ in draft.parts]
    return not saying.speaker, min(gaps)


def _place(block: Block, mark: Marked, drafts: list[Utterance], before: list[Utterance]) -> None:
    """Give a marked stretch without a cue beside it to what it goes on from, or to who stands before a colon or in the
    sentence before, or drop it."""
    sheet = block.sheet
    base = sheet.passage.start
    part = _inner(sheet, mark.start, mark.end)
    whole = (base + part[0], base + part[1])
    introduced = _introduced(block, mark)
    colon = introduced is not None and sheet.text[: mark.open].rstrip()[-1:] in ("", ":")
    if why_no_speech(sheet, mark, beside=colon) is not None:
        return
    earlier = [draft for draft in drafts if draft.parts[-1][1] <= whole[0] and draft.inside is None]
    last = max(earlier, key=lambda draft: draft.reach, default=None)
    if last is not None and last.kind == "direct" and sheet.only_stops(last.reach - base, mark.open):
        last.parts.append(whole)
        last.reach = base + mark.close
        return
    if introduced is None:
        introduced = _told_before(block, mark, last, before)
    where, saying, inherited = introduced or (sheet, None, True)
    act: Act = saying.act if saying is not None and not inherited else "say"
    drafts.append(Utterance("direct", act, [whole], saying, where, inherited, base + mark.close))


def _told_before(block: Block, mark: Marked, last: Utterance | None, before: list[Utterance]) -> Lead | None:
    """Whose words marks without any cue are: of the subject of the sentence before, of the last to speak in the
    paragraph, or, where the marks open the paragraph, of the last to speak in the one before."""
    sheet = block.sheet
    lead = sheet.text[: mark.open].rstrip()
    if not lead:
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
