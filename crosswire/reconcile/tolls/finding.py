"""Figures of one story that tell of the same people, though grouping did not bring their tellings together."""

from __future__ import annotations

import datetime
import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache, partial
from operator import attrgetter

from crosswire import rules
from crosswire.base import Claim, Mention, Part, Story
from crosswire.reconcile.evidence import Evidence
from crosswire.reconcile.incidents import Incident, alternatives, content, own_days
from crosswire.reconcile.incidents import places as places_in
from crosswire.reconcile.openings import Openings
from crosswire.reconcile.wording import pattern, section

BACK = 3
"""Sentences before a figure in which the place it speaks of may stand. Own judgement; news names it just before."""

LEAD = 3
"""Sentences that open a report: what they count is what the report is about."""

ALIKE = 2
"""Telling words from which two figures of different size are of one happening; twice as many where their places differ.
Own judgement."""

NEAR = 4
"""Times one figure may be another where only place and story say that they are of one happening. Own judgement."""

FAR = 12
"""The same where the means are one too: first counts of one attack differ by as much. Own judgement."""

LATER = 3
"""Days between two reports from which on their figures are of one happening only where they state one day."""

LESSER = 0.5
"""Of the largest figure of its report, what another source's must be to be of the same people rather than of some of
them. Own judgement."""

CROWD = 60
"""Figures of one story each is compared with so many before it: linear cost."""

KILLED = "killed"

LEAST = 2
"""From which on a figure may be a whole toll."""

RECENT = 7
"""Days before its report since which a count runs and is still of one happening: "in the 24 hours since midday"."""


@dataclass(frozen=True)
class Tally:
    """One figure with the signs by which it can be known again: telling words, smaller places (those its sentence has
    `here`, its `own`, and those the report opens with), the stated days and the means. `lead` marks what opens a
    report, `sole` the only one of its outcome in its report, `number` is the sentence's; `total` what is counted over a
    whole war, wave or year, `apart` the events that people told apart from its `event` ("" where no event carries it).
    """

    claim: Claim
    mention: Mention
    event: str
    apart: frozenset[str]
    words: frozenset[str]
    here: frozenset[str]
    own: frozenset[str]
    places: frozenset[str]
    means: frozenset[str]
    days: frozenset[str]
    lead: bool
    sole: bool
    number: int
    total: bool
    printed: datetime.date | None


_LOWER = re.compile(r"\b[a-z][a-z-]+")


_table = partial(section, "tolls")


@dataclass(frozen=True)
class Toll:
    """Figures of one happening. `where` is the place most of them share, "" for none; `total`: of the whole time."""

    incident: Incident
    claims: tuple[Claim, ...]
    where: str
    total: bool


def find_tolls(story: Story, claims: Sequence[Claim], openings: Openings, evidence: Evidence) -> list[Toll]:
    """The story's figures that tell of one happening, and those that count over the whole time. `openings` tells which
    reports open with one happening."""
    kept = [claim for claim in claims if _mention(claim, evidence) is not None]
    told = _with_sole([_tally(claim, evidence) for claim in kept], evidence)
    tallies = _foremost(_known_again([tally for tally in told if not (tally.total and tally.places)]), evidence)
    members: list[list[Tally]] = []
    for tally in sorted(tallies, key=lambda t: (not t.lead, *evidence.place(t.mention), t.claim.id)):
        near = members[-CROWD:]
        home = next((group for group in near if _belongs(tally, group)), None)
        home = home or next((group for group in near if _opens_with(tally, group, openings)), None)
        if home is None:
            members.append([tally])
        else:
            home.append(tally)
    return [
        _toll(group, story, evidence)
        for group in members
        if len({t.claim.report for t in group}) > 1 or _named(group) > 1
    ]


def _with_sole(tallies: list[Tally], evidence: Evidence) -> list[Tally]:
    """With what is the only figure of its outcome in its report, but for those of a whole war and for what one named
    source puts beside it: "more than 40 dead, perhaps 200". It is of any place the report names, a city or its suburb.
    """
    told = {
        (t.claim.report, t.claim.outcome, _called(t) if t.claim.source else _size(t)) for t in tallies if not t.total
    }
    figures = Counter((report, outcome) for report, outcome, _ in told)
    sole = [not t.total and figures[t.claim.report, t.claim.outcome] == 1 for t in tallies]
    return [
        replace(t, sole=one, here=_named_by(t, evidence) if one else t.here)
        for t, one in zip(tallies, sole, strict=True)
    ]


