"""Two small charts, as shapes for the template to draw: who published on which day, and counts source by source."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import groupby
from typing import NamedTuple

from crosswire.base import Record
from crosswire.render.dates import day
from crosswire.render.desk import outlet
from crosswire.render.tolls import Figure, Incident
from crosswire.render.words import say

LINES = 40
"""Most lines of one chart; where days and outlets make more, days become months, then outlets are taken together."""

SQUARES = 5
"""Most squares on a line; more pages are one bar of that length. The number stands beside either."""

STEP = 16
"""Width of a square with its gap, in pixels."""

SCALE, OPEN = 300, 20
"""Length of the scale of counts, and within it of the arrow of an open end, in units of the drawing."""

FIGURES = 8
"""Most lines of one chart of counts."""


class Bar(NamedTuple):
    """One line of the coverage: `day` is empty where it is that of the line before."""

    day: str
    outlet: str
    n: int
    squares: list[int]
    width: int


class Dot(NamedTuple):
    printed: str
    source: str
    x: float
    to: float
    open: bool


class Toll(NamedTuple):
    title: str
    dots: list[Dot]


def coverage(record: Record) -> list[Bar]:
    """One line a day and outlet; none where fewer than two pages state their date."""
    days = [(r.published.value[:10], outlet(r)) for r in record.reports if r.published]
    if len(days) < 2:
        return []
    bars, before = [], ""
    for (date, name), n in sorted(_counted(days).items())[:LINES]:
        squares = [STEP * place for place in range(n)] if n <= SQUARES else []
        bars.append(Bar("" if date == before else day(date), name, n, squares, STEP * min(n, SQUARES)))
        before = date
    return bars


def _counted(days: list[tuple[str, str]]) -> Counter[tuple[str, str]]:
    """Pages by day and outlet; where that makes too many lines by month and outlet, by month, by year."""
    anyone = say("charts.all_outlets")
    for length, keeps_outlet in ((10, True), (7, True), (7, False)):
        counts = Counter((date[:length], name if keeps_outlet else anyone) for date, name in days)
        if len(counts) <= LINES:
            return counts
    return Counter((date[:4], anyone) for date, _ in days)


def tolls(incidents: Sequence[Incident]) -> list[Toll]:
    """One chart an incident and outcome for which at least two different figures are printed."""
    charts = []
    for incident in incidents:
        for outcome, group in groupby(incident.figures, key=lambda row: row.outcome):
            rows = [row for row in group if row.low is not None or row.high is not None]
            if len({(row.low, row.high) for row in rows}) > 1:
                title = say("charts.toll", event=incident.title, outcome=outcome)
                charts.append(Toll(title, _dots(rows[:FIGURES])))
    return charts


def _dots(rows: Sequence[Figure]) -> list[Dot]:
    """Figures on one scale that begins at nought; the scale has no numbers but those printed."""
    top = max(bound for row in rows for bound in (row.low, row.high) if bound is not None) or 1
    dots = []
    for row in rows:
        low = round((SCALE - OPEN) * (row.low or 0) / top, 1)
        high = round((SCALE - OPEN) * row.high / top, 1) if row.high is not None else low + OPEN
        dots.append(Dot(row.printed, f"{row.source}; {row.cites[0].label}", low, high, row.high is None))
    return dots
