"""One passage laid out for the search, and one name found in it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from crosswire.base import EntityKind
from crosswire.extract.names.lexicon import Known, words

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from crosswire.grammar import Passage


SHOUTED = 6
"""Words from which a passage all in capitals is a shouted text and not an acronym or a dateline."""


@dataclass(slots=True)
class Found:
    """One name in one passage: tokens [i, j) of passage `page`, offsets in the report, and what it is thought to be.

    `honorific` and `title` are the words right before it, which tell kind and gender.
    """

    page: int
    i: int
    j: int
    start: int
    end: int
    text: str
    kind: EntityKind
    known: Known | None = None
    honorific: str = ""
    title: str = ""


_PAIRS = {"“": "”", "«": "»", "„": "“”", "‘": "’", '"': '"'}
"""Marks that open, with those that close them. What stays open ends with the passage."""


@dataclass
class Page:
    """A passage with its words listed once, their starts, and the token after each end.

    `cover` maps a token to the name that covers it. `titled` marks a headline whose every word is capitalised: there
    the model's entities are worth nothing unless the name stands elsewhere too. `shouted` is a text all in capitals.
    """

    passage: Passage
    doc: Doc
    words: list[str]
    starts: list[int]
    ends: dict[int, int]
    titled: bool
    shouted: bool
    cover: dict[int, Found] = field(default_factory=dict)

    @cached_property
    def quoted(self) -> frozenset[int]:
        """The tokens within quotation marks."""
        inside: set[int] = set()
        opened = ""
        for k, word in enumerate(self.words):
            opened = _opened(word, opened)
            if opened:
                inside.add(k)
        return frozenset(inside)

    def is_quoted(self, offset: int) -> bool:
        """Whether an offset of the report lies in this passage and within quotation marks."""
        return self.holds(offset) and self.at(offset) in self.quoted

    def holds(self, offset: int) -> bool:
        return bool(self.starts) and self.passage.start <= offset <= self.passage.start + self.starts[-1]

    def subject_of(self, offset: int) -> Token | None:
        """The verb whose subject is named from this offset on, null where it is no subject or stands elsewhere."""
        if not self.holds(offset):
            return None
        token = self.doc[self.at(offset)]
        while token.dep_ in ("compound", "amod", "flat", "appos", "det", "nmod") and token.head.i != token.i:
            token = token.head
        return token.head if token.dep_ in ("nsubj", "nsubjpass") else None

    def sentence(self, offset: int) -> int:
        """The first token of the sentence at an offset."""
        return self.doc[self.at(offset)].sent.start

    def is_main(self, offset: int) -> bool:
        """Whether it is the subject of its sentence's main verb, or of one joined to that by "and"."""
        verb = self.subject_of(offset)
        while verb is not None and verb.dep_ == "conj" and verb.head.i != verb.i:
            verb = verb.head
        return verb is not None and verb.dep_ == "ROOT"

    def says(self, offset: int) -> bool:
        """Whether it is the subject of a verb of saying."""
        verb = self.subject_of(offset)
        return verb is not None and verb.lemma_ in words().says

    def offset(self, k: int) -> int:
        """Where token `k` begins in the report."""
        return self.passage.start + self.starts[k]

    def is_subject(self, offset: int) -> bool:
        return self.subject_of(offset) is not None

    def back(self, k: int) -> int:
        """The nearest token before `k` that is no blank, else -1. Scraped text has blanks between words of one name."""
        k -= 1
        while k >= 0 and self.words[k].isspace():
            k -= 1
        return k

    def on(self, k: int) -> int:
        """The first token from `k` on that is no blank; the number of tokens when there is none."""
        while k < len(self.words) and self.words[k].isspace():
            k += 1
        return k

    def at(self, offset: int) -> int:
        """The token at an offset in the report."""
        return bisect_right(self.starts, offset - self.passage.start) - 1

    def word(self, k: int) -> str:
        """The word at `k`, or nothing outside the passage."""
        return self.words[k] if 0 <= k < len(self.words) else ""

    def take(self, found: Found) -> None:
        for k in range(found.i, found.j):
            self.cover[k] = found


def _opened(word: str, opened: str) -> str:
    """The mark that is open behind a word."""
    if opened:
        return "" if word in _PAIRS[opened] else opened
    return word if word in _PAIRS else ""


def lay_out(passage: Passage) -> Page:
    """The page of one passage, without names yet."""
    doc = passage.doc
    listed = [token.text for token in doc]
    starts = doc.to_array("IDX").tolist() if listed else []  # type: ignore[no-untyped-call,unused-ignore]
    ends = {at + len(word): k + 1 for k, (at, word) in enumerate(zip(starts, listed, strict=True))}
    shouted = len(listed) > SHOUTED and passage.text.isupper()
    return Page(passage, doc, listed, starts, ends, _titled(listed), shouted)


def _titled(listed: Sequence[str]) -> bool:
    """Most longer words begin with a capital and no sentence ends."""
    long = [word for word in listed if len(word) > 3 and word.isalpha()]
    return (
        len(long) > 3
        and listed[-1] not in (".", "”", '"')
        and sum(word[0].isupper() for word in long) >= 0.75 * len(long)
    )


def make(page: Page, number: int, i: int, j: int, kind: EntityKind, known: Known | None = None) -> Found:
    span = page.doc[i:j]
    start, end = page.passage.offsets(span)
    return Found(number, i, j, start, end, span.text, kind, known, *_before(page, i))


def _before(page: Page, i: int) -> tuple[str, str]:
    """The honorific and the title right before token `i`."""
    lists = words()
    honorific = page.word(page.back(i))
    if honorific in lists.honorifics:
        i = page.back(i)
    else:
        honorific = ""
    title = page.word(page.back(i))
    return honorific, title if title in lists.titles else ""


def is_courtesy(word: str) -> bool:
    return word in words().titles or word in words().honorifics
