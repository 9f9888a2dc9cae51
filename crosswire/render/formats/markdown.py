"""Markdown (CommonMark with the usual footnotes and tables), for whoever writes on in plain text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from crosswire.base import Record
from crosswire.render.formats.files import File
from crosswire.render.formats.paper import Foot, Grid, Line, Paper, Part, paper

NAME = "record.md"

_MARKUP = re.compile(r"([\\`*_{}\[\]<>#|~&^$])")
_LIST = re.compile(r"^(\s*\d*)([-+=.)])")


def files(record: Record) -> Iterator[File]:
    """One document: brief, disagreements, timeline, casualties and sources, with numbered footnotes."""
    yield File(NAME, _Writer().written(paper(record)).encode("utf-8"))


def escaped(words: str) -> str:
    """Words that a reader of Markdown takes for nothing but words."""
    return _LIST.sub(r"\1\\\2", _MARKUP.sub(r"\\\1", words))


class _Writer:
    """Numbers the footnotes as they come; the same footnote keeps its number."""

    def __init__(self) -> None:
        self.numbers: dict[Foot, int] = {}

    def written(self, whole: Paper) -> str:
        lines = [f"# {escaped(whole.title)}", ""]
        lines += [f"{escaped(row)}  " for row in whole.under]
        for part in whole.parts:
            lines += ["", *self._part(part)]
        notes = [f"[^{number}]: {self._note(foot)}" for foot, number in self.numbers.items()]
        return "\n".join([*lines, "", *notes]) + "\n"

    def _part(self, part: Part) -> Iterator[str]:
        yield f"{'#' * (part.level + 1)} {escaped(part.title)}"
        yield ""
        if part.note:
            yield escaped(part.note)
            yield ""
        for line in part.lines:
            lead = f"**{escaped(line.lead)}** " if line.lead else ""
            yield f"{'  ' * line.depth}- {lead}{self._line(line)}"
        if part.grid:
            yield from self._grid(part.grid)

    def _line(self, line: Line) -> str:
        marks = "".join(f"[^{self.numbers.setdefault(foot, len(self.numbers) + 1)}]" for foot in line.feet)
        return escaped(line.text) + marks

    def _grid(self, grid: Grid) -> Iterator[str]:
        yield "| " + " | ".join(map(escaped, grid.heads)) + " |"
        yield "|" + "---|" * len(grid.heads)
        for row in grid.rows:
            yield "| " + " | ".join(map(self._line, row)) + " |"

    def _note(self, foot: Foot) -> str:
        said = f"{foot.where}: {foot.words}" if foot.words else foot.where
        return f"{escaped(said)} {escaped(foot.url)}".strip()
