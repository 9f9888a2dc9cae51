"""Times of day and parts of days."""

from __future__ import annotations

from dataclasses import replace

from crosswire.extract.times.calendar.length import length
from crosswire.extract.times.calendar.periods import Period, shift
from crosswire.extract.times.normalisation.durations import length_sense
from crosswire.extract.times.normalisation.sense import Context, Sense, Slots, dated, means, sense, told
from crosswire.extract.times.recognition.reading import Meaning


@means("tonight")
def _tonight(_: Slots, context: Context) -> Sense:
    return dated(Period("day", context.day, part="NI"), context)


@means("overnight")
def _overnight(_: Slots, context: Context) -> Sense:
    return dated(shift(Period("day", context.day, part="NI"), 0 if context.way == 1 else -1), context)


@means("part_of_day")
def _part_of_day(slots: Slots, context: Context) -> Sense:
    """ "This morning", "last night"."""
    return dated(shift(Period("day", context.day, part=slots["part"]), slots["which"]), context)


@means("narrative_part")
def _narrative_part(slots: Slots, context: Context) -> Sense:
    last = context.last_within("day")
    day = last.start if last else context.day
    return told(shift(Period("day", day, part=slots["part"]), slots["which"]), last, context)


@means("bare_part")
def _bare_part(slots: Slots, context: Context) -> Sense:
    """ "At dawn": of the day the text last spoke of."""
    return _narrative_part({**slots, "which": 0}, context)


@means("day_part")
def _day_part(slots: Slots, context: Context) -> Sense:
    inner = sense(slots["date"], context)
    if inner.period is None or inner.period.unit != "day":
        return inner
    period = replace(inner.period, part=slots["part"])
    return replace(inner, kind="TIME", value=period.value, period=period, readings=())


@means("clock")
def _clock(slots: Slots, context: Context) -> Sense:
    base = context.last if context.last is not None and context.last.unit == "day" else None
    day = base.day() if base is not None else Period("day", context.day)
    return told(replace(day, clock=_clock_text(slots), zone=_zone(slots)), base, context)


def _zone(slots: Slots) -> str | None:
    """The zone, with the hours it is told to be ahead ("UTC+3")."""
    zone, ahead = slots.get("zone"), slots.get("ahead")
    return f"+{ahead:02d}:00" if zone == "Z" and isinstance(ahead, int) and 0 < ahead < 15 else zone


@means("clock_past")
def _clock_past(slots: Slots, context: Context) -> Sense:
    """ "Half past seven", "a quarter to eight", "twenty past noon"."""
    past = slots["minutes"] if "minutes" in slots else slots["sign"] * slots["past"]
    if not isinstance(past, int) or abs(past) > 59:
        return length_sense(length(past if past != "X" else "X", "minute"))
    hour, minute = divmod(int(str(slots["clock"]).split(":")[0]) * 60 + past, 60)
    return _clock({**slots, "clock": f"{hour % 24:02d}:{minute:02d}"}, context)


def _clock_text(slots: Slots) -> str:
    """The time of day as TIMEX3 writes it: hour alone when no more is said."""
    text = str(slots["clock"]).replace(".", ":")
    if len(text) == 4 and text.isdigit():
        text = f"{text[:2]}:{text[2:]}"
    hour, *rest = text.split(":")
    count = int(hour)
    after_noon = slots["ampm"] == 12 if "ampm" in slots else slots.get("part") in ("AF", "EV", "NI")
    if after_noon and count < 12:
        count += 12
    elif slots.get("ampm") == 0 and count == 12:
        count = 0
    return ":".join([f"{count:02d}", *(rest or ["00"])])


@means("near_clock")
def _near_clock(slots: Slots, context: Context) -> Sense:
    """ "Around noon", "shortly before midnight"."""
    mod = slots.get("mod") or str(slots["side"]).upper()
    return replace(sense(slots["clock"], context), mod=mod)


@means("two_clocks")
def _two_clocks(slots: Slots, context: Context) -> Sense:
    """ "8 p.m. (1700 GMT)": the second tells the zone of the first."""
    found, other = sense(slots["clock"], context), sense(slots["other"], context)
    if found.period is None or other.period is None or found.period.zone or not other.period.zone:
        return found
    apart = (_minutes(found.period) - _minutes(other.period) + 720) % 1440 - 720
    hours, minutes = divmod(abs(apart), 60)
    zone = f"{'-' if apart < 0 else '+'}{hours:02d}:{minutes:02d}"
    return replace(found, period=replace(found.period, zone=zone if other.period.zone == "Z" else None))


@means("clocks")
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
    end = last.period
    if (end.start, _minutes(end)) <= (first.period.start, _minutes(first.period)):
        end = shift(end, 1)
    return replace(first, value=f"{first.value}/{end.value}", until_clock=end)


def _minutes(period: Period) -> int:
    hour, minute = (int(part) for part in [*(period.clock or "").split(":"), "0"][:2])
    return hour * 60 + minute


@means("at_clock")
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
