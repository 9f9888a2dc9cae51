"""Durations, sets and vague references."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from crosswire.extract.times.calendar.length import Length, length
from crosswire.extract.times.calendar.periods import Period, period_of, shift
from crosswire.extract.times.normalisation.sense import Context, Sense, Slots, dated, means, sense
from crosswire.extract.times.recognition.lexicon import check_words
from crosswire.extract.times.recognition.reading import Meaning

HOLDS = {
    ("year", "month"): 12,
    ("week", "day"): 7,
    ("day", "hour"): 24,
    ("hour", "minute"): 60,
    ("minute", "second"): 60,
}
"""How many of the second unit the first holds."""


@means("duration")
def _duration(slots: Slots, context: Context) -> Sense:
    size = length_of(Meaning("duration", slots))
    if slots.get("one") and not slots.get("half") and _is_rate(context):
        return Sense("SET", size.value, quant="EACH")
    if (
        context.way != -1
        and not check_words("ahead_after", context.language).isdisjoint(context.before[:1])
        and size.whole
        and context.spoken is not None
    ):
        base = dated(Period("day", context.day), context)
        return moved(period_of(context.day, size.unit_of_calendar), size, 1, base)
    if "high" in slots:
        high = length(slots["high"], slots["unit"])
        return replace(length_sense(size), mod="EQUAL_OR_MORE", readings=(size.value, high.value))
    return length_sense(size)


def moved(period: Period, size: Length, sign: int, base: Sense) -> Sense:
    """The stretch so much before or after another."""
    if not size.whole:
        return _moved_clock(period, size, sign, base)
    moved = shift(period, sign * size.steps, size.unit_of_calendar)
    return replace(base, kind="DATE", value=moved.value, period=moved)


def _moved_clock(period: Period, size: Length, sign: int, base: Sense) -> Sense:
    """So many hours or minutes from a time of day; from anything else only how long it was is known."""
    minutes = {"hour": 60, "minute": 1}.get(size.unit)
    if period.clock is None or minutes is None or size.count is None:
        return length_sense(size, base.mod)
    hour, minute = (int(part) for part in period.clock.split(":")[:2])
    days, rest = divmod(hour * 60 + minute + sign * round(size.count * minutes), 24 * 60)
    there = replace(shift(period.day(), days), clock=f"{rest // 60:02d}:{rest % 60:02d}", zone=period.zone)
    return replace(base, kind="TIME", value=there.value, period=there)


def together(first: Length, second: Length) -> Length:
    """Two lengths in the unit of the second, as near as units hold a whole number of each other."""
    held = HOLDS.get((first.unit, second.unit))
    if held is None or first.count is None or second.count is None:
        return first
    return length(first.count * held + second.count, second.unit)


def _is_rate(context: Context) -> bool:
    """Whether "a year" tells how often: after what an amount counts, and not beside words that make it a length."""
    if (
        not context.before
        or context.before[0] in check_words("long_after", context.language)
        or context.before[0] == ","
    ):
        return False
    if context.after[:1] and context.after[0] in check_words("rate_never_before", context.language):
        return False
    return any(word[0].isdigit() or word in check_words("amounts", context.language) for word in context.before[:4])


@means("one_day")
def _one_day(_: Slots, context: Context) -> Sense:
    """ "Will one day return", but "for one day", "one day after"."""
    after, before = check_words("one_day_after", context.language), check_words("one_day_before", context.language)
    if (
        not after.isdisjoint(context.before[:1])
        or not before.isdisjoint(context.after[:1])
        or context.way not in (-1, 1)
        or not (context.after or context.before[:1] == ())
    ):
        return length_sense(length(1, "day"))
    return Sense("DATE", "FUTURE_REF" if context.way == 1 else "PAST_REF")


@means("counted_stretch")
def _counted_stretch(slots: Slots, context: Context) -> Sense:
    """ "The three past years"."""
    return span_sense(length(slots["number"], slots["unit"]), slots["which"], context)


@means("lengths")
def _lengths(slots: Slots, _: Context) -> Sense:
    """ "Two years and three months"."""
    first, second = length_of(slots["first"]), length_of(slots["second"])
    day, clock = (
        "".join(part for size in (first, second) if (part := size.value[1:]).startswith("T") == timed).replace("T", "")
        for timed in (False, True)
    )
    return Sense("DURATION", f"P{day}" + (f"T{clock}" if clock else ""), precision=second.unit)


@means("bare")
def _bare(slots: Slots, _: Context) -> Sense:
    return length_sense(length("X", slots["unit"]))


def length_of(meaning: Meaning) -> Length:
    """How long the duration inside a meaning is."""
    slots = meaning.slots
    if "span" in slots:
        return length_of(slots["span"])
    if meaning.make == "lengths":
        return together(length_of(slots["first"]), length_of(slots["second"]))
    if "low" in slots:
        return length(slots["low"], slots["unit"])
    count = slots.get("number", slots.get("one"))
    if meaning.make == "bare":
        count = "X"
    elif slots.get("half"):
        count = (count or 0) + 0.5
    return length(1 if count is None else count, slots["unit"])


def length_sense(size: Length, mod: str | None = None) -> Sense:
    return Sense("DURATION", size.value, mod=mod, precision=size.unit)


@means("bounded")
def _bounded(slots: Slots, context: Context) -> Sense:
    inner = sense(slots["span"], context)
    if slots.get("so") or slots.get("two"):
        return replace(inner, mod="APPROX")
    if slots.get("more"):
        return replace(inner, mod="EQUAL_OR_MORE" if slots["more"] in ("at", "or") else "MORE_THAN")
    if slots.get("less"):
        return replace(inner, mod="EQUAL_OR_LESS" if slots["less"] in ("up", "or", "at", "no") else "LESS_THAN")
    return replace(inner, mod=slots.get("mod") or inner.mod)


@means("stretch")
def _stretch(slots: Slots, context: Context) -> Sense:
    span = span_sense(length_of(slots["span"]), slots.get("which", 0), context)
    return replace(span, closes=span.precision in ("month", "year"))


def span_sense(size: Length, sign: int, context: Context) -> Sense:
    """A duration that starts or ends on the day of speaking: "the past three days"."""
    plain = length_sense(size)
    if sign == 0 or not size.whole or context.spoken is None or size.count is None:
        return plain
    here = Period("day", context.spoken)
    first, last = sorted((here.start, shift(here, sign * size.steps, size.unit_of_calendar).start))
    return replace(plain, period=Period("day", first), until=last, basis=context.basis, anchor=context.spoken)


@means("vague_stretch")
def _vague_stretch(slots: Slots, _: Context) -> Sense:
    ahead = slots["which"] in ("coming", "future", "upcoming", "next")
    return Sense("DATE", "FUTURE_REF" if ahead else "PAST_REF")


@means("reference")
def _reference(slots: Slots, _: Context) -> Sense:
    return Sense("DATE", slots["value"])


@means("each")
def _each(slots: Slots, context: Context) -> Sense:
    quant = slots.get("quant", "EVERY")
    if "span" in slots:
        return Sense("SET", length_of(slots["span"]).value, quant=quant)
    inner = slots.get("date")
    if isinstance(inner, Meaning) and inner.make == "at_clock" and isinstance(inner.slots.get("date"), Meaning):
        clock, inner = inner.slots["clock"], inner.slots["date"]
        day = _set_value(inner.slots)
        hours = sense(clock, replace(context, spoken=context.spoken or date(2000, 1, 1))).period
        return Sense("SET", f"{day}T{hours.clock}" if day and hours else day, quant=quant)
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


@means("adverb")
def _adverb(slots: Slots, _: Context) -> Sense:
    return Sense("SET", slots["value"])


@means("rate")
def _rate(slots: Slots, _: Context) -> Sense:
    count = slots.get("freq")
    return Sense("SET", length(1, slots["unit"]).value, freq=f"{count}X" if count else None)
