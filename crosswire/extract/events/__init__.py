"""Takes one report's passages and what the other rooms found in them, gives event mentions; cannot tell whether two
mentions are the same event."""

from __future__ import annotations

from collections.abc import Sequence

from crosswire.base import Entity, Mention, Number, Quote, Report, Time, Trigger, When, row_id
from crosswire.extract.events.cast import find_participants, find_subtype
from crosswire.extract.events.circumstances import find_chain, find_numbers, find_when, find_where, is_background
from crosswire.extract.events.finding import Draft, find_drafts
from crosswire.extract.events.resolving import resolve
from crosswire.extract.events.scene import Known, Scene
from crosswire.grammar import Passage

__all__ = ["find", "resolve"]

_AHEAD = frozenset({"planned", "conditional", "called_for", "threatened", "possible"})


def find(
    report: Report,
    passages: Sequence[Passage],
    entities: Sequence[Entity] = (),
    times: Sequence[Time] = (),
    quotes: Sequence[Quote] = (),
    numbers: Sequence[Number] = (),
) -> tuple[Mention, ...]:
    """Every clause that speaks of an event, in the order of the text. Offsets are code points of `report.text`."""
    known = Known(report, entities, times, quotes, numbers)
    found: list[Mention] = []
    for passage in passages:
        if passage.frames:
            found.extend(_read(Scene(known, passage)))
    return tuple(found)


def _read(scene: Scene) -> list[Mention]:
    drafts = find_drafts(scene.frames, scene.clauses)
    ids = {id(draft): _name(draft, scene) for draft in drafts}
    found: list[Mention] = []
    last: dict[bool, Time | None] = {}  # what is to come and what has been are told on two lines
    for draft in drafts:
        ahead = draft.actuality in _AHEAD
        when, last[ahead] = find_when(draft, scene, last.get(ahead))
        found.append(_mention(draft, scene, when, ids))
    return found


def _name(draft: Draft, scene: Scene) -> str:
    start, end = scene.offsets(draft.frame.head, draft.frame.head + 1)
    return row_id("m", scene.report.id, start, end, draft.kind.name)


def _mention(draft: Draft, scene: Scene, when: When | None, ids: dict[int, str]) -> Mention:
    frame = draft.frame
    subtype = find_subtype(draft)
    actuality, cue = draft.actuality, draft.cue
    if actuality == "happened" and is_background(when, scene.report):
        actuality, cue = "historical", cue
    start, end = scene.offsets(min(f.start for f in draft.frames), max(f.end for f in draft.frames))
    first, last = scene.offsets(frame.head, frame.head + 1)
    return Mention(
        id=ids[id(draft)],
        report=scene.report.id,
        start=start,
        end=end,
        trigger=Trigger(text=scene.text(first, last), start=first, end=last),
        type=draft.kind.name,
        subtype=subtype,
        actuality=actuality,
        cue=cue or None,
        tense=frame.tense or None,
        participants=find_participants(draft, subtype, scene),
        when=when,
        where=find_where(draft, scene),
        numbers=find_numbers(draft, scene),
        attribution=find_chain(draft, scene),
        nested=ids.get(id(draft.nested)) if draft.nested is not None else None,
        about=ids.get(id(draft.about)) if draft.about is not None else None,
        codes=draft.kind.codes_for(draft.trigger, subtype, actuality),
    )
