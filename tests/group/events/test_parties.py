"""Who takes part: persons under two names, authorities left unnamed, and two bodies of one country."""

from __future__ import annotations

from typing import Any

from crosswire.base import Event, Reading, Report
from crosswire.group import group
from tests.group.making import day, entity, mention, told

HEADLINE = "The chamber of Estmark and the barge bill"
FIRST = (
    "Minister Ilse Koravan was charged over the barges. The upper chamber passed the barge bill on Tuesday. "
    "Koravan met Prynne on Wednesday."
)
SECOND = (
    "Koravan, a minister, was charged over the barges. Dag Teslo passed the barge bill with a word on Tuesday. "
    "Koravan met Aldane on Wednesday."
)


def pages() -> tuple[Report, Report]:
    return told(HEADLINE, FIRST, published="2031-12-11"), told(HEADLINE, SECOND, published="2031-12-11")


def events(*rows: tuple[Report, str, str, str, dict[str, list[Any]], dict[str, Any]]) -> tuple[Event, ...]:
    readings: dict[str, tuple[Report, list[Any], list[Any]]] = {}
    for page, clause, trigger, kind, who, fields in rows:
        _, people, made = readings.setdefault(page.id, (page, [], []))
        people += [one for fillers in who.values() for one in fillers]
        made.append(mention(page, clause, trigger, kind, who=who, tense="past", **fields))
    return group(
        [page for page, _, _ in readings.values()],
        [Reading(report=page.id, entities=tuple(p), mentions=tuple(m)) for page, p, m in readings.values()],
    ).events


def test_one_charged_twice_by_nobody_named_is_charged_once() -> None:
    one, two = pages()
    accused = [entity(one, "Ilse Koravan"), entity(two, "Koravan")]
    (event,) = events(
        (one, "Minister Ilse Koravan was charged over the barges", "charged", "ACCU", {"accused": accused[:1]},
         {"subtype": "accu.legal"}),
        (two, "Koravan, a minister, was charged over the barges", "charged", "ACCU", {"accused": accused[1:]},
         {"subtype": "accu.legal"}),
    )  # fmt: skip
    assert len(event.reports) == 2


def test_of_one_country_does_not_make_two_others_one_party() -> None:
    one, two = pages()
    prynne, aldane = (entity(page, name, country="EST") for page, name in ((one, "Prynne"), (two, "Aldane")))
    first, second = (entity(page, "Koravan", country="EST") for page in (one, two))
    fields = {"subtype": "talk.meeting", "when": day("2031-12-10", "weekday")}
    found = events(
        (one, "Koravan met Prynne on Wednesday", "met", "TALK", {"participants": [first, prynne]}, fields),
        (two, "Koravan met Aldane on Wednesday", "met", "TALK", {"participants": [second, aldane]}, fields),
    )
    assert len(found) == 2
