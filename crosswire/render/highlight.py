"""Marks annotations in a report's text without changing a character of it.

Two things are drawn. *Marks* (a time, a name, a number …) may overlap in any way and are split at every border.
*Targets* are the words a statement links to. A browser jumps to one element, so a target that crosses another, or runs
over several stretches, is written in pieces: the first carries its name, and the style sheet lights the others with it
through a slot the pieces share.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Generic, NamedTuple, TypeVar

from markupsafe import Markup, escape

KINDS = ("quote", "reported", "event", "entity", "time", "number")
"""Kinds of mark, outermost first."""

SLOTS = 16
"""How many targets in pieces one report lights in full; the style sheet names as many. Others light their first."""

Stretch = tuple[int, int]


class Mark(NamedTuple):
    """One annotation: where it stands, which of `KINDS` it is, and a note for whoever rests the pointer on it."""

    start: int
    end: int
    kind: str
    note: str = ""


class Target(NamedTuple):
    """Words that are linked to: they stand in an element with the id `name`."""

    start: int
    end: int
    name: str


Span = TypeVar("Span", Mark, Target)


class _Cut(NamedTuple, Generic[Span]):
    """The part of a span that lies in one stretch."""

    start: int
    end: int
    span: Span


def highlight(
    text: str, stretches: Sequence[Stretch], marks: Iterable[Mark], targets: Iterable[Target]
) -> list[Markup]:
    """Each stretch of `text` as escaped HTML; with the tags taken out it is `text[start:end]` again.

    `stretches` are disjoint and in order, in code points. What reaches beyond a stretch is cut to it; what covers no
    character is left out.
    """
    marks_in, targets_in = _shared_out(marks, stretches), _shared_out(targets, stretches)
    pen = _Pen(text)
    return [
        Markup(pen.write(start, end, marks_in.get(number, []), targets_in.get(number, [])))
        for number, (start, end) in enumerate(stretches)
    ]


def _shared_out(spans: Iterable[Span], stretches: Sequence[Stretch]) -> dict[int, list[_Cut[Span]]]:
    """The spans of each stretch, cut to it, in order of their start."""
    ends = [end for _, end in stretches]
    found: dict[int, list[_Cut[Span]]] = defaultdict(list)
    for span in sorted(set(spans)):
        number = bisect_right(ends, span.start)
        while number < len(stretches) and stretches[number][0] < span.end:
            low, high = max(span.start, stretches[number][0]), min(span.end, stretches[number][1])
            if low < high:
                found[number].append(_Cut(low, high, span))
            number += 1
    return found


class _Pen:
    """Writes the stretches of one text; remembers which targets have been named and which slot their pieces share."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.named: set[str] = set()
        self.slots: dict[str, int] = {}

    def write(self, start: int, end: int, marks: list[_Cut[Mark]], targets: list[_Cut[Target]]) -> str:
        out: list[str] = []
        open_targets: list[_Cut[Target]] = []
        on: list[_Cut[Mark]] = []
        marks, targets = marks[::-1], sorted(targets, key=lambda cut: (-cut.start, cut.end, cut.span.name))
        borders = sorted({start, end, *(b for cut in (*marks, *targets) for b in cut[:2])})
        for low, high in pairwise(borders):
            self._open(low, targets, open_targets, out)
            while marks and marks[-1].start == low:
                on.append(marks.pop())
            out.append(_marked(self.text[low:high], on))
            on = [cut for cut in on if cut.end > high]
            self._close(high, open_targets, out)
        return "".join(out)

    def _open(self, at: int, waiting: list[_Cut[Target]], stack: list[_Cut[Target]], out: list[str]) -> None:
        """Opens what starts here, longest first."""
        while waiting and waiting[-1].start == at:
            cut = waiting.pop()
            split = cut.end < cut.span.end or any(outer.end < cut.end for outer in stack)
            stack.append(cut)
            out.append(self._tag(cut.span.name, split))

    def _close(self, at: int, stack: list[_Cut[Target]], out: list[str]) -> None:
        """Closes what ends here; what was opened inside it and goes on is closed with it and opened again."""
        again: list[_Cut[Target]] = []
        left = sum(cut.end == at for cut in stack)
        while left:
            cut = stack.pop()
            out.append("</span>")
            if cut.end == at:
                left -= 1
            else:
                again.append(cut)
        for cut in reversed(again):
            stack.append(cut)
            out.append(self._tag(cut.span.name, split=False))

    def _tag(self, name: str, split: bool) -> str:
        if name in self.named:
            slot = self.slots.get(name)
            return "<span>" if slot is None else f'<span class="c{slot}">'
        self.named.add(name)
        if split and len(self.slots) < SLOTS:
            self.slots[name] = len(self.slots)
            return f'<span id="{escape(name)}" class="s{self.slots[name]}">'
        return f'<span id="{escape(name)}">'


def _marked(words: str, on: list[_Cut[Mark]]) -> str:
    """One run of characters inside the marks that cover all of it."""
    inner = str(escape(words))
    kinds = {cut.span.kind for cut in on}
    notes = "; ".join(dict.fromkeys(cut.span.note for cut in on if cut.span.note))
    inmost_first = [kind for kind in reversed(KINDS) if kind in kinds]
    for kind in inmost_first:
        outmost = kind == inmost_first[-1]
        title = f' title="{escape(notes)}"' if outmost and notes else ""
        inner = f'<span class="{kind}"{title}>{inner}</span>'
    return inner
