"""Many reports to one record with one storyline in memory at a time, and nothing made twice from the same values.

What every report has a part in (who is who, which reports tell one story, which share wording) is found from little of
each; the rest is grouped and reconciled storyline by storyline, as packed bytes, and laid together at the end.
"""

from __future__ import annotations

import dataclasses
import hashlib
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from functools import partial
from operator import attrgetter
from typing import Any, NamedTuple, Protocol, cast, runtime_checkable

import msgspec
from msgspec.structs import replace

from crosswire import __version__, rules
from crosswire.base import (
    Claim,
    Copied,
    Copy,
    Dated,
    Entity,
    Event,
    First,
    Grouping,
    Mention,
    Quote,
    Reading,
    Reconciliation,
    Report,
    Rows,
    Story,
    Storyline,
    Time,
    as_rows,
    encode_row,
    share,
)
from crosswire.filter import Printed, Repeated, printed, repeated, without
from crosswire.group import (
    Circle,
    Found,
    Portion,
    Resolve,
    Telling,
    Whole,
    adopt,
    anchors,
    canonical,
    date_undated,
    group_portion,
    relabel,
    relabelled,
    share_wording,
    waits,
)
from crosswire.reconcile import A_STORY, combine, consider, one_truce, unite

FAST = 1
"""How hard what is made of a portion is packed while all others are made: hardly, which leaves a sixth of it."""

Row = Event | Story | Storyline | Entity
"""What people may change as a whole."""


@runtime_checkable
class Reads(Protocol):
    """Reports already read, wherever they lie. Each is asked for several times."""

    def ids(self) -> Iterable[str]:
        """Every report once."""

    def whole(self, name: str) -> tuple[Report, Reading]:
        """A report with its reading, for a moment."""

    def lasting(self, report: Report, reading: Reading) -> tuple[Report, Reading]:
        """What was asked for, or a part of it, made small for being kept."""

    def content(self, name: str) -> str:
        """A hash of both."""


class Held:
    """Reports held in memory."""

    def __init__(self, read: Iterable[tuple[Report, Reading]]) -> None:
        self._read = {report.id: (report, reading) for report, reading in read}

    def ids(self) -> Iterable[str]:
        """Every report once."""
        return self._read

    def whole(self, name: str) -> tuple[Report, Reading]:
        """A report with its reading."""
        return self._read[name]

    def lasting(self, report: Report, reading: Reading) -> tuple[Report, Reading]:
        """Both as they are: they are kept already."""
        return report, reading

    def content(self, name: str) -> str:
        """A hash of both."""
        return hashlib.sha256(msgspec.msgpack.encode(self._read[name])).hexdigest()


class Kept(Protocol):
    """Where parts of records are kept, by a hash of all that they are made from."""

    def get(self, key: str) -> bytes | None:
        """What is kept under a key, or null."""

    def put(self, key: str, content: bytes) -> None:
        """Keeps what was made."""


class Parted:
    """Reports without the paragraphs that their outlet prints on page after page, by report in `found`."""

    def __init__(self, reads: Reads, found: Mapping[str, Sequence[Repeated]]) -> None:
        self._reads, self._found = reads, found

    def ids(self) -> Iterable[str]:
        """Every report once."""
        return self._reads.ids()

    def whole(self, name: str) -> tuple[Report, Reading]:
        """A report with its reading."""
        return self._parted(name, *self._reads.whole(name))

    def lasting(self, report: Report, reading: Reading) -> tuple[Report, Reading]:
        """The same, made small for being kept."""
        return self._reads.lasting(report, reading)

    def _parted(self, name: str, report: Report, reading: Reading) -> tuple[Report, Reading]:
        return without(report, reading, self._found[name]) if name in self._found else (report, reading)

    def content(self, name: str) -> str:
        """A hash of both. On how many pages a paragraph stands plays no part in what is made of the rest."""
        content = self._reads.content(name)
        if name not in self._found:
            return content
        places = [(spot.start, spot.end) for spot in self._found[name]]
        return hashlib.sha256(msgspec.msgpack.encode((content, places))).hexdigest()


