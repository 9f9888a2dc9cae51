"""Who is blamed, by whom, and who denies it; not who is blamed for something else."""

from __future__ import annotations

from tests.reconcile.desk import Desk, shown

HIT = "A relief column was hit near Lindre Ford."
BLAMES_FRONT = "Varenne blames the Tamber Front for the attack."
BLAMES_LORSK = "Varenne blames Lorsk for the attack."
DENIES = "The Tamber Front denies it."
COUNTER = "The Tamber Front said army aircraft bombed the column."


def hit(desk: Desk, *sentences: str) -> str:
    """A page that tells of the attack and goes on with these sentences."""
    page = desk.page(" ".join((HIT, *sentences)))
    desk.tell(page, "hit", HIT, "hit", who=[("target", "A relief column")])
    for sentence in sentences:
        if " blames " in sentence:
            whom = sentence.split(" blames ")[1].split(" for ")[0]
            desk.tell(page, "hit", "the attack", "attack", tense=None)
            who = [("accuser", "Varenne"), ("accused", whom)]
            desk.tell(page, f"blame {whom}", sentence[:-1], "blames", type="ACCU", tense="present", who=who)
        elif " denies " in sentence:
            who = [("speaker", "The Tamber Front")]
            desk.tell(page, "denial", sentence[:-1], "denies", type="STMT", subtype="stmt.deny", who=who)
        elif "bombed" in sentence:
            words = "army aircraft bombed the column"
            who = [("platform", "army aircraft"), ("target", "the column")]
            desk.tell(page, "counter", words, "bombed", source=("The Tamber Front",), who=who)
    return page.id


def test_one_accuser_said_to_blame_two_parties_is_between_reports(desk: Desk) -> None:
    hit(desk, BLAMES_FRONT)
    hit(desk, BLAMES_LORSK)
    [row] = [row for row in desk.reconcile().disagreements if row.shown]
    assert (row.kind, row.between, row.status) == ("blame", "reports", "different_attribution")
    assert row.question == "Whom does Varenne blame for the attack on the relief column near Lindre Ford?"
    assert [side.value for side in row.sides] == ["the Tamber Front", "Lorsk"]
    assert {account.source for side in row.sides for account in side.accounts} == {"Varenne"}


def test_blame_denial_and_counter_blame_are_between_parties(desk: Desk) -> None:
    hit(desk, BLAMES_FRONT, DENIES, COUNTER)
    [row] = desk.reconcile().disagreements
    assert (row.between, row.status) == ("parties", "accusation_and_denial")
    assert [side.value for side in row.sides] == ["the Tamber Front", "army aircraft", "The Tamber Front: denied"]
    assert row.sides[2].value_text == "The Tamber Front denies it"


def test_blame_that_nobody_contests_is_no_disagreement(desk: Desk) -> None:
    hit(desk, BLAMES_FRONT)
    hit(desk, BLAMES_FRONT)
    assert shown(desk.reconcile()) == []


def test_blame_for_two_attacks_is_no_disagreement(desk: Desk) -> None:
    hit(desk, BLAMES_FRONT)
    page = desk.page(f"A ferry was shelled at Port Sarrow. {BLAMES_LORSK}")
    desk.tell(page, "ferry", "A ferry was shelled at Port Sarrow", "shelled", who=[("target", "A ferry")])
    desk.tell(page, "ferry", "the attack", "attack", tense=None)
    who = [("accuser", "Varenne"), ("accused", "Lorsk")]
    desk.tell(page, "blame", BLAMES_LORSK[:-1], "blames", type="ACCU", tense="present", who=who)
    assert shown(desk.reconcile()) == []


def test_a_denial_of_something_else_is_no_side(desk: Desk) -> None:
    page = desk.page(f"{HIT} {BLAMES_FRONT} Rain fell. Rain fell again. The sun came out. Lorsk denies debts.")
    desk.tell(page, "hit", HIT, "hit", who=[("target", "A relief column")])
    desk.tell(page, "hit", "the attack", "attack", tense=None)
    who = [("accuser", "Varenne"), ("accused", "the Tamber Front")]
    desk.tell(page, "blame", BLAMES_FRONT[:-1], "blames", type="ACCU", tense="present", who=who)
    desk.tell(
        page, "debts", "Lorsk denies debts", "denies", type="STMT", subtype="stmt.deny", who=[("speaker", "Lorsk")]
    )
    assert shown(desk.reconcile()) == []


def test_a_joint_act_told_by_one_source_is_no_disagreement(desk: Desk) -> None:
    words = "Lorsk and Varenne shelled the town of Lindre"
    for _ in range(2):
        page = desk.page(f"{words}, a monitor said{'.' * len(desk.reports)}.")
        who = [("perpetrator", "Lorsk"), ("perpetrator", "Varenne"), ("target", "the town of Lindre")]
        desk.tell(page, "town", words, "shelled", source=("a monitor",), who=who)
    assert shown(desk.reconcile()) == []
