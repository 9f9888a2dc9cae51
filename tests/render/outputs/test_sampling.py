"""Samples for checking by hand: drawn from every stratum, the same each time, and scored with known intervals."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crosswire.base import Record
from crosswire.render import sampling
from crosswire.render.sampling import allotted, draw, precision, wilson


def lines(sheet: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(sheet.decode("utf-8-sig"), newline="")))


def filled(rows: list[dict[str, str]], mark: str = ",") -> str:
    target = io.StringIO()
    writer = csv.DictWriter(target, sampling.HEADS, delimiter=mark, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return target.getvalue()


def test_a_draw_is_the_same_each_time_and_covers_every_stratum(whole: Record) -> None:
    sheet = draw(whole, 20, 1)
    assert sheet == draw(whole, 20, 1)
    assert sheet != draw(whole, 20, 2)
    rows = lines(sheet)
    assert {row["table"] for row in rows} == set(sampling.tables())
    kinds = {row["stratum"] for row in rows if row["table"] == "quotes"}
    assert kinds == {quote.kind for quote in whole.quotes}
    drawn = {row["row"] for row in rows if row["table"] == "quotes"}
    assert drawn <= {quote.id for quote in whole.quotes}
    assert 18 <= len(drawn) <= 22


@given(st.dictionaries(st.text(max_size=3), st.integers(1, 500), min_size=1, max_size=12), st.integers(1, 60))
def test_shares_stay_within_what_there_is(sizes: dict[str, int], rows: int) -> None:
    shares = allotted(sizes, rows)
    assert set(shares) == set(sizes)
    assert all(1 <= shares[name] <= sizes[name] for name in sizes)
    assert sum(shares.values()) <= max(rows, len(sizes)) + len(sizes)


@pytest.mark.parametrize(
    ("right", "n", "low", "high"),
    [(0, 10, 0.0, 0.2775), (10, 10, 0.7225, 1.0), (8, 10, 0.4902, 0.9433), (50, 100, 0.4038, 0.5962)],
)
def test_wilson_gives_the_textbook_interval(right: int, n: int, low: float, high: float) -> None:
    found = wilson(right / n, n)
    assert found == pytest.approx((low, high), abs=2e-4)


def test_a_sheet_given_back_is_scored_by_table_and_field(whole: Record) -> None:
    rows = lines(draw(whole, 12, 0, ["times", "quotes"]))
    for number, row in enumerate(rows):
        row["right"] = "y" if row["table"] == "times" else ("n" if number % 2 else "Yes")
    rows[0]["right"] = ""
    for mark in ",;\t":
        found = {(row.table, row.field): row for row in precision(filled(rows, mark))}
        times = [row for row in rows if row["table"] == "times"]
        score = found["times", "value"]
        assert (score.judged, score.right) == (len([r for r in times if r["right"]]),) * 2
        assert score.precision == pytest.approx(1.0)
        assert score.low is not None
        assert score.low < 1.0
        assert sum(row.unjudged for row in found.values()) == 1


def test_strata_count_by_their_size() -> None:
    def row(stratum: str, size: int, right: str) -> dict[str, str]:
        blank = dict.fromkeys(sampling.HEADS, "")
        return {**blank, "table": "t", "field": "f", "stratum": stratum, "stratum_rows": str(size), "right": right}

    [found] = precision(filled([row("large", 90, "y"), row("large", 90, "y"), row("small", 10, "n")]))
    assert found.precision == pytest.approx(0.9)
    assert (found.judged, found.right) == (3, 2)


@pytest.mark.parametrize("sheet", ["a,b\n1,2\n", "", "table,field,stratum,stratum_rows,right\nt,f,s,3,maybe\n"])
def test_no_sheet_or_an_odd_judgement_is_refused(sheet: str) -> None:
    with pytest.raises(ValueError, match=r"it lacks|line 2"):
        precision(sheet)
