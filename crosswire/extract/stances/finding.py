"""Who is for or against what in one passage: by verbs, by nouns, by judgements, by what is to come."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from crosswire.base import Holding, Part, Quote, Report
from crosswire.extract.stances.aims import Aim, Aims
from crosswire.extract.stances.check import Dropped, check_aim, check_frame, is_asked, is_somebody
from crosswire.extract.stances.judging import Judged, judged
from crosswire.extract.stances.rules import Cue, words
from crosswire.grammar import Frame, Tree

if TYPE_CHECKING:
    from crosswire.grammar import Passage


@dataclass(frozen=True, slots=True)
class _Found:
    """A stance before it is a row: the word that tells it, its side and sort, its targets, and whose it is: a noun, or
    null for whoever speaks."""

    cue: int
    side: int
    sort: str
    aims: tuple[Aim, ...]
    holder: int | None


def find(report: Report, passages: Sequence[Passage], quotes: Sequence[Quote]) -> tuple[Holding, ...]:
    """What is held in a report, in the order of its words. What whoever speaks holds counts inside `quotes` alone, but
    for what became of a thing, which a report tells itself."""
    spoken = sorted((part.start, part.end) for quote in quotes for part in quote.parts)
    rows = [row for passage in passages if passage.frames for row in _in_passage(passage, spoken)]
    return tuple(sorted(rows, key=lambda row: (row.start, row.end, row.sort, row.target.start if row.target else 0)))


def _in_passage(passage: Passage, spoken: Sequence[tuple[int, int]]) -> Iterator[Holding]:
    aims = Aims(passage.frames)
    for found in (*_by_verbs(aims), *_by_nouns(aims), *_by_judgement(aims), *_by_coming(aims)):
        own = found.holder is None
        place = passage.start + aims.tree.begin[found.cue]
        if (
            own
            and found.sort not in ("outcome", "asked", "likened")
            and not any(start <= place < end for start, end in spoken)
        ):
            continue
        for aim in found.aims:
            if check_aim(aims.tree, aim, found.cue, found.sort) is None:
                yield _row(passage, aims.tree, found, aim)


def _row(passage: Passage, tree: Tree, found: _Found, aim: Aim) -> Holding:
    base, holder = passage.start, found.holder
    phrase = tree.characters(*_with_name(tree, holder)) if holder is not None else None
    start, end = tree.characters(aim.start, max(aim.end, aim.start + 1))
    doer = tree.characters(*tree.phrase(aim.doer)) if aim.doer is not None else None
    return Holding(
        start=base + tree.begin[found.cue],
        end=base + tree.end[found.cue],
        side="for" if found.side * aim.side > 0 else "against",
        sort=found.sort,
        heads=aim.heads,
        target=Part(start=base + start, end=base + end),
        back=aim.back,
        clause=aim.things is not None,
        things=aim.things or (),
        holder=Part(start=base + phrase[0], end=base + phrase[1]) if phrase else None,
        at=base + tree.begin[holder] if holder is not None else None,
        doer=Part(start=base + doer[0], end=base + doer[1]) if doer else None,
    )


def _with_name(tree: Tree, noun: int) -> tuple[int, int]:
    """The phrase of a holder, with the name right behind it: "shopkeepers' leader Anna Velt"."""
    start, end = tree.phrase(noun)
    named = [b for b in tree.below(noun, "appos") if tree.first[b] == end and tree.entity[b] == "PERSON"]
    return start, named[0] + 1 if named else end


def _by_verbs(aims: Aims) -> Iterator[_Found]:
    """ "Rejected the plan", "has refused to leave", "is opposed to the draft"."""
    for frame in aims.frames:
        if not frame.verbal:
            continue
        found = aims.cue(frame)
        if found is None:
            yield from _minded(aims, frame)
            continue
        side = check_frame(frame, _is_composed(aims, frame))
        if isinstance(side, Dropped) or (side < 0 and found[1].sort in words().sets["unturned.sorts"]):
            continue
        targets = tuple(aims.of(frame, found[0])) or _unsaid(frame, found[1])
        for holder in _holders(frame):
            yield _Found(frame.head, side * found[1].side, found[1].sort, targets, holder)


def _unsaid(frame: Frame, cue: Cue) -> tuple[Aim, ...]:
    """ "Russia has refused.", "Orlo disagreed.": what it is about is told before."""
    alone = not frame.objects and not frame.obliques and not frame.passive and cue.side < 0
    alone = alone and frame.lemma in words().sets["back.bare"]
    return (Aim(1, frame.head, frame.head + 1, (), back=True),) if alone else ()


def _minded(aims: Aims, frame: Frame) -> Iterator[_Found]:
    """ "Is ready to accept it", "was wary of the plan"."""
    at, tree = frame.attribute, aims.tree
    if frame.lemma in words().sets["coming.going"] and frame.negation:
        yield from _will_not(aims, frame)
    if at is None or tree.lower[at] not in words().minded:
        return
    side = check_frame(frame, _is_composed(aims, frame))
    if isinstance(side, Dropped):
        return
    targets = tuple(aims.taken(at, 0)) or tuple(
        aim for child in aims.below.get(frame.head, ()) for aim in aims.clause(child)
    )
    for holder in _holders(frame):
        yield _Found(at, side * words().minded[tree.lower[at]], "minded", targets, holder)


def _will_not(aims: Aims, frame: Frame) -> Iterator[_Found]:
    """ "Is not going to sign it"."""
    targets = tuple(aim for child in aims.below.get(frame.head, ()) for aim in aims.clause(child))
    for holder in () if isinstance(check_frame(frame, _is_composed(aims, frame)), Dropped) else _holders(frame):
        yield _Found(frame.head, -1, "minded", targets, holder)


def _holders(frame: Frame) -> tuple[int | None, ...]:
    """Whose verb it is: nouns, null for who speaks; nothing where nobody is named."""
    tree = frame.tree
    found: list[int | None] = []
    for noun in frame.subjects:
        if tree.lower[noun] in words().sets["speaking.pronouns"]:
            found.append(None)
        elif is_somebody(tree, noun):
            found.append(_antecedent(frame, noun))
    return tuple(dict.fromkeys(found))


def _antecedent(frame: Frame, noun: int) -> int:
    """For "he" or "she" the person whose sentence it is: "Koravan, a critic, began the quarrel when she said …". Where
    another person is acted on there, either may be meant."""
    tree = frame.tree
    if tree.dep[noun] == "appos" and tree.entity[tree.head[noun]] == "PERSON":
        return tree.head[noun]  # "Orlo, D-Varenne, who backed it"
    if tree.lower[noun] in words().sets["back.bodies"]:
        said = frame.parent.subjects if frame.parent is not None and frame.link == "complement" else ()
        return said[0] if said and said[0] < noun and _agrees(tree, noun, said[0]) else noun
    if tree.lower[noun] not in words().sets["back.persons"]:
        return noun
    above = frame.parent
    while above is not None:
        if any(tree.entity[each] == "PERSON" for each in above.objects):
            return noun
        if above.subjects and above.subjects[0] < noun and tree.entity[above.subjects[0]] == "PERSON":
            return above.subjects[0]
        above = above.parent
    return noun


def _agrees(tree: Tree, pronoun: int, noun: int) -> bool:
    """Whether "it" may be the one body, "they" the several, whose saying stands above."""
    several = tree.tag[noun] in ("NNS", "NNPS") or tree.child(noun, "conj") is not None
    named = tree.pos[noun] in ("NOUN", "PROPN") and tree.entity[noun] != "PERSON"
    return several if tree.lower[pronoun] == "they" else named and not several


def _is_composed(aims: Aims, frame: Frame) -> bool:
    """Whether a clause is what another cue takes: in "urged them to accept it" nobody accepts yet."""
    above = frame.parent
    while above is not None and frame.link == "complement":
        if above.lemma in words().sets["coming.verbs"] and above.verbal:
            frame, above = above, above.parent
            continue
        turned = above.lemma in words().turning or above.lemma in words().nouns
        return turned or aims.cue(above) is not None or _is_minded(above)
    return False


def _is_minded(frame: Frame) -> bool:
    return frame.attribute is not None and frame.tree.lower[frame.attribute] in words().minded


def _by_nouns(aims: Aims) -> Iterator[_Found]:
    """ "Its rejection of the plan", "voiced support for the law", "a request by six states for a summit"; calls that
    somebody refuses are asked by whoever it is."""
    tree, nouns = aims.tree, words().nouns
    for token, lemma in enumerate(tree.lemma):
        if lemma not in nouns or tree.pos[token] != "NOUN":
            continue
        cue = nouns[lemma]
        yield from _drawn(aims, token, cue)
        holder, turn = _owner(aims, token)
        targets = tuple(aims.taken(token, 0))
        if not targets:
            continue
        if holder is not None:
            own = (aims.phrase(token),) if cue.sort in ("wants", "means") else ()
            speaks = tree.lower[holder] in words().sets["speaking.pronouns"]
            yield _Found(token, cue.side * turn, cue.sort, (*targets, *own), None if speaks else holder)
        elif lemma in words().sets["nouns.existing"] and _is_there(tree, token):
            yield _Found(token, cue.side * turn, cue.sort, targets, None)
        elif lemma in words().sets["nouns.unnamed"] and _is_refused(aims, token):
            yield _Found(token, cue.side, "asked", targets, None)


def _is_there(tree: Tree, noun: int) -> bool:
    """ "There is no need for it"."""
    verb = tree.head[noun]
    return tree.lemma[verb] == "be" and tree.child(verb, "expl") is not None


def _drawn(aims: Aims, noun: int, cue: Cue) -> Iterator[_Found]:
    """ "The move won praise from the ports": what is held is the verb's subject."""
    tree, lists = aims.tree, words().sets
    verb = tree.head[noun]
    if tree.dep[noun] not in ("dobj", "pobj") or cue.sort in ("wants", "means"):
        return
    verb = tree.head[verb] if tree.dep[noun] == "pobj" else verb
    frame = next((frame for frame in aims.frames if frame.head == verb and frame.lemma in lists["nouns.drawing"]), None)
    if frame is None or isinstance(check_frame(frame, _is_composed(aims, frame)), Dropped):
        return
    from_ = [each for token in (noun, verb) for each in tree.below(token, "prep", "agent") if each > verb]
    who = [who for each in from_ if tree.lower[each] in lists["nouns.holders"] for who in tree.below(each, "pobj")]
    targets = tuple(aim for each in frame.surface for aim in aims.noun(each))
    for each in who:
        yield _Found(noun, cue.side, cue.sort, targets, each)


