"""Stretches of the calendar: a unit and the day it starts on, their TIMEX3 value, bounds, neighbours and parts."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

MONTHS = {"month": 1, "quarter": 3, "season": 3, "half": 6, "year": 12, "decade": 120, "century": 1200}
"""Units counted in months, so that shifting never depends on how long a month is."""

DAYS = {"day": 1, "week": 7, "weekend": 7, "moon": 30}
SIZE = ("day", "weekend", "week", "moon", "month", "season", "quarter", "half", "year", "decade", "century")
"""Units from small to large; the position orders them."""

SEASONS = {"WI": 12, "SP": 3, "SU": 6, "FA": 9}
"""The month each season starts in, northern meteorological seasons; a winter is named after the year it ends in."""


@dataclass(frozen=True, slots=True)
class Period:
    """One stretch of the calendar. `start` is its first day; `part` a part of the day (`MO`, `NI`…); `clock` a time of
    day as TIMEX3 writes it (`20:30`); `zone` an ISO offset or null, kept apart from the value."""

    unit: str
    start: date
    part: str | None = None
    clock: str | None = None
    zone: str | None = None

    @property
    def value(self) -> str:
        """The TIMEX3 value."""
        stem = _stem(self.unit, self.start)
        if self.clock is not None:
            return f"{stem}T{self.clock}"
        return f"{stem}T{self.part}" if self.part else stem

    @property
    def precision(self) -> str:
        if self.clock is not None:
            return ("hour", "minute", "second")[min(self.clock.count(":"), 2)]
        return {"weekend": "day", "half": "quarter", "moon": "month"}.get(self.unit, self.unit)

    @property
    def end(self) -> date:
        """The first day after it."""
        if self.unit == "weekend":
            return clamp(self.start.toordinal() + 2)
        if self.unit in DAYS:
            return clamp(self.start.toordinal() + DAYS[self.unit])
        return add_months(self.start, MONTHS[self.unit])

    def day(self) -> Period:
        """The same without a time of day."""
        return replace(self, part=None, clock=None, zone=None)


def _stem(unit: str, start: date) -> str:
    year, month = start.year, start.month
    if unit in ("week", "weekend"):
        iso = start.isocalendar()
        return f"{iso.year:04d}-W{iso.week:02d}" + ("-WE" if unit == "weekend" else "")
    if unit == "season":
        return _season_value(start)
    return {
        "day": start.isoformat(),
        "moon": f"{start.isoformat()}/{clamp(start.toordinal() + 29).isoformat()}",
        "month": f"{year:04d}-{month:02d}",
        "quarter": f"{year:04d}-Q{(month + 2) // 3}",
        "half": f"{year:04d}-H{(month + 5) // 6}",
        "year": f"{year:04d}",
        "decade": f"{year // 10:03d}",
        "century": f"{year // 100:02d}",
    }[unit]


def _season_value(start: date) -> str:
    name = next(code for code, month in SEASONS.items() if month == start.month)
    return f"{start.year + (name == 'WI'):04d}-{name}"


def clamp(ordinal: int) -> date:
    """The day with this ordinal, kept within the years 1 to 9999."""
    return date.fromordinal(min(max(ordinal, 1), date.max.toordinal()))


def add_months(day: date, months: int) -> date:
    """The same day so many months on, or the last of that month when it is shorter."""
    total = min(max(day.year * 12 + day.month - 1 + months, 12), 9999 * 12 + 11)
    year, month = divmod(total, 12)
    return date(year, month + 1, min(day.day, month_days(year, month + 1)))


def month_days(year: int, month: int) -> int:
    """How many days a month has."""
    following = date(year, month, 28) + timedelta(days=4) if (year, month) != (9999, 12) else None
    return 31 if following is None else (following - timedelta(days=following.day)).day


def period_of(day: date, unit: str) -> Period:
    """The stretch of that unit the day lies in; for a weekend, the one of its week."""
    if unit in ("day", "moon"):
        return Period(unit, day)
    if unit in ("week", "weekend"):
        monday = day.toordinal() - day.weekday()
        return Period(unit, clamp(monday + (5 if unit == "weekend" else 0)))
    if unit == "season":
        return Period(unit, add_months(day.replace(day=1), -(day.month % 3)))
    length = MONTHS[unit]
    months = day.year * 12 + day.month - 1
    return Period(unit, date(max((months - months % length) // 12, 1), (months - months % length) % 12 + 1, 1))


def shift(period: Period, count: int, unit: str | None = None) -> Period:
    """So many units on (or back). Shifted by a larger unit, a period keeps its own size: a quarter a year on is a
    quarter; shifted by a smaller one it becomes the stretch of that smaller unit."""
    unit = unit or period.unit
    if unit in DAYS:
        start = clamp(period.start.toordinal() + count * DAYS[unit])
    else:
        start = add_months(period.start, count * MONTHS[unit])
    keeps = SIZE.index(unit) >= SIZE.index(period.unit)
    return replace(period_of(start, period.unit if keeps else unit), part=period.part, clock=period.clock)


def nth_in(period: Period, unit: str, nth: int) -> Period:
    """The nth stretch of a unit within a period; negative counts from its end (-1 is the last)."""
    if unit == "week":  # the first week of a year or month is the one most of which lies in it, as ISO counts
        middle = period.start if nth > 0 else clamp(period.end.toordinal() - 7)
        return shift(period_of(clamp(middle.toordinal() + 3), "week"), nth - 1 if nth > 0 else nth + 1)
    if nth > 0:
        first = period_of(period.start, unit)
        if first.start < period.start and unit != "season":
            first = shift(first, 1)
        return shift(first, nth - 1)
    last = period_of(clamp(period.end.toordinal() - 1), unit)
    return shift(last, nth + 1)


def nth_weekday(period: Period, weekday: int, nth: int) -> Period:
    """The nth of a weekday (Monday is 0) in a period; negative counts from its end."""
    if nth > 0:
        first = period.start.toordinal() + (weekday - period.start.weekday()) % 7
        return Period("day", clamp(first + 7 * (nth - 1)))
    final = clamp(period.end.toordinal() - 1)
    return Period("day", clamp(final.toordinal() - (final.weekday() - weekday) % 7 + 7 * (nth + 1)))


def season(year: int, name: str) -> Period:
    """The season of that year, winter being the one that ends in it."""
    return Period("season", date(max(year - (name == "WI"), 1), SEASONS[name], 1))
