"""Takes items and a job, runs the path in actors of a Ray cluster; cannot be without Ray, which it alone imports.

Ray is led from a process of its own: an interrupt ends that process and all it started at once, whatever Ray is in the
middle of, and nothing of Ray's gets into this one. A caller who is connected to a cluster already leads it from here.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from importlib.util import find_spec

from crosswire.engines.cluster.driving import Driver
from crosswire.engines.hands import Hands
from crosswire.engines.jobs import Item, Job, Sent
from crosswire.errors import EngineError

__all__ = ["run_ray"]


def run_ray(items: Iterable[Item], job: Job, workers: int, hands: Hands | None = None) -> Iterator[Sent]:
    """Every item's outcome, in the order of the items; `workers` 0 takes the whole cluster. It stays up for `hands`.

    Raises EngineError, ModelError.
    """
    if find_spec("ray") is None:
        raise EngineError(
            "CW602",
            "Ray is not installed.",
            "Install it with `pip install crosswire[ray]`, or use `--engine pool`.",
        )
    if job.needs_model:
        _ = job.own  # read here, and sent along: the lists lie on this machine
    with ExitStack() as own:
        until = hands or own
        if "ray" in sys.modules and sys.modules["ray"].is_initialized():
            from crosswire.engines.cluster.crew import Crew

            crew = Crew(sys.modules["ray"], job, workers)
            until.callback(crew.end)
            yield from crew.run(items)
            begin = crew.begin
        else:
            driver = until.enter_context(Driver(job, workers))
            yield from driver.run(items)
            begin = driver.begin
        if hands:
            hands.begin = begin
