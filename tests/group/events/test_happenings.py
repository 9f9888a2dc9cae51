"""Mentions joined into events: what makes one happening of two tellings, and what keeps them apart."""

from __future__ import annotations

import random
from typing import Any

from crosswire.base import Claim, Completeness, Event, Mention, Participant, Reading, Report
from crosswire.group import adopt, group
from tests.group.making import day, entity, killed, mention, told

HEADLINE = "Koravan and Teslo meet in Lindholm over Varenne"
FIRST = (
    "Ilse Koravan met Dag Teslo in Lindholm on Wednesday. The two will meet again on Friday. "
    "Shells hit a relief barge at Varenne, killing 12 people. A second strike hit the barge later."
)
SECOND = (
    "Talks between Koravan and Teslo took place in Lindholm late on Wednesday. "
    "A relief barge was shelled at Varenne and 15 died. Koravan demanded a truce."
)


def pages(**second: Any) -> tuple[Report, Report]:
    return told(HEADLINE, FIRST, published="2031-12-10"), told(HEADLINE, SECOND, published="2031-12-11", **second)


def who(page: Report, *names: str) -> list[Any]:
    return [entity(page, name) for name in names]


def read(page: Report, people: list[Any], *mentions: Mention, claims: tuple[Claim, ...] = ()) -> Reading:
    return Reading(report=page.id, entities=tuple(people), mentions=mentions, claims=claims)


def meetings(when_second: str = "2031-12-10", **second: Any) -> tuple[list[Report], list[Reading]]:
    """The same meeting told twice, dated explicitly."""
    one, two = pages()
    a, b = who(one, "Ilse Koravan", "Dag Teslo"), who(two, "Koravan", "Teslo")
    met = mention(
        one, "Ilse Koravan met Dag Teslo", "met", "TALK", who={"participants": a}, when=day("2031-12-10"),
        subtype="talk.meeting",
    )  # fmt: skip
    talks = mention(
        two, "Talks between Koravan and Teslo", "Talks", "TALK", who={"participants": b}, when=day(when_second),
        subtype="talk.meeting", **second,
    )  # fmt: skip
    return [one, two], [read(one, a, met), read(two, b, talks)]


def test_one_meeting_told_twice_is_one_event() -> None:
    reports, readings = meetings()
    (event,) = group(reports, readings).events
    assert event.title == "Meeting of Koravan and Teslo"
    assert set(event.reports) == {r.id for r in reports}
    assert event.when is not None
    assert (event.when.from_, event.when.precision) == ("2031-12-10", 1)
    assert len({p.entity for p in event.participants}) == 2
    assert (event.first_reported, event.last_reported) == ("2031-12-10", "2031-12-11")
    assert any("Koravan" in why for why in event.why)


def test_days_that_exclude_each_other_keep_meetings_apart_and_say_so() -> None:
    events = group(*meetings("2031-12-12")).events
    assert len(events) == 2
    assert all(any("2031-12-12" in why for why in event.why_apart) for event in events)


def test_planned_and_held_are_one_and_held_wins() -> None:
    (event,) = group(*meetings(actuality="planned")).events
    assert event.actuality == "happened"


def test_a_stitched_page_does_not_decide_what_happened() -> None:
    reports, readings = meetings(actuality="planned")
    stitched = told(HEADLINE, FIRST, published="2031-12-10", completeness=Completeness(value="stitched"))
    assert stitched.id == reports[0].id
    (event,) = group([stitched, reports[1]], readings).events
    assert event.actuality == "planned"


def attacks() -> tuple[list[Report], list[Reading]]:
    one, two = pages()
    here, there = entity(one, "Varenne, killing", "place", name="Varenne"), entity(two, "Varenne", "place")
    hit = mention(
        one, "Shells hit a relief barge at Varenne, killing 12 people", "hit", "ATTK", subtype="attk.shell",
        who={"target": ["a relief barge"]}, place=here, numbers=(killed(one, "12 people", 12, 12),),
    )  # fmt: skip
    again = mention(
        one, "A second strike hit the barge later", "strike", "ATTK", subtype="attk.shell",
        who={"target": ["the barge later"]}, place=here,
    )  # fmt: skip
    shelled = mention(
        two, "A relief barge was shelled at Varenne and 15 died", "shelled", "ATTK", subtype="attk.shell",
        who={"target": ["A relief barge"]}, place=there, numbers=(killed(two, "15", 15, 15),),
    )  # fmt: skip
    claim = Claim(id="c-1", report=two.id, outcome="killed", low=15, high=15, mentions=(shelled.id,))
    return [one, two], [read(one, [here], hit, again), read(two, [there], shelled, claims=(claim,))]


