"""Whole lists of people ("three cooks and two guards"), with the parts named after "including", whose parent is set."""

from __future__ import annotations

from itertools import pairwise

from crosswire.extract.numbers.people.named import name_after, name_before, past_age
from crosswire.extract.numbers.people.places import Places
from crosswire.extract.numbers.people.singles import bare_single, pair_before, pronoun, single_after, single_before
from crosswire.extract.numbers.quantities.amount import Amount

OF_REACH = 9
"""Words from the end of a phrase after "of" back to the count before it."""

ASIDE = 24
"""Words after "including" within which a list is still of its parts."""

APPOSITION = 16
"""Words between two commas that may stand between a noun and its verb."""


def ending_at(places: Places, place: int) -> list[Amount]:
    """The list of people whose last word stands here, and its parts."""
    place -= places.line.word(place) in places.words.sets["joins.relatives"]
    place -= places.line.word(place) in places.words.sets["joins.marks"]
    items = _list_before(places, place) or _over_preposition(places, place) or _over_apposition(places, place)
    if not items:
        return []
    if items[0].kind == "known":
        items = _over_preposition(places, items[0].first - 1) or items
    for whole_before, part in pairwise(items):
        if part.share and part.low <= whole_before.low:
            part.parent = part.parent or whole_before.parent or whole_before
    cue = _parts_cue(places, items[0].first)
    if cue is None or not _closed(places, cue, items[-1].last + 1):
        return _broken_down(items)
    spot = cue - 1 - (places.line.word(cue - 1) in places.words.sets["joins.marks"])
    whole = _list_before(places, spot) or _over_preposition(places, spot) or _whole_before(places, spot, items)
    for item in items if whole else ():
        item.parent = item.parent or whole[-1]
    return [*whole, *items]


def _parts_cue(places: Places, first: int) -> int | None:
    """The place of the words that make the list before this place parts of a whole: right before it, or an "including"
    further left in the same clause ("including a mother with HER FIVE CHILDREN")."""
    cue = places.joint_before("parts.before", first)
    line, sets = places.line, places.words.sets
    for spot in range(first - 1, max(first - ASIDE, -1), -1):
        if cue is not None or line.is_end(spot) or line.words[spot] in sets["harm"] or line.tag(spot) == "AUX":
            break
        if line.words[spot] in sets["joins.later"]:
            return spot
    return cue


def _closed(places: Places, cue: int, after: int) -> bool:
    """Whether parts that a dash or bracket opens are closed by its like; words need no closing."""
    mark = places.line.words[cue]
    return mark.isalpha() or places.line.word(after) == (")" if mark == "(" else mark)


def _whole_before(places: Places, place: int, parts: list[Amount]) -> list[Amount]:
    """The nearest count of people to the left that is large enough to hold the parts."""
    for spot in range(place, max(place - APPOSITION, -1), -1):
        if places.line.is_end(spot) or places.line.words[spot] in places.words.sets["harm"]:
            return []
        found = places.at(spot)
        if found is not None and found.people:
            return [found] if found.low >= max(part.low for part in parts) else []
    return []


def _over_preposition(places: Places, place: int) -> list[Amount]:
    """ "All five members of the Koravan family": hops from the end of the phrase after "of" to the count."""
    for spot in range(place, max(place - OF_REACH, 0), -1):
        if places.line.words[spot] in places.words.sets["partitive.of"]:
            found = places.at(spot - 1)
            return _list_before(places, spot - 1) if found and found.people else []
        if (
            places.line.tag(spot) in ("VERB", "AUX", "PUNCT", "SCONJ")
            or places.line.words[spot] in places.words.sets["harm"]
        ):
            return []
    return []


def _over_apposition(places: Places, place: int) -> list[Amount]:
    """ "Two men, both from Varenne, were killed": hops from the second comma or dash to before the first."""
    mark = places.line.word(place + 1)
    if mark not in places.words.sets["joins.marks"]:
        return []
    harm = False
    for spot in range(place, max(place - APPOSITION, 0), -1):
        if places.line.is_end(spot):
            return []
        harm = harm or places.line.words[spot] in places.words.sets["harm"]
        if places.line.words[spot] == ("(" if mark == ")" else mark) and spot < place:
            if harm and places.line.word(spot + 1) not in places.words.sets["joins.relatives"]:
                return []
            found = _list_before(places, spot - 1) or _over_preposition(places, spot - 1)
            if found:
                return found
    return []


