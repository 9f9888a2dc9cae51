"""One source's word against another's, and what is asked for and refused."""

from __future__ import annotations

import pytest

from crosswire.base import Account, Grouping, Position
from crosswire.reconcile.blame.refusals import compare_refusals
from crosswire.reconcile.evidence import Evidence
from tests.reconcile.desk import Desk

SAID = "Port officials said the cranes had stopped, but a spokesman for the dockers calls that a lie."


def test_a_source_that_calls_anothers_word_a_lie_stands_against_it(desk: Desk) -> None:
    page = desk.page(SAID)
    stopped = "the cranes had stopped"
    desk.tell(page, "stop", stopped, "stopped", type="STMT", who=[("speaker", "Port officials")])
    said = "Port officials said the cranes had stopped"
    desk.tell(page, "said", said, "said", type="STMT", who=[("speaker", "Port officials")])
    [row] = [row for row in desk.reconcile().disagreements if row.shown]
    assert (row.kind, row.between) == ("position", "parties")
    assert [side.value for side in row.sides] == ["Port officials", "a spokesman for the dockers"]
    words = [page.text[a.start : a.end] for side in row.sides for a in side.accounts]
    assert words[-1] == "a spokesman for the dockers calls that a lie."


@pytest.mark.parametrize(
    "words",
    [
        "Port officials said the cranes had stopped, but the tide was high.",
        "Port officials said the cranes had stopped.",
    ],
)
def test_a_turn_without_a_word_against_is_no_disagreement(desk: Desk, words: str) -> None:
    page = desk.page(words)
    said = "Port officials said the cranes had stopped"
    desk.tell(page, "said", said, "said", type="STMT", who=[("speaker", "Port officials")])
    assert [row for row in desk.reconcile().disagreements if row.shown] == []


@pytest.mark.parametrize(
    ("issue", "asker"),
    [("a request by Varenne to move the border posts", "Varenne"), ("Varenne’s demand for new terms", "Varenne")],
)
def test_what_one_asks_for_and_another_refuses_has_two_sides(desk: Desk, issue: str, asker: str) -> None:
    page = desk.page(f"The league rejected {issue}.")
    account = Account(report=page.id, start=0, end=len(page.text))
    position = Position(id="p", actor="The league", issue=issue, stance="refuses", accounts=(account,))
    evidence = Evidence.of([page], [], Grouping())
    [row] = compare_refusals([position], evidence)
    assert [side.value for side in row.sides] == [f"{asker}: asks", "The league: refuses"]
