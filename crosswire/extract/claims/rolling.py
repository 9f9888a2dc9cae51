"""The roll-up: killed and injured of the incident a report is about, as its own words count them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from crosswire import rules
from crosswire.base import Count, Mention, Number, Report

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

    @property
    def loose(self) -> bool:
        return all(row.qualifier in LOOSE for row in self.rows)

    @property
    def start(self) -> int:
        return self.rows[0].start

    @property
    def end(self) -> int:
        return self.rows[-1].end


def roll_up(report: Report, mentions: Sequence[Mention], numbers: Sequence[Number]) -> tuple[Count, ...]:
    """Killed and injured of the report's main incident, over all (group null) and by group.

    An outcome the report does not count has no row: silence is not nought. Nothing is added up but the members of
    one list in one clause ("two nurses and two drivers"), whose words are the row's words.
    """
    rows = [row for row in numbers if row.outcome in HARM and not row.cumulative and row.low is not None]
    found = _statements(report, rows)
    main = [statement for statement in found if not statement.background] or found
    killed = _choose([s for s in main if s.outcome == "killed"])
    injured = _choose([s for s in main if s.outcome == "injured"])
    shot = _choose([s for s in main if s.outcome == "casualty"])
    counts = [_count(report, "killed", killed), _count(report, "injured", _hurt(killed, injured, shot))]
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


def _choose(statements: list[Statement]) -> Statement | None:
    firm = [statement for statement in statements if not statement.loose] or statements
    if not firm:
        return None
    first = firm[0]
    return max([s for s in firm if s.block <= first.block + 3], key=lambda s: (s.low, -s.start))


def _hurt(killed: Statement | None, injured: Statement | None, shot: Statement | None) -> Statement | None:
    """Those hurt: as counted, or those shot less those of them who died, where that is more."""
    if shot is None:
        return injured
    dead = killed.low if killed else 0
    left = shot.low - dead
    if injured is not None and injured.low >= left:
        return injured
    if left <= 0:
        return injured
    high = None if shot.high is None else shot.high - dead
    return Statement("injured", left, high, shot.rows, shot.block, shot.background)


def _count(report: Report, outcome: str, statement: Statement | None, group: str | None = None) -> Count | None:
    if statement is None:
        return None
    start, end = statement.start, statement.end
    return Count(
        outcome=outcome,
        group=group,
        low=statement.low,
        high=statement.high,
        text=report.text[start:end],
        start=start,
        end=end,
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
