"""Words that show where a text was put together from others, or rewritten word by word by a program."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import islice

from crosswire import rules
from crosswire.base import Stated
from crosswire.collect.cues import WORD, Phrases, any_function_word
from crosswire.collect.lines.units import Unit
from crosswire.collect.particulars.credits import stated

Sign = tuple[str, Stated]

# From the edge of a word and never back into it, so that long runs of letters cost no more than their length.
_NAME = r"(?<![\w’'-])[A-Z](?=[\w’'-]{0,40}?[a-z])[\w’'-]*+"
_OPENING = re.compile(rf"(?:[A-Z][a-z]+,\s)?(?P<name>{_NAME})\s(?P<next>[a-z]+)")
_NAMED = re.compile(rf"{_NAME}\s{_NAME}")
_MOST_PARAGRAPHS = 300
"""Paragraphs in which names that come late are looked for: what opens one is compared with all above it."""
_MOST_NAMES = 4
"""Words of a name before the surname."""


@cache
def _phrases() -> Phrases:
    return Phrases(rules.load("en/pages_reworded")["reworded"])


@dataclass(frozen=True)
class _Frame:
    """A set phrase with one place that only a few words fill."""

    words: tuple[str, ...]
    fits: frozenset[str]

    def broken(self, words: Sequence[str], start: int) -> bool:
        """Whether the phrase begins at a word, but for a wrong one in its place."""
        here = words[start : start + len(self.words)]
        if len(here) < len(self.words) or any(
            want not in ("?", word) for want, word in zip(self.words, here, strict=True)
        ):
            return False
        filled = here[self.words.index("?")].removesuffix("'s")
        return filled not in self.fits and filled not in any_function_word() and filled != "#"


@cache
def _frames() -> dict[str, tuple[_Frame, ...]]:
    """By their first words."""
    found: dict[str, tuple[_Frame, ...]] = {}
    for phrase, fits in rules.load("en/pages_reworded")["frames"].items():
        frame = _Frame(tuple(phrase.split()), frozenset(fits))
        found[frame.words[0]] = (*found.get(frame.words[0], ()), frame)
    return found


def _broken(words: Sequence[str], start: int) -> int:
    """How many words a set phrase with a wrong word takes that begins here, or 0."""
    frames = _frames().get(words[start], ())
    return next((len(frame.words) for frame in frames if frame.broken(words, start)), 0)


def reworded(page: str, units: Sequence[Unit]) -> Iterator[Sign]:
    """Set phrases with a word replaced by a synonym ("united countries"), in the text and in what it quotes."""
    phrases = _phrases()
    for unit in units:
        if unit.kind not in ("body", "headline", "standfirst"):
            continue
        words = unit.words
        for start in range(len(words)):
            found = phrases.at(words, start)
            size = found[1] if found else _broken(words, start)
            if size:
                yield "reworded", _span(page, unit, start, size)


def _span(page: str, unit: Unit, start: int, count: int) -> Stated:
    """The words of a unit from the `start`-th on."""
    matches = list(islice(WORD.finditer(page, unit.start, unit.end), start, start + count))
    return stated(page, matches[0].start(), matches[-1].end()) if matches else stated(page, unit.start, unit.end)


def dangling(page: str, units: Sequence[Unit]) -> Iterator[Sign]:
    """Paragraphs that open with a pronoun or a surname for somebody of whom nothing above them tells: a pronoun before
    any name, or a surname that is given its first name only further down."""
    above = ""
    small = frozenset(re.findall(r"\b[a-z]{3,}\b", page))
    texts = [unit for unit in units if unit.kind in ("headline", "standfirst", "caption", "subhead", "body")]
    texts = texts[:_MOST_PARAGRAPHS]
    for at, unit in enumerate(texts):
        text = page[unit.start : unit.end]
        match = _OPENING.match(text) if unit.kind == "body" else None
        if match:
            name = match["name"]
            below = [page[other.start : other.end] for other in texts[at:]]
            late = name.lower() not in small and _comes_late(name, above, below)
            if late or (_is_pronoun(name) and not _NAMED.search(above)):
                yield "dangling", stated(page, unit.start + match.start("name"), unit.start + match.end())
        above += text + "\n"


def _is_pronoun(word: str) -> bool:
    return word.casefold() in rules.words("en/pages", "splices", "pronouns")


def _comes_late(name: str, above: str, below: Sequence[str]) -> bool:
    """Whether a name not read before is introduced by its full form in a later paragraph."""
    if name.casefold() in any_function_word() or re.search(rf"\b{re.escape(name)}\b", above):
        return False
    full = re.compile(rf"(?:[a-z,]|\A)\s?(?:{_NAME}\s){{1,{_MOST_NAMES}}}{re.escape(name)}\b")
    return any(full.search(text) for text in below[1:]) and not full.search(below[0])
