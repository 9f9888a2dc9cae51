"""Joins counted people to what became of them: for each trigger of harm, the phrases that are its victims."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from crosswire.extract.numbers.lexicon import Form, Lexicon, Pattern
from crosswire.extract.numbers.line import Line
from crosswire.extract.numbers.people.lists import Phrases
from crosswire.extract.numbers.quantities.amount import Amount

if TYPE_CHECKING:
    from spacy.tokens import Token

SUBJECTS = frozenset({"nsubjpass", "nsubj"})
OBJECTS = frozenset({"dobj"})
FAR = 14
"""Words between a verb and a subject that no parse gives; longer guesses are wrong more often than right."""

TOLL_REACH = 16
"""Words between a toll's noun and its number."""

RANK = {None: 0, "casualty": 1, "missing": 2, "injured": 3, "detained": 3, "displaced": 3, "killed": 4}
"""Which outcome stays when one phrase meets two: "were shot and died" are dead."""


@dataclass(frozen=True, slots=True)
class Trigger:
    """A place where harm is spoken of: words [first, last]."""

    first: int
    last: int
    outcome: str
    form: Form


def find_triggers(line: Line, words: Lexicon) -> list[Trigger]:
    """Every trigger of a line, in order and without overlap, the longer pattern first."""
    found: list[Trigger] = []
    free = 0
    for place, word in enumerate(line.words):
        if place < free or word not in words.triggers:
            continue
        trigger = _longest(line, place, words.triggers[word])
        if trigger is not None:
            found.append(trigger)
            free = trigger.last + 1
    return found


def _longest(line: Line, place: int, patterns: list[Pattern]) -> Trigger | None:
    for pattern in patterns:
        last = _match(line, place, pattern.parts)
        if last is not None:
            return Trigger(place, last, pattern.outcome, pattern.form)
    return None


def _match(line: Line, place: int, parts: tuple[frozenset[str] | int, ...]) -> int | None:
    """The last place of the pattern's words when they stand here, or null."""
    gap = 0
    for part in parts:
        if isinstance(part, int):
            gap = part
            continue
        spots = (spot for spot in range(place, place + gap + 1) if line.word(spot) in part)
        spot = next(spots, None)
        if spot is None or any(line.is_end(between) for between in range(place, spot)):
            return None
        place, gap = spot + 1, 0
    return place - 1


def link(line: Line, amounts: list[Amount], words: Lexicon) -> list[Amount]:
    """The phrases of a line with their outcomes: those given, and single people found beside a trigger."""
    triggers = find_triggers(line, words)
    if not triggers:
        return amounts
    phrases = Phrases(line, amounts, words)
    for trigger in triggers:
        if phrases.owns(trigger.first) or _undone(line, trigger, words):
            continue
        victims = _victims(line, trigger, phrases, words)
        if victims and victims[0].first < trigger.first and trigger.form != "of":
            victims = [*victims, *phrases.parts_later(trigger.last + 1, victims[0])]
        for amount in victims:
            if RANK[trigger.outcome] > RANK[amount.outcome] and not _says_outcome(line, amount, words):
                amount.outcome = trigger.outcome
    _fatal_shares(line, phrases, words)
    _among(line, phrases, words)
    return phrases.all()


def _says_outcome(line: Line, amount: Amount, words: Lexicon) -> bool:
    """Whether the counted noun names the harm itself ("two injuries"), which no verb then changes."""
    word = line.words[amount.head] if amount.head is not None else ""
    return word in words.heads and word not in words.people


def _undone(line: Line, trigger: Trigger, words: Lexicon) -> bool:
    """Whether the words before say that it was only tried, feared or threatened."""
    sets = words.sets
    for spot in range(trigger.first - 1, trigger.first - 4, -1):
        if line.is_end(spot):
            return False
        word = line.word(spot)
        if word in sets["undone"]:
            return not (word in sets["undone.possible"] and line.word(spot + 1) in sets["between.have"])
    return False


def _victims(line: Line, trigger: Trigger, phrases: Phrases, words: Lexicon) -> list[Amount]:
    if trigger.form == "toll":
        return _toll(line, trigger, phrases, words)
    possessed = line.word(trigger.first - 1) in words.sets["possessives"]
    if possessed and trigger.form in ("possessed", "active"):
        return phrases.ending_at(trigger.first - 2)
    if trigger.form == "possessed":
        return []
    if trigger.form in ("of", "active"):
        of_noun = trigger.form == "of"
        return phrases.starting_at(trigger.last + 1, of_noun=of_noun) or _object(line, trigger, phrases)
    if trigger.form == "participle":
        return _either_side(line, trigger, phrases, words)
    return _subject(line, trigger, phrases, words)


def _either_side(line: Line, trigger: Trigger, phrases: Phrases, words: Lexicon) -> list[Amount]:
    """The victims of a form that may be past tense or participle: to its left when passive, to its right if not."""
    spot, passive, negated = _before(line, trigger.first - 1, words)
    if negated:
        return []
    if passive:
        return _subject(line, trigger, phrases, words)
    if line.word(trigger.last + 1) in words.sets["between.be"]:
        return phrases.starting_at(trigger.last + 2)
    right = phrases.starting_at(trigger.last + 1)
    if right:
        return right
    if line.word(trigger.last + 1) in words.people:
        return []
    if _takes_object(line, trigger, words):
        return _object(line, trigger, phrases)
    return phrases.ending_at(spot) or _parsed_subject(line, trigger, phrases, words) or []


