"""Counts of one attack and outcome whose intervals cannot both hold."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import Literal, NamedTuple

from crosswire import rules
from crosswire.base import Account, Claim, Disagreement, Mention, Side, row_id
from crosswire.reconcile.evidence import Evidence
from crosswire.reconcile.incidents import Incident
from crosswire.reconcile.phrases import call_attack

Status = Literal["contradiction", "update", "different_scope", "different_attribution", "granularity"]

APART = 6
"""Incidents listed at most in the row that says why their figures are not compared."""


class Value(NamedTuple):
    """What was counted: the interval and the group as the reports name it."""

    low: float
    high: float
    group: str | None


TOO_FAR = 30
"""Times one count may be another of the same attack: further apart one is of a whole war. Own judgement; disputed tolls
seen differ by at most ten times, so that 15 to 50 change nothing."""

Counted = dict[Value, list[Claim]]


def compare_counts(evidence: Evidence, incidents: Sequence[Incident]) -> Iterator[Disagreement]:
    """One row for each incident and outcome whose printed counts differ. Parts of a total and running totals stay out.

    Differences that are none are given too, unshown, with the reason: figures that can both hold, later figures of one
    source, and the figures of different incidents of one story.
    """
    apart: dict[tuple[str | None, str], list[tuple[Incident, Counted]]] = defaultdict(list)
    for incident in incidents:
        for outcome, counted in sorted(_counted(incident, evidence).items()):
            apart[incident.story, outcome].append((incident, counted))
            yield from _compare(incident, outcome, counted, evidence)
    for (_, outcome), told in apart.items():
        if len({value[:2] for _, counted in told for value in counted}) > 1 and len(told) > 1:
            yield _of_different_incidents(outcome, told[:APART], evidence)


def _counted(incident: Incident, evidence: Evidence) -> dict[str, Counted]:
    """The incident's claims by outcome and value."""
    found: dict[str, Counted] = defaultdict(lambda: defaultdict(list))
    for event in incident.events:
        for claim in evidence.claims.get(event.id, ()):
            if claim.outcome and claim.low is not None and claim.mentions and not _is_part(claim, evidence):
                high = float("inf") if claim.high is None else float(claim.high)
                found[claim.outcome][Value(float(claim.low), high, claim.group)].append(claim)
    return {outcome: _folded(counted) for outcome, counted in found.items()}


def _folded(counted: Counted) -> Counted:
    """With "14 people" among "14 civilians": the same number without a named group is no other count."""
    named = {value[:2]: value for value in sorted(counted, key=lambda v: v.group or "") if value.group}
    folded: Counted = defaultdict(list)
    for value, claims in counted.items():
        folded[value if value.group else named.get(value[:2], value)].extend(claims)
    return folded


def _is_part(claim: Claim, evidence: Evidence) -> bool:
    """Whether the count is a subset of another ("including two children") or a running total since a date."""
    for name in claim.mentions:
        for number in evidence.mentions[name].numbers if name in evidence.mentions else ():
            if (number.low, number.high, number.outcome) == (claim.low, claim.high, claim.outcome):
                return number.parent is not None or number.cumulative
    return False


def _compare(incident: Incident, outcome: str, counted: Counted, evidence: Evidence) -> Iterator[Disagreement]:
    values = sorted(counted, key=lambda v: (v.low, v.high, v.group or ""))
    if len(values) < 2 or len({claim.report for claims in counted.values() for claim in claims}) < 2:
        return
    pairs = [pair for pair in combinations(values, 2) if _exclude(*pair)]
    told = {value for pair in pairs for value in pair}
    claims = [claim for value in values for claim in counted[value] if not pairs or value in told]
    status, reason = _status(claims, pairs)
    words = rules.load("en/reconcile")
    who = bool(pairs) and all(a[:2] == b[:2] for a, b in pairs)
    shown = [v for v in values if v in told or not (who or pairs) or (not who and _akin(v, told))]
    yield Disagreement(
        id=row_id("d", incident.id, "count", outcome),
        between="reports",
        question=words["questions"]["victims" if who else "count"].format(
            outcome=_called(outcome), what=call_attack(incident.mentions, evidence)
        ),
        kind="victim" if who else "count",
        status=status,
        sides=tuple(_side(value, counted[value], evidence) for value in shown),
        event=incident.id,
        story=incident.story,
        shown=bool(pairs) and status != "update",
        claims=tuple(sorted(claim.id for value in shown for claim in counted[value])),
        why=(words["why"][reason], *incident.why),
    )


