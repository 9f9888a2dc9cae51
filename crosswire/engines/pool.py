"""The path in worker processes: the model loaded once in each, batches sent as they come, results in the same order.

A worker that is killed costs its batch's time: the batch is read again report by report in a fresh worker, and a report
whose worker ends a second time is set aside. A portion of the record that two workers were lost with is made here.
Workers ignore the interrupt key; the run ends them.
"""

from __future__ import annotations

import os
import pickle
import queue
import subprocess
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack, suppress
from types import TracebackType
from typing import IO, Any, cast

from crosswire.base import Page
from crosswire.engines.hands import TRIES, Hands
from crosswire.engines.jobs import Item, Job, Sent, batches, in_place, lost, pages_of
from crosswire.errors import CrosswireError, EngineError
from crosswire.relating import Piece

AHEAD = 2
"""Batches handed out for each worker, so that none waits while the results of an earlier one are taken."""

FEWER = "Use `--engine local`, or fewer workers with `--set workers=1`."

ONE_THREAD = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")
"""Two workers that each use all cores for one multiplication stand in each other's way."""


def run_pool(items: Iterable[Item], job: Job, workers: int, hands: Hands | None = None) -> Iterator[Sent]:
    """Every item's outcome, in the order of the items. The workers stay up for `hands`.

    Raises EngineError, ModelError.
    """
    with ExitStack() as own:
        pool = (hands or own).enter_context(Pool(job, workers))
        waiting: deque[tuple[list[Item], Future[list[Sent]]]] = deque()
        for batch in batches(items, job.settings.batch_chars):
            waiting.append((batch, pool.submit(pages_of(batch))))
            while len(waiting) > workers * AHEAD:
                yield from _finished(*waiting.popleft())
        while waiting:
            yield from _finished(*waiting.popleft())
        if hands:
            hands.begin = pool.begin


def _finished(batch: list[Item], future: Future[list[Sent]]) -> Iterator[Sent]:
    return in_place(batch, future.result())


class WorkerLostError(Exception):
    """The worker ended, or was ended for taking too long, before it answered."""


class NotStartedError(EngineError):
    """The worker ended before it was ready."""


class Worker:
    """One process and the two pipes to it."""

    def __init__(self, job: Job) -> None:
        self._seconds = job.settings.worker_seconds
        paths = os.pathsep.join(filter(None, sys.path))
        try:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "crosswire.engines.worker"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                env={**os.environ, **ONE_THREAD, "PYTHONPATH": paths},
                start_new_session=True,  # the interrupt key ends the run, and the run its workers
            )
        except OSError as fault:
            raise _not_started(str(fault.strerror)) from None
        self._questions, self._answers = cast(IO[bytes], self.process.stdin), cast(IO[bytes], self.process.stdout)
        self._job = job

    def ready(self) -> None:
        """Waits until the model is loaded. Raises EngineError, or what keeps the worker from working."""
        try:
            self.ask(self._job)
        except WorkerLostError:
            why = f"it ended with {self.process.wait()}"
            raise NotStartedError("CW601", f"A worker process could not be started: {why}.", FEWER) from None

    def ask(self, question: object) -> Any:
        """Sends one batch or portion (or the job), waits for what comes of it.

        Raises WorkerLostError, or what the worker raised.
        """
        limit = threading.Timer(self._seconds, self.process.kill)
        limit.start()
        try:
            pickle.dump(question, self._questions, protocol=pickle.HIGHEST_PROTOCOL)
            self._questions.flush()
            answer = pickle.load(self._answers)
        except (EOFError, OSError, ValueError, pickle.UnpicklingError):
            raise WorkerLostError from None
        finally:
            limit.cancel()
        if isinstance(answer, CrosswireError):
            raise answer
        return answer

    def end(self) -> None:
        """Kills the process; one that has ended already is only waited for."""
        self.process.kill()
        for pipe in (self._questions, self._answers):
            with suppress(OSError):
                pipe.close()
        self.process.wait()


class Pool:
    """Workers, and a thread for each that waits on it. Use it in `with`; all processes end with it."""

    def __init__(self, job: Job, workers: int) -> None:
        self._job = job
        self._threads = ThreadPoolExecutor(workers, thread_name_prefix="crosswire")
        self._free: queue.SimpleQueue[Worker | None] = queue.SimpleQueue()
        self._living: set[Worker] = set()
        self._lock = threading.Lock()
        self._room = threading.BoundedSemaphore(workers * AHEAD)
        self._is_ending = False
        for _ in range(workers):
            self._free.put(None)

    def __enter__(self) -> Pool:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        with self._lock:
            self._is_ending = True
            for worker in self._living:
                worker.process.kill()
        self._threads.shutdown(wait=True, cancel_futures=True)
        for worker in self._living:
            worker.end()

    def submit(self, pages: Sequence[Page]) -> Future[list[Sent]]:
        """The outcomes of the pages, to come."""
        return self._threads.submit(self._read, pages)

    def begin(self, piece: Piece) -> Callable[[], bytes]:
        """One portion, to come. Waits while enough are under way."""
        self._room.acquire()
        future = self._threads.submit(self._make, piece)
        future.add_done_callback(lambda _: self._room.release())

        def come() -> bytes:
            made = future.result()
            return made.make() if isinstance(made, Piece) else made

        return come

    def _make(self, piece: Piece) -> bytes | Piece:
        """What a worker made, or the piece itself where none could."""
        for _ in range(TRIES):
            with suppress(WorkerLostError, NotStartedError):
                made: bytes | None = self._ask(piece)
                return piece if made is None else made
        return piece

    def _read(self, pages: Sequence[Page]) -> list[Sent]:
        try:
            return self._outcomes(pages)
        except WorkerLostError:
            return [sent for page in pages for sent in self._read_again(page)]

    def _read_again(self, page: Page) -> list[Sent]:
        """One report of a batch that ended its worker, in a worker of its own."""
        try:
            return self._outcomes([page])
        except WorkerLostError:
            return [lost(page)]

    def _outcomes(self, pages: Sequence[Page]) -> list[Sent]:
        outcomes: list[Sent] = self._ask(pages)
        return outcomes

    def _ask(self, question: Sequence[Page] | Piece) -> Any:
        worker = self._free.get() or self._start()
        try:
            answer = worker.ask(question)
        except BaseException:
            self._drop(worker)
            self._free.put(None)
            raise
        self._free.put(worker)
        return answer

    def _start(self) -> Worker:
        """A new worker, unless the run is ending. One that ends before it is ready, killed by somebody perhaps, is
        started again; twice in a row is no accident."""
        try:
            try:
                return self._started()
            except NotStartedError:
                return self._started()
        except BaseException:
            self._free.put(None)
            raise

    def _started(self) -> Worker:
        """It counts as living before it is ready, and so ends with the rest."""
        with self._lock:
            if self._is_ending:
                raise WorkerLostError
            worker = Worker(self._job)
            self._living.add(worker)
        try:
            worker.ready()
        except BaseException:
            self._drop(worker)
            raise
        return worker

    def _drop(self, worker: Worker) -> None:
        with self._lock:
            self._living.discard(worker)
        worker.end()


def _not_started(why: str) -> EngineError:
    return EngineError(
        "CW601",
        f"A worker process could not be started: {why}.",
        FEWER,
    )
