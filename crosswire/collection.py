"""The Python API of a collection that lasts: the verbs of a desk that keeps reports for years.

    add(inputs, store)        pages → the store: read once, kept with their parses
    record(store, out)        the store → one record and its dossier, as `build` would make them
    listing(store), show(store, name), remove(store, name)
    search(store, query)
    versions(store, name)
    decide(store, asked), undo(store, name, who), decisions(store)
    import_decisions(store, path), export_decisions(store, path)
    history(store), stats(store), check(store), back_up(store, target)

`store` is the path of the file; `store_path` says which one is used when none is named.
"""

from __future__ import annotations

import dataclasses
import datetime
import os
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec
from msgspec.structs import replace

from crosswire import __version__, deciding, flow, rules
from crosswire.api import Built, Count, Progress, fetching, known_by, nothing_readable, once_each, write_record
from crosswire.base import (
    Anchor,
    Decided,
    Decision,
    Edit,
    Model,
    Page,
    Reading,
    Record,
    Report,
    SetAside,
    Unread,
    is_known_by,
    unpacked,
)
from crosswire.collect import Answer, Fetching, Known, read
from crosswire.deciding import Asked
from crosswire.dissect import LoadedModel, check_model
from crosswire.engines import FreshParses, Item, Job, Packed, Packs, Place, Sent, run_keeping, unpack
from crosswire.errors import StoreError
from crosswire.group import edits
from crosswire.reconcile import inherit
from crosswire.search import parse, rows_of_record, rows_of_report, spellings, widened
from crosswire.settings import Settings
from crosswire.store import Found, Heard, Key, Listed, Maker, Store, key_of

__all__ = [
    "Added",
    "Checked",
    "Version",
    "add",
    "back_up",
    "check",
    "decide",
    "decisions",
    "export_decisions",
    "history",
    "import_decisions",
    "listing",
    "record",
    "remove",
    "search",
    "show",
    "stats",
    "store_path",
    "undo",
    "versions",
]

COMMIT_SECONDS = 2.0
"""What is read is kept at least this often; an interrupt or a crash costs no more than that."""

PENDING = 4_000_000
"""Bytes of new parts of a record that wait in memory at most before they are written."""

READING = ("model", "report_chars", "block_chars", "file_bytes", "min_body_words", "gazetteer", "people")
"""Settings that change what is read in a report; the others only where and how fast."""


@dataclass(frozen=True)
class Added:
    """What `add` did: reports read and kept, inputs already there, and what could not be read. `unchanged` are the
    addresses whose servers said that nothing has changed there."""

    read: int
    already: int
    set_aside: tuple[SetAside, ...] = ()
    unread: tuple[Unread, ...] = ()
    unchanged: tuple[str, ...] = ()


def store_path(named: str | Path | None = None) -> Path:
    """The store in use: the one named, else `CROSSWIRE_STORE`, else one in the user's data folder."""
    if named or os.environ.get("CROSSWIRE_STORE"):
        return Path(named or os.environ["CROSSWIRE_STORE"])
    import platformdirs

    return platformdirs.user_data_path("crosswire") / "crosswire.db"


def maker_of(settings: Settings, model: Model) -> Maker:
    """What the rows of a run are made with."""
    told = settings.told()
    kept = {name: told[name] for name in READING}
    return Maker(__version__, rules.fingerprint(), model, kept)


def add(
    inputs: Sequence[str | Path],
    store: str | Path,
    settings: Settings | None = None,
    model: LoadedModel | None = None,
    progress: Progress | None = None,
) -> Added:
    """Reads every input that is new or changed and keeps it; one already there under the same name is passed over.

    Of an address fetched before, the server is asked whether it has changed; each version of its words is kept.
    Keeps what is done every two seconds, so that an interrupted run goes on where it stopped. Raises StoreError,
    ModelError, UsageError, NothingReadableError.
    """
    chosen = settings or Settings()
    maker = maker_of(chosen, model.model if model else check_model(chosen.model)[1])
    with Store(store) as opened:
        bring_up(opened)
        passed: list[Key] = []
        taken: set[tuple[Key, str]] = set()  # what comes twice in one run is read once, whenever it is committed
        answers: dict[str, Heard | None] = {}

        found = read(inputs, chosen.limits, _asking(opened, chosen, answers))
        total = found.count() if progress else None

        def new() -> Iterator[Item]:
            for item in found:
                if isinstance(item, Page):
                    key = key_of(item)
                    if (key, item.sha256) in taken or opened.made_by(key, item.sha256) == maker.id:
                        passed.append(key)
                        continue
                    taken.add((key, item.sha256))
                yield item

        def left() -> int | None:
            return None if total is None else total - len(passed)

        done = _keep(opened, new(), maker, chosen, model, progress, left)
        with opened.writing():
            if done.read or done.set_aside or done.unread:
                opened.note("add", read=done.read, set_aside=len(done.set_aside), unread=len(done.unread))
            # Only now that all that came from them is kept: an address whose pages were lost must be fetched again.
            opened.put_heard(answer for answer in answers.values() if answer)
    unchanged = tuple(sorted(url for url, answer in answers.items() if answer is None))
    if not (done.read or passed or unchanged):
        raise nothing_readable(inputs, done.set_aside, done.unread)
    return dataclasses.replace(done, already=len(passed), unchanged=unchanged)


