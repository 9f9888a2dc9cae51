"""Links descriptions of bodies and groups: "the ministry", "Tamberian rebels"."""

from __future__ import annotations

from crosswire.extract.names.coreference import Node, Nodes, government
from crosswire.extract.names.descriptions.phrases import Phrase
from crosswire.extract.names.descriptions.wording import key_text, telling_words
from crosswire.extract.names.lexicon import CAPITAL, STATE, Actor, actor, lexicon, words
from crosswire.extract.names.mentions import Page


def resolve_body(phrase: Phrase, page: Page, nodes: Nodes, people: dict[int, Node]) -> None:
    """A body or group described: by state and noun one of its own, by bare noun the last one that may be called so.

    What a person owns ("Orvane's forces") belongs to that person's state.
    """
    if phrase.plural and phrase.sort != "force":
        return
    text = key_text(phrase, page)
    who = actor(text)
    owner = people.get(phrase.owner.start) if phrase.owner else None
    country = who.country or (owner.country if owner else "") or _seat(phrase, page)
    bare = text.lower() == phrase.noun
    if who.known is not None and phrase.sort == "body":
        if not _indefinite(phrase, page):
            _of_known(phrase, page, text, who, nodes)
    elif country and phrase.noun in words().state_power and len(telling_words(text)) <= 1:
        node = government(nodes, country)
        node.heads.add(phrase.noun)
        nodes.mention(node, phrase.start, phrase.end, "nominal", "" if bare else text)
    elif country and (phrase.sort == "force" or not _indefinite(phrase, page)):
        if not who.country:
            text = f"{lexicon().adjective.get(country, country)} {text}"
        _of_state(phrase, text, Actor(country, who.sector), nodes)
    elif phrase.owner is not None:
        return
    elif phrase.sort == "force":
        _force(phrase, page, text, who, nodes)
    elif page.words[phrase.i].lower() in words().definite:
        _nominal(phrase, page, text, who, nodes)
    elif phrase.i in page.cover and page.cover[phrase.i].kind == "place" and page.cover[phrase.i].j == phrase.head:
        _of_state(phrase, text, who, nodes)


def _seat(phrase: Phrase, page: Page) -> str:
    """The state whose capital a body sits in: "the foreign ministry in Moscow"."""
    name = page.cover.get(phrase.j + 1) if page.word(phrase.j) == "in" else None
    if name is None or name.known is None or name.known.sort not in (CAPITAL, STATE):
        return ""
    return name.known.country if phrase.noun in words().of_state else ""


def _indefinite(phrase: Phrase, page: Page) -> bool:
    """ "a Tamberian bank": one of many, so not the same as the next one."""
    first = page.words[phrase.i].lower()
    return first in words().determiners and first not in words().definite


def _of_known(phrase: Phrase, page: Page, text: str, who: Actor, nodes: Nodes) -> None:
    """ "the AFP news agency" is AFP; "UN human rights office" is a body of its own; "the AFP website" is neither."""
    node = next((n for n in nodes.all if n.known is not None and n.known.name == who.known), None)
    outside = " ".join(page.words[k] for k in range(phrase.i, phrase.j) if k not in page.cover)
    rest = telling_words(outside) - set(phrase.noun.split()) - words().qualifiers.keys()
    if node is not None and phrase.noun.split()[-1] in node.heads and not rest:
        nodes.mention(node, phrase.start, phrase.end, "nominal")
    elif len(telling_words(text)) >= 2:
        _of_state(phrase, text, who, nodes)


def _of_state(phrase: Phrase, text: str, who: Actor, nodes: Nodes) -> None:
    force = phrase.sort == "force"
    node = nodes.open("group" if force else "organisation", f"{who.country or ''} {_remainder(text)}".strip())
    node.country, node.sector = who.country or "", node.sector or who.sector or ""
    node.heads.add(phrase.noun)
    named = not force and text[:1].isupper() and text.split()[-1][:1].isupper()
    nodes.mention(node, phrase.start, phrase.end, "name" if named else "nominal", text)


def _remainder(text: str) -> str:
    return " ".join(sorted(telling_words(text))) or text.lower()


def _force(phrase: Phrase, page: Page, text: str, who: Actor, nodes: Nodes) -> None:
    """ "the rebels" are the last such group spoken of; with none, "rebel forces" is one of its own."""
    wanted = telling_words(text)
    node = nodes.before(
        phrase.start, lambda n: n.kind == "group" and phrase.noun in n.heads and wanted <= _words_of(n, phrase)
    )
    if node is None:
        counted = any(page.doc[k].pos_ == "NUM" for k in range(phrase.i, phrase.head))
        if phrase.noun in words().machines or text.lower() == "forces" or counted:
            return
        node = nodes.open("group", " ".join(sorted(wanted)) or text.lower())
        node.sector = who.sector or ""
        node.heads.add(phrase.noun)
    nodes.mention(node, phrase.start, phrase.end, "nominal", text)


def _words_of(node: Node, phrase: Phrase) -> frozenset[str]:
    return telling_words(node.key) | {phrase.noun} | frozenset(phrase.noun.split())


def _called(node: Node, noun: str) -> bool:
    """Whether a body or group may be called so: by its name or the lists, or by a noun for any named body."""
    if node.kind not in ("organisation", "group"):
        return False
    lists = words()
    if noun in node.heads:
        return True
    if "name" not in node.spans.values():
        return False
    if noun in lists.any_firm:
        return node.kind == "organisation" and node.sector in lists.firm_sectors and not node.heads
    return noun in lists.any_body and node.sector in lists.any_sectors


NEAR = 1500
"""Characters back that "the ministry" may reach: some ten sentences. Longer reaches join more wrongly than rightly."""


def _is_named(phrase: Phrase, page: Page) -> bool:
    """ "the Tamberian foreign ministry": a word with a capital tells it from all others, of whatever state it is."""
    if page.words[phrase.head][:1].isupper() and phrase.noun not in words().state_power:
        return not page.titled and not page.shouted
    return any(page.words[k][:1].isupper() for k in range(phrase.i + 1, phrase.head))


def _nominal(phrase: Phrase, page: Page, text: str, who: Actor, nodes: Nodes) -> None:
    """A definite description is the last body so called; with none, a body of its own where a capital names it.

    "The council of Dremmel" is never another council.
    """
    town = page.cover.get(phrase.j + 1) if page.word(phrase.j) == "of" else None
    if town is not None and town.kind == "place":
        end = page.passage.offsets(page.doc[town.j - 1])[1]
        node = nodes.open("organisation", f"{phrase.noun} of {town.text.lower()}")
        node.sector = who.sector or ""
        node.heads.add(phrase.noun)
        nodes.mention(node, phrase.start, end, "nominal", f"{text} of {town.text}")
        return
    wanted = telling_words(text) - {phrase.noun}
    for node, start in nodes.backwards(phrase.start):
        if phrase.start - start > NEAR:
            break
        if _called(node, phrase.noun) and wanted <= telling_words(node.key):
            nodes.mention(node, phrase.start, phrase.end, "nominal")
            return
    if _is_named(phrase, page):
        _of_state(phrase, text, who, nodes)
