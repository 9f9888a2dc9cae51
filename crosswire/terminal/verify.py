"""`crosswire verify`: the quotations of a document, or a record, against the collected reports."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Annotated

import typer

from crosswire.errors import Exit
from crosswire.terminal.shared import JsonOption, QuietOption, as_json, note, table


def verify(
    file: Annotated[
        Path, typer.Argument(help="A text, Markdown, HTML or DOCX file, a record.json or evidence.zip.", metavar="FILE")
    ],
    record: Annotated[
        Path | None,
        typer.Option("--record", "-r", help="The record to check against.", metavar="RECORD", show_default=False),
    ] = None,
    json: JsonOption = False,
    quiet: QuietOption = False,
) -> int:
    """Check what is quoted, or a record that may have been changed; ends with 1 where something does not agree.

    Each quotation is found, altered (with the difference), not found, or unchecked (with the reason). Who said it is
    not checked.
    """
    from crosswire import exporting

    given = exporting.load(record) if record else None
    done = exporting.verify(file, given)
    if json:
        as_json(
            {"quotations": [row._asdict() for row in done.quotations], "faults": [f._asdict() for f in done.faults]}
        )
    else:
        paths = {report.id: report.path for report in given.reports} if given else {}
        rows: list[tuple[str, str, str, str]] = [
            (row.verdict, row.difference or row.words, paths.get(row.report or "", ""), row.why)
            for row in done.quotations
        ]
        rows += [("changed", f"{fault.table} {fault.row}", "", fault.what) for fault in done.faults]
        table(("verdict", "words", "report", "why"), rows)
    if not quiet:
        counts = Counter(row.verdict for row in done.quotations)
        counted = [f"{counts[verdict]} {verdict}" for verdict in ("found", "altered", "not found", "unchecked")]
        note(", ".join(counted) if done.quotations else f"{len(done.faults)} faults")
    return int(Exit.OK if done.holds else Exit.SOME_SET_ASIDE)
