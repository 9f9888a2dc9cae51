"""The brief: whole sentences of the reports, chosen, never written."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass

from crosswire import rules
from crosswire.base import BriefItem, Event, Mention, Story, row_id
from crosswire.reconcile.evidence import Evidence
from crosswire.reconcile.incidents import alternatives
from crosswire.reconcile.spans import is_main, is_told

A_STORY = 5
"""Sentences a story at most: what a reader takes in at a glance."""

TOO_ALIKE = 0.5
"""Share of a sentence's content words that an earlier one already has; above it the sentence says little new. Own
judgement; between .4 and .6 the samples give the same brief."""

SHORTEST, LONGEST = 8, 60
"""Words of a sentence fit to be shown alone."""

FIRST_WORDS = 4
"""Words at the head of a sentence in which "however" or "also" leans on what went before."""

LEAD = 1500
"""Characters into a page after which a sentence's place is worth half of the first one's."""


@dataclass(frozen=True)
class Candidate:
    """A sentence that tells of events, which parts of the story it tells, and what speaks for showing it."""

    mention: Mention
    start: int
    end: int
    text: str
    facets: dict[str, float]
    weak: bool
    score: float
    day: str


def write_brief(evidence: Evidence) -> tuple[BriefItem, ...]:
    """For each story its most telling sentences, in order of time."""
    items: list[BriefItem] = []
    for story in evidence.grouping.stories:
        events = [evidence.events[name] for name in story.events if name in evidence.events]
        items.extend(_item(candidate, story, evidence) for candidate in _choose(_candidates(events, evidence)))
    return tuple(items)


def _candidates(events: list[Event], evidence: Evidence) -> list[Candidate]:
    """Every sentence that can stand alone, the most telling first, those of weak pages last."""
    told: dict[tuple[str, int, int], list[tuple[Event, Mention]]] = defaultdict(list)
    for event in events:
        for mention in evidence.mentions_of(event):
            sentence = evidence.sentence(mention)
            told[mention.report, sentence.start, sentence.end].append((event, mention))
    found = []
    for (report, start, end), rows in told.items():
        if _readable_alone(evidence.words(report, start, end)):
            found.append(_candidate(report, start, end, rows, evidence))
    return sorted(found, key=lambda c: (c.weak, -c.score, evidence.place(c.mention)))


def _candidate(report: str, start: int, end: int, rows: list[tuple[Event, Mention]], evidence: Evidence) -> Candidate:
    weights: dict[str, float] = rules.load("en/reconcile")["brief_weight"]
    worth = {event.id: weights.get(event.type, 0.5) * len(event.reports) for event, _ in rows}
    facets: dict[str, float] = {}
    for event, mention in rows:
        facet = _facet(event, mention, evidence)
        facets[facet] = max(facets.get(facet, 0.0), worth[event.id] * (1.5 if is_main(mention, evidence) else 1.0))
    counted = any(number.outcome for _, mention in rows for number in mention.numbers)
    mention = min((mention for _, mention in rows), key=evidence.place)
    return Candidate(
        mention=mention,
        start=start,
        end=end,
        text=evidence.words(report, start, end),
        facets={facet: value for facet, value in facets.items() if facet},
        weak=evidence.is_weak(mention),
        score=sum(sorted(worth.values())) + counted + 1.0 / (1 + start / LEAD),
        day=min((m.when.from_ for _, m in rows if m.when and m.when.from_), default=""),
    )


def _facet(event: Event, mention: Mention, evidence: Evidence) -> str:
    """Which part of the story a mention tells; "" for a noun or an aside that takes its happening for granted."""
    counted = any(number.outcome for number in mention.numbers)
    if not is_told(mention, evidence) and not counted:
        return ""
    table = rules.load("en/reconcile")
    told: str | None = table["facet_of"].get(mention.actuality)
    kinds = {event.type, event.subtype}
    return told or next((name for name, types in table["facets"].items() if kinds & set(types)), "")


def _readable_alone(text: str) -> bool:
    """Whether a sentence can stand without the one before it: whole, and not leaning on what went before."""
    words = re.findall(r"\w+", text.lower())
    balanced = text.count("“") == text.count("”") and text.count('"') % 2 == 0
    whole = text[-1:] in ".!?”\"’'" and text[:1] == text[:1].upper() and text[:1] not in "-–—"
    if not words or not whole or not balanced or not SHORTEST <= len(text.split()) <= LONGEST:
        return False
    table = rules.load("en/reconcile")["brief"]
    leans = re.search(rf"\b(?:{alternatives(table['leans'])})\b", " ".join(words[:FIRST_WORDS]))
    leans = leans or re.search(rf"\b(?:{alternatives(table['leans_anywhere'])})\b", " ".join(words))
    return words[0] not in rules.words("en/reconcile", "brief", "points_back") and leans is None


def _choose(candidates: list[Candidate]) -> list[Candidate]:
    """First the best sentence for each part of the story, then the best of the rest; a weak page only for a part that
    no other page tells."""
    chosen: list[Candidate] = []
    covered: set[str] = set()
    for facet in rules.load("en/reconcile")["facets"]:
        telling = sorted((c for c in candidates if facet in c.facets), key=lambda c: (c.weak, -c.facets[facet]))
        weak = all(c.weak for c in telling)
        fitting = [c for c in telling if c.weak == weak and _fits(c, chosen)]
        if facet not in covered and fitting and len(chosen) < A_STORY:
            chosen.append(fitting[0])
            covered |= fitting[0].facets.keys()
    for candidate in candidates:
        if len(chosen) < A_STORY and not candidate.weak and _fits(candidate, chosen):
            chosen.append(candidate)
    return sorted(chosen, key=lambda c: (c.day == "", c.day, c.mention.report, c.start))


def _fits(candidate: Candidate, chosen: list[Candidate]) -> bool:
    return candidate not in chosen and not any(_alike(candidate.text, other.text) for other in chosen)


def _alike(a: str, b: str) -> bool:
    words, others = _content(a), _content(b)
    return len(words & others) > TOO_ALIKE * min(len(words), len(others))


def _content(text: str) -> set[str]:
    return {word for word in re.findall(r"\w+", text.lower()) if len(word) > 3}


def _item(candidate: Candidate, story: Story, evidence: Evidence) -> BriefItem:
    return BriefItem(
        id=row_id("b", candidate.mention.report, candidate.start),
        section=story.title,
        text=candidate.text,
        accounts=(evidence.account(candidate.mention, candidate.start, candidate.end),),
    )
