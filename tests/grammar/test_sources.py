"""What kind of source some words name, and for whom it speaks."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from crosswire.base import Entity, Role
from crosswire.grammar import Principal, source

CASES: list[list[str]] = tomllib.loads((Path(__file__).parent / "cases" / "sources.toml").read_text("utf-8"))["case"]


@pytest.mark.parametrize(("words", "kind", "side"), CASES, ids=lambda word: str(word))
def test_words(words: str, kind: str, side: str) -> None:
    assert source(words) == (kind or None, side or None)


def test_an_unnamed_official_is_a_kind_of_its_own_but_not_a_party_s() -> None:
    assert source("a US official", head="official", anonymous=True) == ("anonymous_official", "USA")
    assert source("a rebel official", head="official", anonymous=True) == ("armed_group", "rebel")
    assert source("a doctor", head="doctor", anonymous=True).type == "medic_or_rescuer"


def test_whom_a_spokesman_speaks_for_counts_before_his_own_words() -> None:
    front = Entity(id="e1", kind="organisation", name="Tamber Front")
    assert source("Colonel Lenz", principal=Principal("the Tamber Front", front)) == ("armed_group", "Tamber Front")
    assert source("a spokesman", principal=Principal("the opposition bloc")) == ("opposition_body", "opposition bloc")


def test_what_the_report_says_of_somebody_counts_where_the_words_are_a_name() -> None:
    role = Role(text="foreign minister", report="r1", start=0, end=16)
    minister = Entity(id="e1", kind="person", name="Pavel Stroy", country="RUS", sector="GOV", roles=(role,))
    assert source("Stroy", minister) == ("foreign_minister", "RUS")
    envoy = Entity(id="e2", kind="person", name="Ana Brell", country="IGO", sector="IGO")
    assert source("Brell", envoy) == ("international_organisation", None)
