"""Rows of one report after the other, whatever order a record's table came in."""

from __future__ import annotations

from crosswire.base import Rows, Time, encode_row
from crosswire.render.picking import InTurn


def time(report: str, start: int) -> Time:
    return Time(id=f"t-{report}-{start}", report=report, start=start, end=start + 1, text="x", kind="DATE")


NUMBERS = {"r-1": 1, "r-2": 2, "r-3": 3}
IN_ORDER = [time("r-1", 4), time("r-1", 2), time("r-3", 1)]


def drawn(turn: InTurn[Time]) -> list[list[int]]:
    return [[row.start for row in turn.of(number)] for number in NUMBERS.values()]


def test_packed_or_not_each_report_gets_its_own_rows() -> None:
    assert drawn(InTurn(IN_ORDER, NUMBERS)) == [[4, 2], [], [1]]
    assert drawn(InTurn(Rows(Time, map(encode_row, IN_ORDER)), NUMBERS)) == [[4, 2], [], [1]]


def test_a_table_in_another_order_and_with_rows_of_no_report_gives_the_same() -> None:
    assert drawn(InTurn([IN_ORDER[2], time("r-9", 0), *IN_ORDER[:2]], NUMBERS)) == [[4, 2], [], [1]]


def test_reports_may_be_left_out() -> None:
    turn = InTurn(IN_ORDER, NUMBERS)
    assert [row.start for row in turn.of(3)] == [1]
