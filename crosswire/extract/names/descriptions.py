"""Links descriptions to names: titles and appositions first, then descriptions that stand alone."""

from __future__ import annotations

from collections.abc import Sequence

from crosswire.base import Role
from crosswire.extract.names.actor import Actor, actor
from crosswire.extract.names.nodes import Node, Nodes
from crosswire.extract.names.phrases import Phrase
from crosswire.extract.names.scan import Found, Page
from crosswire.extract.names.words import words


def attach_roles(
    said: Sequence[Phrase], pages: Sequence[Page], people: dict[int, Node], nodes: Nodes, report: str
) -> set[int]:
    """Gives people the roles that stand right beside their names. Returns the indices of the phrases used.

    `people` maps the `start` of a name to its node.
    """
    used: set[int] = set()
    for at, phrase in enumerate(said):
        if phrase.sort != "role" or phrase.plural:
            continue
        page = pages[phrase.page]
        name, apposed = _beside(phrase, page)
        if name is None or name.start not in people:
            continue
        used.add(at)
        node = people[name.start]
        learn(node, phrase, report)
        if apposed:
            nodes.mention(node, phrase.start, phrase.end, "title")
    return used


def learn(node: Node, phrase: Phrase, report: str) -> None:
    """Adds a role and what it tells of country, sector and gender."""
    node.roles.append(Role(text=phrase.text, report=report, start=phrase.start, end=phrase.end))
    node.heads.add(phrase.noun)
    who = actor(phrase.text)
    node.country = node.country or who.country or ""
    node.sector = node.sector or who.sector or ""
    node.gender = node.gender or words().gendered.get(phrase.noun, "")


def _beside(phrase: Phrase, page: Page) -> tuple[Found | None, bool]:
    """The person's name a description stands beside, and whether as an apposition."""
    after = page.cover.get(phrase.j)
    if after is None and phrase.j < len(page.words) and page.words[phrase.j] in words().honorifics:
        after = page.cover.get(phrase.j + 1)
    if _person(after):
        return after, False
    comma = phrase.j < len(page.words) and page.words[phrase.j] == ","
    after = page.cover.get(phrase.j + 1) if comma else None
    before = (
        page.cover.get(phrase.i - 2) if phrase.i >= 2 and page.words[phrase.i - 1] in (",", "(", "–", "—") else None
    )
    if _person(before) and before is not None and before.j == phrase.i - 1:
        closed = (
            phrase.j >= len(page.words)
            or page.words[phrase.j] in (",", ")", ".", ";", "–", "—", ":")
            or page.words[phrase.j] == "who"
        )
        if closed:
            return before, True
    if _person(after) and after is not None and _closes(page, after.j):
        return after, True
    return None, False


def _person(name: Found | None) -> bool:
    return name is not None and name.kind == "person"


def _closes(page: Page, k: int) -> bool:
    """After "the minister, A B" a comma, a stop or a verb must come: "the minister, A B and C D" is a list."""
    return k >= len(page.words) or page.words[k] in (",", ".", ")", ";") or page.doc[k].pos_ in ("VERB", "AUX")


def resolve_role(phrase: Phrase, page: Page, nodes: Nodes, report: str) -> None:
    """A description of one person on its own: the person it fits, else a person of its own if it names an office."""
    who = actor(phrase.text)
    if not _definite(phrase, page, who):
        return
    node = nodes.before(phrase.start, lambda n: _fits(n, phrase, who)) or next(
        (n for n in nodes.all if _fits(n, phrase, who)), None
    )
    if node is not None:
        nodes.mention(node, phrase.start, phrase.end, "title")
        node.country = node.country or (who.country or "")
        return
    if phrase.noun in words().unnamed or not who.country:
        return
    key = described(phrase, page)
    node = nodes.open("person", key)
    learn(node, phrase, report)
    nodes.mention(node, phrase.start, phrase.end, "title", key_text(phrase, page))


def _definite(phrase: Phrase, page: Page, who: Actor) -> bool:
    first = page.words[phrase.i].lower()
    lists = words()
    if phrase.plural:
        return False
    if first in lists.definite or first in lists.possessive:
        return True
    if first in lists.determiners:
        return False
    return bool(who.country) and any(page.words[k] in ("'s", "’s") for k in range(phrase.i, phrase.head))


