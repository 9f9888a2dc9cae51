"""What each line of a rendered web page is: by alignment with the extractor, by its element, by what it says."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from crosswire import rules
from crosswire.collect.html.aligning import key_of
from crosswire.collect.html.rendering import Line, Names, Rendering
from crosswire.collect.html.source import Element
from crosswire.collect.lines.marks import NOISE, is_byline, looks_like_name, mark
from crosswire.collect.lines.units import Unit
from crosswire.collect.pages.parts import Layout

_HEADINGS = frozenset({"h2", "h3", "h4", "h5", "h6"})
_LINKED = 0.6
"""Share of a line's letters in links from which it points elsewhere rather than tells."""
_HEAD_LINES = 40
_STANDFIRST_WORDS = 90
_SUBHEAD_WORDS = 25


@dataclass(slots=True)
class Part:
    """One line with its unit; `inside` tells whether the extractor took it for the article."""

    unit: Unit
    line: Line
    inside: bool
    label: str
    names: frozenset[str]
    tags: frozenset[str]

    def named(self, kind: str) -> bool:
        return not _words(kind).isdisjoint(self.names)


@cache
def _words(kind: str) -> frozenset[str]:
    return rules.words("any/html", "names", kind)


def lay_out_lines(rendering: Rendering, inside: Sequence[bool], titles: Sequence[str], description: str) -> Layout:
    """Every line's kind. `titles` are the headline in its forms, `description` the summary the markup gives."""
    units = [Unit(line.start, line.end, line.text, line.gap) for line in rendering.lines]
    pairs = [mark(unit) for unit in units]
    layout = Layout(units=units, marks=[pair[0] for pair in pairs], dates=[pair[1] for pair in pairs])
    for unit in units:
        layout.repeats[unit.key] = layout.repeats.get(unit.key, 0) + 1
    parts = _parts(rendering, inside, layout)
    layout.headline = find_title(parts, titles)
    _name_inside(parts, layout)
    layout.body = _bounds(parts)
    _name_header(parts, layout, description)
    _name_rest(parts, layout)
    return layout


def _parts(rendering: Rendering, inside: Sequence[bool], layout: Layout) -> list[Part]:
    lines = rendering.lines
    ceiling = _shared([line.element for line, taken in zip(lines, inside, strict=True) if taken])
    names = Names()
    parts = []
    for line, taken, unit, label in zip(lines, inside, layout.units, layout.marks, strict=True):
        above = list(names.upward(line.element, ceiling))
        words = frozenset().union(*(names.of(element) for element in above))
        parts.append(Part(unit, line, taken, label, words, frozenset(element.tag for element in above)))
    return parts


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


def find_title(parts: Sequence[Part], titles: Sequence[str]) -> int | None:
    """The line of the headline: a first-level heading with one of the titles, any line with one, the first such
    heading."""
    keys = [key for key in map(key_of, titles) if key]
    for only_headings in (True, False):
        for key in keys:
            for at, part in enumerate(parts):
                if (not only_headings or "h1" in part.tags) and key_of(part.unit.text) == key:
                    return at
    return None


def _name_inside(parts: Sequence[Part], layout: Layout) -> None:
    """The lines that the extractor took."""
    texts = "\n".join(part.unit.key for part in parts if part.inside and part.unit.prose)
    for at, part in enumerate(parts):
        unit = part.unit
        if at == layout.headline:
            unit.kind = "headline"
        elif part.inside:
            unit.kind = _inside_kind(part, texts)
            unit.sub = _noise_of(part) if unit.kind == "noise" else None


def _inside_kind(part: Part, texts: str) -> str:
    unit, prose = part.unit, part.unit.prose
    if "figcaption" in part.tags or part.named("caption"):
        return "credit" if part.label == "photo_credit" else "caption"
    if part.label in NOISE and not (prose == 2 and part.label != "advert"):
        return "noise"
    if part.line.link_share > _LINKED and (prose < 2 or part.named("related")):
        return "noise"
    if part.label in ("byline", "date", "photo_credit", "credit") and unit.size <= 20:
        return {"photo_credit": "credit"}.get(part.label, part.label)
    if not part.tags.isdisjoint(_HEADINGS) and unit.size <= _SUBHEAD_WORDS:
        return "subhead"
    if part.named("pullquote") and unit.size >= 4:
        return "pullquote"
    return "pullquote" if 5 <= unit.size <= 40 and texts.count(unit.key) > bool(prose) else "body"


