"""Reports, readings and rows for the tests of this room, one line each."""

from __future__ import annotations

from typing import Any

from crosswire.base import (
    Block,
    Entity,
    EntityMention,
    Mention,
    Number,
    Participant,
    Report,
    Stated,
    Trigger,
    When,
    Where,
    row_id,
)
from tests.making import report


def told(headline: str, body: str, **fields: Any) -> Report:
    """A report with a headline over body paragraphs."""
    text = f"{headline}\n\n{body}"
    made = report(text, **fields)
    blocks = (Block(start=0, end=len(headline), kind="headline"), *made.blocks[1:])
    return report(text, **fields, headline=Stated(text=headline, start=0, end=len(headline)), blocks=blocks)


def entity(where: Report, words: str, kind: Any = "person", **fields: Any) -> Entity:
    """An entity of one report, mentioned wherever its words stand."""
    mentions = []
    start = where.text.find(words)
    while start >= 0:
        mentions.append(EntityMention(report=where.id, start=start, end=start + len(words), form="name"))
        start = where.text.find(words, start + 1)
    local = row_id("e", where.id, kind, mentions[0].start, mentions[0].end)
    return Entity(id=local, kind=kind, mentions=tuple(mentions), **({"name": words} | fields))


def day(value: str, basis: str = "explicit") -> When:
    """One whole day."""
    return When(from_=value, to=value[:8] + f"{int(value[8:]) + 1:02}", precision=1, basis=basis)


def mention(where: Report, clause: str, trigger: str, kind: str, **fields: Any) -> Mention:
    """A mention whose clause and trigger are the given words. `who` maps a role to the entities or words in it."""
    start = where.text.index(clause)
    at = where.text.index(trigger, start)
    who: dict[str, list[Entity | str]] = fields.pop("who", {})
    place: Entity | None = fields.pop("place", None)
    participants = [_filler(where, role, one) for role, fillers in who.items() for one in fillers]
    return Mention(
        id=row_id("m", where.id, at, trigger, kind),
        report=where.id,
        start=start,
        end=start + len(clause),
        trigger=Trigger(text=trigger, start=at, end=at + len(trigger)),
        type=kind,
        participants=tuple(participants),
        where=Where(entity=place.id, precision=1) if place else None,
        **fields,
    )


def _filler(where: Report, role: str, one: Entity | str) -> Participant:
    words, name = (one, None) if isinstance(one, str) else (one.name.split()[-1], one.id)
    start = where.text.index(words)
    return Participant(role=role, text=words, start=start, end=start + len(words), entity=name)


def killed(where: Report, words: str, low: int, high: int | None, group: str | None = None) -> Number:
    """A number of people killed."""
    start = where.text.index(words)
    return Number(
        id=row_id("n", where.id, start),
        report=where.id,
        start=start,
        end=start + len(words),
        text=words,
        low=low,
        high=high,
        outcome="killed",
        group=group,
    )
