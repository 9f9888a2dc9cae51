"""The timeline: what these pages place on a day, before it or after it, with the sign of how it is told."""

from __future__ import annotations

from itertools import groupby
from typing import NamedTuple

from crosswire.base import Record, TimelineItem, When
from crosswire.render.dates import compact, day, days, within
from crosswire.render.desk import ROWS, Cite, Desk
from crosswire.render.first import main_stories
from crosswire.render.picking import picked
from crosswire.render.words import ours, quoted, say, table

AT_A_GLANCE = 24
"""Lines of the first screen; beyond them the weightiest stay and all are folded below."""

EXACT = 1
"""The codebook's precision of a known day."""


class Moment(NamedTuple):
    sign: str
    sign_words: str
    time: str
    text: str
    note: str
    cites: tuple[Cite, ...]
    flags: tuple[int, ...]
    decided: tuple[str, ...] = ()


class Day(NamedTuple):
    """One day or span: its words, its year where that is a new one, its ISO day or nothing, and what it holds."""

    words: str
    year: str
    iso: str
    inferred: bool
    moments: list[Moment]


class Timeline(NamedTuple):
    """What the first screen shows, and all lines where those are not all."""

    first: list[Day]
    all: list[Day]
    n: int


def timeline(record: Record, desk: Desk) -> Timeline:
    """Lines by day, in order of time; what has no day comes last."""
    rows = sorted(record.timeline, key=lambda row: (row.date or "9", row.relation == "after"))[:ROWS]
    whens = {name: event.when for name, event in picked(record.events, {row.event for row in rows}).items()}
    chosen = _weightiest(rows, record)
    everything = _days(rows, whens, desk)
    if len(chosen) == len(rows):
        return Timeline(everything, [], len(rows))
    return Timeline(_days(chosen, whens, desk), everything, len(rows))


def _weightiest(rows: list[TimelineItem], record: Record) -> list[TimelineItem]:
    """The lines of the main stories that the first screen has room for, in order."""
    stories = main_stories(record)
    main = {name for story in stories for name in story.reports}
    near = [row for row in rows if not main or any(account.report in main for account in row.accounts)]
    if len(near) <= AT_A_GLANCE:
        return near
    exact = sorted(near, key=lambda row: (row.precision not in (None, EXACT), -row.weight, row.date or "9", row.id))
    kept = {row.id for row in exact[:AT_A_GLANCE]}
    return [row for row in near if row.id in kept]


def _days(rows: list[TimelineItem], whens: dict[str, When | None], desk: Desk) -> list[Day]:
    found, year = [], ""
    for (words, this_year, iso, inferred), group in groupby(rows, key=lambda row: _dated(row, whens)):
        moments = [_moment(row, desk) for row in group]
        found.append(Day(words, this_year if this_year != year else "", iso, inferred, moments))
        year = this_year or year
    return found


def _dated(row: TimelineItem, whens: dict[str, When | None]) -> tuple[str, str, str, bool]:
    """A line's day in words, no more exactly than its precision; its year; the ISO day; whether it is inferred."""
    if row.date is None:
        return say("timeline.undated"), "", "", False
    year = row.date[:4]
    if row.precision in (None, EXACT):
        words = days(row.date, row.to) if row.to and row.to > row.date else compact(row.date)
        if row.relation != "on":
            key = "timeline.before" if row.relation == "before" else "timeline.after"
            words = say(key, day=compact(row.date, weekday=False))
        return words, year, row.date, row.inferred
    words = within(whens.get(row.event or "")) or ""
    return words or day(row.date[:7] if row.precision in (2, 3, 4) else year), "", row.date, row.inferred


def _moment(row: TimelineItem, desk: Desk) -> Moment:
    sign, words = table("signs")[row.status]
    text, own_words = desk.told(row.text, row.accounts, explain=False)
    return Moment(
        sign,
        words,
        row.time or "",
        quoted(text) if own_words else text,
        ours(row.note) if row.note else "",
        tuple(desk.account(account) for account in row.accounts),
        tuple(desk.flags(row.accounts, row.event)),
        desk.decided.get(row.event or "", ()),
    )
