"""What came out of one round of talks, as different sources and reports tell it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, partial
from itertools import product
from typing import Literal

from crosswire import rules
from crosswire.base import Account, Disagreement, Event, Mention, Part, Side, row_id
from crosswire.reconcile.evidence import WEAK, Evidence
from crosswire.reconcile.incidents import Days, content, days_of, places
from crosswire.reconcile.phrases import call_talks, one_line
from crosswire.reconcile.wording import section

REACH_DAYS = 3
"""Two meetings of the same parties further apart than this are two rounds. Own judgement: one conference."""

CROWD = 40
"""Meetings of one story each is compared with so many before it, and so many words for each outcome of one round with
each other: linear cost."""

DAYS = frozenset({"day", "hour", "minute"})
"""Precisions of a time that names one meeting of a round."""

OF_ONE_CUE = 2
"""Sides that say the same shown at most in one row."""

CUES = ("none", "agreed", "open")
"""What a statement about talks may say; `none` against `agreed` makes a disagreement, `open` is heard beside them."""


@dataclass(frozen=True)
class Word:
    """One statement on what came out: where its cue stands, in which sentence, and who says so ("" for the outlet)."""

    cue: str
    report: str
    start: int
    sentence: Part
    source: str
    mention: Mention


@dataclass(frozen=True)
class Sign:
    """By what a meeting can be known again."""

    people: frozenset[str]
    places: frozenset[str]
    days: Days | None


def compare_outcomes(evidence: Evidence) -> Iterator[Disagreement]:
    """One row for each round of talks whose sources differ on whether anything was agreed, and one for each point
    that two of them tell in opposite ways."""
    rounds = _rounds(evidence)
    heard: dict[str, list[Word]] = defaultdict(list)
    for report in evidence.reports:
        for word in _words(report, rounds, evidence):
            heard[rounds[evidence.event_of[word.mention.id]]].append(word)
    members: dict[str, list[Mention]] = defaultdict(list)
    for event, first in rounds.items():
        members[first].extend(evidence.mentions_of(evidence.events[event]))
    for first in sorted(heard, key=lambda name: evidence.place(members[name][0])):
        yield from _rows(evidence.events[first], members[first], heard[first], evidence)


_table = partial(section, "outcome")


@cache
def _cue() -> re.Pattern[str]:
    return re.compile("|".join(rf"(?P<{cue}>\b(?:{'|'.join(_table()[cue])})\b)" for cue in CUES), re.IGNORECASE)


def _rounds(evidence: Evidence) -> dict[str, str]:
    """Each event of talks that took place, with the first event of its round."""
    home: dict[str, str] = {}
    by_story: dict[str | None, list[tuple[Event, Sign]]] = defaultdict(list)
    for event in evidence.grouping.events:
        if event.type in _table()["talks"] and event.actuality in _table()["told"]:
            sign = _sign(event, evidence)
            home[event.id] = event.id
            for other, known in by_story[event.story][-CROWD:]:
                if _one_round(sign, known):
                    home[event.id] = home[other.id]
                    break
            by_story[event.story].append((event, sign))
    return home


def _sign(event: Event, evidence: Evidence) -> Sign:
    where: set[str] = set()
    for mention in evidence.mentions_of(event):
        where.update(match["name"].lower() for match in places(mention, evidence, mention.end)[:1])
    return Sign(_people(event, evidence), frozenset(where), days_of(event.when))


def _people(event: Event, evidence: Evidence) -> frozenset[str]:
    roles = _table()["participants"]
    told = (p for mention in evidence.mentions_of(event) for p in mention.participants)
    return frozenset(p.entity for p in told if p.entity and p.role in roles)


def _one_round(a: Sign, b: Sign) -> bool:
    """Whether two meetings are of one round: near in time, and the same parties or place, or the same day."""
    apart = abs((a.days[0] - b.days[0]).days) if a.days and b.days else 0
    if apart > REACH_DAYS:
        return False
    shared = a.people & b.people
    same_people = bool(shared) and (len(shared) > 1 or shared in (a.people, b.people))
    if a.people and b.people and not shared:
        return False
    return same_people or bool(a.places & b.places) or (a.days is not None and a.days == b.days)


def _words(report: str, rounds: dict[str, str], evidence: Evidence) -> Iterator[Word]:
    """The statements of one report, each with the talks it speaks of: in its sentence, or last told before it."""
    meetings = [m for m in evidence.told.get(report, ()) if evidence.event_of.get(m.id) in rounds]
    if not meetings:
        return
    told = {evidence.event_of[m.id] for m in meetings}
    exact = {name for name in told if _is_proper(evidence.events[name], evidence)}
    proper = {m.id for m in meetings if evidence.event_of[m.id] in exact}
    for sentence in evidence.sentences.get(report, ()):
        found = _cue().search(evidence.reports[report].text, sentence.start, sentence.end)
        if found is not None:
            yield Word(
                cue=found.lastgroup or "",
                report=report,
                start=found.start(),
                sentence=sentence,
                source=_source(report, found.start(), sentence, evidence),
                mention=_spoken_of(meetings, proper, sentence),
            )


def _spoken_of(meetings: Sequence[Mention], proper: set[str], sentence: Part) -> Mention:
    """The meeting a sentence speaks of: the last told until then that is more than a bare "the conference"."""
    before = [m for m in meetings if m.trigger.start < sentence.end] or list(meetings[:1])
    return ([m for m in before if m.id in proper] or before)[-1]


def _is_proper(event: Event, evidence: Evidence) -> bool:
    """Whether the words name a day or two parties."""
    return days_of(event.when) is not None or len(_people(event, evidence)) > 1


def _source(report: str, start: int, sentence: Part, evidence: Evidence) -> str:
    """Who says the words at `start`: the speaker of the quotation they stand in, or of a clause of the sentence."""
    for quote in evidence.quotes.get(report, ()):
        if quote.speaker_spans and any(part.start <= start < part.end for part in quote.parts):
            span = quote.speaker_spans[0]
            words = one_line(evidence.words(report, span.start, span.end))
            speaker = evidence.entities.get(quote.speaker or "")
            leans = words.lower() in rules.words("en/reconcile", "brief", "points_back")
            return speaker.name if leans and speaker else words
    for mention in evidence.told.get(report, ()):
        if sentence.start <= mention.start <= start < mention.end and mention.attribution:
            return one_line(mention.attribution[-1].text)
    return ""


def _rows(first: Event, members: Sequence[Mention], heard: list[Word], evidence: Evidence) -> Iterator[Disagreement]:
    none, agreed = ([word for word in heard if word.cue == cue] for cue in CUES[:2])
    what = call_talks(members, evidence)
    some = product(none[:CROWD], agreed[:CROWD])
    opposed = next((pair for pair in some if _same_point(*pair, evidence)), None)
    if opposed:
        yield _row(first, "agreed", what, list(opposed), evidence)
    rest = [word for word in heard if not opposed or word not in opposed or word.cue == "agreed"]
    left = [word for word in rest if word.cue == "none"]
    if left and agreed and len({word.report for word in (*left, *agreed)}) > 1:
        yield _row(first, "outcome", what, rest, evidence)


def _same_point(none: Word, agreed: Word, evidence: Evidence) -> bool:
    """Whether two named sources speak of one point: both sentences share a telling word beside the cue."""
    if not none.source or not agreed.source or none.source.lower() == agreed.source.lower():
        return False
    one, other = (_points(word, evidence) for word in (none, agreed))
    return bool(one & other)


def _points(word: Word, evidence: Evidence) -> frozenset[str]:
    """The telling words of a statement without who speaks, who meets, and the cue's own."""
    text = evidence.words(word.report, word.sentence.start, word.sentence.end)
    names = set(re.findall(r"[A-Z]\w+", text[1:]))
    said = content(" ".join(t for t in re.findall(r"\w+", text) if t not in names))
    return said - content(" ".join(rules.words("en/reconcile", "outcome", "empty")))


