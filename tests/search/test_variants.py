"""A name is looked for in all the spellings by which the record knows its bearer."""

from __future__ import annotations

import pytest

from crosswire.base import And, Entity, Not, Or, Words
from crosswire.search import parse, spellings, widened

ENTITIES = [
    Entity(id="e-1", kind="person", name="Sergei Malenk", aliases=("Malenk", "Sergey Malenk", "the envoy")),
    Entity(id="e-2", kind="person", name="Anna Malenk", aliases=("Malenk",)),
    Entity(id="e-3", kind="place", name="Selmar"),
]
KNOWN = spellings(ENTITIES)


def names(query: str) -> set[str]:
    """Every name looked for, with its field."""
    found: set[str] = set()

    def walk(node: object) -> None:
        if isinstance(node, Words):
            found.add(" ".join(node.words))
        elif isinstance(node, And | Or):
            [walk(part) for part in node.parts]
        elif isinstance(node, Not):
            walk(node.part)

    walk(widened(parse(query), lambda spelling: KNOWN.get(spelling, ())))
    return found


@pytest.mark.parametrize(
    ("query", "also", "never"),
    [
        ('speaker:"Sergey Malenk"', {"Sergei Malenk", "Malenk"}, {"Anna Malenk", "the envoy"}),
        ('person:"foreign minister Malenk"', {"Sergei Malenk", "Sergey Malenk", "Anna Malenk"}, {"the envoy"}),
        ("NOT speaker:Malenk", {"Sergei Malenk", "Anna Malenk"}, set()),
        ("Malenk", {"Malenk"}, {"Sergei Malenk"}),
        ("speaker:Malen*", {"Malen"}, {"Sergei Malenk"}),
        ("place:Selmar", {"Selmar"}, {"Malenk"}),
    ],
)
def test_who_looks_for_one_finds_all(query: str, also: set[str], never: set[str]) -> None:
    found = names(query)
    assert also <= found
    assert not never & found


def test_names_that_stand_alone_are_left_out() -> None:
    assert "selmar" not in KNOWN
    assert "the envoy" not in {name for known in KNOWN.values() for name in known}
