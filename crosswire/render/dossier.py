"""The dossier: the record as one HTML file that needs nothing else, for reading, printing and passing on."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from itertools import accumulate, takewhile

from jinja2 import Environment, PackageLoader, StrictUndefined, Template
from markupsafe import Markup

from crosswire.base import Record
from crosswire.render import (
    charts,
    chronology,
    courses,
    decided,
    disputes,
    first,
    linked,
    meetings,
    reading,
    registers,
    sections,
    tolls,
)
from crosswire.render.desk import ROWS, Desk
from crosswire.render.words import label, marked, say, table

TEXTS = 300
"""Most reports whose full text the dossier holds, unless the caller says otherwise."""

CHARACTERS = 3_000_000
"""Most characters of report text in all, so that a browser still opens the file with ease (about 20 MB)."""

PIECES = 64
"""How many bits of the template's output are handed on together."""

UNSAFE = re.compile(
    "[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]"
)
"""Characters HTML forbids, or that would turn the reading direction of what follows. Each is shown as U+FFFD."""


def dossier(record: Record, texts: int = TEXTS, characters: int = CHARACTERS) -> str:
    """One HTML page: first screen, sections, and each report's text with its annotations.

    At most `texts` reports, and `characters` of them, are shown in full, in the record's order; the page says how many
    are not. Every character of the reports is escaped. The same record gives the same page.
    """
    return "".join(dossier_parts(record, texts, characters))


def dossier_parts(record: Record, texts: int = TEXTS, characters: int = CHARACTERS) -> Iterator[str]:
    """`dossier` piece by piece, so that a large one need not stand in memory at once."""
    pieces = _template().stream(_context(record, Desk(record, _shown(record, texts, characters))))
    pieces.enable_buffering(PIECES)
    for piece in pieces:
        yield UNSAFE.sub("\ufffd", piece)


def _context(record: Record, desk: Desk) -> dict[str, object]:
    """What the template prints. The reports come last and one by one: by then all links to their words are known."""
    desk.decided = decided.marks(record)
    incidents = tolls.incidents(record, desk)
    context: dict[str, object] = {
        "head": first.head(record),
        "sources": first.sources(record, desk),
        "origins": first.origins(record, desk),
        "brief": first.brief(record, desk),
        "main_sections": first.main_sections(record),
        "disputes": disputes.disputes(record, desk),
        "timeline": chronology.timeline(record, desk),
        "incidents": incidents,
        "coverage": charts.coverage(record),
        "charts_tolls": charts.tolls(incidents),
        "speakers": sections.speakers(record, desk),
        "meetings": meetings.meetings(record, desk),
        "events": sections.happenings(record, desk),
        "processes": courses.processes(record, desk),
        "positions": courses.positions(record, desk),
        "ledgers": registers.registers(record, desk),
        "names": sections.names(record, desk),
        "shared": sections.shared(record, desk),
        "tales": sections.tales(record, desk),
        "decisions": decided.log(record, desk),
        "left_out": sections.left_out(record),
        "marks": reading.legend(),
        "glance": {"sources": first.AT_A_GLANCE, "stories": first.STORIES, "incidents": tolls.AT_A_GLANCE},
        "reports": len(record.reports),
        "withheld": any(report.withheld for report in record.reports),
        "text_less": len(record.reports) - len(desk.shown),
        "more": _more(record),
        "made": record.made,
        "format": record.format,
        "sources_linked": linked.block(record),
    }
    return context | {"contents": _contents(context), "pages": reading.pages(record, desk)}


ALWAYS = frozenset({"brief", "disagreements", "timeline", "casualties", "reports", "made"})
"""Sections that are there even when they have nothing to show, to say so."""

CONTENTS = {
    "brief": "brief",
    "disagreements": "disputes",
    "timeline": "timeline",
    "casualties": "incidents",
    "quotes": "speakers",
    "meetings": "meetings",
    "events": "events",
    "processes": "processes",
    "positions": "positions",
    "ledgers": "ledgers",
    "coverage": "coverage",
    "entities": "names",
    "copies": "shared",
    "stories": "tales",
    "spared": "disputes",
    "reports": "reports",
    "decisions": "decisions",
    "left_out": "left_out",
    "made": "made",
}
"""Each section's anchor, in the page's order, and the value it shows."""


def _contents(context: dict[str, object]) -> list[str]:
    """The anchors of the sections that are there."""
    found = {name for name, value in CONTENTS.items() if name in ALWAYS or context[value]}
    met, disputed = context["meetings"], context["disputes"]
    if isinstance(met, meetings.Meetings) and not met.pairs:
        found.discard("meetings")
    if isinstance(disputed, disputes.Disputes) and not disputed.spared:
        found.discard("spared")
    if context["charts_tolls"]:
        found.add("coverage")
    return [name for name in CONTENTS if name in found]


def _shown(record: Record, texts: int, characters: int) -> frozenset[str]:
    """The first reports whose texts stay within the limits."""
    some = record.reports[:texts]
    lengths = accumulate(len(report.text) for report in some)
    fitting = sum(1 for _ in takewhile(lambda total: total <= characters, lengths))
    return frozenset(report.id for report in some[:fitting])


def _more(record: Record) -> dict[str, int]:
    """How many rows of each table are beyond what a list prints."""
    sizes = {
        "sources": len(record.reports),
        "brief": len(record.brief),
        "disagreements": sum(row.shown for row in record.disagreements),
        "timeline": len(record.timeline),
        "quotes": len(record.quotes),
        "events": len(record.events),
        "processes": len(record.processes),
        "positions": len(record.positions),
        "copies": len(record.copies),
        "stories": len(record.stories),
        "decisions": len(record.decisions),
        "left_out": len(record.set_aside) + len(record.unread),
    }
    return {name: max(0, size - ROWS) for name, size in sizes.items()}


@cache
def _template() -> Template:
    environment = Environment(
        loader=PackageLoader("crosswire.render"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    style = files(__package__).joinpath("templates", "dossier.css").read_text("utf-8").strip()
    environment.filters["marked"] = marked
    environment.globals.update(
        say=say,
        label=label,
        table=table,
        style=Markup(style),  # ours, and checked against its hash by the browser
        style_hash=base64.b64encode(hashlib.sha256(style.encode()).digest()).decode(),
    )
    return environment.get_template("dossier.html")
