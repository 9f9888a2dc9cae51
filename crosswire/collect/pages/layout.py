"""The page as a whole: where the article's running text lies, what heads it, and so what each unit is."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from crosswire.collect.credits import Dateline, agencies, read_dateline
from crosswire.collect.cues import any_function_word, words_of
from crosswire.collect.dates import Found
from crosswire.collect.lines import Unit
from crosswire.collect.marks import NOISE, is_bullet, is_byline, looks_like_name, mark

_COST = {
    "": 7.0,
    "related": 10.0,
    "end": 40.0,
    "comment": 4.0,
    "legal": 20.0,
    "advert": 5.0,
    "bio": 25.0,
    "navigation": 4.0,
}
"""What a unit that is no running text takes from the sum of running words around it. `end` is dear enough that a
column of teasers under "Most read" (about 20 words each, with a title and a date between) cannot outweigh it. Halving
or doubling any of them moves body F1 on full page dumps by less than .01."""
_MOST_WORTH = 80
_ALONE = 0.3
"""What is left of a paragraph's worth where no other stands next to it. Teasers (20 to 30 words below a title, which
costs 7) then no longer pay; at .5 they do, at 0 a list of one-paragraph sections is lost."""
_COMMENTS_AFTER = 60
"""Running words above a heading of readers' comments from which all that follows it is theirs."""
_LONGER = 4.0
_SUBHEAD_SIZE = 9
_LAST_SECTIONS = 4
_LEAST_TITLE = 0.5
_SENTENCES = re.compile(r"[a-z]{2}[.!][”\"]?\s[A-Z]")
_FARTHEST_TITLE = 40
_HEADER_UNITS = 14
_STANDFIRST_SIZE = 60
_LEAD_SIZE = 35


@dataclass
class Layout:
    """The units with their kinds, and the parts that were recognised."""

    units: list[Unit]
    marks: list[str]
    dates: list[list[Found]]
    headline: int | None = None
    body: tuple[int, int] = (0, 0)
    comments: int = 1 << 60
    spaced: bool = True
    dateline: Dateline | None = None
    repeats: dict[str, int] = field(default_factory=dict)

    def of(self, kind: str) -> list[Unit]:
        return [unit for unit in self.units if unit.kind == kind]


def lay_out(page: str, units: list[Unit], given_title: str | None) -> Layout:
    """Gives every unit its kind."""
    pairs = [mark(unit) for unit in units]
    layout = Layout(units=units, marks=[pair[0] for pair in pairs], dates=[pair[1] for pair in pairs])
    for unit in units:
        layout.repeats[unit.key] = layout.repeats.get(unit.key, 0) + 1
    layout.spaced = sum(unit.gap for unit in units) > 0.3 * len(units)
    first, last = _region(layout)
    first = _with_dateline_above(layout, page, first)
    first = _body_start(layout, page, first, last)
    last = _with_last_sections(layout, last)
    layout.body = (first, last)
    layout.headline = _headline(layout, given_title)
    _name_header(layout, page)
    _name_body(layout)
    _name_tail(layout)
    _name_repeats(layout)
    return layout


def _region(layout: Layout) -> tuple[int, int]:
    """The stretch of units with the greatest sum of running words less the furniture between them, readers' comments
    left out. A box of comments above the article is known by the far longer text below it that has none."""
    end = _comments_from(layout)
    above, best = _densest(layout, 0, end)
    if end < len(layout.units):
        below, other = _densest(layout, end, len(layout.units))
        if other > _LONGER * best and "comment" not in layout.marks[below[0] : below[1] + 1]:
            above = below
        layout.comments = end if above is not below else below[1] + 1
    first, last = above
    while first <= last and (layout.marks[first] or not layout.units[first].prose):
        first += 1
    return first, last


def _with_last_sections(layout: Layout, last: int) -> int:
    """The body's end, moved past last paragraphs that a subhead or a button cut off from the rest.

    A title and a paragraph may be another report's as well: none is taken where links to others have begun, nor where
    there are so many that they are a list of teasers.
    """
    ends = [last]
    at = last + 1
    titles = 0
    while at < min(len(layout.units), layout.comments):
        unit, label = layout.units[at], layout.marks[at]
        if label in ("end", "related", "comment", "legal", "bio", "byline", "date", "credit"):
            break
        if not label and unit.prose == 2:
            ends.append(at)
            titles = 0
        elif not label:
            titles += 1
            if titles > 1 or unit.size > _SUBHEAD_SIZE:
                break
        at += 1
    return ends[-1] if len(ends) <= _LAST_SECTIONS else last


