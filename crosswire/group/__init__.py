"""Takes reports with their readings, gives what holds across them; cannot read text anew or settle a dispute."""

from __future__ import annotations

from collections.abc import Sequence

from crosswire.base import Grouping, Reading, Report
from crosswire.group.cast import Cast
from crosswire.group.renaming import adopt
from crosswire.group.shelf import Shelf
from crosswire.group.stories import Telling

__all__ = ["adopt", "group"]


def group(reports: Sequence[Report], readings: Sequence[Reading]) -> Grouping:
    """Entities, copies, lineages, stories, storylines and events of these reports; same result in any input order.

    Works on reports alone too: without readings there are stories and copies, but no entities and no events.
    """
    shelf = Shelf(reports, readings)
    telling = Telling(shelf)
    cast = Cast(shelf, telling.stories, telling.lines)
    entities, entity_of = cast.rows()
    stories, storylines = telling.rows()
    return Grouping(entities=entities, entity_of=entity_of, stories=stories, storylines=storylines)
