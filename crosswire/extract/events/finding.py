"""Which clauses of one passage speak of which events: triggers chosen, retellings joined, carriers linked."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from crosswire import rules
from crosswire.base import Actuality
from crosswire.extract.events.check import refusal
from crosswire.extract.events.domains import is_armed
from crosswire.extract.events.kinds import measured
from crosswire.extract.events.openings import main_clauses
from crosswire.extract.events.openings import trigger as any_trigger
from crosswire.extract.events.rules import EventType, Trigger, book, is_harm
from crosswire.grammar import Frame, actuality, is_governed

_SPOKEN = "STMT"


@dataclass(slots=True, eq=False)
class Draft:
    """An event in the making: its frame first, then the frames joined to it."""

    kind: EventType
    trigger: Trigger
    frames: list[Frame]
    actuality: Actuality
    cue: str
    nested: Draft | None = None
    about: Draft | None = None
    joined: list[Trigger] = field(default_factory=list)
    kind_of: dict[int, EventType] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.kind_of[self.frame.head] = self.kind

    def become(self, name: str) -> None:
        """Change the type, not the words."""
        self.kind = self.kind_of[self.frame.head] = book().types[name]

    @property
    def frame(self) -> Frame:
        return self.frames[0]


def find_drafts(
    frames: tuple[Frame, ...], below: Mapping[int, list[Frame]], is_peaceful: Callable[[], bool], opens: str = ""
) -> list[Draft]:
    """The events of one passage in the order of their triggers. `below` maps a predicate to its complement clauses;
    `is_peaceful` tells whether the report as a whole speaks of no violence. `opens` is "headline" or "body" where the
    passage is the report's headline or its opening paragraph: what it tells is a happening, whatever its kind."""
    drafts: dict[int, Draft] = {}
    for frame in frames:
        trigger = _choose(frame, below.get(frame.head, []))
        if trigger is not None:
            value, cue = actuality(frame)
            if trigger.negated:  # a refusal told by negation ("will not accept") has itself happened
                value = "happened"
            drafts[frame.head] = Draft(book().types[trigger.type], trigger, [frame], value, cue)
    _calm(drafts, is_peaceful)
    _join(drafts)
    _nest(drafts)
    _answer(drafts)
    _drop_hollow(drafts)
    _drop_carried_speech(drafts)
    if opens:
        _open(drafts, frames, below, whole=opens == "headline")
    return [drafts[head] for head in sorted(drafts)]


def _open(
    drafts: dict[int, Draft], frames: tuple[Frame, ...], below: Mapping[int, list[Frame]], *, whole: bool
) -> None:
    """Adds what the main clauses of an opening tell and no type has."""
    told = {frame.head for draft in drafts.values() for frame in draft.frames}
    told |= {frame.support for draft in drafts.values() for frame in draft.frames if frame.support is not None}
    for frame in main_clauses(frames, below, told, all_sentences=whole):
        value, cue = actuality(frame)
        if value in rules.words("en/events/OTHR", "told", "actualities"):
            drafts[frame.head] = Draft(book().types["OTHR"], any_trigger(), [frame], value, cue)


def _choose(frame: Frame, complements: list[Frame]) -> Trigger | None:
    """The trigger that fits best: by priority, then by how much it asks for, then by the rank of its type."""
    best: Trigger | None = None
    for trigger in _candidates(frame):
        if refusal(trigger, frame, complements):
            continue
        if best is None or _order(trigger) < _order(best):
            best = trigger
    return best


def _order(trigger: Trigger) -> tuple[int, int, int, str, int]:
    return (-trigger.priority, -trigger.needs, book().types[trigger.type].rank, trigger.type, trigger.number)


def _candidates(frame: Frame) -> Iterator[Trigger]:
    index = book()
    if not frame.verbal:
        yield from index.nouns.get(frame.lemma, ())
        return
    longer = False
    for word in _longer_names(frame):
        for trigger in index.verbs.get(word, ()):
            longer = True
            yield trigger
    if not (longer and frame.particle):
        yield from index.verbs.get(frame.lemma, ())
    if frame.lemma == "be" and frame.attribute is not None:
        yield from index.adjectives.get(frame.key, ())


def _calm(drafts: dict[int, Draft], is_peaceful: Callable[[], bool]) -> None:
    """In a report of an accident, a match or a data theft what has no arms in its clause is no attack; who died there
    is still told."""
    forceful = rules.words("en/domains", "forceful", "types")
    for head in [head for head, draft in drafts.items() if draft.kind.name in forceful]:
        frame = drafts[head].frame
        around = {*frame.tree.lower[frame.start : frame.end], frame.tree.lower[head]}
        if is_armed(around) or not is_peaceful():
            continue
        trigger = next((t for t in book().verbs.get(frame.lemma, ()) if t.type == "CASL"), None)
        if drafts[head].trigger.consequence and trigger is not None:
            drafts[head] = Draft(book().types["CASL"], trigger, [frame], drafts[head].actuality, drafts[head].cue)
        else:
            del drafts[head]


