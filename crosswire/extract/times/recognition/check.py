"""What is kept of what the patterns see, and why the rest is not."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from crosswire.extract.times.recognition.lexicon import check_words, lexicon
from crosswire.extract.times.recognition.reading import Meaning, Node

if TYPE_CHECKING:
    from spacy.tokens import Doc

FIRST_YEAR, LAST_YEAR = 1900, 2060
"""A bare number within is a year unless its neighbours say otherwise; outside, only after a word that years follow."""

_OPENING, _CLOSING, _TITLE = re.compile(r"[\"“‘]"), frozenset('"”’'), 40
"""Marks around a title, and how many characters of one may stand before a weekday."""

_TOUCHING = frozenset("-/#$£€¥.")
"""Marks that make the number they touch no year."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """An expression the patterns see, in its surroundings: the words before and after, nearest first, and the text."""

    node: Node
    before: tuple[str, ...]
    after: tuple[str, ...]
    text: str
    doc: Doc
    language: str = "en"

    @property
    def meaning(self) -> Meaning:
        """What it means, without "early", "about" and the like."""
        meaning: Meaning = self.node.values[self.node.made or "DATE"]
        while meaning.make == "modified":
            meaning = meaning.slots["date"]
        return meaning

    @property
    def written(self) -> str:
        return self.text[self.node.start : self.node.end]

    @property
    def last_word(self) -> str:
        return self.node.word.split()[-1]

    def follows(self, name: str) -> bool:
        """Whether the word before it stands in this list of [check]."""
        return self.before[:1] != () and self.before[0] in check_words(name, self.language)

    def precedes(self, name: str) -> bool:
        """Whether the word after it stands in this list of [check]."""
        return self.after[:1] != () and self.after[0] in check_words(name, self.language)

    def mark_before(self) -> str:
        return self.text[self.node.start - 1 : self.node.start] if self.node.start else ""


def why_not(candidate: Candidate) -> str | None:
    """The reason a candidate is no time expression, in words, or null when it is one."""
    following = candidate.text[candidate.node.end + 1 : candidate.node.end + 2]
    if candidate.precedes("name_after") and following.isupper():
        return "part of a name"
    rule = _RULES.get(candidate.meaning.make)
    return rule(candidate, candidate.meaning) if rule else None


def _year(candidate: Candidate, meaning: Meaning) -> str | None:
    year = meaning.slots.get("year")
    if not isinstance(year, int) or not candidate.last_word.isdigit():
        return None
    if candidate.mark_before() in _TOUCHING or candidate.text[candidate.node.end : candidate.node.end + 1] == "%":
        return "a number, by the mark that touches it"
    if candidate.follows("not_year_after"):
        return "a number, by the word before it"
    if candidate.precedes("not_year_before") or _counts(candidate, year):
        return "a count of what follows"
    if FIRST_YEAR <= year <= LAST_YEAR or candidate.follows("year_after"):
        return None
    return "a number, not a year"


def _counts(candidate: Candidate, year: int) -> bool:
    """Whether a bare number counts the noun in the plural right after it, or after a number it is joined to ("1000 and
    1800 people")."""
    doc = candidate.doc
    joined = candidate.after[:1] != () and candidate.after[0] in check_words("joining", candidate.language)
    if joined and _number_then_counted(candidate) and not _opens_years(candidate):
        return True
    if not doc.has_annotation("TAG") or (candidate.follows("year_after") and FIRST_YEAR <= year <= LAST_YEAR):
        return False
    last = doc.char_span(candidate.node.end - len(candidate.last_word), candidate.node.end)
    if last is None or last.end >= len(doc):
        return False
    at = last.end + (2 if joined and last.end + 2 < len(doc) and doc[last.end + 1].is_digit else 0)
    return doc[at].tag_ == "NNS" and doc[at - 1].dep_ == "nummod"


def _number_then_counted(candidate: Candidate) -> bool:
    after = candidate.after
    return len(after) == 3 and after[1].isdigit() and after[2] in check_words("not_year_before", candidate.language)


def _opens_years(candidate: Candidate) -> bool:
    """Whether the word before says that years follow, and not that a range does."""
    return candidate.follows("year_after") and not candidate.follows("range_openers")


def _years(candidate: Candidate, meaning: Meaning) -> str | None:
    end = candidate.node.end
    beside = candidate.mark_before() + candidate.text[end : end + 2].rstrip(".,;: ")
    last = meaning.slots["last"]
    if not isinstance(last, int):
        return "a number, not years"
    short = last < 100 and not meaning.slots["first"] % 100 < last
    return "a number, not years" if set(beside) & set("-/+.") or short or " " in candidate.written else None


def _named_day(candidate: Candidate, meaning: Meaning) -> str | None:
    """A month or weekday that is also a name or a verb, or a weekday that tells a custom."""
    if "weekday" in meaning.slots and candidate.precedes("weekly_custom"):
        return "a kind of thing, not when it was"
    if "weekday" in meaning.slots and _in_title(candidate):
        return "part of a title in quotation marks"
    if candidate.last_word in check_words("only_dotted", candidate.language) and not candidate.written.endswith("."):
        return "a name"
    if candidate.follows("day_names") and candidate.mark_before() == " " and candidate.written[0].isupper():
        return "a name"
    if "year" not in meaning.slots and "month" in meaning.slots and _is_person(candidate):
        return "part of a person's name"
    if candidate.node.word in lexicon(candidate.language).doubtful and not candidate.follows("lone_after"):
        return "a name or a verb, with nothing beside it that makes it a date"
    return None


def _is_person(candidate: Candidate) -> bool:
    """Whether the parse takes a month for part of somebody's name, and the word before is capitalised too."""
    if not candidate.doc.has_annotation("ENT_IOB"):
        return False
    span = candidate.doc.char_span(candidate.node.start, candidate.node.end)
    if span is None or span[0].ent_type_ != "PERSON":
        return False
    beside = (span.doc[at] for at in (span.start - 1, span.end) if 0 <= at < len(span.doc))
    return any(token.ent_type_ == "PERSON" and token.is_title for token in beside)


def _in_title(candidate: Candidate) -> bool:
    """Whether quotation marks hold it with nothing but other capitalised words ("Varenne News Sunday")."""
    opened = _OPENING.split(candidate.text[max(0, candidate.node.start - _TITLE) : candidate.node.start])
    closed = candidate.text[candidate.node.end : candidate.node.end + 2].lstrip(".,")[:1]
    words = opened[-1].split()
    return len(opened) > 1 and closed in _CLOSING and bool(words) and all(word[0].isupper() for word in words)


def _titled(candidate: Candidate, meaning: Meaning) -> str | None:
    """ "That Sun", the programme "This Week"."""
    if candidate.last_word in check_words("only_dotted", candidate.language) and not candidate.written.endswith("."):
        return "a name"
    capitals = all(part[0].isupper() for part in candidate.written.split())
    return (
        "a title" if capitals and "unit" in meaning.slots and candidate.mark_before() in ('"', "“", "‘", "'") else None
    )


def _deictic(candidate: Candidate, _: Meaning) -> str | None:
    """ "Varenne Today"."""
    ahead = candidate.text[max(0, candidate.node.start - 2) : candidate.node.start]
    named = candidate.before and candidate.written.istitle() and len(ahead) == 2 and ahead[0].isalpha()
    return "part of a name" if named and ahead[1] == " " else None


def _season(candidate: Candidate, meaning: Meaning) -> str | None:
    if "year" in meaning.slots or candidate.last_word not in check_words("season_verbs", candidate.language):
        return None
    if candidate.after[:1] == ("of",):
        return "another noun"
    if candidate.doc.has_annotation("TAG"):
        span = candidate.doc.char_span(candidate.node.start, candidate.node.end, alignment_mode="expand")
        if span is not None and span.root.tag_.startswith("V"):
            return "a verb"
    return None if candidate.follows("season_after") else "a verb or another noun"


def _day_number(candidate: Candidate, _: Meaning) -> str | None:
    if not candidate.follows("day_after"):
        return "an ordinal"
    return "goes with a noun" if candidate.after and not candidate.precedes("adverb_before") else None


def _duration(candidate: Candidate, meaning: Meaning) -> str | None:
    if candidate.precedes("aged"):
        return "an age"
    inner = meaning.slots.get("span", meaning)
    part = candidate.after[:1] == ("of",) or candidate.written.endswith("-quarters")
    return "a fraction" if inner.slots.get("unit") == "quarter" and part else None


def _bare(candidate: Candidate, _: Meaning) -> str | None:
    return None if candidate.follows("bare_after") or candidate.precedes("bare_before") else "a unit without a count"


def _reference(candidate: Candidate, _: Meaning) -> str | None:
    leans = candidate.node.word in check_words("leaning", candidate.language) and candidate.precedes("leaning_before")
    return "counted from what follows" if leans else None


def _bare_part(candidate: Candidate, _: Meaning) -> str | None:
    return None if candidate.follows("part_after") and candidate.written.islower() else "a part of another phrase"


def _eve(candidate: Candidate, _: Meaning) -> str | None:
    return None if candidate.after[:1] == ("of",) else "part of another phrase"


def _adverb(candidate: Candidate, _: Meaning) -> str | None:
    if candidate.after and not candidate.precedes("adverb_before"):
        return "goes with a noun"
    return "part of a name" if candidate.written[0].isupper() and candidate.before else None


_RULES: dict[str, Callable[[Candidate, Meaning], str | None]] = {
    "adverb": _adverb,
    "bare": _bare,
    "bare_part": _bare_part,
    "bounded": _duration,
    "day_number": _day_number,
    "deictic": _deictic,
    "eve": _eve,
    "duration": _duration,
    "month": _named_day,
    "narrative": _titled,
    "reference": _reference,
    "season": _season,
    "weekday": _named_day,
    "which": _titled,
    "year": _year,
    "years": _years,
}
