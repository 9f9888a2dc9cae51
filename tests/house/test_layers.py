"""The house keeps its walls: which room may import which, and who may touch files, the model and the screen."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[2] / "crosswire"
FILES = sorted(PACKAGE.rglob("*.py"))

ROOMS = {"collect", "dissect", "filter", "follow", "group", "reconcile", "render"} | {
    f"extract.{room}" for room in ("times", "names", "quotes", "numbers", "events", "stances", "claims")
}
LOW = {"base", "rules", "grammar", "errors"}
MAY_IMPORT: dict[str, set[str]] = {
    "base": {"base"},
    "rules": {"base", "rules"},
    "errors": set(),
    "grammar": {"base", "rules", "grammar"},
    **{room: {room, "extract", *LOW} for room in ROOMS},
    "lists": {"base", "errors"},
    "settings": {"base", "errors", "lists"},
    "relating": {"relating", "filter", "group", "reconcile", *LOW},
    "flow": {"flow", "relating", "settings", *LOW, *ROOMS, "extract"},
    "engines": {"engines", "flow", "relating", "lists", "settings", "dissect", *LOW},
    "api": {"flow", "deciding", "engines", "settings", "collect", "dissect", "render", *LOW},
    "deciding": {"base", "errors", "follow"},
    "store": {"store", "base", "errors"},
    "search": {"search", "base", "rules", "errors"},
    "collection": {
        "api",
        "deciding",
        "reconcile",
        "flow",
        "engines",
        "settings",
        "collect",
        "dissect",
        "group",
        "store",
        "search",
        *LOW,
    },
    "exporting": {"api", "settings", "collect", "group", "reconcile", "render", *LOW},
    "terminal": {"terminal", "api", "deciding", "collection", "exporting", "flow", "settings", "dissect", *LOW},
    "extract": set(),
    "__init__": set(),
    "__main__": {"terminal"},
}
CURE = "See the directions of import in the design; pass the value as an argument, or move the code."


def room_of(module: str) -> str:
    """`crosswire.extract.times.rules` → `extract.times`; `crosswire.api` → `api`."""
    parts = module.split(".")[1:]
    if not parts:
        return "__init__"
    return ".".join(parts[:2]) if parts[0] == "extract" and len(parts) > 1 else parts[0]


def module_of(path: Path) -> str:
    parts = ["crosswire", *path.relative_to(PACKAGE).with_suffix("").parts]
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def imports(path: Path) -> list[tuple[int, str]]:
    """Every module of ours that a file imports, with its line, at any depth of the code."""
    found = []
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found += [(node.lineno, alias.name) for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module:
            inside = [f"{node.module}.{alias.name}" for alias in node.names]
            found += [(node.lineno, name if is_module(name) else node.module) for name in inside]
    return found


def is_module(name: str) -> bool:
    path = PACKAGE.parent.joinpath(*name.split("."))
    return path.with_suffix(".py").is_file() or (path / "__init__.py").is_file()


@pytest.mark.parametrize("path", FILES, ids=lambda p: str(p.relative_to(PACKAGE)))
def test_a_room_imports_only_what_lies_below_it(path: Path) -> None:
    room = room_of(module_of(path))
    assert room in MAY_IMPORT, f"{path}: the room {room!r} is not on the plan; add it to the design and to this test"
    for line, name in imports(path):
        if name.split(".")[0] == "crosswire":
            target = room_of(name)
            allowed = MAY_IMPORT[room] | {"__init__"}
            assert target in allowed, f"{path}:{line} {room} imports {target}. {CURE}"


FORBIDDEN_CALLS = {"print": "return a value; only terminal/ writes to people", "eval": "never", "exec": "never"}


@pytest.mark.parametrize("path", FILES, ids=lambda p: str(p.relative_to(PACKAGE)))
def test_rooms_do_not_print_read_settings_or_swallow_errors(path: Path) -> None:
    tree = ast.parse(path.read_text("utf-8"))
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in FORBIDDEN_CALLS:
            pytest.fail(f"{path}:{node.lineno} calls {node.func.id}: {FORBIDDEN_CALLS[node.func.id]}")
        if isinstance(node, ast.Assert):
            pytest.fail(f"{path}:{node.lineno} naked assert: raise an error with a cure, or restructure")
        if isinstance(node, ast.ExceptHandler) and is_broad(node) and path.name != "barrier.py":
            pytest.fail(f"{path}:{node.lineno} broad except: the one fault barrier is in engines/")


def is_broad(handler: ast.ExceptHandler) -> bool:
    named = [handler.type] if not isinstance(handler.type, ast.Tuple) else handler.type.elts
    broad = any(
        name is None or (isinstance(name, ast.Name) and name.id in {"Exception", "BaseException"}) for name in named
    )
    reraises = any(isinstance(node, ast.Raise) and node.exc is None for node in ast.walk(handler))
    return broad and not reraises


@pytest.mark.parametrize("path", FILES, ids=lambda p: str(p.relative_to(PACKAGE)))
def test_functions_are_short(path: Path) -> None:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.FunctionDef):
            lines = (node.end_lineno or node.lineno) - node.lineno + 1
            assert lines <= 70, f"{path}:{node.lineno} {node.name} has {lines} lines; split it"


def test_only_dissect_loads_the_model() -> None:
    for path in FILES:
        text = path.read_text("utf-8")
        if "spacy.load" in text:
            assert path.is_relative_to(PACKAGE / "dissect"), f"{path}: only dissect/ touches the model"


def test_every_room_opens_with_one_sentence_of_what_it_takes_gives_and_cannot() -> None:
    for room in sorted(ROOMS):
        door = PACKAGE.joinpath(*room.split("."), "__init__.py")
        opening = ast.get_docstring(ast.parse(door.read_text("utf-8"))) or ""
        first = " ".join(opening.split("\n\n")[0].split())
        assert re.match(r"Takes .*, gives .*; cannot ", first), f"{door}: say 'Takes X, gives Y; cannot Z.'"