def _is_refused(aims: Aims, noun: int) -> bool:
    """Whether a noun is what somebody refuses: "ignored calls for his resignation"."""
    frame = next((frame for frame in aims.frames if noun in frame.objects), None)
    found = aims.cue(frame) if frame is not None and frame.verbal else None
    return found is not None and found[1].sort == "refuses"


def _owner(aims: Aims, noun: int) -> tuple[int | None, int]:
    """Whose noun it is, and -1 where it is said that there is none."""
    tree, lists = aims.tree, words().sets
    none = lists["nouns.hardly"]
    turn = -1 if any(tree.lower[below] in none for below in tree.below(noun, "det", "neg", "amod")) else 1
    verb = tree.head[noun]
    dropped = tree.lemma[verb] in lists["nouns.dropping"]
    if tree.dep[noun] == "dobj" and (dropped or tree.lemma[verb] in lists["nouns.carriers"]):
        frame = next((frame for frame in aims.frames if frame.head == verb), None)
        if frame is not None and not isinstance(side := check_frame(frame, _is_composed(aims, frame)), Dropped):
            whose = [each for each in frame.subjects if is_somebody(tree, each)]
            return (whose[0] if whose else None), (turn if turn < 0 else side) * (-1 if dropped else 1)
    joined = _joined(aims, noun)
    if joined is not None:
        return joined, turn
    owner = tree.child(noun, "poss")
    if owner is not None:
        return (_whose(aims, noun) if tree.tag[owner] == "PRP$" else None) or owner, turn
    for below in tree.children[noun]:
        if tree.dep[below] in ("prep", "agent") and tree.lower[below] in lists["nouns.holders"]:
            return tree.child(below, "pobj"), turn
    return None, turn


