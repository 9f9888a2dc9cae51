"""`crosswire build`: reports to one record and its dossier."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from crosswire.terminal.decisions import report_not_applied
from crosswire.terminal.shared import (
    ConfigOption,
    EngineOption,
    ProgressOption,
    QuietOption,
    RayOption,
    SetOption,
    TablesOption,
    UntilOption,
    WorkersOption,
    iso_day,
    note,
    progress,
    report_left_out,
    report_nothing_known,
    say,
    settings,
)


def build(
    inputs: Annotated[
        list[str],
        typer.Argument(
            help="Files, folders or globs of any kind the guide lists, or web addresses.", metavar="INPUT..."
        ),
    ],
    out: Annotated[str, typer.Option("--out", "-o", help="Folder for record.json and index.html.", metavar="DIR")],
    engine: EngineOption = None,
    workers: WorkersOption = None,
    ray: RayOption = None,
    share: Annotated[
        bool, typer.Option("--share", help="Write passages, hashes and links instead of full texts, to pass on.")
    ] = False,
    share_names: Annotated[
        str | None,
        typer.Option(
            "--share-names",
            help="With --share: keep or hide the names of private persons.",
            metavar="keep|hide",
            show_default=False,
        ),
    ] = None,
    decisions: Annotated[
        Path | None,
        typer.Option("--decisions", help="What people decided, as JSON Lines (see `decide`).", metavar="FILE"),
    ] = None,
    until: UntilOption = None,
    tables: TablesOption = False,
    config: ConfigOption = None,
    set_: SetOption = None,
    show_progress: ProgressOption = False,
    quiet: QuietOption = False,
) -> int:
    """Make one record of many reports, and the dossier to read it in."""
    from crosswire import api

    options = [
        *(set_ or ()),
        *(["share=true"] if share else []),
        *([f"share_names={share_names}"] if share_names else []),
    ]
    chosen = settings(config, options, engine, workers, ray)
    if until:
        iso_day(until)
    with progress("reports read", quiet, show_progress, "making the record") as count:
        built = api.build(inputs, out, chosen, progress=count, decisions=decisions or (), tables=tables, until=until)
    record = built.drawn
    if not quiet:
        report_left_out(record.set_aside, record.unread)
        report_nothing_known(record, until)
        report_not_applied(record.decisions)
        note(
            f"{len(record.reports)} reports, {len(record.stories)} stories, {len(record.events)} events; "
            f"{len(record.set_aside)} set aside, {len(record.unread)} unread"
        )
    say(str(built.dossier_path))
    return int(built.exit_code)
