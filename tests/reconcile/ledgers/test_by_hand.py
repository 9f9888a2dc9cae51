"""Hand-made tellings: what becomes a step, whose word it is, and where each source says a process stands."""

from __future__ import annotations

from typing import Any

import pytest

from crosswire.base import Process, Report
from tests.reconcile.desk import DAY, LATER, STITCHED, Desk


@pytest.fixture
def desk() -> Desk:
    return Desk()


def truce(desk: Desk, page: Report, event: str, words: str, subtype: str, **fields: Any) -> None:
    desk.tell(page, event, words, type="TRUC", subtype=subtype, **fields)


def only(desk: Desk) -> Process:
    [process] = desk.reconcile().processes
    return process


def test_two_pages_tell_one_step_with_two_accounts(desk: Desk) -> None:
    for n in range(2):
        page = desk.page(f"The army declared a ceasefire on Tuesday. Page {n}.")
        truce(
            desk,
            page,
            f"ev{n}",
            "The army declared a ceasefire on Tuesday",
            "truc.declared",
            trigger="declared",
            when=DAY,
        )
    process = only(desk)
    assert [(step.state, step.said_by, len(step.accounts)) for step in process.steps] == [("declared", None, 2)]
    assert [(state.source, state.state, state.as_of) for state in process.state_by_source] == [
        (None, "declared", "2019-09-17")
    ]


def test_each_source_stands_where_it_last_said(desk: Desk) -> None:
    page = desk.page("The army declared a ceasefire on Tuesday. The ceasefire ended, the Tamber Front said.")
    truce(desk, page, "ev1", "The army declared a ceasefire on Tuesday", "truc.declared", trigger="declared", when=DAY)
    truce(desk, page, "ev2", "The ceasefire ended", "truc.ends", trigger="ended", source=("the Tamber Front",))
    process = only(desk)
    assert [(step.state, step.said_by) for step in process.steps] == [("declared", None), ("ended", "the Tamber Front")]
    assert {(state.source, state.state) for state in process.state_by_source} == {
        (None, "declared"),
        ("the Tamber Front", "ended"),
    }


def test_a_pieced_page_alone_makes_no_process(desk: Desk) -> None:
    page = desk.page("The army declared a ceasefire on Tuesday.", completeness=STITCHED)
    truce(desk, page, "ev1", page.text[:-1], "truc.declared", trigger="declared", when=DAY)
    assert desk.reconcile().processes == ()


def test_terms_and_parties_are_the_reports_own(desk: Desk) -> None:
    page = desk.page("The Tamber Front agreed to a ten-day ceasefire on Tuesday.")
    who = [("parties", "The Tamber Front")]
    truce(desk, page, "ev1", page.text[:-1], "truc.agreed", trigger="agreed", when=DAY, who=who)
    process = only(desk)
    assert process.terms == ("ten-day ceasefire",)
    assert [desk.entities[name].name for name in process.parties] == ["Tamber Front"]


def meet(desk: Desk, words: str, event: str, **fields: Any) -> None:
    page = desk.page(words)
    who = [("participants", "Koravan"), ("participants", "Orlo")]
    desk.tell(page, event, words[:-1], "met", type="TALK", subtype="talk.meeting", who=who, **fields)


def test_meetings_of_the_same_two_are_one_series(desk: Desk) -> None:
    meet(desk, "Koravan and Orlo met on Tuesday.", "ev1", when=DAY)
    meet(desk, "Koravan and Orlo met on Wednesday.", "ev2", when=LATER)
    process = only(desk)
    assert (process.kind, process.name) == ("talks", "Talks: Koravan – Orlo")
    assert [(step.event, step.state) for step in process.steps] == [("ev1", "held"), ("ev2", "held")]


def test_one_meeting_is_no_series(desk: Desk) -> None:
    meet(desk, "Koravan and Orlo met on Tuesday.", "ev1", when=DAY)
    assert desk.reconcile().processes == ()


def test_a_pronoun_on_a_pieced_page_holds_no_position(desk: Desk) -> None:
    for completeness, expected in ((STITCHED, 0), (None, 1)):
        desk = Desk()
        fields = {"completeness": completeness} if completeness else {}
        page = desk.page("He demanded an inquiry.", **fields)
        desk.tell(
            page,
            "ev1",
            "He demanded an inquiry",
            "demanded",
            type="DEMD",
            subtype="demd.demand",
            who=[("speaker", "He")],
        )
        assert len(desk.reconcile().positions) == expected


def test_what_one_party_tells_of_another_keeps_its_source(desk: Desk) -> None:
    page = desk.page("Orlo said Koravan rejected the plan.")
    who = [("actor", "Koravan"), ("rejected", "the plan")]
    desk.tell(
        page,
        "ev1",
        "Koravan rejected the plan",
        "rejected",
        type="REJC",
        subtype="rejc.refuse",
        who=who,
        source=("Orlo",),
    )
    [position] = desk.reconcile().positions
    assert (position.stance, position.issue, position.accounts[0].source) == ("refuses", "the plan", "Orlo")
