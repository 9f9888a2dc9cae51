"""Days that exclude each other, and two happenings that do not."""

from __future__ import annotations

from msgspec.structs import replace

from crosswire.base import When
from tests.reconcile.desk import DAY, LATER, Desk

WEEK = When(from_="2019-09-09", to="2019-09-16", precision=3, basis="relative", time="t-3")


def veto(desk: Desk, *, same_report: bool = False, other: str = "Estmark", when: When = LATER) -> None:
    one = "Estmark vetoed the draft on Tuesday."
    two = f"{other} vetoed the draft on Wednesday, diplomats said."
    a = desk.page(f"{one} {two}" if same_report else one)
    b = a if same_report else desk.page(two)
    desk.tell(
        a,
        "veto",
        one,
        type="REJC",
        subtype="rejc.veto",
        when=DAY,
        who=[("actor", "Estmark"), ("rejected", "the draft")],
    )
    desk.tell(
        b,
        "veto again",
        two,
        type="REJC",
        subtype="rejc.veto",
        when=when,
        who=[("actor", other), ("rejected", "the draft")],
    )


def test_one_veto_on_two_days_is_a_question_of_the_day(desk: Desk) -> None:
    veto(desk)
    [row] = desk.reconcile().disagreements
    assert (row.kind, row.status) == ("date", "contradiction")
    assert [side.value for side in row.sides] == ["2019-09-17", "2019-09-18"]
    assert row.question == "On which day did Estmark veto the draft?"


def test_a_day_against_a_week_says_how_exact_it_is(desk: Desk) -> None:
    veto(desk, when=WEEK)
    [row] = desk.reconcile().disagreements
    assert (row.status, row.shown) == ("granularity", True)


def test_a_report_that_tells_both_tells_of_two(desk: Desk) -> None:
    veto(desk, same_report=True)
    assert desk.reconcile().disagreements == ()


def test_vetoes_of_two_parties_are_two(desk: Desk) -> None:
    veto(desk, other="Brannock")
    assert desk.reconcile().disagreements == ()


def test_a_country_and_its_government_are_one_party(desk: Desk) -> None:
    veto(desk, other="The government of Estmark")
    for name, made in list(desk.entities.items()):
        kind = "organisation" if "government" in made.name else "place"
        sector = "GOV" if kind == "organisation" else None
        desk.entities[name] = replace(made, kind=kind, sector=sector, country="EST")
    [row] = desk.reconcile().disagreements
    assert row.kind == "date"
