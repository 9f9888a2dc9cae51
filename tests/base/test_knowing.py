"""Whether words were out by a day or a moment."""

from __future__ import annotations

import pytest

from crosswire.base import Dated, is_known_by, known_since
from tests.making import report


@pytest.mark.parametrize(
    ("since", "until", "known"),
    [
        ("2031-09-20", "2031-09-20", True),
        ("2031-09-20T23:59:00-05:00", "2031-09-20", True),
        ("2031-09-21", "2031-09-20", False),
        ("2031-09-20", "2031-09-20T18:00", False),
        ("2031-09-20", "2031-09-21T00:00", True),
        ("2031-09-20T17:00", "2031-09-20T18:00", True),
        ("2031-09-20T17:00:00-05:00", "2031-09-20T18:00", False),
        ("2031-09-20T17:00:00Z", "2031-09-20T18:00:00+02:00", False),
        ("2031-09-20T15:59:00Z", "2031-09-20T18:00:00+02:00", True),
    ],
)
def test_by_a_day_or_a_moment(since: str, until: str, known: bool) -> None:
    assert is_known_by(since, until) is known


def test_a_page_that_was_updated_is_known_since_then() -> None:
    page = report("Barges burned.", published="2031-09-20", updated=Dated(value="2031-09-22", basis="stated"))
    assert known_since(page) == "2031-09-22"
    assert known_since(report("Barges burned.", published="2031-09-20")) == "2031-09-20"
    assert known_since(report("Barges burned.")) is None
