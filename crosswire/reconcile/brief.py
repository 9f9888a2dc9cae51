"""The brief: whole sentences of the reports, chosen, never written."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from crosswire import rules
from crosswire.base import BriefItem, Disagreement, Event, Mention, Story, row_id
from crosswire.reconcile.evidence import Evidence
from crosswire.reconcile.incidents import alternatives
from crosswire.reconcile.parties import party_of
from crosswire.reconcile.phrases import definite
from crosswire.reconcile.plans import fate_of, note_on
from crosswire.reconcile.spans import SAYING, is_main, is_told, past_dateline

A_STORY = 5
"""Sentences a story at most: what a reader takes in at a glance."""

TOO_ALIKE = 0.5
"""Share of a sentence's content words that an earlier one already has; above it the sentence says little new. Own
judgement; between .4 and .6 the samples give the same brief."""

SHORTEST, LONGEST = 8, 60
"""Words of a sentence fit to be shown alone."""

HALF = 0.75
"""Of the best telling of a part, what a sentence chosen for another must be worth to stand for this one too. Own
judgement."""

OPEN = 2
"""Open questions a story at most."""

FIRST_WORDS = 4
"""Words at the head of a sentence in which "however" or "also" leans on what went before."""

LEAD = 1500
"""Characters into a page after which a sentence's place is worth half of the first one's."""


Rows = list[tuple[Event, Mention]]


@dataclass(frozen=True)
class Candidate:
    """A sentence that tells of events, which parts of the story it tells, and what speaks for showing it."""

    mention: Mention
    start: int
    end: int
    text: str
    rows: Rows
    facets: dict[str, float]
    weak: bool
    score: float
    day: str


def write_brief(evidence: Evidence, disagreements: Sequence[Disagreement] = ()) -> tuple[BriefItem, ...]:
    """For each story its most telling sentences in order of time, then what lies ahead, then what stays open."""
    touched: dict[str, list[tuple[int, int, str]]] = defaultdict(list)
    for row in disagreements:
        for account in (a for side in row.sides for a in side.accounts if row.shown):
            touched[account.report].append((account.start, account.end, row.id))
    items: list[BriefItem] = []
    for story in evidence.grouping.stories:
        events = [evidence.events[name] for name in story.events if name in evidence.events]
        last = _last_day(story, evidence)
        chosen = _choose([c for c in _candidates(events, evidence) if not _is_past_plan(c, last, evidence)])
        lines = [_item(candidate, story, touched, evidence) for candidate in chosen]
        items.extend(line for line in lines if line.role == "line")
        items.extend(line for line in lines if line.role == "ahead")
        items.extend(_open(events, story, last, chosen, evidence))
    return tuple(items)


def _candidates(events: list[Event], evidence: Evidence) -> list[Candidate]:
    """Every sentence that can stand alone, the most telling first, those of weak pages last."""
    told: dict[tuple[str, int, int], Rows] = defaultdict(list)
    for event in events:
        for mention in evidence.mentions_of(event):
            sentence = evidence.sentence(mention)
            start = past_dateline(mention.report, sentence.start, sentence.end, evidence)
            told[mention.report, start, sentence.end].append((event, mention))
    found = []
    for (report, start, end), rows in told.items():
        if _readable_alone(evidence.words(report, start, end)):
            found.append(_candidate(report, start, end, rows, evidence))
    return sorted(found, key=lambda c: (c.weak, -c.score, evidence.place(c.mention)))


def _candidate(report: str, start: int, end: int, rows: Rows, evidence: Evidence) -> Candidate:
    weights: dict[str, float] = rules.load("en/reconcile")["brief_weight"]
    worth = {event.id: weights.get(event.type, 0.5) * len(event.reports) for event, _ in rows}
    facets: dict[str, float] = {}
    for event, mention in rows:
        facet = _facet(event, mention, evidence)
        told = worth[event.id] * (1.5 if is_main(mention, evidence) else 1.0) / (1 + start / (2 * LEAD))
        facets[facet] = max(facets.get(facet, 0.0), told)
    counted = any(number.outcome for _, mention in rows for number in mention.numbers)
    mention = min((mention for _, mention in rows), key=evidence.place)
    main = [m for _, m in rows if m.when and m.when.from_ and m.tense and m.actuality != "historical"]
    days = [m.when.from_[:10] for m in main if m.when and m.when.from_]
    published = evidence.reports[report].published
    return Candidate(
        mention=mention,
        start=start,
        end=end,
        text=evidence.words(report, start, end),
        rows=rows,
        facets={facet: value for facet, value in facets.items() if facet},
        weak=evidence.is_weak(mention),
        score=sum(sorted(worth.values())) + counted + 1.0 / (1 + start / LEAD),
        day=_event_day(rows) or min(days, default="") or (published.value[:10] if published else ""),
    )


def _event_day(rows: Rows) -> str:
    """The day of the first event that a clause of the sentence tells, as far as any report states it."""
    told = sorted((m.start, e.when.from_[:10]) for e, m in rows if m.tense and e.when and e.when.from_ and _exact(e))
    return told[0][1] if told else ""


def _exact(event: Event) -> bool:
    return event.when is not None and event.when.precision == 1


def _facet(event: Event, mention: Mention, evidence: Evidence) -> str:
    """Which part of the story a mention tells; "" for a noun or an aside that takes its happening for granted."""
    counted = any(number.outcome for number in mention.numbers)
    table = rules.load("en/reconcile")
    own = _named(event.subtype, table["facets"]) or _named(event.type, table["facets"])
    if own in table["facet_also"].get(mention.actuality, ()):
        return own
    if not is_told(mention, evidence) and not counted:
        return ""
    told: str | None = table["facet_of"].get(mention.actuality)
    return own if told is None else told


def _named(kind: str | None, facets: dict[str, list[str]]) -> str:
    return next((name for name, types in facets.items() if kind in types), "")


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
    best: dict[str, float] = defaultdict(float)
    for candidate in candidates:
        for name, value in candidate.facets.items():
            best[name] = max(best[name], value)
    for facet in rules.load("en/reconcile")["facets"]:
        telling = sorted((c for c in candidates if facet in c.facets), key=lambda c: (c.weak, -c.facets[facet]))
        weak = all(c.weak for c in telling)
        fitting = [c for c in telling if c.weak == weak and _fits(c, chosen)]
        if facet not in covered and fitting and len(chosen) < A_STORY:
            chosen.append(fitting[0])
            covered |= {name for name, value in fitting[0].facets.items() if value >= HALF * best[name]}
    for candidate in candidates:
        if len(chosen) < A_STORY and not candidate.weak and _fits(candidate, chosen):
            chosen.append(candidate)
    facets = list(rules.load("en/reconcile")["facets"])
    tier = {c.text: min((facets.index(f) for f in c.facets if f in facets), default=len(facets)) for c in chosen}
    return sorted(chosen, key=lambda c: (c.day == "", c.day, tier[c.text], c.mention.report, c.start))


def _fits(candidate: Candidate, chosen: list[Candidate]) -> bool:
    return candidate not in chosen and not any(_alike(candidate.text, other.text) for other in chosen)


def _alike(a: str, b: str) -> bool:
    words, others = _content(a), _content(b)
    return len(words & others) > TOO_ALIKE * min(len(words), len(others))


def _content(text: str) -> set[str]:
    return {word for word in re.findall(r"\w+", text.lower()) if len(word) > 3}


def _item(
    candidate: Candidate, story: Story, touched: dict[str, list[tuple[int, int, str]]], evidence: Evidence
) -> BriefItem:
    report = candidate.mention.report
    near = (name for a, b, name in touched.get(report, ()) if a < candidate.end and candidate.start < b)
    ahead = _is_ahead(candidate, evidence)
    return BriefItem(
        id=row_id("b", report, candidate.start),
        section=story.title,
        text=candidate.text,
        role="ahead" if ahead else "line",
        note=_note(candidate, evidence, ahead=ahead),
        disagreements=tuple(dict.fromkeys(near)),
        accounts=(evidence.account(candidate.mention, candidate.start, candidate.end),),
    )


def _is_ahead(candidate: Candidate, evidence: Evidence) -> bool:
    """Whether the sentence tells only what was still to come when its report was printed."""
    published = evidence.reports[candidate.mention.report].published
    main = [m for _, m in candidate.rows if m.tense or m.actuality == "planned"]
    coming = [m for m in main if m.actuality == "planned" and m.type in _ahead_types()]
    told = [m for m in main if m.actuality != "planned" and is_main(m, evidence) and m.type not in SAYING]
    days = [m.when.from_[:10] for m in coming if m.when and m.when.from_]
    late = published is None or not days or max(days) >= published.value[:10]
    return bool(coming) and not told and late


def _ahead_types() -> frozenset[str]:
    return rules.words("en/reconcile", "brief", "ahead")


def _note(candidate: Candidate, evidence: Evidence, *, ahead: bool) -> str:
    """What the pages leave out about the line; "" where nothing is to be said."""
    notes: dict[str, str] = rules.load("en/reconcile")["notes"]
    plans = [e for e, m in candidate.rows if m.actuality == "planned" and m.type in _ahead_types()]
    for event in plans:
        note = note_on(event, evidence, opens=not ahead)
        if note:
            return note
    for event, mention in candidate.rows:
        others = _not_heard(event, mention, evidence) if event.type in _ahead_types() else ""
        if others:
            return notes["one_account"].format(source=definite(mention.attribution[-1].text), others=others)
    return ""


def _not_heard(event: Event, mention: Mention, evidence: Evidence) -> str:
    """The party to a happening that only the other party tells; "" where anybody else tells it."""
    told = [m for m in evidence.mentions_of(event) if m.tense and not evidence.is_headline(m)]
    if not mention.attribution or not mention.tense:
        return ""
    link = mention.attribution[-1]
    source = party_of(link.entity, link.text, evidence)
    sources = [party_of(m.attribution[-1].entity, m.attribution[-1].text, evidence) for m in told if m.attribution]
    if len(sources) < len(told) or not all(source.same(other) for other in sources):
        return ""
    parties = [party_of(p.entity, p.text, evidence) for p in mention.participants if p.role in _parties()]
    own = [p for p in parties if source.same(p)]
    others = [p for p in parties if not source.same(p)]
    return others[0].text if own and len(others) == 1 and others[0].state else ""


def _parties() -> frozenset[str]:
    return rules.words("en/reconcile", "outcome", "participants")


def _last_day(story: Story, evidence: Evidence) -> str:
    """The day of the story's latest dated report."""
    dates = (evidence.reports[report].published for report in story.reports)
    return max((date.value[:10] for date in dates if date), default="")


