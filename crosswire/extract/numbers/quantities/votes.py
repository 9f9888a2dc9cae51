"""Votes: "13 votes to 2 with 2 abstentions", "voted 13 to 2", "passed 52-48", "two against"."""

from __future__ import annotations

from crosswire.extract.numbers.lexicon import Lexicon
from crosswire.extract.numbers.line import Line
from crosswire.extract.numbers.quantities.amount import Amount
from crosswire.grammar.counting import spoken

UNIT = "vote"

NEAR = 6
"""Words before a pair of numbers within which what is voted on, or the vote itself, is named."""


def read_votes(line: Line, amounts: list[Amount], words: Lexicon) -> list[Amount]:
    """The phrases with those that count votes marked by their unit; a pair in one phrase becomes two phrases."""
    if words.sets["votes.cues"].isdisjoint(line.words):
        return amounts
    found: list[Amount] = []
    for amount in amounts:
        pair = _pair(line, amount, words)
        found += pair or [amount]
        if pair is None and (_on_a_side(line, amount, words) or _beside_votes(line, amount, found[:-1], words)):
            amount.unit = UNIT
    return found


def _pair(line: Line, amount: Amount, words: Lexicon) -> list[Amount] | None:
    """Both numbers of "2 to 13" after a vote, which as a phrase would be a range; null where it is none."""
    if amount.qualifier != "between" or amount.high is None or not _bare(amount) or not _called(line, amount, words):
        return None
    middle = next((p for p in range(amount.first, amount.last) if line.words[p] in words.sets["votes.joins"]), None)
    if middle is None:
        return None
    low, high = amount.low, amount.high
    return [
        Amount(amount.first, middle - 1, middle - 1, low, low, unit=UNIT),
        Amount(middle + 1, amount.last, amount.last, high, high, unit=UNIT),
    ]


def _on_a_side(line: Line, amount: Amount, words: Lexicon) -> bool:
    """ "Two against", "one abstained", and "13 - 2" or "13 to 2" whose first number is the larger."""
    if not _bare(amount):
        return False
    if any(line.has(amount.last + 1, phrase) for phrase in words.phrases["votes"].get(line.word(amount.last + 1), ())):
        return True
    joined = line.word(amount.last + 1) in words.sets["votes.joins"] and spoken(line.words, amount.last + 2)
    return bool(joined) and _called(line, amount, words)


def _beside_votes(line: Line, amount: Amount, before: list[Amount], words: Lexicon) -> bool:
    """The second number of "13 votes to 2" or "13 - 2"."""
    if not before or not _bare(amount) or before[-1].unit != UNIT:
        return False
    return amount.first == before[-1].last + 2 and line.word(amount.first - 1) in words.sets["votes.joins"]


def _bare(amount: Amount) -> bool:
    return amount.kind == "number" and amount.head is None and amount.unit is None and amount.low == int(amount.low)


def _called(line: Line, amount: Amount, words: Lexicon) -> bool:
    """Whether a word of voting stands shortly before, in the same sentence."""
    for place in range(amount.first - 1, max(amount.first - 1 - NEAR, -1), -1):
        if line.is_end(place):
            return False
        if line.words[place] in words.sets["votes.cues"]:
            return True
    return False
