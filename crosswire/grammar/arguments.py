"""The arguments of one predicate: passive, control, relatives, coordination and nominal arguments undone."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING

from crosswire import rules
from crosswire.grammar.tree import Tree, is_finite

if TYPE_CHECKING:
    from crosswire.grammar.frames import Frame

_RELATIVE_TAGS = frozenset({"WDT", "WP", "WP$"})
_PAST_TAGS = {"VBD", "VBN"}
_ACTING_LABELS = frozenset({"NORP", "ORG", "PERSON"})


@dataclass(frozen=True, slots=True)
class Arguments:
    """What a predicate takes; see `Frame`. `own` are the subjects and objects that stand in its own clause."""

    subjects: tuple[int, ...]
    objects: tuple[int, ...]
    obliques: tuple[tuple[str, int], ...]
    particle: str = ""
    attribute: int | None = None
    passive: bool = False
    own: tuple[int, ...] = ()


@dataclass(slots=True)
class _Slots:
    """The same while it is being filled."""

    subjects: list[int] = field(default_factory=list)
    objects: list[int] = field(default_factory=list)
    surface_objects: list[int] = field(default_factory=list)
    obliques: list[tuple[str, int]] = field(default_factory=list)
    particle: str = ""
    attribute: int | None = None
    passive: bool = False


@dataclass(frozen=True, slots=True)
class _Lists:
    object_control: frozenset[str]
    addressed: frozenset[str]
    of_acts: frozenset[str]
    owner_undergoes: frozenset[str]
    noun_object: frozenset[str]
    located: frozenset[str]
    relative: frozenset[str]
    agent: frozenset[str]
    noun_subject: frozenset[str]
    mutual: frozenset[str]
    actors: frozenset[str]
    shared: frozenset[str]
    undergo: frozenset[str]
    acted_on: frozenset[str]
    opening: frozenset[str]
    result: frozenset[str]
    texts: frozenset[str]
    paired: frozenset[str]
    worded: frozenset[str]
    stative: frozenset[str]


@cache
def _lists() -> _Lists:
    table = rules.load("en/grammar")
    nouns, light = table["noun_arguments"], table["light"]
    return _Lists(
        object_control=frozenset(table["control"]["object"]),
        addressed=frozenset(table["control"]["addressed"]),
        of_acts=frozenset(nouns["of_acts"]),
        owner_undergoes=frozenset(nouns["owner_undergoes"]),
        noun_object=frozenset(nouns["object"]),
        located=frozenset(nouns["located"]),
        relative=frozenset(table["relative"]["words"]),
        agent=frozenset(table["relative"]["agent"]),
        noun_subject=frozenset(nouns["subject"]),
        mutual=frozenset(nouns["mutual"]),
        actors=frozenset(table["actors"]["modifiers"]),
        shared=frozenset((*light["object"], *light["own"])),
        undergo=frozenset(light["undergo"]),
        acted_on=frozenset(light["acted_on"]),
        opening=frozenset(table["relative"]["opening"]),
        result=frozenset(table["relative"]["result"]),
        texts=frozenset(table["relative"]["texts"]),
        paired=frozenset(nouns["paired"]),
        worded=frozenset(table["relative"]["worded"]),
        stative=frozenset(table["stative"]["verbs"]),
    )


def read_verb(tree: Tree, token: int, parent: Frame | None, link: str, first: Frame | None) -> Arguments:
    """The arguments of a verb whose governing frame, and first conjunct if it has one, are known."""
    slots = _Slots()
    for below in tree.children[token]:
        _take(tree, below, slots)
    if not slots.passive and all(tree.entity[noun] == "DATE" for noun in slots.subjects):
        slots.subjects = _misled_subject(tree, token) or slots.subjects
    _settle_voice(tree, token, slots)
    own = (*slots.subjects, *slots.objects)
    _resolve_relative(tree, token, slots)
    _find_addressee(tree, token, slots)
    _share(tree, token, slots)
    _inherit(tree, token, slots, parent, link, first)
    return Arguments(
        tuple(slots.subjects),
        tuple(slots.objects),
        tuple(slots.obliques),
        slots.particle,
        slots.attribute,
        slots.passive,
        own,
    )


def _take(tree: Tree, below: int, slots: _Slots) -> None:
    """Put one child of a verb where it belongs."""
    dep = tree.dep[below]
    if dep in ("nsubj", "csubj"):
        # of two, the one nearer the verb: parsers hang stray nouns here
        slots.subjects = [*_listed_before(tree, below), *tree.conjuncts(below)]
    elif dep == "nsubjpass" or dep == "csubjpass":
        slots.passive = True
        slots.surface_objects.extend(tree.conjuncts(below))
    elif dep == "auxpass":
        slots.passive = True
    elif dep == "dobj":
        slots.objects.extend(tree.conjuncts(below))
    elif dep == "agent":
        slots.subjects.extend(noun for _, noun in _prepositional(tree, below))
    elif dep == "prep":
        slots.obliques.extend(_prepositional(tree, below))
        if tree.dep[tree.head[below]] == "pobj" and tree.lower[below] in _lists().agent:  # "in firing by the army"
            slots.subjects.extend(noun for _, noun in _prepositional(tree, below))
    elif dep == "compound" and tree.lemma[below] in _lists().actors:  # "in police firing"
        slots.subjects.append(below)
    elif dep == "dative":
        within = _prepositional(tree, below)
        slots.obliques.extend(within or [("to", noun) for noun in tree.conjuncts(below)])
    elif dep == "prt":
        slots.particle = tree.lower[below]
    elif dep in ("attr", "acomp", "oprd"):
        slots.attribute = below


def _listed_before(tree: Tree, noun: int) -> list[int]:
    """The first name of a headline's "Koravan, Abend meet", which parsers leave beside the second."""
    before = tree.first[noun] - 2
    if before < 0 or tree.lower[before + 1] != "," or tree.tag[before] != "NNP" or tree.pos[noun] == "PRON":
        return []
    after, verb = tree.last[noun] + 1, tree.head[noun]
    beside = tree.head[before] == verb and tree.dep[before] in ("nsubj", "npadvmod") and tree.first[before] == 0
    return [before] if beside and after < len(tree.lower) and tree.lower[after] != "," else []


