"""Inputs to pages: files, folders, globs; `.html` is a web page, `.txt` a raw one, `.jsonl` holds one report a line."""

from __future__ import annotations

import glob
import hashlib
import os
import stat
from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec

from crosswire.base import Limits, Page, SetAside, Unread
from crosswire.collect.readers.decoding import decode
from crosswire.collect.readers.problems import READ_CURE, allowed, cannot_open, set_aside, too_long
from crosswire.collect.readers.rows import read_rows
from crosswire.collect.readers.web import page_from_html
from crosswire.errors import InputError, UsageError

Found = Page | SetAside | Unread
_WEB = (".html", ".htm")
_ENDINGS = (".txt", ".jsonl", *_WEB)
_CHAR_BYTES = 4
"""No encoding read here takes more bytes for a character."""


def read(inputs: Sequence[str | Path], limits: Limits) -> Iterator[Found]:
    """Every report of the inputs, in the order given, folders and globs sorted, one at a time.

    A file that cannot be used gives a SetAside, one of a kind that is not read an Unread; the rest goes on. Paths are
    relative to the folder given (a single file: its name). Raises UsageError CW102, before anything is read, for a
    path that does not exist or a glob that matches nothing.
    """
    sources = [_source(str(entry)) for entry in inputs]
    return (found for source in sources for found in source.read(limits))


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
                yield set_aside(problem, path)
            except OSError as problem:
                yield set_aside(cannot_open(path, problem), path)


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
        notes.append(set_aside(cannot_open(inside, problem), inside))

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
        raise InputError("CW208", f"{path} is not a regular file.", READ_CURE)
    if ending not in _ENDINGS:
        kind = f"{ending} files are" if ending else "files without an ending are"
        if named:
            raise InputError("CW211", f"{path} cannot be read: {kind} not read.", READ_CURE)
        yield Unread(path=path, reason=f"{kind} not read")
    elif status.st_size > limits.file_bytes:
        raise too_long(path, f"{status.st_size:,} bytes", f"{limits.file_bytes:,} bytes for one file")
    elif ending in _WEB:
        yield page_from_html(_read_bytes(file, path, status.st_size, limits), path)
    elif ending == ".txt":
        yield _read_page(file, path, status.st_size, limits)
    else:
        yield from read_rows(file, path, limits)


def _read_page(file: Path, path: str, size: int, limits: Limits) -> Page:
    data = _read_bytes(file, path, size, limits)
    text, encoding = decode(data, path)
    if len(text) > limits.report_chars:
        raise too_long(path, f"{len(text):,} characters", allowed(limits))
    return Page(path=path, text=text, sha256=hashlib.sha256(data).hexdigest(), encoding=encoding)


def _read_bytes(file: Path, path: str, size: int, limits: Limits) -> bytes:
    """All of a file that may hold one report."""
    most = limits.report_chars * _CHAR_BYTES + _CHAR_BYTES
    if size > most:
        raise too_long(path, f"{size:,} bytes", allowed(limits))
    with file.open("rb") as stream:
        return stream.read(most + 1)
