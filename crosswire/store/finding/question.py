"""A query as SQL: words go to the full-text index, values to the columns."""

from __future__ import annotations

import datetime
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
    """What stands after FROM and WHERE, and its values. `match` is null where no word is looked for; `sources` are
    matches of the reports in which a row must stand."""

    match: str | None
    sources: tuple[str, ...]
    where: str
    values: tuple[Any, ...]


ROW_BITS = 20
"""How far the number of an input is shifted in the ids of its rows."""
SHARED = 8
"""From one row that has words of its own to the next; between them stand claims with the words of the first."""
OF_REPORTS = ("outlet", "agency")
"""Fields that are indexed with the report alone, and hold for all rows in it."""
_IN_SOURCES = f"found.id >> {ROW_BITS} IN (SELECT rowid >> {ROW_BITS} FROM words WHERE words MATCH ?)"
_SORTED = "found.sort IN (SELECT id FROM sorts WHERE {} = ? COLLATE NOCASE)"


def question(node: Node) -> Question:
    """Words that must all hold become one full-text match, which is fast and can be ranked; the rest are conditions."""
    parts = node.parts if isinstance(node, And) else (node,)
    matches = [matched for part in parts if (matched := _match(part)) is not None]
    sources, conditions, values = [], list[str](), list[Any]()
    for part in parts:
        if isinstance(part, Words) and part.field in OF_REPORTS:
            sources.append(_phrase(part))
        elif _match(part) is None:
            condition, given = _condition(part)
            conditions.append(condition)
            values += given
    return Question(" AND ".join(matches) or None, tuple(sources), " AND ".join(conditions) or "1", tuple(values))


def sql(asked: Question) -> tuple[str, tuple[Any, ...]]:
    """What follows SELECT: the rows asked for, with `found` and, where there is a match, `words`."""
    sources, conditions = asked.sources, [asked.where]
    values: list[Any] = []
    if asked.match is not None:
        table = f"words CROSS JOIN found ON found.id BETWEEN words.rowid AND words.rowid + {SHARED - 1}"
        conditions.insert(0, "words MATCH ?")
        values.append(asked.match)
    elif sources:
        first = f"SELECT DISTINCT rowid >> {ROW_BITS} AS input FROM words WHERE words MATCH ?"
        inside = f"source.input << {ROW_BITS} AND ((source.input + 1) << {ROW_BITS}) - 1"
        table = f"({first}) AS source CROSS JOIN found ON found.id BETWEEN {inside}"
        values.append(sources[0])
        sources = sources[1:]
    else:
        table = "found"
    conditions += [_IN_SOURCES] * len(sources)
    return f"FROM {table} WHERE {' AND '.join(conditions)}", (*values, *asked.values, *sources)


def _phrase(node: Words) -> str:
    phrase = '"' + " ".join(node.words) + '"' + ("*" if node.is_prefix else "")
    return f"{node.field} : {phrase}" if node.field else phrase


def _match(node: Node) -> str | None:
    """A part as an expression of the full-text index, or null where it needs a column or only excludes."""
    if isinstance(node, Words) and node.field not in OF_REPORTS:
        return _phrase(node)
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
        return f"(found.id & -{SHARED}) IN (SELECT rowid FROM words WHERE words MATCH ?)", [match]
    if isinstance(node, Words):
        return _IN_SOURCES, [_phrase(node)]
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
        return _SORTED.format("disputed"), [int(node.value == "yes")]
    if node.name in {"after", "before"}:
        return f"coalesce(found.day {'>=' if node.name == 'after' else '<'} ?, 0)", [days(node.value)]
    return _SORTED.format(node.name), [node.value]


def days(day: str) -> int:
    """Days since 1970-01-01 of an ISO day, or of the first of a month or year."""
    year, month, number = (*map(int, day.split("-")), 1, 1)[:3]
    return datetime.date(year, month, number).toordinal() - EPOCH


EPOCH = datetime.date(1970, 1, 1).toordinal()
