"""Statements against each other as rows a reader sees."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cache
from typing import Literal

from crosswire import rules
from crosswire.base import Account, Disagreement, Part, Side, row_id
from crosswire.reconcile.against.denials import Matter
from crosswire.reconcile.against.statements import Sentence, Statement, section
from crosswire.reconcile.evidence import Evidence
from crosswire.reconcile.phrases import one_line
from crosswire.reconcile.spans import past_dateline
from crosswire.reconcile.wording import pattern

LONGEST = 14
"""Words of a matter that still read well in a question."""

Told = Statement | Sentence


def denied(story: str, matter: Matter, evidence: Evidence) -> Disagreement:
    """A denial beside what it answers. Where nobody else states it, the denial's own words tell that it was said."""
    words = rules.load("en/reconcile")
    first = matter.denials[0]
    charges = _sides(matter.charges, evidence)
    if not charges:
        account = _account(first, evidence, source=matter.accuser)
        named = matter.accuser or words["sides"]["unnamed"]
        charges = [Side(value=named, value_text=_text(account, evidence), accounts=(account,))]
    answer = words["sides"]["denies"].format(speaker=first.by.text)
    accounts = _once(_account(denial, evidence) for denial in matter.denials)
    sides = (*charges, Side(value=answer, value_text=_text(accounts[0], evidence), accounts=accounts))
    named = matter.accuser or any(said is not None for _, said in matter.charges)
    said = [*matter.denials, *(told for _, told in matter.charges if told is not None)]
    harms = any(pattern("culprits", "deed").search(evidence.words(s.report, s.said.start, s.said.end)) for s in said)
    return Disagreement(
        id=row_id("d", first.report, first.said.start, "denied"),
        between="parties" if named else "reports",
        question=_question(matter, evidence),
        kind="blame" if harms else "position",
        status="accusation_and_denial",
        sides=sides,
        event=_event(first, evidence),
        story=story,
        why=(words["why"]["denied"],),
    )


def _said_of(told: Told, evidence: Evidence) -> str:
    """The first words of what a source says, to name a matter."""
    if not isinstance(told, Statement):
        return ""
    start = past_dateline(told.report, told.said.start, told.said.end, evidence)
    return opening(_with_what().sub("", evidence.words(told.report, start, told.said.end)))


def _question(matter: Matter, evidence: Evidence) -> str:
    """What is denied, by the words of the denial, else by those of what it answers."""
    words = rules.load("en/reconcile")["questions"]
    first = matter.denials[0]
    speaker = inside(first.by.text)
    told = first if matter.words else next((said for _, said in matter.charges if said is not None), None)
    what = _said_of(told, evidence) if told is not None else ""
    if not what:
        return str(words["denied"].format(speaker=speaker))
    return str(words["answered" if matter.is_loose() else "denied_matter"].format(speaker=speaker, matter=what))


def opening(text: str) -> str:
    """The first words of a text as they stand, to fill a question; without the marks around them and "claims that"."""
    told = _spoken_of().sub("", re.sub(r"^.{0,90}\([A-Z][\w ]+\) ?[-–—]+ ", "", one_line(text)).strip(' ,."“”‘’'))
    told = _beyond().split(told, maxsplit=1)[0]
    parts = told.split()
    return " ".join(parts[:LONGEST]).strip(' ,."“”‘’') + ("…" if len(parts) > LONGEST else "")


@cache
def _beyond() -> re.Pattern[str]:
    """Where what is said goes over to another thing: "but", "saying", or "and" with a verb of its own."""
    turns, finite = ("|".join(section("empty")[key]) for key in ("over_to", "finite"))
    return re.compile(rf"[;–—]|,? (?:{turns}) |,? and (?=[a-z][\w’'-]* (?:[\w.’'-]+ ){{0,5}}(?:{finite})\b)")


@cache
def _with_what() -> re.Pattern[str]:
    """ "the mayor of" before what he is accused of."""
    return re.compile(r"^(?:[\w’'.-]+ ){1,6}?of (?=\w+ing\b)")


