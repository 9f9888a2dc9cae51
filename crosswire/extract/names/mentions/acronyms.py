"""Short forms that a report defines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from crosswire.extract.names.lexicon import words
from crosswire.extract.names.mentions.page import Found, Page

LONGEST = 10
"""Words before the bracket among which the letters are looked for."""


def spelled_out(page: Page) -> Iterator[tuple[int, int]]:
    """Tokens of a name written out before its letters in brackets, whose capitals they are: "Conference of Sahel States
    (CSS)"."""
    listed = page.words
    for k in range(2, len(listed) - 2):
        if listed[k] == "(" and listed[k + 2] == ")" and is_acronym(listed[k + 1]):
            i = _start(listed, k, listed[k + 1])
            if i is not None:
                yield i, k


def _start(listed: Sequence[str], k: int, short: str) -> int | None:
    """Where the words begin whose capitals are the letters of `short`, read back from `k`."""
    left = len(short)
    for i in range(k - 1, max(-1, k - 1 - LONGEST), -1):
        word = listed[i]
        if word[:1].isupper():
            if left == 0 or word[0].upper() != short[left - 1].upper():
                return None
            left -= 1
            if left == 0:
                return i if k - i > 1 else None
        elif word not in _INSIDE and word.lower() not in words().particles:
            return None
    return None


_INSIDE = frozenset({"of", "for", "and", "the", "on", "in", "to", "&", "-", "’", "'", "'s", "’s"})


def is_acronym(short: str) -> bool:
    return short.isupper() and short.isalpha() and 2 <= len(short) <= 8


def acronyms_in(found: Sequence[Found], pages: Sequence[Page]) -> dict[str, str]:
    """Acronyms that the text defines in brackets: "Harbour Relief Network (HRN)"."""
    defined: dict[str, str] = {}
    for one in found:
        if one.kind == "person" or one.j - one.i < 2:
            continue
        listed = pages[one.page].words
        if one.j + 2 < len(listed) and listed[one.j] == "(" and listed[one.j + 2] == ")":
            short = listed[one.j + 1]
            if is_acronym(short):
                defined[short] = one.known.name if one.known else one.text
    return defined
