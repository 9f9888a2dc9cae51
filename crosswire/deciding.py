"""The Python API of what people decide about a record: one line each, pointing at words, undone by a later line.

    decide("merge", ids, record=…)        a decision about rows of a record; nothing is kept yet
    undoing(name, log)                    the line that takes one back
    read_decisions(path)                  JSON Lines → decisions
    write_decisions(path, decisions)      decisions → JSON Lines

`crosswire.collection` keeps them in a store; `build` takes them from a file.
"""

from __future__ import annotations

import datetime as dt
import difflib
import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast, get_args

import msgspec
from msgspec.structs import replace

from crosswire.base import Decision, DecisionKind, FieldName, Number, Record, Thing, decision_id, told_days, told_number
from crosswire.errors import OutputError, UsageError
from crosswire.follow import Citer, UnknownIdError, in_order, undone, values

__all__ = ["Asked", "as_lines", "decide", "in_order", "read_decisions", "undoing", "undone", "write_decisions"]

KINDS: tuple[str, ...] = tuple(kind for kind in get_args(DecisionKind) if kind != "undo")
LONGEST_GRADE = 40
FINDING = "`crosswire search` finds events and disagreements; record.json names every row by its `id`."

CORRECTED: dict[str, tuple[FieldName, ...]] = {
    "report": ("date",),
    "mention": ("date", "place", "type", "number"),
    "event": ("date", "place", "type", "number"),
    "quote": ("date", "speaker"),
    "claim": ("number",),
    "number": ("number",),
    "entity": ("type",),
}
"""What can be corrected in which row."""
REJECTED = frozenset({"mention", "quote", "number", "claim", "copy", "event", "disagreement"})
TITLED = frozenset({"event", "story", "storyline", "dossier"})
JOINED = frozenset({"event", "entity", "story"})


@dataclass(frozen=True)
class Asked:
    """What somebody wants decided. `value` is what a correction sets, a grade, a title or the text of a note."""

    kind: str
    names: tuple[str, ...]
    who: str
    why: str = ""
    field: str | None = None
    value: str | None = None
    outcome: str | None = None
    group: str | None = None


def decide(asked: Asked, record: Record, log: Sequence[Decision] = ()) -> tuple[Decision, ...]:
    """The decisions asked for, with the words they rest on: one for a merge, a split or a grade, else one a row.

    `log` are the decisions before them. Raises UsageError CW109 where a name or a value cannot be used.
    """
    _check(asked)
    citer = Citer(record)
    try:
        groups = _things(asked, citer)
    except UnknownIdError as fault:
        raise _unknown(fault) from None
    made: list[Decision] = []
    for things in groups:
        _check_things(asked, things)
        made.append(
            _sealed(
                Decision(
                    id="",
                    at=_moment([*log, *made]),
                    who=asked.who.strip(),
                    kind=cast(DecisionKind, asked.kind),
                    why=asked.why.strip(),
                    things=things,
                    field=cast("FieldName | None", asked.field),
                    value=asked.value,
                    before=_before(asked, things[0], citer),
                    outcome=asked.outcome,
                    group=asked.group,
                )
            )
        )
    return tuple(made)


def undoing(name: str, who: str, why: str, log: Sequence[Decision]) -> Decision:
    """The line that takes back the one whose id begins so. Raises UsageError CW109."""
    _named(who)
    found = [one for one in log if one.id == name] or [one for one in log if name and one.id.startswith(name)]
    if len(found) != 1:
        near = difflib.get_close_matches(name, [one.id for one in log], 3, 0.4)
        told = f" Near it: {', '.join(near)}." if near else ""
        raise UsageError(
            "CW109", f"There is no one decision {name!r}.{told}", "`crosswire decisions` lists them with their ids."
        )
    if found[0].id in undone(in_order(log)):
        raise UsageError("CW109", f"{found[0].id} is undone already.", "Undo the undo to make it hold again.")
    return _sealed(Decision(id="", at=_moment(log), who=who.strip(), kind="undo", why=why.strip(), undoes=found[0].id))


