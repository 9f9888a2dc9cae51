"""The reports themselves: their facts, and their text with every annotation visible and the noise folded away."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple
from urllib.parse import quote

from markupsafe import Markup

from crosswire import base
from crosswire.base import Block, EntityMention, Number, Record, Report
from crosswire.render.dates import dated
from crosswire.render.desk import Desk
from crosswire.render.highlight import KINDS, Mark, highlight
from crosswire.render.picking import InTurn
from crosswire.render.private import FILL
from crosswire.render.words import clipped, label, quoted, say

ENDS = 5
"""Words at either end of a passage that its address names; a short one is named whole."""

CHANGES = 12
"""Changes of a version that are printed; the record has all."""

WEB = ("http://", "https://")
"""Only such addresses become links."""


class Stated(NamedTuple):
    """Words of a fact; `href` leads to where the page says so, or, for an address, out into the web."""

    words: str
    href: str


class Fact(NamedTuple):
    name: str
    values: list[Stated]


class Run(NamedTuple):
    """Blocks of one kind in a row. `fold` is set for noise; `words` then says what is folded away."""

    fold: bool
    open: bool
    words: str
    parts: list[tuple[str, Markup]]


class Passage(NamedTuple):
    """Words of a report whose text is withheld: where they stand in it, and where to read on."""

    words: Markup
    place: str
    href: str


class Page(NamedTuple):
    id: str
    number: int
    headline: str
    facts: list[Fact]
    state: str
    why: list[Stated]
    runs: list[Run]
    passages: list[Passage]


def pages(record: Record, desk: Desk) -> Iterator[Page]:
    """Every report; those that `desk` shows with their text. Ask last: the other sections name the targets."""
    marks = _Marks(record, desk)
    later: dict[str, list[Report]] = defaultdict(list)
    for report in record.reports:
        if report.version_of:
            later[report.version_of].append(report)
    for report in record.reports:
        after = [one for one in later[report.version_of or report.id] if one.version > report.version]
        found = list(marks.of(report.id)) if report.id in desk.shown else []
        yield _page(report, desk, found, sorted(after, key=lambda one: one.version))


def _page(report: Report, desk: Desk, found: list[Mark], later: Sequence[Report]) -> Page:
    partial = report.completeness.value != "full"
    return Page(
        id=report.id,
        number=desk.numbers[report.id],
        headline=" ".join(report.headline.text.split()) if report.headline else say("reports.no_headline"),
        facts=_facts(report, desk, later),
        state=label("completeness", report.completeness.value) if partial else "",
        why=[row._replace(words=quoted(row.words)) for row in _stated(report, desk, *report.completeness.why)],
        runs=_runs(report, desk, found) if report.id in desk.shown and not report.withheld else [],
        passages=_passages(report, desk, found) if report.id in desk.shown and report.withheld else [],
    )


def _passages(report: Report, desk: Desk, marks: list[Mark]) -> list[Passage]:
    places = desk.passages[report.id]
    drawn = highlight(report.text, places, marks, desk.targets.get(report.id, set()))
    return [
        Passage(words, say("share.offsets", start=start, end=end), fragment(report.url, report.text[start:end]))
        for (start, end), words in zip(places, drawn, strict=True)
    ]


def fragment(url: str | None, words: str) -> str:
    """A page's address that leads a browser to these words; the address alone where a name in them is replaced."""
    if not url or not url.lower().startswith(WEB):
        return ""
    if FILL in words:
        return url
    parts = words.split()
    ends = [parts] if len(parts) <= 2 * ENDS else [parts[:ENDS], parts[-ENDS:]]
    text = ",".join(quote(" ".join(end), safe="").replace("-", "%2D") for end in ends)
    return f"{url}{':~:' if '#' in url else '#:~:'}text={text}"


def _facts(report: Report, desk: Desk, later: Sequence[Report]) -> list[Fact]:
    undated = [] if report.published else [Stated(dated(None), "")]
    rows = [
        ("outlet", _stated(report, desk, report.outlet)),
        ("agency", _stated(report, desk, report.agency)),
        ("authors", _stated(report, desk, *report.authors)),
        ("place", _stated(report, desk, report.place)),
        ("published", undated + _stated(report, desk, report.published)),
        ("updated", _stated(report, desk, report.updated)),
        ("fetched", _stated(report, desk, report.fetched)),
        ("credits", _stated(report, desk, *report.credits)),
        ("version", _version(report, desk, later)),
        ("changed", _changed(report, desk)),
        ("path", [Stated(report.path, "")]),
        ("hash", [Stated(report.sha256, "")] if report.withheld else []),
    ]
    if report.url:
        href = report.url if report.url.lower().startswith(WEB) else ""
        rows.append(("address", [Stated(report.url, href)]))
    return [Fact(say(f"reports.{name}"), values) for name, values in rows if values]


def _version(report: Report, desk: Desk, later: Sequence[Report]) -> list[Stated]:
    """Which version of which report it is, and which came after it."""
    first = report.version_of
    own = [Stated(say("reports.version_of", n=report.version, report=desk.name(first)), f"#{first}")] if first else []
    return [
        *own,
        *(Stated(say("reports.later", n=one.version, report=desk.name(one.id)), f"#{one.id}") for one in later),
    ]


def _changed(report: Report, desk: Desk) -> list[Stated]:
    """The words taken out and put in since the version before, with the link to the new or, where none are, the old."""
    shown = [_change(edit, desk) for edit in report.changed[:CHANGES]]
    more = len(report.changed) - CHANGES
    return [*shown, Stated(say("reports.more_changes", n=more), "")] if more > 0 else shown


