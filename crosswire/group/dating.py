"""The day of a page that states none, from the story it tells: weekdays that fall where dated reports put them.

"Thursday" on an undated page means a day only once the page has one. Each day near the story's dated reports is tried:
the page's own expressions are resolved from it, and the day on which most of them meet days that a dated report names
is taken. The result is marked as coming from the story and shows the words of the other report; it never shapes
stories.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from msgspec.structs import replace

from crosswire.base import Anchor, Dated, Reading, Report, Story, Time
from crosswire.group.shelf import day_of, known

Resolve = Callable[[Report, Sequence[Time]], tuple[Time, ...]]
"""The times room's second reading: the same rows, resolved from the report's date."""

AROUND = 3
"""Days before and after a dated report that are tried. Own judgement: beyond them weekdays would repeat."""
ENOUGH = 2
"""Days that must meet. One weekday meets by chance about once in seven tries."""


def date_undated(
    reports: Sequence[Report], readings: Sequence[Reading], stories: Sequence[Story], resolve: Resolve
) -> dict[str, Dated]:
    """For each undated report whose story fixes its day: that day, every day as likely, and the words it rests on."""
    by_id = {report.id: report for report in reports}
    times = {reading.report: reading.times for reading in readings}
    found: dict[str, Dated] = {}
    for story in stories:
        told = [by_id[name] for name in story.reports]
        dated = [report for report in told if known(report.published) is not None]
        for report in told:
            if report.published is None and dated:
                day = _date(report, times[report.id], dated, times, resolve)
                if day is not None:
                    found[report.id] = day
    return found


def _date(
    report: Report,
    rows: Sequence[Time],
    dated: Sequence[Report],
    times: dict[str, tuple[Time, ...]],
    resolve: Resolve,
) -> Dated | None:
    told = {day: anchor for other in reversed(dated) for day, anchor in _days(other, times[other.id])}
    tries = [_try(report, rows, day, told, resolve) for day in _candidates(dated)]
    most = max(tries, key=lambda found: (found.fit, len(found.met)))
    if len(most.met) < ENOUGH:
        return None
    likely = [found for found in tries if (found.fit, len(found.met)) == (most.fit, len(most.met))]
    near = [dt.date.fromordinal(day) for other in dated if (day := day_of(known(other.published))) is not None]
    best = min(
        likely, key=lambda found: (found.last != found.day, min(abs(found.day - day) for day in near), found.day)
    )
    return Dated(
        value=best.day.isoformat(),
        basis="story",
        readings=tuple(found.day.isoformat() for found in likely) if len(likely) > 1 else (),
        anchor=told[max(best.met)],
    )


def _candidates(dated: Sequence[Report]) -> Iterator[dt.date]:
    """The days around the dated reports, each once, in order."""
    days = {day_of(known(report.published)) for report in dated} - {None}
    around = {(day or 0) + step for day in days for step in range(-AROUND, AROUND + 1)}
    return (dt.date.fromordinal(day) for day in sorted(around))


class Try(NamedTuple):
    """One day tried: the days it makes the page name that dated reports name too, how many more of the page's
    expressions meet such days than miss them, and the last day the page then tells as past."""

    day: dt.date
    met: frozenset[dt.date]
    fit: int
    last: dt.date | None


def _try(report: Report, rows: Sequence[Time], day: dt.date, told: dict[dt.date, Anchor], resolve: Resolve) -> Try:
    published = Dated(value=day.isoformat(), basis="story")
    resolved = resolve(replace(report, published=published), rows)
    moved = [new for old, new in zip(sorted(rows, key=_place), resolved, strict=True) if new.value != old.value]
    named = [(found, row.tense) for row in moved if (found := _day(row)) is not None]
    met = [found for found, _ in named if found in told]
    past = [found for found, tense in named if tense in ("past", "present") and found <= day]
    return Try(day, frozenset(met), 2 * len(met) - len(named), max(past, default=None))


def _place(row: Time) -> tuple[int, int]:
    return row.start, row.end


def _days(report: Report, rows: Sequence[Time]) -> Iterator[tuple[dt.date, Anchor]]:
    """The single days a dated report names, last named first, each with its words."""
    for row in sorted(rows, key=_place, reverse=True):
        day = _day(row)
        if day is not None:
            yield day, Anchor(report=report.id, start=row.start, end=row.end)


def _day(row: Time) -> dt.date | None:
    if row.kind not in ("DATE", "TIME") or row.from_ is None or row.precision not in ("day", "hour", "minute"):
        return None
    try:
        return dt.date.fromisoformat(row.from_[:10])
    except ValueError:  # a year beyond the calendar
        return None
