"""Equal values of a decoded report held once: its id alone stands in it hundreds of times."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any

import msgspec
from msgspec.structs import force_setattr

from crosswire.base import Reading, Report

Held = dict[tuple[type, Any], Any]
_PLAIN = frozenset({int, float, bool, type(None)})
LONGEST = 40
"""Characters of words that may be shared over all reports; longer ones are passages, and seldom come twice."""


def shared(read: Iterable[tuple[Report, Reading]]) -> Iterator[tuple[Report, Reading]]:
    """Reports with their readings, which nobody else holds, equal values made one object; nothing else changes.

    Short words are shared over all reports, whole rows within one.
    """
    words: dict[str, str] = {}
    for report, reading in read:
        held: Held = {}
        _inside(report, words, held)
        _inside(reading, words, held)
        yield report, reading


def _inside(noun: msgspec.Struct, words: dict[str, str], held: Held) -> None:
    for name in _fields(type(noun)):
        value = getattr(noun, name)
        if type(value) not in _PLAIN:
            same = _one(value, words, held)
            if same is not value:
                force_setattr(noun, name, same)


def _one(value: Any, words: dict[str, str], held: Held) -> Any:
    """The object that stands for this value."""
    if isinstance(value, str):
        return words.setdefault(value, value) if len(value) <= LONGEST else value
    if isinstance(value, tuple) and value:
        parts = tuple(_one(part, words, held) for part in value)
        return held.setdefault((tuple, parts), parts)
    if isinstance(value, msgspec.Struct):
        _inside(value, words, held)
        return held.setdefault((type(value), value), value)
    return value


@cache
def _fields(kind: type[msgspec.Struct]) -> tuple[str, ...]:
    return kind.__struct_fields__
