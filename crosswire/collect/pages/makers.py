"""Who made the report: authors, agency, outlet, and those credited."""

from __future__ import annotations

import re

from crosswire import rules
from crosswire.base import Page, Stated
from crosswire.collect.lines.credits import (
    Credit,
    Dateline,
    after_label,
    credit_of,
    domain_in,
    outlet_in_rights,
    read_dateline,
    stated,
)
from crosswire.collect.lines.cues import words_of
from crosswire.collect.lines.units import Unit
from crosswire.collect.pages.parts import Layout


def read_byline(page: str, layout: Layout) -> tuple[Stated | None, Credit]:
    """The line of names near the top, and whom it names. Names found nowhere else make no byline."""
    lines = layout.of("byline")
    credits = [_names_on(page, unit, layout) for unit in lines]
    authors: list[Stated] = []
    for credit in credits:
        authors += [name for name in credit.authors if all(name.text != known.text for known in authors)]
    agency = next((credit.agency for credit in credits if credit.agency), None)
    first = next((u for u, c in zip(lines, credits, strict=True) if c.authors or c.agency), lines[0] if lines else None)
    line = stated(page, first.start, first.end) if first else None
    return line, Credit(authors=tuple(authors), agency=agency)


def _names_on(page: str, unit: Unit, layout: Layout) -> Credit:
    start = after_label(page, unit.start, unit.end, "byline") or unit.start
    dates = layout.dates[layout.units.index(unit)]
    end = dates[0].start if dates and dates[0].start > start else unit.end
    return credit_of(page, start, end)


def opening_dateline(page: str, layout: Layout) -> Dateline | None:
    """The dateline inside one of the first paragraphs; the paragraph stays body."""
    first, last = layout.body
    bodies = [unit for unit in layout.units[first : last + 1] if unit.kind == "body"]
    for unit in bodies[:_DATELINES_WITHIN]:
        found = read_dateline(page, unit.start, unit.end, alone=False)
        if found is not None:
            return found
    return None


_DATELINES_WITHIN = 3


def source_agency(page: str, layout: Layout) -> Stated | None:
    """An agency named as the source at the foot ("Source: AFP", or the bare name after the last paragraph)."""
    for unit in layout.of("credit"):
        start = after_label(page, unit.start, unit.end, "credit")
        if start is not None:
            agency = credit_of(page, start, unit.end).agency
            if agency:
                return agency
    return None


def credits_of(page: str, layout: Layout) -> tuple[Stated, ...]:
    """Contributors and sources; a source without its label, a picture's credit not at all."""
    found: list[Stated] = []
    for at, unit in enumerate(layout.units):
        if unit.kind == "credit" and layout.marks[at] == "credit":
            start = after_label(page, unit.start, unit.end, "credit")
            found.append(stated(page, start if start and start < unit.end else unit.start, unit.end))
    return tuple(found)


def outlet_of(page: Page, layout: Layout) -> Stated | None:
    """Given; else named by a rights line or notice, by an address printed outside the text, by the given one."""
    if page.given_outlet:
        return Stated(text=page.given_outlet, basis="given")
    first, last = layout.body
    outside = [*range(len(layout.units) - 1, last, -1), *range(first)] if page.is_page else []
    near = [layout.units[at] for at in outside if layout.units[at].kind != "body"]
    for unit in near:
        name = outlet_in_rights(page.text, unit.start, unit.end) if unit.size <= 80 else None
        if name:
            return name
    for unit in near:
        domain = domain_in(page.text, unit.start, unit.end) if layout.repeats[unit.key] <= 3 else None
        if domain:
            return domain
    if page.given_url:
        host = re.match(r"(?:\w+://)?(?:www\.)?([^/:?#]+)", page.given_url)
        return Stated(text=host[1], basis="url") if host and "." in host[1] else None
    return None


_TITLE_SUFFIX = re.compile(r"\s+(?:\||::|»|-|–|—)\s+(?=[^|»]{2,40}\Z)")


def headline_words(page: str, layout: Layout) -> Stated | None:
    """The headline without the outlet's name behind it."""
    if layout.headline is None:
        return None
    unit = layout.units[layout.headline]
    end = unit.end
    match = _TITLE_SUFFIX.search(unit.text)
    if match and match.start() >= 12 and _is_outlet_tail(unit.text[match.end() :], match.group(), layout):
        end = unit.start + match.start()
    return stated(page, unit.start, end)


def _is_outlet_tail(tail: str, separator: str, layout: Layout) -> bool:
    if separator.strip() in ("|", "::", "»"):
        return len(tail.split()) <= 6
    known = rules.words("en/pages", "outlet", "words")
    words = words_of(tail)
    named = any(word in known for word in words) or re.fullmatch(r"[\w-]+\.[a-z]{2,6}", tail, re.IGNORECASE)
    head = layout.units[layout.headline or 0].key.removesuffix(" ".join(words)).strip()
    return len(words) <= 5 and bool(named or layout.repeats.get(head) or layout.repeats.get(" ".join(words), 0))