def _densest(layout: Layout, start: int, end: int) -> tuple[tuple[int, int], float]:
    best, total, opened, span = 0.0, 0.0, start, (start, start - 1)
    seen: set[str] = set()
    for at in range(start, end):
        unit = layout.units[at]
        worth = _worth(unit, layout.marks[at])
        if worth > 0:
            worth *= 0.0 if unit.key in seen else _ALONE if _stands_alone(layout, at) else 1.0
        seen.add(unit.key)
        if total <= 0:
            total, opened = 0.0, at
        total += worth
        if total > best:
            best, span = total, (opened, at)
    return span, best


def _stands_alone(layout: Layout, at: int) -> bool:
    """Whether a paragraph has no running text next to it, like the teaser under another report's title."""
    return not any(_next_is_text(layout, range(at + step, at + 9 * step, step)) for step in (-1, 1))


def _next_is_text(layout: Layout, path: range) -> bool:
    """Whether the first unit on the path that is no furniture is running text."""
    for at in path:
        if not 0 <= at < len(layout.units) or layout.marks[at] in ("end", "comment", "legal"):
            return False
        if not layout.marks[at]:
            return bool(layout.units[at].prose)
    return False


def _worth(unit: Unit, label: str) -> float:
    if label in ("", "photo", "date", "byline", "credit", "photo_credit"):
        if label:
            return -3.0
        if unit.prose == 2:
            return float(min(unit.size, _MOST_WORTH))
        if unit.prose == 1:
            return max(2.0, unit.size / 2)
        return -2.0 if is_bullet(unit) else -_COST[""]
    return -_COST.get(label, 4.0)


def _comments_from(layout: Layout) -> int:
    """The unit from which only readers write."""
    words = 0
    for at, (unit, label) in enumerate(zip(layout.units, layout.marks, strict=True)):
        if label == "comment" and words >= _COMMENTS_AFTER and _heads_comments(layout, at):
            return at
        if not label and unit.prose:
            words += unit.size
    return len(layout.units)


def _heads_comments(layout: Layout, at: int) -> bool:
    """A counter or button may stand anywhere; the section is there when little running text follows but comments:
    more than one comment mark near, or no paragraph right below."""
    near = layout.marks[at + 1 : at + 5]
    follows = [
        unit.prose for unit, label in zip(layout.units[at + 1 :], layout.marks[at + 1 :], strict=True) if not label
    ]
    return "comment" in near or follows[:2] != [2, 2]


def _with_dateline_above(layout: Layout, page: str, first: int) -> int:
    """The body's start, moved up to a paragraph that opens with place and agency or day, however short lines (names of
    the dead, links) part it from the rest."""
    for at in range(max(0, first - _HEADER_UNITS), first):
        unit = layout.units[at]
        if not layout.marks[at] and unit.prose == 2:
            found = read_dateline(page, unit.start, unit.end, alone=False)
            if found is not None and found.sure:
                return at
    return first


def _body_start(layout: Layout, page: str, first: int, last: int) -> int:
    """The first unit of the report's own text: after the byline, date or place that stands near the top."""
    if last < 0:
        return 0
    anchor = -1
    before = since = 0
    for at in range(max(0, first - _HEADER_UNITS), min(last, first + _HEADER_UNITS)):
        unit, label = layout.units[at], layout.marks[at]
        if label in ("byline", "date") or (not label and _is_dateline(page, unit)):
            anchor = max(anchor, 0)
            opened = anchor <= first or not since
            if (
                at > first
                and before <= 3
                and opened
                and _words_between(layout, first, at) <= _words_between(layout, at, last + 1)
            ):
                anchor, since = at, 0
        elif at >= first and not label and unit.prose:
            before, since = before + 1, since + 1
    if anchor < 0:
        anchor = _caption_anchor(layout, first, last)
    if anchor < first:
        return first
    while anchor < last and (layout.marks[anchor] or not layout.units[anchor].prose):
        anchor += 1
    return anchor


