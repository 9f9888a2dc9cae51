"""Inputs to pages: files, folders and globs; `.txt` is a raw page, `.jsonl` holds one report a line."""

from __future__ import annotations

import glob
import hashlib
import io
import os
import stat
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import IO, Any

import msgspec

from crosswire.base import Limits, Page, SetAside, Unread
from crosswire.collect.decoding import decode
from crosswire.errors import InputError, UsageError

Found = Page | SetAside | Unread
_ENDINGS = (".txt", ".jsonl")
_CHAR_BYTES = 4
"""No encoding read here takes more bytes for a character."""
_JSON_CHAR_BYTES = 12
"""A character outside the basic plane, escaped as two \\uXXXX."""
_OTHER_FIELDS = 65_536
"""Bytes a JSON line may hold beside its text."""
_CHUNK = 1 << 20
_READ_CURE = "Give .txt (raw page text) or .jsonl (one JSON object a line, with `text`)."


def read(inputs: Sequence[str | Path], limits: Limits) -> Iterator[Found]:
    """Every report of the inputs, in the order given, folders and globs sorted, one at a time.

    A file that cannot be used gives a SetAside, one of a kind that is not read an Unread; the rest goes on. Paths are
    relative to the folder given (a single file: its name). Raises UsageError CW102, before anything is read, for a
    path that does not exist or a glob that matches nothing.
    """
    sources = [_source(str(entry)) for entry in inputs]
    return (found for source in sources for found in source.read(limits))


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


class _Source:
    """One input: its files, each with the path it is known by; `named` where the user named that very file."""

    def __init__(self, files: list[tuple[Path, str]], *, named: bool, notes: Sequence[Found] = ()) -> None:
        self.files, self.named, self.notes = files, named, notes

    def read(self, limits: Limits) -> Iterator[Found]:
        yield from self.notes
        for file, path in self.files:
            try:
                yield from _read_file(file, path, limits, named=self.named)
            except InputError as problem:
                yield _set_aside(problem, path)
            except OSError as problem:
                yield _set_aside(_cannot_open(path, problem), path)


def _source(given: str) -> _Source:
    path = Path(given)
    if path.is_dir():
        return _folder(path)
    if path.exists() or path.is_symlink():
        return _Source([(path, path.name)], named=True)
    # Path.glob refuses absolute patterns and gives hidden files.
    matches = sorted(glob.glob(given, recursive=True)) if glob.has_magic(given) else []  # noqa: PTH207
    if not matches:
        what = "matches nothing" if glob.has_magic(given) else "does not exist"
        raise UsageError("CW102", f"The input {given!r} {what}.", "Check the path; give files, folders or globs.")
    return _globbed(given, [Path(match) for match in matches])


def _globbed(given: str, matches: list[Path]) -> _Source:
    """Matches are known by their path from the last folder that the glob names plainly."""
    base = Path()
    for part in Path(given).parts[:-1]:
        if glob.has_magic(part):
            break
        base /= part
    files: list[tuple[Path, str]] = []
    notes: list[Found] = []
    for match in matches:
        relative = match.relative_to(base).as_posix() if match.is_relative_to(base) else match.name
        if match.is_dir():
            inside = _folder(match)
            files += [(file, f"{relative}/{path}") for file, path in inside.files]
            notes += [msgspec.structs.replace(note, path=f"{relative}/{note.path}") for note in inside.notes]
        else:
            files.append((match, relative))
    # `**/*` names a file of a folder both by itself and through its folder; it is read once.
    return _Source(list(dict.fromkeys(files)), named=False, notes=notes)


def _folder(folder: Path) -> _Source:
    """Every file below, sorted by path; hidden ones are skipped, folders behind a link are not followed but noted."""
    files: list[tuple[Path, str]] = []
    notes: list[Found] = []

    def cannot_list(problem: OSError) -> None:
        inside = Path(problem.filename or folder).relative_to(folder).as_posix()
        notes.append(_set_aside(_cannot_open(inside, problem), inside))

    for root, below, names in os.walk(folder, onerror=cannot_list):
        below[:] = sorted(name for name in below if not name.startswith("."))
        for name in (*below, *names):
            entry = Path(root, name)
            path = entry.relative_to(folder).as_posix()
            if name in below:
                if entry.is_symlink():
                    notes.append(Unread(path=path, reason="a link to a folder is not followed"))
            elif not name.startswith("."):
                files.append((entry, path))
    return _Source(sorted(files, key=lambda pair: pair[1].split("/")), named=False, notes=notes)


def _read_file(file: Path, path: str, limits: Limits, *, named: bool) -> Iterator[Found]:
    ending = file.suffix.lower()
    status = file.stat()
    if not stat.S_ISREG(status.st_mode):
        raise InputError("CW208", f"{path} is not a regular file.", _READ_CURE)
    if ending not in _ENDINGS:
        kind = f"{ending} files are" if ending else "files without an ending are"
        if named:
            raise InputError("CW211", f"{path} cannot be read: {kind} not read.", _READ_CURE)
        yield Unread(path=path, reason=f"{kind} not read")
    elif status.st_size > limits.file_bytes:
        raise _too_long(path, f"{status.st_size:,} bytes", f"{limits.file_bytes:,} bytes for one file")
    elif ending == ".txt":
        yield _read_page(file, path, status.st_size, limits)
    else:
        yield from _read_rows(file, path, limits)


def _read_page(file: Path, path: str, size: int, limits: Limits) -> Page:
    most = limits.report_chars * _CHAR_BYTES + _CHAR_BYTES
    allowed = f"{limits.report_chars:,} characters for one report"
    if size > most:
        raise _too_long(path, f"{size:,} bytes", allowed)
    with file.open("rb") as stream:
        data = stream.read(most + 1)
    text, encoding = decode(data, path)
    if len(text) > limits.report_chars:
        raise _too_long(path, f"{len(text):,} characters", allowed)
    return Page(path=path, text=text, sha256=hashlib.sha256(data).hexdigest(), encoding=encoding)


def _read_rows(file: Path, path: str, limits: Limits) -> Iterator[Found]:
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
                    raise _too_long(f"{path}, line {number}", f"{len(page.text):,} characters", _allowed(limits))
                yield page
            except InputError as problem:
                yield _set_aside(problem, path, number, given_id)
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
        raise _too_long(where, "the line", _allowed(limits))
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


def _allowed(limits: Limits) -> str:
    return f"{limits.report_chars:,} characters for one report"


def _too_long(where: str, length: str, allowed: str) -> InputError:
    return InputError(
        "CW203", f"{where} is too long: {length}, the limit is {allowed}.", "Split it, or raise the limit in settings."
    )


def _cannot_open(path: str, problem: OSError) -> InputError:
    reason = problem.strerror or type(problem).__name__
    return InputError("CW208", f"{path} cannot be read: {reason}.", "Check that the file is there and may be read.")


def _set_aside(problem: InputError, path: str, line: int | None = None, given_id: str | None = None) -> SetAside:
    return SetAside(
        path=path,
        step="collect",
        code=problem.code,
        error=problem.error,
        cure=problem.cure,
        line=line,
        given_id=given_id,
        retry=problem.retry,
    )
