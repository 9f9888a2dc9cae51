"""Entities of single reports to entities of the record."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from typing import NamedTuple

from msgspec.structs import replace

from crosswire.base import Entity, EntityKind, EntityMention, Ruling, row_id
from crosswire.group.decided import rearrange
from crosswire.group.names import (
    initials,
    is_acronym,
    is_initial,
    is_surname,
    key,
    same_person,
    short_forms,
    surname,
    turned,
)
from crosswire.group.shelf import Shelf

BODIES = frozenset({"organisation", "group"})
MOST = 0.5
"""Part of the mentions of a bare word that must take it for a place for the others to follow."""


class Joined:
    """Sets that grow together; the lowest member stands for each."""

    def __init__(self, size: int) -> None:
        self._up = list(range(size))

    def root(self, i: int) -> int:
        """The lowest member of i's set."""
        while self._up[i] != i:
            self._up[i] = self._up[self._up[i]]
            i = self._up[i]
        return i

    def join(self, a: int, b: int) -> None:
        """Makes one set of two."""
        a, b = self.root(a), self.root(b)
        self._up[max(a, b)] = min(a, b)


class Share(NamedTuple):
    """The entities that some of the reports name, with ids of their own, so that what is said of these reports does not
    hang on the others: who they are is told by all reports, their aliases, roles and mentions by these alone.

    `entity_of` maps the readings' ids to these ids, `known` these to the record's.
    """

    entities: tuple[Entity, ...]
    entity_of: dict[str, str]
    known: dict[str, str]


