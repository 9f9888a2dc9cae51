"""What is laid on whom in a story: told by the report or by a source, in court or out of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from crosswire import rules
from crosswire.reconcile.against.statements import Floor, Sentence, Statement, cue, is_somebody, of_one_side
from crosswire.reconcile.charges.named import Named, Spot
from crosswire.reconcile.evidence import Evidence
from crosswire.reconcile.parties import Party, party_of
from crosswire.reconcile.terms import terms

REACH = 260
"""Characters before "was charged with" in which who is charged is named."""

NEXT = 24
"""Characters after "accused" in which who is accused is named."""

FURTHER = 48
"""The same after "allegations that"."""

BEFORE = 28
"""Characters before a word of charging in which a negation undoes it."""

CROWD, TELLINGS = 40, 120
"""Charged parties of a story, and tellings and answers of one, that are looked at; more are the same over again, and
pairs of them would cost more than linear time."""


@dataclass(frozen=True)
class Laid:
    """One telling of a charge: where, on whom, by whom (null for the report's own voice), whether a court is spoken of;
    `start` is where the words of the charge begin, `outright` whether it is more than an inquiry."""

    sentence: Sentence
    place: int
    whom: Party
    by: Statement | None
    legal: bool
    start: int
    words: frozenset[str]
    outright: bool


@dataclass
class Charged:
    """All that is laid on one party of a story."""

    whom: Party
    laid: list[Laid]


def section(name: str) -> dict[str, Any]:
    """One section of `rules/en/charges.toml`."""
    found: dict[str, Any] = rules.load("en/charges")[name]
    return found


@cache
def pattern(name: str, *keys: str) -> re.Pattern[str]:
    """The patterns of some keys of a section as whole words, whatever their case."""
    words = "|".join(word for key in keys for word in section(name)[key])
    return re.compile(rf"\b(?:{words})(?!\w)", re.IGNORECASE)


def laid_in(floor: Floor, named: Named, evidence: Evidence) -> list[Charged]:
    """Who is charged in a story, each with all tellings, in the order of the first."""
    found: list[Charged] = []
    for place, sentence in enumerate(floor.sentences):
        if evidence.reports[sentence.report].standing(sentence.span.start) == "headline":
            continue
        for laid in _laid(sentence, place, named, evidence):
            known = next((c for c in found if c.whom.same(laid.whom)), None)
            if known is None and len(found) < CROWD:
                found.append(Charged(laid.whom, [laid]))
            elif known is not None and known.laid[-1].place != place and len(known.laid) < TELLINGS:
                known.laid.append(laid)
    return found


def _laid(sentence: Sentence, place: int, named: Named, evidence: Evidence) -> Iterator[Laid]:
    text = evidence.words(sentence.report, sentence.span.start, sentence.span.end)
    for match in _cues().finditer(text):
        start = sentence.span.start + match.start()
        if _undone().search(text[max(0, match.start() - BEFORE) : match.start()]):
            continue
        whom = _whom(match, sentence, named, evidence)
        by = _by(sentence, start)
        if whom is None or (by is not None and (of_one_side(by.by, whom) or speaks_for(by.by, whom, evidence))):
            continue
        words = terms(text[match.start() :]) - terms(whom.text)
        legal = match.lastgroup in ("legal", "court")
        outright = pattern("laid", "outright").match(match[0]) is not None
        yield Laid(sentence, place, whom, by, legal, start, words, outright)


def last_name(party: Party) -> str:
    """The last word of a party's name in the form that is compared."""
    return next(iter(terms(party.key.rpartition(" ")[2])), "")


def speaks_for(by: Party, whom: Party, evidence: Evidence) -> bool:
    """Whether somebody is told to speak for another: "Lind's lawyer", "a spokesman for Lind"."""
    last = last_name(whom)
    called = [by.text, *(role.text for entity in evidence.by_name.get(by.key, ()) for role in entity.roles)]
    return bool(last) and any(last in terms(text) and pattern("answers", "speakers").search(text) for text in called)


@cache
def _cues() -> re.Pattern[str]:
    kinds = ("legal", "said", "active", "that", "court", "nominal")
    return re.compile(
        r"\b(?:" + "|".join(f"(?P<{kind}>{'|'.join(section('laid')[kind])})" for kind in kinds) + r")\b", re.IGNORECASE
    )


@cache
def _undone() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(section('laid')['not_laid'])})\b[^,;]*$", re.IGNORECASE)


def _whom(match: re.Match[str], sentence: Sentence, named: Named, evidence: Evidence) -> Party | None:
    """Who is charged: named before "was charged with", after "accused" or "charges against"."""
    before = match.lastgroup in ("legal", "said")
    spots = _before(match, sentence, named, evidence) if before else _after(match, sentence, named, evidence)
    whom = (_party(sentence.report, spot, evidence) for spot in spots)
    return next((party for party in whom if party is not None), None) or _read_as_accused(match, sentence, evidence)


