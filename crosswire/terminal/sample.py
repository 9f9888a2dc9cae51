"""`crosswire sample`: rows to check by hand, and what the checking says."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from crosswire.errors import Exit, UsageError
from crosswire.terminal.export import RecordArgument
from crosswire.terminal.shared import JsonOption, QuietOption, as_json, note, say, table

if TYPE_CHECKING:
    from crosswire.exporting import Precision


def sample(
    record: RecordArgument,
    out: Annotated[
        Path | None, typer.Option("--out", "-o", help="Sheet to fill in (CSV).", metavar="FILE", show_default=False)
    ] = None,
    given_back: Annotated[
        Path | None,
        typer.Option("--given-back", help="The sheet, filled in.", metavar="FILE", show_default=False),
    ] = None,
    rows: Annotated[int, typer.Option("--rows", help="About how many rows of each table.")] = 30,
    seed: Annotated[int, typer.Option("--seed", help="The same seed draws the same rows.")] = 0,
    tables: Annotated[
        str | None, typer.Option("--tables", help="Only these tables.", metavar="NAME,NAME", show_default="all")
    ] = None,
    json: JsonOption = False,
    quiet: QuietOption = False,
) -> int:
    """Draw rows of every kind for checking by hand; or, given back, say how many are right.

    Fill in the column right with y or n. The result is the precision by table and field with its 95 % interval.
    """
    from crosswire import exporting

    if (out is None) == (given_back is None):
        raise UsageError("CW101", "Either --out or --given-back is needed.", "Draw a sheet first, then give it back.")
    made = exporting.load(record)
    if not quiet:
        days = sorted(report.published.value[:10] for report in made.reports if report.published)
        span = f", {days[0]} to {days[-1]}" if days else ""
        outlets = {report.outlet.text for report in made.reports if report.outlet}
        languages = ", ".join(sorted({report.language for report in made.reports}))
        left = len(made.set_aside) + len(made.unread)
        note(f"of {len(made.reports)} reports, {len(outlets)} outlets{span}, {languages}; {left} inputs not read")
    if out is not None:
        chosen = [name.strip() for name in (tables or "").split(",") if name.strip()]
        say(str(exporting.sample(made, out, rows, seed, chosen)))
    elif given_back is not None:
        found = exporting.precision(given_back)
        if json:
            as_json([row._asdict() for row in found])
        else:
            heads = ("table", "field", "right", "judged", "precision", "from", "to", "open")
            table(heads, [_line(row) for row in found])
    return int(Exit.OK)


def _line(row: Precision) -> list[str]:
    shares = ["" if share is None else f"{share:.2f}" for share in (row.precision, row.low, row.high)]
    return [row.table, row.field, str(row.right), str(row.judged), *shares, str(row.unjudged)]
