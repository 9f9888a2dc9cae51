"""The rules of the room."""

from __future__ import annotations

from functools import cache
from typing import Any

from crosswire import rules


@cache
def section(name: str) -> dict[str, Any]:
    """One section of `rules/en/values.toml`."""
    found: dict[str, Any] = rules.load("en/values")[name]
    return found
