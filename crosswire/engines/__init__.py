"""Takes pages and a job, runs the path over each report where the engine says; cannot read files and cannot write.

*local* works in this process, *pool* in several worker processes, *ray* in actors of a Ray cluster. The outcomes are
the same, in the same order; which engine made them is nowhere in the record.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from itertools import chain

from crosswire.base import Page
from crosswire.dissect import LoadedModel
from crosswire.engines.hands import Hands
from crosswire.engines.jobs import FreshParses, Item, Job, Outcome, Packed, Sent, unpack
from crosswire.engines.local import run_here
from crosswire.engines.pool import run_pool
from crosswire.engines.reads import Packs
from crosswire.engines.spool import Place, Spool

__all__ = [
    "FreshParses",
    "Hands",
    "Item",
    "Job",
    "Outcome",
    "Packed",
    "Packs",
    "Place",
    "Sent",
    "Spool",
    "run",
    "run_keeping",
    "unpack",
]

WORTH_STARTING = 150_000
"""Characters of text from which workers repay their start. Two of them against this process alone, on news: 8 s for 11
at 180,000 characters, 11 for 17 at 300,000, 20 for 36 at 600,000; extrapolated, they break even near 80,000."""


def run(
    items: Iterable[Item], job: Job, model: LoadedModel | None = None, hands: Hands | None = None
) -> Iterator[Outcome]:
    """Every item's outcome, in the order of the items, by the engine of the settings.

    A `model` already loaded is used in this process. Workers stay up for `hands`. Raises EngineError, ModelError.
    """
    for sent in run_keeping(items, job, model, hands=hands):
        if not isinstance(sent, FreshParses):
            yield sent


def run_keeping(
    items: Iterable[Item],
    job: Job,
    model: LoadedModel | None = None,
    fetch: Callable[[bytes], bytes | None] | None = None,
    hands: Hands | None = None,
) -> Iterator[Sent]:
    """The same, with the parses made on the way if the job asks for them, after each batch.

    `fetch` looks up parses kept before; the local engine alone can ask it.
    """
    engine, workers = job.settings.engine, job.settings.workers or cores()
    if engine == "ray":
        from crosswire.engines.cluster import run_ray

        # A cluster that is running says itself how many it has room for.
        return run_ray(items, job, job.settings.workers if job.settings.ray else workers, hands)
    if engine == "pool":
        return run_pool(items, job, workers, hands)
    if engine == "auto" and model is None and fetch is None and job.needs_model and workers > 1:
        first, items = _first(items)
        if sum(len(item.text) for item in first if isinstance(item, Page)) >= WORTH_STARTING:
            return run_pool(chain(first, items), job, workers, hands)
        items = chain(first, items)
    return run_here(items, job, model, fetch)


def _first(items: Iterable[Item]) -> tuple[list[Item], Iterator[Item]]:
    """As many items as show that there is enough work, and the rest."""
    rest = iter(items)
    first: list[Item] = []
    size = 0
    for item in rest:
        first.append(item)
        size += len(item.text) if isinstance(item, Page) else 0
        if size >= WORTH_STARTING:
            break
    return first, rest


def cores() -> int:
    """The cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
