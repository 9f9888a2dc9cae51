"""Where a report tells one of the values, of what, and whether as done."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import NamedTuple

from crosswire.reconcile.against.statements import Sentence
from crosswire.reconcile.natures.entries import entries_at
from crosswire.reconcile.natures.table import DENIED, STEP, dimension, matters, section, words_of
from crosswire.reconcile.terms import stem, terms

AROUND = 8
"""Words on either side of a value that show of what it is told."""

REACH = 8
"""Words on either side of a value that may be its subject or object."""

NEAR = 3
"""Words before a verb in which "I" is whose deed it is."""

SHORT = 3
"""Letters of words that need no capital in a headline."""

SOON = 3
"""Words behind a verb in which what it is done to stands."""

BACK, NEXT = 5, 4
"""Words before a value in which a word leaves it open or says that it lies ahead, and in which one denies it."""

_WORD = re.compile(r"[\w'’]+(?:[-.][\w'’]+)*")

_BREAK = re.compile(r"[;:—–()]")

Names = Mapping[int, frozenset[str]]
Words = Sequence[re.Match[str]]


@dataclass(frozen=True)
class Telling:
    """One value of a dimension. `stage` is "done", "ahead", "decided" or "open"; `theme` are the telling words of what
    it is told of, `near` all within some words, `subject` those before it in its clause, of a verb denied whom its
    sentence names; `next` is the first behind with its preposition."""

    name: str
    value: str
    negated: bool
    stage: str
    sentence: Sentence
    start: int
    end: int
    theme: frozenset[str]
    near: frozenset[str]
    subject: frozenset[str]
    next: str

    @property
    def is_step(self) -> bool:
        """Whether it is a deed done once."""
        return self.name.startswith(STEP)

    @property
    def is_denial(self) -> bool:
        """Whether it is a verb that somebody denies."""
        return self.name.startswith(DENIED)

    @property
    def is_judged(self) -> bool:
        """Whether it is a judgement rather than something seen."""
        return bool(dimension(self.name).get("judged"))

    @property
    def key(self) -> str:
        """The value as it is compared."""
        return f"{self.value} {self.negated} {self.stage if self.is_step else ''}"

    def excludes(self, other: Telling) -> bool:
        """Whether two values of one thing cannot both hold."""
        if self.is_step:
            return not (self.negated or other.negated) and {self.stage, other.stage} == {"done", "ahead"}
        if self.negated or other.negated:
            ahead = [one.stage != "done" for one in (self, other)]
            return self.negated != other.negated and self.value == other.value and ahead[0] == ahead[1]
        return self.value != other.value


class Spot(NamedTuple):
    """Where words of a sentence may tell a value of a dimension: from the first to the last of its words."""

    name: str
    value: str
    sentence: Sentence
    text: str
    words: Words
    first: int
    last: int


def spots_in(sentence: Sentence, text: str) -> Iterator[Spot]:
    """Where a sentence of a report's `text` may tell the values of dimensions, in order."""
    words = _words(sentence, text)
    lower = [*_lower(words), ""]
    taken: dict[str, int] = {}
    for place, word in enumerate(words):
        for entry in entries_at(lower[place], lower[place + 1]):
            if taken.get(entry.name, -1) > word.start():
                continue
            match = entry.match(text, word.start(), sentence.span.end)
            if match is not None:
                taken[entry.name] = match.end()
                last = next((n for n in range(place, len(words)) if words[n].end() >= match.end()), len(words) - 1)
                yield Spot(entry.name, entry.value, sentence, text, words, place, last)


def may_differ(spots: Sequence[Spot]) -> bool:
    """Whether of the spots of one dimension any two may exclude each other: they differ in value, or in whether it is
    so."""
    name = spots[0].name
    either = len(spots) > 1 and (name.startswith(STEP) or bool(dimension(name).get("denied")))
    return either or len({spot.value for spot in spots}) > 1


def tellings_at(spots: Iterable[Spot], names: Names) -> Iterator[Telling]:
    """What is told at spots of one report, but for words that mean something else. `names` are the telling words by the
    place of the pronoun that stands for them."""
    for spot in spots:
        places = (spot.first, spot.last)
        if not _is_void(spot.name, spot.words, spot.last) and not _is_in_name(spot.words, *places):
            telling = _telling(spot.name, spot.value, None, spot.sentence, spot.text, spot.words, places, names)
            if not telling.negated or dimension(spot.name).get("denied"):
                yield telling


