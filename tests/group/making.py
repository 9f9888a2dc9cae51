"""Reports, readings and rows for the tests of this room, one line each."""

from __future__ import annotations

from typing import Any

from crosswire.base import Block, Entity, EntityMention, Report, Stated, row_id
from tests.making import report


def told(headline: str, body: str, **fields: Any) -> Report:
    """A report with a headline over body paragraphs."""
    text = f"{headline}\n\n{body}"
    made = report(text, **fields)
    blocks = (Block(start=0, end=len(headline), kind="headline"), *made.blocks[1:])
    return report(text, **fields, headline=Stated(text=headline, start=0, end=len(headline)), blocks=blocks)


def entity(where: Report, words: str, kind: Any = "person", name: str | None = None, **fields: Any) -> Entity:
    """An entity of one report, mentioned wherever its words stand."""
    mentions = []
    start = where.text.find(words)
    while start >= 0:
        mentions.append(EntityMention(report=where.id, start=start, end=start + len(words), form="name"))
        start = where.text.find(words, start + 1)
    first = mentions[0]
    local = row_id("e", where.id, kind, first.start, first.end)
    return Entity(id=local, kind=kind, name=name or words, mentions=tuple(mentions), **fields)
