"""For other people's viewers: the timeline for TimelineJS, and the events with a known place as GeoJSON."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from typing import Any

import msgspec

from crosswire.base import Record, TimelineItem
from crosswire.render.desk import outlet
from crosswire.render.formats.files import File
from crosswire.render.formats.sheets import cell
from crosswire.render.formats.sheets.book import Book
from crosswire.render.formats.sheets.views import events
from crosswire.render.words import clipped, label, table

TIMELINE, MAP = "timeline.json", "events.geojson"

PRECISION = {1: 3, 2: 3, 3: 3, 4: 2}
"""How many of year, month and day are printed, by the codebook's precision of a day; otherwise the year."""


def timelinejs(record: Record) -> Iterator[File]:
    """Every line of the timeline that has a day; what TimelineJS takes for markup is escaped."""
    book = Book(record)
    slides = [_slide(row, book) for row in record.timeline if row.date]
    title = record.storylines[0].title if record.storylines else ""
    content = {"title": {"text": {"headline": escape(title)}}, "events": slides}
    yield File(TIMELINE, msgspec.json.format(msgspec.json.encode(content), indent=1) + b"\n")


def _slide(row: TimelineItem, book: Book) -> dict[str, Any]:
    names = dict.fromkeys(outlet(book.reports[a.report]) for a in row.accounts if a.report in book.reports)
    told = label("legend", row.status) if row.status in table("legend") else table("signs")[row.status][1]
    under = " · ".join(filter(None, (told, row.note, ", ".join(names))))
    words = str(book.first(row.accounts)["words"] or row.text)
    slide: dict[str, Any] = {
        "unique_id": row.id,
        "group": told,
        "start_date": _date(row.date or "", row.precision),
        "text": {
            "headline": escape(clipped(row.text, 120)),
            "text": f"<p>{escape(words)}</p><p>{escape(under)}</p>",
        },
    }
    if row.to and row.to > (row.date or ""):
        slide["end_date"] = _date(row.to, row.precision)
    return slide


def _date(day: str, precision: int | None) -> dict[str, int]:
    parts = [int(part) for part in day[:10].split("-")]
    kept = parts[: PRECISION.get(precision or 1, 1)]
    return dict(zip(("year", "month", "day"), kept, strict=False))


def geojson(record: Record) -> Iterator[File]:
    """Every event; one whose place has no coordinates has a null geometry, and is never put somewhere near."""
    features = [_feature({key: cell(value) for key, value in row.items()}) for row in events(Book(record))]
    content = {"type": "FeatureCollection", "features": features}
    yield File(MAP, msgspec.json.format(msgspec.json.encode(content), indent=1) + b"\n")


def _feature(row: dict[str, Any]) -> dict[str, Any]:
    at = [row["longitude"], row["latitude"]]
    geometry = {"type": "Point", "coordinates": at} if None not in at else None
    facts = {key: value for key, value in row.items() if key not in ("latitude", "longitude", "event_id")}
    return {"type": "Feature", "id": row["event_id"], "geometry": geometry, "properties": facts}
