"""Whether every value a person set names its decision, and every decision is as it was made."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from crosswire.base import DECIDED, UNKNOWN, Record, decision_id, told_days, told_number

LEFT_OUT = frozenset({"reject"})
"""Decisions whose rows the record need not hold."""


def decided(record: Record) -> Iterator[tuple[str, str, str]]:
    """Table, row and fault for whatever does not agree. Where texts are withheld the values set cannot be compared."""
    rows = _rows(record)
    whole = not any(report.withheld for report in record.reports)
    last: dict[tuple[str, str], tuple[str, str | None]] = {}
    for one in record.decisions:
        if whole and one.id != decision_id(one):
            yield "decisions", one.id, "it was changed: its id is not that of its content"
        if one.applied and one.kind not in LEFT_OUT:
            missing = next((name for name in one.rows if name not in rows and name != "dossier"), None)
            if missing:
                yield "decisions", one.id, f"it names {missing}, which is not in the record"
        for change in one.corrected:
            last[change.row, change.field] = one.id, change.after
    names = {entity.id: entity.name for entity in record.entities}
    for (name, field), (decision, after) in last.items() if whole else ():
        if name in rows and _value(rows[name], field, names, after) != after:
            yield "decisions", decision, f"{name} has another {field} than was decided"
    yield from _unnamed(record, set(last))


def _unnamed(record: Record, named: set[tuple[str, str]]) -> Iterator[tuple[str, str, str]]:
    """Values that only a person can have set, without a decision that names them."""
    for table in ("mentions", "events"):
        for row in getattr(record, table):
            if row.when is not None and row.when.basis == DECIDED and (row.id, "date") not in named:
                yield table, row.id, "its day was decided, but no decision names it"
    printed = {mention.id: mention.numbers for mention in record.mentions}
    for event in record.events:
        told = {(n.outcome, n.low) for name in event.mentions for n in printed.get(name, ())}
        for toll in event.casualties:
            settled = toll.best is None or (toll.outcome, toll.best) in told or (event.id, "number") in named
            if not settled:
                yield "events", event.id, f"its best figure of {toll.outcome} is in no report and in no decision"


def _rows(record: Record) -> dict[str, Any]:
    tables: tuple[tuple[Any, ...], ...] = (
        record.reports, record.mentions, record.quotes, record.claims, record.entities, record.events, record.stories,
        record.storylines, record.copies, record.disagreements, record.processes, record.positions,
    )  # fmt: skip
    rows: dict[str, Any] = {number.id: number for mention in record.mentions for number in mention.numbers}
    rows.update((row.id, row) for table in tables for row in table)
    return rows


def _value(row: Any, field: str, names: dict[str, str], decided: str | None) -> str | None:
    """What a row says now, as a decision would."""
    if field == "date":
        if hasattr(row, "published"):
            return row.published.value if row.published else None
        return told_days(row.said if hasattr(row, "said") else row.when)
    if field == "place":
        return names.get(row.where.entity or "") if row.where else None
    if field == "speaker":
        return names.get(row.speaker or "", UNKNOWN if row.anonymous else "")
    if field == "type":
        return str(row.kind if hasattr(row, "kind") else row.subtype or row.type)
    if field == "title":
        return str(row.title)
    if hasattr(row, "casualties"):
        return next((told for toll in row.casualties if (told := str(toll.best)) == decided), None)
    return told_number(row.low, row.high)
