"""A query as SQL: words go to the full-text index, values to the columns."""

from __future__ import annotations

from typing import Any, NamedTuple

from crosswire.base import And, Field, Node, Not, Or, Words


class Hit(NamedTuple):
    """One row found. `snippet` is a passage of its words with the words found between \x02 and \x03."""

    kind: str
    row: str
    report: str | None
    day: str | None
    type: str | None
    actuality: str | None
    disputed: bool
    start: int | None
    end: int | None
    outlet: str
    speaker: str
    snippet: str


class Found(NamedTuple):
    """How many rows were found, the first of them, and how many there are of each kind, outlet and type."""

    total: int
    hits: tuple[Hit, ...]
    facets: dict[str, dict[str, int]]


class Question(NamedTuple):
    """What stands after FROM and WHERE, and its values. `match` is null where no word is looked for."""

    match: str | None
    where: str
    values: tuple[Any, ...]


def question(node: Node) -> Question:
    """Words that must all hold become one full-text match, which is fast and can be ranked; the rest are conditions."""
    parts = node.parts if isinstance(node, And) else (node,)
    matches = [matched for part in parts if (matched := _match(part)) is not None]
    conditions, values = [], list[Any]()
    for part in parts:
        if _match(part) is None:
            condition, given = _condition(part)
            conditions.append(condition)
            values += given
    return Question(" AND ".join(matches) or None, " AND ".join(conditions) or "1", tuple(values))


def _match(node: Node) -> str | None:
    """A part as an expression of the full-text index, or null where it needs a column or only excludes."""
    if isinstance(node, Words):
        phrase = '"' + " ".join(node.words) + '"' + ("*" if node.is_prefix else "")
        return f"{node.field} : {phrase}" if node.field else phrase
    if isinstance(node, And | Or):
        inside = [_match(part) for part in node.parts]
        if None in inside:
            return None
        return "(" + (" AND " if isinstance(node, And) else " OR ").join(filter(None, inside)) + ")"
    return None


def _condition(node: Node) -> tuple[str, list[Any]]:
    """A part as a condition on the columns, with its values."""
    match = _match(node)
    if match is not None:
        return "found.id IN (SELECT rowid FROM words WHERE words MATCH ?)", [match]
    if isinstance(node, Field):
        return _field(node)
    if isinstance(node, Not):
        inside, values = _condition(node.part)
        return f"NOT ({inside})", values
    if isinstance(node, And | Or):
        parts = [_condition(part) for part in node.parts]
        joined = (" AND " if isinstance(node, And) else " OR ").join(f"({text})" for text, _ in parts)
        return joined, [value for _, values in parts for value in values]
    raise TypeError(f"no condition for {type(node).__name__}")


def _field(node: Field) -> tuple[str, list[Any]]:
    if node.name == "disputed":
        return "found.disputed = ?", [int(node.value == "yes")]
    if node.name in {"after", "before"}:
        return f"coalesce(found.day {'>=' if node.name == 'after' else '<'} ?, 0)", [node.value]
    return f"coalesce(found.{node.name} = ? COLLATE NOCASE, 0)", [node.value]
