"""Takes reports with their readings, gives what holds across them; cannot read text anew or settle a dispute."""

from __future__ import annotations

from collections.abc import Sequence

from crosswire.base import Copied, Grouping, Reading, Report, Ruling
from crosswire.group.anchors import Found, anchors, waits
from crosswire.group.closeness import Close, closest
from crosswire.group.dating import Resolve, date_undated
from crosswire.group.edits import edits
from crosswire.group.portions import Circle, Portion, Whole, group_portion, share_wording
from crosswire.group.renaming import adopt, relabel, relabelled
from crosswire.group.shelf import Shelf, canonical
from crosswire.group.stories import Telling
from crosswire.group.versions import with_versions

__all__ = [
    "Circle",
    "Close",
    "Found",
    "Portion",
    "Resolve",
    "Telling",
    "Whole",
    "adopt",
    "anchors",
    "canonical",
    "closest",
    "date_undated",
    "edits",
    "group",
    "group_portion",
    "relabel",
    "relabelled",
    "share_wording",
    "tell",
    "waits",
    "with_versions",
]


def tell(reports: Sequence[Report], readings: Sequence[Reading], rulings: Sequence[Ruling] = ()) -> Telling:
    """Which reports tell one story. Dates inferred from stories play no part, so it holds after redating too.

    `rulings` are what people decided on stories.
    """
    return Telling.of(Shelf(reports, readings), rulings)


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
    whole = Whole(shelf.reports, shelf.readings, telling or Telling.of(shelf), rulings)
    shared = [whole.share_wording(circle) for circle in whole.circles()]
    copied = Copied(
        rows=tuple(row for one in shared for row in one.rows), texts=tuple(text for one in shared for text in one.texts)
    )
    found = []
    for portion in whole.portions(copied):
        here = [shelf.reports[place] for place in portion.places]
        grouped = group_portion(here, [shelf.readings[place] for place in portion.places], portion)
        found.append(relabel(grouped, portion.names.known))
    return whole.gather(found, copied)
