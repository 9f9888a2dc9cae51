"""Mentions joined within and across reports: B³ over the marked pages, told as stories of the same days."""

from __future__ import annotations

from collections import defaultdict

import pytest

from crosswire.base import Entity, Reading, Report
from crosswire.dissect import LoadedModel, dissect
from crosswire.extract import names
from crosswire.group import adopt, group, tell
from tests.extract.quotes.marked import Gold, MarkedPage, pages
from tests.making import report

PAGES = pages()
FLOOR = 0.90
AT_LEAST = 400
Spot = tuple[int, int, int]


def entity_over(gold: Gold, entities: tuple[Entity, ...]) -> str | None:
    """The entity whose mention ends where the gold one does, or covers most of it; the closest."""
    over = []
    for entity in entities:
        for m in entity.mentions:
            shared = min(m.end, gold.end) - max(m.start, gold.start)
            if shared >= 0.5 * min(m.end - m.start, gold.end - gold.start) and shared > 0:
                outside = m.start < gold.start or gold.end < m.end
                over.append((outside, abs(m.start - gold.start) + abs(m.end - gold.end), entity.id))
    return min(over)[2] if over else None


def read(model: LoadedModel) -> tuple[list[Report], list[Reading]]:
    reports, readings = [], []
    for n, page in enumerate(PAGES):
        made = report(page.text, published=f"2019-09-{10 + n % 3:02}", path=f"{page.story}-{n}.txt")
        reports.append(made)
        readings.append(Reading(report=made.id, entities=names.find(made, dissect(made, model))))
    return reports, readings


def joined(model: LoadedModel) -> list[tuple[MarkedPage, tuple[Entity, ...]]]:
    """Each page with its entities as the record has them."""
    reports, readings = read(model)
    grouping = group(reports, readings, tell(reports, readings))
    adopted = [adopt(reading, grouping) for reading in readings]
    of_record = {entity.id: entity for entity in grouping.entities}
    rows = []
    for page, made, reading in zip(PAGES, reports, adopted, strict=True):
        here = []
        for entity in reading.entities or of_record.values():
            mentions = tuple(m for m in of_record.get(entity.id, entity).mentions if m.report == made.id)
            if mentions:
                here.append(Entity(id=entity.id, kind=entity.kind, name=entity.name, mentions=mentions))
        rows.append((page, tuple(here)))
    return rows


def b_cubed(gold: dict[Spot, str], system: dict[Spot, str]) -> float:
    def mean(one: dict[Spot, str], other: dict[Spot, str]) -> float:
        sets: dict[str, set[Spot]] = defaultdict(set)
        others: dict[str, set[Spot]] = defaultdict(set)
        for spot in one:
            sets[one[spot]].add(spot)
            others[other[spot]].add(spot)
        return sum(len(sets[one[s]] & others[other[s]]) / len(sets[one[s]]) for s in one) / len(one)

    recall, precision = mean(gold, system), mean(system, gold)
    return 2 * recall * precision / (recall + precision)


@pytest.fixture(scope="module")
def answers(model: LoadedModel) -> tuple[dict[Spot, str], dict[Spot, str]]:
    gold: dict[Spot, str] = {}
    system: dict[Spot, str] = {}
    for n, (page, entities) in enumerate(joined(model)):
        for mention in page.mentions:
            spot = (n, mention.start, mention.end)
            gold[spot] = mention.key
            system[spot] = entity_over(mention, entities) or f"alone {spot}"
    return gold, system


def test_enough_mentions(answers: tuple[dict[Spot, str], dict[Spot, str]]) -> None:
    assert len(answers[0]) >= AT_LEAST


def test_mentions_join(answers: tuple[dict[Spot, str], dict[Spot, str]]) -> None:
    assert b_cubed(*answers) >= FLOOR