def _asking(store: Store, settings: Settings, answers: dict[str, Heard | None]) -> Fetching:
    """How addresses are fetched, with what is known of them; puts what each server says in `answers`, null for an
    address that has not changed.

    One that names others counts as known only if those were, or were not, to be fetched then as now.
    """
    follows = settings.follow_links

    def hear(url: str, answer: Answer) -> None:
        answers[url] = None if answer.data is None else Heard(url, answer.etag, answer.modified, follows)

    known = {one.url: Known(etag=one.etag, modified=one.modified) for one in store.heard() if one.followed == follows}
    return msgspec.structs.replace(fetching(settings), known=known, heard=hear)


def refresh(
    store: Store, settings: Settings, model: LoadedModel | None = None, progress: Progress | None = None
) -> int:
    """Reads again, from stored parses, what older rules, another Crosswire or another model read; how many reports."""
    maker = maker_of(settings, model.model if model else check_model(settings.model)[1])
    bring_up(store, progress)
    done = _keep(store, store.stale(maker), maker, settings, model, progress)
    if done.read or done.set_aside or done.unread:
        with store.writing():
            store.note("refresh", read=done.read, set_aside=len(done.set_aside), unread=len(done.unread))
    return done.read


def bring_up(store: Store, progress: Progress | None = None) -> int:
    """Makes findable what a Crosswire of before tables number 5 put in, and packs it as it is packed now; how many
    reports. What is done is kept every two seconds, and goes on where it stopped. A damaged row costs only itself: it
    stays as it is, for `check` to name."""
    waiting = deque(store.unfindable())
    total, done = len(waiting), 0
    while waiting:
        since = time.monotonic()
        with store.writing():
            left = set(store.unfindable())  # another process may do the same, or have removed some
            while waiting and time.monotonic() - since < COMMIT_SECONDS:
                number = waiting.popleft()
                done += number in left and _packed_anew(store, number)
        if progress:
            progress(Count(total - len(waiting), 0, total))
    if done:
        store.shrink()
    return done


def _packed_anew(store: Store, number: int) -> bool:
    """Whether an input could be packed anew and made findable; nothing of it is changed where its row is damaged."""
    try:
        report, reading = store.pack_anew(number)
    except StoreError as fault:
        if fault.code != "CW705":
            raise
        return False
    store.put_rows(number, rows_of_report(report, reading))
    return True


def _keep(
    store: Store,
    items: Iterable[Item],
    maker: Maker,
    settings: Settings,
    model: LoadedModel | None,
    progress: Progress | None,
    total: Callable[[], int | None] = lambda: None,
) -> Added:
    """Runs the path over the items and keeps each outcome with the item it came from; `total` is how many there will
    be, as far as is known when it is asked."""
    waiting: deque[Item] = deque()

    def handed_on() -> Iterator[Item]:
        for item in items:
            waiting.append(item)
            yield item

    job = Job(settings, "whole", keeps_parses=True)
    counted, set_aside, unread = 0, list[SetAside](), list[Unread]()
    finished = 0
    for group in _in_time(run_keeping(handed_on(), job, model, store.parse)):
        with store.writing():
            store.put_maker(maker)
            for sent in group:
                if isinstance(sent, FreshParses):
                    store.put_parses(sent.parses)
                    continue
                item = waiting.popleft()
                finished += 1
                if isinstance(sent, Packed) and isinstance(item, Page):
                    report, reading = unpack(sent.content)
                    store.put_rows(store.put_read(item, report, reading, maker), rows_of_report(report, reading))
                    counted += 1
                elif isinstance(sent, SetAside | Unread):
                    number = store.put_left(item, sent, maker)
                    if number and isinstance(sent, Unread) and sent.report:
                        store.put_rows(number, rows_of_report(sent.report, Reading(report=sent.report.id)))
                    (set_aside if isinstance(sent, SetAside) else unread).append(sent)  # type: ignore[arg-type]
        if progress:
            progress(Count(finished, len(set_aside), total()))
    return Added(counted, 0, tuple(set_aside), tuple(unread))


