"""The reports as citations with the day of access: BibTeX and CSL-JSON."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import msgspec

from crosswire.base import Record, Report, Stated
from crosswire.render.desk import outlet
from crosswire.render.formats.files import File
from crosswire.render.formats.words import table

BIBTEX, CSL = "sources.bib", "sources.csl.json"

_SPECIAL = {"\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"}
_SPECIAL |= {mark: f"\\{mark}" for mark in "#$%&_"}
_DAY = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?")


def bibtex(record: Record) -> Iterator[File]:
    """One `@online` entry a report, in UTF-8 for biblatex; its key is the report's id."""
    entries = (_entry(report, record) for report in record.reports)
    yield File(BIBTEX, "\n".join(entries).encode("utf-8"))


def csl(record: Record) -> Iterator[File]:
    """One item a report, as reference managers import them."""
    items = [_item(report, record) for report in record.reports]
    yield File(CSL, msgspec.json.format(msgspec.json.encode(items), indent=1) + b"\n")


def accessed(report: Report, record: Record) -> str:
    """The ISO day on which the page was fetched, or else on which the record was made."""
    return (report.fetched.value if report.fetched else record.made.at)[:10]


def _title(report: Report) -> str:
    return " ".join(report.headline.text.split()) if report.headline else report.path


def _published(report: Report) -> str:
    """The day; nothing where it is only inferred."""
    date = report.published
    return date.value[:10] if date and date.basis not in ("story", "inferred") else ""


def _entry(report: Report, record: Record) -> str:
    fields = {
        "author": " and ".join(f"{{{_tex(author.text)}}}" for author in report.authors),
        "title": f"{{{_tex(_title(report))}}}",
        "organization": _tex(outlet(report)) if report.outlet else "",
        "date": _published(report),
        "url": _address(report.url or ""),
        "urldate": accessed(report, record),
        "language": report.language,
        "note": _tex(_note(report)),
    }
    lines = [f"  {name} = {{{value}}}," for name, value in fields.items() if value]
    return "\n".join([f"@online{{{report.id},", *lines, "}", ""])


def _note(report: Report) -> str:
    words = table("citations")
    agency = words["agency"].format(name=_plain(report.agency)) if report.agency else ""
    return " ".join(filter(None, (agency, words["hash"].format(sha256=report.sha256))))


def _plain(stated: Stated) -> str:
    return " ".join(stated.text.split())


def _tex(words: str) -> str:
    return "".join(_SPECIAL.get(mark, mark) for mark in " ".join(words.split()))


def _address(url: str) -> str:
    """An address as BibTeX can hold it: braces must pair, so they are written as codes."""
    return url.replace("{", "%7B").replace("}", "%7D").replace("\\", "%5C")


def _item(report: Report, record: Record) -> dict[str, Any]:
    facts = {
        "id": report.id,
        "type": "article-newspaper",
        "title": _title(report),
        "container-title": outlet(report) if report.outlet else None,
        "author": [{"literal": _plain(author)} for author in report.authors],
        "issued": _parts(_published(report)),
        "accessed": _parts(accessed(report, record)),
        "URL": report.url,
        "language": report.language,
        "source": _plain(report.agency) if report.agency else None,
        "note": table("citations")["hash"].format(sha256=report.sha256),
    }
    return {key: value for key, value in facts.items() if value}


def _parts(day: str) -> dict[str, list[list[int]]] | None:
    found = _DAY.match(day)
    return {"date-parts": [[int(part) for part in found.groups() if part]]} if found else None