def _longer_names(frame: Frame) -> Iterator[str]:
    """ "Call off", "vote against", "shoot dead"."""
    if frame.particle:
        yield f"{frame.lemma} {frame.particle}"
    for name in dict.fromkeys(name for name, _ in frame.obliques if name):
        yield f"{frame.lemma} {name}"
        if " " in name:
            yield f"{frame.lemma} {name.split()[0]}"
    if frame.attribute is not None:
        yield f"{frame.lemma} {frame.tree.lemma[frame.attribute]}"


def _join(drafts: dict[int, Draft]) -> None:
    """One act told twice becomes one event: "held talks", "the strike killed 12", "fired, killing two"."""
    for head in sorted(drafts):
        draft = drafts.get(head)
        if draft is None:
            continue
        other = _told_with(draft, drafts)
        if other is None:
            continue
        kept, gone = _keep(draft, other)
        kept.frames.extend(frame for frame in gone.frames if frame not in kept.frames)
        kept.joined.extend((gone.trigger, *gone.joined))
        kept.kind_of.update(gone.kind_of)
        for key in [key for key, value in drafts.items() if value is gone]:
            del drafts[key]


def _told_with(draft: Draft, drafts: dict[int, Draft]) -> Draft | None:
    """The event of which this is another telling."""
    frame = draft.frame
    for head in (frame.support, frame.parent.head if frame.parent else None):
        other = drafts.get(head) if head is not None else None
        if other is not None and other is not draft and _same_act(draft, other, supported=head == frame.support):
            return other
    if draft.trigger.consequence:
        return _cause(draft, drafts)
    if frame.verbal and draft.kind.name == "ATTK":  # "dozens of raids hit the town"
        acts = (drafts.get(measured(frame.tree, noun)) for noun in frame.subjects)
        return next((act for act in acts if act is not None and act.kind is draft.kind and act is not draft), None)
    return None


def _same_act(draft: Draft, other: Draft, *, supported: bool) -> bool:
    frame = draft.frame
    violent = {draft.kind.name, other.kind.name} <= {"ATTK", "CASL"}
    if violent and (draft.trigger.consequence or other.trigger.consequence):
        if frame.link == "relative":
            return frame.parent is not None and frame.parent.head < frame.head
        return supported or frame.link in ("adverbial", "subject", "oblique", "object", "complement")
    if violent and _attends(frame):
        return True
    if draft.kind.name in other.kind.absorbs:
        return not frame.verbal and frame.link in ("object", "subject", "oblique")
    if draft.kind is not other.kind or draft.trigger.keep or other.trigger.keep:
        return False
    if frame.verbal:
        told_of = frame.link == "relative" and other.frame.head in frame.objects  # "a rally staged by the miners"
        return told_of or (draft.kind.one_purpose and _is_purpose(frame))
    return supported or frame.link in ("object", "subject", "oblique")


def _is_purpose(frame: Frame) -> bool:
    """Whether an infinitive says what the clause above it is for: "met to discuss the truce"."""
    parent, verb = frame.parent, frame.head
    if parent is None or parent.head > verb or frame.tree.tag[verb] != "VB" or frame.modal:
        return False
    return frame.link in ("adverbial", "complement") and set(frame.subjects) <= set(parent.subjects)


def _attends(frame: Frame) -> bool:
    """Whether a participle tells what else came of the act above it: "was hit, destroying nine trucks"."""
    participle = frame.verbal and frame.tree.tag[frame.head] == "VBG" and not frame.marker and not frame.tense
    if not participle or frame.parent is None or frame.head < frame.parent.head:
        return False
    return frame.link in ("adverbial", "relative")


def _cause(draft: Draft, drafts: dict[int, Draft]) -> Draft | None:
    """For a killing, the act it came of: its subject, the noun after "in" or "by", the verb it is coordinated with."""
    frame, tree = draft.frame, draft.frame.tree
    nouns = [
        *frame.subjects,
        *(noun for name, noun in frame.obliques if name in rules.words("en/grammar", "around", "cause")),
    ]
    for noun in nouns:
        below = (drafts[act] for act in tree.below(noun, "acl") if act in drafts)  # "killed in police firing"
        other = drafts.get(noun) or next(below, None)
        if other is not None and other is not draft and other.kind.name == "ATTK":
            return other
    first = tree.head[frame.head]
    if tree.dep[frame.head] == "conj":
        other = drafts.get(first) or next((d for d in drafts.values() if any(f.head == first for f in d.frames)), None)
        if other is not None and other is not draft and other.kind.name in ("ATTK", "CASL"):
            return other
    return None


