"""Reports to stories by words and time, stories to storylines by words and names."""

from __future__ import annotations

import datetime as dt
import math
import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from crosswire.base import Ruling, Story, Storyline, row_id
from crosswire.group.decided import rearrange
from crosswire.group.likeness import Space
from crosswire.group.linkage import against_crowd, average_link
from crosswire.group.names import key
from crosswire.group.shelf import Shelf, headline

# Sensitivity on the developers' sets (BCubed F1): .11 to .13 moves any dated set by at most .01, others by .02.
STORY = 0.12
# Half the likeness is gone after this many days; 3 to 7 moves dated sets by at most .01.
FADE_DAYS = 5.0
GAP_DAYS = 21
"""Dated reports further apart than this are never one story, whatever their words."""
UNDATED = 0.85
"""Without a date on one side the words must carry more."""
# Looser than a story. On topics of months .11 keeps to one topic (.99) and finds a third of it, .07 half (.97 to .99).
STORYLINE = 0.08
SHARED_NAMES = 2

_DAY = re.compile(r"(\d{4}|XXXX)-(\d\d)-(\d\d)")


@dataclass(frozen=True)
class Telling:
    """Which reports tell one story: `stories` and `lines` hold positions on the shelf, both in canonical order.

    `titled` and `drawn` are their rows, in the same order.
    """

    stories: list[list[int]]
    lines: list[list[int]]
    titled: tuple[Story, ...]
    drawn: tuple[Storyline, ...]

    @classmethod
    def of(cls, shelf: Shelf, rulings: Sequence[Ruling] = ()) -> Telling:
        """What the reports of a shelf tell, and what people decided on that."""
        finder = Finder(shelf)
        if rulings:
            finder.follow(rulings)
        return cls(finder.stories, finder.lines, *finder.rows())

    def rows(self) -> tuple[tuple[Story, ...], tuple[Storyline, ...]]:
        """The tables of stories and storylines, in canonical order."""
        return self.titled, self.drawn

    def within(self, places: Sequence[int]) -> Telling:
        """The same of some whole storylines alone: `places` are those of their reports, ascending."""
        at = {place: n for n, place in enumerate(places)}
        stories = [n for n, members in enumerate(self.stories) if members[0] in at]
        lines = [n for n, members in enumerate(self.lines) if members[0] in at]
        return Telling(
            [[at[i] for i in self.stories[n]] for n in stories],
            [[at[i] for i in self.lines[n]] for n in lines],
            tuple(self.titled[n] for n in stories),
            tuple(self.drawn[n] for n in lines),
        )


