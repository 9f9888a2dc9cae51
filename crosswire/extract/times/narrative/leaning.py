"""Times that count from an event: "a day after the truce ended", "two days before the vote", "the day of the raid".

They stay open until it is known on what day the event was; which event answers is found elsewhere.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

import msgspec

from crosswire import rules
from crosswire.base import Report, Time
from crosswire.extract.times.calendar.length import length
from crosswire.extract.times.calendar.periods import DAYS, MONTHS, Period, period_of, shift
from crosswire.extract.times.normalisation.durations import length_of
from crosswire.extract.times.recognition.lexicon import check_words
from crosswire.extract.times.recognition.reading import Meaning, candidate
from crosswire.extract.times.surroundings import words_around

EVENT = "event"
"""The basis of what counts from an event, before and after its day is known."""

FROM_EVENT = "counted from an event"
_LENGTHS = ("duration", "bounded", "lengths", "bare")
_NAMED = ("the_unit", "narrative", "narrative_part", "eve")


def leans(meaning: Meaning, after: tuple[str, ...], language: str) -> int | None:
    """Where a time lies from the event that the words after it name: 1 after it, -1 before it, 0 on it; null where it
    counts from none."""
    if meaning.slots.get("leans"):
        return int(meaning.slots.get("which") or meaning.slots["sign"]) if after else None
    if meaning.make not in (*_LENGTHS, *_NAMED):
        return None
    if len(after) < 2 or meaning.slots.get("which"):
        return None
    if meaning.make in _LENGTHS or meaning.make != "eve":
        for name, sign in (("leans_after", 1), ("leans_before", -1)):
            if after[0] in check_words(name, language):
                return sign
    on = after[0] in check_words("leans_on", language) and after[1] in check_words("one_of_many", language)
    return (-1 if meaning.make == "eve" else 0) if on and meaning.make in _NAMED else None


def anchor(report: Report, times: Sequence[Time], found: Mapping[str, tuple[date, str] | str]) -> tuple[Time, ...]:
    """The same rows with those counted from an event resolved. `found` gives, by the id of a row, the event's day and
    the id of the mention that tells it, or in words why no event answers."""
    return tuple(_anchored(report, row, found[row.id]) if row.id in found else row for row in times)


def _anchored(report: Report, row: Time, found: tuple[date, str] | str) -> Time:
    if isinstance(found, str):
        return msgspec.structs.replace(row, why=found)
    day, mention = found
    language = report.language if rules.has(f"{report.language}/times") else "en"
    node = candidate(row.text, language)
    meaning = node.values[node.made] if node is not None and node.made else None
    sign = leans(meaning, words_around(report.text, row.start, row.end)[1], language) if meaning else None
    period = _period(meaning, sign, day) if meaning is not None and sign is not None else None
    if period is None:
        return msgspec.structs.replace(row, why="how far from the event is not told in days", anchor=day.isoformat())
    return msgspec.structs.replace(
        row,
        kind="TIME" if period.part else "DATE",
        value=period.value,
        from_=period.start.isoformat(),
        to=period.end.isoformat(),
        precision=period.precision,
        anchor=day.isoformat(),
        event=mention,
        why=None,
    )


def _period(meaning: Meaning, sign: int, day: date) -> Period | None:
    """The stretch so far from the event's day; null where its length is open or shorter than a day."""
    if meaning.make in _LENGTHS or "span" in meaning.slots:
        size = length_of(meaning)
        if not size.whole or size.count is None:
            return None
        return shift(period_of(day, size.unit_of_calendar), sign * size.steps)
    if "part" in meaning.slots:
        return replace(shift(Period("day", day), sign), part=meaning.slots["part"])
    unit = meaning.slots.get("unit", "day")
    if unit not in DAYS and unit not in MONTHS:
        return None
    return shift(period_of(day, length(1, unit).unit_of_calendar), sign)
