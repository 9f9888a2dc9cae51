"""Lines of JSON to pages, one object a line."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import IO, Any

import msgspec

from crosswire.base import Limits, Page, SetAside
from crosswire.collect.readers.decoding import decode
from crosswire.collect.readers.problems import allowed, set_aside, too_long
from crosswire.errors import InputError

_JSON_CHAR_BYTES = 12
"""A character outside the basic plane, escaped as two \\uXXXX."""
_OTHER_FIELDS = 65_536
"""Bytes a JSON line may hold beside its text."""
_CHUNK = 1 << 20


def page_from_row(row: object, path: str, line: int | None) -> Page:
    """The page of one JSON object: `text` is required; `id`, `title`, `date` or `published`, `outlet` and `url` are
    kept as given; `"page": true` marks the text as a raw page.

    `path` and `line` say where it stood. Raises InputError CW206 (not an object), CW207 (wrong or missing field).
    """
    where = f"{path}, line {line}" if line is not None else path
    if not isinstance(row, Mapping):
        raise InputError("CW206", f"{where} is not a JSON object.", 'Write one object a line: {"text": "…"}.')
    text = row.get("text")
    if not isinstance(text, str):
        what = "lacks `text`" if "text" not in row else f"has {_kind(text)} as `text`"
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
        given_id=_given(row, "id", where),
        given_title=_given(row, "title", where),
        given_published=_given(row, "published", where) or _given(row, "date", where),
        given_outlet=_given(row, "outlet", where),
        given_url=_given(row, "url", where),
    )


def _given(row: Mapping[Any, Any], field: str, where: str) -> str | None:
    value = row.get(field)
    if value is None or isinstance(value, str):
        return value or None
    if field == "id" and isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    raise InputError(
        "CW207", f"{where} has {_kind(value)} as `{field}`.", f"Give `{field}` as a string or leave it out."
    )


def _kind(value: object) -> str:
    names = {dict: "an object", list: "a list", bool: "true or false", int: "a number", float: "a number"}
    return "null" if value is None else names.get(type(value), "a string")


def read_rows(file: Path, path: str, limits: Limits) -> Iterator[Page | SetAside]:
    most = limits.report_chars * _JSON_CHAR_BYTES + _OTHER_FIELDS
    empty = True
    with file.open("rb") as stream:
        for number, data in enumerate(_lines(stream, most), start=1):
            if data is not None and not data.strip():
                continue
            empty = False
            given_id: str | None = None
            try:
                row, encoding = _row(data, path, number, limits)
                given_id = _known_id(row)
                page = msgspec.structs.replace(page_from_row(row, path, number), encoding=encoding)
                if len(page.text) > limits.report_chars:
                    raise too_long(f"{path}, line {number}", f"{len(page.text):,} characters", allowed(limits))
                yield page
            except InputError as problem:
                yield set_aside(problem, path, number, given_id)
    if empty:
        raise InputError("CW201", f"{path} is empty.", "Write one JSON object a line, or take it out of the input.")


def _lines(stream: IO[bytes], most: int) -> Iterator[bytes | None]:
    """Lines of at most `most` bytes; None stands for a longer one, which is passed over without being kept."""
    step = b"\n"
    mark = stream.read(2)
    stream.seek(0)
    if mark in (b"\xff\xfe", b"\xfe\xff"):
        yield from _wide_lines(stream, most)
        return
    while data := stream.readline(most + 1):
        if len(data) <= most or data.endswith(step):
            yield data.removeprefix(b"\xef\xbb\xbf")
            continue
        while len(data) and not data.endswith(step):
            data = stream.readline(_CHUNK)
        yield None


def _wide_lines(stream: IO[bytes], most: int) -> Iterator[bytes | None]:
    """The same for UTF-16 with a mark, re-encoded line by line."""
    text = io.TextIOWrapper(stream, encoding="utf-16", errors="replace", newline="\n")
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


def _row(data: bytes | None, path: str, number: int, limits: Limits) -> tuple[object, str]:
    """The object on one line, and the encoding of its bytes."""
    where = f"{path}, line {number}"
    if data is None:
        raise too_long(where, "the line", allowed(limits))
    encoding = "utf-8"
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        text, encoding = decode(data, where)
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
