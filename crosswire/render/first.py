"""The first screen: what was read, who published it, the brief, the disagreements, the timeline, the counts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import NamedTuple

from crosswire.base import BriefItem, Claim, Disagreement, Event, Record, Report, Side, TimelineItem, When
from crosswire.render.dates import dated, day, span, within
from crosswire.render.desk import ROWS, Cite, Desk, listed, outlet
from crosswire.render.words import clipped, label, quoted, say, table

AT_A_GLANCE = 3
"""Disagreements shown in full on the first screen."""

EXACT = 1
"""The codebook's precision of a known day."""


class Head(NamedTuple):
    title: str
    days: str
    counts: tuple[str, ...]
    latest: str


class Source(NamedTuple):
    number: int
    href: str
    outlet: str
    agency: str
    published: str
    updated: str
    headline: str
    state: str
    weak: bool


class Line(NamedTuple):
    """One statement: its words, the links to them, the numbers of the disagreements that touch it."""

    text: str
    cites: tuple[Cite, ...]
    flags: tuple[int, ...]


class Voice(NamedTuple):
    """One source and the pages that print what it says."""

    source: str
    cites: list[Cite]


class Dispute(NamedTuple):
    number: int
    question: str
    status: str
    event: str
    sides: tuple[tuple[str, list[Voice]], ...]
    why: tuple[str, ...]


class Moment(NamedTuple):
    sign: str
    sign_words: str
    time: str
    line: Line


class Figure(NamedTuple):
    """One figure of one source, with every page that prints it."""

    outcome: str
    printed: str
    source: str
    cites: list[Cite]
    low: float | None
    high: float | None


class Incident(NamedTuple):
    title: str
    day: str
    figures: list[Figure]


def head(record: Record) -> Head:
    """Title, days covered, and what was and was not read."""
    dates = [date for report in record.reports for date in (report.published, report.updated) if date]
    days = sorted(date.value[:10] for date in dates)
    undated = sum(report.published is None for report in record.reports)
    counts = (
        say("head.pages_read", n=len(record.reports)),
        say("head.set_aside", n=len(record.set_aside)),
        say("head.unread", n=len(record.unread)),
    )
    notes = (
        say("head.latest", day=day(days[-1])) if days else "",
        say("head.undated", n=undated) if undated else "",
        "" if record.reports else say("head.none"),
    )
    covered = span(days[0], days[-1] + "T23:59") if days else ""
    return Head(_title(record), covered, counts, " ".join(filter(None, notes)))


def _title(record: Record) -> str:
    """The title of the storyline with most reports, and how many others there are."""
    if not record.storylines:
        return record.stories[0].title if record.stories else say("head.title")
    sizes = {story.id: len(story.reports) for story in record.stories}
    largest = max(record.storylines, key=lambda line: sum(sizes.get(story, 0) for story in line.stories))
    others = len(record.storylines) - 1
    return largest.title + (f" {say('head.more_storylines', n=others)}" if others else "")


def sources(record: Record, desk: Desk) -> list[Source]:
    """One row a page."""
    return [_source(report, desk) for report in record.reports[:ROWS]]


def _source(report: Report, desk: Desk) -> Source:
    basis = label("basis", report.published.basis) if report.published else ""
    return Source(
        number=desk.numbers[report.id],
        href=f"#{report.id}",
        outlet=outlet(report),
        agency=report.agency.text if report.agency and report.outlet else "",
        published=dated(report.published),
        updated=say("sources.updated", day=dated(report.updated)) if report.updated else "",
        headline=clipped(report.headline.text, 90) if report.headline else "",
        state=label("completeness", report.completeness.value) if report.completeness.value != "full" else "",
        weak=report.completeness.value == "stitched" or bool(basis and report.published is not None),
    )


def origins(record: Record, desk: Desk) -> list[tuple[str, str]]:
    """Which pages share text or a credit, with the reason, and how many share none that was found."""
    lines = []
    related = set[str]()
    for lineage in record.lineages:
        if len(lineage.reports) < 2:
            continue
        related.update(lineage.reports)
        names = [desk.name(report) for report in lineage.reports]
        line = say("origins.shares", reports=_list(names))
        if lineage.origin:
            line += " " + say("origins.origin", origin=desk.name(lineage.origin))
        lines.append((line, lineage.basis))
    alone = len(record.reports) - len(related & set(desk.reports))
    if alone:
        lines.append((say("origins.alone", n=alone), ""))
    return lines


def _list(names: Sequence[str]) -> str:
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} {say('words.list_and')} {names[-1]}"


def brief(record: Record, desk: Desk) -> list[tuple[str, list[Line]]]:
    """The brief by section."""
    rows = record.brief[:ROWS]
    titles = list(dict.fromkeys(row.section for row in rows))
    return [(title, [_line(row, desk) for row in rows if row.section == title]) for title in titles]


