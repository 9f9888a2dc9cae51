"""When two names are one: keys that ignore case, accents and spelling habits, and a check on given names."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from rapidfuzz import fuzz

from crosswire.rules import load, words

ALIKE = 85.0
"""How alike (0 to 100) two surnames must be when the given names agree; 80 joins different short surnames."""

_APART = re.compile(r"[^\w]+")
_REPEAT = re.compile(r"(.)\1+")
_VOWELS = re.compile(r"[aeiou]+")


@cache
def key(name: str) -> str:
    """Lower case, without accents, punctuation, possessive, leading article or legal form."""
    plain = unicodedata.normalize("NFKD", name.replace("’", "'")).casefold().removesuffix("'s")
    plain = "".join(c for c in plain if not unicodedata.combining(c)).replace(".", "").replace("'", "")
    parts = _APART.sub(" ", plain).split()
    if len(parts) > 1 and parts[0] in words("en/group", "names", "articles"):
        parts = parts[1:]
    while len(parts) > 1 and parts[-1] in words("en/group", "names", "legal_forms"):
        parts = parts[:-1]
    return " ".join(parts)


@cache
def fold(part: str) -> str:
    """One word of a name with the habits of transliteration taken out: Sergey and Sergei give one form."""
    for wanted, given in load("en/group")["names"]["spellings"]:
        part = part.replace(wanted, given)
    return _REPEAT.sub(r"\1", part)


def is_surname(name: str) -> bool:
    """Whether a person's name as written is a surname with its particles and nothing more: al-Sarrani, van Dorn."""
    *before, last = name.replace("’", "'").split()
    particles = words("en/group", "names", "particles")
    if before:
        return all(part in particles for part in before)
    return last.partition("-")[0].lower() in particles or "-" not in last


def turned(name_key: str) -> str:
    """The words of a body's key in one order, where its kind is told on either side; else nothing."""
    parts = [dict(_two_spellings()).get(part, part) for part in name_key.split()]
    parts = [part for part in parts if part not in words("en/group", "names", "small")]
    if len(parts) < 2 or not words("en/group", "names", "turned") & {parts[0], parts[-1]}:
        return ""
    return " ".join(sorted(parts))


def short_forms(name_key: str) -> tuple[str, ...]:
    """What a body's key may be cut to: what stands before "for …", and its name without saying what it is."""
    parts = name_key.split()
    opened = (n for n, part in enumerate(parts) if n > 1 and part in words("en/group", "names", "openers"))
    cut = next(opened, 0)
    kinds = words("en/group", "names", "kinds_of_body")
    bare = " ".join(part for part in parts if part not in kinds) if parts[0] not in kinds else ""
    forms = (" ".join(parts[:cut]), bare)
    return tuple(form for form in dict.fromkeys(forms) if form and form != name_key)


def _two_spellings() -> list[tuple[str, str]]:
    return [(written, compared) for written, compared in load("en/group")["names"]["two_spellings"]]


def surname(name_key: str) -> str:
    """The folded last word of a person's key."""
    return fold(name_key.rsplit(" ", 1)[-1])


def is_acronym(name: str) -> bool:
    """Whether a name is written in capitals only: ISSG, U.N."""
    letters = name.replace(".", "")
    return 2 <= len(letters) <= 8 and letters.isalpha() and letters.isupper()


def initials(name: str) -> str:
    """The first letters of a name's words, small words left out."""
    small = words("en/group", "names", "small")
    return "".join(part[0] for part in key(name).split() if part not in small)


def same_given(one: str, other: str) -> bool:
    """Whether two given names are spellings of one; an initial alone is no spelling of a name."""
    a, b = fold(one), fold(other)
    if a == b:
        return True
    if min(len(a), len(b)) < 3 or a[-1] != b[-1] or abs(len(a) - len(b)) > 1:
        return False
    return a[0] == b[0] and _VOWELS.sub("", a) == _VOWELS.sub("", b)


def is_initial(one: str, other: str) -> bool:
    """Whether one of the given names is just the first letter of the other."""
    return one[0] == other[0] and min(len(one), len(other)) == 1


def same_person(one: str, other: str) -> bool:
    """Whether two full names' keys are spellings of one name. Middle names may be missing but must not clash."""
    a, b = one.split(), other.split()
    if not same_given(a[0], b[0]) or not _same_surname(a[-1], b[-1]):
        return False
    middle_a, middle_b = a[1:-1], b[1:-1]
    if not middle_a or not middle_b:
        return True
    return any(same_given(x, y) or is_initial(x, y) for x in middle_a for y in middle_b)


def _same_surname(one: str, other: str) -> bool:
    a, b = fold(one), fold(other)
    return a == b or (min(len(a), len(b)) > 4 and a[0] == b[0] and fuzz.ratio(a, b) >= ALIKE)