def _list_before(places: Places, place: int) -> list[Amount]:
    items: list[Amount] = []
    while True:
        found = _one_before(places, place) or (pronoun(places, place) if items else None)
        if found is None or found in items:
            return items
        items.insert(0, found)
        owned = found.kind == "number" and places.line.word(found.first - 1) in places.words.sets["individual.known"]
        join = places.joint_before("joins.before", found.first - owned)
        if join is None or (places.line.word(join) == "," and not places.counts_people(items[0])):
            return items
        place = _past_aside(places, join - 1)


def _past_aside(places: Places, place: int) -> int:
    """The place before a bracketed or dashed aside that ends here: "six monks (two of them old) AND two women"."""
    mark = places.line.word(place)
    if mark not in places.words.sets["joins.asides"]:
        return place
    for spot in range(place - 1, max(place - APPOSITION, 0), -1):
        if places.line.words[spot] == ("(" if mark == ")" else mark):
            return spot - 1
    return place


def starting_at(places: Places, place: int, *, of_noun: bool = False) -> list[Amount]:
    """The list of people whose first word stands here, and the parts named after it. With `of_noun` a verb after
    the list is the noun's, not that of the list's last member ("the murder of two men and a boy was ...")."""
    items = _list_after(places, place, of_noun)
    if not items:
        return []
    spot = items[-1].last + 1
    spot += places.line.word(spot) == ","
    end = places.joint_after("parts.after", spot)
    if end is None:
        return _broken_down(items)
    parts = _list_after(places, end, of_noun)
    for part in parts:
        part.parent = part.parent or items[-1]
    return [*items, *parts]


def parts_later(places: Places, place: int, whole: Amount) -> list[Amount]:
    """Parts named after the verb: "twelve people were killed in the raid, including two children", "fifty
    wounded, eight of them badly"."""
    share = places.at(place + 1) if places.line.word(place) == "," else None
    fits = share is not None and share.share and share.people and share.low <= whole.low
    if share is not None and fits and places.line.tag(share.last + 1) not in ("VERB", "AUX"):
        share.parent = share.parent or whole
        return [share]
    for spot in range(place, min(place + APPOSITION, len(places.line))):
        if places.line.is_end(spot) or places.line.words[spot] in places.words.sets["harm"]:
            return []
        end = places.joint_after("parts.later", spot)
        if end is not None:
            parts = _list_after(places, end, False)
            for part in parts:
                part.parent = part.parent or whole
            return parts
    return []


def _list_after(places: Places, place: int, of_noun: bool) -> list[Amount]:
    items: list[Amount] = []
    while True:
        found = _one_after(places, place) or bare_single(places, items, place)
        if found is None or found in items or (items and not of_noun and _has_own_verb(places, found)):
            return items
        items.append(found)
        end = places.joint_after("joins.after", found.last + 1)
        if end is None:
            return items
        place = end


def _has_own_verb(places: Places, amount: Amount) -> bool:
    """Whether a further phrase of a list is the subject of what follows ("killed two and three were hurt")."""
    sets, after = places.words.sets, places.line.word(amount.last + 1)
    verbal = after in sets["between.be"] or after in sets["between.have"] or after in places.words.harmed
    return verbal or after in places.words.sets["harm"] or places.line.tag(amount.last + 1) in ("VERB", "AUX")


def _one_before(places: Places, place: int) -> Amount | None:
    found = places.at(place)
    if found is not None:
        return found if places.countable(found) else None
    return single_before(places, place) or pair_before(places, place) or name_before(places, place)


def _one_after(places: Places, place: int) -> Amount | None:
    if places.line.word(place) in places.words.sets["individual.known"] and _starts(places, place + 1):
        place += 1
    found = places.at(place)
    if found is not None:
        return found if found.first == place and places.countable(found) else None
    return single_after(places, place) or name_after(places, past_age(places, place))


def _starts(places: Places, place: int) -> bool:
    """Whether a counted phrase starts here ("the killing of the TWO NURSES")."""
    found = places.at(place)
    return found is not None and found.first == place


def _broken_down(items: list[Amount]) -> list[Amount]:
    """ "Six people, four children and two women": a first count that equals the sum of the rest has them as parts."""
    whole, *rest = items
    if rest and not any(item.share for item in rest) and whole.low == sum(item.low for item in rest):
        for item in rest:
            item.parent = item.parent or (whole if len(rest) > 1 else None)
    return items