def _row(
    first: Event, question: Literal["agreed", "outcome"], what: str, heard: list[Word], evidence: Evidence
) -> Disagreement:
    words = rules.load("en/reconcile")
    sides: dict[tuple[str, str], list[Word]] = defaultdict(list)
    for word in sorted(
        heard, key=lambda w: (CUES.index(w.cue), _is_weak(w, evidence), evidence.order[w.report], w.start)
    ):
        key = (word.cue, word.source.lower())
        if key in sides or sum(cue == word.cue for cue, _ in sides) < OF_ONE_CUE:
            sides[key].append(word)
    parties = question == "agreed"
    return Disagreement(
        id=row_id("d", first.id, question),
        between="parties" if parties else "reports",
        question=words["questions"][question].format(what=what),
        kind="outcome",
        status="contradiction" if parties else "different_scope",
        sides=tuple(_side(told, evidence) for told in sides.values()),
        event=first.id,
        story=first.story,
        why=(words["why"]["same_point" if parties else "scopes_differ"],),
    )


def _is_weak(word: Word, evidence: Evidence) -> bool:
    return evidence.reports[word.report].standing(word.sentence.start) in WEAK


def _side(told: list[Word], evidence: Evidence) -> Side:
    accounts: dict[str, Account] = {}
    for word in told:
        report = evidence.reports[word.report]
        accounts.setdefault(
            word.report,
            Account(
                report=word.report,
                start=word.sentence.start,
                end=word.sentence.end,
                source=word.source or None,
                standing=report.standing(word.sentence.start),
            ),
        )
    first = told[0]
    text = one_line(evidence.words(first.report, first.sentence.start, first.sentence.end))
    return Side(
        value=rules.load("en/reconcile")["sides"][first.cue],
        value_text=text,
        accounts=tuple(accounts.values()),
        scope=_scope(first, evidence),
    )


def _scope(word: Word, evidence: Evidence) -> str:
    """Which meeting a statement speaks of: the day named in its own sentence, or that none is."""
    for time in evidence.timed.get(word.report, ()):
        if word.sentence.start <= time.start < word.sentence.end and time.from_ and time.precision in DAYS:
            return one_line(time.text)
    unstated: str = rules.load("en/reconcile")["sides"]["unstated"]
    return unstated
