"""Two sources side by side of which the second turns against the first: "the army said …, but residents said …"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from crosswire.base import Part
from crosswire.reconcile.against.denials import is_denial
from crosswire.reconcile.against.statements import (
    Floor,
    Sentence,
    Statement,
    bare_name,
    cue,
    is_somebody,
    of_one_side,
    outermost,
    section,
)
from crosswire.reconcile.evidence import Evidence
from crosswire.reconcile.parties import party_of
from crosswire.reconcile.terms import terms

SHARED = 8.0
"""Weight of the words that two statements in neighbouring sentences share where the second turns against the first. Own
judgement."""

SHARED_NEGATED = 2.5
"""The same where one of the two negates what it says and the other does not."""

NEXT = 70
"""Characters from a turn to the source or the words that it opens."""

SOON = 40
"""Characters from a turn to the name of a source that speaks for itself behind it."""

SHORTEST = 4
"""Words of a statement that says something."""

Pair = tuple[Statement, Statement | Sentence]


def find_turns(floor: Floor, evidence: Evidence) -> Iterator[Pair]:
    """Pairs of statements by two sources on the two sides of a turn."""
    for n, sentence in enumerate(floor.sentences):
        pair = (
            _inside(sentence, evidence)
            or _led(sentence, evidence)
            or _stung(sentence, evidence)
            or _too_early(sentence, evidence)
        )
        if pair is None and n and floor.sentences[n - 1].report == sentence.report:
            pair = _across(floor.sentences[n - 1], sentence, floor, evidence)
        if pair is not None and _stand_apart(pair, evidence):
            yield pair


def _stand_apart(pair: Pair, evidence: Evidence) -> bool:
    """Whether both are the words of a party, or two tellings with figures, and say something."""
    told = [one for one in pair if isinstance(one, Statement)]
    figures = all(re.search(r"\d", evidence.words(one.report, one.said.start, one.said.end)) for one in told)
    return all(
        (_is_party(one, evidence) or (figures and cue("words").search(one.by.text))) and _says_something(one, evidence)
        for one in told
    )


def _says_something(statement: Statement, evidence: Evidence) -> bool:
    """Whether it is a statement of some words rather than a plan, a hope, a refusal or an open question."""
    text = evidence.words(statement.report, statement.said.start, statement.said.end)
    before = evidence.words(statement.report, statement.sentence.start, statement.said.start)
    if (
        (len(text.split()) < SHORTEST and not cue("blames").search(statement.cue))
        or statement.cue in section("empty")["no_saying"]
        or cue("unsure").search(before)
        or _is_unsaid(statement)
    ):
        return False
    return not cue("denies").search(statement.cue) or is_denial(statement, evidence)


def _is_party(statement: Statement, evidence: Evidence) -> bool:
    """Whether the source is somebody who can be party to a quarrel."""
    text = evidence.words(statement.report, statement.sentence.start, statement.sentence.end)
    return is_somebody(statement.by.text, evidence, text.startswith(statement.by.text))


def _is_unsaid(statement: Statement) -> bool:
    """Whether a source is told to have said nothing: "has not said what …"."""
    return not cue("denies").search(statement.cue) and cue("withheld").search(statement.cue) is not None


def _begins(statement: Statement, turn: int, evidence: Evidence) -> bool:
    """Whether a statement, or the naming of its source, follows a turn closely."""
    name = evidence.reports[statement.report].text.find(statement.by.text.split()[0], turn)
    return min(statement.said.start, name if name >= 0 else statement.said.start) - turn <= NEXT


def _inside(sentence: Sentence, evidence: Evidence) -> Pair | None:
    """Two sources of one sentence with a turn between what they say."""
    text = evidence.reports[sentence.report].text
    for turn in _turn_inside().finditer(text, sentence.span.start, sentence.span.end):
        parted = _parted(sentence, turn, text)
        told = [s for s in parted.statements if outermost(s, parted) is s or not _turns_within(s, parted, turn.start())]
        before = [s for s in told if _stands(s) < turn.start()]
        after = [s for s in told if _stands(s) >= turn.start()]
        for first in before[-1:] or _blaming(sentence, turn.start(), evidence):
            for second in after[:1]:
                if (
                    _begins(second, turn.end(), evidence)
                    and not of_one_side(first.by, second.by)
                    and _outside(turn.start(), first.said, second.said)
                ):
                    return first, second
    return None


def _parted(sentence: Sentence, turn: re.Match[str], text: str) -> Sentence:
    """The sentence with what is said ended at a turn that another source follows: of "the army said that it held the
    road, though residents said …" the residents' words are none of the army's."""
    follows = text[turn.end() : turn.end() + SOON]
    if not any(s.said.start >= turn.end() and s.by.text.split()[0] in follows for s in sentence.statements):
        return sentence
    return replace(sentence, statements=tuple(_ended(s, turn.start(), text) for s in sentence.statements))


