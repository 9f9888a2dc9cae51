"""Clauses that take for granted what was told: they join it, and alone they are no event."""

from __future__ import annotations

import dataclasses

from msgspec.structs import replace

from crosswire.base import Mention, Reading, Report, When
from crosswire.group import Telling, group, tell
from tests.group.making import day, entity, killed, mention, told

HEADLINE = "A relief convoy is hit near Varenne"
BODY = (
    "A relief convoy was hit near Varenne on Tuesday, killing 22 aid workers, among them a nurse. "
    "Another 31 people were wounded. Koravan said the attack was a crime. The talks went on."
)


def page() -> Report:
    return told(HEADLINE, BODY, published="2031-12-11")


def hit(where: Report) -> Mention:
    nurse = replace(killed(where, "a nurse", 1, 1), parent="n-all")
    return mention(
        where, "A relief convoy was hit near Varenne on Tuesday, killing 22 aid workers, among them a nurse", "hit",
        "ATTK", tense="past", when=day("2031-12-09", "weekday"), who={"target": ["A relief convoy"]},
        numbers=(killed(where, "22 aid workers", 22, 22, "aid worker"), nurse),
    )  # fmt: skip


def wounded(where: Report) -> Mention:
    return mention(
        where, "Another 31 people were wounded", "wounded", "ATTK", tense="past",
        who={"victim_group": ["Another 31 people"]},
    )  # fmt: skip


def test_the_attack_and_its_toll_are_one_event() -> None:
    one = page()
    back = mention(one, "the attack", "attack", "ATTK")
    (event,) = group([one], [Reading(report=one.id, mentions=(hit(one), wounded(one), back))]).events
    assert len(event.mentions) == 3
    assert [(row.group, row.low, row.high) for row in event.casualties] == [("aid worker", 22, 22)]


def test_a_noun_of_which_nothing_is_said_is_no_event() -> None:
    one = page()
    bare = mention(one, "The talks", "talks", "TALK")
    assert group([one], [Reading(report=one.id, mentions=(bare,))]).events == ()


def test_the_attack_of_another_report_is_the_one_the_story_is_about() -> None:
    first, second = page(), told(HEADLINE, "A second relief agency mourned. " + BODY, published="2031-12-12")
    third = told(HEADLINE, "Koravan spoke of the attack near Varenne. " + BODY, published="2031-12-12")
    readings = [Reading(report=one.id, mentions=(hit(one),)) for one in (first, second)]
    readings.append(Reading(report=third.id, mentions=(mention(third, "the attack", "attack", "ATTK"),)))
    (event,) = group([first, second, third], readings).events
    assert len(event.reports) == 3


def test_a_toll_with_a_place_of_its_own_stands_alone() -> None:
    one = told(HEADLINE, BODY + " In Ostrel 5 people were killed.", published="2031-12-11")
    there, here = entity(one, "Ostrel", "place"), entity(one, "Varenne", "place")
    toll = mention(
        one, "In Ostrel 5 people were killed", "killed", "ATTK", tense="past", who={"victim_group": ["5 people"]},
        place=there,
    )  # fmt: skip
    struck = replace(hit(one), where=replace(toll.where, entity=here.id) if toll.where else None)
    assert len(group([one], [Reading(report=one.id, entities=(there, here), mentions=(struck, toll))]).events) == 2


def test_a_day_inferred_from_the_story_still_keeps_weekdays_apart() -> None:
    first, second = page(), told(HEADLINE, "Shells struck a relief convoy of 22 aid workers at Varenne on Wednesday.")
    inferred = mention(
        second, "Shells struck a relief convoy of 22 aid workers at Varenne on Wednesday", "struck", "ATTK",
        tense="past", when=day("2031-12-10", "story"), who={"target": ["a relief convoy"]},
    )  # fmt: skip
    readings = [Reading(report=first.id, mentions=(hit(first),)), Reading(report=second.id, mentions=(inferred,))]
    assert len(group([first, second], readings).events) == 2


def test_an_attack_called_after_another_place_is_not_the_one_the_story_is_about() -> None:
    first, second = page(), told(HEADLINE, "A second relief agency mourned. " + BODY, published="2031-12-12")
    third = told(HEADLINE, "Koravan recalled the Ostrel attack. She spoke of the Varenne attack. " + BODY)
    readings = [Reading(report=one.id, mentions=(hit(one),)) for one in (first, second)]
    other, same = (mention(third, f"the {name} attack", "attack", "ATTK") for name in ("Ostrel", "Varenne"))
    readings.append(Reading(report=third.id, mentions=(other, same)))
    (event,) = group([first, second, third], readings).events
    assert same.id in event.mentions
    assert other.id not in event.mentions


