"""Event mentions dated again, from the rows alone, when their time expressions have found their day."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from crosswire.base import Mention, Report, Time
from crosswire.extract.events.circumstances import as_when, is_background


def resolve(report: Report, mentions: Sequence[Mention], times: Sequence[Time]) -> tuple[Mention, ...]:
    """The same mentions with `when` made anew from the times they name; what now lies far back becomes historical."""
    by_id = {time.id: time for time in times}
    return tuple(_resolve(report, mention, by_id) for mention in mentions)


def _resolve(report: Report, mention: Mention, times: dict[str, Time]) -> Mention:
    if mention.when is None or mention.when.time not in times:
        return mention
    when = as_when(times[mention.when.time], narrative=mention.when.basis == "narrative")
    historical = mention.actuality == "happened" and is_background(when, report)
    return replace(mention, when=when, actuality="historical" if historical else mention.actuality)
