"""What every line is, once it is known where the article lies and what heads it."""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise

from crosswire import rules
from crosswire.collect.cues import cues, is_capitalised
from crosswire.collect.layout.parts import Layout
from crosswire.collect.layout.region import SUBHEAD_SIZE, runs_into_caption
from crosswire.collect.lines.marks import NOISE, is_bullet, is_byline, looks_like_name, plays, signs_post
from crosswire.collect.lines.pictures import says_credit
from crosswire.collect.lines.units import Unit
from crosswire.collect.particulars.agencies import agencies, is_agency
from crosswire.collect.particulars.datelines import read_dateline

_STANDFIRST_SIZE = 60
_CAPTION_SIZE = 40
_SHORT_CAPTION = 24
"""Longest caption above a credit on pages without blank lines. On full dumps of pages 16 of 17 lines up to 22 words
there are captions, and one of five longer ones."""
_LONGEST_PULLQUOTE = 40
_RUN = 5
_BYLINE = 6
_LINKED = 5
"""Words from which a line that leads to another report holds its title too, so that the next need not be that."""
_TEASER = 65
_LONGEST_LINK = 30
_LONG_ITEM = 40
_BETWEEN_SIZE = 13
"""Longest title between two paragraphs that is a subhead. On full dumps of pages 32 of 38 of ten to thirteen words are
ones, and 4 of 14 longer ones."""
_HOURLY_SIZE = 25
_HOUR = re.compile(r"(?:\[|\()?\d{1,2}[:.h]\d{2}\b")
_HOUR_BEHIND = re.compile(r"\(\d{1,2}[:.]\d{2}[^()]{0,6}\)\Z")
_SMALL = re.compile(r"\b[a-z]{2,3}\s")
_NAME_BEHIND = re.compile(r"\w{3}[.!?…][”\"’]?\s+(\w[\w.’'-]*(?:\s+\S+){0,5})\Z")


def name_header(layout: Layout, page: str) -> None:
    """Everything above the body."""
    first = layout.body[0]
    top = layout.headline if layout.headline is not None and layout.headline < first else None
    for at in range(first):
        unit, label = layout.units[at], layout.marks[at]
        if at == layout.headline:
            unit.kind = "headline"
        elif top is None or at < top:
            _above_title(layout, at, (top if top is not None else first) - at)
        elif label:
            _by_mark(unit, label)
        else:
            _below_title(layout, page, at)
    if layout.headline is not None and layout.headline >= first:
        layout.units[layout.headline].kind = "headline"


def _above_title(layout: Layout, at: int, distance: int) -> None:
    unit, label = layout.units[at], layout.marks[at]
    if label in ("date", "byline", "photo", "photo_credit", "credit") and (distance <= 6 or label == "date"):
        _by_mark(unit, label)
    else:
        unit.kind, unit.sub = "noise", NOISE.get(label, "navigation")


def _below_title(layout: Layout, page: str, at: int) -> None:
    """An unmarked unit between headline and body: standfirst, byline, place, caption, or a stray button."""
    unit, first = layout.units[at], layout.body[0]
    if layout.marks[at - 1] == "related" and unit.size <= 6:
        layout.marks[at] = "related"
        unit.kind, unit.sub = "noise", "related"
        return
    near = [layout.marks[spot] for spot in range(max(0, at - 2), min(first, at + 4)) if spot != at]
    named = looks_like_name(unit.text) and not _has_byline(layout)
    if (named and (any(label in ("date", "byline") for label in near) or unit.text.isupper())) or (
        "date" in near and (is_agency(unit.text, layout.agencies) or _names_nobody(unit))
    ):
        unit.kind = "byline"
        layout.marks[at] = "byline"
        return
    if unit.size <= 8 and not unit.closed:
        dateline = read_dateline(page, unit.start, unit.end, alone=True, local=layout.agencies)
        if dateline is not None and (dateline.sure or _right_above_body(layout, at)):
            unit.kind, layout.dateline = "dateline", dateline
            return
    below = layout.marks[at + 1] if at + 1 < len(layout.marks) else ""
    if runs_into_caption(layout, at) or _is_over_picture(layout, at):
        unit.kind = "caption"
    elif _is_standfirst(layout, at):
        unit.kind = "standfirst"
    elif unit.size >= 6 and (unit.closed or unit.small >= 0.3 or below in ("photo", "photo_credit")):
        unit.kind = "caption"
    elif unit.size >= 6:
        unit.kind, unit.sub = "noise", "related"
    elif _right_above_body(layout, at):
        unit.kind = "subhead"
    else:
        unit.kind, unit.sub = "noise", "navigation"


