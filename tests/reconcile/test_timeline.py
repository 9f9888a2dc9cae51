"""The timeline: signs, readable words of reports, one line a happening, no day that nobody stated."""

from __future__ import annotations

import pytest

from crosswire.base import When
from tests.reconcile.desk import DAY, LATER, STITCHED, Desk

A = "Shells killed 14 civilians in the market of Lindre on Tuesday night."
B = "Shells killed 22 people in the port of Sarrow on Wednesday evening, doctors said."
NARRATIVE = When(from_="2019-09-17", to="2019-09-18", precision=1, basis="narrative", time="t-8")
WEEK = When(from_="2019-09-16", to="2019-09-23", precision=3, basis="relative", time="t-6")
MONTH = When(from_="2019-09-01", to="2019-10-01", precision=4, basis="published", time="t-7")


def test_the_timeline_has_signs_and_the_reports_own_words(desk: Desk) -> None:
    a = desk.page(f"{A} {B} Talks may follow soon. The envoy will return on Wednesday. Nothing else moved.")
    desk.tell(a, "later", B, when=LATER)
    desk.tell(a, "first", A, when=DAY)
    desk.tell(a, "maybe", "Talks may follow soon.", type="TALK", actuality="possible", when=DAY)
    desk.tell(a, "plan", "The envoy will return on Wednesday.", type="TALK", actuality="planned", when=LATER)
    desk.tell(a, "undated", "Nothing else moved.")
    lines = desk.reconcile().timeline
    assert lines[0].event == "first"
    assert {(line.event, line.status) for line in lines} == {
        ("first", "happened"),
        ("later", "happened"),
        ("plan", "planned"),
    }
    assert all(line.text == a.text[line.accounts[0].start : line.accounts[0].end] for line in lines)


def test_a_weak_page_is_not_the_one_that_is_shown(desk: Desk) -> None:
    weak, full = desk.page(A, completeness=STITCHED), desk.page(f"{A} Rain fell.")
    desk.tell(weak, "market", A, when=DAY)
    desk.tell(full, "market", A, when=DAY)
    [line] = desk.reconcile().timeline
    assert [account.standing for account in line.accounts] == ["full", "stitched"]


@pytest.mark.parametrize(
    ("words", "fields", "expected"),
    [
        ("an errant strike", {"tense": None, "when": NARRATIVE}, None),
        ("Lorsk closed the port", {"trigger": "closed", "when": NARRATIVE}, "Lorsk closed the port"),
        ("which closed the port", {"trigger": "closed", "when": NARRATIVE}, None),
        ("signed in May", {"who": [("truce", "The truce,")], "when": DAY}, "The truce, signed in May"),
    ],
    ids=["presupposed", "narrated", "aside", "participle"],
)
def test_what_is_dated_and_what_is_read(
    desk: Desk, words: str, fields: dict[str, object], expected: str | None
) -> None:
    page = desk.page(
        {
            "an": "Lorsk spoke of an errant strike.",
            "Lo": "On Tuesday Lorsk closed the port.",
            "wh": "Lorsk left the town, which closed the port.",
        }.get(words[:2], "The truce, signed in May, held until Tuesday.")
    )
    desk.tell(page, "it", words, type="TERR", **fields)  # type: ignore[arg-type]
    assert [line.text for line in desk.reconcile().timeline] == ([expected] if expected else [])


def test_no_two_lines_have_the_same_words(desk: Desk) -> None:
    page = desk.page(A)
    desk.tell(page, "attack", A[:-1], "killed", when=DAY)
    desk.tell(page, "deaths", A[:-1], "Shells", type="DISP", when=DAY)
    assert len(desk.reconcile().timeline) == 1


def test_a_month_gives_way_to_the_day_within_it(desk: Desk) -> None:
    a, b = desk.page("The truce ended on Tuesday."), desk.page("The truce ended in September. It ended that week.")
    desk.tell(a, "end", "The truce ended on Tuesday", "ended", type="TRUC", subtype="truc.ends", when=DAY)
    desk.tell(b, "told again", "The truce ended in September", "ended", type="TRUC", subtype="truc.ends", when=MONTH)
    desk.tell(b, "and again", "It ended that week", "ended", type="TRUC", subtype="truc.ends", when=WEEK)
    assert [line.event for line in desk.reconcile().timeline] == ["end"]


