"""What the commands share: their common options, progress and messages on stderr."""

from __future__ import annotations

import datetime
import os
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from crosswire import __version__
from crosswire.base import Record, SetAside, Unread
from crosswire.errors import UsageError
from crosswire.settings import Settings, load

if TYPE_CHECKING:
    from crosswire.api import Count

ConfigOption = Annotated[
    Path | None, typer.Option("--config", help="Settings file (TOML).", show_default=False, metavar="FILE")
]
SetOption = Annotated[
    list[str] | None,
    typer.Option(
        "--set", help="Change one setting; `crosswire settings` lists them.", metavar="NAME=VALUE", show_default=False
    ),
]
EngineOption = Annotated[
    str | None,
    typer.Option(
        "--engine", help="Where reports are read: auto, local, pool, ray.", metavar="ENGINE", show_default="auto"
    ),
]
RayOption = Annotated[
    str | None,
    typer.Option(
        "--ray", help="Read on the Ray cluster at this address (implies --engine ray).", metavar="ADDRESS",
        show_default="one started here for the job",
    ),
]  # fmt: skip
WorkersOption = Annotated[
    int | None, typer.Option("--workers", help="Worker processes of the pool or cluster.", show_default="one a core")
]
ProgressOption = Annotated[
    bool, typer.Option("--progress", help="Tell on stderr how far it is, even where that is no terminal.")
]
UntilOption = Annotated[
    str | None, typer.Option("--until", help="As of this day (2019-09-17) or moment.", metavar="DAY")
]
TablesOption = Annotated[
    bool,
    typer.Option("--tables", help="Also write every table of the record as Parquet, to the folder `tables` there."),
]
QuietOption = Annotated[bool, typer.Option("--quiet", "-q", help="No progress and no summary on stderr.")]

StoreOption = Annotated[
    Path | None,
    typer.Option(
        "--store",
        help="The store's file.",
        metavar="FILE",
        envvar="CROSSWIRE_STORE",
        show_default="in the user's data folder",
    ),
]
JsonOption = Annotated[bool, typer.Option("--json", help="The result as JSON on stdout.")]

PROGRESS_SECONDS = 5.0
"""Between two lines that tell how far it is, where there is no terminal."""

AT_ONCE_SECONDS = 0.5
"""Time in which the reports of one batch are told."""

SHOWN = 10
"""Inputs set aside that are named on the screen; the record has all."""


def settings(
    config: Path | None,
    set_: Sequence[str] | None,
    engine: str | None = None,
    workers: int | None = None,
    ray: str | None = None,
) -> Settings:
    """The settings in force; an option of its own goes before the same setting in `--set`. Raises UsageError."""
    if ray and engine not in (None, "ray"):
        raise UsageError("CW101", f"--ray does not go with --engine {engine}.", "Leave one of them out.")
    own = {"engine": "ray" if ray else engine, "workers": workers, "ray": ray}
    return load(config, [*(set_ or ()), *(f"{name}={value}" for name, value in own.items() if value is not None)])


def _show_version(wanted: bool) -> None:
    if wanted:
        say(f"crosswire {__version__}")
        raise typer.Exit


VersionOption = Annotated[
    bool, typer.Option("--version", help="Show the version and stop.", is_eager=True, callback=_show_version)
]


def version(show: VersionOption = False) -> None:
    """Options before the command."""


def say(text: str) -> None:
    """To stdout: results. Whoever reads them may have had enough, as `head` has: then the command ends, and well."""
    try:
        sys.stdout.write(text + "\n")
        sys.stdout.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise typer.Exit from None


def note(text: str) -> None:
    """To stderr: everything that is not the result."""
    sys.stderr.write(text + "\n")


def iso_day(given: str) -> str:
    """A day or moment as ISO 8601. Raises UsageError."""
    try:
        datetime.datetime.fromisoformat(given)
    except ValueError:
        raise UsageError("CW101", f"{given!r} is no day.", "Write it as 2019-09-17 or 2019-09-17T08:00.") from None
    return given


