"""`crosswire remove`: reports out of the store."""

from __future__ import annotations

from typing import Annotated

import typer

from crosswire.errors import Exit
from crosswire.terminal.shared import QuietOption, StoreOption, note, printable


def remove(
    names: Annotated[list[str], typer.Argument(help="Ids, paths or given ids.", metavar="REPORT...")],
    store: StoreOption = None,
    quiet: QuietOption = False,
) -> int:
    """Drop reports from the store: all that are named, or none."""
    from crosswire import collection

    gone = collection.remove(collection.store_path(store), names)
    if not quiet:
        for path, line, _ in gone:
            note(f"removed {printable(path)}" + (f" line {line}" if line else ""))
    return int(Exit.OK)
