"""The names that objects of a report and its reading have, so that columns need not repeat them."""

from __future__ import annotations

from functools import cache

import msgspec

from crosswire.base import Reading, Report

Shape = tuple[str, ...]


@cache
def shapes() -> tuple[Shape, ...]:
    """The names of every kind of object in a report and its reading, in the order in which they are declared."""
    found: dict[Shape, None] = {}
    for kind in (Report, Reading):
        _gather(msgspec.inspect.type_info(kind), found)
    return tuple(found)


def _gather(kind: msgspec.inspect.Type, found: dict[Shape, None]) -> None:
    if isinstance(kind, msgspec.inspect.StructType):
        names = tuple(field.encode_name for field in kind.fields)
        if names not in found:
            found[names] = None
            for field in kind.fields:
                _gather(field.type, found)
    elif isinstance(kind, msgspec.inspect.UnionType):
        for one in kind.types:
            _gather(one, found)
    elif isinstance(kind, msgspec.inspect.VarTupleType):
        _gather(kind.item_type, found)
