"""Names as many spellings of them: what transliteration varies taken out, so that Sergey finds Sergei."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from functools import cache

from crosswire import rules


@cache
def fold(word: str) -> str:
    """A word in small letters without what transliteration into Latin letters varies."""
    apart = unicodedata.normalize("NFKD", word.casefold())
    plain = "".join(letter for letter in apart if not unicodedata.combining(letter))
    for old, new in rules.load("any/transliteration")["letters"]:
        plain = plain.replace(old, new)
    return "".join(letter for n, letter in enumerate(plain) if n == 0 or letter != plain[n - 1])


def with_folded(names: Iterable[str]) -> tuple[str, ...]:
    """Names once each, then what they fold to where that is another word. What stands in a longer one is left out."""
    told = _longest(dict.fromkeys(names))
    folded = (" ".join(map(fold, name.split())) for name in told)
    known = {name.casefold() for name in told}
    return (*told, *dict.fromkeys(name for name in folded if name not in known))


def _longest(names: Iterable[str]) -> tuple[str, ...]:
    """Names of which the words do not stand in a row in another of them."""
    told = {name: f" {name.casefold()} " for name in names}
    return tuple(
        name for name, words in told.items() if not any(words in one and words != one for one in told.values())
    )
