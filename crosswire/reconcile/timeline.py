"""The chronology: one line a happening, in the words of the report that tells it best."""

from __future__ import annotations

import datetime
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import Literal

from crosswire import rules
from crosswire.base import DECIDED, Disagreement, Event, Mention, Time, TimelineItem, When, row_id
from crosswire.reconcile.evidence import Evidence
from crosswire.reconcile.incidents import CARRIED, HISTORY, Incident, alternatives, days_of, points_back, target_words
from crosswire.reconcile.phrases import one_line
from crosswire.reconcile.plans import note_on
from crosswire.reconcile.spans import BETWEEN, SAYING, aside, is_main, readable

Status = Literal["happened", "said", "planned", "called_for", "refused", "denied", "did_not_happen"]

STATUS: dict[str, Status] = {
    "happened": "happened",
    "ongoing": "happened",
    "historical": "happened",
    "alleged": "said",
    "planned": "planned",
    "called_for": "called_for",
    "threatened": "called_for",
    "denied": "denied",
    "did_not_happen": "did_not_happen",
}
"""Actuality to the sign of its line. What is conditional or only possible has no line."""

CARRIERS: dict[str, Status] = {
    "REJC": "refused",
    "DEMD": "called_for",
    "offr.propose": "called_for",
    "OFFR": "said",
    "ACCU": "said",
    "STMT": "said",
}
"""Types and subtypes whose happening is that somebody said something: the line says what kind of saying."""

LONGEST_LINK = 24
"""Characters before a noun in which "following" may stand."""

LONGEST_CLAUSE = 400
"""Characters into an account in which its trigger stands."""

OPENING = "“‘\"'«"
"""Marks a sentence may open with."""

NEAR_NOUN = 3
"""Words that may stand between a time and the noun after it: "Monday's deadly air strike"."""

YEAR = 5
"""Codebook precision of a year."""

COARSE = 3
"""Codebook precision of a week: from there on a line gives way to one of the same kind on a day within it."""


def draw_timeline(
    evidence: Evidence, incidents: Sequence[Incident], disagreements: Sequence[Disagreement] = ()
) -> tuple[TimelineItem, ...]:
    """Lines in order of time. What has no stated time has no line: the day it was printed is not its day.

    No two lines show the same words: a happening whose words are taken is shown by its next best telling, or not at
    all. Those told in a main clause choose first, those that somebody said something last.
    """
    coarse = _coarser(disagreements, evidence)
    dated = [(one, when) for one in incidents if one.id not in coarse and (when := _day(one, evidence))]
    dated = list(_without_background(dated, evidence))
    dated.sort(key=lambda pair: _precedence(pair[0], evidence))
    taken: dict[str, list[tuple[int, int]]] = defaultdict(list)
    texts: set[str] = set()
    lines = [line for one, when in dated if (line := _line(one, when, taken, texts, evidence))]
    lines.extend(_before(incidents, {one.id for one, _ in dated}, lines, evidence))
    return in_time(lines, evidence.order)


def in_time(lines: Iterable[TimelineItem], order: Mapping[str, int]) -> tuple[TimelineItem, ...]:
    """The lines in order of time, then of where they are told; `order` gives the place of a report.

    Lines of several storylines that show the same words are one: the first stays.
    """

    def when(row: TimelineItem) -> tuple[object, ...]:
        told = row.accounts[0]
        place = order[told.report], told.start, row.id
        return row.date or "", row.relation != "before", row.time or "~", row.precision or 9, place

    shown: set[str] = set()
    kept = []
    for row in sorted(lines, key=when):
        text = one_line(row.text).lower()
        if row.relation == "before" or text not in shown:
            kept.append(row)
            shown.update([text] if row.relation != "before" else [])
    return tuple(kept)


def _coarser(disagreements: Sequence[Disagreement], evidence: Evidence) -> set[str]:
    """Of two tellings of one happening whose days exclude each other, the events of the less exact one."""
    found = set()
    for row in disagreements:
        if row.kind == "date" and row.status == "granularity" and row.shown:
            exact = {account.report for side in row.sides for account in side.accounts if "/" not in side.value}
            span = [(a.report, a.start) for side in row.sides if "/" in side.value for a in side.accounts]
            told = (m for report, start in span for m in evidence.told_between(report, start, start + LONGEST_CLAUSE))
            ids = {evidence.event_of.get(m.id, "") for m in told if (m.report, m.start) in set(span)}
            found |= ids if exact else set()
    return found


