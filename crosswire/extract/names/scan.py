"""Candidates: the model's entities repaired, the lists looked up, and names after titles that the model misses."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from crosswire.base import EntityKind
from crosswire.extract.names.lexicon import ADJECTIVE, STATE, Known, lexicon
from crosswire.extract.names.words import words
from crosswire.grammar import Passage

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span

LABELS: dict[str, EntityKind] = {
    "PERSON": "person",
    "ORG": "organisation",
    "GPE": "place",
    "LOC": "place",
    "FAC": "place",
    "NORP": "group",
}


SHOUTED = 6
"""Words from which a passage all in capitals is a shouted text and not an acronym or a dateline."""
LONGEST = 5
"""Words a body's name may have without "of", "and" or a telling last word; longer ones are mostly headlines."""
_DOTTED = re.compile(r"(?:[A-Z]\.){2,}")


@dataclass(slots=True)
class Found:
    """One name in one passage: tokens [i, j) of passage `page`, offsets in the report, and what it is thought to be.

    `honorific` and `title` are the words right before it, which tell kind and gender.
    """

    page: int
    i: int
    j: int
    start: int
    end: int
    text: str
    kind: EntityKind
    known: Known | None = None
    honorific: str = ""
    title: str = ""


@dataclass(slots=True)
class Page:
    """A passage with its words listed once, their starts, and the token after each end.

    `cover` maps a token to the name that covers it. `titled` marks a headline whose every word is capitalised: there
    the model's entities are worth nothing unless the name stands elsewhere too. `shouted` is a text all in capitals.
    """

    passage: Passage
    doc: Doc
    words: list[str]
    starts: list[int]
    ends: dict[int, int]
    titled: bool
    shouted: bool
    cover: dict[int, Found] = field(default_factory=dict)

    def back(self, k: int) -> int:
        """The nearest token before `k` that is no blank, else -1. Scraped text has blanks between words of one name."""
        k -= 1
        while k >= 0 and self.words[k].isspace():
            k -= 1
        return k

    def on(self, k: int) -> int:
        """The first token from `k` on that is no blank; the number of tokens when there is none."""
        while k < len(self.words) and self.words[k].isspace():
            k += 1
        return k

    def word(self, k: int) -> str:
        """The word at `k`, or nothing outside the passage."""
        return self.words[k] if 0 <= k < len(self.words) else ""

    def take(self, found: Found) -> None:
        for k in range(found.i, found.j):
            self.cover[k] = found


def scan(passages: Sequence[Passage]) -> tuple[list[Page], list[Found]]:
    """All names of a report in the order of the text, not overlapping."""
    pages: list[Page] = []
    found: list[Found] = []
    for passage in passages:
        doc = passage.doc
        listed = [token.text for token in doc]
        starts = doc.to_array("IDX").tolist() if listed else []  # type: ignore[no-untyped-call,unused-ignore]
        ends = {at + len(word): k + 1 for k, (at, word) in enumerate(zip(starts, listed, strict=True))}
        pages.append(
            Page(passage, doc, listed, starts, ends, _titled(listed), len(listed) > SHOUTED and doc.text.isupper())
        )
    seen: set[str] = set()
    for number in sorted(range(len(pages)), key=lambda at: (pages[at].titled, at)):
        page = pages[number]
        for one in _names(page, number, seen if page.titled else None):
            page.take(one)
            found.append(one)
        for one in _after_titles(page, number):
            page.take(one)
            found.append(one)
        seen.update(one.text for one in page.cover.values())
        seen.update(one.text.split()[-1] for one in page.cover.values() if one.kind == "person")
    found.sort(key=lambda one: (one.start, one.end))
    return pages, found


def make(page: Page, number: int, i: int, j: int, kind: EntityKind, known: Known | None = None) -> Found:
    span = page.doc[i:j]
    start, end = page.passage.offsets(span)
    return Found(number, i, j, start, end, span.text, kind, known, *_before(page, i))


def _before(page: Page, i: int) -> tuple[str, str]:
    """The honorific and the title right before token `i`."""
    lists = words()
    honorific = page.word(page.back(i))
    if honorific in lists.honorifics:
        i = page.back(i)
    else:
        honorific = ""
    title = page.word(page.back(i))
    return honorific, title if title in lists.titles else ""


def _titled(listed: Sequence[str]) -> bool:
    """Most longer words begin with a capital and no sentence ends."""
    long = [word for word in listed if len(word) > 3 and word.isalpha()]
    return (
        len(long) > 3
        and listed[-1] not in (".", "”", '"')
        and sum(word[0].isupper() for word in long) >= 0.75 * len(long)
    )


