"""What reports open with."""

from __future__ import annotations

from crosswire.reconcile.openings import Openings
from crosswire.reconcile.terms import Rarity


def test_a_report_of_another_story_opens_with_another_happening() -> None:
    words = frozenset({"bridge", "tessaly", "sarrow"})
    openings = Openings({}, {}, {"r-1": words, "r-2": words}, {}, {"r-1": [], "r-2": []}, Rarity([words]))
    assert not openings.are_of_one("r-1", "r-3")
    assert not openings.are_of_one("r-3", "r-1")
