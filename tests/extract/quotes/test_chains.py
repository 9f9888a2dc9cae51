"""Through whom words came, to whom and where they were said: a table of constructions with a floor for each field."""

from __future__ import annotations

import tomllib
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from crosswire.base import Quote
from crosswire.dissect import LoadedModel, dissect
from crosswire.extract import events, names, quotes, times
from tests.making import report

CASES: list[dict[str, Any]] = tomllib.loads((Path(__file__).parent / "cases" / "chains.toml").read_text("utf-8"))[
    "case"
]
FIELDS = ("words", "types", "sides", "unnamed", "depth", "addressee", "channel", "where", "said", "act")
FLOOR = 0.85
AT_LEAST = 80


def read(text: str, model: LoadedModel) -> tuple[Quote, ...]:
    made = report(text, published="2019-11-22")
    passages = dissect(made, model)
    return quotes.find(made, passages, names.find(made, passages), times.find(made, passages))


def wanted(case: dict[str, Any]) -> dict[str, Any]:
    gold = {key: value for key, value in case.items() if key not in ("text", "chain", "unnamed")}
    if "chain" in case:
        gold["words"], gold["types"], gold["sides"] = ([link[n] for link in case["chain"]] for n in range(3))
        gold["unnamed"] = case.get("unnamed", [])
    return gold


def shown(quote: Quote) -> dict[str, Any]:
    return {
        "words": [link.text for link in quote.chain],
        "types": [link.type or "" for link in quote.chain],
        "sides": [link.side or "" for link in quote.chain],
        "unnamed": [n for n, link in enumerate(quote.chain) if link.anonymous],
        "depth": quote.hearsay_depth,
        "addressee": quote.addressee or "",
        "channel": quote.channel or "",
        "where": quote.where or "",
        "said": (quote.said.from_ or "") if quote.said else "",
        "act": quote.act,
    }


def judged(case: dict[str, Any], model: LoadedModel) -> dict[str, bool]:
    """Each field of the gold, as the quotation has it that fits the most of them."""
    gold = wanted(case)
    rows = [{key: shown(quote)[key] == gold[key] for key in gold} for quote in read(case["text"], model)]
    return max(rows, key=lambda row: sum(row.values()), default=dict.fromkeys(gold, False))


@pytest.fixture(scope="module")
def rows(model: LoadedModel) -> list[dict[str, bool]]:
    return [judged(case, model) for case in CASES]


def test_enough_constructions() -> None:
    assert len(CASES) >= AT_LEAST
    assert len({case["text"] for case in CASES}) == len(CASES)


@pytest.mark.parametrize("field", FIELDS)
def test_a_field(field: str, rows: list[dict[str, bool]]) -> None:
    counts = Counter(row[field] for row in rows if field in row)
    assert counts[True] / counts.total() >= FLOOR, counts


def test_whole_chains(rows: list[dict[str, bool]]) -> None:
    parts = ("words", "types", "sides", "unnamed", "depth")
    told = [all(row[part] for part in parts if part in row) for row in rows if "words" in row]
    assert sum(told) / len(told) >= FLOOR


MENTIONS = [
    (
        "A spokesman for the Tamber Front told Reuters that its men had shelled the airport.",
        ["Reuters", "A spokesman for the Tamber Front", "the Tamber Front"],
        ["", "Tamber Front", "Tamber Front"],
    ),
    ("The US military said its jets had bombed the bridge.", ["The US military"], ["USA"]),
    ("Jets bombed the bridge on Tuesday.", [], []),
]


@pytest.mark.parametrize(("text", "chain", "sides"), MENTIONS, ids=lambda value: str(value)[:40])
def test_what_is_told_carries_the_same_chain(text: str, chain: list[str], sides: list[str], model: LoadedModel) -> None:
    made = report(text, published="2019-11-22")
    passages = dissect(made, model)
    entities = names.find(made, passages)
    found = events.find(made, passages, entities, quotes=quotes.find(made, passages, entities))
    attack = next(mention for mention in found if mention.type == "ATTK")
    assert [link.text for link in attack.attribution] == chain
    assert [link.side or "" for link in attack.attribution] == sides
