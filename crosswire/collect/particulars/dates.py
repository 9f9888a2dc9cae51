"""Dates as a page prints them: found in a line, read, and labelled published, updated or fetched."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass, replace
from datetime import date
from functools import cache

from crosswire import rules
from crosswire.base import Basis, Dated
from crosswire.collect.cues import cues, either, words_of

TABLE = "any/pages_dates"
_FIRST_YEAR, _LAST_YEAR = 1900, 2100
_MONTHS = 12


@dataclass(frozen=True)
class Found:
    """A date in the page: offsets of the words, its days (two where day and month cannot be told apart), its hour."""

    start: int
    end: int
    days: tuple[date, ...]
    clock: str | None = None
    zone: str | None = None
    shift: str = ""
    label: str | None = None
    weekday: int | None = None
    month_first_hint: bool = False
    order: int | None = None
    """What its own digits tell: 0 where the day stands first ("13/4/2021"), 1 where the month does ("4/13/2021")."""

    def dated(self, basis: Basis = "stated") -> Dated:
        values = tuple(self._value(day) for day in self.days)
        readings = values if len(values) > 1 else ()
        return Dated(value=values[0], basis=basis, zone=self.zone, readings=readings, start=self.start, end=self.end)

    def _value(self, day: date) -> str:
        return day.isoformat() + (f"T{self.clock}{self.shift}" if self.clock else "")


@dataclass(frozen=True)
class _Grammar:
    find: re.Pattern[str]
    clock: re.Pattern[str]
    months: dict[str, int]
    weekdays: dict[str, int]
    filler: frozenset[str]
    zones: dict[str, str]
    pm: frozenset[str]
    month_first: frozenset[str]


@cache
def _grammar() -> _Grammar:
    table = rules.load(TABLE)
    words = table["words"]
    months = {name: int(number) for number, names in table["months"].items() for name in names}
    weekdays = {name: at % 7 for at, name in enumerate(words["weekdays"])}
    weekdays |= {name: _short_weekday(name, words["weekdays"]) for name in words["weekday_short"]}
    month, suffix = f"(?:{either(months)})", f"(?:{either(words['ordinals'])})"
    between, any_day = f"(?:{either(words['between'])})", either([*weekdays, *words["weekdays_other"]])
    gap = r"[\s\-–/.,]{0,3}"
    year = r"\d{4}|['’]\d{2}"
    # Scraped lines run together: "Northshore WireJune 3, 2021", "June 3, 20219:10 PM".
    glued = r"(?-i:(?<=[a-z])(?=[A-Z]))"
    small = rf"{gap}(?:{between}\s+)?"
    day_month = rf"(?P<d1>\d{{1,2}})(?:{suffix})?\.?{small}(?P<m1>{month})\b\.?{small}(?P<y1>{year})"
    month_day = rf"(?:\b|{glued})(?P<m2>{month})\b\.?\s*(?P<d2>\d{{1,2}})(?:{suffix})?,?\s+(?P<y2>\d{{4}})"
    year_first = r"(?P<y3>\d{4})(?P<s3>[-/.])(?P<m3>\d{1,2})(?P=s3)(?P<d3>\d{1,2})"
    numeric = r"(?P<n1>\d{1,2})(?P<s4>[./-])\s?(?P<n2>\d{1,2})(?P=s4)\s?(?P<y4>\d{4}|\d{2})"
    cjk = r"(?P<y5>\d{4})\s?[年년]\s?(?P<m5>\d{1,2})\s?[月월]\s?(?P<d5>\d{1,2})\s?[日일]"
    number = rf"{day_month}|{month_day}|{year_first}|{numeric}|{cjk}"
    find = rf"(?:\b(?P<w>{any_day})\b\.?,?\s+)?(?<![\d/])(?:{number})(?!\d(?!\d?:\d\d))"
    half = either([*words["am"], *words["pm"]])
    names = either([*table["zones"], *table["zones_unsure"]["names"]])
    hour = r"(?<![\d:.])(?P<h>\d{1,2})(?:(?P<c>[:.h])(?P<mi>\d{2})(?::\d{2}(?:\.\d+)?)?)?"
    zone = rf"\(?(?:{names})(?:\s?[+-]\d{{1,2}}(?::?\d{{2}})?)?\b\)?|[+-]\d{{2}}:?\d{{2}}"
    clock = rf"{hour}\s*(?P<ap>(?:{half})(?![a-z]))?\s*(?P<z>{zone})?"
    return _Grammar(
        find=re.compile(find, re.IGNORECASE),
        clock=re.compile(clock, re.IGNORECASE),
        months=months,
        weekdays=weekdays,
        filler=frozenset([*words["filler"], *words["weekdays"], *words["weekday_short"], *words["weekdays_other"]]),
        zones=table["zones"],
        pm=frozenset(words["pm"]),
        month_first=frozenset(words["month_first"]),
    )


def _short_weekday(name: str, full: list[str]) -> int:
    return next(at for at, day in enumerate(full) if day.startswith(name[:3]))


def dates_in(text: str, offset: int) -> list[Found]:
    """Every calendar date in a line, with the hour and zone beside it and the words before it that say what it is."""
    if not any(char.isdigit() for char in text):
        return []
    grammar = _grammar()
    found: list[Found] = []
    matches = list(grammar.find.finditer(text))
    for at, match in enumerate(matches):
        days = _days(match)
        if not days:
            continue
        opened = found[-1].end - offset if found else 0
        before = text[opened : match.start()]
        after = text[match.end() : matches[at + 1].start() if at + 1 < len(matches) else len(text)]
        weekday = grammar.weekdays.get((match["w"] or "").casefold())
        date_only = Found(
            start=offset + match.start(),
            end=offset + match.end(),
            days=days,
            label=_label(before),
            weekday=weekday,
            order=_order(match),
        )
        found.append(_with_clock(date_only, before, after, offset + opened))
    return found


def _days(match: re.Match[str]) -> tuple[date, ...]:
    """The days a match may mean, the likelier first as far as the match alone tells."""
    grammar, part = _grammar(), match.groupdict()
    if part["m1"]:
        return day_of(_year(part["y1"]), grammar.months[_plain(part["m1"])], int(part["d1"]))
    if part["m2"]:
        return day_of(int(part["y2"]), grammar.months[_plain(part["m2"])], int(part["d2"]))
    if part["y3"]:
        return day_of(int(part["y3"]), int(part["m3"]), int(part["d3"]))
    if part["y5"]:
        return day_of(int(part["y5"]), int(part["m5"]), int(part["d5"]))
    first, second, year = int(part["n1"]), int(part["n2"]), _year(part["y4"])
    day_first, month_first = day_of(year, second, first), day_of(year, first, second)
    if part["s4"] == "." or first == second:
        return day_first
    return (*day_first, *(day for day in month_first if day not in day_first))


def _order(match: re.Match[str]) -> int | None:
    """Which of two numbers is the day, where only one can be."""
    if not match["n1"] or match["s4"] == "." or (int(match["n1"]) > _MONTHS) == (int(match["n2"]) > _MONTHS):
        return None
    return int(int(match["n2"]) > _MONTHS)


def _plain(word: str) -> str:
    return re.sub(r"\s+", " ", word.casefold())


def _year(digits: str) -> int:
    digits = digits.lstrip("'’")
    return int(digits) if len(digits) == 4 else 2000 + int(digits) if int(digits) < 70 else 1900 + int(digits)


def day_of(year: int, month: int, day: int) -> tuple[date, ...]:
    """The day, or nothing where there is none such."""
    if not (_FIRST_YEAR <= year <= _LAST_YEAR and 1 <= month <= 12 and 1 <= day <= calendar.monthrange(year, month)[1]):
        return ()
    return (date(year, month, day),)


def _label(before: str) -> str | None:
    """published, updated or fetched, when the words right before a date say so."""
    words = words_of(before[-60:])
    for start in range(max(0, len(words) - 5), len(words)):
        rest = words[start:]
        label = cues().label.whole(rest) or cues().label.whole(_without_filler(rest))
        if label in ("published", "updated", "fetched"):
            return label
    return None


def _without_filler(words: list[str]) -> list[str]:
    filler = _grammar().filler
    kept = list(words)
    while len(kept) > 1 and (kept[-1] in filler or kept[-1] == "#"):
        kept.pop()
    return kept


def _with_clock(found: Found, before: str, after: str, offset: int) -> Found:
    """The date with the hour printed right before it ("8:30 am, 3 March 2021") or after it; `offset` is that of
    `before` in the page."""
    grammar = _grammar()
    tail = max(0, len(before) - 24)
    for match in grammar.clock.finditer(before, tail):
        clock = _clock(match)
        if clock and not re.search(r"\w{3,}", before[match.end() :]):
            return replace(_timed(found, match, clock), start=offset + match.start())
    for match in grammar.clock.finditer(after[:40]):
        clock = _clock(match)
        if clock and not re.search(r"\w{6,}.*\w{6,}", after[: match.start()]):
            last = "z" if match["z"] else "ap" if match["ap"] else "mi"
            return replace(_timed(found, match, clock), end=found.end + match.end(last))
        if clock:
            break
    return found


def _clock(match: re.Match[str]) -> str | None:
    """HH:MM, or None when the digits are no hour: bare numbers count only with am or pm."""
    half = (match["ap"] or "").casefold()
    if not match["mi"] and not half:
        return None
    hour, minute = int(match["h"]), int(match["mi"] or 0)
    if half and 1 <= hour <= 12:
        hour = hour % 12 + (12 if half in _grammar().pm else 0)
    return f"{hour:02d}:{minute:02d}" if hour < 24 and minute < 60 else None


def _timed(found: Found, match: re.Match[str], clock: str) -> Found:
    grammar = _grammar()
    zone = (match["z"] or "").strip("() ") or None
    shift = ""
    if zone and re.fullmatch(r"[+-]\d{2}:?\d{2}", zone):
        shift = zone if ":" in zone else f"{zone[:3]}:{zone[3:]}"
    elif zone:
        shift = _named_shift(zone)
    american = bool(zone and zone.casefold() in grammar.month_first) or bool(match["ap"])
    return replace(found, clock=clock, zone=zone, shift=shift, month_first_hint=american)


def _named_shift(zone: str) -> str:
    added = re.fullmatch(r"(?:GMT|UTC)\s?([+-])(\d{1,2})(?::?(\d{2}))?", zone, re.IGNORECASE)
    if added:
        return f"{added[1]}{int(added[2]):02d}:{added[3] or '00'}"
    return _grammar().zones.get(zone.upper(), "")


def left_over(text: str, found: list[Found], offset: int) -> list[str]:
    """The words of a line that belong neither to its dates nor to what usually stands around dates."""
    pieces, at = [], offset
    for item in found:
        pieces.append(text[at - offset : item.start - offset])
        at = item.end
    pieces.append(text[at - offset :])
    filler = _grammar().filler
    rest = [word for piece in pieces for word in _unlabelled(words_of(piece))]
    return [word for word in rest if word not in filler and not re.fullmatch(r"#|\d+h\d*", word)]


def _unlabelled(words: list[str]) -> list[str]:
    for take in range(min(4, len(words)), 0, -1):
        for start in (0, len(words) - take):
            part = words[start : start + take]
            if cues().label.whole(part) in ("published", "updated", "fetched"):
                return words[:start] + words[start + take :]
    return words


def is_clock(text: str) -> bool:
    """A line that is a bare hour, as live pages and date lines over two rows print it."""
    match = _grammar().clock.match(text)
    return bool(match and _clock(match) and len(text) - match.end() <= 12 and len(words_of(text[match.end() :])) <= 1)
