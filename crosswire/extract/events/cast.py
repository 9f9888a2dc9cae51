"""Who and what takes part: the arguments of an event's frames, in the roles of its type."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from crosswire import rules
from crosswire.base import Participant
from crosswire.extract.events.finding import Draft
from crosswire.extract.events.fitness import can_fill
from crosswire.extract.events.kinds import kinds, measured
from crosswire.extract.events.rules import EventType, RoleRule, book
from crosswire.extract.events.scene import Scene
from crosswire.grammar import Frame, Tree, speech_words

# Classes of objects that tell how an attack was made.
_TELLING = frozenset({"weapons", "captives"})
# Classes of nouns in whose event those take part who act beside it ("agreed in talks", "threw stones in protest").
_JOINED = frozenset({"talks", "protests"})
_NOBODY = frozenset({"WDT", "WP", "EX", "PRP$"})


def find_subtype(draft: Draft) -> str | None:
    """By the words of the event itself and of its arguments, else as its trigger says; turned by its actuality."""
    told = _told_subtype(draft)
    return draft.kind.turns.get(draft.actuality, {}).get(told or "", told)


def _told_subtype(draft: Draft) -> str | None:
    """A trigger with codes of its own says the subtype surely: a call that is called off is no call."""
    if draft.trigger.codes and draft.trigger.subtype:
        return draft.trigger.subtype
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
        for role, noun in _cast(draft.kind_of[frame.head], frame, subtype, scene):
            if noun not in taken:
                for row in _rows(role, _meant(frame, noun, scene), scene):
                    found.setdefault((row.start, row.end), row)
    return tuple(found[key] for key in sorted(found))


def _cast(kind: EventType, frame: Frame, subtype: str | None, scene: Scene) -> Iterator[tuple[str, int]]:
    """The nouns of a frame that fill a role, with those named inside their phrases."""
    for source, each in _arguments(frame, scene):
        noun = _owner(frame, each) if frame.tree.tag[each] == "PRP$" else each
        if frame.tree.tag[noun] in _NOBODY:
            continue
        rule = _rule(kind, frame, subtype, source, noun)
        if rule is None or not rule.role:
            continue
        if can_fill(rule.role, noun, scene):
            yield rule.role, noun
        for role, inner in _within(kind, frame, subtype, rule.role, noun):
            if can_fill(role, inner, scene):
                yield role, inner


def _meant(frame: Frame, noun: int, scene: Scene) -> int:
    """Whom a pronoun means that nobody else has settled: in "the rebels said they would leave" who speaks."""
    tree = frame.tree
    numbers = _pronouns().get(tree.lower[noun])
    if numbers is None or tree.tag[noun] != "PRP" or scene.entity_at(noun) is not None:
        return noun
    below, above = frame, frame.parent
    while above is not None and below.link in ("complement", "object"):
        told = above.lemma in speech_words() and len(above.subjects) == 1
        if told and above.subjects[0] < noun and tree.tag[above.subjects[0]] in numbers:
            return above.subjects[0]
        below, above = above, above.parent
    return noun


def _owner(frame: Frame, noun: int) -> int:
    """Who owns a noun's event by a pronoun: in "the army began its withdrawal" the army. The pronoun where unknown."""
    numbers = _pronouns().get(frame.tree.lower[noun])
    parent = frame.parent
    while parent is not None and not parent.verbal:
        parent = parent.parent
    if numbers is None or parent is None:
        return noun
    before = [each for each in parent.subjects if each < noun and frame.tree.tag[each] in numbers]
    return before[0] if len(before) == len(parent.subjects) == 1 else noun


@cache
def _pronouns() -> dict[str, frozenset[str]]:
    """For each pronoun, the tags of nouns it can stand for."""
    table = rules.load("en/grammar")["pronouns"]
    return {word: frozenset(tags) for word, tags in table.items()}


def _rows(role: str, noun: int, scene: Scene) -> list[Participant]:
    """One row, or one for each party of "the foreign ministers of Varenne, Lorsk and Brannock"."""
    tree = scene.tree
    if role == "victim_group" and scene.is_known_place(noun):
        role = "target"
    spans = [(noun, *_whole(role, noun, scene))]
    if tree.tag[noun] in ("NNS", "NNPS") and role in rules.words("en/grammar", "cast", "listed"):
        spans = [(each, *tree.phrase(each)) for each in _several(tree, noun)] or spans
    rows = []
    for each, first, last in spans:
        start, end = scene.offsets(first, last)
        rows.append(
            Participant(role=role, text=scene.text(start, end), start=start, end=end, entity=scene.entity_at(each))
        )
    return rows


def _whole(role: str, noun: int, scene: Scene) -> tuple[int, int]:
    """The noun phrase; for those who act, with where they are from: "opposition parties in Varenne"."""
    tree = scene.tree
    start, end = tree.phrase(noun)
    if role not in rules.words("en/grammar", "cast", "seated") or end >= len(tree.lower):
        return start, end
    if tree.dep[end] != "prep" or tree.lower[end] != "in" or tree.head[end] not in range(start, end):
        return start, end
    place = tree.child(end, "pobj")
    if place is None or tree.tag[place] not in ("NNP", "NNPS") or tree.last[place] != place:
        return start, end
    return start, place + 1


