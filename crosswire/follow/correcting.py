"""Puts the values people decided in the place of those that were read. The words stay as they are."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple, TypeVar

from msgspec.structs import replace

from crosswire.base import (
    UNKNOWN,
    Corrected,
    Decision,
    Interval,
    Mention,
    Number,
    Quote,
    Reading,
    Ruling,
    Where,
    told_days,
    told_number,
)
from crosswire.follow.naming import Names
from crosswire.follow.values import codes, kind, number, when

Row = TypeVar("Row", Mention, Quote)
SPEAKERS = ("person", "organisation", "group", "place")
PLACE_PRECISION = 3
"""Of a place of which nothing more is known: a town."""


class Corrections(NamedTuple):
    """A reading corrected, what was changed in it, and who was found to be whom on the way."""

    reading: Reading
    changed: tuple[Corrected, ...] = ()
    same: tuple[tuple[str, str], ...] = ()


def correct(reading: Reading, decision: Decision, row: str, names: Names) -> Corrections:
    """One value of one row of a reading, as decided."""
    made: Callable[[Reading, Decision, str, Names], Corrections] = {
        "date": _date,
        "place": _place,
        "speaker": _speaker,
        "type": _type,
        "number": _number,
    }[decision.field or "date"]
    return made(reading, decision, row, names)


def reject(reading: Reading, row: str) -> Reading:
    """The reading without one mention, quotation, number or claim; nothing leads there any more."""
    mentions = tuple(
        replace(
            one,
            nested=None if one.nested == row else one.nested,
            about=None if one.about == row else one.about,
            numbers=_without(one.numbers, row),
        )
        if row in {one.nested, one.about} or any(n.id == row for n in one.numbers)
        else one
        for one in reading.mentions
        if one.id != row
    )
    return replace(
        reading,
        mentions=mentions,
        quotes=tuple(one for one in reading.quotes if one.id != row),
        numbers=_without(reading.numbers, row),
        claims=tuple(one for one in reading.claims if one.id != row),
    )


def _without(numbers: tuple[Number, ...], row: str) -> tuple[Number, ...]:
    kept = (one for one in numbers if one.id != row)
    return tuple(replace(one, parent=None) if one.parent == row else one for one in kept)


def _date(reading: Reading, decision: Decision, row: str, names: Names) -> Corrections:
    value = when(decision.value or "")
    for mention in reading.mentions:
        if mention.id == row and value:
            changed = _changed(row, "date", told_days(mention.when), told_days(value))
            return Corrections(_with(reading, replace(mention, when=value)), changed)
    for quote in reading.quotes:
        if quote.id == row and value:
            said = Interval(from_=value.from_, to=value.to)
            return Corrections(
                _quoted(reading, replace(quote, said=said)),
                _changed(row, "date", told_days(quote.said), told_days(value)),
            )
    return Corrections(reading)


def _place(reading: Reading, decision: Decision, row: str, names: Names) -> Corrections:
    mention = next((one for one in reading.mentions if one.id == row), None)
    if mention is None or not decision.value:
        return Corrections(reading)
    called = {entity.id: entity.name for entity in reading.entities}
    found = names.name(reading, decision.value, ("place",))
    entity = next(one for one in found.reading.entities if one.id == found.id)
    where = Where(entity=found.id, precision=entity.precision or PLACE_PRECISION)
    before = called.get(mention.where.entity or "") if mention.where else None
    return Corrections(
        _with(found.reading, replace(mention, where=where)),
        _changed(row, "place", before, entity.name),
        ((found.id, found.same_as),) if found.same_as else (),
    )


def _speaker(reading: Reading, decision: Decision, row: str, names: Names) -> Corrections:
    quote = next((one for one in reading.quotes if one.id == row), None)
    if quote is None or not decision.value:
        return Corrections(reading)
    called = {entity.id: entity.name for entity in reading.entities}
    before = called.get(quote.speaker or "") or (UNKNOWN if quote.anonymous else None)
    if decision.value.casefold() == UNKNOWN:
        changed = replace(quote, speaker=None, anonymous=True)
        return Corrections(_quoted(reading, changed), _changed(row, "speaker", before, UNKNOWN))
    found = names.name(reading, decision.value, SPEAKERS)  # type: ignore[arg-type]
    entity = next(one for one in found.reading.entities if one.id == found.id)
    chain = tuple(
        replace(link, entity=found.id) if place == len(quote.chain) - 1 else link
        for place, link in enumerate(quote.chain)
    )
    changed = replace(quote, speaker=found.id, anonymous=False, chain=chain)
    return Corrections(
        _quoted(found.reading, changed),
        _changed(row, "speaker", before, entity.name),
        ((found.id, found.same_as),) if found.same_as else (),
    )


def _type(reading: Reading, decision: Decision, row: str, names: Names) -> Corrections:
    mention = next((one for one in reading.mentions if one.id == row), None)
    value = kind(decision.value or "")
    if mention is None or value is None:
        return Corrections(reading)
    named, subtype = value
    changed = replace(mention, type=named, subtype=subtype, codes=codes(named))
    return Corrections(
        _with(reading, changed), _changed(row, "type", mention.subtype or mention.type, subtype or named)
    )


def _number(reading: Reading, decision: Decision, row: str, names: Names) -> Corrections:
    value = number(decision.value or "")
    held = [*reading.numbers, *(one for mention in reading.mentions for one in mention.numbers)]
    old = next((one for one in held if one.id == row), None)
    if old is None or value is None:
        return Corrections(reading)

    def put(numbers: tuple[Number, ...]) -> tuple[Number, ...]:
        return tuple(replace(one, low=value[0], high=value[1]) if one.id == row else one for one in numbers)

    mentions = tuple(
        replace(one, numbers=put(one.numbers)) if any(n.id == row for n in one.numbers) else one
        for one in reading.mentions
    )
    changed = _changed(row, "number", told_number(old.low, old.high), told_number(*value))
    return Corrections(replace(reading, numbers=put(reading.numbers), mentions=mentions), changed)


def _with(reading: Reading, mention: Mention) -> Reading:
    return replace(reading, mentions=tuple(mention if one.id == mention.id else one for one in reading.mentions))


def _quoted(reading: Reading, quote: Quote) -> Reading:
    return replace(reading, quotes=tuple(quote if one.id == quote.id else one for one in reading.quotes))


def _changed(row: str, field: str, before: str | None, after: str | None) -> tuple[Corrected, ...]:
    return (Corrected(row=row, field=field, before=before, after=after),)


def ruling(decision: str, one: str, other: str, why: str) -> Ruling:
    """That a name put into a report is the one another report knows."""
    return Ruling(decision=decision, kind="merge", of="entity", why=why, things=((one,), (other,)))