class Seen(NamedTuple):
    """The reports in the record's order, of their readings what grouping needs of all of them at once, and the way to
    the whole of each."""

    reads: Reads
    reports: list[Report]
    light: list[Reading]


def look_over(given: Reads) -> Seen:
    """Every report looked at once. What an outlet prints on page after page is known from here on: it depends on no
    more than the reports there are, and so does the record."""
    found: dict[str, tuple[Report, Reading]] = {}
    pages: list[Printed] = []
    for name in given.ids():
        report, reading = given.whole(name)
        found[report.id] = given.lasting(report, little(report, reading))
        page = printed(report, reading)
        if page is not None:
            pages.append(page)
    furniture = repeated(pages, lambda name: found[name][0])
    reads = Parted(given, furniture) if furniture else given
    for name in furniture:
        report, reading = reads.whole(name)
        found[name] = reads.lasting(report, little(report, reading))
    ordered = [found[report.id] for report in canonical(report for report, _ in found.values())]
    return Seen(reads, [report for report, _ in ordered], [reading for _, reading in ordered])


def little(report: Report, reading: Reading) -> Reading:
    """What grouping needs of a reading together with all others."""
    times = reading.times if report.published is None else tuple(time for time in reading.times if waits(time))
    return Reading(report=report.id, entities=reading.entities, times=times)


def infer_days(
    reports: Sequence[Report], reading: Callable[[Report], Reading], telling: Telling, resolve: Resolve
) -> dict[str, Dated]:
    """The days of undated reports, from the stories that dated ones tell too. Stories never use inferred days."""
    undated = {report.id for report in reports if report.published is None}
    stories = [story for story in telling.titled if not undated.isdisjoint(story.reports)]
    told = {report for story in stories for report in story.reports}
    here = [report for report in reports if report.id in told]
    return date_undated(here, [reading(report) for report in here], stories, resolve)


def count_from(
    reports: Sequence[Report], light: Sequence[Reading], reading: Callable[[Report], Reading], telling: Telling
) -> dict[str, dict[str, Found]]:
    """By report and expression, the events that times count from: what all reports of their story tell of these."""
    waiting = {one.report for one in light if any(map(waits, one.times))}
    by_id = {report.id: report for report in reports}
    found: dict[str, dict[str, Found]] = {}
    for story in telling.titled:
        if not waiting.isdisjoint(story.reports):
            here = [by_id[name] for name in story.reports]
            found |= anchors(here, [reading(report) for report in here], [story])
    return found


class Reuse:
    """What was made before from the same values, where it is kept. `content` gives a hash of a report as read."""

    def __init__(self, content: Callable[[Report], str], kept: Kept | None = None) -> None:
        self._content, self._kept = content, kept

    def key(self, *given: object) -> str:
        """A hash of all that something is made from; nothing where nothing is kept."""
        if self._kept is None:
            return ""
        return hashlib.sha256(msgspec.msgpack.encode((__version__, rules.fingerprint(), *given))).hexdigest()

    def reports(self, reports: Sequence[Report]) -> list[object]:
        """What stands for reports in such a hash: themselves as read, and what is known of them through the others."""
        if self._kept is None:
            return []
        return [(self._content(one), one.published, one.version_of, one.version, one.changed) for one in reports]

    def get(self, key: str) -> bytes | None:
        """What is kept under a key, or null."""
        return self._kept.get(key) if self._kept is not None else None

    def put(self, key: str, content: bytes) -> bytes:
        """Keeps what was made, where anything is kept, and gives it back."""
        if self._kept is not None:
            self._kept.put(key, content)
        return content

    def made(self, key: str, make: Callable[[], object]) -> bytes:
        """What is kept under a key, or else is made now, packed."""
        content = self.get(key)
        return self.put(key, msgspec.msgpack.encode(make())) if content is None else content


Work = Callable[[Sequence[Report], Sequence[Reading]], object]
"""What is made of a portion's reports; it can be sent to another process."""

WORTH_SENDING = 50_000
"""Characters of reports outside the largest portion from which others are asked for help. On news a portion takes some
10 µs a character to group and reconcile and .2 to send, and a process some .3 s to get ready for its first."""