class Cast:
    """All entities of all readings in canonical order, joined step by step."""

    def __init__(
        self,
        shelf: Shelf,
        stories: Sequence[Sequence[int]],
        lines: Sequence[Sequence[int]],
        rulings: Sequence[Ruling] = (),
    ) -> None:
        self.rulings = rulings
        self.shelf = shelf
        self.items: list[Entity] = []
        self.place: list[int] = []
        for i, reading in enumerate(shelf.readings):
            for entity in sorted(reading.entities, key=_first_place):
                self.items.append(entity)
                self.place.append(i)
        self.firsts = [_first_mention(entity) for entity in self.items]
        self.twins = self._twins()
        self.sets = Joined(len(self.items))
        self.long = [_long_keys(entity) for entity in self.items]
        self._join_keys()
        self._join_spellings()
        for circle in (stories, lines):
            home = {i: n for n, members in enumerate(circle) for i in members}
            self._join_short(home)
        for circle in (stories, lines):
            home = {i: n for n, members in enumerate(circle) for i in members}
            self._join_cut(home)
            self._join_tails(home)
        self._join_kinds({i: n for n, members in enumerate(lines) for i in members})
        self._join_acronyms({i: n for n, members in enumerate(lines) for i in members})

    def _join_keys(self) -> None:
        first: dict[tuple[str, str], int] = {}
        for n, entity in enumerate(self.items):
            for name in self.long[n]:
                self.sets.join(n, first.setdefault(("body" if entity.kind in BODIES else entity.kind, name), n))

    def _join_spellings(self) -> None:
        """Persons whose full names are spellings of one another, looked for among like surnames and given names."""
        blocks: dict[str, set[tuple[str, int]]] = defaultdict(set)
        for n, entity in enumerate(self.items):
            if entity.kind == "person":
                for name in self.long[n]:
                    blocks[f"s {surname(name)}"].add((name, self.sets.root(n)))
                    blocks[f"g {name.split()[0]}"].add((name, self.sets.root(n)))
        for _, block in sorted(blocks.items()):
            names = sorted(block)
            for x, (one, a) in enumerate(names):
                for other, b in names[x + 1 :]:
                    if self.sets.root(a) != self.sets.root(b) and same_person(one, other):
                        self.sets.join(a, b)

    def _join_short(self, home: Mapping[int, int]) -> None:
        """A surname or an initialled name joins the only full-named person it fits in its circle, else its likes."""
        full: dict[tuple[int, str], dict[int, set[str]]] = defaultdict(lambda: defaultdict(set))
        for n, entity in enumerate(self.items):
            if entity.kind == "person":
                for name in self.long[n]:
                    full[home[self.place[n]], surname(name)][self.sets.root(n)].update(self.long[n])
        alone: dict[tuple[int, str], int] = {}
        for n, entity in enumerate(self.items):
            if not _may_be_surname(entity) or not _is_short(self.long[n]):
                continue
            spot = (home[self.place[n]], surname(key(entity.name)))
            short = [name for name in self.long[n] if " " in name]
            fitting = sorted({self.sets.root(r) for r, names in full[spot].items() if _fits(short, names)})
            fitting = [r for r in fitting if r != self.sets.root(n)]
            if len(fitting) == 1:
                self.sets.join(n, fitting[0])
            elif not fitting and not short and entity.kind == "person":
                self.sets.join(n, alone.setdefault(spot, n))

    def _join_cut(self, home: Mapping[int, int]) -> None:
        """A body called by a part of its name ("the Marj Observatory", "Corvane") joins the only one of its circle that
        is so called, unless the part names something else there."""
        whole: dict[tuple[int, str], set[int]] = defaultdict(set)
        others = {(home[i], key(e.name)) for i, e in zip(self.place, self.items, strict=True) if e.kind not in BODIES}
        for n, entity in enumerate(self.items):
            if entity.kind in BODIES:
                for form in short_forms(key(entity.name)):
                    whole[home[self.place[n]], form].add(n)
        for n, entity in enumerate(self.items):
            spot = (home[self.place[n]], key(entity.name))
            if entity.kind in BODIES and entity.country is None and spot in whole and spot not in others:
                fitting = {self.sets.root(m) for m in whole[spot]} - {self.sets.root(n)}
                if len(fitting) == 1:
                    self.sets.join(n, fitting.pop())

    def _join_tails(self, home: Mapping[int, int]) -> None:
        """A body called by the last word of its name alone ("the Front") joins the only one of its circle so called.

        The town at the end of "council of Dremmel" is no such word.
        """
        whole: dict[tuple[int, str], set[int]] = defaultdict(set)
        for n, entity in enumerate(self.items):
            if entity.kind in BODIES and " " in (name := key(entity.name)) and " of " not in entity.name:
                whole[home[self.place[n]], name.rsplit(" ", 1)[-1]].add(n)
        for n, entity in enumerate(self.items):
            if entity.kind in BODIES and entity.name[:1].isupper() and " " not in (name := key(entity.name)):
                fitting = {self.sets.root(m) for m in whole[home[self.place[n]], name]} - {self.sets.root(n)}
                if len(fitting) == 1:
                    self.sets.join(n, fitting.pop())

    def _join_kinds(self, home: Mapping[int, int]) -> None:
        """One bare word taken for a place here and for a person or body there joins what most of a storyline take it
        for, unless somebody there has it for a surname."""
        full = {(home[self.place[n]], surname(name)) for n in range(len(self.items)) for name in self._full(n)}
        bare: dict[tuple[int, str], list[int]] = defaultdict(list)
        for n, entity in enumerate(self.items):
            spot = (home[self.place[n]], key(entity.name))
            if " " not in entity.name and not is_acronym(entity.name) and (spot[0], surname(spot[1])) not in full:
                bare[spot].append(n)
        for _, found in sorted(bare.items()):
            votes: Counter[EntityKind] = Counter()
            for n in found:
                votes[self.items[n].kind] += max(len(self.items[n].mentions), 1)
            kind, most = max(votes.items(), key=lambda one: (one[1], one[0]))
            if len(votes) > 1 and kind == "place" and most >= MOST * sum(votes.values()):
                for n in found:
                    if self.items[n].country is None or self.items[n].kind == kind:
                        self.sets.join(found[0], n)

    def _full(self, n: int) -> tuple[str, ...]:
        """The full names of an entity, where it is a person."""
        return self.long[n] if self.items[n].kind == "person" else ()

    def _join_acronyms(self, home: Mapping[int, int]) -> None:
        """An acronym joins the only organisation of its storyline whose words begin with its letters."""
        spelled: dict[tuple[int, str], set[int]] = defaultdict(set)
        for n, entity in enumerate(self.items):
            if entity.kind == "organisation" and not is_acronym(entity.name):
                spelled[home[self.place[n]], initials(entity.name)].add(n)
        for n, entity in enumerate(self.items):
            if entity.kind == "organisation" and is_acronym(entity.name) and len(key(entity.name)) > 2:
                fitting = {self.sets.root(m) for m in spelled[home[self.place[n]], key(entity.name)]}
                if len(fitting) == 1:
                    self.sets.join(n, fitting.pop())

    def rows(self) -> tuple[tuple[Entity, ...], dict[str, str]]:
        """The record's entities in canonical order, and the map from the readings' ids to theirs."""
        entity_of = {entity.id: self.merged[self._home[n]].id for n, entity in enumerate(self.items)}
        return tuple(sorted(self.merged.values(), key=self._order)), entity_of

    @cached_property
    def _groups(self) -> list[list[int]]:
        """Those joined, each ascending, and as people decided."""
        joined: dict[int, list[int]] = defaultdict(list)
        for n in range(len(self.items)):
            joined[self.sets.root(n)].append(n)
        groups = sorted(joined.values())
        if self.rulings:
            groups = rearrange(groups, self.rulings, {entity.id: n for n, entity in enumerate(self.items)})
        return groups

    @cached_property
    def _home(self) -> dict[int, int]:
        """The first of those that each was joined with."""
        return {n: members[0] for members in self._groups for n in members}

    @cached_property
    def merged(self) -> dict[int, Entity]:
        """The record's entities, by the first of those they were joined from."""
        names = {members[0]: self._id(members, _kind([self.items[n] for n in members])) for members in self._groups}
        entity_of = {entity.id: names[self._home[n]] for n, entity in enumerate(self.items)}
        return {members[0]: self._merge(names[members[0]], members, entity_of) for members in self._groups}

    @cached_property
    def _roots(self) -> dict[str, int]:
        return {entity.id: root for root, entity in self.merged.items()}

    def share(self, places: Iterable[int]) -> Share:
        """The entities that the reports at these places name."""
        inside: dict[int, list[int]] = defaultdict(list)
        for n in (n for place in sorted(places) for n in self._at[place]):
            inside[self._home[n]].append(n)
        names = {root: self._id(members, self.merged[root].kind) for root, members in inside.items()}
        rows = [self._part(root, members, names) for root, members in inside.items()]
        return Share(
            entities=tuple(sorted(rows, key=self._order)),
            entity_of={self.items[n].id: names[root] for root, members in inside.items() for n in members},
            known={name: self.merged[root].id for root, name in names.items()},
        )

    @cached_property
    def _at(self) -> dict[int, list[int]]:
        """The entities of each report's place."""
        found: dict[int, list[int]] = defaultdict(list)
        for n, place in enumerate(self.place):
            found[place].append(n)
        return found

    def _part(self, root: int, members: Sequence[int], names: Mapping[int, str]) -> Entity:
        whole, parts = self.merged[root], [self.items[n] for n in members]
        return replace(
            whole,
            id=names[root],
            aliases=_aliases(parts, whole.name),
            roles=tuple(role for part in parts for role in part.roles),
            parent=self._above(whole.parent, names),
            mentions=self._in_order(parts),
        )

    def _above(self, parent: str | None, names: Mapping[int, str]) -> str | None:
        """What a place lies in: the nearest of those with a name here, or else whatever it lies in."""
        up = parent
        seen: set[str] = set()
        while up is not None and up not in seen and up in self._roots:
            if self._roots[up] in names:
                return names[self._roots[up]]
            seen.add(up)
            up = self.merged[self._roots[up]].parent
        return self.merged[self._roots[parent]].name if parent in self._roots else parent

    def _id(self, members: Sequence[int], kind: EntityKind) -> str:
        leader = next((n for n in members if self.firsts[n] is not None), members[0])
        head, first = self.items[leader], self.firsts[leader]
        if first is None:
            return row_id("e", kind, head.id)
        twin = self.twins[leader]
        return row_id("e", kind, first.report, first.start, first.end, *([twin] if twin else []))

    def _twins(self) -> list[int]:
        """For each entity how many earlier ones of its report and kind begin with the same words."""
        seen: Counter[tuple[EntityMention | None, EntityKind]] = Counter()
        twins = []
        for first, entity in zip(self.firsts, self.items, strict=True):
            twins.append(seen[first, entity.kind] if first else 0)
            seen[first, entity.kind] += 1
        return twins

    def _order(self, entity: Entity) -> tuple[int, int, str]:
        if not entity.mentions:
            return (len(self.shelf.reports), 0, entity.id)
        return (self.shelf.place[entity.mentions[0].report], entity.mentions[0].start, entity.id)

    def _merge(self, name: str, members: Sequence[int], entity_of: Mapping[str, str]) -> Entity:
        parts = [self.items[n] for n in members]
        label = _label(parts)
        placed = next((part for part in parts if part.lat is not None), parts[0])
        parent = _common(part.parent for part in parts)
        return Entity(
            id=name,
            kind=_kind(parts),
            name=label,
            aliases=_aliases(parts, label),
            country=_common(part.country for part in parts),
            sector=_common(part.sector for part in parts),
            roles=tuple(role for part in parts for role in part.roles),
            qid=_common(part.qid for part in parts),
            lat=placed.lat,
            lon=placed.lon,
            parent=entity_of.get(parent, parent) if parent else None,
            precision=placed.precision,
            mentions=self._in_order(parts),
        )

    def _in_order(self, parts: Sequence[Entity]) -> tuple[EntityMention, ...]:
        mentions = (mention for part in parts for mention in part.mentions)
        return tuple(sorted(mentions, key=lambda m: (self.shelf.place[m.report], m.start, m.end)))


