"""Time expressions against the conformance cases of other libraries: which cases news can contain, and how many hold.

A case is a short text, the moment it was said, and what a library says it comes to, in that library's dialect:

- `recognizers`: for every expression its place and its readings, each with days, clock times, seconds of a duration or
  the code of a set; one reading must be ours.
- `duckling`: one instant with its grain, or an interval with an exclusive end. It prefers the future where news looks
  back, so a bare date ("Friday", "May 5") also holds one week or year earlier.

What news cannot contain is left out by `conformance.toml`, each kind under its own name, and counted.
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from bench.reading import Reader, Row
from crosswire.base import Time
from crosswire.extract import times
from crosswire.extract.times.recognition.lexicon import word_groups

LEFT_OUT: dict[str, dict[str, Any]] = tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))
"""By reason: `words`, regular expressions over the text in small letters; `of`, where the reason counts."""

UNKNOWN_FEAST = "a feast of a calendar that is not reckoned here, or of one country"
KNOWN_FEASTS = frozenset(LEFT_OUT.pop(UNKNOWN_FEAST)["known"])
SECONDS = {"Y": 31_536_000, "Q": 7_884_000, "M": 2_592_000, "W": 604_800, "D": 86_400, "N": 86_400, "E": 315_360_000}
CLOCK_SECONDS = {"H": 3600, "M": 60, "S": 1}
GRAINS = {"second": 1, "minute": 2, "hour": 3, "day": 4, "week": 5, "month": 6, "quarter": 7, "year": 8}


def conformance(rows: list[Row], reader: Reader, errors: int = 0) -> dict[str, Any]:
    """Cases kept, held and their share, and those left out by reason. Prints up to `errors` cases that fail."""
    kept: list[Row] = []
    left: Counter[str] = Counter()
    for row in rows:
        reason = left_out(row)
        left[reason or ""] += 1
        if reason is None:
            kept.append(row)
    held = 0
    for row, found in _found(kept, reader):
        good = holds(row, found)
        held += good
        if not good and errors > 0:
            errors -= 1
            shown = [(t.text, t.value, t.from_, t.to) for t in found]
            print("FAILS", row["id"], repr(row["text"]), row["reference"][:16], _brief(row), shown)
    del left[""]
    share = round(held / len(kept), 4) if kept else 0.0
    return {"cases": len(rows), "kept": len(kept), "held": held, "share": share, "left_out": dict(left.most_common())}


def _found(rows: list[Row], reader: Reader) -> Iterator[tuple[Row, tuple[Time, ...]]]:
    asked = ({"id": row["id"], "text": _as_printed(row), "published": row["reference"]} for row in rows)
    by_id = {row["id"]: row for row in rows}
    for given, report, passages in reader.passages(asked):
        yield by_id[given["id"]], times.find(report, passages)


SMALL = re.compile(r"\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|mon|tue|wed|thu|fri|sat|sun)[a-z]*\b")


def _as_printed(row: Row) -> str:
    """The text; Duckling's phrases in small letters get the capitals that print gives to months and weekdays."""
    text: str = row["text"]
    named = {word.lower() for group in ("WEEKDAY", "MONTH", "WEEKDAYS") for word in word_groups()[group]}
    if _dialect(row) == "recognizers":
        named -= AMBIGUOUS
    return SMALL.sub(lambda found: found[0].capitalize() if found[0] in named else found[0], text)


AMBIGUOUS = {"may", "march", "mar", "sat", "sun", "mon", "wed", "jan", "dec", "august"}


def _dialect(row: Row) -> str:
    return "recognizers" if row["id"].startswith("rec") else "duckling"


def _brief(row: Row) -> list[Any]:
    return [e.get("values", e) for e in row["expected"]]


def left_out(row: Row) -> str | None:
    """Why news cannot contain a case, or null when it can."""
    text = " ".join(row["text"].lower().split())
    for reason, rule in LEFT_OUT.items():
        if _dialect(row) in rule["of"] and any(re.search(words, text) for words in rule["words"]):
            return reason
    if any(one.get("holiday", "Easter") not in KNOWN_FEASTS for one in row["expected"]):
        return UNKNOWN_FEAST
    if any(
        v.get("value") == "not resolved" and e["type"] != "set" for e in row["expected"] for v in e.get("values", ())
    ):
        return "a day that there is not"
    return None


def holds(row: Row, found: tuple[Time, ...]) -> bool:
    """Whether what was found is what the case expects."""
    if not row["expected"]:
        return not any(time.value for time in found)
    if "values" not in row["expected"][0]:
        return _is_told(row["expected"][0], found, row)
    for one in row["expected"]:
        there = [time for time in found if time.start <= one["end"] and one["start"] < time.end]
        if not any(_is_reading(value, there) for value in one["values"]):
            return False
    return True


def _is_reading(value: dict[str, Any], found: list[Time]) -> bool:
    """Whether rows mean one reading of Recognizers: one of them alone, or the first and last as the ends of a range."""
    if any(_is_alone(value, time) for time in found):
        return True
    if len(found) < 2 or not {"start", "end"} <= value.keys():
        return False
    first, last = (_plain(value[key].replace(" ", "T")) for key in ("start", "end"))
    return _same(_plain(found[0].from_), first) and any(_same(_plain(t), last) for t in (found[-1].from_, found[-1].to))


