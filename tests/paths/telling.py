"""A record told as plain text that a person can review line by line, and the golden text of the samples.

`python -m tests.paths.telling` prints what the samples give now; `--write` makes it the golden text.
Ids stay out of it: they change with every word of a page and say nothing to a reader.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from crosswire import api
from crosswire.base import (
    Account,
    Casualties,
    Copy,
    Dated,
    Disagreement,
    Event,
    Position,
    Process,
    Record,
    Report,
    TimelineItem,
)
from crosswire.dissect import LoadedModel

SAMPLES = Path(__file__).parents[2] / "samples" / "pages"
GOLDEN = Path(__file__).parent / "golden" / "samples.txt"
LONGEST = 160


def record_of_samples(model: LoadedModel | None = None) -> Record:
    """The record of `samples/pages`."""
    return api.make_record([SAMPLES], model=model)


def labels(record: Record) -> dict[str, str]:
    """What each report is called, by id: the number its file's name starts with, and a letter for the row of a file
    of several."""
    names: dict[str, str] = {}
    by_path: dict[str, list[Report]] = {}
    for report in record.reports:
        by_path.setdefault(report.path, []).append(report)
    for path, reports in by_path.items():
        for at, report in enumerate(sorted(reports, key=lambda report: report.given_id or "")):
            names[report.id] = Path(path).name[:2] + ("abcdefgh"[at] if len(reports) > 1 else "")
    return names


def tell(record: Record) -> str:
    """The whole record as text, section by section; ends with a newline."""
    teller = Teller(record)
    sections = (
        ("Reports", map(teller.report, record.reports)),
        ("Stories", teller.stories()),
        ("Copies", map(teller.copy, record.copies)),
        ("Brief", teller.brief()),
        ("Timeline", map(teller.line, record.timeline)),
        ("Disagreements shown", teller.disagreements(shown=True, weak=False)),
        ("Disagreements on a weak page alone", teller.disagreements(shown=True, weak=True)),
        ("Look-alikes, not shown", teller.disagreements(shown=False, weak=None)),
        ("Casualties by incident", teller.casualties()),
        ("Plans", teller.plans()),
        ("Processes", teller.processes()),
        ("Positions", map(teller.position, record.positions)),
        ("Quotations told several ways", teller.utterances()),
        ("Unread", (f"{row.path}: {row.reason}" for row in record.unread)),
        ("Set aside", (f"{row.path}: {row.error}" for row in record.set_aside)),
    )
    return "\n".join(_section(title, list(lines)) for title, lines in sections)


def _section(title: str, lines: list[str]) -> str:
    body = "".join(f"{line}\n" for line in lines) or "nothing\n"
    return f"{title}\n{'=' * len(title)}\n{body}"


def short(text: str) -> str:
    """One line of at most LONGEST characters."""
    flat = " ".join(text.split())
    return flat if len(flat) <= LONGEST else f"{flat[: LONGEST - 1].rstrip()}…"


def _marked(words: Iterable[str | None]) -> str:
    return " · ".join(word for word in words if word)


class Teller:
    """The words of one record, and the names of its rows."""

    def __init__(self, record: Record) -> None:
        self.record = record
        self.labels = labels(record)
        self.texts = {report.id: report.text for report in record.reports}
        self.names = {entity.id: entity.name for entity in record.entities}
        self.events = {event.id: event for event in record.events}
        self.mentions = {mention.id: mention for mention in record.mentions}
        self.questions = {row.id: row.question for row in record.disagreements}

    def name(self, source: str | None) -> str | None:
        """An entity's name, or the words that stand for it."""
        return self.names.get(source or "", source)

    def pages(self, reports: Iterable[str]) -> str:
        return " ".join(sorted({self.labels[report] for report in reports}))

    def accounts(self, accounts: Iterable[Account]) -> Iterator[str]:
        for row in accounts:
            words = short(self.texts[row.report][row.start : row.end])
            standing = "" if row.standing == "full" else row.standing
            yield _marked([f"    {self.labels[row.report]}", row.source, standing, words])

    def report(self, report: Report) -> str:
        dates = (("published", report.published), ("updated", report.updated), ("fetched", report.fetched))
        return _marked(
            [
                self.labels[report.id],
                report.outlet.text if report.outlet else "no outlet",
                f"agency {report.agency.text}" if report.agency else None,
                *(f"{name} {_date(date)}" for name, date in dates if date),
                None if report.published else "undated",
                report.kind,
                report.completeness.value,
                short(report.headline.text) if report.headline else "no headline",
            ]
        )

    def stories(self) -> Iterator[str]:
        for line in self.record.storylines:
            yield f"{line.title}"
            for story in self.record.stories:
                if story.id in line.stories:
                    yield f"    {story.title}: {self.pages(story.reports)}"

    def copy(self, copy: Copy) -> str:
        pages = " – ".join(self.labels[anchor.report] for anchor in (copy.a, copy.b))
        taker = f"taken by {self.labels[copy.direction]}" if copy.direction else "no direction"
        words = short(self.texts[copy.b.report][copy.b.start : copy.b.end])
        return _marked([pages, copy.kind, f"{copy.overlap:.2f}", taker, words])

    def brief(self) -> Iterator[str]:
        section = None
        for item in self.record.brief:
            if item.section != section:
                section = item.section
                yield section
            where = f"[{self.pages(row.report for row in item.accounts)}]"
            disputed = [f"disputed: {self.questions[row]}" for row in item.disagreements]
            yield _marked([f"    {item.role} {where}", short(item.text), item.note, *disputed])

    def line(self, item: TimelineItem) -> str:
        day = f"{item.date or 'no day'}{f' to {item.to}' if item.to else ''}"
        relation = "" if item.relation == "on" else item.relation
        inferred = "inferred" if item.inferred else ""
        where = f"[{self.pages(row.report for row in item.accounts)}]"
        return _marked([day, relation, inferred, item.status, where, short(item.text), item.note])

    def disagreements(self, *, shown: bool, weak: bool | None) -> Iterator[str]:
        for row in self.record.disagreements:
            if row.shown == shown and weak in (None, row.weak):
                yield from self.disagreement(row)

    def disagreement(self, row: Disagreement) -> Iterator[str]:
        yield _marked([row.question, row.kind, row.status, f"between {row.between}"])
        for side in row.sides:
            yield _marked([f"  {short(side.value)}", side.scope])
            yield from self.accounts(side.accounts)
        yield from (f"  why: {short(why)}" for why in row.why)

    def casualties(self) -> Iterator[str]:
        for event in self.record.events:
            if event.casualties:
                yield self.title(event)
                yield from map(_toll, event.casualties)
                yield from sorted({line for name in event.mentions for line in self.numbers(name)})

    def numbers(self, name: str) -> Iterator[str]:
        mention = self.mentions[name]
        for number in mention.numbers:
            if number.outcome:
                yield f"    {self.labels[mention.report]} · {number.text} · {number.outcome}"

    def title(self, event: Event) -> str:
        when = event.when.from_ if event.when and event.when.from_ else "no day"
        return _marked([event.title, when, f"[{self.pages(event.reports)}]"])

    def plans(self) -> Iterator[str]:
        for event in self.record.events:
            if event.fate or event.actuality == "planned":
                yield _marked([self.title(event), event.actuality, f"fate: {event.fate}"])

    def processes(self) -> Iterator[str]:
        for process in self.record.processes:
            yield from self.process(process)

    def process(self, process: Process) -> Iterator[str]:
        parties = ", ".join(self.names.get(party, party) for party in process.parties)
        yield _marked([process.name, process.kind, parties, process.scope])
        yield from (f"  term: {short(term)}" for term in process.terms)
        for step in process.steps:
            event = self.events.get(step.event)
            told = self.title(event) if event else None
            yield _marked(
                [f"  {step.state}", f"by {self.names.get(step.said_by, step.said_by)}" if step.said_by else None, told]
            )
        for state in process.state_by_source:
            yield _marked(
                [
                    f"  now {state.state}",
                    f"by {self.name(state.source) or 'the outlet'}",
                    state.as_of,
                ]
            )
            yield from self.accounts(state.accounts)

    def position(self, row: Position) -> str:
        said = row.said.from_ if row.said else None
        where = f"[{self.pages(account.report for account in row.accounts)}]"
        return _marked([f"{self.names.get(row.actor, row.actor)} {row.stance}", short(row.issue), said, where])

    def utterances(self) -> Iterator[str]:
        quotes = {quote.id: quote for quote in self.record.quotes}
        for row in self.record.utterances:
            yield self.names.get(row.speaker or "", "unnamed or unknown")
            for variant in row.variants:
                quote = quotes[variant.quote]
                words = " … ".join(self.texts[quote.report][part.start : part.end] for part in quote.parts)
                yield _marked([f"    {self.labels[quote.report]}", variant.change, short(words)])


def _date(date: Dated) -> str:
    return f"{date.value} ({date.basis})"


def _toll(row: Casualties) -> str:
    best = f"best {row.best}" if row.best is not None else None
    return _marked([f"  {row.outcome}", row.group, f"low {row.low}", f"high {row.high}", best, row.grade, row.why])


def main(words: list[str]) -> None:
    text = tell(record_of_samples())
    if words == ["--write"]:
        GOLDEN.parent.mkdir(exist_ok=True)
        GOLDEN.write_text(text, "utf-8")
    else:
        sys.stdout.write(text)


if __name__ == "__main__":
    main(sys.argv[1:])