def _in_time(sent: Iterable[Sent]) -> Iterator[list[Sent]]:
    """What was sent, in groups of at most about two seconds, for one transaction each."""
    group: list[Sent] = []
    since = time.monotonic()
    for one in sent:
        group.append(one)
        if time.monotonic() - since >= COMMIT_SECONDS:
            yield group
            group, since = [], time.monotonic()
    if group:
        yield group


def make_record(
    store: str | Path,
    settings: Settings | None = None,
    model: LoadedModel | None = None,
    progress: Progress | None = None,
    until: str | None = None,
) -> Record:
    """The record of everything in the store, which is the one `build` makes of the same inputs.

    What people decided is followed, and rows keep the ids they had in the record made last in `was`. With `until` (an
    ISO day or moment) the record as of then: of reports published (or updated) and decisions made by then, and of
    undated reports added by then. Reads again from stored parses what older rules read. Raises StoreError, ModelError,
    NothingReadableError.
    """
    return unpacked(_draw(store, settings, model, progress, until))


def _draw(
    store: str | Path,
    settings: Settings | None,
    model: LoadedModel | None,
    progress: Progress | None,
    until: str | None,
) -> Record:
    """The same with large tables packed."""
    chosen = settings or Settings()
    with Store(store) as opened:
        refresh(opened, chosen, model, progress)
        inputs = opened.read_inputs()
        places = [Place(path, key[1], key[2], report, number, 0) for number, key, path, report in inputs]
        set_aside, unread = opened.left_out()
        kept, again = once_each([*places, *set_aside])
        if not kept:
            raise nothing_readable([store], set_aside, unread)
        numbers = {place.report: place.start for place in kept}
        reads = Packs(numbers, opened.whole)
        if until:
            added = {row.id: row.added_at for row in opened.listing()}
            known = known_by(until, (reads.whole(name)[0] for name in numbers), unread, added)
            reads = Packs({name: number for name, number in numbers.items() if name in known.reports}, opened.whole)
            unread = known.unread
        made_by = model.model if model else check_model(chosen.model)[1]
        made_at = datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds")
        log = [one for one in opened.decisions() if not until or is_known_by(one.at, until)]
        portions = _Portions(opened)
        made = flow.draw(reads, made_by, chosen, again, unread, made_at, log, portions)
        portions.close(keeps_rest=until is not None)
        last = None if until else opened.last_record()
        return inherit(made, msgspec.json.decode(last, type=Record)) if last else made


