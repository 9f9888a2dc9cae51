"""What became of a plan, and the note that says what no page tells."""

from __future__ import annotations

from crosswire import rules
from crosswire.base import Event
from crosswire.reconcile.evidence import Evidence
from crosswire.reconcile.incidents import days_of

CROWD = 400
"""Events of one kind in one story beyond which it is not looked whether one is the plan come true: linear cost."""

TOLD = frozenset({"happened", "ongoing"})


def fate_of(event: Event, evidence: Evidence) -> str | None:
    """held, cancelled, failed, postponed or "no report either way"; null for what is no plan, and where something of
    its kind took place on its day that may or may not be it."""
    if event.fate is not None or event.actuality != "planned":
        return event.fate
    days = days_of(event.when)
    near = False
    people = {p.entity for p in event.participants if p.entity}
    others = evidence.of_kind.get((event.story, event.type), ())
    if len(others) > CROWD:
        return None
    for other in others:
        theirs = days_of(other.when)
        met = days and theirs and days[0] < theirs[1] and theirs[0] < days[1]
        if not days and other.actuality in TOLD:
            return None  # without a day of its own the plan may be any of them
        if met and other.actuality in TOLD:
            if people & {p.entity for p in other.participants}:
                return "held"
            near = True
    return None if near else "no report either way"


def note_on(event: Event, evidence: Evidence, *, opens: bool = False) -> str:
    """The note on a plan whose end no page tells; "" for everything else."""
    if fate_of(event, evidence) != "no report either way":
        return ""
    notes: dict[str, str] = rules.load("en/reconcile")["notes"]
    if _is_ahead(event, evidence):
        return notes["plan_ahead"]
    return notes["plan_open" if opens else "plan"]


def _is_ahead(event: Event, evidence: Evidence) -> bool:
    """Whether a plan's first day comes after the last page, which then cannot tell of it."""
    days = days_of(event.when)
    return bool(days and evidence.last_day and days[0].isoformat() > evidence.last_day)
