"""The sections of the room's rules, and their words as patterns."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from crosswire import rules


def section(name: str) -> dict[str, Any]:
    """One section of `rules/en/reconcile.toml`."""
    found: dict[str, Any] = rules.load("en/reconcile")[name]
    return found


@cache
def pattern(name: str, key: str) -> re.Pattern[str]:
    """The patterns of one key of a section as whole words, whatever their case."""
    return re.compile(rf"\b(?:{'|'.join(section(name)[key])})\b", re.IGNORECASE)
