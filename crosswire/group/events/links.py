"""How events hang together by the words between them: order, answer, part, outcome, breach. Order is never cause."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from crosswire.base import EventLink, Part
from crosswire.group.events.spots import Spot, Spots, rules

REACH = 60
"""Characters before a clause in which the words that tie it to another are looked for."""

GAP = 12
"""Characters between two clauses that only a word or two ties: "after the"."""


def links(
    names: Spots, event_of: Mapping[str, str], ended: Sequence[tuple[str, str]] = ()
) -> dict[str, list[EventLink]]:
    """Each event's links, in the order of the text; none to itself. `ended` pairs what called off a plan with it."""
    found: dict[str, dict[EventLink, None]] = defaultdict(dict)
    called_off = [(mine, "outcome_of", other) for mine, other in ended]
    for mine, kind, other in (
        *called_off,
        *_carried(names, event_of),
        *_tied(names, event_of),
        *_broken(names, event_of),
    ):
        if mine != other:
            found[mine].setdefault(EventLink(kind=kind, to=other))  # type: ignore[arg-type]
    return defaultdict(list, {name: list(rows) for name, rows in found.items()})


def _carried(names: Spots, event_of: Mapping[str, str]) -> Iterator[tuple[str, str, str]]:
    """Carrier to content ("about"), content to carrier ("nested_in"), denial to what it denies."""
    for spot in names.all:
        mention = spot.mention
        mine = event_of.get(mention.id)
        for name, nested in ((mention.nested, True), (mention.about, False)):
            other = event_of.get(name or "")
            if mine is not None and other is not None:
                yield mine, "denies" if mention.subtype in rules()["blame"]["denied"] else "about", other
                if nested:
                    yield other, "nested_in", mine


def _tied(names: Spots, event_of: Mapping[str, str]) -> Iterator[tuple[str, str, str]]:
    """Pairs of one sentence of which a word between them says how they hang together."""
    for place, reading in enumerate(names.shelf.readings):
        text = names.shelf.reports[place].text
        speech = rules()["carriers"]["types"]
        spots = [s for s in names.told_by(place) if s.mention.id in event_of or s.mention.type in speech]
        for sentence, inside in _by_sentence(reading.sentences, spots):
            for spot in inside:
                for kind in _ties(text, sentence, spot) if spot.mention.id in event_of else ():
                    main = _main(spot, inside, text)
                    if main is not None and main.mention.id in event_of:
                        yield from _directed(kind, main, spot, event_of)


def _by_sentence(sentences: Sequence[Part], spots: Sequence[Spot]) -> Iterator[tuple[Part, list[Spot]]]:
    ordered = sorted(spots, key=lambda spot: spot.mention.trigger.start)
    n = 0
    for sentence in sentences:
        while n < len(ordered) and ordered[n].mention.trigger.start < sentence.start:
            n += 1
        first = n
        while n < len(ordered) and ordered[n].mention.trigger.start < sentence.end:
            n += 1
        if n - first > 1:
            yield sentence, ordered[first:n]


def _ties(text: str, sentence: Part, spot: Spot) -> Iterator[str]:
    """The kinds of link that the words before this happening's name or clause give it, at most one."""
    mention = spot.mention
    before = text[max(sentence.start, mention.start - REACH) : mention.start]
    opening = text[mention.start : mention.trigger.start]
    for kind, (ending, starting) in _patterns().items():
        if ending.search(before) or starting.match(opening):
            yield kind
            return


@cache
def _patterns() -> dict[str, tuple[re.Pattern[str], re.Pattern[str]]]:
    """For each kind what its words look like right before a clause, and at the start of one."""
    table: dict[str, list[str]] = rules()["ties"]
    made = {}
    for kind, words in table.items():
        any_of = "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word)))
        ending = re.compile(rf"\b(?:{any_of})\s+(?:\w+\s+)?$", re.IGNORECASE)
        starting = re.compile(rf"(?:\w+\s+){{0,3}}?(?:{any_of})\b", re.IGNORECASE)
        made[kind] = (ending, starting)
    return made


def _main(spot: Spot, inside: Sequence[Spot], text: str) -> Spot | None:
    """The sentence's happening that governs this one: the nearest whose clause holds it, or the next, or the last.

    What somebody says in "said after the meeting that …" does not govern the meeting.
    """
    mine = spot.mention
    holding = [
        one
        for one in inside
        if one is not spot
        and one.mention.start <= mine.start
        and mine.trigger.end <= one.mention.end
        and not (mine.start <= one.mention.trigger.start < mine.end)
    ]
    if holding:
        nearest = max(holding, key=lambda one: (one.mention.start - one.mention.end, one.n))
        return _content(nearest, spot, inside) or nearest
    later = [one for one in inside if one.mention.start >= mine.end and not _is_reported(one, text)]
    earlier = [one for one in inside if one.mention.end <= mine.start]
    return next(iter(later[:1] or earlier[-1:]), None)


def _is_reported(one: Spot, text: str) -> bool:
    """Whether a clause opens with "that"."""
    return text[one.mention.start : one.mention.trigger.start].lower().split(" ")[0] in rules()["reported"]["words"]


def _content(holder: Spot, spot: Spot, inside: Sequence[Spot]) -> Spot | None:
    """Of an act of speech what it is about, where that stands right before: "blames it for the raid after …"."""
    spoken = {holder.mention.nested, holder.mention.about}
    before = (one for one in inside if one.mention.id in spoken and one.mention.trigger.end <= spot.mention.start)
    return next((one for one in before if spot.mention.start - one.mention.end <= GAP), None)


def _directed(kind: str, main: Spot, spot: Spot, event_of: Mapping[str, str]) -> Iterator[tuple[str, str, str]]:
    """The link as the word has it: what comes "before" something is followed by it."""
    mine, other = event_of[main.mention.id], event_of[spot.mention.id]
    if kind == "precedes":
        yield other, "follows", mine
    elif kind == "follows" and _is_outcome(main, spot):
        yield mine, "outcome_of", other
    elif kind == "part_of":
        whole = spot.family in rules()["wholes"]["families"]
        if whole and _is_outcome(main, spot):
            yield mine, "outcome_of", other
        elif whole and main.family in rules()["wholes"]["families"]:
            yield mine, "part_of", other
    else:
        yield mine, kind, other


def _is_outcome(main: Spot, spot: Spot) -> bool:
    """Whether what is told came out of talks."""
    return main.family in rules()["wholes"]["outcomes"] and spot.family in rules()["wholes"]["families"]


def _broken(names: Spots, event_of: Mapping[str, str]) -> Iterator[tuple[str, str, str]]:
    """Each breach with what it breaks: the deal last told of in its report, in the same sentence first."""
    table = rules()["broken"]
    made: dict[int, list[Spot]] = defaultdict(list)
    breaches = []
    for spot in names.all:
        if spot.mention.id not in event_of:
            continue
        if spot.mention.subtype in table["breaches"]:
            breaches.append(spot)
        elif spot.mention.subtype in table["deals"]:
            made[spot.place].append(spot)
    for spot in breaches:
        deals = made.get(spot.place, [])
        inside = [d for d in deals if spot.mention.start <= d.mention.trigger.start < spot.mention.end]
        before = [d for d in deals if d.n < spot.n]
        if inside or before:
            yield event_of[spot.mention.id], "breaches", event_of[(inside or before[-1:])[0].mention.id]
