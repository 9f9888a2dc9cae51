"""Keeps or drops a counted phrase, with the reason in words."""

from __future__ import annotations

from crosswire.extract.numbers.line import Line
from crosswire.extract.numbers.quantities import Amount
from crosswire.extract.numbers.rules import Lexicon


def why_not(line: Line, amount: Amount, words: Lexicon) -> str | None:
    """Why this is no count, or null where it is one. Asked before phrases are joined to outcomes."""
    if amount.kind in ("vague", "none") or amount.qualifier == "between":
        return None
    first, last = amount.first, amount.at
    if _is_age(line, amount, words):
        return "an age"
    if _is_date(line, first, last, words):
        return "a date"
    if _is_clock(line, amount, words):
        return "a clock time"
    if _is_label(line, amount, words):
        return "part of a name or number of something"
    return None


def _is_age(line: Line, amount: Amount, words: Lexicon) -> bool:
    sets, after = words.sets, amount.at + 1
    after += line.word(after) in ("-", "–")
    if line.word(after) in sets["not.age_units"]:
        beyond = after + 1 + (line.word(after + 1) in ("-", "–"))
        if line.word(beyond) in sets["not.age_after"]:
            return True
    before = line.word(amount.first - 1)
    if before in sets["not.age_before"]:
        return True
    in_commas = before == "," and line.word(amount.at + 1) in (",", ".", "") and line.named(amount.first - 2)
    return in_commas and amount.head is None and 0 < amount.low < 120


def _is_date(line: Line, first: int, last: int, words: Lexicon) -> bool:
    months, value = words.sets["not.months"], line.words[last]
    if (line.word(first - 1) in months and not line.capitals) or line.word(last + 1) in months:
        return True
    year = value.isdigit() and len(value) == 4 and 1500 <= int(value) < 2100
    if not year:
        return False
    near = line.word(first - 1)
    return near in words.sets["not.year_before"] or near == "," or near.isdigit() or near in months or near == ""


def _is_clock(line: Line, amount: Amount, words: Lexicon) -> bool:
    after = line.word(amount.at + 1)
    if after in words.sets["not.clock_after"] or ":" in line.words[amount.at]:
        return True
    return after == ":" and line.word(amount.at + 2)[:1].isdigit()


def _is_label(line: Line, amount: Amount, words: Lexicon) -> bool:
    before, after = line.word(amount.first - 1), line.word(amount.at + 1)
    if before in words.sets["not.label_before"] or after in words.sets["not.label_after"]:
        return line.words[amount.at][0].isdigit()
    if line.words[amount.at] == "one" and amount.head is None:
        return after in words.sets["not.pronoun_one_after"] or line.tag(amount.first - 1) in ("DET", "ADJ")
    return after in ("/", "-") and line.word(amount.at + 2)[:1].isdigit()