def _before(match: re.Match[str], sentence: Sentence, named: Named, evidence: Evidence) -> list[Spot]:
    """The names before a word of charging, the likeliest first."""
    base = sentence.span.start
    end = base + match.start()
    first = max(base, end - REACH)
    spots = [s for s in named.between(sentence.report, first, end) if s[1] <= end]
    spots = [s for s in spots if not _is_beside(sentence, s[0], evidence)][::-1]
    lead = evidence.words(sentence.report, first, end)
    if _free().search(lead) is None:
        spots = [s for s in spots if s[1] >= end - 1]
    if _after_comma().search(lead) is not None:
        beside = [s for s in spots if evidence.words(sentence.report, s[1], s[1] + 1) == ","]
        return [*beside[::-1], *spots]
    if match.lastgroup == "legal":
        spots.sort(key=lambda spot: evidence.entities[spot[2]].kind != "person")
    return spots


def _after(match: re.Match[str], sentence: Sentence, named: Named, evidence: Evidence) -> list[Spot]:
    """The names after a word of charging, the likeliest first."""
    end = sentence.span.start + match.end()
    spots = [*named.between(sentence.report, end, end + (FURTHER if match.lastgroup == "that" else NEXT))]
    return _heads(spots, sentence, named, evidence)


def _read_as_accused(match: re.Match[str], sentence: Sentence, evidence: Evidence) -> Party | None:
    """Whom the event read at a word of charging has for accused, where no name was known: "the port police"."""
    start = sentence.span.start + match.start()
    told = evidence.told_between(sentence.report, start, start + len(match[0]))
    accused = (p for m in told if m.type == "ACCU" for p in m.participants if p.role == "accused")
    return next((party_of(p.entity, p.text, evidence) for p in accused if is_somebody(p.text, evidence)), None)


@cache
def _free() -> re.Pattern[str]:
    """Before "charged with" where its subject stands further off: "was", "also", a comma. A noun right before it is
    itself who is charged."""
    return re.compile(rf"(?:\b(?:{'|'.join(section('laid')['free'])}|\w+ly)|,|^) $|^$", re.IGNORECASE)


@cache
def _after_comma() -> re.Pattern[str]:
    """ "Lind, a former harbour master, was charged with": the name before the commas is meant."""
    return re.compile(rf", (?:(?:{'|'.join(section('laid')['free'])}|\w+ly|expected|to) )+$", re.IGNORECASE)


def _heads(spots: list[Spot], sentence: Sentence, named: Named, evidence: Evidence) -> list[Spot]:
    """A person's name before the names that stand in his title: "the Orskan council member Ada Lind"."""
    if not spots or evidence.entities[spots[0][2]].kind == "person":
        return spots
    for spot in named.between(sentence.report, spots[0][0], spots[0][1] + NEXT):
        between = evidence.words(sentence.report, spots[0][1], spot[0])
        if evidence.entities[spot[2]].kind == "person" and _title().fullmatch(between):
            return [spot, *spots]
    return spots


@cache
def _title() -> re.Pattern[str]:
    """Words of a title: no comma, and no verb that would begin what the first is told to do."""
    return re.compile(r" (?:(?:[A-Z][\w.’'-]*|(?!of |and |for |was |is |were |has |had |with )[a-z]+(?<!ed)) ){0,4}")


def _party(report: str, spot: Spot, evidence: Evidence) -> Party | None:
    """Who is pointed to; nobody for a town, for whose something is, and for half of a compound."""
    text = evidence.words(report, spot[0], spot[1])
    entity = evidence.entities[spot[2]]
    if entity.kind == "place" and entity.parent is not None:
        return None
    if text.lower() in section("laid")["owners"] or evidence.words(report, spot[1], spot[1] + 1) == "-":
        return None
    return party_of(entity.id, text if text[:1].isupper() and len(text) > 1 else entity.name, evidence)


def _is_beside(sentence: Sentence, start: int, evidence: Evidence) -> bool:
    """Whether a name stands after "of", "by": the sentence tells it of another."""
    before = evidence.words(sentence.report, max(sentence.span.start, start - 16), start)
    return _beside().search(before) is not None


@cache
def _beside() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(section('laid')['beside'])})(?: the| an?| his| her)? $", re.IGNORECASE)


def _by(sentence: Sentence, start: int) -> Statement | None:
    """The source in whose words a charge stands, or who brings it; null where the report tells it itself."""
    holding = [
        s for s in sentence.statements if s.said.start <= start < s.said.end and not cue("words").fullmatch(s.cue)
    ]
    if holding:
        return min(holding, key=lambda s: s.said.end - s.said.start)
    accuser = (s for s in sentence.statements if pattern("laid", "active").search(s.cue))
    return next(accuser, None)
