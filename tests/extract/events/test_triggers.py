"""Every trigger group fires on its own example and spares the other; the rules hold no key nobody reads."""

from __future__ import annotations

from typing import Any

import pytest

from crosswire import rules
from crosswire.dissect import LoadedModel, dissect
from crosswire.extract.events import find
from crosswire.extract.events.rules import book, read_trigger
from tests.making import report

TABLES = rules.load_folder("en/events")
ENTRIES = [
    pytest.param(table["type"], number, entry, id=f"{table['type']}-{number}-{entry.get('subtype')}")
    for table in TABLES.values()
    for number, entry in enumerate(table["trigger"])
]


def types(model: LoadedModel, text: str) -> set[str]:
    made = report(text)
    return {mention.type for mention in find(made, dissect(made, model))}


@pytest.mark.parametrize(("name", "number", "entry"), ENTRIES)
def test_a_trigger_fires_and_spares(model: LoadedModel, name: str, number: int, entry: dict[str, Any]) -> None:
    missed = [text for text in entry["fires"] if name not in types(model, text)]
    wrong = [text for text in entry["spares"] if name in types(model, text)]
    assert (missed, wrong) == ([], [])


@pytest.mark.parametrize(("name", "number", "entry"), ENTRIES)
def test_a_trigger_asks_only_for_what_is_known(name: str, number: int, entry: dict[str, Any]) -> None:
    trigger = read_trigger(name, number, entry)
    assert trigger.verbs or trigger.nouns or trigger.adjectives
    assert entry["fires"]
    assert entry["spares"]


@pytest.mark.parametrize("stem", TABLES)
def test_a_type_is_named_like_its_file_and_its_subtypes(stem: str) -> None:
    table = TABLES[stem]
    assert table["type"] == stem
    named = [entry["name"] for entry in table.get("subtype", ())]
    named += [entry["subtype"] for entry in table["trigger"] if "subtype" in entry]
    assert all(name.startswith(f"{stem.lower()}.") for name in named)
    classes = set(rules.load("en/grammar_classes")) | {"any", "fire", "gunfire"}
    assert {role.kind for role in book().types[stem].roles} <= classes
