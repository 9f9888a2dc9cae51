"""Finds every counted phrase of a line: qualifier, number, head noun, with its interval and whom it counts."""

from __future__ import annotations

from crosswire.extract.numbers.lexicon import Lexicon, Qualifier
from crosswire.extract.numbers.line import Line
from crosswire.extract.numbers.quantities.amount import Amount
from crosswire.extract.numbers.quantities.figures import Figure, read_figure, widened
from crosswire.extract.numbers.quantities.nouns import describe, find_head


def find_amounts(line: Line, words: Lexicon) -> list[Amount]:
    """The counted phrases of a line in their order; overlapping readings are settled for the longer."""
    found: list[Amount] = []
    place, starters = 0, words.sets["starters"]
    while place < len(line):
        word = line.words[place]
        if word in words.multiples:
            found += _multiple(line, place, words)
        elif word in starters or word[0].isdigit():
            figure = read_figure(line, place, words)
            if figure is not None:
                amount = _phrase(line, widened(line, figure, words), words)
                found.append(amount)
                place = amount.last + 1
                continue
        place += 1
    return found


def _multiple(line: Line, place: int, words: Lexicon) -> list[Amount]:
    """ "A triple shooting", unless the noun goes on ("double murder - suicide")."""
    outcome, count = words.multiplied.get(line.word(place + 1)), words.multiples[line.words[place]]
    if outcome is None or line.word(place + 2) in ("-", "–", "/"):
        return []
    return [Amount(place, place, place + 1, count, count, head=place + 1, outcome=outcome, unit=line.words[place + 1])]


def _phrase(line: Line, figure: Figure, words: Lexicon) -> Amount:
    """The whole phrase around a figure: qualifiers before it, head noun after it."""
    amount = Amount(
        figure.first, figure.end - 1, figure.end - 1, figure.low, figure.high, figure.kind, figure.qualifier
    )
    if figure.kind != "none" and figure.qualifier != "between":
        _qualify(line, amount, words)
    _collect(line, amount, words)
    _qualify_after(line, amount, words)
    _attach_head(line, amount, amount.last + 1, words)
    _qualify_after(line, amount, words)
    return amount


def _collect(line: Line, amount: Amount, words: Lexicon) -> None:
    """ "A family of five" counts five people in one phrase."""
    of, collective = line.word(amount.first - 1), line.word(amount.first - 2)
    if of in words.sets["partitive.of"] and collective in words.sets["collectives"]:
        amount.first -= 2
        amount.people, amount.unit = True, collective
        amount.first -= line.word(amount.first - 1) in words.sets["words.articles"]


def _qualify(line: Line, amount: Amount, words: Lexicon) -> None:
    """Takes in the words before the number that open or blur it; several may stand together ("at least about")."""
    for _ in range(2):
        qualifier = _qualifier_before(line, amount.first, words)
        if qualifier is None:
            return
        amount.first -= len(qualifier.words)
        amount.qualifier = qualifier.name
        low, high = amount.low, amount.high
        if amount.kind == "vague":
            amount.high = None if qualifier.high is None else high
            continue
        amount.low = _whole(low * qualifier.low)
        amount.high = None if qualifier.high is None or high is None else _whole(high * qualifier.high)


def _qualifier_before(line: Line, first: int, words: Lexicon) -> Qualifier | None:
    for qualifier in words.qualifiers.get(line.word(first - 1), ()):
        if line.has(first - len(qualifier.words), qualifier.words):
            return qualifier
    return None


def _whole(value: float) -> float:
    return value if value == int(value) else round(value)


def _qualify_after(line: Line, amount: Amount, words: Lexicon) -> None:
    """Takes in "or more" and "or so" after the number or the noun."""
    for phrase, name, is_open in words.after.get(line.word(amount.last + 1), ()):
        if line.has(amount.last + 1, phrase):
            amount.last += len(phrase)
            amount.qualifier, amount.high = name, None if is_open else amount.high
            return


def _attach_head(line: Line, amount: Amount, place: int, words: Lexicon) -> None:
    """Finds whom or what the number counts, and reads outcome and group off the phrase where it says them."""
    if line.word(place) in ("-", "–") and line.tag(place + 1) == "NOUN":
        amount.head, amount.last, amount.unit = place + 1, place + 1, line.tokens[place + 1].lemma_.lower()
        return
    place = _skip_more(line, amount, place, words)
    if line.word(place) in words.sets["partitive.of"] and line.word(place + 1) in words.sets["partitive.whole"]:
        place += 2
        amount.last = place - 1
        amount.people = amount.share = line.word(place - 1) in words.sets["partitive.people"]
        if line.word(place) in words.harmed and line.word(place + 1) not in words.people:
            amount.head = amount.last = place
            amount.people = True
            return
    measured = line.word(place) in words.unit_words or line.word(place) in words.signs
    head = None if measured else find_head(line, place, amount.high == 1, words)
    if head is None:
        _attach_unit(line, amount, place, words)
        return
    describe(line, amount, place, head, words)


def _skip_more(line: Line, amount: Amount, place: int, words: Lexicon) -> int:
    while line.word(place) in words.sets["individual.more"]:
        amount.last = place
        place += 1
    return place


def _attach_unit(line: Line, amount: Amount, place: int, words: Lexicon) -> None:
    """Money, percentages and abbreviated units, which no noun after the number gives."""
    sign = words.signs.get(line.word(amount.first - 1)) or words.signs.get(line.word(place))
    unit = words.unit_words.get(line.word(place)) or sign
    if unit is None:
        return
    amount.unit = unit
    if line.word(amount.first - 1) in words.signs:
        amount.first -= 1
    if line.word(place) in words.signs or line.word(place) in words.unit_words:
        amount.last = place
