"""A report's particulars from markup and text together: what the markup states, where the text shows it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

import msgspec

from crosswire import rules
from crosswire.base import Dated, Page, Report, Stated
from crosswire.collect.cues import words_of
from crosswire.collect.html.aligning import key_of
from crosswire.collect.html.facts import Facts
from crosswire.collect.html.source import Element, host_of
from crosswire.collect.particulars.agencies import agencies
from crosswire.collect.particulars.credits import is_name
from crosswire.collect.particulars.settling import given_date, url_date

_HANDLES = re.compile(r"https?://|www\.|@")
_BETWEEN_NAMES = re.compile(r"(?:(?<!\s)\s*+)?(?:[;|]\s*|,\s+)|(?<!\s)\s++/\s+")
_ROLE = re.compile(r"(?:(?<!\s)\s*+)?\([^()]*\)\s*\Z")
_BYLINES = (frozenset({"byline"}),)
_ANYWHERE = (*_BYLINES, frozenset({"credit", "date", "dateline"}), frozenset({"noise"}))
_LONGEST_LINE = 400
_TELLING = 200
"""Characters of body from which its language is told by its words."""


def outlet_name(page: Page, facts: Facts) -> Stated | None:
    url = page.given_url or facts.url
    if page.given_outlet:
        return Stated(text=page.given_outlet, basis="given")
    for name in facts.outlet:
        if 2 <= len(name) <= 80:
            return Stated(text=name, basis="markup")
    return Stated(text=host_of(url), basis="url") if url and host_of(url) else None


def makers(facts: Facts, outlet: Stated | None) -> tuple[list[str], list[str], list[str]]:
    """Authors, agencies, and other credits (desks, the outlet itself) that the markup names."""
    authors: list[str] = []
    services: list[str] = []
    desks: list[str] = []
    own = {key_of(name) for name in [*facts.outlet, outlet.text if outlet else ""]} - {""}
    for stated in facts.authors:
        for name in _names_in(stated):
            if name in agencies():
                services.append(name)
            elif key_of(name) in own or _is_desk(name):
                desks.append(name)
            else:
                authors.append(name)
    return authors, services, desks


def _names_in(stated: str) -> list[str]:
    """One value may hold several names: "Jane Doe, John Roe"; "By Jane Doe and John Roe"."""
    label = rules.load("any/html")["people"]["labels"]
    text = re.sub(rf"\A(?:{'|'.join(map(re.escape, label))})\s*:?\s+", "", stated, flags=re.IGNORECASE).strip()
    if _HANDLES.search(text):
        return []
    pieces = [_ROLE.sub("", piece) for piece in _BETWEEN_NAMES.split(text) if piece]
    if len(pieces) > 1:
        people = [piece for piece in pieces if is_name(piece.split()) or piece in agencies() or _joins_names(piece)]
        pieces = people if people and people[0] == pieces[0] else [text]
    found: list[str] = []
    for piece in pieces:
        found += _joined().split(piece) if _joins_names(piece) else [piece]
    return [name for name in (each.strip(" ,") for each in found) if name]


@cache
def _joined() -> re.Pattern[str]:
    words = sorted(rules.words("en/pages", "people", "join"))
    return re.compile(rf"\s+(?:{'|'.join(map(re.escape, words))})\s+", re.IGNORECASE)


def _joins_names(piece: str) -> bool:
    """Whether it is names with words such as "and" between them."""
    parts = _joined().split(piece)
    return len(parts) > 1 and all(is_name(part.split()) or part in agencies() for part in parts)


def _is_desk(name: str) -> bool:
    words = words_of(name)
    desks = rules.words("any/html", "people", "desks")
    return any(word in desks for word in words) or bool(re.fullmatch(r"[\w-]+(?:\.[a-z]{2,12})+", name, re.IGNORECASE))


def moment(values: Sequence[str]) -> Dated | None:
    """The first value that is a date, with its zone as printed."""
    for value in values:
        dated = given_date(_tidy(value))
        if dated is not None:
            return msgspec.structs.replace(dated, basis="markup")
    return None


def _tidy(value: str) -> str:
    """ISO 8601 forms that machines write and the reader of printed dates does not know."""
    value = re.sub(
        r"\A(\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(?::\d{2})?)(?:[.,]\d+)?\s?([+-]\d{2})(\d{2})?\Z", r"\1\2:\3", value
    )
    value = re.sub(r"([+-]\d{2}):\Z", r"\1:00", value)
    return re.sub(r"\A(\d{4})(\d{2})(\d{2})(?=T|\Z)", r"\1-\2-\3", value)


def searched_date(root: Element, url: str | None) -> Dated | None:
    """A day found by htmldate in elements that usually hold it. No guess from running text, and none that depends on
    the day of the run."""
    from htmldate import find_date

    found = find_date(root, extensive_search=False, original_date=True, url=url, max_date="2100-12-31")
    return Dated(value=found, basis="markup") if found else None


def tell(report: Report, page: Page, facts: Facts, root: Element, titles: Sequence[str]) -> Report:
    """The report with what the markup states; what the user gave, and words of the text, keep their place."""
    outlet = outlet_name(page, facts) or report.outlet
    authors, services, desks = makers(facts, outlet)
    url = report.url or facts.url
    published = report.published if _given(report.published) else moment(facts.published) or report.published
    if published is None:
        published = (url_date(url) if url else None) or searched_date(root, url)
    agency = _stated(report, services[:1], _BYLINES) or ((report.agency,) if report.agency else ())
    others = _stated(report, [*services[1:], *desks], _BYLINES)
    return msgspec.structs.replace(
        report,
        language=_language(report, facts),
        url=url,
        outlet=outlet,
        headline=_headline(report, titles),
        authors=report.authors if page.given_authors else _stated(report, authors, _ANYWHERE) or report.authors,
        agency=agency[0] if agency else None,
        credits=(*report.credits, *(desk for desk in others if _new(desk, report.credits))),
        published=published,
        updated=report.updated
        if _given(report.updated)
        else _later(moment(facts.updated), published) or report.updated,
    )


def _given(dated: Dated | None) -> bool:
    return dated is not None and dated.basis == "given"


def _language(report: Report, facts: Facts) -> str:
    """By the text; as declared where the text is too short to tell. Templates often declare the wrong one."""
    if facts.language is None or facts.language == report.language:
        return report.language
    size = sum(block.end - block.start for block in report.blocks if block.kind == "body")
    return facts.language if size < _TELLING else report.language


def _later(updated: Dated | None, published: Dated | None) -> Dated | None:
    """A moment of change, unless it only repeats the publication or lies before it, as templates often have it."""
    if updated is None or published is None:
        return updated
    day, first = updated.value[:10], published.value[:10]
    same_clock = updated.zone == published.zone and len(updated.value) > 10 and len(published.value) > 10
    if day < first or updated.value == published.value or (same_clock and updated.value < published.value):
        return None
    return updated


def _new(credit: Stated, known: Sequence[Stated]) -> bool:
    return all(credit.text != other.text for other in known)


def _headline(report: Report, titles: Sequence[str]) -> Stated | None:
    if report.headline is not None and report.headline.basis == "given":
        return report.headline
    for title in titles:
        block = next((b for b in report.blocks if b.kind == "headline"), None)
        if block is not None:
            at = report.text.find(title, block.start, block.end)
            if at >= 0:
                return Stated(text=title, start=at, end=at + len(title))
    return _printed_elsewhere(report, titles[0]) if titles else report.headline


def _printed_elsewhere(report: Report, title: str) -> Stated:
    """A title in its words where furniture, such as a trail of sections, prints it; else as the markup has it."""
    for block in report.blocks:
        if block.kind == "noise" and report.text[block.start : block.end] == title:
            return Stated(text=title, start=block.start, end=block.end)
    return Stated(text=title, basis="markup")


def _stated(report: Report, names: Sequence[str], places: Sequence[frozenset[str]]) -> tuple[Stated, ...]:
    """Names with their words, where a line of one of the kinds in `places` shows them."""
    found: list[Stated] = []
    for name in dict.fromkeys(names):
        found.append(_placed(report, name, places) or Stated(text=name, basis="markup"))
    return tuple(found)


def _placed(report: Report, name: str, places: Sequence[frozenset[str]]) -> Stated | None:
    """The name where the page prints it; of one in small letters, as addresses have it ("mara-ostin"), the printed
    form."""
    if name.islower() and "." not in name:
        words = r"[\s-]".join(map(re.escape, re.split(r"[\s_-]", name)))
        pattern = re.compile(rf"(?<!\w){words}(?!\w)", re.IGNORECASE)
    else:
        pattern = re.compile(rf"(?<!\w){re.escape(name)}(?!\w)")
    for kinds in places:
        for block in report.blocks:
            if block.kind in kinds and block.end - block.start <= _LONGEST_LINE:
                match = pattern.search(report.text, block.start, block.end)
                if match:
                    return Stated(text=match.group(), start=match.start(), end=match.end())
    return None
