"""Words and patterns as data: takes the name of a rules file, gives its table; cannot change one.

Files are TOML, one folder a language (`en/`) and `any/` for what no language owns. `load` reads each file once a
process; `fingerprint` is the hash of all of them, which the record names so that two records can be compared.
"""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

Table = dict[str, Any]


@cache
def load(name: str) -> Table:
    """The table in `rules/NAME.toml`, for instance `load("en/times")`. Treat it as read-only."""
    path = files(__name__).joinpath(*f"{name}.toml".split("/"))
    return tomllib.loads(path.read_text("utf-8"))


@cache
def load_folder(name: str) -> dict[str, Table]:
    """Every table in one folder, keyed by file stem in alphabetical order: `load_folder("en/events")`."""
    folder = files(__name__).joinpath(*name.split("/"))
    stems = sorted(entry.name[:-5] for entry in folder.iterdir() if entry.name.endswith(".toml"))
    return {stem: load(f"{name}/{stem}") for stem in stems}


@cache
def has(name: str) -> bool:
    """Whether `rules/NAME.toml` exists."""
    return files(__name__).joinpath(*f"{name}.toml".split("/")).is_file()


@cache
def words(name: str, *keys: str) -> frozenset[str]:
    """A word list as a set: `words("en/quotes", "cues", "say")`. Raises KeyError when the list is not there."""
    value: Any = load(name)
    for key in keys:
        value = value[key]
    return frozenset(value)


@cache
def fingerprint() -> str:
    """SHA-256 over every rules file, names included, in a fixed order."""
    total = hashlib.sha256()
    for name, content in sorted(_walk(files(__name__), "")):
        total.update(name.encode())
        total.update(b"\0")
        total.update(content.replace(b"\r\n", b"\n"))
    return total.hexdigest()


def _walk(folder: Traversable, prefix: str) -> Iterator[tuple[str, bytes]]:
    for entry in folder.iterdir():
        if entry.is_dir() and entry.name != "__pycache__":
            yield from _walk(entry, f"{prefix}{entry.name}/")
        elif entry.is_file() and not entry.name.endswith((".py", ".pyc")):
            yield f"{prefix}{entry.name}", entry.read_bytes()
