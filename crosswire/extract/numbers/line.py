"""The words of one passage: lower-case, without white space, with the way back to the parse and to offsets."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Token

    from crosswire.grammar import Passage

CAPITALS = 0.8
"""Share of capitals among letters from which tags and capitals carry no information; anything from .6 to .95 does."""

SENTENCE_ENDS = frozenset({".", "!", "?", ";", "…", "..."})


class Line:
    """One block's words. `words[i]` is lower-case; `tokens[i]` is its token; `capitals` tells upper-case text."""

    __slots__ = ("capitals", "ends", "passage", "tokens", "where", "words")

    def __init__(self, passage: Passage) -> None:
        self.passage = passage
        self.tokens: list[Token] = [token for token in passage.doc if not token.is_space]
        self.words: list[str] = [token.lower_ for token in self.tokens]
        self.where: dict[int, int] = {}
        text = passage.text
        upper = sum(map(str.isupper, text))
        self.capitals = upper > 20 and upper >= CAPITALS * sum(map(str.isalpha, text))
        self.ends: list[int] = []

    def __len__(self) -> int:
        return len(self.words)

    def index(self, token: Token) -> int | None:
        """The place of a token among the words."""
        if not self.where:
            self.where = {found.i: place for place, found in enumerate(self.tokens)}
        return self.where.get(token.i)

    def word(self, place: int) -> str:
        """The lower-case word, or "" beyond either end."""
        return self.words[place] if 0 <= place < len(self.words) else ""

    def has(self, place: int, phrase: tuple[str, ...]) -> bool:
        """Whether the phrase starts at this place."""
        return place >= 0 and tuple(self.words[place : place + len(phrase)]) == phrase

    def tag(self, place: int) -> str:
        """The coarse part of speech; "" in upper-case text, where it cannot be trusted, and beyond the ends."""
        return "" if self.capitals or not 0 <= place < len(self.words) else self.tokens[place].pos_

    def named(self, place: int) -> bool:
        """Whether the word is written and tagged as a proper name."""
        if not 0 <= place < len(self.words):
            return False
        return self.tokens[place].pos_ == "PROPN" and self.tokens[place].text[0].isupper()

    def capital(self, place: int) -> bool:
        """Whether the word is written with a capital, in text where that tells something."""
        return 0 <= place < len(self.words) and not self.capitals and self.tokens[place].text[0].isupper()

    def is_end(self, place: int) -> bool:
        """Whether a sentence ends with this word, or the block does."""
        return not 0 <= place < len(self.words) or self.words[place] in SENTENCE_ENDS

    def offsets(self, first: int, last: int) -> tuple[int, int]:
        """Offsets in the report's text from the first word's start to the last word's end."""
        start = self.passage.start + self.tokens[first].idx
        token = self.tokens[last]
        return start, self.passage.start + token.idx + len(token)
