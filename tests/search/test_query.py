"""Queries say what they look for, and where they go wrong."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crosswire.base import And, Field, Not, Or, Words
from crosswire.errors import UsageError
from crosswire.search import parse


def words(*found: str, field: str | None = None, is_prefix: bool = False) -> Words:
    return Words(words=found, field=field, is_prefix=is_prefix)


@pytest.mark.parametrize(
    ("query", "meaning"),
    [
        ("truce", words("truce")),
        ("truce convoy", And(parts=(words("truce"), words("convoy")))),
        ("truce AND convoy", And(parts=(words("truce"), words("convoy")))),
        ('"relief convoy"', words("relief", "convoy")),
        ("conv*", words("conv", is_prefix=True)),
        ("well-known", words("well", "known")),
        ("truce OR ceasefire", Or(parts=(words("truce"), words("ceasefire")))),
        ("a b OR c", And(parts=(words("a"), Or(parts=(words("b"), words("c")))))),
        ("NOT truce", Not(part=words("truce"))),
        ("-truce", Not(part=words("truce"))),
        ("(a b) OR c", Or(parts=(And(parts=(words("a"), words("b"))), words("c")))),
        ("speaker:koravan", words("koravan", field="speaker")),
        ('speaker:"Ilse Koravan"', words("Ilse", "Koravan", field="speaker")),
        (
            "person:Sergey",
            Or(parts=(words("Sergey", field="person"), words("sergi", field="person"))),
        ),
        ("Sergey", words("Sergey")),
        ("kind:claim", Field(name="kind", value="claim")),
        ("type:ATTK", Field(name="type", value="attk")),
        ("after:2019-09", Field(name="after", value="2019-09-01")),
        ("before:2019", Field(name="before", value="2019-01-01")),
        ("disputed:yes", Field(name="disputed", value="yes")),
        ('"AND"', words("AND")),
    ],
)
def test_what_a_query_means(query: str, meaning: object) -> None:
    assert parse(query) == meaning


@pytest.mark.parametrize(
    ("query", "place", "why"),
    [
        ("", 1, "empty"),
        ("   ", 1, "empty"),
        ('truce "relief', 7, "no partner"),
        ("truce (convoy", 14, "not closed"),
        ("truce)", 6, "closes nothing"),
        ("truce OR", 9, "should stand here"),
        ("OR truce", 1, "should stand here"),
        ("colour:red", 1, "no field 'colour'"),
        ("truce after:soon", 13, "A day is written"),
        ("after:2019-13", 7, "A day is written"),
        ("kind:page", 6, "takes report, quote"),
        ("truce ---", 10, "should stand here"),
        ("truce ;", 7, "no letter or digit"),
        (": truce", 1, "before the colon"),
        ("speaker:", 8, "a value follows"),
        ("(" * 60 + "a" + ")" * 60, 52, "deep"),
    ],
)
def test_where_a_query_goes_wrong(query: str, place: int, why: str) -> None:
    with pytest.raises(UsageError, match="CW107") as fault:
        parse(query)
    assert why in fault.value.error
    assert f"character {place}:" in fault.value.error
    assert fault.value.cure.splitlines()[-1] == " " * (place - 1) + "^"


@given(st.text(alphabet='ab "()*:-ANDORT\n\x00é', max_size=40))
def test_any_text_is_a_query_or_a_usage_error(query: str) -> None:
    with suppress(UsageError):
        parse(query)
