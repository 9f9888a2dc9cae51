"""Clusters of mentions to events: every field a view of what the mentions say, the surest saying first."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence

from msgspec.structs import replace

from crosswire.base import (
    Claim,
    Codes,
    Event,
    EventLink,
    Lineage,
    Mention,
    Participant,
    Ruling,
    When,
    Where,
    row_id,
)
from crosswire.group.decided import rearrange
from crosswire.group.events.across import join_across
from crosswire.group.events.blame import attribution_status
from crosswire.group.events.casualties import tally
from crosswire.group.events.clusters import Cluster, cluster
from crosswire.group.events.fates import CALLED_OFF, SOUND, Calls, fate, is_plan
from crosswire.group.events.links import links
from crosswire.group.events.spots import Spot, Spots, rules
from crosswire.group.events.titles import title
from crosswire.group.events.weights import is_speech, weigh
from crosswire.group.shelf import Shelf, known


class Happenings:
    """The events of all stories; `stories` gives the story of a report's place, `lines` the storyline of a story.

    `event_of` maps a mention to its event and `claim_event` a claim to its."""

    def __init__(
        self,
        shelf: Shelf,
        spots: Spots,
        stories: Mapping[int, str],
        lineages: Sequence[Lineage],
        lines: Mapping[str, str] | None = None,
        rulings: Sequence[Ruling] = (),
    ) -> None:
        self.shelf = shelf
        self.spots = spots
        self.stories = stories
        self.lines = lines or {}
        self.origin_of = {report.id: report.id for report in shelf.reports}
        self.origin_of.update({report: lineage.id for lineage in lineages for report in lineage.reports})
        self.clusters = self._clusters()
        if rulings:
            self.clusters = _follow(self.clusters, spots, rulings)
        self.event_of = {spot.mention.id: _id(found) for found in self.clusters for spot in found.spots}
        self._fates, self._ended = self._plans()
        self.claim_event = self._claim_events()
        self.claims_of: dict[str, list[Claim]] = defaultdict(list)
        for reading in shelf.readings:
            for claim in reading.claims:
                if claim.id in self.claim_event:
                    self.claims_of[self.claim_event[claim.id]].append(claim)

    def _clusters(self) -> list[Cluster]:
        by_story: dict[str, list[Spot]] = defaultdict(list)
        for spot in self.spots.all:
            if not self._is_mere_carrier(spot.mention):
                by_story[self.stories[spot.place]].append(spot)
        kept = {
            name for spot in self.spots.all for name in (spot.mention.nested, spot.mention.about) if name is not None
        }
        found = [one for spots in by_story.values() for one in cluster(spots, self.spots.entity, kept)]
        ordered = sorted(found, key=lambda one: one.spots[0].n)
        return join_across(ordered, self.stories, self.lines, self.spots.entity)

    def _is_mere_carrier(self, mention: Mention) -> bool:
        """A statement whose content is itself a mention is that mention's attribution and no event."""
        return mention.type in rules()["verbatim"]["types"] and mention.nested in self.spots.of

    def _claim_events(self) -> dict[str, str]:
        """Each claim's event by its first mention that has one, looking through mere carriers."""
        found = {}
        for reading in self.shelf.readings:
            for claim in reading.claims:
                for name in claim.mentions:
                    spot = self.spots.of.get(name)
                    event = self.event_of.get(name) or self.event_of.get(
                        (spot.mention.nested or "") if spot is not None else ""
                    )
                    if event is not None:
                        found[claim.id] = event
                        break
        return found

    def _plans(self) -> tuple[dict[str, tuple[str | None, str]], list[tuple[str, str]]]:
        """Each plan's fate with its grounds, and the pairs of what called one off and the plan."""
        calls: dict[str, Calls] = defaultdict(Calls)
        for spot in self.spots.all:
            if spot.family == CALLED_OFF and spot.mention.id in self.event_of:
                calls[self.stories[spot.place]].put(spot)
        fates, ended = {}, []
        for found in self.clusters:
            if not is_plan(found.spots):
                continue
            closing = calls[self.stories[found.spots[0].place]].on(found.spots)
            fates[_id(found)] = fate(found.spots, closing, self.spots)
            ended += [(self.event_of[spot.mention.id], _id(found)) for spot in closing]
        return fates, ended

    def rows(self) -> tuple[Event, ...]:
        """The events in the order of their earliest anchor mention."""
        tied = links(self.spots, self.event_of, self._ended)
        return self._weighed([self._event(found, tied[_id(found)]) for found in self.clusters])

    def _weighed(self, events: Sequence[Event]) -> tuple[Event, ...]:
        """The events with their weights. Acts of speech come last: what they announce may count in their place."""
        spots = {_id(found): found.spots for found in self.clusters}
        weights: dict[str, int] = {}
        for speech in (False, True):
            for event in events:
                if is_speech(event) == speech:
                    found = weigh(event, spots[event.id], self.spots, weights)
                    weights.update(dict.fromkeys(event.mentions, found))
        return tuple(replace(event, weight=weights[event.mentions[0]]) for event in events)

    def _event(self, found: Cluster, tied: Sequence[EventLink]) -> Event:
        name = _id(found)
        mentions = [spot.mention for spot in found.spots]
        places = sorted({spot.place for spot in found.spots})
        reports = [self.shelf.reports[place] for place in places]
        days = sorted(day for report in reports if (day := known(report.published)) is not None)
        kind = _kind(mentions)
        subtype = _subtype(mentions, kind)
        participants = tuple(self._participants(found.spots))
        where = self._where(found.spots)
        outcome, grounds = self._fates.get(name, (None, ""))
        return Event(
            id=name,
            was=tuple(found.was),
            type=kind,
            title=title(kind, subtype, found.spots, where, self.spots),
            subtype=subtype,
            story=self.stories[found.spots[0].place],
            when=_when(found.spots),
            where=where,
            participants=participants,
            actuality=self._actuality(found.spots),
            attribution_status=attribution_status(found.spots, self.spots, self.claims_of[name]),
            casualties=tally(self.shelf, found.spots, self.claims_of[name], self.origin_of),
            mentions=tuple(mention.id for mention in mentions),
            reports=tuple(report.id for report in reports),
            origins=tuple(dict.fromkeys(self.origin_of[report.id] for report in reports)),
            links=tuple(tied),
            fate=outcome,
            first_reported=days[0] if days else None,
            last_reported=days[-1] if days else None,
            codes=next((m.codes for m in mentions if m.type == kind and m.codes != Codes()), Codes()),
            why=(*found.why, *([grounds] if grounds else [])),
            why_apart=tuple(found.apart),
        )

    def _participants(self, spots: Sequence[Spot]) -> Iterator[Participant]:
        """Each role's fillers once, those most told of first; as written where they are first told."""
        first: dict[tuple[str, str], Participant] = {}
        told: Counter[tuple[str, str]] = Counter()
        for spot in spots:
            for participant in spot.mention.participants:
                name = self.spots.name(participant.entity)
                slot = (participant.role, name or participant.text.lower())
                first.setdefault(slot, replace(participant, entity=name, report=spot.mention.report))
                told[slot] += 1
        order = {slot: n for n, slot in enumerate(first)}
        return (first[slot] for slot in sorted(first, key=lambda slot: (-told[slot], order[slot])))

    def _where(self, spots: Sequence[Spot]) -> Where | None:
        """The place most exactly and most often told."""
        found = [
            (spot.mention.where, spot.where)
            for spot in spots
            if spot.where is not None and spot.mention.where is not None
        ]
        if not found:
            return None
        told = Counter(name for _, name in found)
        best, name = min(found, key=lambda one: (one[0].precision or 9, -told[one[1]]))
        return replace(best, entity=name)

    def _actuality(self, spots: Sequence[Spot]) -> str:
        """The strongest telling in the body of full or partial reports, or of all where there is none.

        A bare "the meeting" that points back takes for granted what its report told before, and decides nothing.
        """
        order: list[str] = rules()["actuality"]["order"]
        sound = [spot for spot in spots if self._is_sound(spot)] or spots
        telling = [spot for spot in sound if not spot.back] or sound
        return min((spot.actuality for spot in telling), key=order.index)

    def _is_sound(self, spot: Spot) -> bool:
        return self.shelf.reports[spot.place].standing(spot.mention.start) in SOUND


