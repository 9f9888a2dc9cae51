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
from crosswire.collect.readers.kinds import by_name
from crosswire.collect.readers.problems import READ_CURE, cannot_open, set_aside
from crosswire.collect.readers.sources import Found, Source
from crosswire.collect.readers.stores import Stored, stored
from crosswire.errors import InputError, UsageError

PART_FILES = 200
"""Files of a folder that are read in one part, where inputs are read in parts."""

SINGLE = frozenset({"text", "web", "mail"})
"""Kinds of files that hold one report each."""
MOST_COUNTED = 1_000_000_000
"""Bytes of JSON Lines that are gone through to count the lines; a second's work or two."""


def read(inputs: Sequence[str | Path], limits: Limits, fetching: Fetching | None = None) -> Inputs:
    """Every report of the inputs, in the order given, folders and globs sorted, one at a time.

    An input that begins with http:// or https:// is fetched, as `fetching` allows; any other with :// names a place
    that fsspec opens. What cannot be used gives a SetAside, what is of a kind that is not read an Unread; the rest goes
    on. Paths are relative to the folder given (a single file: its name; a web address: itself). Raises UsageError
    CW102, before anything is read, for a path that does not exist or a glob that matches nothing.
    """
    return Inputs([_source(str(entry)) for entry in inputs], limits, fetching or Fetching())


class Inputs:
    """Inputs that were found, to be gone through here, or in parts where other processes can read them."""

    def __init__(self, sources: Sequence[_Source | _Address | Stored], limits: Limits, fetching: Fetching) -> None:
        self._sources, self._limits, self._fetching = sources, limits, fetching

    def __iter__(self) -> Iterator[Found]:
        fetcher = Fetcher(self._fetching)
        return (found for source in self._sources for found in source.read(self._limits, fetcher))

    def count(self) -> int | None:
        """How many there will be, where that can be told at a glance: files of one report each, and JSON Lines."""
        counts = [source.count() if isinstance(source, _Source) else None for source in self._sources]
        known = [count for count in counts if count is not None]
        return sum(known) if len(known) == len(counts) else None

    @property
    def is_here(self) -> bool:
        """Whether something of it lies on this machine, where no other can read it."""
        return any(isinstance(source, _Source) for source in self._sources)

    def parts(self) -> list[Inputs]:
        """The same in their order, cut so that several processes can read at once; web addresses, which one visitor
        asks for in turn, make it one part."""
        if any(isinstance(source, _Address) for source in self._sources):
            return [self]
        parts = [part for source in self._sources if not isinstance(source, _Address) for part in source.parts()]
        return [Inputs([part], self._limits, self._fetching) for part in parts]


class _Source:
    """One input: its files, each with the path it is known by; `named` where the user named that very file."""

    def __init__(self, files: list[tuple[Path, str]], *, named: bool, notes: Sequence[Found] = ()) -> None:
        self.files, self.named, self.notes = files, named, notes

    def count(self) -> int | None:
        """Reports, and what will be told of instead; None where a file holds nobody knows how many."""
        kinds = [by_name(path) for _, path in self.files]
        rows = [file for (file, _), kind in zip(self.files, kinds, strict=True) if kind == "rows"]
        try:
            if set(kinds) - {*SINGLE, "rows", ""} or sum(file.stat().st_size for file in rows) > MOST_COUNTED:
                return None
            return len(self.notes) + len(self.files) - len(rows) + sum(map(_lines, rows))
        except OSError:
            return None

    def parts(self) -> list[_Source]:
        files = [(file.absolute(), path) for file, path in self.files]
        cuts = [files[n : n + PART_FILES] for n in range(0, len(files), PART_FILES)] or [[]]
        return [_Source(cut, named=self.named, notes=() if n else self.notes) for n, cut in enumerate(cuts)]

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


def _lines(file: Path) -> int:
    """Lines of a file that are not empty."""
    with file.open("rb") as stream:
        return sum(1 for line in stream if line.strip())


def _source(given: str) -> _Source | _Address | Stored:
    if given.lower().startswith(("http://", "https://")):
        return _Address(given)
    if "://" in given:
        return stored(given)
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