def _bounds(parts: Sequence[Part]) -> tuple[int, int]:
    inside = [at for at, part in enumerate(parts) if part.unit.kind == "body"]
    return (inside[0], inside[-1]) if inside else (0, -1)


def _name_header(parts: Sequence[Part], layout: Layout, description: str) -> None:
    """Between headline and body: standfirst, byline, date; further up only what stands close to the headline."""
    first = layout.body[0]
    top = layout.headline if layout.headline is not None and layout.headline < first else max(0, first - 8)
    wanted = key_of(description)
    for at in range(max(0, top - 6), first):
        part = parts[at]
        if at == layout.headline or (part.unit.kind and part.unit.kind not in ("subhead", "noise")):
            continue
        kind = _header_kind(part, wanted, below=at > top)
        if kind:
            part.unit.kind, part.unit.sub = kind, None
    _lead_in(parts, layout, wanted)


def _header_kind(part: Part, description: str, *, below: bool) -> str:
    unit = part.unit
    if part.label in ("date", "byline") or is_byline(unit.text):
        return "date" if part.label == "date" else "byline"
    if "figcaption" in part.tags or part.named("caption"):
        return "credit" if part.label == "photo_credit" else "caption"
    if part.label or part.line.link_share > _LINKED:
        return "byline" if part.named("byline") and not part.label and looks_like_name(unit.text) else ""
    if part.named("byline") and unit.size <= 12 and looks_like_name(unit.text):
        return "byline"
    if not below or part.named("related") or part.named("navigation"):
        return ""
    if _is_summary(unit, description) or (part.named("standfirst") and 4 <= unit.size <= _STANDFIRST_WORDS):
        return "standfirst"
    return "standfirst" if not part.tags.isdisjoint(_HEADINGS) and 5 <= unit.size <= _STANDFIRST_WORDS else ""


def _is_summary(unit: Unit, description: str) -> bool:
    key = key_of(unit.text)
    return len(key) >= 25 and len(description) >= 25 and (key in description or description in key)


def _lead_in(parts: Sequence[Part], layout: Layout, description: str) -> None:
    """A first paragraph that the markup gives as summary, or names so, is the standfirst where furniture stands below
    it or its maker says so."""
    first, last = layout.body
    if first >= last or layout.headline is None or layout.headline > first:
        return
    part, after = parts[first], parts[first + 1]
    told = part.named("standfirst") and part.unit.size <= _STANDFIRST_WORDS
    parted = _is_summary(part.unit, description) and (
        not after.inside or after.unit.kind in ("byline", "date", "caption")
    )
    if told or parted:
        part.unit.kind = "standfirst"
        layout.body = _bounds(parts)


def _name_rest(parts: Sequence[Part], layout: Layout) -> None:
    """Everything the extractor left out and the header does not need."""
    first, last = layout.body
    for at, part in enumerate(parts):
        if part.unit.kind:
            continue
        within = (layout.headline or first) <= at <= last
        if within and ("figcaption" in part.tags or part.named("caption")) and part.unit.size >= 3:
            part.unit.kind = "credit" if part.label == "photo_credit" else "caption"
        elif part.label == "credit" and first <= at <= last + 4:
            part.unit.kind = "credit"
        else:
            part.unit.kind, part.unit.sub = "noise", _noise_of(part)
            if part.unit.sub == "navigation" and at > last and part.unit.size >= 5:
                part.unit.sub = "related"


def _noise_of(part: Part) -> str:
    """The kind of noise: as its maker calls it, as it says, by whether it links."""
    for kind in rules.load("any/html")["names"]["noise_order"]:
        if part.named(kind):
            return str(kind)
    if part.label in NOISE:
        return NOISE[part.label]
    return "related" if part.line.link_share > _LINKED and part.unit.size >= 5 else "navigation"
