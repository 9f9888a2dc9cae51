"""Groups are made one and parted as decided, one ruling after the other."""

from __future__ import annotations

from typing import Literal

from hypothesis import given
from hypothesis import strategies as st

from crosswire.base import Ruling
from crosswire.group.decided import rearrange

PLACE = {str(n): n for n in range(9)}


def ruling(kind: Literal["merge", "split"], *things: str) -> Ruling:
    return Ruling(decision="", kind=kind, of="event", why="", things=tuple(tuple(thing) for thing in things))


def test_a_merge_joins_the_groups_that_hold_the_first_known_member_of_each_thing() -> None:
    assert rearrange([[0, 1], [2], [3, 4]], [ruling("merge", "x1", "42")], PLACE) == [[0, 1, 3, 4], [2]]


def test_what_is_in_no_group_yet_joins_one() -> None:
    assert rearrange([[1, 2]], [ruling("merge", "0", "2")], PLACE) == [[0, 1, 2]]


def test_a_split_takes_out_what_shares_a_group_with_the_rest() -> None:
    groups = [[0, 1, 2], [3, 4]]
    assert rearrange(groups, [ruling("split", "14", "0")], PLACE) == [[0, 2], [1], [3, 4]]
    assert rearrange(groups, [ruling("split", "34", "0")], PLACE) == groups


def test_the_later_ruling_holds() -> None:
    merge, split = ruling("merge", "0", "1"), ruling("split", "1", "0")
    assert rearrange([[0], [1]], [merge, split], PLACE) == [[0], [1]]
    assert rearrange([[0], [1]], [split, merge], PLACE) == [[0, 1]]


def test_what_went_into_a_group_is_told() -> None:
    told: list[tuple[int, list[int]]] = []
    rearrange(
        [[0], [1], [2]], [ruling("merge", "2", "0")], PLACE, lambda first, _, others: told.append((first, [*others]))
    )
    assert told == [(0, [2])]


parts = st.lists(st.sampled_from("012345678"), min_size=1, max_size=3).map("".join)
rulings = st.lists(st.builds(ruling, st.sampled_from(["merge", "split"]), parts, parts), max_size=8)


@given(rulings)
def test_nothing_is_lost_or_held_twice(given_rulings: list[Ruling]) -> None:
    groups = rearrange([[0, 4], [1, 2, 3], [5], [6, 7, 8]], given_rulings, PLACE)
    assert sorted(member for group in groups for member in group) == list(range(9))
    assert groups == sorted(sorted(group) for group in groups)
