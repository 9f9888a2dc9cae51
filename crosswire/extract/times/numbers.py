"""Number words: what a run of them says."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Protocol

from crosswire.extract.times.shapes import Values


class Word(Protocol):
    """What is read of a token."""

    @property
    def values(self) -> Values: ...

    @property
    def word(self) -> str: ...


def number(words: Sequence[Word]) -> int | float | None:
    """The number a run of words says, or null when it says none: twenty + four is one, two + three is not."""
    total: float = 0
    group: float = 0
    room: float = 1000
    for word in words:
        values = word.values
        if "SCALE" in values:
            scale = values["SCALE"]
            group = max(group, 1) * scale
            total, group = (total + group, 0) if scale >= 1000 else (total, group)
            room = scale
        elif "FRAC" in values:
            group += values["FRAC"]
        elif "NUM" in values:
            value = values["NUM"]
            if value == "X" or value >= room:
                return None
            group += value
            room = 10 if value in range(20, 100, 10) else 1
    result = total + group
    return int(result) if result == int(result) else result


def spoken_year(words: Sequence[Word]) -> int | None:
    """A year said in pairs ("nineteen ninety-six") or in thousands ("two thousand and four")."""
    values = [word.values for word in words]
    if "CENT" in values[0]:
        rest = number([word for word in words[1:] if "NUM" in word.values])
        return None if rest is None or not 10 <= rest <= 99 else int(values[0]["CENT"] * 100 + rest)
    value = number([word for word in words if "NUM" in word.values or "SCALE" in word.values])
    return int(value) if value is not None and 2000 <= value < 2100 else None


def ordinal(words: Sequence[Word]) -> int | None:
    """Twenty-first: a ten and an ordinal below ten."""
    tens, last = words[0].values.get("NUM", 0), words[-1].values.get("ORD", 0)
    return tens + last if tens in range(20, 100, 10) and 0 < last < 10 else None


def open_count(_: Sequence[Word]) -> str:
    return "X"


def couple(_: Sequence[Word]) -> int:
    return 2


def dozen(_: Sequence[Word]) -> int:
    return 12


def half_dozen(_: Sequence[Word]) -> int:
    return 6


NUMBERS: dict[str, Callable[[Sequence[Any]], Any]] = {
    "number": number,
    "spoken_year": spoken_year,
    "ordinal": ordinal,
    "open": open_count,
    "couple": couple,
    "dozen": dozen,
    "half_dozen": half_dozen,
}
