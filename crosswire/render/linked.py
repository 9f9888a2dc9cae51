"""The dossier's sources in schema.org's terms (JSON-LD), for machines that read pages.

They stand in the page as a data block: a browser runs no block of this type, so that the page's policy, which lets
nothing run, stays as strict as it is. No rating of truth (ClaimReview) is given: a record does not judge.
"""

from __future__ import annotations

import json
from typing import Any

from markupsafe import Markup

from crosswire.base import Record, Report
from crosswire.render.desk import outlet

CONTEXT = "https://schema.org"


def linked(record: Record) -> dict[str, Any]:
    """The record as a schema.org Report that cites each page as a NewsArticle."""
    return {
        "@context": CONTEXT,
        "@type": "Report",
        "name": record.storylines[0].title if record.storylines else None,
        "dateCreated": record.made.at,
        "creator": {"@type": "SoftwareApplication", "name": record.made.by},
        "citation": [article(report) for report in record.reports],
    }


def article(report: Report) -> dict[str, Any]:
    """One page; what it does not state is left out."""
    published = report.published
    facts = {
        "@type": "NewsArticle",
        "@id": f"urn:crosswire:{report.id}",
        "headline": report.headline.text if report.headline else None,
        "url": report.url,
        "inLanguage": report.language,
        "datePublished": published.value if published and published.basis not in ("story", "inferred") else None,
        "dateModified": report.updated.value if report.updated else None,
        "publisher": _organisation(outlet(report)) if report.outlet else None,
        "sourceOrganization": _organisation(report.agency.text) if report.agency else None,
        "author": [{"@type": "Person", "name": author.text} for author in report.authors] or None,
        "sha256": report.sha256,
    }
    return {key: value for key, value in facts.items() if value is not None}


def _organisation(name: str) -> dict[str, str]:
    return {"@type": "NewsMediaOrganization", "name": name}


def block(record: Record) -> Markup:
    """The same as text that cannot end the element it stands in."""
    text = json.dumps(linked(record))  # in ASCII, so that half a surrogate pair is escaped too
    for mark in "<>&":
        text = text.replace(mark, f"\\u{ord(mark):04x}")
    return Markup(text)  # every mark by which markup begins is escaped