def as_json(value: object) -> None:
    """A result for other programs."""
    import msgspec

    say(msgspec.json.format(msgspec.json.encode(value), indent=1).decode("utf-8"))


def table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """A result for people: a table as wide as the screen; in a pipe, fields separated by tabs."""
    if not sys.stdout.isatty():
        for row in rows:
            say("\t".join(printable(field) for field in row))
        return
    from rich.console import Console
    from rich.markup import escape
    from rich.table import Table

    drawn = Table(*heads, box=None, header_style="bold")
    for row in rows:
        drawn.add_row(*(escape(printable(field)) for field in row))
    Console().print(drawn)


def printable(text: str) -> str:
    """One line, without the control characters by which a page could drive a terminal."""
    return "".join(character if character.isprintable() else " " for character in text)


def fail(text: str) -> None:
    note(f"crosswire: {text}")


@contextmanager
def progress(what: str, quiet: bool, always: bool = False, then: str = "") -> Iterator[Callable[[Count], None] | None]:
    """How far it is, on stderr: a line that changes on a terminal; with `always` a line now and then elsewhere. `then`
    is what is done after the last report."""
    if quiet or not (always or sys.stderr.isatty()):
        yield None
        return
    pace = Pace()
    if not sys.stderr.isatty():
        yield _now_and_then(what, pace, then)
        return
    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn, TextColumn

    with Progress(
        SpinnerColumn(), TextColumn("{task.description}"), console=Console(stderr=True), transient=True
    ) as bar:
        task = bar.add_task(what, total=None)
        yield lambda count: bar.update(task, description=how_far(what, count, pace.of(count), then))


def _now_and_then(what: str, pace: Pace, then: str) -> Callable[[Count], None]:
    last = time.monotonic()

    def tell(count: Count) -> None:
        nonlocal last
        now, a_second = time.monotonic(), pace.of(count)
        if now - last >= PROGRESS_SECONDS or count.finished == count.total:
            last = now
            note(how_far(what, count, a_second, then))

    return tell


class Pace:
    """Reports a second, without the start of the workers once there is more than the first batch."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock, self._since = clock, clock()
        self._first: float | None = None
        self._before = 0

    def of(self, count: Count) -> float:
        """To be asked at each report, since the first ones tell where the start ends."""
        now = self._clock()
        if self._first is None:
            self._first = now
        if now - self._first < AT_ONCE_SECONDS:
            self._before = count.finished
        later = count.finished - self._before
        done, since = (later, self._first) if later else (count.finished, self._since)
        return done / (now - since) if now > since else 0.0


def how_far(what: str, count: Count, pace: float, then: str = "") -> str:
    """ "reports read: 120 of 300, 2 set aside, 4.1 a second, 0:44 left"."""
    words = f"{what}: {count.finished}"
    if count.total is None:
        return f"{words}, {count.set_aside} set aside, {pace:.1f} a second"
    words = f"{words} of {count.total}, {count.set_aside} set aside, {pace:.1f} a second"
    if then and count.finished == count.total:
        return f"{words}; {then}"
    left = datetime.timedelta(seconds=round(max(0, count.total - count.finished) / pace)) if pace else "?"
    return f"{words}, {left} left"


def report_left_out(set_aside: Sequence[SetAside], unread: Sequence[Unread]) -> None:
    """Names what could not be read, with reason and cure."""
    for row in set_aside[:SHOWN]:
        note(f"set aside: {_place(row)}: {row.code} {row.error} {row.cure}")
    if len(set_aside) > SHOWN:
        note(f"set aside: {len(set_aside) - SHOWN} more")
    for skipped in unread[:SHOWN]:
        note(f"unread: {_place(skipped)}: {skipped.reason}")
    if len(unread) > SHOWN:
        note(f"unread: {len(unread) - SHOWN} more")


def report_nothing_known(record: Record, until: str | None) -> None:
    """Says so where no report was out by the day or moment asked for."""
    if until and not record.reports:
        note(f"No report was out by {until}: name a later day.")


def _place(row: SetAside | Unread) -> str:
    line = f" line {row.line}" if row.line else ""
    return f"{row.path}{line}"
