"""Turns what was joined into rows."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec.structs import replace

from crosswire.base import Entity, EntityMention, Report, Role, row_id
from crosswire.extract.names.coreference import Node
from crosswire.extract.names.lexicon import lexicon


def rows(report: Report, nodes: Iterable[Node]) -> tuple[Entity, ...]:
    """The entities in the order they are first named. One without a mention is dropped."""
    kept = [node for node in nodes if node.spans]
    kept.sort(key=lambda node: (min(node.spans), node.kind, node.key))
    return tuple(_row(report, node) for node in kept)


def _row(report: Report, node: Node) -> Entity:
    name = _name(node)
    state = lexicon().states.get(node.parent)
    return Entity(
        id=row_id("e", report.id, node.kind, node.key),
        kind=node.kind,
        name=name,
        aliases=tuple(sorted({other for other, count in node.names.items() if other != name and count > 0})),
        country=node.country or None,
        sector=node.sector or None,
        roles=_distinct(report, node),
        lat=node.point[0] if node.point else None,
        lon=node.point[1] if node.point else None,
        parent=state.name if state else node.parent or None,
        precision=node.precision if node.kind == "place" else None,
        mentions=tuple(
            EntityMention(report=report.id, start=start, end=end, form=form)
            for (start, end), form in sorted(node.spans.items())
        ),
    )


def _name(node: Node) -> str:
    """The fullest form, then the commonest, then the first. What the lists know keeps the list's name."""
    if node.known is not None:
        return node.known.name
    if node.key.startswith("government of "):
        return next(iter(node.names))
    named = [(name, count) for name, count in node.names.items() if count > 0]
    return max(named, key=lambda pair: (len(pair[0].split()), pair[1]))[0]


def _distinct(report: Report, node: Node) -> tuple[Role, ...]:
    """No two of the same words; as the report writes them, which a parse of capitals restored may not."""
    seen: dict[str, Role] = {}
    for role in sorted(node.roles, key=lambda role: (role.start, role.end)):
        seen.setdefault(role.text.lower(), replace(role, text=report.text[role.start : role.end]))
    return tuple(seen.values())
