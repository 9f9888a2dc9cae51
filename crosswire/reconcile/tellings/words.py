"""The rules of the room, and rows of a report by place."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from functools import cache
from operator import attrgetter
from typing import Any, TypeVar

from crosswire import rules
from crosswire.base import Number, Time

Row = TypeVar("Row", Number, Time)


def section(name: str) -> dict[str, Any]:
    """One section of `rules/en/tellings.toml`."""
    found: dict[str, Any] = rules.load("en/tellings")[name]
    return found


@cache
def words_of(name: str, key: str) -> frozenset[str]:
    """The words of one key of a section."""
    return frozenset(section(name)[key])


@cache
def pattern(name: str, key: str) -> re.Pattern[str]:
    """The patterns of one key of a section as whole words, whatever their case."""
    return re.compile(rf"\b(?:{'|'.join(section(name)[key])})\b", re.IGNORECASE)


def within(rows: Sequence[Row], start: int, end: int) -> Sequence[Row]:
    """The rows that begin in a stretch; `rows` are in order."""
    first = bisect_left(rows, start, key=attrgetter("start"))
    return rows[first : bisect_left(rows, end, lo=first, key=attrgetter("start"))]
