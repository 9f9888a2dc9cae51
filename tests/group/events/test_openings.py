"""What two reports of one story open with, under whatever name, and what a clause says of the noun before it."""

from __future__ import annotations

import dataclasses
from typing import Any

from crosswire.base import Entity, Event, Mention, Reading, Report
from crosswire.group import group, tell
from tests.group.making import day, entity, killed, mention, told

HEADLINE = "Quay of Port Sarrow under fire"


def events(reports: list[Report], *readings: Reading) -> tuple[Event, ...]:
    """The events of reports that tell one story."""
    telling = tell(reports, list(readings))
    together = [list(range(len(reports)))]
    row = telling.titled[0]
    only = dataclasses.replace(telling, stories=together, lines=together, titled=(row,), drawn=telling.drawn[:1])
    return group(reports, list(readings), only).events


def attack(where: Report, clause: str, trigger: str, **fields: Any) -> Mention:
    return mention(where, clause, trigger, "ATTK", **({"tense": "past"} | fields))


def openings(
    means: str = "attk.shell", other: str = "attk.air", doers: tuple[str, str] = ("", "")
) -> tuple[Event, ...]:
    """The attack that each of two reports opens with, of these kinds and by these."""
    one = told(HEADLINE, f"{doers[0] or 'Somebody'} shelled the quay on Monday and killed nine dockers.")
    two = told(HEADLINE, f"{doers[1] or 'Somebody'} bombed the harbour quay of Port Sarrow on Monday.")
    bodies: list[list[Entity]] = [[], []]
    for page, name, found in zip((one, two), doers, bodies, strict=True):
        if name:
            found.append(entity(page, name, "organisation"))
    first = attack(one, one.text[len(HEADLINE) + 2 : -1], "shelled", subtype=means, when=day("2031-12-08"),
                   who={"perpetrator": bodies[0], "target": ["the quay"]})  # fmt: skip
    second = attack(two, two.text[len(HEADLINE) + 2 : -1], "bombed", subtype=other, when=day("2031-12-08"),
                    who={"perpetrator": bodies[1], "target": ["the harbour quay"]})  # fmt: skip
    return events(
        [one, two],
        Reading(report=one.id, entities=tuple(bodies[0]), mentions=(first,)),
        Reading(report=two.id, entities=tuple(bodies[1]), mentions=(second,)),
    )


def test_what_one_calls_shelling_may_be_an_air_raid_to_another() -> None:
    (event,) = openings()
    assert any("both open their reports with it" in why for why in event.why)


def test_a_shooting_is_no_air_raid() -> None:
    assert len(openings("attk.shoot")) == 2


def test_two_sides_firing_with_different_arms_are_two_attacks() -> None:
    assert len(openings(doers=("Tamber Front", "Orvanian army"))) == 2


def test_a_clause_about_the_noun_before_it_tells_of_the_same() -> None:
    body = "Dockers spoke of an air raid that killed nine of them and sank a barge."
    one = told(HEADLINE, body)
    raid = attack(one, "an air raid that killed nine of them", "raid", tense=None)
    deaths = attack(one, "that killed nine of them", "killed", who={"victim_group": ["nine of them"]})
    (event,) = events([one], Reading(report=one.id, mentions=(raid, deaths)))
    assert any("goes on telling" in why for why in event.why)


def test_the_word_used_before_is_meant_again() -> None:
    body = "A raid on Kelm killed three. Dockers fled a bombardment of the quay. Koravan said the raid was a crime."
    one = told(HEADLINE, body)
    raid = attack(one, "A raid on Kelm killed three", "raid", who={"target": ["Kelm"]})
    quay = attack(one, "a bombardment of the quay", "bombardment", tense=None, who={"target": ["the quay"]})
    back = attack(one, "the raid was a crime", "raid", tense=None)
    found = events([one], Reading(report=one.id, mentions=(raid, quay, back)))
    assert {raid.id, back.id} in [set(event.mentions) for event in found]


def test_who_was_killed_is_not_what_was_bombed() -> None:
    body = "Planes bombed a depot near Kelm by air in revenge for the killing of an air force pilot."
    one = told(HEADLINE, body)
    base = attack(one, "Planes bombed a depot near Kelm by air", "bombed", who={"target": ["a depot near Kelm"]})
    pilot = attack(
        one, "the killing of an air force pilot", "killing", tense=None, who={"victim_group": ["an air force pilot"]}
    )
    assert len(events([one], Reading(report=one.id, mentions=(base, pilot)))) == 2


