"""The shortest stretch around a mention that reads as a sentence, and whether its words state its day."""

from __future__ import annotations

import re
from functools import cache

from crosswire import rules
from crosswire.base import Mention
from crosswire.reconcile.evidence import Evidence
from crosswire.reconcile.incidents import alternatives

SHORT = 4
"""Words of which a clause has at least, to be read without its sentence."""


SAYING = frozenset({"STMT", "ACCU"})
"""Types of which the clause alone ("she said on Friday") does not say what was said."""

BETWEEN = 2
"""Characters between a noun and what is said of it: a comma and a space."""


def readable(mention: Mention, evidence: Evidence) -> tuple[int, int]:
    """The shortest clause around the trigger that stands as a sentence of its own, or the whole sentence.

    A clause that a source tells keeps its sentence, so that who says so is read with it; one that opens with its verb
    ("signed in May") is read with the noun it belongs to.
    """
    sentence = evidence.sentence(mention)
    if mention.trigger.start == mention.start and mention.tense:
        heads = [p.start for p in mention.participants if sentence.start <= p.start < mention.start <= p.end + BETWEEN]
        if heads:
            return min(heads), mention.end
    if not mention.attribution and mention.type not in SAYING:
        beside = evidence.told_between(mention.report, sentence.start, sentence.end)
        around = (m for m in beside if _holds(m, mention) and m.start >= sentence.start)
        for clause in sorted(around, key=lambda m: (m.end - m.start, m.start)):
            if is_main(clause, evidence) and not clause.attribution:
                return clause.start, clause.end
    return past_dateline(mention.report, sentence.start, sentence.end, evidence), sentence.end


def past_dateline(report: str, start: int, end: int, evidence: Evidence) -> int:
    """Where the sentence begins after "PORT SARROW (EPB) - ", which is no part of it."""
    found = _DATELINE.match(evidence.words(report, start, end))
    return start + found.end() if found else start


_DATELINE = re.compile(r"[A-Z][A-Z .,’'-]{2,40}(?:, [A-Z][\w .]{2,20})?(?: ?\([^)]{2,30}\))? ?[-–—]+ ")


def _holds(outer: Mention, inner: Mention) -> bool:
    return outer.start <= inner.trigger.start and inner.trigger.end <= outer.end


def is_main(mention: Mention, evidence: Evidence) -> bool:
    """Whether the clause has a subject and a verb and does not open with a word that hangs it on another."""
    words = evidence.clause(mention)
    if mention.trigger.start == mention.start:
        return False  # "signed in Vinterhavn": a verb without its subject
    marks = words.count("“") != words.count("”") or words.count('"') % 2
    before = words[: mention.trigger.start - mention.start]
    hangs = _dependent().match(words) or (_counted().match(words) and ", " not in before)
    return bool(mention.tense and len(words.split()) >= SHORT and not marks and not hangs)


def is_told(mention: Mention, evidence: Evidence) -> bool:
    """Whether the clause tells its happening rather than takes it for granted: it has a verb and is no aside."""
    return mention.tense is not None and not aside().match(evidence.clause(mention))


@cache
def aside() -> re.Pattern[str]:
    """The words that open an aside, as a pattern."""
    words = alternatives(rules.load("en/reconcile")["reading"]["aside"])
    return re.compile(rf"(?:{words})\b", re.IGNORECASE)


@cache
def _dependent() -> re.Pattern[str]:
    """How a clause opens that hangs on another."""
    words = alternatives(rules.load("en/reconcile")["reading"]["dependent"])
    return re.compile(rf"(?:{words})\b|\w+ing\b", re.IGNORECASE)


@cache
def _counted() -> re.Pattern[str]:
    """ "Two days after …", which hangs on another clause unless that follows: "Hours after they met, a shell fell"."""
    words = alternatives(rules.load("en/reconcile")["reading"]["after_count"])
    return re.compile(rf"(?:\w+ ){{1,2}}(?:{words})\b", re.IGNORECASE)
