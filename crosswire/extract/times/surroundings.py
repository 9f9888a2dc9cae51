"""The words around an expression."""

from __future__ import annotations

import re

_NEAR = 60
"""Characters either side that are looked at."""

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*|\d[\d,.]*|[$£€¥#%,]")
_STOP = re.compile(r"[.!?;:](?=\s)|\n\s*\n")
_WALL = re.compile(r"[.!?;:,—–()\"”](?=\s|$)|\s[-—–]\s|\n\s*\n")


def words_around(text: str, start: int, end: int) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Up to six words before and three after, nearest first, in small letters; marks of money and commas count.

    A sentence's end is a wall, and behind the expression a comma is one too.
    """
    left = _STOP.split(text[max(0, start - _NEAR) : start])[-1]
    right = _WALL.split(text[end : end + _NEAR])[0]
    return tuple(_WORD.findall(left.lower())[-6:][::-1]), tuple(_WORD.findall(right.lower())[:3])
