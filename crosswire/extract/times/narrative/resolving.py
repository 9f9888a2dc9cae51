"""What rows mean, one after the other, as the text goes on: the day it was said, and the day last spoken of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import cache
from typing import Literal

import msgspec

from crosswire import rules
from crosswire.base import Report, Time
from crosswire.extract.times.calendar.periods import Period
from crosswire.extract.times.narrative.anchor import spoken_on
from crosswire.extract.times.narrative.leaning import EVENT, FROM_EVENT, leans
from crosswire.extract.times.narrative.narration import tells_history
from crosswire.extract.times.narrative.stretches import Stretch, ended, opening
from crosswire.extract.times.normalisation import Context, Sense, UnanchoredError, sense
from crosswire.extract.times.recognition.lexicon import check_words
from crosswire.extract.times.recognition.reading import Node, candidate
from crosswire.extract.times.surroundings import words_around

Kind = Literal["DATE", "TIME", "DURATION", "SET"]
KINDS: dict[str, Kind] = {"DATE": "DATE", "TIME": "TIME", "DUR": "DURATION", "SET": "SET", "REF": "DATE"}
"""The TIMEX3 kind of what the patterns make, before its meaning is known."""

_JOINTS = frozenset({"", "-", "–", "—"})

MEMORY = 6
"""How many dates back "that day" may reach."""


def resolve(report: Report, times: Sequence[Time]) -> tuple[Time, ...]:
    """The same rows in the order of the page with value, interval, precision, anchor, basis and why made anew.

    Reads the report's text and date and the rows' offsets and tense, nothing else.
    """
    language = report.language if rules.has(f"{report.language}/times") else "en"
    spoken, basis = spoken_on(report, language)
    rows = sorted(times, key=lambda row: (row.start, row.end))
    nodes = [candidate(row.text, language) for row in rows]
    years = _lent_years(report.text, rows, nodes, language)
    chronicle = tells_history(nodes, spoken)
    thread = _Thread()
    out: list[Time] = []
    for at, (row, node) in enumerate(zip(rows, nodes, strict=True)):
        alike = at > 0 and _named(node) in ("month", "calendar", "weekday") and _named(node) == _named(nodes[at - 1])
        goes_on = chronicle or (alike and _ends_range(report.text, out[-1], row, language))
        page = Context(spoken, basis, recent=thread.recent, frame=thread.frame, chronicle=goes_on, language=language)
        context = _beside(report.text, row, page, years[at])
        relation = Stretch.between(report.text, rows[at : at + 2], node, language)
        if relation is not None:
            _, beyond = _resolved(rows[at + 1], nodes[at + 1], _beside(report.text, rows[at + 1], page, years[at + 1]))
            context = relation.told(context, beyond)
        resolved, found = _resolved(row, node, context)
        thread = thread.after(found, context)
        out.append(resolved)
    return tuple(out)


def _beside(text: str, row: Time, page: Context, year: Period | None) -> Context:
    """What is known of the page, and of the words beside one row."""
    before, after = words_around(text, row.start, row.end)
    way, firm = _way(row.tense, before, page.language)
    return replace(page, way=way, firm=firm, whole=year, before=before, after=after)


def _lent_years(text: str, rows: Sequence[Time], nodes: Sequence[Node | None], language: str) -> list[Period | None]:
    """For each row the year that the next one lends it: in "between March and June 2016" March is of 2016 too."""
    years: list[Period | None] = [None] * len(rows)
    next_year: int | None = None
    next_month = 0
    for at in range(len(rows) - 1, -1, -1):
        month, year = _month_and_year(nodes[at])
        joined = at + 1 < len(rows) and _joins(text[rows[at].end : rows[at + 1].start], language)
        if month and year is None and next_year is not None and joined:
            year = next_year - (month > next_month)
            years[at] = Period("year", date(year, 1, 1))
        next_month, next_year = month, year
    return years


def _month_and_year(node: Node | None) -> tuple[int, int | None]:
    """The month and year a bare date names; 0 and null where it names none."""
    meaning = node.values[node.made] if node is not None and node.made else None
    if meaning is None or meaning.make not in ("month", "calendar") or "month" not in meaning.slots:
        return 0, None
    year = meaning.slots.get("year")
    return meaning.slots["month"], year if isinstance(year, int) else None


def _named(node: Node | None) -> str | None:
    """What an expression names, without "early", "the end of" and the like."""
    meaning = node.values[node.made] if node is not None and node.made else None
    while meaning is not None and meaning.make == "modified":
        meaning = meaning.slots["date"]
    return meaning.make if meaning is not None else None


def _joins(between: str, language: str) -> bool:
    words = between.lower().split()
    return len(words) <= 2 and all(
        word.strip(",") in _JOINTS or word in check_words("joining", language) for word in words
    )


def _ends_range(text: str, first: Time, last: Time, language: str) -> bool:
    """Whether a row ends the stretch that the row before it opens: "from March until June"."""
    between = text[first.end : last.start].lower().split()
    if first.from_ is None or not between or len(between) > 2:
        return False
    if between[0] in check_words("ranging", language):
        return True
    opened = words_around(text, first.start, first.end)[0][:1]
    openers = check_words("range_openers", language)
    return between[0] in check_words("ranging_opened", language) and not openers.isdisjoint(opened)


@dataclass(frozen=True, slots=True)
class _Thread:
    """What the text has spoken of so far, the last first, and the last stretch of accounts that was over."""

    recent: tuple[Period, ...] = ()
    frame: Period | None = None

    def after(self, found: Sense | None, context: Context) -> _Thread:
        if found is None:
            return self
        frame = None if found.closes else self.frame
        period = found.period
        if period is None or found.aside or found.kind not in ("DATE", "TIME"):
            return _Thread(self.recent, frame)
        if period.unit == "quarter" and found.basis != "narrative" and _accounted(found, period, context):
            frame = period
        return _Thread((period, *self.recent[: MEMORY - 1]), frame)


def _accounted(found: Sense, period: Period, context: Context) -> bool:
    """Whether a quarter is over, by the calendar or by what is told of it ("fourth-quarter profit fell")."""
    if context.spoken is None or (found.until or period.end) <= context.spoken:
        return True
    return context.way == -1 and period.start <= context.spoken


@cache
def _direction(name: str, language: str) -> frozenset[str]:
    return rules.words(f"{language}/times", "direction", name)


def _way(tense: str | None, before: tuple[str, ...], language: str) -> tuple[int | None, bool]:
    """Where an expression lies from the day of speaking, and whether a word right before it says so, not the verb."""
    for word in before[:4]:
        if word in _direction("past", language):
            return -1, True
        if word in _direction("future", language):
            return 1, True
        if word in _direction("future_unless_past", language) and tense != "past":
            return 1, False
    return {"past": -1, "future": 1, "present": 0}.get(tense or ""), False


def _resolved(row: Time, node: Node | None, context: Context) -> tuple[Time, Sense | None]:
    """The row with its meaning, or with the reason why it has none."""
    if node is None or node.made is None:
        return row, None
    try:
        meaning = node.values[node.made]
        if leans(meaning, context.after, context.language) is not None:
            return _leaning(row, node, sense(meaning, context) if node.made == "DUR" else None), None
        found = opening(ended(sense(meaning, context), meaning, context), meaning, context)
    except UnanchoredError as reason:
        return _emptied(row, KINDS[node.made], str(reason)), None
    first, last = bounds(found)
    return (
        msgspec.structs.replace(
            row,
            kind=found.kind,
            value=found.value,
            mod=found.mod,
            quant=found.quant,
            freq=found.freq,
            from_=first,
            to=last,
            precision=found.precision or (found.period.precision if found.period else None),
            zone=found.period.zone if found.period else None,
            anchor=found.anchor.isoformat() if found.anchor else None,
            basis=found.basis or ("explicit" if found.period else "none"),
            readings=found.readings,
            event=None,
            why=None if found.value is not None else _why(found),
        ),
        found,
    )


def _leaning(row: Time, node: Node, length: Sense | None) -> Time:
    """A row that counts from an event: how long after or before it is all that is known yet."""
    empty = _emptied(row, KINDS[node.made or "DATE"], FROM_EVENT)
    if length is None:
        return msgspec.structs.replace(empty, basis=EVENT)
    return msgspec.structs.replace(
        empty, basis=EVENT, value=length.value, mod=length.mod, precision=length.precision, readings=length.readings
    )


def _emptied(row: Time, kind: Kind, why: str) -> Time:
    return msgspec.structs.replace(
        row,
        kind=kind,
        value=None,
        mod=None,
        quant=None,
        freq=None,
        from_=None,
        to=None,
        precision=None,
        zone=None,
        anchor=None,
        basis="none",
        readings=(),
        event=None,
        why=why,
    )


def _why(found: Sense) -> str:
    return "day and month can be read either way" if found.readings else "the time of day it counts from is not known"


def bounds(found: Sense) -> tuple[str | None, str | None]:
    """The interval, half-open. Part of a day counts as its day; a time of day lasts as long as it is precise."""
    period = found.period
    if period is None:
        return None, None
    if period.clock is None or found.until is not None:
        return (found.first or period.start).isoformat(), (found.until or period.end).isoformat()
    zone = period.zone or ""
    start = _moment(period)
    step = {"hour": timedelta(hours=1), "minute": timedelta(minutes=1)}.get(period.precision, timedelta(seconds=1))
    end = _moment(found.until_clock) if found.until_clock is not None else start + step
    return start.isoformat() + zone, end.isoformat() + zone


def _moment(period: Period) -> datetime:
    hour, minute, second = (int(part) for part in [*(period.clock or "").split(":"), "0", "0"][:3])
    start = datetime(period.start.year, period.start.month, period.start.day)
    return start + timedelta(hours=hour, minutes=minute, seconds=second)
