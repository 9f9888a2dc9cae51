"""Finds what stands in quotation marks in a document."""

from __future__ import annotations

import re
from typing import NamedTuple

LONGEST = 3000
"""Most characters of one quotation: beyond it a mark was left open."""

_PAIRS = re.compile(
    r"“(?P<curly>[^“”]+)”"
    r"|„(?P<low>[^„“”]+)[“”]"
    r"|«(?P<angle>[^«»]+)»"
    r'|"(?P<straight>[^"\n]+)"'
    r"|(?<!\w)‘(?P<single>(?:[^‘’]|’(?=\w))+)’(?!\w)"
)


class Quotation(NamedTuple):
    """Words between marks; `start` is where they begin in the document."""

    words: str
    start: int


def quotations(text: str) -> list[Quotation]:
    """Every quotation, in order; one inside another is part of the outer."""
    found = []
    for match in _PAIRS.finditer(text):
        words = next(group for group in match.groups() if group is not None)
        if words.strip() and len(words) <= LONGEST:
            found.append(Quotation(words, match.start() + 1))
    return found
