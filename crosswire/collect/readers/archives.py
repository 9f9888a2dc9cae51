"""Archives to what lies in them: zip, tar, and single files packed with gzip, bzip2 or xz.

Nothing is written under a name that an archive gives: what must be read twice goes through a file without a name.
"""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import tarfile
import tempfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import PurePosixPath
from typing import IO, cast

from crosswire.base import Unread
from crosswire.collect.readers.kinds import kind_of, unpacked_name
from crosswire.collect.readers.problems import bomb, damaged
from crosswire.collect.readers.sources import Budget, Found, Run, Source, counted
from crosswire.errors import InputError

DEEPEST = 4
_MOST_MEMBERS = 1_000_000
_IN_MEMORY = 8 << 20
_HEAD = 4096
_MOST_COPIED = 2 << 30
_BROKEN = (
    zipfile.BadZipFile,
    tarfile.TarError,
    zlib.error,
    lzma.LZMAError,
    EOFError,
    NotImplementedError,
    RuntimeError,
    ValueError,
    UnicodeDecodeError,
)
"""What the standard library raises for damaged, encrypted or unknown archives."""
_GUARD = "is a damaged archive, or one that is locked or packed in a way that is not known"


@contextmanager
def _guarded(path: str) -> Iterator[None]:
    try:
        yield
    except InputError:
        raise
    except _BROKEN:
        raise damaged(path, _GUARD) from None
    except OSError as problem:
        if problem.errno is not None:
            raise
        # gzip and bz2 raise OSError without a number for damaged data
        raise damaged(path, _GUARD) from None


class _Guarded(io.RawIOBase):
    """A member's stream, whose damage is told as ours."""

    def __init__(self, stream: IO[bytes], path: str, under: IO[bytes] | None = None) -> None:
        self._stream, self._path, self._under = stream, path, under

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        with _guarded(self._path):
            data = self._stream.read(len(buffer))
        buffer[: len(data)] = data
        return len(data)

    def close(self) -> None:
        self._stream.close()
        if self._under is not None:
            self._under.close()
        super().close()


def _nested(source: Source, run: Run) -> Source:
    """The source as an archive that may be opened: not too deep, with a budget for what it unpacks to."""
    if source.depth >= DEEPEST:
        raise bomb(f"{source.path} lies in more than {DEEPEST} archives")
    return source if source.budget else replace(source, budget=Budget(source.size, run.limits))


def _member(source: Source, name: str, opened: Callable[[], IO[bytes]], size: int | None) -> Source:
    inner = source.inside(safe_name(name), size=size)

    def guarded() -> IO[bytes]:
        if source.budget and size and size > source.budget.left:
            raise bomb(f"{inner.path} unpacks to more than is allowed")
        with _guarded(inner.path):
            stream = opened()
        return counted(io.BufferedReader(_Guarded(stream, inner.path)), inner)

    return replace(inner, open=guarded)


def safe_name(name: str) -> str:
    """A member's name as part of a path: nothing above the archive, nothing that is no text."""
    plain = name.encode("utf-8", "surrogateescape").decode("utf-8", "replace").replace("\\", "/")
    parts = [part for part in PurePosixPath(plain).parts if part not in ("/", "..", ".")]
    return "/".join(parts)[:400] or "unnamed"


def _hidden(name: str) -> bool:
    return any(part.startswith(".") or part == "__MACOSX" for part in safe_name(name).split("/"))


def read_zip(source: Source, run: Run) -> Iterator[Found]:
    """Every member, in the archive's order."""
    source = _nested(source, run)
    with source.open() as stream, seekable(stream) as file:
        with _guarded(source.path):
            archive = zipfile.ZipFile(file)
        members = archive.infolist()
        if len(members) > _MOST_MEMBERS:
            raise bomb(f"{source.path} holds {len(members):,} files")
        for member in members:
            if not member.is_dir() and not _hidden(member.filename):
                yield from run.read(
                    _member(source, member.filename, lambda m=member: archive.open(m), member.file_size)  # type: ignore[misc]
                )


