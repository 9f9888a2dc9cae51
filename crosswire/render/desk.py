"""Where things are: reports by number, words by anchor, and the links from a statement to the words it rests on."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from crosswire.base import WITHHELD, Account, ChainLink, Disagreement, Part, Record, Report, Time
from crosswire.render.dates import issued, short_day
from crosswire.render.highlight import Target
from crosswire.render.words import label, ours, plain, say, table

ROWS = 300
"""Most rows a list of the dossier prints; the rest are counted, and in record.json."""

FEWEST = 5
"""Words of the shortest passage that is shown of a text withheld."""

_PASSAGE = re.compile(rf"[^\s{WITHHELD}][^\n{WITHHELD}]*")

BLAME = frozenset({"blame", "actor"})
"""Kinds of disagreement on who is behind an event."""


class Cite(NamedTuple):
    """A link to words of one report.

    `label` names the page by number and outlet, `detail` adds agency and day, `mark` warns where the page or the place
    on it is not a full account, and `source` is who says so, in the report's words.
    """

    href: str
    number: int
    label: str
    detail: str
    mark: str
    source: str


class Desk:
    """Everything the sections look up while they are built; it also notes which words are linked to.

    `shown` are the ids of the reports whose text the dossier holds: links go to their words, other links to the
    report's head.
    """

    def __init__(self, record: Record, shown: frozenset[str]) -> None:
        self.record = record
        self.reports: dict[str, Report] = {report.id: report for report in record.reports}
        self.numbers = {report.id: number for number, report in enumerate(record.reports, start=1)}
        self.shown = shown
        self.targets: dict[str, set[Target]] = defaultdict(set)
        self.passages = {report.id: passages(report) for report in record.reports if report.withheld}
        self.entity_names = {entity.id: entity.name for entity in record.entities}
        self._pronouns = {
            (place.report, place.start): entity.name
            for entity in record.entities
            for place in entity.mentions
            if place.form == "pronoun"
        }
        self.event_titles = _titles(record)
        self._names = {report.id: f"{self.numbers[report.id]}\xa0{outlet(report)}" for report in record.reports}
        self._details = {report.id: _detail(report) for report in record.reports}
        self._marks = {report.id: label("standing", report.completeness.value) for report in record.reports}
        self._times: dict[str, list[Time]] = defaultdict(list)
        for time in sorted((row for row in record.times if self._has_meaning(row)), key=lambda row: row.start):
            self._times[time.report].append(time)
        self._flags = _Flags(listed(record.disagreements)[:ROWS])
        self.decided: dict[str, tuple[str, ...]] = {}

    def _has_meaning(self, time: Time) -> bool:
        return time.report in self.reports and bool(_meant(time, self.reports[time.report]))

    def words(self, report: str, start: int, end: int) -> str:
        """The exact words, or nothing where the report is not in the record; where they are withheld, that they are."""
        found = self.reports.get(report)
        words = found.text[start:end] if found else ""
        if WITHHELD not in words:
            return words
        left = words[: words.index(WITHHELD)].rstrip()
        return f"{left} {say('words.words_left_out')}" if len(left.split()) >= FEWEST else say("share.withheld")

    def in_marks(self, report: str, part: Part) -> bool:
        """Whether the page prints a part of a quotation in quotation marks."""
        before = self.words(report, part.start - 1, part.start) if part.start else ""
        return bool(before) and before in table("words")["doubles"] + table("words")["singles"]

    def told(self, words: str, accounts: Sequence[Account], explain: bool = True) -> tuple[str, bool]:
        """A statement on one line, and whether some report has exactly these words.

        With `explain` each "Monday" or "yesterday" is followed by the day it means, marked as words of ours.
        """
        own = any(self.prints(account.report, words) for account in accounts)
        if own and explain:
            for account in accounts:
                if explained := self._explained(account, words):
                    return explained, own
        words = " ".join(plain(words).split())
        return (ours(say("share.withheld")), False) if words == say("words.words_left_out") else (words, own)

    def _explained(self, account: Account, words: str) -> str:
        """The words of an account with the days they mean; empty where the account's words are not `words`."""
        report = self.reports.get(account.report)
        if report is None or report.text[account.start : account.end] != words:
            return ""
        out, at = "", account.start
        for time in self._times[account.report]:
            if at <= time.start and time.end <= account.end and (meant := _meant(time, report)):
                out += plain(report.text[at : time.end]) + " " + ours(meant)
                at = time.end
        return " ".join((out + plain(report.text[at : account.end])).split())

    def prints(self, report: str, words: str) -> bool:
        """Whether the report has exactly these words, up to where they are cut off for being withheld."""
        found = self.reports.get(report)
        if found and found.withheld:
            words = words.removesuffix(say("words.words_left_out")).rstrip()
        return bool(found and words.strip() and words in found.text)

    def name(self, report: str) -> str:
        """A report's number and outlet."""
        return self._names.get(report, report)

    def source(self, link: ChainLink) -> str:
        """Who a link of a chain is, as printed; by name where a pronoun is printed."""
        return self._pronouns.get((link.report, link.start)) or " ".join(link.text.split())

    def link(self, report: str, start: int | None = None, end: int | None = None) -> str:
        """The address of some words within the dossier, or of their report where its text is not shown."""
        if report not in self.shown or start is None or end is None or not self._inside(report, start, end):
            return f"#{report}"
        if self.reports[report].withheld:
            end = self._still_there(report, start, end)
            if end <= start:
                return f"#{report}"
        name = f"{report}-{start}-{end}"
        self.targets[report].add(Target(start, end, name))
        return f"#{name}"

    def _still_there(self, report: str, start: int, end: int) -> int:
        """Where the words that begin at `start` end, as far as they stand in a passage cited."""
        for first, last in self.passages[report]:
            if first <= start < last:
                return min(end, last)
        return start

    def _inside(self, report: str, start: int, end: int) -> bool:
        return 0 <= start < end <= len(self.reports[report].text)

    def cite(self, report: str, start: int | None = None, end: int | None = None) -> Cite:
        """A link without a source or standing of its own; the page's completeness is its mark."""
        return Cite(
            href=self.link(report, start, end),
            number=self.numbers.get(report, 0),
            label=self.name(report),
            detail=self._details.get(report, ""),
            mark=self._marks.get(report, ""),
            source="",
        )

    def account(self, account: Account) -> Cite:
        """A link to one account, with who says so and where the account stands."""
        plain = self.cite(account.report, account.start, account.end)
        mark = plain.mark or label("standing", account.standing)
        return plain._replace(mark=mark, source=" ".join((account.source or "").split()))

    def flags(self, accounts: Iterable[Account], event: str | None = None, known: Sequence[str] = ()) -> list[int]:
        """The numbers of the listed disagreements that touch these words or this event, or have one of these ids."""
        return self._flags.of(accounts, event, known)

    def blamed(self, event: str) -> list[int]:
        """The numbers of the listed disagreements on who is behind an event."""
        return self._flags.blame.get(event, [])


