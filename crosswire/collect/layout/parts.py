"""A page laid out: its units, and the parts recognised so far."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from itertools import pairwise

from crosswire.collect.lines.units import Unit
from crosswire.collect.particulars.agencies import NONE
from crosswire.collect.particulars.datelines import Dateline
from crosswire.collect.particulars.dates import Found

_SHORT = 6


@dataclass
class Layout:
    """The units with their kinds, and the parts that were recognised."""

    units: list[Unit]
    marks: list[str]
    dates: list[list[Found]]
    headline: int | None = None
    body: tuple[int, int] = (0, 0)
    comments: int = 1 << 60
    spaced: bool = True
    dateline: Dateline | None = None
    agencies: frozenset[str] = NONE
    repeats: dict[str, int] = field(default_factory=dict)

    contents: frozenset[int] = frozenset()
    """Lines of a table of contents: titles in a row that each stand again further down, over a part of the text."""

    told: list[Unit] | None = None
    """The units that are no noise, once every unit has its kind; repeated ones may become noise afterwards."""

    _inside: frozenset[str] | None = None

    _listed: Counter[str] | None = None

    _pairs: frozenset[tuple[str, str]] | None = None

    def pairs(self) -> frozenset[tuple[str, str]]:
        """Words that stand side by side in the body's longer lines; to be asked once the body's stretch is known."""
        if self._pairs is None:
            self._pairs = frozenset(pair for unit in self._told() for pair in pairwise(unit.words))
        return self._pairs

    def printed(self) -> str:
        """The longer lines of the body, a line each."""
        return "\n".join(unit.text for unit in self._told())

    def _told(self) -> list[Unit]:
        first, last = self.body
        return [unit for unit in self.units[first : last + 1] if unit.size > _SHORT]

    def within(self, key: str) -> bool:
        """Whether a unit of the stretch that is the body reads so; to be asked once the stretch is known."""
        if self._inside is None:
            first, last = self.body
            self._inside = frozenset(unit.key for unit in self.units[first : last + 1])
        return key in self._inside

    def again(self, at: int) -> bool:
        """Whether the unit is printed elsewhere too, other than in a table of contents."""
        if self._listed is None:
            self._listed = Counter(self.units[spot].key for spot in self.contents)
        key = self.units[at].key
        return self.repeats[key] - self._listed[key] > 1

    def of(self, kind: str) -> list[Unit]:
        told = self.units if self.told is None or kind == "noise" else self.told
        return [unit for unit in told if unit.kind == kind]