def _caption_anchor(layout: Layout, first: int, last: int) -> int:
    """Without byline or date: the captions that part one short paragraph, the standfirst, from the text below."""
    if first == 0 or layout.units[first].size > _LEAD_SIZE:
        return -1
    at = first + 1
    while at < last and (layout.marks[at] or _runs_into_caption(layout, at)):
        if layout.marks[at] == "photo":
            return at
        at += 1
    return -1


def _runs_into_caption(layout: Layout, at: int) -> bool:
    """Whether the next line, without a blank one between, ends in a picture's credit: both are its caption. On pages
    without blank lines this says nothing."""
    below = at + 1
    if below >= len(layout.units) or not layout.spaced:
        return False
    return layout.marks[below] in ("photo", "photo_credit") and not layout.units[below].gap


def _words_between(layout: Layout, first: int, end: int) -> int:
    return sum(layout.units[at].size for at in range(first, end) if not layout.marks[at] and layout.units[at].prose)


def _is_dateline(page: str, unit: Unit) -> bool:
    return unit.size <= 8 and not unit.closed and read_dateline(page, unit.start, unit.end, alone=True) is not None


def _headline(layout: Layout, given: str | None) -> int | None:
    """The unit above the body shaped like a title, close to the body, printed again, and of the body's words."""
    first, last = layout.body
    if given:
        wanted = words_of(given)
        for at, unit in enumerate(layout.units):
            if unit.words == wanted:
                return at
    near = [*range(first, min(last + 1, first + 12)), *range(max(0, first - _HEADER_UNITS), first)]
    body = frozenset(
        word for at in near if at >= first or layout.marks[at] == "photo" for word in layout.units[at].words
    )
    best: tuple[float, int] | None = None
    for at in range(max(0, first - _FARTHEST_TITLE), min(first, len(layout.units))):
        points = _title_points(layout, at, first, body)
        if points is not None and (best is None or points > best[0]):
            best = (points, at)
    if best is None or best[0] < _LEAST_TITLE:
        return _title_below(layout, body) if best is None else None
    return _best_copy(layout, _above_its_sentence(layout, best[1]))


def _above_its_sentence(layout: Layout, at: int) -> int:
    """A sentence chosen for its words is the standfirst of the title right above it."""
    unit, above = layout.units[at], layout.units[max(0, at - 1)]
    open_title = not layout.marks[at - 1] and not above.closed and 3 <= above.size <= 18
    return at - 1 if at and unit.prose == 2 and open_title and not looks_like_name(above.text) else at


def _best_copy(layout: Layout, at: int) -> int:
    """The first of two copies that stand close together; of a browser's title ("Talks fail | The Tamber Post") the
    copy without the outlet's name."""
    for spot in range(max(0, at - 8), at):
        if layout.units[spot].key == layout.units[at].key:
            return spot
    key = layout.units[at].key
    for spot in range(layout.body[0]):
        short = layout.units[spot]
        if (
            short.size >= 4
            and not layout.marks[spot]
            and key.startswith(short.key + " ")
            and len(short.key) >= 0.6 * len(key)
        ):
            return spot
    return at


def _title_points(layout: Layout, at: int, first: int, body: frozenset[str]) -> float | None:
    unit = layout.units[at]
    if layout.marks[at] or not 2 <= unit.size <= 32 or looks_like_name(unit.text):
        return None
    content = _content(unit)
    if not content:
        return None
    points = 4.0 * sum(word in body for word in content) / len(content)
    points += min(2.0, layout.repeats[unit.key] - 1.0) if layout.repeats[unit.key] <= 4 else -2.0
    points -= 0.1 * (first - at)
    points += {2: -2.5, 3: -1.0, 4: 0.0}.get(unit.size, 1.0)
    if (unit.text.endswith(".") and unit.prose) or unit.text.endswith((":", ")")):
        points -= 2.5
    if _SENTENCES.search(unit.text):
        points -= 1.0
    if any(layout.marks[near] in ("byline", "date") for near in range(at + 1, min(at + 5, first))):
        points += 1.0
    earlier = [near for near in range(max(0, at - 2), at) if _of_the_body(layout, near, body)]
    return points - (1.5 if earlier else 0.0)


def _of_the_body(layout: Layout, at: int, body: frozenset[str]) -> bool:
    """A title-shaped unit of the body's words: the one below it is a standfirst rather than the headline."""
    unit = layout.units[at]
    content = _content(unit)
    if layout.marks[at] or not 5 <= unit.size <= 22 or not content or layout.repeats[unit.key] > 4:
        return False
    return sum(word in body for word in content) >= 0.35 * len(content)


