"""To whom, over which channel, when and through whom something was said, from a table of constructions."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from crosswire.base import Quote
from crosswire.dissect import LoadedModel, dissect
from crosswire.extract import names, quotes, times
from tests.making import report

CASES: list[dict[str, Any]] = tomllib.loads((Path(__file__).parent / "cases" / "around.toml").read_text("utf-8"))[
    "case"
]


def read(text: str, model: LoadedModel) -> tuple[Quote, ...]:
    made = report(text, published="2019-11-22")
    passages = dissect(made, model)
    return quotes.find(made, passages, names.find(made, passages), times.find(made, passages))


def shown(quote: Quote) -> dict[str, Any]:
    return {
        "act": quote.act,
        "addressee": quote.addressee or "",
        "channel": quote.channel or "",
        "said": (quote.said.from_ or "") if quote.said else "",
        "chain": [[link.text, link.type or ""] for link in quote.chain],
        "depth": quote.hearsay_depth,
    }


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:60])
def test_around(case: dict[str, Any], model: LoadedModel) -> None:
    rows = [shown(quote) for quote in read(case["text"], model)]
    wanted = {key: value for key, value in case.items() if key != "text"}
    assert any({key: row[key] for key in wanted} == wanted for row in rows), rows
