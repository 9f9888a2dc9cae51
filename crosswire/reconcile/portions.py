"""Reconciliation in portions: what the reports of one storyline hold is found from these alone, then laid together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec.structs import replace

from crosswire.base import First, Grouping, Process, Reading, Reconciliation, Report, Ruling
from crosswire.reconcile.brief import A_STORY, write_brief
from crosswire.reconcile.disagreements import find_disagreements, rank
from crosswire.reconcile.evidence import Evidence
from crosswire.reconcile.incidents import find_incidents
from crosswire.reconcile.ledgers import ledgers, truces
from crosswire.reconcile.ledgers.rows import told_apart
from crosswire.reconcile.timeline import draw_timeline, in_time

TRUCE = "truce"


def consider(
    reports: Sequence[Report],
    readings: Sequence[Reading],
    grouping: Grouping,
    rulings: Sequence[Ruling] = (),
    lines: int = A_STORY,
) -> Reconciliation:
    """What the reports of one storyline hold; `reports` are in canonical order, `readings` match them. `lines` are the
    most that the brief has of a story."""
    evidence = Evidence.of(reports, readings, grouping, rulings)
    incidents = find_incidents(evidence)
    found = ledgers(evidence)
    disagreements = find_disagreements(evidence, incidents, found.positions, rulings)
    return Reconciliation(
        disagreements=disagreements,
        timeline=draw_timeline(evidence, incidents, disagreements),
        brief=write_brief(evidence, disagreements, lines),
        processes=found.processes,
        positions=found.positions,
        firsts=found.firsts,
        dated=found.dated,
        marks=found.marks,
    )


def one_truce(views: Sequence[Reconciliation]) -> list[list[int]]:
    """The places of views that tell of one truce by their marks, two or more each."""
    home = list(range(len(views)))

    def find(n: int) -> int:
        while home[n] != n:
            n = home[n]
        return n

    first: dict[tuple[str, ...], int] = {}
    for n, view in enumerate(views):
        for mark in view.marks:
            one, other = sorted((find(first.setdefault(mark, n)), find(n)))
            home[other] = one
    together: dict[int, list[int]] = {}
    for n in range(len(views)):
        together.setdefault(find(n), []).append(n)
    return [places for places in together.values() if len(places) > 1]


def unite(
    views: Sequence[Reconciliation], reports: Sequence[Report], readings: Sequence[Reading], grouping: Grouping
) -> list[Reconciliation]:
    """The views of storylines that tell of one truce, the first with the truces of all, the others with none."""
    found = truces(Evidence.of(reports, readings, grouping))
    kept = [replace(view, processes=tuple(row for row in view.processes if row.kind != TRUCE)) for view in views]
    kept[0] = replace(
        kept[0],
        processes=(*kept[0].processes, *found.processes),
        firsts=kept[0].firsts | found.firsts,
        dated=kept[0].dated | found.dated,
    )
    return kept


def combine(views: Sequence[Reconciliation], reports: Sequence[Report], grouping: Grouping) -> Reconciliation:
    """The views of all portions as one, in the record's order. `reports` and `grouping` are those of the record."""
    order = {report.id: place for place, report in enumerate(reports)}
    firsts = {row: first for view in views for row, first in view.firsts.items()}
    dated = {row: name for view in views for row, name in view.dated.items()}
    story = {report: n for n, row in enumerate(grouping.stories) for report in row.reports}
    types = {event.id: event.type for event in grouping.events}

    def told(row: str) -> tuple[int, int, int, str]:
        return _place(row, firsts, order)

    processes: list[Process] = sorted((row for view in views for row in view.processes), key=lambda row: told(row.id))
    return Reconciliation(
        disagreements=rank((row for view in views for row in view.disagreements), order, types),
        timeline=in_time((row for view in views for row in view.timeline), order),
        brief=tuple(
            sorted((row for view in views for row in view.brief), key=lambda row: story[row.accounts[0].report])
        ),
        processes=told_apart(processes, dated),
        positions=tuple(sorted((row for view in views for row in view.positions), key=lambda row: told(row.id))),
        firsts=firsts,
        dated=dated,
    )


def _place(row: str, firsts: Mapping[str, First], order: Mapping[str, int]) -> tuple[int, int, int, str]:
    first = firsts[row]
    return order[first.report], first.start, first.end, first.tie