def _misled_subject(tree: Tree, token: int) -> list[int]:
    """In "after Varenne last week vetoed the draft" parsers hang the subject on the word that opens the clause."""
    opening = tree.first[token]
    if opening < token and tree.head[opening] == token and tree.lower[opening] in _lists().opening:
        inner = tree.child(opening, "pobj")
        return tree.conjuncts(inner) if inner is not None and is_finite(tree, token) else []
    noun = tree.first[token] - 1
    if noun < 1 or noun + 1 == token or tree.dep[noun] != "pobj" or not is_finite(tree, token):
        return []
    told = all(
        tree.dep[below] in ("npadvmod", "prep", "advmod") or tree.entity[below] == "DATE"
        for below in tree.children[token]
        if below < token
    )
    opened = tree.lower[tree.head[noun]] in _lists().opening and tree.head[noun] == tree.first[noun] - 1
    return tree.conjuncts(noun) if told and opened else []


def _prepositional(tree: Tree, preposition: int) -> list[tuple[str, int]]:
    """(preposition, noun) for each noun under a preposition, "according to" as one."""
    found: list[tuple[str, int]] = []
    name = tree.lower[preposition]
    for below in tree.children[preposition]:
        dep = tree.dep[below]
        if dep == "pobj":
            nouns = tree.conjuncts(below)
            if len(nouns) == 1 and name in _lists().paired:
                nouns += _hidden_partner(tree, below)
            found.extend((name, noun) for noun in nouns)
        elif dep == "prep" and below > preposition:
            found.extend((f"{name} {inner}", noun) for inner, noun in _prepositional(tree, below))
        elif dep == "conj" and tree.dep[below] != "pobj" and tree.pos[below] in ("ADP", "SCONJ"):
            found.extend(_prepositional(tree, below))
    return found


