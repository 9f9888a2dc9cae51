"""Web pages as a plain scraper would save them: every visible line, links, buttons and menus too, and nothing else.

Scores which of these lines the reader of raw text takes for the report, against the lines that stand in a page's known
body.
"""

from __future__ import annotations

import hashlib
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from bench.pages import BODY
from crosswire.base import Limits, Page
from crosswire.collect import clean, page_from_html
from crosswire.collect.html.aligning import key_of
from crosswire.collect.html.rendering import Line, render
from crosswire.collect.html.source import tree_of
from crosswire.errors import InputError

_JUDGED = Path(__file__).with_name("scraped_judged.toml")
_SURE = 25
"""Letters from which a line that stands in the known body is of it; a shorter one (a section's name) must be a whole
paragraph."""
_GRAM = 4
_LEAST_GRAMS = 8
_SHARE = 0.6
"""Share of a line's word runs that the known body must hold where it has other words inside, such as what a screen
reader says of a link."""


@dataclass(frozen=True, slots=True)
class Score:
    """Different lines of the body found, taken for it, and there, over all pages."""

    found: int = 0
    taken: int = 0
    there: int = 0

    def __add__(self, other: Score) -> Score:
        return Score(self.found + other.found, self.taken + other.taken, self.there + other.there)

    @property
    def f1(self) -> float:
        return 2 * self.found / max(1, self.taken + self.there)


def scraped(data: bytes, *, spaced: bool = False) -> str:
    """The visible lines of a page; `spaced` with a blank one between paragraphs."""
    root = tree_of(page_from_html(data, "page.html").text)
    if root is None:
        return ""
    shown = render(root)
    lines = shown.lines or render(root, hidden=True).lines
    return "".join(_printed(line, spaced=spaced) for line in lines)


def _printed(line: Line, *, spaced: bool) -> str:
    return ("\n" if spaced and line.gap else "") + line.text + "\n"


@cache
def judged() -> dict[str, dict[str, bool]]:
    """By page what a reader found to be text, or none, against the known body; lines by their hash."""
    found: dict[str, dict[str, bool]] = {}
    for row in tomllib.loads(_JUDGED.read_text("utf-8"))["judged"]:
        found.setdefault(row["page"], {}).update(dict.fromkeys(row["lines"], row["is_text"]))
    return found


def score(text: str, body: Sequence[str], otherwise: Mapping[str, bool] | None = None) -> Score:
    """How well the reader of raw text tells the lines of `body` from the others. A line printed twice counts once.

    `otherwise` are lines that `body` is not asked about, by their hash, and whether they are text.
    """
    known = _Known.of(body)
    found: dict[str, bool] = {}
    there: dict[str, bool] = {}
    taken = taken_from(text)
    at = 0
    for line in text.split("\n"):
        key = key_of(line)
        if key:
            there[key] = (key in there and there[key]) or known.holds(key, line)
            found[key] = found.get(key, False) or at in taken
        at += len(line) + 1
    for key in there if otherwise else ():
        there[key] = (otherwise or {}).get(hashlib.sha256(key.encode()).hexdigest()[:12], there[key])
    both = sum(found[key] and there[key] for key in found)
    return Score(both, sum(found.values()), sum(there.values()))


def taken_from(text: str) -> frozenset[int]:
    """Every offset that the reader takes for the report's text."""
    try:
        page = Page(path="page.txt", text=text, sha256=hashlib.sha256(text.encode()).hexdigest(), encoding="utf-8")
        report = clean(page, Limits())
    except InputError:
        return frozenset()
    return frozenset(at for block in report.blocks if block.kind in BODY for at in range(block.start, block.end))


@dataclass(frozen=True, slots=True)
class _Known:
    letters: str
    whole: frozenset[str]
    grams: frozenset[tuple[str, ...]]

    @classmethod
    def of(cls, body: Sequence[str]) -> _Known:
        grams = frozenset(gram for paragraph in body for gram in _grams(paragraph))
        return cls(key_of("".join(body)), frozenset(key_of(paragraph) for paragraph in body), grams)

    def holds(self, key: str, line: str) -> bool:
        if key in self.whole or (len(key) >= _SURE and key in self.letters):
            return True
        grams = list(_grams(line))
        return len(grams) >= _LEAST_GRAMS and sum(gram in self.grams for gram in grams) >= _SHARE * len(grams)


def _grams(text: str) -> Iterator[tuple[str, ...]]:
    words = re.findall(r"\w+", text.casefold())
    return zip(*(words[at:] for at in range(_GRAM)), strict=False)


def lines_found(sources: Iterable[tuple[bytes, Sequence[str], str]], *, fairly: bool = False) -> Score:
    """The score over pages, each with its known body and its id; `fairly` with the lines that a reader judged."""
    marked = judged() if fairly else {}
    return sum((score(scraped(data), body, marked.get(name)) for data, body, name in sources), Score())