def _keep(draft: Draft, other: Draft) -> tuple[Draft, Draft]:
    """Of two tellings, the act before its outcome, the surer trigger before the vaguer, and the noun before the verb
    that carries it."""
    if draft.trigger.consequence != other.trigger.consequence:
        return (other, draft) if draft.trigger.consequence else (draft, other)
    if draft.kind.name in other.kind.absorbs or (draft.frame.verbal and draft.frame.link == "relative"):
        return other, draft
    if draft.kind.rank != other.kind.rank:
        return (draft, other) if draft.kind.rank < other.kind.rank else (other, draft)
    if draft.trigger.priority != other.trigger.priority:
        return (draft, other) if draft.trigger.priority > other.trigger.priority else (other, draft)
    return (draft, other) if draft.frame.support == other.frame.head else (other, draft)


def _nest(drafts: dict[int, Draft]) -> None:
    """Link each carrier with the first event it speaks of."""
    by_head = {frame.head: draft for draft in drafts.values() for frame in draft.frames}
    for head in sorted(drafts):
        draft = drafts[head]
        carrier = next((found for frame in draft.frames if (found := _carrier_of(draft, frame, by_head))), None)
        if carrier is not None:
            draft.about = carrier
            if carrier.nested is None:
                carrier.nested = draft
                hostile = carrier.trigger.when_harm or carrier.kind.when_hostile
                if hostile and is_harm(draft.kind, draft.trigger) and draft.actuality != "did_not_happen":
                    carrier.become(hostile)


def _carrier_of(draft: Draft, frame: Frame, by_head: dict[int, Draft]) -> Draft | None:
    below, governor = frame, frame.parent
    while governor is not None:
        if not is_governed(below):
            return _answered(draft, below, by_head)
        found = by_head.get(governor.head)
        if found is not None and found is not draft:
            return found if found.kind.carrier else None
        below, governor = governor, governor.parent
    return None


def _answered(draft: Draft, below: Frame, by_head: Mapping[int, Draft]) -> Draft | None:
    """The denial or admission that speaks of an event within its object: "denied any role in the raid"."""
    parent = below.parent
    found = by_head.get(parent.head) if parent is not None and below.link in ("inside", "oblique") else None
    if found is None or parent is None or found is draft or below.verbal or not found.trigger.keep:
        return None
    stakes = rules.words("en/grammar", "nouns", "stakes")
    answered = below.link == "inside" or any(parent.tree.lemma[noun] in stakes for noun in parent.objects)
    return found if found.kind.carrier and answered else None


def _answer(drafts: dict[int, Draft]) -> None:
    """Link each short answer with what was last asked or offered, in its own sentence or the one before; drop it where
    nothing was."""
    for head in [head for head, draft in drafts.items() if draft.trigger.answer]:
        draft, sentence = drafts[head], drafts[head].frame.tree.sentence
        before = [
            drafts[other]
            for other in sorted(drafts)
            if other < head and sentence[head] - sentence[other] <= 1 and _is_open(drafts[other])
        ]
        if before:
            draft.nested = before[-1]
        else:
            del drafts[head]


def _is_open(draft: Draft) -> bool:
    """Whether an event asks or offers something, or is itself asked for."""
    if draft.kind.name not in rules.words("en/grammar", "answers", "asked") or draft.trigger.answer:
        return False
    asks = draft.kind.carrier or draft.trigger.subtype == "truc.proposed"
    return asks or draft.actuality in rules.words("en/grammar", "answers", "open")


def _drop_hollow(drafts: dict[int, Draft]) -> None:
    """Wishes and plans whose content is no event ("decided to read on") are none either."""
    for head in [head for head, draft in drafts.items() if draft.trigger.hollow]:
        draft = drafts[head]
        if draft.nested is not None and draft.nested.kind.name != _SPOKEN:
            continue
        for other in drafts.values():
            if other.about is draft:
                other.about = draft.about
            if other.nested is draft:
                other.nested = None
        del drafts[head]


def _drop_carried_speech(drafts: dict[int, Draft]) -> None:
    """A statement whose content is itself an event is that event's attribution, not an event."""
    for head in [head for head, draft in drafts.items() if draft.kind.name == _SPOKEN]:
        draft = drafts[head]
        if draft.nested is None or draft.trigger.keep:
            continue
        for other in drafts.values():
            if other.about is draft:
                other.about = None
        del drafts[head]