def _names_nobody(unit: Unit) -> bool:
    """A byline without a name: "Standard staff and agencies"."""
    ends = rules.words("en/pages", "people", "unnamed")
    return unit.size <= _BYLINE and any(unit.key == end or unit.key.endswith(f" {end}") for end in ends)


def _is_over_picture(layout: Layout, at: int) -> bool:
    """An open line or a short sentence right above a picture's credit, and below a line of dates, names or buttons,
    where a standfirst would not stand: the first line of the caption."""
    if at + 1 >= len(layout.units) or layout.marks[at + 1] not in ("photo", "photo_credit"):
        return False
    above = set(layout.marks[layout.headline or 0 : at])
    unit = layout.units[at]
    return (not unit.closed or unit.size <= _SHORT_CAPTION) and not above.isdisjoint({"date", "byline", "share"})


def _right_above_body(layout: Layout, at: int) -> bool:
    """The last unit above the body, below a byline or date: a bare place or the first subhead."""
    above = layout.marks[layout.headline or 0 : at]
    return at == layout.body[0] - 1 and ("byline" in above or "date" in above)


def _is_standfirst(layout: Layout, at: int) -> bool:
    """The first words below the headline; after them only another paragraph of running text may go with them."""
    unit = layout.units[at]
    if not 5 <= unit.size <= _STANDFIRST_SIZE:
        return False
    before = [layout.units[spot] for spot in range(at) if layout.units[spot].kind == "standfirst"]
    return not before or (len(before) == 1 and unit.prose == 2 and before[0].prose < 2)


def _has_byline(layout: Layout) -> bool:
    """Whether a line with By or the like stands above the body: then a bare name is somebody pictured or quoted."""
    top = layout.headline or 0
    lines = (layout.units[at] for at in range(top, layout.body[0]) if layout.marks[at] == "byline")
    return any(is_byline(unit.text) for unit in lines)


def _by_mark(unit: Unit, label: str) -> None:
    if label in NOISE:
        unit.kind, unit.sub = "noise", NOISE[label]
    elif label in ("date", "byline"):
        unit.kind = label
    elif label == "photo":
        unit.kind = "caption"
    else:
        unit.kind = "credit"