PLAN = "Koravan will meet Orlo in Vinterhavn on Wednesday."
HELD = "Koravan met Orlo in Vinterhavn on Wednesday."
PARTIES = [("participants", "Koravan"), ("participants", "Orlo")]


def test_a_plan_whose_end_no_page_tells_says_so(desk: Desk) -> None:
    desk.tell(desk.page(PLAN), "plan", PLAN, "meet", type="TALK", actuality="planned", when=LATER, who=PARTIES)
    [line] = desk.reconcile().timeline
    assert (line.status, line.note) == ("planned", "Planned. No page says whether it took place.")


def test_a_plan_that_was_kept_says_nothing_of_the_kind(desk: Desk) -> None:
    desk.tell(desk.page(PLAN), "plan", PLAN, "meet", type="TALK", actuality="planned", when=LATER, who=PARTIES)
    desk.tell(desk.page(HELD), "held", HELD, "met", type="TALK", when=LATER, who=PARTIES)
    assert {line.note for line in desk.reconcile().timeline} == {""}


def test_what_a_dated_happening_came_after_stands_before_its_day(desk: Desk) -> None:
    text = "Orvania ended the truce on Tuesday following a strike on the port of Sarrow."
    page = desk.page(text)
    desk.tell(page, "end", text[:-1], "ended", type="TRUC", subtype="truc.ends", when=DAY)
    desk.tell(page, "strike", "a strike on the port of Sarrow", "strike", tense=None, who=[("target", "the port")])
    before, on = desk.reconcile().timeline
    assert (before.event, before.relation, before.date) == ("strike", "before", on.date)
    assert before.text == "a strike on the port of Sarrow"


def test_the_day_of_a_page_dated_from_its_story_is_marked(desk: Desk) -> None:
    when = When(from_="2019-09-17", to="2019-09-18", precision=1, basis="story", time="t-1")
    desk.tell(desk.page(A), "market", A, when=when)
    [line] = desk.reconcile().timeline
    assert line.inferred


def test_what_weighs_nothing_has_no_line(desk: Desk) -> None:
    when = When(from_="2019-09-17", to="2019-09-18", precision=1)
    desk.tell(desk.page(A), "background", A, when=when)
    assert not desk.reconcile().timeline


@pytest.mark.parametrize(("actuality", "lines"), [("happened", 0), ("planned", 1)])
def test_what_is_told_by_its_own_year_alone_has_no_line_but_a_plan(desk: Desk, actuality: str, lines: int) -> None:
    when = When(from_="2019-01-01", to="2020-01-01", precision=5, basis="relative", time="t-9")
    text = "Orvania bought nine ships this year."
    desk.tell(desk.page(text), "ships", text[:-1], "bought", type="TALK", actuality=actuality, when=when)
    assert len(desk.reconcile().timeline) == lines


def test_history_does_not_date_the_news_it_is_told_beside(desk: Desk) -> None:
    text = "The ferry fire, which left 11 dead, recalls a fire, killing 170 people in 1988."
    old = When(from_="1988-01-01", to="1989-01-01", precision=5, basis="explicit", time="t-9")
    page = desk.page(text)
    desk.tell(page, "news", "which left 11 dead", "left", killed=11)
    desk.tell(page, "history", "killing 170 people in 1988", "killing", killed=170, actuality="historical", when=old)
    assert "news" not in {line.event for line in desk.reconcile().timeline}


def test_one_telling_of_long_ago_does_not_date_what_most_tell_as_news(desk: Desk) -> None:
    old = When(from_="1988-01-01", to="1989-01-01", precision=5, basis="explicit", time="t-9")
    for text in ("The fever killed nine people in Hask.", "The fever killed 12 people in Derrow."):
        desk.tell(desk.page(text), "fever", text[:-1], "killed", killed=9)
    text = "A fever killed 40 people in 1988."
    desk.tell(desk.page(text), "fever", text[:-1], "killed", killed=40, actuality="historical", when=old)
    assert not desk.reconcile().timeline
