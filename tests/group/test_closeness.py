"""What is closest to given reports, and why."""

from __future__ import annotations

from crosswire.group import closest
from tests.group.making import told

CONVOY = told("Convoy shelled near Lindre", "Shells hit a relief convoy near Lindre and the Tamber Front denied it.")
SAME = told("Relief convoy hit", "A relief convoy near Lindre was shelled; the Tamber Front denied any part in it.")
TALKS = told("Talks go on", "Envoys of the Tamber Front met ministers in Vinterhavn to discuss a ceasefire.")
OTHER = told("Bakers' fair opens", "Two hundred bakers showed rye loaves and seeded rolls at the Aldmouth spring fair.")


def test_the_nearest_come_first_with_the_words_they_share() -> None:
    rows = closest([CONVOY], [OTHER, TALKS, SAME])
    assert [row.report for row in rows] == [SAME.id, TALKS.id, OTHER.id]
    assert rows[0].score > 2 * rows[1].score > 2 * rows[2].score
    assert {"convoy", "relief", "front"} <= set(rows[0].shared)
    assert rows[2].shared == ()


def test_the_order_of_the_pool_does_not_count() -> None:
    assert closest([CONVOY], [OTHER, TALKS, SAME]) == closest([CONVOY], [SAME, OTHER, TALKS])


def test_each_report_is_compared_with_its_nearest_seed() -> None:
    rows = {row.report: row for row in closest([CONVOY, OTHER], [SAME, TALKS])}
    assert {row.nearest for row in rows.values()} == {CONVOY.id}


def test_a_seed_in_the_pool_is_left_out() -> None:
    assert [row.report for row in closest([CONVOY], [CONVOY, SAME])] == [SAME.id]
    assert closest([], [SAME]) == []
    assert closest([CONVOY], []) == []
