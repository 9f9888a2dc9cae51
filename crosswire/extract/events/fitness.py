"""Whether a noun can fill a role: never a mark, a day or half a word, and only beings and bodies where one acts."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from crosswire import rules
from crosswire.extract.events.kinds import kinds, measured
from crosswire.extract.events.scene import Scene
from crosswire.grammar import Tree

_TIMES = frozenset({"DATE", "TIME"})
_PERSONS = frozenset({"PRP", "WP", "NNP", "NNPS"})
_BEINGS = frozenset({"people", "forces", "actors", "bodies", "officials", "envoys", "captives", "numbers"})


@dataclass(frozen=True, slots=True)
class _Words:
    who: frozenset[str]
    acting: frozenset[str]
    days: frozenset[str]
    reciprocal: frozenset[str]
    no_being: frozenset[str]
    endings: tuple[str, ...]
    nobody: frozenset[str]
    worded: frozenset[str]
    texts: frozenset[str]


@cache
def _words() -> _Words:
    table = rules.load("en/grammar")["cast"]
    return _Words(
        who=frozenset(table["who"]),
        acting=frozenset(table["acting"]),
        days=rules.words("en/times", "words", "WEEKDAY"),
        reciprocal=frozenset(table["reciprocal"]),
        no_being=frozenset(table["no_being"]),
        endings=tuple(table["endings"]),
        nobody=frozenset(table["nobody"]),
        worded=frozenset(table["worded"]),
        texts=rules.words("en/grammar", "relative", "texts"),
    )


def can_fill(role: str, noun: int, scene: Scene) -> bool:
    """Whether the noun at this place may stand in this role."""
    tree, words = scene.tree, _words()
    if not _is_thing(tree, noun):
        return False
    if role not in words.who:
        return True
    if role in words.acting and scene.is_known_place(noun) and not scene.is_country(noun):
        return False
    return is_being(tree, noun) or (role in words.worded and tree.lemma[noun] in words.texts)


def _is_thing(tree: Tree, noun: int) -> bool:
    """No mark, no day, no half of a compound, no "each other"."""
    words = _words()
    if tree.pos[noun] == "PUNCT" or tree.entity[noun] in _TIMES or tree.lower[noun] in words.days:
        return False
    if not any(letter.isalnum() for letter in tree.lower[noun]):
        return False
    after = noun + 1
    if after < len(tree.lower) and tree.lower[after] == "-" and tree.begin[after] == tree.end[noun]:
        return False
    return not (noun and f"{tree.lower[noun - 1]} {tree.lower[noun]}" in words.reciprocal)


def is_being(tree: Tree, noun: int) -> bool:
    """Whether a noun can name somebody who acts or suffers; a common noun nobody knows may."""
    if tree.lower[noun] in _words().nobody:
        return False
    if tree.tag[noun] in _PERSONS:
        return True
    counted = measured(tree, noun)
    found = kinds(tree, counted)
    if not found.isdisjoint(_BEINGS):
        return True
    return found.isdisjoint(_words().no_being) and not tree.lemma[counted].endswith(_words().endings)
