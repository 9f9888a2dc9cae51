"""What can be found in a report, and in a record: rows with their words and what they can be found by."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

import msgspec

from crosswire.base import Claim, Entity, Event, Mention, Quote, Reading, Record, Report, Row
from crosswire.search.spelling import with_folded


def rows_of_report(report: Report, reading: Reading) -> Iterator[Row]:
    """The report itself, its quotations, its mentions of events, and after each the claims about it."""
    named = {entity.id: entity for entity in reading.entities}
    day = report.published.value[:10] if report.published else None
    yield Row(
        kind="report",
        row=report.id,
        report=report.id,
        text="\n".join(report.text[block.start : block.end] for block in report.blocks if block.kind != "noise"),
        day=day,
        place=_names(named.values(), "place"),
        person=_names(named.values(), "person"),
        outlet=report.outlet.text if report.outlet else "",
        agency=report.agency.text if report.agency else "",
    )
    for quote in reading.quotes:
        yield _quote(quote, report, named, day)
    about: dict[str, list[Claim]] = {}
    for claim in reading.claims:
        about.setdefault(claim.mentions[0] if claim.mentions else "", []).append(claim)
    for mention in reading.mentions:
        claims = about.get(mention.id, [])
        row = _mention(mention, claims, report, named, day)
        yield row
        yield from (_claim(claim, row) for claim in claims)


def _quote(quote: Quote, report: Report, named: dict[str, Entity], day: str | None) -> Row:
    spans = [report.text[part.start : part.end] for part in quote.speaker_spans]
    said = quote.said.from_[:10] if quote.said and quote.said.from_ else day
    return Row(
        kind="quote",
        row=quote.id,
        report=report.id,
        text=" … ".join(report.text[part.start : part.end] for part in quote.parts),
        day=said,
        type=quote.kind,
        actuality=quote.act,
        start=quote.parts[0].start if quote.parts else None,
        end=quote.parts[-1].end if quote.parts else None,
        speaker="\n".join(with_folded([*spans, *_variants(named.get(quote.speaker or ""))])),
    )


def _mention(
    mention: Mention, claims: Sequence[Claim], report: Report, named: dict[str, Entity], day: str | None
) -> Row:
    """A mention, which is found by whoever tells it: also those who say so around it."""
    taking_part = [named[p.entity] for p in mention.participants if p.entity in named]
    place = named.get(mention.where.entity or "") if mention.where else None
    sources = [
        name
        for link in chain(mention.attribution, *(claim.source for claim in claims))
        for name in (link.text, *_variants(named.get(link.entity or "")))
    ]
    return Row(
        kind="mention",
        row=mention.id,
        report=report.id,
        text=report.text[mention.start : mention.end],
        day=mention.when.from_[:10] if mention.when and mention.when.from_ else day,
        type=mention.type.casefold(),
        actuality=mention.actuality,
        start=mention.start,
        end=mention.end,
        speaker="\n".join(with_folded(sources)),
        place="\n".join(with_folded(_variants(place))),
        person=_names(taking_part, "person"),
    )


def _claim(claim: Claim, about: Row) -> Row:
    """What a source says of a mention: its words and names are the mention's."""
    return msgspec.structs.replace(
        about,
        kind="claim",
        row=claim.id,
        day=claim.as_of[:10] if claim.as_of else about.day,
        actuality=claim.stance,
        shares_words=True,
    )


def rows_of_record(record: Record) -> Iterator[Row]:
    """The events and the disagreements that are shown."""
    named = {entity.id: entity for entity in record.entities}
    disputed = {row.event for row in record.disagreements if row.shown and row.event}
    for event in record.events:
        yield _event(event, named, event.id in disputed)
    for row in record.disagreements:
        if row.shown:
            sides = "\n".join(side.value_text for side in row.sides)
            yield Row(
                kind="disagreement",
                row=row.id,
                text=f"{row.question}\n{sides}",
                type=row.kind,
                actuality=row.status,
                disputed=True,
                speaker="\n".join(with_folded(a.source for side in row.sides for a in side.accounts if a.source)),
            )


def _event(event: Event, named: dict[str, Entity], is_disputed: bool) -> Row:
    taking_part = [named[p.entity] for p in event.participants if p.entity in named]
    place = named.get(event.where.entity or "") if event.where else None
    return Row(
        kind="event",
        row=event.id,
        text=event.title,
        day=event.when.from_[:10] if event.when and event.when.from_ else None,
        type=event.type.casefold(),
        actuality=event.actuality,
        disputed=is_disputed,
        place="\n".join(with_folded(_variants(place))),
        person=_names(taking_part, "person"),
    )


def _variants(entity: Entity | None) -> tuple[str, ...]:
    return (entity.name, *entity.aliases) if entity else ()


def _names(entities: Iterable[Entity], kind: str) -> str:
    return "\n".join(with_folded(name for entity in entities if entity.kind == kind for name in _variants(entity)))
