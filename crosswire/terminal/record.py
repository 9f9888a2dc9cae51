"""`crosswire record`: the store to one record and its dossier."""

from __future__ import annotations

from typing import Annotated

import typer

from crosswire.terminal.shared import (
    ConfigOption,
    QuietOption,
    SetOption,
    StoreOption,
    note,
    progress,
    report_left_out,
    say,
    settings,
)


def record(
    out: Annotated[str, typer.Option("--out", "-o", help="Folder for record.json and index.html.", metavar="DIR")],
    store: StoreOption = None,
    config: ConfigOption = None,
    set_: SetOption = None,
    quiet: QuietOption = False,
) -> int:
    """Make one record of everything in the store, as `build` would of the same reports."""
    from crosswire import collection

    with progress("reports read again", quiet) as count:
        built = collection.record(collection.store_path(store), out, settings(config, set_), progress=count)
    made = built.record
    if not quiet:
        report_left_out(made.set_aside, made.unread)
        note(f"{len(made.reports)} reports, {len(made.stories)} stories, {len(made.events)} events")
    say(str(built.dossier_path))
    return int(built.exit_code)
