"""The roll-up: killed and injured of the incident a report is about, as its own words count them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from crosswire import rules
from crosswire.base import Count, Mention, Number, Report
from crosswire.extract.claims.headline import Told, read_headline

HARM = ("killed", "injured", "casualty")
LOOSE = frozenset({"the", "named"})
"""Qualifiers of rows that are one person, spoken of or named, and not a count as printed."""


@dataclass(frozen=True, slots=True)
class Statement:
    """What one phrase or one list of phrases says of one outcome. `rank` orders statements of the same report."""

    outcome: str
    low: float
    high: float | None
    rows: tuple[Number, ...]
    block: int
    background: bool
    start: int | None
    end: int | None
    others: bool = False
    text: str = ""

    @property
    def loose(self) -> bool:
        return bool(self.rows) and all(row.qualifier in LOOSE or _share().search(row.text) for row in self.rows)


def roll_up(report: Report, mentions: Sequence[Mention], numbers: Sequence[Number]) -> tuple[Count, ...]:
    """Killed and injured of the report's main incident, over all (group null) and by group.

    An outcome the report does not count has no row: silence is not nought. Nothing is added up but the members of
    one list in one clause ("two nurses and two drivers"), whose words are the row's words.
    """
    rows = [row for row in numbers if row.outcome in HARM and not row.cumulative and row.low is not None]
    found = [*_from_headline(report), *_statements(report, rows)]
    main = [statement for statement in found if not statement.background] or found
    killed = _choose([s for s in main if s.outcome == "killed"])
    injured = _choose([s for s in main if s.outcome == "injured"])
    shot = _choose([s for s in main if s.outcome == "casualty"])
    counts = [_count("killed", killed), _count("injured", _hurt(killed, injured, shot))]
    counts += _by_group(report, main)
    return tuple(count for count in counts if count is not None)


def _statements(report: Report, rows: list[Number]) -> list[Statement]:
    found: list[Statement] = []
    lists: list[list[Number]] = []
    for row in rows:
        if row.parent is not None and row.outcome != "killed":
            continue
        last = lists[-1][-1] if lists else None
        if last is not None and last.outcome == row.outcome and _joined(report.text[last.end : row.start]):
            if not _renames(last, row, report.text[last.end : row.start]):
                lists[-1].append(row)
        else:
            lists.append([row])
    for members in lists:
        members = [m for m in members if m.parent is None or m.parent not in {o.id for o in members}]
        low = sum(row.low or 0 for row in members)
        highs = [row.high for row in members]
        high = None if None in highs else sum(h for h in highs if h is not None)
        found.append(
            Statement(
                outcome=str(members[0].outcome),
                low=low,
                high=high,
                rows=tuple(members),
                block=_block(report, members[0].start),
                background=_is_background(report, members[0]),
                start=members[0].start,
                end=members[-1].end,
                others=any(_others().search(row.text) for row in members),
                text=report.text[members[0].start : members[-1].end],
            )
        )
    return found


@cache
def _between() -> re.Pattern[str]:
    table = rules.load("en/claims")["lists"]
    joins = "|".join(re.escape(word) for word in table["joins"])
    ages = "|".join(table["ages"])
    return re.compile(rf"[\s,]*(?:(?:{ages})?[\s,]*\d{{1,3}}[\s,]*)?(?:{joins})?[\s,]*", re.I)


def _joined(text: str) -> bool:
    return len(text) < 30 and _between().fullmatch(text) is not None


def _renames(last: Number, row: Number, between: str) -> bool:
    """Whether the second phrase only says who the first is: "Ilse Koravan, a 34-year-old nurse"."""
    return last.low == row.low == 1 and between.strip() == "," and (last.qualifier == "named" or row.qualifier == "named")


@cache
def _cues() -> re.Pattern[str]:
    return re.compile(
        rf"\b(?:{'|'.join(re.escape(cue) for cue in rules.load('en/claims')['background']['cues'])})\b", re.I
    )


@cache
def _years() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(rules.load('en/claims')['years']['before'])})\s+((?:19|20)\d\d)\b", re.I)


def _is_background(report: Report, row: Number) -> bool:
    sentence = _sentence(report.text, row.start, row.end)
    if _cues().search(sentence):
        return True
    year = _years().search(sentence)
    own = report.published.value[:4] if report.published else None
    return year is not None and own is not None and year.group(1) != own


def _sentence(text: str, start: int, end: int) -> str:
    begin = max(text.rfind(mark, 0, start) for mark in (". ", ".\n", "\n\n", ".”", '."', "? "))
    ends = [spot for spot in (text.find(mark, end) for mark in (". ", ".\n", "\n\n")) if spot >= 0]
    return text[max(begin, 0) : min(ends, default=len(text))]


def _block(report: Report, start: int) -> int:
    return sum(block.start <= start for block in report.blocks)


def _from_headline(report: Report) -> list[Statement]:
    """The counts of a headline given with the report; one that stands in the text has rows like any other block."""
    if report.headline is None or report.headline.start is not None:
        return []
    text = report.headline.text
    return [_told(told, text) for told in read_headline(text)]


def _told(told: Told, text: str) -> Statement:
    return Statement(told.outcome, told.value, told.value, (), 0, False, None, None, told.others, text)


@cache
def _share() -> re.Pattern[str]:
    table = rules.load("en/numbers")["partitive"]
    return re.compile(rf"\b(?:{'|'.join(table['of'])}) (?:{'|'.join(table['whole'])})\b", re.I)


@cache
def _others() -> re.Pattern[str]:
    more = "|".join(rules.load("en/numbers")["individual"]["more"])
    return re.compile(rf"\b(?:{more})\b", re.I)


def _choose(statements: list[Statement]) -> Statement | None:
    firm = [statement for statement in statements if not statement.loose] or statements
    if not firm:
        return None
    first = firm[0]
    if first.low == 1 and MODE:
        more = [s for s in firm if s.low > 1 and s.block <= first.block + MODE and not s.others]
        return more[0] if more else first
    return first


import os
MODE = int(os.environ.get("MODE", "3"))


def _hurt(killed: Statement | None, injured: Statement | None, shot: Statement | None) -> Statement | None:
    """Those hurt: as counted, or those shot less those of them who died, where that is more."""
    if shot is None:
        return injured
    dead = 0 if killed is None or _apart(killed, shot) else killed.low
    left = shot.low - dead
    if left <= 0 or (injured is not None and injured.low >= left):
        return injured
    high = None if shot.high is None else shot.high - dead
    return replace(shot, outcome="injured", low=left, high=high)


def _apart(killed: Statement, shot: Statement) -> bool:
    """Whether those shot are counted beside the dead and not with them: "one killed, three others shot"."""
    return shot.others


def _count(outcome: str, statement: Statement | None) -> Count | None:
    if statement is None:
        return None
    return Count(
        outcome=outcome,
        low=statement.low,
        high=statement.high,
        text=statement.text,
        start=statement.start,
        end=statement.end,
    )


def _by_group(report: Report, main: list[Statement]) -> list[Count | None]:
    found: dict[tuple[str, str], Number] = {}
    for statement in main:
        for row in statement.rows:
            if row.group and row.outcome in ("killed", "injured"):
                found.setdefault((row.outcome, row.group), row)
    return [
        Count(outcome=o, group=g, low=row.low, high=row.high, text=row.text, start=row.start, end=row.end)
        for (o, g), row in found.items()
    ]
