"""Rules are data that can be trusted: they parse, say what they are for, and repeat nothing."""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from crosswire import rules

FOLDER = Path(rules.__file__).parent
FILES = sorted(FOLDER.rglob("*.toml"))


@pytest.mark.parametrize("path", FILES, ids=lambda p: str(p.relative_to(FOLDER)))
def test_a_rules_file_opens_by_saying_what_it_is(path: Path) -> None:
    text = path.read_text("utf-8")
    assert text.startswith("# "), f"{path}: begin with a comment that says what this is and who reads it"
    tomllib.loads(text)


@pytest.mark.parametrize("path", FILES, ids=lambda p: str(p.relative_to(FOLDER)))
def test_no_list_says_a_thing_twice(path: Path) -> None:
    for place, values in lists(tomllib.loads(path.read_text("utf-8")), ()):
        repeated = [value for value, count in Counter(values).items() if count > 1]
        assert not repeated, f"{path} {'.'.join(place)}: {repeated} stand twice"


def lists(node: Any, place: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], list[str]]]:
    if isinstance(node, dict):
        for key, value in node.items():
            yield from lists(value, (*place, key))
    elif isinstance(node, list):
        if node and all(isinstance(value, str) for value in node):
            yield place, node
        for value in node:
            yield from lists(value, place)


def test_the_fingerprint_does_not_change_by_itself() -> None:
    assert rules.fingerprint() == rules.fingerprint()
    assert len(rules.fingerprint()) == 64
