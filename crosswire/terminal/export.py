"""`crosswire export`: a finished record as documents, tables, pictures, feeds and evidence."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from crosswire.errors import Exit
from crosswire.terminal.shared import QuietOption, note, say

RecordArgument = Annotated[Path, typer.Argument(help="A record.json, or the folder it lies in.", metavar="RECORD")]


def export(
    record: RecordArgument,
    formats: Annotated[str, typer.Option("--format", "-f", help="Formats, separated by commas.", metavar="NAME,NAME")],
    out: Annotated[Path, typer.Option("--out", "-o", help="Folder for the files.", metavar="DIR")],
    share: Annotated[
        bool, typer.Option("--share", help="Passages, hashes and links instead of full texts, to pass on.")
    ] = False,
    share_names: Annotated[
        str,
        typer.Option(
            "--share-names", help="With --share: keep or hide the names of private persons.", metavar="keep|hide"
        ),
    ] = "keep",
    since: Annotated[
        Path | None,
        typer.Option(
            "--since", help="An earlier record: feeds hold what is new.", metavar="RECORD", show_default=False
        ),
    ] = None,
    quiet: QuietOption = False,
) -> int:
    """Write a record in other formats: documents, tables, feeds, evidence."""
    from crosswire import exporting

    names = [name.strip() for name in formats.split(",") if name.strip()]
    written = exporting.export(record, names, out, share=share, share_names=share_names, since=since)
    if not quiet:
        note(f"{len(written)} files written")
    for path in written:
        say(str(path))
    return int(Exit.OK)
