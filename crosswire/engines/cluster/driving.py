"""The process that leads a cluster's actors, seen from the one that asked for it: what goes in, what comes out, and its
end. Imports no Ray."""

from __future__ import annotations

import os
import pickle
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from enum import Enum, auto
from pathlib import Path
from types import TracebackType
from typing import IO, Any, NamedTuple, cast

from crosswire.engines.jobs import Item, Job, Parted, Sent, batches
from crosswire.errors import CrosswireError, EngineError
from crosswire.relating import Piece

LEAVE_SECONDS = 5.0
"""Longest wait for the leave from a cluster that stays up, when a job is done."""

HURRY_SECONDS = 0.8
"""The same when it is broken off. Who leads goes on ending the actors by himself then."""

END_SECONDS = 5.0
"""Longest wait for killed processes to be gone: the system is slow over large ones."""

SOCKET_CHARS = 40
"""Longest folder that leaves room for the names of Ray's sockets, of which a system takes about 100 characters."""


class Order(NamedTuple):
    """What is asked of the process that leads. `parts` are items that are read on the cluster; others are asked for a
    batch at a time. `folder` is where a cluster of the job's own may put its files."""

    job: Job
    workers: int
    folder: str
    parts: Parted | None


class Sign(Enum):
    """What is said beside outcomes: more items are wanted; all outcomes were given."""

    WANTED = auto()
    OVER = auto()


class Driver:
    """Use it in `with`: at its end a cluster of the job's own has ended, and its files are gone."""

    def __init__(self, job: Job, workers: int) -> None:
        self._job, self._workers = job, workers
        self._begun = 0

    def __enter__(self) -> Driver:
        self._folder = tempfile.mkdtemp(prefix="cw-", dir=_short_folder())
        paths = os.pathsep.join(filter(None, sys.path))
        self.process = subprocess.Popen(
            [sys.executable, "-m", "crosswire.engines.cluster.driver"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**os.environ, **_environment(is_own=not self._job.settings.ray), "PYTHONPATH": paths},
            start_new_session=True,  # all that Ray starts is in it, and ends with it
        )
        self._questions, self._answers = cast(IO[bytes], self.process.stdin), cast(IO[bytes], self.process.stdout)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            if not self._job.settings.ray or not self._takes_leave(in_hurry=kind is not None):
                end_session(self.process.pid)
                self.process.wait()
                shutil.rmtree(self._folder, ignore_errors=True)
        finally:
            for pipe in (self._questions, self._answers):
                with suppress(OSError):
                    pipe.close()

    def _takes_leave(self, *, in_hurry: bool) -> bool:
        """Has the actors ended on a cluster that stays up, which itself would give them half a minute; whether that is
        done, or goes on without us."""
        try:
            if in_hurry:
                self.process.terminate()
            else:
                self._questions.close()
            self.process.wait(HURRY_SECONDS if in_hurry else LEAVE_SECONDS)
        except (OSError, subprocess.TimeoutExpired):
            return in_hurry
        return True

    def run(self, items: Iterable[Item]) -> Iterator[Sent]:
        """The outcomes, in the order of the items. Raises EngineError, or what keeps the actors from working."""
        parts = items if isinstance(items, Parted) else None
        self._say(Order(self._job, self._workers, self._folder, parts))
        coming = batches(items, self._job.settings.batch_chars)
        while (told := self._hear()) is not Sign.OVER:
            if told is Sign.WANTED:
                self._say(next(coming, None))
            else:
                yield told

    def begin(self, piece: Piece) -> Callable[[], bytes]:
        """One portion, to come. Waits while enough are under way. Made here where the cluster is lost."""
        number, self._begun = self._begun, self._begun + 1
        try:
            self._say(piece)
        except EngineError:
            return piece.make

        def come() -> bytes:
            try:
                self._say(number)
                return bytes(self._hear())
            except EngineError:
                return piece.make()

        return come

    def _say(self, message: object) -> None:
        try:
            pickle.dump(message, self._questions, protocol=pickle.HIGHEST_PROTOCOL)
            self._questions.flush()
        except OSError:
            raise self._lost() from None

    def _hear(self) -> Any:
        try:
            answer = pickle.load(self._answers)
        except (EOFError, OSError, pickle.UnpicklingError, AttributeError, ImportError):
            raise self._lost() from None
        if isinstance(answer, CrosswireError):
            raise answer
        return answer

    def _lost(self) -> EngineError:
        end_session(self.process.pid)
        return EngineError(
            "CW602",
            f"The process that leads the Ray cluster ended with {self.process.wait()}.",
            "Run it again; if that does not help, use `--engine pool`, which needs less memory.",
        )


def end_session(leader: int) -> None:
    """Kills every process of a session, those too that start meanwhile."""
    deadline = time.monotonic() + END_SECONDS
    if not Path("/proc/self/stat").exists():
        with suppress(ProcessLookupError):
            os.killpg(leader, signal.SIGKILL)
        return
    while (living := _session(leader)) and time.monotonic() < deadline:
        for pid in living:
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        time.sleep(0.01)


def _session(leader: int) -> list[int]:
    """The processes of a session that have not ended."""
    found = []
    for place in Path("/proc").glob("[0-9]*"):
        with suppress(OSError, IndexError):
            state, _, _, session = (place / "stat").read_text("utf-8", "replace").rpartition(")")[2].split()[:4]
            if int(session) == leader and state not in "ZX":
                found.append(int(place.name))
    return found


def _short_folder() -> str:
    usual = tempfile.gettempdir()
    return "/tmp" if len(usual) > SOCKET_CHARS and Path("/tmp").is_dir() else usual


def _environment(*, is_own: bool) -> dict[str, str]:
    """Nothing is reported to Ray's makers. Ray listens on all of the machine's addresses: only those who know a secret
    can use a cluster of ours. What the user has set stays."""
    wanted = {"RAY_USAGE_STATS_ENABLED": "0", "RAY_ACCEL_ENV_VAR_OVERRIDE_ON_ZERO": "0"}
    if is_own and not {"RAY_AUTH_TOKEN", "RAY_AUTH_TOKEN_PATH"} & set(os.environ):
        wanted |= {"RAY_AUTH_MODE": "token", "RAY_AUTH_TOKEN": os.urandom(32).hex()}
    return {name: value for name, value in wanted.items() if name not in os.environ}
