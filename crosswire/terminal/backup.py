"""`crosswire backup`: a copy of the store, taken while it is in use."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from crosswire.errors import Exit
from crosswire.terminal.shared import QuietOption, StoreOption, note


def backup(
    target: Annotated[Path, typer.Argument(help="A new file.", metavar="FILE")],
    store: StoreOption = None,
    quiet: QuietOption = False,
) -> int:
    """Copy the store to a new file; it may be in use meanwhile."""
    from crosswire import collection

    collection.back_up(collection.store_path(store), target)
    if not quiet:
        note(f"copied to {target}")
    return int(Exit.OK)
