"""The brief: whole sentences of the reports, chosen, never written."""

from __future__ import annotations

import datetime
import math
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from crosswire import rules
from crosswire.base import BriefItem, Disagreement, Event, Mention, Story, row_id
from crosswire.reconcile.evidence import Evidence
from crosswire.reconcile.incidents import alternatives, days_of, points_back
from crosswire.reconcile.parties import party_of
from crosswire.reconcile.phrases import definite
from crosswire.reconcile.plans import fate_of, note_on
from crosswire.reconcile.spans import SAYING, is_main, is_told, past_dateline

A_STORY = 5
"""Sentences a story where no other length is chosen: what a reader takes in at a glance."""

TOO_ALIKE = 0.5
"""Share of a sentence's content words that an earlier one already has; above it the sentence says little new. Own
judgement; between .4 and .6 the samples give the same brief."""

SHORTEST, LONGEST = 8, 60
"""Words of a sentence fit to be shown alone."""

TOLD, AGAIN_NAMED, NAMED = 0.6, 0.5, 0.25
"""What a clause that hangs on another or a noun that names one party, one about "the attack", and a bare noun are worth
of a main clause that tells of the same event, or a noun with its parties or dead."""

OVER = datetime.timedelta(21)
"""How long before its report something is over that is no news of it."""

YEAR = 5
"""Codebook precision of a time of which the words give no more than the year, or several."""

AGAIN, SAME_PART = 0.1, 0.5
"""What telling of an event again is worth at least, and of another event of a part of the story that is told already.
Own judgement: .1 to .3 and .5 to .7 change a sentence in ten."""

USUAL = 30
"""Words of a usual sentence: one of twice the length must tell a good third more to be chosen."""

COUNTED = 1.2
"""What a clause that counts people is worth of one that does not."""

OPEN = 2
"""Open questions a story at most."""

QUOTED = {"“": "”", '"': '"', "``": "''"}
"""Marks around somebody's words."""

FIRST_WORDS = 4
"""Words at the head of a sentence in which "however" or "also" leans on what went before."""

LEAD = 2000
"""Characters into the article after which a sentence is worth half of what it would be at its head."""


Rows = list[tuple[Event, Mention]]


@dataclass(frozen=True)
class Candidate:
    """A sentence that tells of events: by event what it is worth for telling it, and which part of the story it is."""

    mention: Mention
    start: int
    end: int
    text: str
    rows: Rows
    worth: dict[str, float]
    facets: dict[str, str]
    weak: bool
    day: str


def write_brief(
    evidence: Evidence, disagreements: Sequence[Disagreement] = (), lines: int = A_STORY
) -> tuple[BriefItem, ...]:
    """For each story its most telling sentences, at most so many, in order of time, then what lies ahead, then what
    stays open."""
    touched = _touched(disagreements)
    items: list[BriefItem] = []
    for story in evidence.grouping.stories:
        events = [evidence.events[name] for name in story.events if name in evidence.events]
        last = _last_day(story, evidence)
        chosen = _choose([c for c in _candidates(events, evidence) if not _is_past_plan(c, last, evidence)], lines)
        shown = [_item(candidate, story, touched, evidence) for candidate in chosen]
        items.extend(item for item in shown if item.role == "line")
        items.extend(item for item in shown if item.role == "ahead")
        items.extend(_open(events, story, last, chosen, evidence))
    return tuple(items)


@dataclass(frozen=True)
class _Touched:
    """Disagreements by the words of their accounts in each report, and by the event they are about."""

    words: dict[str, list[tuple[int, int, str]]]
    events: dict[str, list[Disagreement]]


def _touched(disagreements: Sequence[Disagreement]) -> _Touched:
    touched = _Touched(defaultdict(list), defaultdict(list))
    for row in disagreements:
        if not row.shown:
            continue
        if row.event:
            touched.events[row.event].append(row)
        for account in (a for side in row.sides for a in side.accounts):
            touched.words[account.report].append((account.start, account.end, row.id))
    return touched


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
    return sorted((c for c in found if c.worth), key=lambda c: evidence.place(c.mention))


