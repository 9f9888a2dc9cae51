"""Threads to rows of the record: steps with their accounts, and where each source says the process stands."""

from __future__ import annotations

import datetime
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from msgspec.structs import replace

from crosswire.base import First, Process, SourceState, Step, row_id
from crosswire.reconcile.evidence import Evidence
from crosswire.reconcile.incidents import Days
from crosswire.reconcile.ledgers.tellings import Telling, Thread, listed, meet, said_by, table


@dataclass
class _Slot:
    """Tellings of one step by one source."""

    state: str
    by: str | None
    days: Days | None
    tellings: list[Telling]


class Rows(NamedTuple):
    """Processes in the order of their first telling, which `firsts` gives; `dated` are their names with their day."""

    processes: tuple[Process, ...]
    firsts: dict[str, First]
    dated: dict[str, str]


def to_rows(threads: Iterable[Thread], evidence: Evidence) -> Rows:
    """The processes of some threads."""
    ordered = sorted(threads, key=lambda thread: (_first(thread, evidence), thread.kind))
    rows = [_row(thread, evidence) for thread in ordered]
    firsts = {}
    for row, thread in zip(rows, ordered, strict=True):
        _, start, end, name = _first(thread, evidence)
        firsts[row.id] = First(report=evidence.mentions[name].report, start=start, end=end, tie=f"{name} {row.kind}")
    dated = {row.id: _with_day(row.name, thread) for row, thread in zip(rows, ordered, strict=True)}
    return Rows(tuple(rows), firsts, dated)


def told_apart(rows: Sequence[Process], dated: Mapping[str, str]) -> tuple[Process, ...]:
    """The processes, two of one name told apart by their day, or left alike where there is none."""
    told = Counter(row.name for row in rows)
    return tuple(replace(row, name=dated[row.id]) if told[row.name] > 1 else row for row in rows)


def _first(thread: Thread, evidence: Evidence) -> tuple[int, int, int, str]:
    return min((*evidence.place(one.mention), one.mention.id) for one in thread.tellings)


def _row(thread: Thread, evidence: Evidence) -> Process:
    slots = _slots(thread, evidence)
    anchor = _first(thread, evidence)[3]
    return Process(
        id=row_id("p", thread.kind, anchor),
        kind=thread.kind,
        name=thread.name,
        story=thread.tellings[0].event.story,
        parties=thread.parties,
        terms=thread.terms,
        scope=thread.scope,
        steps=tuple(_step(slot, evidence) for slot in slots),
        state_by_source=tuple(_states(slots, thread, evidence)),
        why=thread.why,
    )


def _slots(thread: Thread, evidence: Evidence) -> list[_Slot]:
    """One for each step and source, in order of time; what a process does once is one step on days that can be one."""
    found: dict[tuple[str, str | None], list[_Slot]] = defaultdict(list)
    ordered = sorted(thread.tellings, key=lambda t: (evidence.place(t.mention), t.mention.id))
    voices = {one.mention.id: said_by(one.mention, evidence) for one in ordered}
    fuller = _fuller({by for by in voices.values() if by}, evidence)
    for one in ordered:
        by = voices[one.mention.id]
        by = fuller.get(by or "", by)
        known = found[one.state, by]
        slot = next((s for s in known if _is_one(s, one, thread)), None)
        if slot is None:
            known.append(_Slot(one.state, by, one.days, [one]))
        else:
            slot.tellings.append(one)
            slot.days = slot.days or one.days
    slots = [slot for known in found.values() for slot in known]
    return sorted(slots, key=lambda s: (*_time(s, slots, thread), evidence.place(s.tellings[0].mention), s.state))


def _time(slot: _Slot, slots: Sequence[_Slot], thread: Thread) -> tuple[str, int]:
    """The day of a step and its rank; an early step without a day of its own comes before the first later one."""
    rank = thread.order.index(slot.state) if slot.state in thread.order else len(thread.order)
    if slot.days or rank == len(thread.order):
        return _day(slot), rank
    later = [_day(s) for s in slots if s.days and s.state in thread.order[rank + 1 :]]
    return min([_day(slot), *later]), rank


def _fuller(voices: set[str], evidence: Evidence) -> dict[str, str]:
    """ "The army" for the one army among the sources, where their words without article end one name only."""
    names = {name: evidence.entities[name].name.lower() for name in voices if name in evidence.entities}
    ending: dict[str, list[str]] = defaultdict(list)
    for name, called in names.items():
        parts = called.split(" ")
        for n in range(1, len(parts)):
            ending[" ".join(parts[n:])].append(name)
    found = {}
    for words in voices - names.keys():
        same = ending.get(evidence.named(None, words), [])
        if len(same) == 1:
            found[words] = same[0]
    return found


def _is_one(slot: _Slot, one: Telling, thread: Thread) -> bool:
    same = any(told.event.id == one.event.id for told in slot.tellings)
    return same or (one.state in thread.once and meet(slot.days, one.days))


def _day(slot: _Slot) -> str:
    return slot.days[0].isoformat() if slot.days else min(one.reported for one in slot.tellings)


def _step(slot: _Slot, evidence: Evidence) -> Step:
    """The step, its event the one whose telling states the day."""
    dated = next((one for one in slot.tellings if one.days), slot.tellings[0])
    accounts = evidence.accounts(one.mention for one in slot.tellings)
    return Step(event=dated.event.id, state=slot.state, said_by=slot.by, accounts=accounts)


def _states(slots: Sequence[_Slot], thread: Thread, evidence: Evidence) -> Iterator[SourceState]:
    """The last state by each source; in their own voice outlets may stand apart, one row for each state."""
    last: dict[tuple[str | None, str], tuple[tuple[str, int], str, Telling]] = {}
    standing = [slot for slot in slots if slot.state not in listed("truce_order", "calls")]
    for slot in standing:
        for one in slot.tellings:
            key = (slot.by, one.mention.report if slot.by is None else "")
            mine = (_time(slot, slots, thread), _day(slot), one)
            if key not in last or mine[0] >= last[key][0]:
                last[key] = mine
    rows: dict[tuple[str | None, str], list[tuple[str, Telling]]] = defaultdict(list)
    firm = {by for (by, _), (_, _, one) in last.items() if not evidence.is_weak(one.mention)}
    for (by, _), (_, day, one) in last.items():
        if by not in firm or not evidence.is_weak(one.mention):
            rows[by, one.state].append((day, one))
    for (by, state), told in rows.items():
        accounts = evidence.accounts(one.mention for _, one in told)
        yield SourceState(source=by, state=state, as_of=max(day for day, _ in told) or None, accounts=accounts)


def _with_day(name: str, thread: Thread) -> str:
    """The name with the state and day that tell it from another of the same name, where a day is stated."""
    for one in sorted(thread.tellings, key=lambda t: t.day):
        if one.days and one.state in thread.dated and (one.days[1] - one.days[0]).days == 1:
            form: str = table()["names"]["since"]
            return form.format(name=name, state=one.state, day=_spelled(one.days[0]))
    return name


def _spelled(day: datetime.date) -> str:
    return f"{day.day} {table()['names']['months'][day.month - 1]} {day.year}"
