"""Tables that are views: events with what is known of them, and the same under the names of ACLED and UCDP GED."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator

from crosswire.base import Casualties, Event
from crosswire.render.desk import outlet
from crosswire.render.formats.sheets.book import Book, Row, joined, when

Told = dict[str, int | float | None]

UNKNOWN_PLACE = 7

CONTESTED = "contested"
"""Attribution of an event whose doer is disputed: a view that has room for one doer names none."""


def coverage(book: Book) -> Iterator[Row]:
    """Reports by day, outlet and language."""
    read: Counter[tuple[str, str, str]] = Counter()
    full: Counter[tuple[str, str, str]] = Counter()
    for report in book.record.reports:
        day = report.published.value[:10] if report.published else ""
        key = (day, outlet(report), report.language)
        read[key] += 1
        full[key] += report.completeness.value == "full"
    for key in sorted(read):
        day, name, language = key
        yield {
            "published_day": day,
            "outlet": name,
            "language": language,
            "reports_read": read[key],
            "full_reports": full[key],
        }


def events(book: Book) -> Iterator[Row]:
    roles = book.words_of["roles"]
    for event in book.record.events:
        killed, injured = _toll(event, "killed"), _toll(event, "injured")
        tolls = {
            f"{name}_{key}": toll[key] for name, toll in (("killed", killed), ("injured", injured)) for key in toll
        }
        reports = [book.reports[name] for name in event.reports if name in book.reports]
        yield {
            "event_id": event.id,
            "story_id": event.story,
            "type": event.type,
            "sub_type": event.subtype,
            "title": event.title,
            "actuality": event.actuality,
            "fate": event.fate,
            **when(event.when),
            **book.where(event.where),
            "actors": book.players(event.participants, roles["actors"]),
            "targets": book.players(event.participants, roles["targets"]),
            "participants": book.cast(event.participants),
            "attribution_status": event.attribution_status,
            **tolls,
            "number_of_reports": len(event.reports),
            "number_of_sources": len(event.origins),
            "outlets": joined(outlet(report) for report in reports),
            "source_office": joined(report.agency.text for report in reports if report.agency),
            "first_reported": event.first_reported,
            "last_reported": event.last_reported,
            "plover": event.codes.plover,
            "cameo": event.codes.cameo,
            "acled": event.codes.acled,
            **book.mentioned(event.mentions),
        }


def _toll(event: Event, outcome: str) -> Told:
    """The figures of the whole incident; of its groups only where none is given for the whole."""
    rows = [row for row in event.casualties if row.outcome == outcome]
    rows = [row for row in rows if row.group is None] or rows
    return {"low": _least(rows), "best": rows[0].best if len(rows) == 1 else None, "high": _most(rows)}


def _least(rows: list[Casualties]) -> int | float | None:
    return min((row.low for row in rows if row.low is not None), default=None)


def _most(rows: list[Casualties]) -> int | float | None:
    """The highest figure; none where one of them is open."""
    found = [row.high for row in rows]
    return None if None in found else max((high for high in found if high is not None), default=None)


def acled(book: Book) -> Iterator[Row]:
    words = book.words_of
    for event, row in zip(book.record.events, events(book), strict=True):
        if not event.codes.acled or event.actuality not in words["roles"]["told"]:
            continue
        kind = event.codes.acled.split(" / ")[-1]
        date = str(row["date_start"] or "")
        killed = [one for one in event.casualties if one.outcome == "killed"]
        yield {
            "event_id_cnty": event.id,
            "event_date": row["date_start"],
            "year": int(date[:4]) if date[:4].isdigit() else None,
            "time_precision": _time_precision(row["date_prec"]),
            "event_type": words["acled_types"].get(kind),
            "sub_event_type": kind,
            "actor1": row["actors"] if event.attribution_status != CONTESTED else None,
            "actor2": row["targets"],
            **_disputed(event, row),
            "civilian_targeting": "Civilian targeting" if _civilians(killed, book) else None,
            "iso3": row["country"],
            "country": row["country"],
            "location": row["where_description"],
            "latitude": row["latitude"],
            "longitude": row["longitude"],
            "geo_precision": _place_precision(row["where_prec"]),
            "source": row["outlets"],
            "source_scale": None,
            "notes": row["words"],
            "fatalities": row["killed_best"],
            "fatalities_low": row["killed_low"],
            "fatalities_high": row["killed_high"],
            "actuality": row["actuality"],
            "number_of_sources": row["number_of_sources"],
        }


def _disputed(event: Event, row: Row) -> Row:
    named = row["actors"] if event.attribution_status == CONTESTED else None
    return {"actors_disputed": named, "attribution_status": event.attribution_status}


def _time_precision(given: object) -> int | None:
    """Of the codebook's five steps, ACLED's three; a year has none."""
    return {1: 1, 2: 2, 3: 2, 4: 3}.get(given) if isinstance(given, int) else None


def _place_precision(given: object) -> int | None:
    """Of the codebook's seven steps, ACLED's three; a whole country has none."""
    return {1: 1, 2: 2, 3: 2, 4: 3}.get(given) if isinstance(given, int) else None


def _civilians(rows: list[Casualties], book: Book) -> list[Casualties]:
    return [row for row in rows if row.group in book.words_of["roles"]["civilians"]]


def ged(book: Book) -> Iterator[Row]:
    lines = {story.id: story.storyline for story in book.record.stories}
    titles = {line.id: line.title for line in book.record.storylines}
    for event, row in zip(book.record.events, events(book), strict=True):
        killed = [one for one in event.casualties if one.outcome == "killed"]
        if not killed or event.actuality not in book.words_of["roles"]["told"]:
            continue
        date = str(row["date_start"] or "")
        yield {
            "id": event.id,
            "year": int(date[:4]) if date[:4].isdigit() else None,
            "type_of_violence": None,
            "conflict_name": titles.get(lines.get(event.story or "") or ""),
            "side_a": row["actors"] if event.attribution_status != CONTESTED else None,
            "side_b": row["targets"],
            **_disputed(event, row),
            "number_of_sources": row["number_of_sources"],
            **_sources(event, killed, book),
            "source_office": row["source_office"],
            "where_prec": row["where_prec"] or UNKNOWN_PLACE,
            "where_coordinates": row["where_description"] if row["latitude"] is not None else None,
            "where_description": row["where_description"],
            "latitude": row["latitude"],
            "longitude": row["longitude"],
            "country": row["country"],
            "event_clarity": 1 if row["date_prec"] == 1 else 2,
            "date_prec": row["date_prec"],
            "date_start": row["date_start"],
            "date_end": row["date_end"],
            "deaths_civilians": _most(_civilians(killed, book)),
            "best": row["killed_best"],
            "high": row["killed_high"],
            "low": row["killed_low"],
            "actuality": row["actuality"],
        }


def _sources(event: Event, killed: list[Casualties], book: Book) -> Row:
    reports = [book.reports[name] for name in event.reports if name in book.reports]
    days = {report.id: report.published.value[:10] if report.published else "" for report in reports}
    heads = {report.id: report.headline.text if report.headline else "" for report in reports}
    claims = [book.claims[name] for row in killed for name in row.claims if name in book.claims]
    return {
        "source_article": joined(
            ", ".join(filter(None, (outlet(report), days[report.id], heads[report.id]))) for report in reports
        ),
        "source_date": joined(days.values()),
        "source_headline": joined(heads.values()),
        "source_original": joined(book.voice(claim.source) for claim in claims),
    }


VIEWS: dict[str, Callable[[Book], Iterator[Row]]] = {
    "coverage": coverage,
    "events": events,
    "acled_like": acled,
    "ged_like": ged,
}
