"""The reports in the one order everything here follows, with the parts of them that carry the telling."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence

from crosswire.base import Block, Dated, Reading, Report

STATED = frozenset({"given", "stated", "markup", "url"})
"""Bases of a date that the page or the user gave; a date inferred from the story must not shape stories."""
TELLING = frozenset({"body", "standfirst", "subhead", "pullquote"})
NEVER = "9999"
DAY = 24 * 60
"""Minutes."""
SURELY_LATER = 15
"""Minutes from which one report of a day is later than another; own judgement, clocks of outlets differ."""


def known(date: Dated | None) -> str | None:
    """The value of a date that was given or stated, or null."""
    return date.value if date is not None and date.basis in STATED and not date.readings[1:] else None


def day_of(value: str | None) -> int | None:
    """The proleptic day number of an ISO date or moment; null when there is none or it names no day."""
    if value is None:
        return None
    try:
        return dt.date.fromisoformat(value[:10]).toordinal()
    except ValueError:
        return None


def minutes_between(one: Report, other: Report) -> int:
    """How much later the second of two reports was published, in minutes; 0 where it is not told which is later.

    Within a day only moments with a zone count, and a quarter of an hour is too little to go by.
    """
    values = known(one.published), known(other.published)
    days = day_of(values[0]), day_of(values[1])
    if days[0] is None or days[1] is None:
        return 0
    if days[0] != days[1]:
        return (days[1] - days[0]) * DAY
    moments = [dt.datetime.fromisoformat(value) for value in values if value and len(value) > len("2021-05-03")]
    if len(moments) < 2 or any(moment.tzinfo is None for moment in moments):
        return 0
    apart = round((moments[1] - moments[0]).total_seconds() / 60)
    return apart if abs(apart) >= SURELY_LATER else 0


def canonical(reports: Iterable[Report]) -> list[Report]:
    """By date known (undated last), then hash of the bytes, then id; a report given twice is taken once."""
    once = {report.id: report for report in reports}
    return sorted(once.values(), key=lambda report: (known(report.published) or NEVER, report.sha256, report.id))


def telling_blocks(report: Report) -> Iterator[Block]:
    """The blocks that tell the story. Captions are left out: they repeat or stray."""
    return (block for block in report.blocks if block.kind in TELLING)


def headline(report: Report) -> str:
    """The headline's words, or the first words of the telling where the page has none."""
    if report.headline is not None and report.headline.text.strip():
        return " ".join(report.headline.text.split())
    for block in telling_blocks(report):
        words = report.text[block.start : block.end].split()
        return " ".join(words[:12]) + ("…" if len(words) > 12 else "")
    return ""


class Shelf:
    """Reports in canonical order with their readings; `place` gives a report's position in that order."""

    def __init__(self, reports: Sequence[Report], readings: Sequence[Reading]) -> None:
        self.reports: list[Report] = canonical(reports)
        self.place: dict[str, int] = {report.id: i for i, report in enumerate(self.reports)}
        self.days: list[int | None] = [day_of(known(report.published)) for report in self.reports]
        found = {reading.report: reading for reading in readings}
        self.readings: list[Reading] = [found.get(report.id, Reading(report=report.id)) for report in self.reports]
