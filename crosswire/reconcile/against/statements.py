"""What each report lets whom say, sentence by sentence, with the words by which two statements are seen to be of one
matter."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from operator import attrgetter
from typing import Any

from crosswire import rules
from crosswire.base import Part, Quote, Story
from crosswire.reconcile.evidence import Evidence
from crosswire.reconcile.parties import Party, parties_in, party_of
from crosswire.reconcile.phrases import one_line
from crosswire.reconcile.terms import Rarity, terms

LONGEST = 8
"""Words of a source that still name somebody; more are a stretch of the sentence taken for a name."""

LONG_NAME = 7
"""Letters of a word that names a body rather than a person or an office."""

BEFORE_CUE = 16
"""Characters before a verb of saying in which a word may say that nobody said it yet."""

BESIDE = 60
"""Characters between commas after a name that are told beside it."""

PLAIN = 3
"""Words of a source without a name, "the port authority", with the article."""

SHORTEST_NAME = 3
"""Letters of a name."""


@dataclass(frozen=True)
class Statement:
    """What one source says in one sentence. `said` is the stretch of its own words or of what it is told to have said;
    `number` is the sentence's place in the report; `act` what the cue does (say, deny, decline,
    ask), and `known` marks a source that is an entity."""

    report: str
    number: int
    sentence: Part
    said: Part
    by: Party
    act: str
    cue: str
    words: frozenset[str]
    known: bool


@dataclass(frozen=True)
class Sentence:
    """One sentence of a story with its telling words and the statements in it. `memo` keeps what was read in it."""

    report: str
    number: int
    span: Part
    words: frozenset[str]
    statements: tuple[Statement, ...]
    memo: dict[str, Any] = field(default_factory=dict, compare=False, repr=False)


@dataclass
class Floor:
    """Everything said in one story: sentences in order, where each word stands, and how rare it is."""

    sentences: list[Sentence]
    where: dict[str, list[int]]
    place: dict[tuple[str, int], int]
    rarity: Rarity


def section(name: str) -> dict[str, Any]:
    """One section of `rules/en/against.toml`."""
    found: dict[str, Any] = rules.load("en/against")[name]
    return found


@cache
def cue(name: str) -> re.Pattern[str]:
    """The patterns of one kind of cue as whole words, whatever their case."""
    return re.compile(rf"\b(?:{'|'.join(section('cues')[name])})\b", re.IGNORECASE)


def floor_of(story: Story, evidence: Evidence) -> Floor:
    """The sentences of a story's reports in canonical order. A sentence printed twice in one report counts once."""
    sentences: list[Sentence] = []
    for report in story.reports:
        seen: set[str] = set()
        spoken = _by_sentence(report, evidence)
        for number, span in enumerate(evidence.sentences.get(report, ())):
            text = evidence.words(report, span.start, span.end)
            if text in seen:
                continue
            seen.add(text)
            sentences.append(Sentence(report, number, span, terms(text), tuple(spoken.get(number, ()))))
    where: dict[str, list[int]] = defaultdict(list)
    for n, sentence in enumerate(sentences):
        for word in sentence.words:
            where[word].append(n)
    return Floor(
        sentences,
        where,
        {(s.report, s.number): n for n, s in enumerate(sentences)},
        Rarity(s.words for s in sentences),
    )


def _by_sentence(report: str, evidence: Evidence) -> dict[int, list[Statement]]:
    """The statements of a report by the number of their sentence, in order."""
    found: dict[int, list[Statement]] = defaultdict(list)
    told = [s for quote in evidence.quotes.get(report, ()) for s in _statements(report, quote, evidence)]
    told = [_by_who_holds(statement, told) for statement in told]
    for more in (_denied(report, evidence), _read_as_denied(report, evidence)):
        known = {s.number for s in told if cue("denies").search(s.cue)}
        told += [s for s in more if s.number not in known]
    for statement in sorted(told, key=lambda s: (s.number, s.said.start, s.said.end, s.by.key)):
        found[statement.number].append(statement)
    return found