def _ended(statement: Statement, turn: int, text: str) -> Statement:
    """A statement up to a turn within it; one in quotation marks goes on."""
    said = statement.said
    before = text[max(statement.sentence.start, said.start - 1) : turn]
    closed = re.search(r"[\"”’']", text[said.end - 1 : said.end + 2]) is not None  # opened a sentence or more before
    marked = closed or before.count("“") > before.count("”") or before.count('"') % 2
    if marked or not said.start < turn < said.end:
        return statement
    return replace(statement, said=Part(start=said.start, end=turn))


def _blaming(sentence: Sentence, turn: int, evidence: Evidence) -> list[Statement]:
    """Who blames another before a turn, where no statement was read: "the mine put the blame on its drivers, but …"."""
    text = evidence.words(sentence.report, sentence.span.start, turn)
    found = _lays().match(text)
    if found is None:
        return []
    name = bare_name(found["who"])
    entity = evidence.by_alias.get(re.sub(r"^(?:[Tt]he|[Aa]n?) ", "", name).lower())
    said = Part(start=sentence.span.start + found.start("verb"), end=turn)
    by = party_of(entity.id if entity is not None else None, name, evidence)
    words = terms(text[found.start("verb") :])
    return [Statement(sentence.report, sentence.number, sentence.span, said, by, "say", "blames", words, True)]


@cache
def _lays() -> re.Pattern[str]:
    verbs, manner = "|".join(section("cues")["lays"]), "|".join(section("empty")["manner"])
    return re.compile(rf"(?P<who>(?:[\w’'.-]+ ){{0,5}}?[\w’'.-]+) (?:(?:{manner}) )*(?P<verb>{verbs})\b", re.IGNORECASE)


def _turns_within(statement: Statement, sentence: Sentence, turn: int) -> bool:
    """Whether the turn is a word of who tells the statement."""
    holder = outermost(statement, sentence)
    return holder is not statement and holder.said.start < turn < holder.said.end


def _stands(statement: Statement) -> int:
    return statement.said.start


def _outside(turn: int, first: Part, second: Part) -> bool:
    """Whether the turn stands between what the two say, not within it."""
    return first.end <= turn + 1 and second.start >= turn


def _across(before: Sentence, sentence: Sentence, floor: Floor, evidence: Evidence) -> Pair | None:
    """The source of a sentence that opens with "But", and the one of the sentence before it."""
    text = evidence.words(sentence.report, sentence.span.start, sentence.span.end)
    if not _turn().match(text) or not before.statements or not sentence.statements:
        return None
    first, second = outermost(before.statements[-1], before), outermost(sentence.statements[0], sentence)
    if _goes_on().search(text[: second.said.start - sentence.span.start + len(second.cue) + 20]):
        return None
    shared = floor.rarity.of(first.words & second.words)
    one_negates = _negates(first, evidence) != _negates(second, evidence)
    laid = cue("blames").search(second.cue) or _both_harm(first, second, evidence)
    least = 0.0 if laid else SHARED_NEGATED if one_negates else SHARED
    return None if of_one_side(first.by, second.by) or shared < least else (first, second)


@cache
def _goes_on() -> re.Pattern[str]:
    """ "However he added": the same source goes on."""
    words = "|".join(section("empty")["goes_on"])
    return re.compile(rf"^[“\"‘']?\w+,? (?:he|she|they|it) (?:{words})\b|\b(?:he|she|they) added\b", re.IGNORECASE)