def _first_mention(entity: Entity) -> EntityMention | None:
    return min(entity.mentions, key=lambda mention: (mention.start, mention.end), default=None)


def _first_place(entity: Entity) -> tuple[int, str, str, str]:
    return (min((mention.start for mention in entity.mentions), default=0), entity.kind, entity.name, entity.id)


def _long_keys(entity: Entity) -> tuple[str, ...]:
    """The keys under which an entity is known to any reader: no bare surnames, no capitals standing for states."""
    names = (entity.name, *entity.aliases)
    if entity.kind == "person":
        return tuple(dict.fromkeys(k for name in names if " " in (k := key(name)) and not is_surname(name)))
    if entity.kind == "organisation":
        keys = [key(entity.name), *(key(n) for n in names if is_acronym(n) or n.count(" "))]
        return tuple(dict.fromkeys([*keys, *(other for k in keys if (other := turned(k)))]))
    return tuple(dict.fromkeys([key(entity.name), *(key(n) for n in names if is_acronym(n))]))


def _may_be_surname(entity: Entity) -> bool:
    """A person, or one bare word taken for something else of which nothing more is known."""
    bare = " " not in entity.name and entity.country is None and entity.lat is None and not is_acronym(entity.name)
    return entity.kind == "person" or (bare and entity.kind in {"organisation", "place"})


