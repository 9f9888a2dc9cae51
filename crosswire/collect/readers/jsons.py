"""JSON documents to pages: a feed, agency items (ninjs), rows in a list, or one row."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import msgspec

from crosswire import rules
from crosswire.base import Page, SetAside, Unread
from crosswire.collect.readers.decoding import decode
from crosswire.collect.readers.feeds import read_json_feed
from crosswire.collect.readers.ninjs import is_ninjs, page_of_item
from crosswire.collect.readers.problems import set_aside
from crosswire.collect.readers.rows import fitting, page_from_row, read_rows
from crosswire.collect.readers.sources import Found, Run, Source, marked, whole
from crosswire.errors import InputError

_JSON_CHAR_BYTES = 12
_DEEPEST = 3


def read_json(source: Source, run: Run) -> Iterator[Found]:
    """Everything in a JSON file. One with an object a line is read as JSON Lines, whatever it is called."""
    data = whole(source, run.limits, times=_JSON_CHAR_BYTES)
    text, _ = decode(data, source.path)
    try:
        value = msgspec.json.decode(text.encode("utf-8", "surrogatepass"))
    except RecursionError:
        raise InputError("CW206", f"{source.path} is nested too deep to be read.", "Give flat objects.") from None
    except (msgspec.DecodeError, ValueError) as problem:
        if "trailing characters" in str(problem):
            yield from read_rows(source, run)
            return
        raise InputError(
            "CW206", f"{source.path} is not JSON ({problem}).", "Save it again, or give one object a line as .jsonl."
        ) from None
    if isinstance(value, Mapping) and str(value.get("version", "")).startswith("https://jsonfeed.org/"):
        yield from read_json_feed(value, source, run)
        return
    rows = _rows(value)
    if rows is None and not source.named:
        yield Unread(path=source.path, reason="its JSON holds no reports: no text, no list of objects")
        return
    several = rows is not None and rows[0] is not value
    for number, row in enumerate(rows or [value], start=1):
        yield from _page(row, source, number if several else None, run)


def _rows(value: Any, depth: int = 0) -> list[Any] | None:
    """The rows a document holds: itself, its list, or a list under a usual name."""
    fields = rules.load("any/inputs")["fields"]
    if isinstance(value, list):
        return value if any(isinstance(each, Mapping) for each in value) else None
    if not isinstance(value, Mapping):
        return None
    if is_ninjs(value) or any(isinstance(value.get(name), str) for name in (*fields["text"], *fields["html"])):
        return [value]
    for name in rules.load("any/inputs")["lists"]["names"] if depth < _DEEPEST else ():
        rows = _rows(value.get(name), depth + 1) if isinstance(value.get(name), list | Mapping) else None
        if rows is not None:
            return rows
    return None


def _page(row: Any, source: Source, number: int | None, run: Run) -> Iterator[Page | SetAside | Unread]:
    try:
        found = (
            page_of_item(row, source.path, number)
            if isinstance(row, Mapping) and is_ninjs(row)
            else page_from_row(row, source.path, number)
        )
        yield marked(fitting(found, run.limits), source) if isinstance(found, Page) else found
    except InputError as problem:
        given = row.get("id") if isinstance(row, Mapping) else None
        yield set_aside(problem, source.path, number, str(given) if isinstance(given, str | int) else None)