def _exclude(a: Value, b: Value) -> bool:
    """Whether two values cannot both hold: intervals apart, or the same number of differently named people.

    Counts of different orders of size are not of one attack. Of differently named people fewer may be among more; only
    more of the narrower group exclude fewer of the wider.
    """
    if min(a.high, b.high) * TOO_FAR < max(a.low, b.low):
        return False
    if a.group == b.group:
        return a.high < b.low or b.high < a.low
    if a[:2] == b[:2]:
        return a.low == a.high and None not in (a.group, b.group)
    narrow, wide = (a, b) if _within(a.group, b.group) else (b, a)
    return _within(narrow.group, wide.group) and narrow.low > wide.high


def _akin(value: Value, told: set[Value]) -> bool:
    """Whether the people counted may be among those of a disputed count, or these among them."""
    return any(_within(value.group, t.group) or _within(t.group, value.group) for t in told)


def _within(group: str | None, wide: str | None) -> bool:
    """Whether the people of one group are counted in the other; people of no named group are any."""
    return wide in (None, group) or group in rules.load("en/reconcile")["groups"].get(wide, ())


def _side(value: Value, claims: list[Claim], evidence: Evidence) -> Side:
    group = (value.group or "").replace("_", " ")
    return Side(
        value=f"{_plain(value)} {group}".strip(),
        value_text=claims[0].value or "",
        accounts=_accounts(claims, evidence),
    )


def _plain(value: Value) -> str:
    if value.low == value.high:
        return f"{value.low:g}"
    key = "at_least" if value.high == float("inf") else "between" if value.low else "up_to"
    template: str = rules.load("en/reconcile")["values"][key]
    return template.format(low=f"{value.low:g}", high=f"{value.high:g}")


def _accounts(claims: list[Claim], evidence: Evidence) -> tuple[Account, ...]:
    return evidence.accounts(_telling(claim, evidence) for claim in claims if claim.mentions[0] in evidence.mentions)


def _telling(claim: Claim, evidence: Evidence) -> Mention:
    return evidence.mentions[claim.mentions[0]]


def _status(claims: list[Claim], pairs: list[tuple[Value, Value]]) -> tuple[Status, str]:
    """What kind of difference it is, and the key of the reason."""
    if not pairs:
        return "granularity", "both_hold"
    if all(a[:2] == b[:2] for a, b in pairs):
        return "different_scope", "groups_differ"
    sources = {tuple(link.text.lower() for link in claim.source) for claim in claims}
    if len(sources) == 1 and () not in sources and len({claim.as_of for claim in claims}) > 1:
        return "update", "later_figure"
    if len(sources) > 1:
        return "different_attribution", "sources_differ"
    return "contradiction", "same_source_level"


def _of_different_incidents(outcome: str, told: list[tuple[Incident, Counted]], evidence: Evidence) -> Disagreement:
    words = rules.load("en/reconcile")
    sides = []
    for incident, counted in told:
        value = min(counted, key=lambda v: (v.low, v.high, v.group or ""))
        side = _side(value, counted[value], evidence)
        sides.append(
            Side(value=call_attack(incident.mentions, evidence), value_text=side.value_text, accounts=side.accounts)
        )
    return Disagreement(
        id=row_id("d", *(incident.id for incident, _ in told), "incidents", outcome),
        between="reports",
        question=words["questions"]["incidents"].format(outcome=_called(outcome)),
        kind="count",
        status="different_scope",
        sides=tuple(sides),
        story=told[0][0].story,
        shown=False,
        why=(words["why"]["other_incidents"],),
    )


def _called(outcome: str) -> str:
    name: str = rules.load("en/reconcile")["values"].get(outcome, outcome)
    return name