def _is_short(names: Sequence[str]) -> bool:
    """A person known by surname alone, or by an initial and a surname."""
    return all(len(name.split()[0]) == 1 or " " not in name for name in names)


def _fits(short: Sequence[str], full: Iterable[str]) -> bool:
    """Whether the person with these full names may be the one meant: a given name, and no other initial."""
    firsts = [name.split()[0] for name in full if len(name.split()[0]) > 1]
    if not firsts:
        return False
    return not short or any(is_initial(name.split()[0], first) for name in short for first in firsts)


def _aliases(parts: Sequence[Entity], label: str) -> tuple[str, ...]:
    return tuple(sorted({alias for part in parts for alias in (part.name, *part.aliases)} - {label}))


def _label(parts: Sequence[Entity]) -> str:
    """The name most used, full names before surnames and expansions before acronyms; ties to the earliest."""
    votes: Counter[str] = Counter()
    for part in parts:
        votes[part.name] += max(len(part.mentions), 1)
    return max(votes, key=lambda name: (" " in name, votes[name]))


def _kind(parts: Sequence[Entity]) -> EntityKind:
    """The kind most mentions speak for; a surname taken for a place follows the person it is."""
    votes: Counter[EntityKind] = Counter()
    for part in parts:
        votes[part.kind] += max(len(part.mentions), 1)
    if any(part.kind == "person" and " " in part.name for part in parts):
        return "person"
    return max(votes, key=lambda kind: votes[kind])


def _common(values: Iterable[str | None]) -> str | None:
    """The value most of them give; the first given of equals."""
    counts = Counter(value for value in values if value)
    return max(counts, key=lambda value: counts[value]) if counts else None
