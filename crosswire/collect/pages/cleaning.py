"""A page to a report: every line in a block of one kind, and the report's own particulars with their words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace as changed
from datetime import date

from crosswire import rules
from crosswire.base import Block, Dated, Limits, Page, Report, ReportKind, Stated, row_id
from crosswire.collect.credits import (
    Credit,
    Dateline,
    after_label,
    agencies,
    credit_of,
    domain_in,
    outlet_in_rights,
    read_dateline,
    stated,
)
from crosswire.collect.cues import cues, words_of
from crosswire.collect.dates import Found, given_date, settle, url_date
from crosswire.collect.language import language_of
from crosswire.collect.layout import Layout, lay_out
from crosswire.collect.lines import Unit, units
from crosswire.collect.wholeness import judge, words_in
from crosswire.errors import InputError

_SENTENCE_END = re.compile(r"[.!?…][\"'”’)\]]*\s+")
_TITLE_SUFFIX = re.compile(r"\s+(?:\||::|»|-|–|—)\s+(?=[^|»]{2,40}\Z)")
_DATELINES_WITHIN = 3
_STALE_DAYS = 2
"""A masthead's date this much later than the report's own is the day the page was fetched."""


def clean(page: Page, limits: Limits) -> Report:
    """Tells the parts of a page apart. A clean text (`is_page` false) is all body; only its dateline is read.

    Offsets are into `page.text`. Raises InputError CW203 (too long), CW205 (nothing to read once noise is set apart).
    """
    if len(page.text) > limits.report_chars:
        raise InputError(
            "CW203",
            f"{page.path} is too long: {len(page.text):,} characters, the limit is {limits.report_chars:,}.",
            "Split it, or raise the limit in settings.",
        )
    found = units(page.text)
    layout = lay_out(page.text, found, page.given_title) if page.is_page else _all_body(found)
    blocks = tuple(block for unit in layout.units for block in _blocks(page.text, unit, limits.block_chars))
    least = limits.min_body_words if page.is_page else 1
    if words_in(page.text, blocks) < least:
        raise InputError(
            "CW205",
            f"{page.path} holds no article text once menus, links and notices are set apart.",
            "Check that the page was saved whole; a text without furniture goes in as a .jsonl line.",
        )
    return _report(page, layout, blocks)


def _all_body(found: list[Unit]) -> Layout:
    for unit in found:
        unit.kind = "body"
    return Layout(units=found, marks=[""] * len(found), dates=[[] for _ in found], body=(0, len(found) - 1))


def _blocks(page: str, unit: Unit, most: int) -> Iterator[Block]:
    """The unit as a block, or as several cut at sentence ends where it is longer than `most` characters."""
    start = unit.start
    while unit.end - start > most:
        cut = start
        for match in _SENTENCE_END.finditer(page, start, start + most):
            cut = match.end()
        if cut == start:
            space = page.rfind(" ", start + 1, start + most)
            cut = space if space > start else start + most
        yield _block(page, start, cut, unit)
        start = cut + len(page[cut : unit.end]) - len(page[cut : unit.end].lstrip())
    if start < unit.end:
        yield _block(page, start, unit.end, unit)


def _block(page: str, start: int, end: int, unit: Unit) -> Block:
    end = start + len(page[start:end].rstrip())
    return Block(start=start, end=end, kind=unit.kind, sub=unit.sub if unit.kind == "noise" else None)  # type: ignore[arg-type]


def _report(page: Page, layout: Layout, blocks: tuple[Block, ...]) -> Report:
    text = page.text
    opening = _opening_dateline(text, layout)
    dateline = layout.dateline or opening
    byline, people = _byline(text, layout)
    language = language_of(_body_text(text, blocks))
    outlet = _outlet(page, layout)
    published, updated, fetched = _dates(page, layout, dateline, language, outlet)
    return Report(
        id=row_id("r", page.sha256, page.given_id),
        path=page.path,
        sha256=page.sha256,
        encoding=page.encoding,
        text=text,
        language=language,
        kind=_kind(layout, agency=people.agency or (dateline.agency if dateline else None)),
        given_id=page.given_id,
        url=page.given_url,
        headline=_given(page.given_title) or _headline(text, layout),
        standfirst=next((stated(text, u.start, u.end) for u in layout.of("standfirst")), None),
        byline=byline,
        outlet=outlet,
        place=dateline.place if dateline else None,
        authors=people.authors,
        agency=people.agency or (dateline.agency if dateline else None) or _source_agency(text, layout),
        credits=_credits(text, layout),
        published=published,
        updated=updated,
        fetched=fetched,
        completeness=judge(text, layout.units, blocks, is_page=page.is_page),
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


def _headline(page: str, layout: Layout) -> Stated | None:
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


def _byline(page: str, layout: Layout) -> tuple[Stated | None, Credit]:
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


def _opening_dateline(page: str, layout: Layout) -> Dateline | None:
    """The dateline inside one of the first paragraphs; the paragraph stays body."""
    first, last = layout.body
    bodies = [unit for unit in layout.units[first : last + 1] if unit.kind == "body"]
    for unit in bodies[:_DATELINES_WITHIN]:
        found = read_dateline(page, unit.start, unit.end, alone=False)
        if found is not None:
            return found
    return None


def _source_agency(page: str, layout: Layout) -> Stated | None:
    """An agency named as the source at the foot ("Source: AFP", or the bare name after the last paragraph)."""
    for unit in layout.of("credit"):
        start = after_label(page, unit.start, unit.end, "credit")
        if start is not None:
            agency = credit_of(page, start, unit.end).agency
            if agency:
                return agency
    return None


def _credits(page: str, layout: Layout) -> tuple[Stated, ...]:
    """Contributors and sources; a source without its label, a picture's credit not at all."""
    found: list[Stated] = []
    for at, unit in enumerate(layout.units):
        if unit.kind == "credit" and layout.marks[at] == "credit":
            start = after_label(page, unit.start, unit.end, "credit")
            found.append(stated(page, start if start and start < unit.end else unit.start, unit.end))
    return tuple(found)


