"""Looks for a quotation in the reports: word for word, else the most alike passage and how it differs."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher
from typing import Literal, NamedTuple

from rapidfuzz import fuzz

from crosswire.base import Report
from crosswire.render.verify.quoting import Quotation

Verdict = Literal["found", "altered", "not found", "unchecked"]

ALIKE = 72.0
"""Least likeness, of 100, of a passage that is taken for the one quoted; from 65 to 80 the planted changes of the tests
are told apart all the same."""

FEWEST = 3
"""A quotation of fewer words that is not found is not judged: such words stand anywhere."""

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_GAP = re.compile(r"\[[^\]]*\]|…|\.\.\.")


class Checked(NamedTuple):
    """One quotation and what was found. `report`, `start`, `end` say where; `difference` names words left out between
    [- -] and put in between [+ +]; `why` says more."""

    words: str
    at: int
    verdict: Verdict
    report: str | None = None
    start: int | None = None
    end: int | None = None
    difference: str = ""
    why: str = ""


class _Page:
    """A report as a line of plain words, with where each stands in its text; or a headline given beside the text."""

    def __init__(self, report: Report, headline: str | None = None) -> None:
        self.report, self.is_given = report, headline is not None
        text = report.text if headline is None else headline
        self.spans = [(found.start(), found.end()) for found in _WORD.finditer(text)]
        self.words = [_plain(text[start:end]) for start, end in self.spans]
        self.line = f" {' '.join(self.words)} "
        self.starts: list[int] = []
        at = 1
        for word in self.words:
            self.starts.append(at)
            at += len(word) + 1

    def find(self, parts: Sequence[str]) -> tuple[int, int] | None:
        """First and last word of the parts in order, or None."""
        first, at = None, 0
        for part in parts:
            place = self.line.find(f" {part} ", at)
            if place < 0:
                return None
            first = place + 1 if first is None else first
            at = place + 1 + len(part)
        return (self.word(first or 1), self.word(at - 1))

    def word(self, place: int) -> int:
        return max(0, bisect_right(self.starts, place) - 1)


class Shelf:
    """The reports in which quotations are looked up."""

    def __init__(self, reports: Iterable[Report]) -> None:
        self.pages = [_Page(report) for report in reports]
        given = (page.report for page in list(self.pages))
        self.pages += [_Page(one, one.headline.text) for one in given if one.headline and one.headline.start is None]
        self.withheld = any(page.report.withheld for page in self.pages)

    def check(self, quotation: Quotation) -> Checked:
        """Whether some report has these words. Case, punctuation and kinds of marks do not count; brackets and dots of
        omission part what must follow in order in one report."""
        parts = [" ".join(_words(part)) for part in _GAP.split(quotation.words)]
        parts = [part for part in parts if part]
        blank = Checked(" ".join(quotation.words.split()), quotation.start, "unchecked")
        if not parts:
            return blank._replace(why="no words")
        for page in self.pages:
            if span := page.find(parts):
                return self._at(blank, page, span)._replace(verdict="found")
        whole = " ".join(parts)
        if len(whole.split()) < FEWEST:
            return blank._replace(why="too short to judge")
        if altered := self._alike(blank, whole):
            return altered
        if self.withheld:
            return blank._replace(why="the texts of the reports are withheld")
        return blank._replace(verdict="not found")

    def _at(self, row: Checked, page: _Page, span: tuple[int, int]) -> Checked:
        if page.is_given:
            return row._replace(report=page.report.id, why="headline given beside the text")
        start, end = page.spans[span[0]][0], page.spans[span[1]][1]
        kind = next((b.kind for b in page.report.blocks if b.start <= start < b.end), "body")
        standing = page.report.standing(start)
        why = "in page furniture, not in the article" if kind == "noise" else "" if standing == "full" else standing
        return row._replace(report=page.report.id, start=start, end=end, why=why)

    def _alike(self, row: Checked, whole: str) -> Checked | None:
        best, where = ALIKE, None
        for page in self.pages:
            found = fuzz.partial_ratio_alignment(whole, page.line, score_cutoff=best)
            if found and found.score >= best and found.dest_end > found.dest_start:
                best, where = found.score + 1e-9, (page, found.dest_start, found.dest_end)
        if where is None:
            return None
        page, start, end = where
        first, last = page.word(start), page.word(max(start, end - 1))
        quoted = whole.split()
        first, last = _trimmed(quoted, page.words, first, last)
        difference = differing(page.words[first : last + 1], quoted)
        return self._at(row, page, (first, last))._replace(verdict="altered", difference=difference)


def _trimmed(quoted: list[str], words: list[str], first: int, last: int) -> tuple[int, int]:
    """The passage with room at both ends, cut to where its words first and last agree with those quoted."""
    low, high = max(0, first - 3), min(len(words), last + 4)
    blocks = SequenceMatcher(None, words[low:high], quoted, autojunk=False).get_matching_blocks()[:-1]
    if not blocks:
        return first, last
    head, tail = blocks[0], blocks[-1]
    start = low + head.a - head.b
    end = low + tail.a + tail.size - 1 + (len(quoted) - tail.b - tail.size)
    return max(0, start), min(len(words) - 1, max(end, start))


def differing(printed: Sequence[str], quoted: Sequence[str]) -> str:
    """The words quoted, with [-what the report has-] and [+what stands instead+]."""
    out = []
    for kind, a, b, c, d in SequenceMatcher(None, printed, quoted, autojunk=False).get_opcodes():
        if kind == "equal":
            out.append(" ".join(quoted[c:d]))
            continue
        if a < b:
            out.append(f"[-{' '.join(printed[a:b])}-]")
        if c < d:
            out.append(f"[+{' '.join(quoted[c:d])}+]")
    return " ".join(out)


def _words(text: str) -> list[str]:
    return [_plain(word) for word in _WORD.findall(text)]


def _plain(word: str) -> str:
    return word.casefold().replace("’", "'")
