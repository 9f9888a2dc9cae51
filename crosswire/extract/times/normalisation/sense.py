"""What an expression means once it is known when it was said: the values, the registry of meanings, what they share.

A meaning is a small function from the parts of a `Meaning` and the `Context` to a `Sense`. What cannot be told without
a day to count from raises `UnanchoredError`, whose words become the row's `why`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from crosswire.extract.times.calendar.periods import SIZE, Period, month_days
from crosswire.extract.times.recognition.reading import Meaning

Slots = Mapping[str, Any]
Maker = Callable[[Slots, "Context"], "Sense"]
MAKERS: dict[str, Maker] = {}
"""Every kind of meaning by the name the patterns call it."""

FINE = ("minute", "hour", "fortnight", "millennium")
"""Units the calendar has no stretches of here: they are lengths only."""

_GOES_ON = {"weekday": "day", "day_number": "month"} | dict.fromkeys(
    ("calendar", "days", "month", "season", "part_of_year", "holiday"), "year"
)
"""Meanings that lack a year or month, and within which unit the day must lie that a chronicle goes on from."""

STEP_BACK = 3
"""A chronicle goes on; it steps back only to a stretch that lies so many times nearer than the next one ahead."""

REACH_BACK, REACH_AHEAD = 10, 5
"""How many times further than the nearest the side the verb's tense names may lie: "was extended until Nov. 9" said on
2 November means a week ahead, not a year ago. From 8 to 12 back and 4 to 6 ahead little changes."""


def means(name: str) -> Callable[[Maker], Maker]:
    """Marks a function as the meaning that patterns call by this name."""

    def register(maker: Maker) -> Maker:
        MAKERS[name] = maker
        return maker

    return register


class UnanchoredError(Exception):
    """The expression counts from a day nobody told us. Never leaves this room."""


@dataclass(frozen=True, slots=True)
class Context:
    """What is known around an expression.

    `spoken` is the day it was said; `way` where it lies from there (-1 back, 1 ahead, 0 either, null unknown), `firm`
    when a word like "since" says so; `recent` what the text spoke of before, the last first; `frame` the last stretch
    of accounts (a quarter); `whole` what this part lies in; `before` and `after` the words around it, nearest first, in
    small letters. `chronicle` says that the text tells of years long past, so that what names no year goes on from the
    day the text last spoke of. `ends` is the last day of a stretch that the words after it end ("the quarter ended 30
    June"), `inside` what it is the first or last part of ("the last six weeks of 2015").
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
    chronicle: bool = False
    ends: date | None = None
    inside: Period | None = None
    language: str = "en"

    @property
    def day(self) -> date:
        if self.spoken is None:
            raise UnanchoredError("no publication date")
        return self.spoken

    @property
    def last(self) -> Period | None:
        """What the text spoke of last."""
        return self.recent[0] if self.recent else None

    def going_on(self, unit: str) -> Context:
        """The same, counted from what the text last spoke of within such a unit, where the text is a chronicle."""
        last = self.last_within(unit) if self.chronicle else None
        return self if last is None else replace(self, spoken=last.start, basis="narrative", way=1)

    def last_within(self, unit: str) -> Period | None:
        """The last the text spoke of that lies within one stretch of this unit."""
        return next((p for p in self.recent if SIZE.index(p.unit) <= SIZE.index(unit)), None)


@dataclass(frozen=True, slots=True)
class Sense:
    """What an expression means.

    `until` or `until_clock` ends it where its period is only the start; `first` begins it where its period only names
    it. `basis` is null where nothing but its own words
    was needed; `closes` is true where the text turns from quarters to other accounts, `aside` where it only compares
    with an earlier time and does not go there.
    """

    kind: str
    value: str | None
    period: Period | None = None
    first: date | None = None
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
    aside: bool = False


def sense(meaning: Meaning, context: Context) -> Sense:
    """What a meaning comes to in a context. Raises UnanchoredError."""
    if context.chronicle and context.whole is None and meaning.make in _GOES_ON and "year" not in meaning.slots:
        context = context.going_on(_GOES_ON[meaning.make])
    return MAKERS[meaning.make](meaning.slots, context)


def dated(period: Period, context: Context | None = None, **more: Any) -> Sense:
    """A date; `context` is given when it was counted from the day of speaking."""
    kind = "TIME" if period.part or period.clock else "DATE"
    if context is None:
        return Sense(kind, period.value, period, **more)
    return Sense(kind, period.value, period, basis=context.basis, anchor=context.spoken, **more)


def told(period: Period, base: Period | None, context: Context, **more: Any) -> Sense:
    """A date counted from what the text spoke of before, or from the day of speaking where `base` is null."""
    if base is None:
        return dated(period, context, **more)
    return replace(dated(period, **more), basis="narrative", anchor=base.start)


def chosen(near: list[Period], context: Context) -> Sense:
    """Of the same stretch in several years, the one meant: the last begun when the verb looks back, the first not yet
    over when it looks ahead, unless the other lies far nearer; the nearest when the verb does not say. Raises
    UnanchoredError when there is none."""
    spoken = context.day
    if not near:
        return impossible()
    if context.basis == "narrative":
        return dated(_next(near, spoken, context.last_within("year")), context)
    nearest = min(near, key=lambda p: (_distance(p, spoken), p.start))
    back = [p for p in near if p.start <= spoken]
    ahead = [p for p in near if p.end > spoken]
    told, reach = {-1: (back[-1:], REACH_BACK), 1: (ahead[:1], REACH_AHEAD)}.get(context.way or 0, ([], 0))
    if told and (context.firm or _distance(told[0], spoken) <= reach * (_distance(nearest, spoken) + 1)):
        return dated(told[0], context)
    return dated(nearest, context)


def _next(near: list[Period], day: date, told: Period | None) -> Period:
    """The stretch a chronicle means that has come to this day, or to this year, within which it then stays."""
    if told is not None and told.unit == "year":
        return next((p for p in near if told.start <= p.start < told.end), near[-1])
    ahead = next((p for p in near if p.end > day), near[-1])
    back = next((p for p in reversed(near) if p.end <= day), ahead)
    return back if _distance(back, day) * STEP_BACK < _distance(ahead, day) else ahead


def _distance(period: Period, day: date) -> int:
    """Days between a stretch and a day; 0 inside it."""
    if period.start <= day < period.end:
        return 0
    return min(abs((period.start - day).days), abs((period.end - day).days))


def ymd(year: int, month: int, day: int) -> Period | None:
    """That day, or null when there is none."""
    if not 1 <= month <= 12 or not 1 <= year <= 9999 or not 1 <= day <= month_days(year, month):
        return None
    return Period("day", date(year, month, day))


def impossible() -> Sense:
    raise UnanchoredError("no such day")


def year_of(slots: Slots, context: Context) -> int | None:
    """The year an expression names, or that of the stretch it lies in."""
    year = slots.get("year")
    if year is not None:
        return century(int(str(year).strip("'’")))
    return context.whole.start.year if context.whole is not None else None


def century(year: int) -> int:
    """A year of two figures lies in 1930 to 2029."""
    return year if year > 99 else year + (1900 if year >= 30 else 2000)
