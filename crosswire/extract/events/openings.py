"""What a headline or an opening sentence tells as its main clause, where no other type has it."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping, Sequence
from functools import cache

from crosswire import rules
from crosswire.extract.events.rules import Trigger, book
from crosswire.grammar import Frame

NAME = "OTHR"
_TABLE = "en/events/OTHR"


@cache
def trigger() -> Trigger:
    """The trigger of every such happening: it asks for nothing."""
    return Trigger(type=NAME, number=0)


@cache
def _said() -> frozenset[str]:
    """Verbs of saying: of these, what is said is the happening."""
    return frozenset(verb for verb, triggers in book().verbs.items() if any(one.type == "STMT" for one in triggers))


def main_clauses(
    frames: Sequence[Frame], below: Mapping[int, list[Frame]], told: Container[int], *, all_sentences: bool
) -> Iterator[Frame]:
    """The main clauses of a passage's first sentence, or of all, whose predicates are not yet `told` and that say who
    did something; of "she said" what she said."""
    for frame in frames:
        later = frame.tree.sentence[frame.head] > frame.tree.sentence[0]
        main = frame.verbal and frame.parent is None and frame.tree.dep[frame.head] == "ROOT"
        if not main or (later and not all_sentences):
            continue
        for clause in (frame, *below.get(frame.head, ())) if frame.lemma in _said() else (frame,):
            if clause.verbal and clause.head not in told and _is_happening(clause):
                yield clause


def _is_happening(frame: Frame) -> bool:
    if frame.lemma in rules.words(_TABLE, "spared", "verbs") | _said() or frame.attribute is not None:
        return False
    if not frame.tree.lower[frame.head].isalpha():
        return False  # a dash that was taken for a verb
    who = {frame.tree.lower[noun] for noun in (*frame.subjects, *frame.objects)}
    return bool(frame.surface) and who.isdisjoint(rules.words(_TABLE, "voices", "words"))
