"""A page to a report: every line in a block of one kind, and the report's own particulars with their words."""

from __future__ import annotations

import re
from collections.abc import Iterator

from crosswire.base import Block, Limits, Page, Report, ReportKind, Stated, row_id
from crosswire.collect.cues import cues
from crosswire.collect.html import open_fragment, open_page
from crosswire.collect.layout import Layout, lay_out
from crosswire.collect.lines.units import Unit, units
from crosswire.collect.pages.dating import report_dates, unusable
from crosswire.collect.pages.language import told_language
from crosswire.collect.pages.makers import (
    closing_agency,
    closing_source,
    credits_of,
    given_makers,
    opening_dateline,
    read_byline,
    source_agency,
)
from crosswire.collect.pages.outlets import headline_words, names_of, outlet_of
from crosswire.collect.particulars.agencies import agencies_of, is_agency
from crosswire.collect.particulars.credits import stated
from crosswire.collect.whole import judge
from crosswire.errors import InputError

_HANDLE = re.compile(r"(?:[^@\n]{1,40}\s)?@\w{2,30}(?:\s·\s.{1,20})?\Z")
"""Who posted it, alone on a line or with name and day beside it, above a text without a headline."""
_SENTENCE_END = re.compile(r"[.!?…][\"'”’)\]]*\s+")


def clean(page: Page, limits: Limits) -> Report:
    """Tells the parts of a page apart. A clean text (`is_page` false) is all body; only its dateline is read.

    Offsets are into the report's `text`: that of `page`, or the visible text of a web page (form "html"), whose markup
    is asked as well. Raises InputError CW203 (too long), CW205 (nothing to read once noise is set apart).
    """
    if page.form == "html":
        opened = open_page(page, limits.report_chars)
        return opened.tell(_clean(opened.page, limits, opened.layout, opened.outlet))
    if page.form == "fragment":
        shown, layout = open_fragment(page)
        return _clean(shown, limits, layout)
    return _clean(page, limits, None)


def _clean(page: Page, limits: Limits, layout: Layout | None, outlet: Stated | None = None) -> Report:
    """The report of a text; `layout` and `outlet` are what markup already told of it."""
    if len(page.text) > limits.report_chars:
        raise InputError(
            "CW203",
            f"{page.path} is too long: {len(page.text):,} characters, the limit is {limits.report_chars:,}.",
            "Split it, or raise the limit in settings.",
        )
    layout = layout or _laid_out(page)
    least = limits.min_body_words if page.is_page else 1
    if sum(len(unit.words) for unit in layout.of("body")) < least:
        raise InputError(
            "CW205",
            f"{page.path} holds no article text once menus, links and notices are set apart.",
            "Check that the page was saved whole; a text without furniture goes in as a .jsonl line.",
        )
    blocks = tuple(block for unit in layout.units for block in _blocks(page.text, unit, limits.block_chars))
    return _report(page, layout, blocks, outlet or outlet_of(page, layout))


def _laid_out(page: Page) -> Layout:
    found = units(page.text)
    if not page.is_page:
        return _all_body(found, page.text)
    # Without a single sentence no line can be body, however many there are.
    return (
        lay_out(page.text, found, page.given_title) if any(unit.prose for unit in found) else _all_body([], page.text)
    )


def _all_body(found: list[Unit], page: str) -> Layout:
    for unit in found:
        unit.kind = "body"
    layout = Layout(units=found, marks=[""] * len(found), dates=[[] for _ in found], body=(0, len(found) - 1))
    layout.agencies = agencies_of(page)
    return layout


def _blocks(page: str, unit: Unit, most: int) -> Iterator[Block]:
    """The unit as a block, or as several cut at sentence ends where it is longer than `most` characters."""
    if unit.end - unit.start <= most:
        yield _block(unit.start, unit.end, unit)
        return
    start = unit.start
    while unit.end - start > most:
        cut = start
        for match in _SENTENCE_END.finditer(page, start, start + most):
            cut = match.end()
        if cut == start:
            space = page.rfind(" ", start + 1, start + most)
            cut = space if space > start else start + most
        yield _block(start, start + len(page[start:cut].rstrip()), unit)
        start = cut + len(page[cut : unit.end]) - len(page[cut : unit.end].lstrip())
    if start < unit.end:
        yield _block(start, unit.end, unit)


def _block(start: int, end: int, unit: Unit) -> Block:
    return Block(start=start, end=end, kind=unit.kind, sub=unit.sub if unit.kind == "noise" else None)  # type: ignore[arg-type]


def _report(page: Page, layout: Layout, blocks: tuple[Block, ...], outlet: Stated | None) -> Report:
    text = page.text
    opening = opening_dateline(text, layout)
    dateline = layout.dateline or opening
    byline, people = read_byline(text, layout)
    language = told_language(_body_text(text, blocks), page.given_language)
    place = dateline.place if dateline else None
    published, updated, fetched = report_dates(page, layout, dateline, language, outlet)
    authors, agency = given_makers(page)
    agency = agency or people.agency or (dateline.agency if dateline else None) or closing_agency(text, layout)
    return Report(
        id=row_id("r", page.sha256, page.given_id),
        path=page.path,
        sha256=page.sha256,
        encoding=page.encoding,
        text=text,
        language=language,
        kind=_kind(layout, agency=agency),
        given_id=page.given_id,
        url=page.given_url,
        headline=_given(page.given_title) or headline_words(text, layout),
        standfirst=next((stated(text, u.start, u.end) for u in layout.of("standfirst")), None),
        byline=byline,
        outlet=outlet,
        place=place if place and place.text.casefold() not in names_of(outlet) else None,
        authors=authors or people.authors,
        agency=agency or source_agency(text, layout, outlet) or closing_source(text, layout),
        credits=credits_of(text, layout),
        published=published,
        updated=updated,
        fetched=fetched,
        unusable=unusable(page),
        completeness=judge(text, layout.units, blocks, is_page=page.is_page, excerpt=page.excerpt),
        blocks=blocks,
    )


def _given(value: str | None) -> Stated | None:
    return Stated(text=value, basis="given") if value else None


def _body_text(page: str, blocks: tuple[Block, ...]) -> str:
    pieces: list[str] = []
    size = 0
    for block in blocks:
        if block.kind == "body":
            pieces.append(page[block.start : block.end])
            size += block.end - block.start
            if size > 4000:
                break
    return "\n".join(pieces)


def _kind(layout: Layout, *, agency: Stated | None) -> ReportKind:
    first = layout.body[0]
    for unit in [*layout.units[max(0, first - 8) : first + 1]]:
        label = cues().kinds.opening(unit.words) or (None if unit.prose == 2 else cues().kinds.opening(unit.words[1:]))
        if label:
            return label[0]  # type: ignore[return-value]
    if layout.headline is None and any(_HANDLE.match(unit.text) for unit in layout.units[max(0, first - 4) : first]):
        return "social"
    return "agency_copy" if agency and is_agency(agency.text, layout.agencies, alone=True) else "news"
