"""Days that move from year to year: Easter and the days of the moon calendar."""

from __future__ import annotations

from datetime import date

from crosswire.extract.times.calendar.periods import clamp


def easter(year: int) -> date:
    """Easter Sunday of the western churches (the anonymous Gregorian computus)."""
    golden, century, rest = year % 19, year // 100, year % 100
    moon = (19 * golden + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    sunday = (32 + 2 * (century % 4) + 2 * (rest // 4) - moon - rest % 4) % 7
    month, day = divmod(moon + sunday - 7 * ((golden + 11 * moon + 22 * sunday) // 451) + 114, 31)
    return date(year, month, day + 1)


def hijri(year: int, month: int, day: int) -> date:
    """The day of the Islamic calendar by its civil reckoning; what is sighted may differ by a day or two."""
    before = 354 * (year - 1) + (3 + 11 * year) // 30 + 29 * (month - 1) + month // 2
    return clamp(227014 + before + day)


def hijri_in(year: int, month: int, day: int) -> date | None:
    """The first such day within a year of the common calendar, if it falls there."""
    around = int((year - 622) * 33 / 32)
    found = (hijri(count, month, day) for count in range(max(around - 1, 1), around + 3))
    return next((when for when in found if when.year == year), None)
