"""The same words, changed; not trimmed, not another's, not merely similar."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from crosswire import rules
from crosswire.grammar.wordings import change, spoken
from tests.reconcile.desk import STITCHED, Desk

FIRST = "“We will open the road before the winter comes,” Koravan said."


@pytest.mark.parametrize(
    ("second", "altered"),
    [
        ("“We will open the road before the summer ends,” Koravan said.", True),
        ("“We will open the road before the winter comes,” Koravan said in Selmar.", False),
        ("“We will open the road,” Koravan said.", False),
        ("“We will open the (coast) road before the winter comes,” Koravan said.", False),
        ("“We will close no port this year,” Koravan said.", False),
        ("“We will open the road before the summer ends,” Orlo said.", False),
    ],
    ids=["changed", "the same", "trimmed", "with a word in brackets", "other words", "another speaker"],
)
def test_an_altered_quotation(desk: Desk, second: str, altered: bool) -> None:
    for text in (FIRST, second):
        page = desk.page(text)
        words, _, rest = text[1:].partition("”")
        desk.quote(page, words, "Koravan" if "Koravan" in rest else "Orlo")
    rows = desk.reconcile().disagreements
    assert [(row.kind, row.status) for row in rows] == ([("quotation", "alteration")] if altered else [])
    for row in rows:
        assert row.question == "What were the words of Koravan?"
        for side in row.sides:
            [account] = side.accounts
            page = next(r for r in desk.reports if r.id == account.report)
            assert page.text[account.start : account.end] == side.value_text


@pytest.mark.parametrize(
    ("second", "rows"),
    [
        ("“I find it unworthy of this house,” Koravan said.", 1),
        ("“I find it unworthy of this house. I find it a shame,” Koravan said.", 0),
    ],
    ids=["once", "one of a series"],
)
def test_a_series_of_like_sayings_is_none_altered(desk: Desk, second: str, rows: int) -> None:
    for text in ("“I find it unfair to this house,” Koravan said.", second):
        words = text[1:].partition("”")[0].rstrip(",")
        desk.quote(desk.page(text), words, "Koravan")
    assert len([row for row in desk.reconcile().disagreements if row.shown]) == rows


def test_on_a_weak_page_it_says_so(desk: Desk) -> None:
    second = "“We will open the road before the summer ends,” Koravan said."
    for text, fields in ((FIRST, {}), (second, {"completeness": STITCHED})):
        desk.quote(desk.page(text, **fields), text[1:].partition("”")[0], "Koravan")
    [row] = desk.reconcile().disagreements
    assert "rests only on" in row.why[-1]


def test_small_words_are_kept_unshown(desk: Desk) -> None:
    second = "“We will open that road before winter comes,” Koravan said."
    for text in (FIRST, second):
        desk.quote(desk.page(text), text[1:].partition("”")[0], "Koravan")
    [row] = desk.reconcile().disagreements
    assert (row.shown, row.why) == (False, ("Only small words differ.",))


TURNED = tomllib.loads((Path(__file__).parent / "cases" / "turned.toml").read_text("utf-8"))["case"]


@pytest.mark.parametrize("case", TURNED, ids=[f"{case['full']} | {case['cut']}" for case in TURNED])
def test_what_turns_the_sense_is_told_where_it_was_left_out(desk: Desk, case: dict[str, Any]) -> None:
    whole, cut = case["full"], case["cut"]
    desk.quote(desk.page(f"“{whole},” Koravan said."), whole, "Koravan")
    desk.quote(desk.page(f"Koravan spoke. “{cut}.” {case.get('around', 'The hall was full.')}"), cut, "Koravan")
    rows = [row for row in desk.reconcile().disagreements if row.shown]
    why = rules.load("en/reconcile")["why"]
    if case["left"] == "nothing":
        assert not any("leaves out" in reason for row in rows for reason in row.why)
    else:
        [row] = rows
        assert (row.kind, row.status) == ("quotation", "alteration")
        assert row.why[0].startswith(why[f"lost_{case['left']}"].partition("{")[0])
        assert row.why[0].partition("“")[2].partition("”")[0].lower() in whole.lower()


def test_a_page_that_prints_both_wordings_heard_them_twice(desk: Desk) -> None:
    whole, cut = "We will open the road if the guns fall silent", "We will open the road"
    desk.quote(desk.page(f"“{whole},” Koravan said."), whole, "Koravan")
    both = desk.page(f"Koravan spoke. “{cut}.” Bells rang. “{whole}.” The hall was full.")
    desk.quote(both, f"{cut}.” Bells"[: len(cut)], "Koravan")
    desk.quote(both, whole, "Koravan")
    assert not [row for row in desk.reconcile().disagreements if row.shown]


def test_two_translations_are_told_unshown(desk: Desk) -> None:
    second = "“We will open the road before the summer ends,” Koravan said through an interpreter."
    for text in (FIRST, second):
        desk.quote(desk.page(text), text[1:].partition("”")[0], "Koravan")
    [row] = desk.reconcile().disagreements
    assert not row.shown
    assert "translations" in row.why[0]


@pytest.mark.parametrize(
    ("one", "other", "found"),
    [
        ("We reject his visit", "We reject his message", "altered"),
        ("It is going to be hard", "It’s going to be very difficult", "altered"),
        ("I am not going to say that I will not mend it", "I’m not saying that I will mend it", "altered"),
        ("This morning I was stopped by a guard", "Yesterday I was stopped by a guard", "altered"),
        ("I have not said that I will leave the port", "I have said that I will leave the port", "altered"),
        ("The port could close before the winter storms", "The port will close before the winter storms", "altered"),
        ("We do n't own the pier and we won't mend it", "We don’t own the pier, and we wo n't mend it", "same"),
        ("The eleventh lamp of level six is out", "The 11th lamp of level 6 is out", "same"),
        ("That d***ed pier will be the end of us", "That damned pier will be the end of us", "slight"),
        ("It was a long night at the harbour wall", "At the harbour wall it was a long night", None),
        ("There is a lot of anger here", "There is a lot of fog in the bay", None),
        (
            "The lamps of the harbour burn all night",
            "The lamps of the harbour were bought by a widow from Selmar",
            None,
        ),
    ],
)
def test_what_one_wording_is_of_another(one: str, other: str, found: str | None) -> None:
    assert change(spoken(one), spoken(other)) == change(spoken(other), spoken(one)) == found


def test_three_wordings_are_sides_of_one_row(desk: Desk) -> None:
    for text in (
        "“We will open the road before the winter comes,” Koravan said.",
        "“We will open the road before the summer ends,” Koravan said.",
        "“We will open the road before the frost comes,” Koravan said.",
    ):
        desk.quote(desk.page(text), text[1:].partition("”")[0], "Koravan")
    [row] = desk.reconcile().disagreements
    assert len(row.sides) == 3


def test_what_one_report_has_twice_was_said_twice(desk: Desk) -> None:
    first = desk.page(
        "“We will open the road before the winter comes,” Koravan said. "
        "“We will open the road before the summer ends,” she said."
    )
    for words in ("We will open the road before the winter comes,", "We will open the road before the summer ends,"):
        desk.quote(first, words, "Koravan")
    second = desk.page("“We will open the road before the summer ends,” Koravan said.")
    desk.quote(second, "We will open the road before the summer ends,", "Koravan")
    assert not desk.reconcile().disagreements
