"""Joins the names of bodies, groups and places: by the lists, by acronyms the text defines, by shorter forms."""

from __future__ import annotations

import re
from collections.abc import Sequence

from crosswire.extract.names.coreference.nodes import Node, Nodes
from crosswire.extract.names.lexicon import ADJECTIVE, PRECISION, SEAT, actor, government_name, words
from crosswire.extract.names.mentions import Found, Page, acronyms_in

_SPACES = re.compile(r"[\s.’']+")


def plain(text: str) -> str:
    """The key of a body's name: lower case, spaces for dots and apostrophes."""
    return _SPACES.sub(" ", text.lower()).strip()


def join_bodies(found: Sequence[Found], pages: Sequence[Page], nodes: Nodes) -> dict[int, Node]:
    """The node of each name that is no person's, by its index in `found`. Words for a state are left to `states`."""
    placed: dict[int, Node] = {}
    acronyms = acronyms_in(found, pages)
    states = {(one.known.country, one.known.name) for one in found if one.known and one.known.country}
    longest_first = sorted(range(len(found)), key=lambda at: (-len(found[at].text), at))
    for at in longest_first:
        one = found[at]
        if one.kind == "person" or (one.known and one.known.sort in (ADJECTIVE, SEAT)):
            continue
        node = _place(one, pages, states, nodes) if one.kind == "place" else _body(one, pages, acronyms, nodes)
        placed[at] = node
        nodes.mention(node, one.start, one.end, "name", " ".join(one.text.split()))
    return placed


def _body(one: Found, pages: Sequence[Page], acronyms: dict[str, str], nodes: Nodes) -> Node:
    if one.known:
        node = nodes.open(one.kind, plain(one.known.name))
        node.known = one.known
        node.country, node.sector = one.known.country, one.known.sector
        node.heads.update(one.known.types)
        return node
    text = acronyms.get(one.text, one.text)
    key = plain(text)
    node = nodes.get(one.kind, key) or _longer(key, one, pages, nodes) or nodes.open(one.kind, key)
    if not node.country and not node.sector:
        who = actor(" ".join(text.split()))
        node.country, node.sector = who.country or "", who.sector or ""
    node.heads.update(word for word in key.split() if word in words().bodies)
    return node


def _longer(key: str, one: Found, pages: Sequence[Page], nodes: Nodes) -> Node | None:
    """The only longer name that this one begins, whose initials it is, or, with "the" or before an office of its own
    ("Front commander"), whose last word it is."""
    options = []
    page = pages[one.page]
    article = page.word(page.back(one.i)).lower() == "the" or _has_office(page.word(one.j).lower())
    for node in nodes.all:
        if node.kind != one.kind:
            continue
        if (article and one.j - one.i == 1 and _head_part(node.key).endswith(f" {key}")) or (
            node.known is None and (node.key.startswith(f"{key} ") or _shortens(one.text, key, node.key))
        ):
            options.append(node)
    return options[0] if len(options) == 1 else None


def _has_office(word: str) -> bool:
    return word in words().roles or word in words().open_roles


def _head_part(key: str) -> str:
    """A body's name up to what it is for: "observatory" heads "observatory for human rights"."""
    return key.split(" for ")[0].split(" of ")[0]


def _shortens(text: str, key: str, full: str) -> bool:
    return text.isupper() and len(key) >= 3 and _initials(full) == key


def _initials(key: str) -> str:
    return "".join(word[0] for word in key.split() if word not in words().determiners and len(word) > 2)


PRECISION_OF_AREAS = ("state", "region")


def _place(one: Found, pages: Sequence[Page], states: set[tuple[str, str]], nodes: Nodes) -> Node:
    listed = pages[one.page].words
    lists = words()
    following = listed[one.j].lower() if one.j < len(listed) else ""
    precision = lists.place_after.get(following)
    known = one.known
    if known and precision in (3, 4) and known.sort not in PRECISION_OF_AREAS:
        # "Aleppo province" is not Aleppo: an area of the same name, whose middle we do not know.
        node = nodes.open("place", f"{plain(known.name)} {following}")
        node.parent, node.country, node.precision = known.country, known.country, precision
        one.text, one.end = f"{one.text} {listed[one.j]}", _end_of(pages[one.page], one.j)
        return node
    if known is None:
        node = nodes.open("place", plain(one.text))
        node.precision = precision or _by_suffix(one.text) or node.precision
        return node
    node = nodes.open("place", plain(known.name))
    node.known, node.precision = known, PRECISION.get(known.sort)
    if known.name in lists.twins and not any(c == known.country and name != known.name for c, name in states):
        return node
    node.country, node.point = known.country, known.at
    node.parent = "" if known.sort == "state" else known.parent or known.country
    return node


def _end_of(page: Page, token: int) -> int:
    return page.passage.offsets(page.doc[token])[1]


def _by_suffix(text: str) -> int | None:
    last = text.split()[-1]
    return words().place_after.get(last.lower()) if last in words().place_suffixes else None


def government(nodes: Nodes, iso: str) -> Node:
    """The government of a state, as one entity for all the words that stand for it."""
    node = nodes.open("organisation", f"government of {iso}")
    if not node.names:
        node.names[government_name(iso)] = 0
    node.country, node.sector = iso, "GOV"
    return node
