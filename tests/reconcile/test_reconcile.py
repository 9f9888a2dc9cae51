"""Disagreements, timeline and brief from hand-made events: right kinds, true anchors, no winner, no invented word."""

from __future__ import annotations

from typing import Any

import pytest

from crosswire.base import (
    ChainLink,
    Claim,
    Completeness,
    Event,
    Grouping,
    Mention,
    Number,
    Part,
    Participant,
    Reading,
    Reconciliation,
    Report,
    Story,
    Trigger,
    When,
    row_id,
)
from crosswire.reconcile import reconcile
from tests.making import report

DAY = When(from_="2019-09-17", to="2019-09-18", precision=1, basis="weekday", time="t-1")
LATER = When(from_="2019-09-18", to="2019-09-19", precision=1, basis="weekday", time="t-2")


class Desk:
    """Collects reports and what they say, then reconciles."""

    def __init__(self) -> None:
        self.reports: list[Report] = []
        self.mentions: dict[str, list[Mention]] = {}
        self.claims: dict[str, list[Claim]] = {}
        self.events: dict[str, dict[str, Any]] = {}

    def page(self, text: str, **fields: Any) -> Report:
        made = report(text, published=f"2019-09-{20 + len(self.reports)}", **fields)
        self.reports.append(made)
        self.mentions[made.id], self.claims[made.id] = [], []
        return made

    def tell(self, page: Report, event: str, words: str, **fields: Any) -> Mention:
        """A mention of `event` in the clause `words` of the page; `killed` and `group` add its count and claim."""
        start = page.text.index(words)
        killed, group, source = fields.pop("killed", None), fields.pop("group", None), fields.pop("source", ())
        parent = fields.pop("parent", None)
        mention = Mention(
            id=row_id("m", page.id, start, event),
            report=page.id,
            start=start,
            end=start + len(words),
            trigger=Trigger(text=words.split()[0], start=start, end=start + len(words.split()[0])),
            type=fields.pop("type", "ATTK"),
            attribution=tuple(ChainLink(text=s, report=page.id, start=0, end=1) for s in source),
            numbers=()
            if killed is None
            else (
                Number(
                    id="n", report=page.id, start=start, end=start + 1, text=str(killed), low=killed, high=killed,
                    outcome="killed", group=group, parent=parent,
                ),
            ),
            **fields,
        )  # fmt: skip
        self.mentions[page.id].append(mention)
        place = self.events.setdefault(event, {"mentions": [], "reports": [], "fields": {}})
        place["mentions"].append(mention)
        place["reports"].append(page.id)
        if killed is not None:
            self.claims[page.id].append(
                Claim(
                    id=row_id("c", mention.id), report=page.id, event=event, outcome="killed", group=group, low=killed,
                    high=killed, source=mention.attribution, value=str(killed), mentions=(mention.id,),
                    as_of=page.published.value if page.published else None,
                )
            )  # fmt: skip
        return mention

    def reconcile(self) -> Reconciliation:
        events = tuple(
            Event(
                id=name,
                type=told["mentions"][0].type,
                subtype=told["mentions"][0].subtype,
                title=name,
                story="s",
                when=next((m.when for m in told["mentions"] if m.when), None),
                actuality=told["mentions"][0].actuality,
                participants=told["mentions"][0].participants,
                mentions=tuple(m.id for m in told["mentions"]),
                reports=tuple(dict.fromkeys(told["reports"])),
            )
            for name, told in self.events.items()
        )
        story = Story(id="s", title="A story", reports=tuple(r.id for r in self.reports), events=tuple(self.events))
        readings = [
            Reading(
                report=r.id,
                sentences=(Part(start=0, end=len(r.text)),),
                mentions=tuple(self.mentions[r.id]),
                claims=tuple(self.claims[r.id]),
            )
            for r in self.reports
        ]
        return reconcile(self.reports, readings, Grouping(events=events, stories=(story,)))


A = "Shells killed 14 civilians in the market of Lindre on Tuesday night."
B = "Shells killed 22 people in the market of Lindre on Tuesday evening, doctors said."


@pytest.fixture
def desk() -> Desk:
    return Desk()


def test_two_counts_from_two_sources_differ_by_attribution(desk: Desk) -> None:
    a, b = desk.page(A), desk.page(B)
    desk.tell(a, "market", A, killed=14)
    desk.tell(b, "market", B, killed=22, source=("doctors",))
    [row] = desk.reconcile().disagreements
    assert (row.kind, row.status, row.shown, row.rank) == ("count", "different_attribution", True, 1)
    assert [side.value for side in row.sides] == ["14", "22"]
    assert {side.accounts[0].source for side in row.sides} == {None, "doctors"}
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


