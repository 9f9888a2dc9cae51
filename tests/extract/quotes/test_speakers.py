"""Who speaks, by name: the share of quotations given to the right entity, and unnamed sources left unnamed."""

from __future__ import annotations

from collections import Counter

import pytest

from crosswire.base import Entity, Quote
from crosswire.dissect import LoadedModel, dissect
from crosswire.extract import names, quotes
from tests.extract.quotes.marked import UNNAMED, Gold, MarkedPage, pages
from tests.making import report

PAGES = pages()
FLOOR = 0.85
AT_LEAST = 300


def gold_entity(page: MarkedPage, key: str, entities: tuple[Entity, ...]) -> Entity | None:
    """The entity that stands where the page first gives the key its name, or mentions it at all."""
    mentions = [gold for gold in page.mentions if gold.key == key]
    full = [gold for gold in mentions if is_name(page.cast[key], page.text[gold.start : gold.end])]
    first = (full or mentions)[0]
    over = [
        (m.start < first.start or first.end < m.end, abs(m.start - first.start) + abs(m.end - first.end), entity)
        for entity in entities
        for m in entity.mentions
        if m.form != "pronoun" and m.start < first.end and first.start < m.end
    ]
    return min(over, key=lambda row: (*row[:2], row[2].id))[2] if over else None


def is_name(full: str, words: str) -> bool:
    return full.casefold() in words.casefold() or (len(words) > 3 and words.casefold() in full.casefold())


def best(gold: Gold, found: tuple[Quote, ...]) -> Quote | None:
    """The quotation that shares most of its words with the gold one, at least half of the shorter."""
    fitting = []
    for quote in found:
        size = sum(part.end - part.start for part in quote.parts)
        shared = sum(max(0, min(p.end, gold.end) - max(p.start, gold.start)) for p in quote.parts)
        if shared >= 0.5 * min(size, gold.end - gold.start):
            fitting.append((-shared / max(size, gold.end - gold.start), quote.id, quote))
    return min(fitting)[2] if fitting else None


def judged(page: MarkedPage, model: LoadedModel) -> Counter[str]:
    made = report(page.text, published="2019-09-20")
    passages = dissect(made, model)
    entities = names.find(made, passages)
    found = quotes.find(made, passages, entities)
    counts: Counter[str] = Counter()
    for gold in page.quotes:
        quote = best(gold, found)
        if gold.key == UNNAMED:
            counts["unnamed"] += 1
            counts["left unnamed"] += quote is None or quote.speaker is None
            continue
        who = gold_entity(page, gold.key, entities)
        counts["all"] += 1
        counts["right"] += quote is not None and who is not None and quote.speaker == who.id
        counts["wrong"] += quote is not None and quote.speaker is not None and (who is None or quote.speaker != who.id)
    return counts


@pytest.fixture(scope="module")
def total(model: LoadedModel) -> Counter[str]:
    return sum((judged(page, model) for page in PAGES), Counter())


def test_enough_quotations(total: Counter[str]) -> None:
    assert total["all"] >= AT_LEAST


def test_speakers_by_name(total: Counter[str]) -> None:
    assert total["right"] / total["all"] >= FLOOR


def test_few_are_given_to_somebody_else(total: Counter[str]) -> None:
    assert total["wrong"] / total["all"] <= 0.04


def test_unnamed_sources_stay_unnamed(total: Counter[str]) -> None:
    assert total["unnamed"] >= 10
    assert total["left unnamed"] / total["unnamed"] >= 0.9


def test_every_key_is_cast() -> None:
    for page in PAGES:
        keys = {gold.key for gold in (*page.mentions, *page.quotes)} - {UNNAMED}
        assert keys <= set(page.cast), page.name
        assert {gold.key for gold in page.quotes} - {UNNAMED} <= {gold.key for gold in page.mentions}, page.name