@contextmanager
def seekable(stream: IO[bytes]) -> Iterator[IO[bytes]]:
    """The stream itself, or a copy where it cannot be searched because it is unpacked as it is read."""
    if stream.seekable():
        yield stream
        return
    with tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY) as copy:
        while chunk := stream.read(1 << 20):
            copy.write(chunk)
        copy.seek(0)
        yield copy


def read_tar(source: Source, run: Run) -> Iterator[Found]:
    """Every file in a tar, as it streams by; links and devices are noted."""
    source = _nested(source, run)
    with source.open() as stream:
        with _guarded(source.path):
            archive = tarfile.open(fileobj=stream, mode="r|")  # noqa: SIM115 (it holds nothing but the stream)
        for count, member in enumerate(_members(archive, source.path)):
            if count >= _MOST_MEMBERS:
                raise bomb(f"{source.path} holds more than {_MOST_MEMBERS:,} files")
            if member.isfile() and not _hidden(member.name):
                with _copied(archive, member, source) as inner:
                    yield from run.read(inner)
            elif not member.isdir() and not member.isfile():
                yield Unread(path=source.inside(safe_name(member.name)).path, reason="a link or device is not read")


def _members(archive: tarfile.TarFile, path: str) -> Iterator[tarfile.TarInfo]:
    while True:
        with _guarded(path):
            member = archive.next()
        if member is None:
            return
        archive.members = []  # type: ignore[attr-defined]  # it would keep every header it has passed
        yield member


@contextmanager
def _copied(archive: tarfile.TarFile, member: tarfile.TarInfo, source: Source) -> Iterator[Source]:
    """A member of a stream that can be opened more than once; only its start where its kind is not read."""
    inner = source.inside(safe_name(member.name), size=member.size)
    with _guarded(inner.path):
        stream = archive.extractfile(member)
    rest = counted(io.BufferedReader(_Guarded(stream, inner.path)), source) if stream else io.BytesIO()
    start = rest.read(_HEAD)
    with tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY) as copy:
        copy.write(start)
        while kind_of(inner.path, start) and member.size <= _MOST_COPIED and (chunk := rest.read(1 << 20)):
            copy.write(chunk)
        yield replace(inner, open=lambda: io.BufferedReader(_View(copy)))


class _View(io.RawIOBase):
    """A reading of a file from its start, which does not close it."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file, self._at = file, 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        if whence == io.SEEK_CUR:
            offset, whence = self._at + offset, io.SEEK_SET
        self._file.seek(offset, whence)
        self._at = self._file.tell()
        return self._at

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        self._file.seek(self._at)
        data = self._file.read(len(buffer))
        self._at += len(data)
        buffer[: len(data)] = data
        return len(data)


def _unpacking(mark: bytes, stream: IO[bytes]) -> IO[bytes] | None:
    if mark == b"\x1f\x8b":
        return cast("IO[bytes]", gzip.GzipFile(fileobj=stream))
    if mark == b"BZ":
        return bz2.BZ2File(stream)
    return lzma.LZMAFile(stream) if mark == b"\xfd7" else None


def read_packed(source: Source, run: Run) -> Iterator[Found]:
    """What one packed file holds; a packed web archive is handed on as it is, since its reader unpacks it faster."""
    outer = _nested(source, run)

    def unpacked() -> IO[bytes]:
        with outer.open() as stream:
            mark = stream.read(2)
        under = outer.open()
        plain = _unpacking(mark, under)
        if plain is None:
            under.close()
            raise damaged(source.path, "is not packed as its name says")
        return counted(io.BufferedReader(_Guarded(plain, source.path, under)), outer)

    name = unpacked_name(source.called or source.path)
    if kind_of(name, _start(unpacked)) == "warc":
        from crosswire.collect.readers.warcs import read_warc

        yield from read_warc(source, run)
        return
    yield from run.read(replace(outer, called=name, open=unpacked, size=None, media="", depth=source.depth + 1))


def _start(unpacked: Callable[[], IO[bytes]]) -> bytes:
    """The first bytes of a packed file; none where it is damaged from the start, which its reader will find."""
    with unpacked() as stream:
        try:
            return stream.read(_HEAD)
        except InputError:
            return b""