def _named_by(tally: Tally, evidence: Evidence) -> frozenset[str]:
    """The places of its report, where its sentence names one."""
    rows = evidence.places_in.get(tally.claim.report, []) if tally.here else []
    return tally.here | _no_deeds(frozenset(name for _, name in rows))


def _toll(group: list[Tally], story: Story, evidence: Evidence) -> Toll:
    shared = Counter(name for tally in group for name in sorted(tally.own or tally.places))
    place = max(shared, key=lambda name: shared[name], default="")
    total = group[0].total
    why = rules.load("en/reconcile")["why_one"]["whole_time" if total else "same_figures"]
    claims = tuple(tally.claim for tally in group)
    return Toll(_incident(group, why, story.id, evidence), claims, evidence.place_called(place), total)


def _known_again(tallies: list[Tally]) -> list[Tally]:
    """With one figure that a report gives several times as it opens, each time the telling words of all."""
    words: dict[tuple[str, str, float, bool], frozenset[str]] = defaultdict(frozenset)
    for tally in tallies:
        if tally.lead:
            words[_figure(tally)] |= tally.words
    return [replace(tally, words=words[_figure(tally)]) if tally.lead else tally for tally in tallies]


def _size(tally: Tally) -> float:
    """The figure; of "as many as 200" the most."""
    return float(tally.claim.low or tally.claim.high or 1)


def _figure(tally: Tally) -> tuple[str, str, float, bool]:
    return tally.claim.report, tally.claim.outcome or "", _size(tally), tally.total


def _foremost(tallies: list[Tally], evidence: Evidence) -> list[Tally]:
    """Of each report the largest figure of an outcome, group and place, and what other named sources put beside it."""
    largest: dict[tuple[str, ...], Tally] = {}
    for tally in sorted(tallies, key=lambda t: (-_size(t), not t.claim.source, *evidence.place(t.mention))):
        largest.setdefault(_kind(tally), tally)
    kept = []
    for tally in tallies:
        top = largest[_kind(tally)]
        beside = tally.claim.source and top.claim.source and _called(tally) != _called(top)
        if tally is top or (beside and _size(tally) >= LESSER * _size(top)):
            kept.append(tally)
    return kept


def _kind(tally: Tally) -> tuple[str, ...]:
    claim = tally.claim
    signs = (*sorted(tally.places), *sorted(tally.means))
    return (claim.report, claim.outcome or "", claim.group or "", str(tally.total), *signs)


def _called(tally: Tally) -> str:
    return tally.claim.source[-1].text.lower()


def _named(group: list[Tally]) -> int:
    """How many sources are named for the figures."""
    return len({t.claim.source[-1].text.lower() for t in group if t.claim.source})


def _incident(group: list[Tally], why: str, story: str, evidence: Evidence) -> Incident:
    mentions = sorted({t.mention.id: t.mention for t in group}.values(), key=evidence.place)
    events = dict.fromkeys(evidence.event_of[m.id] for m in mentions if m.id in evidence.event_of)
    return Incident(tuple(evidence.events[name] for name in events), tuple(mentions), (why,), story)


def _mention(claim: Claim, evidence: Evidence) -> Mention | None:
    found = evidence.mentions.get(claim.mentions[0]) if claim.mentions else None
    return found if found is not None and (found.id in evidence.event_of or claim.event is None) else None


def _tally(claim: Claim, evidence: Evidence) -> Tally:
    mention = evidence.mentions[claim.mentions[0]]
    sentence = evidence.sentence(mention)
    text = evidence.words(mention.report, sentence.start, sentence.end)
    number = evidence.sentence_number(mention.report, mention.trigger.start)
    rows = evidence.places_in.get(mention.report, [])
    event = evidence.event_of.get(mention.id, "")
    total = _is_total(claim, mention, text, evidence)
    named = frozenset(match["name"].lower() for match in places_in(mention, evidence)) - evidence.countries
    named = _no_deeds(named)
    places = named | _places(mention, number, rows, 0 if total or named else BACK, evidence)
    opening = _opening(mention.report, rows, evidence)
    lead = 0 <= number < LEAD or evidence.is_headline(mention)
    return Tally(
        claim=claim,
        mention=mention,
        event=event,
        apart=evidence.apart.get(event, frozenset()),
        words=content(" ".join(_LOWER.findall(text)))
        - rules.words("en/reconcile", "tolls", "empty")
        - evidence.countries,
        here=named | _places(mention, number, rows, 0, evidence),
        own=places,
        places=places | opening if not total and (places & opening or (lead and not places)) else places,
        means=_means(text, mention.trigger.start - sentence.start),
        days=_days(mention, sentence, evidence),
        number=number,
        lead=lead,
        sole=False,
        total=total,
        printed=_printed(mention.report, evidence),
    )


