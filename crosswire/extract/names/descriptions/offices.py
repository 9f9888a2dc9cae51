"""Offices that the page gives nobody by name ("the judge noted"): whom they mean by who is speaking."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from crosswire.extract.names.coreference import Node, Nodes
from crosswire.extract.names.descriptions.phrases import Phrase
from crosswire.extract.names.lexicon import Actor, words
from crosswire.extract.names.mentions import Page

REACH = 700
"""Characters back to who spoke last: a paragraph or two."""


def speaking(phrase: Phrase, page: Page, who: Actor, nodes: Nodes) -> Node | None:
    """Who says something under an office the page states for nobody: the one who is speaking, the last subject, or the
    only person named so far, unless the page states another office of theirs."""
    lists = words()
    if page.words[phrase.i].lower() != "the" or phrase.noun in lists.veiled:
        return None
    office = page.doc[phrase.i + 1 : phrase.j].text.lower()
    if not page.says(phrase.start):
        return nodes.offices.get(office)
    for node in _candidates(phrase, page, nodes):
        if _may_hold(node, office, phrase, who, nodes):
            nodes.offices.setdefault(office, node)
            return node
    return nodes.offices.get(office)


def name_offices(pages: Sequence[Page], nodes: Nodes) -> None:
    """An office told before its holder's name ("Russia's foreign minister said …", then "Lidia Koravan said") is that
    of the next new person to speak, in the same block or the one below, of whom the page states no other."""
    for office in [node for node in nodes.all if node.kind == "person" and not _named(node)]:
        start = min(office.spans, default=None)
        n = next((n for n, page in enumerate(pages) if start is not None and page.holds(start[0])), None)
        if start is None or n is None:
            continue
        after = [node for node in nodes.all if _named(node) and node.kind == "person" and min(node.spans) > start]
        holder = min(after, key=lambda node: min(node.spans), default=None)
        if holder is None or holder.roles or not _agree(holder, office):
            continue
        at = min(holder.spans)[0]
        if any(page.holds(at) and page.says(at) for page in pages[n : n + 2]):
            _merge(holder, office, nodes)


def _named(node: Node) -> bool:
    return "name" in node.spans.values()


def _agree(holder: Node, office: Node) -> bool:
    genders = {holder.gender, office.gender} - {""}
    return len(genders) <= 1 and holder.country in ("", office.country)


def _merge(holder: Node, office: Node, nodes: Nodes) -> None:
    for (start, end), form in office.spans.items():
        nodes.mention(holder, start, end, form)
    holder.roles.extend(office.roles)
    holder.heads |= office.heads
    holder.country, holder.sector = office.country, holder.sector or office.sector
    holder.gender = holder.gender or office.gender
    office.spans.clear()


def _candidates(phrase: Phrase, page: Page, nodes: Nodes) -> Iterator[Node]:
    people = [
        (node, at)
        for node, at in nodes.backwards(phrase.start)
        if node.kind == "person" and phrase.start - at <= REACH and not page.is_quoted(at)
    ]
    here = [(node, at) for node, at in people if page.holds(at)]
    subjects = [(node, at) for node, at in here if page.is_subject(at)]
    yield from (
        node for node, at in sorted(subjects, key=lambda one: (-page.sentence(one[1]), not page.is_main(one[1])))
    )
    if page.quoted and min(page.quoted) == 0:
        yield from (node for node, at in people[len(here) :][:1])
    named = {id(node): node for node, at in nodes.backwards(phrase.start) if node.kind == "person"}
    if len(named) == 1:
        yield from named.values()


def _may_hold(node: Node, office: str, phrase: Phrase, who: Actor, nodes: Nodes) -> bool:
    """One of whom the page states no office but a title before the name, and nobody else's so far."""
    lists = words()
    if nodes.offices.get(office, node) is not node:
        return False
    if phrase.noun not in lists.widest and any(" " in role.text for role in node.roles):
        return False
    gender = lists.gendered.get(phrase.noun, "")
    return not (gender and node.gender and gender != node.gender) and (
        not who.country or node.country in ("", who.country)
    )
