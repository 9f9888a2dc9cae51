"""What changed between two records: matched by evidence, told once, nothing told where nothing changed."""

from __future__ import annotations

import msgspec

from crosswire.base import Account, Casualties, Disagreement, Event, Made, Model, Record, Report, Side, When
from crosswire.reconcile import compare

MADE = Made(by="test", at="", settings={}, model=Model(name="m", version="1", hash="h"), rules_hash="r")


def event(number: int, *mentions: str, **fields: object) -> Event:
    plain = {"id": f"ev-{number}", "type": "TALK", "title": f"Talks {number}", "mentions": mentions}
    return Event(**{**plain, **fields})  # type: ignore[arg-type]


def report(name: str, text: str, url: str | None = None) -> Report:
    return Report(id=f"r-{hash(text)}", path=name, sha256=text, encoding="utf-8", text=text, language="en", url=url)


def record(**tables: object) -> Record:
    return Record(format="crosswire-record/1", made=MADE, **tables)  # type: ignore[arg-type]


def kinds(old: Record, new: Record) -> list[tuple[str, str, str | None, str | None]]:
    return [(change.kind, change.row, change.before, change.after) for change in compare(old, new)]


def test_nothing_is_told_where_nothing_changed() -> None:
    same = record(reports=(report("a.txt", "x"),), events=(event(1, "m1"),))
    assert compare(same, same) == ()


def test_an_event_keeps_its_identity_while_it_gains_mentions_and_a_new_id() -> None:
    assert kinds(record(events=(event(1, "m1"),)), record(events=(event(7, "m0", "m1"),))) == []


def test_new_and_gone_events() -> None:
    assert kinds(record(events=(event(1, "m1"),)), record(events=(event(2, "m2"),))) == [
        ("new_event", "ev-2", None, "happened"),
        ("event_gone", "ev-1", None, None),
    ]


def test_one_earlier_event_is_matched_with_the_later_one_that_has_most_of_it() -> None:
    old = record(events=(event(1, "m1", "m2", "m3"),))
    new = record(events=(event(2, "m1"), event(3, "m2", "m3")))
    assert kinds(old, new) == [("new_event", "ev-2", None, "happened")]


def test_a_toll_a_day_and_a_plan_that_changed() -> None:
    killed = Casualties(outcome="killed", group="civilian", low=12, high=12)
    more = msgspec.structs.replace(killed, low=14, high=None)
    old = event(
        1, "m1", casualties=(killed,), when=When(from_="2019-09-17", to="2019-09-18"), fate="no report either way"
    )
    new = event(1, "m1", casualties=(more,), when=When(from_="2019-09-18", to="2019-09-19"), fate="cancelled")
    assert kinds(record(events=(old,)), record(events=(new,))) == [
        ("plan_overtaken", "ev-1", "no report either way", "cancelled"),
        ("changed_toll", "ev-1", "killed civilian 12", "killed civilian 14 to ?"),
        ("changed_event", "ev-1", "2019-09-17/2019-09-18", "2019-09-18/2019-09-19"),
    ]


def test_reports_new_corrected_and_gone() -> None:
    old = record(reports=(report("a.txt", "x"), report("b.txt", "y", url="https://b.example/1")))
    new = record(reports=(report("renamed.txt", "z", url="https://b.example/1"), report("c.txt", "w")))
    assert [change.kind for change in compare(old, new)] == ["corrected_report", "new_report", "report_gone"]


def test_disagreements_are_matched_by_their_words_and_only_shown_ones_count() -> None:
    def dispute(number: int, *values: str, status: str = "contradiction", shown: bool = True) -> Disagreement:
        sides = tuple(
            Side(value=value, value_text=value, accounts=(Account(report="r", start=place, end=place + 1),))
            for place, value in enumerate(values)
        )
        return Disagreement(
            id=f"d-{number}",
            between="reports",
            question="How many?",
            kind="count",
            status=status,
            sides=sides,
            shown=shown,
        )  # type: ignore[arg-type]

    old, more = record(disagreements=(dispute(1, "12", "14"),)), record(disagreements=(dispute(2, "12", "14", "17"),))
    assert kinds(old, more) == [("changed_disagreement", "d-2", "12 | 14", "12 | 14 | 17")]
    assert kinds(old, record(disagreements=(dispute(1, "12", "14", shown=False),))) == [
        ("disagreement_gone", "d-1", None, None)
    ]
    assert kinds(record(), old) == [("new_disagreement", "d-1", None, "contradiction")]