def _names(page: Page, number: int, only: set[str] | None) -> Iterator[Found]:
    """The names of one passage; of the model's, where `only` is given, those it holds."""
    hits = list(_lookups(page))
    pieces = [piece for ent in page.doc.ents if ent.label_ in LABELS for piece in _pieces(page, ent)]
    if page.shouted:
        pieces = [piece for piece in pieces if piece[2] == "PERSON" or piece[1] - piece[0] > 1]
    if only is not None:
        pieces = [piece for piece in pieces if page.doc[piece[0] : piece[1]].text in only]
    taken: set[int] = set()
    for i, j, known in _winners(page, hits, pieces):
        taken.update(range(i, j))
        yield make(page, number, i, j, known.kind, known)
    for i, j, label in pieces:
        if not taken.isdisjoint(range(i, j)):
            continue
        taken.update(range(i, j))
        yield make(page, number, i, j, LABELS[label])


Hit = tuple[int, int, Known]
Piece = tuple[int, int, str]


def _lookups(page: Page) -> Iterator[Hit]:
    """Phrases of the lists, longest first, never inside one another."""
    text = page.doc.text.replace("\n", " ").replace("’", "'")
    shouted = page.shouted
    lowered, by_first = lexicon().lowered, lexicon().by_first
    lower = text.lower()
    behind, starts = 0, page.starts
    for i, word in enumerate(page.words):
        if i < behind:
            continue
        options = () if shouted else by_first.get(word.replace("’", "'"), ())
        if not options and "." in word and _DOTTED.fullmatch(word):
            bare = word.replace(".", "")
            dotted = next((known for phrase, known in by_first.get(bare, ()) if phrase == bare), None)
            if dotted is not None:
                yield i, i + 1, dotted
                continue
        low = not options and word.isupper() and (len(word) > 3 or (len(word) == 3 and page.word(i + 1).isupper()))
        for phrase, known in lowered.get(word.lower(), ()) if low else options:
            end = starts[i] + len(phrase)
            if end in page.ends and (lower if low else text).startswith(phrase, starts[i]):
                behind = page.ends[end]
                yield i, behind, known
                break


def _winners(page: Page, hits: Sequence[Hit], pieces: list[Piece]) -> Iterator[Hit]:
    """The lookups that stand against what the model says; a piece that wrongly prolongs one is cut."""
    for i, j, known in hits:
        rival = next((piece for piece in pieces if piece[0] < j and i < piece[1]), None)
        if known.doubtful and not _sure(page, i, j, known, rival):
            continue
        if rival and rival[0] <= i and j <= rival[1] and (i, j) != rival[:2]:
            if not _cut(page, i, j, known, rival, pieces):
                continue
        elif not rival and _inside_name(page, i, j, known):
            continue
        yield i, j, known


def _cut(page: Page, i: int, j: int, known: Known, rival: Piece, pieces: list[Piece]) -> bool:
    """Whether a lookup inside a longer name of the model stands, leaving the rest of that name as a name of its own."""
    label = rival[2]
    rest = page.words[rival[0] : i] + page.words[j : rival[1]]
    if label == "NORP" or (label in ("GPE", "LOC") and (known.sort in (STATE, ADJECTIVE) or _small(rest))):
        return True
    if label == "ORG" and known.kind != "place" and known.sort != ADJECTIVE and not any(w[:1].isupper() for w in rest):
        return True
    if label == "PERSON" and i == rival[0] and known.sort in (STATE, ADJECTIVE):
        pieces.append((j, rival[1], label))
        return True
    return False


def _small(rest: Sequence[str]) -> bool:
    lists = words()
    return all(
        not word[:1].isupper() or word.lower() in lists.parts or word.lower() in lists.determiners for word in rest
    )


def _sure(page: Page, i: int, j: int, known: Known, rival: Piece | None) -> bool:
    if rival is not None and rival[:2] == (i, j):
        return LABELS[rival[2]] == known.kind or (known.sort == ADJECTIVE and rival[2] == "NORP")
    return (
        rival is None and bool(i) and page.words[i - 1].lower() in words().locative and not _capital_beside(page, i, j)
    )


def _capital_beside(page: Page, i: int, j: int) -> bool:
    after = page.words[j] if j < len(page.words) else ""
    before = page.words[i - 1] if i > 1 else ""
    return after[:1].isupper() or before[:1].isupper()


