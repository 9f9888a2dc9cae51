"""Whether a text tells of years long past, and so goes on from the day it last spoke of, or speaks from its own day."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from crosswire.extract.times.recognition.reading import Meaning, Node

SPEAKING = frozenset({"deictic", "which", "weekday", "tonight", "overnight", "part_of_day", "a_year_back"})
"""Meanings that count from the day of speaking, as news does in every other sentence and a history hardly ever."""

PAST_YEARS = 2
"""A year so many before the report's own is past; a later one shows that the text speaks of its own time."""

SHARE = 6
"""How many past years stand against one expression that counts from the day of speaking."""


def tells_history(nodes: Iterable[Node | None], spoken: date | None) -> bool:
    """Whether the expressions name past years and hardly ever count from the day of speaking."""
    past = present = 0
    whole = (node.values[node.made] for node in nodes if node is not None and node.made)
    for meaning in (part for one in whole for part in _parts(one)):
        year = _year(meaning)
        if year is not None and (spoken is None or year <= spoken.year - PAST_YEARS):
            past += 1
        elif year is not None or meaning.make in SPEAKING or meaning.slots.get("origin") == "published":
            present += 1
    return past > 0 and past >= SHARE * present


def _year(meaning: Meaning) -> int | None:
    year = meaning.slots.get("year", meaning.slots.get("first") if meaning.make == "years" else None)
    return year if isinstance(year, int) else None


def _parts(meaning: object) -> Iterator[Meaning]:
    """A meaning and the meanings it is made of; a weekday inside a date is a part of no meaning."""
    if isinstance(meaning, Meaning):
        yield meaning
        for value in meaning.slots.values():
            yield from _parts(value)