def _outlet(page: Page, layout: Layout) -> Stated | None:
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


def _country(outlet: Stated | None, url: str | None) -> str | None:
    """The ending of the outlet's address, where one is known."""
    for text in (url or "", outlet.text if outlet else ""):
        match = re.match(r"(?:\w+://)?(?:[\w-]+\.)+([a-z]{2,6})(?:[/:?#]|\Z)", text)
        if match:
            return match[1]
    return None


def _dates(
    page: Page, layout: Layout, dateline: Dateline | None, language: str, outlet: Stated | None
) -> tuple[Dated | None, Dated | None, Dated | None]:
    """Published, updated, fetched."""
    found = _page_dates(page, layout)
    found = settle(found, foreign=language not in ("en", "und"), country=_country(outlet, page.given_url))
    masthead = _masthead(found, layout)
    fetched = [item for item in found if item.label == "fetched"]
    if masthead is not None:
        fetched.append(masthead)
    rest = [item for item in found if item not in fetched]
    updated = [item for item in rest if item.label == "updated"]
    plain = [item for item in rest if item.label != "updated"]
    named = [item for item in plain if item.label == "published"]
    published = named[0] if named else plain[0] if plain else None
    known = given_date(page.given_published) if page.given_published else None
    first = known or (published.dated() if published else None) or _from_dateline(page.text, dateline, found)
    if first is None and page.given_url:
        first = url_date(page.given_url)
    last = updated[0] if updated else None
    if last is None and published and not known:
        later = [item for item in plain if item.days[0] > published.days[0] and item.label is None]
        last = later[0] if named and later else None
    return first, last.dated() if last else None, fetched[0].dated() if fetched else None


def _page_dates(page: Page, layout: Layout) -> list[Found]:
    """Dates on lines of dates and names, above the text first; below it only where a word says what they are."""
    first, last = layout.body
    found: list[Found] = []
    for at, dates in enumerate(layout.dates):
        unit = layout.units[at]
        if unit.kind not in ("date", "byline", "dateline"):
            continue
        above = at < first
        for item in dates:
            label = item.label or _label_above(layout, at)
            if above or label or at <= last + 3:
                found.append(changed(item, label=label))
    return found


def _label_above(layout: Layout, at: int) -> str | None:
    """A label that stands on the line above its date ("Published" / "3 March 2021")."""
    if at == 0:
        return None
    label = cues().label.whole(layout.units[at - 1].words)
    return label if label in ("published", "updated", "fetched") else None


def _masthead(found: list[Found], layout: Layout) -> Found | None:
    """Today's date at the very top: before the headline, unlabelled, without an hour's label, later than the rest."""
    if not found or layout.headline is None:
        return None
    top = found[0]
    title = layout.units[layout.headline]
    if top.label or top.start > title.start or layout.headline > layout.body[0]:
        return None
    others = [item for item in found[1:] if item.days != top.days]
    if others:
        return top if all((top.days[0] - item.days[0]).days >= _STALE_DAYS for item in others) else None
    between = [u for u in layout.units[: layout.headline] if u.start > top.start]
    first_line = (
        layout.units[0].start <= top.start <= layout.units[0].end
        or top.start < layout.units[min(2, len(layout.units) - 1)].end
    )
    return top if first_line and len(between) >= 2 and top.weekday is not None and len(found) == 1 else None


def _from_dateline(page: str, dateline: Dateline | None, found: list[Found]) -> Dated | None:
    """The day of the dateline; one without a year takes it from another date of the page, and is then inferred."""
    if dateline is None:
        return None
    if dateline.dated is not None:
        return settle([dateline.dated], foreign=False, country=None)[0].dated()
    if dateline.monthday is None or not found:
        return None
    month, day = dateline.monthday
    near = found[0].days[0]
    try:
        value = date(near.year, month, day)
        if value > near:
            value = date(near.year - 1, month, day)
    except ValueError:
        return None
    return Dated(value=value.isoformat(), basis="inferred")


def _kind(layout: Layout, *, agency: Stated | None) -> ReportKind:
    first = layout.body[0]
    for unit in [*layout.units[max(0, first - 8) : first + 1]]:
        label = cues().kinds.opening(unit.words) or (None if unit.prose == 2 else cues().kinds.opening(unit.words[1:]))
        if label:
            return label[0]  # type: ignore[return-value]
    return "agency_copy" if agency and agency.text in agencies() else "news"
