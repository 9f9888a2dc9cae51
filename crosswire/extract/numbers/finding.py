"""Every count of a report as a row, from the phrases of its lines."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from crosswire.base import Number, Report, row_id
from crosswire.extract.numbers.check import why_not
from crosswire.extract.numbers.lexicon import Lexicon, lexicon
from crosswire.extract.numbers.line import Line
from crosswire.extract.numbers.outcomes.cumulative import mark_totals
from crosswire.extract.numbers.outcomes.linking import link
from crosswire.extract.numbers.quantities.amount import Amount
from crosswire.extract.numbers.quantities.phrases import find_amounts
from crosswire.extract.numbers.quantities.votes import read_votes

if TYPE_CHECKING:
    from crosswire.grammar import Passage

KINDS = {"known": "the", "named": "named"}
"""Qualifiers of single people who are not printed as a count: one already spoken of, one given by name."""


COUNTED = frozenset({"number", "vague"})
"""Kinds of phrases that are rows even where no harm is said of what they count."""


def find(report: Report, passages: Sequence[Passage]) -> tuple[Number, ...]:
    """Every count of people harmed and of other things, in the order of the text.

    `low` and `high` follow the interval rules of the record, `high` null when open. A single person ("a nurse was
    killed") is a row of 1. A victim already spoken of ("the nurse died") or given by name is no printed count: both
    are null, and the qualifier is "the" or "named".
    """
    words = lexicon()
    found: dict[tuple[int, int], Number] = {}
    for passage in passages:
        for number in _read(report, passage, words):
            found.setdefault((number.start, number.end), number)
    return tuple(found[key] for key in sorted(found))


def _read(report: Report, passage: Passage, words: Lexicon) -> list[Number]:
    line = Line(passage)
    amounts = read_votes(line, find_amounts(line, words), words)
    amounts = [amount for amount in amounts if why_not(line, amount, words) is None]
    kept = [amount for amount in link(line, amounts, words) if _worth(amount, words)]
    mark_totals(line, kept, words)
    ids = {id(amount): _id(report, line, amount) for amount in kept}
    return [_number(report, line, amount, ids) for amount in kept]


def _worth(amount: Amount, words: Lexicon) -> bool:
    """A count of something: an outcome, or a known thing counted. "No", "both" and "others" alone count nothing."""
    if amount.outcome is not None:
        return True
    return amount.unit is not None and amount.kind in COUNTED and amount.qualifier not in words.sets["silent"]


def _id(report: Report, line: Line, amount: Amount) -> str:
    start, end = line.offsets(amount.first, amount.last)
    return row_id("n", report.id, start, end)


def _number(report: Report, line: Line, amount: Amount, ids: dict[int, str]) -> Number:
    start, end = line.offsets(amount.first, amount.last)
    return Number(
        id=ids[id(amount)],
        report=report.id,
        start=start,
        end=end,
        text=report.text[start:end],
        low=None if amount.kind in KINDS else _plain(amount.low),
        high=None if amount.kind in KINDS else _plain(amount.high),
        qualifier=amount.qualifier or KINDS.get(amount.kind),
        unit=amount.unit,
        outcome=amount.outcome,
        group=amount.group,
        cumulative=amount.cumulative,
        since=amount.since,
        parent=ids.get(id(amount.parent)) if amount.parent else None,
    )


def _plain(value: float | None) -> int | float | None:
    return int(value) if value is not None and value == int(value) else value
