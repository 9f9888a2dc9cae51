"""Counts side by side: of one attack, even where grouping left its tellings apart; never of two."""

from __future__ import annotations

from typing import Any

import pytest

from tests.reconcile.desk import DAY, LATER, STITCHED, Desk, shown

A = "Shells killed 14 civilians in the market of Lindre on Tuesday night."
B = "Shells killed 22 people in the market of Lindre on Tuesday evening, doctors said."


def test_two_counts_from_two_sources_differ_by_attribution(desk: Desk) -> None:
    a, b = desk.page(A), desk.page(B)
    desk.tell(a, "market", A, killed=14)
    desk.tell(b, "market", B, killed=22, source=("doctors",))
    [row] = desk.reconcile().disagreements
    assert (row.kind, row.status, row.shown, row.rank) == ("count", "different_attribution", True, 1)
    assert [side.value for side in row.sides] == ["14", "22"]
    assert {side.accounts[0].source for side in row.sides} == {None, "doctors"}
    assert "machine title" not in row.question
    for side in row.sides:
        for account in side.accounts:
            page = next(r for r in desk.reports if r.id == account.report)
            assert page.text[account.start : account.end] in {A, B}


def test_the_same_level_of_source_is_a_contradiction(desk: Desk) -> None:
    a, b = desk.page(A), desk.page(B)
    desk.tell(a, "market", A, killed=14)
    desk.tell(b, "market", B, killed=22)
    [row] = desk.reconcile().disagreements
    assert row.status == "contradiction"


@pytest.mark.parametrize("source", [("the monitor",), ()], ids=["one source", "the outlets themselves"])
def test_a_later_figure_of_the_same_source_is_an_update_and_no_disagreement(
    desk: Desk, source: tuple[str, ...]
) -> None:
    a, b = desk.page(A), desk.page(B, published="2019-09-21")
    desk.tell(a, "market", A, killed=14, source=source)
    desk.tell(b, "market", B, killed=22, source=source)
    [row] = desk.reconcile().disagreements
    assert (row.status, row.shown) == ("update", False)


def test_the_same_number_of_differently_named_people_is_a_question_of_who(desk: Desk) -> None:
    a, b = desk.page(A), desk.page(B)
    desk.tell(a, "market", A, killed=20, group="aid_worker")
    desk.tell(b, "market", B, killed=20, group="civilian")
    [row] = desk.reconcile().disagreements
    assert (row.kind, row.status) == ("victim", "different_scope")


def test_a_lower_figure_of_a_later_day_is_no_update(desk: Desk) -> None:
    a, b = desk.page(A), desk.page(B, published="2019-09-21")
    desk.tell(a, "market", A, killed=22)
    desk.tell(b, "market", B, killed=14)
    [row] = desk.reconcile().disagreements
    assert (row.status, row.shown) == ("contradiction", True)


def test_two_figures_of_one_report_in_its_own_voice_are_of_two_things(desk: Desk) -> None:
    a, b = desk.page(f"{A} {C} Shells killed 30 in all."), desk.page(B)
    desk.tell(a, "market", A, killed=14)
    desk.tell(a, "market", "Shells killed 30", killed=22)
    desk.tell(b, "market", B, killed=22, source=("doctors",))
    assert shown(desk.reconcile()) == []


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ({"killed": 14}, {"killed": 14}),
        ({"killed": 14}, {"killed": 2, "parent": "n-1"}),
        ({"killed": 14}, {}),
        ({"killed": 14}, {"killed": 3, "group": "medic"}),
        ({"killed": 14, "group": "soldier"}, {"killed": 5, "group": "civilian"}),
    ],
    ids=["equal", "a part of the total", "silence", "fewer of a narrower group", "other people"],
)
def test_look_alikes_are_no_disagreement(desk: Desk, first: dict[str, Any], second: dict[str, Any]) -> None:
    a, b = desk.page(A), desk.page(B)
    desk.tell(a, "market", A, **first)
    desk.tell(b, "market", B, **second)
    assert shown(desk.reconcile()) == []