def _hidden_partner(tree: Tree, noun: int) -> list[int]:
    """In "talks between the government of Edric Kell and the rebels" parsers pair the rebels with Kell, or hang them on
    the verb."""
    joint = tree.child(noun, "cc")
    if joint is not None:
        after = range(joint + 1, min(joint + 6, len(tree.lower)))
        return [each for each in after if tree.first[each] == joint + 1 and tree.pos[each] in ("NOUN", "PROPN")][:1]
    while True:
        below = next((b for b in reversed(tree.children[noun]) if b > noun and tree.dep[b] in ("prep", "appos")), None)
        if below is None:
            return []
        inner = below if tree.dep[below] == "appos" else tree.child(below, "pobj")
        if inner is None:
            return []
        others = tree.conjuncts(inner)[1:]
        if others:
            return others
        noun = inner


def _settle_voice(tree: Tree, token: int, slots: _Slots) -> None:
    """A bare past participle with a subject and no object is a passive with its "was" left out, as in headlines."""
    if slots.passive and not slots.subjects and _is_stative(tree, token):
        astray = [noun for below in tree.below(token, "auxpass") for noun in tree.below(below, "nsubj")]
        slots.subjects, slots.passive = slots.surface_objects or astray, False
        return
    if slots.passive:
        slots.objects[:0] = slots.surface_objects
        return
    if tree.tag[token] != "VBN" or slots.objects or tree.child(token, "aux") is not None:
        return
    other = tree.child(token, "conj")
    if other is not None and tree.tag[other] == "VBD" and tree.child(other, "dobj") is not None:
        return  # "donated and delivered grain"
    if tree.dep[token] == "acl" or slots.subjects:
        slots.passive = True
        if tree.dep[token] != "acl":
            slots.objects, slots.subjects = slots.subjects, []


def _is_stative(tree: Tree, token: int) -> bool:
    """Whether a passive tells what its subject is minded to do: "is committed to reform"."""
    stative, lemma = _lists().stative, tree.lemma[token]
    return any(f"{lemma} {tree.lower[below]}" in stative for below in tree.below(token, "prep"))


def _resolve_relative(tree: Tree, token: int, slots: _Slots) -> None:
    """Give a relative or participle clause the noun it hangs on."""
    dep = tree.dep[token]
    if dep not in ("relcl", "acl"):
        return
    antecedent = tree.head[token]
    if dep == "acl":
        if tree.tag[token] == "VBN" and not slots.objects:
            slots.passive = True
            slots.objects.append(antecedent)
        elif tree.tag[token] == "VBG" and not slots.subjects and not _is_result(tree, token):
            slots.subjects.append(antecedent)
        return
    if _strand(tree, token, slots, antecedent):
        return
    replaced = _replace(tree, slots.subjects, antecedent) + _replace(tree, slots.objects, antecedent)
    relative = any(tree.tag[below] in ("WRB", *_RELATIVE_TAGS) for below in tree.children[token])
    if not replaced and not relative and slots.subjects and not slots.objects and not slots.passive:
        slots.objects.append(antecedent)


def _strand(tree: Tree, token: int, slots: _Slots, antecedent: int) -> bool:
    """Whether a relative clause has an object of its own besides "which": then its noun belongs to the preposition left
    alone ("the raid, which Lorsk accused Varenne of")."""
    own = [noun for noun in slots.objects if tree.tag[noun] not in _RELATIVE_TAGS]
    if not own or len(own) == len(slots.objects):
        return False
    slots.objects = own
    bare = (below for below in tree.below(token, "prep") if tree.child(below, "pobj", "pcomp") is None)
    slots.obliques.extend((tree.lower[below], antecedent) for below in bare)
    return True


