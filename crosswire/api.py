"""The Python API: a few verbs, in the order of use.

    clean(inputs)                    pages → reports: what each part of a page is
    clean_to(inputs, target)         the same, written as JSON Lines
    annotate(source, target)         JSON Lines → JSON Lines: what each report says
    build(inputs, out)               reports → one record, and the dossier people read

Each is also a command of the same name. Errors are those of `crosswire.errors`; one bad input is set aside and never
stops the rest.
"""

from __future__ import annotations

import datetime
import errno
import logging
import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from functools import cached_property, partial
from importlib.util import find_spec
from pathlib import Path
from typing import IO, NamedTuple

import msgspec

from crosswire import flow
from crosswire.base import KINDS, Decision, Record, Report, SetAside, Unread, is_known_by, known_since, unpacked
from crosswire.collect import Fetching, read
from crosswire.deciding import read_decisions
from crosswire.dissect import LoadedModel, check_model
from crosswire.engines import Hands, Job, Outcome, Packed, Packs, Place, Spool, run
from crosswire.errors import Exit, NothingReadableError, OutputError, UsageError
from crosswire.settings import Settings

__all__ = ["Built", "Count", "Written", "annotate", "build", "clean", "clean_to", "make_record"]

log = logging.getLogger("crosswire")


class Count(NamedTuple):
    """How far a run is: reports finished so far, how many of them were set aside, and how many there will be in all
    (None where only reading will tell)."""

    finished: int
    set_aside: int
    total: int | None = None


Progress = Callable[[Count], None]
"""Called with how far it is, now and then."""

RECORD, DOSSIER = "record.json", "index.html"


@dataclass(frozen=True)
class Built:
    """What `build` made, and where its files lie. `drawn` is the record with large tables packed: its rows can be gone
    through, but it cannot be written or compared as a whole; `record` can."""

    drawn: Record
    record_path: Path | None = None
    dossier_path: Path | None = None
    tables_path: Path | None = None

    @cached_property
    def record(self) -> Record:
        """The record, all of it in memory."""
        return unpacked(self.drawn)

    @property
    def exit_code(self) -> Exit:
        return Exit.SOME_SET_ASIDE if self.drawn.set_aside or self.drawn.unread else Exit.OK


@dataclass(frozen=True)
class Written:
    """How many reports were written, and which inputs could not be."""

    written: int
    set_aside: tuple[SetAside, ...] = ()
    unread: tuple[Unread, ...] = ()

    @property
    def exit_code(self) -> Exit:
        return Exit.SOME_SET_ASIDE if self.set_aside or self.unread else Exit.OK


def clean(inputs: Sequence[str | Path], settings: Settings | None = None) -> Iterator[Report | SetAside | Unread]:
    """Each input as a report: its text with every block named, its headline, authors, agency and dates."""
    for outcome in _cleaned(inputs, settings or Settings()):
        yield msgspec.json.decode(outcome.content, type=Report) if isinstance(outcome, Packed) else outcome


def clean_to(
    inputs: Sequence[str | Path],
    target: str | Path | None,
    settings: Settings | None = None,
    show: Callable[[Report], None] | None = None,
    progress: Progress | None = None,
) -> Written:
    """Cleans each input, writes the reports as JSON Lines to `target` if one is given, and hands each to `show`.

    Raises NothingReadableError, OutputError, UsageError.
    """
    written, set_aside, unread = 0, list[SetAside](), list[Unread]()
    place = _target(target, inputs) if target else None
    with places(place.parent, (place.name,)) if place else nullcontext() as write:
        for outcome in _cleaned(inputs, settings or Settings(), progress):
            if isinstance(outcome, SetAside):
                set_aside.append(outcome)
            elif isinstance(outcome, Unread):
                unread.append(outcome)
            else:
                written += 1
                if write and place:
                    write(place.name, outcome.content + b"\n")
                if show:
                    show(msgspec.json.decode(outcome.content, type=Report))
        if not written:
            raise nothing_readable(inputs, set_aside, unread)
    return Written(written=written, set_aside=tuple(set_aside), unread=tuple(unread))


def _cleaned(inputs: Sequence[str | Path], settings: Settings, progress: Progress | None = None) -> Iterator[Outcome]:
    items = read(inputs, settings.limits, fetching(settings))
    return told(run(items, Job(settings, "report")), progress, items.count() if progress else None)


