"""Informants behind reports: one source quoted by many outlets is one origin, unnamed ones never are."""

from __future__ import annotations

from typing import Any

import pytest

from crosswire.base import Anchor, ChainLink, Copy, Event, Grouping, Reading, Report
from crosswire.group import group
from crosswire.group.informants import Informants, count_origins
from crosswire.group.shelf import Shelf
from tests.group.making import entity, mention, told

HEADLINE = "Shells hit the market of Ostrel"
TELLINGS = (
    "The Vallen Monitor said shells hit the market of Ostrel and burned nine stalls of the fish sellers.",
    "Shells hit the market of Ostrel on Tuesday morning, the Vallen Monitor said, and nine stalls burned.",
    "According to the Vallen Monitor, shells hit the market of Ostrel, where nine stalls burned down.",
)


def link(report: Report, words: str, **fields: Any) -> ChainLink:
    start = report.text.index(words)
    return ChainLink(text=words, report=report.id, start=start, end=start + len(words), **fields)


def grouped(sources: list[str], **fields: Any) -> Grouping:
    """Three outlets on one attack; each from the monitor, in its own voice, or from an unnamed source."""
    reports, readings = [], []
    for n, (source, body) in enumerate(zip(sources, TELLINGS, strict=True)):
        made = told(HEADLINE, body, published="2031-12-09", path=f"{n}.txt")
        monitor, town = entity(made, "Vallen Monitor", "organisation"), entity(made, "Ostrel", "place")
        chain = {
            "monitor": (link(made, "Vallen Monitor", entity=monitor.id, type="monitor"),),
            "unnamed": (link(made, "Vallen Monitor", type="monitor", anonymous=True),),
            "own": (),
        }[source]
        clause = body[body.lower().index("shells") :].rstrip(".")
        hit = mention(made, clause, "hit", "attk", place=town, attribution=chain)
        reports.append(made)
        readings.append(Reading(report=made.id, entities=(monitor, town), mentions=(hit,)))
    return group(reports, readings)


@pytest.mark.parametrize(
    ("sources", "origins"),
    [
        (["monitor", "monitor", "monitor"], 1),
        (["monitor", "own", "monitor"], 2),
        (["own", "own", "own"], 3),
        (["unnamed", "unnamed", "unnamed"], 3),
    ],
)
def test_a_monitor_quoted_by_three_outlets_is_one_origin(sources: list[str], origins: int) -> None:
    [event] = grouped(sources).events
    assert len(event.reports) == 3
    assert len(event.origins) == origins


def test_the_informant_two_prints_share_stands_behind_their_lineage() -> None:
    body = "The Vallen Monitor said shells hit the market of Ostrel and burned nine stalls that fish sellers had built."
    reports, readings = [], []
    for n, closing in enumerate(("The port stayed open.", "Ferries sailed all day as they had before the war.")):
        made = told(HEADLINE, f"{body}\n\n{closing}", published=f"2031-12-0{8 + n}", path=f"{n}.txt")
        monitor, town = entity(made, "Vallen Monitor", "organisation"), entity(made, "Ostrel", "place")
        source = (link(made, "Vallen Monitor", entity=monitor.id, type="monitor"),)
        hit = mention(made, body[23:-1], "hit", "attk", place=town, attribution=source)
        reports.append(made)
        readings.append(Reading(report=made.id, entities=(monitor, town), mentions=(hit,)))
    [lineage] = group(reports, readings).lineages
    assert lineage.informants == ("Vallen Monitor",)


def test_what_a_report_tells_in_a_copied_sentence_alone_adds_no_origin() -> None:
    wire = "Shells hit the market of Ostrel on Tuesday morning and burned nine stalls that the fish sellers had built."
    own, again = "Gulls cried.", "Shells hit the market of Ostrel again"
    reports, readings = [], []
    for n, body in enumerate((f"{wire} {own}", f"{own} {wire}", f"{wire} {own} {again}.")):
        made = told(HEADLINE, body, published=f"2031-12-1{n}", path=f"{n}.txt")
        clauses = [wire.rstrip("."), *([again] if n == 2 else [])]
        reports.append(made)
        readings.append(Reading(report=made.id, mentions=tuple(mention(made, one, "hit", "attk") for one in clauses)))
    copies = [copied(reports[0], other, wire) for other in reports[1:]]
    names = tuple(one.id for reading in readings for one in reading.mentions)
    shelf = Shelf(reports, readings)
    event = Event(id="ev", type="ATTK", title="", actuality="happened", mentions=names, reports=())
    [counted] = count_origins([event], Informants(shelf, (), {}), shelf, (), copies)
    assert counted.origins == (reports[0].id, reports[2].id)


def copied(giver: Report, taker: Report, words: str) -> Copy:
    """A passage that stands in both."""
    spots = [Anchor(report=one.id, start=(at := one.text.index(words)), end=at + len(words)) for one in (giver, taker)]
    return Copy(id="cp", a=spots[0], b=spots[1], kind="verbatim", overlap=1.0, direction=None, why="")
