"""Joins the names of people: full names, surnames, variants of spelling; two of one surname stay apart."""

from __future__ import annotations

from crosswire.extract.names.coreference.nodes import Node, Nodes
from crosswire.extract.names.lexicon import Known, Parts, actor, parts, words
from crosswire.extract.names.mentions import Found

SIMILAR_GIVEN = 75


SIMILAR_SURNAME = 88
"""Of 100, over folded spellings. Below 85 short surnames of different people meet; above 92 real variants part."""


SHORTEST_FUZZY = 5


MAIN = 2
"""A surname alone is the person named this many times as often as the next of that name; else the last one named."""


def join_people(found: list[Found], nodes: Nodes, day: str) -> dict[int, Node]:
    """The node of each person's name, by its index in `found`: full names first, then bare ones, in text order.

    `day` is that of the report, on which the offices of the lists are held or not.
    """
    people = [
        (at, one, parts(one.known.name if one.known else one.text))
        for at, one in enumerate(found)
        if one.kind == "person"
    ]
    placed: dict[int, Node] = {}
    for at, one, name in people:
        if name.given:
            placed[at] = _full(name, nodes)
            _note(nodes, placed[at], one)
    for at, one, name in people:
        if not name.given and name.surname:
            placed[at] = _bare(one, name, nodes)
            _note(nodes, placed[at], one)
    for at, node in placed.items():
        known = found[at].known
        if known is not None:
            _learn(node, known, day)
    return placed


def _note(nodes: Nodes, node: Node, one: Found) -> None:
    lists = words()
    nodes.mention(node, one.start, one.end, "name", " ".join(one.text.split()))
    gender = lists.honorifics.get(one.honorific, "") or lists.gendered.get(one.title.lower(), "")
    if not gender and parts(one.text).given:
        gender = lists.given.get(one.text.split()[0], "")
    node.gender = node.gender or gender


def _learn(node: Node, known: Known, day: str) -> None:
    """What a list tells of a person: name, state and sector, and the office held on the report's day."""
    who = actor(known.role) if known.holds(day) else None
    node.known = known
    node.country = known.country or node.country or (who.country if who else None) or ""
    node.sector = known.sector or node.sector or (who.sector if who else None) or ""
    if who is not None:
        node.heads.update(word for word in known.role.lower().split() if word in words().roles)


def _full(name: Parts, nodes: Nodes) -> Node:
    key = " ".join((*name.given, name.surname))
    exact = nodes.get("person", key)
    if exact:
        return exact
    for node in nodes.all:
        if node.kind == "person" and _same(name, parts(next(iter(node.names)))):
            nodes.also(node, key)
            return node
    node = nodes.open("person", key)
    node.surname = name.surname
    return node


def _same(a: Parts, b: Parts) -> bool:
    """Whether two full names can be one person's."""
    if not a.given or not b.given:
        return False
    if a.surname == b.surname and _same_given(a.given[0], b.given[0]):
        return True
    mine, other = (*a.given, a.surname), (*b.given, b.surname)
    if len(mine) != len(other):
        short, long = sorted((mine, other), key=len)
        return len(short) >= 2 and short in (long[: len(short)], long[-len(short) :])
    return _same_given(a.given[0], b.given[0]) and _alike(a.surname, b.surname)


def _same_given(a: str, b: str) -> bool:
    if a == b or (min(len(a), len(b)) == 1 and a[0] == b[0]):
        return True
    if a[0] != b[0]:
        return False
    return a.startswith(b) or b.startswith(a) if min(len(a), len(b)) >= 3 else _likeness(a, b) >= SIMILAR_GIVEN


def _alike(a: str, b: str) -> bool:
    return min(len(a), len(b)) >= SHORTEST_FUZZY and a[0] == b[0] and _likeness(a, b) >= SIMILAR_SURNAME


def _likeness(a: str, b: str) -> float:
    from rapidfuzz import fuzz

    return fuzz.ratio(a, b)


def _bare(one: Found, name: Parts, nodes: Nodes) -> Node:
    """A surname or given name alone: the last such person named so far, or the next one to come."""
    gender = words().honorifics.get(one.honorific, "")
    fitting = [
        node for node in nodes.all if node.kind == "person" and not (gender and node.gender and gender != node.gender)
    ]
    options = [node for node in fitting if node.surname == name.surname]
    options = options or [node for node in fitting if name.surname in node.key.split()]
    options = options or [node for node in fitting if _alike(node.surname, name.surname)]
    if not options:
        node = nodes.open("person", name.surname if not gender else f"{name.surname} {gender}")
        node.surname = name.surname
        return node
    if len(options) == 1:
        return options[0]
    options.sort(key=lambda node: -len(node.spans))
    if len(options[0].spans) >= MAIN * len(options[1].spans):
        return options[0]
    return nodes.before(one.start, lambda node: node in options) or options[0]
