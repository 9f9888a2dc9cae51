"""Numbers as English writes them: figures, number words, and what a run of them says. Also ordinals and months."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache

from crosswire import rules

HYPHENS = frozenset({"-", "–"})
TENS = range(20, 100, 10)


@cache
def cardinals() -> Mapping[str, int]:
    """One to nineteen, and the tens to ninety."""
    return _table("cardinals")


@cache
def scales() -> Mapping[str, int]:
    """Words that multiply the number before them: dozen, hundred, thousand and up."""
    return _table("scales")


@cache
def ordinals() -> Mapping[str, int]:
    """First to twentieth, and thirtieth."""
    return _table("ordinals")


@cache
def months() -> Mapping[str, int]:
    """Names of months and their short forms, without dots, by the month's number."""
    return {**_table("months"), **_table("short_months")}


@cache
def _after_figures() -> Mapping[str, int]:
    return {**scales(), **_table("short_scales")}


def _table(name: str) -> dict[str, int]:
    table: dict[str, int] = rules.load("en/counting")[name]
    return table


MOST = 10**15
"""No report counts further; what is larger is an account or telephone number, or nonsense."""
LONGEST_FIGURE = len(f"{MOST:,}")


def figure(word: str) -> float | None:
    """The value of one word of figures: "12", "1,200", "2.5"; null for any other word."""
    if not word[:1].isdigit() or len(word) > LONGEST_FIGURE:
        return None
    bare = word.replace(",", "")
    if bare.isdecimal():
        return int(bare) if len(bare) == len(word) or len(word.rsplit(",", 1)[1]) == 3 else None
    whole, _, part = bare.partition(".")
    return float(bare) if whole.isdecimal() and part.isdecimal() else None


def total(words: Iterable[str]) -> float | None:
    """What number words come to together, or null when they make no one number: "twenty", "four" do, "two", "three" do
    not. Words are in small letters, hyphens and "and" left out; the first may be figures."""
    whole: float = 0
    group: float = 0
    room: float | None = None
    for word in words:
        scale = (_after_figures() if room == 0 else scales()).get(word)
        if scale is not None:
            group = max(group, 1) * scale
            whole, group = (whole + group, 0) if scale >= 1000 else (whole, group)
            room = scale if scale >= 100 else 1
            continue
        figures = figure(word) if room is None else None
        value = cardinals().get(word) if figures is None else figures
        if value is None or (room is not None and value >= room):
            return None
        group += value
        room = 0 if figures is not None else 10 if value in TENS else 1
    return None if room is None or whole + group > MOST else whole + group


def spoken(words: Sequence[str], start: int) -> tuple[float, int] | None:
    """The number that starts at this place and the place after it, or null where none does: "1,200", "twenty - five",
    "two hundred and ten", "5 million". Words are in small letters; a hyphen may be a word of its own."""
    parts: list[str] = []
    found: tuple[float, int] | None = None
    place = start
    while place < len(words):
        parts.append(words[place])
        value = total(parts)
        if value is None:
            break
        place += 1
        found = value, place
        place += _joint(words, place, value, parts[-1] in scales())
    return found


def _joint(words: Sequence[str], place: int, value: float, scaled: bool) -> int:
    """1 where a hyphen or, after a scale, "and" may join the next word to the number so far; else 0."""
    word = words[place] if place < len(words) else ""
    return int(word in HYPHENS or (scaled and value >= 100 and word in rules.words("en/counting", "joins", "words")))
