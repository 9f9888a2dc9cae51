"""`crosswire stats`: how much the store holds."""

from __future__ import annotations

from crosswire.errors import Exit
from crosswire.terminal.shared import JsonOption, StoreOption, as_json, table


def stats(store: StoreOption = None, json: JsonOption = False) -> int:
    """Show how many rows the store holds and how large it is."""
    from crosswire import collection

    counts = collection.stats(collection.store_path(store))
    if json:
        as_json(counts)
    else:
        table(("what", "number"), [(name.replace("_", " "), f"{value:,}") for name, value in counts.items()])
    return int(Exit.OK)
