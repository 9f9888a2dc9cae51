"""The first screen's head: what was read, who published it, whose words they share, and the brief."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from crosswire.base import BriefItem, Dated, Lineage, Record, Report, Story
from crosswire.render import decided
from crosswire.render.dates import day, is_inferred, issued, span
from crosswire.render.desk import ROWS, Cite, Desk, outlet
from crosswire.render.words import clipped, label, listing, ours, quoted, say

AT_A_GLANCE = 9
"""Sources shown before the rest is folded."""

STORIES = 4
"""Stories named under the title, and told of under Origins, before the rest is folded or counted."""


class Head(NamedTuple):
    title: str
    scenes: tuple[str, ...]
    others: str
    counts: tuple[str, ...]
    latest: str


class Reason(NamedTuple):
    words: str
    href: str


class Source(NamedTuple):
    number: int
    href: str
    outlet: str
    agency: str
    published: str
    updated: str
    headline: str
    state: str
    stitched: bool
    why: tuple[Reason, ...]
    decided: tuple[str, ...] = ()


class Origin(NamedTuple):
    """What a story's pages share, in words, each with its reason, and what none was found for."""

    title: str
    lines: tuple[tuple[str, str], ...]
    bound: str


class Line(NamedTuple):
    """One statement: its words (ours between the marks of `words.ours`), a note of ours, links, disagreements."""

    lead: str
    text: str
    note: str
    cites: tuple[Cite, ...]
    flags: tuple[int, ...]
    template: bool


class Passage(NamedTuple):
    title: str
    lines: list[Line]


def head(record: Record) -> Head:
    """Title, places and days, and what was and was not read."""
    dates = [date for report in record.reports for date in (report.published, report.updated) if date]
    latest = max(dates, key=lambda date: (date.value[:10], date.basis not in ("story", "inferred")), default=None)
    undated = sum(report.published is None for report in record.reports)
    other = sum(row.language is None for row in record.unread)
    counts = (
        say("head.pages_read", n=len(record.reports)),
        say("head.set_aside", n=len(record.set_aside)),
        say("head.unread", n=len(record.unread) - other),
        *([say("head.other_files", n=other)] if other else []),
    )
    notes = (
        say("head.latest", day=_latest(latest)) if latest else "",
        say("head.undated", n=undated) if undated else "",
        "" if record.reports else say("head.none"),
    )
    others = len(record.storylines) - 1
    more = say("head.more_storylines", n=others) if others > 0 else ""
    return Head(
        decided.title(record) or _title(record), tuple(_scenes(record)), more, counts, " ".join(filter(None, notes))
    )


def _latest(date: Dated) -> str:
    return day(date.value[:10]) + (f" ({label('basis', date.basis)})" if is_inferred(date) else "")


def main_stories(record: Record) -> list[Story]:
    """The stories of the storyline with most reports, in the record's order; without storylines the first story."""
    sizes = {story.id: len(story.reports) for story in record.stories}
    if not record.storylines:
        return list(record.stories[:1])
    largest = max(record.storylines, key=lambda line: sum(sizes.get(story, 0) for story in line.stories))
    return [story for story in record.stories if story.id in largest.stories]


def _title(record: Record) -> str:
    stories = main_stories(record)
    titles = {line.id: line.title for line in record.storylines}
    return titles.get(stories[0].storyline or "", stories[0].title) if stories else say("head.title")


def _scenes(record: Record) -> list[str]:
    """Each main story's dateline, where its pages agree on one, and its days; all days where there are many stories."""
    stories = main_stories(record)
    if not 1 < len(stories) <= STORIES:
        dates = (date for report in record.reports for date in (report.published, report.updated) if date)
        days = sorted(date.value[:10] for date in dates)
        return [span(days[0], days[-1] + "T23:59")] if days else []
    reports = {report.id: report for report in record.reports}
    scenes = (_scene(story, [reports[name] for name in story.reports if name in reports]) for story in stories)
    return [scene for scene in scenes if scene]


def _scene(story: Story, reports: Sequence[Report]) -> str:
    places = {report.place.text.strip().casefold(): report.place.text.strip() for report in reports if report.place}
    place = next(iter(places.values())) if len(places) == 1 else ""
    shown = place.title() if place.isupper() else place
    if shown and shown.casefold() in story.title.casefold():
        shown = ""
    days = span(story.from_[:10], (story.to or story.from_)[:10] + "T23:59") if story.from_ else ""
    return ", ".join(filter(None, (shown, days)))


def sources(record: Record, desk: Desk) -> list[Source]:
    """One row a page."""
    return [_source(report, desk) for report in record.reports[:ROWS]]


