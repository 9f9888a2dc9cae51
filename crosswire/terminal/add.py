"""`crosswire add`: reports into the store."""

from __future__ import annotations

from typing import Annotated

import typer

from crosswire.errors import Exit
from crosswire.terminal.shared import (
    ConfigOption,
    EngineOption,
    JsonOption,
    ProgressOption,
    QuietOption,
    RayOption,
    SetOption,
    StoreOption,
    WorkersOption,
    as_json,
    note,
    progress,
    report_left_out,
    settings,
)


def add(
    inputs: Annotated[
        list[str],
        typer.Argument(
            help="Files, folders or globs of any kind the guide lists, or web addresses.", metavar="INPUT..."
        ),
    ],
    store: StoreOption = None,
    json: JsonOption = False,
    engine: EngineOption = None,
    workers: WorkersOption = None,
    ray: RayOption = None,
    config: ConfigOption = None,
    set_: SetOption = None,
    show_progress: ProgressOption = False,
    quiet: QuietOption = False,
) -> int:
    """Read reports once and keep them; what is already there is passed over."""
    from crosswire import collection

    with progress("reports read", quiet, show_progress) as count:
        done = collection.add(
            inputs, collection.store_path(store), settings(config, set_, engine, workers, ray), progress=count
        )
    if not quiet:
        report_left_out(done.set_aside, done.unread)
        note(
            f"{done.read} reports added, {done.already} were there already; "
            f"{len(done.set_aside)} set aside, {len(done.unread)} unread"
            + (f"; {len(done.unchanged)} addresses unchanged" if done.unchanged else "")
        )
    if json:
        as_json(done)
    return int(Exit.SOME_SET_ASIDE if done.set_aside or done.unread else Exit.OK)