def test_more_of_a_narrower_group_than_of_all_is_a_disagreement(desk: Desk) -> None:
    a, b = desk.page(A), desk.page(B)
    desk.tell(a, "market", A, killed=14)
    desk.tell(b, "market", B, killed=22, group="civilian")
    assert shown(desk.reconcile()) == ["count"]


C = "A column of trucks was hit near Lindre Ford on Tuesday, killing 14 people."
D = "Doctors said 22 people died when trucks were hit near Lindre Ford."
E = "Doctors said 22 people died when trucks were hit near Sarrow Gate."


def test_tellings_that_share_place_and_target_are_one_attack(desk: Desk) -> None:
    a, b = desk.page(C), desk.page(D)
    desk.tell(a, "one", C, "hit", killed=14, when=DAY, who=[("target", "A column of trucks")])
    desk.tell(b, "two", D, "hit", killed=22, source=("Doctors",), who=[("target", "trucks")])
    row = desk.reconcile().disagreements[0]
    assert (row.kind, row.shown) == ("count", True)
    assert row.question == "How many people were killed in the attack on the column of trucks near Lindre Ford?"
    assert any("lindre ford" in why for why in row.why)


@pytest.mark.parametrize(("words", "when"), [(E, DAY), (D, LATER)], ids=["another place", "another day"])
def test_tolls_of_different_incidents_are_kept_apart_with_the_reason(desk: Desk, words: str, when: Any) -> None:
    a, b = desk.page(C), desk.page(words)
    desk.tell(a, "one", C, "hit", killed=14, when=DAY, who=[("target", "A column of trucks")])
    desk.tell(b, "two", words, "hit", killed=22, source=("Doctors",), when=when, who=[("target", "trucks")])
    [row] = desk.reconcile().disagreements
    assert (row.shown, row.status) == (False, "different_scope")
    assert "different incidents" in row.why[0]


def test_the_bridge_points_back_to_the_attack_there(desk: Desk) -> None:
    first = "A convoy was shelled near Derrin Bridge, killing 14 people."
    second = "The council said 17 people were killed at the bridge."
    a, b = desk.page(first), desk.page(f"{first} {second}")
    desk.tell(a, "one", first, "shelled", killed=14, who=[("target", "A convoy")])
    desk.tell(b, "one", first, "shelled", killed=14, who=[("target", "A convoy")])
    desk.tell(b, "two", second, "killed", killed=17, source=("The council",))
    row = desk.reconcile().disagreements[0]
    assert [side.value for side in row.sides] == ["14", "17"]
    assert any("the bridge" in why for why in row.why)


def test_figures_that_can_both_hold_are_kept_unshown(desk: Desk) -> None:
    a, b = desk.page(A), desk.page(B)
    desk.tell(a, "market", A, killed=14, high=None)
    desk.tell(b, "market", B, killed=20, source=("doctors",))
    [row] = desk.reconcile().disagreements
    assert (row.status, row.shown) == ("granularity", False)
    assert [side.value for side in row.sides] == ["14 or more", "20"]


def test_what_rests_on_a_weak_page_alone_comes_last_and_says_so(desk: Desk) -> None:
    a, b, c = desk.page(A), desk.page(B, completeness=STITCHED), desk.page(f"{B} {C} {D}")
    desk.tell(a, "market", A, killed=14)
    desk.tell(b, "market", B, killed=22)
    desk.tell(c, "ford", C, killed=14)
    desk.tell(a, "ford", A, killed=22)
    first, last = (row for row in desk.reconcile().disagreements if row.shown)
    assert (first.event, last.event) == ("ford", "market")
    assert "rests only on" in last.why[-1]
    assert not any("rests only on" in why for why in first.why)


def test_a_source_that_is_only_a_pronoun_is_said_to_stand_earlier(desk: Desk) -> None:
    a, b = desk.page(A), desk.page(B)
    desk.tell(a, "market", A, killed=14, source=("It",))
    desk.tell(b, "market", B, killed=22, source=("doctors",))
    [row] = desk.reconcile().disagreements
    assert {account.source for side in row.sides for account in side.accounts} == {
        "[a source named earlier on the page]",
        "doctors",
    }
