"""Whose word a count is: the chain of the quotation it stands in."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from crosswire.base import ChainLink, Number, Quote


def attributed(numbers: Sequence[Number], quotes: Sequence[Quote]) -> tuple[Number, ...]:
    """The numbers with the chain of the innermost quotation that holds them; of two as long, the first in the text. A
    number outside all quotations is the outlet's own and stays as it is."""
    parts = sorted(
        ((part.end - part.start, part.start, part.end, quote.chain) for quote in quotes for part in quote.parts),
        key=lambda row: row[:3],
    )
    return tuple(
        replace(number, attribution=chain) if (chain := _chain(number, parts)) else number for number in numbers
    )


def _chain(number: Number, parts: Sequence[tuple[int, int, int, tuple[ChainLink, ...]]]) -> tuple[ChainLink, ...]:
    return next((chain for _, start, end, chain in parts if start <= number.start and number.end <= end), ())
