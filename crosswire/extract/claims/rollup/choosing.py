"""The roll-up: killed and injured of the incident a report is about, as its own words count them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from crosswire.base import Count, Mention, Number, Report
from crosswire.extract.claims.rollup.statements import Statement, gather, lowest

MOST = 3
"""A later count this many times "at least n" tells of something else; 2 to 5 give the same result within one report in
a hundred."""

NEAR = 3
"""Blocks after a lead that counts one victim within which a larger count is still the lead's incident; 2 to 8 give the
same result within one report in a hundred."""


def roll_up(report: Report, mentions: Sequence[Mention], numbers: Sequence[Number]) -> tuple[Count, ...]:
    """Killed and injured of the report's main incident, over all (group null) and by group.

    An outcome the report does not count has no row: silence is not nought. Nothing is added up but the members of
    one list in one clause ("three cooks and two guards"), whose words are the row's words. Those shot and not said to
    have died count as injured. `start` is null where the words stand in a headline that is not part of the text.
    """
    found = gather(report, mentions, numbers)
    main = [statement for statement in found if not statement.background] or found
    killed, injured, shot = (_choose(main, outcome) for outcome in ("killed", "injured", "casualty"))
    killed = None if killed is not None and _is_afterthought(killed, injured, shot) else killed
    overall = {"killed": killed, "injured": _hurt(killed, injured, shot)}
    counts = [
        _count(outcome, _bounded(statement, main, numbers))
        for outcome, statement in overall.items()
        if statement is not None
    ]
    return (*counts, *_by_group(main, numbers, overall))


def _choose(statements: list[Statement], outcome: str) -> Statement | None:
    """The first count of an outcome, since headline and lead tell the main incident; one victim in the lead gives way
    to a larger count close by, and "no one" to anyone."""
    told = [statement for statement in statements if statement.outcome == outcome]
    told = [statement for statement in told if statement.high != 0] or told
    firm = [statement for statement in told if not statement.loose] or told
    if not firm:
        return None
    first = firm[0]
    if first.low == 1:
        near = (s for s in firm if s.low > 1 and s.block <= first.block + NEAR and not s.others)
        return next(near, first)
    return first


def _bounded(chosen: Statement, main: list[Statement], numbers: Sequence[Number]) -> Statement:
    """A count with one end, closed by what else the report says: "up to nine people" are no fewer than the parts named
    with them or than the least anybody counts, "at least ten" no more than the most anybody counts."""
    if chosen.low > 0 and chosen.high is not None:
        return chosen
    told = [s for s in main if s.outcome == chosen.outcome and s is not chosen and not (s.loose or s.others)]
    if chosen.low == 0:
        most = chosen.high or 0
        named = _parts(chosen, numbers)
        least = [s.low for s in told if 1 < s.low <= most]
        return replace(chosen, low=max(named, min(least, default=0))) if named <= most else chosen
    more = [high for s in told if (high := s.high or s.low) > chosen.low and high <= MOST * chosen.low]
    return replace(chosen, high=max(more)) if more else chosen


def _parts(chosen: Statement, numbers: Sequence[Number]) -> int | float:
    """How many of the counted are told apart as parts: "including two women and five children" are seven."""
    wholes = {row.id for row in chosen.rows}
    return sum(lowest(row) for row in numbers if row.parent in wholes and row.outcome == chosen.outcome)


def _is_afterthought(killed: Statement, *hurt: Statement | None) -> bool:
    """Whether deaths come long after the hurt and outnumber them: those of another incident."""
    first = [
        statement
        for statement in hurt
        if statement is not None and statement.low > 1 and statement.block + NEAR < killed.block
    ]
    return bool(first) and killed.low > max(statement.low for statement in first)


def _hurt(killed: Statement | None, injured: Statement | None, shot: Statement | None) -> Statement | None:
    """Those hurt: as counted, or those shot less those of them who died, where that is more.

    "One killed, three others shot" counts the shot beside the dead; "five shot, one fatally" counts them together.
    """
    if shot is None:
        return injured
    dead = 0 if killed is None or shot.others else killed.low
    left = shot.low - dead
    if left <= 0 or (injured is not None and injured.low >= left):
        return injured
    return replace(shot, outcome="injured", low=left, high=None if shot.high is None else shot.high - dead)


def _count(outcome: str, statement: Statement) -> Count:
    return Count(
        outcome=outcome,
        low=statement.low,
        high=statement.high,
        text=statement.text,
        start=statement.start,
        end=statement.end,
    )


def _by_group(main: list[Statement], numbers: Sequence[Number], overall: dict[str, Statement | None]) -> list[Count]:
    """The first count of each group of the main incident: one that can be a part of the whole, or is the whole."""
    told = {row.id for statement in main for row in statement.rows}
    found: dict[tuple[str, str], Number] = {}
    for row in numbers:
        whole = overall.get(row.outcome or "")
        known = row.id in told or row.parent in told
        if whole is None or row.group is None or row.low is None or not known or row.cumulative:
            continue
        if _fits(row, whole):
            found.setdefault((whole.outcome, row.group), row)
    return [
        Count(outcome=outcome, group=group, low=row.low, high=row.high, text=row.text, start=row.start, end=row.end)
        for (outcome, group), row in found.items()
    ]


def _fits(row: Number, whole: Statement) -> bool:
    """Whether a group's count can belong to the whole: it is not larger, and a whole that is one group holds no other
    group but as its parts."""
    if whole.high is not None and (row.low or 0) > whole.high:
        return False
    groups = {member.group for member in whole.rows}
    inside = row.parent in {member.id for member in whole.rows}
    return inside or None in groups or not groups or row.group in groups
