"""`crosswire clean`: pages to reports, nothing more."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import msgspec
import typer

from crosswire.base import Report, SetAside, Unread
from crosswire.terminal.shared import (
    ConfigOption,
    EngineOption,
    ProgressOption,
    QuietOption,
    RayOption,
    SetOption,
    WorkersOption,
    printable,
    progress,
    report_left_out,
    say,
    settings,
)


def clean(
    pages: Annotated[
        list[str],
        typer.Argument(
            help="Files, folders or globs of any kind the guide lists, or web addresses.", metavar="PAGE..."
        ),
    ],
    jsonl: Annotated[
        Path | None,
        typer.Option("--jsonl", help="Write reports as JSON Lines to this file.", metavar="OUT", show_default=False),
    ] = None,
    engine: EngineOption = None,
    workers: WorkersOption = None,
    ray: RayOption = None,
    config: ConfigOption = None,
    set_: SetOption = None,
    show_progress: ProgressOption = False,
    quiet: QuietOption = False,
) -> int:
    """Show what each part of a page is: headline, byline, dates, body, noise."""
    from crosswire import api

    chosen = settings(config, set_, engine, workers, ray)
    # On a terminal the reports themselves show how far it is.
    with progress("pages cleaned", quiet or (jsonl is None and not show_progress), show_progress) as count:
        cleaned = api.clean_to(pages, jsonl, chosen, None if jsonl else _show, count)
    if not quiet:
        report_left_out(cleaned.set_aside, cleaned.unread)
    return int(cleaned.exit_code)


def _show(item: Report | SetAside | Unread) -> None:
    if not isinstance(item, Report):
        return
    if not sys.stdout.isatty():
        say(msgspec.json.encode(item).decode("utf-8"))
        return
    say(f"{item.path}  {item.language}  {item.completeness.value}")
    for name in ("headline", "standfirst", "byline", "outlet", "agency", "place"):
        value = getattr(item, name)
        if value:
            say(f"  {name:<11} {printable(value.text)}  [{value.basis}]")
    for name in ("published", "updated", "fetched"):
        value = getattr(item, name)
        if value:
            say(f"  {name:<11} {value.value}  [{value.basis}]")
    for block in item.blocks:
        kind = block.kind + (f"/{block.sub}" if block.sub else "")
        say(f"  {kind:<17} {printable(item.text[block.start : block.end])}")