def _inside_name(page: Page, i: int, j: int, known: Known) -> bool:
    """A city or state the model did not mark, glued to other capitalised words, is part of a longer name."""
    if known.sort in (STATE, ADJECTIVE) or known.kind != "place" or page.doc[i].is_sent_start:
        return False
    after = page.words[j] if j < len(page.words) else ""
    return after[:1].isupper() and after not in words().titles and page.doc[j].pos_ == "PROPN" and not after.isupper()


def _pieces(page: Page, ent: Span) -> Iterator[Piece]:
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
    i, j = _bounds(page, i, j, label)
    text = page.doc[i:j].text if i < j else ""
    if not text or _no_name(page, i, j, label, text):
        return
    if text in words().peoples:
        if not text.endswith("s") or page.doc[j - 1].dep_ in _MODIFIERS:
            return
        label = "NORP"
    yield i, j, label


_MODIFIERS = frozenset({"amod", "compound", "nmod"})


def _bounds(page: Page, i: int, j: int, label: str) -> tuple[int, int]:
    listed, lists = page.words, words()
    while i < j and (_furniture(listed[i]) or listed[i].lower() in lists.determiners or _no_given(page, i, label)):
        i += 1
    while i < j and (_furniture(listed[j - 1]) or listed[j - 1] in ("'s", "’s", "'", "’")):
        j -= 1
    if j < len(listed) and j - i == 1 and listed[i] in lists.place_prefixes and page.doc[j].pos_ == "PROPN":
        j += 1
    while label == "ORG" and i < j and listed[i].islower() and listed[i] not in lists.particles:
        i += 1
    while label == "PERSON" and i < j and listed[j - 1] in lists.titles:
        j -= 1
    return (_with_particle(page, i) if label == "PERSON" and i < j else i), j


def _no_name(page: Page, i: int, j: int, label: str, text: str) -> bool:
    if text in words().never or not any(c.isupper() for c in text) or "@" in text or "http" in text:
        return True
    if any(c.isdigit() for c in text) and (label == "PERSON" or not any(c.isalpha() for c in page.words[i])):
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
    return label == "PERSON" and (_courtesy(page.words[i]) or page.doc[i].pos_ in ("ADP", "SCONJ", "CCONJ"))


def _furniture(word: str) -> bool:
    return not any(c.isalnum() for c in word) and word != ")"


def _courtesy(word: str) -> bool:
    return word in words().titles or word in words().honorifics


def _with_particle(page: Page, i: int) -> int:
    """Takes in "al-", "de", "von" before a name the model began too late."""
    particles = words().particles
    if i >= 2 and page.words[i - 1] == "-" and page.words[i - 2].lower() in particles:
        i -= 2
    while i >= 1 and page.words[i - 1] in particles and page.words[i - 1] not in ("la", "le", "y", "a"):
        i -= 1
    return i


def _after_titles(page: Page, number: int) -> Iterator[Found]:
    """Names the model missed right after a title or courtesy word: "Gen Orlin Tassarov"."""
    lists = words()
    for k, word in enumerate(page.words):
        if word not in lists.honorifics and word not in lists.titles:
            continue
        i = j = page.on(k + 1)
        while j < len(page.words) and j - i < 4 and j not in page.cover and _name_word(page, j):
            j += 1
        if i < j and j not in page.cover:
            yield make(page, number, i, j, "person")


def _name_word(page: Page, k: int) -> bool:
    word = page.words[k]
    if not word[:1].isupper() or _courtesy(word) or word.lower() in words().roles or word in words().never:
        return False
    return page.doc[k].pos_ == "PROPN" and any(c.islower() for c in word)


def again(pages: Sequence[Page], found: Sequence[Found], acronyms: Iterable[str]) -> list[Found]:
    """The names, with the surnames, acronyms and unknown names that the model overlooked in other sentences."""
    wanted: dict[str, EntityKind] = dict.fromkeys(sorted(acronyms), "organisation")
    for one in found:
        if one.kind == "person":
            wanted.setdefault(one.text.split()[-1], "person")
        if one.known is None and one.j - one.i == 1 and one.kind != "group":
            wanted[one.text] = one.kind
    unwanted = words().never | words().titles | words().peoples
    more = [
        make(page, number, k, k + 1, wanted[word])
        for number, page in enumerate(pages)
        for k, word in enumerate(page.words)
        if word in wanted and k not in page.cover and word[:1].isupper() and word not in unwanted and len(word) > 1
    ]
    for one in more:
        pages[one.page].take(one)
    return sorted([*found, *more], key=lambda one: (one.start, one.end))
