"""Keeps or drops a trigger for a frame, with the reason in words."""

from __future__ import annotations

from collections.abc import Iterable

from crosswire import rules
from crosswire.extract.events.fitness import is_being
from crosswire.extract.events.kinds import kinds
from crosswire.extract.events.rules import Trigger
from crosswire.grammar import Frame, actuality, governor_class, is_definite, is_governed

# Classes of those who act.
_WHO = frozenset({"actors", "people", "forces", "bodies", "officials"})
_BEFORE_NOUN = ("compound", "amod", "nmod", "nummod", "poss")


def refusal(trigger: Trigger, frame: Frame, complements: list[Frame]) -> str:
    """Why this frame is no such event, or "" when it is."""
    return (
        _wrong_form(trigger, frame)
        or _wrong_arguments(trigger, frame)
        or (_wrong_noun(trigger, frame) if not frame.verbal else "")
        or ("is only named" if trigger.asserted and _is_only_named(frame) else "")
        or ("is meant in another sense" if trigger.bodily and _is_figurative(frame) else "")
        or _wrong_clause(trigger, frame, complements)
    )


def _wrong_form(trigger: Trigger, frame: Frame) -> str:
    if trigger.not_passive and frame.passive:
        return "is passive"
    if trigger.prep and frame.particle and f"{frame.lemma} {frame.particle}" not in trigger.verbs:
        return "is another verb with its particle"
    if trigger.mutual and not _is_mutual(frame):
        return "one alone acts"
    if trigger.negated and not (frame.negation and frame.modal in trigger.negated):
        return "is not refused"
    if frame.lemma in trigger.plural and frame.tree.tag[frame.head] not in ("NNS", "NNPS"):
        return "is singular"
    if frame.lemma in trigger.singular and frame.tree.tag[frame.head] not in ("NN", "NNP"):
        return "is plural"
    if any(name in trigger.not_prep for name, _ in frame.obliques):
        return "is another verb with its preposition"
    if frame.subjects and all(
        frame.tree.lower[noun] in rules.words("en/grammar", "cast", "generic") for noun in frame.subjects
    ):
        return "speaks of anybody"
    if trigger.third and any(_is_self(frame, noun) for noun in frame.subjects):
        return "speaks of itself"
    return ""


def _is_mutual(frame: Frame) -> bool:
    """Whether several act together: two subjects, a plural, or somebody the subject acts with."""
    tree = frame.tree
    together = rules.words("en/grammar", "noun_arguments", "mutual")
    several = any(
        tree.tag[noun] in ("NNS", "NNPS") or tree.lower[noun] in rules.words("en/grammar", "cast", "several")
        for noun in frame.subjects
    )
    return len(frame.subjects) > 1 or several or any(name in together for name, _ in frame.obliques)


def _is_self(frame: Frame, noun: int) -> bool:
    pronoun = frame.tree.tag[noun] in ("PRP", "CD", "NN")  # not the US
    return pronoun and frame.tree.lower[noun] in rules.words("en/grammar", "speech", "selves")


def _wrong_arguments(trigger: Trigger, frame: Frame) -> str:
    if trigger.subject and not _has_subject(trigger, frame):
        return "subject is of another kind"
    if trigger.alive and frame.subjects and not any(is_being(frame.tree, noun) for noun in frame.subjects):
        return "nobody who lives acts"
    if trigger.not_subject and _any_of(frame, _doers(trigger, frame), trigger.not_subject):
        return "subject is of a kind that is spared"
    objects = frame.objects
    if trigger.prep_object:
        objects = (*objects, *(noun for name, noun in frame.obliques if name in trigger.prep_object))
    if trigger.object and not _any_of(frame, objects, trigger.object):
        return "object is of another kind"
    if trigger.not_object and _any_of(frame, objects, trigger.not_object):
        return "object is of a kind that is spared"
    if trigger.only_object and frame.objects and not _any_of(frame, frame.objects, trigger.only_object):
        return "object is of another kind"
    if trigger.prep:
        behind = [noun for name, noun in frame.obliques if name in trigger.prep]
        if not behind or (trigger.prep_class and not _any_of(frame, behind, trigger.prep_class)):
            return "preposition is missing"
    return ""


def _doers(trigger: Trigger, frame: Frame) -> tuple[int, ...]:
    """Who or what acts; a killing may name it behind a preposition ("killed in a flood")."""
    if not trigger.consequence:
        return frame.subjects
    cause = rules.words("en/grammar", "around", "cause")
    return (*frame.subjects, *(noun for name, noun in frame.obliques if name in cause))


