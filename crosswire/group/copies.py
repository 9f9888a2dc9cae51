"""Passages that stand in two reports: word for word, edited, or told over in other words.

Containment, never Jaccard: a trimmed copy is still a copy. Names, titles and stock phrases do not make one. Each
stretch of a report is linked to the earlier report that shares most with it, not to every other: many prints of
one text give a star of rows and not a table of all pairs. What cannot be told from coincidence is "possible", and
decides nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from crosswire.base import Anchor, Copy, Report, Ruling, row_id
from crosswire.group.direction import direction
from crosswire.group.meetings import SHINGLE, Meeting, meetings
from crosswire.group.parallels import Matter, matter_of, parallel
from crosswire.group.passages import PLAIN, Page, Passage, rewritten, runs, told_together
from crosswire.group.shelf import Shelf
from crosswire.group.wording import Lexicon, Wording

INSIDE = 0.8
"""Share of a passage's words that must stand in quotation marks for the whole to be somebody's quoted words."""
SHOWN_RUNS = 3
WHOLES = 3
"""Earlier reports of its story, those that share most, that a report is compared with as a whole."""


class Copies:
    """Every copied passage of the shelf. `rows` is by the place of the later report and its offset; `texts` counts,
    for each pair of reports (earlier, later), the words they share outside quotation marks, coincidence left out."""

    def __init__(self, shelf: Shelf, stories: Sequence[Sequence[int]], rulings: Sequence[Ruling] = ()) -> None:
        finder = _Finder(shelf, stories, [one for one in rulings if one.kind == "reject"])
        self.rows = tuple(finder.rows())
        self.texts = finder.texts

    @property
    def word_for_word(self) -> list[Copy]:
        """The rows whose passages are the same word for word, or nearly."""
        return [row for row in self.rows if row.kind in {"verbatim", "edited"}]


class _Finder:
    """Finds copied passages; holds every word of the shelf, and so does not outlive the finding."""

    def __init__(self, shelf: Shelf, stories: Sequence[Sequence[int]], refused: Sequence[Ruling]) -> None:
        self.shelf = shelf
        self.refused = refused
        self.lexicon = Lexicon()
        self.pages = [Wording(report, self.lexicon) for report in shelf.reports]
        self.texts: dict[tuple[int, int], int] = defaultdict(int)
        home = {i: n for n, members in enumerate(stories) for i in members}
        self.homes = [home[i] for i in range(len(self.pages))]
        self._matters: dict[int, Matter] = {}

    def rows(self) -> Iterator[Copy]:
        """The rows in their order; `texts` is whole when all are given."""
        for a, met in enumerate(meetings(self.pages, self.lexicon, self.homes)):
            rows = [row for meeting in self._clear(a, met) for row in self._rows(a, *meeting)]
            yield from sorted(_once(rows), key=lambda row: (row.b.start, row.b.end, row.id))

    def _clear(self, a: int, met: Sequence[Meeting]) -> Iterator[tuple[int, list[Passage]]]:
        """For each report met, what is taken from it and from none that shares more."""
        here = Page(self.pages[a], [True] * len(self.pages[a].ids))
        compared = 0
        for meeting in met:
            if _one_page(self.shelf.reports[a], self.shelf.reports[meeting.other]):
                continue
            words = self.pages[meeting.other]
            there = Page(words, [True] * len(words.ids))
            copied = runs([spot for spot in meeting.spots if here.free[spot[0]]], here.words, words)
            for passage in copied:
                here.take(passage.a, passage.a_end)
                there.take(passage.b, passage.b_end)
            quoted = [passage for passage in copied if self._is_quoted(a, meeting.other, passage)]
            own = [passage for passage in copied if passage not in quoted]
            found = told_together([*own, *rewritten(meeting, here, there, self.lexicon)], here.words, words)
            for passage in found:
                if passage.kind != "possible":
                    here.take(passage.a, passage.a_end)
                    there.take(passage.b, passage.b_end)
            whole: list[Passage] = []
            if self.homes[a] == self.homes[meeting.other] and compared < WHOLES:
                compared += 1
                whole = parallel(meeting, here, there, (self._matter(a), self._matter(meeting.other)), self.lexicon)
            for passage in whole:
                here.take(passage.a, passage.a_end)
            yield meeting.other, quoted + found + whole

    def _matter(self, i: int) -> Matter:
        if i not in self._matters:
            self._matters[i] = matter_of(self.pages[i], self.lexicon)
        return self._matters[i]

    def _is_quoted(self, a: int, b: int, passage: Passage) -> bool:
        """Whether the passage is somebody's quoted words, which two reporters may have heard."""
        here, there = self.pages[a], self.pages[b]
        inside = sum(
            sum(here.quoted[run.a : run.a + run.size]) + sum(there.quoted[run.b : run.b + run.size])
            for run in passage.runs
        )
        plain = sum(
            here.plain[run.a + n] and not here.quoted[run.a + n] and not there.quoted[run.b + n]
            for run in passage.runs
            for n in range(run.size)
        )
        return inside > 0 and (inside >= INSIDE * 2 * _same(passage) or plain < PLAIN)

    def _rows(self, a: int, b: int, passages: Sequence[Passage]) -> Iterator[Copy]:
        kinds = [self._is_quoted(a, b, passage) for passage in passages]
        own = any(one.kind != "possible" and not quoted for one, quoted in zip(passages, kinds, strict=True))
        for passage, quoted in zip(passages, kinds, strict=True):
            row = self._row(a, b, passage, quoted, heard=quoted and not own)
            if any(_is_of(one, row) for one in self.refused):
                continue
            if passage.kind != "possible" and not quoted:
                self.texts[b, a] += _same(passage)
            yield row

    def _row(self, a: int, b: int, passage: Passage, quoted: bool, heard: bool) -> Copy:
        """One row. What is `heard` both reporters may have heard; where one took more than quotations, not that."""
        giver, taker = self.shelf.reports[b], self.shelf.reports[a]
        anchors = (
            _anchor(giver.id, self.pages[b], passage.b, passage.b_end),
            _anchor(taker.id, self.pages[a], passage.a, passage.a_end),
        )
        overlap = _overlap(passage)
        took, reason = direction(giver, taker, anchors[0].start, anchors[1].start, self.shelf, heard)
        if passage.kind == "possible":
            took, reason = None, "this may be coincidence, and nothing is concluded from it"
        return Copy(
            id=row_id("cp", *(part for anchor in anchors for part in (anchor.report, anchor.start, anchor.end))),
            a=anchors[0],
            b=anchors[1],
            kind=passage.kind,
            overlap=round(overlap, 3),
            direction=took,
            why=f"{self._same_words(a, passage)}{' inside quotation marks' if quoted else ''}; {reason}.",
        )

    def _same_words(self, a: int, passage: Passage) -> str:
        same = _same(passage)
        if passage.kind == "verbatim":
            return f"{same} words in a row are the same"
        size = max(passage.a_end - passage.a, passage.b_end - passage.b)
        if passage.kind == "edited":
            return f"{same} of {size} words are the same, in the same order"
        if passage.note:
            return passage.note
        page, text = self.pages[a], self.shelf.reports[a].text
        longest = sorted(sorted(passage.runs, key=lambda run: (-run.size, run.a))[:SHOWN_RUNS])
        shown = (" ".join(text[page.starts[r.a] : page.ends[r.a + r.size - 1]].split()) for r in longest)
        return "in other words around them, the same turns: " + ", ".join(f"“{words}”" for words in shown)


