"""Who is for or against what, and who calls what good or bad, clause by clause."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from crosswire.base import Part
from crosswire.reconcile.against.statements import Floor, Sentence, Statement
from crosswire.reconcile.evidence import Evidence
from crosswire.reconcile.parties import Party, parties_in, party_of
from crosswire.reconcile.stances.stands import is_telling, only_tells, pattern, section
from crosswire.reconcile.terms import stem, terms

THING, BETWEEN = 4, 2
"""Words of what is judged before the verb, and words between that and the judgement at most."""

BEFORE = 60
"""Characters before a verb of taking sides in which who takes them is named."""

REACH = 12
"""Words from a verb of taking sides to what the side is taken over at most."""

OBJECT = 4
"""Words of a clause from its verb in which its object stands."""

HELD = frozenset({"say", "deny"})
"""What a cue does where somebody holds something: who declines or asks does not."""

Signs = dict[str, int]
"""By word 1 where somebody is for what it names, or calls it good, and -1 where against it, or calls it bad."""


@dataclass(frozen=True)
class Held:
    """What one party holds in one clause: `signs` by word, `text` of the clause; `judged` marks what is called good or
    bad. `said` is the stretch of the clause."""

    by: Party
    sentence: Sentence
    place: int
    said: Part
    text: str
    signs: Signs
    judged: bool

    @property
    def objects(self) -> frozenset[str]:
        """The first words of the clause: the verb and what follows at once."""
        return terms(" ".join(self.text.split()[:OBJECT]))

    def plain(self, word: str) -> bool:
        """Whether a word stands in it without a capital: no name."""
        return any(stem(match) == word for match in re.findall(r"\b[a-z][\w.'’-]*\w", self.text))


def held_in(floor: Floor, evidence: Evidence) -> list[Held]:
    """What parties hold in a story, in its order."""
    return [
        held
        for place, sentence in enumerate(floor.sentences)
        if is_telling(sentence, evidence)
        for held in (*_sides(sentence, place, evidence), *_judged(sentence, place, evidence))
        if not only_tells(held.by, evidence)
    ]


def _sides(sentence: Sentence, place: int, evidence: Evidence) -> Iterator[Held]:
    text = evidence.words(sentence.report, sentence.span.start, sentence.span.end)
    begin = 0
    for cut in (*_clauses().finditer(text), None):
        end = cut.start() if cut is not None else len(text)
        marks = _marks(text, begin, end)
        first = next((mark for mark in marks if mark.cue), None)
        if first is not None and not pattern("holders", "open").search(text, begin, first.start):
            by = who(sentence, sentence.span.start + begin, sentence.span.start + first.start, evidence)
            signs = _signs(text, first.start, end, marks)
            if by is not None and signs:
                said = Part(start=sentence.span.start + begin, end=sentence.span.start + end)
                yield Held(by, sentence, place, said, text[first.start : end], signs, judged=False)
        begin = end if cut is None else cut.end()


@dataclass(frozen=True, order=True)
class _Mark:
    """A word for or against, or a negation: where, what it makes of what follows, and whether it takes a side."""

    start: int
    end: int
    sign: int
    cue: bool


def _marks(text: str, begin: int, end: int) -> list[_Mark]:
    marks = [_Mark(m.start(), m.end(), 1, True) for m in pattern("sides", "for").finditer(text, begin, end)]
    marks += [_Mark(m.start(), m.end(), -1, True) for m in pattern("sides", "against").finditer(text, begin, end)]
    taken = [(mark.start, mark.end) for mark in marks]
    for m in pattern("truth", "negates").finditer(text, begin, end):
        if not any(start <= m.start() < stop for start, stop in taken):
            marks.append(_Mark(m.start(), m.end(), -1, False))
    return sorted(marks)


def _signs(text: str, begin: int, end: int, marks: list[_Mark]) -> Signs:
    """By word after the first cue what its holder makes of it: each negation and each word against turns it."""
    found: Signs = {}
    for n, match in enumerate(re.finditer(r"[A-Za-z][\w.'’-]*\w", text[begin:end])):
        start = begin + match.start()
        if n > REACH:
            break
        before = [mark for mark in marks if mark.start <= start]
        word = stem(match[0])
        if word and not any(start < mark.end for mark in before):
            sign = -1 if sum(mark.sign < 0 for mark in before) % 2 else 1
            found.setdefault(word, sign)
    return found


@cache
def _clauses() -> re.Pattern[str]:
    joined, bare = ("|".join(section("clauses")[key]) for key in ("after_comma", "anywhere"))
    return re.compile(rf"[;:—–“”\"]|, (?:{joined})\b|\b(?:{bare})\b", re.IGNORECASE)


def who(sentence: Sentence, begin: int, cue: int, evidence: Evidence) -> Party | None:
    """Who takes the side: whose verb it is, whom a pronoun before it stands for, or who is named just before it."""
    for statement in sentence.statements:
        if statement.act in HELD and cue < statement.said.start and _is_cue(statement, cue, evidence):
            return statement.by
    before = evidence.words(sentence.report, max(begin, cue - BEFORE), cue)
    inside = [s for s in sentence.statements if s.said.start <= cue < s.said.end and s.act in HELD]
    speaker = min(inside, key=lambda s: s.said.end - s.said.start, default=None)
    if speaker is not None and _by_pronoun().search(before):
        return speaker.by
    name = _by_name().search(before)
    entity = evidence.by_alias.get(name["name"].lower()) if name is not None else None
    if name is not None and entity is not None:
        return party_of(entity.id, name["name"], evidence)
    if name is None and speaker is not None and not before.strip():
        return speaker.by
    return _by_event(sentence.report, cue, evidence)


def _by_event(report: str, cue: int, evidence: Evidence) -> Party | None:
    """Who does what the verb tells, where it was read as an event."""
    for mention in evidence.told_between(report, cue, cue + 1):
        for by in parties_in(mention.participants, section("holders")["roles"], evidence)[:1]:
            return by
    return None


def _is_cue(statement: Statement, cue: int, evidence: Evidence) -> bool:
    """Whether the word at `cue` is the verb of the statement."""
    verb = statement.cue.split()[-1] if statement.cue else ""
    text = evidence.words(statement.report, cue, cue + len(verb) + 1).lower()
    return bool(verb) and text.startswith(verb)


@cache
def _by_pronoun() -> re.Pattern[str]:
    """ "he", "she has", "they also" at the end of what stands before a verb."""
    pronouns, manner = ("|".join(section("holders")[key]) for key in ("pronouns", "manner"))
    return re.compile(rf"\b(?:{pronouns}) (?:(?:{manner}) )*$", re.IGNORECASE)


@cache
def _by_name() -> re.Pattern[str]:
    """A name at the end of what stands before a verb."""
    manner = "|".join(section("holders")["manner"])
    return re.compile(rf"(?P<name>[A-Z][\w.’'-]*(?: [A-Z][\w.’'-]*)*),? (?:(?:{manner}) )*$")


def _judged(sentence: Sentence, place: int, evidence: Evidence) -> Iterator[Held]:
    """What sources call good or bad: "the talks were constructive", "called the vote a sham"."""
    for statement in sentence.statements:
        text = evidence.words(statement.report, statement.said.start, statement.said.end)
        told = f"{statement.cue} {text}"
        signs: Signs = {}
        for match in (*_is_so().finditer(told), *_called_so().finditer(told)):
            sign = 1 if pattern("judgements", "good").fullmatch(match["what"]) else -1
            turned = len(pattern("truth", "negates").findall(match["between"])) % 2
            for word in terms(match["thing"]):
                signs.setdefault(word, -sign if turned else sign)
        if signs:
            yield Held(statement.by, sentence, place, statement.said, text, signs, judged=True)


@cache
def _is_so() -> re.Pattern[str]:
    forms = "|".join(section("judgements")["is"])
    between = rf"(?P<between>(?:{forms})(?: [\w’'-]+){{0,{BETWEEN}}}?)"
    return re.compile(rf"\b{_thing()}{between} [“\"‘']?(?P<what>{_judgement()})(?![\w-])", re.IGNORECASE)


@cache
def _called_so() -> re.Pattern[str]:
    forms = "|".join(section("judgements")["calls"])
    between = rf"(?P<between>(?:(?:as|an?|the) )*(?:[\w’'-]+ ){{0,{BETWEEN}}}?)"
    return re.compile(rf"\b(?:{forms}) {_thing()}{between}[“\"‘']?(?P<what>{_judgement()})(?![\w-])", re.IGNORECASE)


def _thing() -> str:
    return rf"(?P<thing>(?:[\w’'-]+ ){{1,{THING}}})"


def _judgement() -> str:
    return "|".join((*section("judgements")["good"], *section("judgements")["bad"]))
