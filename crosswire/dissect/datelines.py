"""Where the words of a block begin, behind its dateline: parsers take "PORT SARROW — Ilse Koravan resigned" for a town
that resigned."""

from __future__ import annotations

import re

from crosswire.base import Block, Report

_REST = re.compile(r"[^\n]{0,80}?(?:\s*[–—―]\s*|\s+--?\s+|(?<=\))\s*[-:]\s*)(?=\S)")
"""What may stand between the place and the report's own words: a state, a day, an agency, and a dash."""


def own_start(report: Report, block: Block) -> int:
    """The offset of the block's first own word: behind the place where the report was filed and its dash."""
    place = report.place
    if place is None or place.start != block.start or place.end is None or block.kind != "body":
        return block.start
    rest = _REST.match(report.text, place.end, block.end)
    return rest.end() if rest is not None else block.start