def _candidate(report: str, start: int, end: int, rows: Rows, evidence: Evidence) -> Candidate:
    worth: dict[str, float] = {}
    facets: dict[str, str] = {}
    first = next((block.start for block in evidence.reports[report].blocks if block.kind == "body"), 0)
    place = 1 / (1 + max(0, start - first) / LEAD)
    counting = {event.id for event, mention in rows if _counts(mention)}
    for event, mention in rows:
        central = event.weight * math.sqrt(len(event.origins) or len(event.reports))
        value = central * place * _share(mention, evidence) * (COUNTED if event.id in counting else 1.0)
        if value > worth.get(event.id, 0.0):
            worth[event.id] = value
            facets[event.id] = _facet(event, mention, evidence)
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
        worth=worth,
        facets=facets,
        weak=evidence.is_weak(mention),
        day=_event_day(rows) or min(days, default="") or (published.value[:10] if published else ""),
    )


def _share(mention: Mention, evidence: Evidence) -> float:
    """How much of its event's weight a clause carries: what is only called to mind, or long over, next to nothing."""
    if _is_long_over(mention, evidence):
        return NAMED
    if points_back(mention, evidence):
        return AGAIN_NAMED
    if mention.tense is None:
        full = _counts(mention) or len(mention.participants) > 1
        return 1.0 if full else TOLD if mention.participants else NAMED
    return (1.0 if is_main(mention, evidence) else TOLD) if is_told(mention, evidence) else NAMED


def _counts(mention: Mention) -> bool:
    """Whether the clause counts people who came to harm."""
    return any(number.outcome for number in mention.numbers)


def _is_long_over(mention: Mention, evidence: Evidence) -> bool:
    """Whether a clause tells history: by its words, or by a day weeks before its report came out."""
    days, published = days_of(mention.when), evidence.reports[mention.report].published
    if mention.actuality == "historical" or (mention.when is not None and (mention.when.precision or 0) >= YEAR):
        return True
    if _history().search(evidence.clause(mention)):
        return True
    if days is None or published is None:
        return False
    return datetime.date.fromisoformat(published.value[:10]) - days[1] > OVER


@cache
def _history() -> re.Pattern[str]:
    """ "Since the civil war erupted", "last year": words by which a clause tells of long times."""
    table = rules.load("en/reconcile")["brief"]
    whole, began, times = (alternatives(table[name]) for name in ("affairs", "began", "long_ago"))
    return re.compile(rf"\bsince (?:\S+ ){{0,3}}(?:{whole}) (?:{began})\b|\b(?:{times})\b", re.IGNORECASE)


def _event_day(rows: Rows) -> str:
    """The day of the first event that a clause of the sentence tells, as far as any report states it."""
    told = sorted((m.start, e.when.from_[:10]) for e, m in rows if m.tense and e.when and e.when.from_ and _exact(e))
    return told[0][1] if told else ""


def _exact(event: Event) -> bool:
    return event.when is not None and event.when.precision == 1


def _facet(event: Event, mention: Mention, evidence: Evidence) -> str:
    """Which part of the story a mention tells; "" for a noun or an aside that takes its happening for granted."""
    table = rules.load("en/reconcile")
    own = _named(event.subtype, table["facets"]) or _named(event.type, table["facets"])
    if own in table["facet_also"].get(mention.actuality, ()):
        return own
    if not is_told(mention, evidence) and not _counts(mention):
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
    if _is_one_quotation(text) or _speaks_of_one_unnamed(text, table["stand_in"]):
        return False
    return words[0] not in rules.words("en/reconcile", "brief", "points_back") and leans is None


def _is_one_quotation(text: str) -> bool:
    """Whether nobody is seen to say what stands there in somebody's words."""
    for opens, closes in QUOTED.items():
        if text.startswith(opens):
            end = text.find(closes, len(opens))
            return end < 0 or end + len(closes) == len(text)
    return False


