"""Finds again what a decision points at: the report, the words in it, the row that reads them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple, TypeVar

from crosswire.base import Anchor, Cited, Claim, Mention, Number, Quote, Reading, Report, Thing

Row = TypeVar("Row")
ALIKE = 0.5
"""Part of the words of a row and of its citation together that both must have for the one to be the other."""


class Found(NamedTuple):
    """What was found of a thing: ids of rows and their words; or, where there is nothing, why."""

    ids: tuple[str, ...] = ()
    spots: tuple[Anchor, ...] = ()
    reason: str = ""


class Finder:
    """The reports by all they are known by, and what was read in them. Reports come in canonical order."""

    def __init__(self, reports: Sequence[Report], readings: Iterable[Reading] = ()) -> None:
        self.reports = {report.id: report for report in reports}
        self.readings = {reading.report: reading for reading in readings}
        self._same: dict[str, Report] = {}
        self._called: dict[tuple[str, str], list[Report]] = defaultdict(list)
        for report in reports:
            self._same.setdefault(report.sha256, report)
            if report.url:
                self._called["url", report.url].append(report)
            self._called[report.path, report.given_id or ""].append(report)

    def held(self, cited: Cited) -> Sequence[Report]:
        """The report cited: the very text, else what now has its address, else its path and given id; latest first."""
        if found := self.reports.get(cited.report) or self._same.get(cited.sha256):
            return [found]
        names = [("url", cited.url)] if cited.url else []
        for name in [*names, (cited.path, cited.given_id or "")]:
            if known := self._called.get(name):
                return sorted(known, key=lambda report: -report.version)
        return []

    def span(self, cited: Cited) -> Anchor | str:
        """Where the words cited stand, or why they are not found."""
        held = self.held(cited)
        if not held:
            return f"The report {cited.path} is not here."
        for report in held:
            if found := self._place(cited, report):
                return found
        return f"The words no longer stand in {held[0].path}."

    def _place(self, cited: Cited, report: Report) -> Anchor | None:
        """Where in a report the words cited stand: where they stood, else nearest to it."""
        if cited.start is None or cited.end is None:
            return Anchor(report=report.id, start=0, end=0)
        if report.text[cited.start : cited.end] == cited.words:
            return Anchor(report=report.id, start=cited.start, end=cited.end)
        places = [found.start() for found in re.finditer(re.escape(cited.words), report.text)] if cited.words else []
        if not places:
            return None
        start = min(places, key=lambda place: (abs(place - (cited.start or 0)), place))
        return Anchor(report=report.id, start=start, end=start + len(cited.words))

    def thing(self, thing: Thing) -> Found:
        """All that is found of a thing's evidence. Without a reason there is at least one id or place."""
        if thing.of == "dossier":
            return Found(ids=("dossier",))
        if thing.of == "outlet":
            return self._outlet(thing)
        ids: dict[str, None] = {}
        spots, reasons = [], []
        for cited in thing.cited:
            spot = self.span(cited)
            if isinstance(spot, str):
                reasons.append(spot)
                continue
            spots.append(spot)
            ids.update(dict.fromkeys(self._rows(thing, cited, spot)))
        if not spots:
            return Found(reason=reasons[0] if reasons else "It points at no words.")
        if not ids and thing.of in ROWS:
            return Found(reason=f"No {ROWS[thing.of]} is read in its words any more.")
        return Found(tuple(ids), tuple(spots))

    def _outlet(self, thing: Thing) -> Found:
        named = thing.id.casefold()
        ids = [
            report.id
            for report in self.reports.values()
            if any(stated and stated.text.casefold() == named for stated in (report.outlet, report.agency))
        ]
        return Found(ids=tuple(ids), reason="" if ids else f"No report here is from {thing.id}.")

    def _rows(self, thing: Thing, cited: Cited, spot: Anchor) -> list[str]:
        reading = self.readings.get(spot.report, Reading(report=spot.report))
        if thing.of in {"report", "story", "storyline"}:
            return [spot.report]
        if thing.of in {"mention", "event"}:
            return [row.id for row in self.mentions(reading, thing, cited, spot)[:1]]
        if thing.of == "quote":
            return [row.id for row in _alike(reading.quotes, spot, _quote_span)[:1]]
        if thing.of == "number":
            rows = [*reading.numbers, *(number for mention in reading.mentions for number in mention.numbers)]
            return [row.id for row in _alike(rows, spot, _number_span)[:1]]
        if thing.of == "claim":
            return [row.id for row in self._claims(reading, thing, cited, spot)[:1]]
        if thing.of == "entity":
            named = [(m.start, m.end, entity.id) for entity in reading.entities for m in entity.mentions]
            return [row[2] for row in _alike(named, spot, lambda row: (row[0], row[1]))[:1]]
        return []

    def mentions(self, reading: Reading, thing: Thing, cited: Cited, spot: Anchor) -> list[Mention]:
        """The mentions whose trigger stands where that of the one cited stood, those of its type first."""
        first, last = spot.start + (cited.focus or 0), spot.start + (cited.focus_end or spot.end - spot.start)
        near = [row for row in reading.mentions if row.trigger.start < last and first < row.trigger.end]
        return sorted(near, key=lambda row: (row.type != thing.hint, abs(row.trigger.start - first), row.id))

    def _claims(self, reading: Reading, thing: Thing, cited: Cited, spot: Anchor) -> list[Claim]:
        told = {row.id for row in self.mentions(reading, thing, cited, spot)}
        return [row for row in reading.claims if told & set(row.mentions) and claim_hint(row) == thing.hint]


ROWS = {
    "mention": "event",
    "event": "event",
    "quote": "quotation",
    "number": "number",
    "claim": "such claim",
    "entity": "name",
}
"""What is read in words, for people."""


def _alike(rows: Iterable[Row], spot: Anchor, span: Callable[[Row], tuple[int, int]]) -> list[Row]:
    """The rows that share most of their characters with a place, the most alike first."""
    weighed = []
    for place, row in enumerate(rows):
        start, end = span(row)
        shared = min(end, spot.end) - max(start, spot.start)
        if shared > 0 and shared >= ALIKE * (max(end, spot.end) - min(start, spot.start)):
            weighed.append((-shared / (max(end, spot.end) - min(start, spot.start)), place, row))
    return [row for _, _, row in sorted(weighed, key=lambda one: one[:2])]


def _quote_span(quote: Quote) -> tuple[int, int]:
    return quote_span(quote) or (0, 0)


def quote_span(quote: Quote) -> tuple[int, int] | None:
    """From the first word to the last."""
    if not quote.parts:
        return None
    return min(part.start for part in quote.parts), max(part.end for part in quote.parts)


def _number_span(number: Number) -> tuple[int, int]:
    return number.start, number.end


def claim_hint(claim: Claim) -> str:
    """What tells the claims of one mention apart, whatever their figures."""
    source = " → ".join(link.text for link in claim.source)
    return "|".join((claim.stance, claim.outcome or "", claim.group or "", source))
