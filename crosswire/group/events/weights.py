"""How much an event matters to a reader, and what nobody would count as one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from crosswire.base import Event, Report
from crosswire.group.events.spots import TOTAL, Spot, Spots, rules
from crosswire.group.likeness import term
from crosswire.rules import load

WEAK = frozenset({"stitched", "headline", "caption"})
"""Standings that count little alone."""
YEARS = 4
"""Codebook precision from which a time only says in which month or year."""
HEADS = frozenset({"headline", "standfirst"})


@cache
def _table() -> dict[str, Any]:
    return load("en/group_weights")


def is_speech(event: Event) -> bool:
    """Whether it is an act of speech, whose content may count in its place."""
    return event.type in _table()["speech"]["types"]


def weigh(event: Event, spots: Sequence[Spot], names: Spots, weights: Mapping[str, int]) -> int:
    """Points of an event told by these spots; 0 where nobody would count it. Only the order means anything.

    `weights` gives the points of events already weighed: what a statement announces may count in its place.
    """
    if uncounted(event, spots, names, weights):
        return 0
    kinds, less = _table()["kinds"], _table()["less"]
    points: float = kinds.get(event.subtype or "", kinds.get(event.type, 0))
    points *= _table()["actuality"][event.actuality] / 100
    points += _hurt(event) + _told(event) + _shown(spots, names)
    if all(_standing(spot, names) in WEAK for spot in spots):
        points *= less["weak"] / 100
    if len(event.reports) == 1 and not any(spot.stated or spot.counts for spot in spots):
        if all(spot.vague and not _is_physical(spot, names) for spot in spots):
            points *= less["vague"] / 100
        elif all(spot.mention.tense is None for spot in spots):
            points *= less["named"] / 100
    return max(1, round(points))


def _hurt(event: Event) -> int:
    more = _table()["more"]
    killed = max((one.low or 0 for one in event.casualties if one.outcome == "killed"), default=0)
    if killed:
        return int(more["killed"][0 if killed < 10 else 1 if killed < 100 else 2])
    return int(more["hurt"]) if event.casualties else 0


def _told(event: Event) -> int:
    more = _table()["more"]
    reports, origins = (min(len(rows) - 1, more["most"]) for rows in (event.reports, event.origins))
    return int(reports * more["report"] + max(0, origins) * more["origin"])


def _shown(spots: Sequence[Spot], names: Spots) -> int:
    """Points for where it stands on the page and for what it says of day, place and people."""
    more = _table()["more"]
    points = 0
    if any(_is_head(spot, names) for spot in spots):
        points += more["headline"]
    elif any(_is_lead(spot, names) for spot in spots):
        points += more["lead"]
    points += more["day"] * any(spot.exact_day for spot in spots)
    points += more["place"] * any(spot.exact_place for spot in spots)
    return int(points + more["named"] * any(spot.doers or spot.targets for spot in spots))


def uncounted(event: Event, spots: Sequence[Spot], names: Spots, weights: Mapping[str, int]) -> str | None:
    """Why nobody would count this as an event of its own, in words; null for what counts."""
    if _is_unreal(event, spots, names):
        return "only wished for, feared or charged"
    shown = any(_is_head(spot, names) for spot in spots)
    if not shown and all(spot.bare and spot.mention.tense is None and not _is_physical(spot, names) for spot in spots):
        return "a bare noun"
    if is_speech(event):
        return _hollow_speech(event, spots, names, weights)
    if _is_light(event, spots, names):
        return "a remark"
    return _no_happening(event, spots, shown, names)


def _is_unreal(event: Event, spots: Sequence[Spot], names: Spots) -> bool:
    """Whether it is only in what somebody wishes, fears or charges, who counts in its place."""
    unreal = _table()["unreal"]
    if event.actuality in unreal["never"]:
        return True
    if event.actuality not in unreal["actualities"] or event.type in unreal["attacks"]:
        return False
    carrying = [one for spot in spots for one in names.speaking_of(spot)]
    if event.actuality in unreal["wished"]:
        carrying += [one for spot in spots for one in names.told_by(spot.place) if _holds(one, spot)]
    return any(one.mention.type in unreal["carriers"] for one in carrying)


def _holds(one: Spot, spot: Spot) -> bool:
    """Whether a spot lies in the other's clause, after its trigger."""
    return one.mention.trigger.end <= spot.mention.trigger.start < one.mention.end


