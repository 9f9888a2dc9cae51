"""The rules of the roll-up as regular expressions over a report's words."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from crosswire import rules
from crosswire.grammar import counting


@dataclass(frozen=True, slots=True)
class Patterns:
    """`between` may stand between members of a list of victims, `goes_on` where a list goes on; `background` shows
    another incident or day, `year` a year in its group; `share` a part of a whole, `others` people besides those named,
    `earlier` what stands right before a toll that another has replaced ("rose FROM nine to 14").
    """

    between: re.Pattern[str]
    goes_on: re.Pattern[str]
    background: re.Pattern[str]
    year: re.Pattern[str]
    share: re.Pattern[str]
    others: re.Pattern[str]
    earlier: re.Pattern[str]


@cache
def patterns() -> Patterns:
    """All of them, compiled on the first call."""
    claims, numbers = rules.load("en/claims"), rules.load("en/numbers")
    joins, ages = _any(claims["lists"]["joins"]), _any(claims["lists"]["ages"])
    of, whole = _any(numbers["partitive"]["of"]), _any(numbers["partitive"]["whole"])
    background = _any([*claims["background"]["cues"], *claims["several"]["phrases"]])
    count = rf"(?:\d+|{_any([*claims['several']['counts'], *counting.cardinals()])})"
    several = rf"{count}\s+(?:[\w-]+\s+)?{_any(claims['several']['incidents'])}"
    known, age = _any(numbers["individual"]["known"]), _age(numbers["not_counts"])
    month = rf"(?:{_any(counting.months())}\b\.?\s+(?:\d{{1,2}},?\s+)?)?"
    return Patterns(
        between=re.compile(rf"[\s,]*(?:{ages}?[\s,]*\d{{1,3}}[\s,]*)?(?:{joins}[\s,]*)?(?:{age}|{known}\s+)?", re.I),
        goes_on=re.compile(rf"\s*,?\s*{joins}\b", re.I),
        background=re.compile(rf"\b(?:{background}|{several})\b", re.I),
        year=re.compile(rf"\b{_any(claims['years']['before'])}\s+{month}((?:19|20)\d\d)\b", re.I),
        share=re.compile(rf"\b{of} {whole}\b", re.I),
        earlier=re.compile(rf"\b{_any(rules.load('en/numbers_casualties')['toll']['earlier'])}\s+$", re.I),
        others=re.compile(rf"\b{_any(numbers['individual']['more'])}\b", re.I),
    )


def _age(words: dict[str, list[str]]) -> str:
    """ "42-year-old " before a name."""
    return rf"\d{{1,3}}-{_any(words['age_units'])}-{_any(words['age_after'])}\s+"


def _any(words: Iterable[str]) -> str:
    return f"(?:{'|'.join(re.escape(word) for word in words)})"
