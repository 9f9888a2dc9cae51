"""A record to pass on: passages instead of whole texts, at the same offsets, and names of private persons if wished.

Whatever row holds words of a report keeps only those that stand in a passage cited; the rest is withheld everywhere.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Any, TypeVar

import msgspec

from crosswire.base import WITHHELD, Completeness, Noun, Record, Report, Unread
from crosswire.render.private import Masks, masks
from crosswire.render.snippets import Kept, kept
from crosswire.render.words import say

RUN = 5
"""So many words of a report in a row, outside a passage, are no longer a name or a term but its text."""

OPAQUE = frozenset({"id", "report", "sha256", "language", "encoding", "rules_hash"})
"""Fields that hold no words of a report."""

PLACES = frozenset({"path", "url"})
"""Fields that say where a report came from."""

PHRASES = {
    "quotes": frozenset({"addressee", "channel", "where"}),
    "mentions": frozenset({"cue"}),
    "claims": frozenset({"value", "proposition"}),
    "processes": frozenset({"terms", "scope"}),
    "positions": frozenset({"issue"}),
}
"""Fields without offsets that hold nothing but words of reports, by table."""

_WORD = re.compile(r"\w+")
_ID = re.compile(r"[a-z]{1,2}-[0-9a-f]{6,}")
_CITED = re.compile(r"“([^“”]*)”")

Row = TypeVar("Row", bound=Noun)


def withhold(record: Record, hide_names: bool = False) -> Record:
    """The record with each report's text replaced by the passages cited, every other character by a full block.

    Offsets, ids and hashes stay. With `hide_names` the names of private persons are replaced by marks of the same
    length. The same record gives the same result.
    """
    passages = kept(record)
    cleaner = _Cleaner(record.reports, passages, masks(record) if hide_names else None)
    fields: dict[str, Any] = {}
    for field in msgspec.structs.fields(record):
        value = getattr(record, field.name)
        if isinstance(value, tuple):
            fields[field.name] = tuple(cleaner.row(row, field.name) for row in value)
    fields["unread"] = tuple(_closed(row, hide_names) for row in record.unread)
    return msgspec.structs.replace(record, **fields)


def _closed(row: Unread, hide_names: bool) -> Unread:
    """A report that was not read, without its text: nothing of it is cited. Who is private in it nobody knows."""
    if row.report is None:
        return row
    text = "".join(mark if mark.isspace() else WITHHELD for mark in row.report.text)
    report = msgspec.structs.replace(
        row.report, text=text, withheld=True, standfirst=None, byline=None, credits=(), completeness=Completeness()
    )
    if hide_names:
        report = msgspec.structs.replace(report, headline=None, authors=(), url=None)
    return msgspec.structs.replace(row, report=report, times=())


class _Cleaner:
    """Rewrites rows so that no words outside the passages are left in them."""

    def __init__(self, reports: Iterable[Report], passages: dict[str, Kept], hidden: Masks | None) -> None:
        self.hidden = hidden
        self.texts: dict[str, str] = {}
        self.originals: dict[str, str] = {}
        self.open_runs, self.closed_runs, self.open_words = set[str](), set[str](), set[str]()
        for report in reports:
            self.originals[report.id] = report.text
            self.texts[report.id] = self._blocked(report, passages[report.id])
            self._learn(report.text, passages[report.id])
            self._learn_given(report)
        self.closed_runs -= self.open_runs

    def _blocked(self, report: Report, passages: Kept) -> str:
        text = "".join(
            mark if passages.holds[at] or mark.isspace() else WITHHELD for at, mark in enumerate(report.text)
        )
        return self.hidden.text(report.id, text) if self.hidden else text

    def _learn(self, text: str, passages: Kept) -> None:
        """Which runs of words stand in a passage, and which do not."""
        words = [(found[0].lower(), passages.has(*found.span())) for found in _WORD.finditer(text)]
        self.open_words.update(word for word, is_open in words if is_open)
        for at in range(len(words) - RUN + 1):
            run = words[at : at + RUN]
            runs = self.open_runs if all(is_open for _, is_open in run) else self.closed_runs
            runs.add(" ".join(word for word, _ in run))

    def _learn_given(self, report: Report) -> None:
        """What the user gave beside the text, such as a title, is passed on as it is."""
        for fact in (report.headline, report.outlet, report.byline):
            if fact and fact.start is None:
                everything = Kept(report, fact.text)
                everything.free(0, len(fact.text))
                self._learn(fact.text, everything)

    def row(self, row: Row, table: str) -> Row:
        raw = msgspec.to_builtins(row)
        report = raw.get("id") if isinstance(row, Report) else raw.get("report")
        if isinstance(row, Report):
            raw["withheld"] = True
            raw["text"], text = "", self.texts[row.id]
            made = self._node(raw, str(report), PHRASES.get(table, frozenset()))
            made["text"] = text
            if self.hidden and made["url"] and self.hidden.names_in(made["url"]):
                made["url"] = None
        else:
            made = self._node(raw, str(report or ""), PHRASES.get(table, frozenset()))
        if self.hidden and table == "entities":
            made = self.hidden.entity(made)
        return msgspec.convert(made, type(row))

    def _node(self, node: Any, report: str, phrases: frozenset[str]) -> Any:
        if isinstance(node, dict):
            report = node["report"] if isinstance(node.get("report"), str) else report
            made = {key: self._field(key, value, report, phrases) for key, value in node.items()}
            if isinstance(node.get("words"), str) and isinstance(node.get("start"), int) and report in self.texts:
                made["words"] = self._slice(node["words"], report, node["start"], node.get("end"))
            if isinstance(node.get("text"), str) and isinstance(node.get("start"), int) and report in self.texts:
                made["text"] = self._slice(node["text"], report, node["start"], node.get("end"))
            return made
        if isinstance(node, (list, tuple)):
            return [self._node(item, report, phrases) for item in node]
        return self._words(node) if isinstance(node, str) else node

    def _field(self, key: str, value: Any, report: str, phrases: frozenset[str]) -> Any:
        if key in OPAQUE:
            return value
        if key in PLACES and isinstance(value, str):
            return self.hidden.path(value) if self.hidden and key == "path" else value
        if key in phrases:
            return self._each(value, self._phrase)
        return self._node(value, report, phrases)

    def _each(self, value: Any, change: Callable[[str], str]) -> Any:
        if isinstance(value, str):
            return change(value)
        return [change(item) for item in value] if isinstance(value, (list, tuple)) else value

    def _slice(self, words: str, report: str, start: int, end: int | None) -> str:
        """What the report's text now has where these words stand, on one line if they were given on one."""
        now = self.texts[report][start:end]
        if words == self.originals[report][start:end]:
            return now
        if WITHHELD not in now:
            return self._hide(words)
        return " ".join(now.split())

    def _words(self, words: str) -> str:
        """A string of ours that may hold words of reports: those cited within it and long runs of them are withheld."""
        cited = _CITED.sub(self._cited, words) if "“" in words else words
        return self._hide(self._cut(cited))

    def _cited(self, found: re.Match[str]) -> str:
        return found[0] if self._is_open(found[1]) else f"“{say('words.words_left_out')}”"

    def _phrase(self, words: str) -> str:
        if _ID.fullmatch(words):
            return words
        return self._hide(self._cut(words)) if self._is_open(words) else say("words.words_left_out")

    def _is_open(self, words: str) -> bool:
        return self.open_words.issuperset(_WORD.findall(words.lower()))

    def _cut(self, words: str) -> str:
        """The words up to where a run of a withheld text begins."""
        found = list(_WORD.finditer(words))
        lower = [word[0].lower() for word in found]
        was_open = False
        for at in range(len(found) - RUN + 1):
            run = " ".join(lower[at : at + RUN])
            if run in self.closed_runs:
                end = found[at + RUN - 2].end() if was_open else found[at].start()
                return f"{words[:end].rstrip()} {say('words.words_left_out')}".strip()
            was_open = run in self.open_runs
        return words

    def _hide(self, words: str) -> str:
        return self.hidden.words(words) if self.hidden else words
