"""The command line: takes words, calls `crosswire.api`, prints to people; thin, one file a command.

Results go to stdout or to files, everything else to stderr. Exit codes are those of `crosswire.errors.Exit`. Commands
import the API when they run, so that asking for help stays quick.
"""

from __future__ import annotations

import io
import logging
import os
import signal
import sys
from collections.abc import Sequence
from contextlib import suppress

import typer

from crosswire.errors import CrosswireError, Exit
from crosswire.terminal import (
    add,
    annotate,
    backup,
    build,
    clean,
    decide,
    decisions,
    diff,
    doctor,
    export,
    history,
    like,
    listing,
    record,
    remove,
    sample,
    search,
    settings,
    show,
    stats,
    undo,
    verify,
)
from crosswire.terminal.shared import fail, version

__all__ = ["app", "main"]

app = typer.Typer(
    name="crosswire",
    help="Reads what many outlets report about a developing story and makes one record of it.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.command("build")(build.build)
app.command("annotate")(annotate.annotate)
app.command("clean")(clean.clean)
app.command("export")(export.export)
app.command("verify")(verify.verify)
app.command("sample")(sample.sample)
app.command("like")(like.like)
app.command("add")(add.add)
app.command("record")(record.record)
app.command("list")(listing.listing)
app.command("show")(show.show)
app.command("remove")(remove.remove)
app.command("search")(search.search)
app.command("decide")(decide.decide)
app.command("undo")(undo.undo)
app.command("decisions")(decisions.decisions)
app.command("diff")(diff.diff)
app.command("history")(history.history)
app.command("stats")(stats.stats)
app.command("backup")(backup.backup)
app.command("doctor")(doctor.doctor)
app.command("settings")(settings.settings)
app.callback()(version)


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command and gives its exit code. No traceback reaches a user for bad input."""
    logging.basicConfig(stream=sys.stderr, level=logging.WARNING, format="%(name)s: %(message)s")
    signal.signal(signal.SIGTERM, _stop)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    try:
        code = int(app(args=list(arguments) if arguments is not None else None, standalone_mode=False) or Exit.OK)
    except CrosswireError as fault:
        fail(f"{fault.code} {fault.error}\n{fault.cure}")
        return int(fault.exit_code)
    except OSError as fault:
        fail(f"CW401 The output cannot be written: {fault.strerror}.\nMake room, or send it elsewhere.")
        return int(Exit.CANNOT_WRITE)
    except typer.TyperException as fault:
        fail(f"CW101 {fault.format_message()}\nTry `crosswire --help`.")
        return int(Exit.USAGE)
    if code == Exit.INTERRUPTED:
        fail("interrupted; the old output is untouched")
    return code


def run() -> None:
    """The command line as a process. Interrupted, it ends at once: everything is in place by then, and taking down an
    interpreter with all its libraries takes longer than a person who pressed the key should wait."""
    code = main()
    if code == Exit.INTERRUPTED:
        logging.shutdown()
        for stream in (sys.stdout, sys.stderr):
            with suppress(OSError, ValueError):
                stream.flush()
        os._exit(code)
    sys.exit(code)


def _stop(number: int, frame: object) -> None:
    """A request to end is met like an interrupt: the unfinished files go, the old ones stay."""
    raise KeyboardInterrupt