def _change(edit: base.Edit, desk: Desk) -> Stated:
    old, new = (
        quoted(clipped(" ".join(desk.words(part.report, part.start, part.end) for part in side)))
        for side in (edit.before, edit.after)
    )
    how = "replaced" if edit.before and edit.after else "added" if edit.after else "removed"
    [first, *_] = edit.after or edit.before
    return Stated(say(f"reports.{how}", old=old, new=new), desk.link(first.report, first.start, first.end))


def _stated(report: Report, desk: Desk, *values: base.Stated | base.Dated | None) -> list[Stated]:
    """Each value with its basis where it is not stated on the page, and the link to its words."""
    found = []
    for value in values:
        if isinstance(value, base.Dated):
            found.append(Stated(dated(value), _link(report, desk, value.start, value.end)))
        elif value is not None:
            basis = label("basis", value.basis)
            words = " ".join(value.text.split()) + (f" ({basis})" if basis else "")
            found.append(Stated(words, _link(report, desk, value.start, value.end)))
    return found


def _link(report: Report, desk: Desk, start: int | None, end: int | None) -> str:
    """The address of the words in the report's text; nothing where they are folded away or the text is not shown."""
    if start is None or report.id not in desk.shown:
        return ""
    folded = any(block.kind == "noise" and block.start <= start < block.end for block in report.blocks)
    return "" if folded else desk.link(report.id, start, end)


def _runs(report: Report, desk: Desk, marks: list[Mark]) -> list[Run]:
    """The text from its first character to its last, blocks and the gaps between them, noise in runs of its own."""
    pieces = _pieces(report)
    targets = desk.targets.get(report.id, set())
    elsewhere = {block.start: block.elsewhere for block in report.blocks if block.elsewhere}
    drawn = highlight(report.text, [(start, end) for start, end, _, _ in pieces], marks, targets)
    runs = []
    for fold, group in groupby(zip(pieces, drawn, strict=True), key=lambda pair: pair[0][2] == "noise"):
        rows = list(group)
        parts = [(kind, words) for (_, _, kind, _), words in rows]
        lines = sum(report.text.count("\n", start, end) + 1 for (start, end, _, sub), _ in rows if sub is not None)
        subs = dict.fromkeys(_furniture(sub, elsewhere.get(start, 0)) for (start, _, _, sub), _ in rows if sub)
        summary = say("reports.noise", n=lines) + (f" ({', '.join(subs)})" if subs else "")
        runs.append(Run(fold, any(' id="' in words for _, words in parts), summary if fold else "", parts))
    return runs


def _furniture(sub: str, elsewhere: int) -> str:
    """The kind of noise, and on how many other pages it stands where that is how it is known."""
    return label("noise", sub) + (f": {say('reports.elsewhere', n=elsewhere)}" if elsewhere else "")


def _pieces(report: Report) -> list[tuple[int, int, str, str | None]]:
    """(start, end, kind, sub) covering all of the text; a gap after noise is folded with it. `sub` is null in gaps."""
    pieces: list[tuple[int, int, str, str | None]] = []
    at, before = 0, ""
    for block in sorted(report.blocks, key=_place):
        start, end = max(block.start, at), min(block.end, len(report.text))
        if start >= end:
            continue
        if at < start:
            pieces.append((at, start, "noise" if before == block.kind == "noise" else "gap", None))
        pieces.append((start, end, block.kind, block.sub or ""))
        at, before = end, block.kind
    if at < len(report.text):
        pieces.append((at, len(report.text), "gap", None))
    return pieces


def _place(block: Block) -> tuple[int, int]:
    return block.start, block.end


class _Marks:
    """Every annotation of one report after the other, in the record's order."""

    def __init__(self, record: Record, desk: Desk) -> None:
        self._desk = desk
        self._times = InTurn(record.times, desk.numbers)
        self._quotes = InTurn(record.quotes, desk.numbers)
        self._mentions = InTurn(record.mentions, desk.numbers)
        self._names: dict[str, list[tuple[EntityMention, str]]] = defaultdict(list)
        for entity in record.entities:
            note = _note("entity", f"{entity.name} ({label('kinds', entity.kind)})")
            for place in entity.mentions:
                self._names[place.report].append((place, note))

    def of(self, report: str) -> Iterator[Mark]:
        number = self._desk.numbers[report]
        for time in self._times.of(number):
            yield Mark(time.start, time.end, "time", _note("time", time.value))
        for place, note in self._names.pop(report, ()):
            yield Mark(place.start, place.end, "entity", note)
        for said in self._quotes.of(number):
            for part in said.parts:
                kind = "quote" if said.kind == "direct" or self._desk.in_marks(report, part) else "reported"
                yield Mark(part.start, part.end, kind, label("marks", kind))
        for mention in self._mentions.of(number):
            words = f"{label('types', mention.type)}, {label('actuality', mention.actuality)}"
            yield Mark(mention.trigger.start, mention.trigger.end, "event", _note("event", words))
            for one in mention.numbers:
                yield Mark(one.start, one.end, "number", _note("number", _meaning(one)))


def _note(kind: str, words: str | None) -> str:
    return f"{label('marks', kind)}: {words}" if words else label("marks", kind)


def _meaning(number: Number) -> str:
    of = filter(None, (label("outcome", number.outcome), number.group or number.unit))
    return ", ".join(of)


def legend() -> Sequence[tuple[str, str]]:
    """The kinds of mark with their words."""
    return [(kind, label("marks", kind)) for kind in KINDS]
