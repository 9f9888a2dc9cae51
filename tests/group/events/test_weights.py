"""How much an event matters: what counts more, and what nobody would count."""

from __future__ import annotations

from typing import Any

import pytest

from crosswire.base import Completeness, Event, Reading
from crosswire.group import group
from tests.group.making import day, entity, killed, mention, told

HEADLINE = "Rain in Varenne"
TEXT = (
    "Shells hit a relief convoy at Varenne on Tuesday and killed 14 people. "
    "Ilse Koravan met Dag Teslo in Lindholm on Wednesday. She demanded that Teslo allow aid. "
    "Koravan said the road was long. Teslo attacked her budget. "
    "Somebody accused somebody. There was talk of war. In 2014 the barracks burned. "
    "Where troops were fighting rebels, nobody goes. Brannock vetoed the draft on Monday."
)


def events(**fields: Any) -> dict[str, Event]:
    """The events of one page, by their first mention's trigger."""
    page = told(HEADLINE, TEXT, published="2031-12-11", **fields)
    koravan, teslo, brannock = (entity(page, name) for name in ("Koravan", "Teslo", "Brannock"))
    aid = mention(page, "allow aid", "aid", "AIDD", subtype="aidd.delivered", actuality="called_for")
    rows = [
        mention(
            page, "Shells hit a relief convoy at Varenne on Tuesday and killed 14 people", "hit", "ATTK", tense="past",
            subtype="attk.shell", who={"target": ["a relief convoy"]}, when=day("2031-12-09"),
            numbers=(killed(page, "14", 14, 14),),
        ),
        mention(
            page, "Ilse Koravan met Dag Teslo in Lindholm on Wednesday", "met", "TALK", subtype="talk.meeting",
            tense="past", who={"participants": [koravan, teslo]}, when=day("2031-12-10"),
        ),
        mention(
            page, "She demanded that Teslo allow aid", "demanded", "DEMD", subtype="demd.demand", tense="past",
            who={"speaker": [koravan]}, nested=aid.id,
        ),
        aid,
        mention(
            page, "Koravan said the road was long", "said", "STMT", subtype="stmt.comment", tense="past",
            who={"speaker": [koravan]},
        ),
        mention(
            page, "Teslo attacked her budget", "attacked", "ATTK", subtype="attk.unknown", tense="past",
            who={"perpetrator": [teslo], "target": ["her budget"]},
        ),
        mention(page, "Somebody accused somebody", "accused", "ACCU", subtype="accu.allege", tense="past"),
        mention(page, "talk of war", "talk", "TALK", subtype="talk.meeting"),
        mention(
            page, "In 2014 the barracks burned", "burned", "ATTK", subtype="attk.destroy", tense="past",
            actuality="historical", who={"target": ["the barracks"]},
        ),
        mention(
            page, "Where troops were fighting rebels", "fighting", "ATTK", subtype="attk.ground", tense="past",
            actuality="ongoing", who={"perpetrator": ["troops"], "target": ["rebels"]},
        ),
        mention(
            page, "Brannock vetoed the draft on Monday", "vetoed", "REJC", subtype="rejc.veto", tense="past",
            who={"actor": [brannock], "rejected": ["the draft"]}, when=day("2031-12-08"),
        ),
    ]  # fmt: skip
    found = group([page], [Reading(report=page.id, entities=(koravan, teslo, brannock), mentions=tuple(rows))]).events
    word = {row.id: row.trigger.text for row in rows}
    return {word[event.mentions[0]]: event for event in found}


def test_what_matters_more_weighs_more() -> None:
    found = events()
    ordered = [found[word].weight for word in ("hit", "vetoed", "met", "demanded")]
    assert ordered == sorted(ordered, reverse=True)
    assert min(ordered) > 0


@pytest.mark.parametrize("word", ["said", "attacked", "accused", "aid", "burned", "fighting"])
def test_what_nobody_would_count_weighs_nothing(word: str) -> None:
    found = events()
    assert found[word].weight == 0, found[word].title


def test_a_raid_on_a_place_is_no_figure_of_speech() -> None:
    page = told(HEADLINE, "The Front raided Ostrel. The Front raided the pension fund.", published="2031-12-11")
    ostrel = entity(page, "Ostrel", "place")
    fields = {"subtype": "attk.unknown", "tense": "past"}
    town = mention(page, "The Front raided Ostrel", "raided", "ATTK", who={"target": [ostrel]}, **fields)
    fund = mention(
        page, "The Front raided the pension fund", "raided", "ATTK", who={"target": ["the pension fund"]}, **fields
    )
    found = group([page], [Reading(report=page.id, entities=(ostrel,), mentions=(town, fund))]).events
    assert [event.weight > 0 for event in found] == [True, False]


def test_a_bare_noun_is_no_event_to_count() -> None:
    assert events().get("talk", Event(id="", type="", title="")).weight == 0


def test_a_stitched_page_alone_counts_little() -> None:
    sound, weak = events()["met"], events(completeness=Completeness(value="stitched"))["met"]
    assert 0 < weak.weight < sound.weight


def test_each_further_report_adds_weight() -> None:
    pages, readings = [], []
    for day_told in ("2031-12-11", "2031-12-12"):
        page = told(HEADLINE, f"{TEXT} So much for {day_told}.", published=day_told)
        one, two = entity(page, "Koravan"), entity(page, "Teslo")
        met = mention(
            page, "Ilse Koravan met Dag Teslo in Lindholm on Wednesday", "met", "TALK", subtype="talk.meeting",
            tense="past", who={"participants": [one, two]}, when=day("2031-12-10"),
        )  # fmt: skip
        pages.append(page)
        readings.append(Reading(report=page.id, entities=(one, two), mentions=(met,)))
    (both,) = group(pages, readings).events
    (single,) = group(pages[:1], readings[:1]).events
    assert both.weight > single.weight
