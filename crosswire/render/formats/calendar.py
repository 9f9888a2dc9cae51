"""Planned events as an iCalendar file, through the icalendar library."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from crosswire.base import Event, Record
from crosswire.render.desk import outlet
from crosswire.render.formats.files import File
from crosswire.render.formats.sheets.book import Book, when
from crosswire.render.formats.words import table
from crosswire.render.words import clipped, quoted

NAME = "plans.ics"
LONGEST = datetime.timedelta(days=31)
"""A plan whose day is known no more exactly than this is left out: it would cover the calendar."""


def files(record: Record) -> Iterator[File]:
    """Every plan with a day or a few: whole days, since the zone of a stated hour is seldom stated.

    Its status is CONFIRMED where the reports tell that it was held, CANCELLED where it was called off, else TENTATIVE.
    """
    import icalendar

    book = Book(record)
    calendar = icalendar.Calendar()
    calendar.add("prodid", f"-//{record.made.by}//EN")
    calendar.add("version", "2.0")
    stamp = datetime.datetime.fromisoformat(record.made.at)
    for event in record.events:
        first, last = _days(event)
        if first is None or last is None or last - first > LONGEST:
            continue
        entry = icalendar.Event()
        entry.add("uid", f"{event.id}@crosswire")
        entry.add("dtstamp", stamp)
        entry.add("dtstart", first)
        entry.add("dtend", last + datetime.timedelta(days=1))
        entry.add("summary", event.title)
        entry.add("status", table("calendar")["status"].get(event.fate or "", "TENTATIVE"))
        entry.add("description", _description(event, book))
        if place := book.where(event.where)["where_description"]:
            entry.add("location", place)
        calendar.add_component(entry)
    yield File(NAME, calendar.to_ical())


def _days(event: Event) -> tuple[datetime.date | None, datetime.date | None]:
    """First and last possible day of a plan; nothing for what is none, or has no day."""
    if event.actuality != "planned" and event.fate is None:
        return None, None
    days = when(event.when)
    if not days["date_start"]:
        return None, None
    return datetime.date.fromisoformat(str(days["date_start"])), datetime.date.fromisoformat(str(days["date_end"]))


def _description(event: Event, book: Book) -> str:
    """What became of it, and each report's words."""
    lines = [event.fate or table("calendar")["unknown"]]
    for mention in (book.mentions[name] for name in event.mentions if name in book.mentions):
        report = book.reports.get(mention.report)
        words = clipped(book.words(mention.report, mention.start, mention.end))
        lines.append(f"{outlet(report) if report else mention.report}: {quoted(words)}")
    return "\n".join(dict.fromkeys(lines))
