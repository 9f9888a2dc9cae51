"""Names by which the last record knows the same person, organisation or place: who looks for one finds all."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence

import msgspec

from crosswire.base import And, Entity, Node, Not, Or, Words
from crosswire.search.query import NAMED
from crosswire.search.spelling import fold

MOST = 24
"""Other spellings looked for at most."""
_WORD = re.compile(r"[^\W_]+")


def spellings(entities: Iterable[Entity]) -> dict[str, tuple[str, ...]]:
    """For each name, folded, the names of all who bear it. Names that stand for themselves alone are left out."""
    found: dict[str, set[str]] = {}
    for entity in entities:
        names = {name for name in (entity.name, *entity.aliases) if name[:1].isupper()}
        if len(names) > 1:
            for name in names:
                found.setdefault(_folded(_WORD.findall(name)), set()).update(names)
    return {spelling: tuple(sorted(names)) for spelling, names in found.items()}


def widened(node: Node, spelt: Callable[[str], Sequence[str]]) -> Node:
    """The query with the other spellings of the names that it looks for as such."""
    if isinstance(node, Words):
        return _other(node, spelt) if node.field in NAMED and not node.is_prefix else node
    if isinstance(node, And | Or):
        return msgspec.structs.replace(node, parts=tuple(widened(part, spelt) for part in node.parts))
    return Not(part=widened(node.part, spelt)) if isinstance(node, Not) else node


def _other(node: Words, spelt: Callable[[str], Sequence[str]]) -> Node:
    names = spelt(_folded(node.words)) or spelt(_folded(_without_role(node.words)))
    words = dict.fromkeys(tuple(_WORD.findall(name)) for name in names)
    told = [Words(words=one, field=node.field) for one in words if one and one != node.words][:MOST]
    return Or(parts=(node, *told)) if told else node


def _without_role(words: Sequence[str]) -> Sequence[str]:
    """A name without the small words before it, as in "foreign minister Koravan"."""
    first = next((n for n, word in enumerate(words) if word[:1].isupper()), 0)
    return words[first:]


def _folded(words: Iterable[str]) -> str:
    return " ".join(map(fold, words))
