"""Whether a whole report speaks of accidents, sport or computers rather than of violence."""

from __future__ import annotations

import re
from functools import cache

from crosswire import rules

_WORD = re.compile(r"[a-z]+(?:-[a-z]+)*")


@cache
def _lists() -> tuple[tuple[frozenset[str], ...], frozenset[str], int, float]:
    table = rules.load("en/domains")
    peaceful = tuple(frozenset(table[name]["words"]) for name in ("hazard", "network", "sport"))
    return peaceful, frozenset(table["arms"]["words"]), table["limits"]["words"], table["limits"]["arms"]


def is_peaceful(text: str) -> bool:
    """Whether attacks, blasts and deaths in this text are likely nobody's violence."""
    peaceful, arms, least, share = _lists()
    used = set(_WORD.findall(text.lower()))
    most = max(len(words & used) for words in peaceful)
    return most >= least and len(arms & used) <= share * most


def is_dying(word: str) -> bool:
    """Whether one can do by illness or age what the word says."""
    return word in rules.words("en/domains", "natural", "words")


def is_deadly(text: str) -> bool:
    """Whether a text speaks of arms or of a disaster, so that a death told in it is likely no natural one."""
    peaceful, arms, least, _ = _lists()
    used = set(_WORD.findall(text.lower()))
    return len(arms & used) >= least or len(peaceful[0] & used) >= least


def is_armed(words: frozenset[str] | set[str]) -> bool:
    """Whether words of a clause tell of arms."""
    return not _lists()[1].isdisjoint(words)
