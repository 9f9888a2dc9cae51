"""The brief: whole sentences of the reports, chosen, never written."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass

from crosswire import rules
from crosswire.base import Account, BriefItem, Event, Mention, Story, row_id
from crosswire.reconcile.evidence import WEAK, Evidence

A_STORY = 5
"""Sentences a story at most: what a reader takes in at a glance."""

TOO_ALIKE = 0.5
"""Share of a sentence's content words that an earlier one already has; above it the sentence says little new. Own
judgement; between .4 and .6 the samples give the same brief."""

SHORTEST, LONGEST = 8, 60
"""Words of a sentence fit to be shown alone."""


@dataclass(frozen=True)
class Candidate:
    """A sentence that tells of events, and what speaks for showing it."""

    mention: Mention
    start: int
    end: int
    text: str
    score: float
    day: str


def write_brief(evidence: Evidence) -> tuple[BriefItem, ...]:
    """For each story its most telling sentences, in order of time."""
    events = {event.id: event for event in evidence.grouping.events}
    items: list[BriefItem] = []
    for story in evidence.grouping.stories:
        chosen = _choose(_candidates([events[name] for name in story.events if name in events], evidence))
        items.extend(_item(candidate, story, evidence) for candidate in chosen)
    return tuple(items)


def _candidates(events: list[Event], evidence: Evidence) -> list[Candidate]:
    weights: dict[str, float] = rules.load("en/reconcile")["brief_weight"]
    told: dict[tuple[str, int, int], list[tuple[Event, Mention]]] = defaultdict(list)
    for event in events:
        for mention in evidence.mentions_of(event):
            if evidence.standing(mention) not in WEAK:
                sentence = evidence.sentence(mention)
                told[mention.report, sentence.start, sentence.end].append((event, mention))
    found = []
    for (report, start, end), rows in told.items():
        text = evidence.words(report, start, end)
        if not _readable_alone(text):
            continue
        value = sum({event.id: weights.get(event.type, 0.5) * len(event.reports) for event, _ in rows}.values())
        first = next((e.when.from_ for e, _ in rows if e.when and e.when.from_), None)
        lead = 1.0 / (1 + start / 1500)
        mention = min((mention for _, mention in rows), key=evidence.place)
        found.append(Candidate(mention, start, end, text, value + lead, first or ""))
    return sorted(found, key=lambda c: (-c.score, evidence.place(c.mention)))


def _readable_alone(text: str) -> bool:
    """Whether a sentence can stand without the one before it: whole, and not opening with a word that points back."""
    first = re.match(r"\W*(\w+)", text)
    whole = text[-1:] in ".!?”\"’'" and text[:1] == text[:1].upper()
    if first is None or not whole or not SHORTEST <= len(text.split()) <= LONGEST:
        return False
    return first[1].lower() not in rules.words("en/reconcile", "brief", "points_back")


def _choose(candidates: list[Candidate]) -> list[Candidate]:
    chosen: list[Candidate] = []
    for candidate in candidates:
        if len(chosen) == A_STORY:
            break
        if not any(_alike(candidate.text, other.text) for other in chosen):
            chosen.append(candidate)
    return sorted(chosen, key=lambda c: (c.day == "", c.day, c.mention.report, c.start))


def _alike(a: str, b: str) -> bool:
    words, others = _content(a), _content(b)
    return len(words & others) > TOO_ALIKE * min(len(words), len(others))


def _content(text: str) -> set[str]:
    return {word for word in re.findall(r"\w+", text.lower()) if len(word) > 3}


def _item(candidate: Candidate, story: Story, evidence: Evidence) -> BriefItem:
    account = evidence.account(candidate.mention, candidate.start, candidate.end)
    return BriefItem(
        id=row_id("b", candidate.mention.report, candidate.start),
        section=story.title,
        text=candidate.text,
        accounts=(Account(report=account.report, start=account.start, end=account.end, standing=account.standing),),
    )
