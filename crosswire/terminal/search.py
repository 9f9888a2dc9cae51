"""`crosswire search`: rows of the store by words and fields."""

from __future__ import annotations

from typing import Annotated, Literal

import typer

from crosswire.errors import Exit
from crosswire.terminal.shared import JsonOption, StoreOption, as_json, note, table


def search(
    query: Annotated[
        str, typer.Argument(help='Words, "phrases", beginn*, field:value, AND, OR, NOT, brackets.', metavar="QUERY")
    ],
    store: StoreOption = None,
    sort: Annotated[Literal["nearest", "latest"], typer.Option("--sort", help="What comes first.")] = "nearest",
    limit: Annotated[int, typer.Option("--limit", min=1, max=10_000, help="At most so many rows.")] = 20,
    offset: Annotated[int, typer.Option("--offset", min=0, help="Rows passed over first.")] = 0,
    facets: Annotated[bool, typer.Option("--facets", help="Also count by kind, outlet, type and month.")] = False,
    json: JsonOption = False,
) -> int:
    """Find reports, quotations, mentions, claims, events and disagreements."""
    from crosswire import collection

    found = collection.search(
        collection.store_path(store), query, by_day=sort == "latest", limit=limit, offset=offset, facets=facets
    )
    if json:
        hits = [hit._asdict() for hit in found.hits]
        as_json({"total": found.total, "hits": hits, "facets": found.facets})
        return int(Exit.OK)
    rows = [(hit.row, hit.day or "", hit.kind, hit.type or "", hit.outlet, _marked(hit.snippet)) for hit in found.hits]
    table(("id", "day", "kind", "type", "outlet", "words"), rows)
    note(f"{found.total} found")
    for name, counts in found.facets.items():
        note(f"{name}: " + ", ".join(f"{value} {count}" for value, count in counts.items()))
    return int(Exit.OK)


def _marked(snippet: str) -> str:
    """The passage with the words found in brackets."""
    return snippet.replace("\x02", "[").replace("\x03", "]")