def _titles(record: Record) -> dict[str, str]:
    """The titles of events that other rows name."""
    named = {step.event for process in record.processes for step in process.steps}
    named.update(row.event for row in record.disagreements if row.event)
    return {event.id: event.title for event in record.events if event.id in named}


class _Flags:
    """Which of the printed disagreements speaks of which words."""

    def __init__(self, disagreements: Sequence[Disagreement]) -> None:
        self.spans: dict[str, list[tuple[int, int, int]]] = defaultdict(list)
        self.events: dict[str, list[int]] = defaultdict(list)
        self.blame: dict[str, list[int]] = defaultdict(list)
        self.known = {row.id: number for number, row in enumerate(disagreements, start=1)}
        for number, row in enumerate(disagreements, start=1):
            if row.event and row.kind in BLAME:
                self.blame[row.event].append(number)
            if row.event:
                self.events[row.event].append(number)
            for account in (account for side in row.sides for account in side.accounts):
                self.spans[account.report].append((account.start, account.end, number))

    def of(self, accounts: Iterable[Account], event: str | None, known: Sequence[str]) -> list[int]:
        found = {self.known[name] for name in known if name in self.known}
        found.update(self.events.get(event, ()) if event else ())
        for account in accounts:
            for start, end, number in self.spans.get(account.report, ()):
                if start < account.end and account.start < end:
                    found.add(number)
        return sorted(found)


def passages(report: Report) -> list[tuple[int, int]]:
    """The stretches of a withheld report's text that it still holds and a reader can make sense of."""
    found = ((run.start(), run.start() + len(run[0].rstrip())) for run in _PASSAGE.finditer(report.text))
    return [(start, end) for start, end in found if len(report.text[start:end].split()) >= FEWEST]


def listed(disagreements: Sequence[Disagreement]) -> list[Disagreement]:
    """The disagreements a reader is shown, most important first; those on weak pages alone come last."""
    return sorted((row for row in disagreements if row.shown), key=lambda row: (row.weak, row.rank))


def outlet(report: Report) -> str:
    """Who published a report, or, where the page does not say so, that, with the agency it credits."""
    if report.outlet:
        return report.outlet.text
    if report.agency:
        return say("sources.no_outlet_agency", agency=report.agency.text)
    return say("sources.no_outlet")


def _meant(time: Time, report: Report) -> str:
    """The day a time expression without figures means, without the year where it is the report's own; or nothing."""
    if time.kind not in ("DATE", "TIME") or time.value is None or any(map(str.isdigit, time.text)):
        return ""
    published = report.published.value[:4] if report.published else ""
    return short_day(time.value.split("T")[0], published)


def _detail(report: Report) -> str:
    """Agency and day of a report, for whoever copies a line into a document of theirs."""
    agency = report.agency.text if report.agency and report.outlet else ""
    return ", ".join(filter(None, (agency, issued(report.published))))
