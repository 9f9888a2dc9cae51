"""What kind of thing a noun is: the classes of `en/grammar_classes` it belongs to, and its own word."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from crosswire import rules
from crosswire.grammar import Tree

# An aid worker and a convoy attack are no aid.
_NO_CARGO = frozenset({"people", "actors", "hostilities"})
# The class of those whose office stands before their name.
_OFFICES = frozenset({"titled"})
_PRONOUNS = frozenset({"PRP", "WP"})
_PROPER = frozenset({"NNP", "NNPS"})
# Labels of proper nouns that name no actor and no place. Small models label the names they do not know at random, so
# every other proper noun may be either.
_NO_NAMES = frozenset(
    {"DATE", "TIME", "MONEY", "LANGUAGE", "EVENT", "LAW", "QUANTITY", "PERCENT", "CARDINAL", "ORDINAL"}
)


@dataclass(frozen=True, slots=True)
class _Classes:
    by_word: dict[str, frozenset[str]]
    by_word_before: dict[str, frozenset[str]]
    spared: dict[str, frozenset[str]]
    never: dict[str, frozenset[str]]
    by_label: dict[str, frozenset[str]]
    by_tag: dict[str, frozenset[str]]
    pronoun: frozenset[str]
    proper: frozenset[str]


@cache
def _classes() -> _Classes:
    table = rules.load("en/grammar_classes")
    return _Classes(
        by_word=_turn({name: entry.get("words", []) for name, entry in table.items()}),
        by_word_before=_turn({name: entry["words"] for name, entry in table.items() if entry.get("before")}),
        spared=_turn({name: entry.get("spared", []) for name, entry in table.items()}),
        never=_turn({name: entry.get("never", []) for name, entry in table.items()}),
        by_label=_turn({name: entry.get("labels", []) for name, entry in table.items()}),
        by_tag=_turn({name: entry.get("tags", []) for name, entry in table.items()}),
        pronoun=frozenset(name for name, entry in table.items() if entry.get("pronouns")),
        proper=frozenset(name for name, entry in table.items() if entry.get("proper")),
    )


@cache
def _transparent() -> frozenset[str]:
    return rules.words("en/grammar", "transparent", "nouns")


def _frames_only(lemma: str) -> bool:
    """Whether a noun only measures what follows it, as figures do."""
    return lemma in _transparent() or lemma[:1].isdigit()


def _turn(table: dict[str, list[str]]) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for name, words in table.items():
        for word in words:
            found.setdefault(word, set()).add(name)
    return {word: frozenset(names) for word, names in found.items()}


def measured(tree: Tree, noun: int) -> int:
    """What a noun that only measures speaks of: the raids of "dozens of raids"; else the noun itself."""
    for below in tree.below(noun, "prep"):
        inner = tree.child(below, "pobj")
        if inner is not None and inner > noun and tree.lower[below] == "of" and _frames_only(tree.lemma[noun]):
            return measured(tree, inner)
    return noun


def kinds(tree: Tree, noun: int) -> frozenset[str]:
    """The classes of the noun at this place, its dictionary form, and "any"."""
    classes, lemma = _classes(), tree.lemma[noun]
    found = {"any", lemma}
    found |= classes.by_word.get(lemma, frozenset())
    found |= classes.by_label.get(tree.entity[noun], frozenset())
    found |= classes.by_tag.get(tree.tag[noun], frozenset())
    if tree.pos[noun] in ("VERB", "ADJ"):  # "the wounded"
        found |= classes.by_word.get(tree.lower[noun], frozenset())
    if tree.tag[noun] in _PRONOUNS:
        found |= classes.pronoun
    if tree.tag[noun] in _PROPER and tree.entity[noun] not in _NO_NAMES:
        found = (found | classes.proper) - {"aid"}  # a relief agency's name is no relief
    found -= classes.never.get(lemma, frozenset())
    for below in tree.children[noun]:
        if below < noun and tree.dep[below] in ("compound", "amod", "nmod"):
            before = f"{tree.lemma[below]} {lemma}"
            found -= classes.spared.get(before, frozenset())
            named = classes.by_word_before.get(tree.lemma[below], frozenset())
            if tree.pos[below] != "VERB":
                found |= named if found.isdisjoint(_NO_CARGO) else named & _OFFICES
            found |= classes.by_word.get(before, frozenset())
            found.add(before)
        elif tree.dep[below] == "prep" and tree.lower[below] == "of" and _frames_only(lemma):
            inner = tree.child(below, "pobj")
            if inner is not None:
                found |= kinds(tree, inner)
    return frozenset(found)
