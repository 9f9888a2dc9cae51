"""What of the words of a description tells one office or body from another."""

from __future__ import annotations

from crosswire.extract.names.descriptions.phrases import Phrase
from crosswire.extract.names.lexicon import ADJECTIVE, STATE, lexicon, words
from crosswire.extract.names.mentions import Page


def telling_words(text: str) -> frozenset[str]:
    """The words of a description that tell offices apart: not its state, not words of rank."""
    lists, by_first = words(), lexicon().by_first
    told = []
    for word in text.replace("-", " ").split():
        word = word.strip(",()").removesuffix("'s").removesuffix("’s")
        state = any(p == word and known.sort in (STATE, ADJECTIVE) for p, known in by_first.get(word, ()))
        if word and not state and word not in lists.rank and word.lower() not in lists.determiners | lists.cut:
            told.append(word.lower())
    return frozenset(told)


def key_text(phrase: Phrase, page: Page) -> str:
    """A description on one line, without determiners, numbers, adjectives of rank or manner, or who helps."""
    helped = _helped(phrase, page)
    kept = [
        k for k in range(phrase.i, phrase.j) if k > phrase.head - 1 or (k not in helped and _tells(page, k, phrase))
    ]
    first = next((k for k in kept if page.words[k] not in _LINKS), phrase.head)
    if phrase.sort == "force":
        return " ".join(page.words[k] for k in kept if k >= first and page.words[k] not in _LINKS[1:])
    return " ".join(page.doc[first : phrase.j].text.split())


_LINKS = ("-", "'s", "’s")


def _helped(phrase: Phrase, page: Page) -> set[int]:
    """The tokens of "Tamberia-backed" in a description."""
    helped: set[int] = set()
    for k in range(phrase.i + 1, phrase.head - 1):
        if page.words[k] == "-" and page.words[k + 1].lower() in words().helped:
            name = page.cover.get(k - 1)
            helped.update(range(name.i if name else k - 1, k + 2))
    return helped


def _tells(page: Page, k: int, phrase: Phrase) -> bool:
    word = page.words[k]
    low = word.lower()
    if low in words().determiners or word in words().rank or page.doc[k].pos_ == "NUM":
        return False
    if k in page.cover or low in words().qualifiers or word[:1].isupper():
        return True
    if page.word(k + 1) == "-" or page.word(k - 1) == "-":
        return True
    return phrase.sort == "role" or (phrase.sort == "body" and page.doc[k].pos_ != "ADJ")
