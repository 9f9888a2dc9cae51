"""Keeps ids alive: what had another id in the record before is named with it in `was`."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple, TypeVar

from msgspec.structs import replace

from crosswire.base import Disagreement, Event, Process, Record, Story, Storyline
from crosswire.reconcile.changes import places, told

Row = TypeVar("Row", Event, Story, Storyline, Disagreement, Process)


def inherit(record: Record, last: Record) -> Record:
    """The record with every id that its rows had in the one before, and in those before that.

    A row that is gone leaves its ids to the one that holds most of its evidence.
    """
    return replace(
        record,
        events=_inherit(record.events, last.events, told),
        stories=_inherit(record.stories, last.stories, _reports(record, last)),
        storylines=_inherit(record.storylines, last.storylines, _line_reports(record, last)),
        disagreements=_inherit(record.disagreements, last.disagreements, _asked),
        processes=_inherit(record.processes, last.processes, _steps),
    )


def _inherit(new: Sequence[Row], old: Sequence[Row], evidence: Callable[[Row], Iterable[str]]) -> tuple[Row, ...]:
    now, then = ([_Known(row.id, row.was, tuple(evidence(row))) for row in rows] for rows in (new, old))
    was = _was(now, then)
    return tuple(replace(row, was=was[row.id]) for row in new)


class _Known(NamedTuple):
    """A row's ids, and the evidence it is known again by."""

    id: str
    was: tuple[str, ...]
    evidence: tuple[str, ...]


def _was(new: Sequence[_Known], old: Sequence[_Known]) -> dict[str, tuple[str, ...]]:
    """The earlier ids of each row, its own nearest ones first."""
    names = {row.id: list(row.was) for row in new}
    holders: dict[str, list[str]] = defaultdict(list)
    for row in new:
        for item in row.evidence:
            holders[item].append(row.id)
    order = {row.id: place for place, row in enumerate(new)}
    for gone in old:
        heir = gone.id if gone.id in names else _heir(gone.evidence, holders, order)
        if heir is not None:
            names[heir] += [gone.id, *gone.was]
    return {name: tuple(dict.fromkeys(one for one in held if one not in names)) for name, held in names.items()}


def _heir(evidence: Iterable[str], holders: Mapping[str, Sequence[str]], order: Mapping[str, int]) -> str | None:
    """The row that holds most of this evidence, the first of equals; null where none holds any."""
    shared = Counter(name for item in evidence for name in holders.get(item, ()))
    return min(shared, key=lambda name: (-shared[name], order[name]), default=None)


def _known_as(*records: Record) -> dict[str, str]:
    """What a report keeps when its text is corrected."""
    return {r.id: r.url or f"{r.path} {r.given_id or ''}" for record in records for r in record.reports}


def _reports(*records: Record) -> Callable[[Story], list[str]]:
    names = _known_as(*records)
    return lambda story: [*story.reports, *(names[name] for name in story.reports)]


def _line_reports(*records: Record) -> Callable[[Storyline], list[str]]:
    names = _known_as(*records)
    told_in = {story.id: story.reports for record in reversed(records) for story in record.stories}
    return lambda line: [names[name] for story in line.stories for name in told_in.get(story, ())]


def _asked(row: Disagreement) -> tuple[str, ...]:
    return (*places(row), f"{row.kind} {row.question}")


def _steps(row: Process) -> tuple[str, ...]:
    spots = (f"{row.kind} {one.report} {one.start}" for step in row.steps for one in step.accounts)
    return (*spots, f"{row.kind} {row.name}")
