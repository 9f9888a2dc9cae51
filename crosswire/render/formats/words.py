"""The words of the outputs, from `rules/en/outputs.toml`."""

from __future__ import annotations

from typing import Any

from crosswire import rules
from crosswire.base import Record
from crosswire.render import first


def table(name: str) -> Any:
    """One group of words. Raises KeyError when there is none."""
    return rules.load("en/outputs")[name]


def coverage(record: Record) -> str:
    """What stands behind every count: pages read and not read, and the latest day."""
    head = first.head(record)
    return f"{', '.join(head.counts)}. {head.latest}".strip()
