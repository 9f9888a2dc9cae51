"""What a run of tokens that the patterns of level 1 join says as a number or a year."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Protocol

from crosswire.extract.times.recognition.shapes import Values
from crosswire.grammar import counting


class Word(Protocol):
    """What is read of a token."""

    @property
    def values(self) -> Values: ...

    @property
    def word(self) -> str: ...


def number(words: Sequence[Word]) -> int | float | None:
    """The number a run of words says, or null when it says none: twenty + four is one, two + three is not."""
    result = counting.total(word.word for word in words if "NUM" in word.values or "SCALE" in word.values)
    if result is None:
        result = _added([word.values.get("NUM") for word in words if "NUM" in word.values])
    if result is None:
        return None
    result += sum(word.values.get("FRAC", 0) for word in words)
    return int(result) if result == int(result) else result


def _added(values: list[Any]) -> int | None:
    """A ten and what is added to it, in words that are no English ones."""
    if len(values) == 2 and values[0] in counting.TENS and values[1] < 20:
        return int(values[0] + values[1])
    return None


def spoken_year(words: Sequence[Word]) -> int | None:
    """A year said in pairs ("nineteen ninety-six") or in thousands ("two thousand and four")."""
    if "CENT" in words[0].values:
        rest = number([word for word in words[1:] if "NUM" in word.values])
        return None if rest is None or not 10 <= rest <= 99 else int(words[0].values["CENT"] * 100 + rest)
    value = number(words)
    return int(value) if value is not None and 2000 <= value < 2100 else None


def ordinal(words: Sequence[Word]) -> int | None:
    """Twenty-first: a ten and an ordinal below ten."""
    tens, last = words[0].values.get("NUM", 0), words[-1].values.get("ORD", 0)
    return tens + last if tens in counting.TENS and 0 < last < 10 else None


def open_count(_: Sequence[Word]) -> str:
    return "X"


def couple(_: Sequence[Word]) -> int:
    return 2


def half_dozen(_: Sequence[Word]) -> int:
    return 6


COUNTS: dict[str, Callable[[Sequence[Any]], Any]] = {
    "number": number,
    "spoken_year": spoken_year,
    "ordinal": ordinal,
    "open": open_count,
    "couple": couple,
    "half_dozen": half_dozen,
}
