"""Whose word a count is."""

from __future__ import annotations

from crosswire import flow
from crosswire.dissect import LoadedModel, dissect
from tests.making import report

TEXT = (
    "Police said 12 people died. At least 40 were hurt, according to the Tamber Observatory, citing medics. "
    "Four trucks crossed on Friday."
)


def test_a_count_carries_the_chain_of_the_words_it_stands_in(model: LoadedModel) -> None:
    made = report(TEXT, published="2021-05-04")
    reading = flow.extract(made, dissect(made, model), ("numbers",))
    told = {number.text: [link.text for link in number.attribution] for number in reading.numbers}
    assert told == {
        "12 people": ["Police"],
        "At least 40": ["the Tamber Observatory", "medics"],
        "Four trucks": [],
    }
