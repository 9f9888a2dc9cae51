"""The phrases of page furniture, compiled from `rules/en/pages.toml` and `rules/any/pages.toml`."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from crosswire import rules

WORD = re.compile(r"©|\w+(?:['’]\w+)*")
_FILES = ("en/pages", "any/pages")
_ANY_WORDS = 6
"""Words that "…" in a phrase may stand for, at most."""


def words_of(text: str) -> list[str]:
    """The words of a text in small letters, numbers as "#": the form in which phrases are compared."""
    return ["#" if word.isdigit() else word for word in WORD.findall(text.casefold().replace("’", "'"))]


@dataclass(frozen=True)
class Phrase:
    words: tuple[str, ...]
    label: str

    def end(self, words: list[str], start: int) -> int:
        """Where the phrase ends if it starts at `start`, or -1."""
        return _match(self.words, 0, words, start)


def _match(phrase: tuple[str, ...], at: int, words: list[str], place: int) -> int:
    while at < len(phrase):
        if phrase[at] == "…":
            for gap in range(1, _ANY_WORDS + 1):
                end = _match(phrase, at + 1, words, place + gap)
                if end >= 0 and place + gap <= len(words):
                    return end
            return -1
        if place >= len(words) or words[place] != phrase[at]:
            return -1
        at, place = at + 1, place + 1
    return place


def either(words: Iterable[str]) -> str:
    """A pattern for any of the words, longer ones first, with blanks of any width."""
    ordered = sorted(words, key=lambda word: (-len(word), word))
    return "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in ordered)


def is_capitalised(name: str) -> bool:
    """Whether every word begins with a capital."""
    return bool(name.strip()) and all(word[0].isupper() for word in name.split())


class Phrases:
    """One table of phrases, found by their first word; longer ones first, so that the closest fit wins."""

    def __init__(self, groups: dict[str, list[str]]) -> None:
        self._by_first: dict[str, list[Phrase]] = {}
        for label, entries in groups.items():
            for entry in entries:
                words = tuple(words_of_phrase(entry))
                if words:
                    self._by_first.setdefault(words[0], []).append(Phrase(words, label))
        for found in self._by_first.values():
            found.sort(key=lambda phrase: (-len(phrase.words), phrase.words))

    def opening(self, words: list[str]) -> tuple[str, int] | None:
        """The label of a phrase that opens the words, and how many words it takes."""
        return self.at(words, 0)

    def whole(self, words: list[str]) -> str | None:
        for phrase in self._by_first.get(words[0], ()) if words else ():
            if phrase.end(words, 0) == len(words):
                return phrase.label
        return None

    def anywhere(self, words: list[str]) -> str | None:
        first = self._by_first
        for start, word in enumerate(words):
            if word in first:
                found = self.at(words, start)
                if found:
                    return found[0]
        return None

    def at(self, words: list[str], start: int) -> tuple[str, int] | None:
        """The label of a phrase that begins at a word, and how many words it takes."""
        for phrase in self._by_first.get(words[start], ()) if start < len(words) else ():
            end = phrase.end(words, start)
            if end >= 0:
                return phrase.label, end - start
        return None


def words_of_phrase(entry: str) -> list[str]:
    """Like `words_of`, with the two signs a phrase may hold."""
    return [
        part if part in ("#", "…") else "#" if part.isdigit() else part
        for part in re.findall(r"#|…|©|\w+(?:['’]\w+)*", entry.casefold().replace("’", "'"))
    ]


@dataclass(frozen=True)
class Cues:
    """Every table of phrases. See the head of `rules/en/pages.toml` for what each mode means."""

    alone: Phrases
    label: Phrases
    opens: Phrases
    within: Phrases
    notices: Phrases
    kinds: Phrases
    photo: Phrases


def merged(table: str) -> dict[str, list[str]]:
    """One table of the page rules, English and other languages together."""
    groups: dict[str, list[str]] = {}
    for file in _FILES:
        for label, entries in rules.load(file).get(table, {}).items():
            groups.setdefault(label, []).extend(entries)
    return groups


@cache
def cues() -> Cues:
    marks = rules.load("any/pages_agencies")["photo"]["marks"]
    return Cues(
        alone=Phrases(merged("alone")),
        label=Phrases(merged("label")),
        opens=Phrases(merged("opens")),
        within=Phrases(merged("within")),
        notices=Phrases(merged("notices")),
        kinds=Phrases(merged("kinds")),
        photo=Phrases({"photo": marks}),
    )


@cache
def function_words() -> dict[str, frozenset[str]]:
    table = rules.load("any/pages_words")["function_words"]
    return {language: frozenset(words) for language, words in table.items()}


@cache
def any_function_word() -> frozenset[str]:
    return frozenset().union(*function_words().values())
