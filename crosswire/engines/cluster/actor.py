"""What runs on the machines of a cluster: reading of inputs, and actors that hold the model. Imports no Ray."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from crosswire import __version__, rules
from crosswire.dissect import check_model, load_model
from crosswire.engines.barrier import caught
from crosswire.engines.jobs import Item, Job, Sent, batches, in_place, pages_of
from crosswire.errors import CrosswireError
from crosswire.relating import Piece


class Make(NamedTuple):
    """What makes the rows, apart from the reports: two machines that agree in it give the same bytes."""

    crosswire: str
    rules: str
    model: str


def make_of(job: Job) -> Make:
    """What this process would make the rows of a job with. Raises ModelError."""
    model = check_model(job.settings.model)[1].hash if job.needs_model else ""
    return Make(__version__, rules.fingerprint(), model)


class Actor:
    """One process of the cluster with the model loaded."""

    def __init__(self, job: Job) -> None:
        self._job = job

    def ready(self) -> Make | CrosswireError:
        """Loads the model; what keeps the actor from working is the answer."""
        try:
            self._model = load_model(self._job.settings.model) if self._job.needs_model else None
            self._kept = self._job.parses(self._model)
            return make_of(self._job)
        except CrosswireError as fault:
            return fault

    def run(self, batch: list[Item]) -> list[Sent] | CrosswireError:
        """The outcome of every item of a batch, in its order."""
        try:
            return list(in_place(batch, self._job.run(pages_of(batch), self._model, self._kept)))
        except CrosswireError as fault:
            return fault

    def make(self, piece: Piece) -> bytes | None:
        """A portion's content, or null where it failed: whoever asked will meet the fault."""
        made = caught(piece.make)
        return None if isinstance(made, Exception) else made


def gone_through(items: Iterable[Item], chars: int) -> Iterator[list[Item]]:
    """Inputs read where they lie, a batch at a time."""
    yield from batches(items, chars)
