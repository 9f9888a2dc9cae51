"""`crosswire decide`: what a person corrects in the record, to last."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from crosswire.base import Decision
from crosswire.errors import Exit, UsageError
from crosswire.terminal.shared import JsonOption, QuietOption, StoreOption, as_json, note, printable

ByOption = Annotated[
    str, typer.Option("--by", help="Who decides.", metavar="NAME", envvar="CROSSWIRE_BY", show_default=False)
]
WhyOption = Annotated[str, typer.Option("--why", help="The reason, for whoever reads it later.", metavar="WORDS")]

VALUED = frozenset({"grade", "retitle", "note"})
"""What takes its value as the last word of the command."""


def decide(
    action: Annotated[
        str,
        typer.Argument(
            help="merge, split, reject, correct, grade, retitle, verify or note.", metavar="ACTION", show_default=False
        ),
    ],
    rows: Annotated[
        list[str],
        typer.Argument(
            help="Ids of rows of the last record, or how they begin; for grade an outlet; `dossier` for the whole. "
            "After them the grade, title or note.",
            metavar="ROW...",
        ),
    ],
    by: ByOption = "",
    why: WhyOption = "",
    date: Annotated[
        str | None, typer.Option("--date", help="correct: a day, month, year, or two with / between.", metavar="DAY")
    ] = None,
    place: Annotated[str | None, typer.Option("--place", help="correct: where it was.", metavar="NAME")] = None,
    speaker: Annotated[
        str | None, typer.Option("--speaker", help="correct: who said it, or unknown.", metavar="NAME")
    ] = None,
    type_: Annotated[
        str | None, typer.Option("--type", help="correct: an event type or subtype, or a kind of name.", metavar="TYPE")
    ] = None,
    number: Annotated[str | None, typer.Option("--number", help="correct: 12, 12-15 or 12+.", metavar="NUMBER")] = None,
    outcome: Annotated[
        str | None, typer.Option("--outcome", help="Which number: killed, injured, missing …", metavar="OUTCOME")
    ] = None,
    group: Annotated[str | None, typer.Option("--group", help="Which number: of whom.", metavar="GROUP")] = None,
    store: StoreOption = None,
    record: Annotated[
        Path | None,
        typer.Option("--record", help="Decide about this record instead of a store's.", metavar="RECORD"),
    ] = None,
    decisions: Annotated[
        Path | None, typer.Option("--decisions", help="With --record: the file to add the line to.", metavar="FILE")
    ] = None,
    json: JsonOption = False,
    quiet: QuietOption = False,
) -> int:
    """Correct the record so that it lasts: the decision points at the words, and is followed from the next record on.

    Merge two rows, split one, reject a wrong one, correct a value, grade an outlet, retitle, mark verified, or note.
    """
    from crosswire import collection, deciding

    values = {"date": date, "place": place, "speaker": speaker, "type": type_, "number": number}
    given = {name: value for name, value in values.items() if value is not None}
    field, value, names = _value(action, rows, given)
    asked = deciding.Asked(action, tuple(names), by, why, field, value, outcome, group)
    if record is not None or decisions is not None:
        made = _into_file(asked, record, decisions)
    else:
        made = collection.decide(collection.store_path(store), asked)
    if not quiet:
        for one in made:
            note(f"{one.id} {summary(one)}")
    if json:
        as_json(made)
    return int(Exit.OK)


def _value(action: str, rows: list[str], given: dict[str, str]) -> tuple[str | None, str | None, list[str]]:
    """The field, the value and the rows of a command."""
    if action in VALUED:
        return None, rows[-1] if len(rows) > 1 else None, rows[:-1] or rows
    if action != "correct":
        if given:
            raise UsageError("CW101", f"{action} takes no --{next(iter(given))}.", "Only correct sets a value.")
        return None, None, rows
    if len(given) != 1:
        raise UsageError(
            "CW101", f"correct got {len(given)} values.", "Give one of --date, --place, --speaker, --type, --number."
        )
    return *next(iter(given.items())), rows


def _into_file(asked: object, record: Path | None, decisions: Path | None) -> tuple[Decision, ...]:
    from crosswire import deciding
    from crosswire.exporting import load

    if record is None or decisions is None or not isinstance(asked, deciding.Asked):
        raise UsageError("CW101", "--record and --decisions go together.", "Name the record and the file of decisions.")
    log = deciding.read_decisions(decisions) if decisions.exists() else ()
    made = deciding.decide(asked, load(record), log)
    deciding.write_decisions(decisions, [*log, *made])
    return made


def summary(one: Decision) -> str:
    """A decision in a line, without who, when and why."""
    names = ", ".join(f"{thing.id} {thing.title[:60]}".strip() for thing in one.things)
    set_ = f" → {one.value}" if one.value else ""
    of = f" {one.field}" if one.field else ""
    return printable(f"{one.kind}{of}: {names or one.undoes or ''}{set_}")
