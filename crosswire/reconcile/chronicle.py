"""A timeline of a wanted length from many reports, without a parse: the days most told of, and their sentences.

Importance is that of the timeline: a day counts by the reports that speak of it, most by those that look back at it and
from afar, and by how much of its news stays; a sentence by how much of what its day's reports tell it carries, and of
what all reports are about.
"""

from __future__ import annotations

import datetime
import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from crosswire import rules
from crosswire.reconcile.incidents import alternatives
from crosswire.reconcile.newcomers import lasting

LEAD = 3
"""First sentences of a report that speak of its own day though they may not name it."""

OWN_DAY, AHEAD, LOOKING_BACK, FROM_AFAR = 0.5, 1.0, 4.0, 8.0
"""What a report adds to a day it names: its own, a coming one, a past one, one `AFAR` days past or more. Seen on
published timelines, before the rest below: date F1 .479 where a past day counts 4 and any other 1, .50 so."""

SPELT_OUT = 6.0
"""What naming a past day by its date adds where a weekday would do. Date F1 .519 at 4, .522 at 5, .539 so, .536
at 7."""

NEARBY = 0.55
"""Share that is left where a report says no more than "today" or "yesterday". Date F1 .526 at 1, .539
from .4 to .6."""

STAYS = 0.35
"""What the news of a day adds that stays, in mean weights of a day, where its news stays as much as a mean day's. Date
F1 .522 without it, .532 at .3, .539 so, .528 at .5."""

UNNAMED = 1.0
"""What a report adds to its own day where it does not name it. Date F1 .534 at a half, .539 so, .541
at 1.25."""

BEFORE = 7
"""Days before the first report that may be told: what led to it. Date F1 .537 at 0, .539 from 3 to 14."""

AFAR = 14

NEW_WORDS = 0.6
"""Share of a sentence's words that must not stand in one chosen before for its day."""

SHORTEST, LONGEST = 6, 55
"""Words of a sentence fit to be shown."""

MOST = 400
"""Sentences of one day that are weighed, those of most reports' leads first: linear cost."""


@dataclass(frozen=True)
class Told:
    """One report for a chronicle: the ISO day it was published and its sentences."""

    published: str
    sentences: tuple[str, ...]


@dataclass(frozen=True)
class _Line:
    text: str
    words: frozenset[str]
    lead: bool
    named: bool


def chronicle(reports: Sequence[Told], days: int, sentences: int) -> dict[str, tuple[str, ...]]:
    """At most `days` ISO days with `sentences` sentences in all, each as its report has it.

    Days more than a week before the first report, or after the last, are left out. Raises ValueError where a report's
    day is no date.
    """
    if not reports or days < 1:
        return {}
    weight: dict[str, float] = defaultdict(float)
    lines: dict[str, list[_Line]] = defaultdict(list)
    first, last = min(r.published for r in reports), max(r.published for r in reports)
    first = (datetime.date.fromisoformat(first) - datetime.timedelta(BEFORE)).isoformat()
    for report in reports:
        for day, worth in _weights(report, lines).items():
            weight[day] += worth
    mean = sum(weight.values()) / len(weight)
    for day, news in lasting(_worded(reports)).items():
        weight[day] += STAYS * mean * news
    spread = Counter({day: worth for day, worth in weight.items() if first <= day <= last})
    chosen = sorted(sorted(spread, key=lambda day: (-spread[day], day))[:days])
    each = max(1, round(sentences / max(1, len(chosen))))
    weights = _topical(reports, _rarity(lines))
    return {day: text for day in chosen if (text := _best(lines[day], each, weights))}


def _weights(report: Told, lines: dict[str, list[_Line]]) -> dict[str, float]:
    """What one report adds to each day it speaks of; its sentences are put under their days."""
    told: dict[str, float] = {}
    spoken = datetime.date.fromisoformat(report.published)
    for place, text in enumerate(report.sentences):
        named = _named(text, report.published)
        lead = place < LEAD
        for day in sorted(named or ({report.published} if lead else ())):
            lines[day].append(_Line(text, frozenset(_words(text)), lead, bool(named)))
            if named:
                worth = _worth((spoken - datetime.date.fromisoformat(day)).days, named[day])
                told[day] = max(worth, told.get(day, 0.0))
    return {report.published: UNNAMED, **told}


def _worth(ago: int, how: str) -> float:
    """What naming a day adds to it, by how many days ago it was, and how it is named."""
    share = NEARBY if how == "near" else 1.0
    if ago <= 0:
        return share * (AHEAD if ago else OWN_DAY)
    return share * (FROM_AFAR if ago >= AFAR else SPELT_OUT if how == "date" else LOOKING_BACK)


def _worded(reports: Sequence[Told]) -> Iterable[tuple[str, list[frozenset[str]]]]:
    return ((report.published, [frozenset(_words(text)) for text in report.sentences]) for report in reports)


def _words(text: str) -> list[str]:
    return [word for word in re.findall(r"[a-z]{3,}", text.lower()) if word not in _small()]


@cache
def _small() -> frozenset[str]:
    return rules.words("en/reconcile", "chronicle", "small")


