"""Proof: every anchor as a W3C Web Annotation, and one archive with texts, hashes, record and dossier."""

from __future__ import annotations

import hashlib
import io
import zipfile
from collections.abc import Iterator
from typing import Any

import msgspec

from crosswire.base import WITHHELD, Record, Report
from crosswire.render.anchors import Anchored, anchored
from crosswire.render.dossier import dossier
from crosswire.render.formats.files import EPOCH, File
from crosswire.render.formats.words import table
from crosswire.render.linked import linked
from crosswire.render.tables import as_json

ANNOTATIONS, LINKED, ARCHIVE, SUMS = "annotations.json", "sources.jsonld", "evidence.zip", "SHA256SUMS"

CONTEXT = ["http://www.w3.org/ns/anno.jsonld", {"schema": "https://schema.org/"}]
AROUND = 32
"""Characters before and after the words by which they are found in a page that has changed."""


def web_annotations(record: Record) -> Iterator[File]:
    """One annotation for each stretch of words, with every row that names it."""
    yield File(ANNOTATIONS, msgspec.json.encode(collection(record)) + b"\n")


def sources(record: Record) -> Iterator[File]:
    """The reports as schema.org NewsArticles."""
    yield File(LINKED, msgspec.json.format(msgspec.json.encode(linked(record)), indent=1) + b"\n")


def archive(record: Record) -> Iterator[File]:
    """One zip; `sha256sum --check SHA256SUMS` inside it proves that nothing was changed since."""
    members = [
        ("record.json", as_json(record)),
        ("index.html", dossier(record, texts=len(record.reports)).encode("utf-8")),
        (ANNOTATIONS, msgspec.json.encode(collection(record)) + b"\n"),
        *((text_name(report), report.text.encode("utf-8")) for report in record.reports),
        ("manifest.json", msgspec.json.format(msgspec.json.encode(manifest(record)), indent=1) + b"\n"),
        ("README.txt", table("evidence")["readme"].encode("utf-8")),
    ]
    sums = "".join(f"{hashlib.sha256(content).hexdigest()}  {name}\n" for name, content in members)
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in [*members, (SUMS, sums.encode("utf-8"))]:
            packed.writestr(zipfile.ZipInfo(name, EPOCH), content, zipfile.ZIP_DEFLATED)
    yield File(ARCHIVE, target.getvalue())


def text_name(report: Report) -> str:
    """Where a report's text lies in the archive."""
    return f"texts/{report.id}.txt"


def manifest(record: Record) -> list[dict[str, Any]]:
    """For each report where it came from, its text's file, and the hashes of what was received and of the text."""
    return [
        {
            "report": report.id,
            "path": report.path,
            "url": report.url,
            "published": report.published.value if report.published else None,
            "fetched": report.fetched.value if report.fetched else None,
            "encoding": report.encoding,
            "sha256_received": report.sha256,
            "text": text_name(report),
            "sha256_text": hashlib.sha256(report.text.encode("utf-8")).hexdigest(),
            "withheld": report.withheld,
        }
        for report in record.reports
    ]


def collection(record: Record) -> dict[str, Any]:
    """An AnnotationCollection of one page."""
    rows: dict[tuple[str, int, int], list[Anchored]] = {}
    for anchor in anchored(record):
        rows.setdefault((anchor.report, anchor.start, anchor.end), []).append(anchor)
    reports = {report.id: report for report in record.reports}
    items = [_annotation(reports[key[0]], found) for key, found in rows.items() if key[0] in reports]
    return {
        "@context": CONTEXT,
        "type": "AnnotationCollection",
        "label": "crosswire",
        "total": len(items),
        "first": {"type": "AnnotationPage", "startIndex": 0, "items": items},
    }


def _annotation(report: Report, found: list[Anchored]) -> dict[str, Any]:
    first = found[0]
    bodies = [
        {
            "type": "TextualBody",
            "purpose": "identifying",
            "format": "text/plain",
            "value": " ".join(filter(None, (row.table, row.row, row.field))),
        }
        for row in dict.fromkeys(found)
    ]
    return {
        "id": f"urn:crosswire:{report.id}:{first.start}:{first.end}",
        "type": "Annotation",
        "motivation": "identifying",
        "body": bodies,
        "target": {
            "source": {
                "id": report.url or f"urn:crosswire:{report.id}",
                "type": "Text",
                "language": report.language,
                "schema:sha256": report.sha256,
            },
            "selector": selectors(report.text, first.start, first.end),
        },
    }


def selectors(text: str, start: int, end: int) -> list[dict[str, Any]]:
    """Position in the record's text and, unless they are withheld, the words with a little of what stands around."""
    position = {"type": "TextPositionSelector", "start": start, "end": end}
    exact = text[start:end]
    if WITHHELD in exact or not exact:
        return [position]
    before = text[max(0, start - AROUND) : start].rpartition(WITHHELD)[2]
    after = text[end : end + AROUND].partition(WITHHELD)[0]
    return [position, {"type": "TextQuoteSelector", "exact": exact, "prefix": before, "suffix": after}]
