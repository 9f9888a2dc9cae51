"""Names on invented people and places, by tables of cases."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from crosswire.base import Entity
from crosswire.dissect import LoadedModel, dissect
from crosswire.extract import names
from tests.making import report

CASES = tomllib.loads((Path(__file__).parent / "cases" / "find.toml").read_text("utf-8"))["case"]


def found(text: str, model: LoadedModel) -> dict[str, Entity]:
    made = report(text)
    return {entity.name: entity for entity in names.find(made, dissect(made, model))}


def said(entity: Entity, text: str) -> list[str]:
    return [f"{m.form}:{text[m.start : m.end]}" for m in entity.mentions]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["why"])
def test_entities(case: dict[str, Any], model: LoadedModel) -> None:
    text = case["text"]
    entities = found(text, model)
    for name in case.get("absent", ()):
        assert name not in entities
    for want in case.get("expect", ()):
        entity = entities.get(want["name"])
        assert entity is not None, f"{want['name']} not in {sorted(entities)}"
        for field in ("kind", "country", "sector", "precision", "parent"):
            if field in want:
                assert (getattr(entity, field) or "") == want[field], field
        if "mentions" in want:
            assert said(entity, text) == want["mentions"]
        if "roles" in want:
            assert [role.text for role in entity.roles] == want["roles"]
        if want.get("nowhere"):
            assert (entity.lat, entity.lon) == (None, None)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["why"])
def test_every_row_shows_its_words(case: dict[str, Any], model: LoadedModel) -> None:
    text = case["text"]
    for entity in found(text, model).values():
        assert entity.mentions
        for mention in entity.mentions:
            words = text[mention.start : mention.end]
            assert words
            assert words == words.strip()
            assert not words.endswith(("'s", "’s"))
            if mention.form == "name":
                assert " ".join(words.split()) in (entity.name, *entity.aliases) or entity.country
        for role in entity.roles:
            assert text[role.start : role.end] == role.text


def test_rows_move_with_their_words(model: LoadedModel) -> None:
    text = CASES[0]["text"]
    plain, moved = report(text), report("It rained all day – again.\n\n" + text)
    shift = len(moved.text) - len(text)
    spans = [
        sorted((m.start, m.end, m.form) for e in names.find(made, dissect(made, model)) for m in e.mentions)
        for made in (plain, moved)
    ]
    assert spans[1] == [(start + shift, end + shift, form) for start, end, form in spans[0]]


def test_same_whoever_asks(model: LoadedModel) -> None:
    made = report(CASES[0]["text"])
    passages = dissect(made, model)
    assert names.find(made, passages) == names.find(made, passages)
    assert names.find(made, ()) == ()
