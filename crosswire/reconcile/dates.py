"""Days given to one happening that exclude each other.

Grouping keeps mentions with incompatible days apart, so a date disagreement shows as two events of one story alike in
everything but the day, told by different reports.
"""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations

from crosswire import rules
from crosswire.base import Disagreement, Event, Side, row_id
from crosswire.reconcile.evidence import Evidence

NEAR_DAYS = 10
"""Two events further apart than this are taken as two happenings. Own judgement: a week and its slack."""

ONCE = frozenset({"VOTE", "REJC", "TRUC", "AGRM"})
"""Types of which one pair of parties has few within days. Meetings and attacks repeat daily, so that two days there
mean two happenings, not a disagreement."""


def compare_dates(evidence: Evidence) -> Iterator[Disagreement]:
    """One row for each pair of events that differ only in their day."""
    stories: dict[tuple[str | None, str, str | None], list[Event]] = defaultdict(list)
    for event in evidence.grouping.events:
        if event.type in ONCE and event.actuality in {"happened", "did_not_happen", "historical"} and _days(event):
            stories[event.story, event.type, event.subtype].append(event)
    for events in stories.values():
        for first, second in combinations(events, 2):
            if _same_but_for_day(first, second):
                yield _row(first, second, evidence)


def _same_but_for_day(a: Event, b: Event) -> bool:
    if set(a.reports) & set(b.reports):
        return False  # one report that tells both tells of two happenings
    shared = _who(a) & _who(b)
    days_a, days_b = _days(a), _days(b)
    if not shared or not days_a or not days_b:
        return False
    apart = days_a[1] <= days_b[0] or days_b[1] <= days_a[0]
    return apart and abs((days_a[0] - days_b[0]).days) <= NEAR_DAYS


def _who(event: Event) -> set[str]:
    return {participant.entity for participant in event.participants if participant.entity}


def _days(event: Event) -> tuple[datetime.date, datetime.date] | None:
    """The event's interval in days, half-open, when it is stated to the week or better."""
    when = event.when
    if when is None or not when.from_ or not when.to or (when.precision or 9) > 3:
        return None
    return datetime.date.fromisoformat(when.from_[:10]), datetime.date.fromisoformat(when.to[:10])


def _row(a: Event, b: Event, evidence: Evidence) -> Disagreement:
    display = rules.load("en/reconcile")
    ordered = sorted((a, b), key=lambda event: (event.when.from_ or "" if event.when else "", event.id))
    precise = all(event.when is not None and event.when.precision == 1 for event in ordered)
    sides = tuple(
        Side(
            value=_plain(event),
            value_text=_printed(event, evidence),
            accounts=evidence.accounts(evidence.mentions_of(event)),
        )
        for event in ordered
    )
    return Disagreement(
        id=row_id("d", a.id, b.id, "date"),
        between="reports",
        question=display["questions"]["date"].format(event=ordered[0].title),
        kind="date",
        status="contradiction" if precise else "granularity",
        sides=sides,
        event=ordered[0].id,
        story=a.story,
        why=(display["why"]["days_exclude"],),
    )


def _plain(event: Event) -> str:
    days = _days(event)
    if days is None:
        return ""
    last = days[1] - datetime.timedelta(days=1)
    return days[0].isoformat() if last <= days[0] else f"{days[0].isoformat()}/{last.isoformat()}"


def _printed(event: Event, evidence: Evidence) -> str:
    """The clause that dates the event, in its report's words."""
    for mention in evidence.mentions_of(event):
        if mention.when and mention.when.time:
            return evidence.words(mention.report, mention.start, mention.end)
    return ""
