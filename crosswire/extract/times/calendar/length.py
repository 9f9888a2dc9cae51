"""Lengths of time: a count of units, and how TIMEX3 writes it."""

from __future__ import annotations

from dataclasses import dataclass

from crosswire import rules

_WHOLE = {
    "day": ("day", 1),
    "night": ("day", 1),
    "week": ("week", 1),
    "fortnight": ("week", 2),
    "weekend": ("week", 1),
    "month": ("month", 1),
    "quarter": ("quarter", 1),
    "year": ("year", 1),
    "decade": ("decade", 1),
    "century": ("century", 1),
}
"""Units of a day and more: the calendar's unit, and how many of it one is."""

_HALVES = {
    "century": ("Y", 50),
    "decade": ("Y", 5),
    "year": ("M", 6),
    "day": ("TH", 12),
    "hour": ("TM", 30),
    "minute": ("TS", 30),
}
"""What half a unit is, in the next smaller one."""


@dataclass(frozen=True, slots=True)
class Length:
    """So many of a unit; `count` is null when it is left open ("several")."""

    count: float | None
    unit: str

    @property
    def whole(self) -> bool:
        """Whether days can be counted by it."""
        return self.unit in _WHOLE

    @property
    def unit_of_calendar(self) -> str:
        return _WHOLE[self.unit][0]

    @property
    def steps(self) -> int:
        """How many units of the calendar, to the nearest."""
        return round((self.count or 1) * _WHOLE[self.unit][1])

    @property
    def value(self) -> str:
        """The TIMEX3 value: P3D, PT2H, PXM, P2Y6M."""
        mark = rules.load("any/times")["duration"][self.unit]
        count = self.count if self.unit != "fortnight" or self.count is None else self.count * 2
        if count is None:
            return _written("X", mark)
        rest = count - int(count)
        if rest == 0.5 and self.unit in _HALVES:
            small, size = _HALVES[self.unit]
            return (_written(str(int(count)), mark) if count >= 1 else "P") + _joined(small, size, count >= 1, mark)
        return _written(f"{count:g}" if count < 1_000_000 else str(int(count)), mark)


def _written(count: str, mark: str) -> str:
    return f"PT{count}{mark[1:]}" if mark[0] == "T" else f"P{count}{mark}"


def _joined(mark: str, size: int, follows: bool, before: str) -> str:
    """The smaller unit of a mixed length; T is written once."""
    time = "T" if mark[0] == "T" and not (follows and before[0] == "T") else ""
    return f"{time}{size}{mark[-1]}"


def length(count: int | float | str, unit: str) -> Length:
    return Length(None if isinstance(count, str) else count, unit)
