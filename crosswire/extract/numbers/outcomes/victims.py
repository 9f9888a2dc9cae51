"""The phrases that are the victims of one trigger, from the side that its form and the parse say."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crosswire.extract.numbers.lexicon import Lexicon
from crosswire.extract.numbers.line import Line
from crosswire.extract.numbers.outcomes.triggers import Trigger
from crosswire.extract.numbers.people.lists import ending_at, starting_at
from crosswire.extract.numbers.people.places import Places
from crosswire.extract.numbers.quantities.amount import Amount

if TYPE_CHECKING:
    from spacy.tokens import Token

SUBJECTS = frozenset({"nsubjpass", "nsubj"})

OBJECTS = frozenset({"dobj"})

UNCOUNTED = frozenset({"named", "known"})
"""Kinds of people who are given by name or spoken of, and not counted."""

FAR = 14
"""Words between a verb and a subject that no parse gives; longer guesses are wrong more often than right."""

TOLL_REACH = 16
"""Words between a toll's noun and its number."""


def victims_of(line: Line, trigger: Trigger, places: Places, words: Lexicon) -> list[Amount]:
    if trigger.form == "toll":
        return _toll(line, trigger, places, words)
    possessed = line.word(trigger.first - 1) in words.sets["possessives"]
    if possessed and trigger.form in ("possessed", "active"):
        return ending_at(places, trigger.first - 2)
    if trigger.form == "possessed":
        return []
    if trigger.form in ("of", "active"):
        of_noun = trigger.form == "of"
        found = starting_at(places, trigger.last + 1, of_noun=of_noun) or _object(line, trigger, places)
        if trigger.first == trigger.last and line.word(trigger.first) in words.sets["weak"]:
            return [amount for amount in found if amount.kind not in UNCOUNTED]  # "claimed Koravan had lied"
        return found
    if trigger.form == "participle":
        return _either_side(line, trigger, places, words)
    return _subject(line, trigger, places, words)


def _either_side(line: Line, trigger: Trigger, places: Places, words: Lexicon) -> list[Amount]:
    """The victims of a form that may be past tense or participle: to its left when passive, to its right if not."""
    spot, passive, negated = past_helpers(line, trigger.first - 1, words)
    if negated:
        return []
    if passive:
        return _subject(line, trigger, places, words)
    if line.word(trigger.last + 1) in words.sets["between.be"]:
        return starting_at(places, trigger.last + 2)
    right = starting_at(places, trigger.last + 1)
    if right:
        return right
    if line.word(trigger.last + 1) in words.people:
        return []
    if _takes_object(line, trigger, words):
        return _object(line, trigger, places)
    return ending_at(places, spot) or _parsed_subject(line, trigger, places, words) or []


def _takes_object(line: Line, trigger: Trigger, words: Lexicon) -> bool:
    """Whether something that is no preposition, adverb or end follows, so that the verb is active."""
    after = line.word(trigger.last + 1)
    if after in words.sets["individual.known"] or after in words.sets["individual.new"]:
        return True
    if line.capitals:
        return False
    token = line.tokens[trigger.last]
    return any(child.dep_ in OBJECTS and child.i > token.i for child in token.children)


def past_helpers(line: Line, spot: int, words: Lexicon) -> tuple[int, bool, bool]:
    """Skips auxiliaries and adverbs leftwards: the place reached, whether a form of "be" was met, whether a "not"."""
    passive = negated = False
    sets = words.sets
    while spot >= 0:
        word = line.words[spot]
        if word in sets["between.be"] or word in sets["between.left"]:
            passive = True
        elif word in sets["between.not"]:
            negated = True
        elif not (word in sets["between.have"] or _is_adverb(line, spot, words)):
            break
        spot -= 1
    return spot, passive, negated


def _is_adverb(line: Line, spot: int, words: Lexicon) -> bool:
    word = line.words[spot]
    if word in words.sets["between.adverbs"]:
        return True
    return word.endswith("ly") and word not in words.sets["collectives"] and line.tag(spot) not in ("NOUN", "PROPN")


def _subject(line: Line, trigger: Trigger, places: Places, words: Lexicon) -> list[Amount]:
    """The victims left of a passive, an intransitive verb or an adjective."""
    spot, _, negated = past_helpers(line, trigger.first - 1, words)
    if negated or spot < 0:
        return []
    near = ending_at(places, spot)
    if near:
        return near
    parsed = _parsed_subject(line, trigger, places, words)
    if parsed is not None:
        return parsed
    return _nearest(line, spot, places, words) if line.capitals or trigger.form == "subject" else []


def _nearest(line: Line, spot: int, places: Places, words: Lexicon) -> list[Amount]:
    """The nearest phrase that counts people to the left within the sentence: for text whose parse says nothing."""
    for place in range(spot, max(spot - FAR, -1), -1):
        if line.is_end(place) or line.words[place] in words.sets["harm"]:
            return []
        amount = places.at(place)
        if amount is not None and (amount.people or amount.head is None):
            return [amount]
    return []


def _parsed_subject(line: Line, trigger: Trigger, places: Places, words: Lexicon) -> list[Amount] | None:
    """The victims the parse gives as subject; null where it gives no subject at all."""
    if line.capitals:
        return None
    for place in range(trigger.last, trigger.first - 1, -1):
        head = _subject_of(line.tokens[place])
        if head is not None:
            return _from_head(line, head, places)
    return None


def _subject_of(token: Token) -> Token | None:
    """The subject the parse gives a verb or a predicate adjective, through relative clauses and coordination."""
    for _ in range(3):
        subject = next((child for child in token.children if child.dep_ in SUBJECTS), None)
        if token.dep_ == "relcl" and (subject is None or subject.tag_ in ("WDT", "WP")):
            return token.head
        if subject is not None:
            return subject
        if token.dep_ == "acl":
            return token.head
        if token.dep_ not in ("conj", "acomp", "oprd", "attr", "ccomp", "xcomp"):
            return None
        token = token.head
    return None


def _from_head(line: Line, head: Token, places: Places) -> list[Amount]:
    """The places a parsed noun and its coordinates stand for."""
    heads, found = [head], list[Amount]()
    while heads:
        token = heads.pop(0)
        place = line.index(token)
        if place is None:
            continue
        amount = places.at(place)
        found += ([amount] if places.countable(amount) else []) if amount else ending_at(places, place)
        heads += [child for child in token.children if child.dep_ == "conj"]
    return list(dict.fromkeys(found))


def _object(line: Line, trigger: Trigger, places: Places) -> list[Amount]:
    if line.capitals or trigger.form == "of":
        return []
    for place in range(trigger.last, trigger.first - 1, -1):
        token = line.tokens[place]
        found = next((child for child in token.children if child.dep_ in OBJECTS and child.i > token.i), None)
        if found is not None:
            return _from_head(line, found, places)
    return []


def _toll(line: Line, trigger: Trigger, places: Places, words: Lexicon) -> list[Amount]:
    """The numbers a toll stands at: after "to", "at", "of", "is", and the earlier one after "from"."""
    found: list[Amount] = []
    for place in range(trigger.last + 1, min(trigger.last + TOLL_REACH, len(line))):
        if line.is_end(place):
            break
        amount = places.at(place)
        before = line.word(amount.first - 1) if amount else ""
        if amount is None or amount in found or (amount.head is not None and not amount.people):
            continue
        if before in words.sets["toll.before_number"] or before in words.sets["toll.earlier"]:
            found.append(amount)
    return found
