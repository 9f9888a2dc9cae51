"""Links descriptions of one person: titles and appositions first, then those that stand alone."""

from __future__ import annotations

from collections.abc import Sequence

from crosswire.base import Role
from crosswire.extract.names.coreference import Node, Nodes
from crosswire.extract.names.descriptions.offices import speaking
from crosswire.extract.names.descriptions.phrases import Phrase
from crosswire.extract.names.descriptions.wording import key_text, telling_words
from crosswire.extract.names.lexicon import Actor, actor, words
from crosswire.extract.names.mentions import Found, Page


def attach_roles(
    said: Sequence[Phrase], pages: Sequence[Page], people: dict[int, Node], nodes: Nodes, report: str
) -> set[int]:
    """Gives people the roles that stand right beside their names. Returns the indices of the phrases used.

    `people` maps the `start` of a name to its node.
    """
    used: set[int] = set()
    for at, phrase in enumerate(said):
        if phrase.sort != "role":
            continue
        page = pages[phrase.page]
        if phrase.plural:
            sharing = [people[name.start] for name in _listed_behind(phrase, page) if name.start in people]
            for node in sharing:
                learn(node, phrase, report)
            if sharing:
                used.add(at)
            continue
        name, apposed = _beside(phrase, page)
        if name is None or name.start not in people:
            continue
        used.add(at)
        node = people[name.start]
        learn(node, phrase, report)
        if phrase.noun in words().same_office:
            node.like = nodes.before(phrase.start, lambda n, own=node: n.kind == "person" and n is not own)  # type: ignore[misc]
        if apposed:
            nodes.mention(node, phrase.start, phrase.end, "title")
    return used


def learn(node: Node, phrase: Phrase, report: str) -> None:
    """Adds a role and what it tells of country, sector and gender."""
    node.roles.append(Role(text=phrase.text, report=report, start=phrase.start, end=phrase.end))
    node.heads.add(phrase.noun)
    who = actor(phrase.text)
    node.country = node.country or who.country or ""
    node.sector = node.sector or who.sector or words().roles.get(phrase.noun, "")
    node.gender = node.gender or words().gendered.get(phrase.noun, "")


def _beside(phrase: Phrase, page: Page) -> tuple[Found | None, bool]:
    """The person's name a description stands beside, and whether as an apposition."""
    k = page.on(phrase.j)
    if page.word(k) in words().honorifics:
        k = page.on(k + 1)
    after = page.cover.get(k)
    if _person(after):
        return after, False
    if page.word(k) in words().tail:
        k = _behind_tail(page, k)
    mark = page.back(phrase.i)
    before = page.cover.get(page.back(mark)) if page.word(mark) in _OPENS else None
    if before is not None and _person(before) and page.on(before.j) == mark and page.word(k) in _SHUTS:
        return before, True
    after = page.cover.get(page.on(k + 1)) if page.word(k) == "," else None
    if after is not None and _person(after) and _closes(page, page.on(after.j)):
        return after, True
    return None, False


def _listed_behind(phrase: Phrase, page: Page) -> Sequence[Found]:
    """The people right behind a role told of several ("Foreign ministers Koravan and Petr Dalic"); nobody where the
    role names several states, each the state of one of them."""
    names: list[Found] = []
    k = page.on(phrase.j)
    if page.word(page.back(phrase.i)) == "and":
        return names
    while _person(name := page.cover.get(k)) and name is not None:
        names.append(name)
        k = page.on(name.j)
        while page.word(k) in _JOINS:
            k = page.on(k + 1)
    return names if len(names) > 1 else ()


_JOINS = frozenset({",", "and"})


def _behind_tail(page: Page, k: int) -> int:
    """Behind "in Estmark", "at the ministry", or `k` where that is not what follows."""
    for j in range(k + 1, min(k + TAIL, len(page.words))):
        if page.words[j] in (",", ".", ")", ";"):
            return j
        if page.doc[j].pos_ not in ("DET", "ADJ", "NOUN", "PROPN", "NUM", "PART"):
            break
    return k


