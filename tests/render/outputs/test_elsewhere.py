"""Citations, calendar, map, network and feeds, each read back by a library of its own."""

from __future__ import annotations

import datetime
import io
import json
from typing import Any

import feedparser
import msgspec
import pytest

from crosswire.base import Claim, Event, Record
from crosswire.render.formats import FORMATS, make
from crosswire.render.formats.feeds import moment, news
from crosswire.render.formats.sheets.book import Book
from tests.render.making_record import record
from tests.render.outputs.conftest import HOSTILE

replace = msgspec.structs.replace


def content(name: str, made: Record) -> bytes:
    [file] = make(name, made)
    return file.content


@pytest.mark.parametrize("which", ["whole", "hostile"])
def test_bibtex_comes_back(which: str, request: pytest.FixtureRequest) -> None:
    bibtexparser = pytest.importorskip("bibtexparser")
    made: Record = request.getfixturevalue(which)
    library = bibtexparser.parse_string(content("bibtex", made).decode("utf-8"))
    assert not library.failed_blocks
    assert [entry.key for entry in library.entries] == [report.id for report in made.reports]
    for entry, report in zip(library.entries, made.reports, strict=True):
        fields = {field.key: field.value for field in entry.fields}
        assert fields["urldate"] == (report.fetched.value if report.fetched else made.made.at)[:10]
        assert report.sha256 in fields["note"]
        if report.published and report.published.basis == "stated":
            assert fields["date"] == report.published.value[:10]


def test_csl_items_have_what_a_reference_needs(whole: Record) -> None:
    items = json.loads(content("csl", whole))
    assert [item["id"] for item in items] == [report.id for report in whole.reports]
    for item in items:
        assert item["type"] == "article-newspaper"
        [accessed] = item["accessed"]["date-parts"]
        assert datetime.date(*accessed)
        if "issued" in item:
            assert datetime.date(*item["issued"]["date-parts"][0])


def test_csl_items_make_references(whole: Record) -> None:
    citeproc = pytest.importorskip("citeproc")
    json_source = pytest.importorskip("citeproc.source.json")
    source = json_source.CiteProcJSON(json.loads(content("csl", whole)))
    style = citeproc.CitationStylesStyle("harvard-cite-them-right", validate=False)
    listed = citeproc.CitationStylesBibliography(style, source, citeproc.formatter.plain)
    for report in whole.reports:
        listed.register(citeproc.Citation([citeproc.CitationItem(report.id)]))
    lines = "\n".join(map(str, listed.bibliography()))
    assert "Koravan and Rell-Hovde speak as Hask truce collapses" in lines
    assert lines.count("\n") == len(whole.reports) - 1


def test_inferred_days_are_not_cited_as_stated() -> None:
    made = record()
    inferred = [r.id for r in made.reports if r.published and r.published.basis == "inferred"]
    items = {item["id"]: item for item in json.loads(content("csl", made))}
    assert inferred
    assert not [name for name in inferred if "issued" in items[name]]


def test_plans_come_back_from_the_calendar(whole: Record) -> None:
    icalendar = pytest.importorskip("icalendar")
    calendar = icalendar.Calendar.from_ical(content("icalendar", whole))
    entries = {str(entry["uid"]): entry for entry in calendar.walk("VEVENT")}
    plans = [e for e in whole.events if (e.actuality == "planned" or e.fate) and e.when and e.when.from_]
    assert 5 < len(entries) <= len(plans)
    for event in plans:
        entry = entries.get(f"{event.id}@crosswire")
        if entry is None:
            continue
        assert entry["summary"] == event.title
        assert entry["dtstart"].dt.isoformat() == event.when.from_[:10] if event.when and event.when.from_ else False
        assert entry["dtend"].dt > entry["dtstart"].dt
        assert (entry["status"] == "CONFIRMED") == (event.fate == "held")


def test_timelinejs_has_a_slide_for_each_dated_line(whole: Record, hostile: Record) -> None:
    slides = json.loads(content("timelinejs", whole))["events"]
    assert [slide["unique_id"] for slide in slides] == [row.id for row in whole.timeline if row.date]
    exact = {row.id: row.date for row in whole.timeline if row.date and row.precision in (None, 1)}
    for slide in slides:
        if slide["unique_id"] in exact:
            assert datetime.date(**slide["start_date"]).isoformat() == exact[slide["unique_id"]]
    for slide in json.loads(content("timelinejs", hostile))["events"]:
        assert "<script" not in slide["text"]["headline"] + slide["text"]["text"]


