"""Fits what the grammar says is said to the quotation marks, and tells direct, mixed and indirect apart."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from crosswire.extract.quotes.clauses import SUBJECTS, Saying
from crosswire.extract.quotes.marks import Marked
from crosswire.extract.quotes.sheet import SOFT, Sheet, Stretch
from crosswire.extract.quotes.utterances.check import why_no_speech, why_not_said
from crosswire.extract.quotes.utterances.utterance import Kind, Utterance

MARKED_SHARE = 0.85
"""Share of the content's characters that must stand inside marks for a direct quotation. Between .8 and .95 the
kinds hardly change: what is neither nearly all nor a fragment is rare."""


def fit(sheet: Sheet, sayings: Iterable[Saying]) -> Iterator[Utterance]:
    """The utterance of each act of saying whose content is somebody's words."""
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
            parts.append(inner(sheet, max(mark.start, start), min(mark.end, end)))
            at = mark.close
        if kind != "direct":
            parts.append(sheet.trim(at, end, SOFT))
    return [part for part in parts if _has_word(sheet, part)]


def inner(sheet: Sheet, start: int, end: int) -> Stretch:
    return sheet.trim(start, end, " \t\r\n\u00a0")


def _has_word(sheet: Sheet, part: Stretch) -> bool:
    return any(letter.isalnum() for letter in sheet.text[part[0] : part[1]])


def once(drafts: Iterable[Utterance]) -> Iterator[Utterance]:
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
