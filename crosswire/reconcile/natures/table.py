"""The words by which a happening is told, compiled from the rules."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache
from typing import Any

from crosswire import rules
from crosswire.reconcile.terms import stem

PREFIX = 3
"""Letters of a first word by which the entries that may begin with it are found."""

STEP, DENIED = "step ", "denied "
"""How the names of deeds done once, and of those that somebody did not do, open."""

KIND = "="
"""How the signs of kinds of matters open."""

GAP = r"(?: [\w'’$%.-]+){0,3}?"
"""Up to three words between."""


@cache
def section(name: str) -> dict[str, Any]:
    """One section of `rules/en/natures.toml`."""
    found: dict[str, Any] = rules.load("en/natures")[name]
    return found


@cache
def words_of(key: str) -> frozenset[str]:
    """The words of one kind of cue."""
    return frozenset(section("cues")[key])


def dimension(name: str) -> dict[str, Any]:
    """What the rules say of a dimension, of deeds done once or of verbs denied by the opening of its name."""
    for opening, key in ((STEP, "steps"), (DENIED, "denied")):
        if name.startswith(opening):
            return section(key)
    found: dict[str, Any] = section("dimensions")[name]
    return found


@cache
def matters() -> dict[str, str]:
    """Words for one kind of matter, each with a sign for the kind."""
    return {stem(word): f"{KIND}{words[0]}" for words in section("matters")["same"] for word in words}


@cache
def entries() -> dict[str, list[tuple[re.Pattern[str], str, str]]]:
    """By the first letters of a word the patterns that may begin with it, each with its dimension and value, the
    longest entries first."""
    found: dict[str, list[tuple[re.Pattern[str], str, str, str]]] = defaultdict(list)
    for name, dimension in section("dimensions").items():
        for value, words in dimension["values"].items():
            for entry in words:
                compiled = re.compile(rf"{_pattern(entry)}\b", re.IGNORECASE)
                for prefix in sorted(_prefixes(entry)):
                    found[prefix].append((compiled, name, value, entry))
    for entry in section("steps")["verbs"]:
        compiled = re.compile(rf"{_pattern(entry)}\b", re.IGNORECASE)
        for prefix in sorted(_prefixes(entry)):
            found[prefix].append((compiled, f"{STEP}{entry}", entry, entry))
    return {
        prefix: [row[:3] for row in sorted(rows, key=lambda row: (row[1], -len(row[3]), row[3]))]
        for prefix, rows in found.items()
    }


def _pattern(entry: str) -> str:
    made = ""
    opened = False
    for part in entry.split(" "):
        if part in {"~", "(~)"}:
            made += GAP
        elif part.startswith("("):
            words = f"(?:{_either(part[1:-1])})"
            made += f"(?: {words})?" if opened else f"(?:{words} )?"
        else:
            made += f"{' ' if opened else ''}(?:{_either(part)})"
            opened = True
    return made


def _either(part: str) -> str:
    return "|".join(_forms(word) for word in part.split("|"))


def _forms(word: str) -> str:
    """The pattern of a word: "x+" for the regular forms of a verb, "x*" for any ending."""
    if word.endswith("*"):
        return rf"{re.escape(word[:-1])}[\w-]*"
    if not word.endswith("+"):
        return re.escape(word).replace("'", "['’]")
    stem = word[:-1]
    if stem.endswith("e"):
        return rf"{stem[:-1]}(?:e|es|ed|ing)"
    if stem[-1] == "y" and stem[-2] not in "aeiou":
        return rf"{stem[:-1]}(?:y|ies|ied|ying)"
    return rf"{stem}(?:|s|es|ed|ing|{stem[-1]}ed|{stem[-1]}ing)"


def _prefixes(entry: str) -> set[str]:
    """The first letters of the words with which an entry may begin."""
    found: set[str] = set()
    for part in entry.split(" "):
        found |= {word.strip("()+*")[:PREFIX].lower() for word in part.strip("()").split("|")}
        if not part.startswith("("):
            break
    return found
