"""Equal values of a decoded report held once: its id alone stands in it hundreds of times."""

from __future__ import annotations

from functools import cache
from typing import Any

import msgspec
from msgspec.structs import force_setattr

from crosswire.base import Reading, Report

Held = dict[tuple[type, Any], Any]
Words = dict[str, str]
_PLAIN = frozenset({int, float, bool, type(None)})
LONGEST = 40
"""Characters of words that may be shared over all reports; longer ones are passages, and seldom come twice."""


def shared_with(read: tuple[Report, Reading], words: Words) -> tuple[Report, Reading]:
    """A report with its reading, which nobody else holds, equal values made one object; nothing else changes.

    Whole rows are shared within it, short words over all reports that are given the same `words`.
    """
    held: Held = {}
    for one in read:
        _inside(one, words, held)
    return read


def _inside(noun: msgspec.Struct, words: Words, held: Held) -> None:
    for name in _fields(type(noun)):
        value = getattr(noun, name)
        if type(value) not in _PLAIN:
            same = _one(value, words, held)
            if same is not value:
                force_setattr(noun, name, same)


def _one(value: Any, words: Words, held: Held) -> Any:
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
