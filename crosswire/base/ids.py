"""Identifiers: evidence is named by a hash of its content, so the same words get the same name on every machine."""

from __future__ import annotations

import hashlib

LETTERS = 12
"""Hex digits kept of a hash: 48 bits, so that a million rows of one table collide about once in 500 collections."""


def digest(*parts: object) -> str:
    """A short hash of the parts, each separated so that ("ab", "c") and ("a", "bc") differ."""
    joined = "\x1f".join("" if part is None else str(part) for part in parts)
    return hashlib.sha256(joined.encode("utf-8", "surrogatepass")).hexdigest()[:LETTERS]


def row_id(prefix: str, *parts: object) -> str:
    """The id of one row: a letter for its table, a hyphen, and the hash of what identifies it."""
    return f"{prefix}-{digest(*parts)}"
