"""What an actor string tells of state and sector."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from crosswire.extract import names

CASES = tomllib.loads((Path(__file__).parent / "cases" / "actor.toml").read_text("utf-8"))["cases"]


@pytest.mark.parametrize(("text", "country", "sector"), CASES)
def test_actor(text: str, country: str, sector: str) -> None:
    who = names.actor(text)
    assert (who.country or "", who.sector or "") == (country, sector)
