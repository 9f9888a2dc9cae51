"""Stretches that the next expression bounds: "the quarter ended June 30", "the first three months of 2016"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Literal

from crosswire.base import Time
from crosswire.extract.times.calendar.length import Length, length
from crosswire.extract.times.calendar.periods import Period, clamp, period_of, shift
from crosswire.extract.times.normalisation.durations import length_of
from crosswire.extract.times.normalisation.sense import Context, Sense
from crosswire.extract.times.recognition.lexicon import check_words
from crosswire.extract.times.recognition.reading import Meaning, Node

_NAMED = ("the_unit", "part_of_year", "narrative")
_UNITS = {"period": "quarter"}


@dataclass(frozen=True, slots=True)
class Stretch:
    """How the expression after one bounds it: it `ends` it, or is what it lies `inside`."""

    relation: Literal["ends", "inside"]

    @classmethod
    def between(cls, text: str, rows: Sequence[Time], node: Node | None, language: str) -> Stretch | None:
        """The relation the words between two rows tell, or null."""
        if len(rows) < 2 or node is None or node.made not in ("DUR", "DATE"):
            return None
        words = text[rows[0].end : rows[1].start].lower().split()
        if len(words) == 1 and words[0] in check_words("ended_by", language):
            return cls("ends")
        counted = len(words) == 1 and words[0] in check_words("part_of", language) and _side(node.values[node.made])
        return cls("inside") if counted else None

    def told(self, context: Context, beyond: Sense | None) -> Context:
        """The context of the first, once it is known what the second means."""
        if beyond is None or beyond.period is None:
            return context
        if self.relation == "inside":
            return replace(context, inside=beyond.period)
        return replace(context, ends=beyond.period.end - timedelta(days=1))


def ended(found: Sense, meaning: Meaning, context: Context) -> Sense:
    """A stretch that ends on a day named. A quarter keeps the name it is given, or is that of the calendar in which its
    middle lies; its interval is the one told."""
    size = _size(meaning) if context.ends is not None else None
    if context.ends is None or size is None or not size.whole or size.count is None:
        return found
    after = clamp(context.ends.toordinal() + 1)
    first = shift(Period("day", after), -size.steps, size.unit_of_calendar).start
    told = replace(found, first=first, until=after, basis=context.basis, anchor=context.spoken)
    if found.kind == "DURATION":
        return replace(told, period=Period("day", first))
    if size.unit != "quarter" or found.period is None:
        return found
    middle = clamp((first.toordinal() + after.toordinal()) // 2)
    label = period_of(middle, "quarter")
    if meaning.make == "part_of_year":
        label = replace(label, start=found.period.start.replace(year=context.ends.year))
    return replace(told, value=label.value, period=label)


def opening(found: Sense, meaning: Meaning, context: Context) -> Sense:
    """The first or last so many units of a stretch."""
    size, side = _size(meaning), _side(meaning)
    if context.inside is None or size is None or not size.whole or size.count is None or not side:
        return found
    edge = Period("day", context.inside.start if side > 0 else context.inside.end)
    first, last = sorted((edge.start, shift(edge, side * size.steps, size.unit_of_calendar).start))
    return replace(
        found, period=Period("day", first), until=last, basis=context.basis if found.basis else None, anchor=None
    )


def _side(meaning: Meaning) -> int:
    """1 for the first so many units, -1 for the last, 0 for anything else."""
    if meaning.make != "stretch":
        return 0
    return int(meaning.slots.get("side") or min(meaning.slots.get("which", 0), 0))


def _size(meaning: Meaning) -> Length | None:
    if meaning.make in _NAMED:
        unit = meaning.slots.get("unit")
        return length(1, _UNITS.get(unit, unit)) if isinstance(unit, str) else None
    return length_of(meaning) if meaning.make in ("stretch", "duration", "bounded", "lengths") else None
