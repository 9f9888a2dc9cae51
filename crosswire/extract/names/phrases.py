"""Descriptions: "the Russian foreign minister", "the ministry", "Syrian rebels", with their bounds in the sentence."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Literal

from crosswire.extract.names.scan import Page
from crosswire.extract.names.words import words

Sort = Literal["role", "body", "force"]
FARTHEST = 8
"""Words looked at on either side of a head. Longer descriptions are cut there."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """Tokens [i, j) with the head noun at `head`; `noun` is the head in lower case, `plural` whether it is one."""

    page: int
    i: int
    head: int
    j: int
    noun: str
    sort: Sort
    plural: bool
    start: int
    end: int
    text: str


@cache
def heads() -> dict[str, tuple[str, Sort, bool]]:
    """Every head, singular and plural, as (singular, sort, plural)."""
    lists = words()
    table: dict[str, tuple[str, Sort, bool]] = {}
    for word in lists.forces:
        if word in lists.acting:
            table[word] = (word, "force", True)
    for word in (*lists.roles, *lists.open_roles):
        table[word] = (word, "role", False)
        table.setdefault(word + "s", (word, "role", True))
    for word in lists.bodies:
        if word:
            table.setdefault(word, (word, "body", False))
    return table


def phrases(page: Page, number: int) -> Iterator[Phrase]:
    """The descriptions of one passage, in order."""
    table = heads()
    low = [word.lower() for word in page.words]
    for k, word in enumerate(low):
        hit = table.get(word)
        first = k
        if k:
            pair = table.get(f"{low[k - 1]} {word}")
            joined = table.get(f"{low[k - 2]}-{word}") if k > 1 and low[k - 1] == "-" else None
            if pair or joined:
                hit, first = (pair, k - 1) if pair else (joined, k - 2)
        if hit and page.doc[k].pos_ in ("NOUN", "PROPN", "ADJ") and not _modifies(page, low, k, table):
            yield _phrase(page, number, first, k, hit)


def _modifies(page: Page, low: list[str], k: int, table: dict[str, tuple[str, Sort, bool]]) -> bool:
    """A head right before another is part of the other's description ("foreign ministry | spokesman")."""
    if k + 1 >= len(low):
        return False
    following = low[k + 1]
    if following in table and table[low[k]][1] != "body" if low[k] in table else False:
        return True
    return following == "-" and k + 2 < len(low) and f"{low[k]}-{low[k + 2]}" in table


def _phrase(page: Page, number: int, first: int, k: int, hit: tuple[str, Sort, bool]) -> Phrase:
    noun, sort, plural = hit
    i = _left(page, first)
    j = _right(page, k + 1) if sort == "role" and not plural else k + 1
    start, end = page.passage.offsets(page.doc[i:j])
    return Phrase(number, i, k, j, noun, sort, plural, start, end, page.doc[i:j].text)


_JOINS = frozenset({"-", "'s", "’s"})


def _left(page: Page, first: int) -> int:
    i = first
    lists = words()
    while i > 0 and first - i < FARTHEST:
        word = page.words[i - 1]
        name = page.cover.get(i - 1)
        if name is not None and name.kind == "person" and word not in _JOINS and page.words[i] not in _JOINS:
            break
        low = word.lower()
        if low in lists.determiners:
            return i if page.doc[i - 1].pos_ == "SCONJ" else i - 1
        if word not in _JOINS and name is None and page.doc[i - 1].pos_ not in ("ADJ", "NOUN", "PROPN", "NUM"):
            break
        if word == "-" and i < 2:
            break
        i -= 1
        if name is not None:
            i = min(i, name.i)
    while i < first and (page.words[i] in _JOINS or not page.words[i][:1].isalnum()):
        i += 1
    return i


def _right(page: Page, k: int) -> int:
    """Takes in "of State", "for Human Rights", "to the United Nations", up to a verb, a comma or a person's name."""
    if (
        k + 2 < len(page.words)
        and page.words[k] == "-"
        and page.words[k + 1].lower() in ("general", "elect", "designate")
    ):
        k += 2
    if k >= len(page.words) or page.words[k] not in ("of", "for", "to"):
        return k
    j = k + 1
    if page.words[k] == "to" and not _named_next(page, j):
        return k
    last = k
    while j < len(page.words) and j - k < FARTHEST:
        name = page.cover.get(j)
        if name is not None and name.kind == "person":
            break
        pos = page.doc[j].pos_
        if name is None and pos not in ("DET", "ADJ", "NOUN", "PROPN") and page.words[j] not in ("-", "and", "of"):
            break
        if name is not None or pos in ("NOUN", "PROPN"):
            last = j + 1
        j += 1
    return last


def _named_next(page: Page, j: int) -> bool:
    return any(k in page.cover for k in (j, j + 1))
