"""Takes reports with their readings, gives what holds across them; cannot read text anew or settle a dispute."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from msgspec.structs import replace

from crosswire.base import Event, Grouping, Lineage, Reading, Report, Ruling, Story
from crosswire.group import lineages
from crosswire.group.anchors import anchors
from crosswire.group.cast import Cast
from crosswire.group.closeness import Close, closest
from crosswire.group.copies import Copies
from crosswire.group.dating import date_undated
from crosswire.group.edits import edits
from crosswire.group.events import Happenings, Spots
from crosswire.group.informants import Informants, count_origins
from crosswire.group.naming import rename
from crosswire.group.renaming import adopt
from crosswire.group.shelf import Shelf, canonical
from crosswire.group.stories import Telling
from crosswire.group.utterances import Utterances
from crosswire.group.versions import with_versions

__all__ = [
    "Close",
    "Telling",
    "adopt",
    "anchors",
    "canonical",
    "closest",
    "date_undated",
    "edits",
    "group",
    "tell",
    "with_versions",
]


def tell(reports: Sequence[Report], readings: Sequence[Reading], rulings: Sequence[Ruling] = ()) -> Telling:
    """Which reports tell one story. Dates inferred from stories play no part, so it holds after redating too.

    `rulings` are what people decided on stories.
    """
    return Telling(Shelf(reports, readings), rulings)


def group(
    reports: Sequence[Report],
    readings: Sequence[Reading],
    telling: Telling | None = None,
    rulings: Sequence[Ruling] = (),
) -> Grouping:
    """Entities, copies, lineages, stories, storylines and events of these reports; same result in any input order.

    Works on reports alone too: without readings there are stories and copies, but no entities and no events. `telling`
    saves finding the stories of the same reports a second time. `rulings` are what people decided on names, events and
    copies.
    """
    shelf = Shelf(reports, readings)
    telling = telling or Telling(shelf)
    entities, entity_of = Cast(shelf, telling.stories, telling.lines, _on(rulings, "entity")).rows()
    copied = Copies(shelf, telling.stories, _on(rulings, "copy"))
    informants = Informants(shelf, entities, entity_of)
    related = informants.behind(lineages.find(shelf, copied.texts, telling.stories))
    stories, storylines = telling.rows()
    spots = Spots(shelf, entities, entity_of, copied.word_for_word)
    events, claim_event = _events(shelf, spots, stories, related, _on(rulings, "event"))
    del spots  # all that is known of each mention: the largest thing here
    events = count_origins(events, informants, shelf, related)
    events_of: dict[str | None, list[str]] = defaultdict(list)
    for event in events:
        events_of[event.story].append(event.id)
    stories, storylines = rename(shelf, stories, storylines, events, entities)
    return Grouping(
        entities=entities,
        entity_of=entity_of,
        claim_event=claim_event,
        copies=copied.rows,
        lineages=related,
        stories=tuple(replace(story, events=tuple(events_of[story.id])) for story in stories),
        storylines=storylines,
        events=events,
        utterances=Utterances(shelf, entity_of, telling.lines).rows(),
    )


def _on(rulings: Sequence[Ruling], of: str) -> list[Ruling]:
    return [one for one in rulings if one.of == of]


def _events(
    shelf: Shelf, spots: Spots, stories: Sequence[Story], related: Sequence[Lineage], rulings: Sequence[Ruling]
) -> tuple[tuple[Event, ...], dict[str, str]]:
    """The events of all stories, and the event of each claim."""
    story_of = {shelf.place[report]: story.id for story in stories for report in story.reports}
    lines = {story.id: story.storyline for story in stories if story.storyline}
    happenings = Happenings(shelf, spots, story_of, related, lines, rulings)
    return happenings.rows(), happenings.claim_event
