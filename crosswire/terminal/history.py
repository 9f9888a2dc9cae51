"""`crosswire history`: what was done to the store, or the versions of one report."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from crosswire.errors import Exit
from crosswire.terminal.shared import JsonOption, StoreOption, as_json, table

if TYPE_CHECKING:
    from crosswire.collection import Version

SHOWN = 80
"""Characters of a change that a table shows; `--json` gives all."""


def history(
    name: Annotated[
        str | None,
        typer.Argument(
            help="Show the versions of this report: its id, path or given id.", metavar="[REPORT]", show_default=False
        ),
    ] = None,
    store: StoreOption = None,
    json: JsonOption = False,
) -> int:
    """Show what was done to the store, oldest first; or which versions of a report it holds, and what was changed."""
    from crosswire import collection

    place = collection.store_path(store)
    if name is not None:
        _versions(collection.versions(place, name), json)
        return int(Exit.OK)
    lines = collection.history(place)
    if json:
        as_json(lines)
    else:
        rows = []
        for line in lines:
            detail = ", ".join(f"{name} {value}" for name, value in line.items() if name not in {"seq", "at", "verb"})
            rows.append((str(line["seq"]), str(line["at"]), str(line["verb"]), detail))
        table(("", "at", "what", "detail"), rows)
    return int(Exit.OK)


def _versions(found: Sequence[Version], json: bool) -> None:
    if json:
        as_json(found)
        return
    rows = []
    for number, one in enumerate(found, start=1):
        changes = (f"[-{_clipped(old)}-] {{+{_clipped(new)}+}}" for old, new in one.changed)
        rows.append((str(number), one.added_at, one.report, "; ".join(changes)))
    table(("version", "added", "report", "changed"), rows)


def _clipped(words: str) -> str:
    return words if len(words) <= SHOWN else words[:SHOWN].rsplit(" ", 1)[0] + " …"
