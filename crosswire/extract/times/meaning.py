"""What an expression means once it is known when it was said: one small function a kind of expression.

Each takes the parts of a `Meaning` and the `Context`, and gives a `Sense`. What cannot be told without a day to count
from raises `UnanchoredError`, whose words become the row's `why`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from crosswire.extract.times.durations import Length, length
from crosswire.extract.times.lexicon import check_words
from crosswire.extract.times.periods import (
    SIZE,
    Period,
    easter,
    hijri_in,
    month_days,
    nth_in,
    nth_weekday,
    period_of,
    season,
    shift,
)
from crosswire.extract.times.reading import Meaning

Slots = Mapping[str, Any]

FINE = ("minute", "hour", "fortnight", "millennium")
"""Units the calendar has no stretches of here: they are lengths only."""

REACH_BACK, REACH_AHEAD = 10, 5
"""How many times further than the nearest the side the verb's tense names may lie: "was extended until Nov. 9" said on
2 November means a week ahead, not a year ago. From 8 to 12 back and 4 to 6 ahead little changes."""


class UnanchoredError(Exception):
    """The expression counts from a day nobody told us. Never leaves this room."""


@dataclass(frozen=True, slots=True)
class Context:
    """What is known around an expression.

    `spoken` is the day it was said; `way` where it lies from there (-1 back, 1 ahead, 0 either, null unknown), `firm`
    when a word like "since" says so; `recent` what the text spoke of before, the last first; `frame` the last stretch
    of accounts (a quarter); `whole` what this part lies in; `before` and `after` the words around it, nearest first, in
    small letters.
    """

    spoken: date | None = None
    basis: str = "published"
    way: int | None = None
    firm: bool = False
    recent: tuple[Period, ...] = ()
    frame: Period | None = None
    whole: Period | None = None
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()

    @property
    def day(self) -> date:
        if self.spoken is None:
            raise UnanchoredError("no publication date")
        return self.spoken

    @property
    def last(self) -> Period | None:
        """What the text spoke of last."""
        return self.recent[0] if self.recent else None

    def last_within(self, unit: str) -> Period | None:
        """The last the text spoke of that lies within one stretch of this unit."""
        return next((p for p in self.recent if SIZE.index(p.unit) <= SIZE.index(unit)), None)


@dataclass(frozen=True, slots=True)
class Sense:
    """What an expression means.

    `until` or `until_clock` ends it where its period is only the start. `basis` is null where nothing but its own words
    was needed; `closes` is true where the text turns from quarters to other accounts.
    """

    kind: str
    value: str | None
    period: Period | None = None
    until: date | None = None
    until_clock: Period | None = None
    basis: str | None = None
    anchor: date | None = None
    mod: str | None = None
    quant: str | None = None
    freq: str | None = None
    readings: tuple[str, ...] = ()
    precision: str | None = None
    closes: bool = False


def sense(meaning: Meaning, context: Context) -> Sense:
    """What a meaning comes to in a context. Raises UnanchoredError."""
    return MAKERS[meaning.make](meaning.slots, context)


def _date(period: Period, context: Context | None = None, **more: Any) -> Sense:
    """A date; `context` is given when it was counted from the day of speaking."""
    kind = "TIME" if period.part or period.clock else "DATE"
    if context is None:
        return Sense(kind, period.value, period, **more)
    return Sense(kind, period.value, period, basis=context.basis, anchor=context.spoken, **more)


def _told(period: Period, base: Period | None, context: Context, **more: Any) -> Sense:
    """A date counted from what the text spoke of before, or from the day of speaking where `base` is null."""
    if base is None:
        return _date(period, context, **more)
    return replace(_date(period, **more), basis="narrative", anchor=base.start)


# Dates by name.


def _calendar(slots: Slots, context: Context) -> Sense:
    day, month, year = slots["day"], slots.get("month"), _year(slots)
    if month is None:
        return _day_of_month(slots, context)
    if year is None and context.whole is not None:
        year = context.whole.start.year
    if year is not None:
        period = _ymd(year, month, day)
        return _date(period) if period else _impossible()
    spoken = context.day
    near = [p for y in (spoken.year - 1, spoken.year, spoken.year + 1) if (p := _ymd(y, month, day))]
    named = [p for p in near if p.start.weekday() == slots.get("weekday")]
    return _chosen(named or near, context) if near else _leap_day(context, day)


def _leap_day(context: Context, day: int) -> Sense:
    """29 February of the leap year that lies nearest, or no day at all."""
    years = range(context.day.year - 8, context.day.year + 9)
    near = [p for year in years if (p := _ymd(year, 2, day))]
    return _chosen(near, context) if near else _impossible()


def _day_of_month(slots: Slots, context: Context) -> Sense:
    """ "Wednesday the 21st", "the 21st": the nearest month, or that in which the day is that weekday."""
    here = period_of(context.day, "month")
    months = [shift(here, n) for n in range(-6, 7)]
    near = [p for m in months if (p := _ymd(m.start.year, m.start.month, slots["day"]))]
    named = [p for p in near if p.start.weekday() == slots.get("weekday")]
    return _chosen(named or near, context)


def _figures(slots: Slots, context: Context) -> Sense:
    text = slots["figures"]
    day, _, clock = text.partition("T")
    parts = [int(part) for part in day.replace("/", " ").replace(".", " ").replace("-", " ").split()]
    readings = [p for order in _orders(day, parts) if (p := _ymd(_century(order[0]), order[1], order[2]))]
    if not readings:
        return _impossible()
    if clock:
        digits = clock[:5] if len(clock) < 8 or clock[5] != ":" else clock[:8]
        return _date(replace(readings[0], clock=digits, zone=clock[len(digits) :] or None))
    values = tuple(dict.fromkeys(period.value for period in readings))
    if len(values) > 1:
        return Sense("DATE", None, readings=values, precision="day")
    return _date(readings[0])


def _orders(text: str, parts: list[int]) -> list[tuple[int, int, int]]:
    """Year, month, day in each order the figures can be meant: a date with dots starts with the day, one with strokes
    may start with either."""
    first, second, third = parts
    if first > 31:
        return [(first, second, third)]
    return [(third, second, first)] if "." in text else [(third, first, second), (third, second, first)]


def _month(slots: Slots, context: Context) -> Sense:
    month, year = slots["month"], _year(slots)
    if year is None and context.whole is not None:
        year = context.whole.start.year
    if year is not None:
        return _date(Period("month", date(year, month, 1)))
    here = context.day.year
    return _chosen([Period("month", date(y, month, 1)) for y in (here - 1, here, here + 1)], context)


def _weekday(slots: Slots, context: Context) -> Sense:
    weekday = slots["weekday"]
    if context.whole is not None:
        return _date(nth_weekday(context.whole, weekday, 1))
    spoken = context.day
    back = Period("day", date.fromordinal(spoken.toordinal() - (spoken.weekday() - weekday) % 7))
    if back.start == spoken:
        return _date(back, context)
    ahead = shift(back, 7)
    chosen = ahead if context.way == 1 else back
    other = (back.value if chosen is ahead else ahead.value,)
    return _date(chosen, context, readings=(chosen.value, *other) if context.way is None else ())


def _holiday(slots: Slots, context: Context) -> Sense:
    rule, year = slots["holiday"], _year(slots)
    mod = "APPROX" if rule.startswith("hijri") else None
    if year is None and context.whole is not None:
        year = context.whole.start.year
    if year is not None:
        feast = _holiday_in(rule, year)
        return _date(feast, mod=mod) if feast else _impossible()
    here = context.day.year
    near = [feast for y in (here - 1, here, here + 1) if (feast := _holiday_in(rule, y))]
    return replace(_chosen(near, context), mod=mod)


def _holiday_in(rule: str, year: int) -> Period | None:
    """The holiday of that year, or null where a moving one does not fall in it."""
    if rule.startswith("easter"):
        return Period("day", date.fromordinal(easter(year).toordinal() + int(rule.split()[1])))
    if rule.startswith("hijri"):
        month, *day = (int(part) for part in rule.split()[1:])
        first = hijri_in(year, month, day[0] if day else 1)
        return Period("day" if day else "moon", first) if first else None
    if " " in rule:
        nth, weekday, month = (int(part) for part in rule.split())
        return nth_weekday(Period("month", date(year, month, 1)), weekday, nth)
    return Period("day", date.fromisoformat(f"{year:04d}-{rule}"))


def _days(slots: Slots, context: Context) -> Sense:
    """ "12-16 September": one row over all of them."""
    first = _calendar({**slots, "day": slots["first"]}, context)
    last = _calendar({**slots, "day": slots["last"]}, context)
    if first.period is None or last.period is None:
        return _impossible()
    return replace(first, value=f"{first.value}/{last.value}", until=last.period.end, readings=())


def _years(slots: Slots, _: Context) -> Sense:
    first, last = slots["first"], slots["last"]
    last = first - first % 100 + last if last < 100 else last
    if last < first or last > 2199:
        return _impossible()
    return replace(_date(Period("year", date(first, 1, 1))), value=f"{first}/{last}", until=date(last + 1, 1, 1))


def _year_named(slots: Slots, _: Context) -> Sense:
    year = _year(slots)
    return _date(Period("year", date(year, 1, 1))) if year else _impossible()


def _decade(slots: Slots, context: Context) -> Sense:
    decade = slots["decade"]
    if isinstance(decade, str):
        decade = int("".join(c for c in decade if c.isdigit()))
    if decade < 100:
        decade += 1900
    return _date(Period("decade", date(decade, 1, 1)))


def _century_named(slots: Slots, _: Context) -> Sense:
    nth = slots["nth"]
    return _date(Period("century", date(max(nth * 100 - 100, 1), 1, 1))) if 1 <= nth <= 30 else _impossible()


def _part_of_year(slots: Slots, context: Context) -> Sense:
    """A quarter or half by its number."""
    unit, nth, year = slots["unit"], slots["nth"], _year(slots)
    if year is None and context.whole is not None:
        year = context.whole.start.year
    if year is not None:
        return _date(nth_in(Period("year", date(year, 1, 1)), unit, nth))
    here = context.day.year
    near = [nth_in(Period("year", date(y, 1, 1)), unit, nth) for y in (here - 1, here, here + 1)]
    return _chosen(near, context)


def _half(slots: Slots, context: Context) -> Sense:
    whole = slots.get("whole")
    if whole is None:
        return _part_of_year({"unit": "half", "nth": slots["nth"]}, context)
    outer = sense(whole, context)
    if outer.period is None:
        return outer
    mod = "START" if slots["nth"] == 1 else "END"
    if outer.period.unit != "year":
        return replace(outer, mod=mod)
    half = nth_in(outer.period, "half", slots["nth"])
    return replace(outer, value=half.value, period=half)


def _season(slots: Slots, context: Context) -> Sense:
    name, year = slots["season"], _year(slots)
    if year is None and context.whole is not None:
        year = context.whole.start.year
    if year is not None:
        return _date(season(year, name))
    here = context.day.year
    return _chosen([season(y, name) for y in (here - 1, here, here + 1)], context)


# Dates counted from the day of speaking or from the day the text last spoke of.


def _deictic(slots: Slots, context: Context) -> Sense:
    return _date(shift(Period("day", context.day), slots["offset"]), context)


def _tonight(_: Slots, context: Context) -> Sense:
    return _date(Period("day", context.day, part="NI"), context)


def _overnight(_: Slots, context: Context) -> Sense:
    return _date(shift(Period("day", context.day, part="NI"), 0 if context.way == 1 else -1), context)


def _which(slots: Slots, context: Context) -> Sense:
    count = slots["which"]
    if "unit" in slots:
        return _which_unit(slots["unit"], count, context)
    if "weekday" in slots:
        return _which_weekday(slots["weekday"], count, context)
    spoken = context.day
    here = period_of(spoken, {"month": "month", "season": "season"}.get(_named(slots), "day"))
    years = (spoken.year - 1, spoken.year, spoken.year + 1, spoken.year + 2)
    near = [found for year in years if (found := _stretch_in(slots, year))]
    if count < 0:
        return _date([p for p in near if p.start < here.start][-1], context)
    if count > 0:
        return _date(next(p for p in near if p.start > here.start), context)
    return _chosen(near, context)


def _named(slots: Slots) -> str:
    return next(name for name in ("month", "season", "holiday") if name in slots)


def _stretch_in(slots: Slots, year: int) -> Period | None:
    if "month" in slots:
        return Period("month", date(year, slots["month"], 1))
    return season(year, slots["season"]) if "season" in slots else _holiday_in(slots["holiday"], year)


def _which_unit(unit: str, count: int, context: Context) -> Sense:
    if unit in FINE:
        return _span_sense(length(1, unit), count, context)
    return _date(shift(period_of(context.day, unit), count), context)


def _which_weekday(weekday: int, count: int, context: Context) -> Sense:
    spoken = context.day
    ahead = (weekday - spoken.weekday()) % 7
    if count < 0:
        return _date(Period("day", date.fromordinal(spoken.toordinal() + ahead - 7)), context)
    if count > 0:
        return _date(Period("day", date.fromordinal(spoken.toordinal() + (ahead or 7))), context)
    here = shift(period_of(spoken, "week"), 0).start.toordinal() + weekday
    return _date(
        Period("day", date.fromordinal(here + (7 if context.way == 1 and here < spoken.toordinal() else 0))), context
    )


def _narrative(slots: Slots, context: Context) -> Sense:
    """ "The following day", "the previous Friday", "that year"."""
    count, unit = slots["which"], slots.get("unit")
    if slots.get("leans") and context.after:
        raise UnanchoredError("counted from an event")
    if unit == "period":
        return _told(shift(_accounts(context), count), context.frame, context)
    if unit in FINE:
        return _length_sense(length(1, unit))
    if unit is not None:
        last = context.last_within(unit)
        return _told(shift(period_of(last.start if last else context.day, unit), count), last, context)
    last = context.last_within("day" if "weekday" in slots else "year")
    there = replace(context, spoken=last.start if last else context.day, way=None)
    return _told(_which(slots, there).period or Period("day", there.day), last, context)


def _part_of_day(slots: Slots, context: Context) -> Sense:
    """ "This morning", "last night"."""
    return _date(shift(Period("day", context.day, part=slots["part"]), slots["which"]), context)


def _narrative_part(slots: Slots, context: Context) -> Sense:
    last = context.last_within("day")
    day = last.start if last else context.day
    return _told(shift(Period("day", day, part=slots["part"]), slots["which"]), last, context)


def _the_unit(slots: Slots, context: Context) -> Sense:
    """ "The year", "the quarter": the one the text speaks of, else the one it is said in."""
    unit = slots["unit"]
    if unit == "period" and context.frame is None:
        raise UnanchoredError("no stretch of time it could point at")
    if unit in ("period", "quarter"):
        return _told(_accounts(context), context.frame, context)
    if unit in FINE:
        return _length_sense(length(1, unit))
    if unit == "year":
        if context.after[:1] in (("ended",), ("ending",)):
            return replace(_length_sense(length(1, unit)), closes=True)
        return replace(_date(period_of(context.day, unit), context), closes=True)
    if unit == "weekend":
        here = period_of(context.day, unit)
        return _date(shift(here, -1) if context.way != 1 and here.start > context.day else here, context)
    last = context.last if context.last is not None and context.last.unit == unit else None
    return _told(last.day() if last else period_of(context.day, unit), last, context)


def _accounts(context: Context) -> Period:
    """The quarter accounts are given for: the one last named, else the last that was over."""
    return context.frame or shift(period_of(context.day, "quarter"), -1)


def _period_of_year(slots: Slots, context: Context) -> Sense:
    """ "The 1988 period": the same stretch of accounts in that year."""
    year = Period("year", date(slots["year"], 1, 1))
    if context.frame is None:
        return _date(year)
    moved = shift(context.frame, year.start.year - context.frame.start.year, "year")
    return _told(moved, context.frame, context)


def _accounts_in(slots: Slots, context: Context) -> Sense:
    """ "The corresponding period last year": the stretch of accounts moved into that year."""
    outer = sense(slots["whole"], replace(context, frame=None))
    if outer.period is None:
        return outer
    here = _accounts(context)
    moved = shift(here, outer.period.start.year - here.start.year, "year")
    return replace(outer, value=moved.value, period=moved)


def _a_year_back(slots: Slots, context: Context) -> Sense:
    if "nth" in slots:
        here = _part_of_year({**slots, "unit": "quarter"}, context).period
        return _date(shift(here, -1, "year"), context) if here else _impossible()
    base = context.frame or period_of(context.day, "year")
    return _told(shift(base, -1, "year"), context.frame, context)


def _year_edge(slots: Slots, context: Context) -> Sense:
    unit = slots["unit"]
    here = period_of(context.day, unit if unit in ("month", "quarter", "year", "week") else "year")
    return _date(here, context, mod="END")


def _shifted(slots: Slots, context: Context) -> Sense:
    """ "Three days ago", "a year earlier", "two days before Christmas"."""
    span, sign, origin = sense(slots["span"], context), slots["sign"], slots["origin"]
    size = _length_of(slots["span"])
    if size.count is None and origin == "published":
        return Sense("DATE", "PAST_REF" if sign < 0 else "FUTURE_REF", mod=span.mod)
    if size.count is None:
        return span
    if isinstance(origin, Meaning):
        start = sense(origin, context)
        if start.period is None:
            return start
        return _moved(start.period, size, sign, replace(start, mod=span.mod))
    if size.unit == "year" and size.count == 1 and context.frame is not None:
        return _told(shift(context.frame, sign, "year"), context.frame, context, mod=span.mod)
    last = context.last_within(size.unit_of_calendar) if origin == "narrative" and size.whole else None
    start = _told(last.day() if last else Period("day", context.day), last, context, mod=span.mod)
    return _moved(period_of(_start(start), size.unit_of_calendar if size.whole else "day"), size, sign, start)


def _start(found: Sense) -> date:
    return found.period.start if found.period else date.min


def _moved(period: Period, size: Length, sign: int, base: Sense) -> Sense:
    """The stretch so much before or after another."""
    if not size.whole:
        return Sense("TIME", None, basis=base.basis, anchor=base.anchor, mod=base.mod, precision=size.unit)
    moved = shift(period, sign * size.steps, size.unit_of_calendar)
    return replace(base, kind="DATE", value=moved.value, period=moved)


# Parts of dates.


def _within(slots: Slots, context: Context) -> Sense:
    outer = sense(slots["whole"], context)
    if outer.period is None:
        return outer
    part = slots["part"]
    inner = sense(part, replace(context, whole=outer.period))
    return replace(inner, basis=outer.basis, anchor=outer.anchor, readings=())


def _nth_of(slots: Slots, context: Context) -> Sense:
    outer = sense(slots["whole"], context)
    if outer.period is None:
        return outer
    nth = slots["nth"]
    if "day" in slots:
        period = nth_weekday(outer.period, slots["day"].slots["weekday"], nth)
    elif slots["unit"] in (*FINE, "decade", "century", "weekend"):
        return replace(outer, mod="START" if nth > 0 else "END")
    else:
        period = nth_in(outer.period, slots["unit"], nth)
    return replace(outer, value=period.value, period=period)


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


def _modified(slots: Slots, context: Context) -> Sense:
    inner = sense(slots["date"], context)
    return replace(inner, mod=slots.get("mod") or slots.get("edge") or inner.mod)


def _day_part(slots: Slots, context: Context) -> Sense:
    inner = sense(slots["date"], context)
    if inner.period is None or inner.period.unit != "day":
        return inner
    period = replace(inner.period, part=slots["part"])
    return replace(inner, kind="TIME", value=period.value, period=period, readings=())


def _clock(slots: Slots, context: Context) -> Sense:
    base = context.last if context.last is not None and context.last.unit == "day" else None
    day = base.day() if base is not None else Period("day", context.day)
    return _told(replace(day, clock=_clock_text(slots), zone=slots.get("zone")), base, context)


def _clock_past(slots: Slots, context: Context) -> Sense:
    """ "Half past seven", "a quarter to eight"."""
    hour, minute = divmod(slots["clock"] * 60 + slots["minutes"], 60)
    return _clock({**slots, "clock": f"{hour:02d}:{minute:02d}"}, context)


def _clock_text(slots: Slots) -> str:
    """The time of day as TIMEX3 writes it: hour alone when no more is said."""
    text = str(slots["clock"]).replace(".", ":")
    if len(text) == 4 and text.isdigit():
        text = f"{text[:2]}:{text[2:]}"
    hour, *rest = text.split(":")
    count = int(hour)
    after_noon = slots.get("ampm") == 12 or slots.get("part") in ("AF", "EV", "NI")
    if after_noon and count < 12:
        count += 12
    elif slots.get("ampm") == 0 and count == 12:
        count = 0
    return ":".join([f"{count:02d}", *(rest or ["00"])])


def _near_clock(slots: Slots, context: Context) -> Sense:
    """ "Around noon", "shortly before midnight"."""
    mod = slots.get("mod") or str(slots["side"]).upper()
    return replace(sense(slots["clock"], context), mod=mod)


def _two_clocks(slots: Slots, context: Context) -> Sense:
    """ "8 p.m. (1700 GMT)": the second tells the zone of the first."""
    found, other = sense(slots["clock"], context), sense(slots["other"], context)
    if found.period is None or other.period is None or found.period.zone or not other.period.zone:
        return found
    apart = (_minutes(found.period) - _minutes(other.period) + 720) % 1440 - 720
    hours, minutes = divmod(abs(apart), 60)
    zone = f"{'-' if apart < 0 else '+'}{hours:02d}:{minutes:02d}"
    return replace(found, period=replace(found.period, zone=zone if other.period.zone == "Z" else None))


def _clocks(slots: Slots, context: Context) -> Sense:
    """ "Between 2 and 4 p.m. on Tuesday": one row over all of it."""
    last_clock = slots["last"]
    first_clock = slots.get("first") or Meaning("clock", {**last_clock.slots, "clock": slots["hour"]})
    if first_clock.make == "clock" and "ampm" not in first_clock.slots and "ampm" in last_clock.slots:
        first_clock = Meaning("clock", {**first_clock.slots, "ampm": last_clock.slots["ampm"]})
    on = {"date": slots["date"]} if "date" in slots else {}
    first = _at_clock({"clock": first_clock, **on}, context) if on else sense(first_clock, context)
    last = _at_clock({"clock": last_clock, **on}, context) if on else sense(last_clock, context)
    if first.period is None or last.period is None or first.period.clock is None or last.period.clock is None:
        return first
    return replace(first, value=f"{first.value}/{last.value}", until_clock=last.period)


def _minutes(period: Period) -> int:
    hour, minute = (int(part) for part in [*(period.clock or "").split(":"), "0"][:2])
    return hour * 60 + minute


def _at_clock(slots: Slots, context: Context) -> Sense:
    """A time of day on a day, or in a part of one."""
    clock = slots["clock"]
    if "date" not in slots:
        return sense(Meaning(clock.make, {**clock.slots, "part": slots["part"]}), context)
    inner = sense(slots["date"], context)
    if inner.period is None or inner.period.unit != "day":
        return inner
    if clock.make == "clock" and inner.period.part:
        clock = Meaning("clock", {"part": inner.period.part, **clock.slots})
    there = replace(context, recent=(inner.period.day(), *context.recent))
    found = sense(clock, there)
    return replace(found, basis=inner.basis, anchor=inner.anchor)


# Durations, sets, references.


def _duration(slots: Slots, context: Context) -> Sense:
    size = _length_of(Meaning("duration", slots))
    if slots.get("one") and not slots.get("half") and _is_rate(context):
        return Sense("SET", size.value, quant="EACH")
    if context.way == 1 and context.before[:1] == ("in",) and size.whole and context.spoken is not None:
        base = _date(Period("day", context.day), context)
        return _moved(period_of(context.day, size.unit), size, 1, base)
    if "high" in slots:
        high = length(slots["high"], slots["unit"])
        return replace(_length_sense(size), mod="EQUAL_OR_MORE", readings=(size.value, high.value))
    return _length_sense(size)


def _is_rate(context: Context) -> bool:
    """Whether "a year" tells how often: after what an amount counts, and not beside words that make it a length."""
    if not context.before or context.before[0] in check_words("long_after") or context.before[0] == ",":
        return False
    if context.after[:1] and context.after[0] in check_words("rate_never_before"):
        return False
    return any(word[0].isdigit() or word in check_words("amounts") for word in context.before[:4])


def _bare(slots: Slots, _: Context) -> Sense:
    return _length_sense(length("X", slots["unit"]))


def _length_of(meaning: Meaning) -> Length:
    """How long the duration inside a meaning is."""
    slots = meaning.slots
    if "span" in slots:
        return _length_of(slots["span"])
    if "low" in slots:
        return length(slots["low"], slots["unit"])
    count = slots.get("number", slots.get("one"))
    if meaning.make == "bare":
        count = "X"
    elif slots.get("half"):
        count = (count or 0) + 0.5
    return length(1 if count is None else count, slots["unit"])


def _length_sense(size: Length, mod: str | None = None) -> Sense:
    return Sense("DURATION", size.value, mod=mod, precision=size.unit)


def _bounded(slots: Slots, context: Context) -> Sense:
    inner = sense(slots["span"], context)
    if slots.get("so") or slots.get("two"):
        return replace(inner, mod="APPROX")
    if slots.get("more"):
        return replace(inner, mod="EQUAL_OR_MORE" if slots["more"] in ("at", "or") else "MORE_THAN")
    if slots.get("less"):
        return replace(inner, mod="EQUAL_OR_LESS" if slots["less"] in ("up", "or", "at", "no") else "LESS_THAN")
    return replace(inner, mod=slots.get("mod") or inner.mod)


def _stretch(slots: Slots, context: Context) -> Sense:
    span = _span_sense(_length_of(slots["span"]), slots.get("which", 0), context)
    return replace(span, closes=span.precision in ("month", "year"))


def _span_sense(size: Length, sign: int, context: Context) -> Sense:
    """A duration that starts or ends on the day of speaking: "the past three days"."""
    plain = _length_sense(size)
    if sign == 0 or not size.whole or context.spoken is None or size.count is None:
        return plain
    here = Period("day", context.spoken)
    there = shift(here, sign * size.steps, size.unit_of_calendar)
    there = Period("day", _same_day(here, size, sign)) if there.unit != "day" else there
    first, last = sorted((here.start, there.start))
    return replace(plain, period=Period("day", first), until=last, basis=context.basis, anchor=context.spoken)


def _same_day(here: Period, size: Length, sign: int) -> date:
    return shift(Period("day", here.start), sign * size.steps, size.unit_of_calendar).start


def _vague_stretch(slots: Slots, _: Context) -> Sense:
    ahead = slots["which"] in ("coming", "future", "upcoming", "next")
    return Sense("DATE", "FUTURE_REF" if ahead else "PAST_REF")


def _reference(slots: Slots, _: Context) -> Sense:
    return Sense("DATE", slots["value"])


def _each(slots: Slots, context: Context) -> Sense:
    quant = slots.get("quant", "EVERY")
    if "span" in slots:
        return Sense("SET", _length_of(slots["span"]).value, quant=quant)
    inner = slots.get("date")
    named = {**slots, **(inner.slots if isinstance(inner, Meaning) else {})}
    return Sense("SET", _set_value(named), quant=quant)


def _set_value(slots: Slots) -> str | None:
    if "weekday" in slots:
        value = f"XXXX-WXX-{slots['weekday'] + 1}"
        return f"{value}T{slots['part']}" if "part" in slots else value
    if "month" in slots:
        return f"XXXX-{slots['month']:02d}" + (f"-{slots['day']:02d}" if "day" in slots else "")
    if "season" in slots:
        return f"XXXX-{slots['season']}"
    if "part" in slots:
        return f"XXXX-XX-XXT{slots['part']}"
    if "nth" in slots and slots.get("unit") == "quarter":
        return f"XXXX-Q{slots['nth']}"
    if "unit" in slots:
        return length(2 if slots.get("other") else slots.get("nth", 1), slots["unit"]).value
    return None


def _adverb(slots: Slots, _: Context) -> Sense:
    return Sense("SET", slots["value"])


def _rate(slots: Slots, _: Context) -> Sense:
    count = slots.get("freq")
    return Sense("SET", length(1, slots["unit"]).value, freq=f"{count}X" if count else None)


# Shared.


def _chosen(near: list[Period], context: Context) -> Sense:
    """Of the same stretch in several years, the one meant: the last begun when the verb looks back, the first not yet
    over when it looks ahead, unless the other lies far nearer; the nearest when the verb does not say."""
    spoken = context.day
    nearest = min(near, key=lambda p: (_distance(p, spoken), p.start))
    back = [p for p in near if p.start <= spoken]
    ahead = [p for p in near if p.end > spoken]
    told, reach = {-1: (back[-1:], REACH_BACK), 1: (ahead[:1], REACH_AHEAD)}.get(context.way or 0, ([], 0))
    if told and (context.firm or _distance(told[0], spoken) <= reach * (_distance(nearest, spoken) + 1)):
        return _date(told[0], context)
    return _date(nearest, context)


def _distance(period: Period, day: date) -> int:
    """Days between a stretch and a day; 0 inside it."""
    if period.start <= day < period.end:
        return 0
    return min(abs((period.start - day).days), abs((period.end - day).days))


def _ymd(year: int, month: int, day: int) -> Period | None:
    """That day, or null when there is none."""
    if not 1 <= month <= 12 or not 1 <= year <= 9999 or not 1 <= day <= month_days(year, month):
        return None
    return Period("day", date(year, month, day))


def _impossible() -> Sense:
    raise UnanchoredError("no such day")


def _year(slots: Slots) -> int | None:
    year = slots.get("year")
    return _century(int(str(year).strip("'’"))) if year is not None else None


def _century(year: int) -> int:
    """A year of two figures lies in 1930 to 2029."""
    return year if year > 99 else year + (1900 if year >= 30 else 2000)


MAKERS: dict[str, Callable[[Slots, Context], Sense]] = {
    "a_year_back": _a_year_back,
    "accounts_in": _accounts_in,
    "adverb": _adverb,
    "at_clock": _at_clock,
    "bare": _bare,
    "bounded": _bounded,
    "calendar": _calendar,
    "century": _century_named,
    "clock": _clock,
    "clock_past": _clock_past,
    "clocks": _clocks,
    "day_number": _day_of_month,
    "day_part": _day_part,
    "days": _days,
    "decade": _decade,
    "deictic": _deictic,
    "duration": _duration,
    "each": _each,
    "figures": _figures,
    "half": _half,
    "holiday": _holiday,
    "modified": _modified,
    "month": _month,
    "narrative": _narrative,
    "narrative_part": _narrative_part,
    "near_clock": _near_clock,
    "nth_of": _nth_of,
    "overnight": _overnight,
    "part_of_day": _part_of_day,
    "part_of_year": _part_of_year,
    "period_of": _period_of_year,
    "rate": _rate,
    "reference": _reference,
    "season": _season,
    "shifted": _shifted,
    "stretch": _stretch,
    "the_unit": _the_unit,
    "tonight": _tonight,
    "two_clocks": _two_clocks,
    "unit_of": _unit_of,
    "vague_stretch": _vague_stretch,
    "weekday": _weekday,
    "which": _which,
    "within": _within,
    "year": _year_named,
    "year_edge": _year_edge,
    "years": _years,
}