def _has_subject(trigger: Trigger, frame: Frame) -> bool:
    """A passive may leave out who acted; what is no person or body stands as its grammatical subject."""
    if frame.passive and not frame.subjects:
        who = not trigger.subject.isdisjoint(_WHO) or _any_of(frame, frame.objects, trigger.subject)
        return who or _any_of(frame, _doers(trigger, frame), trigger.subject)
    return _any_of(frame, _doers(trigger, frame), trigger.subject)


def _wrong_noun(trigger: Trigger, frame: Frame) -> str:
    tree = frame.tree
    support = tree.lemma[frame.support] if frame.support is not None else ""
    if trigger.support and not support:
        return "no verb carries it"
    if trigger.by_support and not (support in trigger.by_support and (frame.support or 0) < frame.head):
        return "the verb before it does not carry it"
    if support and support in trigger.not_support:
        return "the verb that carries it is of another kind"
    if trigger.actor and not support and not frame.subjects:
        return "nobody acts"
    if not (trigger.of or trigger.modifier or trigger.not_modifier):
        return ""
    before = [tree.lemma[below] for below in tree.below(frame.head, *_BEFORE_NOUN)]
    if trigger.modifier and trigger.modifier.isdisjoint(before):
        return "the word before it is another"
    if not trigger.not_modifier.isdisjoint(before):
        return "the word before it makes it another thing"
    if trigger.of:
        about = (*frame.objects, *frame.subjects, *tree.below(frame.head, "compound"))
        about = (
            *about,
            *(noun for name, noun in frame.obliques if name in rules.words("en/grammar", "around", "about")),
        )
        if not _any_of(frame, about, trigger.of):
            return "it is about something else"
    return ""


def _is_only_named(frame: Frame) -> bool:
    """Whether a noun's event is a topic ("said the truce could be saved"), neither told by a verb nor wanted, and
    without its parties."""
    if frame.verbal or frame.support is not None:
        return False
    if any(name in rules.words("en/grammar", "noun_arguments", "mutual") for name, _ in frame.obliques):
        return False
    parent = frame.parent
    kind = governor_class(parent) if parent is not None and is_governed(frame) else ""
    return not kind or (kind == "transparent" and is_definite(frame))


def _is_figurative(frame: Frame) -> bool:
    """Whether the words around speak of politics, sport or trade and of nothing that hurts a body."""
    tree = frame.tree
    clause = {*tree.lemma[frame.start : frame.end], *(tree.lemma[noun] for noun in (*frame.subjects, *frame.objects))}
    about, bodily = (rules.words("en/grammar", "figurative", name) for name in ("about", "bodily"))
    return not clause.isdisjoint(about) and clause.isdisjoint(bodily)


def _wrong_clause(trigger: Trigger, frame: Frame, complements: list[Frame]) -> str:
    clause = frame.tree.lemma[frame.start : frame.end]
    if trigger.words and trigger.words.isdisjoint(clause):
        return "the word that makes it so is missing"
    if not trigger.not_words.isdisjoint(clause):
        return "a word makes it another thing"
    if trigger.complement:
        below = {other.key for other in complements}
        if not below or ("any" not in trigger.complement and trigger.complement.isdisjoint(below)):
            return "no such clause below"
    if any(other.key in trigger.not_complement for other in complements):
        return "the clause below is of a kind that is spared"
    if trigger.not_marker and any(other.marker in trigger.not_marker for other in complements):
        return "the clause below is a question"
    own = any(_is_own(other, frame) for other in complements)
    if (trigger.own and not own) or (trigger.other and own):
        return "the clause below is another's, or one's own"
    if trigger.answer and not _is_short(frame, complements):
        return "says itself what is answered"
    if trigger.wanted and not any(actuality(other)[0] == "called_for" for other in complements):
        return "nothing is asked"
    if trigger.content and not (complements or frame.objects):
        return "nothing is asked or refused"
    return ""


def _is_short(frame: Frame, complements: list[Frame]) -> bool:
    """Whether a clause only answers: "They refused.", "Abend accepted it"."""
    pronouns = rules.words("en/grammar", "answers", "objects")
    content = [noun for noun in frame.objects if frame.tree.lower[noun] not in pronouns]
    return bool(frame.subjects) and not (complements or content or frame.passive or frame.obliques)


def _is_own(other: Frame, frame: Frame) -> bool:
    """Whether the clause below is about the one who speaks, by the same words."""
    if not other.subjects:
        return False
    tree = frame.tree
    will = other.modal in rules.words("en/actuality", "clauses", "resolved")
    pronoun = will and all(tree.tag[noun] == "PRP" and not _is_self(frame, noun) for noun in other.subjects)
    return pronoun or set(other.subjects) <= set(frame.subjects)


def _any_of(frame: Frame, nouns: Iterable[int], wanted: frozenset[str]) -> bool:
    return any(not wanted.isdisjoint(kinds(frame.tree, noun)) for noun in nouns)