def _once(rows: Sequence[Copy]) -> Iterator[Copy]:
    """The rows of one report without what may be coincidence where another row, or an earlier such, explains it."""
    kept = [row.b for row in rows if row.kind != "possible"]
    for row in rows:
        if row.kind != "possible":
            yield row
        elif all(row.b.end <= other.start or other.end <= row.b.start for other in kept):
            kept.append(row.b)
            yield row


def _is_of(ruling: Ruling, row: Copy) -> bool:
    """Whether a ruling is on this copy: both its passages share characters with what was cited."""
    return len(ruling.spots) > 1 and all(
        any(s.report == one.report and s.start < one.end and one.start < s.end for s in ruling.spots)
        for one in (row.a, row.b)
    )


def _same(passage: Passage) -> int:
    return sum(run.size for run in passage.runs)


def _overlap(passage: Passage) -> float:
    """Five-word containment of the shorter side."""
    whole = min(passage.a_end - passage.a, passage.b_end - passage.b) - SHINGLE + 1
    return min(1.0, sum(max(run.size - SHINGLE + 1, 0) for run in passage.runs) / max(whole, 1))


def _anchor(report: str, page: Wording, start: int, end: int) -> Anchor:
    return Anchor(report=report, start=page.starts[start], end=page.ends[end - 1])


def _one_page(one: Report, other: Report) -> bool:
    """Whether two reports are prints of one page: then what they share is no copy."""
    family = {one.id, one.version_of} & {other.id, other.version_of} - {None}
    return bool(family) or one.sha256 == other.sha256 or (one.url is not None and one.url == other.url)
