"""The telling of reports as numbered words: which stand where, in which sentence, and which of them say something."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cache

import numpy as np

from crosswire.base import Report
from crosswire.group.likeness import everyday, term
from crosswire.group.shelf import telling_blocks
from crosswire.rules import words

_WORD = re.compile(r"\w+(?:['’.-]\w+)*")
_STEM = re.compile(r"(?<=\w{4})(?:ing|ed|es|s|e|d)$")
_SHORT = 3
"""A capitalised word of so many letters before a full stop may be an abbreviation and ends no sentence."""
OPENING, CLOSING = "“«„", "”»"
STOP, EVERYDAY, TELLING = 0.0, 0.5, 1.0
"""What a word weighs as evidence of shared wording: nothing, half, or full."""


class Lexicon:
    """Numbers for the words of a collection.

    By number: `stem`, `weight`, and `joining`, the words that hold names and titles together (of, the, minister).
    """

    def __init__(self) -> None:
        self.numbers: dict[str, int] = {}
        self.stem: list[int] = []
        self.weight: list[float] = []
        self.joining: list[bool] = []
        self._stems: dict[str, int] = {}
        self._everyday = everyday()
        self._posts = words("en/group", "copies", "posts")
        self._small = words("en/group", "names", "small") | words("en/group", "names", "articles")

    def number(self, word: str) -> int:
        """The number of a word in lower case."""
        found = self.numbers.get(word)
        if found is None:
            found = self.numbers[word] = len(self.numbers)
            plain = term(word)
            self.stem.append(self._stems.setdefault(_STEM.sub("", word.removesuffix("'s")), len(self._stems)))
            silent = not plain or word in self._posts
            self.joining.append(word in self._posts or word in self._small)
            self.weight.append(STOP if silent else EVERYDAY if plain in self._everyday else TELLING)
        return found


class Wording:
    """The telling of one report, word by word.

    `ids` are the words' numbers, -1 between blocks; `plain` marks words that are neither name, title, number nor part
    of a stock phrase, `quoted` those that stand in quotation marks; `sentence` is each word's sentence, and `firsts`
    the first word of each sentence and the end. Packed, since a collection has as many rows as words.
    """

    def __init__(self, report: Report, lexicon: Lexicon) -> None:
        self.ids = array("i")
        self.starts = array("i")
        self.ends = array("i")
        self.plain = array("b")
        self.quoted = array("b")
        self.sentence = array("i")
        self.firsts = array("i")
        for block in telling_blocks(report):
            self._add(report.text[block.start : block.end], block.start, lexicon)
        self.firsts.append(len(self.ids))
        self.plain_before = np.concatenate(([0], np.cumsum(self.plain, dtype=np.int32)))

    def _add(self, text: str, offset: int, lexicon: Lexicon) -> None:
        first = len(self.ids)
        end, before, quoted = -1, "", False
        for match in _WORD.finditer(text):
            word = match.group()
            between = text[max(end, 0) : match.start()]
            if end < 0:
                self.firsts.append(len(self.ids))
            if between != " ":
                quoted = _quoted_after(between if end >= 0 else f" {between}", quoted)
                if end >= 0 and _ends_sentence(between, before, word):
                    self.firsts.append(len(self.ids))
            number = lexicon.number(word.lower().replace("’", "'"))
            self.ids.append(number)
            self.starts.append(offset + match.start())
            self.ends.append(offset + match.end())
            self.plain.append(word[0].islower() and not lexicon.joining[number])
            self.quoted.append(quoted)
            self.sentence.append(len(self.firsts) - 1)
            end, before = match.end(), word
        for start, stop in _stock_phrases(text):
            for n in range(bisect_left(self.starts, offset + start, first), bisect_left(self.starts, offset + stop)):
                self.plain[n] = 0
        if end < 0:
            self.firsts.append(len(self.ids))
        self.ids.append(-1)
        self.starts.append(offset + len(text))
        self.ends.append(offset + len(text))
        self.plain.append(False)
        self.quoted.append(False)
        self.sentence.append(len(self.firsts) - 1)

    def plain_in(self, start: int, size: int) -> int:
        """How many plain words stand in words[start : start + size]."""
        return int(self.plain_before[start + size] - self.plain_before[start])

    def span(self, sentence: int) -> tuple[int, int]:
        """The first word of a sentence and the one after its last."""
        start, end = self.firsts[sentence], self.firsts[sentence + 1]
        return start, end - (end > start and self.ids[end - 1] < 0)


def _ends_sentence(between: str, before: str, after: str) -> bool:
    """Whether a sentence ends between two words."""
    if after[0].islower() or not any(mark in between for mark in ".!?…"):
        return False
    return not ("." in before or (before[0].isupper() and len(before) <= _SHORT)) or any(m in between for m in '!?”"')


def _quoted_after(between: str, quoted: bool) -> bool:
    """Whether the next word stands in double quotation marks, after what stands between two words.

    A straight mark opens before a word and closes behind one; only where it stands in neither way it is the other of
    the last, so that a mark that a page forgot does not turn all that follow.
    """
    for n, mark in enumerate(between):
        if mark in OPENING:
            quoted = True
        elif mark in CLOSING:
            quoted = False
        elif mark == '"':
            behind, before = n == 0 or not between[n - 1].isspace(), not between[n + 1 : n + 2].isspace()
            quoted = not quoted if behind == before else before
    return quoted


def _stock_phrases(text: str) -> Iterator[tuple[int, int]]:
    """Where stock phrases stand in a text."""
    low = text.lower()
    if len(low) != len(text):  # a few letters of other scripts become two
        low = "".join(letter.lower() if len(letter.lower()) == 1 else letter for letter in text)
    for match in _stock().finditer(low):
        yield match.start(), match.end()


@cache
def _stock() -> re.Pattern[str]:
    phrases = sorted(words("en/group", "copies", "stock"), key=lambda phrase: (-len(phrase), phrase))
    # Over small letters, since a search that ignores case tries every phrase at every place: ten times as long.
    return re.compile("|".join(re.escape(phrase.lower()) for phrase in phrases))


def column(pages: Sequence[Wording], name: str) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    """One of the pages' columns, end to end."""
    return np.concatenate([np.zeros(0, np.int64), *(np.array(getattr(page, name), np.int64) for page in pages)])
