"""Who and what takes part: the arguments of an event's frames, in the roles of its type."""

from __future__ import annotations

from collections.abc import Iterator

from crosswire import rules
from crosswire.base import Participant
from crosswire.extract.events.finding import Draft
from crosswire.extract.events.kinds import kinds
from crosswire.extract.events.rules import EventType, RoleRule
from crosswire.extract.events.scene import Scene
from crosswire.grammar import Frame

_TIMES = frozenset({"DATE", "TIME"})
# Classes of objects that tell how an attack was made.
_TELLING = frozenset({"weapons", "captives"})
_NOBODY = frozenset({"WDT", "WP", "EX"})


def find_subtype(draft: Draft) -> str | None:
    """By the words of the event itself and of its arguments, else as the trigger says."""
    for frame in draft.frames:
        words = _telling_words(frame)
        for means in draft.kind.means:
            if not means.words.isdisjoint(words):
                return means.name
    own = (trigger for trigger in (draft.trigger, *draft.joined) if trigger.type == draft.kind.name)
    return next((trigger.subtype for trigger in own if trigger.subtype), draft.kind.default)


def _telling_words(frame: Frame) -> set[str]:
    tree = frame.tree
    nouns = [frame.head, *frame.subjects]
    nouns += [noun for name, noun in frame.obliques if name in rules.words("en/grammar", "around", "means")]
    nouns += [noun for noun in frame.objects if not _TELLING.isdisjoint(kinds(tree, noun))]
    found = {tree.lemma[noun] for noun in nouns}
    for noun in nouns:
        found.update(tree.lemma[below] for below in tree.below(noun, "compound", "amod", "nmod"))
    if frame.support is not None:
        found.add(tree.lemma[frame.support])
    return found


def find_participants(draft: Draft, subtype: str | None, scene: Scene) -> tuple[Participant, ...]:
    """One row for each noun phrase, in the order of the text; no phrase twice."""
    found: dict[tuple[int, int], Participant] = {}
    taken = {frame.head for frame in draft.frames}
    for frame in draft.frames:
        if draft.kind_of[frame.head].name in draft.kind.absorbs:
            continue
        for source, noun in _arguments(frame, scene):
            if noun in taken or frame.tree.tag[noun] in _NOBODY:
                continue
            rule = _rule(draft.kind_of[frame.head], frame, subtype, source, noun)
            if rule is None:
                continue
            start, end = scene.offsets(*frame.tree.phrase(noun))
            row = Participant(
                role=rule.role, text=scene.text(start, end), start=start, end=end, entity=scene.entity_at(noun)
            )
            found.setdefault((start, end), row)
    return tuple(found[key] for key in sorted(found))


def _arguments(frame: Frame, scene: Scene) -> Iterator[tuple[str, int]]:
    """What a preposition says of a noun comes before what it stands for logically."""
    for name, noun in frame.obliques:
        if name:
            yield name, noun
        elif scene.is_country(noun):
            yield "subject", noun
    for noun in frame.subjects:
        yield "subject", noun
    for noun in frame.objects:
        yield "object", noun
    if not frame.objects and scene.clauses.get(frame.head):
        for noun in scene.clauses[frame.head][0].subjects:
            if noun not in frame.subjects:
                yield "clause", noun


def _rule(kind: EventType, frame: Frame, subtype: str | None, source: str, noun: int) -> RoleRule | None:
    """The first rule that fits. A mark, a time or an owner's pronoun is never a participant."""
    tree = frame.tree
    if tree.pos[noun] == "PUNCT" or tree.entity[noun] in _TIMES or tree.tag[noun] == "PRP$":
        return None
    nouns, trigger = kinds(tree, noun), frame.lemma
    for rule in kind.roles:
        if rule.source != source or rule.kind not in nouns:
            continue
        if (not rule.subtypes or subtype in rule.subtypes) and (not rule.triggers or trigger in rule.triggers):
            return rule
    return None
