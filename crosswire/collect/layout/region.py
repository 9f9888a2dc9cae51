"""Where on the page the article's running text lies."""

from __future__ import annotations

from itertools import islice

from crosswire.collect.layout.parts import Layout
from crosswire.collect.lines.marks import is_bullet
from crosswire.collect.lines.units import Shape, Unit
from crosswire.collect.particulars.datelines import read_dateline

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
_ONCE_MORE = 2
_AGAIN = 1.0
"""What a line costs that is printed more often than twice: a notice or button where a graphic or post was left out."""
_ALONE = 0.3
"""What is left of a paragraph's worth where no other stands next to it. Teasers (20 to 30 words below a title, which
costs 7) then no longer pay; at .5 they do, at 0 a list of one-paragraph sections is lost."""
_COMMENTS_AFTER = 60
"""Running words above a heading of readers' comments from which all that follows it is theirs."""
_LONGER = 4.0
SUBHEAD_SIZE = 9
_LAST_SECTIONS = 4
_TEASERS = 2
_TEASER = 30
"""Words a teaser under the title of another report has at most."""
_LEAD_SIZE = 35
_BOX = 20
"""Lines a box of links inside the text may have."""
_LONG = 45
"""Words from which a paragraph is no teaser, caption or standfirst; theirs have 20 to 35."""
HEADER_UNITS = 14
_IN_A_ROW = 2
_TITLE = 5


def find_region(layout: Layout) -> tuple[int, int]:
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


def with_last_sections(layout: Layout, last: int) -> int:
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
        if not label and (unit.prose == 2 or (unit.prose and _follows_pictures(layout, ends[-1], at))):
            ends.append(at)
            titles = 0
        elif at == last + 1 and not label and unit.shape.signed and unit.size > _LEAD_SIZE // 2:
            ends.append(at)
        elif not label:
            titles += 1
            if titles > 1 or unit.size > SUBHEAD_SIZE:
                break
        at += 1
    if len(ends) > _LAST_SECTIONS or _are_teasers(layout, ends):
        return _with_long_last(layout, last)
    return _with_long_last(layout, ends[-1])