def told(outcomes: Iterable[Outcome], progress: Progress | None, total: int | None) -> Iterator[Outcome]:
    """The outcomes; after each is taken, `progress` hears how far it is."""
    set_aside = 0
    for finished, outcome in enumerate(outcomes, start=1):
        yield outcome
        set_aside += isinstance(outcome, SetAside)
        if progress:
            progress(Count(finished, set_aside, total))


def fetching(settings: Settings) -> Fetching:
    """How web addresses are fetched, as the settings say."""
    return Fetching(
        seconds=settings.fetch_seconds,
        size=settings.fetch_bytes,
        pause=settings.fetch_pause,
        private=settings.private_addresses,
        follow=settings.follow_links,
    )


def make_record(
    inputs: Sequence[str | Path],
    settings: Settings | None = None,
    model: LoadedModel | None = None,
    progress: Progress | None = None,
    decisions: Iterable[Decision] = (),
    until: str | None = None,
) -> Record:
    """The record of all inputs, in memory, as people decided; with `until` as of that day or moment, as in `build`.

    Raises NothingReadableError, ModelError, UsageError.
    """
    return unpacked(_draw(inputs, settings, model, progress, decisions, until))


def _draw(
    inputs: Sequence[str | Path],
    settings: Settings | None,
    model: LoadedModel | None,
    progress: Progress | None,
    decisions: Iterable[Decision],
    until: str | None,
) -> Record:
    """The same with large tables packed."""
    chosen = settings or Settings()
    with Spool() as spool, Hands() as hands:
        outcomes: list[Place | SetAside | Unread] = []
        items = read(inputs, chosen.limits, fetching(chosen))
        total = items.count() if progress else None
        for outcome in told(run(items, Job(chosen, "whole"), model, hands), progress, total):
            outcomes.append(spool.put(outcome) if isinstance(outcome, Packed) else outcome)
        done, set_aside = once_each(outcomes)
        unread = [row for row in outcomes if isinstance(row, Unread)]
        if not done:
            raise nothing_readable(inputs, set_aside, unread)
        named = model.model if model else check_model(chosen.model)[1]
        made_at = datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds")
        reads = Packs({place.report: place for place in done}, spool.get)
        if until:
            known = known_by(until, (reads.whole(name)[0] for name in reads.ids()), unread)
            reads = Packs({place.report: place for place in done if place.report in known.reports}, spool.get)
            unread = known.unread
            decisions = [one for one in decisions if is_known_by(one.at, until)]
        return flow.draw(reads, named, chosen, set_aside, unread, made_at, decisions, begin=hands.begin)


class Known(NamedTuple):
    """What was known by some moment: ids of reports, and what was left unread by then or has no date."""

    reports: frozenset[str]
    unread: list[Unread]


def known_by(
    until: str, reports: Iterable[Report], unread: Iterable[Unread], added: Mapping[str, str] | None = None
) -> Known:
    """The reports that were out by a day or moment, undated ones where they were `added` by then."""
    known, left = [], []
    for report in reports:
        since = known_since(report) or (added or {}).get(report.id)
        if since is None:
            reason = f"It has no date, so that it is not known whether it was out by {until}."
            left.append(Unread(path=report.path, given_id=report.given_id, language=report.language, reason=reason))
        elif is_known_by(since, until):
            known.append(report.id)
    for one in unread:
        stamp = known_since(one.report) if one.report is not None else None
        if stamp is None or is_known_by(stamp, until):
            left.append(one)
    return Known(frozenset(known), left)


def build(
    inputs: Sequence[str | Path],
    out: str | Path,
    settings: Settings | None = None,
    model: LoadedModel | None = None,
    progress: Progress | None = None,
    share: bool | None = None,
    decisions: str | Path | Iterable[Decision] = (),
    tables: bool = False,
    until: str | None = None,
) -> Built:
    """The main job: reads every input and writes `record.json` and `index.html` (the dossier) to the folder `out`.

    With `share` (else the setting of that name) both hold passages, hashes and links instead of the full texts, and so
    does the record given back; the setting `share_names` says whether names of private persons are hidden in them.

    With `until` (an ISO day or moment) the record as of then: of reports published, or updated, by then, and of
    decisions made by then; undated reports are listed as unread.

    `decisions` are what people decided, or a file of them (JSON Lines). With `tables` each table of the record is also
    written as a Parquet file, to the folder `tables` there.

    All files are written beside their places first and moved in at the end, so an interrupt or a full disk leaves the
    old ones whole. Raises NothingReadableError, OutputError, ModelError, UsageError.
    """
    chosen = settings or Settings()
    if share is not None:
        chosen = msgspec.structs.replace(chosen, share=share)
    decided = read_decisions(decisions) if isinstance(decisions, str | Path) else tuple(decisions)
    return write_record(lambda: _draw(inputs, chosen, model, progress, decided, until), out, chosen, tables)


