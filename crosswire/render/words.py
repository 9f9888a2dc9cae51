"""The dossier's own words, from `rules/en/display.toml`."""

from __future__ import annotations

import re
from typing import Any

from crosswire import rules

_STRAIGHT_OPEN = re.compile(r'(^|[\s(\[—–-])"')
"""A straight mark that opens: at the start, or after a space, bracket or dash."""


def table(name: str) -> Any:
    """One group of display words. Raises KeyError when there is none."""
    return rules.load("en/display")[name]


def say(key: str, **fields: object) -> str:
    """The words at `group.name`, filled in; of a pair [one, many] the one that `n` asks for. Raises KeyError."""
    group, name = key.split(".")
    words = table(group)[name]
    if isinstance(words, list):
        words = words[0 if fields["n"] == 1 else 1]
    return str(words.format(**fields)) if fields else str(words)


def label(group: str, code: str | None) -> str:
    """The display word for a code, or the code itself in plain letters where the list has none."""
    if code is None:
        return ""
    return str(table(group).get(code, code.replace("_", " ")))


def quoted(words: str) -> str:
    """Words of a report on one line, between quotation marks; double marks inside become single, as in print."""
    plain = " ".join(words.split())
    marks = table("words")
    doubles = marks["doubles"]
    if plain[:1] in doubles and plain[-1:] in doubles and sum(plain.count(mark) for mark in doubles) == 2:
        plain = plain[1:-1]
    curly = _STRAIGHT_OPEN.sub(r"\1“", plain).replace('"', "”")
    inner = curly.replace("“", marks["open_inner"]).replace("”", marks["close_inner"])
    return f"{marks['open_words']}{inner}{marks['close_words']}"


def clipped(words: str, limit: int = 240) -> str:
    """At most `limit` characters, cut at a space and marked where cut."""
    plain = " ".join(words.split())
    if len(plain) <= limit:
        return plain
    return plain[:limit].rsplit(" ", 1)[0] + " " + say("words.words_left_out")
