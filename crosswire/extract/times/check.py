"""What is kept of what the patterns see, and why the rest is not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crosswire.extract.times.lexicon import check_words
from crosswire.extract.times.reading import Meaning, Node

if TYPE_CHECKING:
    from spacy.tokens import Doc

_FIRST_YEAR, _LAST_YEAR = 1900, 2060
"""A bare number within is a year unless its neighbours say otherwise; outside, only after a word that years follow."""


def why_not(node: Node, before: tuple[str, ...], after: tuple[str, ...], text: str, doc: Doc) -> str | None:
    """The reason a candidate is no time expression, in words, or null when it is one.

    `before` and `after` are the words around it, nearest first; `text` is what it stands in.
    """
    meaning = node.values[node.made or "DATE"]
    while meaning.make == "modified":
        meaning = meaning.slots["date"]
    if after[:1] and after[0] in check_words("name_after") and text[node.end + 1 : node.end + 2].isupper():
        return "part of a name"
    rule = _RULES.get(meaning.make)
    return rule(meaning, node, before, after, text, doc) if rule else None


def _year(
    meaning: Meaning, node: Node, before: tuple[str, ...], after: tuple[str, ...], text: str, doc: Doc
) -> str | None:
    if not isinstance(meaning.slots.get("year"), int) or not node.word.split()[-1].isdigit():
        return None
    year = meaning.slots["year"]
    if (
        text[node.start - 1 : node.start] in ("-", "/", "#", "$", "£", "€", "¥", ".")
        or text[node.end : node.end + 1] == "%"
    ):
        return "a number, by the mark that touches it"
    if before[:1] and before[0] in check_words("not_year_after"):
        return "a number, by the word before it"
    if after[:1] and (after[0] in check_words("not_year_before") or _counts(node, before, doc)):
        return "a count of what follows"
    if _FIRST_YEAR <= year <= _LAST_YEAR or (before[:1] and before[0] in check_words("year_after")):
        return None
    return "a number, not a year"


def _counts(node: Node, before: tuple[str, ...], doc: Doc) -> bool:
    """Whether a bare number counts the noun in the plural right after it."""
    if not doc.has_annotation("TAG") or (before[:1] and before[0] in check_words("year_after")):
        return False
    span = doc.char_span(node.start, node.end)
    return span is not None and span.end < len(doc) and doc[span.end].tag_ == "NNS" and span.root.dep_ == "nummod"


def _lone(
    meaning: Meaning, node: Node, before: tuple[str, ...], after: tuple[str, ...], text: str, doc: Doc
) -> str | None:
    """A month or weekday that is also a name or a verb."""
    if node.word in check_words("only_dotted") and text[node.end - 1] != ".":
        return "a name"
    if before and before[0] in check_words("day_names") and "weekday" in meaning.slots:
        return "a name"
    if node.word not in check_words_doubtful() or (before[:1] and before[0] in check_words("lone_after")):
        return None
    return "a name or a verb, with nothing beside it that makes it a date"


def _named(
    meaning: Meaning, node: Node, before: tuple[str, ...], after: tuple[str, ...], text: str, doc: Doc
) -> str | None:
    """ "That Sun": a short form without its dot."""
    if node.word.split()[-1] in check_words("only_dotted") and text[node.end - 1] != ".":
        return "a name"
    titled = all(part[0].isupper() for part in text[node.start : node.end].split())
    if titled and "unit" in meaning.slots and text[node.start - 1 : node.start] in ('"', "“", "‘", "'"):
        return "a title"
    return None


def _deictic(
    meaning: Meaning, node: Node, before: tuple[str, ...], after: tuple[str, ...], text: str, doc: Doc
) -> str | None:
    """ "Varenne Today"."""
    written = text[node.start : node.end]
    named = before and written.istitle() and text[node.start - 1 : node.start] == " " and text[node.start - 2].isalpha()
    return "part of a name" if named else None


def _season(
    meaning: Meaning, node: Node, before: tuple[str, ...], after: tuple[str, ...], text: str, doc: Doc
) -> str | None:
    word = node.word.split()[-1]
    if "year" in meaning.slots or word not in check_words("season_verbs"):
        return None
    if after[:1] == ("of",):
        return "another noun"
    if doc.has_annotation("TAG"):
        span = doc.char_span(node.start, node.end, alignment_mode="expand")
        if span is not None and span.root.tag_.startswith("V"):
            return "a verb"
    return None if before[:1] and before[0] in check_words("season_after") else "a verb or another noun"


def _duration(
    meaning: Meaning, node: Node, before: tuple[str, ...], after: tuple[str, ...], text: str, doc: Doc
) -> str | None:
    if after[:1] == ("old",):
        return "an age"
    if meaning.slots.get("unit") == "quarter" and (
        after[:1] == ("of",) or (text[node.start : node.end].endswith("-quarters"))
    ):
        return "a fraction"
    return None


def _bounded(
    meaning: Meaning, node: Node, before: tuple[str, ...], after: tuple[str, ...], text: str, doc: Doc
) -> str | None:
    return _duration(meaning.slots["span"], node, before, after, text, doc)


def _reference(
    meaning: Meaning, node: Node, before: tuple[str, ...], after: tuple[str, ...], text: str, doc: Doc
) -> str | None:
    if node.word in ("soon", "shortly") and after[:1] and after[0] in check_words("leaning_before"):
        return "counted from what follows"
    return None


def _bare(
    meaning: Meaning, node: Node, before: tuple[str, ...], after: tuple[str, ...], text: str, doc: Doc
) -> str | None:
    if after[:1] and after[0] in check_words("bare_before"):
        return None
    return None if before[:1] and before[0] in check_words("bare_after") else "a unit without a count"


def _adverb(
    meaning: Meaning, node: Node, before: tuple[str, ...], after: tuple[str, ...], text: str, doc: Doc
) -> str | None:
    if after[:1] and after[0] not in check_words("adverb_before"):
        return "goes with a noun"
    return "part of a name" if text[node.start].isupper() and before else None


def check_words_doubtful() -> frozenset[str]:
    from crosswire.extract.times.lexicon import lexicon

    return lexicon().doubtful


def _day_number(
    meaning: Meaning, node: Node, before: tuple[str, ...], after: tuple[str, ...], text: str, doc: Doc
) -> str | None:
    if not before or before[0] not in check_words("day_after"):
        return "an ordinal"
    return "goes with a noun" if after[:1] and after[0] not in check_words("adverb_before") else None


def _years(
    meaning: Meaning, node: Node, before: tuple[str, ...], after: tuple[str, ...], text: str, doc: Doc
) -> str | None:
    beside = text[max(0, node.start - 1) : node.start] + text[node.end : node.end + 2].rstrip(".,;: ")
    last = meaning.slots["last"]
    short = last < 100 and not meaning.slots["first"] % 100 < last
    return "a number, not years" if set(beside) & set("-/+.") or short or " " in text[node.start : node.end] else None


_RULES = {
    "adverb": _adverb,
    "bare": _bare,
    "bounded": _bounded,
    "day_number": _day_number,
    "deictic": _deictic,
    "duration": _duration,
    "month": _lone,
    "narrative": _named,
    "reference": _reference,
    "season": _season,
    "weekday": _lone,
    "which": _named,
    "year": _year,
    "years": _years,
}
