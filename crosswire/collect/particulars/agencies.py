"""News agencies: known by their names, by the shape of a name, or by how the page itself speaks of them."""

from __future__ import annotations

import re
from functools import cache

from crosswire import rules
from crosswire.base import Stated
from crosswire.collect.cues import any_function_word, either

_FILE = "any/pages_agencies"
_WORD_BEFORE = re.compile(r"([^\W\d_][\w’'.-]*)[ \t]+\Z")
_WORD_AFTER = re.compile(r"[ \t]+([^\W\d_]\w+)")
_INITIALS = re.compile(r"[ \t]*\(([^\W\d_a-z]{2,6})\)")
_STARTS = re.compile(r"(?:\A|[\n.!?:•”\"“])[ \t]*\Z")
_MOST_WORDS = 4
_MOST_NAMES = 30
"""A page that names more agencies is a list of them."""

NONE: frozenset[str] = frozenset()


@cache
def agencies() -> frozenset[str]:
    """Names of agencies; those in capitals only as printed, others also in capitals."""
    names = rules.words(_FILE, "agencies", "names")
    return names | {name.upper() for name in names if not name.isupper()}


def is_agency(name: str, local: frozenset[str] = NONE, *, alone: bool = False) -> bool:
    """Whether a name is that of an agency: listed, one of `local` (`agencies_of` the page), or shaped like one.

    `alone`: the name is all that a byline holds, where less of a shape will do.
    """
    return name in agencies() or name in local or _is_shaped(name, alone=alone)


def is_generic(name: str) -> bool:
    """Words that stand where an agency's name does but name none ("News Agencies")."""
    return name in rules.words(_FILE, "generic", "names")


def _is_shaped(name: str, *, alone: bool) -> bool:
    words = name.split()
    if not 2 <= len(words) <= _MOST_WORDS + 2 or not all(word[0].isupper() or not word[0].isalpha() for word in words):
        return False
    table = rules.load(_FILE)["shape"]
    small = name.casefold()
    endings = [*table["endings"], *(table["endings_alone"] if alone else ())]
    return any(small.endswith(f" {ending}") for ending in endings) and words[0].casefold() not in any_function_word()


@cache
def _endings() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{either(rules.words(_FILE, 'shape', 'endings'))})\b", re.IGNORECASE)


def agencies_of(page: str) -> frozenset[str]:
    """Names by which a page calls agencies that need not be listed: "Lowmark News Agency" also as Lowmark and, where
    the page says so, LNA; "the Lowmark news agency", "news agency Lowmark"."""
    found: set[str] = set()
    for match in _endings().finditer(page):
        if len(found) >= _MOST_NAMES:
            break
        spoken = match.group().islower()
        if spoken and match.group() not in rules.words(_FILE, "shape", "spoken"):
            continue
        short = _name_before(page, match.start(), spoken=spoken)
        if short and not spoken:
            found.add(f"{short} {' '.join(match.group().split())}")
            initials = _INITIALS.match(page, match.end())
            if initials:
                found.add(initials[1])
        after = _WORD_AFTER.match(page, match.end()) if spoken and not short else None
        if after and after[1][0].isupper():
            short = after[1]
        if short:
            found.add(short)
    return frozenset(found)


@cache
def _no_part_of_names() -> frozenset[str]:
    return any_function_word() | rules.words("en/pages", "outlet", "after")


def _name_before(page: str, end: int, *, spoken: bool) -> str:
    """The words with capitals right before an offset; of spoken ones not a lone word that only opens its sentence."""
    words: list[str] = []
    start = end
    while len(words) < _MOST_WORDS:
        match = _WORD_BEFORE.search(page, max(0, start - 40), start)
        if match is None or not match[1][0].isupper() or match[1].casefold() in _no_part_of_names():
            break
        words.insert(0, match[1])
        start = match.start()
    if spoken and len(words) == 1 and not words[0].isupper() and _STARTS.search(page, max(0, start - 4), start):
        return ""
    return " ".join(words)


@cache
def _listed() -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-])(?:{either(agencies())})(?![\w-])")


def agency_in(page: str, start: int, end: int, local: frozenset[str] = NONE) -> Stated | None:
    """The first agency named in a span, unless it is a word such as Agencies that names none."""
    match = _listed().search(page, start, end)
    if match is None and local:
        match = re.compile(rf"(?<![\w-])(?:{either(local)})(?![\w-])").search(page, start, end)
    if match is None or is_generic(match.group()):
        return None
    return Stated(text=match.group(), start=match.start(), end=match.end())
