"""What came out of talks, as told by different sources."""

from __future__ import annotations

import pytest

from crosswire.base import Report, When
from tests.reconcile.desk import DAY, Desk, shown

MET = "Koravan and Orlo met in Vinterhavn on Tuesday."
FAILED = "They failed to agree on a truce, an official said."
AGREED = "The two agreed on a road for convoys, the ministry said."
PROGRESS = "Nobody knows what comes next."
NEXT_MONTH = When(from_="2019-11-17", to="2019-11-18", precision=1, basis="explicit", time="t-9")


def met(desk: Desk, sentence: str, *, where: str = "Vinterhavn", when: When = DAY) -> Report:
    page = desk.page(f"{MET.replace('Vinterhavn', where)} {sentence}")
    words = page.text.partition(".")[0]
    who = [("participants", "Koravan"), ("participants", "Orlo")]
    desk.tell(
        page, f"talks in {where} {when.from_}", words, "met", type="TALK", subtype="talk.meeting", when=when, who=who
    )
    source = sentence.rpartition(", ")[2].removesuffix(" said.")
    desk.tell(page, f"said {len(desk.reports)}", sentence[:-1], type="AGRM", source=(source,))
    return page


def test_agreement_against_none_is_a_difference_of_scope(desk: Desk) -> None:
    met(desk, FAILED)
    met(desk, AGREED)
    [row] = desk.reconcile().disagreements
    assert (row.kind, row.between, row.status) == ("outcome", "reports", "different_scope")
    assert row.question == "What came out of the talks in Vinterhavn?"
    assert [side.value_text for side in row.sides] == [FAILED, AGREED]
    assert [side.accounts[0].source for side in row.sides] == ["an official", "the ministry"]


def test_two_parties_on_one_point_contradict_each_other(desk: Desk) -> None:
    page = met(desk, "The two agreed that escorts may ride along, the ministry said.")
    denial = "No escort was agreed, the Front said."
    page = desk.page(f"{page.text} {denial}")
    desk.tell(page, "talks in Vinterhavn 2019-09-17", MET[:-1], "met", type="TALK", when=DAY)
    desk.quote(page, "agreed that escorts may ride along", "the ministry", "indirect")
    desk.quote(page, "No escort was agreed", "the Front", "indirect")
    row = next(row for row in desk.reconcile().disagreements if row.between == "parties")
    assert (row.kind, row.status) == ("outcome", "contradiction")
    assert {account.source for side in row.sides for account in side.accounts} == {"the ministry", "the Front"}


@pytest.mark.parametrize("sentence", [PROGRESS, "The two had agreed on a truce in May, the ministry said."])
def test_silence_and_what_was_agreed_before_are_no_side(desk: Desk, sentence: str) -> None:
    met(desk, FAILED)
    met(desk, sentence)
    assert shown(desk.reconcile()) == []


@pytest.mark.parametrize(
    ("where", "when"), [("Aldmouth", NEXT_MONTH), ("Vinterhavn", NEXT_MONTH)], ids=["elsewhere and later", "later"]
)
def test_talks_of_another_time_are_other_talks(desk: Desk, where: str, when: When) -> None:
    met(desk, FAILED)
    met(desk, AGREED, where=where, when=when)
    assert shown(desk.reconcile()) == []


def test_each_side_says_which_meeting_it_speaks_of(desk: Desk) -> None:
    a = desk.page("Koravan and Orlo met in Vinterhavn. They made no progress, an official said.")
    b = desk.page("Koravan and Orlo met in Vinterhavn. The ministry said they agreed on a road.")
    for page in (a, b):
        who = [("participants", "Koravan"), ("participants", "Orlo")]
        desk.tell(page, "talks", "Koravan and Orlo met in Vinterhavn", "met", type="TALK", who=who)
    [row] = [row for row in desk.reconcile().disagreements if row.kind == "outcome"]
    assert {side.scope for side in row.sides} == {"which meeting: not stated"}