def _source(report: Report, desk: Desk) -> Source:
    updated, first = report.updated, report.version_of
    if updated and report.published and updated.value[:10] == report.published.value[:10]:
        updated = None
    return Source(
        number=desk.numbers[report.id],
        href=f"#{report.id}",
        outlet=outlet(report),
        agency=report.agency.text if report.agency and report.outlet else "",
        published=issued(report.published),
        updated=", ".join(
            [
                *([say("sources.updated", day=issued(updated))] if updated else []),
                *([say("reports.version_of", n=report.version, report=desk.name(first))] if first else []),
            ]
        ),
        headline=clipped(report.headline.text, 90) if report.headline else "",
        state=label("completeness", report.completeness.value) if report.completeness.value != "full" else "",
        stitched=report.completeness.value == "stitched",
        why=tuple(
            Reason(quoted(clipped(row.text)), desk.link(report.id, row.start, row.end))
            for row in report.completeness.why
        ),
        decided=desk.decided.get(report.id, ()),
    )


def origins(record: Record, desk: Desk) -> list[Origin]:
    """Story by story, main ones first: which pages share text or a credit, and how many share none that was found."""
    first_ones = main_stories(record)
    stories = first_ones + [story for story in record.stories if story not in first_ones]
    most = _most_origins(record)
    return [
        _origin(story, record, desk, most.get(story.id, 0))
        for story in stories[:ROWS]
        if len(story.reports) > 1 or len(stories) == 1
    ]


def _most_origins(record: Record) -> dict[str, int]:
    """By story how many origins at most tell one of its events."""
    most: dict[str, int] = {}
    for event in record.events:
        if event.story:
            most[event.story] = max(most.get(event.story, 0), len(set(event.origins)))
    return most


def _origin(story: Story, record: Record, desk: Desk, most: int) -> Origin:
    pages = [name for name in story.reports if name in desk.reports]
    lines, related = [], set[str]()
    for lineage in record.lineages:
        names = [name for name in pages if name in lineage.reports]
        if len(lineage.reports) < 2 or not names:
            continue
        related.update(names)
        line = say("origins.shares", reports=listing([desk.name(name) for name in lineage.reports]))
        if lineage.origin in desk.reports:
            line += " " + say("origins.origin", origin=desk.name(lineage.origin or ""))
        if lineage.informants:
            line += " " + say("origins.informants", names=listing(lineage.informants))
        lines.append((line, _by_number(lineage.basis, lineage, desk)))
    alone = [desk.name(name) for name in pages if name not in related]
    if alone:
        lines.append((say("origins.alone", reports=listing(alone), n=len(alone)), ""))
    name = _scene(story, [desk.reports[name] for name in pages]) or story.title
    return Origin(name, tuple(lines), _bound(story, most))


def _by_number(reason: str, lineage: Lineage, desk: Desk) -> str:
    """A reason with each page by its number and outlet instead of its file."""
    for name in lineage.reports:
        if name in desk.reports:
            reason = reason.replace(desk.reports[name].path, desk.name(name))
    return reason


def _bound(story: Story, most: int) -> str:
    """How many origins at most tell one of the story's events; nothing where no event is told twice."""
    if len(story.reports) < 2 or not most:
        return ""
    return say("origins.bound_one") if most == 1 else say("origins.bound", n=most)


def brief(record: Record, desk: Desk) -> list[Passage]:
    """The brief by section, those of the main stories first."""
    rows = record.brief[:ROWS]
    main = _pages_told(record)
    passages: dict[str, Passage] = {}
    ahead = list[str]()
    for row in rows:
        passages.setdefault(row.section, Passage(row.section, [])).lines.append(_line(row, desk))
        if not main or any(account.report in main for account in row.accounts):
            ahead.append(row.section)
    return [passages[title] for title in dict.fromkeys([*ahead, *passages])]


def main_sections(record: Record) -> int:
    """How many sections of the brief, as `brief` orders them, belong to the main stories."""
    main = _pages_told(record)
    return len({r.section for r in record.brief if not main or any(account.report in main for account in r.accounts)})


def _pages_told(record: Record) -> set[str]:
    """The pages of the main stories with most pages; of all where none has more than one."""
    stories = main_stories(record)
    largest = sorted(stories, key=lambda story: -len(story.reports))[:STORIES]
    return {name for story in largest for name in story.reports}


def _line(row: BriefItem, desk: Desk) -> Line:
    """A statement as printed: in quotation marks where it is a report's own words."""
    text, own_words = desk.told(row.text, row.accounts)
    return Line(
        lead=label("lead", row.role),
        text=quoted(text) if own_words else text,
        note=ours(row.note) if row.note else "",
        cites=tuple(desk.account(account) for account in row.accounts),
        flags=tuple(desk.flags(row.accounts, None, row.disagreements)),
        template=not own_words,
    )
