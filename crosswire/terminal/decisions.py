"""`crosswire decisions`: the log of what people decided."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from crosswire.base import Decided
from crosswire.errors import Exit
from crosswire.terminal.decide import summary
from crosswire.terminal.shared import JsonOption, StoreOption, as_json, note, printable, table


def decisions(
    store: StoreOption = None,
    export: Annotated[
        Path | None, typer.Option("--export", help="Write them to a file, as JSON Lines.", metavar="FILE")
    ] = None,
    import_: Annotated[
        Path | None, typer.Option("--import", help="Add those of a file of JSON Lines.", metavar="FILE")
    ] = None,
    json: JsonOption = False,
) -> int:
    """List what was decided, with who, when, why, and what became of it in the record made last."""
    from crosswire import collection

    place = collection.store_path(store)
    if import_ is not None:
        added, already = collection.import_decisions(place, import_)
        note(f"{added} decisions added, {already} were there already")
    if export is not None:
        note(f"{collection.export_decisions(place, export)} decisions written to {export}")
        return int(Exit.OK)
    rows = collection.decisions(place)
    if json:
        as_json(rows)
    else:
        heads = ("id", "at", "by", "what", "why", "state")
        table(heads, [(one.id, one.at[:16], one.who, summary(one), one.why, state(one)) for one in rows])
    return int(Exit.OK)


def state(one: Decided) -> str:
    """What became of a decision, in words."""
    if one.undone_by:
        return f"undone by {one.undone_by}"
    return "applied" if one.applied else f"not applied: {one.reason}"


def report_not_applied(rows: tuple[Decided, ...]) -> None:
    """Names the decisions that could not be followed, with the reason."""
    for one in rows:
        if not one.applied and not one.undone_by:
            note(f"decision not applied: {one.id} {summary(one)}: {printable(one.reason)}")
