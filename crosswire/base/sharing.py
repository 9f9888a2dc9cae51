"""Equal values of decoded nouns held once: a report's id alone stands in its rows hundreds of times."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any, TypeVar

import msgspec
from msgspec.structs import force_setattr

from crosswire.base.spans import Noun

Held = dict[tuple[type, Any], Any]
Words = dict[str, str]
Nouns = TypeVar("Nouns", bound=Sequence[Noun])
_PLAIN = frozenset({int, float, bool, type(None)})
LONGEST = 40
"""Characters of words that may be shared over all reports; longer ones are passages, and seldom come twice."""


def share(nouns: Nouns, words: Words) -> Nouns:
    """Nouns that nobody else holds, equal values made one object; nothing else changes.

    Whole rows are shared among them, short words over all that is given the same `words`.
    """
    held: Held = {}
    for one in nouns:
        _inside(one, words, held)
    return nouns


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
    if isinstance(value, dict):
        return {_one(key, words, held): _one(one, words, held) for key, one in value.items()}
    if isinstance(value, msgspec.Struct):
        _inside(value, words, held)
        return held.setdefault((type(value), value), value)
    return value


@cache
def _fields(kind: type[msgspec.Struct]) -> tuple[str, ...]:
    return kind.__struct_fields__
