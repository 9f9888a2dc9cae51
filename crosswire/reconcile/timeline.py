"""The chronology: one line a happening, in the words of the report that tells it best."""

from __future__ import annotations

from typing import Literal

from crosswire.base import Event, Mention, TimelineItem, row_id
from crosswire.reconcile.evidence import WEAK, Evidence

Status = Literal["happened", "said", "planned", "called_for", "refused", "denied", "did_not_happen"]

STATUS: dict[str, Status] = {
    "happened": "happened",
    "ongoing": "happened",
    "historical": "happened",
    "alleged": "said",
    "planned": "planned",
    "called_for": "called_for",
    "threatened": "called_for",
    "denied": "denied",
    "did_not_happen": "did_not_happen",
}
"""Actuality to the sign of its line. What is conditional or only possible has no line."""

CARRIERS: dict[str, Status] = {"REJC": "refused", "DEMD": "called_for", "ACCU": "said", "STMT": "said"}
"""Types whose happening is that somebody said something: the line says what kind of saying."""


def draw_timeline(evidence: Evidence) -> tuple[TimelineItem, ...]:
    """Lines in order of time. An event without a stated time has no line: the day it was printed is not its day."""
    lines = [line for event in evidence.grouping.events if (line := _line(event, evidence))]
    return tuple(sorted(lines, key=lambda row: (row.date or "", row.time or "", row.precision or 9, row.id)))


def _line(event: Event, evidence: Evidence) -> TimelineItem | None:
    status = status_of(event)
    when = event.when
    if status is None or when is None or not when.from_ or event.subtype == "stmt.comment":
        return None
    mention = best_mention(event, evidence)
    if mention is None:
        return None
    clock = when.from_[11:16] if len(when.from_) > 10 and when.precision == 1 else None
    return TimelineItem(
        id=row_id("tl", event.id),
        date=when.from_[:10],
        precision=when.precision,
        time=clock or None,
        text=evidence.words(mention.report, mention.start, mention.end),
        event=event.id,
        status=status,
        weight=len(event.reports),
        accounts=evidence.accounts(evidence.mentions_of(event)),
    )


def status_of(event: Event) -> Status | None:
    """The sign of an event's line, or null where it has none."""
    status = STATUS.get(event.actuality)
    return CARRIERS.get(event.type, status) if status == "happened" else status


def best_mention(event: Event, evidence: Evidence) -> Mention | None:
    """The mention to show: in a full report, of the event's own actuality, dated in its clause, then the earliest."""
    mentions = evidence.mentions_of(event)
    if not mentions:
        return None
    return min(
        mentions,
        key=lambda m: (
            evidence.standing(m) in WEAK,
            m.actuality != event.actuality,
            m.when is None or m.when.time is None,
            evidence.place(m),
        ),
    )
