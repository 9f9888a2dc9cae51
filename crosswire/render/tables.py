"""The record as one JSON document, and the schema it keeps."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from inspect import cleandoc
from typing import Any

import msgspec

from crosswire.base import BETWEEN, FORMAT, Record, Rows, encode_row

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def as_json(record: Record) -> bytes:
    """The record as UTF-8 JSON: fields in the nouns' order, maps by key, tables indented with one row a line.

    The same record gives the same bytes, with a newline at the end. Raises UnicodeEncodeError if a text holds half a
    surrogate pair, which no decoder of ours gives.
    """
    return b"".join(json_parts(record))


def json_parts(record: Record) -> Iterator[bytes]:
    """`as_json` piece by piece, so that a large record need not stand in memory a second time."""
    encode = encode_row
    before = b"{\n"
    for field in msgspec.structs.fields(record):
        value = getattr(record, field.name)
        yield before + b" " + encode(field.encode_name) + b": "
        if isinstance(value, Rows):
            yield from _packed(value)
        elif isinstance(value, tuple):
            yield from _table(value, encode)
        else:
            yield encode(value)
        before = b",\n"
    yield b"\n}\n"


def _packed(rows: Rows[Any]) -> Iterator[bytes]:
    """The same of rows that are JSON already."""
    yield b"[\n  " if rows else b"[]"
    yield from rows.pieces()
    yield b"\n ]" if rows else b""


def _table(rows: tuple[object, ...], encode: Callable[[object], bytes]) -> Iterator[bytes]:
    for number, row in enumerate(rows):
        yield (BETWEEN if number else b"[\n  ") + encode(row)
    yield b"\n ]" if rows else b"[]"


def schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of `record.json`, generated from the typed nouns.

    `record.schema.json` beside this file is the same as text, for readers without Python.
    """
    made: dict[str, Any] = msgspec.json.schema(Record)
    return {"$schema": DIALECT, "title": FORMAT, **_described(made)}


def schema_text() -> bytes:
    """The schema as it ships: UTF-8 JSON with a newline at the end."""
    return msgspec.json.format(msgspec.json.encode(schema()), indent=1) + b"\n"


def _described(node: Any) -> Any:
    """Descriptions are docstrings: their indent goes (Python keeps it before 3.13), and `from_` is called "from"."""
    if isinstance(node, dict):
        return {
            key: cleandoc(value).replace("from_", "from")
            if key == "description" and isinstance(value, str)
            # a field may itself be called "description"; then its value is a schema
            else _described(value)
            for key, value in node.items()
        }
    return [_described(value) for value in node] if isinstance(node, list) else node
