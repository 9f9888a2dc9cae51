"""Decides whether a word for a state means the place or its government, by what the sentence does with it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from crosswire.extract.names.coreference.bodies import government
from crosswire.extract.names.coreference.nodes import Node, Nodes
from crosswire.extract.names.lexicon import ADJECTIVE, CAPITAL, SEAT, STATE, lexicon, words
from crosswire.extract.names.mentions import Found, Page

if TYPE_CHECKING:
    from spacy.tokens import Token

_SUBJECTS = frozenset({"nsubj"})
_OBJECTS = frozenset({"dobj", "obj", "dative", "nsubjpass"})


def join_states(found: Sequence[Found], pages: Sequence[Page], placed: dict[int, Node], nodes: Nodes) -> None:
    """Mentions of governments: seats always, capitals, states and nationalities where the sentence makes them act."""
    for at, one in enumerate(found):
        known = one.known
        if known is None or known.sort not in (ADJECTIVE, SEAT, STATE, CAPITAL) or not known.country:
            continue
        page = pages[one.page]
        if (
            known.sort == SEAT
            or (known.sort == ADJECTIVE and _nation(one, page))
            or (known.sort != ADJECTIVE and _acts(one, page))
        ):
            node = government(nodes, known.country)
            nodes.mention(node, one.start, one.end, "metonym", " ".join(one.text.split()))
            placed_at = placed.pop(at, None)
            if placed_at is not None:
                _withdraw(placed_at, one)


def _withdraw(node: Node, one: Found) -> None:
    """The place is not meant there."""
    node.spans.pop((one.start, one.end), None)
    node.names[" ".join(one.text.split())] -= 1


def _acts(one: Found, page: Page) -> bool:
    lists = words()
    known = one.known
    following = page.words[one.j : one.j + 2]
    if len(following) == 2 and following[0] == "-" and following[1].lower() in lists.hyphened:
        return True
    if following[:1] in (["'s"], ["’s"], ["'"], ["’"]):
        return known is not None and known.sort == CAPITAL and _owned(page, one) not in lists.of_city
    return _governs(_head(page, one), known is not None and known.sort == CAPITAL)


def _head(page: Page, one: Found) -> Token:
    """The syntactic head of a name: the token whose own head lies outside."""
    for k in range(one.j - 1, one.i, -1):
        if not one.i <= page.doc[k].head.i < one.j:
            return page.doc[k]
    return page.doc[one.j - 1]


def _owned(page: Page, one: Found) -> str:
    """What belongs to the name: the head of its noun phrase, in lower case."""
    return page.doc[one.j - 1].head.text.lower()


def _governs(token: Token, capital: bool, depth: int = 0) -> bool:
    lists = words()
    dep, head = token.dep_, token.head
    if dep == "conj" and depth < 4:
        return _governs(head, capital, depth + 1)
    if dep in _SUBJECTS:
        return head.lemma_.lower() in lists.does
    if dep in _OBJECTS:
        return head.lemma_.lower() in lists.suffers
    if dep == "pobj":
        word = head.text.lower()
        if word == "by":
            return head.dep_ == "agent"
        return word in (lists.before_capital if capital else lists.before)
    return False


def _nation(one: Found, page: Page) -> bool:
    """ "The Russians" as those who act, and a nationality before an act of state ("Russian air strikes")."""
    lists = words()
    following = page.words[one.j : one.j + 2]
    if len(following) == 2 and following[0] == "-" and following[1].lower() in lists.hyphened:
        return True
    token = page.doc[one.j - 1]
    if following and following[0].lower().rstrip("s") in lists.acts and token.dep_ in ("amod", "compound", "nmod"):
        return True
    if one.text in lexicon().singular:
        return False  # "the Russian" is one person
    article = bool(one.i) and page.words[one.i - 1].lower() == "the"
    return (
        article
        and token.pos_ in ("NOUN", "PROPN")
        and token.dep_ not in ("amod", "compound")
        and _governs(token, False)
    )
