"""The outlet's name behind a headline in text without markup, and what only looks like one."""

import pytest

from crosswire.base import Limits, Page
from crosswire.collect import clean

BELOW = """By Mara Ostin

3 March 2021

The harbour board of Port Sarrow said on Monday that the road to the mole would be opened again before the weekend.

Minister Ilse Koravan told reporters that the council had voted for the text after nine hours of talks in Varenne.

The Tamber Front rejected it and asked for the coast road to be opened as well, its speaker said in Lower Tamber.
"""


@pytest.mark.parametrize(
    ("printed", "headline"),
    [
        ("Council adopts Resolution 2401", "Council adopts Resolution 2401"),
        ("What the text says | Resolution 2401", "What the text says | Resolution 2401"),
        ("What the text says :: Resolution 2401", "What the text says :: Resolution 2401"),
        ("Who holds the road | Tamber Front", "Who holds the road | Tamber Front"),
        ("Road to the mole opens | Sarrow 24", "Road to the mole opens"),
        ("Road to the mole opens | World", "Road to the mole opens"),
        ("Road to the mole opens | The Merrow Post", "Road to the mole opens"),
        ("Ceasefire holds in the north - day 12", "Ceasefire holds in the north - day 12"),
    ],
)
def test_only_an_outlet_or_a_section_is_cut(printed: str, headline: str) -> None:
    text = f"{printed}\n\n{BELOW}"
    found = clean(Page(path="a.txt", text=text, sha256="x", encoding="utf-8"), Limits()).headline
    assert found is not None
    assert found.text == headline
    assert text[found.start : found.end] == headline
