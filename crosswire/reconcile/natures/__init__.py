"""Takes what each report tells, story by story, gives where one happening is told in words that exclude each other;
cannot tell which is right."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from crosswire.base import Account, Disagreement
from crosswire.reconcile.against.statements import Floor
from crosswire.reconcile.evidence import Evidence
from crosswire.reconcile.natures.links import Ground, Link, links_in, with_more
from crosswire.reconcile.natures.rows import row_of
from crosswire.reconcile.natures.told import Names, Spot, Telling, denied_in, did_in, may_differ, spots_in, tellings_at
from crosswire.reconcile.terms import terms

__all__ = ["compare_natures"]


def compare_natures(
    evidence: Evidence, floors: Mapping[str, Floor], taken: Iterable[Account]
) -> Iterator[Disagreement]:
    """One row for each two values of one thing in words that exclude each other. Sentences that `taken` accounts
    already set against each other stay out. `floors` are what is said in each story by its id."""
    used = {(account.report, evidence.sentence_number(account.report, account.start)) for account in taken}
    names = _names_in(evidence)
    for story in evidence.grouping.stories:
        floor = floors[story.id]
        told = _told(floor, evidence, names)
        found: dict[tuple[str, frozenset[str]], list[Link]] = defaultdict(list)
        ground = Ground(floor, evidence)
        for link in links_in(told, ground):
            if not all((one.sentence.report, one.sentence.number) in used for one in (link.a, link.b)):
                found[link.a.name, frozenset({link.a.key, link.b.key})].append(link)
        for links in _once(found.values()):
            yield row_of(story.id, links[0], with_more(links, told[links[0].a.name], ground), evidence)


def _once(found: Iterable[list[Link]]) -> Iterator[list[Link]]:
    """The links of each row, the closest first; of two rows of the same sentences the closer one."""
    ordered = sorted((sorted(links, key=_place) for links in found), key=lambda links: _place(links[0]))
    seen: set[frozenset[tuple[str, int]]] = set()
    for links in ordered:
        pair = frozenset((one.sentence.report, one.sentence.number) for one in (links[0].a, links[0].b))
        if pair not in seen:
            seen.add(pair)
            yield links


def _place(link: Link) -> tuple[float, str, int, str, int, str]:
    return (
        -round(link.weight, 6),
        link.a.sentence.report,
        link.a.start,
        link.b.sentence.report,
        link.b.start,
        link.a.name,
    )


def _told(floor: Floor, evidence: Evidence, names: Mapping[str, Names]) -> dict[str, list[Telling]]:
    """What the sentences of a story tell, by dimension."""
    told: dict[str, list[Telling]] = defaultdict(list)
    texts = [evidence.reports[one.report].text for one in floor.sentences]
    denied = frozenset[str]().union(*(denied_in(one, text) for one, text in zip(floor.sentences, texts, strict=True)))
    spotted: dict[str, list[Spot]] = defaultdict(list)
    for one, text in zip(floor.sentences, texts, strict=True):
        for spot in spots_in(one, text):
            spotted[spot.name].append(spot)
        for telling in did_in(one, text, names.get(one.report, {}), denied):
            told[telling.name].append(telling)
    for name, spots in spotted.items():
        if may_differ(spots):
            told[name] += [t for spot in spots for t in tellings_at([spot], names.get(spot.sentence.report, {}))]
    return told


def _names_in(evidence: Evidence) -> dict[str, dict[int, frozenset[str]]]:
    """By report the last word of whom each name or pronoun stands for, by its place."""
    found: dict[str, dict[int, frozenset[str]]] = defaultdict(dict)
    for entity in evidence.entities.values():
        for mention in entity.mentions:
            if mention.form in {"pronoun", "name"}:
                found[mention.report][mention.start] = terms(entity.name.split()[-1])
    return found
