"""Text in one case, upper or lower, as it would be written: the same characters in the same places, so that every
offset holds."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

from crosswire import rules

if TYPE_CHECKING:
    from spacy.language import Language

_WORD = re.compile(r"[^\W\d_]+(?:\.[^\W\d_])*")
_OPENS = re.compile(r"(?:^|[.!?:]['\"”’)]*\s+|\n\s*\n\s*|^\W+)$")
SHOUTED = 0.9
"""Share of capitals from which a block counts as upper case; headlines in title case have about a quarter."""
LETTERS, WORDS = 12, 5
"""Blocks shorter than this stay as they are: an acronym is no shouting, a single word no style."""
_LONGEST = 5


def restore_case(text: str, nlp: Language) -> str | None:
    """The block as it would be written, or None when it is in mixed case already. Same length."""
    capitals, letters = sum(map(str.isupper, text)), sum(map(str.isalpha, text))
    if 0 < capitals < SHOUTED * letters or letters < LETTERS or len(_WORD.findall(text)) < WORDS:
        return None
    known = _known_words(nlp)
    return _restored(text, known) if known else None


def _restored(text: str, known: frozenset[str]) -> str:
    low = "".join(_lower(letter) for letter in text)
    words = list(_WORD.finditer(low))
    made = list(low)
    place = 0
    while place < len(words):
        size, name = _name_at(low, words, place)
        if name:
            made[words[place].start() : words[place + size - 1].end()] = name
        else:
            word = words[place]
            if _opens(low, word.start()) or not _is_plain(word.group(), known):
                made[word.start()] = _upper(made[word.start()])
        place += size
    return "".join(made)


def _lower(letter: str) -> str:
    return letter.lower() if len(letter.lower()) == 1 else letter


def _upper(letter: str) -> str:
    """The capital of a letter that is the letter's own: that of the micro sign is a Greek M, which is another's."""
    return letter.upper() if letter.upper().lower() == letter.lower() else letter


def _opens(text: str, start: int) -> bool:
    """Whether a word opens a sentence."""
    return start == 0 or _OPENS.search(text[max(0, start - 6) : start]) is not None


def _name_at(text: str, words: list[re.Match[str]], place: int) -> tuple[int, str]:
    """How many words from here make a listed name, and how it is written; the longest wins."""
    names, first = _names(), words[place].group()
    if first not in names:
        return 1, ""
    start = words[place].start()
    for size in range(min(_LONGEST, len(words) - place), 0, -1):
        told = text[start : words[place + size - 1].end()]
        written = names[first].get(" ".join(told.split()))
        if written is not None and len(written) == len(told):
            return size, written
    return 1, ""


def _is_plain(word: str, known: frozenset[str]) -> bool:
    return len(word) == 1 or any(form in known for form in _forms(word))


def _forms(word: str) -> Iterator[str]:
    """A word and what it may be an ending of."""
    yield word
    for ending, instead in rules.load("en/casing")["endings"]["pairs"]:
        if word.endswith(ending) and len(word) > len(ending) + 2:
            stem = word[: -len(ending)]
            yield stem + instead
            if not instead and stem[-1] == stem[-2]:
                yield stem[:-1]


@cache
def _names() -> dict[str, dict[str, str]]:
    """Names as they are written, by their first word and their whole in lower case."""
    found: dict[str, dict[str, str]] = {}
    for name in _listed():
        low = name.lower()
        first = _WORD.match(low)
        if first is not None and len(low) == len(name) and low != name and low not in _not_names():
            found.setdefault(first.group(), {})[low] = name
    return found


def _listed() -> Iterator[str]:
    table = rules.load("en/casing")
    yield from table["names"]["words"]
    for given in rules.load("en/names")["given"].values():
        yield from given
    yield from rules.load("any/cities")["cities"]
    yield from rules.load("any/regions")["regions"]
    for state in rules.load("any/states")["states"].values():
        peoples = state.get("adjectives", ())
        yield from (state["name"], *state.get("also", ()), *state.get("capital", ()), *peoples)
        yield from (f"{people}s" for people in peoples)
    for name, body in (*rules.load("any/bodies")["bodies"].items(), *rules.load("any/groups")["groups"].items()):
        yield from (name, *body.get("also", ()))


def _not_names() -> frozenset[str]:
    return rules.words("en/casing", "not_names", "words")


@cache
def _known_words(nlp: Language) -> frozenset[str]:
    """The words the model's lemmatizer knows, without those that are only names; none where it has no such list."""
    if "lemmatizer" not in nlp.pipe_names:
        return frozenset()
    lookups = nlp.get_pipe("lemmatizer").lookups  # type: ignore[attr-defined]
    found = set(rules.load("en/casing")["plain"]["words"]) | set(nlp.Defaults.stop_words)
    for name in ("lemma_index", "lemma_exc"):
        if lookups.has_table(name):
            table = lookups.get_table(name)
            for part in ("noun", "verb", "adj", "adv"):
                found.update(table.get(part, ()))
    return frozenset(found) if len(found) > len(nlp.Defaults.stop_words) else frozenset()