def _id(found: Cluster) -> str:
    first = found.spots[0].mention
    return row_id("ev", first.id)


def _follow(clusters: Sequence[Cluster], spots: Spots, rulings: Sequence[Ruling]) -> list[Cluster]:
    """The clusters as people decided: made one, parted, or taken for no happening at all."""
    known = {found.spots[0].n: found for found in clusters}
    by_n = {spot.n: spot for spot in spots.all}
    place = {name: spot.n for name, spot in spots.of.items()}
    whys: dict[int, list[str]] = defaultdict(list)
    was: dict[int, list[str]] = defaultdict(list)

    def note(first: int, ruling: Ruling, others: Sequence[int]) -> None:
        whys[first].append(ruling.why)
        was[first] += [row_id("ev", by_n[other].mention.id) for other in others if other in known]

    groups = rearrange([[spot.n for spot in found.spots] for found in clusters], rulings, place, note)
    refused = {
        next((place[name] for name in one.things[0] if name in place), None) for one in rulings if one.kind == "reject"
    }
    made = []
    for members in groups:
        if refused.isdisjoint(members):
            first = members[0]
            old = known.get(first, Cluster([]))
            made.append(
                Cluster([by_n[n] for n in members], [*whys[first], *old.why], old.apart, [*old.was, *was[first]])
            )
    return made