@cache
def _spoken_of() -> re.Pattern[str]:
    """ "the claims that" before what is claimed."""
    words = "|".join(section("cues")["words"])
    return re.compile(
        rf"^(?:(?:(?:the|any|all|an?|such|those|these|this) )?(?:\w+ )?(?:{words}) that |that )(?=\w)", re.IGNORECASE
    )


def differing(
    story: str,
    first: Told,
    second: Told,
    why: str,
    evidence: Evidence,
    question: str = "",
    matter: str = "",
    answers: bool = False,
    kind: Literal["position", "outcome"] = "position",
) -> Disagreement:
    """Two tellings, one of them a statement, of which one goes against the other. `question` is the key of another
    question than on what they differ, `matter` the words that fill it; `answers` marks a charge with its answer."""
    words = rules.load("en/reconcile")
    statement = first if isinstance(first, Statement) else second
    sides = tuple(
        Side(value=_called(told), value_text=_text(account, evidence), accounts=(account,))
        for told in (first, second)
        for account in (_account(told, evidence),)
    )
    named = isinstance(first, Statement) and isinstance(second, Statement)
    if not question and statement is not None:
        matter = _said_of(statement, evidence)
        question = ("matter" if matter else "against") + ("" if named else "_reports")
    asked = words["questions"][question]
    return Disagreement(
        id=row_id("d", first.report, _start(first), second.report, _start(second), why),
        between="parties" if named else "reports",
        question=asked.format(a=inside(_called(first)), b=inside(_called(second)), matter=matter),
        kind=kind,
        status="accusation_and_denial" if answers else "different_attribution",
        sides=sides,
        event=_event(statement, evidence) if isinstance(statement, Statement) else None,
        story=story,
        why=(words["why"][why],),
    )


def _sides(charges: Sequence[tuple[Sentence, Statement | None]], evidence: Evidence) -> list[Side]:
    """Those who say what is denied, each with its accounts."""
    told: dict[str, list[Account]] = defaultdict(list)
    for sentence, said in charges:
        told[_called(said or sentence)].append(_account(said or sentence, evidence))
    return [
        Side(value=name, value_text=_text(accounts[0], evidence), accounts=_once(accounts))
        for name, accounts in told.items()
    ]


def _once(accounts: Iterable[Account]) -> tuple[Account, ...]:
    """One account a report, the first."""
    found: dict[str, Account] = {}
    for account in accounts:
        found.setdefault(account.report, account)
    return tuple(found.values())


def _called(told: Told) -> str:
    """Who says it, or that the report itself does."""
    own: str = rules.load("en/reconcile")["sides"]["own_voice"]
    return told.by.text if isinstance(told, Statement) else own


def inside(name: str) -> str:
    """ "the government" inside a question, whatever its case in the report."""
    return re.sub(r"^(?:The|A|An|Its|Their|His|Her) ", lambda match: match[0].lower(), name)


def _span(told: Told) -> Part:
    return told.sentence if isinstance(told, Statement) else told.span


def _start(told: Told) -> int:
    return told.said.start if isinstance(told, Statement) else told.span.start


def _account(told: Told, evidence: Evidence, source: str = "") -> Account:
    """The whole sentence, so that who says so is read with it."""
    span = _span(told)
    by = source or (told.by.text if isinstance(told, Statement) else None)
    start = past_dateline(told.report, span.start, span.end, evidence)
    standing = evidence.reports[told.report].standing(span.start)
    return Account(report=told.report, start=start, end=span.end, source=by, standing=standing)


def _text(account: Account, evidence: Evidence) -> str:
    return one_line(evidence.words(account.report, account.start, account.end))


def _event(statement: Statement, evidence: Evidence) -> str | None:
    """The event that the statement's words tell of first."""
    told = evidence.told_between(statement.report, statement.said.start, statement.said.end)
    return next((event for m in told if (event := evidence.event_of.get(m.id))), None)
