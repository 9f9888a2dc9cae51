"""Values that stand in print in one form: how strong a quake was, how old somebody is, how a vote went."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any

from crosswire.reconcile.against.statements import Sentence
from crosswire.reconcile.evidence import Evidence
from crosswire.reconcile.tellings import Value
from crosswire.reconcile.values.facts import Fact, beside
from crosswire.reconcile.values.words import section


def printed_in(sentences: Sequence[Sentence], lead: Sequence[Sentence], evidence: Evidence) -> Iterator[Fact]:
    """The values of each form in the rules."""
    for name, form in section("printed").items():
        found, near = _pattern(name), _near(name)
        for sentence in sentences:
            text, span = evidence.reports[sentence.report].text, sentence.span
            for match in found.finditer(text, span.start, span.end):
                if near is None or near.search(text, span.start, span.end):
                    yield _fact(name, form, match, sentence, sentence in lead, evidence)


def _fact(
    name: str, form: dict[str, Any], match: re.Match[str], sentence: Sentence, lead: bool, evidence: Evidence
) -> Fact:
    whose = (match["whose"],) if "whose" in match.re.groupindex else ()
    label = match["value"].replace(" ", "").replace("-", "–")
    return Fact(
        kind="count",
        key=(name, *whose),
        value=Value(f"{name} {whose} {label}", match[0], match.start("value")),
        sentence=sentence,
        beside=beside(match.start(), match.end(), sentence, evidence),
        label=re.sub(r"\D+", " ", match["value"]) if form.get("tally") else label,
        what=form["called"],
        sure=True,
        lead=lead,
    )


@cache
def _pattern(name: str) -> re.Pattern[str]:
    return re.compile(section("printed")[name]["form"])


@cache
def _near(name: str) -> re.Pattern[str] | None:
    """What a sentence must have besides, if anything."""
    near = section("printed")[name].get("near")
    return re.compile(near) if near else None
