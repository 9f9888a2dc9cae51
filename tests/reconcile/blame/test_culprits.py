"""Who is blamed and who denies, where neither names the attack."""

from __future__ import annotations

from tests.reconcile.desk import Desk

TOLD = (
    "Residents said troops shelled the fish market of Lindre. "
    "The defence ministry denied any involvement, blaming rebels. "
    "It opened an inquiry."
)


def test_a_denial_that_lays_the_deed_on_others_has_three_sides(desk: Desk) -> None:
    page = desk.page(TOLD)
    ministry = "The defence ministry"
    shelled = "troops shelled the fish market of Lindre"
    desk.tell(page, "market", shelled, "shelled", source=("Residents",), who=[("perpetrator", "troops")])
    denied = "The defence ministry denied any involvement"
    desk.tell(page, "no", denied, "denied", type="STMT", subtype="stmt.deny", who=[("speaker", ministry)])
    who = [("accuser", ministry), ("accused", "rebels")]
    desk.tell(page, "blame", "blaming rebels", "blaming", type="ACCU", who=who)
    [row] = [row for row in desk.reconcile().disagreements if row.kind == "blame"]
    assert (row.between, row.status, row.shown) == ("parties", "accusation_and_denial", True)
    assert [side.value for side in row.sides] == ["troops", "rebels", "The defence ministry: denied"]
    for side in row.sides:
        for account in side.accounts:
            assert page.text[account.start : account.end] in TOLD


def test_a_denial_of_something_far_off_answers_nothing(desk: Desk) -> None:
    page = desk.page(TOLD + " Trade rose." * 9 + " The mayor denied that he would resign.")
    shelled = "troops shelled the fish market of Lindre"
    desk.tell(page, "market", shelled, "shelled", source=("Residents",), who=[("perpetrator", "troops")])
    late = "The mayor denied that he would resign"
    desk.tell(page, "no", late, "denied", type="STMT", subtype="stmt.deny", who=[("speaker", "The mayor")])
    shown = [row for row in desk.reconcile().disagreements if row.shown]
    assert not [row.kind for row in shown for side in row.sides if "mayor" in side.value_text]


def test_what_is_blamed_on_somebody_is_not_taken_for_the_blamed(desk: Desk) -> None:
    told = "The government blamed the bombing on rebels. The rebels denied the bombing."
    page = desk.page(told)
    who = [("accuser", "The government"), ("accused", "the bombing")]
    desk.tell(page, "blame", "The government blamed the bombing on rebels", "blamed", type="ACCU", who=who)
    denied = "The rebels denied the bombing"
    desk.tell(page, "no", denied, "denied", type="STMT", subtype="stmt.deny", who=[("speaker", "The rebels")])
    [row] = [row for row in desk.reconcile().disagreements if row.shown]
    assert [side.value for side in row.sides] == ["rebels", "The rebels: denied"]