class _Portions:
    """Parts of records, kept in a store: those used before are found again, those no longer used go."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._used: set[str] = set()
        self._new: list[tuple[str, bytes]] = []

    def get(self, key: str) -> bytes | None:
        """What is kept under a key, or null."""
        self._used.add(key)
        return self._store.portion(key)

    def put(self, key: str, content: bytes) -> None:
        """Keeps what was made, for now in memory."""
        self._new.append((key, content))
        if sum(len(one) for _, one in self._new) >= PENDING:
            self._write()

    def _write(self) -> None:
        with self._store.writing():
            self._store.put_portions(self._new)
        self._new = []

    def close(self, *, keeps_rest: bool) -> None:
        """Keeps what is left to keep, and drops what this record did not use unless the rest is to stay."""
        with self._store.writing():
            self._store.put_portions(self._new)
            if not keeps_rest:
                self._store.drop_portions(self._used)


def record(
    store: str | Path,
    out: str | Path,
    settings: Settings | None = None,
    model: LoadedModel | None = None,
    progress: Progress | None = None,
    until: str | None = None,
    tables: bool = False,
) -> Built:
    """Writes `record.json` and `index.html` for everything in the store to the folder `out`, and keeps the record.

    With `until` as of that day or moment; such a record is not kept. With `tables` every table also as Parquet.
    Raises StoreError, OutputError, ModelError, UsageError, NothingReadableError.
    """
    chosen = settings or Settings()
    whole: list[Record] = []

    def make() -> Record:
        whole.append(_draw(store, chosen, model, progress, until))
        return whole[0]

    built = write_record(make, out, chosen, tables)
    if until:
        return built
    with Store(store) as opened, opened.writing():
        if built.record_path and not chosen.share:
            opened.put_record(built.record_path.read_bytes())
        # What was withheld from the files stays findable in the store.
        opened.put_record_rows(rows_of_record(whole[0]))
        opened.put_spellings(spellings(whole[0].entities))
        opened.note("record", reports=len(built.drawn.reports), out=str(out))
    return built


def listing(store: str | Path) -> list[Listed]:
    """Every report that was read, by day. Raises StoreError."""
    with Store(store, may_write=False) as opened:
        return opened.listing()


def show(store: str | Path, name: str) -> tuple[Report, Reading]:
    """One report and what was read in it, by its id, path or given id; whose version it is and what it has otherwise,
    as the record made last tells. Raises StoreError."""
    with Store(store, may_write=False) as opened:
        report, reading = opened.get(name)
        for one in _related(opened.last_record()):
            if one.id == report.id:
                report = replace(report, version_of=one.version_of, version=one.version, changed=one.changed)
        return report, reading


class _Related(msgspec.Struct):
    """What a record tells of a report among its versions; the rest of it is not looked at."""

    id: str
    version_of: str | None = None
    version: int = 1
    changed: tuple[Edit, ...] = ()


class _Reports(msgspec.Struct):
    reports: tuple[_Related, ...] = ()


def _related(record: bytes | None) -> tuple[_Related, ...]:
    return msgspec.json.decode(record, type=_Reports).reports if record else ()


@dataclass(frozen=True)
class Version:
    """One version of a report: when it was added, and what it has otherwise than the one before, as pairs of words
    taken out and words put in."""

    report: str
    added_at: str
    changed: tuple[tuple[str, str], ...] = ()


def versions(store: str | Path, name: str) -> list[Version]:
    """The versions of the report of that id, path or given id, oldest first: those from one place, and those that the
    record made last tells of. Raises StoreError."""
    with Store(store, may_write=False) as opened:
        held = _family(opened, opened.versions(name))
    found: list[Version] = []
    for number, (added_at, report) in enumerate(held):
        before = held[number - 1][1] if number else report
        changed = tuple(
            (_said(before, edit.before), _said(report, edit.after))
            for edit in (edits(before, report) if number else ())
        )
        found.append(Version(report.id, added_at, changed))
    return found


def _family(opened: Store, held: list[tuple[str, Report]]) -> list[tuple[str, Report]]:
    """The versions from one place and those the last record has beside them, as that numbers them; newer ones last."""
    known = _related(opened.last_record())
    every = {report.id: (added_at, report) for added_at, report in held}
    firsts = {one.version_of or one.id for one in known if one.id in every}
    numbers = {one.id: one.version for one in known if (one.version_of or one.id) in firsts}
    there = {report for *_, report in opened.read_inputs()}
    for name in (numbers.keys() & there) - every.keys():
        every |= {report.id: (added_at, report) for added_at, report in opened.versions(name) if report.id == name}
    return sorted(every.values(), key=lambda pair: (numbers.get(pair[1].id, len(every) + 1), pair[0], pair[1].id))


def _said(report: Report, anchors: Sequence[Anchor]) -> str:
    return " ".join(report.text[anchor.start : anchor.end] for anchor in anchors)


def remove(store: str | Path, names: Sequence[str]) -> list[Key]:
    """Drops the reports named by id, path or given id; the inputs that went. All go, or none. Raises StoreError."""
    with Store(store) as opened, opened.writing():
        gone = [key for name in names for key in opened.remove(name)]
        opened.note("remove", inputs=[key[0] for key in gone])
        return gone


def decide(store: str | Path, asked: Asked) -> tuple[Decision, ...]:
    """Decides about rows of the record made last, and keeps it: in the next record it is followed.

    Raises UsageError CW109 where a name or value cannot be used, StoreError.
    """
    with Store(store) as opened, opened.writing():
        last = opened.last_record()
        if last is None:
            raise StoreError(
                "CW707", f"No record was made of the store {str(store)!r} yet.", "Make one with `crosswire record`."
            )
        made = deciding.decide(asked, msgspec.json.decode(last, type=Record), opened.decisions())
        opened.put_decisions(made)
        opened.note("decide", kind=asked.kind, who=asked.who, decisions=[one.id for one in made])
        return made


def undo(store: str | Path, name: str, who: str, why: str = "") -> Decision:
    """Takes a decision back, by a line of its own. Raises UsageError CW109, StoreError."""
    with Store(store) as opened, opened.writing():
        made = deciding.undoing(name, who, why, opened.decisions())
        opened.put_decisions([made])
        opened.note("undo", who=who, decisions=[made.undoes])
        return made


def decisions(store: str | Path) -> list[Decided]:
    """Every decision in order, with what became of it in the record made last. Raises StoreError."""
    with Store(store, may_write=False) as opened:
        last = opened.last_record()
        log = opened.decisions()
    told = {one.id: one for one in msgspec.json.decode(last, type=_Log).decisions} if last else {}
    taken_back = deciding.undone(log)
    return [_told(one, told.get(one.id), taken_back.get(one.id)) for one in log]


class _Log(msgspec.Struct):
    """What a record tells of decisions; the rest of it is not looked at."""

    decisions: tuple[Decided, ...] = ()


def _told(one: Decision, told: Decided | None, undone_by: str | None) -> Decided:
    """A decision as the last record tells it, unless it was made or undone since."""
    if told is not None and told.undone_by == undone_by:
        return told
    made = {name: getattr(one, name) for name in Decision.__struct_fields__}
    reason = "It is undone." if undone_by else "No record was made since."
    return Decided(**made, reason=reason, undone_by=undone_by)


def import_decisions(store: str | Path, path: str | Path) -> tuple[int, int]:
    """Adds the decisions of a file of JSON Lines; how many were added, and how many were there already.

    Raises UsageError CW109, StoreError.
    """
    given = deciding.read_decisions(path)
    with Store(store) as opened, opened.writing():
        added = opened.put_decisions(given)
        opened.note("import", decisions=added, path=str(path))
    return added, len(given) - added


def export_decisions(store: str | Path, path: str | Path) -> int:
    """Writes every decision to a file of JSON Lines; how many. Raises StoreError, OutputError."""
    with Store(store, may_write=False) as opened:
        log = opened.decisions()
    deciding.write_decisions(path, log)
    return len(log)


def search(
    store: str | Path, query: str, *, by_day: bool = False, limit: int = 20, offset: int = 0, facets: bool = False
) -> Found:
    """What a query finds in reports, quotations, mentions and claims, and in the last record.

    The nearest first, or the latest with `by_day`. Raises UsageError CW107 for a query that cannot be read, StoreError.
    """
    node = parse(query)
    with Store(store, may_write=False) as opened:
        is_older = bool(opened.unfindable()) and os.access(opened.path, os.W_OK)
    with Store(store, may_write=is_older) as opened:
        if is_older:
            bring_up(opened)
        node = widened(node, opened.spelt)
        return opened.find(node, by_day=by_day, limit=limit, offset=offset, facets=facets)


def history(store: str | Path) -> list[dict[str, Any]]:
    """What was done to the store, oldest first. Raises StoreError."""
    with Store(store, may_write=False) as opened:
        return opened.history()


def stats(store: str | Path) -> dict[str, int]:
    """Counts and sizes. Raises StoreError."""
    with Store(store, may_write=False) as opened:
        return opened.stats()


@dataclass(frozen=True)
class Checked:
    """What was found in a store: the number of its tables, counts and sizes, how many inputs would be read again by
    this Crosswire, its rules, model and settings, and what is wrong with the file."""

    number: int
    counts: dict[str, int]
    stale: int
    faults: tuple[str, ...] = ()


def check(store: str | Path, settings: Settings | None = None, model: Model | None = None) -> Checked:
    """Looks whether a store is whole; reads all of it and changes nothing. Raises StoreError, ModelError."""
    chosen = settings or Settings()
    maker = maker_of(chosen, model or check_model(chosen.model)[1])
    with Store(store, may_write=False) as opened:
        return Checked(opened.number, opened.stats(), opened.count_stale(maker), tuple(opened.check()))


def back_up(store: str | Path, target: str | Path) -> None:
    """Copies the store to a new file; it may be in use meanwhile. Raises StoreError."""
    with Store(store, may_write=False) as opened:
        opened.back_up(target)
