"""What one report says of an outcome, phrase by phrase: the material the roll-up chooses from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from crosswire import rules
from crosswire.base import Mention, Number, Report
from crosswire.extract.claims.rollup.headline import read_headline
from crosswire.extract.claims.rollup.patterns import patterns

HARM = frozenset({"killed", "injured", "casualty"})
LOOSE = frozenset({"the", "named"})
"""Qualifiers of rows that are one person, spoken of or named, and no count as printed."""

GAP = 30
"""Characters that joins and ages between two members of one list may take."""


@dataclass(frozen=True, slots=True)
class Statement:
    """One phrase, or one list of phrases in one clause, that counts one outcome.

    `block` is the place of its block on the page, 0 for a given headline; `others` says that it counts people besides
    those named before; `background` that its sentence speaks of another incident or day; `loose` that it is one
    person named or spoken of, or a share of a whole, and no count of an incident.
    """

    outcome: str
    low: int | float
    high: int | float | None
    text: str
    start: int | None = None
    end: int | None = None
    rows: tuple[Number, ...] = ()
    block: int = 0
    others: bool = False
    background: bool = False
    loose: bool = False


def gather(report: Report, mentions: Sequence[Mention], numbers: Sequence[Number]) -> list[Statement]:
    """The statements of a report in the order of the page, its headline first. Running totals stay out."""
    rows = [row for row in numbers if row.outcome in HARM and not row.cumulative]
    untold = _untold(mentions)
    found = list(_from_headline(report))
    found += [_statement(report, members, untold) for members in _lists(report, rows)]
    return found


def _from_headline(report: Report) -> Iterator[Statement]:
    """The counts of a headline given with the report; one that stands in the text has rows like any other block."""
    if report.headline is not None and report.headline.start is None:
        text = report.headline.text
        for told in read_headline(text):
            several = patterns().background.search(text) is not None
            yield Statement(told.outcome, told.value, told.value, text, others=told.others, background=several)


def _untold(mentions: Sequence[Mention]) -> frozenset[str]:
    """Ids of counts that only mentions of what is past, planned, feared or denied carry."""
    kinds = rules.load("en/claims")["background"]["actualities"]
    return frozenset(row.id for mention in mentions if mention.actuality in kinds for row in mention.numbers)


def _lists(report: Report, rows: list[Number]) -> Iterator[list[Number]]:
    """Rows joined into the lists they stand in ("three cooks and two guards"); a part of a row of the same outcome
    is told already by that row."""
    outcome_of = {row.id: row.outcome for row in rows}
    members: list[Number] = []
    end = 0
    for row in rows:
        if outcome_of.get(row.parent or "") == row.outcome:
            inside = bool(members) and row.parent == members[-1].id
            end = row.end if inside else end  # the list may go on behind its part: "nine of them children, and ..."
            continue
        between = report.text[max(end, members[-1].end) : row.start] if members else ""
        if members and members[-1].outcome == row.outcome and _joined(between):
            if not _renames(members[-1], row, between, report.text[row.end : row.end + GAP]):
                members.append(row)
            continue
        if members:
            yield members
        members = [row]
    if members:
        yield members


def _statement(report: Report, rows: list[Number], untold: frozenset[str]) -> Statement:
    first, last = rows[0], rows[-1]
    highs = [1 if row.qualifier in LOOSE else row.high for row in rows]
    return Statement(
        outcome=str(first.outcome),
        low=sum(lowest(row) for row in rows),
        high=None if None in highs else sum(high for high in highs if high is not None),
        text=report.text[first.start : last.end],
        start=first.start,
        end=last.end,
        rows=tuple(rows),
        block=sum(block.start <= first.start for block in report.blocks),
        others=patterns().others.search(first.text) is not None,
        background=first.id in untold or _is_background(report, first) or _is_replaced(report, first),
        loose=all(row.qualifier in LOOSE or patterns().share.search(row.text) for row in rows),
    )


def lowest(row: Number) -> int | float:
    """The row's lower bound; a victim spoken of or named is one person, though no count is printed."""
    return 1 if row.qualifier in LOOSE else (row.low or 0)


def _joined(text: str) -> bool:
    return len(text) < GAP and patterns().between.fullmatch(text) is not None


def _renames(last: Number, row: Number, between: str, after: str) -> bool:
    """Whether the second phrase only says who the first is ("one victim, a nurse, was ..."), and no list goes on."""
    return between.strip() == "," and lowest(last) == lowest(row) == 1 and patterns().goes_on.match(after) is None


def _is_background(report: Report, row: Number) -> bool:
    sentence = _sentence(report.text, row.start, row.end)
    if patterns().background.search(sentence):
        return True
    year = patterns().year.search(sentence)
    own = report.published.value[:4] if report.published else None
    return year is not None and own is not None and year.group(1) != own


def _is_replaced(report: Report, row: Number) -> bool:
    """Whether a toll is told only as the one before: "rose from nine to 14"."""
    return patterns().earlier.search(report.text, max(row.start - GAP, 0), row.start) is not None


def _sentence(text: str, start: int, end: int) -> str:
    """The sentence around a count, near enough: from one full stop or blank line to the next."""
    begin = max(text.rfind(mark, 0, start) for mark in (". ", ".\n", "\n\n", "? ", ".”", '."'))
    ends = [spot for mark in (". ", ".\n", "\n\n") if (spot := text.find(mark, end)) >= 0]
    return text[max(begin, 0) : min(ends, default=len(text))]
