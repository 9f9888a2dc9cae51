"""The words of the outputs, from `rules/en/outputs.toml`."""

from __future__ import annotations

from typing import Any

from crosswire import rules


def table(name: str) -> Any:
    """One group of words. Raises KeyError when there is none."""
    return rules.load("en/outputs")[name]