def _before(
    incidents: Sequence[Incident], dated: set[str], lines: Sequence[TimelineItem], evidence: Evidence
) -> Iterator[TimelineItem]:
    """What has no day of its own and is told as what a dated happening came after: "ended on Monday following a strike
    on the port". Its day is that one or an earlier one."""
    day_of = {line.event: line for line in lines if line.precision == 1}
    for one in incidents:
        if one.id in dated or one.events[0].type not in rules.words("en/reconcile", "incident", "types"):
            continue
        if status_of(one.events) not in {"happened", "said"}:
            continue
        found = next(((m, line) for m in one.mentions if (line := _came_after(m, day_of, evidence))), None)
        if found is not None:
            mention, line = found
            yield TimelineItem(
                id=row_id("tl", one.id),
                date=line.date,
                precision=line.precision,
                relation="before",
                text=evidence.clause(mention),
                event=one.id,
                status=status_of(one.events) or "happened",
                weight=len({m.report for m in one.mentions}),
                inferred=line.inferred,
                origins=_origins(one),
                accounts=(
                    evidence.account(mention),
                    *(a for a in evidence.accounts(one.mentions) if a.report != mention.report),
                ),
            )


def _came_after(mention: Mention, day_of: dict[str | None, TimelineItem], evidence: Evidence) -> TimelineItem | None:
    """The line of the clause that a noun closes with "following" or "after" before it; null where there is none."""
    words = evidence.words(mention.report, max(0, mention.start - LONGEST_LINK), mention.start)
    if mention.tense is not None or mention.numbers or not _link().search(words):
        return None
    sentence = evidence.sentence(mention)
    for other in evidence.told_between(mention.report, sentence.start, mention.start):
        line = day_of.get(evidence.event_of.get(other.id))
        if line is not None and other.tense and other.start <= mention.start < mention.end <= other.end:
            return line
    return None


@cache
def _link() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{alternatives(rules.load('en/reconcile')['reading']['came_after'])})(?: \w+)? $")


def _origins(one: Incident) -> int:
    """How many texts the happening rests on at most."""
    return len({origin for event in one.events for origin in event.origins or event.reports})


def _day(one: Incident, evidence: Evidence) -> When | None:
    """The time of a happening by the mention that states it best."""
    mentions = [mention for mention in one.mentions if _is_dated(mention, evidence)]
    old = [mention for mention in one.mentions if mention.actuality == HISTORY]
    news = sum(m.tense is not None and m.actuality != HISTORY for m in one.mentions)
    if news > len(old):
        mentions = [mention for mention in mentions if mention.actuality != HISTORY]
    if status_of(one.events) is None:
        return None
    if decided := next((event.when for event in one.events if event.when and event.when.basis == DECIDED), None):
        return decided
    if not mentions:
        return _said_on(one, evidence) if one.events[0].type in CARRIERS else None
    own = ranked(mentions, one, evidence)[0].when
    when = _closest(one.events, own) if own else None
    return when if when and when.from_ else None


def _said_on(one: Incident, evidence: Evidence) -> When | None:
    """The day between who said it and what was said: "the council on Thursday said it was ready"."""
    for mention in one.mentions:
        if not mention.attribution or mention.attribution[-1].report != mention.report or evidence.is_weak(mention):
            continue
        first, sentence = mention.attribution[-1].start, evidence.sentence(mention)
        for time in evidence.timed.get(mention.report, ()):
            inside = max(first, sentence.start) <= time.start < mention.start
            if inside and time.precision == "day" and time.from_ and time.to and time.kind == "DATE":
                return When(from_=time.from_, to=time.to, precision=1, basis=time.basis, time=time.id)
    return None