def _line(row: BriefItem | TimelineItem, desk: Desk) -> Line:
    """A statement as printed: in quotation marks where it is a report's own words."""
    plain = " ".join(row.text.split())
    own_words = any(desk.prints(account.report, row.text) for account in row.accounts)
    if isinstance(row, BriefItem):
        plain = next((words for account in row.accounts if (words := desk.explained(account, row.text))), plain)
    cites = tuple(desk.account(account) for account in row.accounts)
    event = row.event if isinstance(row, TimelineItem) else None
    return Line(quoted(plain) if own_words else plain, cites, tuple(desk.flags(row.accounts, event)))


def disagreements(record: Record, desk: Desk) -> dict[str, list[Dispute]]:
    """`first`: the most important, in order; then the rest by who disagrees, in the display list's order."""
    rows = [_dispute(number, row, desk) for number, row in enumerate(listed(record.disagreements)[:ROWS], start=1)]
    kinds = [row.between for row in listed(record.disagreements)[:ROWS]]
    found = {"first": rows[:AT_A_GLANCE]}
    for between in table("between"):
        rest = [row for row, kind in zip(rows, kinds, strict=True) if kind == between and row.number > AT_A_GLANCE]
        found[between] = rest
    return found


def _dispute(number: int, row: Disagreement, desk: Desk) -> Dispute:
    sides = tuple((_side(side), _voices([desk.account(account) for account in side.accounts])) for side in row.sides)
    event = desk.event_titles.get(row.event or "", "")
    return Dispute(number, row.question, label("status", row.status), event, sides, row.why)


def _voices(cites: Iterable[Cite]) -> list[Voice]:
    """Accounts by who says so, the pages' own voice among them."""
    voices: dict[str, Voice] = {}
    for cite in cites:
        voices.setdefault(cite.source.lower(), Voice(cite.source, [])).cites.append(cite)
    return list(voices.values())


def _side(side: Side) -> str:
    return quoted(clipped(side.value_text)) if side.value_text else side.value


def timeline(record: Record, desk: Desk) -> list[tuple[str, str, list[Moment]]]:
    """Lines by day: (words, ISO day or "", lines)."""
    whens = {event.id: event.when for event in record.events}
    rows = sorted(record.timeline, key=lambda row: row.date or "9")[:ROWS]
    found = []
    for (words, iso), group in groupby(rows, key=lambda row: _dated(row, whens.get(row.event or ""))):
        found.append((words, iso, [_moment(row, desk) for row in group]))
    return found


def _dated(row: TimelineItem, when: When | None) -> tuple[str, str]:
    """A line's day in words, no more exactly than its precision, and as ISO for sorting and machines."""
    if row.date is None:
        return say("timeline.undated"), ""
    if row.precision in (None, EXACT):
        return day(row.date, weekday=True), row.date
    return within(when) or day(row.date[:7] if row.precision in (2, 3, 4) else row.date[:4]), row.date


def _moment(row: TimelineItem, desk: Desk) -> Moment:
    sign, words = table("signs")[row.status]
    return Moment(sign, words, row.time or "", _line(row, desk))


def incidents(record: Record, desk: Desk) -> list[Incident]:
    """The figures of killed, injured and the like by event, in the record's order; those of no event come last."""
    outcomes = list(table("outcome"))
    events = {event.id: event for event in record.events}
    by_event: dict[str, list[Claim]] = {event: [] for event in [*events, ""]}
    for claim in [row for row in record.claims if row.outcome in outcomes][:ROWS]:
        by_event[claim.event if claim.event in events else ""].append(claim)
    spans = {mention.id: (mention.start, mention.end) for mention in record.mentions}
    found = []
    for name, claims in by_event.items():
        if claims:
            claims.sort(key=lambda claim: outcomes.index(claim.outcome or ""))
            found.append(_incident(events.get(name), claims, spans, desk))
    return found


def _incident(event: Event | None, claims: list[Claim], spans: dict[str, tuple[int, int]], desk: Desk) -> Incident:
    """Claims that print the same figure of the same source become one line."""
    figures: dict[tuple[str, str, str], Figure] = {}
    for claim in claims:
        source = " ".join(" – ".join(link.text for link in claim.source).split())
        printed = quoted(claim.value) if claim.value else ""
        key = (claim.outcome or "", printed.lower(), source.lower())
        start, end = next((spans[name] for name in claim.mentions if name in spans), (None, None))
        empty = Figure(
            label("outcome", claim.outcome), printed, source or say("casualties.no_source"), [], claim.low, claim.high
        )
        figures.setdefault(key, empty).cites.append(desk.cite(claim.report, start, end))
    when = within(event.when, weekday=True) if event else None
    title = event.title if event else say("casualties.no_incident")
    return Incident(title, when or say("timeline.undated"), list(figures.values()))
