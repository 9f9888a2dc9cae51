"""Takes a report's parsed passages and entities, gives its quotations and who says them; cannot tell what is true."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from crosswire.base import ChainLink, Entity, Part, Quote, Report, row_id
from crosswire.extract.quotes.around import Around, look_around
from crosswire.extract.quotes.chains import links, relays
from crosswire.extract.quotes.sheet import Sheet, Stretch
from crosswire.extract.quotes.speakers import Cast, Voice, who
from crosswire.extract.quotes.utterances import Utterance, read
from crosswire.grammar import Passage

__all__ = ["find"]


NESTED = 6
"""Quotations within quotations that are followed; "he said that she said that …" has no end."""


def find(report: Report, passages: Sequence[Passage], entities: Sequence[Entity]) -> tuple[Quote, ...]:
    """Every quotation of a report, direct, mixed or indirect, in the order of its words.

    `passages` are the report's blocks in the order of the page, `entities` those of this report with their mentions;
    without them every `speaker` is null. Offsets are those of `report.text`; no part holds a quotation mark of its
    own pair. Never raises on the text's account.
    """
    utterances = read([Sheet(report.text, passage) for passage in passages])
    cast = Cast(report.text, entities)
    heard: list[Voice] = []
    voices: dict[int, Voice] = {}
    for n in sorted(range(len(utterances)), key=lambda n: _spoken_at(utterances[n])):
        voices[n] = _voice(utterances[n], cast, heard)
        if utterances[n].inside is None:
            heard.append(voices[n])
    quotes = [_quote(report, utterance, voices[n], cast) for n, utterance in enumerate(utterances)]
    passing = {quote.id for quote, utterance in zip(quotes, utterances, strict=True) if _is_phrase(utterance)}
    return tuple(sorted(_without_passing(report, _nested(quotes), passing), key=_order))


def _spoken_at(utterance: Utterance) -> tuple[int, int]:
    base = utterance.sheet.passage.start
    place = base + utterance.saying.cue_span[0] if utterance.saying else utterance.parts[0][0]
    return place, utterance.parts[0][0]


def _voice(utterance: Utterance, cast: Cast, heard: list[Voice]) -> Voice:
    saying = utterance.saying
    if saying is None:
        return Voice()
    span = saying.speaker[0] if saying.speaker else None
    return who(utterance.sheet, saying.head, span, cast, heard)


def _quote(report: Report, utterance: Utterance, voice: Voice, cast: Cast) -> Quote:
    saying, sheet = utterance.saying, utterance.sheet
    around = look_around(sheet, saying) if saying else Around()
    chain = links(report, sheet, saying, voice, around, cast) if saying else ()
    parts = tuple(Part(start=start, end=end) for start, end in utterance.parts)
    cue = _part(sheet, saying.cue_span) if saying else None
    return Quote(
        id=row_id("q", report.id, *((part.start, part.end) for part in parts), cue and cue.start),
        report=report.id,
        kind=utterance.kind,
        act=utterance.act,
        parts=parts,
        speaker=voice.entity,
        speaker_spans=tuple(_part(sheet, span) for span in saying.speaker) if saying else (),
        anonymous=voice.anonymous,
        cue_span=None if utterance.inherited else cue,
        addressee=_text(sheet, around.addressee),
        channel=_text(sheet, around.channel),
        where=_text(sheet, around.where),
        chain=chain,
        hearsay_depth=relays(chain),
    )


def _part(sheet: Sheet, stretch: Stretch) -> Part:
    return Part(start=sheet.passage.start + stretch[0], end=sheet.passage.start + stretch[1])


def _text(sheet: Sheet, stretch: Stretch | None) -> str | None:
    return sheet.text[stretch[0] : stretch[1]] if stretch else None


def _order(quote: Quote) -> tuple[int, int, str]:
    return quote.parts[0].start, -quote.parts[-1].end, quote.id


def _nested(quotes: Iterable[Quote]) -> list[Quote]:
    """Each quotation told within another takes the outer one's chain before its own."""
    made: list[Quote] = []
    around: list[Quote] = []
    for quote in sorted(quotes, key=_order):
        around = [one for one in around if one.parts[-1].end > quote.parts[0].start]
        around = around[-NESTED:]
        outer = next((one for one in reversed(around) if _holds(one, quote)), None)
        made.append(_relayed(quote, outer) if outer is not None else quote)
        around.append(made[-1])
    return made


def _is_phrase(utterance: Utterance) -> bool:
    return utterance.saying is not None and utterance.saying.is_phrase


def _without_passing(report: Report, quotes: list[Quote], passing: set[str]) -> Iterator[Quote]:
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
