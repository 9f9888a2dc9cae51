"""Entities joined across reports, by name and by circle."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from crosswire.base import Reading
from crosswire.group import adopt, group
from crosswire.group.names import key, same_person
from tests.group.making import entity, told

CASES = tomllib.loads((Path(__file__).parent / "cases" / "names.toml").read_text("utf-8"))["case"]
JOINED = tomllib.loads((Path(__file__).parent / "cases" / "joined.toml").read_text("utf-8"))["case"]
HEADLINE = "Koravan and Teslo meet in Lindholm"


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['one']} / {case['other']}")
def test_spellings_of_one_name(case: dict[str, object]) -> None:
    one, other = key(str(case["one"])), key(str(case["other"]))
    assert same_person(one, other) is same_person(other, one) is case["same"]


def test_spellings_and_surnames_join() -> None:
    first = told(HEADLINE, "Minister Sergei Teslovich met Ilse Koravan in Lindholm.", published="2031-12-08")
    second = told(HEADLINE, "Sergey Teslovich left Lindholm early. Koravan stayed.", published="2031-12-08")
    one = [entity(first, "Sergei Teslovich"), entity(first, "Ilse Koravan"), entity(first, "Lindholm", "place")]
    other = [entity(second, "Sergey Teslovich"), entity(second, "Koravan"), entity(second, "Lindholm", "place")]
    readings = [Reading(report=first.id, entities=tuple(one)), Reading(report=second.id, entities=tuple(other))]
    grouping = group([second, first], readings)
    names = {e.name: e for e in grouping.entities}
    assert set(names) == {"Ilse Koravan", "Lindholm", "Sergei Teslovich"} or set(names) == {
        "Ilse Koravan",
        "Lindholm",
        "Sergey Teslovich",
    }
    for a, b in zip(one, other, strict=True):
        assert grouping.entity_of[a.id] == grouping.entity_of[b.id]
    assert "Koravan" in names["Ilse Koravan"].aliases
    adopted = adopt(readings[1], grouping)
    assert {e.id for e in adopted.entities} == {e.id for e in grouping.entities}


def test_two_of_one_surname_stay_apart_and_the_bare_surname_joins_neither() -> None:
    first = told(HEADLINE, "Ilse Koravan and her brother Dag Koravan came to Lindholm.", published="2031-12-08")
    second = told(HEADLINE, "Koravan came to Lindholm late, it was said.", published="2031-12-08")
    one = (entity(first, "Ilse Koravan"), entity(first, "Dag Koravan"))
    other = (entity(second, "Koravan came", name="Koravan"),)
    readings = [Reading(report=first.id, entities=one), Reading(report=second.id, entities=other)]
    assert len(group([first, second], readings).entities) == 3


def test_an_acronym_joins_the_body_it_stands_for() -> None:
    first = told(HEADLINE, "The Tamber Contact Panel met in Lindholm with Koravan.", published="2031-12-08")
    second = told(HEADLINE, "The TCP met in Lindholm with Koravan and Teslo.", published="2031-12-08")
    one, other = entity(first, "Tamber Contact Panel", "organisation"), entity(second, "TCP", "organisation")
    grouping = group(
        [first, second], [Reading(report=first.id, entities=(one,)), Reading(report=second.id, entities=(other,))]
    )
    assert [e.name for e in grouping.entities] == ["Tamber Contact Panel"]


def test_a_mention_is_in_one_entity_and_keeps_its_words() -> None:
    page = told(HEADLINE, "Ilse Koravan met Dag Teslo.", published="2031-12-08")
    found = (entity(page, "Ilse Koravan"), entity(page, "Dag Teslo"))
    grouping = group([page], [Reading(report=page.id, entities=found)])
    words = [page.text[m.start : m.end] for e in grouping.entities for m in e.mentions]
    assert words == ["Ilse Koravan", "Dag Teslo"]


def test_a_body_called_by_its_last_word_joins_the_only_one() -> None:
    first = told(HEADLINE, "The Tamber Front met Koravan in Lindholm on Friday.", published="2031-12-08")
    second = told(HEADLINE, "The Front met Koravan in Lindholm and left.", published="2031-12-08")
    one = entity(first, "Tamber Front", "organisation")
    other = entity(second, "Front", "organisation")
    readings = [Reading(report=first.id, entities=(one,)), Reading(report=second.id, entities=(other,))]
    assert [e.name for e in group([first, second], readings).entities] == ["Tamber Front"]


def test_a_body_called_by_a_word_of_two_joins_neither() -> None:
    first = told(HEADLINE, "The Tamber Front and the Hask Front met in Lindholm with Koravan.", published="2031-12-08")
    second = told(HEADLINE, "The Front met Koravan in Lindholm and left.", published="2031-12-08")
    one = (entity(first, "Tamber Front", "organisation"), entity(first, "Hask Front", "organisation"))
    other = (entity(second, "Front met", "organisation", name="Front"),)
    readings = [Reading(report=first.id, entities=one), Reading(report=second.id, entities=other)]
    assert len(group([first, second], readings).entities) == 3


def test_a_town_taken_for_a_person_once_is_the_town() -> None:
    first = told(HEADLINE, "Koravan went to Dremmel. Dremmel was quiet, Dremmel slept.", published="2031-12-08")
    second = told(HEADLINE, "Koravan and Dremmel waited in Lindholm for Teslo.", published="2031-12-08")
    readings = [
        Reading(report=first.id, entities=(entity(first, "Dremmel", "place"),)),
        Reading(report=second.id, entities=(entity(second, "Dremmel", "person"),)),
    ]
    assert [(e.name, e.kind) for e in group([first, second], readings).entities] == [("Dremmel", "place")]


def test_a_surname_that_is_a_town_too_stays_the_person() -> None:
    first = told(HEADLINE, "Koravan went to Dremmel. Dremmel was quiet, Dremmel slept.", published="2031-12-08")
    second = told(HEADLINE, "Koravan and Otto Dremmel waited in Lindholm for Teslo.", published="2031-12-08")
    readings = [
        Reading(report=first.id, entities=(entity(first, "Dremmel", "place"),)),
        Reading(report=second.id, entities=(entity(second, "Otto Dremmel", "person"),)),
    ]
    assert any(e.kind == "person" for e in group([first, second], readings).entities)


AROUND = " Shells fell on the market of Tamir and the bridge over the Osk, where families had fled from the valley."


@pytest.mark.parametrize("case", JOINED, ids=lambda case: case["told"][0])
def test_names_told_by_one_report_each_are_one_or_all_apart(case: dict[str, list[str]]) -> None:
    told_as = [one.split("/") for one in case["told"]]
    reports = [told(HEADLINE, f"On day {n}, {name} left.{AROUND}") for n, (name, _) in enumerate(told_as)]
    found = [entity(made, name, kind) for made, (name, kind) in zip(reports, told_as, strict=True)]
    grouping = group(reports, [Reading(report=m.id, entities=(e,)) for m, e in zip(reports, found, strict=True)])
    assert len({grouping.entity_of[one.id] for one in found}) == (1 if case["one"] else len(told_as))
