"""Which outlet prints a page: named in its rights line, a credit or an address."""

from __future__ import annotations

import re
from functools import cache

from crosswire import rules
from crosswire.base import Stated
from crosswire.collect.cues import either, words_of
from crosswire.collect.particulars.credits import stated

_PAGES = "en/pages"
# A name has at most 63 letters between two dots; without a bound and an edge a line of dashes costs its square.
_DOMAIN = re.compile(r"(?<![@\w.-])(?:https?://)?(?:www\.)?((?:[a-z0-9-]{1,63}\.)+[a-z]{2,12})\b(?!@)", re.IGNORECASE)
_LONGEST_LINE = 200
"""Characters up to which a line is short enough to be looked at for an address."""
_YEARS = re.compile(r"(?:\s*+(?:[,–-]\s*+)?\d{4})+")
_OUTLET_TOKEN = re.compile(r"[^\s,;|()]+")


@cache
def _rights_marks() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What stands before an outlet's name, and what stands behind one; longer marks first."""
    table = rules.load(_PAGES)["outlet"]
    before, behind = (re.compile(either(table[key]), re.IGNORECASE) for key in ("after", "before"))
    return before, behind


def outlet_in_rights(page: str, start: int, end: int) -> Stated | None:
    """The outlet a rights line, a credit or a notice names: "© 2016 The Tamber Post. All rights reserved."."""
    before, behind = _rights_marks()
    for mark in before.finditer(page, start, end):
        years = _YEARS.match(page, mark.end(), end)
        name = _outlet_name(page, years.end() if years else mark.end(), end)
        if name:
            return name
    mark_behind = behind.search(page, start, end)
    return _name_before(page, start, mark_behind.start()) if mark_behind and mark_behind.start() > start else None


def _outlet_name(page: str, start: int, end: int) -> Stated | None:
    """The words with capitals from an offset on, small ones such as "of" between them."""
    stop, inside = rules.words(_PAGES, "outlet", "stop"), rules.words(_PAGES, "outlet", "inside")
    tokens: list[re.Match[str]] = []
    for token in _OUTLET_TOKEN.finditer(page, start, end):
        word = token.group()
        gap = page[tokens[-1].end() : token.start()] if tokens else ""
        if gap.strip() or (word.strip(".").casefold() in stop and word != "The"):
            break
        if not (word[0].isupper() or "." in word[1:-1] or (tokens and word in inside)):
            break
        tokens.append(token)
        if (word.endswith(".") and len(word) > 3) or len(tokens) > 6:
            break
    while tokens and tokens[-1].group() in inside:
        tokens.pop()
    if not tokens or len(tokens) > 6 or (len(tokens) == 1 and len(tokens[0].group()) < 3):
        return None
    last = tokens[-1].end()
    return stated(page, tokens[0].start(), last - 1 if page[last - 1] == "." else last)


def _name_before(page: str, start: int, end: int) -> Stated | None:
    tokens = list(re.compile(r"[^\s,;|()©]+").finditer(page, start, end))
    kept: list[re.Match[str]] = []
    for token in reversed(tokens):
        if not token.group()[0].isupper() or token.group().endswith(".") or len(kept) > 5:
            break
        kept.append(token)
    return stated(page, kept[-1].start(), kept[0].end()) if kept else None


def domain_in(page: str, start: int, end: int) -> Stated | None:
    """An address's domain printed on a short line ("To portsarrow-post.example")."""
    match = _DOMAIN.search(page, start, end) if end - start <= _LONGEST_LINE else None
    if match is None or not match[1].islower() or len(words_of(page[start:end])) > 8:
        return None
    return stated(page, match.start(1), match.end(1))
