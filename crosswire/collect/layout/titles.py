"""Which line is the headline."""

from __future__ import annotations

import re

from crosswire import rules
from crosswire.collect.cues import any_function_word, words_of
from crosswire.collect.layout.mastheads import is_masthead
from crosswire.collect.layout.parts import Layout
from crosswire.collect.layout.region import HEADER_UNITS, runs_into_caption
from crosswire.collect.lines.marks import looks_like_name
from crosswire.collect.lines.units import Unit

_LEAST_TITLE = 0.5
_SENTENCES = re.compile(r"[a-z]{2}[.!][”\"]?\s[A-Z]")
_FARTHEST_TITLE = 40
_LONGEST_TITLE = 32
_KICKER = 4
_STANDFIRST_BELOW = 1.5
_WHOLE = 100
"""Units of the body that are compared with a line above a picture's caption."""


def find_headline(layout: Layout, given: str | None) -> int | None:
    """The unit above the body shaped like a title, close to the body, printed again, and of the body's words."""
    first, last = layout.body
    if given:
        wanted = words_of(given)
        for at, unit in enumerate(layout.units):
            if unit.words == wanted:
                return at
    near = [*range(first, min(last + 1, first + 12)), *range(max(0, first - HEADER_UNITS), first)]
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
    return _best_copy(layout, _below_its_trail(layout, _above_its_sentence(layout, best[1])))


def _above_its_sentence(layout: Layout, at: int) -> int:
    """A sentence chosen for its words is the standfirst of the title right above it."""
    unit, above = layout.units[at], layout.units[max(0, at - 1)]
    open_title = not layout.marks[at - 1] and not above.closed and 3 <= above.size <= 18
    return at - 1 if at and unit.prose == 2 and open_title and not looks_like_name(above.text) else at


def _below_its_trail(layout: Layout, at: int) -> int:
    """The title that the page prints below a trail of sections or below another form of it made for searching: the end
    of that line, or a title with words of it that stands below a kicker or right above a standfirst."""
    unit, first = layout.units[at], layout.body[0]
    for spot in range(at + 1, min(at + 4, first)):
        below = layout.units[spot]
        if layout.marks[spot]:
            return at
        if below.size >= 2 and unit.key.endswith(f" {below.key}"):
            return spot
        if not _could_head(below):
            continue
        shared = set(_content(unit)) & set(_content(below))
        kicker = spot > at + 1 and all(layout.units[near].size <= _KICKER for near in range(at + 1, spot))
        return spot if shared and (kicker or _over_standfirst(layout, spot)) else at
    return at


def _could_head(unit: Unit) -> bool:
    return 4 <= unit.size <= _LONGEST_TITLE and not unit.closed and not looks_like_name(unit.text)


def _over_standfirst(layout: Layout, at: int) -> bool:
    """Whether a single paragraph stands between the line, perhaps with a kicker below it, and byline or date."""
    first = layout.body[0]
    below = next((near for near in range(at + 1, min(at + 3, first)) if layout.units[near].size > _KICKER), first)
    if below >= first or layout.marks[below] or not layout.units[below].prose or layout.units[below].size < _KICKER * 2:
        return False
    return any(label in ("byline", "date") for label in layout.marks[below + 1 : min(below + 4, first)])


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
    if layout.marks[at] or not 2 <= unit.size <= _LONGEST_TITLE or looks_like_name(unit.text):
        return None
    content = _content(unit)
    if not content or is_masthead(unit) or _captions_below(layout, at):
        return None
    points = 4.0 * sum(word in body for word in content) / len(content)
    points += _repeated(layout, unit)
    points -= 0.1 * (first - at)
    points += {2: -2.5, 3: -1.0, 4: 0.0}.get(unit.size, 1.0)
    if (unit.text.endswith(".") and unit.prose) or unit.text.endswith((":", ")", ",")):
        points -= 2.5
    if _SENTENCES.search(unit.text):
        points -= 1.0
    if any(layout.marks[near] in ("byline", "date") for near in range(at + 1, min(at + 5, first))):
        points += 1.0
    if at + 1 < first and not unit.closed and _heads_standfirst(layout, at):
        points += _STANDFIRST_BELOW
    if at and layout.units[at - 1].key in rules.words("en/pages", "titles", "genres"):
        points += 3.0
    earlier = [near for near in range(max(0, at - 2), at) if _of_the_body(layout, near, body)]
    return points - (1.5 if earlier else 0.0)


def _heads_standfirst(layout: Layout, at: int) -> bool:
    """Whether a paragraph stands right below, or below a kicker, though the text begins further down."""
    for below in range(at + 1, min(at + 3, layout.body[0])):
        unit = layout.units[below]
        if layout.marks[below]:
            return False
        if unit.prose == 2:
            return True
        if unit.size > _KICKER:
            return False
    return False


def _repeated(layout: Layout, unit: Unit) -> float:
    """A title is printed again, as the browser's or below; so are the names of sections, which are short, and the
    subheads of a table of contents, inside the text."""
    count = layout.repeats[unit.key]
    if count > 4:
        return -2.0
    if count > 1 and layout.within(unit.key):
        return -1.0
    return min(2.0, count - 1.0) if unit.size > 2 else 0.0


def _captions_below(layout: Layout, at: int) -> bool:
    """Whether the unit captions the picture whose credit follows, since a title stands above it, known by the body's
    words or by the sentence below it. Without such a title, it is a headline over a captioned picture.
    """
    below = at + 1
    if not runs_into_caption(layout, at) and not (below < len(layout.marks) and layout.marks[below] == "photo_credit"):
        return False
    first, last = layout.body
    body = frozenset(word for unit in layout.units[first : min(last + 1, first + _WHOLE)] for word in unit.words)
    above = range(max(0, at - HEADER_UNITS), at)
    return any(_of_the_body(layout, near, body) or (near + 1 < at and _has_standfirst(layout, near)) for near in above)


def _has_standfirst(layout: Layout, at: int) -> bool:
    """An open line with a single sentence below it: headline and standfirst by their shapes alone."""
    unit, below = layout.units[at], layout.units[at + 1]
    if layout.marks[at] or layout.marks[at + 1] or unit.closed or looks_like_name(unit.text):
        return False
    return 4 <= unit.size <= 22 and below.prose > 0 and 6 <= below.size <= _LONGEST_TITLE + 8


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
