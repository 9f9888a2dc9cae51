"""Every id that a row names is the id of a row: nothing in the record points nowhere."""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec

from crosswire.base import Record

ID = re.compile(r"([a-z]{1,2})-[0-9a-f]{12}")
TABLES = {
    "r": "reports", "t": "times", "e": "entities", "q": "quotes", "m": "mentions", "c": "claims", "ev": "events",
    "s": "stories", "sl": "storylines", "l": "lineages", "d": "disagreements",
}  # fmt: skip


def ids(value: object, path: str = "") -> Iterator[tuple[str, str]]:
    if isinstance(value, dict):
        for name, inside in value.items():
            yield from ids(inside, f"{path}.{name}")
    elif isinstance(value, (list, tuple)):
        for inside in value:
            yield from ids(inside, path)
    elif isinstance(value, str) and ID.fullmatch(value) and not path.endswith(".was"):
        yield path, value


def test_every_id_leads_to_a_row(record: Record) -> None:
    plain = msgspec.to_builtins(record)
    held = {letter: {row["id"] for row in plain[table]} for letter, table in TABLES.items()}
    named = [(path, name) for path, name in ids(plain) if name.split("-")[0] in held]
    assert len(named) > 1_000
    lost = sorted({f"{path} {name}" for path, name in named if name not in held[name.split("-")[0]]})
    assert lost == []
