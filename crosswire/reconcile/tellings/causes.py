"""Of what, by what: causes that name different things."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from crosswire.reconcile.against.statements import Sentence
from crosswire.reconcile.evidence import Evidence
from crosswire.reconcile.tellings.pairs import Pair
from crosswire.reconcile.tellings.rows import Difference, Value
from crosswire.reconcile.tellings.words import section, words_of
from crosswire.reconcile.terms import terms

SHARE = 0.3
"""Share of the lighter sentence's weight from which two causes are of one thing. Own judgement."""

LONGEST = 5
"""Words of a cause."""


def causes_in(pair: Pair, evidence: Evidence) -> Iterator[Difference]:
    """The causes that two sentences give, where they share no telling word and neither report has the other's."""
    if pair.share < SHARE:
        return
    a, b = (_cause(sentence, evidence) for sentence in (pair.a, pair.b))
    if a is None or b is None:
        return
    one, other = terms(a.text), terms(b.text)
    whole = [terms(evidence.reports[sentence.report].text) for sentence in (pair.a, pair.b)]
    if one and other and not one & other and not other <= whole[0] and not one <= whole[1]:
        yield Difference(kind="cause", a=a, b=b)


def _cause(sentence: Sentence, evidence: Evidence) -> Value | None:
    """The words after what opens a cause, up to where they end."""
    found = _opens().search(evidence.reports[sentence.report].text, sentence.span.start, sentence.span.end)
    if found is None or set(found["cause"].lower().split()) & words_of("causes", "no_cause"):
        return None
    return Value(found["cause"].lower(), found["cause"].strip(), found.start("cause"))


@cache
def _opens() -> re.Pattern[str]:
    opens = "|".join(section("causes")["opens"])
    ends = "|".join(section("causes")["ends"])
    return re.compile(rf"\b(?:{opens})(?P<cause>[a-z][\w’'-]*(?: (?!(?:{ends})\b)[\w’'-]+){{0,{LONGEST - 1}}})")
