"""The words of a language's `times.toml` and the patterns of its `times_patterns.toml`, compiled once.

A language is a folder of rules: `rules/en/`, `rules/fr/`. Nothing here knows which there are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Any

from crosswire import rules
from crosswire.extract.times.recognition.shapes import Alphabet, Shape, Values, compile_shape, words_of
from crosswire.grammar import counting

NOTHING: Values = MappingProxyType({})
MADE = ("DATE", "TIME", "DUR", "SET", "REF")
"""What the patterns of level 2 and above give."""

_FIGURES = (
    ("ISO", r"\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d)?(?:Z|[+-]\d\d:?\d\d)?)?"),
    ("DOTS", r"\d{1,2}\.\d{1,2}\.\d{4}"),
    ("SLASH", r"\d{1,2}/\d{1,2}/(?:\d{4}|\d\d)|\d{4}/\d{1,2}/\d{1,2}"),
    ("CLOCK", r"\d{1,2}:\d\d(?::\d\d)?|\d{1,2}[hH](?:\d\d)?"),
    ("FRAC", r"[1-9]/[2-9]"),
    ("TEN", r"(?:\d{3}0|['’]?\d0)(?:['’]?s)"),
    ("DAYTH", r"\d{1,3}(?:ORDINAL)"),
    ("QCODE", r"[qQ][1-4]|[1-4]Q"),
    ("YY", r"['’]\d\d"),
    ("NUM", r"\d+(?:,\d{3})+(?:\.\d+)?|\d+\.\d+|\d+"),
)
"""Kinds of figures, the longest first. No letter or digit may touch them, but "am" and "pm"; ORDINAL stands for what a
language puts behind figures to make ordinals of them."""


@dataclass(frozen=True, slots=True)
class Pattern:
    """One compiled pattern: `make` names its meaning, `extra` is what the data hands to it."""

    gives: tuple[str, ...]
    make: str
    shape: Shape
    extra: Values


Entry = tuple[str, Values]
"""A token's letter, and what it can be."""


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Everything compiled from the data. `levels` hold, for each letter, the patterns that can start with it."""

    tokens: re.Pattern[str]
    words: dict[str, Entry]
    doubtful: frozenset[str]
    verbs: dict[str, frozenset[str]]
    alphabet: Alphabet
    other: str
    phrases: dict[str, tuple[tuple[str, ...], ...]]
    runs: re.Pattern[str]
    triggers: re.Pattern[str]
    levels: tuple[dict[str, tuple[Pattern, ...]], ...]


@cache
def check_words(name: str, language: str = "en") -> frozenset[str]:
    """One of a language's [check] lists; empty where it has none."""
    return frozenset(rules.load(f"{language}/times")["check"].get(name, ()))


@cache
def lexicon(language: str = "en") -> Lexicon:
    """The lexicon of a language. Takes about 30 ms the first time."""
    table = rules.load(f"{language}/times")
    patterns = rules.load(f"{language}/times_patterns")["pattern"]
    words, phrases = _words(word_groups(language))
    for literal in sorted(set().union(*(words_of(pattern["shape"]) for pattern in patterns))):
        words.setdefault(literal, {})[f"={literal}"] = literal
    alphabet = Alphabet()
    other = alphabet.letter(())
    for values in _figure_values():
        alphabet.letter(values)
    for pattern in patterns:
        alphabet.letter(pattern["gives"].split())
    entries: dict[str, Entry] = {word: (alphabet.letter(values), values) for word, values in words.items()}
    triggers = "".join(sorted({letter for group in table["triggers"]["groups"] for letter in alphabet.having(group)}))
    return Lexicon(
        tokens=_token_regex(table),
        words=entries,
        doubtful=frozenset(table["doubtful"]["words"]),
        verbs={word: frozenset(before) for word, before in table.get("verbs", {}).items()},
        alphabet=alphabet,
        other=other,
        phrases=phrases,
        runs=re.compile(f"[^{other}]+"),
        triggers=re.compile(f"[{triggers}]"),
        levels=tuple(_level(patterns, number, alphabet) for number in (1, 2, 3, 4)),
    )


@cache
def word_groups(language: str = "en") -> dict[str, dict[str, Any]]:
    """Every group of words the patterns of a language can name: those of its `times.toml`, and for English the months
    and number words that every room shares."""
    groups: dict[str, dict[str, Any]] = rules.load(f"{language}/times")["words"]
    if language != "en":
        return groups
    cardinals, scales = counting.cardinals(), counting.scales()
    return {
        **groups,
        "MONTH": {**counting.months()},
        "NW": {**cardinals, **{word: scale for word, scale in scales.items() if scale < 100}},
        "SCALE": {**scales},
        "TENS": {word: value for word, value in cardinals.items() if value >= 10},
        "ORD": {**counting.ordinals(), **groups["ORD"]},
    }


Phrases = dict[str, tuple[tuple[str, ...], ...]]


