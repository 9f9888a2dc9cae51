"""Lines that caption a picture, or credit one."""

from __future__ import annotations

import re
from functools import cache

from crosswire import rules
from crosswire.collect.cues import Phrases, cues, either, is_capitalised, words_of
from crosswire.collect.lines.units import Shape
from crosswire.collect.particulars.agencies import agencies
from crosswire.collect.particulars.credits import is_name

_BRACKETED = re.compile(r"([(\[])([^()\[\]]{2,120})[)\]]\s*[.”\"]?\Z")
_SLASHED = re.compile(r"(?:[\s/(\[]|\A)(?P<a>[^\W\d_][\w.\- ]{1,40})\s?/\s?(?P<b>[^\W\d_][\w.\- ]{1,40})[)\].]*\Z")
_OPENER = re.compile(r"[|.\s(](\w+|©)\s?:\s?[^.:]{2,60}\.?\Z")
_CREDIT_WORD = re.compile(r"[(\[]?\s*(©|\w+)")
_HOLDS_RIGHTS = re.compile(r"(?:\s|[-–—|(/])©\s?[^©]{2,70}\Z")


_CAPTION_LEAST, _CAPTION_MOST = 4, 35
"""Words of a line that says whom a picture shows."""


@cache
def _pointers() -> Phrases:
    """What captions say of their picture ("left to right", "Archivbild")."""
    return Phrases({"photo": rules.load("any/pages_agencies")["photo"]["captions"]})


@cache
def _sides() -> re.Pattern[str]:
    return re.compile(rf"\w \((?:{either(rules.load('any/pages_agencies')['photo']['sides'])})\.?\)")


def _points(unit: Shape) -> bool:
    """Whether a line says who or what is to be seen, as captions do."""
    return bool(_pointers().anywhere(unit.words)) or ("(" in unit.text and bool(_sides().search(unit.text)))


@cache
def _photo_words(name: str) -> frozenset[str]:
    return rules.words("any/pages_agencies", "photo", name)


def picture_in(unit: Shape) -> str:
    """ "photo" for a caption with a picture's credit, "photo_credit" for the credit alone."""
    bracket = _BRACKETED.search(unit.text)
    if bracket and _credits_picture(bracket[2], square=bracket[1] == "["):
        rest = len(words_of(unit.text[: bracket.start()]))
        return "photo" if rest >= 3 else "photo_credit"
    if cues().photo.anywhere(unit.words[-12:]) and not (unit.prose == 2 and unit.closed and "/" not in unit.text[-60:]):
        return "photo" if unit.size >= 8 else "photo_credit"
    if _CAPTION_LEAST <= unit.size <= _CAPTION_MOST and _points(unit):
        return "photo"
    slashed = _SLASHED.search(unit.text[-90:])
    if slashed and unit.size <= 5 and re.search(r"\s/\s", unit.text) and not _is_picture_desk(slashed["a"]):
        return ""
    if slashed and any(slashed[side].strip() in agencies() or _is_picture_desk(slashed[side]) for side in ("a", "b")):
        return "photo_credit" if unit.size <= 6 and slashed.start() <= 1 else "photo"
    if unit.size >= 5 and _HOLDS_RIGHTS.search(unit.text[-90:]) and not unit.text.startswith("©"):
        return "photo"
    return "photo" if unit.size >= 9 and (not unit.prose or unit.size < 60) and _ends_in_credit(unit) else ""


def _is_picture_desk(name: str) -> bool:
    """An organisation's name with a word for pictures behind it: "LOWMARK PHOTO"."""
    words = name.split()
    return len(words) > 1 and words[-1].casefold() in _photo_words("desks") and is_capitalised(name)


def _ends_in_credit(unit: Shape) -> bool:
    """A caption that ends in "Photo: Vera Munt"; a few openers would fit a source in running text as well."""
    opener = _OPENER.search(unit.text[-90:])
    word = opener[1].casefold() if opener else ""
    return word in _photo_words("openers") and word not in _photo_words("unsure")


def says_credit(text: str) -> bool:
    """Whether a picture's credit says that it is one: "Photo: …", "(Image: …)", "© …"."""
    word = _CREDIT_WORD.match(text)
    return word is not None and word[1].casefold() in _photo_words("openers") | {"©"}


def _credits_picture(inside: str, *, square: bool) -> bool:
    words = words_of(inside)
    if not words:
        return False
    opened = words[0] in _photo_words("openers") and len(words) > 1
    if inside.startswith("©") or (opened and (":" in inside or words[1] in _photo_words("by"))):
        return True
    if cues().photo.anywhere(words):
        return True
    parts = [part.strip() for part in re.split(r"[/|,]|\svia\s", inside)]
    if any(part in agencies() for part in parts):
        return square or len(parts) > 1
    return len(parts) == 2 and "/" in inside and is_name(parts[0].split()) and is_capitalised(parts[1])
