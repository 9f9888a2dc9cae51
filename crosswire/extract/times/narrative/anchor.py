"""The day a report speaks from: its publication, else the day its dateline names in full."""

from __future__ import annotations

import re
from datetime import date

from crosswire.base import Block, Report
from crosswire.extract.times.normalisation import Context, UnanchoredError, sense
from crosswire.extract.times.recognition.reading import candidates

_DASH = re.compile(r"\s[-–—]+\s|[–—]|\s--")
_HEAD = 90
"""Characters of a body's start in which a dateline's dash must stand."""


def spoken_on(report: Report, language: str = "en") -> tuple[date | None, str]:
    """The day, and its basis: published, story (told by other reports of the story), dateline or none."""
    published = report.published
    if published is not None:
        return date.fromisoformat(published.value[:10]), "story" if published.basis == "story" else "published"
    for block in report.blocks:
        day = _named_in(_dateline(report, block), language)
        if day is not None:
            return day, "dateline"
        if block.kind == "body":
            break
    return None, "none"


def _dateline(report: Report, block: Block) -> str:
    """The words that may be a dateline: a block of its own, or the head of the first body block up to its dash."""
    text = report.text[block.start : block.end]
    if block.kind == "dateline":
        return text
    found = _DASH.search(text[:_HEAD]) if block.kind == "body" else None
    return text[: found.start()] if found else ""


def _named_in(words: str, language: str) -> date | None:
    """The day the words name with month and year, or null."""
    for node in candidates(words, language):
        try:
            found = sense(node.values[node.made or "DATE"], Context())
        except UnanchoredError:
            continue
        if found.period is not None and found.period.unit == "day" and found.value is not None:
            return found.period.start
    return None
