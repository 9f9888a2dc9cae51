"""Figures for people that no event carries, made into claims: "43 were among the dead", "the toll was 31"."""

from __future__ import annotations

from bisect import bisect_right
from operator import attrgetter
from typing import NamedTuple

from crosswire.base import ChainLink, Claim, Mention, Number, Part, Quote, Reading, Report, Trigger, row_id

LEAST = 2
"""People from whom a figure is a count."""


class Figure(NamedTuple):
    """A claim, and the sentence it stands in as the mention that carries it. Neither is a row of the record."""

    claim: Claim
    mention: Mention


def loose_figures(report: Report, reading: Reading) -> list[Figure]:
    """The numbers of killed, injured and others that no mention holds, in order."""
    held = {number.start for mention in reading.mentions for number in mention.numbers}
    found = []
    for number in reading.numbers:
        if not number.outcome or (number.low or number.high or 0) < LEAST or number.start in held or number.parent:
            continue
        place = bisect_right(reading.sentences, number.start, key=attrgetter("start")) - 1
        if place >= 0 and reading.sentences[place].end > number.start:
            found.append(_figure(report, number, reading.sentences[place], reading.quotes))
    return found


def _figure(report: Report, number: Number, sentence: Part, quotes: tuple[Quote, ...]) -> Figure:
    source = _source(report, number, quotes)
    mention = Mention(
        id=row_id("m", number.id, "loose"),
        report=report.id,
        start=sentence.start,
        end=sentence.end,
        trigger=Trigger(text=number.text, start=number.start, end=number.end),
        type="CASL",
        tense="past",
        numbers=(number,),
        attribution=source,
    )
    claim = Claim(
        id=row_id("c", number.id, "loose"),
        report=report.id,
        source=source,
        value=number.text,
        outcome=number.outcome,
        group=number.group,
        low=number.low,
        high=number.high,
        as_of=report.published.value if report.published else None,
        standing=report.standing(number.start),
        mentions=(mention.id,),
    )
    return Figure(claim, mention)


def _source(report: Report, number: Number, quotes: tuple[Quote, ...]) -> tuple[ChainLink, ...]:
    """Who gives the figure: the chain, or else the speaker, of the shortest statement it stands in."""
    around = [
        (part.end - part.start, quote.id, quote)
        for quote in quotes
        for part in quote.parts
        if part.start <= number.start < part.end and quote.act == "say"
    ]
    if not around:
        return ()
    quote = min(around, key=lambda one: one[:2])[2]
    if quote.chain:
        return quote.chain
    if not quote.speaker_spans:
        return ()
    span = quote.speaker_spans[0]
    words = report.text[span.start : span.end]
    return (ChainLink(entity=quote.speaker, text=words, report=report.id, start=span.start, end=span.end),)
