"""Whether a record still agrees with itself, and with another of the same reports."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import Any, NamedTuple

import msgspec

from crosswire.base import WITHHELD, Account, Record, Report, row_id
from crosswire.render.anchors import anchored
from crosswire.render.verify.decided import decided

OWN_WORDS = 0.6
"""A line whose words are so much like those it cites, and not the same, was the report's own and has been changed."""

BOM = b"\xef\xbb\xbf"


class Fault(NamedTuple):
    """What does not agree: the table, the row's id, and what is wrong with it."""

    table: str
    row: str
    what: str


def faults(record: Record) -> Iterator[Fault]:
    """Everything in a record that cannot have been written so: hashes, offsets, words, references, figures.

    A withheld text is not hashed, and a text that is no file's bytes (a rendered web page) cannot be. A change that
    keeps all of these in agreement is found by comparing with the record as it was made (`changes`).
    """
    yield from _hashes(record)
    yield from _places(record)
    yield from _references(record)
    yield from _figures(record)
    yield from _lines(record)
    yield from (Fault(*found) for found in decided(record))


def _hashes(record: Record) -> Iterator[Fault]:
    for report in record.reports:
        if report.id != row_id("r", report.sha256, report.given_id):
            yield Fault("reports", report.id, "its id is not that of its hash")
        if not report.withheld and report.path.lower().endswith(".txt") and not _is_original(report):
            yield Fault("reports", report.id, "its text is not the one that was hashed")


def _is_original(report: Report) -> bool:
    """Whether the text gives the bytes that were hashed, with or without a byte order mark."""
    try:
        content = report.text.encode(report.encoding)
    except (LookupError, UnicodeEncodeError):
        return True
    marked = f"\ufeff{report.text}".encode(report.encoding, "ignore")
    return report.sha256 in {hashlib.sha256(one).hexdigest() for one in (content, marked, BOM + content)}


def _places(record: Record) -> Iterator[Fault]:
    texts = {report.id: report.text for report in record.reports}
    for row in anchored(record):
        text = texts.get(row.report)
        if text is None:
            yield Fault(row.table, row.row, f"{row.field or 'it'} cites a report that is not in the record")
        elif not 0 <= row.start <= row.end <= len(text):
            yield Fault(row.table, row.row, f"{row.field or 'it'} cites characters beyond the report's end")
        elif row.text is not None and WITHHELD not in text and _flat(text[row.start : row.end]) != _flat(row.text):
            yield Fault(row.table, row.row, f"{row.field or 'it'} repeats other words than stand there")


def _flat(words: str) -> str:
    return " ".join(words.split())


REFERENCES = {
    "claims": {"event": "events", "mentions": "mentions"},
    "events": {"story": "stories", "mentions": "mentions", "reports": "reports"},
    "stories": {"reports": "reports", "events": "events", "storyline": "storylines"},
    "storylines": {"stories": "stories"},
    "utterances": {"quotes": "quotes"},
    "lineages": {"reports": "reports"},
    "timeline": {"event": "events"},
    "disagreements": {"event": "events", "story": "stories"},
    "positions": {"event": "events"},
}
"""Fields that name rows of another table."""


def _references(record: Record) -> Iterator[Fault]:
    names = {
        field.name: {row.id for row in getattr(record, field.name)}
        for field in msgspec.structs.fields(record)
        if isinstance(getattr(record, field.name), tuple) and field.name not in ("unread", "set_aside")
    }
    for table, fields in REFERENCES.items():
        for row in getattr(record, table):
            for field, other in fields.items():
                value = getattr(row, field)
                for name in value if isinstance(value, tuple) else [value]:
                    if name is not None and name not in names[other]:
                        yield Fault(table, row.id, f"{field} names {name}, which is not in {other}")


def _figures(record: Record) -> Iterator[Fault]:
    """A claim's figure is one its mentions print; an event's are figures of its claims or mentions."""
    mentions = {row.id: row for row in record.mentions}
    claims = {row.id: row for row in record.claims}
    for claim in record.claims:
        if claim.outcome:
            numbers = [n for name in claim.mentions if name in mentions for n in mentions[name].numbers]
            if not any((n.outcome, n.low, n.high) == (claim.outcome, claim.low, claim.high) for n in numbers):
                yield Fault("claims", claim.id, "its figure is in none of its mentions")
    for event in record.events:
        printed = [number for name in event.mentions if name in mentions for number in mentions[name].numbers]
        for toll in event.casualties:
            given = [claims[name] for name in toll.claims if name in claims]
            told = {(row.low, row.high) for row in given if row.outcome == toll.outcome}
            told |= {(number.low, number.high) for number in printed if number.outcome == toll.outcome}
            if toll.low not in {low for low, _ in told} or toll.high not in {high for _, high in told}:
                yield Fault(
                    "events", event.id, f"its figures of {toll.outcome} are not those of its claims and mentions"
                )


def _lines(record: Record) -> Iterator[Fault]:
    """A line of brief or timeline in a report's words has them all; one in words of ours is not judged."""
    reports = {report.id: report for report in record.reports}
    for table in ("brief", "timeline"):
        for row in getattr(record, table):
            cited = [_words(account, reports) for account in row.accounts if account.report in reports]
            text = _flat(row.text)
            if any(text in whole or WITHHELD in words for words, whole in cited) or not cited:
                continue
            likeness = max(SequenceMatcher(None, words, text, autojunk=False).ratio() for words, _ in cited)
            if likeness >= OWN_WORDS:
                yield Fault(table, row.id, "its words are not quite those of the report it cites")


def _words(account: Account, reports: dict[str, Report]) -> tuple[str, str]:
    """The words cited, and all of their report's."""
    text = reports[account.report].text
    return _flat(text[account.start : account.end]), _flat(text)


def changes(given: Record, kept: Record) -> Iterator[Fault]:
    """Every row of `given` that differs from the row of that id in `kept`, or is missing in one of the two.

    The two should have been made of the same reports; how and when they were made is not compared.
    """
    for field in msgspec.structs.fields(given):
        mine, theirs = getattr(given, field.name), getattr(kept, field.name)
        if not isinstance(mine, tuple):
            continue
        old, new = _by_id(theirs), _by_id(mine)
        for name, row in new.items():
            if name not in old:
                yield Fault(field.name, name, "is not in the other record")
            elif row != old[name]:
                yield Fault(field.name, name, f"differs in {', '.join(_fields(row, old[name]))}")
        for name in sorted(old.keys() - new.keys()):
            yield Fault(field.name, name, "is only in the other record")


def _by_id(rows: tuple[Any, ...]) -> dict[str, Any]:
    return {str(getattr(row, "id", None) or getattr(row, "path", number)): row for number, row in enumerate(rows)}


def _fields(a: Any, b: Any) -> list[str]:
    return [f.encode_name for f in msgspec.structs.fields(a) if getattr(a, f.name) != getattr(b, f.name)]
