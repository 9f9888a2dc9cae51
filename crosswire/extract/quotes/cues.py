"""The verbs, nouns and phrases of saying, compiled once from `rules/en/quotes.toml`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Literal

from crosswire import rules

Act = Literal["say", "deny", "decline", "ask"]
PREPOSITIONS = ("of", "for", "against", "about", "as", "on", "to")
"""What a verb may take that is a preposition."""


@dataclass(frozen=True, slots=True)
class Verb:
    """What one verb of saying does and where its content may stand. `denied` is the act of its negation."""

    act: Act
    denied: Act
    takes: frozenset[str]


@cache
def verbs() -> dict[str, Verb]:
    """Lemma → verb. A lemma of several groups takes what any of them takes; the first group gives the act."""
    found: dict[str, Verb] = {}
    for group in rules.load("en/quotes")["verbs"]:
        for lemma in group["words"]:
            old = found.get(lemma)
            takes = frozenset(group["takes"]) | (old.takes if old else frozenset())
            act, denied = (old.act, old.denied) if old else (group["act"], group["denied"])
            found[lemma] = Verb(act=act, denied=denied, takes=takes)
    return found


@cache
def words(table: str, key: str) -> frozenset[str]:
    """A word list of `en/quotes`."""
    return rules.words("en/quotes", table, key)


@cache
def person_nouns() -> frozenset[str]:
    """Common nouns for one person by office, trade or kin."""
    table = rules.load("en/names")
    return frozenset().union(*table["roles"].values()) | frozenset(table["open_roles"])


@cache
def given_names() -> dict[str, str]:
    """Given name → the pronoun of its gender."""
    table = rules.load("en/names")["given"]
    return {name: pronoun for key, pronoun in (("m", "he"), ("f", "she")) for name in table[key]}


@cache
def gendered() -> dict[str, str]:
    """Noun for one person → the pronoun of its gender, where it has but one."""
    table = rules.load("en/names")["gendered"]
    return {noun: pronoun for key, pronoun in (("m", "he"), ("f", "she")) for noun in table[key]}


@cache
def nouns() -> frozenset[str]:
    """Every noun of saying."""
    table = rules.load("en/quotes")["nouns"]
    return frozenset(table["clause"]) | frozenset(table["inf"]) | frozenset().union(*table["with"].values())


@cache
def nouns_with(preposition: str) -> frozenset[str]:
    """The nouns of saying whose content follows a preposition: "their demand for …"."""
    return frozenset(rules.load("en/quotes")["nouns"]["with"].get(preposition, ()))


@cache
def source_phrases() -> re.Pattern[str]:
    """Finds "according to" and its kin, ending where the source begins."""
    listed = rules.load("en/quotes")["frames"]["sources"]
    either = "|".join(re.escape(phrase).replace(r"\ ", r"\s+") for phrase in sorted(listed, key=lambda p: (-len(p), p)))
    return re.compile(rf"\b(?:{either})(?=\s)", re.IGNORECASE)
