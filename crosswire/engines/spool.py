"""Reports already read, kept on disk until all are, so that the parse's working memory and they never add up."""

from __future__ import annotations

import tempfile
from types import TracebackType
from typing import NamedTuple

from crosswire.engines.jobs import Packed
from crosswire.errors import OutputError


class Place(NamedTuple):
    """Where a read report lies in the spool, and what tells it apart; sorts by path, line and given id."""

    path: str
    line: int
    given_id: str
    report: str
    start: int
    size: int


class Spool:
    """A temporary file of read reports. Use it in `with`; the file goes at the end."""

    def __init__(self) -> None:
        self._file = tempfile.TemporaryFile(prefix="crosswire-")  # noqa: SIM115 closed in __exit__
        self._end = 0

    def __enter__(self) -> Spool:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._file.close()

    def put(self, packed: Packed) -> Place:
        """Writes one report with its reading, gives its place. Raises OutputError."""
        content = packed.content
        start, self._end = self._end, self._end + len(content)
        try:
            self._file.seek(start)
            self._file.write(content)
        except OSError as fault:
            raise OutputError(
                "CW401",
                f"The working file in {tempfile.gettempdir()!r} cannot be written: {fault.strerror}.",
                "Make room there, or name another folder with the environment variable TMPDIR.",
            ) from None
        return Place(packed.path, packed.line, packed.given_id, packed.report, start, len(content))

    def get(self, place: Place) -> bytes:
        """The content of one report with its reading, as it was put."""
        self._file.seek(place.start)
        return self._file.read(place.size)
