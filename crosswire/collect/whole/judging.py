"""How much of a story a page carries: whole, a part of it, or sentences of several reports stitched together."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from crosswire import rules
from crosswire.base import Block, Completeness, Stated
from crosswire.collect.cues import cues, words_of
from crosswire.collect.lines.units import Shape, Unit
from crosswire.collect.particulars.credits import stated
from crosswire.collect.whole.splices import Sign, dangling, reworded

_HEADLESS = re.compile(r"-(?<![^.!?”\"\s]-)(?<![^.!?”\"] -)[A-Z]\w+(?:\s+\w+){0,3}")
_UNSPACED = re.compile(r"\b(?:[A-Z]\.){2,}[a-z]{2,}")
_BROKEN_OFF = re.compile(r"(?<=[a-z]\s)(?:[A-Z]\.){2,}\s+[“\"][A-Z]\w*")
_OPEN_END = re.compile(r"(?:…|\.\.\.|\[\s*(?:…|\.\.\.)\s*\])\s*\Z")
_INSIDE = re.compile(r"\w[.,][”\"](?=\s|\Z)")
_OUTSIDE = re.compile(r"\w[”\"][.,](?=\s|\Z)")
_QUOTE_ALONE = re.compile(r"[“\"][^“”\"]{10,}[”\"][.,]?\Z")
_QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"")
_TORN = frozenset({"torn_start", "broken_off", "unspaced"})
_BUTTON_BEHIND = re.compile(r"(?:…|\.\.\.|\[…\]|\[\.\.\.\])\s*([^.…\n]{3,40})\Z")
_LAST_WORD = re.compile(r"\s([a-z]+)\Z")
_BROKEN = 8
"""Words from which a paragraph that ends in a small word is a sentence and no title."""
_LEAST_STYLES = 2
"""Spellings that must differ before a page counts as of several houses: one (US in headlines, U.S. below) is common."""
_LEAST_REWORDED = 2
_LEAST_KINDS = 3
"""Kinds of sign that make a page stitched, one of them a torn sentence. With two, careless single-author copy (two
spellings of "ceasefire", one missing space) is called stitched; four lets spun pages through."""


def judge(
    page: str, units: list[Unit], blocks: tuple[Block, ...], *, is_page: bool, excerpt: bool = False
) -> Completeness:
    """Full, partial or stitched, with the words that show it.

    Signs of a stitched page count only together: at least three kinds, one of which is a torn sentence, or two set
    phrases with a word replaced, which make a page one that a program rewrote. An open end or a notice makes a page
    partial; a page both stitched and partial is called stitched and keeps all its reasons.
    """
    body = [block for block in blocks if block.kind == "body"]
    missing = [*_notices(page, units), *(_open_end(page, body) if is_page or excerpt else ())]
    if excerpt and body:
        missing.append(("summary_only", stated(page, body[0].start, body[-1].end)))
    torn, words = list(_torn(page, body)), list(reworded(page, units))
    if torn and {kind for kind, _ in torn} & _TORN:
        torn += [*_styles(page, body), *_quotation(page, body), *dangling(page, units)]
    signs = [*torn, *words]
    kinds = {kind for kind, _ in signs}
    changed = {span.text.casefold() for _, span in words}
    if (kinds & _TORN and len(kinds) >= _LEAST_KINDS) or len(changed) >= _LEAST_REWORDED:
        return _completeness("stitched", [*signs, *missing])
    return _completeness("partial" if missing else "full", missing)


def _completeness(value: str, signs: list[Sign]) -> Completeness:
    kinds = tuple(dict.fromkeys(kind for kind, _ in signs))
    why = tuple(
        sorted(
            {(span.start or 0, span.end or 0): span for _, span in signs}.values(),
            key=lambda s: (s.start or 0, s.end or 0),
        )
    )
    return Completeness(value=value, kinds=kinds, why=why)  # type: ignore[arg-type]


def _notices(page: str, units: list[Unit]) -> Iterator[Sign]:
    """Words that say the page is not the whole report, in furniture or in a last line."""
    labels: dict[Shape, str | None] = {}
    for at, unit in enumerate(units):
        if unit.kind != "noise" and at < len(units) - 3:
            continue
        if unit.sub in ("comment", "related", "navigation", "share") and at < len(units) - 12:
            continue
        if unit.shape not in labels:
            labels[unit.shape] = cues().notices.anywhere(unit.words)
        label = labels[unit.shape]
        if label:
            yield f"{label}_notice", stated(page, unit.start, unit.end)


def _open_end(page: str, body: list[Block]) -> Iterator[Sign]:
    if not body:
        return
    last = page[body[-1].start : body[-1].end]
    match = _OPEN_END.search(last) or _broken_off(last)
    if match:
        start = max(0, last.rfind(" ", 0, max(0, match.start() - 20)) + 1)
        yield "cut_off", stated(page, body[-1].start + start, body[-1].end)


def _broken_off(last: str) -> re.Match[str] | None:
    """Where a last paragraph breaks off before a button ("in the ... Read more"), or behind a small word that no
    sentence ends in ("told reporters in the")."""
    button = _BUTTON_BEHIND.search(last)
    if button and (words := words_of(button[1])):
        found = cues().alone.whole(words) or cues().opens.opening(words)
        if found:
            return button
    word = _LAST_WORD.search(last)
    ends = rules.words("en/pages", "completeness", "never_last")
    return word if word and word[1] in ends and len(last.split()) >= _BROKEN else None


def _torn(page: str, body: list[Block]) -> Iterator[Sign]:
    """Sentences without their beginning or end."""
    ended = False
    for block in body:
        text = page[block.start : block.end]
        for kind, pattern in (("torn_start", _HEADLESS), ("unspaced", _UNSPACED), ("broken_off", _BROKEN_OFF)):
            for match in pattern.finditer(text):
                start = match.start() if kind != "broken_off" else text.rfind(" ", 0, max(0, match.start() - 1)) + 1
                yield kind, stated(page, block.start + start, block.start + match.end())
        if text[0].islower() and len(text.split()) > 8 and ended:
            yield "lower_start", stated(page, block.start, block.start + len(" ".join(text.split()[:5])))
        ended = text.endswith((".", "!", "?", "”", '"'))


@cache
def _style_patterns() -> tuple[tuple[tuple[str, re.Pattern[str]], ...], ...]:
    groups = rules.load("en/pages")["styles"]
    return tuple(
        tuple((form, re.compile(rf"(?<![\w.-]){re.escape(form)}(?![\w-]|\.\w)")) for form in forms)
        for _, forms in sorted(groups.items())
    )


def _styles(page: str, body: list[Block]) -> Iterator[Sign]:
    """Two spellings, outside quotations, of what one house spells one way."""
    plain = [(b.start, _QUOTED.sub(lambda m: " " * len(m.group()), page[b.start : b.end])) for b in body]
    differing: list[list[Stated]] = []
    for group in _style_patterns():
        found: list[Stated] = []
        for _, pattern in group:
            for start, text in plain:
                match = pattern.search(text)
                if match:
                    found.append(stated(page, start + match.start(), start + match.end()))
                    break
        if len(found) > 1:
            differing.append(found)
    if len(differing) >= _LEAST_STYLES:
        yield from (("mixed_style", span) for found in differing for span in found)


def _quotation(page: str, body: list[Block]) -> Iterator[Sign]:
    """Stops both inside and outside closing quotation marks; paragraphs that are a quotation nobody is given for."""
    inside = outside = None
    for at, block in enumerate(body):
        text = page[block.start : block.end]
        for match in _INSIDE.finditer(text):
            inside = inside or stated(page, block.start + match.start(), block.start + match.end())
        for match in _OUTSIDE.finditer(text):
            outside = outside or stated(page, block.start + match.start(), block.start + match.end())
        before = page[body[at - 1].start : body[at - 1].end] if at else ""
        if _QUOTE_ALONE.match(text) and not before.endswith((":", ",")) and "”" not in before and '"' not in before:
            yield "orphan_quote", stated(page, block.start, block.end)
    if inside and outside:
        yield "mixed_quotes", inside
        yield "mixed_quotes", outside
