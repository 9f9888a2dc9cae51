"""Grouping in portions: what reports of one storyline tell is found from these reports alone, then laid together.

Who is who, which reports tell one story and which share wording is settled over all reports first, from little of each.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from msgspec.structs import replace

from crosswire.base import Copied, Copy, Event, First, Grouping, Lineage, Reading, Report, Ruling, Story, Utterance
from crosswire.group import lineages
from crosswire.group.cast import Cast, Joined, Share
from crosswire.group.copies import Copies
from crosswire.group.events import Happenings, Spots, called
from crosswire.group.informants import Informants, count_origins
from crosswire.group.naming import rename
from crosswire.group.reach import circles
from crosswire.group.shelf import Shelf
from crosswire.group.stories import Telling
from crosswire.group.utterances import Utterances

WORD_FOR_WORD = frozenset({"verbatim", "edited"})


class Portion(NamedTuple):
    """The reports of one storyline, by their places in canonical order, and what all reports together say of them.

    `calls` is what titles call each of the entities, `rulings` what people decided on their events and disagreements.
    """

    places: tuple[int, ...]
    telling: Telling
    names: Share
    calls: dict[str, str]
    copied: Copied
    rulings: tuple[Ruling, ...] = ()


class Circle(NamedTuple):
    """Reports that are looked through together for shared wording, by their places, and those that tell one story."""

    places: tuple[int, ...]
    stories: tuple[tuple[int, ...], ...]
    rulings: tuple[Ruling, ...] = ()


def share_wording(reports: Sequence[Report], readings: Sequence[Reading], circle: Circle) -> Copied:
    """The passages that the reports of one circle share, from these alone."""
    shelf = Shelf(reports, readings)
    found = Copies(shelf, circle.stories, circle.rulings)
    texts = ((shelf.reports[a].id, shelf.reports[b].id, words) for (a, b), words in sorted(found.texts.items()))
    return Copied(rows=found.rows, texts=tuple(texts))


class Whole:
    """What is settled over all reports: `entities` with `entity_of`, and the circles and portions they fall into.

    Of the readings only entities and the times of undated reports are needed. `rulings` are what people decided.
    """

    def __init__(
        self,
        reports: Sequence[Report],
        readings: Sequence[Reading],
        telling: Telling,
        rulings: Sequence[Ruling] = (),
    ) -> None:
        self._shelf = Shelf(reports, readings)
        self._telling = telling
        self._rulings = rulings
        self._cast = Cast(self._shelf, telling.stories, telling.lines, [one for one in rulings if one.of == "entity"])
        self.entities, self.entity_of = self._cast.rows()
        text_of = {report.id: report.text for report in self._shelf.reports}
        self._calls = {entity.id: called(entity, text_of) for entity in self.entities}

    def circles(self) -> Iterator[Circle]:
        """Every report once."""
        for places in circles(self._shelf.reports, self._telling.lines, self._telling.stories):
            within = self._telling.within(places)
            yield Circle(tuple(places), tuple(map(tuple, within.stories)), self._on(places, "copy"))

    def readings(self, places: Sequence[int]) -> list[Reading]:
        """What is needed of the readings of these reports."""
        return [self._shelf.readings[place] for place in places]

    def share_wording(self, circle: Circle) -> Copied:
        """The passages that reports of one circle share."""
        reports = [self._shelf.reports[place] for place in circle.places]
        return share_wording(reports, self.readings(circle.places), circle)

    def portions(self, copied: Copied) -> Iterator[Portion]:
        """Every report once, the portions by their first report."""
        lines = self._lines()
        home = {self._shelf.reports[i].id: n for n, line in enumerate(lines) for i in line}
        rows: dict[int, list[Copy]] = defaultdict(list)
        texts: dict[int, list[tuple[str, str, int]]] = defaultdict(list)
        for row in copied.rows:
            if home[row.a.report] == home[row.b.report]:
                rows[home[row.a.report]].append(row)
        for text in copied.texts:
            if home[text[0]] == home[text[1]]:
                texts[home[text[0]]].append(text)
        for n, line in enumerate(lines):
            here = Copied(rows=tuple(rows[n]), texts=tuple(texts[n]))
            names = self._cast.share(line)
            calls = {name: self._calls[known] for name, known in names.known.items()}
            rulings = self._on(line, "event", "disagreement")
            yield Portion(tuple(line), self._telling.within(line), names, calls, here, rulings)

    def _on(self, places: Sequence[int], *of: str) -> tuple[Ruling, ...]:
        """The rulings on words of these reports, or on no words."""
        names = {self._shelf.reports[place].id for place in places}
        return tuple(
            one for one in self._rulings if one.of in of and (not one.spots or names & {s.report for s in one.spots})
        )

    def _lines(self) -> list[list[int]]:
        """The storylines, several as one where somebody decided on events of both."""
        home = {i: n for n, line in enumerate(self._telling.lines) for i in line}
        joined = Joined(len(self._telling.lines))
        for one in self._rulings:
            told = sorted({home[self._shelf.place[s.report]] for s in one.spots if s.report in self._shelf.place})
            if one.of == "event":
                for n in told[1:]:
                    joined.join(told[0], n)
        together: dict[int, list[int]] = {}
        for n, line in enumerate(self._telling.lines):
            together.setdefault(joined.root(n), []).extend(line)
        return [sorted(places) for places in together.values()]

    def gather(self, groupings: Sequence[Grouping], copied: Copied) -> Grouping:
        """The portions' groupings as one, in the record's order. Their ids of entities must be the record's by now."""
        order = self._shelf.place

        def told(row: str, firsts: Mapping[str, First]) -> tuple[int, int, int, str]:
            first = firsts[row]
            return order[first.report], first.start, first.end, first.tie

        firsts = {row: first for one in groupings for row, first in one.firsts.items()}
        stories = {story.id: story for one in groupings for story in one.stories}
        lines = {line.id: line for one in groupings for line in one.storylines}
        found = {story: n for n, row in enumerate(self._telling.titled) for story in row.reports}
        return Grouping(
            entities=self.entities,
            entity_of=self.entity_of,
            claim_event={claim: event for one in groupings for claim, event in one.claim_event.items()},
            copies=in_order(copied.rows, order),
            lineages=tuple(
                sorted((row for one in groupings for row in one.lineages), key=lambda row: found[row.reports[0]])
            ),
            stories=tuple(stories[row.id] for row in self._telling.titled),
            storylines=tuple(lines[row.id] for row in self._telling.drawn),
            events=tuple(
                sorted((row for one in groupings for row in one.events), key=lambda row: told(row.id, firsts))
            ),
            utterances=tuple(
                sorted((row for one in groupings for row in one.utterances), key=lambda row: told(row.id, firsts))
            ),
            firsts=firsts,
        )


