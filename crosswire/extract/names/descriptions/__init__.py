"""Takes a report's pages and entities, links the descriptions in them; cannot find a name."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from crosswire.extract.names.coreference import Node, Nodes, Pointing
from crosswire.extract.names.descriptions.nominals import resolve_body
from crosswire.extract.names.descriptions.offices import name_offices
from crosswire.extract.names.descriptions.phrases import phrases
from crosswire.extract.names.descriptions.roles import attach_roles, resolve_role
from crosswire.extract.names.mentions import Page

__all__ = ["name_offices", "read"]


def read(pages: Sequence[Page], people: dict[int, Node], nodes: Nodes, report: str) -> Iterator[Pointing]:
    """Gives people the roles beside their names at once, and every other description as words that point to somebody;
    some make entities of their own.

    `people` maps the `start` of a person's name to its node; `report` is the id that roles carry.
    """
    said = [phrase for number, page in enumerate(pages) for phrase in phrases(page, number)]
    used = attach_roles(said, pages, people, nodes, report)
    for at, phrase in enumerate(said):
        page = pages[phrase.page]
        if at in used or phrase.head in page.cover:
            continue
        if phrase.sort == "role":
            yield phrase.start, phrase.end, partial(resolve_role, phrase, page, nodes, report)
        else:
            yield phrase.start, phrase.end, partial(resolve_body, phrase, page, nodes, people)
