"""What was known when: whether words were out by a day or a moment."""

from __future__ import annotations

import datetime as dt

from crosswire.base.reports import Report

DAY = len("2019-09-20")


def known_since(report: Report) -> str | None:
    """Since when a report's words are out, as ISO 8601: its last update, else when it was published; null if unknown.

    A page that was updated may tell what was learnt by then; its first version, where it is at hand, is a report of its
    own.
    """
    stamp = report.updated or report.published
    return stamp.value if stamp is not None else None


def is_known_by(since: str, until: str) -> bool:
    """Whether what is out `since` a day or moment was known by the end of the day `until`, or by that moment.

    Of what is known by its day alone it is sure only when the day is over. A moment without a zone is taken for UTC.
    """
    if len(until) <= DAY:
        return since[:DAY] <= until
    return _end(since) <= _moment(until)


def _end(since: str) -> dt.datetime:
    """The first moment at which what is told to be out is out."""
    return _moment(since) + dt.timedelta(days=1) if len(since) <= DAY else _moment(since)


def _moment(stamp: str) -> dt.datetime:
    found = dt.datetime.fromisoformat(stamp)
    return found if found.tzinfo is not None else found.replace(tzinfo=dt.UTC)
