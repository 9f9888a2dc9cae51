"""What each line of a rendered web page is: by alignment with the extractor, by its element, by what it says."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from crosswire.collect.cues import is_capitalised
from crosswire.collect.html.aligning import key_of
from crosswire.collect.html.facts import Facts
from crosswire.collect.html.parts import Part
from crosswire.collect.layout import Layout
from crosswire.collect.lines.marks import NOISE, is_byline, looks_like_name
from crosswire.collect.lines.units import Unit
from crosswire.collect.particulars.agencies import agencies

_HEADINGS = frozenset({"h2", "h3", "h4", "h5", "h6"})
_LEAST_REPEAT = 4
_LEAST_TEASER = 5
_OFTEN = 3
_INITIALS = 4
_SHORT_LINE = 60
_ABOVE_TITLE = 6
_BYLINE_WORDS = 20
_LONGEST = {"credit": 45}
"""Words that a line of this label may have: who reported from where, wrote and edited may fill several lines."""
_SHORT = 6
_EDGE = 3
"""Lines at either end of an article's own markup among which its makers, date and credits are looked for."""
_TEXT = frozenset({"body", "subhead", "pullquote"})
_STANDFIRST_WORDS = 90
_SUBHEAD_WORDS = 25
_MOST_LETTERS = 200_000
"""Letters of an article in which words printed again as pull quotes are looked for; long reports have 60,000."""


def lay_out_lines(parts: Sequence[Part], headline: int | None, facts: Facts, titles: Sequence[str]) -> Layout:
    """Every line's kind. `headline` is the line that prints it, `titles` are its forms."""
    units = [part.unit for part in parts]
    layout = Layout(units=units, marks=[part.label for part in parts], dates=[part.dates for part in parts])
    for unit in units:
        layout.repeats[unit.key] = layout.repeats.get(unit.key, 0) + 1
    layout.headline = headline
    authors = frozenset(key_of(name) for name in facts.authors if len(name) > _INITIALS)
    _name_inside(parts, layout, authors)
    _name_again(parts, {key_of(title) for title in titles})
    layout.body = _bounds(parts)
    if layout.body[1] < 0:
        return layout
    _name_header(parts, layout, key_of(facts.description[0]) if facts.description else "")
    _name_bylines(parts, layout, authors)
    _name_tail(parts, layout)
    _name_rest(parts, layout)
    _name_repeats(parts)
    return layout


def lay_out_fragment(parts: Sequence[Part]) -> Layout:
    """Every line of an article that stands alone: its own words, but for what says that it is something else."""
    layout = Layout(
        units=[part.unit for part in parts],
        marks=[part.label for part in parts],
        dates=[part.dates for part in parts],
    )
    for at, part in enumerate(parts):
        layout.repeats[part.unit.key] = layout.repeats.get(part.unit.key, 0) + 1
        kind = "noise" if part.label in NOISE else _inside_kind(part, "")
        # A link to another report may stand anywhere; a label such as a date is furniture only at the ends.
        if kind in ("date", "byline", "credit") and _EDGE <= at < len(parts) - _EDGE:
            kind = "body"
        part.unit.kind = kind
        part.unit.sub = _noise_of(part) if kind == "noise" else None
    layout.body = _bounds(parts)
    return layout


def _name_inside(parts: Sequence[Part], layout: Layout, authors: frozenset[str]) -> None:
    """The lines that the extractor took."""
    texts = "\n".join(key_of(part.unit.text) for part in parts if part.inside and part.unit.prose)
    if len(texts) > _MOST_LETTERS:
        texts = ""
    for at, part in enumerate(parts):
        unit = part.unit
        if at == layout.headline:
            unit.kind = "headline"
        elif part.inside:
            unit.kind = "byline" if key_of(unit.text) in authors else _inside_kind(part, texts)
            unit.sub = _noise_of(part) if unit.kind == "noise" else None


def _inside_kind(part: Part, texts: str) -> str:
    unit, prose = part.unit, part.unit.prose
    if "figcaption" in part.tags or part.named("caption"):
        return "credit" if part.label == "photo_credit" else "caption"
    if part.label in NOISE and not (prose == 2 and part.label != "advert"):
        return "noise"
    if part.links and (prose < 2 or part.called.noise == "related"):
        return "noise"
    if part.label in ("byline", "date", "photo_credit", "credit") and unit.size <= _LONGEST.get(part.label, 20):
        return {"photo_credit": "credit"}.get(part.label, part.label)
    if not part.tags.isdisjoint(_HEADINGS) and unit.size <= _SUBHEAD_WORDS:
        return "subhead"
    if part.named("pullquote") and unit.size >= 4:
        return "pullquote"
    return "pullquote" if 5 <= unit.size <= 40 and texts.count(key_of(unit.text)) > bool(prose) else "body"


def _name_again(parts: Sequence[Part], titles: set[str]) -> None:
    """The headline printed again, and what a page prints three times and more ("This content is not available"), are
    no part of the text, though the extractor takes them."""
    keys = [(part.unit, key_of(part.unit.text)) for part in parts if part.unit.kind in _TEXT]
    counts = Counter(key for _, key in keys)
    for unit, key in keys:
        if key in titles or (counts[key] >= _OFTEN and unit.size > 1):
            unit.kind, unit.sub = "noise", "duplicate"


