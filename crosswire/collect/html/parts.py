"""Each rendered line with what it says it is and what the elements around it are called."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from crosswire.collect.html.rendering import Line, Named, Names, Rendering
from crosswire.collect.html.source import Element
from crosswire.collect.lines.marks import mark
from crosswire.collect.lines.units import Unit
from crosswire.collect.particulars.dates import Found

_LINKED = 0.6
"""Share of a line's letters in links from which it points elsewhere rather than tells."""
_ALL_LINK = 0.9
_NEAR = 8


@dataclass(slots=True)
class Part:
    """One line with its unit; `inside` tells whether the extractor took it for the article."""

    unit: Unit
    line: Line
    inside: bool
    label: str
    dates: list[Found]
    called: Named

    @property
    def tags(self) -> frozenset[str]:
        return self.called.tags

    @property
    def links(self) -> bool:
        """Whether the line points elsewhere rather than tells."""
        return self.line.link_share > _LINKED

    def named(self, kind: str) -> bool:
        return kind in self.called.parts


def parts_of(rendering: Rendering, inside: Sequence[bool]) -> list[Part]:
    """Every line of the page, `inside` telling which ones the extractor took."""
    lines = rendering.lines
    units = [Unit(line.start, line.end, line.text, line.gap) for line in lines]
    names = Names(_shared([line.element for line, taken in zip(lines, inside, strict=True) if taken]))
    called = [names.of(line.element) for line in lines]
    marks = _marks(lines, inside, units, called)
    return [
        Part(unit, line, taken, label, dates, named)
        for line, taken, unit, (label, dates), named in zip(lines, inside, units, marks, called, strict=True)
    ]


def _marks(
    lines: Sequence[Line], inside: Sequence[bool], units: Sequence[Unit], called: Sequence[Named]
) -> list[tuple[str, list[Found]]]:
    """What each line says it is. Outside the article links are not asked, which are menus and other reports' titles,
    and below it what its maker calls furniture is not."""
    near = {spot for at, taken in enumerate(inside) if taken for spot in range(at - _NEAR, at + _NEAR)}
    last = max(near, default=len(lines))
    asked = [
        at in near or (line.link_share < _ALL_LINK and (at < last or named.noise in (None, "navigation")))
        for at, (line, named) in enumerate(zip(lines, called, strict=True))
    ]
    return [mark(unit) if wanted else ("", []) for unit, wanted in zip(units, asked, strict=True)]


def _shared(elements: Sequence[Element]) -> frozenset[Element]:
    """The elements around more than half of the article's lines: their names ("page with comments") say nothing of
    one line."""
    counts: dict[Element, int] = {}
    for element in elements:
        above = element.getparent()
        while above is not None:
            counts[above] = counts.get(above, 0) + 1
            above = above.getparent()
    return frozenset(element for element, count in counts.items() if count > 0.5 * len(elements))
