"""A Ray cluster to work on: the one at an address, or one on this machine for the time of a job."""

from __future__ import annotations

import logging
import os
import shutil
import signal
import socket
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from types import FrameType
from typing import Any

from crosswire.errors import EngineError

OBJECTS = 200_000_000
"""Bytes of shared memory for batches and outcomes under way, on a cluster of our own; more goes to disk."""

KNOCK_SECONDS = 5.0
"""Longest wait for a cluster to answer."""

DEEP = 4
"""Generations of processes that a cluster has at most."""

SOCKET_CHARS = 40
"""Longest folder that leaves room for the names of Ray's sockets, of which a system takes about 100 characters."""


class Link:
    """The module `ray`, connected, and the interrupts that came meanwhile."""

    def __init__(self) -> None:
        self.ray: Any = None
        self._came: list[int] = []
        self._is_held = False
        self._before: dict[int, Any] = {}

    def listen(self) -> None:
        """Hears interrupts before anybody else: Ray puts a handler of its own in place, and one that falls into its
        own code may get lost there."""
        if threading.current_thread() is threading.main_thread():
            for number in (signal.SIGINT, signal.SIGTERM):
                self._before.setdefault(number, signal.getsignal(number))
                signal.signal(number, self._hear)

    def _hear(self, number: int, frame: FrameType | None) -> None:
        self._came.append(number)
        if callable(self._before[number]) and not self._is_held:
            self._before[number](number, frame)

    @contextmanager
    def held(self) -> Iterator[None]:
        """Interrupts wait until Ray is done: raised inside its own code they can leave it half started, or end the
        process in a fault."""
        self._is_held = True
        try:
            yield
        finally:
            self._is_held = False
        self.check()

    def check(self) -> None:
        """Raises KeyboardInterrupt if an interrupt came that ended nothing."""
        if self._came:
            raise KeyboardInterrupt

    def close(self) -> None:
        for number, handler in self._before.items():
            signal.signal(number, handler)


@contextmanager
def cluster(address: str, workers: int) -> Iterator[Link]:
    """A link to Ray. What was started for this job has ended when it is left, and its files are gone.

    A cluster that the caller is connected to already is used as it is, whatever the address. Raises EngineError CW602.
    """
    if find_spec("ray") is None:
        raise EngineError(
            "CW602",
            "Ray is not installed.",
            "Install it with `pip install crosswire[ray]`, or use `--engine pool`.",
        )
    with _environment(_quiet() if address else {**_quiet(), **_guarded()}):
        import ray

        link = Link()
        link.ray = ray
        if ray.is_initialized():
            yield link
            return
        folder = Path(tempfile.mkdtemp(prefix="cw-", dir=_short_folder()))
        try:
            link.listen()
            with link.held():
                _connect(ray, {"address": address} if address else _own(workers, folder))
                link.listen()
            yield link
        finally:
            ours = _processes(str(folder))
            try:
                with link.held():
                    ray.shutdown()
            finally:
                _end(ours)
                shutil.rmtree(folder, ignore_errors=True)
                link.close()


def _connect(ray: Any, how: dict[str, Any]) -> None:
    _knock(how["address"])
    try:
        ray.init(
            log_to_driver=False,
            logging_level=logging.ERROR,
            configure_logging=False,
            namespace="crosswire",
            **how,
        )
    except (ConnectionError, OSError, RuntimeError, ValueError) as fault:
        raise _unreachable(how["address"], next(iter(str(fault).splitlines()), repr(fault))) from None


def _knock(address: str) -> None:
    """Whether somebody is at home there, asked first, since Ray itself asks for half a minute."""
    host, sign, port = address.removeprefix("ray://").rpartition(":")
    if not sign or not port.isdigit():
        return
    try:
        socket.create_connection((host.strip("[]"), int(port)), timeout=KNOCK_SECONDS).close()
    except OSError as fault:
        raise _unreachable(address, fault.strerror or str(fault)) from None


def _unreachable(address: str, why: str) -> EngineError:
    place = "on this machine" if address == "local" else f"at {address!r}"
    return EngineError(
        "CW602",
        f"There is no Ray cluster to work with {place}: {why}.",
        "Name a running one with --ray HOST:PORT, or use `--engine pool`.",
    )


def _own(workers: int, folder: Path) -> dict[str, Any]:
    """How a cluster of this job alone is started: no page to watch it, no port but for this machine's programs."""
    return {
        "address": "local",
        "num_cpus": workers,
        "include_dashboard": False,
        "object_store_memory": OBJECTS,
        "_temp_dir": str(folder),
        "_node_ip_address": "127.0.0.1",
    }


def _processes(folder: str) -> set[tuple[int, str]]:
    """Each process of the cluster in this folder with the time it started; none where the system does not tell."""
    parents, found = {}, set[int]()
    for place in Path("/proc").glob("[0-9]*"):
        with suppress(OSError, IndexError):
            pid = int(place.name)
            parents[pid] = int(_status(pid)[1])
            if folder.encode() in (place / "cmdline").read_bytes() and parents[pid] == os.getpid():
                found.add(pid)
    for _ in range(DEEP):
        found |= {pid for pid, parent in parents.items() if parent in found}
    return {(pid, started) for pid in found if (started := _started(pid))}


def _status(pid: int) -> list[str]:
    """What the system tells of a process behind its name: state, parent and so on."""
    return Path(f"/proc/{pid}/stat").read_text("utf-8", "replace").rpartition(")")[2].split()


def _started(pid: int) -> str:
    try:
        return _status(pid)[19]
    except (OSError, IndexError):
        return ""


def _end(processes: set[tuple[int, str]]) -> None:
    """Ray asks its processes to end, and some take seconds over it; by now nothing of theirs is wanted."""
    for pid, started in processes:
        if _started(pid) == started:
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)


def _short_folder() -> str:
    usual = tempfile.gettempdir()
    return "/tmp" if len(usual) > SOCKET_CHARS and Path("/tmp").is_dir() else usual


def _quiet() -> dict[str, str]:
    """Nothing is reported to Ray's makers, and nothing is written to our output: what went wrong is told by us."""
    return {
        "RAY_USAGE_STATS_ENABLED": "0",
        "RAY_DEDUP_LOGS_SKIP_REGEX": ".",
        "RAY_ACCEL_ENV_VAR_OVERRIDE_ON_ZERO": "0",
    }


def _guarded() -> dict[str, str]:
    """Ray listens on all of the machine's addresses: only those who know this secret can use a cluster of ours."""
    given = {"RAY_AUTH_TOKEN", "RAY_AUTH_TOKEN_PATH"} & set(os.environ)
    secret = _secret()
    return {"RAY_AUTH_MODE": "token", "RAY_AUTH_TOKEN": secret} if secret and not given else {}


@cache
def _secret() -> str | None:
    """One for the process: Ray takes it when it is imported, or, if the caller has done that, makes one of its own."""
    return None if "ray" in sys.modules else os.urandom(32).hex()


@contextmanager
def _environment(values: dict[str, str]) -> Iterator[None]:
    """Variables set for a while, where the user has not set them."""
    new = {name: value for name, value in values.items() if name not in os.environ}
    os.environ.update(new)
    try:
        yield
    finally:
        for name in new:
            os.environ.pop(name, None)
