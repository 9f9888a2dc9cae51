"""The phrases of a line by their places: counted ones first, single and named people as triggers ask for them."""

from __future__ import annotations

from crosswire.extract.numbers.lexicon import Lexicon
from crosswire.extract.numbers.line import Line
from crosswire.extract.numbers.quantities.amount import Amount

NAMED_REACH = 2
"""Words from a number to a plural name that can be its people ("three young Tamberians")."""


class Places:
    """Phrases that can be victims, by the places of their words."""

    def __init__(self, line: Line, amounts: list[Amount], words: Lexicon) -> None:
        self.line, self.words = line, words
        self.amounts = list(amounts)
        self.place: dict[int, Amount] = {}
        for amount in amounts:
            self._place(amount)

    def _place(self, amount: Amount) -> None:
        self.place.update((spot, amount) for spot in range(amount.first, amount.last + 1))

    def add(self, amount: Amount) -> Amount:
        self.amounts.append(amount)
        self._place(amount)
        return amount

    def all(self) -> list[Amount]:
        """Every phrase, in the order of the text."""
        return sorted(self.amounts, key=lambda amount: (amount.first, amount.last))

    def at(self, place: int) -> Amount | None:
        return self.place.get(place)

    def owns(self, place: int) -> bool:
        """Whether the word here belongs to a phrase already ("two wounded soldiers")."""
        return place in self.place

    def countable(self, amount: Amount) -> bool:
        """Whether a counted phrase can be victims: people, a bare number, or lives and bodies."""
        return (
            self.counts_people(amount)
            or amount.outcome is not None
            or (amount.head is not None and self._unknown(amount))
        )

    def counts_people(self, amount: Amount) -> bool:
        return amount.people or (amount.head is None and amount.unit is None)

    def _unknown(self, amount: Amount) -> bool:
        """A noun we do not know may be people: one of a person's ending ("hikers"), or, close to its number, a plural
        that is or may be a name ("three Tamberians")."""
        if amount.head is None or self.line.words[amount.head] in self.words.unit_words:
            return False
        word = self.line.words[amount.head]
        if word in self.words.sets["things"]:
            return False
        plural_name = self.line.named(amount.head) and word.endswith("s") and amount.head - amount.at <= NAMED_REACH
        return self.line.capitals or plural_name or word.endswith(self.words.endings)

    def joint_before(self, key: str, place: int) -> int | None:
        """The place where a joining phrase that ends before this place begins, or null."""
        for phrase in self.words.phrases[key].get(self.line.word(place - 1), ()):
            if self.line.has(place - len(phrase), phrase):
                return place - len(phrase)
        return None

    def joint_after(self, key: str, place: int) -> int | None:
        """The place after a joining phrase that begins here, or null."""
        for phrase in self.words.phrases[key].get(self.line.word(place), ()):
            if self.line.has(place, phrase):
                return place + len(phrase)
        return None
