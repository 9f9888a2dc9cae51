"""What a story and a storyline are called: a template of names and words told by many of their reports, or a headline.

A template is used only where most reports bear it out; where they do not, the headline of the most central report
stays.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations
from typing import Any

from msgspec.structs import replace

from crosswire.base import Entity, Event, Story, Storyline
from crosswire.group.shelf import Shelf, day_of
from crosswire.rules import load

MOST = 0.6
"""Part of the reports that must name a person or tell an event for either to stand in a title."""
FEWEST = 2
"""Reports that must tell of the talks or the event, whatever their part."""
ALL = 0.8
"""Part of a storyline's reports that must name the country it is set under."""
COUNTRY = 6
"""The precision of a place that is a whole country."""
TOWN = 3
"""The coarsest place that is a venue."""
SHORTEST = 3
"""Words an event's title must have to say what happened."""


def rename(
    shelf: Shelf,
    stories: Sequence[Story],
    storylines: Sequence[Storyline],
    events: Sequence[Event],
    entities: Sequence[Entity],
) -> tuple[tuple[Story, ...], tuple[Storyline, ...]]:
    """The same stories and storylines, with titles from the template where their reports bear it out."""
    names = Names(shelf, entities)
    told: dict[str, list[Event]] = defaultdict(list)
    for event in events:
        told[event.story or ""].append(event)
    titled = tuple(replace(one, title=names.of_story(one, told[one.id]) or one.title) for one in stories)
    by_id = {one.id: one for one in titled}
    lines = []
    for line in storylines:
        parts = [by_id[name] for name in line.stories]
        reports = [name for part in parts for name in part.reports]
        title = names.of_line(reports, [event for part in parts for event in told[part.id]], len(parts))
        lines.append(replace(line, title=title or (parts[0].title if len(parts) == 1 else line.title)))
    return titled, tuple(lines)


class Names:
    """The record's entities, asked for what a title may say."""

    def __init__(self, shelf: Shelf, entities: Sequence[Entity]) -> None:
        self.shelf = shelf
        self.entities: Mapping[str, Entity] = {one.id: one for one in entities}
        self.reports = {one.id: frozenset(mention.report for mention in one.mentions) for one in entities}

    def of_story(self, story: Story, events: Sequence[Event]) -> str | None:
        """The title of a story, or null where its reports do not agree on what it is about."""
        if len(story.reports) < FEWEST:
            return None
        talks = self._talks(story.reports, events)
        when = _month(story)
        if talks is not None:
            pair, told = talks
            parts = [_table()["talks"].format(names=self._pair(pair)), self._venue(told), when]
            return ", ".join(part for part in parts if part)
        main = self._main(story.reports, events)
        return ", ".join(part for part in (main, when) if part) if main else None

    def of_line(self, reports: Sequence[str], events: Sequence[Event], stories: int) -> str | None:
        """The title of a storyline of several stories, or null where there is none to give."""
        if stories < FEWEST:
            return None
        talks = self._talks(reports, events)
        if talks is None:
            return None
        pair = talks[0]
        title: str = _table()["talks"].format(names=self._pair(pair))
        country = self._country(reports, {self.entities[name].country for name in pair})
        return _table()["set_in"].format(place=country, title=title) if country else title

    def _talks(self, reports: Sequence[str], events: Sequence[Event]) -> tuple[tuple[str, str], list[Event]] | None:
        """The two persons whose talks most reports tell of, and the events that tell it."""
        told: dict[tuple[str, str], list[Event]] = defaultdict(list)
        for event in events:
            if event.subtype in _table()["contacts"]:
                persons = {
                    one.entity for one in event.participants if one.entity and self._is_central(one.entity, reports)
                }
                for one, other in combinations(sorted(persons, key=lambda name: (-len(self.reports[name]), name)), 2):
                    if self._are_two_sides(one, other):
                        told[one, other].append(event)
        if not told:
            return None
        reach = {pair: len({name for event in found for name in event.reports}) for pair, found in told.items()}
        best = max(told, key=lambda pair: (reach[pair], len(told[pair]), pair))
        return (best, told[best]) if reach[best] >= max(FEWEST, len(set(reports)) / 2) else None

    def _is_central(self, name: str, reports: Iterable[str]) -> bool:
        entity = self.entities[name]
        wanted = set(reports)
        return entity.kind == "person" and len(self.reports[name] & wanted) >= MOST * len(wanted)

    def _are_two_sides(self, one: str, other: str) -> bool:
        """Whether two persons may be of two sides: colleagues who meet hold no talks."""
        countries = self.entities[one].country, self.entities[other].country
        return None in countries or countries[0] != countries[1]

    def _pair(self, pair: Sequence[str]) -> str:
        """Two persons by the names the reports use, the one named more first."""
        order = sorted(pair, key=lambda name: (-len(self.entities[name].mentions), self._first(name), name))
        return "–".join(self._short(name) for name in order)

    def _first(self, name: str) -> tuple[int, int]:
        """Where a person is first named."""
        return min((self.shelf.place[one.report], one.start) for one in self.entities[name].mentions)

    def _short(self, name: str) -> str:
        """The single word of a person's name that the reports use, or the last."""
        entity = self.entities[name]
        parts = entity.name.split()
        used = Counter(
            self.shelf.reports[self.shelf.place[one.report]].text[one.start : one.end]
            for one in entity.mentions
            if one.form == "name"
        )
        return max(parts, key=lambda part: (used[part], parts.index(part)))

    def _venue(self, events: Sequence[Event]) -> str | None:
        """The town where most of the talks took place."""
        towns: Counter[str] = Counter()
        for event in events:
            place = self.entities.get(event.where.entity or "") if event.where is not None else None
            if place is not None and (place.precision or TOWN) <= TOWN:
                towns[place.name] += len(event.reports)
        return max(towns, key=lambda name: (towns[name], name)) if towns else None

    def _country(self, reports: Sequence[str], theirs: set[str | None]) -> str | None:
        """The country that nearly all reports name and that is neither side's own."""
        wanted = set(reports)
        found = {
            one.name: (len(self.reports[one.id] & wanted), len(one.mentions))
            for one in self.entities.values()
            if one.kind == "place" and one.precision == COUNTRY and one.country not in theirs
        }
        best = max(found, key=lambda name: (found[name], name), default=None)
        return best if best is not None and found[best][0] >= ALL * len(wanted) else None

    def _hits_a_place(self, event: Event) -> bool:
        """Whether the only fillers are places: then who or what was hit is missing from the title."""
        fillers = [self.entities[one.entity].kind if one.entity else None for one in event.participants]
        return bool(fillers) and all(kind == "place" for kind in fillers)

    def _main(self, reports: Sequence[str], events: Sequence[Event]) -> str | None:
        """The title of the event that most reports tell, where it is of a kind that makes a story."""
        least = max(FEWEST + 1, MOST * len(reports))
        kinds: list[str] = _table()["kinds"]
        found = [
            one for one in events if one.type in kinds and one.actuality == "happened" and len(one.reports) >= least
        ]
        best = max(found, key=lambda one: (len(one.reports), len(one.mentions), one.id), default=None)
        if best is None or len(best.title.split()) < SHORTEST or self._hits_a_place(best):
            return None
        return best.title


def _month(story: Story) -> str | None:
    """The month in which a story is told, with its year."""
    day = day_of(story.from_)
    if day is None:
        return None
    date = dt.date.fromordinal(day)
    return f"{_table()['months'][date.month - 1]} {date.year}"


def _table() -> dict[str, Any]:
    table: dict[str, Any] = load("en/group_titles")["stories"]
    return table
