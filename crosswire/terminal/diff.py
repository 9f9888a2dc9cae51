"""`crosswire diff`: what changed between two records."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from crosswire.base import Change
from crosswire.errors import Exit
from crosswire.terminal.shared import JsonOption, as_json, note, table


def diff(
    earlier: Annotated[Path, typer.Argument(help="A record.json or its folder.", metavar="EARLIER")],
    later: Annotated[Path, typer.Argument(help="Another, made later.", metavar="LATER")],
    json: JsonOption = False,
) -> int:
    """Show what a later record has that an earlier had not, or had otherwise."""
    from crosswire import exporting

    changes = exporting.compare(exporting.load(earlier), exporting.load(later))
    if json:
        as_json(changes)
    else:
        show_changes(changes)
    return int(Exit.OK)


def show_changes(changes: Sequence[Change]) -> None:
    """A line a change, and how many there are."""
    rows = [
        (change.kind.replace("_", " "), change.title, change.field or "", change.before or "", change.after or "")
        for change in changes
    ]
    table(("what", "title", "field", "before", "after"), rows)
    note(f"{len(changes)} changes")
