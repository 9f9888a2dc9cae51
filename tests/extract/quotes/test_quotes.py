"""Quotations with speaker, kind and circumstances, from a table of invented sentences."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

from crosswire.base import Completeness, Entity, EntityMention, Quote, Report
from crosswire.dissect import LoadedModel, dissect
from crosswire.extract import quotes
from tests.making import report

CASES: list[dict[str, Any]] = tomllib.loads((Path(__file__).parent / "cases" / "quotes.toml").read_text("utf-8"))[
    "case"
]


def entities_of(made: Report, listed: list[str]) -> tuple[Entity, ...]:
    """Entities from lines "kind: name|alias", mentioned wherever one of the names stands."""
    rows = []
    for line in listed:
        kind, names = line.split(": ")
        found = re.finditer(rf"\b(?:{names})\b", made.text)
        mentions = tuple(EntityMention(report=made.id, start=m.start(), end=m.end(), form="name") for m in found)
        name = names.split("|")[0]
        rows.append(Entity(id=name, kind=kind, name=name, mentions=mentions))  # type: ignore[arg-type]
    return tuple(rows)


def shown(made: Report, quote: Quote) -> dict[str, Any]:
    text = made.text
    return {
        "kind": quote.kind,
        "act": quote.act,
        "words": " | ".join(text[p.start : p.end] for p in quote.parts),
        "speaker": " | ".join(text[p.start : p.end] for p in quote.speaker_spans),
        "entity": quote.speaker or "",
        "anonymous": quote.anonymous,
        "cue": text[quote.cue_span.start : quote.cue_span.end] if quote.cue_span else "",
        "addressee": quote.addressee or "",
        "channel": quote.channel or "",
        "where": quote.where or "",
        "chain": [link.text for link in quote.chain],
        "hearsay_depth": quote.hearsay_depth,
    }


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_quotes(case: dict[str, Any], model: LoadedModel) -> None:
    made = report(case["text"], completeness=Completeness(value=case.get("page", "full")))
    found = quotes.find(made, dissect(made, model), entities_of(made, case.get("entities", [])))
    rows = [shown(made, quote) for quote in found]
    if case.get("some"):
        assert [want for want in case["quotes"] if not any(want.items() <= row.items() for row in rows)] == []
        return
    keys = [tuple(want) for want in case["quotes"]]
    assert [{key: row[key] for key in wanted} for row, wanted in zip(rows, keys, strict=False)] == case["quotes"]
    assert len(rows) == len(keys), rows
