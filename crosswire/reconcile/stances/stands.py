"""What each statement lays on whom, and how it is told to be said."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from crosswire import rules
from crosswire.reconcile.against.statements import Floor, Sentence, Statement
from crosswire.reconcile.evidence import Evidence
from crosswire.reconcile.parties import Party, party_of

REACH = 40
"""Characters after a verb of charging in which whom it charges is named first."""

LONGEST = 45
"""Telling words of a stretch that is still one sentence."""


@dataclass(frozen=True)
class Stand:
    """One statement with the place of its sentence in the story and its `text`. `against` is whom it charges, `manner`
    the words by which it is told to be said, `negates` whether it says that something is not so."""

    said: Statement
    place: int
    text: str
    against: Party | None
    manner: str
    negates: bool

    def does(self, what: str) -> bool:
        """Whether it is said in a manner: counters, defends, insists."""
        return pattern("answers", what).search(self.manner) is not None

    @property
    def by(self) -> Party:
        return self.said.by

    @property
    def words(self) -> frozenset[str]:
        return self.said.words


def section(name: str) -> dict[str, Any]:
    """One section of `rules/en/stances.toml`."""
    found: dict[str, Any] = rules.load("en/stances")[name]
    return found


@cache
def pattern(name: str, key: str) -> re.Pattern[str]:
    """The patterns of one key as whole words, whatever their case."""
    return re.compile(rf"(?<![\w-])(?:{'|'.join(section(name)[key])})(?![\w-])", re.IGNORECASE)


def is_telling(sentence: Sentence, evidence: Evidence) -> bool:
    """Whether a stretch is one sentence of the text: no headline, and no page read as one."""
    headline = evidence.reports[sentence.report].standing(sentence.span.start) == "headline"
    return len(sentence.words) <= LONGEST and not headline


def only_tells(by: Party, evidence: Evidence) -> bool:
    """Whether a source is no party to what it tells: a reporter, an outlet, a scholar."""
    if pattern("answers", "official").search(by.text):
        return False
    if pattern("answers", "reporters").search(by.text):
        return True
    names = re.findall(r"[A-Z][\w.-]*(?: [A-Z][\w.-]*)*", by.text)
    found = (evidence.by_alias.get(name.lower()) for name in names)
    return any(entity is not None and entity.sector in section("answers")["media"] for entity in found)


def is_party(statement: Statement) -> bool:
    """Whether a source is somebody: known, named, or a word for people; "the data" is none."""
    name = re.sub(r"^(?:The|An?|Its|His|Her|Their) ", "", statement.by.text)
    return (
        statement.known
        or name[:1].isupper()
        or any(w[:1].isupper() for w in name.split())
        or _people().search(name) is not None
    )


@cache
def _people() -> re.Pattern[str]:
    """Words for people and bodies that hold things."""
    words = (*rules.load("en/reconcile")["parties"]["general"], *rules.load("en/reconcile")["culprits"]["against"])
    return re.compile(rf"\b(?:{'|'.join((*words, *section('answers')['people']))})\b", re.IGNORECASE)


def stands_of(floor: Floor, evidence: Evidence) -> list[Stand]:
    """The statements of a story as stands, in its order; not those of sources that only tell."""
    return [
        _stand(statement, place, begin, evidence)
        for place, sentence in enumerate(floor.sentences)
        if is_telling(sentence, evidence)
        for statement, begin in _in_turn(sentence)
        if not only_tells(statement.by, evidence) and is_party(statement)
    ]


def _in_turn(sentence: Sentence) -> Iterator[tuple[Statement, int]]:
    """The statements of a sentence, each with where the words begin that lead to it."""
    begin = sentence.span.start
    for statement in sentence.statements:
        yield statement, min(begin, statement.said.start)
        begin = max(begin, statement.said.end)


def _stand(statement: Statement, place: int, begin: int, evidence: Evidence) -> Stand:
    said = evidence.words(statement.report, statement.said.start, statement.said.end)
    before = evidence.words(statement.report, begin, statement.said.start)
    said = said[: _ends(said)]
    return Stand(
        said=statement,
        place=place,
        text=said,
        against=_charged(statement, said, evidence),
        manner=f"{statement.cue} {before}",
        negates=pattern("truth", "negates").search(f"{statement.cue} {said}") is not None,
    )


def _ends(said: str) -> int:
    """Where what a source says ends before another's word that was taken along: "…, while the miners said"."""
    found = _turned().search(said)
    return found.start() if found is not None else len(said)


@cache
def _turned() -> re.Pattern[str]:
    turns, says = ("|".join(section("answers")[key]) for key in ("turns", "says"))
    return re.compile(rf"[,;]? (?:{turns}) (?:[\w’'-]+ ){{1,6}}(?:{says})\b")


def _charged(statement: Statement, said: str, evidence: Evidence) -> Party | None:
    """Whom a statement charges: the first name after the verb; nobody where two charge each other."""
    if pattern("answers", "charges").search(statement.cue) is None or pattern("answers", "mutual").match(said):
        return None
    for match in re.finditer(r"(?:the )?[A-Z][\w.’'-]*(?: [A-Z][\w.’'-]*)*|\b(?:the )?[a-z]+\b", said[:REACH]):
        name = re.sub(r"^the |[’']s?$", "", match[0])
        entity = evidence.by_alias.get(name.lower())
        if entity is not None:
            return party_of(entity.id, name, evidence)
    plain = _plainly().match(said)
    return party_of(None, plain["whom"], evidence) if plain is not None else None


@cache
def _plainly() -> re.Pattern[str]:
    """ "the port authority of flooding": who is charged without a name."""
    return re.compile(rf"(?P<whom>the (?:\w+ ){{0,2}}\w+) (?:{'|'.join(section('answers')['over'])})\b")
