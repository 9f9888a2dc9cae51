"""Takes one report's parsed passages, gives its people, bodies, groups and places; cannot join across reports.

`actor` says which state and sector a string of words for an actor means.
"""

from __future__ import annotations

from collections.abc import Sequence

from crosswire.base import Entity, Report
from crosswire.extract.names.actor import Actor, actor
from crosswire.extract.names.bodies import acronyms_in, join_bodies
from crosswire.extract.names.build import rows
from crosswire.extract.names.descriptions import attach_roles, resolve_body, resolve_role
from crosswire.extract.names.kinds import settle
from crosswire.extract.names.nodes import Nodes
from crosswire.extract.names.people import join_people
from crosswire.extract.names.phrases import phrases
from crosswire.extract.names.pronouns import join_pronouns
from crosswire.extract.names.scan import Page, again, scan
from crosswire.extract.names.states import join_states
from crosswire.grammar import Passage

__all__ = ["Actor", "actor", "find"]


def find(report: Report, passages: Sequence[Passage]) -> tuple[Entity, ...]:
    """Every entity of one report, with all its mentions, in the order of first mention.

    Ids are local to the report. Roles are the report's own words; country and sector come from them or from the lists.
    """
    pages, found = scan(passages)
    settle(found, pages)
    found = again(pages, found, acronyms_in(found, pages))
    nodes = Nodes()
    people = join_people(found, nodes)
    placed = join_bodies(found, pages, nodes)
    join_states(found, pages, placed, nodes)
    by_start = {found[at].start: node for at, node in people.items()}
    said = [phrase for number, page in enumerate(pages) for phrase in phrases(page, number)]
    used = attach_roles(said, pages, by_start, nodes, report.id)
    for at, phrase in enumerate(said):
        page = pages[phrase.page]
        if at in used or _is_name(phrase.head, page):
            continue
        if phrase.sort == "role":
            resolve_role(phrase, page, nodes, report.id)
        else:
            resolve_body(phrase, page, nodes, by_start)
    join_pronouns(pages, nodes)
    return rows(report, nodes.all)


def _is_name(head: int, page: Page) -> bool:
    return head in page.cover