def _is_result(tree: Tree, token: int) -> bool:
    """Whether a participle after a noun tells what came of the whole clause: "hit a boat of rebels killing all"."""
    return tree.lemma[token] in _lists().result and tree.dep[tree.head[token]] in ("pobj", "dobj")


def _replace(tree: Tree, nouns: list[int], antecedent: int) -> int:
    count = 0
    for place, noun in enumerate(nouns):
        if tree.tag[noun] in _RELATIVE_TAGS or tree.lower[noun] in _lists().relative:
            nouns[place] = antecedent
            count += 1
    return count


def _find_addressee(tree: Tree, token: int, slots: _Slots) -> None:
    """In "urged the rebels to stop" parsers often make the rebels a subject below; they are an object here too."""
    if slots.objects or tree.lemma[token] not in _lists().object_control:
        return
    for clause in tree.below(token, "ccomp", "xcomp"):
        if tree.tag[clause] == "VB" and any(tree.lower[below] == "to" for below in tree.below(clause, "aux")):
            for noun in tree.below(clause, "nsubj", "nsubjpass"):
                slots.objects.extend(tree.conjuncts(noun))


def _share(tree: Tree, token: int, slots: _Slots) -> None:
    """In "attacked and destroyed the convoy" the first verb has the second's object, and in "killed or injured in the
    raid" what stands behind its preposition."""
    other = tree.child(token, "conj")
    if other is None or other - token > 3:
        return
    if tree.tag[other] != tree.tag[token] and {tree.tag[other], tree.tag[token]} != _PAST_TAGS:
        return
    if not slots.objects and not slots.passive:
        slots.objects.extend(noun for below in tree.below(other, "dobj") for noun in tree.conjuncts(below))
    if not slots.obliques:
        slots.obliques.extend(pair for below in tree.below(other, "prep") for pair in _prepositional(tree, below))


def _inherit(tree: Tree, token: int, slots: _Slots, parent: Frame | None, link: str, first: Frame | None) -> None:
    """Give a clause without a subject the one it is understood to have."""
    if slots.subjects and not slots.passive:
        return
    if slots.passive and slots.objects:
        return
    heir: tuple[int, ...] = ()
    if first is not None:
        heir = first.surface
    elif parent is not None and link in ("complement", "adverbial") and not is_finite(tree, token):
        heir = _controller(parent) if link == "complement" else _attending(tree, token, parent)
    elif parent is not None and parent.verbal and link == "relative" and tree.tag[token] == "VBG":
        heir = _attending(tree, token, parent)
    if slots.passive:
        slots.objects.extend(heir)
    else:
        slots.subjects.extend(noun for noun in heir if noun not in slots.objects)


def _attending(tree: Tree, token: int, parent: Frame) -> tuple[int, ...]:
    """Whose act a participle clause tells. In "the convoy was hit, killing two" it is not the convoy's."""
    texts = _told_by_text(tree, token, parent)
    if texts:
        return texts
    acted_on = any(name in _lists().acted_on for name, _ in parent.obliques)
    if token > parent.head and tree.tag[token] == "VBG" and (parent.passive or acted_on):
        return () if acted_on else parent.subjects
    return parent.surface


def _told_by_text(tree: Tree, token: int, parent: Frame) -> tuple[int, ...]:
    """In "blocked a resolution on Monday calling for a truce" the resolution calls, not who blocked it."""
    lists = _lists()
    if token < parent.head or tree.tag[token] != "VBG" or tree.lemma[token] not in lists.worded:
        return ()
    if tree.child(token, "mark") is not None or tree.lower[tree.first[token] - 1] == ",":
        return ()
    return tuple(noun for noun in parent.objects if noun > parent.head and tree.lemma[noun] in lists.texts)


def _controller(parent: Frame) -> tuple[int, ...]:
    """Whom a governing verb makes the subject of the clause below it."""
    lists = _lists()
    if parent.passive and parent.objects:
        return parent.objects
    if parent.lemma in lists.object_control:
        if parent.objects:
            return parent.objects
        addressed = tuple(noun for preposition, noun in parent.obliques if preposition in lists.addressed)
        if addressed:
            return addressed
    return parent.subjects


