"""A personal name taken apart and folded, so that spellings of one name are equal."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import cache

from crosswire import rules
from crosswire.extract.names.lexicon.words import words


@dataclass(frozen=True, slots=True)
class Parts:
    """A personal name taken apart, each part folded."""

    given: tuple[str, ...]
    surname: str


@cache
def parts(name: str) -> Parts:
    """ "Bashar al-Tamber" is given (bashar,) and surname tamber: the article varies from report to report."""
    lists = words()
    tokens = [t for t in name.replace("\n", " ").split() if t not in lists.generations]
    if len(tokens) > 1:
        tokens = [t for t in tokens if t.lower() not in lists.particles] or tokens
    folded = [fold(_without_article(t)) for t in tokens]
    folded = [f for f in folded if f]
    return Parts(tuple(folded[:-1]), folded[-1] if folded else "")


def _without_article(token: str) -> str:
    head, hyphen, rest = token.partition("-")
    return rest if hyphen and head.lower() in words().particles else token


@cache
def _letters() -> tuple[tuple[str, str], ...]:
    return tuple((old, new) for old, new in rules.load("any/transliteration")["letters"])


@cache
def fold(text: str) -> str:
    """A name without what transliteration varies: "Sergey" and "Sergei" fold to the same."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower() or text.lower()
    for old, new in _letters():
        plain = plain.replace(old, new)
    return "".join(c for i, c in enumerate(plain) if c.isalnum() and (i == 0 or c != plain[i - 1]))
