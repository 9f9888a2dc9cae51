"""Keeps or drops a counted phrase, with the reason in words."""

from __future__ import annotations

from crosswire.extract.numbers.lexicon import Lexicon
from crosswire.extract.numbers.line import Line
from crosswire.extract.numbers.quantities.amount import Amount
from crosswire.extract.numbers.quantities.votes import UNIT as VOTE

FIRST_YEAR, LAST_YEAR = 1900, 2060
"""A bare number within may be a year though people are named right after it ("in 2016 people fled")."""


def why_not(line: Line, amount: Amount, words: Lexicon) -> str | None:
    """Why this is no count, or null where it is one. Asked before phrases are joined to outcomes."""
    if amount.kind in ("vague", "none") or amount.unit == VOTE:
        return None
    if _is_age(line, amount, words):
        return "an age"
    if _is_date(line, amount, words):
        return "a date"
    if _is_clock(line, amount, words):
        return "a clock time"
    if _is_label(line, amount, words):
        return "part of a name or number of something"
    return "the children somebody has" if _is_brood(line, amount, words) else None


def _is_age(line: Line, amount: Amount, words: Lexicon) -> bool:
    """ "Aged 34", "12-year-old", "13 and 15 years old", "ages 18 to 38", "Ilse Koravan, 34,"."""
    sets = words.sets
    before, after = _past_list(line, amount.first - 1, -1, words), _past_list(line, amount.at + 1, 1, words)
    before -= line.word(before) in sets["toll.earlier"] or line.word(before) in sets["ranges.openers"]
    if line.word(before) in sets["not.age_before"]:
        return True
    if line.word(after).strip("-–") in sets["not.age_units"]:
        beyond = after + 1 + (line.word(after + 1) in ("-", "–"))
        if line.word(beyond) in sets["not.age_after"] or (
            line.word(after - 1) == "-" and line.word(beyond) in words.people
        ):
            return True
    if line.word(amount.first - 1) != "," or line.word(amount.at + 1) not in sets["not.age_enders"]:
        return False
    someone = line.capital(amount.first - 2) or line.word(amount.first - 2) in words.people
    return someone and amount.head is None and 0 < amount.low < 120


def _past_list(line: Line, place: int, step: int, words: Lexicon) -> int:
    """The first place beyond the other numbers of a list ("13, 17 and 19"), and beyond a hyphen."""
    links = words.sets["ranges.middles"] | words.sets["ranges.closers"] | {","}
    for _ in range(6):
        spot = place
        while line.word(spot) in links:
            spot += step
        word = line.word(spot)
        if spot == place or not (word.isdigit() or word in words.values):
            break
        place = spot + step
    return place + step * (line.word(place) in ("-", "–"))


def _is_brood(line: Line, amount: Amount, words: Lexicon) -> bool:
    """ "A mother of three": a bare number after "of" that says how many one person has."""
    person = words.people.get(line.word(amount.first - 2))
    of = line.word(amount.first - 1) in words.sets["partitive.of"]
    return of and amount.head is None and person is not None and not person.plural


def _is_date(line: Line, amount: Amount, words: Lexicon) -> bool:
    first, last = amount.first, amount.at
    months, value = words.sets["not.months"], line.words[last]
    if line.word(last + 1) in months:
        return True
    if line.word(first - 1) in months and (not line.capitals or line.word(first - 2).isdigit()):
        return True
    year = value.isdigit() and len(value) == 4 and 1500 <= int(value) < 2100
    counts = amount.people and (amount.qualifier == "between" or not FIRST_YEAR <= amount.low <= LAST_YEAR)
    if not year or counts:
        return False
    near = line.word(first - 1)
    if not amount.people and near in words.sets["individual.known"]:
        return True  # "the 1967 killings"
    if near[-2:] in words.sets["not.ordinal_endings"] and near[:1].isdigit():
        return True
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
    if amount.low == 1 and amount.head is None and line.words[amount.at] in words.values:
        return after in words.sets["not.pronoun_one_after"] or line.tag(amount.first - 1) in ("DET", "ADJ")
    beyond = line.word(amount.at + 2)
    return after in ("/", "-") and (beyond[:1].isdigit() or beyond[-2:] in words.sets["not.ordinal_endings"])
