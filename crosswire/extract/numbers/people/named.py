"""People given by name, with an age or a title beside it."""

from __future__ import annotations

from crosswire.extract.numbers.people.places import Places
from crosswire.extract.numbers.quantities.amount import Amount

PLACES = frozenset({"GPE", "LOC", "NORP", "FAC", "DATE", "TIME", "CARDINAL", "LAW", "EVENT"})
"""Entity labels of proper nouns that are not people; the model's other labels are too often wrong to tell."""

LONGEST_NAME = 8
"""Words of a name with its titles in upper-case text."""


def name_before(places: Places, place: int) -> Amount | None:
    """A person's name ending here, with an age before or after it ("54-year-old Ilse Koravan", "Koravan, 54")."""
    if places.line.word(place).isdigit() and places.line.word(place - 1) == ",":
        place -= 2
    first = place
    while _is_name(places, first) or (places.line.word(first) == "-" and _is_name(places, first - 1) and first < place):
        first -= 1
    if first == place:
        return None
    start = first - 4 if past_age(places, first - 4) == first + 1 else first + 1
    return _make_name(places, start, place)


def name_after(places: Places, place: int) -> Amount | None:
    """A person's name that starts here; of "the killing of Koravan's brother" it is not Koravan who is dead."""
    last = place
    while _is_name(places, last) or (places.line.word(last) == "-" and _is_name(places, last + 1) and last > place):
        last += 1
    if places.line.tag(last) == "NOUN" and places.line.word(last) not in places.words.sets["harm"]:
        return None
    if last == place or (
        places.line.word(last) in places.words.sets["possessives"] and not places.line.is_end(last + 1)
    ):
        return None
    return _make_name(places, place, last - 1)


def past_age(places: Places, place: int) -> int:
    """The place after "12-year-old" before a name."""
    words, sets = places.line.words[place : place + 5], places.words.sets
    if len(words) == 5 and words[2] in sets["not.age_units"] and words[4] in sets["not.age_after"]:
        return place + 5
    return place


def _is_name(places: Places, place: int) -> bool:
    if place < 0 or place in places.place:
        return False
    if places.line.capitals:
        return _may_be_name(places, place)
    token = places.line.tokens[place] if places.line.named(place) else None
    return token is not None and token.tag_ == "NNP" and token.ent_type_ not in PLACES


def _may_be_name(places: Places, place: int) -> bool:
    """In upper-case text: a word that no list of ours knows as anything else."""
    word = places.line.word(place)
    known = word in places.words.sets["stops"] or word in places.words.sets["harm"] or word in places.words.heads
    person = places.words.people.get(word)
    common = known or (person is not None and word not in places.words.sets["titles"])
    return word[:1].isalpha() and not common and not word.endswith("ly") and not places.line.is_end(place)


def _make_name(places: Places, first: int, last: int) -> Amount | None:
    if places.line.capitals and not _shows_name(places, first, last):
        return None
    if first == last and places.line.tokens[first].ent_type_ != "PERSON":
        return None
    return places.add(Amount(first, first, last, 1, 1, "named", people=True))


def _shows_name(places: Places, first: int, last: int) -> bool:
    """In upper-case text: a run of words that holds a title, that the model takes for a person, or that stands
    between harm and a singular verb ("the murder of ILSE KORAVAN", "ILSE KORAVAN WAS KILLED")."""
    run, sets = range(first, last + 1), places.words.sets
    if not 2 <= len(run) <= LONGEST_NAME:
        return False
    if any(places.line.words[spot] in sets["titles"] for spot in (first - 1, *run)):
        return True
    if any(places.line.tokens[spot].ent_type_ == "PERSON" for spot in run):
        return True
    before = places.line.word(first - 1)
    return places.line.word(last + 1) in sets["between.single"] or any(
        before in sets[key] for key in ("partitive.of", "joins.later", "harm")
    )
