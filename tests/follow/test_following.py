"""Decisions about a record made from text change what they say they change, and nothing of the words."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import msgspec
import pytest

from crosswire import deciding, flow
from crosswire.base import Decision, Model, Reading, Record, Report, Stated
from crosswire.dissect import LoadedModel, dissect
from crosswire.errors import UsageError
from crosswire.settings import Settings
from tests.making import report

A = (
    "Foreign Minister Ilse Brandt met envoy Tor Hadde in Port Sarrow on Tuesday. “We will not sign,” Brandt said.\n\n"
    "Shells killed at least 12 people in Lindre on Monday, the town council said. The army denied it."
)
B = (
    "Foreign Minister Ilse Brandt met envoy Tor Hadde in Port Sarrow on Tuesday, aides said.\n\n"
    "Shells killed at least 14 people in Lindre on Monday, doctors said. A strike hit Osk on Sunday."
)
C = "Farmers in Vell blocked the road on Tuesday. They want cheaper diesel, farmer Runa Dahl said."
MODEL = Model(name="m", version="1", hash="h")
Pages = dict[str, tuple[Report, Reading]]


@pytest.fixture(scope="module")
def pages(model: LoadedModel) -> Pages:
    made = {}
    for name, text in (("a", A), ("b", B), ("c", C)):
        outlet = Stated(text=f"{name.upper()} Courier", basis="given")
        page = report(text, published="2020-06-03", path=f"{name}.txt", outlet=outlet)
        passages = dissect(page, model)
        made[name] = (page, flow.extract(page, passages))
    return made


def relate(pages: Pages, log: Iterable[Decision] = ()) -> Record:
    return flow.relate(pages.values(), MODEL, Settings(), decisions=log)


def decided(record: Record, kind: str, *names: str, log: Iterable[Decision] = (), **fields: Any) -> list[Decision]:
    asked = deciding.Asked(kind, names, "Ada", "I was there", **fields)
    return [*log, *deciding.decide(asked, record, tuple(log))]


def mention(record: Record, words: str, trigger: str) -> Any:
    texts = {r.id: r.text for r in record.reports}
    return next(m for m in record.mentions if m.trigger.text == trigger and words in texts[m.report][m.start : m.end])


def event_of(record: Record, name: str) -> Any:
    return next(event for event in record.events if name in event.mentions)


def test_without_decisions_nothing_changes(pages: Pages) -> None:
    assert relate(pages).decisions == ()


def test_events_made_one_stay_one_and_name_the_id_that_went(pages: Pages) -> None:
    before = relate(pages)
    met, strike = mention(before, "met envoy", "met"), mention(before, "strike hit Osk", "hit")
    one, other = event_of(before, met.id), event_of(before, strike.id)
    assert one.id != other.id
    after = relate(pages, decided(before, "merge", one.id, other.id))
    merged = event_of(after, met.id)
    assert set(one.mentions) | set(other.mentions) == set(merged.mentions)
    assert {merged.id, *merged.was} == {one.id, other.id}
    assert merged.why[0].startswith("decided by Ada on ")
    assert after.decisions[0].rows == (merged.id,)
    assert after.decisions[0].applied


def test_a_mention_taken_out_of_an_event_is_one_of_its_own(pages: Pages) -> None:
    before = relate(pages)
    event = next(event for event in before.events if len(event.reports) > 1)
    after = relate(pages, decided(before, "split", event.mentions[-1]))
    assert event_of(after, event.mentions[-1]).id != event_of(after, event.mentions[0]).id
    assert sum(len(e.mentions) for e in after.events) == sum(len(e.mentions) for e in before.events)


def test_stories_and_storylines_are_made_one_and_parted(pages: Pages) -> None:
    before = relate(pages)
    assert len(before.stories) == 2
    log = decided(before, "merge", *(story.id for story in before.stories))
    joined = relate(pages, log)
    [story], [line] = joined.stories, joined.storylines
    assert len(story.reports) == 3
    assert line.stories == (story.id,)
    assert "Decided by Ada" in story.why
    log = decided(joined, "split", story.id, "b.txt", log=log)
    parted = relate(pages, log)
    assert [len(story.reports) for story in parted.stories] in ([1, 2], [2, 1])
    assert [row.applied for row in parted.decisions] == [True, True]


def test_names_are_made_one_and_parted(pages: Pages) -> None:
    before = relate(pages)
    named = {entity.name: entity for entity in before.entities}
    log = decided(before, "merge", named["Ilse Brandt"].id, named["Runa Dahl"].id)
    joined = relate(pages, log)
    assert [e for e in joined.entities if {"Ilse Brandt", "Runa Dahl"} <= {e.name, *e.aliases}]
    apart = relate(pages, decided(before, "split", named["Ilse Brandt"].id, "b.txt"))
    assert sum(entity.name == "Ilse Brandt" for entity in apart.entities) == 2


@pytest.mark.parametrize(
    ("field", "value", "after"),
    [("date", "2020-05-30", "2020-05-30"), ("type", "PROT", "PROT"), ("place", "Lindre", "Lindre")],
)
def test_a_mention_is_corrected_and_the_value_read_is_told(pages: Pages, field: str, value: str, after: str) -> None:
    before = relate(pages)
    row = mention(before, "strike hit Osk", "hit")
    record = relate(pages, decided(before, "correct", row.id, field=field, value=value))
    new = next(m for m in record.mentions if m.id == row.id)
    [told] = record.decisions[0].corrected
    assert (told.row, told.field, told.after) == (row.id, field, after)
    assert told.before != after
    assert (new.start, new.end, new.trigger) == (row.start, row.end, row.trigger)
    if field == "date":
        assert new.when.from_ == "2020-05-30"
        assert event_of(record, row.id).when.from_ == "2020-05-30"
    if field == "type":
        assert (new.type, event_of(record, row.id).type) == ("PROT", "PROT")
    if field == "place":
        assert {e.id: e.name for e in record.entities}[new.where.entity] == "Lindre"


def test_a_place_no_report_names_is_made_for_the_decision(pages: Pages) -> None:
    before = relate(pages)
    row = mention(before, "strike hit Osk", "hit")
    record = relate(pages, decided(before, "correct", row.id, field="place", value="Upper Osk"))
    new = next(m for m in record.mentions if m.id == row.id)
    [entity] = [e for e in record.entities if e.id == new.where.entity]
    assert (entity.name, entity.mentions) == ("Upper Osk", ())


@pytest.mark.parametrize(("value", "name"), [("Tor Hadde", "Tor Hadde"), ("Runa Dahl", "Runa Dahl"), ("unknown", None)])
def test_a_speaker_is_corrected_even_to_one_named_elsewhere(pages: Pages, value: str, name: str | None) -> None:
    before = relate(pages)
    quote = next(q for q in before.quotes if q.kind == "direct")
    record = relate(pages, decided(before, "correct", quote.id, field="speaker", value=value))
    new = next(q for q in record.quotes if q.id == quote.id)
    entities = {e.id: e for e in record.entities}
    assert (entities[new.speaker].name if new.speaker else None) == name
    assert new.anonymous == (name is None)
    assert sum(e.name == name for e in record.entities) == (name is not None)
    assert new.parts == quote.parts


def test_a_number_is_corrected_in_claims_and_tolls_too(pages: Pages) -> None:
    before = relate(pages)
    row = mention(before, "at least 14", "killed")
    record = relate(pages, decided(before, "correct", row.id, field="number", value="12+"))
    assert record.decisions[0].things[0].of == "number"
    assert record.decisions[0].before == "14+"
    assert not [claim for claim in record.claims if claim.low == 14]
    assert {toll.low for event in record.events for toll in event.casualties} == {12}


def test_an_event_takes_the_day_the_kind_the_place_and_the_figure_a_person_settles(pages: Pages) -> None:
    before = relate(pages)
    event = event_of(before, mention(before, "at least 12", "killed").id)
    log: list[Decision] = []
    for field, value in (("date", "2020-06-02"), ("type", "CASL"), ("place", "Osk"), ("number", "13")):
        log = decided(before, "correct", event.id, log=log, field=field, value=value, outcome="killed")
    record = relate(pages, log)
    new = next(e for e in record.events if e.id == event.id)
    assert (new.when.from_, new.type, new.casualties[0].best) == ("2020-06-02", "CASL", 13)
    assert [row.date for row in record.timeline if row.event == event.id] == ["2020-06-02"]
    assert [row.applied for row in record.decisions] == [True, True, True, True]


@pytest.mark.parametrize("table", ["mentions", "quotes", "claims", "events", "disagreements"])
def test_a_rejected_row_is_gone_and_nothing_leads_to_it(pages: Pages, table: str) -> None:
    before = relate(pages)
    row = [row for row in getattr(before, table) if getattr(row, "shown", True)][-1]
    record = relate(pages, decided(before, "reject", row.id))
    assert record.decisions[0].applied
    left = {one.id for one in getattr(record, table) if getattr(one, "shown", True)}
    assert row.id not in left
    text = msgspec.json.encode(msgspec.structs.replace(record, decisions=()))
    if table in {"mentions", "quotes"}:
        assert row.id.encode() not in text


def test_a_report_is_dated_and_its_weekdays_with_it(pages: Pages) -> None:
    before = relate(pages)
    record = relate(pages, decided(before, "correct", "a.txt", field="date", value="2020-07-08"))
    [page] = [r for r in record.reports if r.path == "a.txt"]
    assert page.published is not None
    assert (page.published.value, page.published.basis) == ("2020-07-08", "given")
    assert mention(record, "Brandt met envoy", "met") is not None
    days = {time.from_ for time in record.times if time.report == page.id and time.text == "Tuesday"}
    assert days == {"2020-07-07"}


def test_titles_grades_marks_and_notes_change_no_row_but_the_title(pages: Pages) -> None:
    before = relate(pages)
    story, event = before.stories[0], before.events[0]
    log = decided(before, "retitle", story.id, value="Shells on Lindre")
    log = decided(before, "grade", "a courier", log=log, value="B")
    log = decided(before, "verify", event.id, story.id, log=log)
    log = decided(before, "note", event.id, log=log, value="<b>Ask</b> the council")
    log = decided(before, "retitle", "dossier", log=log, value="Lindre, June 2020")
    record = relate(pages, log)
    named = {report.outlet.text: report.id for report in before.reports if report.outlet}
    assert record.stories[0].title == "Shells on Lindre"
    assert [row.rows for row in record.decisions] == [
        (story.id,), (named["A Courier"],), (event.id,), (story.id,), (event.id,), ("dossier",),
    ]  # fmt: skip
    changed = [name for name in Record.__struct_fields__ if getattr(record, name) != getattr(before, name)]
    assert changed == ["stories", "brief", "decisions"]


def test_evidence_that_is_gone_is_told_and_applies_again_when_it_is_back(pages: Pages) -> None:
    before = relate(pages)
    row = mention(before, "strike hit Osk", "hit")
    log = decided(before, "reject", row.id)
    without = relate({name: page for name, page in pages.items() if name != "b"}, log)
    assert (without.decisions[0].applied, without.decisions[0].reason) == (False, "The report b.txt is not here.")
    assert relate(pages, log).decisions[0].applied


def test_a_decision_outlasts_a_corrected_report_whose_words_stayed(pages: Pages, model: LoadedModel) -> None:
    before = relate(pages)
    row = mention(before, "strike hit Osk", "hit")
    log = decided(before, "correct", row.id, field="date", value="2020-05-30")
    for text, applied in (("Corrected on Thursday.\n\n" + B, True), (B.replace("hit Osk", "hit Marn"), False)):
        page = report(text, published="2020-06-03", path="b.txt")
        reading = flow.extract(page, dissect(page, model))
        record = relate({**pages, "b": (page, reading)}, log)
        assert record.decisions[0].applied is applied
        assert applied or record.decisions[0].reason == "The words no longer stand in b.txt."


def test_the_order_decisions_come_in_does_not_matter_and_an_undo_takes_back(pages: Pages) -> None:
    before = relate(pages)
    log = decided(before, "merge", before.events[0].id, before.events[-1].id)
    log = decided(before, "retitle", before.stories[0].id, log=log, value="One")
    log = decided(before, "retitle", before.stories[0].id, log=log, value="Two")
    assert relate(pages, log) == relate(pages, reversed(log))
    assert relate(pages, log).stories[0].title == "Two"
    log.append(deciding.undoing(log[-1].id, "Bo", "no", log))
    after = relate(pages, log)
    assert after.stories[0].title == "One"
    assert [row.undone_by for row in after.decisions] == [None, None, log[-1].id, None]
    for one in log[:2]:
        log.append(deciding.undoing(one.id, "Bo", "", log))
    assert msgspec.structs.replace(relate(pages, log), decisions=()) == before


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        (("merge", "EVENT0"), "takes two rows"),
        (("merge", "ev-000000000000", "EVENT0"), "no row 'ev-000000000000'"),
        (("split", "EVENT0"), "do not part"),
        (("reject", "STORY0"), "nobody can reject that"),
        (("correct", "STORY0"), "nobody can correct the date of that"),
        (("grade", "B Couriers"), "Near it: B Courier"),
        (("praise", "EVENT0"), "Nobody can decide to"),
        (("verify",), "of what"),
    ],
)
def test_what_cannot_be_decided_is_told(pages: Pages, asked: tuple[str, ...], told: str) -> None:
    record = relate(pages)
    known = {"EVENT0": record.events[0].id, "STORY0": record.stories[0].id}
    names = tuple(known.get(name, name) for name in asked[1:])
    with pytest.raises(UsageError, match=told):
        deciding.decide(deciding.Asked(asked[0], names, "Ada", field="date", value="2020"), record)


def test_an_id_may_be_cut_short_or_be_an_old_one(pages: Pages) -> None:
    before = relate(pages)
    event = before.events[0]
    [one] = decided(before, "verify", event.id[:9])
    assert one.things[0].id == event.id
    merged = relate(pages, decided(before, "merge", before.events[0].id, before.events[-1].id))
    [old] = next(event.was for event in merged.events if event.was)
    assert decided(merged, "verify", old)[0].things[0].id == before.events[0].id


def test_of_two_disagreements_on_the_same_words_the_one_named_is_rejected(pages: Pages) -> None:
    before = relate(pages)
    shown = [row for row in before.disagreements if row.shown]
    for row in shown:
        record = relate(pages, decided(before, "reject", row.id))
        left = {one.id for one in record.disagreements if one.shown}
        assert left == {one.id for one in shown} - {row.id}
        assert record.decisions[0].rows == (row.id,)


def test_what_people_told_apart_no_incident_joins(pages: Pages) -> None:
    before = relate(pages)
    event = event_of(before, mention(before, "at least 12", "killed").id)
    assert len(event.reports) == 2
    out = mention(before, "at least 14", "killed")
    assert "count" in [row.kind for row in before.disagreements if row.shown]
    after = relate(pages, decided(before, "split", out.id))
    assert "count" not in [row.kind for row in after.disagreements if row.shown]
    assert len({event_of(after, name).id for name in event.mentions}) == 2


def test_a_mark_on_a_row_that_is_not_there_is_told(pages: Pages) -> None:
    before = relate(pages)
    event = event_of(before, mention(before, "strike hit Osk", "hit").id)
    log = decided(before, "verify", event.id)
    log = decided(before, "reject", event.id, log=log)
    assert [row.applied for row in relate(pages, log).decisions] == [False, True]
