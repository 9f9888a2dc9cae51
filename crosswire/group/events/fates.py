"""What became of a plan: held, cancelled, postponed, failed, or no report either way."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from crosswire.group.events.spots import Spot, Spots, rules, stem
from crosswire.group.shelf import day_of

UNKNOWN = "no report either way"
SOUND = frozenset({"full", "partial"})
"""Standings that may decide what took place; what a partial page does not carry is another matter."""
HELD = frozenset({"happened", "ongoing", "historical"})
FAILED = "did_not_happen"
CALLED_OFF = "cancelled"
"""The family of what says that a meeting is called off; it joins no meeting, but decides what became of one."""

CROWD = 40
"""Tellings of a plan, and of those that call something off and share one thing with it the first: linear cost."""

BOTH = 2
"""A meeting is known by both its parties: one of them may meet others too."""

_WORD = re.compile(r"\w+")


def is_plan(spots: Sequence[Spot]) -> bool:
    """Whether any telling has it still to come, as something that will be seen to take place or not."""
    return any(spot.done is False and _is_definite(spot) for spot in spots)


def _is_definite(spot: Spot) -> bool:
    """Whether a plan is one that can be followed: it has a time of its own, or names who will meet."""
    kinds = rules()["plans"]
    return spot.mention.type in kinds["types"] and (
        spot.stated or (spot.family in kinds["meetings"] and len(spot.doers) > 1)
    )


def fate(spots: Sequence[Spot], closing: Sequence[Spot], names: Spots) -> tuple[str | None, str]:
    """The fate of what these spots tell and, in words, which pages say so; null for what was no plan.

    `closing` are tellings of its end that stand apart ("the meeting was called off"). Later words than the plan's
    outweigh earlier ones, those of a stitched page, headline or caption count only where there are no others.
    """
    if not is_plan(spots):
        return None, ""
    ends = [(_end(spot, names), spot) for spot in spots if not spot.back and spot.done is not False]
    told = [(end, spot) for end, spot in ends if end is not None and _may_know(spot, spots, names)]
    told += [(_word(spot, names) or "cancelled", spot) for spot in closing]
    sound = [one for one in told if names.shelf.reports[one[1].place].standing(one[1].mention.start) in SOUND]
    if not told:
        ahead = "Its day comes after the last of these pages."
        return UNKNOWN, ahead if _is_ahead(spots, names) else "No page reports whether it took place."
    found, last = max(sound or told, key=lambda one: (one[0] != "held", one[1].place, one[1].n))
    if sound:
        return found, f"“{last.mention.trigger.text}”: what became of the plan"
    where = names.shelf.reports[last.place].standing(last.mention.start)
    return found, f"“{last.mention.trigger.text}”: what became of the plan, told on a {where} page only"


def _is_ahead(plan: Sequence[Spot], names: Spots) -> bool:
    """Whether the first day of a plan comes after the last page."""
    days = [spot.first for spot in plan if spot.done is False and spot.first is not None]
    pages = [day for day in names.shelf.days if day is not None]
    return bool(days and pages) and min(days) > max(pages)


def _end(spot: Spot, names: Spots) -> str | None:
    """What one telling says became of it; null where it says nothing."""
    if spot.actuality in HELD:
        return "held"
    return (_word(spot, names) or "failed") if spot.mention.actuality == FAILED else None


def _word(spot: Spot, names: Spots) -> str | None:
    """The fate that a word of the clause names."""
    mention = spot.mention
    text = names.shelf.reports[spot.place].text[mention.start : max(mention.end, mention.trigger.end)]
    stems = [stem(word) for word in _WORD.findall(f"{mention.trigger.text} {mention.cue or ''} {text}".lower())]
    joined = f" {' '.join(stems)} "
    for name in ("postponed", "cancelled", "failed"):
        if any(f" {' '.join(map(stem, words.split()))} " in joined for words in rules()["plans"][name]):
            return name
    return None


def _may_know(spot: Spot, spots: Sequence[Spot], names: Spots) -> bool:
    """Whether a telling's report can know: it is not older than the first day the plan was for."""
    due = max((one.first for one in spots if one.done is False and one.first is not None), default=None)
    published = names.shelf.reports[spot.place].published
    day = day_of(published.value) if published is not None else None
    return due is None or day is None or day >= due


class Calls:
    """The spots of a story that call something off, by what they share with a plan."""

    def __init__(self) -> None:
        self._sharing: dict[tuple[str, str | int | None], list[Spot]] = defaultdict(list)

    def put(self, call: Spot) -> None:
        """Adds one; they come in canonical order."""
        for sign in _signs(call):
            self._sharing[sign].append(call)

    def on(self, plan: Sequence[Spot]) -> list[Spot]:
        """Those that call off this plan: told later, of its day, of both its parties, or in its own report of one of
        them or of nobody else."""
        planned = [spot for spot in plan if spot.done is False][:CROWD]
        signs = sorted({sign for spot in planned for sign in _signs(spot)}, key=str)
        found = {call.n: call for sign in signs for call in self._sharing.get(sign, ())[:CROWD]}
        return [call for _, call in sorted(found.items()) if any(_calls_off(call, spot) for spot in planned)]


def _signs(spot: Spot) -> set[tuple[str, str | int | None]]:
    """What a plan and what calls it off have in common, one of these at least."""
    signs: set[tuple[str, str | int | None]] = {("doer", name) for name in spot.doers} | {("page", spot.place)}
    return signs | {("day", spot.first)} if spot.exact_day else signs


def _calls_off(call: Spot, spot: Spot) -> bool:
    if call.n <= spot.n and call.place == spot.place:
        return False
    if call.exact_day and spot.exact_day and call.first != spot.first:
        return False
    shared = len(call.doers & spot.doers)
    if call.exact_day and spot.exact_day:  # the same day
        return bool(shared) or not (call.doers and spot.doers)
    alone = min(len(call.doers), len(spot.doers)) < BOTH
    return shared >= BOTH or (alone and call.place == spot.place and (bool(shared) or not call.doers))