def read_noun(tree: Tree, token: int, parent: Frame | None, link: str, marker: str, supported: bool) -> Arguments:
    """The arguments of an event noun; those of a verb that carries it are its own too."""
    lists, slots = _lists(), _Slots()
    lemma = tree.lemma[token]
    owners: list[int] = []
    of: list[int] = []
    for below in tree.children[token]:
        dep = tree.dep[below]
        if dep == "poss":
            owners.extend(tree.conjuncts(below))
        elif dep in ("prep", "agent"):
            for preposition, noun in _prepositional(tree, below):
                if preposition == "of":
                    of.append(noun)
                else:
                    _place(slots, preposition, noun, lists, lemma in lists.located)
        elif dep in ("compound", "amod", "nmod"):
            _modifier(tree, below, slots, lists)
        elif dep == "acl" and tree.tag[below] == "VBN" and tree.lemma[below] in lists.shared:
            slots.subjects.extend(_agents(tree, below))  # "a rally staged by the miners"
    (slots.subjects if lemma in lists.of_acts else slots.objects).extend(of)
    (slots.objects if lemma in lists.owner_undergoes else slots.subjects).extend(owners)
    if parent is not None and parent.verbal:
        _from_verb(slots, parent, link, marker, supported, lists)
    if not slots.subjects:
        slots.subjects.extend(_by_below(tree, slots.objects))
    return Arguments(tuple(slots.subjects), tuple(slots.objects), tuple(slots.obliques))


def _place(slots: _Slots, preposition: str, noun: int, lists: _Lists, located: bool) -> None:
    if preposition in lists.mutual or preposition in lists.noun_subject:
        slots.subjects.append(noun)
    elif preposition in lists.noun_object and not located:
        slots.objects.append(noun)
    slots.obliques.append((preposition, noun))


def _modifier(tree: Tree, below: int, slots: _Slots, lists: _Lists) -> None:
    """ "Army shelling", "Russian strikes": a people or a force before the noun acts; a place is left to the reader."""
    if tree.tag[below] == "HYPH" or "-" in (tree.lower[below + 1], tree.lower[below - 1] if below else ""):
        return
    if tree.lemma[below] in lists.actors or tree.entity[below] in _ACTING_LABELS:
        slots.subjects.append(below)
    elif tree.entity[below] in ("GPE", "LOC", "FAC"):
        slots.obliques.append(("", below))


def _from_verb(slots: _Slots, parent: Frame, link: str, marker: str, supported: bool, lists: _Lists) -> None:
    if supported:
        slots.obliques.extend(pair for pair in parent.obliques if pair not in slots.obliques)
        if link == "subject":  # "clashes broke out between police and miners"
            together = (noun for name, noun in parent.obliques if name in lists.mutual)
            slots.subjects.extend(noun for noun in together if noun not in slots.subjects)
    if link == "object" and parent.lemma in lists.undergo and not parent.passive:
        slots.objects.extend(parent.subjects)
    elif link == "object" and (parent.lemma in lists.shared or f"{parent.lemma} {parent.particle}" in lists.shared):
        slots.subjects.extend(noun for noun in parent.subjects if noun not in slots.subjects)
    elif link == "oblique" and supported:
        (slots.objects if marker in lists.acted_on else slots.subjects).extend(parent.surface)


def _agents(tree: Tree, verb: int) -> list[int]:
    return [noun for below in tree.below(verb, "agent") for _, noun in _prepositional(tree, below)]


def _by_below(tree: Tree, nouns: list[int]) -> list[int]:
    """In "shelling of the market by the army" the parser may hang "by" on the market."""
    return [
        agent
        for noun in nouns
        for below in tree.below(noun, "prep", "agent")
        if tree.lower[below] in _lists().agent
        for _, agent in _prepositional(tree, below)
    ]
