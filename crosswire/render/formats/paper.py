"""What a document holds, whatever its format: brief, disagreements, timeline, casualties, each line with footnotes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from crosswire.base import Record, Report
from crosswire.render import chronology, disputes, first, tolls
from crosswire.render.dates import day, issued
from crosswire.render.desk import Cite, Desk, outlet
from crosswire.render.dossier import UNSAFE
from crosswire.render.formats.words import coverage, table
from crosswire.render.words import OURS, clipped, quoted, say

LONGEST = 400
"""Most characters of a report that a footnote repeats."""


class Foot(NamedTuple):
    """A footnote: outlet, agency, date, whose word and how the page stands; the words; the address."""

    where: str
    words: str
    url: str


class Line(NamedTuple):
    """One statement. `lead` stands before it in bold, `depth` 1 sets it under the line before."""

    text: str
    feet: tuple[Foot, ...] = ()
    lead: str = ""
    depth: int = 0


class Grid(NamedTuple):
    heads: tuple[str, ...]
    rows: tuple[tuple[Line, ...], ...]


class Part(NamedTuple):
    """A section; `level` 1 is a chapter, 2 one below it. A section has lines, a grid, or only its heading and note."""

    title: str
    level: int = 1
    note: str = ""
    lines: tuple[Line, ...] = ()
    grid: Grid | None = None


class Paper(NamedTuple):
    title: str
    under: tuple[str, ...]
    parts: tuple[Part, ...]


class _Noting(Desk):
    """A desk whose links name the words they lead to, so that they can become footnotes."""

    def link(self, report: str, start: int | None = None, end: int | None = None) -> str:
        return report if start is None or end is None else f"{report} {start} {end}"

    def foot(self, cite: Cite) -> Foot:
        name, *at = cite.href.split(" ")
        report = self.reports.get(name)
        where = [cite.label.split("\xa0", 1)[-1], cite.detail, *([cite.mark] if cite.mark else [])]
        if cite.source:
            where.append(table("paper")["whose"].format(source=cite.source))
        words = clipped(self.words(name, int(at[0]), int(at[1])), LONGEST) if at else ""
        url = (report.url if report else None) or ""
        return Foot(_plain(", ".join(filter(None, where))), _plain(quoted(words)) if words else "", _plain(url))

    def feet(self, cites: Sequence[Cite]) -> tuple[Foot, ...]:
        return tuple(self.foot(cite) for cite in cites)


def paper(record: Record) -> Paper:
    """The document of a record; what a list of the dossier leaves out, it leaves out too, and says so."""
    desk = _Noting(record, frozenset())
    head = first.head(record)
    withheld = (say("share.note"),) if any(report.withheld for report in record.reports) else ()
    parts = (
        *_brief(record, desk),
        *_disagreements(record, desk),
        _timeline(record, desk),
        _casualties(record, desk),
        _sources(record),
    )
    made = table("paper")["made"].format(by=record.made.by, day=day(record.made.at[:10]), format=record.format)
    return Paper(_plain(head.title), tuple(filter(None, (*head.scenes, coverage(record), *withheld, made))), parts)


def _plain(words: str) -> str:
    """Without the marks by which the dossier sets words of ours apart; their brackets stay."""
    return UNSAFE.sub("\ufffd", " ".join(words.replace(OURS[0], "").replace(OURS[1], "").split()))


def _flags(numbers: Sequence[int]) -> str:
    return "".join(" " + table("paper")["flag"].format(n=number) for number in numbers)


def _brief(record: Record, desk: _Noting) -> list[Part]:
    passages = first.brief(record, desk)
    parts = [Part(say("headings.brief"), note=say("brief.key") if passages else say("brief.none"))]
    for passage in passages:
        lines = [
            Line(_plain(f"{row.text} {row.note}") + _flags(row.flags), desk.feet(row.cites), row.lead)
            for row in passage.lines
        ]
        parts.append(Part(_plain(passage.title), 2, lines=tuple(lines)))
    return parts


def _disagreements(record: Record, desk: _Noting) -> list[Part]:
    found = disputes.disputes(record, desk)
    parts = [Part(say("headings.disagreements"), note="" if found.first else say("disagreements.none"))]
    groups = [("", found.first), *((group.title, group.rows) for group in found.rest)]
    for title, rows in groups:
        lines = [line for row in rows for line in _dispute(row, desk)]
        if title:
            parts.append(Part(title, 2, lines=tuple(lines)))
        else:
            parts[0] = parts[0]._replace(lines=tuple(lines))
    return parts


def _dispute(row: disputes.Dispute, desk: _Noting) -> list[Line]:
    """The question, then each side with whose word it is."""
    about = ", ".join(filter(None, (row.between, row.status)))
    lines = [Line(_plain(f"{row.question} ({about})"), lead=table("paper")["number"].format(n=row.number))]
    for side in row.sides:
        said = ": ".join(filter(None, (side.name, side.words)))
        scope = f" ({side.scope})" if side.scope else ""
        cites = [cite for voice in side.voices for cite in voice.cites]
        lines.append(Line(_plain(said + scope), desk.feet(cites), depth=1))
    return lines


def _timeline(record: Record, desk: _Noting) -> Part:
    found = chronology.timeline(record, desk)
    lines = []
    for date in found.all or found.first:
        when = " ".join(filter(None, (date.words, date.iso[:4] if date.iso else date.year)))
        if date.inferred:
            when += f" ({say('timeline.inferred')})"
        for row in date.moments:
            text = " ".join(filter(None, (row.sign, row.time, row.text, row.note, f"({row.sign_words})")))
            lines.append(Line(_plain(text) + _flags(row.flags), desk.feet(row.cites), when))
    more = len(record.timeline) - found.n
    note = say("timeline.more", n=more) if more > 0 else "" if lines else say("timeline.none")
    return Part(say("headings.timeline"), note=note, lines=tuple(lines))


def _casualties(record: Record, desk: _Noting) -> Part:
    found = tolls.incidents(record, desk)
    rows = []
    for incident in found:
        for figure in incident.figures:
            printed = " ".join(filter(None, (figure.outcome, figure.printed, figure.note)))
            rows.append(
                (
                    Line(_plain(incident.title)),
                    Line(_plain(incident.day)),
                    Line(_plain(printed), desk.feet(figure.cites)),
                    Line(_plain(figure.source)),
                    Line(_plain(incident.attacker) + _flags(incident.flags)),
                )
            )
    heads = tuple(say(f"casualties.{key}") for key in ("incident", "day", "printed", "whose", "attacker"))
    if not rows:
        return Part(say("headings.casualties"), note=say("casualties.none"))
    return Part(say("headings.casualties"), note=say("casualties.caption"), grid=Grid(heads, tuple(rows)))


def _sources(record: Record) -> Part:
    return Part(say("headings.sources"), lines=tuple(_source(report) for report in record.reports))


def _source(report: Report) -> Line:
    agency = report.agency.text if report.agency and report.outlet else ""
    headline = quoted(report.headline.text) if report.headline else say("reports.no_headline")
    facts = (outlet(report), agency, issued(report.published), headline, report.url or report.path)
    return Line(_plain(", ".join(filter(None, facts))))