def _are_teasers(layout: Layout, ends: list[int]) -> bool:
    """Whether of the paragraphs found below the body several stand each by itself under a title, and all are short
    beside the body's own."""
    last = ends[0]
    alone = [at for at in ends[1:] if at - 1 not in ends and not layout.marks[at - 1]]
    if len(alone) < _TEASERS or len(alone) < len(ends) - 1:
        return False
    long = max(layout.units[at].size for at in alone)
    above = sorted(unit.size for unit in layout.units[max(0, last - HEADER_UNITS) : last + 1] if unit.prose == 2)
    return long <= _TEASER and bool(above) and long < above[len(above) // 2]


def _with_long_last(layout: Layout, last: int) -> int:
    """The body's end, moved past a box of links to a paragraph too long for a teaser."""
    for at in range(last + 1, min(last + _BOX, len(layout.units), layout.comments)):
        unit, label = layout.units[at], layout.marks[at]
        if label in ("end", "legal", "bio"):
            break
        if not label and unit.prose == 2 and unit.size >= _LONG:
            return _end_of_run(layout, at)
    return last


def _end_of_run(layout: Layout, at: int) -> int:
    """The last of the paragraphs that follow one another from here on."""
    while at + 1 < len(layout.units) and not layout.marks[at + 1] and layout.units[at + 1].prose == 2:
        at += 1
    return at


def with_first_paragraph(layout: Layout, first: int) -> int:
    """The body's start, moved up to a paragraph too long for a standfirst or a caption, which a box of links parts from
    the rest, below a byline or date."""
    if not layout.units:
        return first
    for at in range(max(0, first - _BOX), first):
        unit = layout.units[at]
        if not layout.marks[at] and unit.prose == 2 and unit.closed and unit.size >= _LONG:
            above = layout.marks[max(0, at - 6) : at]
            return at if "byline" in above or "date" in above else first
    return first


def _follows_pictures(layout: Layout, end: int, at: int) -> bool:
    """Whether nothing but captioned pictures parts a short sentence from the text."""
    between = layout.marks[end + 1 : at]
    return bool(between) and all(label in ("photo", "photo_credit") for label in between)


def _densest(layout: Layout, start: int, end: int) -> tuple[tuple[int, int], float]:
    best, total, opened, span = 0.0, 0.0, start, (start, start - 1)
    seen: set[Shape] = set()
    worths: dict[Shape, float] = {}
    for at in range(start, end):
        unit = layout.units[at]
        if unit.shape not in worths:
            worths[unit.shape] = _worth(unit, layout.marks[at], layout.repeats[unit.key])
        worth = worths[unit.shape]
        if worth > 0:
            worth *= 0.0 if unit.shape in seen else _ALONE if _stands_alone(layout, at) else 1.0
            seen.add(unit.shape)
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
        if not 0 <= at < len(layout.units) or _closes(layout, at):
            return False
        if not layout.marks[at] and (layout.units[at].prose or not _is_placeholder(layout, at)):
            return bool(layout.units[at].prose)
    return False


def _is_placeholder(layout: Layout, at: int) -> bool:
    """Whether an open line stands on the page again and again, as a button does under contents left out."""
    return layout.repeats[layout.units[at].key] > _ONCE_MORE


def _closes(layout: Layout, at: int) -> bool:
    """Whether a line says that the text is over; a notice printed again and again stands for contents left out."""
    label = layout.marks[at]
    return label in ("end", "comment") or (label == "legal" and layout.repeats[layout.units[at].key] <= _ONCE_MORE)


def _worth(unit: Unit, label: str, printed: int) -> float:
    """What a line adds to the sum; a notice `printed` again and again stands for contents left out, not at the foot."""
    if label in ("", "photo", "date", "byline", "credit", "photo_credit"):
        if label:
            return -3.0
        if unit.prose == 2:
            return float(min(unit.size, _MOST_WORTH))
        if unit.prose == 1:
            return max(2.0, unit.size / 2)
        return -_AGAIN if printed > _ONCE_MORE else -2.0 if is_bullet(unit) else -_COST[""]
    return -_AGAIN if printed > _ONCE_MORE and label in ("legal", "advert") else -_COST.get(label, 4.0)


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
    below = range(at + 1, len(layout.units))
    if _goes_on(layout, at):
        return False
    follows = [layout.units[spot].prose for spot in islice((s for s in below if not layout.marks[s]), 2)]
    return "comment" in near or follows != [2, 2]


def _goes_on(layout: Layout, at: int) -> bool:
    """Whether titles follow and then paragraphs too long for most comments: what counts comments here is a box of
    links to other reports."""
    titles = run = 0
    for spot in range(at + 1, min(at + 1 + _BOX, len(layout.units))):
        unit = layout.units[spot]
        run = run + 1 if not layout.marks[spot] and unit.prose == 2 and unit.size >= _LONG else 0
        titles += not layout.marks[spot] and not unit.prose and unit.size >= _TITLE
        if run == _IN_A_ROW:
            return titles >= _IN_A_ROW
    return False


def with_dateline_above(layout: Layout, page: str, first: int) -> int:
    """The body's start, moved up to a paragraph that opens with place and agency or day, however short lines (names of
    the dead, links) part it from the rest."""
    for at in range(max(0, first - HEADER_UNITS), first):
        unit = layout.units[at]
        if not layout.marks[at] and unit.prose == 2:
            found = read_dateline(page, unit.start, unit.end, alone=False, local=layout.agencies)
            if found is not None and found.sure:
                return at
    return first


def body_start(layout: Layout, page: str, first: int, last: int) -> int:
    """The first unit of the report's own text: after the byline, date or place that stands near the top."""
    if last < 0:
        return 0
    anchor = -1
    before = since = 0
    for at in range(max(0, first - HEADER_UNITS), min(last, first + HEADER_UNITS)):
        unit, label = layout.units[at], layout.marks[at]
        if anchor >= 0 and at > first and label == "date" and not layout.dates[at]:
            continue  # "2 days ago" inside the text is another report's, or a film's
        if label in ("byline", "date") or (not label and _is_dateline(layout, page, unit)):
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
    while at < last and (layout.marks[at] or runs_into_caption(layout, at)):
        if layout.marks[at] == "photo":
            return at
        at += 1
    return -1


def runs_into_caption(layout: Layout, at: int) -> bool:
    """Whether the next line, without a blank one between, ends in a picture's credit: both are its caption. On pages
    without blank lines this says nothing."""
    below = at + 1
    if below >= len(layout.units) or not layout.spaced:
        return False
    return layout.marks[below] in ("photo", "photo_credit") and not layout.units[below].gap


def _words_between(layout: Layout, first: int, end: int) -> int:
    return sum(layout.units[at].size for at in range(first, end) if not layout.marks[at] and layout.units[at].prose)


def _is_dateline(layout: Layout, page: str, unit: Unit) -> bool:
    if unit.size > 8 or unit.closed:
        return False
    return read_dateline(page, unit.start, unit.end, alone=True, local=layout.agencies) is not None
