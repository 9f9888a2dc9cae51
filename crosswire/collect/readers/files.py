"""Inputs to sources: files, folders, globs and addresses."""

from __future__ import annotations

import glob
import os
import stat
from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec

from crosswire.base import Limits, Unread
from crosswire.collect.addresses import Fetcher, Fetching
from crosswire.collect.readers.dispatch import read_address, read_source
from crosswire.collect.readers.problems import READ_CURE, cannot_open, set_aside
from crosswire.collect.readers.sources import Found, Source
from crosswire.errors import InputError, UsageError


def read(inputs: Sequence[str | Path], limits: Limits, fetching: Fetching | None = None) -> Iterator[Found]:
    """Every report of the inputs, in the order given, folders and globs sorted, one at a time.

    An input that begins with http:// or https:// is fetched, as `fetching` allows. What cannot be used gives a
    SetAside, what is of a kind that is not read an Unread; the rest goes on. Paths are relative to the folder given (a
    single file: its name; an address: itself). Raises UsageError CW102, before anything is read, for a path that does
    not exist or a glob that matches nothing.
    """
    fetcher = Fetcher(fetching or Fetching())
    sources = [_source(str(entry)) for entry in inputs]
    return (found for source in sources for found in source.read(limits, fetcher))


class _Source:
    """One input: its files, each with the path it is known by; `named` where the user named that very file."""

    def __init__(self, files: list[tuple[Path, str]], *, named: bool, notes: Sequence[Found] = ()) -> None:
        self.files, self.named, self.notes = files, named, notes

    def read(self, limits: Limits, fetcher: Fetcher) -> Iterator[Found]:
        yield from self.notes
        for file, path in self.files:
            try:
                yield from _read_file(file, path, limits, fetcher, named=self.named)
            except InputError as problem:
                yield set_aside(problem, path)
            except OSError as problem:
                yield set_aside(cannot_open(path, problem), path)


class _Address:
    """One address, fetched when its turn comes."""

    def __init__(self, url: str) -> None:
        self.url = url

    def read(self, limits: Limits, fetcher: Fetcher) -> Iterator[Found]:
        yield from read_address(self.url, limits, fetcher)


def _source(given: str) -> _Source | _Address:
    if given.lower().startswith(("http://", "https://")):
        return _Address(given)
    path = Path(given)
    if path.is_dir():
        return _folder(path)
    if path.exists() or path.is_symlink():
        return _Source([(path, path.name)], named=True)
    # Path.glob refuses absolute patterns and gives hidden files.
    matches = sorted(glob.glob(given, recursive=True)) if glob.has_magic(given) else []  # noqa: PTH207
    if not matches:
        what = "matches nothing" if glob.has_magic(given) else "does not exist"
        raise UsageError(
            "CW102", f"The input {given!r} {what}.", "Check the path; give files, folders, globs or web addresses."
        )
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


def _read_file(file: Path, path: str, limits: Limits, fetcher: Fetcher, *, named: bool) -> Iterator[Found]:
    status = file.stat()
    known = plain_path(path)
    if not stat.S_ISREG(status.st_mode):
        raise InputError("CW208", f"{known} is not a regular file.", READ_CURE)
    origin = plain_path(str(file.absolute()))
    source = Source(known, origin, lambda: file.open("rb"), size=status.st_size, named=named)
    yield from read_source(source, limits, fetcher)


def plain_path(path: str) -> str:
    """The path as text: names of files may hold bytes that are none."""
    return path.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
