"""Who took from whom: by credit, by the state of the page, by time, by what was lost on the way.

Of what somebody said two reporters may both have heard, time tells nothing: only a report that names the other took it.
"""

from __future__ import annotations

import re
from functools import cache

from crosswire.base import Report
from crosswire.group.agencies import credited, issued_by, one_agency
from crosswire.group.shelf import Shelf, minutes_between, telling_blocks
from crosswire.rules import words

BEFORE = 150
"""Characters of the same block before a passage in which the antecedent of its first pronoun is looked for."""


def direction(
    one: Report, other: Report, place: int, place_other: int, shelf: Shelf, heard: bool = False
) -> tuple[str | None, str]:
    """The id of the report that took, or null, and the reason in words. `place` is where the passage begins in each,
    `heard` whether it is somebody's words, and they share no others."""
    found = _credit(one, other, heard) or _page(one, other)
    if found is not None:
        return found
    if heard:
        return None, "both may have heard them"
    apart = minutes_between(one, other)
    if apart:
        return (other if apart > 0 else one).id, "the other report is earlier"
    turns = (one, place, other, place_other), (other, place_other, one, place)
    lost = [_lost_antecedent(*turn, shelf) for turn in turns]
    if lost[0] != lost[1]:
        return (one if lost[0] else other).id, "its first pronoun has lost the name it stood for"
    agencies = credited(one), credited(other)
    if agencies[0] and agencies[1] and one_agency(agencies[0]) == one_agency(agencies[1]):
        return None, f"both credit {agencies[0]}"
    return None, "neither credit nor date says which took"


def _credit(one: Report, other: Report, heard: bool) -> tuple[str, str] | None:
    """The report that took by what either says of where it has its words from."""
    for taker, giver in ((one, other), (other, one)):
        agency = credited(taker)
        if agency and issued_by(giver, agency):
            return taker.id, f"it credits {agency}"
    agencies = credited(one), credited(other)
    if (agencies[0] is None) != (agencies[1] is None) and not heard:
        taker, agency = (one, agencies[1]) if agencies[0] is None else (other, agencies[0])
        return taker.id, f"the one not taking credits {agency}"
    named = [_names(taker, giver) for taker, giver in ((one, other), (other, one))]
    if named[0] != named[1]:
        taker, giver = (one, other) if named[0] else (other, one)
        return taker.id, f"it names {giver.outlet.text if giver.outlet else ''}"
    return None


def _page(one: Report, other: Report) -> tuple[str, str] | None:
    """The report that took by the state of its page."""
    stitched = [report for report in (one, other) if report.completeness.value == "stitched"]
    return (stitched[0].id, "it is stitched together from several texts") if len(stitched) == 1 else None


def _names(taker: Report, giver: Report) -> bool:
    """Whether one report's telling names the other's outlet."""
    if giver.outlet is None or (taker.outlet is not None and taker.outlet.text == giver.outlet.text):
        return False
    name = re.compile(rf"\b{re.escape(giver.outlet.text)}\b")
    return any(name.search(taker.text, block.start, block.end) for block in telling_blocks(taker))


def _lost_antecedent(taker: Report, place: int, giver: Report, place_giver: int, shelf: Shelf) -> bool:
    """Whether the passage opens with a pronoun in both and only the giver names a person close before it."""
    if not (_pronoun().match(taker.text, place) and _pronoun().match(giver.text, place_giver)):
        return False
    before = _persons_before(giver, place_giver, shelf)
    return bool(before) and not before & _persons_before(taker, place, shelf)


def _persons_before(report: Report, place: int, shelf: Shelf) -> set[str]:
    """The last words of the names of persons that stand close before a place, in its block."""
    block = next(block for block in report.blocks if block.start <= place < block.end)
    low = max(block.start, place - BEFORE)
    return {
        report.text[mention.start : mention.end].split()[-1]
        for entity in shelf.readings[shelf.place[report.id]].entities
        if entity.kind == "person"
        for mention in entity.mentions
        if mention.form == "name" and low <= mention.start < place
    }


@cache
def _pronoun() -> re.Pattern[str]:
    listed = sorted(words("en/group", "copies", "pronouns"))
    return re.compile(rf"[“\"]?(?:{'|'.join(listed)})\b", re.IGNORECASE)
