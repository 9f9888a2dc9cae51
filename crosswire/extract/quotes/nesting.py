"""Quotations within quotations: the outer speaker stands before the inner one in the chain."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from crosswire.base import ChainLink, Quote, Report

NESTED = 6
"""Quotations within quotations that are followed; "he said that she said that …" has no end."""


def nested(quotes: Iterable[Quote]) -> list[Quote]:
    """Each quotation told within another takes the outer one's chain before its own."""
    made: list[Quote] = []
    around: list[Quote] = []
    for quote in sorted(quotes, key=in_order):
        around = [one for one in around if one.parts[-1].end > quote.parts[0].start]
        around = around[-NESTED:]
        outer = next((one for one in reversed(around) if _holds(one, quote)), None)
        made.append(_relayed(quote, outer) if outer is not None else quote)
        around.append(made[-1])
    return made


def without_passing(report: Report, quotes: list[Quote], passing: set[str]) -> Iterator[Quote]:
    """All but those of a source that only passes on another's words ("“…,” he added, according to the agency"): it
    stays as the outer link of their chain."""
    for n, quote in enumerate(quotes):
        if quote.id in passing:
            inner = [one for one in quotes[n + 1 : n + 3] if _holds(quote, one)]
            if any(not _left(report, quote, one) for one in inner):
                continue
        yield quote


def _left(report: Report, outer: Quote, inner: Quote) -> bool:
    """Whether the outer quotation has words beside the inner one's words, speaker and cue."""
    taken = [*inner.parts, *inner.speaker_spans, *([inner.cue_span] if inner.cue_span else [])]
    places = (place for part in outer.parts for place in range(part.start, part.end))
    return any(
        report.text[place].isalnum() and not any(part.start <= place < part.end for part in taken) for place in places
    )


def _holds(outer: Quote, inner: Quote) -> bool:
    """Whether the inner quotation's cue and words all stand within the outer's words."""
    if inner.cue_span is None:
        return False
    spans = (*inner.parts, inner.cue_span)
    return all(any(part.start <= span.start and span.end <= part.end for part in outer.parts) for span in spans)


def _relayed(quote: Quote, outer: Quote) -> Quote:
    chain: tuple[ChainLink, ...] = (*outer.chain[-2 * NESTED :], *quote.chain)
    fields = {name: getattr(quote, name) for name in quote.__struct_fields__}
    return Quote(**fields | {"chain": chain, "hearsay_depth": outer.hearsay_depth + 1 + quote.hearsay_depth})


def in_order(quote: Quote) -> tuple[int, int, str]:
    """Sorts quotations by their words, the longer first."""
    return quote.parts[0].start, -quote.parts[-1].end, quote.id
