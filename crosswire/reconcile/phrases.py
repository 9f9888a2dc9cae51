"""What a happening is called in a question: fixed templates filled with the reports' own words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cache

from crosswire import rules
from crosswire.base import Mention
from crosswire.reconcile.evidence import Evidence
from crosswire.reconcile.incidents import alternatives, content, places, table

LONGEST = 8
"""Words of a target that still read well inside a question."""

LEAST, MOST = 4, 16
"""Words of a clause that say what happened and still read well inside a question."""


def call_attack(mentions: Sequence[Mention], evidence: Evidence) -> str:
    """ "the attack on the relief convoy near Derrow Bridge", or as much of it as the reports say."""
    called: dict[str, str] = rules.load("en/reconcile")["called"]
    ordered = sorted(mentions, key=lambda m: (evidence.is_weak(m), *evidence.place(m)))
    target = next((words for m in ordered if (words := _target(m))), "")
    where = _most_told(match[0] for m in ordered for match in places(m, evidence)[:1])
    if target:
        return called["attack_on_at" if where else "attack_on"].format(target=target, where=where)
    if where:
        return called["attack_at"].format(where=where)
    return called["otherwise"].format(words=_fullest(ordered, evidence))


def call_talks(mentions: Sequence[Mention], evidence: Evidence) -> str:
    """ "the talks in Vinterhavn", or the words that tell of them."""
    called: dict[str, str] = rules.load("en/reconcile")["called"]
    ordered = sorted(mentions, key=lambda m: (evidence.is_weak(m), *evidence.place(m)))
    where = _most_told(match[0] for m in ordered for match in places(m, evidence, m.end)[:1])
    if where:
        return called["talks_at"].format(where=where)
    return called["otherwise"].format(words=_fullest(ordered, evidence))


def _most_told(words: Iterable[str]) -> str:
    """The words found most often, the first of equals; "" of none."""
    told = Counter(map(one_line, words))
    return max(told, key=lambda found: told[found], default="")


def _fullest(mentions: Sequence[Mention], evidence: Evidence) -> str:
    """The first clause of some words; the first of all where none has."""
    clauses = [one_line(evidence.clause(mention)) for mention in mentions]
    return next((words for words in clauses if LEAST <= len(words.split()) <= MOST), clauses[0])


def filled(mentions: Iterable[Mention], roles: Sequence[str]) -> str:
    """The words of the first mention that fills one of these roles, without what they lean on; "" where none does."""
    for mention in mentions:
        for participant in mention.participants:
            if participant.role in roles and participant.text.lower() not in rules.words(
                "en/reconcile", "brief", "points_back"
            ):
                return one_line(participant.text)
    return ""


def definite(words: str) -> str:
    """ "a relief convoy" and "its relief convoy" as "the relief convoy"; a name or number stays as it is."""
    determiners = alternatives(rules.words("en/reconcile", "phrases", "determiners"))
    return re.sub(rf"^(?:{determiners})\s+", "the ", one_line(words), flags=re.IGNORECASE)


def one_line(words: str) -> str:
    """The words on one line."""
    return " ".join(words.split())


def _target(mention: Mention) -> str:
    """What was attacked, where it is a thing with a name of its own rather than the people harmed."""
    for participant in mention.participants:
        words = definite(participant.text)
        thing = participant.role == table()["targets"][0] and not _counted().match(words)
        if thing and content(words) and len(words.split()) <= LONGEST:
            return words
    return ""


@cache
def _counted() -> re.Pattern[str]:
    return re.compile(rf"\d|(?:{alternatives(rules.load('en/reconcile')['counts']['open'])})\b", re.IGNORECASE)
