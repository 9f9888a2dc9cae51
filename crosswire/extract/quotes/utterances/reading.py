"""Reads a report block by block, and joins quotations that run over paragraphs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from crosswire.extract.quotes.clauses import Saying, find_sayings
from crosswire.extract.quotes.marks import Marked, begins_marked
from crosswire.extract.quotes.sheet import Sheet
from crosswire.extract.quotes.utterances.fitting import fit, inner, once
from crosswire.extract.quotes.utterances.stray import place
from crosswire.extract.quotes.utterances.utterance import Block, Utterance


def read(sheets: Sequence[Sheet], *, stitched: bool) -> list[Utterance]:
    """Every utterance of a report, block by block, quotations that run over paragraphs joined.

    On a `stitched` page nothing is joined and no speaker lent over the end of a sentence.
    """
    done: list[Utterance] = []
    carried: Utterance | None = None
    above: Block | None = None
    for n, sheet in enumerate(sheets):
        block = Block(sheet, find_sayings(sheet), above, stitched)
        here = _read_block(block, done, carried)
        done.extend(here)
        if not stitched:
            following = sheets[n + 1].text if n + 1 < len(sheets) else ""
            carried = _runs_on(sheet, [*here, carried] if carried else here, following)
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
    drafts = list(once(fit(sheet, block.sayings)))
    taken = {mark.open for draft in drafts if draft.inside is None for mark in _covered(sheet, draft)}
    for mark in sheet.marks:
        at_start = not sheet.text[: mark.open].strip()
        if carried is not None and at_start:
            _carry(sheet, mark, drafts, carried)
        elif mark.open not in taken:
            place(block, mark, drafts, before)
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
    part = inner(sheet, mark.start, mark.end)
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