def _words(groups: dict[str, dict[str, Any]]) -> tuple[dict[str, dict[str, Any]], Phrases]:
    """Every word with its groups, and the expressions of several words by their first word, longest first."""
    words: dict[str, dict[str, Any]] = {}
    phrases: dict[str, list[tuple[str, ...]]] = {}
    for group, entries in groups.items():
        for entry, value in entries.items():
            parts = tuple(_split(entry)) or (entry,)
            words.setdefault(" ".join(parts), {}).update(_derived(group, value))
            if len(parts) > 1:
                phrases.setdefault(parts[0], []).append(parts)
                for part in parts:
                    words.setdefault(part, {})["HOLIDAYWORD"] = part
    return words, {first: tuple(sorted(found, key=len, reverse=True)) for first, found in phrases.items()}


def _derived(group: str, value: Any) -> dict[str, Any]:
    """The groups a word of this group is in: a number word is a number, an ordinal may be a day of the month."""
    if group == "NW":
        return {group: value, "NUM": value}
    if group == "ORD" and value > 0:
        return {group: value, "NTH": value} | ({"DAYTH": value} if value <= 31 else {})
    return {group: value}


def _split(entry: str) -> list[str]:
    return re.findall(rf"{_WORD}|-", entry)


_WORD = r"[^\W\d_]\.[^\W\d_]\b|[^\W\d_]+(?:['’](?!s\b)[^\W\d_]+)*|['’]s\b|['’]"


def _token_regex(table: dict[str, Any]) -> re.Pattern[str]:
    """Figures by kind, short forms with their dot, what a language elides before a word, words, single marks."""
    short = "|".join(sorted(form for word in table["dotted"]["words"] for form in (word.capitalize(), word.upper())))
    elided = "|".join(table.get("elided", {}).get("words", ()))
    before = rf"(?i:\b(?:{elided})['’])|" if elided else ""
    edge = r"(?:(?![^\W_])|(?=[aApP]\.?[mM]\b))"
    ordinal = "|".join(table["ordinals"]["endings"])
    kinds = "|".join(f"(?P<{name}>{regex.replace('ORDINAL', ordinal)}){edge}" for name, regex in _FIGURES)
    return re.compile(
        rf"(?<![^\W_])(?:{kinds})|(?P<short>(?:{short})\.|[aApP](?:\.\s?[mM]\b\.?|[mM]\b))|{before}{_WORD}|\d+|[^\w\s]"
    )


def _figure_values() -> Iterator[Values]:
    """One example of each kind of figures there can be, so that every letter is known before the patterns are."""
    samples = ("0", "0000", "15", "28", "45", "500", "1730", "1965", "9999", "1,200", "8.30", "99.9")
    for name, _ in _FIGURES:
        yield {name: 0}
    for sample in samples:
        yield figures("NUM", sample)
    for ordinal in ("3rd", "21st", "40th", "101st", "1st"):
        yield figures("DAYTH", ordinal)


def figures(kind: str, text: str) -> Values:
    """What a token of figures can be, and its value as each."""
    if kind == "DAYTH":
        value = int(re.sub(r"\D", "", text))
        groups = ["NTH", *(["DAYTH", "TH"] if 1 <= value <= 31 else []), *(["QORD"] if 1 <= value <= 4 else [])]
        return dict.fromkeys(groups, value)
    if kind == "FRAC":
        return {kind: int(text[0]) / int(text[-1])}
    if kind == "QCODE":
        return {kind: int(text.strip("qQ"))}
    if kind == "CLOCK":
        clock = text.lower().replace("h", ":").removesuffix(":")
        first, *others = (int(part) for part in clock.split(":"))
        return {kind: clock} if first <= 24 and all(part < 60 for part in others) else {}
    if kind != "NUM":
        return {kind: text}
    if not text.isdigit():
        values: dict[str, Any] = {"NUM": counting.figure(text)}
        hour, _, minute = text.partition(".")
        if len(minute) == 2 and len(hour) <= 2 and int(hour) < 25 and int(minute) < 60:
            values["DOTTED"] = text
        return values
    return _whole(text)


def _whole(text: str) -> Values:
    value, size = int(text[:15]), len(text)
    values: dict[str, Any] = {"NUM": value}
    if size <= 2:
        values |= {"DAY": value} if 1 <= value <= 31 else {}
        values |= {"HOUR": value} if value <= 24 else {}
    if size == 4:
        values |= {"YEAR": value} if 1000 <= value <= 2199 else {}
        values |= {"HHMM": text} if int(text[:2]) < 25 and int(text[2:]) < 60 else {}
    return values


def _level(patterns: list[dict[str, Any]], level: int, alphabet: Alphabet) -> dict[str, tuple[Pattern, ...]]:
    by_letter: dict[str, list[Pattern]] = {}
    for entry in patterns:
        if entry["level"] != level:
            continue
        extra = {key: value for key, value in entry.items() if key not in ("level", "gives", "make", "shape")}
        pattern = Pattern(tuple(entry["gives"].split()), entry["make"], compile_shape(entry["shape"], alphabet), extra)
        for letter in pattern.shape.first:
            by_letter.setdefault(letter, []).append(pattern)
    return {letter: tuple(found) for letter, found in by_letter.items()}
