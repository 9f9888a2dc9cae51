"""Marks running totals: counts that a cue such as "since" or "this year" spreads over more than one incident."""

from __future__ import annotations

from crosswire.extract.numbers.lexicon import Lexicon
from crosswire.extract.numbers.line import Line
from crosswire.extract.numbers.quantities.amount import Amount

SINGLE = frozenset({"one", "known", "named"})
"""Kinds of single people: nobody's death is a running total."""

REACH = 24
"""Words between a count and its cue within one sentence."""


def mark_totals(line: Line, amounts: list[Amount], words: Lexicon) -> None:
    """Sets `cumulative` and `since` (the words of the start, as printed) on the counts a cue governs."""
    cues = _cues(line, words)
    for amount in amounts:
        if amount.outcome is None or amount.kind in SINGLE:
            continue
        for first, last in cues:
            if _governs(line, amount, first, words):
                amount.cumulative = True
                amount.since = line.passage.text[_begin(line, first) : _finish(line, last)]
                break


def _cues(line: Line, words: Lexicon) -> list[tuple[int, int]]:
    table = words.phrases["cumulative"]
    found = []
    for place, word in enumerate(line.words):
        for phrase in table.get(word, ()):
            if line.has(place, phrase):
                found.append(_extent(line, place, len(phrase)))
                break
    return found


def _extent(line: Line, place: int, length: int) -> tuple[int, int]:
    """First and last word of the stretch a cue names: the cue itself, or up to five words after a lone "since"."""
    last = place + length - 1
    if length > 1:
        return place, last
    while last + 1 < min(place + 6, len(line)) and line.words[last + 1][0].isalnum():
        last += 1
    return min(place + 1, last), last


def _governs(line: Line, amount: Amount, cue: int, words: Lexicon) -> bool:
    """Whether cue and count stand in one sentence, near each other and without a rank between."""
    low, high = sorted((amount.first, cue))
    if high - low > REACH or any(line.is_end(place) for place in range(low, high)):
        return False
    return not any(line.words[place] in words.sets["ranks"] for place in range(amount.last + 1, cue))


def _begin(line: Line, place: int) -> int:
    return line.tokens[place].idx


def _finish(line: Line, place: int) -> int:
    return line.tokens[place].idx + len(line.tokens[place])
