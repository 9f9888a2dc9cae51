"""Descriptions: "the Russian foreign minister", "the ministry", "Syrian rebels", with their bounds in the sentence."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Literal

from crosswire.extract.names.lexicon import words
from crosswire.extract.names.mentions import Found, Page, is_courtesy

Sort = Literal["role", "body", "force"]
FARTHEST = 10
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
    owner: Found | None = None


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
        hit = table.get(word) or _short(page.words[k])
        first = k
        if k:
            pair = table.get(f"{low[k - 1]} {word}")
            joined = table.get(f"{low[k - 2]}-{word}") if k > 1 and low[k - 1] == "-" else None
            if pair or joined:
                hit, first = (pair, k - 1) if pair else (joined, k - 2)
        if hit and page.doc[k].pos_ in ("NOUN", "PROPN", "ADJ") and not _modifies(low, k, table):
            yield _phrase(page, number, first, k, hit)


def _short(word: str) -> tuple[str, Sort, bool] | None:
    full = words().short_titles.get(word)
    return (full, "role", False) if full else None


def _modifies(low: list[str], k: int, table: dict[str, tuple[str, Sort, bool]]) -> bool:
    """A head right before another is part of the other's description ("foreign ministry | spokesman")."""
    if k + 1 >= len(low):
        return False
    following = low[k + 1]
    if following == "-" and low[k + 2 : k + 3] not in [[tail] for tail in sorted(words().tails)]:
        return True
    return following in table and low[k] in table and table[low[k]][1] != "body"


def _phrase(page: Page, number: int, first: int, k: int, hit: tuple[str, Sort, bool]) -> Phrase:
    noun, sort, plural = hit
    i = _left(page, first)
    owner = None
    if sort != "role":
        i, owner = _without_owner(page, i, first)
    j = _right(page, k + 1) if sort == "role" and not plural else k + 1
    start, end = page.passage.offsets(page.doc[i:j])
    return Phrase(number, i, k, j, noun, sort, plural, start, end, page.doc[i:j].text, owner)


_JOINS = frozenset({"-", "'s", "’s"})


def _without_owner(page: Page, i: int, first: int) -> tuple[int, Found | None]:
    """Cuts off a person whose body or force it is: "President Orvane's | forces"."""
    for k in range(first - 1, i, -1):
        name = page.cover.get(k - 1)
        if page.words[k] in ("'s", "’s", "'", "’") and name is not None and name.kind == "person":
            return k + 1, name
    return i, None


def _left(page: Page, first: int) -> int:
    i = first
    lists = words()
    while i > 0 and first - i < FARTHEST:
        k = page.back(i)
        if k < 0 or any("\n" in page.words[blank] for blank in range(k + 1, i)):
            break
        if page.words[k].lower() in lists.determiners:
            return i if _joins_clauses(page, k, i) else k
        name = page.cover.get(k)
        if not _joins(page, k, i, name):
            break
        i = k if name is None else min(k, name.i)
    while i < first and (page.words[i] in _JOINS or not page.words[i][:1].isalnum()):
        i += 1
    return i


def _joins_clauses(page: Page, k: int, i: int) -> bool:
    """ "said that Mayor X": the word is no determiner there."""
    return page.doc[k].pos_ == "SCONJ" or (page.words[k].lower() == "that" and page.words[i][:1].isupper())


def _joins(page: Page, k: int, i: int, name: Found | None) -> bool:
    """Whether the word at `k` belongs to the description that begins at `i`."""
    if page.words[k] in _JOINS:
        return k > 0
    if name is not None:
        return name.kind != "person" or page.words[i] in _JOINS
    return page.word(k - 1) == "-" or page.doc[k].pos_ in ("ADJ", "NOUN", "PROPN", "NUM")


def _right(page: Page, k: int) -> int:
    """Takes in "of State", "for Human Rights", "to the United Nations", up to a verb, a comma or a person's name."""
    if page.word(k) == "-" and page.word(k + 1).lower() in words().tails:
        k += 2
    turn = page.word(k)
    if turn not in words().reaches or (turn in words().topic and turn != "for" and not _named_next(page, k + 1)):
        return k
    last = k
    for j in range(k + 1, min(len(page.words), k + FARTHEST)):
        name = page.cover.get(j)
        if (name is not None and name.kind == "person") or page.words[j] in words().honorifics:
            if name is not None and j > k + 1 and is_courtesy(page.words[j - 1]):
                last = name.j
            break
        pos = page.doc[j].pos_
        if name is None and pos not in ("DET", "ADJ", "NOUN", "PROPN") and page.words[j] not in ("-", "and", "of"):
            break
        if name is not None or pos in ("NOUN", "PROPN"):
            last = j + 1
    return last


def _named_next(page: Page, j: int) -> bool:
    return any(k in page.cover for k in (j, j + 1))
