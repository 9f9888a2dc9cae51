"""Average linkage: a partition, whatever the order the likenesses come in."""

from __future__ import annotations

import random

from hypothesis import given
from hypothesis import strategies as st

from crosswire.group.linkage import CROWDED, SPARSE, Pairs, against_crowd, average_link

SIZE = 8
PAIRS = [(a, b) for a in range(SIZE) for b in range(a + 1, SIZE)]
ALONE = [[i] for i in range(SIZE)]
LIKENESS = st.lists(st.sampled_from([0.0, 0.05, 0.1, 0.2, 0.2, 0.5, 0.9]), min_size=len(PAIRS), max_size=len(PAIRS))


def crowded(alike: dict[tuple[int, int], float], count: int) -> dict[tuple[int, int], float]:
    return {(a, b): value for a, b, value in against_crowd(Pairs.of(alike, count))}


@given(LIKENESS, st.integers(0, 1000))
def test_a_partition_in_any_order(values: list[float], seed: int) -> None:
    alike = {pair: value for pair, value in zip(PAIRS, values, strict=True) if value}
    wanted = average_link(ALONE, Pairs.of(alike, SIZE), 0.15)
    assert sorted(i for cluster in wanted for i in cluster) == list(range(SIZE))
    shuffled = list(alike.items())
    random.Random(seed).shuffle(shuffled)
    assert average_link(ALONE, Pairs.of(dict(shuffled), SIZE), 0.15) == wanted


@given(LIKENESS)
def test_what_is_left_apart_is_below_the_threshold(values: list[float]) -> None:
    alike = {pair: value for pair, value in zip(PAIRS, values, strict=True) if value}
    clusters = average_link(ALONE, Pairs.of(alike, SIZE), 0.15)
    for n, one in enumerate(clusters):
        for other in clusters[n + 1 :]:
            total = sum(alike.get((min(a, b), max(a, b)), 0.0) for a in one for b in other)
            assert total / (len(one) * len(other)) < 0.15 + 1e-9


def test_a_forbidden_join_is_asked_again_when_a_cluster_has_grown() -> None:
    pairs = Pairs.of({(0, 1): 0.9, (1, 2): 0.8, (0, 2): 0.8}, 3)
    assert average_link([[0], [1], [2]], pairs, 0.1, lambda one, other: len(one) + len(other) != 2 or 0 in one) == [
        [0, 1, 2]
    ]
    assert average_link([[0], [1], [2]], pairs, 0.1, lambda one, other: 2 not in other) == [[0, 1], [2]]


def test_what_stands_alone_keeps_its_likeness() -> None:
    alike = {(0, 1): SPARSE, (2, 3): SPARSE}
    assert crowded(alike, 4) == alike


def test_among_many_that_are_alike_more_is_asked() -> None:
    crowd = dict.fromkeys(PAIRS, 0.2)
    assert all(value < 0.2 for value in crowded(crowd, SIZE).values())


@given(LIKENESS)
def test_however_crowded_likeness_falls_by_a_bounded_share(values: list[float]) -> None:
    alike = dict(zip(PAIRS, values, strict=True))
    for pair, value in crowded(alike, SIZE).items():
        assert alike[pair] * SPARSE / CROWDED - 1e-9 <= value <= alike[pair]


@given(LIKENESS, st.integers(0, 1000))
def test_crowding_is_the_same_in_any_order(values: list[float], seed: int) -> None:
    pairs = list(zip(PAIRS, values, strict=True))
    wanted = crowded(dict(pairs), SIZE)
    random.Random(seed).shuffle(pairs)
    assert crowded(dict(pairs), SIZE) == wanted
