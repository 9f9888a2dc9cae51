"""Where and when a report was filed, and by which agency: read from the words that open a paragraph."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from crosswire import rules
from crosswire.base import Stated
from crosswire.collect.cues import cues, words_of
from crosswire.collect.particulars.agencies import NONE, agencies, agency_in
from crosswire.collect.particulars.credits import after_label, stated
from crosswire.collect.particulars.dates import Found, dates_in

_WORDS, _DATES = "any/pages_words", "any/pages_dates"


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


def read_dateline(page: str, start: int, end: int, *, alone: bool, local: frozenset[str] = NONE) -> Dateline | None:
    """The dateline that opens a paragraph ("PORT SARROW, March 3 (Agency) - The …"), or, `alone`, is the line.

    A place counts when it is printed in capitals, or an agency (one of `local` too) or a day stands with it.
    """
    if alone:
        head, cut, after = page[start:end].rstrip(" -–—―:"), end, end
    else:
        match = re.compile(r"[^\n]{2,90}?(?:\s*[–—―]\s*|\s+--?\s+|(?<=\))\s*[-:]\s*)(?=\S)").match(page, start, end)
        if match is None:
            return None
        after = match.end()
        head = re.sub(r"[\s\-–—―:]+\Z", "", page[start:after])
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
    stops = [match.start() for match in re.finditer(r"[,(/|]|\s[-–—―]\s", head)]
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