def _speaks_of_one_unnamed(text: str, stand_in: Sequence[str]) -> bool:
    """Whether a pronoun stands among the first words and no name before it: "On Monday his government"."""
    first = re.findall(r"\w+", text)[: FIRST_WORDS + 1]
    at = next((n for n, word in enumerate(first) if word in stand_in), 0)
    return at > 0 and not any(word[0].isupper() and word.lower() not in _weekdays() for word in first[1:at])


@cache
def _weekdays() -> frozenset[str]:
    return frozenset(name.lower() for name in rules.load("en/times")["words"]["WEEKDAY"])


def _choose(candidates: list[Candidate], most: int) -> list[Candidate]:
    """Again and again the sentence that adds most of what is not told yet; a weak page only for what no other tells."""
    sound = {part for c in candidates if not c.weak for part in c.facets.values()}
    chosen: list[Candidate] = []
    told: dict[str, float] = defaultdict(float)
    parts: set[str] = set()

    def gain(candidate: Candidate) -> float:
        total = 0.0
        for event, value in candidate.worth.items():
            part = candidate.facets[event]
            if not (candidate.weak and part in sound):
                new = max(value - told[event], AGAIN * value)
                total += new * (SAME_PART if part in parts or not part else 1.0)
        return total / math.sqrt(max(len(candidate.text.split()) / USUAL, 1.0))

    while len(chosen) < most:
        fitting = [(gain(c), -n) for n, c in enumerate(candidates) if _fits(c, chosen)]
        best, place = max(fitting, default=(0.0, 0))
        if best <= 0:
            break
        chosen.append(candidates[-place])
        for event, value in candidates[-place].worth.items():
            told[event] = max(told[event], value)
        parts |= set(candidates[-place].facets.values()) - {""}
    facets = list(rules.load("en/reconcile")["facets"])
    tier = {
        c.text: min((facets.index(f) for f in c.facets.values() if f in facets), default=len(facets)) for c in chosen
    }
    return sorted(chosen, key=lambda c: (c.day == "", c.day, tier[c.text], c.mention.report, c.start))


def _fits(candidate: Candidate, chosen: list[Candidate]) -> bool:
    return candidate not in chosen and not any(_alike(candidate.text, other.text) for other in chosen)


def _alike(a: str, b: str) -> bool:
    words, others = _content(a), _content(b)
    return len(words & others) > TOO_ALIKE * min(len(words), len(others))


def _content(text: str) -> set[str]:
    return {word for word in re.findall(r"\w+", text.lower()) if len(word) > 3}


def _item(candidate: Candidate, story: Story, touched: _Touched, evidence: Evidence) -> BriefItem:
    report = candidate.mention.report
    near = [name for a, b, name in touched.words.get(report, ()) if a < candidate.end and candidate.start < b]
    near += [
        row.id
        for event, mention in candidate.rows
        for row in touched.events.get(event.id, ())
        if _is_about(row, mention)
    ]
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


def _is_about(row: Disagreement, mention: Mention) -> bool:
    """Whether a line that tells this of an event tells what the disagreement over it is about: its dead, its day."""
    if row.kind in ("count", "victim"):
        return _counts(mention)
    return row.kind == "date" and mention.when is not None


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


ENDED = frozenset({"held", "cancelled", "failed", "postponed"})
"""Fates of plans that a page tells."""


def _is_past_plan(candidate: Candidate, last: str, evidence: Evidence) -> bool:
    """Whether the sentence announces what a report of the story tells the end of, or what later reports have passed:
    it is told, or an open question."""
    if not _is_ahead(candidate, evidence):
        return False
    plans = [e for e, m in candidate.rows if m.actuality == "planned" and m.type in _ahead_types()]
    if plans and all(fate_of(event, evidence) in ENDED for event in plans):
        return True
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
