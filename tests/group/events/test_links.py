"""How events hang together by the words between them, and across the stories of one storyline."""

from __future__ import annotations

from typing import Any

import pytest

from crosswire.base import Event, Mention, Part, Reading, Report
from crosswire.group import group
from tests.group.making import day, entity, mention, told

Row = tuple[str, str, str, dict[str, Any]]


def events(body: str, *rows: Row) -> list[Event]:
    page = told("What was told of Varenne", body, published="2031-12-10")
    start = page.text.index(body)
    made = [mention(page, clause, trigger, kind, tense="past", **fields) for clause, trigger, kind, fields in rows]
    reading = Reading(report=page.id, sentences=(Part(start=start, end=start + len(body)),), mentions=tuple(made))
    return list(group([page], [reading]).events)


def tied(found: list[Event]) -> set[tuple[str, str, str]]:
    kinds = {event.id: event.type for event in found}
    return {(event.type, link.kind, kinds[link.to]) for event in found for link in event.links}


ATTACK = {"subtype": "attk.shell", "who": {"target": ["a relief barge"]}}


@pytest.mark.parametrize(
    ("body", "clauses", "link"),
    [
        (
            "Shortly after the truce ended, shells hit a relief barge.",
            (("after the truce ended", "ended"), ("shells hit a relief barge", "hit")),
            ("ATTK", "follows", "TRUC"),
        ),
        (
            "The truce ended hours before shells hit a relief barge.",
            (("The truce ended", "ended"), ("shells hit a relief barge", "hit")),
            ("ATTK", "follows", "TRUC"),
        ),
        (
            "The truce ended following shells that hit a relief barge.",
            (
                ("The truce ended following shells that hit a relief barge", "ended"),
                ("shells that hit a relief barge", "hit"),
            ),
            ("TRUC", "follows", "ATTK"),
        ),
        (
            "The truce ended in retaliation for shells that hit a relief barge.",
            (
                ("The truce ended in retaliation for shells that hit a relief barge", "ended"),
                ("shells that hit a relief barge", "hit"),
            ),
            ("TRUC", "response_to", "ATTK"),
        ),
    ],
)
def test_order_and_answer(body: str, clauses: tuple[tuple[str, str], ...], link: tuple[str, str, str]) -> None:
    (ended, end), (hit, blow) = clauses
    found = events(body, (ended, end, "TRUC", {"subtype": "truc.ends"}), (hit, blow, "ATTK", ATTACK))
    assert tied(found) == {link}


def test_what_comes_out_of_talks_and_what_is_part_of_a_congress() -> None:
    body = "Koravan met Teslo on the sidelines of the Straits congress and in the meeting they signed a pact on barges."
    found = events(
        body,
        (
            "Koravan met Teslo on the sidelines of the Straits congress",
            "met",
            "TALK",
            {"who": {"participants": ["Teslo"]}},
        ),
        (
            "the Straits congress",
            "congress",
            "TALK",
            {"subtype": "talk.round", "who": {"participants": ["the Straits"]}},
        ),
        ("in the meeting they signed a pact on barges", "signed", "AGRM", {"who": {"instrument": ["a pact"]}}),
    )
    assert ("TALK", "part_of", "TALK") in tied(found)


def test_a_breach_is_of_the_deal_its_report_tells_of() -> None:
    body = "The pact of Varenne was signed in May, and Teslo accused Koravan of breaking it."
    found = events(
        body,
        (
            "The pact of Varenne was signed in May",
            "signed",
            "AGRM",
            {"subtype": "agrm.signed", "who": {"parties": ["Varenne"]}},
        ),
        ("breaking it", "breaking", "TRUC", {"subtype": "truc.violation", "who": {"violator": ["Koravan"]}}),
    )
    assert tied(found) == {("TRUC", "breaches", "AGRM")}


FIRST = "Gunmen attacked the harbour market of Port Sarrow on Tuesday as Ilse Koravan spoke of grain and barges."
LATER = "Six weeks after the attack on the harbour market of Port Sarrow, Ilse Koravan opened a school for sailors."


def stories(recalled: str, **fields: Any) -> list[Event]:
    """An attack told on its day, and called to mind in a story of another month."""
    pages = (
        told("Attack in Port Sarrow", FIRST, published="2031-03-04"),
        told("School in Port Sarrow", LATER, published="2031-04-20"),
    )
    readings = []
    for page, clause, trigger, more in (
        (
            pages[0],
            "Gunmen attacked the harbour market of Port Sarrow on Tuesday",
            "attacked",
            {"when": day("2031-03-04"), "tense": "past"},
        ),
        (pages[1], recalled, "attack", fields),
    ):
        place, person = entity(page, "Port Sarrow", "place", precision=1), entity(page, "Ilse Koravan")
        rows: list[Mention] = [
            mention(page, clause, trigger, "ATTK", who={"target": ["the harbour market"]}, place=place, **more)
        ]
        readings.append(Reading(report=page.id, entities=(place, person), mentions=tuple(rows)))
    return list(_grouped(pages, readings))


def _grouped(pages: tuple[Report, Report], readings: list[Reading]) -> tuple[Event, ...]:
    found = group(pages, readings)
    assert len(found.stories) == 2, "the test needs two stories"
    assert len(found.storylines) == 1, "the test needs one storyline"
    return found.events


def test_a_later_story_that_calls_an_attack_to_mind_tells_of_the_same_one() -> None:
    (event,) = stories("the attack on the harbour market of Port Sarrow")
    assert len(event.reports) == 2
    assert any("in two stories" in why for why in event.why)


def test_a_later_attack_of_its_own_day_stays_apart() -> None:
    assert len(stories("the attack on the harbour market of Port Sarrow", when=day("2031-04-19"))) == 2


def test_what_is_said_after_a_meeting_does_not_follow_it() -> None:
    body = "Koravan said in Lindholm, before a meeting with Teslo, that the army withdrew from Ostrel."
    found = events(
        body,
        ("a meeting with Teslo", "meeting", "TALK", {"who": {"participants": ["Teslo"]}}),
        ("that the army withdrew from Ostrel", "withdrew", "WITH", {"who": {"actor": ["the army"]}}),
    )
    assert tied(found) == set()


def test_of_blame_it_is_the_deed_that_followed() -> None:
    body = "Estmark blames the Front for shelling a relief barge after the truce ended."
    page = told("What was told of Varenne", body, published="2031-12-10")
    deed = mention(page, "shelling a relief barge", "shelling", "ATTK", tense="past", **ATTACK)
    blame = mention(
        page, body, "blames", "ACCU", tense="present", about=deed.id,
        who={"accuser": [entity(page, "Estmark", "organisation")]},
    )  # fmt: skip
    ended = mention(
        page, "after the truce ended", "ended", "TRUC", tense="past", subtype="truc.ends", who={"actor": ["the truce"]}
    )
    start = page.text.index(body)
    sentence = Part(start=start, end=start + len(body))
    found = group([page], [Reading(report=page.id, sentences=(sentence,), mentions=(deed, blame, ended))]).events
    assert ("ATTK", "follows", "TRUC") in tied(list(found))
    assert ("ACCU", "follows", "TRUC") not in tied(list(found))
