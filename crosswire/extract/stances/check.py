"""Keeps or drops a stance, with the reason in words."""

from __future__ import annotations

from dataclasses import dataclass

from crosswire.extract.stances.aims import Aim
from crosswire.extract.stances.rules import words
from crosswire.grammar import Frame, Tree, actuality

OPEN = frozenset({"conditional", "possible", "called_for", "threatened"})
"""What nobody does yet: whose acceptance is asked for accepts nothing."""

NEEDED = frozenset({"should", "must", "ought", "could", "may", "might"})

UNDONE = frozenset({"did_not_happen", "denied"})


REACH = 12
"""Tokens before a clause in which a condition may stand that it hangs on."""


@dataclass(frozen=True, slots=True)
class Dropped:
    """Why something is no stance."""

    reason: str


def check_frame(frame: Frame, composed: bool) -> int | Dropped:
    """What the frame's own clause makes of its side: 1, or -1 where it is denied; dropped where nobody holds it.
    `composed` marks a clause that another cue takes, whose holder is that one's."""
    if composed:
        return Dropped("another holds it: the clause is what a cue above takes")
    if _is_on_condition(frame):
        return Dropped("nobody holds it: a condition")
    if _is_open_to_do(frame):
        return Dropped("nobody does it yet: there is only a reason, time or way to do it")
    if frame.parent is not None and frame.parent.modal in NEEDED and not frame.tense:
        return Dropped("nobody does it yet: it is how something should be done")
    value, _ = actuality(frame)
    if value in OPEN and not frame.negation:
        return Dropped(f"nobody holds it: {value}")
    if is_asked(frame.tree, frame.head):
        return Dropped("it is asked")
    if value in UNDONE and not frame.negation:
        return Dropped("it did not come to it, whoever was for it")
    return -1 if frame.negation else 1


def _is_open_to_do(frame: Frame) -> bool:
    """Whether a clause only says what a noun is for: "a reason to fight it"."""
    tree = frame.tree
    if frame.parent is not None and frame.parent.lemma in words().sets["nouns.dropping"]:
        return True  # "lacking a rationale to fight it"
    return tree.dep[frame.head] == "acl" and any(tree.lower[b] == "to" for b in tree.below(frame.head, "aux"))


def _is_on_condition(frame: Frame) -> bool:
    """Whether a clause opens with a condition, or hangs on one before its verb: "if true, we condemn it"."""
    tree, marks = frame.tree, words().sets["coming.open"]
    if {frame.marker, tree.lower[frame.start]} & marks:
        return True
    first = frame.head
    while first > 0 and tree.sentence[first - 1] == tree.sentence[frame.head]:
        first -= 1
    inside = range(max(first, frame.start - REACH), frame.head)
    return any(tree.lower[token] == "if" for token in inside)


def check_aim(tree: Tree, aim: Aim, cue: int, sort: str) -> Dropped | None:
    """Dropped where the target is no matter that anybody could be against: saying something, a claim, a stray word."""
    lists = words().sets
    if aim.back and not aim.heads:
        return None
    if any(head in lists["no_matter.things"] for head in aim.heads):
        return Dropped("a claim, or nothing in particular")
    last = min(aim.end, len(tree.pos)) - 1
    named = aim.things is None and tree.pos[last] == "PROPN" and tree.lower[last] in aim.heads
    if named and sort in lists["asking.sorts"]:
        return Dropped("who is offered or asked something is not what is offered")
    if aim.things is not None and aim.heads[0].partition(" ")[0] in lists["no_matter.saying"]:
        return Dropped("only about saying something")
    if aim.start <= cue < aim.end and aim.end - aim.start == 1:
        return Dropped("the cue itself")
    return None


def is_asked(tree: Tree, token: int) -> bool:
    """Whether the sentence of a token ends as a question."""
    number, last = tree.sentence[token], token
    while last + 1 < len(tree.lower) and tree.sentence[last + 1] == number:
        last += 1
    return any(tree.lower[each] == "?" for each in range(max(token, last - 2), last + 1))


def is_somebody(tree: Tree, noun: int) -> bool:
    """Whether a noun may hold something: no "there", no date, no "which" without its noun."""
    named = tree.child(noun, "det") is not None or tree.doc[noun].text.isupper()  # the WHO, tagged as a "who"
    bare = tree.tag[noun] in ("EX", "WDT", "WP", "DT") and not named
    return not bare and tree.entity[noun] not in ("DATE", "TIME")
