"""Finds every counted phrase of a line: qualifier, number, head noun, with its interval and whom it counts."""

from __future__ import annotations

from dataclasses import dataclass

from crosswire.extract.numbers.line import Line
from crosswire.extract.numbers.rules import Lexicon, Person, Qualifier, Words

REACH = 8
"""Words after a number within which its head noun is looked for."""


LIVES = 4
"""Words on either side of counted lives within which a verb of loss is looked for."""


@dataclass(slots=True, eq=False)
class Amount:
    """One counted phrase while it is being understood. `first`, `at`, `last` are places of the phrase's first word, its
    number and its last word; `kind` says how the count is made: number vague none one known named."""

    first: int
    at: int
    last: int
    low: float
    high: float | None
    kind: str = "number"
    qualifier: str | None = None
    head: int | None = None
    unit: str | None = None
    people: bool = False
    group: str | None = None
    outcome: str | None = None
    cumulative: bool = False
    since: str | None = None
    parent: Amount | None = None


@dataclass(frozen=True, slots=True)
class Figure:
    """A number as read: places [first, end) of its words and its interval."""

    first: int
    end: int
    low: float
    high: float | None
    kind: str = "number"
    qualifier: str | None = None
    plain: bool = False


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
                amount = _phrase(line, _range(line, figure, words), words)
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


def read_figure(line: Line, place: int, words: Lexicon) -> Figure | None:
    """The number that starts at this place, or null where none does."""
    word = line.words[place]
    none = _none(line, place, words)
    if none is not None:
        return none
    for phrase, low, high in words.vague.get(word, ()):
        if line.has(place, phrase):
            end = _swallow_of(line, place + len(phrase), words, phrase)
            return Figure(place, end, low, high, "vague", line_text(phrase))
    if word in words.sets["words.articles"] or word in words.sets["words.half"]:
        return _dozen(line, place, words)
    if word in words.sizes:
        return None
    return _plain(line, place, words)


def line_text(phrase: Words) -> str:
    return " ".join(phrase)


def _none(line: Line, place: int, words: Lexicon) -> Figure | None:
    """ "No", "nobody", "no one": a count of nought."""
    pronouns = words.sets["none.pronouns"]
    pair = f"{line.words[place]} {line.word(place + 1)}"
    if pair in pronouns:
        return Figure(place, place + 2, 0, 0, "none")
    if line.words[place] in pronouns or line.words[place] in words.sets["none.determiners"]:
        return Figure(place, place + 1, 0, 0, "none")
    return None


def _swallow_of(line: Line, end: int, words: Lexicon, phrase: Words) -> int:
    """The place after "of" in "dozens of people", unless a whole follows ("several of the victims")."""
    if line.word(end) in words.sets["partitive.of"] and line.word(end + 1) not in words.sets["partitive.whole"]:
        return end + 1
    return end


def _dozen(line: Line, place: int, words: Lexicon) -> Figure | None:
    """ "A dozen", "half a dozen", "a hundred"; a bare article is no number."""
    end, factor = place, 1.0
    if line.words[end] in words.sets["words.half"]:
        factor, end = 0.5, end + 1
    if line.word(end) in words.sets["words.articles"]:
        end += 1
    size = words.sizes.get(line.word(end))
    if size is None or len(line.word(end)) < 3:
        return None
    value = size * factor
    return Figure(place, _swallow_of(line, end + 1, words, ()), value, value)


def _plain(line: Line, place: int, words: Lexicon) -> Figure | None:
    """Digits or number words, with the sizes after them: "1,200", "twenty - five", "two hundred and ten"."""
    value = _digits(line.words[place])
    plain, end = value is not None, place + 1
    if value is None:
        value = words.values.get(line.words[place])
        if value is None:
            return None
        end, value = _tens(line, end, value, words)
    while line.word(end) in words.sizes:
        value, end, plain = value * words.sizes[line.word(end)], end + 1, False
        after = end + (line.word(end) in words.sets["ranges.closers"])
        rest = words.values.get(line.word(after))
        if rest is not None and value >= 100 and not plain and rest < 100:
            end, more = _tens(line, after + 1, rest, words)
            value += more
    end = _swallow_of(line, end, words, ()) if value in words.sizes.values() else end
    return Figure(place, end, value, value, plain=plain)


def _tens(line: Line, end: int, value: float, words: Lexicon) -> tuple[int, float]:
    if value >= 20 and value % 10 == 0:
        skip = end + (line.word(end) == "-")
        unit = words.values.get(line.word(skip), 0)
        if 0 < unit < 10:
            return skip + 1, value + unit
    return end, value


def _digits(word: str) -> float | None:
    if not word[0].isdigit():
        return None
    bare = word.replace(",", "")
    if bare.isdecimal() and (len(bare) == len(word) or len(word.rsplit(",", 1)[1]) == 3):
        return int(bare)
    whole, _, part = bare.partition(".")
    return float(bare) if whole.isdecimal() and part.isdecimal() else None


def _range(line: Line, figure: Figure, words: Lexicon) -> Figure:
    """ "Between 5 and 7", "5 to 7", "5-7", "five or six" as one figure."""
    if figure.kind != "number":
        return figure
    middle, opened = line.word(figure.end), line.word(figure.first - 1) in words.sets["ranges.openers"]
    joins = words.sets["ranges.middles"] | (words.sets["ranges.closers"] if opened else frozenset())
    start = figure.end + 1
    if middle not in joins or line.is_end(start) or line.word(figure.first - 1) in words.sets["toll.earlier"]:
        return figure
    other = _plain(line, start, words)
    if other is None or not figure.low < other.low < 20 * max(figure.low, 1):
        return figure
    first = figure.first - 1 if opened else figure.first
    return Figure(first, other.end, figure.low, other.high, qualifier="between", plain=figure.plain)


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


def _qualify_after(line: Line, amount: Amount, words: Lexicon) -> None:
    """Takes in "or more" and "or so" after the number or the noun."""
    for phrase, name, is_open in words.after.get(line.word(amount.last + 1), ()):
        if line.has(amount.last + 1, phrase):
            amount.last += len(phrase)
            amount.qualifier, amount.high = name, None if is_open else amount.high
            return


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


def _attach_head(line: Line, amount: Amount, place: int, words: Lexicon) -> None:
    """Finds whom or what the number counts, and reads outcome and group off the phrase where it says them."""
    if line.word(place) in ("-", "–") and line.tag(place + 1) == "NOUN":
        amount.head, amount.last, amount.unit = place + 1, place + 1, line.tokens[place + 1].lemma_.lower()
        return
    place = _skip_more(line, amount, place, words)
    if line.word(place) in words.sets["partitive.of"] and line.word(place + 1) in words.sets["partitive.whole"]:
        place += 2
        amount.last = place - 1
        amount.people = line.word(place - 1) in words.sets["partitive.people"]
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


def person_at(line: Line, place: int, words: Lexicon) -> Person | None:
    """The noun for people at this place, if it is one; "a 19-year-old" is a person too."""
    word = line.word(place)
    if word in words.sets["not.age_after"] and line.word(place - 1) in ("-", "–"):
        return Person(None, word.endswith("s"))
    return words.people.get(word)


def find_head(line: Line, place: int, single: bool, words: Lexicon) -> int | None:
    """The place of the head noun of the phrase whose words start here, or null."""
    last = None
    for spot in range(place, min(place + REACH, len(line))):
        word = line.words[spot]
        person = person_at(line, spot, words)
        if person is None and word not in words.heads and _ends_phrase(line, spot, words):
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