def in_order(rows: Sequence[Copy], order: Mapping[str, int]) -> tuple[Copy, ...]:
    """Copies by the place of the later report and where the passage stands in it."""
    return tuple(sorted(rows, key=lambda row: (order[row.b.report], row.b.start, row.b.end, row.id)))


def group_portion(reports: Sequence[Report], readings: Sequence[Reading], portion: Portion) -> Grouping:
    """Lineages, stories, events and utterances of the reports of one portion, which are given in its order."""
    shelf = Shelf(reports, readings)
    telling, names = portion.telling, portion.names
    informants = Informants(shelf, names.entities, names.entity_of)
    texts = {(shelf.place[a], shelf.place[b]): words for a, b, words in portion.copied.texts}
    related = informants.behind(lineages.find(shelf, texts, telling.stories))
    word_for_word = [row for row in portion.copied.rows if row.kind in WORD_FOR_WORD]
    spots = Spots(shelf, names.entities, names.entity_of, word_for_word, portion.calls)
    events, claim_event = _events(shelf, spots, telling.titled, related, portion.rulings)
    del spots  # all that is known of each mention: the largest thing here
    events = count_origins(events, informants, shelf, related, portion.copied.rows)
    events_of: dict[str | None, list[str]] = defaultdict(list)
    for event in events:
        events_of[event.story].append(event.id)
    stories, storylines = rename(shelf, *telling.rows(), events, names.entities)
    called = {entity.id: entity.name for entity in names.entities}
    utterances = Utterances(shelf, names.entity_of, telling.lines, called).rows()
    return Grouping(
        entities=names.entities,
        entity_of=names.entity_of,
        claim_event=claim_event,
        lineages=related,
        stories=tuple(replace(story, events=tuple(events_of[story.id])) for story in stories),
        storylines=storylines,
        events=events,
        utterances=utterances,
        firsts=_firsts(events, utterances, readings),
    )


def _events(
    shelf: Shelf, spots: Spots, stories: Sequence[Story], related: Sequence[Lineage], rulings: Sequence[Ruling]
) -> tuple[tuple[Event, ...], dict[str, str]]:
    """The events of all stories, and the event of each claim."""
    story_of = {shelf.place[report]: story.id for story in stories for report in story.reports}
    lines = {story.id: story.storyline for story in stories if story.storyline}
    on_events = [one for one in rulings if one.of == "event"]
    happenings = Happenings(shelf, spots, story_of, related, lines, on_events)
    return happenings.rows(), happenings.claim_event


def _firsts(events: Sequence[Event], utterances: Sequence[Utterance], readings: Sequence[Reading]) -> dict[str, First]:
    """Where each event is first told, and each utterance first quoted."""
    row_of = {event.mentions[0]: event.id for event in events} | {row.quotes[0]: row.id for row in utterances}
    found = {}
    for reading in readings:
        for one in reading.mentions:
            if one.id in row_of:
                found[row_of[one.id]] = First(report=one.report, start=one.start, end=one.trigger.start, tie=one.id)
        for quote in reading.quotes:
            if quote.id in row_of:
                start = min((part.start for part in quote.parts), default=0)
                found[row_of[quote.id]] = First(report=quote.report, start=start, end=0, tie=quote.id)
    return found
