"""Single people: "a nurse", "the 12-year-old boy", the second of "a father and daughter"."""

from __future__ import annotations

from crosswire.extract.numbers.people.places import Places
from crosswire.extract.numbers.quantities.amount import Amount
from crosswire.extract.numbers.quantities.nouns import describe, find_head, person_at

WIDTH = 9
"""Words from an article to its noun, ages included: "a 17 - year - old high school student"."""


def single_before(places: Places, place: int) -> Amount | None:
    """ "A 12-year-old boy" or "the officer", ending here."""
    person = person_at(places.line, place, places.words)
    if person is None or person.plural:
        return None
    for spot in range(place - 1, max(place - WIDTH, -1), -1):
        word = places.line.words[spot]
        if word in places.words.sets["individual.new"] or word in places.words.sets["individual.known"]:
            return _make_single(places, spot, place)
        if word in places.words.sets["stops"] or places.line.is_end(spot) or _breaks_phrase(places, spot):
            return None
    return None


def _breaks_phrase(places: Places, spot: int) -> bool:
    """Whether a verb or a mark ends a noun phrase here."""
    word = places.line.words[spot]
    finite = places.line.tag(spot) in ("VERB", "AUX") and places.line.tokens[spot].tag_ not in ("VBN", "VBG")
    return word in places.words.sets["joins.marks"] - {"-"} or word in places.words.sets["harm"] or finite


def single_after(places: Places, place: int) -> Amount | None:
    word = places.line.word(place)
    if word not in places.words.sets["individual.new"] and word not in places.words.sets["individual.known"]:
        return None
    head = find_head(places.line, place + 1, True, places.words)
    person = person_at(places.line, head, places.words) if head is not None else None
    return None if head is None or person is None or person.plural else _make_single(places, place, head)


def pair_before(places: Places, place: int) -> Amount | None:
    """The second of "a father and daughter", whose article stands before the first."""
    person, join = places.words.people.get(places.line.word(place)), places.line.word(place - 1)
    if person is None or person.plural or join not in places.words.sets["ranges.closers"]:
        return None
    first = places.at(place - 2) or single_before(places, place - 2)
    return _bare(places, place, first.kind) if first is not None and first.kind in ("one", "known") else None


def bare_single(places: Places, items: list[Amount], place: int) -> Amount | None:
    """The second of "a father and daughter": a single person under the first one's article."""
    person = places.words.people.get(places.line.word(place))
    if not items or items[-1].kind not in ("one", "known") or person is None or person.plural:
        return None
    return _bare(places, place, items[-1].kind)


def pronoun(places: Places, place: int) -> Amount | None:
    """ "He" in "he and three others"; alone it counts nobody anew."""
    if places.line.word(place) not in places.words.sets["individual.pronouns"]:
        return None
    return places.add(Amount(place, place, place, 1, 1, "known", people=True))


def _make_single(places: Places, first: int, head: int) -> Amount:
    kind = "one" if places.line.words[first] in places.words.sets["individual.new"] else "known"
    amount = Amount(first, first, head, 1, 1, kind)
    describe(places.line, amount, first + 1, head, places.words)
    return places.add(amount)


def _bare(places: Places, place: int, kind: str) -> Amount:
    amount = Amount(place, place, place, 1, 1, kind)
    describe(places.line, amount, place, place, places.words)
    return places.add(amount)