def _takes_object(line: Line, trigger: Trigger, words: Lexicon) -> bool:
    """Whether something that is no preposition, adverb or end follows, so that the verb is active."""
    after = line.word(trigger.last + 1)
    if after in words.sets["individual.known"] or after in words.sets["individual.new"]:
        return True
    if line.capitals:
        return False
    token = line.tokens[trigger.last]
    return any(child.dep_ in OBJECTS and child.i > token.i for child in token.children)


def _before(line: Line, spot: int, words: Lexicon) -> tuple[int, bool, bool]:
    """Skips auxiliaries and adverbs leftwards: the place reached, whether a form of "be" was met, whether a "not"."""
    passive = negated = False
    sets = words.sets
    while spot >= 0:
        word = line.words[spot]
        if word in sets["between.be"] or word in sets["between.left"]:
            passive = True
        elif word in sets["between.not"]:
            negated = True
        elif not (word in sets["between.have"] or word in sets["between.adverbs"] or word.endswith("ly")):
            break
        spot -= 1
    return spot, passive, negated


def _subject(line: Line, trigger: Trigger, phrases: Phrases, words: Lexicon) -> list[Amount]:
    """The victims left of a passive, an intransitive verb or an adjective."""
    spot, _, negated = _before(line, trigger.first - 1, words)
    if negated or spot < 0:
        return []
    near = phrases.ending_at(spot)
    if near:
        return near
    parsed = _parsed_subject(line, trigger, phrases, words)
    if parsed is not None:
        return parsed
    return _nearest(line, spot, phrases, words) if line.capitals or trigger.form == "subject" else []


def _nearest(line: Line, spot: int, phrases: Phrases, words: Lexicon) -> list[Amount]:
    """The nearest phrase that counts people to the left within the sentence: for text whose parse says nothing."""
    for place in range(spot, max(spot - FAR, -1), -1):
        if line.is_end(place) or line.words[place] in words.sets["harm"]:
            return []
        amount = phrases.at(place)
        if amount is not None and (amount.people or amount.head is None):
            return [amount]
    return []


def _parsed_subject(line: Line, trigger: Trigger, phrases: Phrases, words: Lexicon) -> list[Amount] | None:
    """The victims the parse gives as subject; null where it gives no subject at all."""
    if line.capitals:
        return None
    for place in range(trigger.last, trigger.first - 1, -1):
        head = _subject_of(line.tokens[place])
        if head is not None:
            return _from_head(line, head, phrases)
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


def _from_head(line: Line, head: Token, phrases: Phrases) -> list[Amount]:
    """The phrases a parsed noun and its coordinates stand for."""
    heads, found = [head], list[Amount]()
    while heads:
        token = heads.pop(0)
        place = line.index(token)
        if place is None:
            continue
        amount = phrases.at(place)
        found += ([amount] if phrases.countable(amount) else []) if amount else phrases.ending_at(place)
        heads += [child for child in token.children if child.dep_ == "conj"]
    return list(dict.fromkeys(found))


def _object(line: Line, trigger: Trigger, phrases: Phrases) -> list[Amount]:
    if line.capitals or trigger.form == "of":
        return []
    for place in range(trigger.last, trigger.first - 1, -1):
        token = line.tokens[place]
        found = next((child for child in token.children if child.dep_ in OBJECTS and child.i > token.i), None)
        if found is not None:
            return _from_head(line, found, phrases)
    return []


def _toll(line: Line, trigger: Trigger, phrases: Phrases, words: Lexicon) -> list[Amount]:
    """The numbers a toll stands at: after "to", "at", "of", "is", and the earlier one after "from"."""
    found: list[Amount] = []
    for place in range(trigger.last + 1, min(trigger.last + TOLL_REACH, len(line))):
        if line.is_end(place):
            break
        amount = phrases.at(place)
        before = line.word(amount.first - 1) if amount else ""
        if amount is None or amount in found or (amount.head is not None and not amount.people):
            continue
        if before in words.sets["toll.before_number"] or before in words.sets["toll.earlier"]:
            found.append(amount)
    return found


def _fatal_shares(line: Line, phrases: Phrases, words: Lexicon) -> None:
    """ "Five people were shot, one fatally": the one is dead, and one of the five."""
    whole: Amount | None = None
    for amount in phrases.all():
        beside = {line.word(amount.last + 1), line.word(amount.first - 1)}
        if beside & words.sets["fatal"] and amount.outcome in (None, "casualty") and whole is not None:
            amount.outcome, amount.parent = "killed", whole
        elif amount.outcome == "casualty":
            whole = amount


def _among(line: Line, phrases: Phrases, words: Lexicon) -> None:
    """ "Nine guests were among the 30 killed": the nine are dead too, and part of the 30."""
    for whole in phrases.all():
        spot = whole.first - 1
        spot -= line.word(spot) in words.sets["individual.known"]
        if whole.outcome is None or line.word(spot) not in words.sets["joins.among"]:
            continue
        before, linked, _ = _before(line, spot - 1, words)
        for amount in phrases.ending_at(before) if linked else ():
            if amount.low <= whole.low:
                amount.outcome, amount.parent = whole.outcome, amount.parent or whole