def _joined(aims: Aims, noun: int) -> int | None:
    """ "The guilds marched in support of the bill": who does what is done in support of it."""
    tree = aims.tree
    before = tree.head[noun]
    if tree.lemma[noun] not in words().sets["nouns.joined"] or tree.lower[before] != "in":
        return None
    frame = next((frame for frame in aims.frames if frame.head == tree.head[before] and frame.verbal), None)
    if frame is None or isinstance(check_frame(frame, _is_composed(aims, frame)), Dropped) or frame.negation:
        return None
    return next((each for each in frame.surface if is_somebody(tree, each)), None)


def _whose(aims: Aims, noun: int) -> int | None:
    """For "the league softened its opposition" the league."""
    tree = aims.tree
    frame = next((frame for frame in aims.frames if noun in frame.objects and frame.verbal), None)
    fits = [each for each in (frame.subjects if frame else ()) if tree.pos[each] != "PRON" and each < noun]
    return fits[0] if fits else None


def _by_judgement(aims: Aims) -> Iterator[_Found]:
    for frame in aims.frames:
        if frame.verbal:
            for one in judged(aims, frame):
                yield from _judgement(aims, frame, one)


def _judgement(aims: Aims, frame: Frame, one: Judged) -> Iterator[_Found]:
    side = check_frame(frame, composed=False)
    if isinstance(side, Dropped) or (side < 0 and one.side < 0 and one.cue == frame.head and frame.objects):
        return  # what "will not weaken" something is not called good
    holders = _holders(frame) if one.named else (None,)
    for holder in holders:
        yield _Found(one.cue, side * one.side, one.sort, one.aims, holder)


