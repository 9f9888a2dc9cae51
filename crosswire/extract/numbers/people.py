"""The phrases of a line that can be victims: counted ones, and single people, made when a trigger asks for them."""

from __future__ import annotations

from crosswire.extract.numbers.line import Line
from crosswire.extract.numbers.quantities import Amount, describe, find_head
from crosswire.extract.numbers.rules import Lexicon

WIDTH = 9
"""Words from an article to its noun, ages included: "a 17 - year - old high school student"."""

APPOSITION = 12
"""Words between two commas that may stand between a noun and its verb."""


class Phrases:
    """Counted phrases by place. `ending_at` and `starting_at` give whole lists ("two nurses and two drivers") with
    the parts named after "including", whose parent is set."""

    def __init__(self, line: Line, amounts: list[Amount], words: Lexicon) -> None:
        self.line, self.words = line, words
        self.amounts = list(amounts)
        self.place: dict[int, Amount] = {}
        for amount in amounts:
            self._place(amount)

    def _place(self, amount: Amount) -> None:
        self.place.update((spot, amount) for spot in range(amount.first, amount.last + 1))

    def all(self) -> list[Amount]:
        """Every phrase, in the order of the text."""
        return sorted(self.amounts, key=lambda amount: (amount.first, amount.last))

    def at(self, place: int) -> Amount | None:
        return self.place.get(place)

    def owns(self, place: int) -> bool:
        """Whether the word here belongs to a phrase already ("two wounded soldiers")."""
        return place in self.place

    def ending_at(self, place: int) -> list[Amount]:
        """The list of people whose last word stands here, and its parts."""
        return self._with_parts(place)

    def _with_parts(self, place: int) -> list[Amount]:
        place -= self.line.word(place) == ","
        items = self._list_before(place)
        if not items:
            return self._over_apposition(place)
        cue = self._phrase_before("parts.before", items[0].first)
        if cue is None:
            return items
        spot = cue - 1 - (self.line.word(cue - 1) == ",")
        whole = self._list_before(spot)
        if not whole:
            return items
        for item in items:
            item.parent = item.parent or whole[-1]
        return [*whole, *items]

    def _over_apposition(self, place: int) -> list[Amount]:
        """ "Two men, both from Varenne, were killed": hops from the second comma to before the first."""
        if self.line.word(place + 1) != ",":
            return []
        for spot in range(place, max(place - APPOSITION, 0), -1):
            if self.line.is_end(spot) or self.line.words[spot] in self.words.triggers:
                return []
            if self.line.words[spot] == ",":
                return self._list_before(spot - 1)
        return []

    def _list_before(self, place: int) -> list[Amount]:
        items: list[Amount] = []
        while True:
            found = self._one_before(place)
            if found is None or found in items:
                return items
            items.insert(0, found)
            join = self._phrase_before("joins.before", found.first)
            if join is None or (self.line.word(join) == "," and not self._people(items[0])):
                return items
            place = join - 1

    def starting_at(self, place: int, *, of_noun: bool = False) -> list[Amount]:
        """The list of people whose first word stands here, and the parts named after it. With `of_noun` a verb after
        the list is the noun's, not that of the list's last member ("the murder of two men and a boy was ...")."""
        items = self._list_after(place, of_noun)
        if not items:
            return []
        spot = items[-1].last + 1
        spot += self.line.word(spot) in (",", "(")
        end = self._phrase_after("parts.after", spot)
        if end is None:
            return items
        parts = self._list_after(end, of_noun)
        for part in parts:
            part.parent = part.parent or items[-1]
        return [*items, *parts]

    def _list_after(self, place: int, of_noun: bool) -> list[Amount]:
        items: list[Amount] = []
        while True:
            found = self._one_after(place)
            if found is None or found in items or (items and not of_noun and self._has_own_verb(found)):
                return items
            items.append(found)
            end = self._phrase_after("joins.after", found.last + 1)
            if end is None:
                return items
            place = end

    def _has_own_verb(self, amount: Amount) -> bool:
        """Whether a further phrase of a list is the subject of what follows ("killed two and three were hurt")."""
        sets, after = self.words.sets, self.line.word(amount.last + 1)
        verbal = after in sets["between.be"] or after in sets["between.have"] or after in self.words.harmed
        return verbal or after in self.words.triggers or self.line.tag(amount.last + 1) in ("VERB", "AUX")

    def _phrase_before(self, key: str, place: int) -> int | None:
        """The place where a joining phrase that ends before this place begins, or null."""
        for phrase in self.words.phrases[key].get(self.line.word(place - 1), ()):
            if self.line.has(place - len(phrase), phrase):
                return place - len(phrase)
        return None

    def _phrase_after(self, key: str, place: int) -> int | None:
        """The place after a joining phrase that begins here, or null."""
        for phrase in self.words.phrases[key].get(self.line.word(place), ()):
            if self.line.has(place, phrase):
                return place + len(phrase)
        return None

    def _people(self, amount: Amount) -> bool:
        return amount.people or amount.head is None

    def _one_before(self, place: int) -> Amount | None:
        found = self.place.get(place)
        if found is not None:
            return found if self._countable(found) else None
        return self._single_before(place) or self._name_before(place)

    def _one_after(self, place: int) -> Amount | None:
        found = self.place.get(place)
        if found is not None:
            return found if found.first == place and self._countable(found) else None
        return self._single_after(place) or self._name_after(place)

    def _countable(self, amount: Amount) -> bool:
        """Whether a counted phrase can be victims: people, a bare number, or lives and bodies."""
        return self._people(amount) or amount.outcome is not None or (amount.head is not None and self._unknown(amount))

    def _unknown(self, amount: Amount) -> bool:
        """A noun we do not know may be people ("three Tamberians"): only where it is written as a name."""
        return amount.head is not None and self.line.named(amount.head) and not self.line.capitals

    def _single_before(self, place: int) -> Amount | None:
        """ "A 12-year-old boy" or "the officer", ending here."""
        person = self.words.people.get(self.line.word(place))
        if person is None or person.plural:
            return None
        for spot in range(place - 1, max(place - WIDTH, -1), -1):
            word = self.line.words[spot]
            if word in self.words.sets["individual.new"] or word in self.words.sets["individual.known"]:
                return self._make_single(spot, place)
            if word in self.words.sets["stops"] or self.line.is_end(spot) or word == ",":
                return None
        return None

    def _single_after(self, place: int) -> Amount | None:
        word = self.line.word(place)
        if word not in self.words.sets["individual.new"] and word not in self.words.sets["individual.known"]:
            return None
        head = find_head(self.line, place + 1, True, self.words)
        if head is None or self.line.words[head] not in self.words.people:
            return None
        return None if self.words.people[self.line.words[head]].plural else self._make_single(place, head)

    def _make_single(self, first: int, head: int) -> Amount:
        kind = "one" if self.line.words[first] in self.words.sets["individual.new"] else "known"
        amount = Amount(first, first, head, 1, 1, kind)
        describe(self.line, amount, first + 1, head, self.words)
        amount.others = self.line.words[first] not in self.words.sets["words.articles"] and kind == "one"
        return self._add(amount)

    def _name_before(self, place: int) -> Amount | None:
        """A person's name ending here, an age after it included ("Ilse Koravan, 34")."""
        if self.line.word(place).isdigit() and self.line.word(place - 1) == ",":
            place -= 2
        first = place
        while self._is_name(first):
            first -= 1
        return self._make_name(first + 1, place) if first < place else None

    def _name_after(self, place: int) -> Amount | None:
        last = place
        while self._is_name(last):
            last += 1
        return self._make_name(place, last - 1) if last > place else None

    def _is_name(self, place: int) -> bool:
        if place < 0 or place in self.place or not self.line.named(place):
            return False
        token = self.line.tokens[place]
        return token.tag_ == "NNP" and token.ent_type_ in ("PERSON", "")

    def _make_name(self, first: int, last: int) -> Amount | None:
        if self.line.capitals or not any(self.line.tokens[spot].ent_type_ for spot in range(first, last + 1)):
            return None
        amount = Amount(first, first, last, 1, 1, "named", people=True)
        return self._add(amount)

    def _add(self, amount: Amount) -> Amount:
        self.amounts.append(amount)
        self._place(amount)
        return amount