class Finder:
    """Finds what reports tell; holds the words of all of them, and so does not outlive the finding."""

    def __init__(self, shelf: Shelf) -> None:
        self.shelf = shelf
        self.ruled: dict[int, list[str]] = defaultdict(list)
        self.was: dict[int, list[str]] = defaultdict(list)
        self.space = Space(shelf.reports)
        self.alike = self.space.alike()
        self.beside = self.alike.both_ways()
        self.named_days = [_named_days(shelf, i) for i in range(len(shelf.reports))]
        self.names = [_names(shelf, i) for i in range(len(shelf.reports))]
        timed = replace(self.alike, value=self.alike.value * self._near())
        alone = [[i] for i in range(len(shelf.reports))]
        self.stories = average_link(alone, against_crowd(timed), STORY, self._within_reach)
        self.lines = self._storylines()

    def follow(self, rulings: Sequence[Ruling]) -> None:
        """Makes stories one, or parts them, as people decided. Storylines follow: they hold whole stories."""
        self.stories = rearrange(self.stories, rulings, self.shelf.place, self._note)
        lines = [
            Ruling(decision="", kind="merge", of="story", why="", things=tuple((str(i),) for i in story))
            for story in self.stories
        ]
        place = {str(i): i for i in self.shelf.place.values()}
        self.lines = rearrange(self.lines, lines, place)

    def _note(self, first: int, ruling: Ruling, others: Sequence[int]) -> None:
        self.ruled[first].append(ruling.why)
        self.was[first] += [row_id("s", self.shelf.reports[other].id) for other in others]

    def _near(self) -> NDArray[np.float64]:
        """How far time lets two reports be one story: 1 for the same day, falling with the days between."""
        days = np.array([math.nan if day is None else day for day in self.shelf.days])
        first, second = days[self.alike.first], days[self.alike.second]
        near: NDArray[np.float64] = 1 / (1 + np.abs(first - second) / FADE_DAYS)
        near[np.isnan(first) & np.isnan(second)] = UNDATED
        for n in np.flatnonzero(np.isnan(first) != np.isnan(second)).tolist():
            a, b = int(self.alike.first[n]), int(self.alike.second[n])
            undated, day = (a, second[n]) if math.isnan(first[n]) else (b, first[n])
            near[n] = _fit(self.named_days[undated], int(day))
        return near

    def _within_reach(self, one: list[int], other: list[int]) -> bool:
        days = self.shelf.days
        early, late = ([day for i in part if (day := days[i]) is not None] for part in (one, other))
        if not early or not late:
            return True
        return max(min(early) - max(late), min(late) - max(early)) <= GAP_DAYS

    def _storylines(self) -> list[list[int]]:
        return average_link(self.stories, self.alike, STORYLINE, self._same_cast)

    def _same_cast(self, one: list[int], other: list[int]) -> bool:
        """Whether two stories name some of the same people and places, where names were read at all."""
        cast_a, cast_b = self._cast(one), self._cast(other)
        return not cast_a or not cast_b or len(cast_a & cast_b) >= SHARED_NAMES

    def _cast(self, members: list[int]) -> set[str]:
        """The names that stand in a third of these reports or more."""
        counts = Counter(name for i in members for name in self.names[i])
        return {name for name, n in counts.items() if 3 * n >= len(members)}

    def rows(self) -> tuple[tuple[Story, ...], tuple[Storyline, ...]]:
        """The tables of stories and storylines, in canonical order."""
        line_of = {i: line for line in self.lines for i in line}
        ids = {line[0]: row_id("sl", self.shelf.reports[line[0]].id) for line in self.lines}
        stories = tuple(self._story(members, ids[line_of[members[0]][0]]) for members in self.stories)
        of_line: dict[str, list[Story]] = defaultdict(list)
        for story in stories:
            of_line[story.storyline or ""].append(story)
        lines = tuple(
            Storyline(
                id=ids[line[0]],
                title=headline(self.shelf.reports[self._centre(line)]),
                stories=tuple(story.id for story in of_line[ids[line[0]]]),
            )
            for line in self.lines
        )
        return stories, lines

    def _story(self, members: list[int], storyline: str) -> Story:
        reports = [self.shelf.reports[i] for i in members]
        dated = sorted(day for i in members if (day := self.shelf.days[i]) is not None)
        return Story(
            id=row_id("s", reports[0].id),
            title=headline(self.shelf.reports[self._centre(members)]),
            reports=tuple(report.id for report in reports),
            from_=_iso(dated[0]) if dated else None,
            to=_iso(dated[-1]) if dated else None,
            was=tuple(self.was[members[0]]),
            storyline=storyline,
            why=" ".join([self._why(members, dated), *(f"{_opened(why)}." for why in self.ruled[members[0]])]),
        )

    def _centre(self, members: list[int]) -> int:
        """The full report most like all the others, the earliest of equals; partial pages only where none is full."""

        inside = set(members)

        def closeness(i: int) -> float:
            row = slice(*self.beside.indptr[i : i + 2])
            others, values = self.beside.indices[row].tolist(), self.beside.data[row].tolist()
            return float(sum(value for j, value in zip(others, values, strict=True) if j in inside))

        full = [i for i in members if self.shelf.reports[i].completeness.value == "full"]
        return min(full or members, key=lambda i: (-round(closeness(i), 9), i))

    def _why(self, members: list[int], dated: list[int]) -> str:
        if len(members) == 1:
            return "No other report here is close enough in words and time."
        shared = ", ".join(f"“{word}”" for word in self.space.shared(members, 6))
        undated = len(members) - len(dated)
        parts = [f"{len(members)} reports share {shared}" if shared else f"{len(members)} reports share their words"]
        if dated:
            span = _iso(dated[0]) if dated[0] == dated[-1] else f"{_iso(dated[0])} to {_iso(dated[-1])}"
            parts.append(f"dated {span}")
        if undated:
            parts.append(f"{undated} without a date, placed by words alone")
        return "; ".join(parts) + "."


def _opened(words: str) -> str:
    return words[:1].upper() + words[1:].rstrip(".")


def _iso(day: int) -> str:
    return dt.date.fromordinal(day).isoformat()


def _names(shelf: Shelf, i: int) -> frozenset[str]:
    return frozenset(key(entity.name) for entity in shelf.readings[i].entities)


def _named_days(shelf: Shelf, i: int) -> frozenset[tuple[int | None, int, int]]:
    """The calendar days an undated report names in full or without the year."""
    if shelf.days[i] is not None:
        return frozenset()
    found = (_DAY.match(time.value or "") for time in shelf.readings[i].times if time.precision in {"day", None})
    return frozenset((None if m[1] == "XXXX" else int(m[1]), int(m[2]), int(m[3])) for m in found if m is not None)


def _fit(named: frozenset[tuple[int | None, int, int]], day: int) -> float:
    """How well an undated report that names these days goes with a report of `day`: they speak of the days around."""
    date = dt.date.fromordinal(day)
    recent = [
        -7 <= (date - there).days <= GAP_DAYS
        for year, month, number in named
        if (there := _date(year or date.year, month, number)) is not None and there.year == date.year
    ]
    if not recent:
        return UNDATED
    return 1.0 if any(recent) else UNDATED * UNDATED


def _date(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None