def _same(ours: str, theirs: str) -> bool:
    """The same moment; of a bare time of day, the same clock."""
    return ours == theirs or (len(theirs) == 8 and ours[11:] == theirs)


def _is_alone(value: dict[str, Any], time: Time) -> bool:
    kind, timex = value["type"], value.get("timex", "")
    if time.value == timex or value.get("value") in time.readings:
        return True
    if kind == "duration":
        if "X" in (time.value or ""):
            return timex[-1:] == (time.value or "")[-1:]
        return _seconds(time.value) == int(float(value["value"]))
    if kind == "set":
        return time.kind == "SET" and _same_set(time.value or "", timex)
    if timex in ("PRESENT_REF", "FUTURE_REF", "PAST_REF"):
        return time.value == timex
    if timex[-3:-2] == "T" and timex[-1].isalpha() and (time.value or "")[-3:] == timex[-3:]:
        return timex[0] == "T" or _starts(value, time)
    ends = (_plain(time.from_), _plain(time.to))
    if "value" in value:
        moment = _plain(value["value"].replace(" ", "T"))
        if moment.endswith("23:59:59") and time.mod == "END":
            return ends[0][:10] == moment[:10]
        if kind == "date" and time.kind == "TIME":
            return ends[0][:10] == moment[:10]
        return _same(ends[0], moment) or _is_unit_around(moment, time)
    first, last = (_plain(value[key].replace(" ", "T")) if key in value else None for key in ("start", "end"))
    if first is None or last is None:
        return any(_same(end, first or last or "") for end in ends)
    inclusive = _plain((time.value or "").split("/")[-1]) if "/" in (time.value or "") else ends[1]
    exact = _same(ends[0], first) and (_same(ends[1], last) or _same(inclusive, last))
    return exact or _is_alike(time, ends, (first, last))


def _starts(value: dict[str, Any], time: Time) -> bool:
    return (time.from_ or "").startswith(value.get("start", value.get("value", ""))[:10])


def _same_set(ours: str, theirs: str) -> bool:
    """The same set, by its code or by how long its step is."""
    bare = ours.removeprefix("XXXX-XX-XX").removesuffix(":00")
    return bare == theirs or (theirs[0] == "P" and _seconds(ours) == _seconds(theirs))


def _is_unit_around(moment: str, time: Time) -> bool:
    """Whether ours is the week, month or year in which their day lies, for what is counted in such units: "in two
    weeks" is a week in TimeML and a day in theirs."""
    counted = time.basis != "explicit" and time.precision in ("week", "month", "quarter", "year", "decade")
    counted = counted and any(
        unit in time.text.lower() for unit in ("week", "month", "quarter", "year", "decade", "fortnight")
    )
    return counted and _plain(time.from_) <= moment < _plain(time.to)


UNIT_DAYS = {"day": 1, "fortnight": 14, "week": 7, "month": 31, "quarter": 92, "year": 366, "decade": 3660}
SEASON_DAYS = 25


def _is_alike(time: Time, ours: tuple[str, str], theirs: tuple[str, str]) -> bool:
    """Whether stretches differ by convention alone: what is counted from the day of speaking may leave that day, its
    week, month or year out; a season may be the astronomers'; an early or late part is a `mod` of ours."""
    if not all(ours) or any(len(end) != 19 for end in (*ours, *theirs)):
        return False
    starts, ends = (tuple(map(datetime.fromisoformat, pair)) for pair in zip(ours, theirs, strict=True))
    if time.mod in ("START", "MID", "END"):
        return starts[0] <= starts[1] and ends[1] <= ends[0]
    if time.kind == "DURATION":
        slack = UNIT_DAYS.get(time.precision or "day", 1)
    else:
        slack = SEASON_DAYS if time.precision == "season" else 0
    return all(abs((one - other).days) <= slack for one, other in (starts, ends)) and slack > 0


def _plain(moment: str | None) -> str:
    """A moment without zone; a bare day is its midnight."""
    if not moment:
        return ""
    if len(moment) in (4, 7) and moment[:4].isdigit():
        moment += "-01-01" if len(moment) == 4 else "-01"
    return moment[:19] if len(moment) > 10 or ":" in moment else f"{moment}T00:00:00"


def _seconds(value: str | None) -> int | None:
    parts = re.fullmatch(r"P([\d.]*\d[A-Z])*(T([\d.]*\d[HMS])+)?", value or "")
    if parts is None or value is None:
        return None
    day, _, clock = value[1:].partition("T")
    total = sum(float(n) * SECONDS[u] for n, u in re.findall(r"([\d.]+)([A-Z])", day) if u in SECONDS)
    return round(total + sum(float(n) * CLOCK_SECONDS[u] for n, u in re.findall(r"([\d.]+)([HMS])", clock)))


