"""The phrases of a line that can be victims: counted ones, and single people, made when a trigger asks for them."""

from __future__ import annotations

from crosswire.extract.numbers.lexicon import Lexicon
from crosswire.extract.numbers.line import Line
from crosswire.extract.numbers.quantities.amount import Amount
from crosswire.extract.numbers.quantities.nouns import describe, find_head, person_at

WIDTH = 9
"""Words from an article to its noun, ages included: "a 17 - year - old high school student"."""

PLACES = frozenset({"GPE", "LOC", "NORP", "FAC", "DATE", "TIME", "CARDINAL", "LAW", "EVENT"})
"""Entity labels of proper nouns that are not people; the model's other labels are too often wrong to tell."""

NAMED_REACH = 2
"""Words from a number to a plural name that can be its people ("three young Tamberians")."""

LONGEST_NAME = 8
"""Words of a name with its titles in upper-case text."""

APPOSITION = 16
"""Words between two commas that may stand between a noun and its verb."""


class Phrases:
    """Counted phrases by place. `ending_at` and `starting_at` give whole lists ("three cooks and two guards") with
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
        place -= self.line.word(place) in self.words.sets["joins.relatives"]
        place -= self.line.word(place) in self.words.sets["joins.marks"]
        items = self._list_before(place) or self._over_preposition(place)
        if not items:
            return self._over_apposition(place)
        cue = self._phrase_before("parts.before", items[0].first)
        if cue is None or not self._closed(cue, items[-1].last + 1):
            return _broken_down(items)
        spot = cue - 1 - (self.line.word(cue - 1) in self.words.sets["joins.marks"])
        whole = self._list_before(spot) or self._over_preposition(spot) or self._whole_before(spot, items)
        for item in items if whole else ():
            item.parent = item.parent or whole[-1]
        return [*whole, *items]

    def _closed(self, cue: int, after: int) -> bool:
        """Whether parts that a dash or bracket opens are closed by its like; words need no closing."""
        mark = self.line.words[cue]
        return mark.isalpha() or self.line.word(after) == (")" if mark == "(" else mark)

    def _whole_before(self, place: int, parts: list[Amount]) -> list[Amount]:
        """The nearest count of people to the left that is large enough to hold the parts."""
        for spot in range(place, max(place - APPOSITION, -1), -1):
            if self.line.is_end(spot) or self.line.words[spot] in self.words.sets["harm"]:
                return []
            found = self.place.get(spot)
            if found is not None and found.people:
                return [found] if found.low >= max(part.low for part in parts) else []
        return []

    def _over_preposition(self, place: int) -> list[Amount]:
        """ "All five members of the Koravan family": hops from the end of the phrase after "of" to the count."""
        for spot in range(place, max(place - WIDTH, 0), -1):
            if self.line.words[spot] in self.words.sets["partitive.of"]:
                found = self.place.get(spot - 1)
                return self._list_before(spot - 1) if found and found.people else []
            if (
                self.line.tag(spot) in ("VERB", "AUX", "PUNCT", "SCONJ")
                or self.line.words[spot] in self.words.sets["harm"]
            ):
                return []
        return []

    def _over_apposition(self, place: int) -> list[Amount]:
        """ "Two men, both from Varenne, were killed": hops from the second comma or dash to before the first."""
        mark = self.line.word(place + 1)
        if mark not in self.words.sets["joins.marks"]:
            return []
        harm = False
        for spot in range(place, max(place - APPOSITION, 0), -1):
            if self.line.is_end(spot):
                return []
            harm = harm or self.line.words[spot] in self.words.sets["harm"]
            if self.line.words[spot] == ("(" if mark == ")" else mark) and spot < place:
                if harm and self.line.word(spot + 1) not in self.words.sets["joins.relatives"]:
                    return []
                found = self._list_before(spot - 1) or self._over_preposition(spot - 1)
                if found:
                    return found
        return []

    def _list_before(self, place: int) -> list[Amount]:
        items: list[Amount] = []
        while True:
            found = self._one_before(place) or (self._pronoun(place) if items else None)
            if found is None or found in items:
                return items
            items.insert(0, found)
            join = self._phrase_before("joins.before", found.first)
            if join is None or (self.line.word(join) == "," and not self._people(items[0])):
                return items
            place = self._past_aside(join - 1)

    def _past_aside(self, place: int) -> int:
        """The place before a bracketed or dashed aside that ends here: "six monks (two of them old) AND two women"."""
        mark = self.line.word(place)
        if mark not in self.words.sets["joins.asides"]:
            return place
        for spot in range(place - 1, max(place - APPOSITION, 0), -1):
            if self.line.words[spot] == ("(" if mark == ")" else mark):
                return spot - 1
        return place

    def starting_at(self, place: int, *, of_noun: bool = False) -> list[Amount]:
        """The list of people whose first word stands here, and the parts named after it. With `of_noun` a verb after
        the list is the noun's, not that of the list's last member ("the murder of two men and a boy was ...")."""
        items = self._list_after(place, of_noun)
        if not items:
            return []
        spot = items[-1].last + 1
        spot += self.line.word(spot) == ","
        end = self._phrase_after("parts.after", spot)
        if end is None:
            return _broken_down(items)
        parts = self._list_after(end, of_noun)
        for part in parts:
            part.parent = part.parent or items[-1]
        return [*items, *parts]

    def parts_later(self, place: int, whole: Amount) -> list[Amount]:
        """Parts named after the verb: "twelve people were killed in the raid, including two children"."""
        for spot in range(place, min(place + APPOSITION, len(self.line))):
            if self.line.is_end(spot) or self.line.words[spot] in self.words.sets["harm"]:
                return []
            if self.line.words[spot] in self.words.sets["joins.later"]:
                parts = self._list_after(spot + 1, False)
                for part in parts:
                    part.parent = part.parent or whole
                return parts
        return []

    def _list_after(self, place: int, of_noun: bool) -> list[Amount]:
        items: list[Amount] = []
        while True:
            found = self._one_after(place) or self._bare_single(items, place)
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
        return verbal or after in self.words.sets["harm"] or self.line.tag(amount.last + 1) in ("VERB", "AUX")

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
        return amount.people or (amount.head is None and amount.unit is None)

    def _one_before(self, place: int) -> Amount | None:
        found = self.place.get(place)
        if found is not None:
            return found if self.countable(found) else None
        return self._single_before(place) or self._pair_before(place) or self._name_before(place)

    def _pronoun(self, place: int) -> Amount | None:
        """ "He" in "he and three others"; alone it counts nobody anew."""
        if self.line.word(place) not in self.words.sets["individual.pronouns"]:
            return None
        return self._add(Amount(place, place, place, 1, 1, "known", people=True))

    def _pair_before(self, place: int) -> Amount | None:
        """The second of "a father and daughter", whose article stands before the first."""
        person, join = self.words.people.get(self.line.word(place)), self.line.word(place - 1)
        if person is None or person.plural or join not in self.words.sets["ranges.closers"]:
            return None
        first = self.place.get(place - 2) or self._single_before(place - 2)
        return self._bare(place, first.kind) if first is not None and first.kind in ("one", "known") else None

    def _one_after(self, place: int) -> Amount | None:
        if self.line.word(place) in self.words.sets["individual.known"] and self._starts(place + 1):
            place += 1
        found = self.place.get(place)
        if found is not None:
            return found if found.first == place and self.countable(found) else None
        return self._single_after(place) or self._name_after(self._past_age(place))

    def _starts(self, place: int) -> bool:
        """Whether a counted phrase starts here ("the killing of the TWO NURSES")."""
        found = self.place.get(place)
        return found is not None and found.first == place

    def _past_age(self, place: int) -> int:
        """The place after "12-year-old" before a name."""
        words, sets = self.line.words[place : place + 5], self.words.sets
        if len(words) == 5 and words[2] in sets["not.age_units"] and words[4] in sets["not.age_after"]:
            return place + 5
        return place

    def countable(self, amount: Amount) -> bool:
        """Whether a counted phrase can be victims: people, a bare number, or lives and bodies."""
        return self._people(amount) or amount.outcome is not None or (amount.head is not None and self._unknown(amount))

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

    def _single_before(self, place: int) -> Amount | None:
        """ "A 12-year-old boy" or "the officer", ending here."""
        person = person_at(self.line, place, self.words)
        if person is None or person.plural:
            return None
        for spot in range(place - 1, max(place - WIDTH, -1), -1):
            word = self.line.words[spot]
            if word in self.words.sets["individual.new"] or word in self.words.sets["individual.known"]:
                return self._make_single(spot, place)
            if word in self.words.sets["stops"] or self.line.is_end(spot) or self._breaks_phrase(spot):
                return None
        return None

    def _breaks_phrase(self, spot: int) -> bool:
        """Whether a verb or a mark ends a noun phrase here."""
        word = self.line.words[spot]
        finite = self.line.tag(spot) in ("VERB", "AUX") and self.line.tokens[spot].tag_ not in ("VBN", "VBG")
        return word in self.words.sets["joins.marks"] - {"-"} or word in self.words.sets["harm"] or finite

    def _single_after(self, place: int) -> Amount | None:
        word = self.line.word(place)
        if word not in self.words.sets["individual.new"] and word not in self.words.sets["individual.known"]:
            return None
        head = find_head(self.line, place + 1, True, self.words)
        person = person_at(self.line, head, self.words) if head is not None else None
        return None if head is None or person is None or person.plural else self._make_single(place, head)

    def _bare_single(self, items: list[Amount], place: int) -> Amount | None:
        """The second of "a father and daughter": a single person under the first one's article."""
        person = self.words.people.get(self.line.word(place))
        if not items or items[-1].kind not in ("one", "known") or person is None or person.plural:
            return None
        return self._bare(place, items[-1].kind)

    def _bare(self, place: int, kind: str) -> Amount:
        amount = Amount(place, place, place, 1, 1, kind)
        describe(self.line, amount, place, place, self.words)
        return self._add(amount)

    def _make_single(self, first: int, head: int) -> Amount:
        kind = "one" if self.line.words[first] in self.words.sets["individual.new"] else "known"
        amount = Amount(first, first, head, 1, 1, kind)
        describe(self.line, amount, first + 1, head, self.words)
        return self._add(amount)

    def _name_before(self, place: int) -> Amount | None:
        """A person's name ending here, with an age before or after it ("54-year-old Ilse Koravan", "Koravan, 54")."""
        if self.line.word(place).isdigit() and self.line.word(place - 1) == ",":
            place -= 2
        first = place
        while self._is_name(first) or (self.line.word(first) == "-" and self._is_name(first - 1) and first < place):
            first -= 1
        if first == place:
            return None
        start = first - 4 if self._past_age(first - 4) == first + 1 else first + 1
        return self._make_name(start, place)

    def _name_after(self, place: int) -> Amount | None:
        last = place
        while self._is_name(last) or (self.line.word(last) == "-" and self._is_name(last + 1) and last > place):
            last += 1
        if self.line.tag(last) == "NOUN" and self.line.word(last) not in self.words.sets["harm"]:
            return None
        return self._make_name(place, last - 1) if last > place else None

    def _is_name(self, place: int) -> bool:
        if place < 0 or place in self.place:
            return False
        if self.line.capitals:
            return self._may_be_name(place)
        token = self.line.tokens[place] if self.line.named(place) else None
        return token is not None and token.tag_ == "NNP" and token.ent_type_ not in PLACES

    def _may_be_name(self, place: int) -> bool:
        """In upper-case text: a word that no list of ours knows as anything else."""
        word = self.line.word(place)
        known = word in self.words.sets["stops"] or word in self.words.sets["harm"] or word in self.words.heads
        person = self.words.people.get(word)
        common = known or (person is not None and word not in self.words.sets["titles"])
        return word[:1].isalpha() and not common and not word.endswith("ly") and not self.line.is_end(place)

    def _make_name(self, first: int, last: int) -> Amount | None:
        if self.line.capitals and not self._shows_name(first, last):
            return None
        if first == last and self.line.tokens[first].ent_type_ != "PERSON":
            return None
        return self._add(Amount(first, first, last, 1, 1, "named", people=True))

    def _shows_name(self, first: int, last: int) -> bool:
        """In upper-case text: a run of words that holds a title, that the model takes for a person, or that stands
        between harm and a singular verb ("the murder of ILSE KORAVAN", "ILSE KORAVAN WAS KILLED")."""
        run, sets = range(first, last + 1), self.words.sets
        if not 2 <= len(run) <= LONGEST_NAME:
            return False
        if any(self.line.words[spot] in sets["titles"] for spot in (first - 1, *run)):
            return True
        if any(self.line.tokens[spot].ent_type_ == "PERSON" for spot in run):
            return True
        before = self.line.word(first - 1)
        return self.line.word(last + 1) in sets["between.single"] or any(
            before in sets[key] for key in ("partitive.of", "joins.later", "harm")
        )

    def _add(self, amount: Amount) -> Amount:
        self.amounts.append(amount)
        self._place(amount)
        return amount


def _broken_down(items: list[Amount]) -> list[Amount]:
    """ "Six people, four children and two women": a first count that equals the sum of the rest has them as parts."""
    whole, *rest = items
    if rest and whole.low == sum(item.low for item in rest):
        for item in rest:
            item.parent = item.parent or (whole if len(rest) > 1 else None)
    return items