def _hollow_speech(event: Event, spots: Sequence[Spot], names: Spots, weights: Mapping[str, int]) -> str | None:
    speech = _table()["speech"]
    speaking = event.subtype in speech["silent"] or any(spot.doers or spot.sides or spot.bodies for spot in spots)
    if not speaking:
        return "nobody known speaks"
    contents = [name for spot in spots for name in (spot.mention.nested, spot.mention.about) if name]
    if event.type in speech["frames"] and any(weights.get(name, 0) for name in contents):
        return "the frame of what it announces"
    return "a remark" if _is_light(event, spots, names) else None


def _is_light(event: Event, spots: Sequence[Spot], names: Spots) -> bool:
    """Whether it is a remark among many: of no day of its own, in no headline, of one origin."""
    noted = any(spot.exact_day or _is_head(spot, names) for spot in spots) or len(event.origins) > 1
    return event.subtype in _table()["speech"]["light"] and not noted


def _no_happening(event: Event, spots: Sequence[Spot], shown: bool, names: Spots) -> str | None:
    background = _table()["background"]
    precision = min((s.mention.when.precision or YEARS for s in spots if s.mention.when), default=YEARS)
    if event.actuality == "historical" and precision >= YEARS:
        return "long past"
    if event.subtype in background["subtypes"] or all(spot.family == TOTAL for spot in spots):
        return "a running total"
    if shown or event.type not in ("ATTK", "CASL"):
        return None
    said = any(spot.stated or spot.exact_place or spot.counts for spot in spots)
    if not said and all(spot.mention.trigger.text.lower() in background["fighting"] for spot in spots):
        return "fighting in general"
    return "an attack with words" if _is_figurative(spots, names) else None


def _is_figurative(spots: Sequence[Spot], names: Spots) -> bool:
    """Whether nothing shows that arms are meant, of words that are as often said of words."""
    table = _table()["attacks"]
    for spot in spots:
        mention = spot.mention
        if mention.type != "ATTK" or mention.subtype not in table["vague"] or spot.counts or spot.exact_place:
            return False
        if mention.trigger.text.lower() not in table["figurative"] or _is_physical(spot, names):
            return False
    return any(spot.things or spot.doers or spot.targets for spot in spots)


def _is_physical(spot: Spot, names: Spots) -> bool:
    """Whether a weapon is named, or a place, people or something that can be hit."""
    participants = spot.mention.participants
    if any(one.role in _table()["attacks"]["armed_roles"] for one in participants):
        return True
    hit = [one for one in participants if one.role in rules()["roles"]["targets"]]
    kinds = {names.entity[name].kind for one in hit if (name := names.name(one.entity)) in names.entity}
    words = {term(word) for one in hit for word in one.text.lower().split()}
    return bool(words & _physical() or kinds & {"place", "group"})


@cache
def _physical() -> frozenset[str]:
    return frozenset(term(word) for word in _table()["attacks"]["physical"]) - {""}


def _standing(spot: Spot, names: Spots) -> str:
    return names.shelf.reports[spot.place].standing(spot.mention.start)


def _is_head(spot: Spot, names: Spots) -> bool:
    """Whether it is told in a headline or standfirst."""
    at = spot.mention.start
    return any(b.start <= at < b.end and b.kind in HEADS for b in names.shelf.reports[spot.place].blocks)


def _is_lead(spot: Spot, names: Spots) -> bool:
    """Whether it is told in the first paragraph."""
    return spot.mention.start < _lead_end(names.shelf.reports[spot.place])


def _lead_end(report: Report) -> int:
    return next((block.end for block in report.blocks if block.kind == "body"), 0)
