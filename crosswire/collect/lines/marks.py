"""First look at every unit by itself: does it say what it is? Share buttons, dates, bylines, credits, notices."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

from crosswire import rules
from crosswire.collect.cues import WORD, any_function_word, cues, either, words_of
from crosswire.collect.lines.pictures import picture_in
from crosswire.collect.lines.units import Shape, Unit
from crosswire.collect.particulars.agencies import agencies, is_agency
from crosswire.collect.particulars.credits import after_label, credit_of, is_name, pieces_of
from crosswire.collect.particulars.dates import Found, dates_in, is_clock, left_over
from crosswire.collect.particulars.rights import outlet_in_rights

NOISE = {
    "navigation": "navigation",
    "share": "share",
    "related": "related",
    "end": "related",
    "advert": "advert",
    "comment": "comment",
    "legal": "legal",
}
"""Marks that make a unit noise, with the kind of noise."""

_LISTED = re.compile(r"(?:(?<!\s)\s*)?(?:[|•·>»›/,\n]|\s[-–]\s)\s*")
_SEPARATOR = re.compile(r"(?:(?<!\s)\s*+)?[:：|]|(?<!\s)\s++[-–—]\s")
_BULLET = re.compile(r"(?:[•●▪■◦‣*·]|[-–—]\s|\d{1,2}[.)]\s)")
_GLUE = re.compile(r"(?<=[a-z]{3})(?=[A-Z][a-z])|\s{2,}")
_ARROW = re.compile(r"\w\s?(?:[›»→►▶❯]|>{1,2})\s*\Z")
_QUOTED = re.compile(r"[“”«»„\"]")
_SIGNATURE = re.compile(r"[—–-]\s?[^()\n]{1,60}\s\(@\w{2,30}\)")
_BARS = re.compile(r"[|•·]")
_PARTICULAR = 9
"""Words a part of a line of particulars may have."""
_STRAY = 3
"""Words beside a date that may be a name, a section or a count of views rather than a title."""
_BUTTON_SIZE = 5
_PITCH_SIZE = 45
_RIGHTS_SIZE = 40
_PROSE_SIZE = 25
"""Words from which a running paragraph is taken for furniture only on words that hold nowhere else."""
_CAPTION_SIZE = 110


def mark(unit: Unit) -> tuple[str, list[Found]]:
    """What the unit says it is ("" if nothing), and the dates printed in it when it is a line of dates or names."""
    shape = unit.shape
    if shape.marked is None:
        shape.marked = _mark(shape)
    label, dates = shape.marked
    if not dates or not unit.start:
        return shape.marked
    return label, [replace(date, start=date.start + unit.start, end=date.end + unit.start) for date in dates]


def _mark(unit: Shape) -> tuple[str, list[Found]]:
    words = unit.words
    if not words or not any(char.isalnum() for char in unit.text):
        return "navigation", []
    if unit.size <= 16 or not unit.prose:
        short = _short(unit)
        if short[0]:
            return short
    if unit.size <= 60:
        opened = cues().opens.opening(words)
        if opened and _opens_truly(unit, *opened):
            return ("photo_credit" if opened[0] == "credit_photo" else opened[0]), []
    if unit.size <= 120:
        held = cues().within.anywhere(words)
        if held and _holds_truly(unit, held):
            return held, []
        if cues().notices.anywhere(words) == "subscriber" or _claims_rights(unit):
            return "legal", []
        if is_pitch(unit):
            return "advert", []
    return (picture_in(unit) if unit.size <= _CAPTION_SIZE else ""), []


def _short(unit: Shape) -> tuple[str, list[Found]]:
    words = unit.words
    if unit.text.isdigit() or plays(unit):
        return "navigation", []
    dated = _dated(unit)
    if dated[0]:
        return dated
    label = cues().alone.whole(words) or _timed_reading(unit)
    if label:
        return label, []
    label = _labelled(unit) or _run_of_buttons(words) or _menu(unit) or _glued(unit.text)
    if label:
        return label, []
    if _ARROW.search(unit.text) and not unit.closed:
        return "related", []
    opened = cues().label.opening(words[:8])
    if opened and opened[0] == "byline" and is_byline(unit.text):
        return "byline", []
    return "", []


def _timed_reading(unit: Shape) -> str:
    """A name with the time it takes to read behind it: "Vera Munt 3 minutes read"."""
    for start in range(1, len(unit.words) - 1 if unit.size <= _PARTICULAR else 0):
        behind = unit.words[start:]
        if behind[0] == "#" and cues().alone.whole(behind) == "navigation":
            return "byline" if looks_like_name(" ".join(unit.text.split()[:start])) else ""
    return ""


def signs_post(text: str) -> bool:
    """Whether a line signs a post that stands above it: "— Vera Munt (@veramunt) March 3, 2021"."""
    return _SIGNATURE.match(text) is not None


@cache
def _playing() -> re.Pattern[str]:
    """How long a film or a recording is: "01:43 min", "0:00 / 12:30", "Duration 1:30"."""
    table = rules.load("any/pages")["playing"]
    clock = r"\d{1,2}:\d{2}(?::\d{2})?"
    before, after = either(table["before"]), either(table["after"])
    return re.compile(rf"(?:(?:{before})\s*:?\s*{clock}|{clock}\s?/\s?{clock}|{clock}\s?(?:{after}))\b", re.IGNORECASE)


def plays(unit: Shape) -> bool:
    """Whether a line says how long a film or a recording is, and nothing else."""
    match = _playing().match(unit.text) if unit.size <= _BUTTON_SIZE else None
    return match is not None and len(unit.text) - match.end() <= 12


def _opens_truly(unit: Shape, label: str, taken: int) -> bool:
    """Openings are taken at their word on short lines; in running text only those that advertise or ask consent."""
    if label == "navigation":
        return unit.size <= 9 or not unit.prose
    if label in ("share", "related", "credit", "credit_photo"):
        return unit.size <= _PROSE_SIZE or (label in ("share", "credit") and not unit.closed)
    if label in ("legal", "advert", "comment"):
        return taken >= 3 or unit.size <= 20
    return label != "date" or unit.size <= taken + 4


def _holds_truly(unit: Shape, label: str) -> bool:
    if label == "navigation":
        return unit.prose < 2 or unit.size <= 20
    return label not in ("bio", "credit") or unit.size <= 70


@cache
def _pitch_words() -> tuple[frozenset[str], ...]:
    return tuple(rules.words("any/pages_pitch", "pitch", part) for part in ("channels", "readers", "asks"))


def is_pitch(unit: Shape) -> bool:
    """Whether the site speaks to its readers: names a channel of its own, addresses them and asks for something."""
    if unit.size > _PITCH_SIZE or _QUOTED.search(unit.text):
        return False
    return all(not words.isdisjoint(unit.words) for words in _pitch_words())


def _claims_rights(unit: Shape) -> bool:
    """A line that opens with a rights mark and a name with a stop behind it: "Copyright Lowmark Media. …"."""
    if unit.size > _RIGHTS_SIZE or not unit.text.casefold().startswith(
        tuple(rules.words("en/pages", "outlet", "after"))
    ):
        return False
    name = outlet_in_rights(unit.text, 0, len(unit.text))
    return name is not None and name.end is not None and unit.text[name.end : name.end + 1] in (".", ",")


def _labelled(unit: Shape) -> str:
    """The mark of a label and what follows its colon: "Read more: …", "Source: …", "Photo: …"."""
    found = cues().label.opening(unit.words)
    if not found or found[0] in ("published", "updated", "fetched", "byline"):
        return ""
    at = 0
    for _ in range(found[1]):
        match = WORD.search(unit.text, at)
        at = match.end() if match else at
    if not _SEPARATOR.match(unit.text, at):
        return ""
    if found[0] == "photo":
        return "photo" if unit.size >= 9 and (unit.closed or unit.size >= 14) else "photo_credit"
    return found[0]


def _run_of_buttons(words: list[str]) -> str:
    """A line made of nothing but furniture: "Facebook Twitter WhatsApp Email"."""
    at, labels = 0, []
    while at < len(words):
        found = cues().alone.at(words, at)
        if not found:
            return ""
        labels.append(found[0])
        at += found[1]
    return labels[0] if len(labels) > 1 else ""


def _glued(text: str) -> str:
    """Buttons that scraping ran together: "3 CommentsShare on Chirper   Print"."""
    if not _GLUE.search(text):
        return ""
    pieces = [words_of(piece) for piece in _GLUE.split(text)]
    if any(len(piece) > _BUTTON_SIZE for piece in pieces):
        return ""
    labels = [cues().alone.whole(piece) or (cues().opens.opening(piece) or ("",))[0] for piece in pieces]
    return labels[0] if all(labels) else ""


def _menu(unit: Shape) -> str:
    """A list of sections or a trail: "Economy, World, Europe"; "Home > World > Varenne"."""
    parts = [part for part in _LISTED.split(unit.text) if part.strip()]
    if len(parts) < 2 or unit.closed:
        return ""
    known = sum(cues().alone.whole(words_of(part)) in ("navigation", "share", "legal", "comment") for part in parts)
    short = sum(len(part.split()) <= 4 for part in parts)
    if short < len(parts):
        return ""
    signs = ">" in unit.text or "›" in unit.text or "»" in unit.text
    return "navigation" if known * 2 >= len(parts) or (signs and len(parts) >= 3) or (len(parts) >= 5 and known) else ""


def _dated(unit: Shape) -> tuple[str, list[Found]]:
    if unit.size <= 9 and is_clock(unit.text):
        return "date", []
    found = dates_in(unit.text, 0) if unit.size <= 40 else []
    if not found:
        return _aged(unit), []
    rest = left_over(unit.text, found, 0)
    if len(rest) <= 2:
        return "date", found
    first = unit.text[: found[0].start]
    if is_byline(first) or _names_only(unit.text, found) or _opens_byline(unit, rest) or _introduces(unit, found):
        return "byline", found
    if found[0].label and len(rest) <= 8 and not unit.closed:
        return "date", found
    if not first and len(rest) <= _STRAY and not unit.closed and any_function_word().isdisjoint(rest):
        return "date", found
    return "", found


def _introduces(unit: Shape, found: list[Found]) -> bool:
    """A name, what its bearer is, and the moment: "Vera Munt, professor of law at Merrow, 3 May 2021 10:15"."""
    name, comma, _ = unit.text.partition(",")
    behind = len(unit.text) - found[-1].end
    return bool(comma and found[-1].clock) and behind <= 2 and not unit.closed and looks_like_name(name)


def _opens_byline(unit: Shape, rest: list[str]) -> bool:
    """A label such as By, then a few words before or behind the date, none of them a small one: "by Vera M | 3 May
    2021"; or an agency's name and nothing else ("Lowmark Press 3 May 2021 GMT")."""
    if unit.closed or len(rest) > _STRAY + 1:
        return False
    labelled = after_label(unit.text, 0, len(unit.text), "byline") is not None
    if labelled:
        return any_function_word().isdisjoint(word for word in rest[1:] if len(word) > 1)
    return any(unit.text.startswith(name) for name in agencies() if " " in name)