def _is_told(expected: dict[str, Any], found: tuple[Time, ...], row: Row) -> bool:
    """Whether rows are Duckling's instant or interval: one of them, or the first and last as its ends."""
    if any(_is_part_of_day(expected, time) or _is_near(expected, time) for time in found):
        return True
    spans = [span for time in found if (span := _span(time, row)) is not None]
    whole = [(spans[0][0], end, spans[0][2]) for end in spans[-1][:2]] if len(spans) > 1 else []
    if any(_is_span(expected, span, row) for span in [*spans, *(whole if "end" in expected else [])]):
        return True
    value = expected.get("value", "")
    return any(value in time.readings or value[:10] in time.readings or _is_unit_around(value, time) for time in found)


def _is_part_of_day(expected: dict[str, Any], time: Time) -> bool:
    """Part of a day or a weekend, which Duckling gives by its hours: the same day is the same part."""
    ends = {(time.to or "")[:10], (time.from_ or "")[:10]}
    if expected["kind"] != "interval" or expected["grain"] != "hour":
        return False
    if (time.value or "").endswith("-WE"):
        return expected["end"][:10] in ends
    part = (time.value or "")[-3:-1] in ("TM", "TA", "TE", "TN")
    return part and any(_back(datetime.fromisoformat(expected["start"]), by).isoformat()[:10] in ends for by in STEPS)


def _is_near(expected: dict[str, Any], time: Time) -> bool:
    """The stretch by another convention; a feast of the moon calendar may be sighted a day or two off."""
    start = expected.get("start", expected.get("value", ""))
    if time.from_ is None or time.to is None:
        return False
    if time.mod == "APPROX" and "holiday" in expected:
        return abs((datetime.fromisoformat(start) - datetime.fromisoformat(time.from_)).days) <= 2
    if expected["kind"] == "interval":
        ours = (_plain(time.from_), _plain(time.to))
        return any(_is_alike(time, ours, (_moved(start, by), _moved(expected["end"], by))) for by in _steps(time.text))
    return time.precision == "day" and time.from_ == start[:10] and expected["grain"] in ("hour", "second")


def _moved(moment: str, by: tuple[str, int]) -> str:
    return _back(datetime.fromisoformat(moment), by).isoformat()


Span = tuple[datetime, datetime, int]


def _span(time: Time, row: Row) -> Span | None:
    if time.from_ is None or time.to is None:
        return None
    first, last = _local(time.from_, time.zone, row), _local(time.to, time.zone, row)
    return None if first is None or last is None else (first, last, _grain(time))


def _is_span(expected: dict[str, Any], span: Span, row: Row) -> bool:
    first, last, grain = span
    starts = [datetime.fromisoformat(expected[key]) for key in ("value", "start") if key in expected]
    ends = [datetime.fromisoformat(expected["end"])] if "end" in expected else []
    for back in _steps(row["text"]):
        if expected["kind"] in ("before", "after"):
            if any(_back(start, back) in (first, last) for start in starts):
                return True
        elif all(_back(s, back) == first for s in starts) and all(_near(_back(e, back), last, expected) for e in ends):
            return expected["kind"] == "interval" or grain <= GRAINS[expected["grain"]]
    return False


def _grain(time: Time) -> int:
    return GRAINS.get(time.precision or "day", 4)


def _near(end: datetime, ours: datetime, expected: dict[str, Any]) -> bool:
    """The same end; Duckling counts the last minute or hour in."""
    grain = {"minute": timedelta(minutes=1), "hour": timedelta(hours=1), "second": timedelta(seconds=1)}
    return ours == end or (expected["grain"] in grain and ours == end - grain[expected["grain"]])


def _local(moment: str, zone: str | None, row: Row) -> datetime | None:
    """A moment in the zone of the reference."""
    bare = datetime.fromisoformat(moment[:19])
    if not zone or len(moment) <= 10:
        return bare
    there = datetime.fromisoformat(f"{moment[:19]}{'+00:00' if zone == 'Z' else zone}")
    return there.astimezone(datetime.fromisoformat(row["reference"]).tzinfo).replace(tzinfo=None)


TOLD = re.compile(
    r"\b(?:next|past|previous|coming|upcoming|current|ago|hence|\d{4}|from (?:now|today))\b"
    r"|\b(?:last|this) (?!.*\b(?:of|in)\b)"
)


STEPS = [("day", 0), ("day", 7), ("day", 1), ("year", 1), ("month", 1), ("hour", 12), ("hour", 24)]


def _steps(text: str) -> Iterable[tuple[str, int]]:
    """How far back a bare date may lie from where Duckling puts it."""
    return [("day", 0)] if TOLD.search(text.lower()) else STEPS


def _back(moment: datetime, by: tuple[str, int]) -> datetime:
    unit, count = by
    if unit in ("day", "hour"):
        return moment - timedelta(**{f"{unit}s": count})
    months = moment.year * 12 + moment.month - 1 - count * (12 if unit == "year" else 1)
    try:
        return datetime.combine(date(months // 12, months % 12 + 1, moment.day), moment.time())
    except ValueError:  # the 31st of a shorter month
        return moment
