"""Which agency a report credits, and whether it is that agency's own."""

from __future__ import annotations

from functools import cache

from crosswire.base import Report
from crosswire.group.names import key
from crosswire.rules import load


def credited(report: Report) -> str | None:
    """The agency that a report credits, as written; null where it credits none but its own outlet."""
    return None if report.agency is None or issued_by(report, report.agency.text) else report.agency.text


def issued_by(report: Report, agency: str) -> bool:
    """Whether a report's outlet is the agency itself, under whichever of its names."""
    return report.outlet is not None and one_agency(report.outlet.text) == one_agency(agency)


def one_agency(name: str) -> str:
    """One key for the names of one agency: "AP" and "The Associated Press"."""
    return _known().get(key(name), key(name))


@cache
def _known() -> dict[str, str]:
    table = load("any/agencies")["agencies"]
    return {key(name): key(main) for main, about in table.items() for name in (main, *about.get("also", ()))}
