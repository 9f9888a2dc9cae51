"""Whether a thing was done, was not done, is to be done, or is not to be: by the words before its verb."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from crosswire.reconcile.against.statements import Sentence
from crosswire.reconcile.evidence import Evidence
from crosswire.reconcile.tellings import Value
from crosswire.reconcile.terms import stem
from crosswire.reconcile.values.facts import Fact, beside
from crosswire.reconcile.values.words import section

ALSO = {
    "done": frozenset({"ahead", "no_plan"}),
    "undone": frozenset({"ahead", "no_plan"}),
    "ahead": frozenset({"done", "undone"}),
    "no_plan": frozenset({"done", "undone"}),
}
"""By phase those that it does not exclude."""

BEFORE = 60
"""Characters before the words in which others may say that it is only supposed or asked."""

LEAST = 3
"""Letters of the form of a verb that tells."""


def phases_in(sentences: Sequence[Sentence], lead: Sequence[Sentence], evidence: Evidence) -> Iterator[Fact]:
    """What each sentence tells as done, not done, ahead or not planned; what is only supposed is left out."""
    for sentence in sentences:
        text, span = evidence.reports[sentence.report].text, sentence.span
        taken: set[int] = set()
        for phase, pattern in _patterns():
            for match in pattern.finditer(text, span.start, span.end):
                verb = stem(match["verb"])
                if match.start("verb") in taken or len(verb) < LEAST or match["verb"].lower() in _plain():
                    continue
                taken.add(match.start("verb"))
                if not _supposed().search(text[max(span.start, match.start() - BEFORE) : match.start()]):
                    yield _fact(phase, verb, match, sentence, sentence in lead, evidence)


def _fact(phase: str, verb: str, match: re.Match[str], sentence: Sentence, lead: bool, evidence: Evidence) -> Fact:
    return Fact(
        kind="outcome",
        key=("phase", verb),
        value=Value(f"{verb} {phase}", " ".join(match[0].split()), match.start()),
        sentence=sentence,
        beside=beside(match.start(), match.end(), sentence, evidence),
        label=phase,
        also=ALSO[phase],
        close=True,
        least=float("inf"),
        lead=lead,
    )


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Phases with their patterns, the first that fits a verb holds."""
    table = section("phases")
    adverbs = rf"(?:(?:{'|'.join(table['adverbs'])}|\w+ly) )*"
    made = []
    for phase in table["order"]:
        before = "|".join(table[phase])
        verb = table["ending"] if phase == "done" else r"\w+"
        made.append((phase, re.compile(rf"\b(?:{before}) {adverbs}(?P<verb>{verb})\b", re.IGNORECASE)))
    made.append(("done", re.compile(rf"(?<!\b(?:be|to) )(?<!\bnot )\b(?P<verb>{table['past']})\b")))
    return tuple(made)


@cache
def _plain() -> frozenset[str]:
    return frozenset(section("phases")["plain"])


@cache
def _supposed() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(section('phases')['supposed'])})\b[^,;]*$", re.IGNORECASE)