def write_record(make: Callable[[], Record], out: str | Path, settings: Settings, tables: bool = False) -> Built:
    """Makes a record and writes its files to the folder `out`, old ones staying whole until the new ones are.

    The folder is tried first, so that a record that cannot be written is not made. Raises OutputError, UsageError.
    """
    from crosswire.render import dossier_parts, json_parts, withhold
    from crosswire.render.formats import columnar

    if not str(out).strip():
        raise UsageError("CW101", "The output folder has no name.", "Name one with --out, for instance --out dossier.")
    folder = Path(out)
    parquet = _parquet(columnar.table_names()) if tables else {}
    with places(folder, (RECORD, DOSSIER, *parquet.values())) as write:
        record = make()
        if settings.share:
            record = withhold(unpacked(record), hide_names=settings.share_names == "hide")
        for piece in json_parts(record):
            write(RECORD, piece)
        for part in dossier_parts(record, texts=settings.dossier_texts):
            write(DOSSIER, part.encode("utf-8"))
        for table, name in parquet.items():
            columnar.write_table(record, table, partial(write, name))
    return Built(
        drawn=record,
        record_path=folder / RECORD,
        dossier_path=folder / DOSSIER,
        tables_path=folder / columnar.FOLDER if tables else None,
    )


def _parquet(tables: Iterable[str]) -> dict[str, str]:
    """The name of each table's file. Raises UsageError where none could be written."""
    from crosswire.render.formats.columnar import file_of

    if find_spec("pyarrow") is None:
        raise UsageError(
            "CW106",
            "Parquet files need the library 'pyarrow', which is not installed.",
            "Install it with `pip install crosswire[tables]`, or leave out --tables.",
        )
    return {table: file_of(table) for table in tables}


def annotate(
    source: str | Path,
    target: str | Path,
    only: Iterable[str] = KINDS,
    settings: Settings | None = None,
    model: LoadedModel | None = None,
    progress: Progress | None = None,
) -> Written:
    """Reads JSON Lines with `text` (clean body, or a page with `"page": true`) and writes one line of rows for each.

    Streams: memory does not grow with the number of lines. `only` is any of `crosswire.base.KINDS`. A line that cannot
    be used is written as `{"id", "set_aside"}`, so that lines still correspond. Raises UsageError, OutputError,
    ModelError.
    """
    kinds = _kinds(only)
    chosen = settings or Settings()
    path, place = Path(source), _target(target, [source])
    written, set_aside, unread = 0, [], []
    with places(place.parent, (place.name,)) as write:
        items = read([path], chosen.limits)
        total = items.count() if progress else None
        for outcome in told(run(items, Job(chosen, "rows", kinds), model), progress, total):
            write(place.name, _line(outcome) + b"\n")
            written += 1
            if isinstance(outcome, SetAside):
                set_aside.append(outcome)
            elif isinstance(outcome, Unread):
                unread.append(outcome)
        if not written or written == len(set_aside) + len(unread):
            raise nothing_readable([path], set_aside, unread)
    return Written(written=written, set_aside=tuple(set_aside), unread=tuple(unread))


def _target(target: str | Path, inputs: Sequence[str | Path]) -> Path:
    """The file that is written, links followed. Raises UsageError where it is an input too."""
    place = Path(target).resolve()
    if any(Path(item).resolve() == place for item in inputs):
        raise UsageError("CW101", f"{str(target)!r} is both input and output.", "Name another file for the output.")
    return place