def name_body(layout: Layout) -> None:
    first, last = layout.body
    boxed = False
    for at in range(first, last + 1):
        unit, label = layout.units[at], layout.marks[at]
        boxed = (
            _opens_box(unit)
            if label == "related"
            else boxed and (bool(label) or not unit.prose or (not unit.closed and unit.size <= _TEASER // 2))
        )
        if label:
            _by_mark(unit, label)
        elif signs_post(unit.text):
            _name_post(layout, at)
        elif _is_twin(layout, at):
            unit.kind = "caption"
        elif _is_teaser(layout, at):
            _name_related(layout, at)
            if at > first and layout.units[at - 1].kind == "subhead":
                _name_related(layout, at - 1)
        elif boxed and not is_bullet(unit):
            _name_related(layout, at)
        elif _is_closed_caption(layout, at):
            unit.kind = "caption"
        elif _is_text(unit) or (at == last and unit.shape.signed):
            unit.kind = "body"
        else:
            _title_in_body(layout, at)


def _name_post(layout: Layout, at: int) -> None:
    """The signature of a post that the page shows, and the post above it: words of somebody else."""
    for spot in (at - 1, at):
        if layout.units[spot].kind in ("", "body", "caption", "subhead", "pullquote"):
            layout.units[spot].kind, layout.units[spot].sub = "noise", "related"


def _is_twin(layout: Layout, at: int) -> bool:
    """Whether a short paragraph stands twice in a row inside the text: a picture's description and its caption."""
    first, last = layout.body
    key = layout.units[at].key
    near = [layout.units[spot].key for spot in (at - 1, at + 1) if 0 <= spot < len(layout.units)]
    short = layout.units[at].prose > 0 and layout.units[at].size <= _CAPTION_SIZE
    return short and first + 1 < at <= last and key in near


def _opens_box(unit: Unit) -> bool:
    """Whether a line heads a box of links ("Read more", "On this topic") rather than being a link itself."""
    return cues().alone.whole(unit.words) in ("related", "end")


def _fits_box(unit: Unit) -> bool:
    """Whether a line may be a title in a box of links: one that ends like no sentence, even where it is long."""
    return not unit.prose or (not unit.closed and unit.size <= _LONGEST_LINK)


def _name_related(layout: Layout, at: int) -> None:
    layout.marks[at] = "related"
    layout.units[at].kind, layout.units[at].sub = "noise", "related"


def _is_text(unit: Unit) -> bool:
    return bool(unit.prose) or is_bullet(unit) or unit.size >= _LONG_ITEM or unit.text.endswith(":")


def _is_closed_caption(layout: Layout, at: int) -> bool:
    """A single sentence with nothing but a picture's credit right below: its caption, though it ends like a text.

    Without blank lines a paragraph may stand there as well: then only a short one is taken, and a very short one where
    the line below does not say that it is a credit.
    """
    unit, below = layout.units[at], at + 1
    if below >= len(layout.units) or layout.marks[below] != "photo_credit":
        return False
    if layout.spaced and not layout.units[below].gap:
        return unit.gap and unit.size <= _CAPTION_SIZE
    return unit.size <= (_SHORT_CAPTION if says_credit(layout.units[below].text) else _SHORT_CAPTION // 2 + 1)


def _title_in_body(layout: Layout, at: int) -> None:
    """A short open line inside the text: a subhead, a link to another report, or a caption."""
    unit = layout.units[at]
    above = layout.marks[at - 1] if at else ""
    if runs_into_caption(layout, at):
        unit.kind = "caption"
    elif (looks_like_name(unit.text) and ("," in unit.text or _is_named(layout, at))) or layout.again(at):
        unit.kind, unit.sub = "noise", "related"
    elif above == "related" and not (layout.units[at - 1].size >= _LINKED and _opens_text(layout, at)):
        _name_related(layout, at)
    elif unit.text in agencies():
        unit.kind = "credit"
    elif (above == "photo_credit" and unit.size >= 4) or _ends_in_name(unit):
        unit.kind = "caption"
    elif _opens_text(layout, at) and unit.size <= _longest_subhead(layout, at):
        unit.kind = "subhead"
    elif unit.size >= 6 and unit.small >= 0.3:
        unit.kind = "caption"
    elif unit.size >= 5:
        unit.kind, unit.sub = "noise", "related"
    else:
        unit.kind, unit.sub = "noise", "navigation"


def _is_teaser(layout: Layout, at: int) -> bool:
    """Whether a paragraph says what a film or another report is about: under the film's length, or under its title and
    kicker and above a bare button that leads there."""
    first, last = layout.body
    unit = layout.units[at]
    if not first + 1 < at <= last or unit.size > _TEASER or not unit.prose:
        return False
    titles = [layout.marks[spot] == "related" or _is_open(layout, spot) for spot in range(max(first, at - 4), at)]
    if plays(layout.units[at - 1].shape) and any(titles):
        return True
    button = at < last and layout.units[at + 1].size <= 2 and layout.units[at + 1].key in _more()
    return button and all(titles[-2:])


def _is_open(layout: Layout, at: int) -> bool:
    return not layout.marks[at] and not layout.units[at].prose


@cache
def _more() -> frozenset[str]:
    """What a bare button reads that leads to the rest of another report."""
    return rules.words("any/pages_pitch", "buttons", "more")


def _is_named(layout: Layout, at: int) -> bool:
    """Whether a name that fills a line stands in the text as well: whom a quotation, a picture or a box is about."""
    words = layout.units[at].words
    return len(words) > 1 and all(pair in layout.pairs() for pair in pairwise(words))


def _ends_in_name(unit: Unit) -> bool:
    """A sentence with a name behind its stop: "The port in October. Vera Munt"."""
    cut = _NAME_BEHIND.search(unit.text)
    return cut is not None and unit.size >= 5 and is_capitalised(_SMALL.sub("", cut[1]))


def _longest_subhead(layout: Layout, at: int) -> int:
    """Words a subhead may have: more where it opens with an hour, as in a report that goes on all day, or stands
    between two paragraphs, than below another title, where it may head a link to another report."""
    unit = layout.units[at]
    if _HOUR.match(unit.text) or _HOUR_BEHIND.search(unit.text):
        return _HOURLY_SIZE
    above = at > layout.body[0] and not layout.marks[at - 1] and layout.units[at - 1].prose > 0
    return _BETWEEN_SIZE if above or unit.asks else SUBHEAD_SIZE


def _opens_text(layout: Layout, at: int) -> bool:
    """Whether running text follows directly, as it does below a subhead."""
    below = range(at + 1, min(at + 4, layout.body[1] + 1))
    for spot in below:
        if layout.marks[spot] not in ("advert", "share", "photo", "photo_credit", "navigation"):
            return not layout.marks[spot] and bool(layout.units[spot].prose)
    return False


def name_tail(layout: Layout) -> None:
    """Everything below the body: furniture, credits, other reports' titles, readers' comments."""
    section, begun = "related", False
    for at in range(layout.body[1] + 1, len(layout.units)):
        unit, label = layout.units[at], layout.marks[at]
        if unit.kind == "headline":
            continue
        if label in NOISE:
            section = NOISE[label] if label in ("related", "end", "comment", "legal", "advert") else section
            begun = begun or label in ("related", "end", "comment")
        if at >= layout.comments and label not in ("legal", "share", "related", "end"):
            section = "comment"
        if label == "byline" or (label == "date" and (begun or at > layout.body[1] + 6)):
            unit.kind, unit.sub = "noise", section
        elif label and label != "photo":
            _by_mark(unit, label)
        elif _heads_furniture(layout, at):
            unit.kind, unit.sub = "noise", NOISE[layout.marks[at + 1]]
        elif unit.size < 4 and section in ("related", "advert"):
            unit.kind, unit.sub = "noise", "navigation"
        else:
            unit.kind, unit.sub = "noise", "related" if section == "advert" else section


def _heads_furniture(layout: Layout, at: int) -> bool:
    """Whether a short title stands right above a notice, a pitch or the like, as its heading."""
    below = at + 1
    title = layout.units[at]
    if below >= len(layout.units) or title.size > SUBHEAD_SIZE or title.closed or not title.gap:
        return False
    notice = layout.marks[below] in ("advert", "legal") and layout.units[below].prose > 0
    return notice and not layout.units[below].gap


def name_repeats(layout: Layout) -> None:
    """A paragraph, caption or title printed twice: one copy stays what it is, the others are duplicates."""
    order = ("headline", "body", "standfirst", "caption", "subhead")
    kept: dict[str, Unit] = {}
    for kind in order:
        for unit in layout.of(kind):
            if unit.size < 4:
                continue
            if unit.key in kept:
                unit.kind, unit.sub = "noise", "duplicate"
            else:
                kept[unit.key] = unit
    title = next((known for known in kept.values() if known.kind == "headline"), None)
    for unit in _quoted_again(layout):
        unit.kind = "pullquote"
    for unit in layout.units:
        if unit.kind in ("noise", "standfirst") and unit.size >= 4 and _repeats(unit, kept, title):
            unit.kind, unit.sub = "noise", "duplicate"


def _quoted_again(layout: Layout) -> list[Unit]:
    """Short units whose words stand in a longer paragraph as well: looked up by their first words and their length."""
    short = [
        u for u in layout.told or () if u.kind in ("subhead", "caption", "body") and 5 <= u.size <= _LONGEST_PULLQUOTE
    ]
    lengths: dict[tuple[str, ...], set[int]] = {}
    for unit in short:
        lengths.setdefault(tuple(unit.words[:_RUN]), set()).add(len(unit.words))
    found: set[tuple[str, ...]] = set()
    for body in layout.of("body"):
        words = body.words
        for at in range(len(words) - _RUN + 1):
            for length in lengths.get(tuple(words[at : at + _RUN]), ()):
                if length < len(words):
                    found.add(tuple(words[at : at + length]))
    return [unit for unit in short if tuple(unit.words) in found]


def _repeats(unit: Unit, kept: dict[str, Unit], title: Unit | None) -> bool:
    """Furniture that repeats a part of the report, such as a browser's title: the headline and an outlet's name."""
    if unit.kind == "noise" and unit.sub in ("related", "navigation") and unit.key in kept:
        return True
    return title is not None and unit.key.startswith(title.key + " ") and unit.size <= title.size + 6
