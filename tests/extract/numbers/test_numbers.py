"""Counts in sentences of our own, and what must hold for every row."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from crosswire.base import Number, Report
from crosswire.dissect import LoadedModel, dissect
from crosswire.extract import numbers
from crosswire.extract.numbers.lexicon import OUTCOMES
from crosswire.grammar import counting
from tests.making import report

CASES = tomllib.loads((Path(__file__).parent / "cases" / "numbers.toml").read_text("utf-8"))["case"]
PIECES = [
    "—",
    "–",
    "(",
    ")",
    "“",
    ",",
    ".",
    "12",
    "1,200",
    "dead",
    "killed",
    "of",
    "and",
    "a",
    "no",
    "one",
    "including",
]
PLAIN = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def interval(row: Number) -> str:
    if row.low is None:
        return "?"
    if row.high is None:
        return f"{row.low}+"
    return f"{row.low}" if row.low == row.high else f"{row.low}-{row.high}"


def shown(row: Number, rows: dict[str, Number]) -> str:
    parts = [
        row.outcome or f"of {row.unit}",
        row.group,
        interval(row),
        f"since {row.since}" if row.cumulative else None,
        f"in {rows[row.parent].text}" if row.parent else None,
    ]
    return f"{row.text}: " + ", ".join(part for part in parts if part)


def find(text: str, model: LoadedModel) -> tuple[Report, tuple[Number, ...]]:
    made = report(text)
    return made, numbers.find(made, dissect(made, model))


def check_rows(made: Report, rows: tuple[Number, ...]) -> None:
    ids = {row.id for row in rows}
    assert len(ids) == len(rows)
    assert [row.start for row in rows] == sorted(row.start for row in rows)
    for row in rows:
        assert made.text[row.start : row.end] == row.text
        assert row.text == row.text.strip()
        assert row.outcome is None or row.outcome in OUTCOMES
        assert row.high is None or row.low is None or row.low <= row.high
        assert row.parent is None or (row.parent in ids and row.parent != row.id)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:60])
def test_sentence(case: dict[str, object], model: LoadedModel) -> None:
    made, rows = find(str(case["text"]), model)
    check_rows(made, rows)
    assert [shown(row, {row.id: row for row in rows}) for row in rows] == case["expected"]


def test_a_page_of_all_sentences_keeps_offsets(model: LoadedModel) -> None:
    made, rows = find("  \n\n".join(case["text"] for case in CASES), model)
    check_rows(made, rows)
    assert len(rows) > len(CASES)


WORDS = st.sampled_from(sorted(counting.cardinals()))
PEOPLE = st.sampled_from(["people", "soldiers", "nurses", "miners", "children", "villagers"])
HARM = st.sampled_from([("killed", "killed"), ("wounded", "injured"), ("injured", "injured")])


@PLAIN
@given(number=st.one_of(st.integers(2, 400).map(str), WORDS), people=PEOPLE, harm=HARM, active=st.booleans())
def test_any_number_of_any_people(
    number: str, people: str, harm: tuple[str, str], active: bool, model: LoadedModel
) -> None:
    verb, outcome = harm
    phrase = f"{number} {people}"
    text = f"The raid {verb} {phrase} in Varenne." if active else f"On Monday {phrase} were {verb} in Varenne."
    made, rows = find(text, model)
    check_rows(made, rows)
    value = int(number) if number.isdigit() else counting.cardinals()[number]
    if value > 1:
        assert [(row.text, row.low, row.high, row.outcome) for row in rows] == [(phrase, value, value, outcome)]


@PLAIN
@given(
    text=st.lists(
        st.sampled_from(PIECES) | st.text(alphabet="aé😀 \n'’-$%:", min_size=1, max_size=4),
        min_size=1,
        max_size=14,
    ).map(" ".join)
)
def test_any_words_at_all_keep_offsets(text: str, model: LoadedModel) -> None:
    if text.strip():
        check_rows(*find(text, model))


def test_rows_do_not_depend_on_what_was_read_before(model: LoadedModel) -> None:
    first = find(CASES[0]["text"], model)[1]
    find(CASES[-1]["text"], model)
    assert find(CASES[0]["text"], model)[1] == first
