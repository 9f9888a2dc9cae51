"""Dates from elsewhere than a line of the page, and the choice between two readings of one."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, datetime
from email.utils import parsedate_to_datetime

from crosswire import rules
from crosswire.base import Dated
from crosswire.collect.particulars.dates import TABLE, Found, dates_in, day_of

_ISO = re.compile(
    r"(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(:\d{2})?(?:[.,]\d+)?\s?(Z|[+-]\d{2}:?\d{2})?)?\Z", re.IGNORECASE
)
_URL_DAY = re.compile(r"[/-]((?:19|20)\d{2})[/-]?(0[1-9]|1[0-2])[/-]?(0[1-9]|[12]\d|3[01])(?=[/_.-]|\Z)")


def given_date(value: str) -> Dated | None:
    """A date the user gave: ISO 8601, RFC 2822, or any form a page may print. None when none of these."""
    text = value.strip()
    match = _ISO.match(text)
    if match:
        if not day_of(int(match[1]), int(match[2]), int(match[3])):
            return None
        day, zone = f"{match[1]}-{match[2]}-{match[3]}", match[7]
        clock = f"T{match[4]}:{match[5]}{match[6] or ''}{(zone or '').upper()}" if match[4] else ""
        return Dated(value=day + clock, basis="given", zone=zone)
    try:
        moment: datetime = parsedate_to_datetime(text)
    except (TypeError, ValueError):
        found = dates_in(text, 0)
        return replace_offsets(found[0].dated("given")) if found else None
    zone = text.split()[-1] if moment.tzinfo is not None else None
    return Dated(value=moment.isoformat(), basis="given", zone=zone)


def replace_offsets(dated: Dated) -> Dated:
    """The same without offsets, for a date that does not stand in the report."""
    return Dated(value=dated.value, basis=dated.basis, zone=dated.zone, readings=dated.readings)


def url_date(url: str) -> Dated | None:
    """The day in an address such as /2019/05/04/, or None."""
    match = _URL_DAY.search(url)
    days = day_of(int(match[1]), int(match[2]), int(match[3])) if match else ()
    return Dated(value=days[0].isoformat(), basis="url") if days else None


def settle(found: list[Found], *, foreign: bool, country: str | None) -> list[Found]:
    """Choose between day-month and month-day by evidence: the order of another date of the page, the weekday printed
    beside it, the page's other dates, the language, the outlet's country. What stays open keeps both readings, the more
    plausible first."""
    certain = [item.days[0] for item in found if len(item.days) == 1]
    orders = {item.order for item in found} - {None}
    if len(orders) == 1:
        at = orders.pop()
        return [replace(item, days=(item.days[at or 0],)) if len(item.days) == 2 else item for item in found]
    found = _agree(found)
    american = any(item.month_first_hint for item in found)
    countries = rules.load(TABLE)["countries"]
    known = country is not None and country not in countries["neutral"]
    month_first = country in countries["month_first"] if known else american and not foreign
    return [_settled(item, certain, month_first=month_first, sure=known or foreign) for item in found]


def _agree(found: list[Found]) -> list[Found]:
    """Two open dates of one page (published, updated) that lie days apart in one reading and weeks in the other."""
    open_dates = [item for item in found if len(item.days) == 2]
    if len(open_dates) < 2:
        return found
    spread = [max(item.days[at] for item in open_dates) - min(item.days[at] for item in open_dates) for at in (0, 1)]
    near, far = sorted((gap.days, at) for at, gap in enumerate(spread))
    if near[0] == 0 or near[0] > 7 or far[0] < 20:
        return found
    return [replace(item, days=(item.days[near[1]],)) if len(item.days) == 2 else item for item in found]


def _settled(item: Found, certain: list[date], *, month_first: bool, sure: bool) -> Found:
    if len(item.days) == 1:
        return item
    if item.weekday is not None:
        fitting = tuple(day for day in item.days if day.weekday() == item.weekday)
        if len(fitting) == 1:
            return replace(item, days=fitting)
    near = [day for day in item.days if any(abs((day - other).days) <= 10 for other in certain)]
    if len(near) == 1:
        return replace(item, days=(near[0],))
    ordered = tuple(reversed(item.days)) if month_first else item.days
    return replace(item, days=ordered[:1] if sure else ordered)
