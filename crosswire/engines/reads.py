"""Reports already read, decoded whenever they are asked for: a collection is larger than what is looked at at once."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping
from typing import Generic, TypeVar

from crosswire.base import Reading, Report, share
from crosswire.engines.jobs import unpack

Where = TypeVar("Where")


class Packs(Generic[Where]):
    """Reports by id; `fetch` gives one's packed content from where it lies."""

    def __init__(self, places: Mapping[str, Where], fetch: Callable[[Where], bytes]) -> None:
        self._places, self._fetch = places, fetch
        self._words: dict[str, str] = {}
        self._hashes: dict[str, str] = {}

    def ids(self) -> Iterable[str]:
        """Every report once."""
        return self._places

    def whole(self, name: str) -> tuple[Report, Reading]:
        """A report with its reading."""
        packed = self._fetch(self._places[name])
        if name not in self._hashes:
            self._hashes[name] = hashlib.sha256(packed).hexdigest()
        return unpack(packed)

    def lasting(self, report: Report, reading: Reading) -> tuple[Report, Reading]:
        """What was asked for with equal values held once, over all that is given so."""
        return share((report, reading), self._words)

    def content(self, name: str) -> str:
        """A hash of both."""
        if name not in self._hashes:
            self._hashes[name] = hashlib.sha256(self._fetch(self._places[name])).hexdigest()
        return self._hashes[name]
