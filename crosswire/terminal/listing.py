"""`crosswire list`: what the store holds, a line a report."""

from __future__ import annotations

from crosswire.errors import Exit
from crosswire.terminal.shared import JsonOption, StoreOption, as_json, table


def listing(store: StoreOption = None, json: JsonOption = False) -> int:
    """List the reports of the store, by day."""
    from crosswire import collection

    rows = collection.listing(collection.store_path(store))
    if json:
        as_json([row._asdict() for row in rows])
    else:
        table(
            ("id", "published", "outlet", "agency", "headline", "path"),
            [
                (row.id, row.published or "", row.outlet or "", row.agency or "", row.headline or "", row.path)
                for row in rows
            ],
        )
    return int(Exit.OK)
