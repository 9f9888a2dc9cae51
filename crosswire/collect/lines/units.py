"""A page as units: lines, or lines joined where a paragraph was broken at a fixed width; each with its shape."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, cached_property
from itertools import pairwise

from crosswire import rules
from crosswire.collect.cues import any_function_word, words_of
from crosswire.collect.particulars.dates import Found

_LINE = re.compile(r"[^\r\n]+")
_TAG = re.compile(r"<\s{0,3}/?\s{0,3}(?:br|p|b|i|em|strong|span)\b[^<>]{0,80}>", re.IGNORECASE)
_INNER_STOP = re.compile(r"[.!?][\"”’]?\s|[“\"]")
_SIGNED = re.compile(r"\s?[(\[][^()\[\]]{2,24}[)\]]\s*\Z")
_LONG_ANYWAY = 60
"""Words from which a line is running text even without a full stop or small words."""
_WIDEST_WRAP = 132
_NARROWEST_WRAP = 45


class Shape:
    """What a line's text tells by itself, worked out once for all lines of a page that read the same."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.marked: tuple[str, list[Found]] | None = None
        """What `marks.mark` made of it, with the offsets of a line that begins at 0."""

    @cached_property
    def words(self) -> list[str]:
        return words_of(_TAG.sub(" ", self.text) if "<" in self.text else self.text)

    @cached_property
    def key(self) -> str:
        return " ".join(self.words)

    @cached_property
    def size(self) -> int:
        words = len(self.words)
        return words if len(self.text) < 14 * max(words, 1) else max(words, _unspaced(self.text) // 2)

    @cached_property
    def small(self) -> float:
        known = any_function_word()
        return sum(word in known for word in self.words) / len(self.words) if self.words else 0.0

    @cached_property
    def closed(self) -> bool:
        return _ends(self.text)

    @property
    def signed(self) -> bool:
        """Whether it ends like a sentence but for who wrote it, in brackets behind: "… he said. (LNA)"."""
        return self.text.endswith((")", "]")) and _ends(_SIGNED.sub("", self.text))

    @cached_property
    def prose(self) -> int:
        if self.asks:
            return 0
        if self.size >= 12 and self.closed and self.small >= 0.12 - 0.12 * _foreign(self):
            return 2
        if self.size >= 18 and (self.small >= 0.25 or self.size >= _LONG_ANYWAY):
            return 2
        if self.size >= 7 and self.closed and self.small >= 0.15 - 0.15 * _foreign(self):
            return 2 if self.size >= 9 else 1
        return 1 if self.size >= 2 and self.closed and not self.text.endswith(("…", "...")) else 0

    @cached_property
    def asks(self) -> bool:
        text = self.text
        return text.endswith("?") and self.size <= 14 and text[0].isalnum() and not _INNER_STOP.search(text)


class Unit:
    """A paragraph or a line: `text` is `page[start:end]`, without blanks at its ends; `gap` tells whether a blank line
    stands before it. Words are in the form of `cues.words_of`."""

    __slots__ = ("end", "gap", "kind", "shape", "start", "sub", "text")

    def __init__(self, start: int, end: int, text: str, gap: bool, shape: Shape | None = None) -> None:
        self.start, self.end, self.text, self.gap = start, end, text, gap
        self.shape = shape or Shape(text)
        self.kind = ""
        self.sub: str | None = None

    @property
    def words(self) -> list[str]:
        return self.shape.words

    @property
    def key(self) -> str:
        """The words, as one string by which lines are compared."""
        return self.shape.key

    @property
    def size(self) -> int:
        """Words, or half the letters of scripts that do not part words."""
        return self.shape.size

    @property
    def small(self) -> float:
        """Share of function words."""
        return self.shape.small

    @property
    def closed(self) -> bool:
        """Whether it ends like a sentence."""
        return self.shape.closed

    @property
    def prose(self) -> int:
        """2 for a paragraph of running text, 1 for a sentence, 0 for a title, a list or a button."""
        return self.shape.prose

    @property
    def asks(self) -> bool:
        """A single short question, unquoted: a subhead or the title of another report rather than running text."""
        return self.shape.asks


def _ends(text: str) -> bool:
    ends, closers = _terminal()
    return text.rstrip(closers + " \xa0")[-1:] in ends


def _foreign(shape: Shape) -> bool:
    """Written in a script whose function words the rules do not list."""
    return shape.small == 0.0 and any(char > "\u052f" for char in shape.text[:40])


def _unspaced(text: str) -> int:
    return sum(
        "\u3040" <= char <= "\u9fff" or "\uac00" <= char <= "\ud7af" or "\u0e00" <= char <= "\u0eff" for char in text
    )


@cache
def _terminal() -> tuple[frozenset[str], str]:
    table = rules.load("any/pages_words")["terminal"]
    return frozenset(table["ends"]), "".join(table["closers"])


def units(text: str) -> list[Unit]:
    """Every line that is not blank, in order, in exactly one unit."""
    lines = list(_lines(text))
    width = _wrap_width(lines, text)
    if not width:
        return lines
    joined: list[Unit] = []
    for line in lines:
        if joined and not line.gap and _runs_on(joined[-1], line, text, width):
            joined[-1] = Unit(joined[-1].start, line.end, text[joined[-1].start : line.end], joined[-1].gap)
        else:
            joined.append(line)
    return joined


def _lines(text: str) -> Iterator[Unit]:
    end = 0
    shapes: dict[str, Shape] = {}
    for match in _LINE.finditer(text):
        line = match.group()
        stripped = line.strip()
        if stripped:
            start = match.start() + (len(line) - len(line.lstrip()) if len(stripped) < len(line) else 0)
            gap = (
                start - end > 1 and (text.count("\n", end, start) > 1 or text.count("\r", end, start) > 1)
            ) or not end
            end = start + len(stripped)
            shape = shapes.get(stripped)
            if shape is None:
                shape = shapes[stripped] = Shape(stripped)
            yield Unit(start, end, stripped, gap, shape)


def _wrap_width(lines: list[Unit], text: str) -> int:
    """The width at which the page's lines were broken, or 0: most lines with another right below are then nearly that
    long, and end in mid-sentence."""
    longest = max((len(line.text) for line in lines), default=0)
    if not _NARROWEST_WRAP <= longest <= _WIDEST_WRAP:
        return 0
    upper = [above for above, line in pairwise(lines) if not line.gap]
    width = max((len(line.text) for line in upper), default=0)
    if width < _NARROWEST_WRAP:
        return 0
    full = [line for line in upper if len(line.text) >= 0.7 * width]
    torn = [line for line in full if not line.closed]
    return width if len(torn) >= 2 and len(full) >= 0.6 * len(upper) and len(torn) >= 0.5 * len(full) else 0


def _runs_on(above: Unit, line: Unit, text: str, width: int) -> bool:
    """Whether the line above was broken because the next word would not have fitted."""
    last = text[above.start : above.end].rsplit("\n", 1)[-1]
    indented = text[max(0, line.start - 2) : line.start].endswith(("  ", "\t"))
    first = line.text.split(None, 1)[0]
    return not indented and len(last) + 1 + len(first) > 0.86 * width
