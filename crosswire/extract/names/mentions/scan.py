"""All names of a report: the lists, the model, names after titles, and names it overlooked elsewhere."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from crosswire.base import EntityKind
from crosswire.extract.names.lexicon import Lexicon, words
from crosswire.extract.names.mentions.acronyms import spelled_out
from crosswire.extract.names.mentions.kinds import role_behind
from crosswire.extract.names.mentions.listed import look_up, winners
from crosswire.extract.names.mentions.page import Found, Page, is_courtesy, lay_out, make
from crosswire.extract.names.mentions.recognised import LABELS, pieces_of

if TYPE_CHECKING:
    from crosswire.grammar import Passage


def scan(passages: Sequence[Passage], known: Lexicon) -> tuple[list[Page], list[Found]]:
    """All names of a report in the order of the text, not overlapping."""
    pages = [lay_out(passage) for passage in passages]
    found: list[Found] = []
    seen: set[str] = set()
    for number in sorted(range(len(pages)), key=lambda at: (pages[at].titled, at)):
        page = pages[number]
        for one in _names(page, number, seen if page.titled else None, known):
            page.take(one)
            found.append(one)
        for one in (*_after_titles(page, number), *_speakers(page, number)):
            page.take(one)
            found.append(one)
        seen.update(one.text for one in page.cover.values())
        seen.update(one.text.split()[-1] for one in page.cover.values() if one.kind == "person")
    found.sort(key=lambda one: (one.start, one.end))
    return pages, found


def _names(page: Page, number: int, only: set[str] | None, known_names: Lexicon) -> Iterator[Found]:
    """The names of one passage; of the model's, where `only` is given, those it holds."""
    hits = list(look_up(page, known_names))
    pieces = [piece for ent in page.doc.ents if ent.label_ in LABELS for piece in pieces_of(page, ent)]
    pieces = [one for one in pieces if not any(one != o and o[0] <= one[0] and one[1] <= o[1] for o in pieces)]
    if page.shouted:
        pieces = [piece for piece in pieces if piece[2] == "PERSON" or piece[1] - piece[0] > 1]
    if only is not None:
        pieces = [piece for piece in pieces if page.doc[piece[0] : piece[1]].text in only]
    taken: set[int] = set()
    for i, j in spelled_out(page):
        if not any(a <= i and j <= b for a, b, _ in hits):
            hits = [hit for hit in hits if hit[1] <= i or j <= hit[0]]
            pieces = [(i, j, "ORG"), *(one for one in pieces if one[1] <= i or j <= one[0])]
    for i, j, known in winners(page, hits, pieces):
        taken.update(range(i, j))
        yield make(page, number, i, j, known.kind, known)
    for i, j, label in pieces:
        if not taken.isdisjoint(range(i, j)):
            continue
        taken.update(range(i, j))
        yield make(page, number, i, j, LABELS[label])


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


def _speakers(page: Page, number: int) -> Iterator[Found]:
    """Names the model missed as the subject of a verb of saying: "Orlo wrote in a message"."""
    lists = words()
    for k, word in enumerate(page.words):
        if not word[:1].isupper() or k in page.cover or not _name_word(page, k) or _is_common(word):
            continue
        token = page.doc[k]
        bare = page.word(page.back(k)).lower() not in lists.determiners
        says = token.dep_ == "nsubj" and token.head.lemma_ in lists.says
        if bare and (says or (page.word(k + 1) == "," and role_behind(page, k + 2))):
            yield make(page, number, k, k + 1, "person")


def _is_common(word: str) -> bool:
    """A word for a body or many people, or a creed, that only looks like a name."""
    low, lists = word.lower(), words()
    return low in lists.bodies or low in lists.forces or low in lists.open_roles or word in lists.peoples


def _name_word(page: Page, k: int) -> bool:
    word = page.words[k]
    if not word[:1].isupper() or is_courtesy(word) or word.lower() in words().roles or word in words().never:
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
