"""What every format gives: named files."""

from __future__ import annotations

from typing import NamedTuple


class File(NamedTuple):
    """One file: its name, with `/` before the name where it lies in a folder, and its bytes."""

    name: str
    content: bytes
