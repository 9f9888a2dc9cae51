"""Figures that tell of the same people by their words, place and day, though grouping left them apart."""

from __future__ import annotations

import pytest

from tests.reconcile.desk import Desk

COUNCIL = "The council of Orsk Haven said that more than 140 people died when the harbour was shelled in Orsk Haven."
MISSION = "Observers counted at least 95 dead after the harbour was shelled in Orsk Haven."


def ask(desk: Desk) -> list[tuple[str, str, list[str]]]:
    """Kind, question and values of the counts a reader sees."""
    rows = [row for row in desk.reconcile().disagreements if row.shown]
    return [(row.kind, row.question, [side.value for side in row.sides]) for row in rows]


def test_two_named_sources_that_count_the_same_dead_differ_even_where_both_say_at_least(desk: Desk) -> None:
    a, b = desk.page(COUNCIL), desk.page(MISSION)
    desk.tell(a, "one", COUNCIL, "died", killed=140, high=None, source=("the council",), type="CASL")
    desk.tell(b, "two", MISSION, "dead", killed=95, high=None, source=("observers",), type="CASL")
    [(kind, _, values)] = ask(desk)
    assert (kind, values) == ("count", ["95 or more", "140 or more"])


@pytest.mark.parametrize(
    "words",
    [
        "Observers counted at least 95 dead after a ferry capsized in Orsk Haven.",
        "Observers counted at least 95 dead after an air strike in Lower Tamber.",
        "At least 95 others were killed elsewhere when the harbour was shelled in Orsk Haven.",
    ],
    ids=["other means", "another place", "others elsewhere"],
)
def test_figures_of_other_happenings_do_not_answer_each_other(desk: Desk, words: str) -> None:
    told = "Mortar fire killed 140 people in Orsk Haven, the council said."
    a, b = desk.page(told), desk.page(words)
    desk.tell(a, "one", told, "killed", killed=140, source=("the council",))
    desk.tell(b, "two", words, words.split()[2], killed=95, source=("observers",))
    assert ask(desk) == []


def test_whole_wars_are_compared_with_whole_wars_only(desk: Desk) -> None:
    pages = [
        ("The Orsk war has killed 9,000 people, the registry said.", 9000, "the registry"),
        ("The Orsk war has killed 14,000 people, the monitors said.", 14000, "the monitors"),
        ("Shells killed 12 people in Orsk Haven, the mayor said.", 12, "the mayor"),
    ]
    for words, killed, source in pages:
        desk.tell(desk.page(words), words, words, "killed", killed=killed, source=(source,))
    [(_, question, values)] = ask(desk)
    assert question == "How many people have been killed over the whole time?"
    assert values == ["9000", "14000"]


def test_the_one_toll_of_a_report_is_of_any_place_that_it_names(desk: Desk) -> None:
    first = [
        "Gas shells hit Lower Tamber near Orsk Haven at dawn.",
        "The council said that gas killed 200 in Orsk Haven.",
    ]
    other = "Gas shells hit Lower Tamber at dawn and at least 640 people were killed there, the rowers' union said."
    a, b = desk.page(" ".join(first)), desk.page(other)
    desk.tell(a, "one", first[1], "killed", killed=200, source=("the council",))
    desk.tell(b, "two", other, "killed", killed=640, high=None, source=("the rowers' union",))
    assert [values for _, _, values in ask(desk)] == [["200", "640 or more"]]