def _name_tail(parts: Sequence[Part], layout: Layout) -> None:
    """Below the last sentence, titles and short lines head what the extractor should have left out."""
    for at in range(layout.body[1], layout.body[0], -1):
        part = parts[at]
        if part.unit.kind in _TEXT:
            if part.unit.prose or part.unit.size > _SHORT or "li" in part.tags or "td" in part.tags:
                break
            part.unit.kind, part.unit.sub = "noise", _noise_of(part)
    layout.body = _bounds(parts)
    for part in parts[layout.body[1] + 1 :]:
        if part.unit.kind == "subhead" and part.unit.size <= _SHORT:
            part.unit.kind, part.unit.sub = "noise", _noise_of(part)


def _bounds(parts: Sequence[Part]) -> tuple[int, int]:
    inside = [at for at, part in enumerate(parts) if part.unit.kind == "body"]
    return (inside[0], inside[-1]) if inside else (0, -1)


def _name_header(parts: Sequence[Part], layout: Layout, description: str) -> None:
    """Between headline and body: standfirst, byline, date; further up only what stands close to the headline."""
    first = layout.body[0]
    is_below = layout.headline is not None and layout.headline < first < layout.body[1]
    if is_below and _names_agency(parts[first].unit.text):
        parts[first].unit.kind = "byline"
        first, _ = layout.body = _bounds(parts)
    top = layout.headline if layout.headline is not None and layout.headline < first else max(0, first - 8)
    _name_above(parts, layout, range(max(0, top - _ABOVE_TITLE), first), top, description)
    _lead_in(parts, layout, description)
    # A standfirst that the extractor took stood for the body's start until now.
    _name_above(parts, layout, range(first, layout.body[0]), top, description)


def _name_above(parts: Sequence[Part], layout: Layout, spots: range, top: int, description: str) -> None:
    for at in spots:
        part = parts[at]
        if at == layout.headline or (part.unit.kind and part.unit.kind not in ("subhead", "noise")):
            continue
        kind = _header_kind(part, description, below=at > top)
        if kind:
            part.unit.kind, part.unit.sub = kind, None
        elif part.unit.kind == "subhead":
            part.unit.kind, part.unit.sub = "noise", _noise_of(part)


def _name_bylines(parts: Sequence[Part], layout: Layout, authors: frozenset[str]) -> None:
    """Short lines above the body with the name of an author that the markup states."""
    for part in parts[max(0, (layout.headline or 0) - _ABOVE_TITLE) : layout.body[0]]:
        unit = part.unit
        short = unit.kind in ("", "date", "noise") and unit.size <= _BYLINE_WORDS
        if short and any(name in key_of(unit.text) for name in authors):
            unit.kind, unit.sub = "byline", None


def _header_kind(part: Part, description: str, *, below: bool) -> str:
    unit = part.unit
    if part.label in ("date", "byline") or is_byline(unit.text):
        return "date" if part.label == "date" else "byline"
    if "figcaption" in part.tags or part.named("caption"):
        return "credit" if part.label == "photo_credit" else "caption"
    if part.label or part.links:
        return "byline" if part.named("byline") and not part.label and looks_like_name(unit.text) else ""
    if part.named("byline") and unit.size <= 12 and looks_like_name(unit.text):
        return "byline"
    if not below:
        return ""
    if _names_agency(unit.text):
        return "byline"
    if _is_summary(unit, description) or (_is_told_standfirst(part) and 4 <= unit.size <= _STANDFIRST_WORDS):
        return "standfirst"
    if part.called.noise is not None:
        return ""
    return "standfirst" if not part.tags.isdisjoint(_HEADINGS) and 5 <= unit.size <= _STANDFIRST_WORDS else ""


def _names_agency(text: str) -> bool:
    """A line of nothing but an agency and where it reports from: "AFP, PORT SARROW"."""
    parts = [part for part in re.split(r"\s*[,/|–—]\s*", text.strip(" /|")) if part] if len(text) <= _SHORT_LINE else []
    return 1 <= len(parts) <= 2 and parts[0] in agencies() and all(is_capitalised(part) for part in parts[1:])


def _is_told_standfirst(part: Part) -> bool:
    """Whether its maker calls it one; "teaser" may also be another report's."""
    return part.named("standfirst") and part.called.noise in (None, "related") and not part.links


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
            if part.unit.sub == "navigation" and at > last and part.unit.size >= _LEAST_TEASER:
                part.unit.sub = "related"


def _noise_of(part: Part) -> str:
    """The kind of noise: as its maker calls it, except that a menu may hold what says it is something else; as it says;
    by whether it links."""
    if part.label == "advert" and part.called.noise == "related":
        return "advert"
    if part.called.noise not in (None, "navigation"):
        return str(part.called.noise)
    if part.label in NOISE:
        return NOISE[part.label]
    return part.called.noise or ("related" if part.links and part.unit.size >= _LEAST_TEASER else "navigation")


def _name_repeats(parts: Sequence[Part]) -> None:
    """Furniture that repeats a part of the report word by word."""
    kept = {part.unit.key for part in parts if part.unit.kind != "noise" and part.unit.size >= _LEAST_REPEAT}
    for part in parts:
        if part.unit.kind == "noise" and part.unit.key in kept:
            part.unit.sub = "duplicate"
