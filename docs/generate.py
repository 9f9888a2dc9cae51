"""Writes what is generated from the code: docs/reference.md and the record's JSON Schema in the package.

Tests compare both with what this makes, so that they cannot drift. `make docs` writes them.
"""

from __future__ import annotations

import inspect
from pathlib import Path
from typing import Any, get_args, get_origin

import msgspec
import typer

import crosswire
from crosswire import base, flow
from crosswire.errors import CODES, EXIT_MEANING
from crosswire.render.tables import schema_text
from crosswire.settings import describe
from crosswire.terminal import app

TARGET = Path(__file__).with_name("reference.md")
SCHEMA = Path(crosswire.__file__).parent / "render" / "record.schema.json"


def reference() -> str:
    """The whole page."""
    parts = [
        "# Reference",
        "Generated from the code by `make docs`; do not edit.",
        commands(),
        settings(),
        exits(),
        errors(),
        path(),
        tables(),
    ]
    return "\n\n".join(parts) + "\n"


def commands() -> str:
    group = typer.main.get_command(app)
    lines = ["## Commands"]
    for name, command in group.commands.items():  # type: ignore[attr-defined]
        shown = " ".join(p.metavar or p.name.upper() for p in command.params if p.param_type_name == "argument")
        lines += ["", f"### `{' '.join(['crosswire', name, shown]).strip()}`", "", (command.help or "").strip(), ""]
        lines += ["| option | meaning | default |", "|---|---|---|"]
        lines += [_option(p) for p in command.params if p.param_type_name == "option"]
        lines += [f"| `{p.metavar}` | {p.help} | |" for p in command.params if p.param_type_name == "argument"]
    return "\n".join(lines)


def _option(option: Any) -> str:
    names = " ".join(f"`{name}`" for name in option.opts)
    default = "" if option.default in (None, False) or callable(option.default) else f"`{option.default}`"
    return f"| {names} | {getattr(option, 'help', '')} | {default} |"


def settings() -> str:
    lines = ["## Settings", "", "| setting | environment | default | meaning |", "|---|---|---|---|"]
    lines += [f"| `{s.name}` | `{s.environment}` | `{s.default}` | {s.help} |" for s in describe()]
    return "\n".join(lines)


def exits() -> str:
    lines = ["## Exit codes", "", "| code | meaning |", "|---|---|"]
    return "\n".join(lines + [f"| {int(code)} | {meaning} |" for code, meaning in EXIT_MEANING.items()])


def errors() -> str:
    lines = ["## Error codes", "", "| code | meaning |", "|---|---|"]
    return "\n".join(lines + [f"| {code} | {meaning} |" for code, meaning in CODES.items()])


def path() -> str:
    lines = ["## The path", "", "| step | room | needs | adds |", "|---|---|---|---|"]
    lines += [f"| {s.name} | {s.room} | {', '.join(s.needs)} | {', '.join(s.adds)} |" for s in flow.PATH]
    return "\n".join(lines)


def tables() -> str:
    """Every table of the record with its columns."""
    lines = ["## Tables of the record", "", f"Format `{base.FORMAT}`. Offsets are code points into `reports[].text`."]
    for field in msgspec.structs.fields(base.Record):
        row = _row_type(field.type)
        if row is not None:
            lines += ["", f"### `{field.encode_name}`", "", _first_paragraph(row), "", "| column | type |", "|---|---|"]
            lines += [f"| `{c.encode_name}` | {_type_name(c.type)} |" for c in msgspec.structs.fields(row)]
    return "\n".join(lines)


def _row_type(annotation: Any) -> Any:
    inner = next((part for part in get_args(annotation) if part is not Ellipsis), annotation)
    return inner if isinstance(inner, type) and issubclass(inner, base.Noun) else None


def _first_paragraph(noun: type) -> str:
    text = inspect.getdoc(noun) or ""
    return "" if text.startswith("Noun") or noun.__doc__ is None else " ".join(text.split("\n\n")[0].split())


def _type_name(annotation: Any) -> str:
    if annotation is type(None):
        return "null"
    origin, parts = get_origin(annotation), get_args(annotation)
    if origin is None:
        return getattr(annotation, "__name__", str(annotation))
    if str(origin).endswith("Literal"):
        return ", ".join(f"`{part}`" for part in parts)
    names = [_type_name(part) for part in parts if part is not Ellipsis]
    if origin is tuple:
        return f"list of {names[0]}"
    if origin is dict:
        return "object"
    return " or ".join(dict.fromkeys(names))


STORE = """# The store

Generated from the code by `make docs`; do not edit.

A store is one SQLite file in WAL mode: anything that reads SQLite reads it, also while Crosswire writes. Open it for
reading only, and leave changes to `crosswire`. `PRAGMA user_version` is the number of its tables ({number}); a store of
a lower number is brought up to date when it is opened, one of a higher number is refused. Columns marked zlib hold
MessagePack (records: JSON) compressed with zlib; those marked deflate are packed with words that they repeat, as below.
Times are UTC. The view `readable` shows `found` with ids, days and names in words.

What each outlet published:

```sql
SELECT published, outlet, headline, words FROM reports ORDER BY published;
```

Where two words stand near each other, the nearest first:

```sql
SELECT readable.kind, readable.row, readable.report, readable.start, readable.stop
FROM words JOIN readable ON readable.id = words.rowid
WHERE words MATCH 'NEAR(talks failed, 5)' ORDER BY words.rank;
```

The text of a report, and the page as it was received, in Python without Crosswire:

```py
import sqlite3, zlib, msgpack

store = sqlite3.connect("file:crosswire.db?mode=ro", uri=True)
[packed, page] = store.execute(
    "SELECT content, page FROM inputs JOIN texts ON texts.input = inputs.id WHERE path = ?", ("page.txt",)
).fetchone()


def unpack(content, words):
    return zlib.decompressobj(-15, zdict=words).decompress(content[4:])  # the first four bytes are its CRC-32


learnt = {0: b"", **dict(store.execute("SELECT id, content FROM learnt"))}
whole = unpack(packed[2:], learnt[packed[1]])
words = whole[4 : 4 + int.from_bytes(whole[:4], "big")]
text = words.decode()

if page[0] in (4, 5):  # packed with the text; 5: the page's own text is the same
    page = msgpack.unpackb(unpack(page[1:], words[-32_000:])) | ({"text": text} if page[0] == 5 else {})
else:
    page = msgpack.unpackb(zlib.decompress(page))
```
"""
DICTIONARY = TARGET.with_name("store.md")


def dictionary() -> str:
    """The page on the store: what it is, how to read it, and every table and column."""
    from crosswire.store.dictionary import describe as tables_of_store
    from crosswire.store.schema import MIGRATIONS

    lines = [STORE.replace("{number}", str(len(MIGRATIONS))).rstrip()]
    for table in tables_of_store():
        lines += ["", f"## `{table.name}`", "", table.meaning, "", "| column | type | meaning |", "|---|---|---|"]
        lines += [f"| `{c.name}` | {c.type}{'' if c.required else ' or null'} | {c.meaning} |" for c in table.columns]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    DICTIONARY.write_text(dictionary(), "utf-8")
    TARGET.write_text(reference(), "utf-8")
    SCHEMA.write_bytes(schema_text())
