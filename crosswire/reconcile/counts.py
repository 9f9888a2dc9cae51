"""Counts of one event and outcome whose intervals cannot both hold."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations
from typing import Literal

from crosswire import rules
from crosswire.base import Claim, Disagreement, Event, Side, row_id
from crosswire.reconcile.evidence import Evidence

Status = Literal["contradiction", "update", "different_scope", "different_attribution"]


def compare_counts(evidence: Evidence) -> Iterator[Disagreement]:
    """One row for each event and outcome whose printed counts differ. Parts of a total and running totals stay out."""
    for event in evidence.grouping.events:
        by_outcome: dict[str, list[Claim]] = defaultdict(list)
        for claim in evidence.claims.get(event.id, ()):
            if claim.outcome and claim.low is not None and claim.mentions and not _is_part(claim, evidence):
                by_outcome[claim.outcome].append(claim)
        for outcome, claims in sorted(by_outcome.items()):
            row = _compare(event, outcome, claims, evidence)
            if row:
                yield row


def _is_part(claim: Claim, evidence: Evidence) -> bool:
    """Whether the count is a subset of another ("including two children") or a running total since a date."""
    for name in claim.mentions:
        for number in evidence.mentions[name].numbers if name in evidence.mentions else ():
            if (number.low, number.high, number.outcome) == (claim.low, claim.high, claim.outcome):
                return number.parent is not None or number.cumulative
    return False


def _compare(event: Event, outcome: str, claims: list[Claim], evidence: Evidence) -> Disagreement | None:
    values: dict[tuple[float, float, str | None], list[Claim]] = defaultdict(list)
    for claim in claims:
        values[_interval(claim)[0], _interval(claim)[1], claim.group].append(claim)
    if len({report for rows in values.values() for report in (claim.report for claim in rows)}) < 2:
        return None
    pairs = [(a, b) for a, b in combinations(sorted(values, key=str), 2) if _exclude(a, b)]
    if not pairs:
        return None
    chosen = sorted({value for pair in pairs for value in pair}, key=lambda v: (v[0], v[1], v[2] or ""))
    sides = tuple(_side(value, values[value], evidence) for value in chosen)
    status, why = _status([claim for value in chosen for claim in values[value]], chosen)
    same_number = len({value[:2] for value in chosen}) == 1
    words = rules.load("en/reconcile")["questions"]
    return Disagreement(
        id=row_id("d", event.id, "count", outcome),
        between="reports",
        question=(words["victims"] if same_number else words["count"]).format(outcome=outcome, event=event.title),
        kind="victim" if same_number else "count",
        status=status,
        sides=sides,
        event=event.id,
        story=event.story,
        shown=status != "update",
        claims=tuple(sorted(claim.id for value in chosen for claim in values[value])),
        why=why,
    )


def _interval(claim: Claim) -> tuple[float, float]:
    low = float(claim.low or 0)
    return low, float("inf") if claim.high is None else float(claim.high)


def _exclude(a: tuple[float, float, str | None], b: tuple[float, float, str | None]) -> bool:
    """Whether two values cannot both hold: intervals apart, or the same number of differently named people."""
    apart = a[1] < b[0] or b[1] < a[0]
    return apart or (a[:2] == b[:2] and a[0] == a[1] and None not in (a[2], b[2]) and a[2] != b[2])


def _side(value: tuple[float, float, str | None], claims: list[Claim], evidence: Evidence) -> Side:
    mentions = [evidence.mentions[name] for claim in claims for name in claim.mentions if name in evidence.mentions]
    printed = claims[0].value or ""
    low, high, group = value
    plain = f"{low:g}" if low == high else f"{low:g}–{'' if high == float('inf') else format(high, 'g')}"
    return Side(value=f"{plain} {group or ''}".strip(), value_text=printed, accounts=evidence.accounts(mentions))


def _status(claims: list[Claim], values: list[tuple[float, float, str | None]]) -> tuple[Status, tuple[str, ...]]:
    why = rules.load("en/reconcile")["why"]
    groups = {value[2] for value in values}
    if len(groups) > 1:
        return "different_scope", (why["groups_differ"],)
    sources = {tuple(link.text.lower() for link in claim.source) for claim in claims}
    days = {claim.as_of for claim in claims}
    if len(sources) == 1 and () not in sources and len(days) > 1:
        return "update", (why["later_figure"],)
    if len(sources) > 1:
        return "different_attribution", (why["sources_differ"],)
    return "contradiction", (why["same_source_level"],)
