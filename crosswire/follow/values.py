"""The values a decision can set, from how people write them."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from crosswire.base import DECIDED, Codes, When
from crosswire.rules import load_folder

_DAY = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")
_NUMBER = re.compile(r"(\d+)(?:-(\d+)|(\+))?")


def when(value: str) -> When | None:
    """ "2021-05-03", "2021-05", "2021" or "2021-05-03/2021-05-05" (both included) as an interval; null for no date."""
    first, _, last = value.partition("/")
    spans = [_span(part) for part in ((first, last) if last else (first,))]
    known = [span for span in spans if span is not None]
    if len(known) < len(spans) or known[0][0] > known[-1][0]:
        return None
    low, high = known[0][0], known[-1][1]
    days = (high - low).days
    precision = 1 if days == 1 else 2 if days <= 6 else 3 if days == 7 else 4 if days <= 31 else 5
    return When(from_=low.isoformat(), to=high.isoformat(), precision=precision, basis=DECIDED)


def _span(value: str) -> tuple[dt.date, dt.date] | None:
    found = _DAY.fullmatch(value.strip())
    if found is None:
        return None
    year, month, day = (int(part) if part else None for part in found.groups())
    try:
        first = dt.date(year or 0, month or 1, day or 1)
        if day:
            return first, first + dt.timedelta(days=1)
        return first, dt.date(first.year + (month in {None, 12}), (first.month % 12) + 1 if month else 1, 1)
    except ValueError:
        return None


def number(value: str) -> tuple[int, int | None] | None:
    """ "12", "12-15" or "12+" as lowest and highest, the latter null where open; null for no number."""
    found = _NUMBER.fullmatch(value.strip())
    if found is None:
        return None
    low = int(found[1])
    high = None if found[3] else int(found[2] or low)
    return None if high is not None and high < low else (low, high)


@cache
def kinds() -> dict[str, frozenset[str]]:
    """Every event type of the codebook with its subtypes."""
    return {name: frozenset(_subtypes(table)) for name, table in load_folder("en/events").items()}


def _subtypes(table: dict[str, Any]) -> Iterator[str]:
    yield from (row["name"] for row in table.get("subtype", ()))
    yield from (row["subtype"] for row in table.get("trigger", ()) if "subtype" in row)
    if table.get("default"):
        yield table["default"]


def kind(value: str) -> tuple[str, str | None] | None:
    """ "ATTK" or "attk.shelling" as type and subtype; null for what the codebook does not have."""
    name = value.split(".")[0].upper()
    if "." not in value:
        return (name, None) if name in kinds() else None
    return (name, value.lower()) if value.lower() in kinds().get(name, ()) else None


def codes(name: str) -> Codes:
    """The codes of a type in other projects' books."""
    given = load_folder("en/events")[name].get("codes", {})
    return Codes(**{key: given.get(key) for key in Codes.__struct_fields__})
