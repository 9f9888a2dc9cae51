"""A report and its reading without what stands in paragraphs that its outlet prints on every page."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

import msgspec
from msgspec.structs import replace

from crosswire.base import Block, Claim, Entity, Mention, Quote, Reading, Report


class Repeated(NamedTuple):
    """A paragraph that is furniture, and the number of other pages of the outlet that print it."""

    start: int
    end: int
    elsewhere: int


def without(report: Report, reading: Reading, spots: Sequence[Repeated]) -> tuple[Report, Reading]:
    """The report with these paragraphs as noise, and the reading without all rows that rest on them. Text and offsets
    stay as they are, and rows that stay refer to no row that went."""
    counts = {(spot.start, spot.end): spot.elsewhere for spot in spots}
    blocks = tuple(_marked(block, counts.get((block.start, block.end))) for block in report.blocks)
    return replace(report, blocks=blocks), _read(reading, lambda start: any(s.start <= start < s.end for s in spots))


def _marked(block: Block, elsewhere: int | None) -> Block:
    return block if elsewhere is None else replace(block, kind="noise", sub="repeated", elsewhere=elsewhere)


def _read(reading: Reading, inside: Callable[[int], bool]) -> Reading:
    times = tuple(row for row in reading.times if not inside(row.start))
    numbers = tuple(row for row in reading.numbers if not inside(row.start))
    quotes = tuple(kept for row in reading.quotes if (kept := _quote(row, inside)) is not None)
    mentions = _mentions(reading, {row.id for row in times}, inside)
    claims = _claims(reading, mentions, inside)
    known = {row.id for row in numbers}
    left = replace(
        reading,
        sentences=tuple(part for part in reading.sentences if not inside(part.start)),
        times=times,
        quotes=quotes,
        numbers=tuple(row if row.parent in known or not row.parent else replace(row, parent=None) for row in numbers),
        mentions=mentions,
        claims=claims,
        casualties=tuple(row for row in reading.casualties if row.start is None or not inside(row.start)),
    )
    return replace(left, entities=tuple(_entities(left, inside)))


def _quote(row: Quote, inside: Callable[[int], bool]) -> Quote | None:
    parts = tuple(part for part in row.parts if not inside(part.start))
    if not parts:
        return None
    return row if len(parts) == len(row.parts) else replace(row, parts=parts)


def _mentions(reading: Reading, times: set[str], inside: Callable[[int], bool]) -> tuple[Mention, ...]:
    kept = [row for row in reading.mentions if not inside(row.start)]
    known = {row.id for row in kept}
    found: list[Mention] = []
    for row in kept:
        if row.when is not None and row.when.time is not None and row.when.time not in times:
            row = replace(row, when=replace(row.when, time=None))
        lost = {name: None for name in ("nested", "about") if (getattr(row, name) or row.id) not in known}
        found.append(replace(row, **lost) if lost else row)
    return tuple(found)


def _claims(reading: Reading, mentions: Sequence[Mention], inside: Callable[[int], bool]) -> tuple[Claim, ...]:
    known = {row.id for row in mentions}
    kept = [row for row in reading.claims if _stands(row, known, inside)]
    names = {row.id for row in kept}
    return tuple(
        replace(
            row,
            mentions=tuple(name for name in row.mentions if name in known),
            about=row.about if row.about in names or row.about in known else None,
        )
        for row in kept
    )


def _stands(row: Claim, known: set[str], inside: Callable[[int], bool]) -> bool:
    if row.mentions:
        return not known.isdisjoint(row.mentions)
    return not any(inside(link.start) for link in row.source)


def _entities(reading: Reading, inside: Callable[[int], bool]) -> Iterator[Entity]:
    """Those that are still mentioned, or that a row refers to all the same."""
    needed = msgspec.json.encode((reading.quotes, reading.numbers, reading.mentions, reading.claims)).decode()
    parents = {row.parent for row in reading.entities}
    for row in reading.entities:
        mentions = tuple(one for one in row.mentions if not inside(one.start))
        if not mentions and row.id not in parents and f'"{row.id}"' not in needed:
            continue
        if len(mentions) == len(row.mentions):
            yield row
        elif mentions:
            yield replace(row, mentions=mentions, roles=tuple(one for one in row.roles if not inside(one.start)))
        else:
            yield row