def _by_who_holds(statement: Statement, told: Sequence[Statement]) -> Statement:
    """A thing's words as those of who tells them: of "the ruling contradicts …", she said, the words are hers."""
    if not cue("denies").search(statement.cue) or statement.known:
        return statement
    span = statement.said
    around = (s for s in told if s.known and s.number == statement.number and s.said.start <= span.start < s.said.end)
    holder = next(around, None)
    return replace(statement, by=holder.by) if holder is not None else statement


def _denied(report: str, evidence: Evidence) -> Iterator[Statement]:
    """Denials that were read as events and not as quotations: "denied that any attack had taken place"."""
    for mention in evidence.told.get(report, ()):
        if mention.subtype not in section("empty")["denial"]:
            continue
        if mention.actuality in section("empty")["unsaid"] or _is_withheld(report, mention.trigger.start, evidence):
            continue
        for by in parties_in(mention.participants, section("empty")["speaker"], evidence)[:1]:
            number = evidence.sentence_number(report, mention.trigger.start)
            if number >= 0:
                said = Part(start=mention.trigger.end, end=max(mention.end, mention.trigger.end))
                words = terms(evidence.words(report, said.start, said.end))
                verb = mention.trigger.text.lower()
                yield Statement(report, number, evidence.sentence(mention), said, by, "deny", verb, words, True)


def _is_withheld(report: str, verb: int, evidence: Evidence) -> bool:
    """Whether the words before a verb of denying keep it from being one: "neither confirm nor deny"."""
    return cue("withheld").search(evidence.words(report, max(0, verb - BEFORE_CUE), verb)) is not None


@cache
def _denying() -> re.Pattern[str]:
    """ "…, but the garrison has denied that …": who denies what, where neither a quotation nor an event was read."""
    keys = (("cues", "denies"), ("empty", "manner"), ("empty", "further"))
    verbs, manner, further = ("|".join(section(name)[key]) for name, key in keys)
    return re.compile(
        rf"(?:^|[,;:–—] |\b(?:and|but|that|though|although|while|as|however,?) )"
        rf"(?P<who>(?:[\w'’.-]+ ){{0,6}}?[\w'’.-]+)(?:, [^,;]{{3,{BESIDE}}},)? "
        rf"(?:(?:{manner}) )*(?P<verb>{verbs})\b(?P<what> (?:(?!, (?:{further}))[^;]){{2,200}})",
        re.IGNORECASE,
    )


@cache
def _denying_after() -> re.Pattern[str]:
    """ "…, an argument the garrison rejects": who denies what stands before it in the sentence."""
    keys = (("cues", "denies"), ("empty", "manner"), ("empty", "related"))
    verbs, manner, related = ("|".join(section(name)[key]) for name, key in keys)
    return re.compile(
        rf",? \b(?:{related}) (?P<who>(?:[\w'’.-]+ ){{1,6}}?)(?:(?:{manner}) )*(?P<verb>{verbs})\b(?P<what>)",
        re.IGNORECASE,
    )


def _read_as_denied(report: str, evidence: Evidence) -> Iterator[Statement]:
    """Denials by their words alone."""
    for number, span in enumerate(evidence.sentences.get(report, ())):
        text = evidence.words(report, span.start, span.end)
        found = _denying_after().search(text) or _denying().search(text) if cue("denies").search(text) else None
        if found is None or _is_withheld(report, span.start + found.start("verb"), evidence):
            continue
        who = bare_name(found["who"])
        entity = evidence.by_alias.get(re.sub(r"^(?:The|the|An?|an?) ", "", who).lower())
        if entity is None and _names_nobody(who):
            continue
        said = Part(
            start=span.start + min(found.start("what") + 1, found.end("what")), end=span.start + found.end("what")
        )
        by = party_of(entity.id if entity is not None else None, who, evidence)
        yield Statement(report, number, span, said, by, "deny", found["verb"].lower(), terms(found["what"]), True)


