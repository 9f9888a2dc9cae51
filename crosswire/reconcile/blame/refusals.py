"""What one party asks for and another refuses, told in one breath: "the league rejected Orsk's request to …"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache, partial

from crosswire import rules
from crosswire.base import Account, Disagreement, Position, Side, row_id
from crosswire.reconcile.against.rows import opening
from crosswire.reconcile.evidence import Evidence
from crosswire.reconcile.parties import Party, party_of
from crosswire.reconcile.phrases import one_line
from crosswire.reconcile.wording import section

CROWD = 40
"""Requests refused before among which one is looked for that is of the same party: linear cost."""

STEM = 4
"""Letters by which the adjective of a country is known for its name: "Orskan" for "Orsk"."""


_table = partial(section, "refusals")


@cache
def _asked() -> re.Pattern[str]:
    """Whose request it is, before or after the word for it."""
    asked = "|".join(_table()["asked"])
    name = r"[A-Z][\w.-]*(?: (?:of |the )?[A-Z][\w.-]*){0,3}"
    return re.compile(
        rf"^(?:the |an? )?(?:(?P<owner>{name})(?: ?['’]s?)? (?:\w+ ){{0,2}}?(?:{asked})\b"
        rf"|(?:\w+ ){{0,2}}?(?:{asked})\b (?:by|from) (?:the )?(?P<by>{name}))"
    )


def compare_refusals(positions: Sequence[Position], evidence: Evidence) -> Iterator[Disagreement]:
    """One row for each two parties of which one refuses what the other asks for."""
    found: list[tuple[Party, Party, list[Account], Position]] = []
    for position in positions:
        asked = _asked().match(one_line(position.issue)) if position.stance == "refuses" else None
        if asked is None or not position.accounts:
            continue
        by = _named(asked["owner"] or asked["by"], evidence)
        refuser = party_of(position.actor if position.actor in evidence.entities else None, position.actor, evidence)
        if by.same(refuser):
            continue
        known = next((row for row in found[-CROWD:] if _is_one(row[0], by, evidence)), None)
        if known is not None:
            known[2].extend(position.accounts)
        else:
            found.append((by, refuser, list(position.accounts), position))
    for by, refuser, accounts, position in found:
        yield _row(by, refuser, accounts, position, evidence)


def _is_one(a: Party, b: Party, evidence: Evidence) -> bool:
    """Whether two names are of one party, a state's capital or adjective among them."""
    lands = [_land(party, evidence) for party in (a, b)]
    return a.same(b) or (lands[0] is not None and lands[0] == lands[1]) or a.key[:STEM] == b.key[:STEM]


def _land(party: Party, evidence: Evidence) -> str | None:
    """The country of a party that is a place or speaks for a state."""
    return party.state or next((entity.country for entity in evidence.by_name.get(party.key, ())), None)


def _named(words: str, evidence: Evidence) -> Party:
    """The party of a name as it stands in the words."""
    entity = evidence.by_alias.get(words.lower())
    return party_of(entity.id if entity else None, words, evidence)


def _full_name(by: Party, issue: str) -> str:
    """Who asks with the word that the adjective goes with: "Orskan" as "Orskan miners"."""
    found = re.search(rf"\b(?:by|from) (?:the )?({re.escape(by.text)} [a-z]+s)\b", one_line(issue))
    return found[1] if found is not None else by.text


def _row(by: Party, refuser: Party, accounts: list[Account], position: Position, evidence: Evidence) -> Disagreement:
    words = rules.load("en/reconcile")
    called = evidence.entities.get(position.actor)
    refused_by = called.name if called is not None else refuser.text
    asker = _full_name(by, position.issue)
    first = accounts[0]
    text = one_line(evidence.words(first.report, first.start, first.end))
    story = next((s.id for s in evidence.grouping.stories if first.report in s.reports), None)
    told = tuple({account.report: account for account in reversed(accounts)}.values())[::-1]
    return Disagreement(
        id=row_id("d", position.id, "refusal"),
        between="parties",
        question=words["questions"]["refusal"].format(a=asker, b=refused_by, matter=opening(position.issue)),
        kind="position",
        status="different_attribution",
        sides=(
            Side(value=words["sides"]["wants"].format(speaker=asker), value_text=text, accounts=told),
            Side(value=words["sides"]["refuses"].format(speaker=refused_by), value_text=text, accounts=told),
        ),
        event=position.event,
        story=story,
        why=(words["why"]["refusal"],),
    )
