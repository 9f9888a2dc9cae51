"""Accusations with their answers, accusations both ways, and the end of a truce."""

from __future__ import annotations

import pytest

from tests.reconcile.desk import STITCHED, Desk, shown

CHARGE = "Orlo accused the ministry of playing for time."
ANSWER = "The ministry denied that."
BACK = "The ministry accused Orlo of moving guns by night."
OTHER = "Brask denied that the harbour had been sold."


def accuse(desk: Desk, text: str, words: str = CHARGE, **fields: object) -> None:
    page = desk.page(text, **fields)
    by, against = ("Orlo", "the ministry") if words == CHARGE else ("The ministry", "Orlo")
    desk.tell(page, words, words, "accused", type="ACCU", who=[("accuser", by), ("accused", against)])
    if ANSWER in text:
        desk.tell(page, "answer", ANSWER, "denied", type="STMT", subtype="stmt.deny", who=[("speaker", "The ministry")])
    if OTHER in text:
        desk.tell(page, "other", OTHER, "denied", type="STMT", subtype="stmt.deny", who=[("speaker", "Brask")])


def test_an_accusation_stands_beside_the_answer_of_the_accused(desk: Desk) -> None:
    accuse(desk, f"{CHARGE} {ANSWER}")
    [row] = desk.reconcile().disagreements
    assert (row.kind, row.between, row.status, row.weak) == ("position", "parties", "accusation_and_denial", False)
    assert row.question == "What did Orlo accuse the ministry of, and what was the answer?"
    assert [side.value for side in row.sides] == ["Orlo: accuses", "The ministry: denied"]


@pytest.mark.parametrize("text", [CHARGE, f"{CHARGE} {OTHER}"], ids=["silence", "another matter"])
def test_without_an_answer_there_is_no_disagreement(desk: Desk, text: str) -> None:
    accuse(desk, text)
    assert shown(desk.reconcile()) == []


def test_the_same_accusation_and_answer_in_two_reports_are_one_row(desk: Desk) -> None:
    accuse(desk, f"{CHARGE} {ANSWER}")
    accuse(desk, f"On Monday talks began. {CHARGE} {ANSWER}")
    [row] = desk.reconcile().disagreements
    assert [len(side.accounts) for side in row.sides] == [2, 2]


def test_two_that_accuse_each_other_side_by_side_are_a_row(desk: Desk) -> None:
    page = desk.page(f"{CHARGE} {BACK}")
    desk.tell(page, "one", CHARGE, "accused", type="ACCU", who=[("accuser", "Orlo"), ("accused", "the ministry")])
    desk.tell(page, "two", BACK, "accused", type="ACCU", who=[("accuser", "The ministry"), ("accused", "Orlo")])
    [row] = desk.reconcile().disagreements
    assert row.question == "What did Orlo and the ministry accuse each other of?"


def test_what_only_a_weak_page_tells_is_a_list_of_its_own(desk: Desk) -> None:
    accuse(desk, f"{CHARGE} {ANSWER}", completeness=STITCHED)
    [row] = desk.reconcile().disagreements
    assert row.weak
    assert "rests only on" in row.why[-1]


def test_the_end_of_a_truce_is_laid_on_several(desk: Desk) -> None:
    ends = "Orvania ended the truce on Monday after shells hit the port."
    blames = "The Front accused the army of failing to respect the truce."
    a, b = desk.page(ends), desk.page(blames)
    desk.tell(a, "end", ends, "ended", type="TRUC", subtype="truc.ends", who=[("parties", "Orvania")])
    desk.tell(b, "blame", blames, "accused", type="ACCU", who=[("accuser", "The Front"), ("accused", "the army")])
    [row] = desk.reconcile().disagreements
    assert (row.kind, row.question) == ("blame", "Why did the truce end, and who failed it?")
    assert [side.accounts[0].source for side in row.sides] == [None, "The Front"]
    assert any("not a cause" in why for why in row.why)


ALL = "Koravan wants all boats over six metres moored."
SOME = "Koravan demanded that Estmark moor its fleet."


@pytest.mark.parametrize(
    ("second", "kinds"),
    [(SOME, ["scope"]), ("Koravan demanded that Estmark pay its debts.", [])],
    ids=["one act", "another act"],
)
def test_one_demand_told_of_all_and_of_some(desk: Desk, second: str, kinds: list[str]) -> None:
    a, b = desk.page(ALL), desk.page(second)
    desk.tell(a, "one", ALL, "wants", type="DEMD", who=[("speaker", "Koravan")])
    desk.tell(b, "two", second, "demanded", type="DEMD", who=[("speaker", "Koravan")])
    assert shown(desk.reconcile()) == kinds
