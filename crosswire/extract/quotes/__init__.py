"""Takes a report's parsed passages and entities, gives its quotations and who says them; cannot tell what is true."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from crosswire.base import Entity, Interval, Part, Quote, Report, Time, row_id
from crosswire.extract.quotes.attribution import BODIES, Around, Cast, Voice, links, look_around, relays, who, who_here
from crosswire.extract.quotes.cues import words
from crosswire.extract.quotes.nesting import in_order, nested, without_passing
from crosswire.extract.quotes.sheet import Sheet, Stretch
from crosswire.extract.quotes.utterances import Utterance, read

if TYPE_CHECKING:
    from crosswire.grammar import Passage

__all__ = ["find"]


def find(
    report: Report, passages: Sequence[Passage], entities: Sequence[Entity], times: Sequence[Time] = ()
) -> tuple[Quote, ...]:
    """Every quotation of a report, direct, mixed or indirect, in the order of its words.

    `passages` are the report's blocks in the order of the page, `entities` those of this report with their mentions;
    without them every `speaker` is null. `times` are its time expressions, without which no `said` is known. Offsets
    are those of `report.text`; no part holds a quotation mark of its own pair. Never raises on the text's account.
    """
    stitched = report.completeness.value == "stitched"
    utterances = read([Sheet(report.text, passage) for passage in passages], stitched=stitched)
    cast = Cast(report.text, entities)
    heard: list[Voice] = []
    voices: dict[int, Voice] = {}
    for n in sorted(range(len(utterances)), key=lambda n: _spoken_at(utterances[n])):
        voices[n] = _voice(utterances[n], cast, heard, stitched=stitched)
        if utterances[n].inside is None:
            heard.append(voices[n])
    dated = [time for time in times if time.from_ is not None and time.kind in ("DATE", "TIME")]
    quotes = [_quote(report, utterance, voices[n], cast, dated) for n, utterance in enumerate(utterances)]
    passing = {quote.id for quote, utterance in zip(quotes, utterances, strict=True) if _is_phrase(utterance)}
    return tuple(sorted(without_passing(report, nested(quotes), passing), key=in_order))


def _spoken_at(utterance: Utterance) -> tuple[int, int]:
    base = utterance.sheet.passage.start
    place = base + utterance.saying.cue_span[0] if utterance.saying else utterance.parts[0][0]
    return place, utterance.parts[0][0]


def _voice(utterance: Utterance, cast: Cast, heard: list[Voice], *, stitched: bool) -> Voice:
    saying = utterance.saying
    if saying is None or saying.head is None or not saying.speaker:
        return Voice()
    if stitched:
        return who_here(utterance.sheet, saying.head, saying.speaker[0], cast)
    voice = who(utterance.sheet, saying.head, saying.speaker[0], cast, heard)
    if utterance.inherited and utterance.kind == "mixed" and voice.kind not in BODIES:
        # A body's account is retold over several sentences; a person's words are not taken for granted in the next one.
        utterance.saying = None
        return Voice()
    return voice


def _quote(report: Report, utterance: Utterance, voice: Voice, cast: Cast, dated: Sequence[Time]) -> Quote:
    saying, sheet = utterance.saying, utterance.sheet
    around = look_around(sheet, saying, cast) if saying else Around()
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
        said=_said(utterance, around.manner, dated) if saying and not utterance.inherited else None,
        chain=chain,
        hearsay_depth=relays(chain, around),
    )


def _said(utterance: Utterance, manner: Stretch | None, dated: Sequence[Time]) -> Interval | None:
    """The time told beside the cue or in how the saying was done, outside the speaker's phrase and all that is said."""
    saying, sheet, base = utterance.saying, utterance.sheet, utterance.sheet.passage.start
    if saying is None:
        return None
    beside = [saying.aside, *([manner] if manner else [])]
    taken = [*utterance.parts, *((base + one[0], base + one[1]) for one in saying.speaker)]
    for time in dated:
        inside = any(a <= time.start < b for a, b in taken)
        if any(base + a <= time.start < base + b for a, b in beside) and not inside and not _bounds(sheet, time):
            return Interval(from_=time.from_, to=time.to)
    return None


def _bounds(sheet: Sheet, time: Time) -> bool:
    """Whether a time is only the bound of the saying's: "told the paper after Tuesday's vote"."""
    first = sheet.token_at(time.start - sheet.passage.start)
    return first.i > 0 and sheet.doc[first.i - 1].lower_ in words("around", "bounds")


def _is_phrase(utterance: Utterance) -> bool:
    return utterance.saying is not None and utterance.saying.is_phrase


def _part(sheet: Sheet, stretch: Stretch) -> Part:
    return Part(start=sheet.passage.start + stretch[0], end=sheet.passage.start + stretch[1])


def _text(sheet: Sheet, stretch: Stretch | None) -> str | None:
    return sheet.cut(stretch) if stretch else None
