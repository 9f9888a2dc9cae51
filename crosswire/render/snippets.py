"""Which passages of each report a record that is passed on still holds: those its statements cite, within bounds."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain

from crosswire.base import (
    READ_KINDS,
    Account,
    ChainLink,
    Claim,
    Mention,
    Position,
    Record,
    Report,
    Role,
    SourceState,
    Step,
    TimelineItem,
)
from crosswire.render.desk import ROWS, listed
from crosswire.render.disputes import AT_A_GLANCE

LONGEST = 300
"""Most characters of one passage; a longer one is cut at a space."""

SHARE = 0.4
"""At most this part of a report's article text is kept, unless the first screen alone cites more. On the samples four
in ten lines of the timeline are then cut; with a third more than half, with a half two in ten."""

TERM = 60
"""Most characters of what names a source, a speaker or a role."""

_Cites = TimelineItem | Step | SourceState | Position

_SPACE = re.compile(r"\s")


class Kept:
    """The characters of one report's text, or of one given beside it, that stay: `holds[at]` is true for those."""

    def __init__(self, report: Report, text: str | None = None) -> None:
        self.text = report.text if text is None else text
        self.holds = bytearray(len(self.text))
        self.article = sum(block.end - block.start for block in report.blocks if block.kind in READ_KINDS)

    def has(self, start: int, end: int) -> bool:
        return all(self.holds[start:end])

    def free(self, start: int | None, end: int | None) -> None:
        """Keeps a fact of publication, whatever is left."""
        if start is not None and end is not None:
            self._hold(start, min(end, start + LONGEST))

    def cite(self, start: int, end: int) -> None:
        """Keeps a passage, cut to `LONGEST`, if it still fits."""
        if end - start > LONGEST:
            gaps = [found.start() for found in _SPACE.finditer(self.text, start, start + LONGEST)]
            end = gaps[-1] if gaps else start + LONGEST
        if sum(self.holds) + (end - start) - sum(self.holds[start:end]) <= self.article * SHARE:
            self._hold(start, end)

    def _hold(self, start: int, end: int) -> None:
        self.holds[start:end] = b"\1" * len(self.holds[start:end])


def kept(record: Record) -> dict[str, Kept]:
    """For each report what of its text stays.

    Facts of publication, who is named as saying something or by what role, and whatever the brief and the first
    disagreements cite stay in any case; the other passages cited as far as `SHARE` goes.
    """
    found = {report.id: Kept(report) for report in record.reports}
    for report in record.reports:
        _facts(report, found[report.id])
    for name, start, end in _terms(record):
        if name in found and end - start <= TERM:
            found[name].free(start, end)
    for account in _first_screen(record):
        if account.report in found:
            found[account.report].free(account.start, account.end)
    for name, start, end in _cited(record):
        if name in found:
            found[name].cite(start, end)
    return found


def _facts(report: Report, passages: Kept) -> None:
    for fact in (report.headline, report.byline, report.outlet, report.place, report.agency):
        if fact:
            passages.free(fact.start, fact.end)
    for fact in (*report.authors, *report.credits):
        passages.free(fact.start, fact.end)
    for date in (report.published, report.updated, report.fetched):
        if date:
            passages.free(date.start, date.end)


def _cited(record: Record) -> Iterator[tuple[str, int, int]]:
    """(report, start, end) of what statements rest on, the most important first."""
    for report in record.reports:
        for reason in report.completeness.why:
            if reason.start is not None and reason.end is not None:
                yield report.id, reason.start, reason.end
    for account in _accounts(record):
        yield account.report, account.start, account.end
    mentions = {mention.id: mention for mention in record.mentions}
    for claim in record.claims:
        if claim.outcome:
            told = (mentions[name] for name in claim.mentions if name in mentions)
            yield from ((row.report, row.start, row.end) for row in told)
    for quote in record.quotes:
        if quote.kind == "direct":
            yield from ((quote.report, part.start, part.end) for part in quote.parts)


def _terms(record: Record) -> Iterator[tuple[str, int, int]]:
    """Who is named as a source or speaker, and by what role."""
    links = (link for rows in (record.claims, record.mentions) for row in rows for link in _sources(row))
    chains = (link for quote in record.quotes for link in quote.chain)
    roles = (role for entity in record.entities for role in entity.roles)
    for row in chain[ChainLink | Role](links, chains, roles):
        yield row.report, row.start, row.end
    for quote in record.quotes:
        yield from ((quote.report, part.start, part.end) for part in quote.speaker_spans)


def _sources(row: Claim | Mention) -> tuple[ChainLink, ...]:
    return row.source if isinstance(row, Claim) else row.attribution


def _first_screen(record: Record) -> Iterator[Account]:
    strong = sorted((row for row in record.disagreements if row.shown and not row.weak), key=lambda row: row.rank)
    for disagreement in strong[:AT_A_GLANCE]:
        for side in disagreement.sides:
            yield from side.accounts
    for row in record.brief[:ROWS]:
        yield from row.accounts


def _accounts(record: Record) -> Iterator[Account]:
    for disagreement in listed(record.disagreements):
        for side in disagreement.sides:
            yield from side.accounts
    steps = (step for process in record.processes for step in process.steps)
    states = (state for process in record.processes for state in process.state_by_source)
    for row in chain[_Cites](record.timeline, steps, states, record.positions):
        yield from row.accounts
