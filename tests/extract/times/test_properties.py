"""What must hold for any text whatever: offsets, order, no failure, and resolving being the last step of finding."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from crosswire import rules
from crosswire.extract import times
from crosswire.extract.times.calendar.feasts import easter, hijri
from crosswire.extract.times.calendar.periods import Period, nth_in, nth_weekday, period_of, shift
from crosswire.extract.times.normalisation import MAKERS
from crosswire.extract.times.recognition.counts import COUNTS
from crosswire.extract.times.recognition.lexicon import word_groups
from crosswire.extract.times.recognition.shapes import symbols_of, words_of
from tests.extract.times.test_times import unparsed
from tests.making import report

PATTERNS = rules.load("en/times_patterns")["pattern"]
WORDS = sorted(
    {word for group in word_groups().values() for word in group}
    | set().union(*(words_of(pattern["shape"]) for pattern in PATTERNS))
)
FIGURES = [
    "1",
    "7",
    "12",
    "21st",
    "31",
    "1848",
    "2016",
    "1990s",
    "'94",
    "20:15",
    "0730",
    "3/4/2015",
    "99.99.9999",
    "2.5",
]
FIGURES += [
    "2016-02-30",
    "1/2",
    "Q3",
    "5,000",
    "8.30",
    "000000",
    "99999999999999999999",
    "25:61",
    "15h30",
    "0th",
    "400th",
]
TEXTS = st.lists(
    st.sampled_from(
        [*WORDS, *FIGURES, *[word.capitalize() for word in WORDS], ",", ".", "(", ")", "-", "'s", "é", "\n"]
    ),
    max_size=14,
).map(" ".join)


@settings(max_examples=200, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
@given(TEXTS, st.sampled_from([None, "2016-09-22", "2012-02-29", "1999-12-31T23:59:59+03:00"]))
def test_any_words_give_rows_with_their_words(text: str, published: str | None) -> None:
    made = report(text, published=published)
    rows = times.find(made, unparsed(made))
    assert all(text[row.start : row.end] == row.text and row.text.strip() == row.text for row in rows)
    assert all(first.end <= second.start for first, second in pairwise(rows))
    assert all(row.value or row.why for row in rows), [row.text for row in rows if not (row.value or row.why)]
    assert times.resolve(made, rows) == rows
    assert times.resolve(made, rows[::-1]) == rows
    assert len({row.id for row in rows}) == len(rows)
    assert all(row.from_ is None or row.to is None or row.from_ < row.to for row in rows if row.zone is None)


def test_every_pattern_has_a_meaning_and_every_meaning_a_pattern() -> None:
    made = {pattern["make"] for pattern in PATTERNS}
    assert made == set(MAKERS) | set(COUNTS)


def test_shapes_name_only_groups_there_are() -> None:
    figures = "NUM DAY HOUR YEAR YY HHMM DAYTH TH TEN CLOCK DOTTED ISO SLASH DOTS FRAC QCODE QORD NTH"
    kinds = {*figures.split(), *word_groups()}
    given_by = {name for pattern in PATTERNS for name in pattern["gives"].split()}
    for pattern in PATTERNS:
        unknown = {text for kind, text in symbols_of(pattern["shape"]) if kind == "group"} - kinds - given_by
        assert not unknown, f"{pattern['shape']!r} names {sorted(unknown)}"


def test_a_shape_that_cannot_be_read_is_refused() -> None:
    with pytest.raises(ValueError, match="cannot read"):
        symbols_of("the WEEKDAY & more")


@given(
    st.dates(date(1900, 1, 1), date(2100, 12, 31)),
    st.sampled_from(["day", "week", "month", "season", "quarter", "year"]),
)
def test_a_stretch_holds_its_day_and_meets_its_neighbours(day: date, unit: str) -> None:
    here = period_of(day, unit)
    assert here.start <= day < here.end
    assert shift(here, 1).start == here.end
    assert shift(shift(here, 5), -5) == here


@pytest.mark.parametrize(
    ("year", "day"),
    [(1954, "1954-04-18"), (2000, "2000-04-23"), (2016, "2016-03-27"), (2019, "2019-04-21"), (2024, "2024-03-31")],
)
def test_easter(year: int, day: str) -> None:
    assert easter(year).isoformat() == day


def test_moon_calendar_and_nth() -> None:
    assert hijri(1437, 9, 1).isoformat() == "2016-06-07"
    assert hijri(1400, 1, 1).isoformat() == "1979-11-21"
    year = Period("year", date(2016, 1, 1))
    assert nth_in(year, "quarter", 3).value == "2016-Q3"
    assert nth_in(year, "month", -1).value == "2016-12"
    assert nth_weekday(Period("month", date(2016, 9, 1)), 0, -1).value == "2016-09-26"