def _fits(node: Node, phrase: Phrase, who: Actor) -> bool:
    if node.kind != "person" or not node.heads:
        return False
    wider = words().wider.get(phrase.noun, frozenset())
    same = phrase.noun in node.heads
    if not same and wider.isdisjoint(node.heads):
        return False
    if who.country and node.country and who.country != node.country:
        return False
    if who.country and not node.country and not same:
        return False
    gender = words().gendered.get(phrase.noun)
    if gender and node.gender and gender != node.gender:
        return False
    return _qualified(node, phrase)


def _qualified(node: Node, phrase: Phrase) -> bool:
    """ "the defence minister" is not the foreign minister; "the minister" can be either."""
    telling = _telling(phrase.text) - {phrase.noun}
    if not telling:
        return True
    return any(not telling.isdisjoint(_telling(role.text)) for role in node.roles) or not node.roles


def _telling(text: str) -> frozenset[str]:
    """The words of a description that tell offices apart."""
    lists = words()
    low = (word.strip(",.()").removesuffix("'s").removesuffix("’s") for word in text.split())
    skipped = lists.determiners | lists.rank | lists.cut
    return frozenset(w.lower() for w in low if w.lower() not in skipped and not actor(w).country)


def described(phrase: Phrase, page: Page) -> str:
    return key_text(phrase, page).lower()


def key_text(phrase: Phrase, page: Page) -> str:
    """A description without its determiner, on one line."""
    i = phrase.i
    while i < phrase.head and (page.words[i].lower() in words().determiners or page.doc[i].pos_ == "NUM"):
        i += 1
    return " ".join(page.doc[i : phrase.j].text.split())


def resolve_body(phrase: Phrase, page: Page, nodes: Nodes) -> None:
    """A body or group described: by state and noun one of its own, by bare noun the last one that may be called so."""
    if phrase.plural and phrase.sort != "force":
        return
    text = key_text(phrase, page)
    who = actor(text)
    kind = "group" if phrase.sort == "force" else "organisation"
    if who.country and who.known is None and phrase.noun == "government":
        from crosswire.extract.names.bodies import government

        nodes.mention(government(nodes, who.country), phrase.start, phrase.end, "name", text)
        return
    bare = text.lower() == phrase.noun
    if who.country and not bare:
        key = f"{who.country} {_remainder(text)}"
        node = nodes.open(kind, key)  # type: ignore[arg-type]
        node.country, node.sector = who.country, node.sector or who.sector or ""
        node.heads.add(phrase.noun)
        nodes.mention(
            node, phrase.start, phrase.end, "name" if text[:1].isupper() and phrase.sort == "body" else "nominal", text
        )
        return
    if phrase.sort == "force":
        _force(phrase, text, who, nodes)
    elif page.words[phrase.i].lower() in words().definite or not bare:
        _nominal(phrase, text, nodes)


def _remainder(text: str) -> str:
    return " ".join(sorted(_telling(text))) or text.lower()


def _force(phrase: Phrase, text: str, who: Actor, nodes: Nodes) -> None:
    """ "the rebels" are the last such group spoken of; with none, "rebel forces" is one of its own."""
    wanted = _telling(text)
    node = nodes.before(
        phrase.start,
        lambda n: n.kind == "group" and phrase.noun in n.heads and wanted <= _telling(n.key) | {phrase.noun},
    )
    if node is None:
        node = nodes.open("group", " ".join(sorted(wanted)) or text.lower())
        node.sector = who.sector or ""
        node.heads.add(phrase.noun)
    nodes.mention(node, phrase.start, phrase.end, "nominal", text)


NEAR = 1500
"""Characters back that "the ministry" may reach: some ten sentences. Longer reaches join more wrongly than rightly."""


def _nominal(phrase: Phrase, text: str, nodes: Nodes) -> None:
    wanted = _telling(text) - {phrase.noun}
    for node, start in nodes.backwards(phrase.start):
        if phrase.start - start > NEAR:
            return
        if node.kind in ("organisation", "group") and phrase.noun in node.heads and wanted <= _telling(node.key):
            nodes.mention(node, phrase.start, phrase.end, "nominal")
            return
