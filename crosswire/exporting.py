"""The Python API of what a record is passed on as, and of checks against it.

load(path)                        record.json → the record; newer formats than we know are refused
export(record, formats, out)      a record → files in the formats named
compare(old, new)                 two records → what changed
verify(path, record)              a document, record or archive → what of it agrees with the reports
sample(record, out, rows)         a record → a sheet of rows to check by hand
precision(sheet)                  the sheet filled in → how much is right, with intervals
like(seeds, pool)                 pages → the pool's reports by closeness to the seeds, with reasons
"""

from __future__ import annotations

import hashlib
import io
import re
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import msgspec

from crosswire.api import RECORD, clean, nothing_readable, places
from crosswire.base import FORMAT, Record, Report, SetAside, Unread
from crosswire.errors import UsageError
from crosswire.group import Close, closest
from crosswire.reconcile import compare
from crosswire.render import sampling, withhold
from crosswire.render.formats import FORMATS, NEWS, File, make
from crosswire.render.formats.evidence import SUMS
from crosswire.render.sampling import Precision
from crosswire.render.verify import Checked, Fault, Shelf, changes, faults, quotations, text_of
from crosswire.settings import Settings

__all__ = [
    "FORMATS",
    "Checked",
    "Close",
    "Fault",
    "Liked",
    "Precision",
    "Verified",
    "compare",
    "export",
    "like",
    "load",
    "precision",
    "sample",
    "verify",
]

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
    return _decoded(_content(place, "Name a record.json, or the folder it lies in."), str(place))


def _content(place: Path, cure: str) -> bytes:
    try:
        return place.read_bytes()
    except OSError as fault:
        raise UsageError("CW102", f"{str(place)!r} cannot be read: {fault.strerror}.", cure) from None


def _decoded(content: bytes, name: str) -> Record:
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
    since: Record | str | Path | None = None,
) -> tuple[Path, ...]:
    """Writes a record, or that of a path, to the folder `out` in each format named; the files written.

    With `since`, an earlier record, feeds hold only what it had not. With `share` the files hold passages instead of
    texts, and with `share_names` "hide" no names of private persons. Old files stay whole until the new ones of their
    folder are written. Raises UsageError, OutputError.
    """
    names = _known(formats)
    given, before = _record(record), _record(since) if since else None
    if before and not set(names) & set(NEWS):
        raise UsageError("CW101", "--since is for feeds only.", f"Add one of {', '.join(NEWS)} to --format.")
    if share:
        given = _shared(given, share_names)
    made = [file for name in names for file in _made(name, given, before)]
    folder = Path(out)
    written = []
    for under in dict.fromkeys(Path(file.name).parent for file in made):
        part = {Path(file.name).name: file.content for file in made if Path(file.name).parent == under}
        with places(folder / under, tuple(part)) as write:
            for name, content in part.items():
                write(name, content)
        written += [folder / under / name for name in part]
    return tuple(written)


def _record(given: Record | str | Path) -> Record:
    return given if isinstance(given, Record) else load(given)


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


def _made(name: str, record: Record, before: Record | None) -> list[File]:
    try:
        return list(make(name, record, before))
    except ModuleNotFoundError as fault:
        extra = EXTRAS.get((fault.name or "").split(".")[0])
        if extra is None:
            raise
        raise UsageError(
            "CW106",
            f"The format {name!r} needs the library {fault.name!r}, which is not installed.",
            f"Install it with `pip install crosswire[{extra}]`.",
        ) from None


@dataclass(frozen=True)
class Verified:
    """What was checked: each quotation with its verdict, and each fault of a record or archive."""

    quotations: tuple[Checked, ...] = ()
    faults: tuple[Fault, ...] = ()

    @property
    def holds(self) -> bool:
        """Whether nothing is altered, missing or changed. What could not be checked does not count."""
        return not self.faults and all(row.verdict in ("found", "unchecked") for row in self.quotations)


