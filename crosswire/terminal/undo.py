"""`crosswire undo`: a decision taken back."""

from __future__ import annotations

from typing import Annotated

import typer

from crosswire.errors import Exit
from crosswire.terminal.decide import ByOption, WhyOption
from crosswire.terminal.shared import JsonOption, QuietOption, StoreOption, as_json, note


def undo(
    decision: Annotated[str, typer.Argument(help="The decision's id, or how it begins.", metavar="DECISION")],
    by: ByOption = "",
    why: WhyOption = "",
    store: StoreOption = None,
    json: JsonOption = False,
    quiet: QuietOption = False,
) -> int:
    """Take a decision back by a line of its own; undoing that line makes it hold again."""
    from crosswire import collection

    made = collection.undo(collection.store_path(store), decision, by, why)
    if not quiet:
        note(f"{made.id} undoes {made.undoes}")
    if json:
        as_json(made)
    return int(Exit.OK)
