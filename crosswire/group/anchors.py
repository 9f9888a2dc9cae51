"""The events that times count from: "a day after the truce ended" means a day once the truce's end has one.

An expression counts from the event that the words right after it tell. Its day is the one told with those words; else
that of the one dated event of the same type in the report, else in its story, which shares a word or a party with it.
Where those words only name an event ("the raid"), the dated events whose word begins like theirs answer. Where several
days would do, none is taken.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Sequence

from crosswire.base import Mention, Reading, Report, Story, Time

EVENT = "event"
REACH = 60
"""Characters after the expression in which the event's word must stand. Own judgement: a clause's head."""
STEM = 4
"""Letters by which two words of events are taken for the same ("bombed", "bombing")."""
DAY = 1
"""The precision of a day."""

UNTOLD, SEVERAL, UNDATED = (
    "counted from an event that is not read",
    "counted from an event told on several days",
    "counted from an event without a day in these pages",
)
_WORD = re.compile(rf"[^\W\d_]{{{STEM},}}")
_WALL = re.compile(r"[.;:!?,]\s")
_NOT_REAL = frozenset({"denied", "did_not_happen", "conditional", "possible", "called_for", "threatened"})

Found = tuple[dt.date, str] | str
"""The event's day and the mention that tells it, or why there is none."""


def anchors(
    reports: Sequence[Report], readings: Sequence[Reading], stories: Sequence[Story]
) -> dict[str, dict[str, Found]]:
    """By report and expression, the event it counts from, for every expression that counts from one."""
    texts = {report.id: report.text for report in reports}
    told = {reading.report: reading.mentions for reading in readings}
    beside = {name: story.reports for story in stories for name in story.reports}
    found: dict[str, dict[str, Found]] = {}
    for reading in readings:
        for time in reading.times:
            if not waits(time):
                continue
            clause = _clause(texts[reading.report], time)
            names = (name for name in beside.get(reading.report, ()) if name != reading.report and name in told)
            pages = [reading.mentions, [mention for name in names for mention in told[name]]]
            found.setdefault(reading.report, {})[time.id] = _day(texts[reading.report], clause, time, pages)
    return found


def waits(time: Time) -> bool:
    """Whether an expression counts from an event whose day it does not know yet."""
    return time.basis == EVENT and time.from_ is None


def _clause(text: str, time: Time) -> tuple[int, int]:
    """Where the words stand that tell the event an expression counts from."""
    wall = _WALL.search(text, time.end, time.end + REACH)
    return time.end, wall.start() if wall is not None else min(time.end + REACH, len(text))


def _day(text: str, clause: tuple[int, int], time: Time, pages: Sequence[Sequence[Mention]]) -> Found:
    """The day of the event told in a clause. `pages`: the mentions of the report, and those of its story's others."""
    told = (mention for mention in pages[0] if clause[0] < mention.trigger.start < clause[1])
    event = min(told, key=lambda mention: (mention.trigger.start, mention.id), default=None)
    if event is None:
        return _by_word(text[slice(*clause)], time, pages)
    own = _single(event, time)
    if own is not None:
        return own, event.id
    return _one(([m for m in page if m.id != event.id and _is_same(event, m)] for page in pages), time)


def _by_word(words: str, time: Time, pages: Sequence[Sequence[Mention]]) -> Found:
    """The day of the events that the first word of a clause names which names any."""
    for word in _WORD.findall(words.lower()):
        named = [[m for m in page if m.trigger.text[:STEM].lower() == word[:STEM]] for page in pages]
        if any(named):
            return _one(named, time)
    return UNTOLD


def _one(pages: Iterable[Sequence[Mention]], time: Time) -> Found:
    """The one day of these events on the first page that has any."""
    for page in pages:
        real = (mention for mention in page if mention.actuality not in _NOT_REAL)
        days = dict(sorted(((day, m.id) for m in real if (day := _single(m, time)) is not None), reverse=True))
        if days:
            return next(iter(days.items())) if len(days) == 1 else SEVERAL
    return UNDATED


def _is_same(event: Mention, other: Mention) -> bool:
    if (event.type, event.subtype) != (other.type, other.subtype):
        return False
    if event.trigger.text[:STEM].lower() == other.trigger.text[:STEM].lower():
        return True
    return not _parties(event).isdisjoint(_parties(other))


def _parties(mention: Mention) -> frozenset[str]:
    return frozenset(" ".join(part.text.lower().split()) for part in mention.participants)


def _single(mention: Mention, time: Time) -> dt.date | None:
    """The one day a mention is told of, unless it is dated by the expression itself."""
    when = mention.when
    if when is None or when.from_ is None or when.precision != DAY or when.time == time.id:
        return None
    try:
        return dt.date.fromisoformat(when.from_[:10])
    except ValueError:  # a year beyond the calendar
        return None
