"""Two values of one thing as a row a reader sees."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from itertools import combinations
from typing import Literal, cast

from crosswire import rules
from crosswire.base import Account, Disagreement, Part, Side, row_id
from crosswire.reconcile.against.statements import Statement
from crosswire.reconcile.evidence import Evidence
from crosswire.reconcile.natures.links import Link
from crosswire.reconcile.natures.table import dimension, words_of
from crosswire.reconcile.natures.told import Telling
from crosswire.reconcile.phrases import one_line
from crosswire.reconcile.spans import past_dateline
from crosswire.reconcile.tellings import Value, source_of
from crosswire.reconcile.terms import printed

Kind = Literal["actor", "victim", "cause", "nature", "sequence", "outcome", "scope"]
Status = Literal["contradiction", "different_attribution", "different_scope", "granularity"]

LONG, EACH = 40, 16
"""Words from which on a sentence is cut to what stands around the value, and how many are kept on either side."""

OPENS, FOLLOWS = 6, 9
"""Words before and after a value by which a question says what is meant."""

LABEL = 4
"""Words after a value that are named with it."""


def row_of(story: str, first: Link, tellings: Sequence[Telling], evidence: Evidence) -> Disagreement:
    """The row of the closest link of two values and of all tellings of one of them."""
    words = rules.load("en/reconcile")
    told: dict[str, list[Telling]] = defaultdict(list)
    for one in tellings:
        told[one.key].append(one)
    of = dimension(first.a.name)
    shared = ", ".join(
        printed(_text(first.a.sentence.report, first.a.sentence.span, evidence), first.a.near & first.b.near)[:5]
    )
    return Disagreement(
        id=row_id("d", first.a.sentence.report, first.a.start, first.b.sentence.report, first.b.start, first.a.name),
        between="reports" if first.a.sentence.report != first.b.sentence.report else "parties",
        question=words["told_questions"]["words"].format(asks=of["asks"], words=_matter(first.a, evidence)),
        kind=cast(Kind, of["kind"]),
        status=_status(of.get("status"), list(told.values())),
        sides=tuple(_side(rows, evidence) for rows in told.values()),
        event=next((name for one in (first.a, first.b) if (name := _event(one, evidence))), None),
        story=story,
        why=(words["why"]["words_exclude"], words["why"]["told_alike"].format(shared=shared)),
    )


def _status(given: Status | None, sides: Sequence[Sequence[Telling]]) -> Status:
    """What the dimension says, else a contradiction where two sources of one level give the two values."""
    if given is not None:
        return given
    levels = [{_level(source) for one in rows for source in (_source(one),)} for rows in sides]
    return "contradiction" if any(a & b for a, b in combinations(levels, 2)) else "different_attribution"


def _source(one: Telling) -> Statement | None:
    return source_of(one.sentence, Value(one.value, "", one.start))


def _level(said: Statement | None) -> str:
    """A key for who gives a value; a source without a name stands for the outlet, which vouches for it."""
    return said.by.key if said is not None and said.known else ""


def _side(rows: Sequence[Telling], evidence: Evidence) -> Side:
    """One value with one account a report."""
    accounts: dict[str, Account] = {}
    for one in rows:
        said, span = _source(one), _cut(one, evidence)
        report = one.sentence.report
        account = Account(
            report=report,
            start=span.start,
            end=span.end,
            source=said.by.text if said is not None else None,
            standing=evidence.reports[report].standing(one.start),
        )
        accounts.setdefault(report, account)
    first = next(iter(accounts.values()))
    text = one_line(evidence.words(first.report, first.start, first.end))
    return Side(value=_label(rows[0], evidence), value_text=text, accounts=tuple(accounts.values()))


def _cut(one: Telling, evidence: Evidence) -> Part:
    """The sentence past its dateline, or where it is long the part of it around the value."""
    report, span = one.sentence.report, one.sentence.span
    start = min(past_dateline(report, span.start, span.end, evidence), one.start)
    text = evidence.reports[report].text
    if len(text[start : span.end].split()) <= LONG:
        return Part(start=start, end=span.end)
    before = [m.end() for m in _CLAUSE.finditer(text, start, one.start)]
    after = [m.start() for m in _CLAUSE.finditer(text, one.end, span.end)]
    low = next((place for place in before if len(text[place : one.start].split()) <= EACH), None)
    high = next((place for place in reversed(after) if len(text[one.end : place].split()) <= EACH), None)
    return Part(start=start if low is None else low, end=span.end if high is None else high)


_CLAUSE = re.compile(r"[,;:] |\s[–—-]+\s")


def _matter(one: Telling, evidence: Evidence) -> str:
    """The words around a value, by which a reader knows what is meant."""
    span, text = one.sentence.span, evidence.reports[one.sentence.report].text
    start = min(past_dateline(one.sentence.report, span.start, span.end, evidence), one.start)
    before, after = text[start : one.start].split(), text[one.end : span.end].split()
    opens = "…" if len(before) > OPENS else ""
    ends = "…" if len(after) > FOLLOWS else ""
    words = [*before[-OPENS:], *text[one.start : one.end].split(), *after[:FOLLOWS]]
    return opens + " ".join(words).strip("“”\"'‘’.,;: ") + ends


def _label(one: Telling, evidence: Evidence) -> str:
    """The value with the words that deny it or put it ahead, and what follows it."""
    span, text = one.sentence.span, evidence.reports[one.sentence.report].text
    before = text[span.start : one.start].split()[-3:]
    kept = next((before[n:] for n, word in enumerate(before) if word.lower().strip("“\"‘'") in words_of("label")), [])
    after = text[one.end : span.end]
    stop = _STOP.search(after)
    follows = (after[: stop.start()] if stop else after).split()[:LABEL] if after[:1] == " " else []
    while follows and follows[-1].lower() in words_of("loose"):
        follows.pop()
    return " ".join([*kept, one_line(text[one.start : one.end]), *follows]).strip("“”\"'‘’.,;: ")


_STOP = re.compile(r"[,;:.–—()“”\"]")


def _text(report: str, span: Part, evidence: Evidence) -> str:
    return evidence.words(report, span.start, span.end)


def _event(one: Telling, evidence: Evidence) -> str | None:
    told = evidence.told_between(one.sentence.report, one.sentence.span.start, one.sentence.span.end)
    return next((event for m in told if m.type != "STMT" and (event := evidence.event_of.get(m.id))), None)
