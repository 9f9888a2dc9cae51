"""Who wrote it, which agency it comes from, where it was filed, which outlet prints it: read from single lines."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from crosswire import rules
from crosswire.base import Stated
from crosswire.collect.lines.agencies import NONE, agencies, agency_in, is_agency, is_generic
from crosswire.collect.lines.cues import WORD, cues, either, words_of
from crosswire.collect.lines.dates import Found, dates_in

_PAGES, _WORDS, _DATES = "en/pages", "any/pages_words", "any/pages_dates"
_NAME_TOKEN = re.compile(r"[^\W\d_][\w.'’\-]*")
_DOMAIN = re.compile(r"(?<![@\w.])(?:https?://)?(?:www\.)?((?:[a-z0-9-]+\.)+[a-z]{2,12})\b(?!@)", re.IGNORECASE)
_YEARS = re.compile(r"(?:\s*+(?:[,–-]\s*+)?\d{4})+")
_OUTLET_TOKEN = re.compile(r"[^\s,;|()]+")
_MOST_NAME = 5


@dataclass(frozen=True)
class Credit:
    """What one line says of its makers, as spans of the page."""

    authors: tuple[Stated, ...] = ()
    agency: Stated | None = None


@dataclass(frozen=True)
class Dateline:
    """Place, agency and day before the first words of a report; `end` is where the report's own words begin."""

    place: Stated | None
    agency: Stated | None
    dated: Found | None
    monthday: tuple[int, int] | None
    start: int
    end: int
    sure: bool
    """Whether more than capitals shows it: an agency, a day, a country."""


def stated(page: str, start: int, end: int) -> Stated:
    """The words of a span, without blanks at its ends."""
    words = page[start:end]
    start += len(words) - len(words.lstrip())
    end = start + len(words.strip())
    return Stated(text=page[start:end], start=start, end=end)


@cache
def _splitter() -> re.Pattern[str]:
    join = either(rules.words(_PAGES, "people", "join"))
    return re.compile(rf"\s+(?:{join})\s+|\s*[,;|/•·\n()]\s*|\s[-–—]+\s|\s{{2,}}", re.IGNORECASE)


def pieces_of(page: str, start: int, end: int) -> list[Stated]:
    """The parts of a line of names, as "and", commas, bars and wide gaps divide it."""
    pieces: list[Stated] = []
    for cut in [*_splitter().finditer(page, start, end), None]:
        piece = stated(page, start, cut.start() if cut else end)
        if piece.text:
            pieces.append(piece)
        start = cut.end() if cut else end
    return pieces


def credit_of(page: str, start: int, end: int, local: frozenset[str] = NONE) -> Credit:
    """Authors and agency on a line of names, its label ("By") already left out; `local`: see `agencies_of`."""
    authors: list[Stated] = []
    agency: Stated | None = None
    pieces = pieces_of(page, start, end)
    for piece in pieces:
        if is_agency(piece.text, local, alone=len(pieces) == 1):
            agency = agency or (None if is_generic(piece.text) else piece)
            continue
        name = _name(page, piece)
        if name is not None and all(name.text != known.text for known in authors):
            authors.append(name)
    return Credit(authors=tuple(authors), agency=agency)


def _name(page: str, piece: Stated) -> Stated | None:
    """The person named in a piece of a line, cut before "in Port Sarrow", "for The Post", dates and roles."""
    if piece.start is None or piece.end is None or not piece.text:
        return None
    stop = rules.words(_PAGES, "people", "stop")
    tokens: list[re.Match[str]] = []
    for token in _NAME_TOKEN.finditer(page, piece.start, piece.end):
        if token.group().casefold() in stop or (tokens and page[tokens[-1].end() : token.start()].strip(" \xa0-.'’")):
            break
        tokens.append(token)
    if not tokens or not is_name([token.group() for token in tokens]):
        return None
    return stated(page, tokens[0].start(), tokens[-1].end())


def is_name(tokens: list[str]) -> bool:
    """Two to five words with capitals, small ones only between them, none a role or a word of outlets' names."""
    particles = rules.words(_WORDS, "names", "particles")
    avoid = rules.words(_PAGES, "people", "roles") | rules.words(_PAGES, "outlet", "words")
    small = [token.casefold() for token in tokens]
    if not 2 <= len(tokens) <= _MOST_NAME or any(token in avoid for token in small):
        return False
    return (
        all(
            token[0].isupper() or ((word in particles and 0 < at < len(tokens) - 1) or "-" in token) or _caseless(token)
            for at, (token, word) in enumerate(zip(tokens, small, strict=True))
        )
        and len(tokens[-1]) > 1
    )


def _caseless(token: str) -> bool:
    return token.upper() == token.lower()


def after_label(page: str, start: int, end: int, label: str) -> int | None:
    """Where the words after a label ("By", "Source:") begin, or None when no such label opens the span.

    A byline's label may stand without a colon; others need one, or a bar or dash.
    """
    found = cues().label.opening(words_of(page[start:end])[:8])
    if found is None or found[0] != label:
        return None
    at = start
    for _ in range(found[1]):
        match = WORD.search(page, at, end)
        if match is None:
            return None
        at = match.end()
    after = re.compile(r"\s*(?::|\||\s[-–—]\s)\s*").match(page, at, end)
    if after:
        return after.end()
    return at if label == "byline" else None


