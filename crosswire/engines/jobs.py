"""What is done with a page, wherever it is done: cleaned, parsed, read, and packed as bytes for the way back."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal, NamedTuple, Protocol, runtime_checkable

import msgspec

from crosswire import flow
from crosswire.base import KINDS, OwnNames, Page, Reading, Report, SetAside, Unread
from crosswire.dissect import KeptParse, LoadedModel, Parses, dissect_many
from crosswire.engines.barrier import barrier, caught
from crosswire.grammar import Passage
from crosswire.lists import read_lists
from crosswire.settings import Settings


class Packed(NamedTuple):
    """One finished report: what tells it apart (`line` 0 and `given_id` "" where it has none), and its content in the
    form the job was asked for. Sorts by path, line and given id."""

    path: str
    line: int
    given_id: str
    report: str
    content: bytes


class FreshParses(NamedTuple):
    """Parses made for a batch that were not at hand; they come after the batch's outcomes."""

    parses: tuple[KeptParse, ...]


Item = Page | SetAside | Unread


@runtime_checkable
class Parted(Protocol):
    """Items that can be gone through in several parts at once, wherever they can be reached: only on this machine where
    `is_here`. The parts in their order are the whole."""

    is_here: bool

    def __iter__(self) -> Iterator[Item]: ...

    def parts(self) -> Sequence[Iterable[Item]]: ...


Outcome = Packed | SetAside | Unread
Sent = Outcome | FreshParses
_whole = msgspec.msgpack.Decoder(tuple[Report, Reading])


def unpack(content: bytes) -> tuple[Report, Reading]:
    """The report and its reading, from the content of a job of the form "whole"."""
    return _whole.decode(content)


@dataclass(frozen=True)
class Job:
    """What is asked of every page, in a form that can be sent to another process.

    `form` is what comes back: "report" the cleaned report as JSON; "rows" one JSON object of the kinds in `kinds`;
    "whole" report and reading, for `unpack`. With `keeps_parses` the parses made for a batch are sent too.
    """

    settings: Settings
    form: Literal["report", "rows", "whole"]
    kinds: tuple[str, ...] = KINDS
    keeps_parses: bool = False

    @property
    def needs_model(self) -> bool:
        return self.form != "report"

    @cached_property
    def own(self) -> OwnNames:
        """The names of the user's lists, read once a process. Raises UsageError CW103."""
        return read_lists(self.settings.gazetteer, self.settings.people)

    def parses(self, model: LoadedModel | None, fetch: Callable[[bytes], bytes | None] | None = None) -> Parses | None:
        """Where parses are kept while the job runs; nowhere if nobody would look them up."""
        wanted = self.settings.parse_bytes or self.keeps_parses or fetch
        return Parses(self.settings.parse_bytes, model.model.hash, fetch) if model and wanted else None

    def run(self, pages: Sequence[Page], model: LoadedModel | None = None, kept: Parses | None = None) -> list[Sent]:
        """Every page's outcome, in the order of the pages, each behind the fault barrier; then the fresh parses."""
        if self.needs_model:
            _ = self.own  # before the fault barrier: a wrong list is no page's fault
        cleaned = [(page, self._clean(page)) for page in pages]
        if model is None:
            return [_cleaned(page, outcome) for page, outcome in cleaned]
        reports = [report for _, report in cleaned if isinstance(report, Report)]
        # The zone lets spaCy forget the words of a batch, so that a stream of any length takes constant memory.
        with model.nlp.memory_zone():
            parsed = iter(_parse(reports, model, kept))
            done: list[Sent] = [
                self._read(page, item, next(parsed)) if isinstance(item, Report) else item for page, item in cleaned
            ]
        fresh = kept.take_fresh() if kept else ()
        return [*done, FreshParses(fresh)] if fresh and self.keeps_parses else done

    def _clean(self, page: Page) -> Report | SetAside | Unread:
        return barrier(page, "clean", lambda: flow.prepare(page, self.settings))

    def _read(self, page: Page, report: Report, passages: tuple[Passage, ...] | Exception) -> Outcome:
        def work() -> Packed:
            if isinstance(passages, Exception):
                raise passages
            return _packed(page, report, self._content(report, flow.extract(report, passages, self.kinds, self.own)))

        return barrier(page, "parse" if isinstance(passages, Exception) else "extract", work)

    def _content(self, report: Report, reading: Reading) -> bytes:
        if self.form == "whole":
            return msgspec.msgpack.encode((report, reading))
        name = report.given_id or report.id
        return msgspec.json.encode({"id": name} | {kind: getattr(reading, kind) for kind in self.kinds})


def _cleaned(page: Page, outcome: Report | SetAside | Unread) -> Outcome:
    return _packed(page, outcome, msgspec.json.encode(outcome)) if isinstance(outcome, Report) else outcome


def _packed(page: Page, report: Report, content: bytes) -> Packed:
    return Packed(report.path, page.line or 0, report.given_id or "", report.id, content)


def _parse(reports: list[Report], model: LoadedModel, kept: Parses | None) -> list[tuple[Passage, ...] | Exception]:
    """Parses of all reports; where the batch fails, each alone, so that one report cannot cost the others."""
    parsed = caught(lambda: list(dissect_many(reports, model, kept)))
    if not isinstance(parsed, Exception):
        return [*parsed]
    if len(reports) == 1:
        return [parsed]
    return [one for report in reports for one in _parse([report], model, kept)]


def batches(items: Iterable[Item], chars: int) -> Iterator[list[Item]]:
    """The items in their order, about `chars` characters of text at a time, never empty."""
    batch: list[Item] = []
    size = 0
    for item in items:
        batch.append(item)
        size += len(item.text) if isinstance(item, Page) else 0
        if size >= chars:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def pages_of(batch: Sequence[Item]) -> list[Page]:
    return [item for item in batch if isinstance(item, Page)]


def in_place(batch: Sequence[Item], outcomes: Iterable[Sent]) -> Iterator[Sent]:
    """The outcomes of a batch's pages, between the items of the batch that were no pages; then what else was sent."""
    done = iter(outcomes)
    for item in batch:
        yield next(done) if isinstance(item, Page) else item
    yield from done


def lost(page: Page) -> SetAside:
    """A report whose worker ended twice."""
    return SetAside(
        path=page.path,
        line=page.line,
        given_id=page.given_id,
        step="read",
        code="CW298",
        error="The worker process ended twice while it read this report.",
        cure="Give it alone with `--engine local` to see why, or leave it out; it may need more memory.",
        retry=True,
    )
