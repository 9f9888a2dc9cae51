"""The brief: whole sentences that stand alone, the parts of the story each, no weak page where another tells it."""

from __future__ import annotations

import pytest

from crosswire.base import When
from tests.reconcile.desk import DAY, STITCHED, Desk

A = "Shells killed 14 civilians in the market of Lindre on Tuesday night."


def test_the_brief_is_whole_sentences_of_reports(desk: Desk) -> None:
    a = desk.page(A)
    desk.tell(a, "market", "killed 14 civilians", when=DAY)
    [item] = desk.reconcile().brief
    assert (item.text, item.section) == (A, "A story")


@pytest.mark.parametrize(
    "text",
    [
        "He said that the shells had killed fourteen people in the market of Lindre.",
        "Koravan, however, said that the shells had killed fourteen people in Lindre.",
        "Koravan rejected this and said shells killed fourteen people in the market of Lindre.",
        "Shells killed people.",
        "On Monday his government told of the shells that killed many people in the market of Lindre.",
        "“Shells came down on the market of Lindre and killed fourteen people there on that Tuesday.”",
    ],
)
def test_a_sentence_that_leans_on_another_is_not_in_the_brief(desk: Desk, text: str) -> None:
    desk.tell(desk.page(text), "market", text, when=DAY)
    assert desk.reconcile().brief == ()


def test_each_part_of_the_story_has_its_sentence(desk: Desk) -> None:
    attacks = [f"Shells hit the {town} market and wounded several traders there." for town in "abcdefg"]
    end = "The truce in the northern valley ended when the army left its posts."
    plan = "Koravan will travel to Aldmouth and speak with the visiting ministers."
    page = desk.page(" ".join([*attacks, end, plan]))
    for words in attacks:
        desk.tell(page, words, words, "hit")
    desk.tell(page, "end", end, "ended", type="TRUC", subtype="truc.ends")
    desk.tell(page, "plan", plan, "travel", type="TALK", actuality="planned")
    texts = [item.text for item in desk.reconcile().brief]
    assert len(texts) <= 5
    assert {end, plan} < set(texts)
    assert len([text for text in texts if text in attacks]) == 1


def test_a_weak_page_tells_only_what_no_other_tells(desk: Desk) -> None:
    end = "The truce in the northern valley ended when the army left its posts."
    weak, full = (
        desk.page(f"Mortar fire wounded nine dock hands at Port Sarrow overnight. {end}", completeness=STITCHED),
        desk.page(A),
    )
    desk.tell(weak, "port", "Mortar fire wounded nine dock hands at Port Sarrow overnight", "wounded")
    desk.tell(weak, "end", end, "ended", type="TRUC", subtype="truc.ends")
    desk.tell(full, "market", A, "killed")
    brief = desk.reconcile().brief
    assert {(item.text, item.accounts[0].standing) for item in brief} == {(A, "full"), (end, "stitched")}


PLAN = "Foreign Minister Ilse Koravan will meet the envoy Matis Orlo in Vinterhavn on Wednesday."


def test_what_lies_ahead_comes_after_what_happened_and_says_that_its_end_is_not_told(desk: Desk) -> None:
    when = When(from_="2019-09-25", to="2019-09-26", precision=1, basis="weekday", time="t-9")
    page = desk.page(f"{PLAN} {A}")
    desk.tell(page, "plan", PLAN, "meet", type="TALK", actuality="planned", tense="future", when=when)
    desk.tell(page, "market", A, "killed", when=DAY)
    first, last = desk.reconcile().brief
    assert (first.role, first.note) == ("line", "")
    assert (last.role, last.note) == ("ahead", "Planned for a day after the last of these pages.")


def test_a_line_names_the_disagreements_that_touch_it(desk: Desk) -> None:
    other = "Shells killed 22 people in the market of Lindre on Tuesday evening, doctors said."
    desk.tell(desk.page(A), "market", A, killed=14, when=DAY)
    desk.tell(desk.page(other), "market", other, killed=22, source=("doctors",), when=DAY)
    view = desk.reconcile()
    assert [item.disagreements for item in view.brief] == [(view.disagreements[0].id,)]


def test_a_dateline_is_no_part_of_the_sentence(desk: Desk) -> None:
    desk.tell(desk.page(f"PORT SARROW (EPB) - {A}"), "market", A, "killed", when=DAY)
    assert [item.text for item in desk.reconcile().brief] == [A]


def test_what_weighs_most_comes_before_what_weighs_less_and_a_brief_is_as_long_as_wanted(desk: Desk) -> None:
    few = [
        "Mortar rounds hit a ferry quay near Kelm and hurt dockers.",
        "Gunmen fired on a patrol outside Ostrel before sunrise on Wednesday.",
        "Planes bombed fuel depots along the Dremmel railway line overnight.",
        "Rockets struck an empty barracks in Selmar without hurting anyone inside.",
    ]
    page = desk.page(" ".join([*few, A]))
    for words in few:
        desk.tell(page, words, words, words.split()[-1].rstrip("."))
    desk.tell(page, "main", A, "killed", killed=14)
    assert [item.text for item in desk.reconcile(lines=1).brief] == [A]
    assert len(desk.reconcile(lines=3).brief) == 3
    assert len(desk.reconcile(lines=50).brief) == 5


def test_history_gives_way_to_news(desk: Desk) -> None:
    old = "Several markets in the north have been shelled since the long civil war broke out there."
    page = desk.page(f"{old} {A}")
    desk.tell(page, "main", old, "shelled")
    desk.tell(page, "now", A, "killed", killed=14, when=DAY)
    desk.tell(page, "again", A, "killed", killed=14, when=DAY)
    desk.tell(page, "more", A, "killed", killed=14, when=DAY)
    assert [item.text for item in desk.reconcile(lines=1).brief] == [A]


def test_a_noun_does_not_stand_for_the_telling(desk: Desk) -> None:
    named = "Koravan demanded an inquiry on Wednesday into the attack on the market of Lindre."
    page = desk.page(f"{named} {A}")
    desk.tell(page, "demand", named, "demanded", type="DEMD")
    desk.tell(page, "main", "the attack on the market of Lindre", "attack", tense=None)
    desk.tell(page, "main", A, "killed", killed=14, when=DAY)
    assert {item.text for item in desk.reconcile(lines=2).brief} == {named, A}


def test_a_line_names_what_other_reports_say_of_its_dead(desk: Desk) -> None:
    first, second = (f"Shells killed {n} people in the market of Lindre on Tuesday, {who} said." for n, who in
                     ((14, "doctors"), (22, "dealers")))  # fmt: skip
    lead = "The market of Lindre was shelled on Tuesday night and several people were killed."
    desk.tell(desk.page(lead), "main", lead, "shelled", killed=3, high=None, when=DAY)
    desk.tell(desk.page(first), "main", first, killed=14, source=("doctors",), when=DAY)
    desk.tell(desk.page(second), "main", second, killed=22, source=("dealers",), when=DAY)
    view = desk.reconcile(lines=1)
    assert [item.disagreements for item in view.brief] == [(view.disagreements[0].id,)]