def test_geojson_puts_nothing_where_no_place_is_known(whole: Record) -> None:
    found = json.loads(content("geojson", whole))
    assert found["type"] == "FeatureCollection"
    assert pytest.importorskip("geojson").loads(content("geojson", whole)).is_valid
    places = {entity.id: entity for entity in whole.entities}
    assert len(found["features"]) == len(whole.events)
    for event, feature in zip(whole.events, found["features"], strict=True):
        place = places.get(event.where.entity or "") if event.where else None
        known = place is not None and place.lat is not None
        assert (feature["geometry"] is not None) == known
        if known and place:
            assert feature["geometry"] == {"type": "Point", "coordinates": [place.lon, place.lat]}


def test_the_network_comes_back(whole: Record, hostile: Record) -> None:
    networkx = pytest.importorskip("networkx")
    graph = networkx.read_graphml(io.BytesIO(content("graphml", whole)), force_multigraph=True)
    edges = [facts for _, _, facts in graph.edges(data=True)]
    relations = [facts["relation"] for facts in edges]
    assert relations.count("copied") == len(whole.copies)
    assert relations.count("blames") == sum(row.stance == "blames" for row in whole.positions)
    assert relations.count("met") > 0
    assert all(facts["label"] for _, facts in graph.nodes(data=True))
    assert networkx.read_graphml(io.BytesIO(content("graphml", hostile)), force_multigraph=True)


@pytest.mark.parametrize("which", ["whole", "hostile"])
def test_feeds_come_back(which: str, request: pytest.FixtureRequest) -> None:
    made: Record = request.getfixturevalue(which)
    entries = news(made)
    read = feedparser.parse(content("atom", made))
    assert not read.bozo
    assert [entry.id for entry in read.entries] == [entry.id for entry in entries]
    assert all(entry.updated_parsed for entry in read.entries)
    items = json.loads(content("jsonfeed", made))
    assert items["version"] == "https://jsonfeed.org/version/1.1"
    assert [item["id"] for item in items["items"]] == [entry.id for entry in entries]
    assert {"event", "disagreement"} <= {entry.kind for entry in entries}


def test_only_what_is_new_since_an_earlier_record_is_news(whole: Record) -> None:
    assert news(whole, whole) == []
    gone = whole.events[0].id
    before = replace(whole, events=tuple(event for event in whole.events if event.id != gone), claims=())
    fresh = news(whole, before)
    assert {entry.kind for entry in fresh} <= {"event", "toll", "plan"}
    assert fresh


def test_a_changed_toll_is_new_once_it_changes() -> None:
    made = record()
    first, second = (report.id for report in made.reports[:2])
    event = Event(id="ev-x", type="ATTK", title="Attack")
    claims = tuple(
        Claim(id=name, report=report, event="ev-x", outcome="killed", low=low, high=low, value=f"{low} people")
        for name, report, low in (("c-1", first, 3), ("c-2", second, 5))
    )
    tolls = [e for e in news(replace(made, events=(event,), claims=claims)) if e.kind == "toll"]
    assert ["“3 people”" in entry.text and "“5 people”" in entry.text for entry in tolls] == [True]


def test_no_zone_is_invented() -> None:
    book = Book(record())
    assert moment("2019-09-18", book).endswith("-00:00")
    assert moment("2019-09-18T09:40", book) == "2019-09-18T09:40:00-00:00"
    assert moment("2019-09-18T09:40+02:00", book) == "2019-09-18T09:40:00+02:00"


@pytest.mark.parametrize("name", FORMATS)
def test_no_format_shows_withheld_words_or_hidden_names(name: str, whole: Record, shared: Record) -> None:
    if name in ("docx", "xlsx", "parquet", "tables", "evidence", "jsonl"):
        pytest.skip("packed, or whole rows; the parts it is made of are tested")
    before: dict[str, Any] = {file.name: file.content for file in make(name, whole)}
    after = {file.name: file.content for file in make(name, shared)}
    assert set(before) == set(after)
    text = b"".join(after.values()).decode("utf-8")
    assert "█" not in text
    hidden = {e.name for e in whole.entities} - {e.name for e in shared.entities}
    assert hidden
    assert not [person for person in hidden if len(person.split()) > 1 and person in text]


def test_hostile_words_stay_words_in_json(hostile: Record) -> None:
    assert HOSTILE.split()[0] in json.loads(content("csl", hostile))[0]["title"]
