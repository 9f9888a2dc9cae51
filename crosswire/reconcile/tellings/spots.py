"""Where: places of which neither lies in the other."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from difflib import SequenceMatcher

from crosswire.base import Entity
from crosswire.reconcile.against.statements import Sentence
from crosswire.reconcile.evidence import Evidence
from crosswire.reconcile.incidents import place_pattern
from crosswire.reconcile.tellings.pairs import Pair
from crosswire.reconcile.tellings.rows import Difference, Value
from crosswire.reconcile.terms import terms

SHARE = 0.55
"""Share of the lighter sentence's weight from which two places are of one happening. Own judgement: the names of the
places are no part of what is shared, so that a short sentence that differs in its place alone has most of it."""

SPELLED = 0.65
"""Share of letters in order from which two names of places may be one in two spellings. Own judgement."""


def spots_in(pair: Pair, evidence: Evidence) -> Iterator[Difference]:
    """One place in each sentence, neither within the other, where neither report names the other's."""
    if pair.share < SHARE:
        return
    a, b = (_places(sentence, evidence) for sentence in (pair.a, pair.b))
    if len(a) != 1 or len(b) != 1:
        return
    (one, first), (other, second) = *a.items(), *b.items()
    texts = [evidence.reports[s.report].text.lower() for s in (pair.a, pair.b)]
    if one in texts[1] or other in texts[0] or _is_one_name(one, other) or _within(one, other, evidence):
        return
    if terms(first.text) & pair.b.words or terms(second.text) & pair.a.words:
        return
    yield Difference(kind="place", a=first, b=second)


def _is_one_name(a: str, b: str) -> bool:
    """Whether two names may be one, spelled in two ways or with more or fewer words."""
    words = [frozenset(re.findall(r"\w{3,}", name)) for name in (a, b)]
    return bool(words[0] & words[1]) or SequenceMatcher(None, a, b, autojunk=False).ratio() >= SPELLED


def _places(sentence: Sentence, evidence: Evidence) -> dict[str, Value]:
    """The places smaller than a country that a sentence says it happened in or near, by name without case."""
    rows = evidence.places_in.get(sentence.report, [])
    named = {
        start: name for start, name in rows[bisect_left(rows, (sentence.span.start, "")) :] if start < sentence.span.end
    }
    text = evidence.reports[sentence.report].text
    found: dict[str, Value] = {}
    for match in place_pattern().finditer(text, sentence.span.start, sentence.span.end):
        name = named.get(match.start("name"))
        if name is not None:
            found.setdefault(name, Value(name, match["name"], match.start("name")))
    return found


def _within(a: str, b: str, evidence: Evidence) -> bool:
    """Whether one place lies in the other, or may: one of them is a region, whose towns are not all known."""
    one, other = (_entity(name, evidence) for name in (a, b))
    if one is None or other is None:
        return False
    if any(place.precision is not None and place.precision > TOWN for place in (one, other)):
        return True
    return one.parent == other.id or other.parent == one.id


TOWN = 3
"""Codebook precision of a town or district; what is larger may hold any town."""


def _entity(name: str, evidence: Evidence) -> Entity | None:
    return next((entity for entity in evidence.by_name.get(name, ()) if entity.kind == "place"), None)