def test_the_dead_of_weeks_are_no_one_attack() -> None:
    body = f"{BODY} At least 90 aid workers were killed in the past three weeks."
    one = told(HEADLINE, body, published="2031-12-11")
    toll = mention(
        one, "At least 90 aid workers were killed in the past three weeks", "killed", "CASL", tense="past",
        who={"victim_group": ["At least 90 aid workers"]}, numbers=(killed(one, "At least 90", 90, None),),
    )  # fmt: skip
    found = group([one], [Reading(report=one.id, mentions=(hit(one), toll))]).events
    attack = next(event for event in found if len(event.casualties))
    assert toll.id not in attack.mentions
    assert all(event.weight == 0 for event in found if toll.id in event.mentions)


def test_an_end_named_only_for_its_time_is_the_end_told_of() -> None:
    body = "Estmark ended the truce on Monday. Shortly after the truce ended, shells hit a relief barge."
    one, two = told(HEADLINE, body, published="2031-12-11"), told("More rain", "The truce broke down this week.")
    estmark = entity(one, "Estmark", "organisation")
    fields = {"subtype": "truc.ends", "tense": "past"}
    ended = mention(
        one, "Estmark ended the truce on Monday", "ended", "TRUC", who={"actor": [estmark]},
        when=day("2031-12-08", "weekday"), **fields,
    )  # fmt: skip
    again = mention(one, "after the truce ended", "ended", "TRUC", **fields)
    week = When(from_="2031-12-08", to="2031-12-15", precision=3, basis="relative")
    collapse = mention(two, "The truce broke down this week", "broke", "TRUC", when=week, **fields)
    readings = [
        Reading(report=one.id, entities=(estmark,), mentions=(ended, again)),
        Reading(report=two.id, mentions=(collapse,)),
    ]
    for event in group([one], readings[:1]).events:
        assert set(event.mentions) == {ended.id, again.id}
    assert len(group([one, two], readings, _one_story(one, two, readings)).events) == 1


def _one_story(one: Report, two: Report, readings: list[Reading]) -> Telling:
    telling = tell([one, two], readings)
    telling = dataclasses.replace(telling, stories=[[0, 1]])
    return telling


def test_a_meeting_on_whose_margins_two_met_is_another() -> None:
    body = "Koravan and Teslo met twice on Tuesday on the margins of a ministers' meeting of the League."
    one = told(HEADLINE, body, published="2031-12-11")
    people = (entity(one, "Koravan"), entity(one, "Teslo"))
    met = mention(one, body, "met", "TALK", tense="past", who={"participants": list(people)}, when=day("2031-12-09"))
    league = entity(one, "League", "organisation")
    large = mention(
        one, "a ministers' meeting of the League", "meeting", "TALK", who={"participants": [league]}
    )  # fmt: skip
    found = group([one], [Reading(report=one.id, entities=(*people, league), mentions=(met, large))]).events
    assert len(found) == 2


def test_history_told_in_passing_is_not_what_the_week_goes_back_to() -> None:
    body = (
        "It is the largest landing since the 1993 raid on Ostrel, which Estmark still mourns. Planes of three states "
        "have flown from Sarrow since Monday, and ministers meet again on Friday to speak of who is to lead them, how "
        "long, and at whose cost. Koravan said the bombardment went too far."
    )
    one = told("Landing near Varenne", body, published="2031-12-11")
    raid = mention(
        one, "the 1993 raid on Ostrel", "raid", "ATTK", actuality="historical",
        when=When(from_="1993-01-01", to="1994-01-01", precision=5, basis="explicit"), who={"target": ["Ostrel"]},
    )  # fmt: skip
    back = mention(one, "the bombardment", "bombardment", "ATTK")
    events = group([one], [Reading(report=one.id, mentions=(raid, back))]).events
    assert all(back.id not in event.mentions for event in events if raid.id in event.mentions)


def test_history_keeps_what_the_next_sentence_says_of_it() -> None:
    body = "Estmark mourned the 1993 raid on Ostrel. Koravan called the raid a crime."
    one = told("Estmark mourns", body, published="2031-12-11")
    raid = mention(
        one, "the 1993 raid on Ostrel", "raid", "ATTK", actuality="historical",
        when=When(from_="1993-01-01", to="1994-01-01", precision=5, basis="explicit"), who={"target": ["Ostrel"]},
    )  # fmt: skip
    back = mention(one, "the raid", "raid", "ATTK")
    (event,) = group([one], [Reading(report=one.id, mentions=(raid, back))]).events
    assert len(event.mentions) == 2