def _both_harm(first: Statement, second: Statement, evidence: Evidence) -> bool:
    """Whether each tells of harm done: one side's deed is set against the other's."""
    texts = (evidence.words(s.report, s.said.start, s.said.end) for s in (first, second))
    return all(cue("harm").search(text) for text in texts)


def _led(sentence: Sentence, evidence: Evidence) -> Pair | None:
    """Two sources of a sentence of which the first is granted: "While the mayor said …, miners said …"."""
    text = evidence.words(sentence.report, sentence.span.start, sentence.span.end)
    if not _granted().match(text) or not sentence.statements:
        return None
    first = sentence.statements[0]
    comma = text.find(", ", first.said.end - sentence.span.start - 1)
    if comma < 0:
        return None
    turn = sentence.span.start + comma
    after = [s for s in sentence.statements if s.said.start >= turn]
    if first.said.end > turn + 1:
        return None
    if not after:
        return (first, sentence) if _seen().match(text, comma + 2) else None
    other = not of_one_side(after[0].by, first.by) and _begins(after[0], turn, evidence)
    return (first, after[0]) if other else None


@cache
def _seen() -> re.Pattern[str]:
    """ "it suggested", "video shows": what the report itself sets against a word."""
    what, shows = ("|".join(section("cues")[key]) for key in ("seen", "shows"))
    return re.compile(rf"(?:[\w’'-]+ ){{0,3}}?(?:{what}) (?:\w+ ){{0,2}}?(?:{shows})\b", re.IGNORECASE)


def _stung(sentence: Sentence, evidence: Evidence) -> Pair | None:
    """What one source says and whom it has angered: "…, a claim that has enraged the miners, who say …"."""
    text = evidence.words(sentence.report, sentence.span.start, sentence.span.end)
    found = _angered().search(text)
    if found is None:
        return None
    turn = sentence.span.start + found.start()
    before = [s for s in sentence.statements if s.said.start < turn]
    if not before:
        return None
    first = before[-1]
    first = replace(first, said=Part(start=first.said.start, end=min(first.said.end, turn)))
    name = bare_name(found["who"])
    entity = evidence.by_alias.get(re.sub(r"^(?:[Tt]he|[Aa]n?) ", "", name).lower())
    by = party_of(entity.id if entity is not None else None, name, evidence)
    said = Part(start=sentence.span.start + found.end("who"), end=sentence.span.end)
    words = terms(text[found.end("who") :])
    second = Statement(sentence.report, sentence.number, sentence.span, said, by, "say", "blames", words, True)
    return None if of_one_side(first.by, by) else (first, second)


@cache
def _angered() -> re.Pattern[str]:
    words = "|".join(section("cues")["angered"])
    return re.compile(
        rf"\b(?:which|that) (?:has |have |had )?(?:{words}) (?P<who>(?:[\w’'.-]+ ){{0,4}}?[\w’'.-]+)(?=,|\.| who\b)",
        re.I,
    )


def _too_early(sentence: Sentence, evidence: Evidence) -> Pair | None:
    """What one source foresees and another calls too early to tell, in the other's words."""
    for outer in sentence.statements:
        for inner in sentence.statements:
            holds = outer.said.start < inner.said.start and inner.said.end <= outer.said.end
            if not holds or inner.by.same(outer.by) or of_one_side(inner.by, outer.by):
                continue
            before = evidence.words(outer.report, outer.said.start, inner.said.start)
            if cue("early").search(before) and cue("foresees").search(inner.cue):
                return inner, outer
    return None


@cache
def _granted() -> re.Pattern[str]:
    return re.compile(rf"(?:{'|'.join(section('cues')['granted'])})\b", re.IGNORECASE)


def _negates(statement: Statement, evidence: Evidence) -> bool:
    return (
        cue("negated").search(evidence.words(statement.report, statement.sentence.start, statement.said.end))
        is not None
    )


@cache
def _turn() -> re.Pattern[str]:
    return re.compile(rf"[“\"‘']?(?:{'|'.join(section('cues')['turns'])})\b", re.IGNORECASE)


@cache
def _turn_inside() -> re.Pattern[str]:
    return re.compile(rf"(?:[,;—–]|--) ?(?:{'|'.join(section('cues')['turns_inside'])})\b", re.IGNORECASE)