def denied_in(sentence: Sentence, text: str) -> frozenset[str]:
    """The forms of the verbs that a sentence says somebody did not do."""
    return frozenset(form for form, _ in _denied(sentence, text).values())


def did_in(sentence: Sentence, text: str, names: Names, forms: frozenset[str]) -> Iterator[Telling]:
    """Where a sentence has one of these verbs, denied or told as done or to come."""
    if not sentence.words & forms:
        return
    words = _words(sentence, text)
    denied = _denied(sentence, text)
    for place, word in enumerate(words):
        form = stem(word[0])
        told = word.start() in denied
        if form not in forms or not (told or _is_verb(place, words)):
            continue
        telling = _telling(f"{DENIED}{form}", form, told, sentence, text, words, (place, place), names)
        if told:
            yield replace(telling, stage=_stage_of_denial(denied[word.start()][1]))
        elif not _is_negated(_lower(words[max(0, place - BACK) : place])):
            yield telling


def _words(sentence: Sentence, text: str) -> Words:
    found: Words | None = sentence.memo.get("words")
    if found is None:
        found = sentence.memo["words"] = list(_WORD.finditer(text, sentence.span.start, sentence.span.end))
    return found


def _is_verb(place: int, words: Words) -> bool:
    """Whether a word looks like a verb told as done or to come: in a form of the past, or after "will" or "to"."""
    before = words[place - 1][0].lower() if place else ""
    if before == "to" or before in words_of("ahead"):
        return True
    return before not in words_of("determiners") and words[place][0].lower().endswith(tuple(words_of("past")))


def _denied(sentence: Sentence, text: str) -> dict[int, tuple[str, str]]:
    """The forms of verbs denied, by where they stand, each with the words that deny it."""
    found = _denials().finditer(text, sentence.span.start, sentence.span.end)
    return {
        match.start("verb"): (form, match["opens"].lower())
        for match in found
        if match["verb"].lower() not in _empty() and (form := stem(match["verb"]))
    }


def _stage_of_denial(opens: str) -> str:
    """Whether what is denied lay behind or ahead: "did not sign", "will not sign"."""
    return "ahead" if set(re.findall(r"[a-z]+", opens)) & words_of("denied_ahead") else "done"


@cache
def _denials() -> re.Pattern[str]:
    """ "did not sign", "hasn't yet signed", "refused to sign", "no plans to sign"."""
    helps, between, opens = ("|".join(section("denied")[key]) for key in ("auxiliaries", "between", "opens"))
    return re.compile(
        rf"\b(?P<opens>(?:{helps})(?:n['’]t| not| never)|never|{opens}) (?:(?:{between}) )*(?P<verb>[a-z]{{3,}})\b",
        re.IGNORECASE,
    )


@cache
def _empty() -> frozenset[str]:
    return frozenset(section("denied")["empty"])


def _telling(
    name: str,
    value: str,
    negated: bool | None,
    sentence: Sentence,
    text: str,
    words: Words,
    place: tuple[int, int],
    names: Names,
) -> Telling:
    first, last = place
    back = _lower(words[max(0, first - BACK) : first])
    subject = _stretch(range(first - 1, max(-1, first - 1 - REACH), -1), text, words, names, own=True)
    stage = _stage(back)
    if name.startswith(STEP) and stage == "done" and not words[last][0].lower().endswith(tuple(words_of("past"))):
        stage = "open"
    object_ = _stretch(range(last + 1, min(len(words), last + 1 + REACH)), text, words, names)
    around = [*words[max(0, first - AROUND) : first], *words[last + 1 : last + 1 + AROUND]]
    return Telling(
        name=name,
        value=value,
        negated=_is_negated(back) if negated is None else negated,
        stage=stage,
        sentence=sentence,
        start=words[first].start(),
        end=words[last].end(),
        theme=_with_matters(_theme(_of(name, value), subject, object_, _is_passive(back, words[last][0]))),
        near=frozenset[str]().union(*(_terms(word, names) for word in around)),
        subject=_doers(words[:first], names, sentence) if name.startswith(DENIED) else subject,
        next=_next(words[last + 1 : last + 1 + SOON]),
    )


