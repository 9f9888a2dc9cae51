"""Reprints are found and look-alikes are not, on pairs of our own making."""

from __future__ import annotations

from collections import Counter

from crosswire.group import group
from tests.group.reprints import Pair, pairs

RECALL, PRECISION = 0.92, 0.95


def is_found(pair: Pair) -> bool:
    """Whether anything but a coincidence or a statement's words is shown as taken."""
    rows = group([pair.first, pair.second], ()).copies
    return any(row.kind != "possible" and "inside quotation marks" not in row.why for row in rows)


def test_reprints_and_look_alikes() -> None:
    right: Counter[str] = Counter()
    wrong: Counter[str] = Counter()
    for pair in pairs():
        (right if is_found(pair) is pair.copied else wrong)[f"{pair.copied} {pair.how}"] += 1
    found = sum(n for how, n in right.items() if how.startswith("True"))
    missed = sum(n for how, n in wrong.items() if how.startswith("True"))
    false = sum(n for how, n in wrong.items() if how.startswith("False"))
    assert found / (found + missed) >= RECALL, wrong
    assert found / (found + false) >= PRECISION, wrong