def _kind(mentions: Sequence[Mention]) -> str:
    """The type that leads its family, or else the one most told that says what kind of happening it is."""
    kindless = rules()["kindless"]["types"]
    counts = Counter(mention.type for mention in mentions if mention.type not in kindless)
    counts = counts or Counter(mention.type for mention in mentions)
    for kind in rules()["lead"]["types"]:
        if kind in counts:
            return str(kind)
    return max(counts, key=lambda kind: counts[kind])


def _subtype(mentions: Sequence[Mention], kind: str) -> str | None:
    """The subtype most told, in the outlets' own voice where they tell it, and one that says something if it may."""
    vague = rules()["vague"]["subtypes"]
    told = [m for m in mentions if m.type == kind and m.subtype is not None]
    own = [m for m in told if not m.attribution] or told
    counts = Counter(m.subtype for m in own)
    return max(counts, key=lambda name: (name not in vague, counts[name])) if counts else None


def _when(spots: Sequence[Spot]) -> When | None:
    """The times of the mentions cut to what they share: what the words state first, the most precise of it.

    Of what most tell as news of no day, one that tells it as long past gives none: it speaks of something else.
    """
    timed = [(spot, spot.mention.when) for spot in spots if spot.first is not None and spot.mention.when is not None]
    news = sum(spot.mention.tense is not None and not (spot.past or spot.back) for spot in spots)
    if news > sum(spot.past for spot in spots):
        timed = [one for one in timed if not one[0].past]
    own = [one for one in timed if one[0].stated]
    if not timed:
        return None
    order = sorted(own or timed, key=lambda one: (one[1].precision or 9, one[0].n))
    head, best = order[0]
    first, last = head.first, head.last
    for spot, _ in order[1:]:
        low = spot.first if first is None or (spot.first is not None and spot.first > first) else first
        high = spot.last if last is None or (spot.last is not None and spot.last < last) else last
        if low is not None and (high is None or low < high):
            first, last = low, high
    if (first, last) == (head.first, head.last):
        return best
    days = last - first if first is not None and last is not None else None
    return replace(best, from_=_iso(first), to=_iso(last), precision=_fineness(days, best.precision))


def _iso(day: int | None) -> str | None:
    return dt.date.fromordinal(day).isoformat() if day is not None else None


def _fineness(days: int | None, otherwise: int | None) -> int | None:
    """The codebook's precision of an interval of so many days."""
    if days is None:
        return otherwise
    return 1 if days <= 1 else 2 if days <= 6 else 3 if days == 7 else 4 if days <= 31 else 5
