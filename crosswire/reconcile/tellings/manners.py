"""What was used, what kind of act it was, what became of those it was done to: words of one dimension that exclude each
other."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any, cast

from crosswire.reconcile.against.statements import Sentence
from crosswire.reconcile.evidence import Evidence
from crosswire.reconcile.tellings.pairs import Pair
from crosswire.reconcile.tellings.rows import Difference, Kind, Value
from crosswire.reconcile.tellings.words import pattern, section

BEFORE = 16
"""Characters before a word in which another may say that it was not so."""

SHARE = 0.4
"""Share of the lighter sentence's weight from which two manners are of one deed. Own judgement."""


def dimensions_of() -> dict[str, Any]:
    """The dimensions by their names."""
    return section("dimensions")


def manners_in(pair: Pair, evidence: Evidence) -> Iterator[Difference]:
    """Words of one dimension, another in each sentence, where neither report has the other's word at all."""
    for name, dimension in dimensions_of().items():
        if pair.share < dimension.get("share", SHARE):
            continue
        a = told_in(name, pair.a, evidence)
        b = told_in(name, pair.b, evidence) if a else {}
        if not b or a.keys() & b.keys():
            continue
        told = [told_by(name, sentence.report, evidence) for sentence in (pair.a, pair.b)]
        if told[0] & b.keys() or told[1] & a.keys():
            continue
        one, other = (min(found.values(), key=lambda value: value.start) for found in (a, b))
        yield Difference(kind=cast(Kind, dimension["kind"]), a=one, b=other)


def told_in(name: str, sentence: Sentence, evidence: Evidence) -> dict[str, Value]:
    """The values of a dimension that a sentence has, each where it stands first."""
    known: dict[str, Value] | None = sentence.memo.get(name)
    if known is not None:
        return known
    text = evidence.reports[sentence.report].text
    found: dict[str, Value] = {}
    sentence.memo[name] = found
    for match in _pattern(name).finditer(text, sentence.span.start, sentence.span.end):
        key = match.lastgroup or ""
        if pattern("negated", "before").search(text[max(sentence.span.start, match.start() - BEFORE) : match.start()]):
            continue
        found.setdefault(key, Value(f"{name} {key}", match[0], match.start()))
    return found


def told_by(name: str, report: str, evidence: Evidence) -> frozenset[str]:
    """The values of a dimension that a report has anywhere."""
    return frozenset(match.lastgroup or "" for match in _pattern(name).finditer(evidence.reports[report].text))


@cache
def _pattern(name: str) -> re.Pattern[str]:
    groups = section("dimensions")[name]["values"]
    told = (rf"(?P<{key}>(?:{'|'.join(words)})\b)" for key, words in groups.items())
    return re.compile(rf"\b(?:{'|'.join(told)})", re.IGNORECASE)  # the edge first: most places have none