def _is_past_plan(candidate: Candidate, last: str, evidence: Evidence) -> bool:
    """Whether the sentence announces what later reports of the story have passed: it is told, or an open question."""
    if not _is_ahead(candidate, evidence):
        return False
    plans = [e for e, m in candidate.rows if m.actuality == "planned" and m.type in _ahead_types()]
    days = [e.when.from_[:10] for e in plans if e.when and e.when.from_ and _exact(e)]
    return bool(days) and max(days) < last


def _open(
    events: list[Event], story: Story, last: str, chosen: list[Candidate], evidence: Evidence
) -> Iterator[BriefItem]:
    """What was announced for a day that later pages of the story have passed without telling what came of it."""
    note: str = rules.load("en/reconcile")["notes"]["plan_open"]
    shown = [(c.mention.report, c.start, c.end) for c in chosen]
    found = 0
    for event in events:
        day = event.when.from_[:10] if event.when and event.when.from_ and event.when.precision == 1 else ""
        if event.type not in _ahead_types() or not day or day >= last or found == OPEN:
            continue
        if fate_of(event, evidence) != "no report either way":
            continue
        mention = next(
            (m for m in evidence.mentions_of(event) if is_main(m, evidence) and not evidence.is_weak(m)), None
        )
        if mention is None or any(r == mention.report and a <= mention.start < b for r, a, b in shown):
            continue
        found += 1
        yield BriefItem(
            id=row_id("b", mention.report, mention.start, "open"),
            section=story.title,
            text=evidence.clause(mention),
            role="open",
            note=note,
            accounts=(evidence.account(mention),),
        )