def _closest(events: Sequence[Event], own: When) -> When:
    """The narrowest of the events' times that lie within the mention's own."""
    outer = days_of(own)
    inside = [own]
    for event in events:
        inner = days_of(event.when)
        if event.when is not None and outer and inner and outer[0] <= inner[0] and inner[1] <= outer[1]:
            inside.append(event.when)
    return min(inside, key=lambda when: when.precision or 9)


def _precedence(one: Incident, evidence: Evidence) -> tuple[bool, bool, bool]:
    main = is_main(ranked(one.mentions, one, evidence)[0], evidence)
    return one.events[0].type in SAYING, status_of(one.events) == "said", not main


def _line(
    one: Incident, when: When, taken: dict[str, list[tuple[int, int]]], texts: set[str], evidence: Evidence
) -> TimelineItem | None:
    status = status_of(one.events)
    best, *rest = ranked(one.mentions, one, evidence)
    fitting = [best, *(mention for mention in rest if _is_dated(mention, evidence))]
    shown = next((mention for mention in fitting if _is_free(mention, taken, texts, evidence)), None)
    if shown is None or status is None or when.from_ is None:
        return None
    start, end = readable(shown, evidence)
    text = evidence.words(shown.report, start, end)
    texts.add(one_line(text).lower())
    taken[shown.report].append((start, end))
    clock = when.from_[11:16] if len(when.from_) > 10 and when.precision == 1 else None
    others = (account for account in evidence.accounts(one.mentions) if account.report != shown.report)
    return TimelineItem(
        id=row_id("tl", one.id),
        date=when.from_[:10],
        precision=when.precision,
        to=_last_day(when),
        time=clock or None,
        text=text,
        event=one.id,
        status=_as_shown(shown, status, start, end, evidence),
        weight=len({mention.report for mention in one.mentions}),
        note=next((note for event in one.events if (note := note_on(event, evidence))), ""),
        inferred=_is_inferred(one, when, evidence),
        origins=_origins(one),
        accounts=(evidence.account(shown, start, end), *others),
    )


def _as_shown(shown: Mention, status: Status, start: int, end: int, evidence: Evidence) -> Status:
    """The sign of the words shown: a sentence that tells what was said at a meeting tells a saying."""
    if status != "happened" or shown.tense is not None:
        return status
    beside = evidence.told_between(shown.report, start, end)
    says = any(m.type == "STMT" and m.tense and m.start <= start + 1 and m.trigger.end <= shown.start for m in beside)
    return "said" if says else status


def _is_inferred(one: Incident, when: When, evidence: Evidence) -> bool:
    """Whether the day rests only on pages that are dated from their story."""
    days = days_of(when)
    same = [m.when for m in one.mentions if m.when and days_of(m.when) == days and _is_dated(m, evidence)]
    return all(known.basis == "story" for known in same or [when])


def _last_day(when: When) -> str | None:
    """The last day of a span of several."""
    days = days_of(when)
    last = days[1] - datetime.timedelta(days=1) if days else None
    return last.isoformat() if days and last and last > days[0] else None


def _is_free(mention: Mention, taken: dict[str, list[tuple[int, int]]], texts: set[str], evidence: Evidence) -> bool:
    """Whether a mention's words can be a line: whole, shown by none yet, and for mere sayings not even in part."""
    start, end = readable(mention, evidence)
    text = evidence.words(mention.report, start, end)
    if one_line(text).lower() in texts or not (text[:1].isalnum() or text[:1] in OPENING):
        return False
    return mention.type not in SAYING or not any(a < end and start < b for a, b in taken[mention.report])


def status_of(events: Sequence[Event]) -> Status | None:
    """The sign of the line of a happening, told by one event or several; null where it has none."""
    found = [STATUS[event.actuality] for event in events if event.actuality in STATUS]
    if not found or found[0] != "happened":
        return "happened" if "happened" in found else next(iter(found), None)
    event = events[0]
    return CARRIERS.get(event.subtype or "", CARRIERS.get(event.type, "happened"))


