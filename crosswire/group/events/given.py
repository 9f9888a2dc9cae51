"""Given mentions to happenings: the joining of events on its own, for mentions that somebody else has marked."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from msgspec.structs import replace

from crosswire.base import Mention, Reading, Report
from crosswire.group.cast import Cast
from crosswire.group.copies import Copies
from crosswire.group.events.clusters import cluster
from crosswire.group.events.spots import Spot, Spots, rules
from crosswire.group.shelf import Shelf
from crosswire.group.stories import Telling


def coreferent(reports: Sequence[Report], readings: Sequence[Reading]) -> dict[str, str]:
    """Every mention of these readings with the id of the first mention of the same happening.

    Nothing is left out as too bare to be an event. A mention of unknown kind has the type ""; it is compared with
    those of its own word, and so is one whose type only says that something happened. Mentions of different stories
    are never one.
    """
    shelf = Shelf(reports, [replace(one, mentions=tuple(map(_as_known, one.mentions))) for one in readings])
    telling = Telling.of(shelf)
    entities, entity_of = Cast(shelf, telling.stories, telling.lines).rows()
    spots = Spots(shelf, entities, entity_of, Copies(shelf, telling.stories).word_for_word)
    story = {place: n for n, members in enumerate(telling.stories) for place in members}
    told: dict[int, list[Spot]] = defaultdict(list)
    for spot in spots.all:
        told[story[spot.place]].append(spot)
    return {
        spot.mention.id: found.spots[0].mention.id
        for n in sorted(told)
        for found in cluster(told[n], spots.entity, {spot.mention.id for spot in told[n]}, given=True)
        for spot in found.spots
    }


def _as_known(mention: Mention) -> Mention:
    return replace(mention, type="") if mention.type in rules()["kindless"]["types"] else mention
