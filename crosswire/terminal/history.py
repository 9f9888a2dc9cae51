"""`crosswire history`: what was done to the store."""

from __future__ import annotations

from crosswire.errors import Exit
from crosswire.terminal.shared import JsonOption, StoreOption, as_json, table


def history(store: StoreOption = None, json: JsonOption = False) -> int:
    """Show what was done to the store, oldest first."""
    from crosswire import collection

    lines = collection.history(collection.store_path(store))
    if json:
        as_json(lines)
    else:
        rows = []
        for line in lines:
            detail = ", ".join(f"{name} {value}" for name, value in line.items() if name not in {"seq", "at", "verb"})
            rows.append((str(line["seq"]), str(line["at"]), str(line["verb"]), detail))
        table(("", "at", "what", "detail"), rows)
    return int(Exit.OK)