def _with_matters(words: frozenset[str]) -> frozenset[str]:
    """The words, and what kinds of matter they are of."""
    return words | {kind for word in words if (kind := matters().get(word))}


def _of(name: str, value: str) -> str | None:
    """Whether a value is told of its object or its subject alone; some dimensions say so for each value."""
    of: str | dict[str, str] | None = dimension(name).get("of")
    return of.get(value) if isinstance(of, dict) else of


def _is_void(name: str, words: Words, last: int) -> bool:
    """Whether what follows shows that the words mean something else: "fired the shot"."""
    unless: list[str] = dimension(name).get("unless", [])
    return any(word[0].lower() in unless for word in words[last + 1 : last + 1 + NEXT])


def _is_in_name(words: Words, first: int, last: int) -> bool:
    """Whether a value is part of a name: "the Suspended Payments Board"; in a headline all words may be in capitals."""
    value, behind = words[first][0], words[last + 1 : last + 2]
    if first == 0 or not (value[:1].isupper() and behind and behind[0][0][:1].isupper()):
        return False
    long = [word[0] for word in words if len(word[0]) > SHORT]
    return 2 * sum(word[:1].isupper() for word in long) < len(long)


def _lower(words: Words) -> list[str]:
    return [word[0].lower().replace("’", "'") for word in words]


def _theme(of: str | None, subject: frozenset[str], object_: frozenset[str], passive: bool) -> frozenset[str]:
    """What a value is told of: its subject, its object, which stands first where the verb is passive, or both."""
    if of == "subject":
        return subject
    if of != "object":
        return subject | object_
    return subject if passive or not object_ else object_


def _next(after: Words) -> str:
    """The first telling word behind a verb with the small words before it: "in north"."""
    small: list[str] = []
    for word in after:
        if form := stem(word[0]):
            return " ".join((*small, form))
        if word[0].lower() not in words_of("determiners"):
            small.append(word[0].lower())
    return ""


def _doers(before: Words, names: Names, sentence: Sentence) -> frozenset[str]:
    """Who a sentence names before a verb, of whom "I" is the speaker; of "the men who" nobody."""
    last = [word[0].lower() for word in before[-NEAR:]]
    if words_of("relative") & set(last[-1:]):
        return frozenset()
    if words_of("speaker") & set(last):
        said = [s for s in sentence.statements if s.said.start <= before[-1].start() < s.said.end]
        return frozenset[str]().union(*(terms(s.by.text) for s in said))
    named = (_terms(word, names) for word in before if word[0][:1].isupper() or word.start() in names)
    return frozenset[str]().union(*named)


def _is_passive(back: Sequence[str], word: str) -> bool:
    return bool(words_of("passive") & set(back[-2:])) and not word.lower().endswith("ing")


def _stretch(places: range, text: str, words: Words, names: Names, *, own: bool = False) -> frozenset[str]:
    """The telling words of places up to where the clause breaks, with whom a possessive
    stands for where it is their `own` deed."""
    found: set[str] = set()
    for n in places:
        low, high = sorted((n - places.step, n))
        breaks = n != places.start and words[n][0].lower() in words_of("breaks")
        if breaks or _BREAK.search(text, words[low].end(), words[high].start()):
            break
        found |= _terms(words[n], names, own=own)
    return frozenset(found)


def _terms(word: re.Match[str], names: Names, *, own: bool = False) -> frozenset[str]:
    skipped = not own and word[0].lower() in words_of("possessive")
    named = frozenset[str]() if skipped else names.get(word.start(), frozenset())
    form = stem(word[0])
    return named | {form} if form else named


def _is_negated(before: Sequence[str]) -> bool:
    return any(word in words_of("negations") or word.endswith(("n't", "n'")) for word in before[-NEXT:])


def _stage(before: Sequence[str]) -> str:
    """Whether what follows is told as done, decided, lying ahead, or leaves open whether it is so."""
    told = set(before)
    if words_of("open") & told or ("had" in before[-2:] and not words_of("saying") & told):
        return "open"
    if "to" in before[-3:] and before[-2:-1] != ["have"] and before[-1:] != ["have"]:
        if words_of("decided") & told:
            return "decided"
        return "ahead" if words_of("plans") & told else "open"
    return "ahead" if words_of("ahead") & told else "done"
