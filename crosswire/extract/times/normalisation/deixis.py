"""Dates counted from the day of speaking, or from the day or stretch the text last spoke of."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from crosswire.extract.times.calendar.length import Length, length
from crosswire.extract.times.calendar.periods import SIZE, Period, clamp, period_of, season, shift
from crosswire.extract.times.normalisation.dates import holiday_in, part_of_year
from crosswire.extract.times.normalisation.durations import length_of, length_sense, moved, span_sense
from crosswire.extract.times.normalisation.sense import (
    FINE,
    Context,
    Sense,
    Slots,
    UnanchoredError,
    chosen,
    dated,
    impossible,
    means,
    sense,
    told,
)
from crosswire.extract.times.recognition.reading import Meaning

SUNDAY = 6

NOT_TOLD = "no day told before that it could count from"


@means("deictic")
def _deictic(slots: Slots, context: Context) -> Sense:
    return dated(shift(Period("day", context.day), slots["offset"]), context)


@means("which")
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
        return _last([p for p in near if p.start < here.start], here, context)
    if count > 0:
        return dated([p for p in near if p.start > here.start][count - 1], context)
    if "holiday" in slots:
        return dated(near[1] if len(near) > 1 else near[0], context)
    return chosen(near, context)


def _last(past: list[Period], here: Period, context: Context) -> Sense:
    """ "Last June": the one begun last; of the month just over one says "last month", so that it is a year before."""
    if past[-1].unit == "month" and past[-1].end == here.start:
        return dated(past[-2], context, readings=(past[-2].value, past[-1].value))
    return dated(past[-1], context)


def _named(slots: Slots) -> str:
    return next(name for name in ("month", "season", "holiday") if name in slots)


def _stretch_in(slots: Slots, year: int) -> Period | None:
    if "month" in slots:
        return Period("month", date(year, slots["month"], 1))
    return season(year, slots["season"]) if "season" in slots else holiday_in(slots["holiday"], year)


def _which_unit(unit: str, count: int, context: Context) -> Sense:
    if unit in FINE:
        return span_sense(length(1, unit), count, context)
    here = period_of(context.day, unit)
    if unit == "week" and context.day.weekday() == SUNDAY and count in (0, -1):
        return _week_of_sunday(here, count, context)
    return dated(shift(here, count), context)


def _week_of_sunday(here: Period, count: int, context: Context) -> Sense:
    """On a Sunday "last week" is the one that this day ends, and "this week", of what is to come, the one after it."""
    if count == -1:
        return dated(here, context, readings=(here.value, shift(here, -1).value))
    return dated(shift(here, 1), context) if context.way == 1 else dated(here, context)


def _which_weekday(weekday: int, count: int, context: Context) -> Sense:
    spoken = context.day
    ahead = (weekday - spoken.weekday()) % 7
    if count:
        return _beside(
            spoken.toordinal() + (ahead - 7 if count < 0 else (ahead or 7) + 7 * (count - 1)), count, context
        )
    here = shift(period_of(spoken, "week"), 0).start.toordinal() + weekday
    return dated(
        Period("day", date.fromordinal(here + (7 if context.way == 1 and here < spoken.toordinal() else 0))), context
    )


def _beside(ordinal: int, count: int, context: Context) -> Sense:
    """ "Last Monday", "next Friday": the nearest; in this week some mean that of the week beside it."""
    day = Period("day", date.fromordinal(ordinal))
    if period_of(day.start, "week") != period_of(context.day, "week"):
        return dated(day, context)
    return dated(day, context, readings=(day.value, shift(day, 7 * count).value))


@means("weekdays_away")
def _weekdays_away(slots: Slots, context: Context) -> Sense:
    """ "Two Sundays ago", "three Fridays from now"."""
    if not isinstance(slots["count"], int) or not 0 < slots["count"] < 100:
        return impossible()
    near = _which_weekday(slots["weekday"], slots["sign"], replace(context, way=None)).period
    return dated(shift(near, 7 * slots["sign"] * (slots["count"] - 1)), context) if near else impossible()


@means("edge_of_unit")
def _edge_of_unit(slots: Slots, context: Context) -> Sense:
    """ "By end of year"."""
    found = _the_unit({"unit": slots["unit"]}, context)
    return replace(found, mod=slots["edge"] or None)


@means("narrative")
def _narrative(slots: Slots, context: Context) -> Sense:
    """ "The following day", "the previous Friday", "that year"."""
    if slots.get("or_speaking") and context.way == 1 and not context.chronicle:
        return _which(slots, context)
    count, unit = slots["which"], slots.get("unit")
    if unit == "period":
        return told(shift(_accounts(context), count), context.frame, context)
    if unit in FINE:
        return length_sense(length(1, unit))
    if unit is not None:
        last = context.last_within(unit)
        if last is None and unit == "day" and count >= 0 and context.way != 1:
            raise UnanchoredError(NOT_TOLD)
        return told(shift(period_of(last.start if last else context.day, unit), count), last, context)
    last = context.last_within("day" if "weekday" in slots else "year")
    there = replace(context, spoken=_edge(last, count) if last else context.day, way=None)
    found = _which(slots, there).period or Period("day", there.day)
    if count < 0 and "weekday" in slots and any(found.start == p.start for p in context.recent if p.unit == "day"):
        found = shift(found, -7)  # the one told already is no longer the previous one
    return told(found, last, context)


def _edge(period: Period, count: int) -> date:
    """The day of a stretch from which what follows it, or went before it, is counted."""
    return clamp(period.end.toordinal() - 1) if count > 0 else period.start


@means("the_unit")
def _the_unit(slots: Slots, context: Context) -> Sense:
    """ "The year", "the quarter": the one the text speaks of, else the one it is said in."""
    unit = slots["unit"]
    if unit == "period" and context.frame is None and not slots.get("latest"):
        raise UnanchoredError("no stretch of time it could point at")
    if unit in ("period", "quarter"):
        return told(_accounts(context), context.frame, context)
    if unit in FINE:
        return length_sense(length(1, unit))
    told_of = context.last_within(unit) if context.chronicle else None
    if told_of is not None:
        return told(period_of(told_of.start, unit), told_of, context)
    if unit == "year":
        if context.after[:1] in (("ended",), ("ending",)):
            return replace(length_sense(length(1, unit)), closes=True)
        return replace(dated(period_of(context.day, unit), context), closes=True)
    if unit == "weekend":
        here = period_of(context.day, unit)
        return dated(shift(here, -1) if context.way != 1 and here.start > context.day else here, context)
    last = context.last if context.last is not None and context.last.unit == unit else None
    return told(last.day() if last else period_of(context.day, unit), last, context)


def _accounts(context: Context) -> Period:
    """The quarter accounts are given for: the one last named, else the last that was over."""
    return context.frame or shift(period_of(context.day, "quarter"), -1)


@means("period_of")
def _period_of_year(slots: Slots, context: Context) -> Sense:
    """ "The 1988 period": the same stretch of accounts in that year."""
    year = Period("year", date(slots["year"], 1, 1))
    if context.frame is None:
        return dated(year)
    moved = shift(context.frame, year.start.year - context.frame.start.year, "year")
    return told(moved, context.frame, context)


@means("accounts_in")
def _accounts_in(slots: Slots, context: Context) -> Sense:
    """ "The corresponding period last year": the stretch of accounts moved into that year."""
    outer = sense(slots["whole"], replace(context, frame=None))
    if outer.period is None:
        return outer
    here = _accounts(context)
    moved = shift(here, outer.period.start.year - here.start.year, "year")
    return replace(outer, value=moved.value, period=moved)


@means("a_year_back")
def _a_year_back(slots: Slots, context: Context) -> Sense:
    if "nth" in slots:
        here = part_of_year({**slots, "unit": "quarter"}, context).period
        return dated(shift(here, -1, "year"), context) if here else impossible()
    base = context.frame or period_of(context.day, "year")
    return told(shift(base, -1, "year"), context.frame, context, aside=True)


@means("eve")
def _eve(_: Slots, context: Context) -> Sense:
    """ "On the eve of the talks": the day before what the words after it name."""
    raise UnanchoredError("counted from something that is not told")


@means("year_edge")
def _year_edge(slots: Slots, context: Context) -> Sense:
    unit = slots["unit"]
    here = period_of(context.day, unit if unit in ("month", "quarter", "year", "week") else "year")
    return dated(shift(here, -1) if context.firm and context.way == -1 else here, context, mod="END")


@means("shifted")
def _shifted(slots: Slots, context: Context) -> Sense:
    """ "Three days ago", "a year earlier", "two days before Christmas"."""
    span, sign, origin = sense(slots["span"], context), slots["sign"], slots["origin"]
    size = length_of(slots["span"])
    if size.count is None and origin == "published":
        return Sense("DATE", "PAST_REF" if sign < 0 else "FUTURE_REF", mod=span.mod)
    if size.count is None:
        return span
    if isinstance(origin, Meaning):
        start = sense(origin, context)
        if start.period is None:
            return start
        return moved(start.period, size, sign, replace(start, mod=span.mod))
    aside = origin == "narrative" and sign < 0
    if size.unit == "year" and size.count == 1 and context.frame is not None:
        return told(shift(context.frame, sign, "year"), context.frame, context, mod=span.mod, aside=aside)
    last = _counted_from(size, sign, context) if origin == "narrative" else None
    if last is None and origin == "narrative" and sign > 0 and size.whole:
        raise UnanchoredError(NOT_TOLD)
    day = last.start if last else context.day
    base = told(Period("day", day), last, context, mod=span.mod, aside=aside)
    if not size.whole:
        return moved(last or Period("day", day), size, sign, base)
    return moved(period_of(day, size.unit_of_calendar), size, sign, base)


def _counted_from(size: Length, sign: int, context: Context) -> Period | None:
    """What "a week later" counts from: the last the text spoke of; in the past tense the last from which that
    time is past too."""
    unit = size.unit_of_calendar if size.whole else "day"
    told_of = [p for p in context.recent if SIZE.index(p.unit) <= SIZE.index(unit)]
    if sign > 0 and context.way == -1 and size.whole and context.spoken is not None:
        spoken = context.spoken
        past = [p for p in told_of if shift(Period("day", p.start), size.steps, unit).start <= spoken]
        return next(iter(past or told_of), None)
    return next(iter(told_of), None)
