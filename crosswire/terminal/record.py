"""`crosswire record`: the store to one record and its dossier."""

from __future__ import annotations

from typing import Annotated

import typer

from crosswire.terminal.decisions import report_not_applied
from crosswire.terminal.shared import (
    ConfigOption,
    ProgressOption,
    QuietOption,
    SetOption,
    StoreOption,
    TablesOption,
    UntilOption,
    iso_day,
    note,
    progress,
    report_left_out,
    report_nothing_known,
    say,
    settings,
)


def record(
    out: Annotated[str, typer.Option("--out", "-o", help="Folder for record.json and index.html.", metavar="DIR")],
    store: StoreOption = None,
    until: UntilOption = None,
    since: Annotated[
        str | None, typer.Option("--since", help="Also say what is new since the end of this day.", metavar="DAY")
    ] = None,
    tables: TablesOption = False,
    config: ConfigOption = None,
    set_: SetOption = None,
    show_progress: ProgressOption = False,
    quiet: QuietOption = False,
) -> int:
    """Make one record of everything in the store, as `build` would of the same reports."""
    from crosswire import collection
    from crosswire.exporting import compare
    from crosswire.terminal.diff import show_changes

    with progress("reports read again", quiet, show_progress, "making the record") as count:
        place, chosen = collection.store_path(store), settings(config, set_)
        for day in filter(None, (since, until)):
            iso_day(day)
        before = collection.make_record(place, chosen, progress=count, until=since) if since else None
        built = collection.record(place, out, chosen, progress=count, until=until, tables=tables)
    made = built.drawn
    if not quiet:
        report_left_out(made.set_aside, made.unread)
        report_nothing_known(made, until)
        report_not_applied(made.decisions)
        note(f"{len(made.reports)} reports, {len(made.stories)} stories, {len(made.events)} events")
    if before:
        show_changes(compare(before, made))
    say(str(built.dossier_path))
    return int(built.exit_code)