def _kinds(only: Iterable[str]) -> tuple[str, ...]:
    chosen = tuple(only)
    unknown = [kind for kind in chosen if kind not in KINDS]
    if unknown or not chosen:
        raise UsageError(
            "CW101",
            f"--only got {', '.join(unknown) or 'nothing'}.",
            f"Name one or more of {', '.join(KINDS)}, separated by commas.",
        )
    return chosen


def _line(outcome: Outcome) -> bytes:
    if isinstance(outcome, Packed):
        return outcome.content
    key = "set_aside" if isinstance(outcome, SetAside) else "unread"
    return msgspec.json.encode({"id": outcome.given_id, key: outcome})


def once_each(outcomes: Iterable[Place | SetAside | Unread]) -> tuple[list[Place], list[SetAside]]:
    """The reports, each once, and what was set aside. Of two equal reports the first by path stays."""
    set_aside = [row for row in outcomes if isinstance(row, SetAside)]
    kept: dict[str, Place] = {}
    for item in sorted(row for row in outcomes if isinstance(row, Place)):
        first = kept.setdefault(item.report, item)
        if first is not item:
            set_aside.append(_again(item, first))
    return list(kept.values()), set_aside


def _again(item: Place, first: Place) -> SetAside:
    place = first.path + (f" line {first.line}" if first.line else "")
    return SetAside(
        path=item.path,
        line=item.line or None,
        given_id=item.given_id or None,
        step="read",
        code="CW209",
        error=f"This is the same report as {place}, byte for byte.",
        cure="Nothing needs doing: the first copy is in the record.",
    )


def nothing_readable(
    inputs: Sequence[str | Path], set_aside: Sequence[SetAside], unread: Sequence[Unread]
) -> Exception:
    """Why nothing was left, with the first reason and its cure."""
    named = ", ".join(str(item) for item in inputs[:3]) + (" …" if len(inputs) > 3 else "")
    reasons = [f"{row.path}: {row.code} {row.error}" for row in set_aside] + [f"{u.path}: {u.reason}" for u in unread]
    because = f" {reasons[0]}" if reasons else ""
    more = f" {len(reasons) - 1} more were left out." if len(reasons) > 1 else ""
    cure = "Give pages, feeds, archives, tables or addresses of the kinds the guide lists, or a folder of them."
    return NothingReadableError(
        "CW301", f"Nothing readable in {named}.{because}{more}", set_aside[0].cure if set_aside else cure
    )


@contextmanager
def places(folder: Path, names: tuple[str, ...]) -> Iterator[Callable[[str, bytes], None]]:
    """Lets bytes be appended to new files that take the place of `names` in `folder` only when all went well. A name
    may have a folder before it."""
    open_files: dict[str, IO[bytes]] = {}
    new = [one for one in {folder: 0, **{(folder / name).parent: 0 for name in names}} if not one.exists()]
    try:
        for name in names:
            place = folder / name
            place.parent.mkdir(parents=True, exist_ok=True)
            if place.exists() and not place.is_file():
                raise OSError(errno.EINVAL, "it is no regular file", str(place))
            open_files[name] = place.with_name(f".{place.name}.{os.getpid()}.part").open("wb")
    except OSError as fault:
        _discard(open_files)
        raise _unwritable(folder, fault) from None
    try:
        yield lambda name, content: _append(open_files[name], content, folder)
        _move_in(open_files, folder)
    except BaseException:
        _discard(open_files)
        for one in reversed(new):
            if one.is_dir() and not any(one.iterdir()):
                one.rmdir()
        raise


def _append(file: IO[bytes], content: bytes, folder: Path) -> None:
    try:
        file.write(content)
    except OSError as fault:
        raise _unwritable(folder, fault) from None


def _move_in(open_files: dict[str, IO[bytes]], folder: Path) -> None:
    try:
        for file in open_files.values():
            file.flush()
            os.fsync(file.fileno())
            file.close()
        for name, file in open_files.items():
            Path(file.name).replace(folder / name)
    except OSError as fault:
        raise _unwritable(folder, fault) from None


def _discard(open_files: dict[str, IO[bytes]]) -> None:
    for file in open_files.values():
        file.close()
        Path(file.name).unlink(missing_ok=True)


def _unwritable(folder: Path, fault: OSError) -> OutputError:
    return OutputError(
        "CW401",
        f"The output cannot be written to {str(fault.filename or folder)!r}: {fault.strerror}.",
        "Name another place for the output, or make room and give yourself the right to write there.",
    )
