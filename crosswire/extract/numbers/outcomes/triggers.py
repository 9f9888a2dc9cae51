"""The places of a line where harm is spoken of."""

from __future__ import annotations

from dataclasses import dataclass

from crosswire.extract.numbers.lexicon import Form, Lexicon, Pattern
from crosswire.extract.numbers.line import Line


@dataclass(frozen=True, slots=True)
class Trigger:
    """A place where harm is spoken of: words [first, last]."""

    first: int
    last: int
    outcome: str
    form: Form


def find_triggers(line: Line, words: Lexicon) -> list[Trigger]:
    """Every trigger of a line, in order and without overlap, the longer pattern first."""
    found: list[Trigger] = []
    free = 0
    for place, word in enumerate(line.words):
        if place < free or word not in words.triggers:
            continue
        trigger = _longest(line, place, words.triggers[word])
        if trigger is not None:
            found.append(trigger)
            free = trigger.last + 1
    return found


def _longest(line: Line, place: int, patterns: list[Pattern]) -> Trigger | None:
    for pattern in patterns:
        last = _match(line, place, pattern.parts)
        if last is not None:
            return Trigger(place, last, pattern.outcome, pattern.form)
    return None


def _match(line: Line, place: int, parts: tuple[frozenset[str] | int, ...]) -> int | None:
    """The last place of the pattern's words when they stand here, or null."""
    gap = 0
    for part in parts:
        if isinstance(part, int):
            gap = part
            continue
        spots = (spot for spot in range(place, place + gap + 1) if line.word(spot) in part)
        spot = next(spots, None)
        if spot is None or any(line.is_end(between) for between in range(place, spot)):
            return None
        place, gap = spot + 1, 0
    return place - 1


def undone(line: Line, trigger: Trigger, words: Lexicon) -> bool:
    """Whether the words before say that it was only tried, feared or threatened, or the one after that nobody was hit
    ("shot back")."""
    sets = words.sets
    if line.word(trigger.last + 1) in sets["undone.after"]:
        return True
    for spot in range(trigger.first - 1, trigger.first - 4, -1):
        if line.is_end(spot):
            return False
        word = line.word(spot)
        if word in sets["undone"]:
            return not (word in sets["undone.possible"] and line.word(spot + 1) in sets["between.have"])
    return False
