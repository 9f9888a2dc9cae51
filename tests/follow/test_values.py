"""What people write as a date, a number or a type is understood, or refused."""

from __future__ import annotations

import pytest

from crosswire.base import told_days, told_number
from crosswire.follow import values


@pytest.mark.parametrize(
    ("given", "first", "end", "precision"),
    [
        ("2021-05-03", "2021-05-03", "2021-05-04", 1),
        ("2021-05", "2021-05-01", "2021-06-01", 4),
        ("2021-12", "2021-12-01", "2022-01-01", 4),
        ("2021", "2021-01-01", "2022-01-01", 5),
        ("2021-05-03/2021-05-05", "2021-05-03", "2021-05-06", 2),
        ("2021-05-03/2021-05-09", "2021-05-03", "2021-05-10", 3),
    ],
)
def test_a_date_is_an_interval(given: str, first: str, end: str, precision: int) -> None:
    when = values.when(given)
    assert when is not None
    assert (when.from_, when.to, when.precision, when.basis) == (first, end, precision, "decided")


@pytest.mark.parametrize("given", ["", "May", "2021-13", "2021-02-30", "2021-05-05/2021-05-03", "3.5.2021"])
def test_what_is_no_date_is_none(given: str) -> None:
    assert values.when(given) is None


def test_a_date_is_told_as_it_was_given() -> None:
    for given in ("2021-05-03", "2021-05-03/2021-05-05"):
        assert told_days(values.when(given)) == given
    assert told_days(None) is None


@pytest.mark.parametrize(
    ("given", "meant"),
    [("12", (12, 12)), ("12-15", (12, 15)), ("12+", (12, None)), ("15-12", None), ("a dozen", None), ("-3", None)],
)
def test_a_number_is_an_interval(given: str, meant: tuple[int, int | None] | None) -> None:
    assert values.number(given) == meant
    if meant:
        assert told_number(*meant) == given


def test_types_are_those_of_the_codebook() -> None:
    assert values.kind("attk") == ("ATTK", None)
    assert values.kind("attk.shell") == ("ATTK", "attk.shell")
    assert values.kind("ATTK.nothing") is None
    assert values.kind("PICNIC") is None
    assert values.codes("ATTK").plover
