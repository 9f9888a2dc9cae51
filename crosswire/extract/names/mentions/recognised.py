"""The model's entities, repaired: cut where they are two names, trimmed, dropped where they are none."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from crosswire.base import EntityKind
from crosswire.extract.names.lexicon import lexicon, words
from crosswire.extract.names.mentions.page import Page, is_courtesy

if TYPE_CHECKING:
    from spacy.tokens import Span


LABELS: dict[str, EntityKind] = {
    "PERSON": "person",
    "ORG": "organisation",
    "GPE": "place",
    "LOC": "place",
    "FAC": "place",
    "NORP": "group",
}


LONGEST = 5
"""Words a body's name may have without "of", "and" or a telling last word; longer ones are mostly headlines."""


Piece = tuple[int, int, str]


def pieces_of(page: Page, ent: Span) -> Iterator[Piece]:
    """The parts of a model's entity that can be names: cut at line ends, for people at commas and "and", trimmed."""
    i = ent.start
    label = ent.label_
    for k in range(ent.start, ent.end + 1):
        if k < ent.end and not _breaks(page, k, label):
            continue
        yield from _trimmed(page, i, k, label)
        i = k + 1


def _breaks(page: Page, k: int, label: str) -> bool:
    """Whether the name ends before token `k`: at a line's end, at "and", or in "Green Party's | Jill Stell"."""
    word = page.words[k]
    if "\n" in word or word in words().breaks.get(label, ()):
        return True
    return word in ("'s", "’s") and page.word(k + 1) in words().given


def _trimmed(page: Page, i: int, j: int, label: str) -> Iterator[Piece]:
    """The entity without determiners, titles, marks and possessives, or nothing where no name is left."""
    courteous = i < j and page.words[i] in words().honorifics
    if courteous:
        label = "PERSON"
    elif label in ("ORG", "GPE", "LOC"):
        label = _of_given(page, i, j, label)
    i, j = _bounds(page, i, j, label)
    text = page.doc[i:j].text if i < j else ""
    if not text or _no_name(page, i, j, label, text):
        return
    if text in words().peoples:
        if not text.endswith("s") or page.doc[j - 1].dep_ in _MODIFIERS:
            return
        label = "NORP"
    yield i, j, label


def _of_given(page: Page, i: int, j: int, label: str) -> str:
    """A surname that the model took for a body or a place right behind a given name is a person's."""
    before = page.back(i)
    alone = j - i == 1 or (j - i == 3 and page.words[i + 1] == "-")
    return "PERSON" if alone and _is_given(page, before, i) else label


def _is_given(page: Page, before: int, i: int) -> bool:
    """Whether the word at `before` is a given name that goes with the name at `i`."""
    return before >= 0 and page.words[before] in words().given and page.doc[before].pos_ == "PROPN"


_MODIFIERS = frozenset({"amod", "compound", "nmod"})


def _bounds(page: Page, i: int, j: int, label: str) -> tuple[int, int]:
    listed, lists = page.words, words()
    while i < j and (_furniture(listed[i]) or listed[i].lower() in lists.determiners or _no_given(page, i, label)):
        i += 1
    while i < j and (_furniture(listed[j - 1]) or listed[j - 1] in ("'s", "’s", "'", "’")):
        j -= 1
    if j < len(listed) and j - i == 1 and listed[i] in lists.place_prefixes and page.doc[j].pos_ == "PROPN":
        j += 1
    while label == "ORG" and i < j < len(listed) and listed[j] in lists.company:
        j += 1
    while label == "ORG" and i < j and listed[i].islower() and listed[i] not in lists.particles:
        i += 1
    while label == "PERSON" and i < j and listed[j - 1] in lists.titles:
        j -= 1
    return (_with_given(page, _with_particle(page, i)) if label == "PERSON" and i < j else i), j


def _no_name(page: Page, i: int, j: int, label: str, text: str) -> bool:
    if text in words().never or not any(c.isupper() for c in text) or "@" in text or "http" in text:
        return True
    if any(c.isdigit() for c in text) and (label == "PERSON" or not any(c.isalpha() for c in page.words[i])):
        return True
    if text in words().portfolios and page.word(j) in words().titles:
        return True
    if label == "NORP" and not text.isupper() and page.doc[j - 1].dep_ in _MODIFIERS:
        return True
    return label == "ORG" and _slogan(page.words[i:j])


def _slogan(listed: Sequence[str]) -> bool:
    """A headline or subhead taken for a body: all in capitals, or long without a word that bodies end in."""
    lists = words()
    if listed[-1].lower() in lists.bodies or listed[-1] in lists.company:
        return False
    if len(listed) >= 3 and all(word.isupper() for word in listed if word.isalpha()):
        return True
    return len(listed) >= LONGEST and all(word[:1].isupper() for word in listed if word.isalpha())


def _no_given(page: Page, i: int, label: str) -> bool:
    """A title, or a preposition at the head of a sentence, that the model took into somebody's name."""
    return label == "PERSON" and (is_courtesy(page.words[i]) or page.doc[i].pos_ in ("ADP", "SCONJ", "CCONJ"))


def _furniture(word: str) -> bool:
    return not any(c.isalnum() for c in word) and word != ")"


def _with_given(page: Page, i: int) -> int:
    """Takes in a given name that the model left out before a surname it marked: "Josephat | Mutindi"."""
    before = page.back(i)
    if before != i - 1 or before < 0 or page.doc[before].ent_type_ == "PERSON":
        return i
    word, token = page.words[before], page.doc[before]
    lists = words()
    if word in lists.given:
        return before
    names = token.pos_ == "PROPN" and token.dep_ == "compound" and token.head.i >= i and word[:1].isupper()
    common = is_courtesy(word) or word.lower() in lists.roles or word.lower() in lists.open_roles
    common = common or word.lower() in lists.bodies or word in lists.never or word in lists.peoples
    known = word in lexicon().by_first or not word.isalpha() or word.isupper() or token.ent_type_
    return i if not names or common or known else before


def _with_particle(page: Page, i: int) -> int:
    """Takes in "al-", "de", "von" before a name the model began too late."""
    particles = words().particles
    if i >= 2 and page.words[i - 1] == "-" and page.words[i - 2].lower() in particles:
        i -= 2
    while i >= 1 and page.words[i - 1] in particles and page.words[i - 1] not in ("la", "le", "y", "a"):
        i -= 1
    return i
