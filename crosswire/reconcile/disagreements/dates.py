"""Days given to one happening that exclude each other.

Grouping keeps mentions with incompatible days apart, so a date disagreement shows as two events of one story alike in
everything but the day, told by different reports.
"""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterator

from crosswire import rules
from crosswire.base import Disagreement, Event, Participant, Side, row_id
from crosswire.reconcile.evidence import Evidence
from crosswire.reconcile.incidents import CARRIED, Days, content, days_of
from crosswire.reconcile.phrases import definite, filled, one_line

NEAR_DAYS = 10
"""Two events further apart than this are taken as two happenings. Own judgement: a week and its slack."""

CROWD = 40
"""Events of one type in one story each is compared with so many before it: linear cost."""

TOLD = frozenset({"happened", "did_not_happen", "historical"})
"""Actualities of what has a day."""

COARSEST = 3
"""Codebook precision of a week: days stated less exactly exclude nothing worth telling."""


def compare_dates(evidence: Evidence) -> Iterator[Disagreement]:
    """One row for each pair of events that differ only in their day."""
    once = rules.words("en/reconcile", "dates", "once")
    stories: dict[tuple[str | None, str, str | None], list[Event]] = defaultdict(list)
    for event in evidence.grouping.events:
        if {event.type, event.subtype} & once and event.actuality in TOLD and _days(event):
            stories[event.story, event.type, event.subtype].append(event)
    for events in stories.values():
        for place, second in enumerate(events):
            for first in events[max(0, place - CROWD) : place]:
                if _same_but_for_day(first, second, evidence):
                    yield _row(first, second, evidence)


def _same_but_for_day(a: Event, b: Event, evidence: Evidence) -> bool:
    if set(a.reports) & set(b.reports):
        return False  # one report that tells both tells of two happenings
    days_a, days_b = _days(a), _days(b)
    if not _same_act(a, b, evidence) or not days_a or not days_b:
        return False
    apart = days_a[1] <= days_b[0] or days_b[1] <= days_a[0]
    return apart and abs((days_a[0] - days_b[0]).days) <= NEAR_DAYS


def _same_act(a: Event, b: Event, evidence: Evidence) -> bool:
    """Whether they share a party; where one names none, whether what was acted on shares a telling word."""
    one, other = _who(a, evidence), _who(b, evidence)
    if one and other:
        return bool(one & other)
    return bool(_what(a) & _what(b))


def _what(event: Event) -> frozenset[str]:
    """The telling words for what was voted on, vetoed or agreed."""
    objects = rules.words("en/reconcile", "dates", "object")
    return content(" ".join(p.text for p in event.participants if p.role in objects))


def _who(event: Event, evidence: Evidence) -> set[str]:
    """The parties, and for a truce the truce itself."""
    parties = {_party(p, evidence) for p in event.participants if p.role in _parties()}
    return parties | ({event.type} if event.type in rules.words("en/reconcile", "dates", "one_each") else set())


def _party(participant: Participant, evidence: Evidence) -> str:
    """The state, where a country or its government acts: reports name either; else the party by name."""
    entity = evidence.entities.get(participant.entity or "")
    is_state = entity is not None and (entity.sector == "GOV" or (entity.kind == "place" and entity.parent is None))
    if entity is not None and is_state and entity.country and entity.kind != "person":
        return entity.country
    return evidence.named(participant.entity, participant.text)


def _parties() -> frozenset[str]:
    return rules.words("en/reconcile", "dates", "parties")


def _days(event: Event) -> Days | None:
    """The event's interval in days, half-open, when it is stated to the week or better."""
    when = event.when
    if when is None or when.basis in CARRIED or (when.precision or 9) > COARSEST:
        return None
    return days_of(when)


def _row(a: Event, b: Event, evidence: Evidence) -> Disagreement:
    why = rules.load("en/reconcile")["why"]
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
        question=_question(ordered, evidence),
        kind="date",
        status="contradiction" if precise else "granularity",
        sides=sides,
        event=ordered[0].id,
        story=a.story,
        why=(why["days_exclude"], *(() if precise else (why["less_exact"],))),
    )


def _question(events: list[Event], evidence: Evidence) -> str:
    """The question by type, filled with the reports' words for who and what."""
    templates: dict[str, str] = rules.load("en/reconcile")["date_questions"]
    mentions = [mention for event in events for mention in evidence.mentions_of(event)]
    template = templates.get(events[0].subtype or "") or templates.get(events[0].type, "")
    words = {key: filled(mentions, sorted(rules.words("en/reconcile", "dates", key))) for key in ("actor", "object")}
    if template and all(value or f"{{{key}}}" not in template for key, value in words.items()):
        return template.format(actor=words["actor"], object=definite(words["object"]))
    return templates["otherwise"].format(words=one_line(evidence.clause(mentions[0])))


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
            return one_line(evidence.clause(mention))
    return ""
