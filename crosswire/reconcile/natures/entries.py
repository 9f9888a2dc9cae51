"""The entries of the rules as patterns, found by their first words."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cache

from crosswire.reconcile.natures.table import STEP, section

PREFIX = 4
"""Letters by which an entry is found that begins with a word of any ending."""

GAP = r"(?: [\w'’$%.-]+){0,3}?"
"""Up to three words between."""


@dataclass(frozen=True)
class Entry:
    """One entry of a dimension: the value it tells, and the words of which one must follow the first, if known."""

    text: str
    name: str
    value: str
    second: frozenset[str] | None

    def match(self, text: str, start: int, end: int) -> re.Match[str] | None:
        """The entry where it stands at a place of a text."""
        return _compiled(self.text).match(text, start, end)


def entries_at(word: str, follows: str) -> list[Entry]:
    """The entries that may stand where one word follows another, both without case, the longest of each dimension
    first."""
    exact, loose = _index()
    if word not in exact and word[:PREFIX] not in loose:
        return []  # most words open none
    found = (*exact.get(word, ()), *loose.get(word[:PREFIX], ()))
    return [entry for entry in found if entry.second is None or follows in entry.second]


@cache
def all_entries() -> tuple[Entry, ...]:
    """Every entry of the rules, the longest of each dimension first."""
    rows = [
        (name, value, text)
        for name, dimension in section("dimensions").items()
        for value, texts in dimension["values"].items()
        for text in texts
    ]
    rows += [(f"{STEP}{text}", text, text) for text in section("steps")["verbs"]]
    rows.sort(key=lambda row: (row[0], -len(row[2]), row[2]))
    return tuple(Entry(text, name, value, _second(text)) for name, value, text in rows)


@cache
def _index() -> tuple[dict[str, list[Entry]], dict[str, list[Entry]]]:
    """The entries by their first word, and those that begin with a word of any ending by its first letters."""
    exact: dict[str, list[Entry]] = defaultdict(list)
    loose: dict[str, list[Entry]] = defaultdict(list)
    for entry in all_entries():
        for form in dict.fromkeys(_may_open(entry.text.split(" "))):
            (loose if form.endswith("*") else exact)[form.rstrip("*")[: PREFIX if form.endswith("*") else None]].append(
                entry
            )
    return dict(exact), dict(loose)


def _may_open(parts: list[str]) -> list[str]:
    """The words with which an entry may begin."""
    found: list[str] = []
    for part in parts:
        found += [form for word in part.strip("()").split("|") for form in _forms(word)]
        if not part.startswith("("):
            break
    return found


def _second(text: str) -> frozenset[str] | None:
    """The words of which one must follow the first; null where any may, or none need."""
    parts = text.split(" ")
    if parts[0].startswith("("):
        return None
    rest = parts[1:]
    if not rest or all(part.startswith("(") for part in rest) or "~" in rest[0]:
        return None
    found = _may_open(rest)
    return None if any(form.endswith("*") or form == "~" for form in found) else frozenset(found)


@cache
def _compiled(text: str) -> re.Pattern[str]:
    made, opened = "", False
    for part in text.split(" "):
        if part in {"~", "(~)"}:
            made += GAP
        elif part.startswith("("):
            made += f"(?: (?:{_either(part[1:-1])}))?" if opened else f"(?:(?:{_either(part[1:-1])}) )?"
        else:
            made += f"{' ' if opened else ''}(?:{_either(part)})"
            opened = True
    return re.compile(rf"{made}\b", re.IGNORECASE)


def _either(part: str) -> str:
    return "|".join(_printed(form) for word in part.split("|") for form in _forms(word))


def _printed(form: str) -> str:
    if form.endswith("*"):
        return rf"{re.escape(form[:-1])}[\w-]*"
    return re.escape(form).replace("'", "['’]")


def _forms(word: str) -> list[str]:
    """The forms of a word: of "x+" the regular ones of a verb, of "x*" itself, which stands for any ending."""
    if not word.endswith("+"):
        return [word]
    base = word[:-1]
    if base.endswith("e"):
        return [base, *(f"{base[:-1]}{ending}" for ending in ("es", "ed", "ing"))]
    if base[-1] == "y" and base[-2] not in "aeiou":
        return [base, f"{base[:-1]}ies", f"{base[:-1]}ied", f"{base}ing"]
    return [
        base,
        *(f"{base}{ending}" for ending in ("s", "es", "ed", "ing")),
        *(f"{base}{base[-1]}{e}" for e in ("ed", "ing")),
    ]
