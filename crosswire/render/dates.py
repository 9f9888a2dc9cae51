"""Dates as a reader writes them."""

from __future__ import annotations

import datetime
import re

from crosswire.base import Dated, When
from crosswire.render.words import label, say, table

_MOMENT = re.compile(r"(\d{4}-\d{2}-\d{2})T(\d{2}:\d{2})")
_WEEK = re.compile(r"(\d{4})-W(\d{2})$")
_SEASON = re.compile(r"(\d{4})-([A-Z]{2})$")
_MONTH = re.compile(r"(\d{4})-(\d{2})$")


def day(value: str, weekday: bool = False) -> str:
    """An ISO day, moment, month, week, season or year in words; anything else comes back as it is."""
    found = _MOMENT.match(value)
    if found:
        return say("dates.moment", day=day(found[1], weekday), time=found[2])
    date = _parsed(value)
    if date is None:
        return _coarse(value)
    words = table("dates")
    written = say("dates.day", day=date.day, month=words["months"][date.month - 1], year=date.year)
    return f"{words['weekdays'][date.weekday()]} {written}" if weekday else written


def compact(value: str, weekday: bool = True) -> str:
    """An ISO day without its year, weekday last: "19 Sep Mon"; anything else as `day` gives it."""
    date = _parsed(value)
    if date is None:
        return day(value)
    words = table("dates")
    written = say("dates.day_month", day=date.day, month=words["months"][date.month - 1])
    return f"{written} {words['weekdays'][date.weekday()]}" if weekday else written


def days(first: str, last: str) -> str:
    """Two ISO days as a span without a year: "19–22 Sep"."""
    start, end = _parsed(first), _parsed(last)
    if start is None or end is None:
        return span(first, last)
    month = table("dates")["months"][end.month - 1]
    if (start.year, start.month) == (end.year, end.month):
        return say("dates.days_month", first=start.day, last=end.day, month=month)
    return say("dates.span", first=compact(first, weekday=False), last=compact(last, weekday=False))


def _parsed(value: str) -> datetime.date | None:
    """The day an ISO day means; None for anything else."""
    try:
        return datetime.date.fromisoformat(value) if len(value) == 10 else None
    except ValueError:
        return None


def short_day(value: str, year: str) -> str:
    """An ISO day in words, without its year where that is `year`; nothing for what is not one day."""
    date = _parsed(value)
    if date is None:
        return ""
    if str(date.year) != year:
        return day(value)
    return say("dates.day_month", day=date.day, month=table("dates")["months"][date.month - 1])


def _coarse(value: str) -> str:
    if (month := _MONTH.match(value)) and 1 <= int(month[2]) <= 12:
        return say("dates.month", month=table("dates")["months"][int(month[2]) - 1], year=month[1])
    if week := _WEEK.match(value):
        return say("dates.week", week=int(week[2]), year=week[1])
    season = _SEASON.match(value)
    if season and season[2] in table("dates")["seasons"]:
        return say("dates.season", season=table("dates")["seasons"][season[2]], year=season[1])
    return value


def dated(date: Dated | None) -> str:
    """A report's date with its zone as printed, every reading where it has several, and its basis where not stated."""
    if date is None:
        return say("sources.no_date")
    if len(date.readings) > 1:
        words = readings(date)
    else:
        words = day(date.value) + (f" {date.zone}" if date.zone and "T" in date.value else "")
    basis = label("basis", date.basis)
    return f"{words} ({basis})" if basis else words


def is_inferred(date: Dated) -> bool:
    """Whether a report's date rests on something else than the report."""
    return date.basis in ("story", "inferred")


def issued(date: Dated | None) -> str:
    """The day or days of a report, for a list of sources or a footnote: marked only where it is inferred."""
    if date is None:
        return say("sources.no_date")
    words = readings(date) if len(date.readings) > 1 else day(date.value[:10])
    return f"{words} ({label('basis', date.basis)})" if is_inferred(date) else words


def readings(date: Dated) -> str:
    """The days a date may mean: "8–9 Dec 2016" where they follow one another, else "8 Dec 2016 or 12 Aug 2016"."""
    known = sorted(date.readings)
    found = [_parsed(value[:10]) for value in known]
    first, last = found[0], found[-1]
    if first and last and (last - first).days == len(known) - 1:
        return span(known[0][:10], known[-1][:10] + "T23:59")
    return say("sources.undated_reading", first=day(date.readings[0]), second=day(date.readings[1]))


def span(start: str, end: str | None, weekday: bool = False) -> str:
    """A half-open ISO interval in words: its day, or its first and last day."""
    try:
        first = datetime.date.fromisoformat(start[:10])
        last = datetime.date.fromisoformat(end[:10]) if end else first
    except ValueError:
        return day(start)
    if end and end[10:16] in ("", "T00:00"):
        last -= datetime.timedelta(days=1)
    if last <= first:
        return day(first.isoformat(), weekday)
    whole = _whole(first, last)
    if whole:
        return day(whole)
    if (first.year, first.month) == (last.year, last.month):
        month = table("dates")["months"][first.month - 1]
        return say("dates.days", first=first.day, last=last.day, month=month, year=first.year)
    return say("dates.span", first=day(first.isoformat()), last=day(last.isoformat()))


def _whole(first: datetime.date, last: datetime.date) -> str | None:
    """The ISO month or year of which these are the first and last day."""
    after = last + datetime.timedelta(days=1)
    if first.day == 1 and after.day == 1 and (first.month, first.year) == (last.month, last.year):
        return first.isoformat()[:7]
    if (first.month, first.day, after.month, after.day) == (1, 1, 1, 1) and first.year == last.year:
        return first.isoformat()[:4]
    return None


def within(when: When | None, weekday: bool = False) -> str | None:
    """When an event took place, no more exactly than the reports say, or None."""
    if when is None or when.from_ is None:
        return None
    return span(when.from_, when.to, weekday)
