"""Plans are followed to their end: held, cancelled, postponed, failed, or no report either way."""

from __future__ import annotations

from typing import Any

import pytest

from crosswire.base import Completeness, Event, Mention, Reading, Report
from crosswire.group import group
from tests.group.making import day, entity, mention, told

TOP = "Ilse Koravan and Dag Teslo over Varenne"
PLAN = told(TOP, "Ilse Koravan will meet Dag Teslo in Lindholm on Friday.", published="2031-12-10")
MEET = {"kind": "TALK", "subtype": "talk.meeting"}


def read(page: Report, *rows: dict[str, Any]) -> Reading:
    people = {name: entity(page, name) for name in ("Ilse Koravan", "Dag Teslo") if name in page.text}
    made: list[Mention] = []
    for row in rows:
        fields = {"who": {"participants": list(people.values())}} | row
        made.append(mention(page, fields.pop("clause"), fields.pop("trigger"), fields.pop("kind"), **fields))
    return Reading(report=page.id, entities=tuple(people.values()), mentions=tuple(made))


def plan(**more: Any) -> Reading:
    clause = "Ilse Koravan will meet Dag Teslo in Lindholm on Friday"
    fields = {"actuality": "planned", "tense": "future", "when": day("2031-12-12")} | more
    return read(PLAN, {"clause": clause, "trigger": "meet", **MEET, **fields})


def meeting(later: Report, row: dict[str, Any]) -> Event:
    events = group([PLAN, later], [plan(), read(later, row)]).events
    return next(event for event in events if event.fate is not None)


def later(body: str, **fields: Any) -> Report:
    return told(TOP, body, **({"published": "2031-12-13"} | fields))


HELD = "Ilse Koravan met Dag Teslo in Lindholm on Friday"
MET: dict[str, Any] = {"clause": HELD, "trigger": "met", **MEET, "tense": "past", "when": day("2031-12-12")}


def test_a_plan_nobody_speaks_of_again_has_no_report_either_way() -> None:
    (event,) = group([PLAN], [plan()]).events
    assert (event.actuality, event.fate) == ("planned", "no report either way")
    assert event.why[-1] == "Its day comes after the last of these pages."
    rain = later("Rain fell on Lindholm.")
    event = next(one for one in group([PLAN, rain], [plan(), Reading(report=rain.id)]).events if one.fate)
    assert event.why[-1] == "No page reports whether it took place."


def test_what_was_planned_and_then_took_place_is_one_event_that_was_held() -> None:
    event = meeting(later(f"{HELD}."), MET)
    assert (event.actuality, event.fate, len(event.reports)) == ("happened", "held", 2)


def test_a_stitched_page_decides_no_actuality_but_is_named_as_the_ground_for_a_fate() -> None:
    event = meeting(later(f"{HELD}.", completeness=Completeness(value="stitched")), MET)
    assert (event.actuality, event.fate) == ("planned", "held")
    assert "stitched page only" in event.why[-1]


def test_a_report_older_than_the_day_cannot_know() -> None:
    event = meeting(later(f"{HELD}.", published="2031-12-11"), MET)
    assert event.fate == "no report either way"


@pytest.mark.parametrize(
    ("clause", "trigger", "fate"),
    [
        ("The meeting of Ilse Koravan and Dag Teslo was called off", "called", "cancelled"),
        ("Ilse Koravan and Dag Teslo postponed their meeting by a week", "postponed", "postponed"),
    ],
)
def test_what_is_called_off_decides_the_fate_and_is_its_outcome(clause: str, trigger: str, fate: str) -> None:
    page = later(f"{clause}.")
    row = {"clause": clause, "trigger": trigger, "kind": "TALK", "subtype": "talk.cancelled", "tense": "past"}
    events = group([PLAN, page], [plan(), read(page, row)]).events
    planned = next(event for event in events if event.subtype == "talk.meeting")
    ended = next(event for event in events if event.subtype == "talk.cancelled")
    assert planned.fate == fate
    assert [(link.kind, link.to) for link in ended.links] == [("outcome_of", planned.id)]


def test_what_did_not_take_place_failed() -> None:
    clause = "Ilse Koravan did not meet Dag Teslo in Lindholm on Friday"
    row = MET | {"clause": clause, "trigger": "meet", "actuality": "did_not_happen"}
    event = meeting(later(f"{clause}."), row)
    assert (event.actuality, event.fate) == ("did_not_happen", "failed")


def test_what_was_no_plan_has_no_fate() -> None:
    page = later(f"{HELD}.")
    assert [event.fate for event in group([page], [read(page, MET)]).events] == [None]
