"""Dates by name, parts of them, and dates within them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from crosswire import rules
from crosswire.extract.times.calendar.feasts import easter, hijri_in
from crosswire.extract.times.calendar.periods import (
    SIZE,
    Period,
    nth_in,
    nth_weekday,
    period_of,
    season,
    shift,
)
from crosswire.extract.times.normalisation.sense import (
    FINE,
    Context,
    Sense,
    Slots,
    century,
    chosen,
    dated,
    impossible,
    means,
    sense,
    year_of,
    ymd,
)


@means("calendar")
def _calendar(slots: Slots, context: Context) -> Sense:
    day, month, year = slots["day"], slots.get("month"), year_of(slots, context)
    if month is None:
        return _day_of_month(slots, context)
    if year is None:
        year = _remembered(month, day, context)
    if year is not None:
        period = ymd(year, month, day)
        return dated(period) if period else impossible()
    spoken = context.day
    near = [p for y in (spoken.year - 1, spoken.year, spoken.year + 1) if (p := ymd(y, month, day))]
    named = [p for p in near if p.start.weekday() == slots.get("weekday")]
    return chosen(named or near, context) if near else _leap_day(context, day)


def _remembered(month: int, day: int, context: Context) -> int | None:
    """The year of a day known by its date alone, before a word that says so ("the September 11 attacks")."""
    known = rules.load(f"{context.language}/times").get("remembered", {}).get(f"{month:02d}-{day:02d}")
    return known["year"] if known is not None and not set(known["before"]).isdisjoint(context.after[:1]) else None


def _leap_day(context: Context, day: int) -> Sense:
    """29 February of the leap year that lies nearest, or no day at all."""
    years = range(context.day.year - 8, context.day.year + 9)
    near = [p for year in years if (p := ymd(year, 2, day))]
    return chosen(near, context)


@means("day_number")
def _day_of_month(slots: Slots, context: Context) -> Sense:
    """ "Wednesday the 21st", "the 21st": the nearest month, or that in which the day is that weekday."""
    here = period_of(context.day, "month")
    months = [shift(here, n) for n in range(-6, 7)]
    near = [p for m in months if (p := ymd(m.start.year, m.start.month, slots["day"]))]
    named = [p for p in near if p.start.weekday() == slots.get("weekday")]
    return chosen(named or near, context)


@means("figures")
def _figures(slots: Slots, context: Context) -> Sense:
    text = slots["figures"]
    day, _, clock = text.partition("T")
    parts = [int(part) for part in day.replace("/", " ").replace(".", " ").replace("-", " ").split()]
    day_first = rules.load(f"{context.language}/times").get("figures", {}).get("day_first", False)
    readings = [p for order in _orders(day, parts, day_first) if (p := ymd(century(order[0]), order[1], order[2]))]
    if not readings:
        return impossible()
    if clock:
        digits = clock[:5] if len(clock) < 8 or clock[5] != ":" else clock[:8]
        return dated(replace(readings[0], clock=digits, zone=clock[len(digits) :] or None))
    values = tuple(dict.fromkeys(period.value for period in readings))
    if len(values) > 1:
        return Sense("DATE", None, readings=values, precision="day")
    return dated(readings[0])


def _orders(text: str, parts: list[int], day_first: bool) -> list[tuple[int, int, int]]:
    """Year, month, day in each order the figures can be meant: a date with dots starts with the day, one with strokes
    may start with either, where a language has no one order."""
    first, second, third = parts
    if first > 31:
        return [(first, second, third)]
    return [(third, second, first)] if "." in text or day_first else [(third, first, second), (third, second, first)]


@means("month")
def _month(slots: Slots, context: Context) -> Sense:
    month, year = slots["month"], year_of(slots, context)
    if year is not None:
        return dated(Period("month", date(year, month, 1)))
    here = context.day.year
    return chosen([Period("month", date(y, month, 1)) for y in (here - 1, here, here + 1)], context)


@means("weekday")
def _weekday(slots: Slots, context: Context) -> Sense:
    weekday = slots["weekday"]
    if context.whole is not None:
        return dated(nth_weekday(context.whole, weekday, 1))
    spoken = context.day
    back = Period("day", date.fromordinal(spoken.toordinal() - (spoken.weekday() - weekday) % 7))
    if back.start == spoken:
        return dated(back, context)
    ahead = shift(back, 7)
    if context.way is None:
        return dated(back, context, readings=(back.value, ahead.value))
    return dated(ahead if context.way == 1 else back, context)


@means("holiday")
def _holiday(slots: Slots, context: Context) -> Sense:
    rule, year = slots["holiday"], year_of(slots, context)
    mod = "APPROX" if rule.startswith("hijri") else None
    if year is not None:
        feast = holiday_in(rule, year)
        return dated(feast, mod=mod) if feast else impossible()
    here = context.day.year
    near = [feast for y in (here - 1, here, here + 1) if (feast := holiday_in(rule, y))]
    return replace(chosen(near, context), mod=mod)


def holiday_in(rule: str, year: int) -> Period | None:
    """The holiday of that year, or null where a moving one does not fall in it."""
    if rule.startswith("easter"):
        return Period("day", date.fromordinal(easter(year).toordinal() + int(rule.split()[1])))
    if rule.startswith("hijri"):
        month, *day = (int(part) for part in rule.split()[1:])
        first = hijri_in(year, month, day[0] if day else 1)
        return Period("day" if day else "moon", first) if first else None
    if " " in rule:
        nth, weekday, month, *later = (int(part) for part in rule.split())
        feast = nth_weekday(Period("month", date(year, month, 1)), weekday, nth)
        return shift(feast, later[0]) if later else feast
    return Period("day", date.fromisoformat(f"{year:04d}-{rule}"))


@means("days")
def _days(slots: Slots, context: Context) -> Sense:
    """ "12-16 September": one row over all of them."""
    first = _calendar({**slots, "day": slots["first"]}, context)
    last = _calendar({**slots, "day": slots["last"]}, context)
    if first.period is None or last.period is None or last.period.start < first.period.start:
        return impossible()
    return replace(first, value=f"{first.value}/{last.value}", until=last.period.end, readings=())


@means("years")
def _years(slots: Slots, _: Context) -> Sense:
    first, last = slots["first"], slots["last"]
    last = first - first % 100 + last if last < 100 else last
    if last < first or last > 2199:
        return impossible()
    return replace(dated(Period("year", date(first, 1, 1))), value=f"{first}/{last}", until=date(last + 1, 1, 1))


@means("year")
def _year_named(slots: Slots, context: Context) -> Sense:
    year = year_of(slots, context)
    return dated(Period("year", date(year, 1, 1))) if year else impossible()


@means("decade")
def _decade(slots: Slots, context: Context) -> Sense:
    decade = slots["decade"]
    if isinstance(decade, str):
        decade = int("".join(c for c in decade if c.isdigit()))
    if decade < 100:
        decade += 1900
    return dated(Period("decade", date(decade, 1, 1)))


@means("century")
def _century_named(slots: Slots, _: Context) -> Sense:
    nth = slots["nth"]
    return dated(Period("century", date(max(nth * 100 - 100, 1), 1, 1))) if 1 <= nth <= 30 else impossible()


@means("part_of_year")
def part_of_year(slots: Slots, context: Context) -> Sense:
    """A quarter or half by its number."""
    unit, nth, year = slots["unit"], slots["nth"], year_of(slots, context)
    if year is not None:
        return dated(nth_in(Period("year", date(year, 1, 1)), unit, nth))
    here = context.day.year
    near = [nth_in(Period("year", date(y, 1, 1)), unit, nth) for y in (here - 1, here, here + 1)]
    return chosen(near, context)


@means("half")
def _half(slots: Slots, context: Context) -> Sense:
    whole = slots.get("whole")
    if whole is None:
        return part_of_year({"unit": "half", "nth": slots["nth"]}, context)
    outer = sense(whole, context)
    if outer.period is None:
        return outer
    mod = "START" if slots["nth"] == 1 else "END"
    if outer.period.unit != "year":
        return replace(outer, mod=mod)
    half = nth_in(outer.period, "half", slots["nth"])
    return replace(outer, value=half.value, period=half)


@means("season")
def _season(slots: Slots, context: Context) -> Sense:
    name, year = slots["season"], year_of(slots, context)
    if year is not None:
        return dated(season(year, name))
    here = context.day.year
    return chosen([season(y, name) for y in (here - 1, here, here + 1)], context)


@means("within")
def _within(slots: Slots, context: Context) -> Sense:
    outer = sense(slots["whole"], context)
    if outer.period is None:
        return outer
    inner = sense(slots["part"], replace(context, whole=outer.period))
    return replace(inner, basis=outer.basis, anchor=outer.anchor, readings=())


@means("nth_of")
def _nth_of(slots: Slots, context: Context) -> Sense:
    outer = sense(slots["whole"], context)
    if outer.period is None:
        return outer
    nth = slots["nth"]
    if "day" in slots:
        period = nth_weekday(outer.period, slots["day"].slots["weekday"], nth)
    elif slots["unit"] in (*FINE, "century", "weekend") or _is_no_part(slots["unit"], outer.period):
        return replace(outer, mod="START" if nth > 0 else "END")
    else:
        period = nth_in(outer.period, slots["unit"], nth)
    if not outer.period.start <= period.start < outer.period.end and period.unit != "week":
        return impossible()
    return replace(outer, value=period.value, period=period)


def _is_no_part(unit: str, whole: Period) -> bool:
    """Whether a stretch cannot hold others of this unit."""
    return SIZE.index(unit) >= SIZE.index(whole.unit)


@means("unit_of")
def _unit_of(slots: Slots, context: Context) -> Sense:
    """ "The last week of July", "the week of April 10"."""
    inner = slots["inner"]
    if inner.make == "which" and inner.slots["which"] == -1:
        unit = {"unit": inner.slots["unit"]} if "unit" in inner.slots else {"day": inner}
        if "unit" in unit or "weekday" in inner.slots:
            return _nth_of({"nth": -1, "whole": slots["whole"], **unit}, context)
    outer = sense(slots["whole"], context)
    unit_name = inner.slots.get("unit")
    if outer.period is None or unit_name is None or unit_name not in SIZE:
        return outer
    if SIZE.index(unit_name) < SIZE.index(outer.period.unit):
        return outer
    period = period_of(outer.period.start, unit_name)
    return replace(outer, value=period.value, period=period, readings=())


@means("modified")
def _modified(slots: Slots, context: Context) -> Sense:
    inner = sense(slots["date"], context)
    return replace(inner, mod=slots.get("mod") or slots.get("edge") or inner.mod)
