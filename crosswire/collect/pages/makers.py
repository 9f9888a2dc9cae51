"""Who made the report: authors, agency, place, and those credited."""

from __future__ import annotations

import re

from crosswire import rules
from crosswire.base import Page, Stated
from crosswire.collect.cues import either, is_capitalised
from crosswire.collect.layout import Layout
from crosswire.collect.pages.outlets import names_of
from crosswire.collect.particulars.agencies import is_agency, is_generic
from crosswire.collect.particulars.credits import Credit, after_label, credit_of, is_name, pieces_of, stated
from crosswire.collect.particulars.datelines import Dateline, read_dateline

_DATELINES_WITHIN = 3
_MOST_AGENCY = 3
_MOST_CREDITS = 20
_MOST_BYLINES = 20
_CLOSING_LINES = 3
_SHORT_LINE = 8
_LONGEST_SIGN = 60
_IN_BRACKETS = re.compile(r"[(\[]([^()\[\]\n]{2,40})[)\]]\.?\Z")
_BEHIND_DASH = re.compile(r"(?<![^\s.!?”\"])(?:--|[—–])\s?([^\W\d_][^\n—–()]{1,38})\Z")


def read_byline(page: str, layout: Layout) -> tuple[Stated | None, Credit]:
    """The line of names near the top, and whom it names. Names found nowhere else make no byline."""
    spots = [at for at, unit in enumerate(layout.units) if unit.kind == "byline"][:_MOST_BYLINES]
    lines = [layout.units[at] for at in spots]
    credits = [_names_on(page, layout, at) for at in spots]
    authors: dict[str, Stated] = {}
    for name in (name for credit in credits for name in credit.authors):
        authors.setdefault(name.text, name)
    agency = next((credit.agency for credit in credits if credit.agency), None)
    first = next((u for u, c in zip(lines, credits, strict=True) if c.authors or c.agency), lines[0] if lines else None)
    line = stated(page, first.start, first.end) if first else None
    return line, Credit(authors=tuple(authors.values()), agency=agency)


def given_makers(page: Page) -> tuple[tuple[Stated, ...], Stated | None]:
    """Authors and agency as given for the report; a name that is an agency's is no author's."""
    authors: list[str] = []
    agency: str | None = None
    for value in page.given_authors:
        start = after_label(value, 0, len(value), "byline") or 0
        pieces = [piece.text for piece in pieces_of(value, start, len(value))]
        known = [piece for piece in pieces if is_name(piece.split()) or is_agency(piece, alone=True)]
        for name in known if known and known[0] == pieces[0] else [value[start:].strip()]:
            if is_agency(name, alone=True):
                agency = agency or (None if is_generic(name) else name)
            elif name:
                authors.append(name)
    named = tuple(Stated(text=name, basis="given") for name in dict.fromkeys(authors))
    return named, Stated(text=agency, basis="given") if agency else None


def _names_on(page: str, layout: Layout, at: int) -> Credit:
    unit, dates = layout.units[at], layout.dates[at]
    start = after_label(page, unit.start, unit.end, "byline") or unit.start
    end = dates[0].start if dates and dates[0].start > start else unit.end
    return credit_of(page, start, end, layout.agencies)


def opening_dateline(page: str, layout: Layout) -> Dateline | None:
    """The dateline inside one of the first paragraphs; the paragraph stays body."""
    first, last = layout.body
    bodies = [unit for unit in layout.units[first : last + 1] if unit.kind == "body"]
    for unit in bodies[:_DATELINES_WITHIN]:
        found = read_dateline(page, unit.start, unit.end, alone=False, local=layout.agencies)
        if found is not None:
            return found
    return None


def source_agency(page: str, layout: Layout, outlet: Stated | None) -> Stated | None:
    """An agency named as the source at the foot ("Source: AFP").

    A name that neither is listed nor looks like one counts where the outlet stands beside it, or where somebody in the
    report speaks to it ("told Lowmark").
    """
    for unit in layout.of("credit")[:_MOST_CREDITS]:
        start = after_label(page, unit.start, unit.end, "credit")
        if start is None or start >= unit.end:
            continue
        agency = credit_of(page, start, unit.end, layout.agencies).agency
        if agency:
            return agency
        own = set(names_of(outlet))
        pieces = pieces_of(page, start, unit.end)
        others = [piece for piece in pieces if piece.text.casefold() not in own and _could_be_agency(piece.text)]
        for piece in others[:1]:
            if any(known.text.casefold() in own for known in pieces) or _is_heard(page, piece.text):
                return piece
    return None


def closing_agency(page: str, layout: Layout) -> Stated | None:
    """The agency that the text is signed with: "… he said. (AFP)", "— Lowmark News Agency" below it."""
    for unit in layout.of("body")[:-_CLOSING_LINES:-1]:
        for pattern in (_IN_BRACKETS, _BEHIND_DASH):
            match = pattern.search(page, max(unit.start, unit.end - _LONGEST_SIGN), unit.end)
            if match and is_agency(match[1], layout.agencies) and not is_generic(match[1]):
                return stated(page, match.start(1), match.end(1))
        if unit.size > _SHORT_LINE:
            return None
    return None


def closing_source(page: str, layout: Layout) -> Stated | None:
    """The agency that one of the last lines of a clean text names as its source ("Source: AFP")."""
    for unit in layout.of("body")[:-_CLOSING_LINES:-1]:
        start = after_label(page, unit.start, unit.end, "credit") if unit.size <= _SHORT_LINE else None
        if start is not None:
            return credit_of(page, start, unit.end, layout.agencies).agency
    return None


def _could_be_agency(name: str) -> bool:
    return len(name.split()) <= _MOST_AGENCY and is_capitalised(name) and not is_generic(name)


def _is_heard(page: str, name: str) -> bool:
    """Whether somebody in the report speaks to it."""
    verbs = either(rules.words("en/pages", "outlet", "heard"))
    return bool(re.search(rf"\b(?:{verbs}) (?:the )?{re.escape(name)}\b", page))


def credits_of(page: str, layout: Layout) -> tuple[Stated, ...]:
    """Contributors and sources; a source without its label, a picture's credit not at all."""
    found: list[Stated] = []
    for at, unit in enumerate(layout.units):
        if unit.kind == "credit" and layout.marks[at] == "credit":
            start = after_label(page, unit.start, unit.end, "credit")
            found.append(stated(page, start if start and start < unit.end else unit.start, unit.end))
    return tuple(found)
