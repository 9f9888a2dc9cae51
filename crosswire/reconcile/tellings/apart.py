"""What shows that two sentences, alike in their words, are of two things."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict

from crosswire.reconcile.against.statements import Sentence
from crosswire.reconcile.evidence import Evidence
from crosswire.reconcile.tellings.pairs import Pair
from crosswire.reconcile.tellings.words import pattern, within, words_of


def are_of_two(pair: Pair, evidence: Evidence, *, opened: bool = False) -> bool:
    """Whether one is planned and the other done, one counts over a longer time, one is a second or another, or each
    names a person whom the other does not, or both count people hurt and none alike. Where their
    reports have `opened` with one happening, such counts show nothing."""
    for key in ("another", "total"):
        if _says(pair.a, key, evidence) != _says(pair.b, key, evidence):
            return True
    if not opened and _counts_differ(pair, evidence):
        return True
    plans = [_is_ahead(sentence, evidence) for sentence in (pair.a, pair.b)]
    one_person, other_person = (_persons(sentence, evidence) for sentence in (pair.a, pair.b))
    return set(plans) == {True, False} or bool(one_person - other_person and other_person - one_person)


def _says(sentence: Sentence, key: str, evidence: Evidence) -> bool:
    """Whether a sentence has a word of one kind."""
    found: bool | None = sentence.memo.get(key)
    if found is None:
        text = evidence.words(sentence.report, sentence.span.start, sentence.span.end)
        found = sentence.memo[key] = pattern("apart", key).search(text) is not None
    return found


def _counts_differ(pair: Pair, evidence: Evidence) -> bool:
    """Whether both count the killed, or the injured, and give no count alike: then it may be two happenings."""
    one, other = (_harmed(sentence, evidence) for sentence in (pair.a, pair.b))
    return any(not one[outcome] & other[outcome] for outcome in one.keys() & other.keys())


def _harmed(sentence: Sentence, evidence: Evidence) -> dict[str, set[float]]:
    """The figures of a sentence by what happened to the people."""
    found: dict[str, set[float]] = defaultdict(set)
    for number in within(evidence.numbers.get(sentence.report, ()), sentence.span.start, sentence.span.end):
        if number.outcome:
            found[number.outcome].add(float(number.low or 0))
    return found


def _is_ahead(sentence: Sentence, evidence: Evidence) -> bool | None:
    """Whether what a sentence tells lies ahead; null where it tells of nothing."""
    told = [
        mention
        for mention in evidence.told_between(sentence.report, sentence.span.start, sentence.span.end)
        if mention.type not in words_of("apart", "saying")
    ]
    return all(mention.actuality in words_of("apart", "ahead") for mention in told) if told else None


def _persons(sentence: Sentence, evidence: Evidence) -> frozenset[str]:
    """The persons a sentence names, without those who only say it."""
    rows = evidence.persons_in.get(sentence.report, [])
    first = bisect_left(rows, (sentence.span.start, ""))
    speakers = {statement.by.key for statement in sentence.statements}
    names = (name for start, name in rows[first:] if start < sentence.span.end)
    return frozenset(name for name in names if name not in speakers)
