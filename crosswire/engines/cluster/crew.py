"""The path on a Ray cluster: inputs read there, batches handed to actors that hold the model, outcomes put in order.

Ray's own retries are off. An actor that is lost costs its batch's time: the batch is read again report by report, and a
report whose actor ends a second time is set aside. Batches stay on the cluster; only outcomes come here. A portion of
the record that two actors were lost with is made here.
"""

from __future__ import annotations

import re
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from crosswire.base import Page
from crosswire.engines.cluster.actor import Actor, Make, gone_through, make_of
from crosswire.engines.hands import TRIES
from crosswire.engines.jobs import Item, Job, Parted, Sent, batches, lost
from crosswire.errors import CrosswireError, EngineError
from crosswire.relating import Piece

AHEAD = 2
"""Batches handed to each actor: one in work, one waiting."""
WINDOW = 8
"""Batches for each actor that may be under way or finished before their turn to be given out."""
READ_AHEAD = 8
"""Batches that a reader makes before they are asked for."""
FED = 16
"""Actors that one reader keeps busy."""
WAIT_SECONDS = 0.3
"""Longest wait before it is looked who takes too long."""
NAMED_ERROR = re.compile(r"\w+Error: ")
ROOM_SECONDS = 300
"""Longest wait for the cluster's first actor."""


@dataclass(eq=False)
class Task:
    """A batch on its way. `pieces` are what is still to be read of it: all at once, or, after an actor was lost with
    it, each item by itself."""

    pieces: deque[Any]
    is_split: bool = False
    sent: list[Sent] = field(default_factory=list)


@dataclass(eq=False)
class Given:
    """A portion on its way, and how often it was given to an actor. Over and still a piece, nobody could make it."""

    content: Piece | bytes
    tries: int = 0
    is_over: bool = False


@dataclass(eq=False)
class Member:
    """One actor, what it was asked, and since when it works at the first of that. The first question to an actor is
    whether it is ready, which no task stands for."""

    handle: Any
    asked: deque[tuple[Task | None, Any]]
    since: float
    is_ready: bool = False


