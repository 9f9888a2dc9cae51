"""The user's own gazetteer and people file: takes their paths, gives the names in them; cannot say what they mean in a
report."""

from __future__ import annotations

import csv
import hashlib
import io
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec

from crosswire.base import OwnName, OwnNames
from crosswire.errors import UsageError

COLUMNS = ("name", "aliases", "kind", "country", "sector", "lat", "lon", "parent", "role", "from", "to")
SEPARATOR = ";"
"""Between aliases in a field of a CSV file."""
LARGEST = 50_000_000
"""Bytes. A file beyond this is no list of names that a person keeps."""
_ENTRY = re.compile(rb"^[ \t]*\[\[[ \t]*name[ \t]*\]\]", re.MULTILINE)
Row = tuple[int, dict[str, Any]]


def read_lists(gazetteer: str, people: str) -> OwnNames:
    """The names of both files, in their order; an empty path is no file. Raises UsageError CW103 with the line."""
    return OwnNames((*_read(gazetteer, "place"), *_read(people, "person")))


def fingerprint(path: str) -> str:
    """SHA-256 of a file's content, the same on any machine; empty for no file. Raises UsageError CW103."""
    return f"sha256:{hashlib.sha256(_content(path)).hexdigest()}" if path else ""


def _read(path: str, kind: str) -> Iterator[OwnName]:
    if not path:
        return
    content = _content(path)
    rows = _from_csv(path, content) if Path(path).suffix.lower() == ".csv" else _from_toml(path, content)
    for line, row in rows:
        yield _name(path, line, {"kind": kind} | row)


def _content(path: str) -> bytes:
    try:
        if Path(path).stat().st_size > LARGEST:
            raise _wrong(path, 0, f"it is larger than {LARGEST:,} bytes")
        return Path(path).read_bytes()
    except OSError as fault:
        raise _wrong(path, 0, fault.strerror or str(fault)) from None


def _from_toml(path: str, content: bytes) -> Iterator[Row]:
    try:
        table = tomllib.loads(content.decode("utf-8-sig"))
    except ValueError as fault:
        found = re.search(r"line (\d+)", str(fault))
        raise _wrong(path, int(found.group(1)) if found else 0, str(fault)) from None
    entries = table.pop("name", [])
    if table or not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        raise _wrong(path, 1, "it holds something else than [[name]] entries")
    starts = [content.count(b"\n", 0, found.start()) + 1 for found in _ENTRY.finditer(content)]
    for n, entry in enumerate(entries):
        yield starts[n] if len(starts) == len(entries) else 0, entry


def _from_csv(path: str, content: bytes) -> Iterator[Row]:
    try:
        reader = csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline=""), strict=True)
        for row in reader:
            if None in row:
                raise _wrong(path, reader.line_num, "it has more fields than the first line names")
            kept = {key: value.strip() for key, value in row.items() if value and value.strip()}
            aliases = [alias.strip() for alias in kept.pop("aliases", "").split(SEPARATOR)]
            yield reader.line_num, {**kept, "aliases": [alias for alias in aliases if alias]}
    except (ValueError, csv.Error) as fault:
        raise _wrong(path, 0, str(fault)) from None


def _name(path: str, line: int, row: dict[str, Any]) -> OwnName:
    strange = sorted(set(row) - set(COLUMNS))
    if strange:
        raise _wrong(path, line, f"there is no field {strange[0]!r}; the fields are {', '.join(COLUMNS)}")
    given = {key: str(value) if key in ("from", "to") else value for key, value in row.items()}
    try:
        made = msgspec.convert(given, OwnName, strict=False)
    except msgspec.ValidationError as fault:
        raise _wrong(path, line, str(fault)) from None
    if (made.lat is None) != (made.lon is None):
        raise _wrong(path, line, "lat and lon must be given together")
    return made


def _wrong(path: str, line: int, why: str) -> UsageError:
    where = f", line {line}" if line else ""
    return UsageError(
        "CW103",
        f"The list of names {path!r}{where} cannot be read: {why}.",
        "The guide shows what a gazetteer and a people file hold, as TOML or CSV in UTF-8.",
    )
