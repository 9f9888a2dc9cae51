"""Names of the lists looked up in a passage, and whether they stand against what the model says."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from crosswire.extract.names.lexicon import ADJECTIVE, STATE, Known, Lexicon, words
from crosswire.extract.names.mentions.page import Page
from crosswire.extract.names.mentions.recognised import LABELS, Piece

_DOTTED = re.compile(r"(?:[A-Z]\.){2,}")


Hit = tuple[int, int, Known]


def look_up(page: Page, known_names: Lexicon) -> Iterator[Hit]:
    """Phrases of the lists, longest first, never inside one another."""
    text = page.passage.text.replace("\n", " ").replace("’", "'")
    shouted = page.shouted
    lowered, by_first = known_names.lowered, known_names.by_first
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


def winners(page: Page, hits: Sequence[Hit], pieces: list[Piece]) -> Iterator[Hit]:
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
    if known.own and label == "PERSON" and known.kind == "person":
        return True
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
