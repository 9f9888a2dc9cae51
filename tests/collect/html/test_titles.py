"""The headline among its forms, and the names among what markup calls authors."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from crosswire.collect.html.facts import Facts, facts_of
from crosswire.collect.html.source import tree_of
from crosswire.collect.html.telling import makers, moment
from crosswire.collect.html.titles import stated_titles, title_words

CASES = tomllib.loads((Path(__file__).parent / "cases" / "markup.toml").read_text("utf-8"))


@pytest.mark.parametrize("case", CASES["tail"], ids=lambda c: c["title"])
def test_the_outlet_behind_a_title_is_left_out(case: dict[str, str]) -> None:
    facts = Facts(titles=[case["title"]], outlet=["The Northshore Wire"], url="https://www.northshore.example/x")
    assert stated_titles(facts) == [case["is"]]


@pytest.mark.parametrize("case", CASES["kicker"], ids=lambda c: c["printed"])
def test_a_kicker_is_left_out_where_another_form_shows_it(case: dict[str, str]) -> None:
    assert title_words(case["printed"], [case["stated"]], Facts())[0] == case["is"]


def test_what_the_markup_states_in_all_three_places_is_the_title() -> None:
    title, outlet = "Varenne: Talks end without result", ["The Northshore Wire"]
    facts = Facts(outlet=outlet, places=[title, f"{title} - The Northshore Wire", f"{title} | The Northshore Wire"])
    printed = "Talks in Merrow end as they began"
    assert title_words(printed, [title], facts) == [title]
    facts.places[1] = "Talks in Merrow end"
    assert title_words(printed, [title], facts)[0] == printed


@pytest.mark.parametrize("case", CASES["authors"], ids=lambda c: "; ".join(c["stated"]))
def test_authors_agencies_and_desks(case: dict[str, list[str]]) -> None:
    found = makers(Facts(authors=case["stated"], outlet=["The Northshore Wire"]), None)
    assert found == (case.get("authors", []), case.get("agencies", []), case.get("desks", []))


@pytest.mark.parametrize("case", CASES["moment"], ids=lambda c: c["stated"])
def test_moments(case: dict[str, str]) -> None:
    found = moment([case["stated"]])
    assert (found.value if found else "") == case["is"]
    assert (found.zone if found else None) == case.get("zone")


@pytest.mark.parametrize("case", CASES["ld"], ids=lambda c: c["is"])
def test_json_ld_in_the_forms_pages_write_it(case: dict[str, str]) -> None:
    root = tree_of(
        f'<html><head><script type="application/ld+json">{case["script"]}</script></head><body>x</body></html>'
    )
    assert facts_of(root).authors == [case["is"]]
