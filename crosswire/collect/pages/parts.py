"""A page laid out: its units, and the parts recognised so far."""

from __future__ import annotations

from dataclasses import dataclass, field

from crosswire.collect.lines.agencies import NONE
from crosswire.collect.lines.credits import Dateline
from crosswire.collect.lines.dates import Found
from crosswire.collect.lines.units import Unit


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

    def of(self, kind: str) -> list[Unit]:
        return [unit for unit in self.units if unit.kind == kind]
