"""One thing that may hold reports, whatever it lies in: a file, a member of an archive, what an address answered."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import IO, Any

from crosswire.base import Limits, Page, SetAside, Unread
from crosswire.collect.readers.problems import allowed, bomb, too_long

Found = Page | SetAside | Unread

_CHAR_BYTES = 4
"""No encoding read here takes more bytes for a character."""
_LEAST_UNPACKED = 32 << 20
_MOST_RATIO = 100
"""Times its size that an archive may unpack to; text seldom packs better than 20 to 1, a bomb of zeros 1,000 to 1."""


class Budget:
    """Bytes that may still be unpacked from one input, however deep its archives lie in one another."""

    def __init__(self, size: int | None, limits: Limits) -> None:
        self.left = min(limits.file_bytes, max(_LEAST_UNPACKED, _MOST_RATIO * (size or 0)))

    def take(self, count: int, path: str) -> None:
        self.left -= count
        if self.left < 0:
            raise bomb(f"{path} unpacks to more than is allowed")


@dataclass(frozen=True, slots=True)
class Source:
    """`open` gives its bytes from the start, as often as it is asked; `size` is None where nobody knows it yet.

    `called` is the name that tells its kind where that is not the path's (a packed file's own), `named` says that the
    user named this very thing, `depth` how many archives lie around it, `media` the content type
    stated for it, `given` the fields of `Page` known from what is around it.
    """

    path: str
    origin: str
    open: Callable[[], IO[bytes]]
    size: int | None = None
    called: str = ""
    named: bool = False
    depth: int = 0
    media: str = ""
    budget: Budget | None = None
    given: Mapping[str, Any] = field(default_factory=dict)

    def inside(self, name: str, **changes: Any) -> Source:
        """Something that lies within this one."""
        return replace(
            self,
            path=f"{self.path}/{name}",
            origin=f"{self.origin}/{name}",
            **{"called": "", "named": False, "depth": self.depth + 1, "media": "", **changes},
        )


@dataclass(frozen=True, slots=True)
class Run:
    """What a reader may use: the limits, the way to read what lies inside what it reads, and the way to fetch an
    address that it names (None where that is not allowed), with the fields of `Page` known of it."""

    limits: Limits
    read: Callable[[Source], Iterator[Found]]
    fetch: Callable[[str, Mapping[str, Any]], Iterator[Found]] | None = None


Reader = Callable[[Source, Run], Iterator[Found]]


class Counted(io.RawIOBase):
    """A stream whose bytes are counted against a budget as they are unpacked."""

    def __init__(self, stream: IO[bytes], budget: Budget, path: str) -> None:
        self._stream, self._budget, self._path = stream, budget, path

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        data = self._stream.read(len(buffer))
        self._budget.take(len(data), self._path)
        buffer[: len(data)] = data
        return len(data)

    def close(self) -> None:
        self._stream.close()
        super().close()


def counted(stream: IO[bytes], source: Source) -> IO[bytes]:
    """The stream, counted where the source lies in an archive."""
    return io.BufferedReader(Counted(stream, source.budget, source.path)) if source.budget else stream


def whole(source: Source, limits: Limits, *, times: int = _CHAR_BYTES) -> bytes:
    """All bytes of a source that holds one report or a page of them, `times` those a report's characters may take.
    Raises InputError CW203 for more."""
    most = limits.report_chars * times + _CHAR_BYTES
    if source.size is not None and source.size > most:
        raise too_long(source.path, f"{source.size:,} bytes", allowed(limits))
    with source.open() as stream:
        data = stream.read(most + 1)
    if len(data) > most:
        raise too_long(source.path, f"more than {most:,} bytes", allowed(limits))
    return data


def head(source: Source, size: int = 4096) -> bytes:
    with source.open() as stream:
        return stream.read(size)


def marked(page: Page, source: Source) -> Page:
    """The page with what is known from around it, and where it came from."""
    from msgspec.structs import replace as changed

    known = {name: value for name, value in source.given.items() if value and not getattr(page, name)}
    return changed(page, origin=page.origin or source.origin, **known)
