"""The path in this process: pages in batches, one batch at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from crosswire.dissect import LoadedModel, load_model
from crosswire.engines.jobs import Item, Job, Sent, batches, in_place, pages_of


def run_here(
    items: Iterable[Item],
    job: Job,
    model: LoadedModel | None = None,
    fetch: Callable[[bytes], bytes | None] | None = None,
) -> Iterator[Sent]:
    """Every item's outcome, in the order of the items. Memory is bounded by one batch and the largest report.

    `fetch` looks up parses kept elsewhere.
    """
    settings = job.settings
    loaded = (model or load_model(settings.model)) if job.needs_model else None
    kept = job.parses(loaded, fetch)
    for batch in batches(items, settings.batch_chars):
        yield from in_place(batch, job.run(pages_of(batch), loaded, kept))
