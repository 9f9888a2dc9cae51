"""Rows as columns, and back: what many rows of one shape repeat is told once, and the rest lies beside its like.

A column is null where it has no values, else a list that begins with how the rest is meant:

    [SAME, value]                    each value is this one
    [PLAIN, values]
    [SOME, present, column]          a byte a value, 0 where it is null; the others follow as a column
    [LISTS, lengths, column]         lists, laid end to end
    [ROWS, shape, column...]         objects with the names of that shape, a column a name
    [SPANS, shape, column...]        the same where `start` counts from the start before, `end` from `start`, and 0 as
                                     `text` is the report's words from `start` to `end`
    [IDS, numbers]                   0 for an id that was not met before, else its number from 1, in order of meeting
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import accumulate, chain, pairwise
from typing import Any

SAME, PLAIN, SOME, LISTS, ROWS, SPANS, IDS = range(7)
_ID = re.compile(r"[a-z]-[0-9a-f]{12}\Z").match
Shapes = Sequence[tuple[str, ...]]
"""The names of objects, by number."""


class Laid:
    """Lays values of one report into columns; `ids` are those met, in order."""

    def __init__(self, text: str, shapes: Shapes) -> None:
        self._text = text
        self._shapes = {names: number for number, names in enumerate(shapes)}
        self.ids: dict[str, int] = {}

    def column(self, values: Sequence[Any]) -> Any:
        """A column. Raises KeyError for an object of unknown shape."""
        if not values:
            return None
        kinds = set(map(type, values))
        if kinds == {dict}:
            return self._rows(values)
        if dict in kinds or (type(None) in kinds and (list in kinds or tuple in kinds)):
            present = [value for value in values if value is not None]
            return [SOME, bytes(value is not None for value in values), self.column(present)]
        if kinds <= {list, tuple}:
            lengths = [len(value) for value in values]
            told = bytes(lengths) if max(lengths) < 256 else lengths
            return [LISTS, told, self.column(list(chain.from_iterable(values)))]
        if kinds <= {str, type(None)} and str in kinds and all(value is None or _ID(value) for value in values):
            return [IDS, [self._number(value) for value in values]]
        if len(kinds) == 1 and values.count(values[0]) == len(values):
            return [SAME, values[0]]
        return [PLAIN, values]

    def _number(self, value: str | None) -> int | None:
        if value is None:
            return None
        found = self.ids.get(value)
        if found is None:
            self.ids[value] = len(self.ids) + 1
            return 0
        return found

    def _rows(self, rows: Sequence[dict[str, Any]]) -> list[Any]:
        names = tuple(rows[0])
        columns = {name: [row[name] for row in rows] for name in names}
        starts, ends = columns.get("start"), columns.get("end")
        is_spans = bool(starts and ends) and {type(one) for one in chain(starts or (), ends or ())} == {int}
        if is_spans and starts and ends:
            if "text" in columns:
                words = zip(starts, ends, columns["text"], strict=True)
                columns["text"] = [0 if self._text[start:end] == said else said for start, end, said in words]
            columns["end"] = [end - start for start, end in zip(starts, ends, strict=True)]
            columns["start"] = [after - before for before, after in pairwise([0, *starts])]
        laid = map(self.column, columns.values())
        return [SPANS if is_spans else ROWS, self._shapes[names], *laid]


class Lifted:
    """Gives the values of columns back. `ids` in the order in which they were met."""

    def __init__(self, text: str, shapes: Shapes, ids: Sequence[str]) -> None:
        self._text = text
        self._shapes = shapes
        self._ids = ids
        self._met = 0

    def values(self, column: Any, count: int) -> Sequence[Any]:
        """So many values."""
        if column is None:
            return ()
        kind = column[0]
        if kind == PLAIN:
            values: Sequence[Any] = column[1]
            return values
        if kind == SAME:
            return [column[1]] * count
        if kind == IDS:
            return [self._id(number) for number in column[1]]
        if kind == LISTS:
            return self._lists(column[1], column[2])
        if kind == SOME:
            present = iter(self.values(column[2], sum(column[1])))
            return [next(present) if one else None for one in column[1]]
        return self._rows(kind, column, count)

    def _id(self, number: int | None) -> str | None:
        if number is None:
            return None
        if number:
            return self._ids[number - 1]
        self._met += 1
        return self._ids[self._met - 1]

    def _lists(self, lengths: Sequence[int], inside: Any) -> Sequence[Any]:
        values = self.values(inside, sum(lengths))
        return [values[end - length : end] for length, end in zip(lengths, accumulate(lengths), strict=True)]

    def _rows(self, kind: int, column: Any, count: int) -> Sequence[Any]:
        names = self._shapes[column[1]]
        columns = {name: self.values(inside, count) for name, inside in zip(names, column[2:], strict=True)}
        if kind == SPANS:
            starts = columns["start"] = list(accumulate(columns["start"]))
            ends = columns["end"] = [start + size for start, size in zip(starts, columns["end"], strict=True)]
            if "text" in columns:
                words = zip(starts, ends, columns["text"], strict=True)
                columns["text"] = [self._text[start:end] if said == 0 else said for start, end, said in words]
        return [dict(zip(names, row, strict=True)) for row in zip(*columns.values(), strict=True)]
