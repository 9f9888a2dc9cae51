"""Takes one report's parsed passages, gives its people, bodies, groups and places; cannot join across reports.

`actor` says which state and sector a string of words for an actor means.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from crosswire.base import Entity, OwnNames, Report
from crosswire.extract.names import descriptions
from crosswire.extract.names.coreference import Nodes, join_bodies, join_people, join_states, pronouns
from crosswire.extract.names.lexicon import Actor, actor, known_names
from crosswire.extract.names.mentions import acronyms_in, again, scan, settle
from crosswire.extract.names.rows import rows

if TYPE_CHECKING:
    from crosswire.grammar import Passage

__all__ = ["Actor", "actor", "find"]


def find(report: Report, passages: Sequence[Passage], own: OwnNames | None = None) -> tuple[Entity, ...]:
    """Every entity of one report, with all its mentions, in the order of first mention.

    Ids are local to the report. Roles are the report's own words; country and sector come from them or from the lists.
    `own` are names that the user adds to the lists; they come before those of the same words.
    """
    pages, found = scan(passages, known_names(own))
    settle(found, pages)
    found = again(pages, found, acronyms_in(found, pages))
    nodes = Nodes()
    people = join_people(found, nodes, _day(report))
    placed = join_bodies(found, pages, nodes)
    join_states(found, pages, placed, nodes)
    named = {found[at].start: node for at, node in people.items()}
    pointing = [*descriptions.read(pages, named, nodes, report.id), *pronouns(pages, nodes)]
    for _, _, resolve in sorted(pointing, key=lambda one: one[:2]):
        resolve()
    descriptions.name_offices(pages, nodes)
    return rows(report, nodes.all)


def _day(report: Report) -> str:
    return report.published.value[:10] if report.published else ""
