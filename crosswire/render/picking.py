"""Rows of tables that may be packed: gone through from the front, and held only where they are shown."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping
from itertools import groupby
from typing import Generic, TypeVar

from crosswire.base import Event, Mention, Quote, Rows, Time

Named = TypeVar("Named", Event, Mention)
Told = TypeVar("Told", Time, Quote, Mention)


def picked(rows: Iterable[Named], names: Container[str | None]) -> dict[str, Named]:
    """The rows of these ids, in their order."""
    return {row.id: row for row in rows if row.id in names}


class InTurn(Generic[Told]):
    """The rows of one report after the other, asked for in the order of their `numbers`, each once."""

    def __init__(self, rows: Iterable[Told], numbers: Mapping[str, int]) -> None:
        def number(row: Told) -> int:
            return numbers.get(row.report, 0)

        # packed tables are ours, and in this order
        self._groups = groupby(rows if isinstance(rows, Rows) else sorted(rows, key=number), key=number)
        self._next = next(self._groups, None)

    def of(self, number: int) -> Iterator[Told]:
        """The rows of the report of this number."""
        while self._next and self._next[0] < number:
            self._next = next(self._groups, None)
        if self._next and self._next[0] == number:
            yield from self._next[1]