_read = msgspec.msgpack.Decoder(list[tuple[Report, Reading]])


class Piece(NamedTuple):
    """One portion's work with the reports and readings it needs, packed, so that any process can do it."""

    work: Work
    read: bytes

    def make(self) -> bytes:
        """What the work makes, packed."""
        read = _read.decode(self.read)
        return msgspec.msgpack.encode(self.work([report for report, _ in read], [reading for _, reading in read]))


Begin = Callable[[Piece], Callable[[], bytes]]
"""Hands a piece to somebody else, and gives what waits until it is made. Waits itself while many are under way."""


WORTH_COMPARING = 250_000
"""The same for looking for shared wording, which takes some 2 µs a character."""


class Asked(NamedTuple):
    """What is to be made of the reports in some places, and the key it is kept under; of their readings the whole, or
    what grouping needs of all at once."""

    key: str
    places: tuple[int, ...]
    work: Work
    is_whole: bool = True


class Done(NamedTuple):
    """What was made: under which key, and packed small; of a portion with ids of entities of its own."""

    key: str
    packed: bytes

    @classmethod
    def of(cls, key: str, content: bytes) -> Done:
        """To be held with those of all other portions."""
        return cls(key, zlib.compress(content, FAST))

    @property
    def content(self) -> bytes:
        """In MessagePack."""
        return zlib.decompress(self.packed)


