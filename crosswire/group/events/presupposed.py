"""Clauses that take for granted what was told before: "the attack", "31 people were injured"."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from crosswire.group.events.kinship import days_apart
from crosswire.group.events.spots import Spot, rules

PARTICIPLE = "ing"
ATTACK = "attack"


BESIDE = 100
"""Characters behind a telling within which "the attack" is that one, whatever else the report keeps coming back to."""


BREATH_OFF = 30
"""Characters after a noun within which "that killed nine" is said of it."""


class Backward(NamedTuple):
    """Spot `after` takes spot `before` for granted; `why` says how."""

    before: int
    after: int
    why: str


def backward(spots: Sequence[Spot], labels: Mapping[str, frozenset[str]]) -> Iterator[Backward]:
    """Each such clause with the telling of its family in its report that it fits. `labels` are the words of places."""
    told: dict[tuple[int, str], list[Spot]] = defaultdict(list)
    weight: Counter[int] = Counter()
    for spot in spots:
        before = [one for one in told[spot.place, spot.family] if _goes_with(spot, one)]
        found = (
            _points_back(spot, before, weight)
            or _goes_on(spot, before)
            or _counts_on(spot, before, labels)
            or _again(spot, before)
            or _for_its_time(spot, before)
        )
        if found is not None:
            weight[found.before] += 1
            yield found
        if not spot.toll and (spot.things or not spot.back):
            told[spot.place, spot.family].append(spot)


HISTORY, ITS_TOLL = 300, 120
"""Characters behind a piece of history within which "the siege" may still be that of then, and the dead those of then:
the rest of its paragraph, and the next sentence."""


def _goes_with(spot: Spot, one: Spot) -> bool:
    """Whether what is told later may speak of this. History told in passing ends soon: after "the 1993 invasion" the
    bombardment is that of the week."""
    if not one.past:
        return not spot.past
    if spot.past:
        return True
    behind = spot.mention.start - one.mention.end
    return behind <= ITS_TOLL if spot.toll else behind <= HISTORY and spot.stem == one.stem


def _points_back(spot: Spot, before: Sequence[Spot], weight: Mapping[int, int]) -> Backward | None:
    """A bare "the attack" with the one told just before by that word, or the one its report keeps coming back to, or
    the last; of several, with one it fits."""
    if not spot.back:
        return None
    rest = {word for word in spot.words | spot.things if not word.startswith(spot.stem)}
    if spot.mention.tense is not None or spot.things:
        rest = set(spot.things)
    possible = [one for one in before if _may_mean(spot, one)]
    fitting = [one for one in possible if not rest or rest & _told_of(one, hit=bool(spot.things and one.things))]
    if spot.subject and not fitting:
        fitting = [one for one in possible if not one.old and one.actuality == spot.actuality]
    if not fitting:
        return None
    named = [one for one in fitting if one.stem == spot.stem] or fitting
    meant = max(named, key=lambda one: (_is_beside(spot, one), weight.get(one.n, 0), one.n))
    return Backward(meant.n, spot.n, "the one points back to the other")


def _told_of(one: Spot, *, hit: bool) -> frozenset[str]:
    """The words of whom or what it befell, or all it is told in."""
    return one.things if hit else one.words | one.things


def _is_beside(spot: Spot, one: Spot) -> bool:
    """Whether the one was told just before, in this or the last sentence."""
    return spot.mention.trigger.start - one.mention.end <= BESIDE


def _may_mean(spot: Spot, one: Spot) -> bool:
    """Whether "the talks" may be the meeting told of.

    Not one elsewhere or at another time, nor the one in whose clause they stand, nor a congress. Attacks that are
    wished to stop are none in particular.
    """
    if not may_be_called(spot, one):
        return False
    if spot.old and one.first is None:
        return False  # what happened weeks ago is not the news
    elsewhere = spot.where is not None and one.where not in spot.around and spot.where not in one.around
    if elsewhere or (spot.stated and days_apart(spot, one) > 0):
        return False
    if spot.family == ATTACK and spot.mention.actuality in rules()["wish"]["actualities"]:
        return False
    if one.family in rules()["many"]["families"] and one.mention.start <= spot.mention.trigger.start < one.mention.end:
        return False
    named = rules()["back"]["named"]
    return one.stem == spot.stem or not {one.mention.trigger.text.lower(), spot.mention.trigger.text.lower()} & set(
        named
    )


def _goes_on(spot: Spot, before: Sequence[Spot]) -> Backward | None:
    """ "… was hit, killing 14 and destroying nine trucks": participles within the clause they hang on; "an attack that
    killed nine"."""
    trigger = spot.mention.trigger
    if spot.goes_on and before and 0 <= spot.mention.start - before[-1].mention.trigger.end <= BREATH_OFF:
        return Backward(before[-1].n, spot.n, "the one goes on telling the other")
    noun = spot.definite or spot.news or spot.family in rules()["many"]["families"]
    if spot.mention.tense is not None or not trigger.text.endswith(PARTICIPLE) or noun or not before:
        return None
    last = before[-1].mention
    if last.start <= trigger.start < last.end and last.trigger.end < trigger.start:
        return Backward(before[-1].n, spot.n, "the one goes on telling the other")
    return None


def _counts_on(spot: Spot, before: Sequence[Spot], labels: Mapping[str, frozenset[str]]) -> Backward | None:
    """A toll without day and place of its own belongs to the attack told last, or to that at "the bridge"."""
    if not spot.toll or spot.family != ATTACK or spot.rank is not None or not before:
        return None
    there = [one for one in before if one.where is not None and labels.get(one.where, frozenset()) & spot.words]
    if spot.where is not None and not there:
        there = [one for one in before if one.where == spot.where]
        if not there:
            return None
    return Backward((there or before)[-1].n, spot.n, "the one gives the toll of the other")


def _again(spot: Spot, before: Sequence[Spot]) -> Backward | None:
    """An attack on "the convoy" without day and place of its own is the one whose convoy was told of."""
    known = any(one.role in rules()["roles"]["targets"] and _is_definite(one.text) for one in spot.mention.participants)
    if spot.family != ATTACK or not known or spot.stated or spot.where is not None or spot.rank is not None:
        return None
    fitting = [one for one in before if spot.things & one.things]
    return Backward(fitting[-1].n, spot.n, "the one speaks of the other's target again") if fitting else None


def _for_its_time(spot: Spot, before: Sequence[Spot]) -> Backward | None:
    """ "Shortly after the truce ended" is the end that its report told of, where a story seldom tells two."""
    if not (spot.granted and spot.bare and spot.family in rules()["once"]["families"] and spot.done):
        return None
    told = [one for one in before if one.done]
    return Backward(told[-1].n, spot.n, "the one gives the time of another by it") if told else None


def may_be_called(spot: Spot, one: Spot) -> bool:
    """Whether what is called after a place, "the Derrow attack", may be what the other tells: it names it too."""
    return not spot.label or bool(spot.label & one.caps)


def _is_definite(words: str) -> bool:
    return words.split()[0].lower() in rules()["back"]["words"] if words.split() else False
