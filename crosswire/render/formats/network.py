"""Who met whom, who blames whom and who copied whom, as one GraphML file."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from typing import NamedTuple

from lxml import etree

from crosswire.base import Event, Record
from crosswire.render.desk import outlet
from crosswire.render.formats.files import File, xml_safe
from crosswire.render.formats.sheets.book import Book, when
from crosswire.render.meetings import CONTACTS, ROLES

NAME = "network.graphml"
SPACE = "http://graphml.graphdrawing.org/xmlns"

KEYS = (
    ("node", "label", "string"),
    ("node", "kind", "string"),
    ("edge", "relation", "string"),
    ("edge", "row", "string"),
    ("edge", "day", "string"),
    ("edge", "told", "string"),
    ("edge", "reports", "int"),
    ("edge", "words", "string"),
    ("edge", "overlap", "double"),
)
Facts = dict[str, str | int | float]


class Edge(NamedTuple):
    source: str
    target: str
    facts: Facts


def files(record: Record) -> Iterator[File]:
    """Edges `met` (one a contact and pair, meant either way), `blames`, and `copied` from the taker to its source."""
    book = Book(record)
    edges = [*_met(book), *_blames(book), *_copied(book)]
    yield File(NAME, _written(_nodes(edges, book), edges))


def _met(book: Book) -> Iterator[Edge]:
    for event in book.record.events:
        if event.subtype not in CONTACTS:
            continue
        named = {row.entity for row in event.participants if row.role in ROLES and row.entity in book.entities}
        for a, b in combinations(sorted(name for name in named if name), 2):
            yield Edge(a, b, {"relation": "met", "told": event.actuality, **_told(event, book)})


def _told(event: Event, book: Book) -> Facts:
    cited = book.mentioned(event.mentions)
    facts = {"row": event.id, "day": when(event.when)["date_start"], "words": cited["words"]}
    return {**{key: str(value) for key, value in facts.items() if value}, "reports": len(event.reports)}


def _blames(book: Book) -> Iterator[Edge]:
    """From who blames to whom: an entity where its name begins the issue, else the words themselves."""
    for row in book.record.positions:
        if row.stance == "blames":
            cited = book.first(row.accounts)
            facts: Facts = {"relation": "blames", "row": row.id, "words": str(cited["words"] or "")}
            facts |= {"reports": len({account.report for account in row.accounts})}
            if row.said and row.said.from_:
                facts["day"] = row.said.from_[:10]
            yield Edge(_known(row.actor, book) or row.actor, _blamed(row.issue, book) or row.issue, facts)


def _known(words: str, book: Book) -> str | None:
    """The one entity of this name."""
    if words in book.entities:
        return words
    plain = _bare(words)
    found = {row.id for row in book.record.entities if plain in map(_bare, (row.name, *row.aliases))}
    return found.pop() if len(found) == 1 else None


def _blamed(issue: str, book: Book) -> str | None:
    """The entity whose name is the longest beginning of the issue."""
    words = issue.split()
    return next((found for n in range(len(words), 0, -1) if (found := _known(" ".join(words[:n]), book))), None)


def _bare(words: str) -> str:
    return " ".join(words.split()).lower().removeprefix("the ")


def _copied(book: Book) -> Iterator[Edge]:
    """The taker's edge leads to the other; where none is known the edge says so and leads from the first."""
    for row in book.record.copies:
        taker = row.direction or row.a.report
        other = row.b.report if taker == row.a.report else row.a.report
        told = row.kind if row.direction else f"{row.kind}, direction unknown"
        words = " ".join(book.words(row.a.report, row.a.start, row.a.end).split())
        facts: Facts = {"relation": "copied", "row": row.id, "told": told, "overlap": row.overlap, "words": words}
        yield Edge(taker, other, facts)


def _nodes(edges: list[Edge], book: Book) -> dict[str, Facts]:
    nodes: dict[str, Facts] = {}
    for name in dict.fromkeys(end for edge in edges for end in edge[:2]):
        if name in book.entities:
            nodes[name] = {"label": book.entities[name].name, "kind": book.entities[name].kind}
        elif name in book.reports:
            nodes[name] = {"label": outlet(book.reports[name]), "kind": "report"}
        else:
            nodes[name] = {"label": " ".join(name.split()), "kind": "words"}
    return nodes


def _written(nodes: dict[str, Facts], edges: list[Edge]) -> bytes:
    root = etree.Element(f"{{{SPACE}}}graphml", nsmap={None: SPACE})
    for owner, name, kind in KEYS:
        attributes = {"id": f"{owner}_{name}", "for": owner, "attr.name": name, "attr.type": kind}
        etree.SubElement(root, f"{{{SPACE}}}key", attributes)
    graph = etree.SubElement(root, f"{{{SPACE}}}graph", id="record", edgedefault="directed")
    for name, facts in nodes.items():
        _filled(etree.SubElement(graph, f"{{{SPACE}}}node", id=xml_safe(name)), "node", facts)
    for number, edge in enumerate(edges):
        ends = {"id": f"edge-{number}", "source": xml_safe(edge.source), "target": xml_safe(edge.target)}
        _filled(etree.SubElement(graph, f"{{{SPACE}}}edge", ends), "edge", edge.facts)
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True))


def _filled(node: etree._Element, owner: str, facts: Facts) -> None:
    for key, value in facts.items():
        etree.SubElement(node, f"{{{SPACE}}}data", key=f"{owner}_{key}").text = xml_safe(str(value))
