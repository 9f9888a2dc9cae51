"""Every place of a record that names words of a report, with the row and field it stands in."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

import msgspec

from crosswire.base import Record


class Anchored(NamedTuple):
    """Words of a report that a row names. `field` is the path of the field within the row, without positions in lists;
    `text` is what the row itself repeats of the words, or None where it repeats none."""

    table: str
    row: str
    field: str
    report: str
    start: int
    end: int
    text: str | None


def anchored(record: Record) -> Iterator[Anchored]:
    """Every anchor, table by table, in the record's order."""
    for field in msgspec.structs.fields(record):
        rows = getattr(record, field.name)
        if isinstance(rows, tuple):
            for number, row in enumerate(rows):
                raw = msgspec.to_builtins(row)
                name = str(raw.get("id") or number)
                report = name if field.name == "reports" else ""
                yield from _walk(raw, field.name, name, "", report)


def _walk(node: Any, table: str, row: str, path: str, report: str) -> Iterator[Anchored]:
    if isinstance(node, list | tuple):
        for item in node:
            yield from _walk(item, table, row, path, report)
    elif isinstance(node, dict):
        report = node["report"] if isinstance(node.get("report"), str) else report
        start, end = node.get("start"), node.get("end")
        if isinstance(start, int) and isinstance(end, int) and report:
            text = node.get("text")
            yield Anchored(table, row, path, report, start, end, text if isinstance(text, str) else None)
        for key, value in node.items():
            if isinstance(value, dict | list | tuple):
                yield from _walk(value, table, row, f"{path}.{key}".lstrip("."), report)