def _rarity(lines: dict[str, list[_Line]]) -> dict[str, float]:
    """How telling a word is: told on few days."""
    on: Counter[str] = Counter()
    for told in lines.values():
        on.update({word for line in told for word in line.words})
    return {word: math.log(1 + len(lines) / count) for word, count in on.items()}


def _topical(reports: Sequence[Told], rarity: dict[str, float]) -> dict[str, float]:
    """Rarity of each word times how many reports have it: what is told on one day, but in words all reports are about.

    Seen on published timelines: sentence score (AR1) .092 without the second factor, .105 with its root, .106 so.
    """
    having: Counter[str] = Counter()
    for report in reports:
        having.update({word for text in report.sentences for word in _words(text)})
    return {word: weight * having[word] for word, weight in rarity.items()}


def _best(lines: list[_Line], wanted: int, weights: dict[str, float]) -> tuple[str, ...]:
    """The sentences that carry most of what the day's reports tell, each with something new."""
    fitting = [line for line in lines if SHORTEST <= len(line.text.split()) <= LONGEST]
    fitting = sorted(fitting, key=lambda line: (not (line.lead and line.named), not line.named, not line.lead))[:MOST]
    shared: Counter[str] = Counter()
    for line in fitting:
        shared.update(dict.fromkeys(line.words, 2 if line.lead else 1))
    centre = {word: math.sqrt(count) * weights[word] for word, count in shared.items()}

    def worth(line: _Line) -> float:
        carried = sum(centre[word] for word in line.words) / math.sqrt(len(line.words) + 4)
        return carried * (1.5 if line.named else 1.0) * (1.2 if line.lead else 1.0)

    chosen: list[_Line] = []
    for line in sorted(fitting, key=lambda line: (-worth(line), line.text)):
        seen = frozenset().union(*(other.words for other in chosen))
        if len(chosen) < wanted and line.words and len(line.words - seen) >= NEW_WORDS * len(line.words):
            chosen.append(line)
    return tuple(line.text for line in chosen)


def days_in(text: str, published: str) -> frozenset[str]:
    """The ISO days that a sentence names, seen from its report's day: "17 September", "on Tuesday", "yesterday"."""
    return frozenset(_named(text, published))


def _named(text: str, published: str) -> dict[str, str]:
    """Each ISO day that a sentence names, and how: by its "date", its "weekday", or as "near"."""
    from_day = datetime.date.fromisoformat(published)
    found: dict[datetime.date, str] = {}
    for match in _near().finditer(text):
        found[from_day + datetime.timedelta(days=_nearby()[match[0].lower()])] = "near"
    for match in _weekdays().finditer(text):
        ago = (from_day.weekday() - _weekday_numbers()[match["name"].lower()]) % 7
        ahead = match["next"] is not None
        day = from_day + datetime.timedelta(days=(7 - ago) % 7 or 7) if ahead else from_day - datetime.timedelta(ago)
        found[day] = "weekday"
    for match in _dates().finditer(text):
        month = _months()[(match["m1"] or match["m2"]).lower().rstrip(".")]
        number, year = int(match["d1"] or match["d2"]), match["y1"] or match["y2"]
        found.update(dict.fromkeys(_on(number, month, int(year) if year else None, from_day), "date"))
    return {day.isoformat(): how for day, how in found.items()}


def _on(day: int, month: int, year: int | None, seen_from: datetime.date) -> Iterable[datetime.date]:
    """The date in its year, or in the year that puts it nearest to the day it is seen from."""
    years = [year] if year else [seen_from.year - 1, seen_from.year, seen_from.year + 1]
    dates = []
    for one in years:
        try:
            dates.append(datetime.date(one, month, day))
        except ValueError:
            continue  # 31 April
    return sorted(dates, key=lambda date: abs((date - seen_from).days))[:1]


@cache
def _months() -> dict[str, int]:
    found: dict[str, int] = rules.load("en/counting")["months"]
    return found


@cache
def _weekday_numbers() -> dict[str, int]:
    found: dict[str, int] = rules.load("en/times")["words"]["WEEKDAY"]
    return {name: number for name, number in found.items() if len(name) > len("thurs")}


@cache
def _nearby() -> dict[str, int]:
    found: dict[str, int] = rules.load("en/reconcile")["chronicle"]["near"]
    return found


@cache
def _dates() -> re.Pattern[str]:
    month = rf"(?:{alternatives(name.title() for name in _months())})"
    return re.compile(
        rf"\b(?P<m1>{month})\.? (?P<d1>\d{{1,2}})(?:st|nd|rd|th)?\b(?: ?, (?P<y1>(?:19|20)\d\d))?"
        rf"|\b(?P<d2>\d{{1,2}})(?:st|nd|rd|th)? (?:of )?(?P<m2>{month})\b(?: ?,? (?P<y2>(?:19|20)\d\d))?"
    )


@cache
def _weekdays() -> re.Pattern[str]:
    names = alternatives(name.title() for name in _weekday_numbers())
    ahead = alternatives(rules.load("en/reconcile")["chronicle"]["ahead"])
    return re.compile(rf"(?:\b(?P<next>{ahead}) )?\b(?P<name>{names})\b")


@cache
def _near() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{alternatives(_nearby())})\b", re.IGNORECASE)