def test_a_later_figure_of_the_same_source_is_an_update_and_no_disagreement(desk: Desk) -> None:
    a, b = desk.page(A), desk.page(B)
    desk.tell(a, "market", A, killed=14, source=("the monitor",))
    desk.tell(b, "market", B, killed=22, source=("the monitor",))
    [row] = desk.reconcile().disagreements
    assert (row.status, row.shown) == ("update", False)


def test_the_same_number_of_differently_named_people_is_a_question_of_who(desk: Desk) -> None:
    a, b = desk.page(A), desk.page(B)
    desk.tell(a, "market", A, killed=20, group="aid_worker")
    desk.tell(b, "market", B, killed=20, group="civilian")
    [row] = desk.reconcile().disagreements
    assert (row.kind, row.status) == ("victim", "different_scope")


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ({"killed": 14}, {"killed": 14}),
        ({"killed": 14}, {"killed": 2, "parent": "n-1"}),
        ({"killed": 14}, {}),
    ],
    ids=["equal", "a part of the total", "silence"],
)
def test_look_alikes_are_no_disagreement(desk: Desk, first: dict[str, int], second: dict[str, int]) -> None:
    a, b = desk.page(A), desk.page(B)
    desk.tell(a, "market", A, **first)
    desk.tell(b, "market", B, **second)
    assert desk.reconcile().disagreements == ()


def test_tolls_of_different_incidents_are_no_disagreement(desk: Desk) -> None:
    a, b = desk.page(A), desk.page(B)
    desk.tell(a, "market", A, killed=14)
    desk.tell(b, "bridge", B, killed=22)
    assert desk.reconcile().disagreements == ()


def veto(desk: Desk, *, same_report: bool = False) -> None:
    who = (Participant(role="actor", text="Estmark", start=0, end=7, entity="e-1"),)
    one = "Estmark vetoed the draft on Tuesday."
    two = "Estmark vetoed the draft on Wednesday, diplomats said."
    a = desk.page(f"{one} {two}" if same_report else one)
    b = a if same_report else desk.page(two)
    desk.tell(a, "veto", one, type="REJC", subtype="rejc.veto", participants=who, when=DAY)
    desk.tell(b, "veto again", two, type="REJC", subtype="rejc.veto", participants=who, when=LATER)


def test_one_veto_on_two_days_is_a_question_of_the_day(desk: Desk) -> None:
    veto(desk)
    [row] = desk.reconcile().disagreements
    assert (row.kind, row.status) == ("date", "contradiction")
    assert [side.value for side in row.sides] == ["2019-09-17", "2019-09-18"]


def test_a_report_that_tells_both_tells_of_two(desk: Desk) -> None:
    veto(desk, same_report=True)
    assert desk.reconcile().disagreements == ()


def test_the_timeline_has_signs_and_the_reports_own_words(desk: Desk) -> None:
    a = desk.page(f"{A} {B} Talks may follow. The envoy will return.")
    desk.tell(a, "later", B, when=LATER)
    desk.tell(a, "first", A, when=DAY)
    desk.tell(a, "maybe", "Talks may follow.", type="TALK", actuality="possible", when=DAY)
    desk.tell(a, "plan", "The envoy will return.", type="TALK", actuality="planned", when=LATER)
    desk.tell(a, "undated", A)
    lines = desk.reconcile().timeline
    assert lines[0].event == "first"
    assert {(line.event, line.status) for line in lines} == {
        ("first", "happened"),
        ("later", "happened"),
        ("plan", "planned"),
    }
    assert all(line.text in a.text for line in lines)


def test_a_weak_page_is_not_the_one_that_is_shown(desk: Desk) -> None:
    weak = desk.page(A, completeness=Completeness(value="stitched", kinds=("torn",)))
    full = desk.page(B)
    desk.tell(weak, "market", A, when=DAY)
    desk.tell(full, "market", B, when=DAY)
    view = desk.reconcile()
    assert view.timeline[0].text == B
    assert [account.standing for account in view.timeline[0].accounts] == ["full", "stitched"]
    assert all(account.standing == "full" for item in view.brief for account in item.accounts)


def test_the_brief_is_whole_sentences_of_reports(desk: Desk) -> None:
    a = desk.page(A)
    desk.tell(a, "market", "killed 14 civilians", when=DAY)
    [item] = desk.reconcile().brief
    assert item.text == A
    assert item.section == "A story"


def test_a_sentence_that_points_back_does_not_open_the_brief(desk: Desk) -> None:
    text = "He said that the shells had killed fourteen people in the market of Lindre."
    a = desk.page(text)
    desk.tell(a, "market", "shells had killed fourteen people", when=DAY)
    assert desk.reconcile().brief == ()
