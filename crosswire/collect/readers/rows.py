"""Rows to pages: what a row's fields are called, and lines of JSON, one object a line."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterator, Mapping
from datetime import date
from typing import IO, Any

import msgspec

from crosswire import rules
from crosswire.base import Limits, Page, SetAside
from crosswire.collect.readers.decoding import decode_line
from crosswire.collect.readers.problems import allowed, set_aside, too_long
from crosswire.collect.readers.sources import Run, Source, marked
from crosswire.collect.readers.web import page_from_html
from crosswire.errors import InputError

_JSON_CHAR_BYTES = 12
"""A character outside the basic plane, escaped as two \\uXXXX."""
_OTHER_FIELDS = 65_536
"""Bytes a JSON line may hold beside its text."""
_CHUNK = 1 << 20
_SOURCE = 4
"""Times the characters of a report that the source of a web page may have."""


def page_from_row(row: object, path: str, line: int | None) -> Page:
    """The page of one row: a JSON object, or a table's row with named columns.

    `text` (clean body; with `"page": true` a raw page) or `html` is required; `id`, `title`, `date` or `published`,
    `updated`, `authors`, `outlet`, `url` and the like are kept as given. `rules/any/inputs.toml` lists the names by
    which fields are known. `path` and `line` say where it stood. Raises InputError CW206 (not an object), CW207 (wrong
    or missing field), and for `html` what `page_from_html` raises.
    """
    where = f"{path}, line {line}" if line is not None else path
    if not isinstance(row, Mapping):
        raise InputError("CW206", f"{where} is not a JSON object.", 'Write one object a line: {"text": "…"}.')
    given = _all_given(row, where)
    text, name = _named(row, "text")
    if text is None and isinstance(source := _named(row, "html")[0], str) and source.strip():
        page = page_from_html(source.encode("utf-8", "surrogatepass"), where)
        return msgspec.structs.replace(page, path=path, line=line, **given)
    if not isinstance(text, str):
        what = "lacks `text`" if name is None else f"has {_kind(text)} as `{name}`"
        raise InputError("CW207", f"{where} {what}.", "Give `text` as a string: the report's words.")
    is_page = row.get("page", False)
    if not isinstance(is_page, bool):
        raise InputError("CW207", f"{where} has {_kind(is_page)} as `page`.", "Give `page` as true or false.")
    return Page(
        path=path,
        text=text,
        sha256=hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest(),
        encoding="utf-8",
        is_page=is_page,
        line=line,
        **given,
    )


def _named(row: Mapping[Any, Any], field: str) -> tuple[Any, str | None]:
    """The value of a field under the first of its names that the row has, and that name."""
    for name in rules.load("any/inputs")["fields"][field]:
        if row.get(name) is not None:
            return row[name], name
    return None, next((name for name in rules.load("any/inputs")["fields"][field] if name in row), None)


def _all_given(row: Mapping[Any, Any], where: str) -> dict[str, Any]:
    fields = ("id", "title", "published", "updated", "fetched", "outlet", "url", "language")
    given: dict[str, Any] = {f"given_{field}": _given(row, field, where) for field in fields}
    given["given_authors"] = _authors(row, where)
    return given


def _given(row: Mapping[Any, Any], field: str, where: str) -> str | None:
    value, name = _named(row, field)
    if value is None or isinstance(value, str):
        return value or None
    if field == "id" and isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping) and isinstance(value.get("name"), str):
        return str(value["name"]) or None
    raise InputError("CW207", f"{where} has {_kind(value)} as `{name}`.", f"Give `{name}` as a string or leave it out.")


def _authors(row: Mapping[Any, Any], where: str) -> tuple[str, ...]:
    value, name = _named(row, "authors")
    people = value if isinstance(value, list) else [] if value is None else [value]
    names = [each.get("name") if isinstance(each, Mapping) else each for each in people]
    if not all(each is None or isinstance(each, str) for each in names):
        raise InputError(
            "CW207", f"{where} has {_kind(value)} as `{name}`.", f"Give `{name}` as names or leave it out."
        )
    return tuple(each.strip() for each in names if each and each.strip())


def _kind(value: object) -> str:
    names = {dict: "an object", list: "a list", bool: "true or false", int: "a number", float: "a number"}
    return "null" if value is None else names.get(type(value), "a string")


def read_rows(source: Source, run: Run) -> Iterator[Page | SetAside]:
    path, limits = source.path, run.limits
    most = limits.report_chars * _JSON_CHAR_BYTES + _OTHER_FIELDS
    empty, is_utf8 = True, False
    with source.open() as stream:
        for number, data in enumerate(_lines(stream, most), start=1):
            if data is not None and not data.strip():
                continue
            empty = False
            given_id: str | None = None
            try:
                row, encoding = _row(data, f"{path}, line {number}", limits, is_utf8=is_utf8)
                is_utf8 = is_utf8 or (encoding == "utf-8" and data is not None and not data.isascii())
                given_id = _known_id(row)
                page = fitting(page_from_row(row, path, number), limits)
                yield marked(msgspec.structs.replace(page, encoding=encoding), source)
            except InputError as problem:
                yield set_aside(problem, path, number, given_id)
    if empty:
        raise InputError("CW201", f"{path} is empty.", "Write one JSON object a line, or take it out of the input.")


def fitting(page: Page, limits: Limits) -> Page:
    """The page, unless it is too long. Raises InputError CW203."""
    most = limits.report_chars * (1 if page.form == "text" else _SOURCE)
    if len(page.text) > most:
        where = f"{page.path}, line {page.line}" if page.line is not None else page.path
        raise too_long(where, f"{len(page.text):,} characters", allowed(limits))
    return page


def _lines(stream: IO[bytes], most: int) -> Iterator[bytes | None]:
    """Lines of at most `most` bytes; None stands for a longer one, which is passed over without being kept."""
    step = b"\n"
    data = stream.readline(most + 1)
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        yield from _wide_lines(_Again(data, stream), most)
        return
    while data:
        if len(data) <= most or data.endswith(step):
            yield data.removeprefix(b"\xef\xbb\xbf")
        else:
            while data and not data.endswith(step):
                data = stream.readline(_CHUNK)
            yield None
        data = stream.readline(most + 1)


class _Again(io.RawIOBase):
    """Bytes already read, and then the rest of their stream."""

    def __init__(self, start: bytes, rest: IO[bytes]) -> None:
        self._start, self._rest, self._at = start, rest, 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        data = self._start[self._at : self._at + len(buffer)] or self._rest.read(len(buffer))
        self._at += len(data)
        buffer[: len(data)] = data
        return len(data)


def _wide_lines(stream: io.RawIOBase, most: int) -> Iterator[bytes | None]:
    """The same for UTF-16 with a mark, re-encoded line by line."""
    text = io.TextIOWrapper(io.BufferedReader(stream), encoding="utf-16", errors="replace", newline="\n")
    try:
        while line := text.readline(most + 1):
            if len(line) <= most or line.endswith("\n"):
                yield line.encode("utf-8", "surrogatepass")
                continue
            while line and not line.endswith("\n"):
                line = text.readline(_CHUNK)
            yield None
    finally:
        text.detach()


def _row(data: bytes | None, where: str, limits: Limits, *, is_utf8: bool) -> tuple[object, str]:
    """The object on one line, and the encoding of its bytes."""
    if data is None:
        raise too_long(where, "the line", allowed(limits))
    encoding = "utf-8"
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        text, encoding = decode_line(data, where, is_utf8=is_utf8)
        data = text.encode("utf-8", "surrogatepass")
    try:
        return msgspec.json.decode(data), encoding
    except RecursionError:
        raise InputError("CW206", f"{where} is nested too deep to be read.", "Give a flat object.") from None
    except (msgspec.DecodeError, ValueError) as problem:
        # msgspec's messages name a position and a kind, never the text.
        raise InputError(
            "CW206", f"{where} is not JSON ({problem}).", 'Write one object a line: {"text": "…"}.'
        ) from None


def _known_id(row: object) -> str | None:
    value = row.get("id") if isinstance(row, dict) else None
    return str(value) if isinstance(value, str | int) and not isinstance(value, bool) else None
