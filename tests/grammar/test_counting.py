"""Numbers as words: what runs of them say, and where they end."""

from __future__ import annotations

import pytest

from crosswire.grammar import counting


@pytest.mark.parametrize(
    ("words", "value", "length"),
    [
        ("12", 12, 1),
        ("1,200 people", 1200, 1),
        ("2.5 million", 2_500_000, 2),
        ("5 bn", 5_000_000_000, 2),
        ("twenty - five", 25, 3),
        ("twenty five cooks", 25, 2),
        ("two hundred and ten", 210, 4),
        ("three thousand five hundred", 3500, 4),
        ("a hundred", None, 0),
        ("hundred thirty million", 130_000_000, 3),
        ("two dozen", 24, 2),
        ("five or six", 5, 1),
        ("five - six", 5, 1),
        ("two and three", 2, 1),
        ("20 five", 20, 1),
        ("two hundred and counting", 200, 2),
        ("m", None, 0),
        ("and", None, 0),
    ],
)
def test_a_number_ends_where_its_words_make_no_one_number(words: str, value: float | None, length: int) -> None:
    assert counting.spoken(words.split(), 0) == (None if value is None else (value, length))


@pytest.mark.parametrize(("word", "value"), [("1,200", 1200), ("2.5", 2.5), ("1,20", None), ("4-5", None), ("", None)])
def test_one_word_of_figures(word: str, value: float | None) -> None:
    assert counting.figure(word) == value


def test_months_go_by_short_names_too() -> None:
    assert counting.months()["sept"] == counting.months()["september"] == 9