def _printed(report: str, evidence: Evidence) -> datetime.date | None:
    published = evidence.reports[report].published
    return datetime.date.fromisoformat(published.value[:10]) if published else None


def _opening(report: str, rows: list[tuple[int, str]], evidence: Evidence) -> frozenset[str]:
    """The places that headline and first sentences name: where what the report is about took place."""
    spans = evidence.sentences.get(report, ())
    end = spans[min(LEAD, len(spans)) - 1].end if spans else 0
    return _no_deeds(frozenset(name for start, name in rows if start < end))


def _days(mention: Mention, sentence: Part, evidence: Evidence) -> frozenset[str]:
    """The days its sentence states."""
    times = evidence.timed.get(mention.report, ())
    first = bisect_left(times, sentence.start, key=attrgetter("start"))
    last = bisect_left(times, sentence.end, lo=first, key=attrgetter("start"))
    stated = frozenset(t.from_[:10] for t in times[first:last] if t.from_ and t.precision in _table()["day"])
    own = own_days(mention, evidence)
    return stated | {own[0].isoformat()} if own and (own[1] - own[0]).days == 1 else stated


def _places(
    mention: Mention, number: int, rows: list[tuple[int, str]], reach: int, evidence: Evidence
) -> frozenset[str]:
    """The places its sentence names, or the nearest of the `reach` sentences before it that names one."""
    spans = evidence.sentences.get(mention.report, ())
    for back in range(reach + 1):
        if number - back < 0:
            break
        span = spans[number - back]
        first = bisect_left(rows, (span.start, ""))
        found = frozenset(name for _, name in rows[first : bisect_left(rows, (span.end, ""))])
        if found := _no_deeds(found):
            return found
    return frozenset()


def _no_deeds(names: frozenset[str]) -> frozenset[str]:
    """The names without those that end in what happened: "Orvanian strikes"."""
    deeds = rules.words("en/reconcile", "tolls", "deeds")
    return frozenset(name for name in names if name.rpartition(" ")[2] not in deeds)


@cache
def _means_of() -> re.Pattern[str]:
    groups = (rf"(?P<{name}>\b(?:{alternatives(words)}))" for name, words in sorted(_table()["means"].items()))
    return re.compile("|".join(groups), re.IGNORECASE)


@cache
def _cut() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{alternatives(_table()['before'])})\b", re.IGNORECASE)


def _means(text: str, at: int) -> frozenset[str]:
    """By what people came to harm, as the stretch around `at` says, or else the whole: "dead after a ferry sank"."""
    cuts = [0, *(match.start() for match in _cut().finditer(text)), len(text)]
    start, end = max(cut for cut in cuts if cut <= at), min(cut for cut in cuts if cut > at)
    own = frozenset(match.lastgroup or "" for match in _means_of().finditer(text, start, end))
    return own or frozenset(match.lastgroup or "" for match in _means_of().finditer(text))


@cache
def _whole() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(_table()['whole'])})\b", re.IGNORECASE)


def _is_total(claim: Claim, mention: Mention, text: str, evidence: Evidence) -> bool:
    """Whether the figure runs over a whole war or wave rather than one happening."""
    for number in mention.numbers:
        if number.outcome == claim.outcome and number.low == claim.low and number.since:
            return not _is_recent(number.since, mention.report, evidence)
    return _whole().search(text) is not None


def _is_recent(since: str | None, report: str, evidence: Evidence) -> bool:
    """Whether a count runs for days rather than for a war: since a day of the last week, or "since dawn"."""
    if pattern("tolls", "recent").search(since or ""):
        return True
    printed = _printed(report, evidence)
    day = re.match(r"\d{4}-\d\d-\d\d", since or "")
    if printed is None or day is None:
        return False
    return (printed - datetime.date.fromisoformat(day[0])).days <= RECENT


