"""Which paragraphs an outlet prints on pages that otherwise have little in common, and which of these tell nothing.

A newsroom repeats two sorts of paragraph. One is about the matter ("The war has killed more than 10,000 people since
2019."): it tells events, counts, names. The other is about the medium or speaks to its readers, or tells nothing at
all and stands at the edge of the text, or leads to another report and so names nobody whom the page is about. Only the
latter is furniture.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from functools import cache

from crosswire import rules
from crosswire.base import Report
from crosswire.filter.dropping import Repeated
from crosswire.filter.prints import MOST, Printed, Spot

_PAGES = 3
"""Pages of an outlet, otherwise different, that must print a paragraph. Two may be a report and its rewriting, or two
of a writer's own."""
_SAME = 0.5
"""Share of the words of the shorter page that two pages have in common from which they are one report: versions, or
prints of one agency's text."""
_MANY = 8
"""Pages from which a line that names nobody else on them leads to another report. On fewer it may look back at
something alike: a flood twenty years ago, in three reports of a flood."""
_QUOTED = re.compile(r"[“”«»„\"]")
_WORD = re.compile(r"[\w'’]+")

Place = tuple[Printed, Spot]


def repeated(pages: Iterable[Printed], report: Callable[[str], Report]) -> dict[str, tuple[Repeated, ...]]:
    """By report its furniture. A pure function of the set of pages; `report` gives one of them by its id."""
    outlets: dict[str, list[Printed]] = defaultdict(list)
    for page in pages:
        outlets[page.outlet].append(page)
    found: dict[str, list[Repeated]] = defaultdict(list)
    for outlet in sorted(outlets):
        if len(outlets[outlet]) >= _PAGES:
            for name, one in _of_outlet(sorted(outlets[outlet]), report):
                found[name].append(one)
    return {name: tuple(sorted(spots)) for name, spots in sorted(found.items())}


def _of_outlet(pages: Sequence[Printed], report: Callable[[str], Report]) -> Iterable[tuple[str, Repeated]]:
    places: dict[int, list[Place]] = defaultdict(list)
    for page in pages:
        for key, spot in {spot.key: spot for spot in reversed(page.spots)}.items():
            places[key].append((page, spot))
    likeness = _Likeness(pages)
    for key in sorted(places):
        holders = places[key]
        if len(holders) < _PAGES or holders[0][1].size > MOST or not likeness.different([one for one, _ in holders]):
            continue
        if not _is_furniture(holders, report):
            continue
        names = {page.report for page, _ in holders}
        for page in pages:
            if page.report in names:
                for spot in page.spots:
                    if spot.key == key:
                        yield page.report, Repeated(spot.start, spot.end, len(names) - 1)


class _Likeness:
    """Which pages of an outlet are one report."""

    def __init__(self, pages: Sequence[Printed]) -> None:
        self._words = {page.report: {spot.key: spot.size for spot in page.spots} for page in pages}

    def different(self, pages: Sequence[Printed]) -> bool:
        """Whether enough of the pages, taken in the order of their ids, have little in common with each other."""
        chosen: list[str] = []
        for page in pages:
            if not any(self._is_one(page.report, other) for other in chosen):
                chosen.append(page.report)
                if len(chosen) == _PAGES:
                    return True
        return False

    def _is_one(self, one: str, other: str) -> bool:
        a, b = self._words[one], self._words[other]
        shared = sum(a[key] for key in a.keys() & b.keys())
        return shared >= _SAME * min(sum(a.values()), sum(b.values()))


def _is_furniture(holders: Sequence[Place], report: Callable[[str], Report]) -> bool:
    """Whether a paragraph speaks to readers or of the medium, or tells nothing at the edge of most texts."""
    page, spot = holders[0]
    source = report(page.report)
    text = source.text[spot.start : spot.end]
    words = frozenset() if _QUOTED.search(text) else _words_of(text)
    readers, channels = not words.isdisjoint(_words("readers")), not words.isdisjoint(_words("channels"))
    if readers and channels:
        return True
    edge = _most(spot.edge for _, spot in holders)
    if edge and len(holders) >= _MANY and _most(spot.foreign for _, spot in holders):
        return True
    if _most(spot.telling for _, spot in holders):
        return False
    if readers:
        return True
    speaks = channels or not words.isdisjoint(_words("speakers")) or _names(page.outlet, text)
    signed = any(author.text in text for author in source.authors)
    return edge and (speaks or signed or _most(spot.bare for _, spot in holders))


def _names(outlet: str, text: str) -> bool:
    """Whether a text names an outlet as a word: "Sun" is not in "Sunday"."""
    return re.search(rf"(?<!\w){re.escape(outlet)}(?!\w)", text.casefold()) is not None


def _words_of(text: str) -> frozenset[str]:
    return frozenset(word.casefold().replace("’", "'") for word in _WORD.findall(text))


def _most(flags: Iterable[bool]) -> bool:
    told = list(flags)
    return 2 * sum(told) > len(told)


@cache
def _words(part: str) -> frozenset[str]:
    return rules.words("any/pages_pitch", "pitch", part)