class Portions:
    """A collection on its way through grouping and reconciliation. `reading` gives the reading of a report.

    Where somebody else can `begin` a portion, all are handed out if that repays; the order they are made in plays no
    part in what comes of them.
    """

    def __init__(
        self,
        reports: Sequence[Report],
        whole: Whole,
        reading: Callable[[Report], Reading],
        reuse: Reuse,
        begin: Begin | None = None,
    ) -> None:
        self.reports, self.whole, self.reading, self.reuse = reports, whole, reading, reuse
        self.copied = self._share_wording(begin)
        places = [portion.places for portion in whole.portions(self.copied)]
        self._begin = begin if self._repays(places, WORTH_SENDING) else None
        grouped = (self._to_group(portion) for portion in whole.portions(self.copied))
        self.grouped = list(self._made(grouped, self._begin))

    def _repays(self, parts: Sequence[Sequence[int]], worth: int) -> bool:
        """Whether there is enough beside the largest part for others to help."""
        sizes = [self._size(places) for places in parts]
        return sum(sizes) - max(sizes, default=0) >= worth

    def _share_wording(self, begin: Begin | None) -> Copied:
        """What the reports copy from each other."""
        rows: list[Copy] = []
        texts: list[tuple[str, str, int]] = []
        asked = [self._to_share(circle) for circle in self.whole.circles()]
        repays = self._repays([one.places for one in asked], WORTH_COMPARING)
        for one in self._made(asked, begin if repays else None):
            found = msgspec.msgpack.decode(one.content, type=Copied)
            rows.extend(found.rows)
            texts.extend(found.texts)
        return Copied(rows=tuple(rows), texts=tuple(texts))

    def _to_share(self, circle: Circle) -> Asked:
        key = self.reuse.key("copies", self.reuse.reports(self._at(circle.places)), circle.stories, circle.rulings)
        return Asked(key, circle.places, partial(share_wording, circle=circle), is_whole=False)

    def _at(self, places: Iterable[int]) -> list[Report]:
        return [self.reports[place] for place in places]

    def _size(self, places: Iterable[int]) -> int:
        return sum(len(report.text) for report in self._at(places))

    def _made(self, asked: Iterable[Asked], begin: Begin | None) -> Iterator[Done]:
        """What is asked, in its order: what is kept, or else made now, by others who can `begin` it."""
        if begin is None:
            for one in asked:
                yield Done.of(one.key, self.reuse.made(one.key, partial(self._do, one)))
        else:
            yield from self._made_elsewhere(list(asked), begin)

    def _do(self, one: Asked) -> object:
        return one.work(self._at(one.places), self._readings(one))

    def _readings(self, one: Asked) -> list[Reading]:
        if not one.is_whole:
            return self.whole.readings(one.places)
        return [self.reading(report) for report in self._at(one.places)]

    def _made_elsewhere(self, asked: Sequence[Asked], begin: Begin) -> Iterator[Done]:
        """The same, the largest begun first, so that none is waited for alone at the end."""
        found: list[bytes | None] = [self.reuse.get(one.key) for one in asked]
        missing = [n for n, content in enumerate(found) if content is None]
        missing.sort(key=lambda n: -self._size(asked[n].places))
        coming = {n: begin(self._piece(asked[n])) for n in missing}
        for n, (one, content) in enumerate(zip(asked, found, strict=True)):
            yield Done.of(one.key, self.reuse.put(one.key, coming[n]()) if content is None else content)

    def _piece(self, one: Asked) -> Piece:
        pairs = zip(self._at(one.places), self._readings(one), strict=True)
        return Piece(one.work, msgspec.msgpack.encode(list(pairs)))

    def _to_group(self, portion: Portion) -> Asked:
        reports = self._at(portion.places)
        names = portion.names.entities, sorted(portion.names.entity_of.items()), sorted(portion.calls.items())
        told = dataclasses.astuple(portion.telling)
        key = self.reuse.key("group", self.reuse.reports(reports), told, names, portion.copied, portion.rulings)
        return Asked(key, portion.places, partial(_group, portion=portion))

    def gather(self) -> Grouping:
        """What was grouped, as one, its events packed."""
        events: list[tuple[str, bytes]] = []
        light = []
        for one, portion in zip(self.grouped, self.whole.portions(self.copied), strict=True):
            found = msgspec.msgpack.decode(relabelled(one.content, portion.names.known), type=Grouping)
            events.extend((event.id, encode_row(event)) for event in found.events)
            light.append(replace(found, events=()))
        grouping = self.whole.gather(share(light, {}), self.copied)
        order = {report.id: place for place, report in enumerate(self.reports)}
        events.sort(key=lambda row: _told(grouping.firsts[row[0]], order))
        return replace(grouping, events=as_rows(Rows(Event, (row for _, row in events))))

    def reconcile(self, grouping: Grouping, changed: Set[str] = frozenset(), lines: int = A_STORY) -> Reconciliation:
        """All portions reconciled and laid together. `grouping` is that of all, in which people changed the rows of
        the ids `changed`; `lines` are the most that the brief has of a story. Truces that several portions tell are
        looked at once more."""
        rows: dict[str, Row] = {row.id: row for table in _tables(grouping) for row in table} if changed else {}
        views, told = [], []
        pairs = zip(self.grouped, self.whole.portions(self.copied), strict=True)
        asked = (
            self._to_reconcile(one, portion, _concerning(one, portion, changed, rows) if changed else {}, lines)
            for one, portion in pairs
        )
        made = self._made(asked, self._begin)
        for done, portion in zip(made, self.whole.portions(self.copied), strict=True):
            views.append(msgspec.msgpack.decode(relabelled(done.content, portion.names.known), type=Reconciliation))
            told.append([self.reports[place].id for place in portion.places])
        for together in one_truce(views):
            names = {name for n in together for name in told[n]}
            for n, view in zip(together, self._unite([views[n] for n in together], names, grouping), strict=True):
                views[n] = view
        return combine(views, self.reports, grouping)

    def _to_reconcile(self, one: Done, portion: Portion, decided: Mapping[str, Row], lines: int) -> Asked:
        key = self.reuse.key("reconcile", one.key, list(decided.values()), lines)
        work = partial(_reconcile, portion=portion, grouped=one.content, decided=decided, lines=lines)
        return Asked(key, portion.places, work)

    def _unite(self, views: Sequence[Reconciliation], names: Set[str], grouping: Grouping) -> Sequence[Reconciliation]:
        reports = [report for report in self.reports if report.id in names]
        here = replace(
            grouping,
            entities=tuple(e for e in grouping.entities if any(one.report in names for one in e.mentions)),
            stories=tuple(story for story in grouping.stories if story.reports[0] in names),
            events=tuple(event for event in grouping.events if event.reports[0] in names),
        )
        return unite(views, reports, [adopt(self.reading(report), here) for report in reports], here)


