"""Addresses of object stores and other file systems (s3://…, gs://…, memory://…), opened by fsspec."""

from __future__ import annotations

import glob
import sys
import tarfile
import zipfile
from collections.abc import Iterator
from itertools import takewhile
from typing import IO, Any, cast

from crosswire.base import Limits
from crosswire.collect.addresses import Fetcher
from crosswire.collect.readers.dispatch import read_source
from crosswire.collect.readers.problems import cannot_open, set_aside
from crosswire.collect.readers.sources import Found, Source
from crosswire.errors import UsageError


class Stored:
    """Files of one store: the address of each, and the path it is known by. Sent to another process, it opens them
    there, with that process's rights; `named` where the user named that very file."""

    def __init__(self, files: list[tuple[str, str]], *, named: bool) -> None:
        self.files, self.named = files, named

    def parts(self) -> list[Stored]:
        """Each file by itself: what lies in a store is large."""
        return [Stored([file], named=self.named) for file in self.files]

    def read(self, limits: Limits, fetcher: Fetcher) -> Iterator[Found]:
        for address, path in self.files:
            try:
                store, inside = _open(address)
                source = Source(path, address, _opener(store, inside), size=store.size(inside), named=self.named)
                yield from read_source(source, limits, fetcher)
            except _faults() as problem:
                yield set_aside(cannot_open(path, OSError(str(problem))), path)


def stored(given: str) -> Stored:
    """What lies at an address: a file, all files below a folder, or those that a glob matches, sorted.

    Raises UsageError CW102 where nothing lies there, CW110 where a library for such addresses lacks.
    """
    try:
        store, inside = _open(given)
        if glob.has_magic(inside):
            found, base = [name for name in store.glob(inside) if not store.isdir(name)], _plain(inside)
        elif store.isfile(inside):
            return Stored([(store.unstrip_protocol(inside), inside.rpartition("/")[2])], named=True)
        else:
            found, base = store.find(inside), inside.rstrip("/")
    except _faults() as problem:
        raise UsageError(
            "CW102", f"The input {given!r} cannot be listed: {problem}.", "Check the address and your right to read it."
        ) from None
    files = [(store.unstrip_protocol(name), name.removeprefix(base).lstrip("/")) for name in found]
    shown = sorted((path.split("/"), address) for address, path in files if not _is_hidden(path))
    if not shown:
        raise UsageError("CW102", f"The input {given!r} matches nothing.", "Check the address.")
    return Stored([(address, "/".join(parts)) for parts, address in shown], named=False)


def _plain(inside: str) -> str:
    """The last folder that a glob names plainly."""
    return "/".join(takewhile(lambda part: not glob.has_magic(part), inside.split("/")[:-1]))


def _faults() -> tuple[type[Exception], ...]:
    """What stores raise; the faults of boto and of archives are no OSError."""
    boto = sys.modules.get("botocore.exceptions")
    known = (OSError, zipfile.BadZipFile, tarfile.TarError)
    return (*known, boto.BotoCoreError) if boto else known


def _is_hidden(path: str) -> bool:
    return any(part.startswith(".") for part in path.split("/"))


def _open(address: str) -> tuple[Any, str]:
    """The file system of an address, and the path in it. Chains that end on the web are refused: what is fetched from
    there goes through the fetcher and its limits."""
    if address.lower().rpartition("::")[2].startswith(("http://", "https://")):
        raise UsageError(
            "CW102", f"The input {address!r} asks a store for a web address.", "Give the web address by itself."
        )
    try:
        from fsspec.core import url_to_fs

        store, inside = url_to_fs(address)
    except (ImportError, ValueError, TypeError) as problem:
        raise UsageError(
            "CW110",
            f"The input {address!r} cannot be opened: {problem}.",
            "Install what opens such addresses with `pip install crosswire[stores]`, or the fsspec library they need.",
        ) from None
    return store, str(inside)


def _opener(store: Any, inside: str) -> Any:
    return lambda: cast("IO[bytes]", store.open(inside, "rb"))