def _aged(unit: Shape) -> str:
    """ "date" for an hour or day counted from now ("3 hours ago"), alone or as a part of a line of such particulars
    ("Local news | Updated: 3 hours ago"); "byline" where names stand beside it."""
    opened = cues().opens.opening(unit.words)
    if opened and opened[0] == "date" and unit.size <= opened[1] + 4:
        return "date"
    parts = [part.strip() for part in _BARS.split(unit.text) if part.strip()]
    if len(parts) < 2 or unit.closed or max(len(part.split()) for part in parts) > _PARTICULAR:
        return ""
    if not any(_tells_age(words_of(part)) for part in parts):
        return ""
    return "byline" if any(is_byline(part) or looks_like_name(part) for part in parts) else "date"


def _tells_age(words: list[str]) -> bool:
    opened = cues().opens.opening(words) or cues().opens.opening(words[1:])
    return opened is not None and opened[0] == "date" and len(words) <= opened[1] + 2


def _names_only(text: str, found: list[Found]) -> bool:
    """Names and a date on one line: "Jane Doe | 3 March 2021"."""
    first = text[: found[0].start]
    return (
        bool(re.search(r"[|•·,–-]\s*\Z", first))
        and bool(credit_of(text, 0, len(first)).authors)
        and len(first.split()) <= 8
    )