def read_dateline(page: str, start: int, end: int, *, alone: bool, local: frozenset[str] = NONE) -> Dateline | None:
    """The dateline that opens a paragraph ("PORT SARROW, March 3 (Agency) - The …"), or, `alone`, is the line.

    A place counts when it is printed in capitals, or an agency (one of `local` too) or a day stands with it.
    """
    if alone:
        head, cut, after = page[start:end].rstrip(" -–—:"), end, end
    else:
        match = re.compile(r"[^\n]{2,90}?(?:\s*[–—]\s*|\s+--?\s+|(?<=\))\s*[-:]\s*)(?=\S)").match(page, start, end)
        if match is None:
            return None
        after = match.end()
        head = re.sub(r"[\s\-–—:]+\Z", "", page[start:after])
        cut = start + len(head)
    return _dateline(page, start, cut, after, head, local, alone=alone)


def _dateline(
    page: str, start: int, cut: int, after: int, head: str, local: frozenset[str], *, alone: bool
) -> Dateline | None:
    bracket = re.search(r"\(([^()]{2,40})\)", head)
    found = dates_in(head, start)
    monthday = None if found else _month_day(head)
    agency = agency_in(page, start, cut, local)
    known = agency is not None
    if agency is None and bracket and not alone and not dates_in(bracket[1], 0) and not _month_day(bracket[1]):
        agency = stated(page, start + bracket.start(1), start + bracket.end(1))
    stops = [match.start() for match in re.finditer(r"[,(/|]|\s[-–—]\s", head)]
    if monthday:
        stops.append(monthday[2])
    if found:
        stops.append(found[0].start - start)
    place = stated(page, start, start + min([*stops, len(head)]))
    if not _is_place(place, head, sure=known or bool(monthday or found)):
        return None
    return Dateline(
        place=place,
        agency=agency,
        dated=found[0] if found else None,
        monthday=monthday[:2] if monthday else None,
        start=start,
        end=after,
        sure=bool(agency or monthday or found or len(place.text) < len(head)),
    )


def _is_place(place: Stated, head: str, *, sure: bool) -> bool:
    words = place.text.split()
    if not 1 <= len(words) <= (4 if sure else 3) or len(head.split()) > 12 or re.search(r"[\d:;!?]", place.text):
        return False
    if after_label(place.text, 0, len(place.text), "byline") is not None:
        return False
    if place.text in agencies() or not place.text[0].isupper() or cues().alone.whole(words_of(place.text)):
        return False
    letters = [char for char in place.text if char.isalpha()]
    if len(letters) > 2 and all(char.isupper() for char in letters):
        rest = head[len(place.text) :]
        return sure or rest == "" or bool(re.match(r"\s*[,/(]", rest))
    particles = rules.words(_WORDS, "names", "particles")
    named = all(word[0].isupper() or word.casefold() in particles for word in words)
    return named and sure


def _month_day(head: str) -> tuple[int, int, int] | None:
    """Month, day and offset of a day without a year ("March 3", "3 March")."""
    months = {name: int(number) for number, names in rules.load(_DATES)["months"].items() for name in names}
    tokens = list(re.finditer(r"[^\W\d_]+|\d+", head))
    for one, two in pairwise(tokens):
        for word, digits in ((one, two), (two, one)):
            month = months.get(word.group().casefold())
            if month and digits.group().isdigit() and 1 <= int(digits.group()) <= 31:
                return month, int(digits.group()), one.start()
    return None


@cache
def _rights_marks() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What stands before an outlet's name, and what stands behind one; longer marks first."""
    table = rules.load(_PAGES)["outlet"]
    before, behind = (re.compile(either(table[key]), re.IGNORECASE) for key in ("after", "before"))
    return before, behind


def outlet_in_rights(page: str, start: int, end: int) -> Stated | None:
    """The outlet a rights line, a credit or a notice names: "© 2016 The Tamber Post. All rights reserved."."""
    before, behind = _rights_marks()
    for mark in before.finditer(page, start, end):
        years = _YEARS.match(page, mark.end(), end)
        name = _outlet_name(page, years.end() if years else mark.end(), end)
        if name:
            return name
    mark_behind = behind.search(page, start, end)
    return _name_before(page, start, mark_behind.start()) if mark_behind and mark_behind.start() > start else None


def _outlet_name(page: str, start: int, end: int) -> Stated | None:
    """The words with capitals from an offset on, small ones such as "of" between them."""
    stop, inside = rules.words(_PAGES, "outlet", "stop"), rules.words(_PAGES, "outlet", "inside")
    tokens: list[re.Match[str]] = []
    for token in _OUTLET_TOKEN.finditer(page, start, end):
        word = token.group()
        gap = page[tokens[-1].end() : token.start()] if tokens else ""
        if gap.strip() or (word.strip(".").casefold() in stop and word != "The"):
            break
        if not (word[0].isupper() or "." in word[1:-1] or (tokens and word in inside)):
            break
        tokens.append(token)
        if (word.endswith(".") and len(word) > 3) or len(tokens) > 6:
            break
    while tokens and tokens[-1].group() in inside:
        tokens.pop()
    if not tokens or len(tokens) > 6 or (len(tokens) == 1 and len(tokens[0].group()) < 3):
        return None
    last = tokens[-1].end()
    return stated(page, tokens[0].start(), last - 1 if page[last - 1] == "." else last)


def _name_before(page: str, start: int, end: int) -> Stated | None:
    tokens = list(re.compile(r"[^\s,;|()©]+").finditer(page, start, end))
    kept: list[re.Match[str]] = []
    for token in reversed(tokens):
        if not token.group()[0].isupper() or token.group().endswith(".") or len(kept) > 5:
            break
        kept.append(token)
    return stated(page, kept[-1].start(), kept[0].end()) if kept else None


def domain_in(page: str, start: int, end: int) -> Stated | None:
    """An address's domain printed on a short line ("To portsarrow-post.example")."""
    match = _DOMAIN.search(page, start, end)
    if match is None or not match[1].islower() or len(words_of(page[start:end])) > 8:
        return None
    return stated(page, match.start(1), match.end(1))