def read_decisions(path: str | Path) -> tuple[Decision, ...]:
    """The decisions of a file of JSON Lines, in their order. Raises UsageError CW102, CW109."""
    place = Path(path)
    try:
        lines = place.read_text("utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as fault:
        raise UsageError(
            "CW102",
            f"{str(place)!r} cannot be read: {fault}.",
            "Name a file that `crosswire decisions --export` wrote.",
        ) from None
    found = []
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            one = msgspec.json.decode(line, type=Decision)
        except msgspec.DecodeError as fault:
            raise UsageError(
                "CW109", f"{str(place)!r} line {number} is no decision: {fault}.", "Mend or drop the line."
            ) from None
        if one.id != decision_id(one):
            raise UsageError(
                "CW109",
                f"{str(place)!r} line {number} was changed after it was decided: its id is not that of its content.",
                "Decide anew instead of changing a line; `crosswire undo` takes one back.",
            )
        _check_line(one, f"{str(place)!r} line {number}")
        found.append(one)
    return tuple(in_order(found))


def _check_line(one: Decision, place: str) -> None:
    """Whether a line decides what can be decided. Raises UsageError CW109 with its place."""
    if one.kind == "undo":
        return
    asked = Asked(one.kind, tuple(t.id for t in one.things), one.who, one.why, one.field, one.value)
    try:
        _check(asked)
        if one.kind == "split":
            for thing in one.things:
                _check_thing(asked, thing)
        else:
            _check_things(asked, one.things)
    except UsageError as fault:
        raise UsageError("CW109", f"{place}: {fault.error}", fault.cure) from None


def write_decisions(path: str | Path, decisions: Iterable[Decision]) -> None:
    """Writes decisions to a file of JSON Lines, the old one staying whole until the new one is. Raises OutputError."""
    place = Path(path)
    part = place.with_name(f".{place.name}.part")
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        with part.open("wb") as file:
            file.write(as_lines(decisions))
            file.flush()
            os.fsync(file.fileno())
        part.replace(place)
    except OSError as fault:
        part.unlink(missing_ok=True)
        raise OutputError(
            "CW401",
            f"The decisions cannot be written to {str(place)!r}: {fault.strerror}.",
            "Name another place, or make room and give yourself the right to write there.",
        ) from None


def as_lines(decisions: Iterable[Decision]) -> bytes:
    """Decisions as JSON Lines, in their order."""
    return b"".join(msgspec.json.encode(_plain(one)) + b"\n" for one in in_order(decisions))


def _plain(one: Decision) -> Decision:
    return Decision(**{name: getattr(one, name) for name in Decision.__struct_fields__})


def _sealed(one: Decision) -> Decision:
    return replace(one, id=decision_id(one))


def _moment(log: Sequence[Decision]) -> str:
    """Now, or right after the line before it where the clock was set back: the order of the lines is their moments'."""
    now = dt.datetime.now(dt.UTC)
    last = max((one.at for one in log), default="")
    if last and (before := dt.datetime.fromisoformat(last)) >= now:
        now = before + dt.timedelta(microseconds=1)
    return now.isoformat(timespec="microseconds")


def _check(asked: Asked) -> None:
    if asked.kind not in KINDS:
        raise UsageError("CW109", f"Nobody can decide to {asked.kind!r}.", f"Say one of {', '.join(KINDS)}.")
    _named(asked.who)
    if not asked.names:
        raise UsageError("CW109", f"{asked.kind} of what?", f"Name one or more rows by id. {FINDING}")
    needs_value = {"correct", "grade", "retitle", "note"}
    if asked.kind in needs_value and not (asked.value or "").strip():
        raise UsageError("CW109", f"{asked.kind} needs a value.", "The guide shows how each decision is written.")
    if asked.kind == "grade" and len(asked.value or "") > LONGEST_GRADE:
        raise UsageError("CW109", "The grade is too long.", f"Write at most {LONGEST_GRADE} characters: B, reliable.")
    readers = {"date": values.when, "type": None, "number": values.number}
    reader = readers.get(asked.field or "") if asked.kind == "correct" else None
    if reader and reader(asked.value or "") is None:
        right = {"date": "2021-05-03, 2021-05, 2021 or 2021-05-03/2021-05-05", "number": "12, 12-15 or 12+"}
        raise UsageError("CW109", f"{asked.value!r} is no {asked.field}.", f"Write it as {right[asked.field or '']}.")


def _named(who: str) -> None:
    if not who.strip():
        raise UsageError("CW109", "It is not said who decides.", "Add --by NAME, or set CROSSWIRE_BY.")


def _things(asked: Asked, citer: Citer) -> list[tuple[Thing, ...]]:
    """The things of each decision asked for. Raises UnknownIdError, UsageError."""
    if asked.kind == "merge":
        return [citer.joined(asked.names)]
    if asked.kind == "split":
        parted = citer.parted(asked.names)
        if parted is None:
            raise UsageError(
                "CW109",
                "These do not part one row in two.",
                "Name mentions of one event, but not all of them; or an event, story or name and then the reports to "
                "take out of it.",
            )
        return [parted]
    if asked.kind == "grade":
        return [(_outlet(name, citer.record),) for name in asked.names]
    found = [citer.thing(name) for name in asked.names]
    if asked.kind == "correct" and asked.field == "number":
        found = [_figure(thing, asked, citer) for thing in found]
    return [(thing,) for thing in found]


def _outlet(name: str, record: Record) -> Thing:
    named = {s.text for report in record.reports for s in (report.outlet, report.agency) if s}
    found = next((one for one in sorted(named) if one.casefold() == name.casefold()), None)
    if found is None:
        near = difflib.get_close_matches(name, sorted(named), 3, 0.5)
        told = f" Near it: {', '.join(near)}." if near else ""
        raise UsageError("CW109", f"No report here is from {name!r}.{told}", "`crosswire list` names the outlets.")
    return Thing(of="outlet", id=found, title=found)


def _figure(thing: Thing, asked: Asked, citer: Citer) -> Thing:
    """The printed number meant by a mention or claim. Raises UsageError where it holds several or none."""
    if thing.of not in {"mention", "claim"}:
        return thing
    row = citer.row(thing.id)
    told = [row] if thing.of == "mention" else [citer.mentions[name] for name in row.mentions if name in citer.mentions]
    numbers: dict[str, Number] = {number.id: number for mention in told for number in mention.numbers}
    outcome, group = asked.outcome or getattr(row, "outcome", None), asked.group or getattr(row, "group", None)
    fitting = [n for n in numbers.values() if outcome in {None, n.outcome} and group in {None, n.group}]
    if len(fitting) != 1:
        listed = "; ".join(f"{n.id} “{n.text}”" for n in numbers.values()) or "none"
        raise UsageError(
            "CW109",
            f"{thing.id} holds {len(fitting)} such numbers: {listed}.",
            "Name the number by its id, or say which with --outcome and --group.",
        )
    return citer.thing(fitting[0].id)


def _check_things(asked: Asked, things: Sequence[Thing]) -> None:
    for thing in things:
        _check_thing(asked, thing)
    if asked.kind == "merge" and (len({thing.id for thing in things}) < 2 or len({thing.of for thing in things}) > 1):
        raise UsageError(
            "CW109", "It takes two rows of one kind to make them one.", "Name two events, names or stories."
        )


def _check_thing(asked: Asked, thing: Thing) -> None:
    allowed: dict[str, frozenset[str]] = {
        "merge": JOINED,
        "split": JOINED,
        "reject": REJECTED,
        "correct": frozenset(of for of, fields in CORRECTED.items() if asked.field in fields),
        "grade": frozenset({"outlet"}),
        "retitle": TITLED,
    }
    right = allowed.get(asked.kind)
    if right is not None and thing.of not in right:
        what = f"correct the {asked.field} of" if asked.kind == "correct" else asked.kind
        more = " `crosswire remove` takes a report out." if thing.of == "report" and asked.kind == "reject" else ""
        raise UsageError(
            "CW109",
            f"{thing.id} is a {thing.of}: nobody can {what} that.",
            f"Name a {' or '.join(sorted(right))}.{more}",
        )
    if asked.kind == "correct" and asked.field == "type":
        _check_type(asked.value or "", thing)


def _check_type(value: str, thing: Thing) -> None:
    if thing.of == "entity":
        kinds: Sequence[str] = ("person", "organisation", "place", "group")
        if value not in kinds:
            raise UsageError("CW109", f"{value!r} is no kind of name.", f"Say one of {', '.join(kinds)}.")
    elif values.kind(value) is None:
        every = sorted({name for kind, subtypes in values.kinds().items() for name in (kind, *subtypes)})
        near = difflib.get_close_matches(value, every, 3, 0.5)
        told = f" Near it: {', '.join(near)}." if near else ""
        raise UsageError(
            "CW109",
            f"{value!r} is no event type.{told}",
            f"Say one of {', '.join(sorted(values.kinds()))}, or a subtype.",
        )


def _before(asked: Asked, thing: Thing, citer: Citer) -> str | None:
    """What stood there when it was decided, for people to read."""
    if asked.kind == "retitle":
        return thing.title or None
    if asked.kind != "correct":
        return None
    row: Any = citer.row(thing.id)
    names = {entity.id: entity.name for entity in citer.record.entities}
    if asked.field == "date":
        if thing.of == "report":
            return row.published.value if row.published else None
        return told_days(row.said if thing.of == "quote" else row.when)
    if asked.field == "place":
        return names.get(row.where.entity or "") if row.where else None
    if asked.field == "speaker":
        return names.get(row.speaker or "")
    if asked.field == "type":
        return str(row.kind if thing.of == "entity" else row.subtype or row.type)
    return told_number(row.low, row.high) if thing.of == "number" else None


def _unknown(fault: UnknownIdError) -> UsageError:
    told = f" Near it: {', '.join(fault.near)}." if fault.near else ""
    return UsageError("CW109", f"The last record has no row {fault.name!r}.{told}", FINDING)