def bare_name(words: str) -> str:
    """ "But the garrison", "such, the garrison" as "the garrison"."""
    bare = re.sub(rf"^(?:{'|'.join(section('cues')['turns'])}|and),? ", "", words.strip(), flags=re.IGNORECASE)
    return _tail().sub("", _owner().sub("", re.sub(r"^[a-z]+, ", "", bare)))


@cache
def _owner() -> re.Pattern[str]:
    """At the end of words cut short: "the mayor, one of the town's"."""
    return re.compile(r",[^,]*['’]s?$")


@cache
def _tail() -> re.Pattern[str]:
    """When or how somebody speaks, taken along with the name: "the mayor on Monday", "the miners initially"."""
    return re.compile(rf"(?:,? (?:{'|'.join(section('empty')['tails'])}))+$", re.IGNORECASE)


def _names_nobody(words: str) -> bool:
    """Whether words before a verb are no name: a pronoun, or a stretch with a verb of its own."""
    known = {*section("empty")["nobody"], *section("empty")["verbs"]}
    parts = words.lower().split()
    if 1 < len(parts) <= PLAIN and parts[0] == "the":
        return bool(known & set(parts[1:])) or any(part.endswith(("ed", "ing")) for part in parts[1:])
    return not parts or bool({parts[0], parts[-1], words.lower()} & known)


def _statements(report: str, quote: Quote, evidence: Evidence) -> Iterator[Statement]:
    """A quotation as one statement for each sentence it stands in."""
    by = _speaker(report, quote, evidence)
    spans = evidence.sentences.get(report, ())
    if by is None or not quote.parts:
        return
    verb = evidence.words(report, quote.cue_span.start, quote.cue_span.end) if quote.cue_span else ""
    if quote.cue_span and _wished().search(
        evidence.words(report, max(0, quote.cue_span.start - BEFORE_CUE), quote.cue_span.start)
    ):
        return
    if quote.cue_span and cue("denies").search(verb) and _is_withheld(report, quote.cue_span.start, evidence):
        return
    if quote.kind != "indirect" and _names_itself(report, quote, by, evidence):
        return
    known = quote.speaker in evidence.entities
    numbers = dict.fromkeys(number for part in quote.parts for number in _numbers(spans, part))
    for number in numbers:
        span = spans[number]
        inside = [Part(start=max(p.start, span.start), end=min(p.end, span.end)) for p in quote.parts if _meet(p, span)]
        said = Part(start=min(p.start for p in inside), end=max(p.end for p in inside))
        text = " ".join(evidence.words(report, p.start, p.end) for p in inside)
        yield Statement(report, number, span, said, by, quote.act, one_line(verb).lower(), terms(text), known)


def _names_itself(report: str, quote: Quote, by: Party, evidence: Evidence) -> bool:
    """Whether the words speak to or of a person by the name of who is thought to say them: somebody else does."""
    entity = evidence.entities.get(quote.speaker or "")
    if entity is None or entity.kind != "person":
        return False
    names = "|".join(
        re.escape(word) for word in sorted({*by.key.split(), *entity.name.lower().split()}) if len(word) > 2
    )
    said = " ".join(evidence.words(report, p.start, p.end) for p in quote.parts)
    return bool(names) and re.search(rf", (?:\w+[’']? )?(?:{names})\b,? ", said, re.IGNORECASE) is not None


@cache
def _wished() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(section('cues')['wished'])})(?: \w+ly)? $", re.IGNORECASE)


def _numbers(spans: Sequence[Part], part: Part) -> range:
    first = max(0, bisect_left(spans, part.start + 1, key=attrgetter("start")) - 1)
    return range(first, max(first + 1, bisect_left(spans, part.end, key=attrgetter("start")))) if spans else range(0)


def _meet(a: Part, b: Part) -> bool:
    return a.start < b.end and b.start < a.end


