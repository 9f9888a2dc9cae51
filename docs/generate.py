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


if __name__ == "__main__":
    TARGET.write_text(reference(), "utf-8")
    SCHEMA.write_bytes(schema_text())
