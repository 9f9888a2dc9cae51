"""`crosswire show`: one report of the store and what was read in it."""

from __future__ import annotations

from typing import Annotated

import typer

from crosswire.errors import Exit
from crosswire.terminal.shared import StoreOption, as_json, say


def show(
    name: Annotated[str, typer.Argument(help="A report's id, path or given id.", metavar="REPORT")],
    store: StoreOption = None,
    text: Annotated[bool, typer.Option("--text", help="Only the text, as it was received.")] = False,
) -> int:
    """Show one report and every row read in it, as JSON."""
    from crosswire import collection

    report, reading = collection.show(collection.store_path(store), name)
    if text:
        say(report.text)
    else:
        as_json({"report": report, "reading": reading})
    return int(Exit.OK)
