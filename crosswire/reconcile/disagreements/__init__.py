"""Values of one happening side by side, and what kind of difference it is. Never a winner."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

import msgspec

from crosswire import rules
from crosswire.base import Account, Disagreement, Position, Ruling
from crosswire.reconcile.against import compare_statements, floor_of
from crosswire.reconcile.blame import compare_blame
from crosswire.reconcile.charges import compare_charges
from crosswire.reconcile.disagreements.dates import compare_dates
from crosswire.reconcile.disagreements.demands import compare_demands
from crosswire.reconcile.disagreements.outcomes import compare_outcomes
from crosswire.reconcile.disagreements.quotations import compare_quotations
from crosswire.reconcile.disagreements.superseding import supersede
from crosswire.reconcile.evidence import WEAK, Evidence
from crosswire.reconcile.incidents import Incident, table
from crosswire.reconcile.natures import compare_natures
from crosswire.reconcile.stances import compare_opposed, compare_stances
from crosswire.reconcile.tellings import compare_tellings
from crosswire.reconcile.tolls import compare_tolls
from crosswire.reconcile.values import compare_values

KINDS = (("blame", "actor"), ("outcome", "victim", "count"), ("date", "time", "place", "scope"))
"""What matters most to readers comes first, within it what more reports tell; kinds not named come last."""

LOOK_ALIKES = 30
"""Look-alikes kept at most: enough to see why something is no disagreement, few enough to read."""


def find_disagreements(
    evidence: Evidence,
    incidents: Sequence[Incident],
    positions: Sequence[Position] = (),
    rulings: Sequence[Ruling] = (),
) -> tuple[Disagreement, ...]:
    """All disagreements, ranked from 1, each with the reason in words.

    Rows of which one side rests on a weak page alone come after the others and say so; look-alikes are kept unshown,
    last of all.
    """
    said = compare_blame(evidence, incidents, positions)
    floors = {story.id: floor_of(story, evidence) for story in evidence.grouping.stories}
    said.extend(compare_charges(evidence, floors, _accounts(said)))
    opposed = list(compare_opposed(evidence, floors, _accounts(said)))
    said.extend(compare_statements(evidence, floors, [*_accounts(said), *_leading(opposed)]))
    said.extend(compare_stances(evidence, floors, [*_accounts(said), *_leading(opposed)]))
    said.extend(opposed)
    rest = [
        *said,
        *compare_tolls(evidence, incidents, floors),
        *compare_dates(evidence),
        *compare_outcomes(evidence),
    ]
    rest.extend(compare_tellings(evidence, floors, list(_accounts(row for row in rest if row.shown))))
    rest.extend(compare_natures(evidence, floors, list(_accounts(row for row in rest if row.shown))))
    found = [
        *rest,
        *compare_values(evidence, floors, list(_accounts(row for row in rest if row.shown))),
        *compare_demands(evidence),
        *compare_quotations(evidence),
    ]
    standing = supersede(found, evidence.reports)
    types = {event.id: event.type for event in evidence.grouping.events}
    return rank(_ruled([_marked(row) for row in standing], rulings), evidence.order, types)


def rank(rows: Iterable[Disagreement], order: Mapping[str, int], types: Mapping[str, str]) -> tuple[Disagreement, ...]:
    """The rows from what matters most, numbered from 1; of look-alikes the first. `order` gives the place of a report,
    `types` the type of an event."""
    ordered = _bounded(sorted(rows, key=lambda row: _weight(row, order, types)))
    return tuple(msgspec.structs.replace(row, rank=place) for place, row in enumerate(ordered, start=1))


def _accounts(rows: Iterable[Disagreement]) -> Iterator[Account]:
    return (account for row in rows for side in row.sides for account in side.accounts)


def _leading(rows: Iterable[Disagreement]) -> Iterator[Account]:
    """The two accounts that each row rests on; the others only join them."""
    return (side.accounts[0] for row in rows for side in row.sides[:2])


def _bounded(rows: Iterable[Disagreement]) -> list[Disagreement]:
    """Every shown row, and the first of the others."""
    kept = []
    unshown = 0
    for row in rows:
        unshown += not row.shown
        if row.shown or unshown <= LOOK_ALIKES:
            kept.append(row)
    return kept


def _ruled(rows: Sequence[Disagreement], rulings: Sequence[Ruling]) -> Iterator[Disagreement]:
    """The rows, unshown where somebody decided that they are no disagreement."""
    refused: dict[str, str] = {}
    for one in rulings:
        if one.of == "disagreement" and one.kind == "reject":
            found = max(rows, key=lambda row: (_shared(one, row), row.question == one.title), default=None)
            if found is not None and 2 * _shared(one, found) > len(one.spots):
                refused.setdefault(found.id, one.why)
    for row in rows:
        why = refused.get(row.id)
        yield row if why is None else msgspec.structs.replace(row, shown=False, why=(why, *row.why))


def _shared(one: Ruling, row: Disagreement) -> int:
    """How many of the words a ruling cites a row of its kind cites too."""
    spots = {(spot.report, spot.start) for spot in one.spots}
    return (
        len(spots & {(a.report, a.start) for side in row.sides for a in side.accounts}) if row.kind == one.hint else 0
    )


def _marked(row: Disagreement) -> Disagreement:
    """The row, marked and saying so in words where a side rests on a weak page alone."""
    if not _rests_on_weak(row):
        return row
    return msgspec.structs.replace(row, weak=True, why=(*row.why, rules.load("en/reconcile")["why"]["weak_alone"]))


def _weight(
    row: Disagreement, order: Mapping[str, int], types: Mapping[str, str]
) -> tuple[bool, bool, int, bool, int, int, str]:
    accounts = [account for side in row.sides for account in side.accounts]
    kind = next((tier for tier, kinds in enumerate(KINDS) if row.kind in kinds), len(KINDS))
    first = min((order[account.report] for account in accounts), default=0)
    harms = types.get(row.event or "") in table()["types"]
    return not row.shown, row.weak, kind, not harms, -len(_reports(row)), first, row.id


def _reports(row: Disagreement) -> set[str]:
    return {account.report for side in row.sides for account in side.accounts}


def _rests_on_weak(row: Disagreement) -> bool:
    """Whether some side is carried by no full or partial report."""
    return any(all(account.standing in WEAK for account in side.accounts) for side in row.sides)