def _belongs(tally: Tally, group: list[Tally]) -> bool:
    """Whether a figure is of the happening of a group: alike to one of its first, apart from none of them."""
    first = group[:LEAD]
    if any(tally.claim.outcome != other.claim.outcome or tally.total != other.total for other in first):
        return False
    return tally.total or (
        not any(_is_apart(tally, other) for other in first) and any(_is_one(tally, other) for other in first)
    )


def _opens_with(tally: Tally, group: list[Tally], openings: Openings) -> bool:
    """Whether a figure is of what the reports of a group open with, whatever its words."""
    first = group[:LEAD]
    if tally.total or any(other.total or tally.claim.outcome != other.claim.outcome for other in first):
        return False
    apart = any(
        _are_of_two_days(tally, other)
        or tally.event in other.apart
        or _are_fighters(tally) != _are_fighters(other)
        or (tally.here and other.here and not _parts(tally.here) & _parts(other.here))
        for other in first
    )
    return not apart and any(_open_with_one(tally, other, openings) for other in first)


def _open_with_one(a: Tally, b: Tally, openings: Openings) -> bool:
    """Whether two reports open with one happening, of which both figures are: what their first sentences count, or the
    only figure of its outcome; of the dead, of whom reports tell more than once, only what a named source counts."""
    low, high = sorted((_size(a), _size(b)))
    if low < LEAST or a.claim.report == b.claim.report or not openings.are_of_one(a.claim.report, b.claim.report):
        return False
    if a.lead and b.lead:
        return high <= FAR * low
    return high <= NEAR * low and all(
        t.lead or (t.sole and (t.claim.outcome != KILLED or bool(t.claim.source))) for t in (a, b)
    )


def _is_apart(a: Tally, b: Tally) -> bool:
    """Whether the stated days or the means exclude each other, or one was printed days later and shares no day."""
    if b.event in a.apart:
        return True
    if a.printed and b.printed and abs((a.printed - b.printed).days) > LATER and not a.days & b.days:
        return True
    if _are_fighters(a) != _are_fighters(b) and not a.event == b.event != "":
        return True
    return _are_of_two_days(a, b) or bool(a.means and b.means and not a.means & b.means)


def _are_of_two_days(a: Tally, b: Tally) -> bool:
    return bool(a.days and b.days and not a.days & b.days)


def _are_fighters(tally: Tally) -> bool:
    return tally.claim.group in _table()["fighters"]


def _is_beside(a: Tally, b: Tally) -> bool:
    """Whether two named sources give two figures of one size in one breath."""
    low, high = sorted((_size(a), _size(b)))
    near = a.claim.report == b.claim.report and abs(a.number - b.number) <= 1 and -1 not in (a.number, b.number)
    return bool(near and a.claim.source and b.claim.source and _called(a) != _called(b) and high <= NEAR * low)


def _is_one(a: Tally, b: Tally) -> bool:
    """Whether two figures are of one happening by place, means, words and size."""
    if _is_beside(a, b):
        return True
    shared = len(a.words & b.words)
    met = _parts(a.places) & _parts(b.places)
    if a.lead and b.lead and shared >= ALIKE and a.means & b.means & frozenset(_table()["rare"]):
        return True
    if not (a.places or a.lead) or not (b.places or b.lead) or (a.places and b.places and not met):
        return shared >= 2 * ALIKE
    low, high = sorted((_size(a), _size(b)))
    known = shared >= ALIKE or high <= (FAR if a.means & b.means else NEAR) * low
    return known and bool(shared or met)


@cache
def _parts(places: frozenset[str]) -> frozenset[str]:
    """The telling words of place names, a doubled letter as one: "Raqqa" and "Raqa province" share one."""
    general = rules.words("en/reconcile", "tolls", "kinds_of_place")
    words = (re.sub(r"(.)\1", r"\1", word) for name in places for word in re.findall(r"\w{3,}", name))
    return frozenset(word for word in words if word not in general)


def figures(story: Story, evidence: Evidence) -> Iterator[Claim]:
    """The claims of the story that carry a figure for people, and the figures that no event carries, in canonical
    order."""
    found = [
        c
        for event in story.events
        for c in evidence.claims.get(event, ())
        if c.outcome and (c.low or c.high) and c.mentions
    ]
    found += [claim for report in story.reports for claim in evidence.loose.get(report, ())]
    yield from sorted(found, key=attrgetter("report", "id"))