class Crew:
    """The actors of one job."""

    def __init__(self, ray: Any, job: Job, workers: int) -> None:
        self._ray, self._job = ray, job
        cores = max(1.0, ray.cluster_resources().get("CPU", 1.0))
        self._size = workers or int(cores)
        self._make = make_of(job)
        self._sent_job = ray.put(job)
        # On a cluster with fewer cores than actors each takes less than one; Ray would wait for ever for the rest.
        share = min(1.0, int(100 * cores / self._size) / 100)
        self._kind = ray.remote(num_cpus=share, max_restarts=0, max_task_retries=0)(Actor)
        self._members: list[Member] = []
        self._readers: deque[Any] = deque()
        self._again: deque[Task] = deque()
        self._given: dict[Any, tuple[Given, Member]] = {}
        self._unready = 0
        """Actors lost in a row before they were ready: one may be an accident, two are none."""

    def run(self, items: Iterable[Item]) -> Iterator[Sent]:
        """The outcomes, in the order of the items. Raises EngineError, or what keeps an actor from working."""
        try:
            yield from self._outcomes(items)
        except self._ray.exceptions.RayError as fault:
            raise _failed(f"it failed: {type(fault).__name__}") from fault

    def _outcomes(self, items: Iterable[Item]) -> Iterator[Sent]:
        waiting: deque[Task] = deque()
        arriving = (Task(deque([batch])) for batch in self._batches(items))
        started = time.monotonic()
        while True:
            while len(self._members) < self._size:
                self._members.append(self._hired())
            is_over = False
            for member in self._with_room():
                task = self._again.popleft() if self._again else None
                if task is None and len(waiting) < WINDOW * self._size:
                    task = next(arriving, None)
                    is_over = task is None
                    waiting.extend([task] if task else [])
                if task is None:
                    break
                self._ask(member, task)
            while waiting and not waiting[0].pieces:
                yield from waiting.popleft().sent
            if is_over and not waiting:
                return
            self._take(started)

    def _with_room(self) -> list[Member]:
        """A place for each batch that an actor can take, the idlest actors first."""
        rooms = [(n, member) for member in self._members if member.is_ready for n in range(len(member.asked), AHEAD)]
        return [member for _, member in sorted(rooms, key=lambda room: room[0])]

    def _batches(self, items: Iterable[Item]) -> Iterator[Any]:
        """Batches, or references to those that were made on the cluster."""
        chars = self._job.settings.batch_chars
        if not isinstance(items, Parted):
            yield from map(self._ray.put, batches(items, chars))
            return
        where: dict[str, Any] = {"num_cpus": 0, "num_returns": "streaming", "max_retries": 3}
        if items.is_here:
            here = self._ray.get_runtime_context().get_node_id()
            affinity = self._ray.util.scheduling_strategies.NodeAffinitySchedulingStrategy
            where["scheduling_strategy"] = affinity(node_id=here, soft=False)
        reader = self._ray.remote(_generator_backpressure_num_objects=READ_AHEAD, **where)(gone_through)
        parts = deque(items.parts())
        while parts or self._readers:
            while parts and len(self._readers) <= self._size // FED:
                self._readers.append(reader.remote(parts.popleft(), chars))
            for batch in self._readers[0]:  # noqa: UP028 (Ray's generator cannot be closed, as `yield from` would)
                yield batch
            self._readers.popleft()

    def _hired(self) -> Member:
        handle = self._kind.remote(self._sent_job)
        return Member(handle, deque([(None, handle.ready.remote())]), time.monotonic())

    def _ask(self, member: Member, task: Task) -> None:
        if not member.asked:
            member.since = time.monotonic()
        member.asked.append((task, member.handle.run.remote(task.pieces[0])))

    def _take(self, started: float) -> None:
        """Waits for an answer, or a while."""
        heads = {member.asked[0][1]: member for member in self._members if member.asked}
        done, _ = self._ray.wait(list(heads), timeout=WAIT_SECONDS)
        for reference in done:
            self._answered(heads[reference], reference)
        now = time.monotonic()
        if not any(member.is_ready for member in self._members) and now - started > ROOM_SECONDS:
            raise _failed(f"it gave no room for a worker within {ROOM_SECONDS} seconds")
        for member in self._members:
            if member.is_ready and member.asked and now - member.since > self._job.settings.worker_seconds:
                self._ray.kill(member.handle)

    def _answered(self, member: Member, reference: Any) -> None:
        try:
            answer = self._ray.get(reference)
        except self._ray.exceptions.RayActorError as fault:
            self._lost(member, fault)
            return
        if isinstance(answer, CrosswireError):
            raise answer
        task, _ = member.asked.popleft()
        member.since = time.monotonic()
        if task is None:
            self._check(answer)
            member.is_ready = True
            self._unready = 0
            return
        self._went_on(task, answer)

    def _went_on(self, task: Task, sent: list[Sent]) -> None:
        task.pieces.popleft()
        task.sent += sent
        if task.pieces:
            self._again.append(task)

    def _lost(self, member: Member, fault: Exception) -> None:
        """The actor is gone. What it had in work is read again by itself; what waited behind only goes elsewhere."""
        self._members.remove(member)
        self._ray.kill(member.handle)
        task, _ = member.asked.popleft()
        self._again.extend(waiting for waiting, _ in member.asked if waiting)
        if task is None:
            self._unready += 1
            if self._unready > 1:
                raise _not_started(_reason(fault))
            return
        if not task.is_split:
            task.is_split = True
            task.pieces = deque([[item] for item in self._ray.get(task.pieces[0])])
            self._again.append(task)
            return
        [item] = task.pieces[0]
        self._went_on(task, [lost(item) if isinstance(item, Page) else item])

    def begin(self, piece: Piece) -> Callable[[], bytes]:
        """One portion, to come. Waits while enough are under way."""
        given = Given(piece)
        self._give(given)
        while len(self._given) > AHEAD * self._size:
            self._look()

        def come() -> bytes:
            while not given.is_over:
                self._look()
            return given.content.make() if isinstance(given.content, Piece) else given.content

        return come

    def _give(self, given: Given) -> None:
        """To the actor with the least to do; there may be none left."""
        busy = [member for _, member in self._given.values()]
        ready = [member for member in self._members if member.is_ready]
        given.is_over = not ready or given.tries == TRIES
        if not given.is_over:
            member = min(ready, key=busy.count)
            given.tries += 1
            self._given[member.handle.make.remote(given.content)] = given, member

    def _look(self) -> None:
        """Waits for a portion, or a while."""
        done, _ = self._ray.wait(list(self._given), timeout=WAIT_SECONDS)
        for reference in done:
            given, member = self._given.pop(reference)
            try:
                given.content, given.is_over = self._ray.get(reference) or given.content, True
            except self._ray.exceptions.RayError:
                if member in self._members:
                    self._members.remove(member)
                    self._ray.kill(member.handle)
                self._give(given)

    def _check(self, made: Make) -> None:
        """Whether an actor makes the rows that we would make."""
        for name, theirs, ours in zip(Make._fields, made, self._make, strict=True):
            if theirs != ours:
                raise _failed(f"its {name} is {theirs[:16]}, ours {ours[:16]}")

    def end(self) -> None:
        """Ends all that was started on the cluster."""
        for member in self._members:
            self._ray.kill(member.handle)
        for reader in self._readers:
            self._ray.cancel(reader, force=True)


def _reason(fault: Exception) -> str:
    """What Ray says in the end: after traces of several processes, the last error that is named."""
    lines = [line for line in str(fault).splitlines() if line.strip()] or [type(fault).__name__]
    named = [line for line in lines if NAMED_ERROR.match(line)]
    return (named or lines)[-1 if named else 0].strip()


def _not_started(why: str) -> EngineError:
    return EngineError(
        "CW601",
        f"An actor could not be started: {why}.",
        "See that every machine of the cluster has the same Crosswire installed, for the Python that Ray uses there.",
    )


def _failed(why: str) -> EngineError:
    return EngineError(
        "CW602",
        f"The Ray cluster cannot be used: {why}.",
        "See that the same Crosswire and model are installed everywhere, or use `--engine pool`.",
    )