def _content(unit: Unit) -> list[str]:
    return [word for word in unit.words if word not in any_function_word() and len(word) > 2]


def _title_below(layout: Layout, body: frozenset[str]) -> int | None:
    """A headline printed at the foot: only where none stands above, and almost all its words are the body's."""
    first, last = layout.body
    for at in range(last + 1, min(last + 4, len(layout.units))):
        unit = layout.units[at]
        content = _content(unit)
        if layout.marks[at] or unit.closed or not 4 <= unit.size <= 25 or not content:
            continue
        if first == 0 and sum(word in body for word in content) >= 0.8 * len(content):
            return at
    return None


def _name_header(layout: Layout, page: str) -> None:
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
        unit.text in agencies() and "date" in near
    ):
        unit.kind = "byline"
        layout.marks[at] = "byline"
        return
    if unit.size <= 8 and not unit.closed:
        dateline = read_dateline(page, unit.start, unit.end, alone=True)
        if dateline is not None and (dateline.sure or _right_above_body(layout, at)):
            unit.kind, layout.dateline = "dateline", dateline
            return
    below = layout.marks[at + 1] if at + 1 < len(layout.marks) else ""
    if _runs_into_caption(layout, at):
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


def _name_body(layout: Layout) -> None:
    first, last = layout.body
    for at in range(first, last + 1):
        unit, label = layout.units[at], layout.marks[at]
        if label:
            _by_mark(unit, label)
        elif unit.prose or is_bullet(unit) or unit.size >= 40 or unit.text.endswith(":"):
            unit.kind = "body"
        else:
            _title_in_body(layout, at)


def _title_in_body(layout: Layout, at: int) -> None:
    """A short open line inside the text: a subhead, a link to another report, or a caption."""
    unit = layout.units[at]
    above = layout.marks[at - 1] if at else ""
    if _runs_into_caption(layout, at):
        unit.kind = "caption"
    elif "," in unit.text and looks_like_name(unit.text):
        unit.kind, unit.sub = "noise", "related"
    elif above == "related" or layout.repeats[unit.key] > 1:
        layout.marks[at] = "related"
        unit.kind, unit.sub = "noise", "related"
    elif above in ("photo_credit",) and unit.size >= 4:
        unit.kind = "caption"
    elif _opens_text(layout, at) and unit.size <= (12 if unit.asks else _SUBHEAD_SIZE):
        unit.kind = "subhead"
    elif unit.size >= 6 and unit.small >= 0.3:
        unit.kind = "caption"
    elif unit.size >= 5:
        unit.kind, unit.sub = "noise", "related"
    else:
        unit.kind, unit.sub = "noise", "navigation"


def _opens_text(layout: Layout, at: int) -> bool:
    """Whether running text follows directly, as it does below a subhead."""
    below = range(at + 1, min(at + 4, layout.body[1] + 1))
    for spot in below:
        if layout.marks[spot] not in ("advert", "share", "photo", "photo_credit", "navigation"):
            return not layout.marks[spot] and bool(layout.units[spot].prose)
    return False


def _name_tail(layout: Layout) -> None:
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
        elif unit.size < 4 and section == "related":
            unit.kind, unit.sub = "noise", "navigation"
        else:
            unit.kind, unit.sub = "noise", "related" if section == "advert" else section


def _name_repeats(layout: Layout) -> None:
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
    texts = "\n".join(unit.key for unit in layout.of("body"))
    for unit in layout.units:
        if (
            unit.kind in ("subhead", "caption", "body")
            and 5 <= unit.size <= 40
            and texts.count(unit.key) > (unit.kind == "body")
        ):
            unit.kind = "pullquote"
        elif unit.kind in ("noise", "standfirst") and unit.size >= 4 and _repeats(unit, kept):
            unit.kind, unit.sub = "noise", "duplicate"


def _repeats(unit: Unit, kept: dict[str, Unit]) -> bool:
    """Furniture that repeats a part of the report, such as a browser's title: the headline and an outlet's name."""
    if unit.kind == "noise" and unit.sub in ("related", "navigation") and unit.key in kept:
        return True
    title = next((known for known in kept.values() if known.kind == "headline"), None)
    return title is not None and unit.key.startswith(title.key + " ") and unit.size <= title.size + 6
