"""What is new, as Atom and JSON Feed: events, changed tolls, new disagreements, plans overtaken by their outcome."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import Any, NamedTuple

import msgspec
from lxml import etree

from crosswire.base import Claim, Event, Record, digest
from crosswire.render.desk import outlet
from crosswire.render.formats.files import File, xml_safe
from crosswire.render.formats.sheets.book import Book, joined
from crosswire.render.formats.words import coverage, table
from crosswire.render.words import clipped, label, quoted

ATOM, JSON = "feed.atom", "feed.json"
SPACE = "http://www.w3.org/2005/Atom"
VERSION = "https://jsonfeed.org/version/1.1"
MOST = 300
"""Most entries: the newest."""

_MOMENT = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}")
_ZONE = re.compile(r"(Z|[+-]\d{2}:\d{2})$")


class Entry(NamedTuple):
    """One piece of news. `id` changes with what it says, so that a changed toll is a new entry."""

    id: str
    kind: str
    title: str
    text: str
    story: str
    when: str


def atom(record: Record, before: Record | None = None) -> Iterator[File]:
    """An Atom feed of what `record` has and `before` had not."""
    yield File(ATOM, _atom(record, news(record, before)))


def jsonfeed(record: Record, before: Record | None = None) -> Iterator[File]:
    """The same as a JSON Feed."""
    items = [
        {
            "id": entry.id,
            "title": entry.title,
            "content_text": entry.text,
            "date_modified": entry.when,
            "tags": [entry.kind, *([entry.story] if entry.story else [])],
        }
        for entry in news(record, before)
    ]
    content = {"version": VERSION, "title": _title(record), "description": coverage(record), "items": items}
    yield File(JSON, msgspec.json.format(msgspec.json.encode(content), indent=1) + b"\n")


def news(record: Record, before: Record | None = None) -> list[Entry]:
    """The newest first; dated by the report that brought it. Without `before` everything is news."""
    known = {entry.id for entry in _entries(Book(before))} if before else set()
    found = {entry.id: entry for entry in _entries(Book(record)) if entry.id not in known}
    return sorted(found.values(), key=lambda entry: (entry.when, entry.id), reverse=True)[:MOST]


def _entries(book: Book) -> Iterator[Entry]:
    for event in book.record.events:
        if event.type not in table("feeds")["left_out"]:
            yield _happening(event, book)
        if event.fate in table("feeds")["overtaken"]:
            yield _overtaken(event, book)
    yield from _tolls(book)
    yield from _disputes(book)


def _entry(kind: str, key: Iterable[object], text: tuple[str, str], story: str | None, when: str, book: Book) -> Entry:
    name = digest(kind, *key)
    titles = {row.id: row.title for row in book.record.stories}
    heading = table("feeds")["kinds"][kind].format(title=" ".join(text[0].split()))
    return Entry(f"urn:crosswire:news:{name}", kind, heading, text[1], titles.get(story or "", ""), when)


def _happening(event: Event, book: Book) -> Entry:
    """An event is news once, by the words of its first report."""
    told = [book.mentions[name] for name in event.mentions if name in book.mentions]
    words = [f"{book.name(m.report)}: {quoted(clipped(book.told(m)))}" for m in told[:3]]
    sure = label("actuality", event.actuality)
    text = (f"{event.title} ({sure})", "\n".join(dict.fromkeys(words)))
    return _entry("event", [event.id], text, event.story, min(_told(event, book)), book)


def _overtaken(event: Event, book: Book) -> Entry:
    cited = book.mentioned(event.mentions)
    text = (f"{event.title}: {event.fate}", quoted(clipped(str(cited["words"] or event.title))))
    return _entry("plan", [event.id, event.fate], text, event.story, max(_told(event, book)), book)


def _tolls(book: Book) -> Iterator[Entry]:
    """Each figure that differs from the one before it, by the day of the report that gives it."""
    series: dict[tuple[str, str, str], list[Claim]] = {}
    for claim in book.record.claims:
        if claim.event in book.events and claim.outcome and claim.stance != "deny":
            series.setdefault((claim.event or "", claim.outcome, claim.group or ""), []).append(claim)
    for (name, outcome, group), claims in series.items():
        claims.sort(key=lambda claim: (_published(claim.report, book), claim.id))
        for earlier, claim in pairwise(claims):
            if (earlier.low, earlier.high) != (claim.low, claim.high):
                event = book.events[name]
                text = (f"{event.title}: {label('outcome', outcome)} {group}".strip(), _changed(earlier, claim, book))
                key = (name, outcome, group, claim.low, claim.high)
                yield _entry("toll", key, text, event.story, _published(claim.report, book), book)


def _changed(earlier: Claim, claim: Claim, book: Book) -> str:
    sides = ((row.value or "", book.voice(row.source), book.name(row.report)) for row in (earlier, claim))
    return " → ".join(f"{quoted(words)} ({source}, {page})" for words, source, page in sides)


def _disputes(book: Book) -> Iterator[Entry]:
    for row in book.record.disagreements:
        accounts = [account for side in row.sides for account in side.accounts]
        if row.shown and accounts:
            lines = (f"{quoted(clipped(side.value_text or side.value))} ({_pages(side, book)})" for side in row.sides)
            when = max(_published(account.report, book) for account in accounts)
            yield _entry("disagreement", [row.id], (row.question, "\n".join(lines)), row.story, when, book)


def _pages(side: Any, book: Book) -> str:
    return joined(outlet(book.reports[a.report]) for a in side.accounts if a.report in book.reports)


def _told(event: Event, book: Book) -> list[str]:
    """When the reports of an event came out; at least one moment."""
    return [_published(name, book) for name in event.reports] or [moment(None, book)]


def _published(report: str, book: Book) -> str:
    found = book.reports.get(report)
    return moment(found.published.value if found and found.published else None, book)


def moment(value: str | None, book: Book) -> str:
    """An RFC 3339 moment. Where no zone is stated it ends in -00:00, which says that none is known; without a date it
    is when the record was made."""
    value = value or book.record.made.at
    if not _MOMENT.match(value):
        return f"{value[:10]}T00:00:00-00:00"
    clock, zone = (_ZONE.sub("", value), _ZONE.search(value))
    return (clock if clock.count(":") > 1 else f"{clock}:00") + (zone[0] if zone else "-00:00")


def _title(record: Record) -> str:
    return " ".join(record.storylines[0].title.split()) if record.storylines else record.made.by


def _atom(record: Record, entries: list[Entry]) -> bytes:
    root = etree.Element(f"{{{SPACE}}}feed", nsmap={None: SPACE})
    _put(root, "id", f"urn:crosswire:feed:{digest(*(line.id for line in record.storylines[:1]))}")
    _put(root, "title", _title(record))
    _put(root, "subtitle", coverage(record))
    _put(root, "updated", moment(record.made.at, Book(record)))
    _put(etree.SubElement(root, f"{{{SPACE}}}author"), "name", record.made.by)
    for entry in entries:
        node = etree.SubElement(root, f"{{{SPACE}}}entry")
        _put(node, "id", entry.id)
        _put(node, "title", entry.title)
        _put(node, "updated", entry.when)
        for term in filter(None, (entry.kind, entry.story)):
            etree.SubElement(node, f"{{{SPACE}}}category", term=xml_safe(term))
        _put(node, "content", entry.text)
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True))


def _put(node: etree._Element, name: str, words: str) -> None:
    etree.SubElement(node, f"{{{SPACE}}}{name}").text = xml_safe(words)
