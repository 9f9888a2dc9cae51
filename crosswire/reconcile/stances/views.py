"""What parties hold in a story: each stance that was read, with the party whose it is and what names its matter."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from crosswire import rules
from crosswire.base import Holding, Part
from crosswire.reconcile.against.statements import LONGEST, Floor, Sentence, Statement
from crosswire.reconcile.evidence import Evidence
from crosswire.reconcile.parties import Party, party_of
from crosswire.reconcile.phrases import one_line
from crosswire.reconcile.stances.stands import is_party, is_telling, only_tells
from crosswire.reconcile.terms import stem, terms

OUTCOME, ASKED, LIKENED = "outcome", "asked", "likened"
"""Sorts that a report may tell of nobody named: what became of a thing, what is asked of somebody, what a thing is
like."""

OWN = "supports"
"""Sort in which "his" is of who holds it: "stood by his remarks"."""

SAYING = frozenset({"say", "deny"})

ASKING = frozenset({"say", "deny", "ask"})


@dataclass(frozen=True)
class View:
    """One stance of one party; `by` is null where the report tells it of nobody named. `keys` are by matter 1
    for it and -1 against it, `words` the telling words of the target, `doer` those of who is to do it, `names` those
    of them that are names, `kind` those before the noun that say which of its kind it is. A `general`
    one names its matter by a word for any; an `open` one is any of its kind, or one not yet named;
    one that `differs` is against what another holds, whatever that is."""

    held: Holding
    sentence: Sentence
    place: int
    by: Party | None
    keys: dict[str, int]
    words: frozenset[str]
    doer: frozenset[str]
    names: frozenset[str]
    kind: frozenset[str]
    general: bool
    open: bool
    differs: bool

    @property
    def loose(self) -> bool:
        """Whether what it is toward is told before it."""
        return self.general or (self.held.back and not self.keys)

    @property
    def side(self) -> int:
        return 1 if self.held.side == "for" else -1

    @property
    def told(self) -> Statement | Sentence:
        """It as a statement by whom it is held, or as the report's own sentence."""
        if self.by is None:
            return self.sentence
        span, sentence = self.held, self.sentence
        said = Part(start=span.start, end=span.end)
        return Statement(
            sentence.report, sentence.number, sentence.span, said, self.by, "say", "", self.words, known=True
        )


def views_of(floor: Floor, evidence: Evidence) -> list[View]:
    """The views of a story in its order; not of sources that only tell, nor in headlines."""
    found: list[View] = []
    reports = dict.fromkeys(sentence.report for sentence in floor.sentences)
    for report in reports:
        for held in evidence.holdings.get(report, ()):
            place = floor.place.get((report, evidence.sentence_number(report, held.start)))
            if place is not None and is_telling(floor.sentences[place], evidence):
                found += _view(held, floor.sentences[place], place, evidence)
    return found


def _view(held: Holding, sentence: Sentence, place: int, evidence: Evidence) -> Iterator[View]:
    by = _by(held, sentence, evidence)
    if by is None and held.sort not in (OUTCOME, ASKED, LIKENED):
        return
    if by is not None and only_tells(by, evidence):
        return
    if held.sort == "judged" and any(map(_is_people, held.heads)):
        return
    text = (
        evidence.words(sentence.report, held.target.start, held.target.end)
        if held.target and not (held.back and not held.heads)
        else ""
    )
    doer = _doer(held, by, sentence.report, evidence)
    side = 1 if held.side == "for" else -1
    heads = [head for head in held.heads if not held.things or head not in rules.words("en/matters", "general", "bare")]
    like = f"{LIKENED} " if held.sort == LIKENED else ""  # what a thing is like is another matter than the thing
    keys = {like + key: side * pole for head in heads for key, pole in matters_of(head).items()}
    general = rules.words("en/matters", "general", "words")
    yield View(
        held,
        sentence,
        place,
        by,
        keys,
        terms(text),
        terms(doer),
        _names(text) | _names(doer),
        frozenset() if held.clause else _kind(text, held.heads),
        (bool(held.heads) and all(head in general for head in held.heads)) or _are_several(text),
        not held.clause and _is_open(text, side, held.sort),
        held.back and not held.heads and _is_differing(evidence.words(sentence.report, held.start, held.end)),
    )


def _is_differing(verb: str) -> bool:
    """Whether a verb says that somebody holds the opposite of another, whatever that is."""
    return any(verb.lower().startswith(word) for word in rules.words("en/holdings", "back", "differing"))


def _are_several(text: str) -> bool:
    """Whether a target is several things just spoken of."""
    return text.split(" ")[0].lower() in rules.words("en/matters", "general", "several")


def _kind(text: str, heads: tuple[str, ...]) -> frozenset[str]:
    """The words before a noun: of "the levy on oil" none, of "the oil levy" the oil."""
    before = min((found for head in heads if (found := text.lower().find(head)) >= 0), default=0)
    return frozenset(word for word in terms(text[:before].replace("-", " ")) if word not in _stems())


def _is_open(text: str, side: int, sort: str) -> bool:
    """Whether a target is another than the one spoken of, any of its kind for who is for it, or told anew: by more
    than its name, or as what somebody asks for."""
    first, *rest = text.split() or [""]
    table = rules.load("en/matters")["general"]
    if first.lower() in table["all"]:
        return side > 0
    if first.lower() in table["any"] or (rest and rest[0].lower() in table["any"]):
        return True
    bare = first.lower() not in (*table["definite"], "a", "an") and "’s" not in text and "'s" not in text
    return bare and (bool(rest) or sort in table["asks"]) and not _names(text) and not first[:1].isupper()