def ranked(mentions: Sequence[Mention], one: Incident, evidence: Evidence) -> list[Mention]:
    """The mentions from the best to show: in a full report, of the events' own actuality, told and not merely blamed on
    somebody or pointed back to, in a main clause, saying what most say was hit, stating the day, then the earliest."""
    told = {event.actuality for event in one.events}
    hit = {m.id: target_words(m) for m in mentions}
    shared = Counter(word for words in hit.values() for word in words)
    return sorted(
        mentions,
        key=lambda m: (
            evidence.is_weak(m),
            m.actuality not in told,
            m.about is not None or points_back(m, evidence),
            not is_main(m, evidence),
            -max((shared[word] for word in hit[m.id]), default=0),
            not _is_dated(m, evidence) or (m.when is not None and m.when.basis in CARRIED),
            evidence.place(m),
        ),
    )


def _is_dated(mention: Mention, evidence: Evidence) -> bool:
    """Whether the mention's day is its own: its time stands in its clause, or was told just before a main clause.

    A noun that takes a happening for granted ("after the strike") has no day but the one in its own words.
    """
    when = mention.when
    if when is None or not when.from_:
        return False
    time = evidence.times.get(when.time or "")
    if time is not None and mention.start <= time.start <= mention.end + BETWEEN:
        if _belongs_inside(mention, time.start, evidence):
            return False
        return mention.tense is not None or _is_of_noun(mention, time, evidence)
    if time is None and when.basis not in CARRIED:
        return True  # its words are not at hand, so the basis is believed
    # Of a saying the own day is when it was said; a day told before is that of what was spoken of.
    carried = when.basis in CARRIED and when.precision == 1
    return mention.type not in SAYING and carried and is_main(mention, evidence)


def _belongs_inside(mention: Mention, start: int, evidence: Evidence) -> bool:
    """Whether the time at `start` stands in a smaller clause: "the toll since the truce ended this week"."""
    return any(
        other.tense is not None and mention.start < other.start <= start < other.end <= mention.end
        for other in evidence.told_between(mention.report, mention.start, mention.end)
    )


def _is_of_noun(mention: Mention, time: Time, evidence: Evidence) -> bool:
    """Whether a time is part of the noun's own phrase: "Monday's strike", "talks in May", not "talks since May"."""
    if time.start < mention.trigger.start:
        return len(evidence.words(mention.report, time.end, mention.trigger.start).split()) <= NEAR_NOUN
    return not aside().search(evidence.words(mention.report, mention.trigger.end, time.start))


def _without_background(dated: list[tuple[Incident, When]], evidence: Evidence) -> Iterator[tuple[Incident, When]]:
    """All but what weighs nothing, what is told by its own year alone, and what is told only to the month in which
    something of its kind has a day.

    Of what happens once in a story, a truce's end, a week gives way too; an attack of last week may be another.
    """
    line_of = {story.id: story.storyline or story.id for story in evidence.grouping.stories}
    repeated = rules.words("en/reconcile", "incident", "types")
    exact: dict[tuple[str, str, str | None], set[str]] = defaultdict(set)
    for one, when in dated:
        if (when.precision or 9) < COARSE and when.from_:
            exact[_kind(one, line_of)].add(when.from_[:10])
    for one, when in dated:
        if not any(event.weight for event in one.events) or _is_of_its_year(one, when, evidence):
            continue
        span = days_of(when)
        inside = span and any(span[0].isoformat() <= day < span[1].isoformat() for day in exact[_kind(one, line_of)])
        fine = COARSE + (one.events[0].type in repeated)
        if (when.precision or 9) < fine or not inside:
            yield one, when


def _is_of_its_year(one: Incident, when: When, evidence: Evidence) -> bool:
    """Whether what was done is told by the year of its own report alone, "this year": that is no place in its days."""
    days = days_of(when)
    if (when.precision or 9) < YEAR or days is None or status_of(one.events) == "planned":
        return False
    printed = (evidence.reports[mention.report].published for mention in one.mentions)
    return any(days[0].isoformat() <= day.value[:10] < days[1].isoformat() for day in printed if day is not None)


def _kind(one: Incident, line_of: dict[str, str]) -> tuple[str, str, str | None]:
    event = one.events[0]
    broad = event.type in rules.words("en/reconcile", "incident", "types")
    return line_of.get(event.story or "", ""), event.type, None if broad else event.subtype