def _several(tree: Tree, noun: int) -> list[int]:
    """The names behind "of" when there are several: each sends one of those met."""
    for below in tree.below(noun, "prep"):
        inner = tree.child(below, "pobj")
        if inner is not None and tree.lower[below] == "of":
            names = [each for each in tree.conjuncts(inner) if tree.tag[each] in ("NNP", "NNPS")]
            return names if len(names) > 1 else []
    return []


def _arguments(frame: Frame, scene: Scene) -> Iterator[tuple[str, int]]:
    """What a preposition says of a noun comes before what it stands for logically."""
    fronted = rules.words("en/grammar", "cast", "fronted") if frame.verbal else frozenset[str]()
    for name, noun in frame.obliques:
        if name in fronted and noun < min((*frame.subjects, frame.head)):
            continue
        if name:
            yield name, noun
        elif scene.is_country(noun):
            yield "subject", noun
    for noun in frame.subjects:
        yield "subject", noun
    for noun in frame.objects:
        yield "object", noun
    yield from _behind_objects(frame, scene)
    for noun in _present(frame, scene):
        yield "subject", noun
    for below in scene.clauses.get(frame.head, ())[:1]:
        inner = (*below.obliques, *_behind_objects(below, scene))
        yield from ((f"clause {name}", noun) for name, noun in inner if name)
    if not frame.objects and scene.clauses.get(frame.head):
        mine = {scene.entity_at(noun) for noun in frame.subjects} - {None}
        for noun in scene.clauses[frame.head][0].subjects:
            if noun not in frame.subjects and scene.entity_at(noun) not in mine:
                yield "clause", noun


def _behind_objects(frame: Frame, scene: Scene) -> Iterator[tuple[str, int]]:
    """Those whom parsers hang on the object of a verb: "demanded autonomy from Varenne", "shared notes with Lorsk"."""
    tree = frame.tree
    if not frame.verbal:
        return
    joining = rules.words("en/grammar", "cast", "joining")
    for noun in frame.objects:
        if noun < frame.head or (noun in scene.heads and tree.lemma[noun] in book().nouns):
            continue
        for below in tree.below(noun, "prep"):
            inner = tree.child(below, "pobj")
            if inner is not None and tree.lower[below] in joining:
                yield tree.lower[below], inner


def _present(frame: Frame, scene: Scene) -> tuple[int, ...]:
    """Who is there when a noun's event holds the clause above it: "the ministers agreed in talks"."""
    parent = frame.parent
    if parent is None or frame.verbal or frame.support is not None:
        return ()
    beside = _one_side(frame)
    if frame.link != "oblique" and not (beside and frame.link == "object"):
        return ()
    if frame.subjects and not beside:
        return ()
    around = "beside" if beside and frame.link == "oblique" else "during"
    if frame.link == "oblique" and frame.marker not in rules.words("en/actuality", "clauses", around):
        return ()
    while not parent.verbal and parent.parent is not None:  # parsers hang "in talks" on the noun before it
        parent = parent.parent
    joined = not kinds(scene.tree, frame.head).isdisjoint(_JOINED)
    return parent.subjects if joined else ()


def _one_side(frame: Frame) -> bool:
    """Whether a noun names only whom somebody met: "after talks with Koravan"."""
    others = {noun for name, noun in frame.obliques if name == "with"}
    return bool(others) and set(frame.subjects) <= others


def _within(kind: EventType, frame: Frame, subtype: str | None, outer: str, noun: int) -> Iterator[tuple[str, int]]:
    """Who is named inside the phrase that fills a role: who called in "rejected calls by Koravan"."""
    if all(rule.within != outer for rule in kind.roles):
        return
    tree, noun = frame.tree, measured(frame.tree, noun)
    behind = [("owner", below) for below in tree.below(noun, "poss")]
    for below in tree.below(noun, "prep", "agent"):
        inner = tree.child(below, "pobj")
        if inner is not None:
            behind.extend((tree.lower[below], each) for each in tree.conjuncts(inner))
    for source, inner in behind:
        rule = _rule(kind, frame, subtype, source, inner, outer)
        if rule is not None and rule.role:
            yield rule.role, inner


def _rule(
    kind: EventType, frame: Frame, subtype: str | None, source: str, noun: int, within: str = ""
) -> RoleRule | None:
    """The first rule that fits."""
    tree, trigger = frame.tree, frame.lemma
    nouns = kinds(tree, noun)
    for rule in kind.roles:
        if rule.source != source or rule.within != within or rule.kind not in nouns:
            continue
        if (not rule.subtypes or subtype in rule.subtypes) and (not rule.triggers or trigger in rule.triggers):
            return rule
    return None
