"""The log in its own order, and which of its lines hold."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from crosswire.base import Decision


def in_order(decisions: Iterable[Decision]) -> list[Decision]:
    """By the moment each was made, then id; a line given twice is taken once."""
    once = {one.id: one for one in decisions}
    return sorted(once.values(), key=lambda one: (one.at, one.id))


def undone(ordered: Sequence[Decision]) -> dict[str, str]:
    """The lines that were taken back, each with the line that did it. An undo that was itself undone undoes nothing."""
    found: dict[str, str] = {}
    for one in reversed(ordered):
        if one.kind == "undo" and one.id not in found and one.undoes:
            found.setdefault(one.undoes, one.id)
    return found
