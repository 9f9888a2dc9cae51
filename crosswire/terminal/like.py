"""`crosswire like`: a pool of reports by closeness to a few, which is how a collection grows."""

from __future__ import annotations

from typing import Annotated

import typer

from crosswire.errors import Exit
from crosswire.terminal.shared import (
    ConfigOption,
    JsonOption,
    QuietOption,
    SetOption,
    as_json,
    report_left_out,
    settings,
    table,
)


def like(
    seeds: Annotated[list[str], typer.Argument(help="Reports to look for the like of.", metavar="SEEDS...")],
    pool: Annotated[list[str], typer.Option("--pool", "-p", help="Where to look; may be repeated.", metavar="POOL")],
    most: Annotated[int, typer.Option("--most", help="How many to name.")] = 50,
    least: Annotated[float, typer.Option("--least", help="Least closeness, 0 to 1.")] = 0.05,
    config: ConfigOption = None,
    set_: SetOption = None,
    json: JsonOption = False,
    quiet: QuietOption = False,
) -> int:
    """Rank the reports of a pool by closeness to the seeds, with the words they share and the days between."""
    from crosswire import exporting

    found = exporting.like(seeds, pool, settings(config, set_))
    rows = [row for row in found.rows if row.score >= least][:most]
    if json:
        as_json(
            [{"path": found.paths[row.report], **row._asdict(), "nearest": found.paths[row.nearest]} for row in rows]
        )
    else:
        lines = [
            (
                f"{row.score:.2f}",
                found.paths[row.report],
                ", ".join(row.shared),
                "" if row.days is None else str(row.days),
                found.paths[row.nearest],
            )
            for row in rows
        ]
        table(("closeness", "report", "shared words", "days apart", "nearest seed"), lines)
    if not quiet:
        report_left_out(found.set_aside, found.unread)
    return int(Exit.SOME_SET_ASIDE if found.set_aside or found.unread else Exit.OK)
