"""The sample story through the rooms before this one: what must hold of any grouping, and of this one."""

from __future__ import annotations

import random
from collections.abc import Sequence
from pathlib import Path

import pytest

from crosswire.base import Grouping, Limits, Page, Reading, Report
from crosswire.collect import clean, read
from crosswire.dissect import LoadedModel, dissect_many
from crosswire.flow import extract
from crosswire.group import adopt, group

SAMPLES = Path(__file__).parents[2] / "samples" / "pages"
Read = tuple[list[Report], list[Reading], Grouping]


@pytest.fixture(scope="module")
def whole(model: LoadedModel) -> Read:
    limits = Limits()
    pages = read(sorted(SAMPLES.glob("0[1-5]-*.txt")), limits)
    reports = [clean(page, limits) for page in pages if isinstance(page, Page)]
    readings = [extract(r, found) for r, found in zip(reports, dissect_many(reports, model), strict=True)]
    return reports, readings, group(reports, readings)


def names(reports: Sequence[Report], ids: Sequence[str]) -> set[str]:
    return {Path(r.path).name[:2] for r in reports if r.id in ids}


def test_two_stories_under_one_storyline(whole: Read) -> None:
    reports, _, grouping = whole
    assert [names(reports, story.reports) for story in grouping.stories] == [{"01", "02", "03"}, {"04", "05"}]
    assert len(grouping.storylines) == 1


def test_the_wire_copy_is_one_lineage(whole: Read) -> None:
    reports, _, grouping = whole
    assert len(grouping.copies) >= 4
    assert {"01", "02"} <= names(reports, grouping.lineages[0].reports)


def test_ids_are_unique_and_every_anchor_is_inside_its_report(whole: Read) -> None:
    reports, _, grouping = whole
    texts = {r.id: r.text for r in reports}
    for table in (grouping.entities, grouping.events, grouping.copies, grouping.stories, grouping.lineages):
        ids = [row.id for row in table]
        assert len(ids) == len(set(ids))
    anchors = [m for e in grouping.entities for m in e.mentions] + [x for c in grouping.copies for x in (c.a, c.b)]
    assert all(0 <= a.start < a.end <= len(texts[a.report]) for a in anchors)


def test_every_name_is_known_and_every_mention_has_at_most_one_event(whole: Read) -> None:
    _, readings, grouping = whole
    known = {e.id for e in grouping.entities}
    events = {e.id for e in grouping.events}
    told = [name for e in grouping.events for name in e.mentions]
    assert len(told) == len(set(told))
    assert {x.to for e in grouping.events for x in e.links} <= events
    for reading in readings:
        adopted = adopt(reading, grouping)
        assert {e.id for e in adopted.entities} <= known
        filled = {p.entity for m in adopted.mentions for p in m.participants if p.entity}
        assert filled <= known
        assert {c.event for c in adopted.claims if c.event} <= events


def test_any_order_gives_the_same(whole: Read) -> None:
    reports, readings, grouping = whole
    for seed in range(3):
        ahead, behind = list(reports), list(readings)
        random.Random(seed).shuffle(ahead)
        random.Random(seed + 7).shuffle(behind)
        assert group(ahead, behind) == grouping