def _group(reports: Sequence[Report], readings: Sequence[Reading], portion: Portion) -> Grouping:
    return replace(group_portion(reports, readings, portion), entities=(), entity_of={})


def _reconcile(
    reports: Sequence[Report],
    readings: Sequence[Reading],
    portion: Portion,
    grouped: bytes,
    decided: Mapping[str, Row],
    lines: int,
) -> Reconciliation:
    names, grouping = portion.names, msgspec.msgpack.decode(grouped, type=Grouping)
    here = as_decided(replace(grouping, entities=names.entities, entity_of=names.entity_of), names.known, decided)
    return consider(reports, [adopt(reading, here) for reading in readings], here, portion.rulings, lines)


def _concerning(one: Done, portion: Portion, changed: Set[str], rows: Mapping[str, Row]) -> dict[str, Row]:
    """Of the rows that people changed those of one portion, and the places they put its events to."""
    grouping = msgspec.msgpack.decode(one.content, type=Grouping)
    own = {row.id for table in (grouping.events, grouping.stories, grouping.storylines) for row in table}
    found = {name: rows[name] for name in sorted(changed & (own | set(portion.names.known.values())))}
    for row in list(found.values()):
        place = row.where.entity if isinstance(row, Event) and row.where else None
        if place is not None and place in rows:
            found[place] = rows[place]
    return found


def as_decided(grouping: Grouping, known: Mapping[str, str], decided: Mapping[str, Row]) -> Grouping:
    """A portion's grouping with the rows that people changed; `known` maps its ids of entities to the record's, in
    which `decided` are given."""
    if not decided:
        return grouping
    own = {new: old for old, new in known.items()}

    def of(rows: tuple[Any, ...]) -> tuple[Any, ...]:
        return tuple(relabel(decided[row.id], own) if row.id in decided else row for row in rows)

    events = of(grouping.events)
    entities = [
        replace(row, kind=cast("Entity", decided[known[row.id]]).kind) if known[row.id] in decided else row
        for row in grouping.entities
    ]
    places = {event.where.entity for event in events if event.where} - {row.id for row in entities}
    entities += [row for name, row in decided.items() if isinstance(row, Entity) and name in places]
    return replace(
        grouping,
        entities=tuple(entities),
        events=events,
        stories=of(grouping.stories),
        storylines=of(grouping.storylines),
    )


def differing(before: Grouping, after: Grouping) -> frozenset[str]:
    """The ids of events, stories, storylines and entities that are not the same in both."""
    old = {row.id: row for table in _tables(before) for row in table}
    return frozenset(row.id for table in _tables(after) for row in table if old.get(row.id) != row)


def _tables(grouping: Grouping) -> tuple[Sequence[Row], ...]:
    return grouping.events, grouping.stories, grouping.storylines, grouping.entities


class Tables(NamedTuple):
    """Rows of single reports, in the terms of the record and in its order, packed."""

    times: tuple[Time, ...]
    quotes: tuple[Quote, ...]
    mentions: tuple[Mention, ...]
    claims: tuple[Claim, ...]


def tables_of(reports: Sequence[Report], reading: Callable[[Report], Reading], grouping: Grouping) -> Tables:
    """What each report tells by itself; `reading` gives its reading, for a moment."""
    times, quotes, mentions, claims = Rows(Time), Rows(Quote), Rows(Mention), Rows(Claim)
    in_place = attrgetter("start", "end", "id")
    for report in reports:
        found = adopt(reading(report), grouping)
        times.add(map(encode_row, sorted(found.times, key=in_place)))
        quotes.add(map(encode_row, found.quotes))
        mentions.add(map(encode_row, sorted(found.mentions, key=in_place)))
        claims.add(map(encode_row, found.claims))
    return Tables(as_rows(times), as_rows(quotes), as_rows(mentions), as_rows(claims))


def _told(first: First, order: Mapping[str, int]) -> tuple[int, int, int, str]:
    return order[first.report], first.start, first.end, first.tie