def is_byline(text: str) -> bool:
    """A label such as By with nothing but names, agencies, roles and places after it."""
    start = after_label(text, 0, len(text), "byline")
    if start is None:
        return False
    rest = text[start:].strip(" \xa0.|,-–")
    if not rest or len(rest.split()) > 24 or rest.endswith(("?", "!")):
        return False
    credit = credit_of(text, start, len(text))
    if credit.authors or credit.agency or rest in agencies():
        return True
    avoid = rules.words("en/pages", "people", "roles")
    small = words_of(rest)
    return len(small) <= 6 and rest[0].isupper() and (len(small) <= 1 or any(word in avoid for word in small))


def looks_like_name(text: str) -> bool:
    """A line that is one to three names and nothing else."""
    words = text.split()
    if not 2 <= len(words) <= 9 or any(char.isdigit() for char in text) or text[-1:] in "?!:":
        return False
    return bool(credit_of(text, 0, len(text)).authors) and is_only_names(text)


def is_only_names(text: str) -> bool:
    names = [piece.text for piece in pieces_of(text, 0, len(text))]
    return all(is_name(name.split()) or is_agency(name) or _is_role(name) for name in names)


def _is_role(piece: str) -> bool:
    roles = rules.words("en/pages", "people", "roles")
    return any(word in roles for word in words_of(piece))


def is_bullet(unit: Unit) -> bool:
    return bool(_BULLET.match(unit.text)) and unit.size >= 3
