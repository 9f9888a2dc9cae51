"""The Python API of what a record is passed on as, and of checks against it.

load(path)                        record.json → the record; newer formats than we know are refused
export(record, formats, out)      a record → files in the formats named
compare(old, new)                 two records → what changed
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

import msgspec

from crosswire.api import RECORD, _places
from crosswire.base import FORMAT, Record
from crosswire.errors import UsageError
from crosswire.reconcile import compare
from crosswire.render import withhold
from crosswire.render.formats import FORMATS, File, make

__all__ = ["FORMATS", "compare", "export", "load"]

EXTRAS = {"docx": "docs", "icalendar": "docs", "xlsxwriter": "tables", "pyarrow": "tables"}
"""The extra that brings a library, by the name it is imported under."""


class _Opening(msgspec.Struct):
    """What tells a record from another JSON file."""

    format: str


def load(path: str | Path) -> Record:
    """The record in a file, or in the `record.json` of a folder.

    Records of an older format are read as they are, with what they lack left empty. Raises UsageError.
    """
    place = Path(path)
    place = place / RECORD if place.is_dir() else place
    try:
        content = place.read_bytes()
    except OSError as fault:
        raise UsageError(
            "CW102",
            f"{str(place)!r} cannot be read: {fault.strerror}.",
            "Name a record.json, or the folder it lies in.",
        ) from None
    return decoded(content, str(place))


def decoded(content: bytes, name: str) -> Record:
    """The record in these bytes; `name` stands in the messages. Raises UsageError."""
    try:
        given = msgspec.json.decode(content, type=_Opening).format
        if (number := _number(given)) is None:
            raise msgspec.ValidationError(f"its format is {given!r}")
        if number > (_number(FORMAT) or 0):
            raise UsageError(
                "CW105",
                f"{name!r} has the format {given!r}; this Crosswire reads {FORMAT!r} and older.",
                "Update Crosswire: a newer one made the record.",
            )
        return msgspec.json.decode(content, type=Record)
    except (msgspec.DecodeError, UnicodeDecodeError) as fault:
        raise UsageError(
            "CW104", f"{name!r} is no record: {fault}.", "Name a record.json that `crosswire build` wrote."
        ) from None


def _number(given: str) -> int | None:
    found = re.fullmatch(r"crosswire-record/(\d{1,6})", given)
    return int(found[1]) if found else None


def export(
    record: Record | str | Path,
    formats: Sequence[str],
    out: str | Path,
    share: bool = False,
    share_names: str = "keep",
) -> tuple[Path, ...]:
    """Writes a record, or that of a path, to the folder `out` in each format named; the files written.

    With `share` they hold passages instead of texts, and with `share_names` "hide" no names of private persons. Old
    files stay whole until the new ones of their folder are written. Raises UsageError, OutputError.
    """
    names = _known(formats)
    given = record if isinstance(record, Record) else load(record)
    if share:
        given = _shared(given, share_names)
    made = [file for name in names for file in _made(name, given)]
    folder = Path(out)
    written = []
    for under in dict.fromkeys(Path(file.name).parent for file in made):
        part = {Path(file.name).name: file.content for file in made if Path(file.name).parent == under}
        with _places(folder / under, tuple(part)) as write:
            for name, content in part.items():
                write(name, content)
        written += [folder / under / name for name in part]
    return tuple(written)


def _shared(record: Record, names: str) -> Record:
    if names not in ("keep", "hide"):
        raise UsageError("CW101", f"--share-names got {names!r}.", "Say keep or hide.")
    made = msgspec.structs.replace(record.made, settings={**record.made.settings, "share_names": names})
    return withhold(msgspec.structs.replace(record, made=made), hide_names=names == "hide")


def _known(formats: Sequence[str]) -> tuple[str, ...]:
    unknown = [name for name in formats if name not in FORMATS]
    if unknown or not formats:
        raise UsageError(
            "CW101",
            f"--format got {', '.join(unknown) or 'nothing'}.",
            f"Name one or more of {', '.join(FORMATS)}, separated by commas.",
        )
    return tuple(dict.fromkeys(formats))


def _made(name: str, record: Record) -> list[File]:
    try:
        return list(make(name, record))
    except ModuleNotFoundError as fault:
        extra = EXTRAS.get((fault.name or "").split(".")[0])
        if extra is None:
            raise
        raise UsageError(
            "CW106",
            f"The format {name!r} needs the library {fault.name!r}, which is not installed.",
            f"Install it with `pip install crosswire[{extra}]`.",
        ) from None
