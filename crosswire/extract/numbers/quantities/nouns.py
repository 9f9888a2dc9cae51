"""Whom or what a number counts: the head noun after it, and the outcome and group that the noun phrase itself tells."""

from __future__ import annotations

from crosswire.extract.numbers.lexicon import Lexicon, Person
from crosswire.extract.numbers.line import Line
from crosswire.extract.numbers.quantities.amount import Amount

REACH = 8
"""Words after a number within which its head noun is looked for."""

LIVES = 4
"""Words on either side of counted lives within which a verb of loss is looked for."""


def find_head(line: Line, place: int, single: bool, words: Lexicon) -> int | None:
    """The place of the head noun of the phrase whose words start here, or null."""
    last = None
    for spot in range(place, min(place + REACH, len(line))):
        word = line.words[spot]
        person = person_at(line, spot, words)
        stated = spot == place and _is_stated(line, spot)
        if person is None and word not in words.heads and not stated and _ends_phrase(line, spot, words):
            break
        if person is not None:
            if person.plural != single or (line.tag(spot + 1) not in ("NOUN", "PROPN") and not line.capitals):
                last = spot
            if _closes(line, spot, words):
                return spot
        elif word in words.heads:
            return spot
        elif line.capitals or line.tag(spot) in ("NOUN", "PROPN"):
            last = spot
        elif last is not None and line.tag(spot) != "PUNCT":
            break
    return last


def _is_stated(line: Line, spot: int) -> bool:
    """ "54 reported cases": a participle right before its noun, which the parse may take for the verb."""
    plural = spot + 1 < len(line) and line.tokens[spot + 1].tag_ == "NNS"
    return plural and not line.capitals and line.tag(spot) in ("VERB", "ADJ") and line.words[spot].endswith("ed")


def person_at(line: Line, place: int, words: Lexicon) -> Person | None:
    """The noun for people at this place, if it is one; "a 19-year-old" is a person too."""
    word = line.word(place)
    if word in words.sets["not.age_after"] and line.word(place - 1) in ("-", "–"):
        return Person(None, word.endswith("s"))
    return words.people.get(word)


def _closes(line: Line, spot: int, words: Lexicon) -> bool:
    """Whether a noun for people ends its phrase: no further noun follows that it would only describe."""
    follower = line.word(spot + 1)
    if follower in words.people or follower in words.heads:
        return False
    if line.capitals:
        person = words.people.get(line.words[spot])
        return person is None or person.plural or follower in words.sets["stops"]
    return line.tag(spot + 1) not in ("NOUN", "PROPN") or follower in words.sets["harm"]


def _ends_phrase(line: Line, spot: int, words: Lexicon) -> bool:
    word = line.words[spot]
    if word in words.sets["stops"] or not (word[0].isalnum() or word in "-–"):
        return True
    if word in words.harmed:
        return line.word(spot + 1) not in words.people and line.word(spot + 1) not in words.heads
    if word[0].isdigit() or word in words.values:
        return line.word(spot + 1) not in ("-", "–") and line.word(spot - 1) not in ("-", "–")
    if line.capitals or word in words.sets["harm"]:
        return word in words.sets["harm"]
    return line.tag(spot) not in ("NOUN", "PROPN", "ADJ", "PUNCT", "ADV", "VERB", "NUM") or (
        line.tag(spot) == "VERB" and line.tokens[spot].tag_ not in ("VBN", "VBG")
    )


def describe(line: Line, amount: Amount, place: int, head: int, words: Lexicon) -> None:
    """Sets head, unit, group and stated outcome of a phrase whose nouns stand in [place, head]."""
    word = line.words[head]
    amount.head, amount.last = head, max(head, amount.last)
    person = person_at(line, head, words)
    amount.people = amount.people or person is not None
    before = line.word(head - 1) if head > place else ""
    amount.group = words.compounds.get((before, word)) or (person.group if person else None)
    if amount.group is None and word in words.sets["members"]:
        amount.group = _group_of_members(line, head + 1, words)
    for spot in range(place, head):
        inner = line.words[spot]
        if amount.group is None:
            amount.group = words.modifiers.get(inner)
        if inner in words.harmed and (person or word in words.heads):
            amount.outcome = words.harmed[inner]
    if word in words.heads and person is None and _is_loss(line, amount, head, words):
        amount.outcome = words.heads[word]
    if word not in words.sets["not.age_after"]:
        amount.unit = line.tokens[head].lemma_.lower() if not line.capitals else word


def _is_loss(line: Line, amount: Amount, head: int, words: Lexicon) -> bool:
    """Whether counted lives are lost ones; any other counted harm is harm."""
    if line.words[head] not in words.sets["lives.nouns"]:
        return True
    near = (*range(amount.first - LIVES, amount.first), *range(head + 1, head + LIVES))
    return any(line.word(spot) in words.sets["lives.verbs"] for spot in near)


def _group_of_members(line: Line, place: int, words: Lexicon) -> str | None:
    """The group after "members of"."""
    if line.word(place) not in words.sets["partitive.of"]:
        return None
    for spot in range(place + 1, place + REACH):
        word = line.word(spot)
        if word in words.member_groups:
            return words.member_groups[word] or None
        if line.is_end(spot) or (word in words.sets["stops"] and word not in words.sets["partitive.whole"]):
            return None
    return None
