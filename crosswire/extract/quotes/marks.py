"""Quotation marks of one block, paired by what stands beside them; apostrophes and strays left out."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from crosswire import rules

AFTER_S = re.compile(r"[sS]\W\s[a-z]")
"""An apostrophe or closing mark after s, before a small letter."""
NESTED = 6
"""Marks within marks that are followed, a bound for pages full of strays."""
BEFORE_OPENING = frozenset("([{-–—/")
"""Characters other than blanks after which a word may begin."""


@dataclass(frozen=True, slots=True)
class Marked:
    """Words between quotation marks, as offsets in the block: the marks at [open, start) and [end, close).

    `closed` is false where the block ends first: then `end` and `close` are the end of the block's last word.
    """

    open: int
    start: int
    end: int
    close: int
    pair: str
    closed: bool = True


@dataclass(frozen=True, slots=True)
class _Signs:
    finder: re.Pattern[str]
    opens: dict[str, tuple[str, ...]]
    closes: dict[str, tuple[str, ...]]
    elided: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class _Pending:
    open: int
    start: int
    pair: str


@cache
def _signs() -> _Signs:
    table = rules.load("en/quotes_marks")
    opens: dict[str, tuple[str, ...]] = {}
    closes: dict[str, tuple[str, ...]] = {}
    for pair in table["pairs"]:
        for sign in (*pair["open"], *pair["both"]):
            opens[sign] = (*opens.get(sign, ()), pair["name"])
        for sign in (*pair["close"], *pair["both"]):
            closes[sign] = (*closes.get(sign, ()), pair["name"])
    every = sorted(opens.keys() | closes.keys(), key=lambda sign: (-len(sign), sign))
    elided = "|".join(map(re.escape, table["apostrophe"]["elided"]))
    return _Signs(
        finder=re.compile("|".join(map(re.escape, every))),
        opens=opens,
        closes=closes,
        elided=re.compile(rf"(?:{elided})\b|\d", re.IGNORECASE),
    )


def begins_marked(text: str) -> bool:
    """Whether a block opens with an opening quotation mark."""
    first = _signs().finder.match(text.lstrip())
    return first is not None and first.group() in _signs().opens


def find_marked(text: str) -> tuple[Marked, ...]:
    """The outermost marked stretches of a block, in order, none inside another."""
    signs = _signs()
    pending: list[_Pending] = []
    found: list[Marked] = []
    for sign in signs.finder.finditer(text):
        _take(text, sign, pending, found)
    last = next((entry for entry in reversed(pending) if entry.pair != "single"), None)
    end = len(text.rstrip())
    # Where the same marks opened and closed again since, a closing mark is missing; elsewhere the quotation runs on.
    if last is not None and last.start < end and not any(m.open > last.open and m.pair == last.pair for m in found):
        found.append(Marked(last.open, last.start, end, end, last.pair, closed=False))
    return _outermost(found)


def _take(text: str, sign: re.Match[str], pending: list[_Pending], found: list[Marked]) -> None:
    """Let one sign close what is open, or open, or pass as an apostrophe or a stray."""
    signs, word = _signs(), sign.group()
    closers = signs.closes.get(word, ())
    if word in signs.opens and not text[sign.end() : sign.end() + 1].strip():
        # An opening mark with nothing behind it was meant to close.
        closers = (*closers, *signs.opens[word])
    closing = [entry for entry in pending if entry.pair in closers]
    if closing and _may_close(text, sign, closing[-1], pending):
        entry = closing[-1]
        del pending[pending.index(entry) :]
        if text[entry.start : sign.start()].strip():
            found.append(Marked(entry.open, entry.start, sign.start(), sign.end(), entry.pair))
        return
    names = signs.opens.get(word, ())
    if not names and not text[text.rfind("\n", 0, sign.start()) + 1 : sign.start()].strip():
        # A closing mark that begins a line was meant to open.
        names = signs.closes[word]
    if not names or not _may_open(text, sign, names[0]):
        return
    # A straight mark opening twice: the first was never closed, and costs its own stretch only. Curved ones may nest.
    repeated = [entry for entry in pending if entry.pair == names[0] in signs.closes.get(word, ())]
    if repeated or len(pending) > NESTED:
        del pending[pending.index(repeated[0]) if repeated else 0 :]
    pending.append(_Pending(sign.start(), sign.end(), names[0]))


def _may_open(text: str, sign: re.Match[str], pair: str) -> bool:
    before, after = text[max(0, sign.start() - 1) : sign.start()], text[sign.end() : sign.end() + 1]
    if not after or after.isspace():
        return False
    if sign.group() not in _signs().closes and pair != "single":
        return True
    if pair == "single" and _signs().elided.match(text, sign.end()):
        return False
    return not before or before.isspace() or before in BEFORE_OPENING or before in _signs().opens


def _may_close(text: str, sign: re.Match[str], entry: _Pending, pending: list[_Pending]) -> bool:
    before, after = text[max(0, sign.start() - 1) : sign.start()], text[sign.end() : sign.end() + 1]
    if sign.group() not in _signs().opens and entry.pair != "single":
        return True
    if entry.pair == "single":
        if pending[-1] is not entry or before.isspace() or after.isalnum():
            return False
        return not _possessive(text, sign)
    if sign.end() < len(text) and before.isspace() and not after.isspace():
        return False
    return not (before in BEFORE_OPENING and after.isalnum())


def _possessive(text: str, sign: re.Match[str]) -> bool:
    """Whether an apostrophe after s ("the soldiers’ claim") stands where a closing mark still follows."""
    if not AFTER_S.match(text, max(0, sign.start() - 1)):
        return False
    for later in _signs().finder.finditer(text, sign.end()):
        if "single" in _signs().opens.get(later.group(), ()) and _may_open(text, later, "single"):
            return False
        if later.group() == sign.group() and not text[later.end() : later.end() + 1].isalnum():
            return True
    return False


def _outermost(found: list[Marked]) -> tuple[Marked, ...]:
    kept: list[Marked] = []
    for entry in sorted(found, key=lambda m: (m.open, -m.close)):
        if not kept or entry.open >= kept[-1].close:
            kept.append(entry)
    return tuple(kept)
