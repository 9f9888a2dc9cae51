"""How many of a thing, how many people to whom one thing happened, how much money."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from crosswire.base import Number
from crosswire.reconcile.against.statements import Sentence
from crosswire.reconcile.evidence import Evidence
from crosswire.reconcile.tellings import Value, is_no_count, pattern, within, words_of
from crosswire.reconcile.terms import stem
from crosswire.reconcile.values.facts import Fact, beside
from crosswire.reconcile.values.words import section

LEAST = 2
"""From which on a figure is a count."""

OPEN = 1.5
"""Times "more than" one figure that a reader takes it to reach, at most. Own judgement."""

MANY = 100
"""People from which on "other guests" are as good as all."""

AROUND = 40
"""Characters on either side of a figure in which words say that it runs over a time."""

REACH = 60
"""Characters on either side of a figure in which a word says what happened to the people."""


def counted_in(sentences: Sequence[Sentence], lead: Sequence[Sentence], evidence: Evidence) -> Iterator[Fact]:
    """The counts of things and of people that are no figures of harm, and the sums of money."""
    for sentence in sentences:
        for number in within(evidence.numbers.get(sentence.report, ()), sentence.span.start, sentence.span.end):
            if not _is_count(number, evidence):
                continue
            key = _key(number, sentence, evidence)
            if key is not None:
                yield _fact(number, key, sentence, sentence in lead, evidence)


def _is_count(number: Number, evidence: Evidence) -> bool:
    """Whether a figure may stand beside another: no part of a whole, no figure of harm, no name of a calibre, no sum in
    another money."""
    low = number.low or 0
    if low < LEAST or number.outcome or number.parent or number.cumulative:
        return False
    text = evidence.reports[number.report].text
    others = low >= MANY and pattern("things", "others").search(number.text) is not None
    if (is_no_count(number, evidence) and not others) or _is_total(text, number):
        return False
    before = text[max(0, number.start - 1) : number.start]
    if number.unit in section("money")["units"] or number.unit in section("measures")["units"]:
        return before != "("
    return low == int(low) and before not in section("money")["signs"]


def _is_total(text: str, number: Number) -> bool:
    """Whether words beside a figure say that it runs over a time: "$400,000 has been placed so far"."""
    around = text[max(0, number.start - AROUND) : number.start], text[number.end : number.end + AROUND]
    return any(pattern("apart", "total").search(part) for part in around)


def _fact(number: Number, key: tuple[str, ...], sentence: Sentence, lead: bool, evidence: Evidence) -> Fact:
    low = float(number.low or 0)
    high = low * OPEN if number.high is None else float(number.high)
    return Fact(
        kind="count",
        key=key,
        value=Value(f"{':'.join(key)} {low:.12g} {high:.12g}", " ".join(number.text.split()), number.start),
        sentence=sentence,
        beside=beside(number.start, number.end, sentence, evidence),
        low=low,
        high=high,
        what=_what(number, key),
        many=key[0] in {"money", "measure"},
        lead=lead,
        grows=key[0] == "people" and key[1] in section("people")["grows"],
    )


def _key(number: Number, sentence: Sentence, evidence: Evidence) -> tuple[str, ...] | None:
    """What a figure is of; null for what is not compared."""
    unit = number.unit or ""
    text = evidence.reports[number.report].text
    if unit in section("money")["units"]:
        if pattern("things", "prices").search(text, sentence.span.start, sentence.span.end):
            return None
        return "money", unit, "asked" if _asked().search(text, sentence.span.start, number.start) else "told"
    if unit in section("measures")["units"]:  # "50 miles from" and "50 miles of" measure two things
        return "measure", unit, text[number.end : sentence.span.end].partition(" ")[2].partition(" ")[0].lower()
    if not unit or unit in section("people")["units"]:
        act = _act(number, sentence, evidence)
        return ("people", act) if act else None
    if unit in words_of("things", "measures") or not stem(unit):
        return None
    return "thing", _same().get(unit, stem(unit))


@cache
def _asked() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(section('money')['asked'])})\b", re.IGNORECASE)


def _what(number: Number, key: tuple[str, ...]) -> str:
    """The words for what is counted in the question."""
    if key[0] == "people":
        return str(section("people")["called"][key[1]])
    return "" if key[0] in {"money", "measure"} else _plural(number)


def _plural(number: Number) -> str:
    words = number.text.split()
    return " ".join(words[-2:] if len(words) > 2 and words[-2].isalpha() and words[-2].islower() else words[-1:])


@cache
def _same() -> dict[str, str]:
    """Words for one thing, each with the first of them."""
    return {word: words[0] for words in section("things")["same"] for word in words}


def _act(number: Number, sentence: Sentence, evidence: Evidence) -> str | None:
    """What happened to the people counted: of the words beside the figure the nearest."""
    text = evidence.reports[sentence.report].text
    start, end = max(sentence.span.start, number.start - REACH), min(sentence.span.end, number.end + REACH)
    found = [
        (min(abs(match.start() - number.end), abs(number.start - match.end())), match.lastgroup)
        for match in _acts().finditer(text, start, end)
    ]
    return min(found, key=lambda one: one[0])[1] if found else None


@cache
def _acts() -> re.Pattern[str]:
    groups = (rf"(?P<{name}>\b(?:{'|'.join(words)})\b)" for name, words in section("people")["acts"].items())
    return re.compile("|".join(groups), re.IGNORECASE)
