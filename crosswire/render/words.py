"""The dossier's own words, from `rules/en/display.toml`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from markupsafe import Markup, escape

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


OURS = ("\ue000", "\ue001")
"""Stand around words of ours inside a report's, until the page is written; no report has them (`plain`)."""


def ours(words: str) -> str:
    """Words of ours in square brackets, marked so that the page shows them apart from a report's words."""
    return f"{OURS[0]}[{plain(words)}]{OURS[1]}"


def plain(words: str) -> str:
    """A report's words without the marks that only we set."""
    return words.replace(OURS[0], "\ufffd").replace(OURS[1], "\ufffd")


def marked(words: str) -> Markup:
    """Escaped HTML in which words of ours stand in an element of their own."""
    text = str(escape(words)).replace(OURS[0], '<span class="ours">').replace(OURS[1], "</span>")
    return Markup(text)


def listing(names: Sequence[str]) -> str:
    """Names as a list in a sentence."""
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} {say('words.list_and')} {names[-1]}"


def quoted(words: str) -> str:
    """Words of a report on one line, between quotation marks; double marks inside become single, as in print."""
    plain = " ".join(words.split())
    if plain == say("share.withheld") or plain.startswith(OURS[0]):
        return plain
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
