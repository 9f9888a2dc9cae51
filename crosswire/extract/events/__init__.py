"""Takes one report's passages and what the other rooms found in them, gives event mentions; cannot tell whether two
mentions are the same event."""

from __future__ import annotations

from collections.abc import Sequence

from crosswire.base import Entity, Mention, Number, Quote, Report, Time, Trigger, When, row_id
from crosswire.extract.events.cast import find_participants, find_subtype
from crosswire.extract.events.circumstances import (
    Told,
    find_chain,
    find_numbers,
    find_when,
    find_where,
    is_background,
    is_running_total,
    is_to_come,
)
from crosswire.extract.events.domains import is_dying
from crosswire.extract.events.finding import Draft, find_drafts
from crosswire.extract.events.resolving import resolve
from crosswire.extract.events.scene import Known, Scene
from crosswire.grammar import Passage

__all__ = ["find", "resolve"]

_TOLD = frozenset({"happened", "ongoing"})


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
    drafts = find_drafts(scene.frames, scene.clauses, scene.known.is_peaceful, scene.opens)
    ids = {id(draft): _name(draft, scene) for draft in drafts}
    found: list[Mention] = []
    last: Told | None = None
    for draft in drafts:
        when, told = find_when(draft, scene, last if draft.actuality in _TOLD else None)
        last = told if draft.actuality in _TOLD else last
        mention = _mention(draft, scene, when, ids)
        if not (
            _is_bare(draft, mention)
            or _is_uncounted(draft, mention)
            or _is_unsaid(draft, mention)
            or _is_natural(draft, mention, scene)
        ):
            found.append(mention)
    return found


def _is_bare(draft: Draft, mention: Mention) -> bool:
    """Whether a noun only names an event that has been, with nobody, no day and no place."""
    if not draft.trigger.argued or draft.frame.support is not None or len(draft.frames) > 1:
        return False
    alone = mention.when is None and mention.where is None and not mention.participants
    return alone and mention.actuality in _TOLD and mention.about is None and mention.nested is None


def _is_uncounted(draft: Draft, mention: Mention) -> bool:
    """Whether deaths are only spoken of, with no count and nobody named."""
    if draft.kind.name != "CASL" or draft.frame.verbal:
        return False
    frame = draft.frame.parent or draft.frame
    counted = mention.numbers or "CD" in frame.tree.tag[frame.start : frame.end]
    return not counted and not mention.participants and mention.where is None


def _is_natural(draft: Draft, mention: Mention, scene: Scene) -> bool:
    """Whether one person's death is told in a report that speaks of no arms and no disaster: people also just die."""
    if draft.kind.name != "CASL" or not is_dying(draft.frame.lemma):
        return False
    hurt = [scene.known.entities.get(p.entity or "") for p in mention.participants]
    one = len(hurt) == 1 and hurt[0] is not None and hurt[0].kind == "person"
    return one and not scene.known.is_deadly()


def _is_unsaid(draft: Draft, mention: Mention) -> bool:
    """Whether somebody only might speak, or has not: there is no statement then."""
    spoken = draft.kind.name == "STMT" and not draft.trigger.keep and draft.trigger.subtype == "stmt.comment"
    announced = mention.actuality == "planned" and bool(draft.frame.modal)
    return spoken and not announced and mention.actuality not in ("happened", "ongoing", "historical")


def _name(draft: Draft, scene: Scene) -> str:
    start, end = scene.offsets(draft.frame.head, draft.frame.head + 1)
    return row_id("m", scene.report.id, start, end, draft.kind.name)


def _mention(draft: Draft, scene: Scene, when: When | None, ids: dict[int, str]) -> Mention:
    frame = draft.frame
    subtype = find_subtype(draft)
    actuality, cue = draft.actuality, draft.cue
    if actuality == "happened" and is_background(when, scene.report):
        actuality = "historical"
    if actuality == "happened" and not frame.verbal and is_to_come(when, scene.report):
        actuality = "planned"
    if is_running_total(draft, dated=when is not None) and actuality in ("happened", "possible"):
        actuality = "historical"
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
        numbers=() if draft.kind.harmless else find_numbers(draft, scene),
        attribution=find_chain(draft, scene),
        nested=ids.get(id(draft.nested)) if draft.nested is not None else None,
        about=ids.get(id(draft.about)) if draft.about is not None else None,
        codes=draft.kind.codes_for(draft.trigger, subtype, actuality),
    )
