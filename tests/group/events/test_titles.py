"""What events are called: plain words, the clearest names, nothing disputed."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from crosswire.base import Reading
from crosswire.group import group
from tests.group.making import entity, mention, told

CASES: list[dict[str, Any]] = tomllib.loads((Path(__file__).parent / "cases" / "titles.toml").read_text("utf-8"))[
    "case"
]


@pytest.mark.parametrize("case", CASES, ids=[case["title"] for case in CASES])
def test_title(case: dict[str, Any]) -> None:
    page = told("What was told", case["text"], published="2031-12-10")
    known = {name: entity(page, name) for name in case.get("persons", ())}
    known |= {name: entity(page, name, "organisation") for name in case.get("bodies", ())}
    place = entity(page, case["place"], "place") if "place" in case else None
    who = {role: [known.get(name, name) for name in names] for role, names in case["who"].items()}
    clause = case["text"].removesuffix(".")
    one = mention(
        page, clause, case["trigger"], case["type"], subtype=case.get("subtype"), tense="past", who=who, place=place
    )
    reading = Reading(report=page.id, entities=(*known.values(), *([place] if place else [])), mentions=(one,))
    (event,) = group([page], [reading]).events
    assert event.title == case["title"]