def _speaker(report: str, quote: Quote, evidence: Evidence) -> Party | None:
    """Who speaks; null for nobody in particular."""
    span = quote.speaker_spans[0] if quote.speaker_spans else None
    text = _beside_name().sub("", one_line(evidence.words(report, span.start, span.end))) if span else ""
    text = _tail().sub("", _owner().sub("", text))
    entity = evidence.entities.get(quote.speaker or "")
    if text.lower().partition(" ")[0] in section("empty")["no_one"]:
        return None
    if entity is None and (not text or _is_nobody(text) or _leans(text)):
        return None
    if len(text.split()) > LONGEST or not text or _leans(text) or _is_nobody(text):
        if entity is not None:
            return party_of(quote.speaker, entity.name, evidence)
        text = text.partition(",")[0]
    return party_of(quote.speaker, text, evidence) if len(text.split()) <= LONGEST else None


@cache
def _beside_name() -> re.Pattern[str]:
    """What was taken along with a name: "the mayor, speaking to reporters", "the miners have"."""
    return re.compile(rf"(?:,? \w+ing\b.*| (?:{'|'.join(section('empty')['auxiliary'])}))$")


def _is_nobody(text: str) -> bool:
    """Whether words name no source: "no group", "there", or a stretch that a cue of denial is part of."""
    words = text.lower().split()
    nobody = section("empty")["nobody"]
    if any(word.endswith("ly") for word in (words[0], words[-1])):
        return True
    opens = words[0] in nobody and words[0] not in rules.load("en/reconcile")["incident"]["determiners"]
    return opens or words[-1] in nobody or len(text) < SHORTEST_NAME or cue("untrue").search(text) is not None


def is_somebody(text: str, evidence: Evidence, opens: bool = False) -> bool:
    """Whether words name somebody: a name, or a word for people or a body. `opens` says that they open a sentence,
    where a capital says nothing."""
    bare = re.sub(r"^(?:[Tt]he|[Aa]n?) ", "", text.strip())
    if bare.lower() in evidence.by_alias:
        return True
    words = bare.split()
    named = [word for n, word in enumerate(words) if word[:1].isupper() and (n or not opens)]
    if (words and words[0].lower() in section("empty")["nobody"]) or _thing().search(bare):
        return False
    return bool(named) or _people().search(bare) is not None


@cache
def _people() -> re.Pattern[str]:
    """Words for people and bodies."""
    return re.compile(rf"\b(?:{'|'.join(section('sources')['people'])})\b", re.IGNORECASE)


@cache
def _thing() -> re.Pattern[str]:
    """What says nothing of its own: a poll, a page, a ruling; or who is only pointed at."""
    return re.compile(rf"\b(?:{'|'.join(section('sources')['things'])})$", re.IGNORECASE)


def is_of(name: str, whole: str) -> bool:
    """Whether a source is the one of this name by its last word, or belongs to it."""
    last = re.sub(r"['’]s?$", "", name.lower()).rpartition(" ")[2]
    return last in re.sub(r"['’]s?\b|,", " ", whole.lower()).split()


def _leans(text: str) -> bool:
    return text.lower() in rules.words("en/reconcile", "brief", "points_back")


def outermost(statement: Statement, sentence: Sentence) -> Statement:
    """Who tells what another holds: of "the mayor also believes …", she said, the words are hers."""
    span = statement.said
    for other in sentence.statements:
        if other is not statement and other.said.start <= span.start and span.end <= other.said.end:
            return statement if other.by.same(statement.by) or other.said == span else other
    return statement


def of_one_side(a: Party, b: Party) -> bool:
    """Whether two sources are one, or one belongs to the other by name: the league and its chief of staff."""
    names = [re.sub(r"^(?:the|an?) ", "", party.text.lower()) for party in (a, b)]
    held = any(f" {x} " in f" {y} ".replace(",", " ").replace("'s ", " ") for x, y in (names, names[::-1]))
    return a.same(b) or held or bool(_bodies(a.text) & _bodies(b.text))


@cache
def _bodies(text: str) -> frozenset[str]:
    """The longer words with a capital that name a body, not a people: of "Syrian Observatory chief" the observatory."""
    found = re.findall(rf"\b[A-Z][a-z]{{{LONG_NAME - 1},}}", text)
    peoples = re.compile(rf"(?:{'|'.join(section('empty')['peoples'])})$")
    return frozenset(word for word in found if not peoples.search(word))
