"""The way to a Ray cluster: the one at an address, or one on this machine for the time of a job."""

from __future__ import annotations

import logging
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from crosswire.errors import EngineError

OBJECTS = 200_000_000
"""Bytes of shared memory for batches and outcomes under way, on a cluster of our own; more goes to disk."""

KNOCK_SECONDS = 5.0
"""Longest wait for a cluster to answer."""


@contextmanager
def connected(address: str, workers: int, folder: str) -> Iterator[Any]:
    """The module `ray`, connected. What was started for the job has ended when it is left.

    Raises EngineError CW602.
    """
    import ray

    connect(ray, {"address": address} if address else _own(workers, folder))
    try:
        yield ray
    finally:
        ray.shutdown()


def connect(ray: Any, how: dict[str, Any]) -> None:
    """Connects, or raises EngineError CW602 with the reason."""
    _knock(how["address"])
    try:
        ray.init(
            log_to_driver=False,
            logging_level=logging.ERROR,
            configure_logging=False,
            namespace="crosswire",
            **how,
        )
    except (ConnectionError, OSError, RuntimeError, ValueError, ray.exceptions.RayError) as fault:
        if _asks_for_token(fault):
            raise _closed(how["address"]) from None
        raise _unreachable(how["address"], next(iter(str(fault).splitlines()), repr(fault))) from None


def _asks_for_token(fault: BaseException | None) -> bool:
    """Whether that is what it comes from. Ray tells it in the words of an error several errors down."""
    while fault is not None:
        if "AuthenticationError" in f"{type(fault).__name__} {fault}":
            return True
        fault = fault.__cause__
    return False


def _closed(address: str) -> EngineError:
    return EngineError(
        "CW602",
        f"The Ray cluster at {address!r} asks for its token, and was given none or another one.",
        "Set RAY_AUTH_MODE=token, and the token in RAY_AUTH_TOKEN or ~/.ray/auth_token as on its machines; on the one "
        "that started it --ray auto finds both.",
    )


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


def _own(workers: int, folder: str) -> dict[str, Any]:
    """How a cluster of this job alone is started: no page to watch it, no port but for this machine's programs."""
    return {
        "address": "local",
        "num_cpus": workers,
        "include_dashboard": False,
        "object_store_memory": OBJECTS,
        "_temp_dir": folder,
        "_node_ip_address": "127.0.0.1",
    }
