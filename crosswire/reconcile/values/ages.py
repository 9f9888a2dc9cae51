"""How old somebody is: by name, or by what kind of person it is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from crosswire.grammar.counting import cardinals, total
from crosswire.reconcile.against.statements import Sentence
from crosswire.reconcile.evidence import Evidence
from crosswire.reconcile.tellings import Value
from crosswire.reconcile.values.facts import Fact, beside
from crosswire.reconcile.values.words import section

YEAR = 12
"""Months of a year: ages are compared in months."""

BEFORE = 6
"""Characters before an age in which a word says that it was once."""


def ages_in(sentences: Sequence[Sentence], lead: Sequence[Sentence], evidence: Evidence) -> Iterator[Fact]:
    """The ages of people; those without a name are compared where the words beside them show of whom they are told."""
    for sentence in sentences:
        text, span = evidence.reports[sentence.report].text, sentence.span
        for match in _aged().finditer(text, span.start, span.end):
            if re.search(
                rf"\b(?:{'|'.join(section('ages')['once'])})\W*$", text[match.start() - BEFORE : match.start()]
            ):
                continue
            whose, months = _whose(match), _months(match)
            if whose and months:
                yield _fact(match, whose, months, sentence, sentence in lead, evidence)


def _fact(
    match: re.Match[str], whose: str, months: tuple[int, int], sentence: Sentence, lead: bool, evidence: Evidence
) -> Fact:
    named = whose[0].isupper()
    start = match.start("value")
    return Fact(
        kind="count",
        key=("age", whose.lower()),
        value=Value(f"age {whose} {months[0]} {months[1]}", match[0].strip(" ,"), start),
        sentence=sentence,
        beside=beside(match.start(), match.end(), sentence, evidence),
        low=months[0],
        high=months[1],
        what=section("ages")["called"],
        close=not named,
        least=section("ages")["least"],
        sure=named,
        lead=lead,
    )


@cache
def _aged() -> re.Pattern[str]:
    """ "34-year-old Ilse Koravan", "a 21-month-old boy", "Ilse Koravan, 34,"."""
    number = rf"\d{{1,3}}|(?:{'|'.join(cardinals())})(?:-(?:{'|'.join(cardinals())}))?"
    name = r"[A-Z][\w’'-]+(?: [A-Z][\w’'-]+){1,2}"
    kinds = "|".join(word for words in section("ages")["kinds"] for word in words)
    return re.compile(
        rf"\b(?P<value>{number})[ -]+(?P<unit>year|month)s?[ -]+old (?P<who>{name}|(?:[a-z]+ ){{0,2}}?(?:{kinds})\b)"
        rf"|\b(?P<name>{name}), (?P<after>\d\d),"
    )


def _whose(match: re.Match[str]) -> str:
    """The last name, or the first word of the kind of person."""
    last = (match["who"] or match["name"]).split()[-1]
    return last if last[0].isupper() else _kinds()[last]


@cache
def _kinds() -> dict[str, str]:
    return {word: words[0] for words in section("ages")["kinds"] for word in words}


def _months(match: re.Match[str]) -> tuple[int, int] | None:
    """From and to which age in months; null for a word that is no number."""
    value = match["value"] or match["after"]
    number = int(value) if value.isdigit() else total(value.split("-"))
    if not number:
        return None
    if match["unit"] == "month":
        return int(number), int(number)
    return int(number) * YEAR, int(number) * YEAR + YEAR - 1
