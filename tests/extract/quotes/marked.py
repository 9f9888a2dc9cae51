"""Pages with their gold written into them: {key words} is a mention, [key words] a quotation."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from pathlib import Path

CASES = Path(__file__).parent / "cases"
SIGN = re.compile(r"([\[{])([a-z]+|\?) |[\]}]")
UNNAMED = "?"


@dataclass(frozen=True)
class Gold:
    """A key with the stretch [start, end) that is its."""

    key: str
    start: int
    end: int


@dataclass(frozen=True)
class MarkedPage:
    """A page without its signs, its gold mentions and quotations, and the full names of the keys."""

    name: str
    story: str
    text: str
    mentions: tuple[Gold, ...]
    quotes: tuple[Gold, ...]
    cast: dict[str, str]


def read(marked: str) -> tuple[str, list[Gold], list[Gold]]:
    """Text, mentions and quotations of a marked text."""
    mentions: list[Gold] = []
    quotes: list[Gold] = []
    open_: list[tuple[str, str, int]] = []
    text, at = "", 0
    for sign in SIGN.finditer(marked):
        text += marked[at : sign.start()]
        at = sign.end()
        if sign[1]:
            open_.append((sign[1], sign[2], len(text)))
            continue
        bracket, key, start = open_.pop()
        (quotes if bracket == "[" else mentions).append(Gold(key, start, len(text)))
    assert not open_
    return text + marked[at:], mentions, quotes


def pages(file: str = "speakers.toml") -> list[MarkedPage]:
    table = tomllib.loads((CASES / file).read_text("utf-8"))
    made = []
    for row in table["page"]:
        text, mentions, quotes = read(row["text"].strip())
        by_place = sorted(mentions, key=lambda gold: (gold.start, gold.end))
        made.append(MarkedPage(row["name"], row["story"], text, tuple(by_place), tuple(quotes), table["cast"]))
    return made
