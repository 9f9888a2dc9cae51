"""The same words, changed; not trimmed, not another's, not merely similar."""

from __future__ import annotations

import pytest

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