def test_the_second_strike_stays_second_and_tolls_stand_side_by_side() -> None:
    reports, readings = attacks()
    grouping = group(reports, readings)
    assert [len(event.mentions) for event in grouping.events] == [2, 1]
    (row,) = grouping.events[0].casualties
    assert (row.low, row.best, row.high) == (12, None, 15)
    assert row.claims == ("c-1",)
    assert adopt(readings[1], grouping).claims[0].event == grouping.events[0].id
    assert any("another of its kind" in why for why in grouping.events[1].why_apart)
    assert grouping.events[0].attribution_status == "unattributed"


def test_a_veto_told_of_two_days_is_two_events_alike() -> None:
    one = told(HEADLINE, "On Monday Brannock vetoed a draft resolution.", published="2031-12-10")
    two = told(HEADLINE, "Brannock on Tuesday blocked a Council resolution.", published="2031-12-10")
    readings = []
    for page, word, date in ((one, "vetoed", "2031-12-08"), (two, "blocked", "2031-12-09")):
        people = who(page, "Brannock")
        clause = page.text.split("\n\n")[1].removesuffix(".")
        veto = mention(
            page, clause, word, "REJC", subtype="rejc.veto", tense="past", who={"actor": people}, when=day(date)
        )
        readings.append(read(page, people, veto))
    events = group([one, two], readings).events
    assert [event.when.from_ for event in events if event.when] == ["2031-12-08", "2031-12-09"]
    assert len({(event.type, event.subtype, event.participants[0].entity) for event in events}) == 1


def test_statements_join_only_in_the_same_words() -> None:
    one, two = pages()
    a, b = who(one, "Ilse Koravan"), who(two, "Koravan")
    said = mention(one, "The two will meet again on Friday", "meet", "STMT", who={"speaker": a})
    demanded = mention(two, "Koravan demanded a truce", "demanded", "STMT", who={"speaker": b})
    assert len(group([one, two], [read(one, a, said), read(two, b, demanded)]).events) == 2


def test_a_demand_and_what_it_demands_are_two_linked_events() -> None:
    page = pages()[1]
    people = who(page, "Koravan")
    truce = mention(page, "truce", "truce", "TRUC", subtype="truc.called_for", actuality="called_for")
    demand = mention(page, "Koravan demanded a truce", "demanded", "DEMD", who={"speaker": people}, nested=truce.id)
    events = {event.type: event for event in group([page], [read(page, people, truce, demand)]).events}
    assert [(x.kind, x.to) for x in events["DEMD"].links] == [("about", events["TRUC"].id)]
    assert [(x.kind, x.to) for x in events["TRUC"].links] == [("nested_in", events["DEMD"].id)]


def test_two_named_attackers_are_contested() -> None:
    reports, readings = attacks()
    rivals = ("Tamber Front", "Varenne Guard")
    changed = []
    for reading, name in zip(readings, rivals, strict=True):
        first, *rest = reading.mentions
        blamed = Participant(role="perpetrator", text=name, start=first.start, end=first.start + 1)
        renewed = Mention(
            **{f: getattr(first, f) for f in first.__struct_fields__} | {"participants": (*first.participants, blamed)}
        )
        changed.append(Reading(report=reading.report, entities=reading.entities, mentions=(renewed, *rest)))
    assert group(reports, changed).events[0].attribution_status == "contested"


def test_every_mention_that_asserts_is_in_one_event_and_every_event_in_its_story() -> None:
    reports, readings = attacks()
    grouping = group(reports, readings)
    told_in = [name for event in grouping.events for name in event.mentions]
    assert sorted(told_in) == sorted(m.id for reading in readings for m in reading.mentions)
    assert [name for story in grouping.stories for name in story.events] == [e.id for e in grouping.events]


def test_any_order_gives_the_same_record() -> None:
    reports, readings = attacks()
    more, others = meetings()
    joined = [Reading(report=a.report, entities=(*a.entities, *b.entities), mentions=(*a.mentions, *b.mentions))
              for a, b in zip(readings, others, strict=True)]  # fmt: skip
    assert [r.id for r in more] == [r.id for r in reports]
    wanted = group(reports, joined)
    assert wanted.events
    for seed in range(4):
        shuffled, again = list(reports), [_shuffled(reading, seed) for reading in joined]
        random.Random(seed).shuffle(shuffled)
        random.Random(seed).shuffle(again)
        assert group(shuffled, again) == wanted


def _shuffled(reading: Reading, seed: int) -> Reading:
    entities, mentions = list(reading.entities), list(reading.mentions)
    random.Random(seed).shuffle(entities)
    random.Random(seed).shuffle(mentions)
    return Reading(report=reading.report, entities=tuple(entities), mentions=tuple(mentions), claims=reading.claims)


def test_events_come_in_canonical_order() -> None:
    events: tuple[Event, ...] = group(*attacks()).events
    assert [e.mentions[0] for e in events] == [m.id for m in attacks()[1][0].mentions]