TAIL = 6
"""Words that "in …" after a role may have."""
_OPENS = frozenset({",", "(", "–", "—"})


_SHUTS = frozenset({",", ")", ".", ";", "–", "—", ":", "who", ""})


def _person(name: Found | None) -> bool:
    return name is not None and name.kind == "person"


def _closes(page: Page, k: int) -> bool:
    """After "the minister, A B" a comma, a stop or a verb must come: "the minister, A B and C D" is a list."""
    return k >= len(page.words) or page.words[k] in (",", ".", ")", ";") or page.doc[k].pos_ in ("VERB", "AUX")


def resolve_role(phrase: Phrase, page: Page, nodes: Nodes, report: str) -> None:
    """A description of one person on its own: the person it fits, else a person of its own if it names an office."""
    who = actor(phrase.text)
    if not _definite(phrase, page, who):
        node = _owned(phrase, page, who, nodes)
        if node is not None:
            nodes.mention(node, phrase.start, phrase.end, "title")
        return
    node = nodes.before(phrase.start, lambda n: _fits(n, phrase, who)) or next(
        (n for n in nodes.all if _fits(n, phrase, who)), None
    )
    if node is not None:
        nodes.mention(node, phrase.start, phrase.end, "title")
        node.country = node.country or (who.country or "")
        return
    if node is None:
        node = speaking(phrase, page, who, nodes)
    if node is not None:
        nodes.mention(node, phrase.start, phrase.end, "title")
        return
    if phrase.noun in words().unnamed or not who.country:
        return
    text = key_text(phrase, page)
    node = nodes.open("person", text.lower())
    learn(node, phrase, report)
    nodes.mention(node, phrase.start, phrase.end, "title", text)


def _owned(phrase: Phrase, page: Page, who: Actor, nodes: Nodes) -> Node | None:
    """ "His wife" is the only person the page has called so; "her Kenyan counterpart" the other person just named."""
    lists = words()
    owner = lists.pronouns.get(page.words[phrase.i].lower())
    if phrase.plural or page.words[phrase.i].lower() not in lists.possessive:
        return None
    if phrase.noun not in lists.same_office:
        gender = lists.gendered.get(phrase.noun, "")
        called = [n for n in nodes.all if n.kind == "person" and phrase.noun in n.heads and n.gender in ("", gender)]
        return called[0] if len(called) == 1 else None
    near = [n for n, at in nodes.backwards(phrase.start) if phrase.start - at <= NEAR and n.kind == "person"]
    near = [n for n in dict.fromkeys(near) if not who.country or n.country in ("", who.country)]
    others = [n for n in near if n.gender != owner]
    return others[0] if owner and len(others) == 1 else None


NEAR = 600
"""Characters back to the person whom "her counterpart" means: two or three paragraphs."""


def _definite(phrase: Phrase, page: Page, who: Actor) -> bool:
    first = page.words[phrase.i].lower()
    lists = words()
    if phrase.plural:
        return False
    if first in lists.possessive:
        return phrase.noun not in lists.unnamed
    if first in lists.definite:
        return True
    if first in lists.determiners:
        return False
    return bool(who.country) and any(page.words[k] in ("'s", "’s") for k in range(phrase.i, phrase.head))


def _fits(node: Node, phrase: Phrase, who: Actor) -> bool:
    if node.kind != "person" or not node.heads:
        return False
    wider = words().wider.get(phrase.noun, frozenset())
    heads = node.heads | node.like.heads if node.like else node.heads
    same = phrase.noun in heads
    if not same and wider.isdisjoint(heads):
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
    roles = [*node.roles, *(node.like.roles if node.like else ())]
    heads = node.heads | {phrase.noun} | (node.like.heads if node.like else set())
    telling = telling_words(phrase.text) - heads
    lesser = words().lesser
    roles = [role for role in roles if lesser & telling_words(role.text) == lesser & telling]
    if not telling:
        return bool(roles)
    known = [telling_words(role.text) - heads for role in roles]
    return any(words_ and (telling <= words_ or words_ <= telling) for words_ in known)
