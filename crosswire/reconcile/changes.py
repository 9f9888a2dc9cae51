"""What a later record has that an earlier had not, or had otherwise: events, tolls, plans, disagreements, reports.

Rows are matched by their evidence: mentions, and words in reports, keep their ids as long as the report stands. Where a
report was corrected, an event of the same type, title and day is taken for the same.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TypeVar

from crosswire.base import Account, Casualties, Change, Disagreement, Event, Record, Report, When

Row = TypeVar("Row", Event, Disagreement)
UNKNOWN_FATE = "no report either way"


def compare(old: Record, new: Record) -> tuple[Change, ...]:
    """Every change from the earlier record to the later, reports first, in the order of the later record."""
    return (*_reports(old, new), *_events(old, new), *_disagreements(old, new))


def _reports(old: Record, new: Record) -> Iterator[Change]:
    before = {_name(report): report for report in old.reports}
    after = {_name(report): report for report in new.reports}
    for name, report in after.items():
        was = before.get(name)
        if was is None:
            yield Change(kind="new_report", row=report.id, title=_title(report))
        elif was.sha256 != report.sha256:
            yield Change(
                kind="corrected_report",
                row=report.id,
                title=_title(report),
                field="text",
                before=was.id,
                after=report.id,
            )
    for name, report in before.items():
        if name not in after:
            yield Change(kind="report_gone", row=report.id, title=_title(report))


def _name(report: Report) -> tuple[str, str]:
    """What a report keeps when its text is corrected: its address, else path and given id."""
    return (report.url, "") if report.url else (report.path, report.given_id or "")


def _title(report: Report) -> str:
    return report.headline.text if report.headline else report.path


def _events(old: Record, new: Record) -> Iterator[Change]:
    words = {mention.id: mention for mention in new.mentions}
    named = {entity.id: entity.name for record in (old, new) for entity in record.entities}
    matched = _matched(old.events, new.events, told)
    for event, was in matched:
        accounts = tuple(
            Account(report=m.report, start=m.start, end=m.end) for i in event.mentions if (m := words.get(i))
        )
        if was is None:
            yield Change(kind="new_event", row=event.id, title=event.title, after=event.actuality, accounts=accounts)
        else:
            yield from _changed(was, event, accounts, named)
    for event in _gone(old.events, matched):
        yield Change(kind="event_gone", row=event.id, title=event.title)


def told(event: Event) -> tuple[str, ...]:
    """What an event is known again by."""
    return (*event.mentions, f"{event.type} {event.title} {_day(event.when)}")


def _changed(old: Event, new: Event, accounts: tuple[Account, ...], named: dict[str, str]) -> Iterator[Change]:
    if old.fate != new.fate and old.fate in {None, UNKNOWN_FATE} and new.fate not in {None, UNKNOWN_FATE}:
        yield Change(
            kind="plan_overtaken", row=new.id, title=new.title, field="fate", before=old.fate, after=new.fate,
            accounts=accounts,
        )  # fmt: skip
    tolls = _tolls(old.casualties), _tolls(new.casualties)
    if tolls[0] != tolls[1]:
        yield Change(
            kind="changed_toll", row=new.id, title=new.title, field="casualties", before=tolls[0] or None,
            after=tolls[1] or None, accounts=accounts,
        )  # fmt: skip
    fields = (
        ("when", _day(old.when), _day(new.when)),
        ("where", *(named.get(event.where.entity or "") if event.where else None for event in (old, new))),
        ("actuality", old.actuality, new.actuality),
    )
    for field, before, after in fields:
        if before != after:
            yield Change(
                kind="changed_event", row=new.id, title=new.title, field=field, before=before, after=after,
                accounts=accounts,
            )  # fmt: skip


def _tolls(rows: Sequence[Casualties]) -> str:
    return "; ".join(
        f"{row.outcome} {row.group or 'people'} {_span(row)}"
        for row in sorted(rows, key=lambda r: (r.outcome, r.group or ""))
    )


def _span(row: Casualties) -> str:
    low, high = ("?" if value is None else str(value) for value in (row.low, row.high))
    return low if low == high else f"{low} to {high}"


def _day(when: When | None) -> str | None:
    return f"{when.from_ or '?'}/{when.to or '?'}" if when and (when.from_ or when.to) else None


def _disagreements(old: Record, new: Record) -> Iterator[Change]:
    before, after = ([row for row in record.disagreements if row.shown] for record in (old, new))
    matched = _matched(before, after, places)
    for row, was in matched:
        accounts = tuple(account for side in row.sides for account in side.accounts)
        if was is None:
            yield Change(kind="new_disagreement", row=row.id, title=row.question, after=row.status, accounts=accounts)
            continue
        for field, earlier, later in (("status", was.status, row.status), ("sides", _sides(was), _sides(row))):
            if earlier != later:
                yield Change(
                    kind="changed_disagreement", row=row.id, title=row.question, field=field, before=earlier,
                    after=later, accounts=accounts,
                )  # fmt: skip
    for row in _gone(before, matched):
        yield Change(kind="disagreement_gone", row=row.id, title=row.question)


def places(row: Disagreement) -> tuple[str, ...]:
    """What a disagreement is known again by."""
    return tuple(f"{row.kind} {a.report} {a.start}" for side in row.sides for a in side.accounts)


def _sides(row: Disagreement) -> str:
    return " | ".join(sorted(side.value for side in row.sides))


def _matched(
    old: Sequence[Row], new: Sequence[Row], evidence: Callable[[Row], Iterable[str]]
) -> list[tuple[Row, Row | None]]:
    """Each later row with the earlier one that shares most of its evidence, each earlier one given once."""
    holder = {item: place for place, row in enumerate(old) for item in evidence(row)}
    pairs: list[tuple[int, int, int]] = []
    for place, row in enumerate(new):
        shared = Counter(holder[item] for item in evidence(row) if item in holder)
        pairs += [(-count, place, other) for other, count in shared.items()]
    taken: dict[int, int] = {}
    given: set[int] = set()
    for _, place, other in sorted(pairs):
        if place not in taken and other not in given:
            taken[place] = other
            given.add(other)
    return [(row, old[taken[place]] if place in taken else None) for place, row in enumerate(new)]


def _gone(old: Iterable[Row], matched: Iterable[tuple[Row, Row | None]]) -> list[Row]:
    kept = {was.id for _, was in matched if was is not None}
    return [row for row in old if row.id not in kept]
