"""The log's order lies in its lines, and an undo can be undone."""

from __future__ import annotations

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from crosswire.base import Cited, Decision, Thing, decision_id
from crosswire.follow import in_order, undone


def line(number: int, undoes: int | None = None) -> Decision:
    return Decision(
        id=f"dn-{number}",
        at=f"2026-01-01T00:00:{number:02}+00:00",
        who="Ada",
        kind="note" if undoes is None else "undo",
        undoes=None if undoes is None else f"dn-{undoes}",
    )


def test_an_undo_takes_back_and_its_own_undo_gives_back() -> None:
    log = [line(1), line(2), line(3, undoes=1)]
    assert undone(log) == {"dn-1": "dn-3"}
    assert undone([*log, line(4, undoes=3)]) == {"dn-3": "dn-4"}
    assert undone([*log, line(4, undoes=3), line(5, undoes=4)]) == {"dn-4": "dn-5", "dn-1": "dn-3"}


@given(st.permutations([line(n) for n in range(6)]))
def test_lines_given_in_any_order_and_twice_come_in_their_own(lines: list[Decision]) -> None:
    assert in_order([*lines, *lines[:2]]) == [line(n) for n in range(6)]


def test_whatever_is_changed_in_a_line_changes_its_id() -> None:
    cited = Cited(report="r-1", sha256="a", path="a.txt", start=3, end=7, words="shot")
    one = Decision(
        id="", at="2026", who="Ada", kind="correct", things=(Thing(of="mention", id="m-1", cited=(cited,)),),
        field="date", value="2021",
    )  # fmt: skip
    others = [
        {"at": "2027"}, {"who": "Bo"}, {"kind": "reject"}, {"why": "so"}, {"value": "2022"}, {"before": "2020"},
        {"things": ()}, {"outcome": "killed"}, {"group": "civilian"}, {"undoes": "dn-1"}, {"field": "place"},
        {"things": (Thing(of="mention", id="m-1", cited=(msgspec.structs.replace(cited, words="shoot"),)),)},
        {"things": (Thing(of="mention", id="m-1", cited=(msgspec.structs.replace(cited, start=4),)),)},
    ]  # fmt: skip
    ids = {decision_id(msgspec.structs.replace(one, **other)) for other in others} | {decision_id(one)}  # type: ignore[arg-type]
    assert len(ids) == len(others) + 1