def verify(path: str | Path, record: Record | str | Path | None = None) -> Verified:
    """Checks a document's quotations against the reports of `record`; or a record, or an evidence archive, for changes.

    Text, Markdown, HTML and DOCX are read. A record is checked against itself and, if `record` is given, row by row
    against that. Raises UsageError.
    """
    place = Path(path)
    place = place / RECORD if place.is_dir() else place
    content = _content(place, "Name a document, a record.json or an evidence archive.")
    kept = _record(record) if record is not None else None
    if place.suffix.lower() == ".json":
        return _verified(_decoded(content, str(place)), kept)
    if place.suffix.lower() == ".zip":
        return _unpacked(content, str(place), kept)
    if kept is None:
        raise UsageError("CW101", "No record was named to check against.", "Name one with --record.")
    try:
        words = text_of(content, place.name)
    except ValueError as fault:
        cure = "Save it as text, Markdown, HTML or DOCX."
        raise UsageError("CW108", f"{str(place)!r} cannot be checked: {fault}.", cure) from None
    shelf = Shelf(kept.reports)
    return Verified(quotations=tuple(shelf.check(row) for row in quotations(words)))


def _verified(given: Record, kept: Record | None, more: Iterable[Fault] = ()) -> Verified:
    differing = changes(given, kept) if kept else ()
    return Verified(faults=(*more, *faults(given), *differing))


def _unpacked(content: bytes, name: str, kept: Record | None) -> Verified:
    """An archive: each file's hash, then the record in it."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            members = {member: packed.read(member) for member in packed.namelist()}
            lines = [line.split("  ", 1) for line in members.pop(SUMS).decode("utf-8").splitlines()]
            sums = {member: told for told, member in lines}
            given = _decoded(members[RECORD], f"{name}/{RECORD}")
    except (zipfile.BadZipFile, KeyError, ValueError) as fault:
        cure = "Give an archive that `crosswire export --format evidence` wrote."
        raise UsageError("CW108", f"{name!r} is no evidence archive, or a damaged one: {fault}.", cure) from None
    wrong = [
        Fault("archive", member, "its hash is not the one in SHA256SUMS" if member in members else "it is missing")
        for member, told in sums.items()
        if hashlib.sha256(members.get(member, b"")).hexdigest() != told or member not in members
    ]
    wrong += [Fault("archive", member, "it is not listed in SHA256SUMS") for member in members if member not in sums]
    return _verified(given, kept, wrong)


def sample(
    record: Record | str | Path, out: str | Path, rows: int = 30, seed: int = 0, tables: Sequence[str] = ()
) -> Path:
    """Writes a sheet (CSV) of about `rows` rows of each table, or of those named, to check by hand; its path.

    Raises UsageError, OutputError.
    """
    unknown = [name for name in tables if name not in sampling.tables()]
    if unknown or rows < 1:
        wrong = f"--tables got {', '.join(unknown)}" if unknown else f"--rows got {rows}"
        raise UsageError("CW101", f"{wrong}.", f"Ask for 1 or more rows of {', '.join(sampling.tables())}.")
    content, place = sampling.draw(_record(record), rows, seed, tables), Path(out)
    with places(place.parent, (place.name,)) as write:
        write(place.name, content)
    return place


def precision(sheet: str | Path) -> list[Precision]:
    """What a sheet that was filled in says: precision with 95 % intervals by table and field. Raises UsageError."""
    content = _content(Path(sheet), "Name the sheet that was filled in, saved as CSV.")
    try:
        return sampling.precision(content.decode("utf-8-sig"))
    except ValueError as fault:
        cure = "Save the sheet as CSV in UTF-8, and fill in only the columns right and note."
        raise UsageError("CW108", f"{str(sheet)!r} cannot be used: {fault}.", cure) from None


@dataclass(frozen=True)
class Liked:
    """The pool's reports by closeness, each with its own file, and what could not be read."""

    rows: tuple[Close, ...]
    paths: dict[str, str]
    set_aside: tuple[SetAside, ...] = ()
    unread: tuple[Unread, ...] = ()


def like(seeds: Sequence[str | Path], pool: Sequence[str | Path], settings: Settings | None = None) -> Liked:
    """The reports of `pool` by closeness to those of `seeds`, nearest first, with the words they share.

    Raises UsageError, NothingReadableError.
    """
    set_aside, unread = list[SetAside](), list[Unread]()
    given, others = list[Report](), list[Report]()
    for inputs, found in ((seeds, given), (pool, others)):
        for outcome in clean(inputs, settings):
            if isinstance(outcome, Report):
                found.append(outcome)
            else:
                (set_aside if isinstance(outcome, SetAside) else unread).append(outcome)  # type: ignore[arg-type]
        if not found:
            raise nothing_readable(inputs, set_aside, unread)
    paths = {report.id: " ".join(filter(None, (report.path, report.given_id))) for report in (*others, *given)}
    return Liked(tuple(closest(given, others)), paths, tuple(set_aside), tuple(unread))
