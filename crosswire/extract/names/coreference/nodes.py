"""One entity under construction, and all of a report's in the order they were first named."""

from __future__ import annotations

from bisect import insort
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Literal

from crosswire.base import EntityKind, Role
from crosswire.extract.names.lexicon import Known

Form = Literal["name", "title", "nominal", "pronoun", "metonym"]


@dataclass(slots=True, eq=False)
class Node:
    """An entity and what is known of it so far.

    `heads` are nouns of its roles, or what a body may be called; `like` is who holds the same office elsewhere.
    """

    kind: EntityKind
    key: str
    known: Known | None = None
    country: str = ""
    sector: str = ""
    gender: str = ""
    names: Counter[str] = field(default_factory=Counter)
    spans: dict[tuple[int, int], Form] = field(default_factory=dict)
    roles: list[Role] = field(default_factory=list)
    heads: set[str] = field(default_factory=set)
    parent: str = ""
    precision: int | None = None
    point: tuple[float, float] | None = None
    surname: str = ""
    like: Node | None = None


Pointing = tuple[int, int, Callable[[], None]]
"""Words that point to somebody named elsewhere, as [start, end), and what finds out whom, in the order of the text."""


class Nodes:
    """The report's entities and the order in which they are spoken of. `offices` are descriptions that were found to
    be somebody's without being stated."""

    def __init__(self) -> None:
        self.all: list[Node] = []
        self.offices: dict[str, Node] = {}
        self._by_key: dict[tuple[str, str], Node] = {}
        self._said: list[tuple[int, int, int]] = []
        self._at: dict[int, int] = {}

    def get(self, kind: EntityKind, key: str) -> Node | None:
        return self._by_key.get((kind, key))

    def open(self, kind: EntityKind, key: str) -> Node:
        """The node of this kind and key, made when it is not there."""
        node = self._by_key.get((kind, key))
        if node is None:
            node = Node(kind, key)
            self._by_key[kind, key] = node
            self._at[id(node)] = len(self.all)
            self.all.append(node)
        return node

    def also(self, node: Node, key: str) -> None:
        """Makes another key lead to the same node."""
        self._by_key.setdefault((node.kind, key), node)

    def mention(self, node: Node, start: int, end: int, form: Form, name: str = "") -> None:
        """Records one mention. A span is mentioned once for an entity."""
        if (start, end) not in node.spans:
            node.spans[start, end] = form
            insort(self._said, (start, end, self._at[id(node)]))
        if name:
            node.names[name] += 1

    def before(self, offset: int, fits: Callable[[Node], bool]) -> Node | None:
        """The entity that fits and was last spoken of before `offset`."""
        return next((node for node, _ in self.backwards(offset) if fits(node)), None)

    def backwards(self, offset: int) -> Iterator[tuple[Node, int]]:
        """Entities spoken of before `offset` with where, the nearest first."""
        for start, _, at in reversed(self._said):
            if start < offset:
                yield self.all[at], start
