"""What one report left out of somebody's words so that their sense turns: a "not", an "if", a "but", a doubt.

What is left out inside the marks may stand beside them: "only if the guns fell silent would they “open the road”". So
nothing is lost where the report has a word of the same kind, or most of what was left out, around its quotation.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set
from functools import cache
from itertools import groupby
from typing import NamedTuple

from rapidfuzz.distance import LCSseq

from crosswire import rules
from crosswire.reconcile.terms import terms

SHORTEST = 4
"""Words of a quotation that may assert something."""

AROUND = 300
"""Characters on either side of a shorter quotation in which its report may give what is left out of it."""

ELSEWHERE = 0.5
"""Share of the telling words left out from which the report gives them there. Own judgement."""

FIRST = 3
"""Words with which a clause has begun."""

FEWEST = 3
"""Telling words from which a share of them says something."""

GOVERNS, OPENS = ("negation", "hedge"), ("condition", "but")
"""Kinds of words that speak of what follows, and kinds that begin what belongs to the words before."""

_WORD = re.compile(r"\w+(?:['’]\w+)*")
_ASIDE = re.compile(r"[(\[][^)\]]*[)\]]")
_BREAK = re.compile(r"[,;:—–]| -+ ")


class Printed(NamedTuple):
    """A stretch of a report's text."""

    text: str
    start: int
    end: int


class Lost(NamedTuple):
    """What was left out: its kind, and its words as the fuller report prints them."""

    kind: str
    words: str


class _Word(NamedTuple):
    text: str
    start: int
    end: int


def lost(full: Printed, cut: Printed) -> Lost | None:
    """What turns the sense and stands in one wording of a sentence alone, left out of the other."""
    return next(_lost(full, cut), None)


def _lost(full: Printed, cut: Printed) -> Iterator[Lost]:
    own, others = _words(full), _words(cut)
    if len(others) < SHORTEST:
        return
    for (start, end), put in _changes(own, others):
        kind = _kind(own, start, end, full.text)
        if kind is None or put & _of(kind) or (put & _around("instead") and kind == "hedge"):
            continue  # "will" for "could" leaves nothing out
        words = full.text[own[start].start : own[end - 1].end]
        inside = kind in GOVERNS and start > 0
        if _is_gone(kind, words, cut) and (inside or _is_clause(others, cut)):
            yield Lost(kind, " ".join(words.split()))


def _changes(own: Sequence[_Word], others: Sequence[_Word]) -> Iterator[tuple[tuple[int, int], Set[str]]]:
    """The stretches of words that one wording has alone, with the words that the other has in their place."""
    steps = LCSseq.opcodes([word.text for word in own], [word.text for word in others])
    for is_same, found in groupby(steps, key=lambda step: step.tag == "equal"):
        run = list(found)
        if not is_same and run[-1].src_end > run[0].src_start:
            put = frozenset(word.text for word in others[run[0].dest_start : run[-1].dest_end])
            yield (run[0].src_start, run[-1].src_end), put


def lost_after(cut: Printed, after: Printed) -> Lost | None:
    """What turns the sense in the sentence with which the speaker goes on in the other report alone."""
    words = _words(after)
    kind = _opening(words, 0, len(words))
    whole = kind == "condition" and words[0].text in _of("condition") - _around("after")
    if kind is None or whole or not _is_clause(_words(cut), cut):
        return None  # "If they stop, we stop" is a sentence of its own
    left = after.text[after.start : after.end]
    return Lost(kind, " ".join(left.split())) if _is_gone(kind, left, cut) else None


def _words(printed: Printed) -> list[_Word]:
    """The words of a stretch in small letters, without what the report put in brackets."""
    aside = [match.span() for match in _ASIDE.finditer(printed.text, printed.start, printed.end)]
    return [
        _Word(match[0].lower().replace("’", "'"), *match.span())
        for match in _WORD.finditer(printed.text, printed.start, printed.end)
        if not any(start <= match.start() < end for start, end in aside)
    ]


def _kind(words: Sequence[_Word], start: int, end: int, text: str) -> str | None:
    """The kind of what a stretch of words takes from the others, or null where it takes no turn from them."""
    opening = _opening(words, start, end)
    if opening == "condition" or (opening == "but" and start > 0):
        return opening
    if end == len(words):
        return None
    for place in range(end - 1, start - 1, -1):
        if words[place].text in _around("joins") or _BREAK.search(text, words[place].end, words[place + 1].start):
            return None
        if words[place].text in _of("negation") and words[place + 1].text in _around("too"):
            return None
        kind = next((kind for kind in GOVERNS if words[place].text in _of(kind)), None)
        if kind is not None:
            return kind
    return None


def _opening(words: Sequence[_Word], start: int, end: int) -> str | None:
    """The kind of clause that a stretch begins with."""
    place = start
    while place < end and words[place].text in _around("before"):
        place += 1
    return next((kind for kind in OPENS if place < end and words[place].text in _of(kind)), None)


def _is_gone(kind: str, left: str, cut: Printed) -> bool:
    """Whether the shorter quotation's report gives what was left out nowhere near."""
    beside = f"{cut.text[max(0, cut.start - AROUND) : cut.start]} {cut.text[cut.end : cut.end + AROUND]}"
    if any(word in _of(kind) for word in _WORD.findall(beside.lower().replace("’", "'"))):
        return False
    told = terms(left)
    return len(told) < FEWEST or len(told & terms(beside)) < ELSEWHERE * len(told)


def _is_clause(words: Sequence[_Word], cut: Printed) -> bool:
    """Whether a quotation is a clause and no mere phrase."""
    begins = cut.text[cut.start : cut.start + 1].isupper()
    return len(words) >= SHORTEST and (begins or any(word.text in _around("subjects") for word in words[:FIRST]))


@cache
def _of(kind: str) -> Set[str]:
    return frozenset(rules.load("en/quotations")["turns"][kind])


@cache
def _around(name: str) -> Set[str]:
    return frozenset(rules.load("en/quotations")["around"][name])
