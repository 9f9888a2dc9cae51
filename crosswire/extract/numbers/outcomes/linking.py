"""Joins counted people to what became of them."""

from __future__ import annotations

from crosswire.extract.numbers.lexicon import Lexicon
from crosswire.extract.numbers.line import Line
from crosswire.extract.numbers.outcomes.triggers import find_triggers, undone
from crosswire.extract.numbers.outcomes.victims import past_helpers, victims_of
from crosswire.extract.numbers.people.lists import ending_at, parts_later
from crosswire.extract.numbers.people.places import Places
from crosswire.extract.numbers.quantities.amount import Amount

RANK = {None: 0, "casualty": 1, "missing": 2, "injured": 3, "detained": 3, "displaced": 3, "killed": 4}
"""Which outcome stays when one phrase meets two: "were shot and died" are dead."""


def link(line: Line, amounts: list[Amount], words: Lexicon) -> list[Amount]:
    """The phrases of a line with their outcomes: those given, and single people found beside a trigger."""
    triggers = find_triggers(line, words)
    if not triggers:
        return amounts
    places = Places(line, amounts, words)
    for trigger in triggers:
        if places.owns(trigger.first) or undone(line, trigger, words):
            continue
        victims = victims_of(line, trigger, places, words)
        if victims and victims[0].first < trigger.first and trigger.form != "of":
            victims = [*victims, *parts_later(places, trigger.last + 1, victims[0])]
        for amount in victims:
            if RANK[trigger.outcome] > RANK[amount.outcome] and not _says_outcome(line, amount, words):
                amount.outcome = trigger.outcome
    _fatal_shares(line, places, words)
    _among(line, places, words)
    return places.all()


def _says_outcome(line: Line, amount: Amount, words: Lexicon) -> bool:
    """Whether the counted noun names the harm itself ("two injuries"), which no verb then changes."""
    word = line.words[amount.head] if amount.head is not None else ""
    return word in words.heads and word not in words.people


def _fatal_shares(line: Line, places: Places, words: Lexicon) -> None:
    """ "Five people were shot, one fatally": the one is dead, and one of the five."""
    whole: Amount | None = None
    for amount in places.all():
        beside = {line.word(amount.last + 1), line.word(amount.first - 1)}
        if beside & words.sets["fatal"] and amount.outcome in (None, "casualty") and whole is not None:
            amount.outcome, amount.parent = "killed", whole
        elif amount.outcome == "casualty":
            whole = amount


def _among(line: Line, places: Places, words: Lexicon) -> None:
    """ "Nine guests were among the 30 killed": the nine are dead too, and part of the 30."""
    for whole in places.all():
        spot = whole.first - 1
        spot -= line.word(spot) in words.sets["individual.known"]
        if whole.outcome is None or line.word(spot) not in words.sets["joins.among"]:
            continue
        before, linked, _ = past_helpers(line, spot - 1, words)
        for amount in ending_at(places, before) if linked else ():
            if amount.low <= whole.low:
                amount.outcome, amount.parent = whole.outcome, amount.parent or whole
