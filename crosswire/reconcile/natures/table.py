"""The words by which a happening is told, compiled from the rules."""

from __future__ import annotations

from functools import cache
from typing import Any

from crosswire import rules
from crosswire.reconcile.terms import stem

STEP, DENIED = "step ", "denied "
"""How the names of deeds done once, and of those that somebody did not do, open."""

KIND = "="
"""How the signs of kinds of matters open."""


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