def test_an_attack_of_weeks_ago_is_not_what_a_report_opens_with() -> None:
    one = told(HEADLINE, "A raid on the quay killed nine.", published="2031-12-10")
    two = told(HEADLINE, "Dockers remember the raid on the quay on 2 November.", published="2031-12-10")
    now = attack(one, "A raid on the quay killed nine", "raid", who={"target": ["the quay"]})
    then = attack(
        two, "the raid on the quay on 2 November", "raid", when=day("2031-11-02"), who={"target": ["the quay"]}
    )
    found = events([one, two], Reading(report=one.id, mentions=(now,)), Reading(report=two.id, mentions=(then,)))
    assert len(found) == 2


def captures(second: str) -> tuple[Event, ...]:
    one = told(HEADLINE, "Guards captured a pilot at the quay, dockers said.")
    two = told(HEADLINE, f"The quay is quiet.\n\nDockers saw that {second} was arrested at the quay.")
    fields: dict[str, Any] = {"tense": "past", "subtype": "detn.arrest"}
    first = mention(one, "Guards captured a pilot", "captured", "DETN", who={"subject": ["a pilot"]}, **fields)
    then = mention(two, f"{second} was arrested", "arrested", "DETN", who={"subject": [second]}, **fields)
    return events([one, two], Reading(report=one.id, mentions=(first,)), Reading(report=two.id, mentions=(then,)))


def test_what_is_done_to_one_once_is_one_under_two_words() -> None:
    (event,) = captures("the pilot")
    assert any("the story tells of one such" in why for why in event.why)


def test_another_person_is_another_arrest() -> None:
    assert len(captures("a smuggler")) == 2


def offers(second: str) -> tuple[Event, ...]:
    one = told(HEADLINE, "Rewards were offered for words that lead to whoever shelled the quay barges.")
    two = told(HEADLINE, second)
    fields: dict[str, Any] = {"tense": "past", "subtype": "offr.propose"}
    first = mention(one, one.text[len(HEADLINE) + 2 : -1], "offered", "OFFR", **fields)
    agency = entity(two, "Harbour Board", "organisation")
    then = mention(two, second[:-1], "offered", "OFFR", who={"actor": [agency]}, **fields)
    return events(
        [one, two],
        Reading(report=one.id, mentions=(first,)),
        Reading(report=two.id, entities=(agency,), mentions=(then,)),
    )


def test_a_saying_in_the_same_words_is_one_though_one_report_leaves_out_who_said_it() -> None:
    assert (
        len(offers("The Harbour Board offered rewards for words that lead to whoever shelled barges at the quay.")) == 1
    )


def test_a_saying_in_other_words_is_another() -> None:
    assert len(offers("The Harbour Board offered talks on wages to the crews of the ferries.")) == 2


def raids(place: str, other: str) -> tuple[Event, ...]:
    """Two reports of a raid with as many dead, of whom and where each says in its own words."""
    one = told(HEADLINE, f"A raid on fighters in {place} killed nineteen of them.")
    two = told(HEADLINE, f"Planes raided strongholds in {other} and killed nineteen terrorists.")
    there, here = entity(one, place, "place"), entity(two, other, "place")
    first = attack(one, one.text[len(HEADLINE) + 2 : -1], "raid", place=there, who={"target": ["fighters"]},
                   numbers=(killed(one, "nineteen", 19, 19),))  # fmt: skip
    second = attack(two, two.text[len(HEADLINE) + 2 : -1], "raided", place=here, who={"target": ["strongholds"]},
                    numbers=(killed(two, "nineteen", 19, 19),))  # fmt: skip
    return events(
        [one, two],
        Reading(report=one.id, entities=(there,), mentions=(first,)),
        Reading(report=two.id, entities=(here,), mentions=(second,)),
    )


def test_a_place_in_another_transliteration_is_the_same() -> None:
    (event,) = raids("Ostreh province", "Ostra")
    assert any("the same number" in why for why in event.why)


def test_as_many_dead_elsewhere_are_another_raid() -> None:
    assert len(raids("Ostreh", "Kelm")) == 2


def test_riots_are_not_the_riot() -> None:
    one = told(HEADLINE, "Shops closed.\n\nDockers spoke of the riot on the quay.")
    two = told(HEADLINE, "Shops closed.\n\nPrynne said riots had troubled the town for years.")
    first = mention(one, "the riot on the quay", "riot", "PROT", subtype="prot.riot", who={"target": ["the quay"]})
    then = mention(
        two, "riots had troubled the town for years", "riots", "PROT", subtype="prot.riot", who={"target": ["the town"]}
    )
    found = events([one, two], Reading(report=one.id, mentions=(first,)), Reading(report=two.id, mentions=(then,)))
    assert not any({first.id, then.id} <= set(event.mentions) for event in found)
