"""`crosswire annotate`: JSON Lines in, the rows found in each line out."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from crosswire.base import KINDS
from crosswire.terminal.shared import (
    ConfigOption,
    EngineOption,
    ProgressOption,
    QuietOption,
    RayOption,
    SetOption,
    WorkersOption,
    note,
    progress,
    report_left_out,
    settings,
)


def annotate(
    source: Annotated[
        Path, typer.Argument(help="JSON Lines, each with `text` and, if you like, id, title, date.", metavar="IN.jsonl")
    ],
    target: Annotated[Path, typer.Argument(help="Where the rows go, one line for each line.", metavar="OUT.jsonl")],
    only: Annotated[
        str, typer.Option("--only", help=f"Kinds wanted, of {', '.join(KINDS)}.", metavar="KIND,KIND")
    ] = ",".join(KINDS),
    engine: EngineOption = None,
    workers: WorkersOption = None,
    ray: RayOption = None,
    config: ConfigOption = None,
    set_: SetOption = None,
    show_progress: ProgressOption = False,
    quiet: QuietOption = False,
) -> int:
    """Write what each report says: times, entities, quotes, numbers, event mentions, claims, casualties."""
    from crosswire import api

    chosen = settings(config, set_, engine, workers, ray)
    kinds = [kind.strip() for kind in only.split(",") if kind.strip()]
    with progress("lines read", quiet, show_progress) as count:
        done = api.annotate(source, target, kinds, chosen, progress=count)
    if not quiet:
        report_left_out(done.set_aside, done.unread)
        note(f"{done.written} lines; {len(done.set_aside)} set aside, {len(done.unread)} unread")
    return int(done.exit_code)
