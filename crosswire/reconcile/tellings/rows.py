"""Two values of one thing as a row a reader sees."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from crosswire import rules
from crosswire.base import Account, Disagreement, Side, row_id
from crosswire.reconcile.against.statements import Sentence, Statement
from crosswire.reconcile.evidence import Evidence
from crosswire.reconcile.phrases import one_line
from crosswire.reconcile.spans import past_dateline
from crosswire.reconcile.tellings.pairs import Pair
from crosswire.reconcile.terms import printed

Kind = Literal["actor", "victim", "scope", "count", "date", "time", "place", "cause", "nature", "sequence", "outcome"]
Status = Literal["contradiction", "different_attribution", "update"]

REASONS = {"update": "rises", "contradiction": "values_exclude", "different_attribution": "values_exclude"}
"""Keys of the reason by status."""

LONGEST = 14
"""Words of a sentence that say in a question what is meant."""


@dataclass(frozen=True)
class Value:
    """One value: `key` compares it, `text` is how the report prints it, at `start` of the report."""

    key: str
    text: str
    start: int


@dataclass(frozen=True)
class Difference:
    """Two values of one thing that exclude each other. `what` fills the question where it has a place for it; a
    figure without it is an amount."""

    kind: Kind
    a: Value
    b: Value
    what: str = ""
    later: bool = False


Found = tuple[Pair, Difference]
Told = dict[str, list[tuple[Sentence, Value, Statement | None]]]


def row_of(story: str, found: Sequence[Found], evidence: Evidence) -> Disagreement:
    """The row of all pairs that differ in the same two values, the most alike pair first: a contradiction where two
    sources of one level give them, else a difference of sources."""
    words = rules.load("en/reconcile")
    pair, difference = found[0]
    told: Told = {}
    for one, other in found:
        for sentence, value in ((one.a, other.a), (one.b, other.b)):
            told.setdefault(value.key, []).append((sentence, value, source_of(sentence, value)))
    status = _status(told, found)
    bare = difference.kind == "count" and not difference.what
    question = words["told_questions"]["amount" if bare else difference.kind]
    return Disagreement(
        id=row_id("d", pair.a.report, difference.a.start, pair.b.report, difference.b.start, difference.kind),
        between="reports",
        question=question.format(what=difference.what, words=_words(pair.a, evidence)),
        kind=difference.kind,
        status=status,
        sides=tuple(_side(rows, evidence) for rows in told.values()),
        event=next((name for s in (pair.a, pair.b) if (name := _event(s, evidence))), None),
        story=story,
        shown=status != "update",
        why=(words["why"][REASONS[status]], words["why"]["told_alike"].format(shared=_shared(pair, evidence))),
    )


def _status(told: Told, found: Sequence[Found]) -> Status:
    if all(difference.later for _, difference in found):
        return "update"
    levels = Counter(level for rows in told.values() for level in {_level(said) for _, _, said in rows})
    return "contradiction" if any(values > 1 for values in levels.values()) else "different_attribution"


def _level(said: Statement | None) -> str:
    """A key for who gives a value; a source without a name stands for the outlet, which vouches for it."""
    return said.by.key if said is not None and said.known else ""


def source_of(sentence: Sentence, value: Value) -> Statement | None:
    """The statement that gives the value; null for the outlet itself."""
    around = [s for s in sentence.statements if s.said.start <= value.start < s.said.end]
    return min(around, key=lambda s: (s.said.end - s.said.start, s.said.start), default=None)


def _side(rows: Sequence[tuple[Sentence, Value, Statement | None]], evidence: Evidence) -> Side:
    """One value with one account a report."""
    accounts: dict[str, Account] = {}
    for sentence, value, said in rows:
        start = past_dateline(sentence.report, sentence.span.start, sentence.span.end, evidence)
        standing = evidence.reports[sentence.report].standing(value.start)
        account = Account(
            report=sentence.report,
            start=min(start, value.start),
            end=sentence.span.end,
            source=said.by.text if said is not None else None,
            standing=standing,
        )
        accounts.setdefault(sentence.report, account)
    first = next(iter(accounts.values()))
    text = one_line(evidence.words(first.report, first.start, first.end))
    return Side(value=rows[0][1].text, value_text=text, accounts=tuple(accounts.values()))


def _words(sentence: Sentence, evidence: Evidence) -> str:
    """The opening of a sentence, by which a reader knows what is meant."""
    start = past_dateline(sentence.report, sentence.span.start, sentence.span.end, evidence)
    text = one_line(evidence.words(sentence.report, start, sentence.span.end)).split()
    return " ".join(text[:LONGEST]).strip("“”\"'‘’.,;: ") + ("…" if len(text) > LONGEST else "")


def _shared(pair: Pair, evidence: Evidence) -> str:
    """The shared words as the first report prints them."""
    text = evidence.words(pair.a.report, pair.a.span.start, pair.a.span.end)
    return ", ".join(printed(text, pair.shared)[:5])


def _event(sentence: Sentence, evidence: Evidence) -> str | None:
    told = evidence.told_between(sentence.report, sentence.span.start, sentence.span.end)
    return next((event for m in told if m.type != "STMT" and (event := evidence.event_of.get(m.id))), None)
