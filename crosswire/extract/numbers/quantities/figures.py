"""Reads the number itself: figures, number words, vague counts, none, and ranges of two numbers."""

from __future__ import annotations

from dataclasses import dataclass

from crosswire.extract.numbers.lexicon import Lexicon, Words
from crosswire.extract.numbers.line import Line
from crosswire.grammar.counting import spoken


@dataclass(frozen=True, slots=True)
class Figure:
    """A number as read: places [first, end) of its words and its interval."""

    first: int
    end: int
    low: float
    high: float | None
    kind: str = "number"
    qualifier: str | None = None


def read_figure(line: Line, place: int, words: Lexicon) -> Figure | None:
    """The number that starts at this place, or null where none does."""
    word = line.words[place]
    none = _none(line, place, words)
    if none is not None:
        return none
    for phrase, low, high in words.vague.get(word, ()):
        if line.has(place, phrase):
            end = _swallow_of(line, place + len(phrase), words, phrase)
            return Figure(place, end, low, high, "vague", " ".join(phrase))
    if word in words.sets["words.articles"] or word in words.sets["words.half"]:
        return _dozen(line, place, words)
    if word in words.sizes:
        return None
    return _printed(line, place, words)


def _none(line: Line, place: int, words: Lexicon) -> Figure | None:
    """ "No", "nobody", "no one": a count of nought."""
    pronouns = words.sets["none.pronouns"]
    pair = f"{line.words[place]} {line.word(place + 1)}"
    if pair in pronouns:
        return Figure(place, place + 2, 0, 0, "none")
    if line.words[place] in pronouns or line.words[place] in words.sets["none.determiners"]:
        return Figure(place, place + 1, 0, 0, "none")
    return None


def _swallow_of(line: Line, end: int, words: Lexicon, phrase: Words) -> int:
    """The place after "of" in "dozens of people", unless a whole follows ("several of the victims")."""
    if line.word(end) in words.sets["partitive.of"] and line.word(end + 1) not in words.sets["partitive.whole"]:
        return end + 1
    return end


def _dozen(line: Line, place: int, words: Lexicon) -> Figure | None:
    """ "A dozen", "half a dozen", "a hundred and ten"; a bare article is no number."""
    end, half = place, line.words[place] in words.sets["words.half"]
    end += half
    end += line.word(end) in words.sets["words.articles"]
    if line.word(end) not in words.sizes:
        return None
    if half:
        value, end = words.sizes[line.word(end)] / 2, end + 1
    else:
        value, end = spoken(line.words, end) or (0, end)
    return Figure(place, _swallow_of(line, end, words, ()), value, value)


def _printed(line: Line, place: int, words: Lexicon) -> Figure | None:
    """Figures or number words, with the scales after them: "1,200", "twenty - five", "two hundred and ten"."""
    found = spoken(line.words, place)
    if found is None:
        return None
    value, end = found
    end = _swallow_of(line, end, words, ()) if value in words.sizes.values() else end
    return Figure(place, end, value, value)


def widened(line: Line, figure: Figure, words: Lexicon) -> Figure:
    """ "Between 5 and 7", "5 to 7", "5-7", "five or six" as one figure."""
    if figure.kind != "number":
        return figure
    rising = _rising(line, figure, words)
    if rising is not None:
        return rising
    middle, opened = line.word(figure.end), line.word(figure.first - 1) in words.sets["ranges.openers"]
    joins = words.sets["ranges.middles"] | (words.sets["ranges.closers"] if opened else frozenset())
    start = figure.end + 1
    if middle not in joins or line.is_end(start) or line.word(figure.first - 1) in words.sets["toll.earlier"]:
        return figure
    other = _printed(line, start, words)
    if other is None or not figure.low < other.low < 20 * max(figure.low, 1):
        return figure
    first = figure.first - 1 if opened else figure.first
    return Figure(first, other.end, figure.low, other.high, qualifier="between")


def _rising(line: Line, figure: Figure, words: Lexicon) -> Figure | None:
    """ "At least 11 and up to 15", "one but possibly as many as six"."""
    for phrase in words.phrases["ranges.rising"].get(line.word(figure.end), ()):
        start = figure.end + len(phrase)
        other = _printed(line, start, words) if line.has(figure.end, phrase) and start < len(line) else None
        if other is not None and figure.low < other.low:
            return Figure(figure.first, other.end, figure.low, other.high, qualifier="between")
    return None
