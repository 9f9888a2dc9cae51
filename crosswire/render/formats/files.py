"""What every format gives: named files."""

from __future__ import annotations

import re
from typing import NamedTuple

EPOCH = (1980, 1, 1, 0, 0, 0)
"""The date of every member of an archive, so that the same record gives the same file."""

_NOT_XML = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


class File(NamedTuple):
    """One file: its name, with its folder and `/` before it where it lies in one, and its bytes."""

    name: str
    content: bytes


def xml_safe(words: str) -> str:
    """Words with U+FFFD for each character that XML forbids."""
    return _NOT_XML.sub("\ufffd", words)
