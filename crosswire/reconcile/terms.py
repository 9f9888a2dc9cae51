"""The telling words of a stretch of text, and how much each tells in one story."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable
from functools import cache

from crosswire import rules

_WORD = re.compile(r"[A-Za-z][\w.'’-]*[\w]")
_ENDING = re.compile(r"(?<=[a-z]{4})(?:ings?|ed|ers?|es|s|e|ly|ions?)$")
GENERAL = 60
"""Sentences of other news that are thought to stand beside the story, so that few sentences make no word rare. Own
judgement: 30 to 120 only move the bars below."""


@cache
def stem(word: str) -> str:
    """The form of a word that is compared, "" where it says nothing: strikes, strike and striking are one."""
    low = word.lower().replace("’", "'").removesuffix("'s").replace(".", "").replace("-", "")
    if len(low) < 2 or low in rules.words("en/group", "stories", "stop"):
        return ""
    return _ENDING.sub("", _ENDING.sub("", low))


@cache
def _everyday() -> frozenset[str]:
    return frozenset(stem(word) for word in rules.words("en/group", "stories", "everyday"))


def terms(text: str) -> frozenset[str]:
    """The telling words of a text, each in the form that is compared."""
    return frozenset(found for word in _WORD.findall(_compound().sub("", text)) if (found := stem(word)))


def printed(text: str, wanted: frozenset[str]) -> list[str]:
    """The words of a text that have one of the `wanted` forms, each form once, in order."""
    found: dict[str, str] = {}
    for word in _WORD.findall(text):
        if (form := stem(word)) in wanted:
            found.setdefault(form, word)
    return list(found.values())


@cache
def _compound() -> re.Pattern[str]:
    """The gap inside words that are written as one or as two: "air strike"."""
    pairs = (pair.split() for pair in rules.words("en/reconcile", "reading", "compounds"))
    around = "|".join(rf"(?<=\b{first}[ -])(?={second})" for first, second in sorted(pairs))
    return re.compile(rf"[ -](?:{around})", re.IGNORECASE)


class Rarity:
    """How much a word tells in one story: the more, the fewer sentences have it; everyday words half."""

    def __init__(self, sentences: Iterable[frozenset[str]]) -> None:
        self._counts: Counter[str] = Counter()
        self._weights: dict[str, float] = {}
        self._all = GENERAL
        for found in sentences:
            self._all += 1
            self._counts.update(found)

    def weight(self, term: str) -> float:
        """Its weight, from about .5 to 5."""
        found = self._weights.get(term)
        if found is None:
            rare = math.log(self._all / (1 + self._counts[term]))
            found = self._weights[term] = rare / 2 if term in _everyday() else rare
        return found

    def of(self, found: Iterable[str]) -> float:
        """What words tell together."""
        return math.fsum(map(self.weight, found))
