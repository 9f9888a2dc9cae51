"""One passage with what the other rooms found in it, looked up by token."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Sequence
from typing import TypeVar

from crosswire import rules
from crosswire.base import Entity, Number, Quote, Report, Time
from crosswire.extract.events.domains import is_deadly, is_peaceful
from crosswire.extract.events.kinds import kinds
from crosswire.grammar import Frame, Passage, Tree

_COUNTRY = 6
# Classes of nouns whose places say where somebody is from.
_PERSONS = frozenset({"actors", "officials", "bodies"})

Row = TypeVar("Row", Time, Number)


class Known:
    """What the other rooms found in a whole report, in the order of the text; made once a report."""

    def __init__(
        self,
        report: Report,
        entities: Sequence[Entity],
        times: Sequence[Time],
        quotes: Sequence[Quote],
        numbers: Sequence[Number],
    ) -> None:
        self.report = report
        self._peaceful: bool | None = None
        self._deadly: bool | None = None
        self.entities = {entity.id: entity for entity in entities}
        self.named = sorted((m.start, m.end, e.id, m.form) for e in entities for m in e.mentions)
        self.times = sorted(times, key=lambda t: (t.start, t.end))
        self.numbers = sorted(numbers, key=lambda n: (n.start, n.end))
        self.quoted = sorted(
            ((part.start, part.end, quote) for quote in quotes for part in quote.parts),
            key=lambda entry: (entry[0], entry[1], entry[2].id),
        )

    def is_peaceful(self) -> bool:
        """Whether the report as a whole speaks of accidents, sport or computers; asked only where violence is read."""
        if self._peaceful is None:
            self._peaceful = is_peaceful(self.report.text)
        return self._peaceful

    def is_deadly(self) -> bool:
        """Whether the report speaks of arms or of a disaster at all."""
        if self._deadly is None:
            self._deadly = is_deadly(self.report.text)
        return self._deadly


class Scene:
    """The part of `Known` that lies in one passage, by token and by governing predicate."""

    def __init__(self, known: Known, passage: Passage) -> None:
        self.known = known
        self.report = known.report
        self.passage = passage
        self.frames = passage.frames
        self.tree: Tree = self.frames[0].tree
        self._end = passage.start + len(passage.text)
        self.heads = {frame.head for frame in self.frames}
        self.entity_of: dict[int, str] = {}
        self.form_of: dict[int, str] = {}
        self.clauses: dict[int, list[Frame]] = defaultdict(list)
        for frame in self.frames:
            if frame.parent is not None and frame.link == "complement":
                self.clauses[frame.parent.head].append(frame)
        self._place_entities()
        self.times = self._by_predicate(known.times)
        self._lift_leaning()
        self.numbers = self._by_predicate(known.numbers)
        self.places = self._find_places()

    @property
    def opens(self) -> str:
        """ "headline" or "body" where the passage is the report's headline or the first of its body, else ""."""
        first = next((block for block in self.report.blocks if block.kind == "body"), None)
        opening = first is not None and first.start <= self.passage.start < first.end
        return self.passage.kind if opening or self.passage.kind == "headline" else ""

    def _inside(self, start: int) -> bool:
        return self.passage.start <= start < self._end

    def token_at(self, offset: int) -> int:
        """The token that holds a character of the report's text."""
        return max(0, bisect_right(self.tree.begin, offset - self.passage.start) - 1)

    def _place_entities(self) -> None:
        """Later, longer names win on the tokens they share with shorter ones."""
        for start, end, name, form in self.known.named:
            if start >= self._end:
                break
            if self._inside(start):
                for token in range(self.token_at(start), self.token_at(end - 1) + 1):
                    self.entity_of.setdefault(token, name)
                    self.form_of.setdefault(token, form)

    def _find_places(self) -> dict[int, list[tuple[str, int]]]:
        """By predicate, each place that stands behind a preposition that says where, with that preposition; not where
        somebody is from or of."""
        tree, found = self.tree, defaultdict[int, list[tuple[str, int]]](list)
        near = rules.words("en/grammar", "cast", "whereabouts")
        for noun, name in sorted(self.entity_of.items()):
            entity = self.known.entities[name]
            above = tree.head[noun]
            if entity.kind != "place" or tree.dep[noun] != "pobj" or tree.lower[above] not in near:
                continue
            if kinds(tree, tree.head[above]).isdisjoint(_PERSONS):
                found[self.predicate_over(noun)].append((tree.lower[above], noun))
        return found

    def _by_predicate(self, rows: Sequence[Row]) -> dict[int, list[Row]]:
        found: dict[int, list[Row]] = defaultdict(list)
        for row in rows:
            if row.start >= self._end:
                break
            if self._inside(row.start):
                found[self.predicate_over(self.token_at(row.end - 1))].append(row)
        return found

    def _lift_leaning(self) -> None:
        """Times that count from an event date the clause above it: "a day after the truce ended, shells fell"."""
        for head in [head for head, rows in self.times.items() if any(row.basis == "event" for row in rows)]:
            leaning = [row for row in self.times[head] if row.basis == "event"]
            self.times[head] = [row for row in self.times[head] if row.basis != "event"]
            for row in leaning:
                above = self._above_event(row)
                if above is not None:
                    self.times.setdefault(above, []).append(row)

    def _above_event(self, row: Time) -> int | None:
        """The predicate dated by a time that counts from the event told after it; null where it dates none."""
        tree, last = self.tree, self.token_at(row.end - 1)
        by = next((at for at in (last, last + 1) if at < len(tree.dep) and tree.dep[at] in ("mark", "prep")), None)
        if by is None:
            return self.predicate_over(last)
        over = tree.head[by] if tree.dep[by] == "prep" else tree.head[tree.head[by]]
        if tree.dep[by] == "mark" and over == tree.head[by]:
            return None
        return self.predicate_over(over)

    def predicate_over(self, token: int) -> int:
        """The nearest predicate at or above a token."""
        tree = self.tree
        while token not in self.heads and tree.head[token] != token:
            token = tree.head[token]
        return token

    def offsets(self, start: int, end: int) -> tuple[int, int]:
        """Report offsets of the tokens start..end, end excluded."""
        first, last = self.tree.characters(start, end)
        return self.passage.start + first, self.passage.start + last

    def text(self, start: int, end: int) -> str:
        return self.report.text[start:end]

    def entity_at(self, noun: int) -> str | None:
        """The entity of a phrase's head, or of the name in apposition to it."""
        found = self.entity_of.get(noun)
        if found is None:
            for below in self.tree.below(noun, "appos"):
                found = found or self.entity_of.get(below)
        return found

    def entity(self, noun: int) -> Entity | None:
        name = self.entity_at(noun)
        return self.known.entities.get(name) if name is not None else None

    def is_country(self, noun: int) -> bool:
        """Whether a place name stands for a state: "Varenne strikes"."""
        entity = self.entity(noun)
        if entity is None:
            return False
        return self.form_of.get(noun) == "metonym" or (entity.kind == "place" and entity.precision == _COUNTRY)

    def is_known_place(self, noun: int) -> bool:
        """Whether a name is that of a place on the map; any other place name may be somebody's."""
        entity = self.entity(noun)
        return entity is not None and entity.kind == "place" and entity.precision is not None

    def quote_at(self, start: int, end: int) -> Quote | None:
        """The innermost quotation a clause stands in."""
        around = [
            (last - first, n) for n, (first, last, _) in enumerate(self.known.quoted) if first <= start and end <= last
        ]
        return self.known.quoted[min(around)[1]][2] if around else None