def _by_coming(aims: Aims) -> Iterator[_Found]:
    """What whoever speaks says will, should or cannot be, or must be first: "the city will pay for it", "no deal unless
    he leaves"."""
    for frame in aims.frames:
        if frame.verbal and not _is_composed(aims, frame) and not is_asked(aims.tree, frame.head):
            side = _coming(frame)
            if side:
                likely = frame.attribute is not None and aims.tree.lemma[frame.attribute] in words().likely
                below = aims.below.get(frame.head, ()) if likely else ()
                yield _Found(
                    frame.head,
                    side,
                    "coming",
                    tuple(map(aims.whole, below)) or (aims.whole(frame), *aims.brought(frame)),
                    None,
                )


def _coming(frame: Frame) -> int:
    """1 for what will or should be, -1 for what will not or should not, 0 for everything else."""
    lists = words().sets
    if frame.lemma in lists["no_matter.saying"] or frame.lemma in words().verbs or frame.link == "relative":
        return 0
    if frame.marker in lists["coming.conditions"]:
        above = frame.parent
        return 1 if above is not None and above.negation and not frame.negation else 0
    if frame.attribute is not None and frame.tree.lemma[frame.attribute] in words().likely:
        return words().likely[frame.tree.lemma[frame.attribute]] * (-1 if frame.negation else 1)
    if frame.modal not in lists["coming.modals"] or frame.marker in lists["coming.open"]:
        return 0
    return -1 if frame.negation else 1