@cache
def matters_of(head: str) -> dict[str, int]:
    """The matters that a head may name, each -1 where it names the opposite."""
    table = rules.load("en/matters")
    found = {
        name: 1 if head in straight else -1
        for name, (straight, turned) in table["opposites"].items()
        if head in straight or head in turned
    }
    found |= {name: 1 for name, words in table["families"].items() if head in words}
    return found or {stem(head.partition(" ")[0]) or head: 1}


@cache
def _stems() -> dict[str, frozenset[str]]:
    """By the compared form of a word the matters it may name."""
    table = rules.load("en/matters")
    found: dict[str, set[str]] = {}
    lines = {name: [*straight, *turned] for name, (straight, turned) in table["opposites"].items()}
    for name, words in (*lines.items(), *table["families"].items()):
        for word in words:
            found.setdefault(stem(word), set()).add(name)
    return {word: frozenset(names) for word, names in found.items()}


def matters_in(found: frozenset[str]) -> frozenset[str]:
    """The matters that telling words name."""
    return found.union(*(_stems().get(word, ()) for word in found))


def _by(held: Holding, sentence: Sentence, evidence: Evidence) -> Party | None:
    """Whose it is: who is named, or who speaks there."""
    if held.sort == ASKED:
        return None
    if held.holder is None or held.at is None or _is_written(held, sentence.report, evidence):
        at = held.start if held.holder is None or held.target is None else held.target.start
        inside = [
            s
            for s in sentence.statements
            if s.said.start <= at < s.said.end and s.act in (SAYING if held.holder is None else ASKING)
        ]
        said = min(inside, key=lambda s: s.said.end - s.said.start, default=None)
        written = said is not None and _is_document(said.by.text)
        return said.by if said is not None and (written or (is_party(said) and _is_somebody(said))) else None
    entity = evidence.entity_at(sentence.report, held.at)
    text = _called(evidence.words(sentence.report, held.holder.start, held.holder.end))
    if not text or len(text.split()) > LONGEST:
        text = evidence.entities[entity].name if entity in evidence.entities else ""
    leans = text.lower() in rules.words("en/reconcile", "brief", "points_back")
    if not text or re.search(r"\d", text) or (leans and entity not in evidence.entities):
        return None
    by = party_of(entity, text, evidence)
    if set(text.lower().split()[:2]) & rules.words("en/matters", "general", "nobody"):
        return None
    head = re.split(r"\s|[’']s?$|[’']s?\s", evidence.words(sentence.report, held.at, held.holder.end))[0]
    return by if entity in evidence.entities or head[:1].isupper() or _is_people(head) else None


def _is_written(held: Holding, report: str, evidence: Evidence) -> bool:
    """Whether what holds something is a paper, whose it is who speaks by it: "signed a letter asking them to go"."""
    return held.holder is not None and _is_document(evidence.words(report, held.holder.start, held.holder.end))


def _is_document(words: str) -> bool:
    """Whether a source is a paper that people write together."""
    head = re.split(r" (?:from|of|by|signed|to)\b|,", words.lower())[0].split()
    return bool(head) and head[-1] in rules.words("en/matters", "holders", "documents")


def _is_people(word: str) -> bool:
    """Whether a word is one for people or a body that hold things, in either number."""
    low = word.lower()
    return bool({low, low.removesuffix("s"), low.removesuffix("es"), re.sub(r"ies$", "y", low)} & _people())


@cache
def _people() -> frozenset[str]:
    names = rules.load("en/names")
    roles = (role for line in names["roles"].values() for role in line)
    return frozenset((*rules.load("en/matters")["holders"]["people"], *roles, *names["open_roles"]))


def _is_somebody(said: Statement) -> bool:
    """Whether a source without an entry is named, or called by a word for people: no photograph."""
    last = re.findall(r"[\w’'-]+", said.by.text.partition(",")[0])[-1:]
    return said.known or any(word[:1].isupper() or _is_people(word) for word in last)


def _called(words: str) -> str:
    """A holder's words without what a headline or dateline left before them."""
    bare = one_line(re.split(r"[|:()]|\s[-–—]+\s", words)[-1].strip())
    return re.sub(r"[’']s?$", "", bare)


def _doer(held: Holding, by: Party | None, report: str, evidence: Evidence) -> str:
    """The name of who is to do it; of "we will stay" that of who says so."""
    if held.doer is None:
        return ""
    words = evidence.words(report, held.doer.start, held.doer.end)
    if by is not None and words.lower() in rules.words("en/holdings", "speaking", "pronouns"):
        return f"{by.key} {by.text}"
    entity = evidence.entity_at(report, held.doer.start) or evidence.entity_at(report, held.doer.end - 1)
    own = words.lower() in rules.words("en/holdings", "back", "owners") and (entity is None or held.sort == OWN)
    if by is not None and own:
        return f"{by.key} {by.text}"
    return evidence.entities[entity].name if entity in evidence.entities else words


def _names(text: str) -> frozenset[str]:
    """The words with a capital that do not open the text."""
    return frozenset(
        found for word in re.findall(r"(?<=[\w,’'] )[A-Z][\w’'-]+|^[A-Z][\w’'-]+$", text) if (found := stem(word))
    )
